"""The first line of a screen: what this is on the left, a word on the right where there is room for it."""

from __future__ import annotations

from collections.abc import Iterable

from hinge_log.charts.cells import Row, fit, text_width
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
