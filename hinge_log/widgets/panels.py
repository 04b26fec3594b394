"""The panels that every screen is made of: head, status line, titles, and panels whose rows a function draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content
from textual.geometry import Size

from hinge_log.charts.cells import Row, cut, fit, padded, text_width
from hinge_log.exercises.safety import is_safety
from hinge_log.widgets.line_panel import LinePanel, row_reactive


class TitleBar(LinePanel):
    """`left` are styled texts, the most important first; `right` is dropped when `left` would lose much.

    `note` is a remark on the right of all, from its longest to its shortest form, which is never dropped; a click on
    it runs the screen's action `sync_or_decide`.
    """

    DEFAULT_CSS = "TitleBar { dock: top; height: 1; padding: 0 1; background: $surface; }"

    left: row_reactive[Row] = row_reactive(())
    right: row_reactive[str] = row_reactive("")
    note: row_reactive[tuple[str, ...]] = row_reactive(())

    def __init__(self, title: str = "", right: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(TitleBar.left, ((title, "strong"),))
        self.set_reactive(TitleBar.right, right)

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """One row."""
        if not self.note:
            return [self._row(width)]
        need = sum(text_width(text) for text, _ in self.left) + (text_width(self.right) + 2 if self.right else 0)
        note = next((each for each in self.note if need + text_width(each) + 3 <= width), self.note[-1])
        room = max(0, width - text_width(note) - 3)
        row = self._row(room)
        used = sum(text_width(text) for text, _ in row)
        return [(*row, (" " * (width - used - text_width(note)), ""), (note, "muted>sync_or_decide"))]

    def _row(self, width: int) -> Row:
        need = sum(text_width(text) for text, _ in self.left)
        right = self.right if need + text_width(self.right) + 2 <= width else ""
        if not right and self.left and text_width(self.left[0][0]) + text_width(self.right) + 2 <= width:
            right = self.right
        room = width - (text_width(right) + 2 if right else 0)
        row: list[tuple[str, str]] = []
        for text, style in self.left:
            cut = fit(text, room)
            row.append((cut, style))
            room -= text_width(cut)
            if cut != text:
                break
        return (*row, (" " * (room + 2), ""), (right, "muted")) if right else tuple(row)


class WhoseLog(LinePanel):
    """Says it in the longest words that fit, over the whole width."""

    DEFAULT_CSS = "WhoseLog { dock: top; height: 1; }"

    def __init__(self, athlete: str, back_key: str) -> None:
        super().__init__()
        name = " ".join(athlete.split()) or "An athlete"
        self.texts = (
            f"{name}'s log. You can rate sets and write cues, notes and plans. Press {back_key} for your athletes.",
            f"{name}'s log. You are the coach.", f"{name}'s log", name,
        )  # fmt: skip

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """One row in the colour of what is chosen."""
        text = next((each for each in self.texts if text_width(each) + 2 <= width), fit(self.texts[-1], width))
        yield ((padded(f" {text}" if text_width(text) < width else text, width), "taken"),)


MOST_ROWS = 3


class StatusLine(LinePanel):
    """One line of text; a longer text wraps to a second and a third, one about safety to as many as it needs.

    The class `-long` is set while the text needs more than one line: a height of `auto` would cost a layout at
    every change.
    """

    DEFAULT_CSS = f"""
    StatusLine {{ height: 1; padding: 0 1; color: $hl-muted; }}
    StatusLine.-long {{ height: auto; max-height: {MOST_ROWS}; }}
    StatusLine.-safety {{ max-height: 100%; }}
    """

    text: row_reactive[str] = row_reactive("")

    def watch_text(self) -> None:
        """Take the height that the text needs."""
        was_long = self.has_class("-long")
        self.set_class(is_safety(self.text), "-safety")
        self.set_class(text_width(self.text) > self.content_size.width > 0, "-long")
        if was_long or self.has_class("-long"):
            self.refresh(layout=True)

    def on_resize(self) -> None:
        """Wrap anew."""
        self.watch_text()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the text needs."""
        return len(self._wrapped(width))

    def _wrapped(self, width: int) -> list[str]:
        return (
            [line.plain for line in Content(self.text).wrap(max(1, width))]
            if text_width(self.text) > width
            else [self.text]
        )

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """The text in the colour of the line."""
        return [((line, "text"),) for line in self._wrapped(width)]


class PanelTitle(LinePanel):
    """A light rule, or a heavy one in colour where the panel asks for something; `tail` stands at its right end."""

    DEFAULT_CSS = "PanelTitle { height: 1; }"

    title: row_reactive[str] = row_reactive("")
    tail: row_reactive[str] = row_reactive("")
    asks: row_reactive[bool] = row_reactive(False)

    def __init__(self, title: str = "", *, asks: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(PanelTitle.title, title)
        self.set_reactive(PanelTitle.asks, asks)

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """One row."""
        yield panel_rule(self.title, width, asks=self.asks, tail=self.tail)


def panel_rule(title: str, width: int, *, asks: bool = False, tail: str = "") -> Row:
    """The rule as a row, for panels that draw it themselves."""
    line, style = ("━", "ask") if asks else ("─", "grid")
    text = fit(title, max(0, width - 3))
    if not text:
        return ((line * width, style),)
    left = width - 3 - text_width(text)
    end = f" {tail} " if tail and text_width(tail) + 4 <= left else ""
    after = " " + line * (left - text_width(end) - (1 if end else 0)) if left > 0 else ""
    return (
        (line + " ", style),
        (text, "ask" if asks else "title"),
        (after, style),
        (end, "muted"),
        (line if end else "", style),
    )


class StyledLine(LinePanel):
    """Takes the first of several rows that fits; the last one is cut where none does."""

    DEFAULT_CSS = "StyledLine { height: 1; padding: 0 1; }"

    choices: row_reactive[tuple[Row, ...]] = row_reactive(())

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """One row."""
        fitting = (row for row in self.choices if sum(len(text) for text, _ in row) <= width)
        row = next(fitting, self.choices[-1] if self.choices else ())
        yield cut(row, width)


Drawing = Callable[[int, int], Sequence[Row]]
"""Gives rows for a width and a height in cells."""


class DrawnPanel(LinePanel):
    """Shows what `drawing` gives for the size that the panel has; a new function draws anew."""

    drawing: row_reactive[Drawing | None] = row_reactive(None)

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """What the function draws, none without one."""
        return () if self.drawing is None else self.drawing(width, height)


Flow = Callable[[int], Sequence[Row]]
"""Gives all rows for a width in cells."""


class FlowPanel(LinePanel):
    """Shows what `flow` gives for its width; it stands in a container that scrolls.

    Where that is higher than the container and `tight` fits, `tight` is shown.
    """

    DEFAULT_CSS = "FlowPanel { height: auto; }"

    flow: row_reactive[Flow | None] = row_reactive(None)
    tight: row_reactive[Flow | None] = row_reactive(None)

    def watch_flow(self) -> None:
        """Grow or shrink."""
        if self.is_attached and self.flow is not None and len(self.flow(self.size.width)) != self.size.height:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are."""
        rows = len(self.flow(width)) if self.flow is not None else 0
        if self.tight is not None and rows > container.height >= (fewer := len(self.tight(width))):
            return fewer
        return rows

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """All rows."""
        rows = self.flow(width) if self.flow is not None else ()
        return self.tight(width) if self.tight is not None and len(rows) > height else rows
