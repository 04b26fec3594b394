"""The next set in large digits, what is on the bar, how it compares with last time, and keys that change it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from textual.app import ComposeResult
from textual.selection import Selection

from hinge_log.charts.banner_font import digits
from hinge_log.charts.cells import Row, Segment, fit, text_width
from hinge_log.charts.set_texts import amount_text, load_text
from hinge_log.training.distance import distance_text, wall_unit
from hinge_log.training.load import Load
from hinge_log.training.session import WorkoutSession
from hinge_log.training.sides import SIDES
from hinge_log.training.workout import SetDraft, SetKind
from hinge_log.widgets.keys import KeyHint, KeyRow
from hinge_log.widgets.line_panel import LinePanel, row_reactive
from hinge_log.widgets.panels import panel_rule

LARGE_FROM = 8
"""Rows that rule, large digits and plates need."""


def work_text(draft: SetDraft, unit: str, *, always: bool = False) -> str:
    """Load and amount of a set: "100 × 5"; with its unit where that is not `unit`, or `always`."""
    load, amount = load_text(draft, unit), amount_text(draft) or "-"
    if always and draft.load and not draft.load.body and load == draft.load.text:
        load = f"{load} {draft.load.unit}"
    return f"{load} × {amount}" if load else amount


class NextSet(LinePanel):
    """Shows the next set of `session` in the form that the size of the panel has room for."""

    session: row_reactive[WorkoutSession | None] = row_reactive(None)
    ascii_only = False
    _steps: tuple[str, str] | None = None
    """What the keys say that a press changes."""

    def compose(self) -> ComposeResult:
        """The keys lie over the last rows."""
        yield KeyRow(id="step-keys")

    def on_mount(self) -> None:
        """Show the first value in the keys, too."""
        self.watch_session()

    def watch_session(self) -> None:
        """Say on the keys what a press changes."""
        session = self.session
        if session is None or not self.children:
            return
        if session.step_names != self._steps:
            self._steps = load, rep = session.step_names
            self.query_one(KeyRow).keys = tuple(
                KeyHint("", f"{sign} {word}", f"{action}({sign}1)")
                for word, action in ((load, "load"), (rep, "reps"))
                for sign in ("-", "+")
            )

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """Rule, set and plates; in one row the set alone."""
        session = self.session
        if session is None:
            return
        draft, unit = session.current.next, session.unit
        plates = session.plates(ascii_only=self.ascii_only)
        if height == 1:
            side = f" {draft.side}" if draft.side else ""
            words = f"{session.tagged_name(session.lift)} {work_text(draft, unit)}{side}"
            yield ((fit(words, width), "strong>log_set"),)
            return
        yield self._rule(session, width)
        keys = self.query_one(KeyRow)
        rows = height - (keys.size.height if keys.display else 0)
        gain = self._gain(session)
        large = rows >= LARGE_FROM
        parts = self._digit_rows(draft, unit, 2) if large else ()
        if not parts or _row_width(parts) > width - 2:
            parts = self._digit_rows(draft, unit, 1) if rows >= LARGE_FROM - 3 else ()
        if not parts or _row_width(parts) > width - 1:
            text = work_text(draft, unit, always=True)
            beside = ((f"   {plates}", "muted"),) if text_width(text) + text_width(plates) + 5 <= width else ()
            yield ((" ", ""), (text, "strong"), *beside)
            if height > 2 and not beside:
                yield ((" ", ""), (fit(plates, width - 2), "muted"))
            return
        free = width - _row_width(parts) - 4
        for index, row in enumerate(parts):
            if gain and len(parts) == SMALL and index < 2 and free >= 12:
                fill = " " * (_row_width(parts) - sum(text_width(text) for text, _ in row) + 3)
                row = (*row, (fill, ""), gain[index])
            yield ((" ", ""), *row)
        tail = gain if gain and (len(parts) != SMALL or free < 12) else ()
        # What has to be loaded comes first: the bar's name goes before a plate does, and so does the comparison.
        room = width - 2 - sum(text_width(text) + 1 for text, _ in tail) - (3 if tail else 0)
        if tail and text_width(plates) > room:
            plates_only = plates.partition(", ")[2]
            if 0 < text_width(plates_only) <= room:
                plates = plates_only
            else:
                tail, room = (), width - 2
        row = ((" ", ""), (fit(plates, max(0, room)), "muted"))
        yield (*row, ("   ", ""), tail[0], (" ", ""), tail[1]) if tail else row

    def _rule(self, session: WorkoutSession, width: int) -> Row:
        current = session.current
        warm = current.next.kind is SetKind.WARMUP
        of = f" of {current.total}" if not warm and current.total and current.number <= current.total else ""
        side = SIDES[current.next.side] or ("both sides" if current.sided else "")
        parts = [f"Next · {'warm-up' if warm else 'set'} {current.number}{of}", side]
        if session.exercise.metric == "distance_cm":
            parts.append(f"{wall_unit(current.next.distance_mm)} from heel to wall")
        parts += ["skipped"] if session.lift.id in session.skipped else []
        return panel_rule(" · ".join(part for part in parts if part), width)

    def _digit_rows(self, draft: SetDraft, unit: str, scale: int) -> tuple[Row, ...]:
        load = _load_digits(draft, unit)
        amount = amount_text(draft)
        tall = SMALL if scale == 1 or self.ascii_only else LARGE_FROM - 2

        def drawn(text: str) -> list[str]:
            return digits(text, scale, ascii_only=self.ascii_only)

        columns: list[tuple[list[str], str]] = []
        if load:
            load_unit = draft.load.unit if draft.load else ""
            if draft.distance_mm is not None:
                load_unit = distance_text(draft.distance_mm).split()[1]
            columns += [(drawn(load), "big"), (_at_foot(f" {load_unit} ", tall), "muted"), (drawn("x"), "dim")]
            columns.append((_at_foot("  ", tall), ""))
        elif draft.reps is not None:
            columns.append((_at_foot("bw × ", tall), "muted"))
        columns.append((drawn(amount.removesuffix(" s") or "-"), "big"))
        word = "s" if draft.seconds is not None and draft.reps is None else "reps"
        columns.append((_at_foot(f" {word}", tall), "muted"))
        if not amount:
            columns.append((_at_foot("  arrows or enter", tall), "muted"))
        return tuple(
            tuple((text, style) for text, (_, style) in zip(row, columns, strict=True))
            for row in zip_longest(*(lines for lines, _ in columns), fillvalue="")
        )

    @staticmethod
    def _gain(session: WorkoutSession) -> tuple[Segment, Segment] | None:
        grams, load = session.current.gain(), session.current.next.load
        if not grams or load is None:
            return None
        change = Load.from_grams(grams, load.unit).text
        return (f"{change if grams < 0 else '+' + change} {load.unit}", "chosen"), ("vs last time", "muted")

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The set as text, not as blocks."""
        if self.session is None:
            return None
        return work_text(self.session.current.next, self.session.unit, always=True), "\n"


SMALL = 3
"""The rows of small digits."""


def _row_width(rows: tuple[Row, ...]) -> int:
    return max((sum(text_width(text) for text, _ in row) for row in rows), default=0)


def _at_foot(text: str, rows: int) -> list[str]:
    return [" " * len(text)] * (rows - 1) + [text]


def _load_digits(draft: SetDraft, unit: str) -> str:
    if draft.distance_mm is not None:
        return distance_text(draft.distance_mm).split()[0]
    if draft.load is None:
        return ""
    if draft.load.body:
        return ("+" if draft.load.grams >= 0 else "-") + draft.load.text.lstrip("-")
    return draft.load.text
