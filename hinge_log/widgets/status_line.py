"""The status line: what just happened, and what to do next."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from hinge_log.charts.cells import text_width
from hinge_log.widgets.text_styles import printable, style_of


class StatusLine(Static):
    """One line of text; a longer text wraps to a second and a third, so that no sentence is ever cut.

    The class `-long` is set while the text needs more than one line: a height of `auto` would cost a layout at
    every change.
    """

    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 1; color: $hl-muted; }
    StatusLine.-long { height: auto; max-height: 3; }
    """

    text: reactive[str] = reactive("", repaint=False)
    style_name: reactive[str] = reactive("muted", repaint=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(markup=False, id=id)

    def watch_text(self) -> None:
        """Show the text."""
        self._show_text()

    def watch_style_name(self) -> None:
        """Show the text in another style."""
        self._show_text()

    def on_resize(self) -> None:
        """Wrap anew."""
        self._show_text()

    def _show_text(self) -> None:
        if not self.is_attached:
            return
        text = printable(self.text)
        self.set_class(text_width(text) > self.content_size.width > 0, "-long")
        mono = self.app.theme == "mono"
        self.update(Content.styled(text, style_of(self.style_name, mono=mono)), layout=self.has_class("-long"))
