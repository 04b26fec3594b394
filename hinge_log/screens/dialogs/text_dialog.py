"""A text to read: it scrolls, can be selected, and closes with any of the keys that close things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hinge_log.charts.cells import drawable
from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.widgets.keys import KeyBar, KeyHint
from hinge_log.widgets.line_panel import style_of
from hinge_log.widgets.panels import TitleBar


class TextDialog(Dialog[None]):
    """Shows headings, each with its sentences: one as a paragraph, several as a list."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move('scroll_down')", "down", id="read.more"),
        Binding("k", "move('scroll_up')", "up", id="read.back"),
        Binding("space", "move('page_down')", "page", id="read.page"),
        Binding("escape,q,m,enter", "leave", "close", id="read.close"),
    ]
    DEFAULT_CSS = """
    TextDialog {
        VerticalScroll { padding: 1 2; scrollbar-size-vertical: 1; }
        Static { width: 100%; max-width: 80; height: auto; }
        .heading { margin-top: 1; }
    }
    """

    def __init__(self, heading: str, sections: Sequence[tuple[str, Sequence[str]]]) -> None:
        super().__init__()
        self.heading = heading
        self.sections = sections

    def compose(self) -> ComposeResult:
        """A title, the text, and how to close it."""
        mono = self.app.theme == "mono"
        yield TitleBar(self.heading)
        with VerticalScroll():
            for heading, sentences in self.sections:
                content = Content.styled(drawable(heading), style_of("chosen", mono=mono))
                yield Static(content, classes="heading", markup=False)
                mark = "- " if len(sentences) > 1 else ""
                for sentence in sentences:
                    text = "\n".join(mark + drawable(line) for line in sentence.splitlines())
                    yield Static(text, markup=False)
        yield KeyBar(KeyHint("↑↓", "scroll", "move('page_down')"), self.hint("read.close"))
