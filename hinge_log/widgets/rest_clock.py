"""The rest clock: what is left in large digits, how far it is, and keys to change it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult

from hinge_log.charts.banner_font import digits, digits_width
from hinge_log.charts.cells import Row, fit, text_width
from hinge_log.clock import clock_text
from hinge_log.training.rest import Rest
from hinge_log.widgets.keys import KeyHint, KeyRow
from hinge_log.widgets.line_panel import LinePanel, row_reactive
from hinge_log.widgets.panels import panel_rule

LARGE_ROWS, SMALL_ROWS = 6, 3
"""The rows of a digit."""


class RestDigits(LinePanel):
    """The time in large digits. A changed row is sent from the left edge of its widget, so this one is narrow."""

    value: row_reactive[str] = row_reactive("")
    style_name: row_reactive[str] = row_reactive("big")
    ascii_only = False

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """The largest digits that fit."""
        scale = 2 if height >= LARGE_ROWS and digits_width(self.value, 2, ascii_only=self.ascii_only) <= width else 1
        for row in digits(self.value, scale, ascii_only=self.ascii_only) if self.value else ():
            yield ((row, self.style_name),)


class RestClock(LinePanel):
    """`rest` is the clock, `note` says why none runs. The panel takes the form that its height has room for."""

    DEFAULT_CSS = "RestClock.-idle RestDigits, RestClock.-idle KeyRow { display: none; }"
    DEFAULT_CLASSES = "-idle"

    rest: row_reactive[Rest] = row_reactive(Rest(None, 0))
    note: row_reactive[str] = row_reactive("")
    ascii_only = False

    def compose(self) -> ComposeResult:
        """The digits and the keys lie over the rows of the panel."""
        yield RestDigits(id="rest-digits")
        yield KeyRow(id="rest-keys")

    def on_mount(self) -> None:
        """Show the first value in the digits, too."""
        self.query_one(RestDigits).ascii_only = self.ascii_only
        self.watch_rest()

    def watch_rest(self) -> None:
        """Hand the time to the digits, and to the keys whether there is anything to change."""
        if not self.children:
            return
        rest, time = self.rest, self.query_one(RestDigits)
        time.style_name = "ask" if rest.over else "big"
        time.value = "" if rest.left is None else clock_text(rest.left)
        self.set_class(rest.left is None, "-idle")
        keys: tuple[KeyHint, ...] = ()
        if rest.left is not None:
            pause = KeyHint("", "resume" if rest.paused else "pause", "rest_pause")
            keys = KeyHint("", "-15", "rest_by(-15)"), pause, KeyHint("", "+15", "rest_by(15)")
        self.query_one(KeyRow).keys = keys

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """Rule, time and bar; in one row the time alone."""
        rest = self.rest
        if rest.left is None:
            time = clock_text(rest.target) if rest.target else ""
            text = "starts when you log" if rest.target else self.note or "off for this lift"
        else:
            time = clock_text(rest.left)
            text = "paused" if rest.paused else "rest is over" if rest.over else f"of {clock_text(rest.target)}"
        if height == 1:
            words = f"rest {time}{' paused' if rest.paused else ''}" if rest.left is not None else text
            yield ((fit(words, width), "ask" if rest.over else "muted"),)
            return
        yield panel_rule("Lift now" if rest.over else "Rest", width, asks=rest.over)
        if rest.left is None:
            start = [(f" {time}  ", "strong")] if time else [(" ", "")]
            yield (*start, (fit(text, width - text_width(start[0][0]) - 1), "muted"))
            return
        if height < 4:
            keys = self.query_one(KeyRow)
            room = width - len(time) - 3 - (keys.outer_size.width if keys.display else 0)
            yield ((f" {time} ", "ask" if rest.over else "strong"), *self._bar(room, text))
            return
        tall = LARGE_ROWS if height > LARGE_ROWS + 1 else SMALL_ROWS
        if height > tall + 1:
            yield from [()] * tall
            yield ((" ", ""), *self._bar(width - 2, text))
            return
        yield from [()] * (tall - 1)
        beside = digits_width(time, 1, ascii_only=self.ascii_only) + 3
        yield ((" " * beside, ""), *self._bar(width - beside - 1, text))

    def _bar(self, width: int, text: str) -> Row:
        rest = self.rest
        length = max(0, width - text_width(text) - 1)
        share = 1 if rest.over or not rest.target else 1 - max(0, rest.left or 0) / rest.target
        done = max(0, min(length, round(length * share)))
        style = "ask" if rest.over else "data"
        return ("━" * done, style), ("─" * (length - done), "grid"), (f" {fit(text, width)}", "muted")
