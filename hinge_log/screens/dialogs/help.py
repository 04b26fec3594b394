"""The keys of a screen, as they are bound now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row, padded, text_width
from hinge_log.charts.flow import LabelledFlow, hanging
from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.widgets.keys import KeyBar, KeyHint
from hinge_log.widgets.panels import TitleBar
from hinge_log.widgets.row_list import ListRow, RowList

Groups = Sequence[tuple[str, Sequence[tuple[str, str, str]]]]
"""Headings, each with (keys, what they do, action)."""


class HelpDialog(Dialog[str | None]):
    """Lists the keys by heading; gives the action of the one that is chosen with enter or a click, or None."""

    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move('cursor_down')", "down", id="help.more"),
        Binding("k", "move('cursor_up')", "up", id="help.back"),
        Binding("space", "move('page_down')", "page", id="help.page"),
        Binding("escape,q,question_mark,f1", "leave", "close", id="help.close"),
    ]

    def __init__(self, groups: Groups, caveats: Sequence[str] = ()) -> None:
        super().__init__()
        self.groups = groups
        self.caveats = caveats
        self._actions: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """A title, the list, and how to close it."""
        yield TitleBar("Keys on this screen")
        yield RowList()
        yield KeyBar(KeyHint("⏎", "do it", "move('select')"), self.hint("help.close"))

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(RowList).show_rows(self._rows())

    def _rows(self) -> list[ListRow]:
        wide = min(18, max([6, *(text_width(keys) for _, entries in self.groups for keys, _, _ in entries)]))
        rows: list[ListRow] = []
        if self.caveats:
            rows.append(ListRow("", [(("How to read it", "muted"),)]))
            rows += [ListRow("", LabelledFlow((("", sentence),))) for sentence in self.caveats]
        for title, entries in self.groups:
            if not entries:
                continue
            if rows:
                rows.append(ListRow("", [(("", ""),)]))
            rows.append(ListRow("", [((title, "muted"),)]))
            for keys, words, action in entries:
                row_id = f"key-{len(self._actions)}"
                self._actions[row_id] = action
                rows.append(ListRow(row_id, KeyWords(keys, words, wide)))
        return rows

    @on(RowList.OptionSelected)
    def _choose(self, message: RowList.OptionSelected) -> None:
        self.dismiss(self._actions.get(message.option.id or ""))


@dataclass(frozen=True, slots=True)
class KeyWords:
    """Lays a key and its words out for a width: the words wrap beside the key, which has a column of `cells`."""

    keys: str
    words: str
    cells: int = 12
    changed: bool = False

    def __call__(self, width: int) -> list[Row]:
        """The rows."""
        return hanging(
            ((padded(self.keys, self.cells) + "  ", "mark" if self.changed else "chosen"),), self.words, width
        )
