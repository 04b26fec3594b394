"""The themes, each previewed while it is highlighted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.widgets.keys import KeyBar, KeyHint
from hinge_log.widgets.line_panel import style_of
from hinge_log.widgets.panels import PanelTitle, TitleBar
from hinge_log.widgets.row_list import ListRow, RowList

_SAMPLE = (
    (("100 kg × 5", "strong"), ("   ●●●●○ 4 solid", "data")),
    (("▲ ", "fault"), ("lost the brace", "fault")),
    (("Bar over your laces", "text"),),
    (("last time 97.5 kg × 5", "muted"),),
    (("How was it? ", "ask"), ("1-5", "chosen")),
    (("▁▂▃▅▆", "line"), (" ───── ", "grid"), ("week 12", "dim")),
)
"""One line of each colour that the screens use."""


class ThemeDialog(Dialog[str | None]):
    """Gives the name of the theme that is chosen, or None; posts `Highlighted` for each that should be previewed."""

    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move('cursor_down')", "down", id="theme.down", tooltip="next theme"),
        Binding("k", "move('cursor_up')", "up", id="theme.up", tooltip="previous theme"),
        Binding("escape,q", "leave", "cancel", id="theme.cancel", tooltip="keep the current theme"),
    ]
    DEFAULT_CSS = """
    ThemeDialog {
        Container { layout: horizontal; height: 1fr; }
        RowList { width: 1fr; max-width: 44; height: 1fr; }
        #sample { layout: vertical; width: 1fr; max-width: 60; padding: 0 2; }
        #sample Static { height: auto; padding: 1 1; }
        &.-narrow Container, &.-tiny Container { layout: vertical; }
        &.-narrow #sample { width: 100%; height: 9; padding: 0; }
        &.-tiny #sample, &.-narrow.-low #sample, &.-narrow.-mini #sample { display: none; }
    }
    """

    class Highlighted(Message):
        """A theme is highlighted."""

        def __init__(self, theme: str) -> None:
            super().__init__()
            self.theme = theme

    def __init__(self, names: Sequence[str], current: str) -> None:
        super().__init__()
        self.names = tuple(names)
        self.current = current

    def compose(self) -> ComposeResult:
        """The names, and a sample in the colours of the highlighted theme."""
        yield TitleBar("Theme", f"{len(self.names)} themes")
        with Container():
            yield RowList(click_selects=False)
            with Container(id="sample"):
                yield PanelTitle("Preview")
                yield Static(id="sample-text", markup=False)
        yield KeyBar(
            KeyHint("↑↓", "preview", "move('cursor_down')"),
            KeyHint("⏎", "use it", "move('select')"),
            self.hint("theme.cancel"),
        )

    def on_mount(self) -> None:
        """Fill the list."""
        rows = self.query_one(RowList)
        rows.show_rows(ListRow(name, [(("● " if name == self.current else "  ", "chosen"), (name, "text"))])
                       for name in self.names)  # fmt: skip
        rows.highlight(self.current)
        mono = self.app.theme == "mono"
        lines = (Content.assemble(*((text, style_of(name, mono=mono)) for text, name in row)) for row in _SAMPLE)
        self.query_one("#sample-text", Static).update(Content("\n").join(lines))

    @on(RowList.OptionHighlighted)
    def _preview(self, message: RowList.OptionHighlighted) -> None:
        self.post_message(self.Highlighted(message.option.id or ""))

    @on(RowList.OptionSelected)
    def _choose(self, message: RowList.OptionSelected) -> None:
        self.dismiss(message.option.id)
