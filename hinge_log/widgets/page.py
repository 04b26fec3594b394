"""A page of styled rows, drawn line by line: only lines that changed are painted again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment as RichSegment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hinge_log.charts.cells import Row, in_ascii, row_width

STYLES = (
    "text", "strong", "muted", "dim", "title", "grid", "data", "quick", "seen", "line", "whisker", "fault", "cursor",
    "chosen", "ask", "bar", "barstrong", "barmuted", "button", "buttonkey", "primary", "big", "good", "floor", "plumb",
    "mark", "prop",
)  # fmt: skip
"""Every style name that a row may use; "name>action" also makes it clickable."""


class Page(Widget):
    """Shows rows of (text, style name); a click on a style with an action posts `Page.Pressed`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{name}" for name in STYLES}
    DEFAULT_CSS = """
    Page {
        width: 1fr; height: 1fr; background: $background; color: $foreground;
        & > .page--text { color: $foreground; }
        & > .page--strong { color: $foreground; text-style: bold; }
        & > .page--muted { color: $hl-muted; }
        & > .page--dim { color: $hl-dim; }
        & > .page--title { color: $hl-muted; }
        & > .page--grid { color: $hl-grid; }
        & > .page--data { color: $primary; }
        & > .page--quick { color: $primary; }
        & > .page--seen { color: $primary; text-style: bold; }
        & > .page--line { color: $hl-ask; }
        & > .page--whisker { color: $hl-muted; }
        & > .page--fault { color: $warning; }
        & > .page--cursor { color: $foreground; text-style: bold; }
        & > .page--chosen { color: $primary; text-style: bold; }
        & > .page--ask { color: $hl-ask; text-style: bold; }
        & > .page--bar { color: $foreground; background: $surface; }
        & > .page--barstrong { color: $foreground; background: $surface; text-style: bold; }
        & > .page--barmuted { color: $hl-muted; background: $surface; }
        & > .page--button { color: $foreground; background: $surface; }
        & > .page--buttonkey { color: $primary; background: $surface; text-style: bold; }
        & > .page--primary { color: $background; background: $primary; text-style: bold; }
        & > .page--big { color: $foreground; }
        & > .page--good { color: $primary; }
        & > .page--floor { color: $hl-grid; }
        & > .page--plumb { color: $hl-grid; }
        & > .page--mark { color: $warning; text-style: bold; }
        & > .page--prop { color: $hl-muted; }
    }
    """

    @dataclass
    class Pressed(Message):
        """A part of the page was clicked or tapped; `action` is what its style names."""

        page: Page
        action: str

        @property
        def control(self) -> Page:
            """The page that was pressed."""
            return self.page

    def __init__(self, *, id: str | None = None, ascii_only: bool = False, mono: bool = False) -> None:  # noqa: A002
        super().__init__(id=id)
        self.ascii_only = ascii_only
        self.mono = mono
        self._rows: list[Row] = []
        self._styles: dict[str, Style] = {}

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; only the parts of them that changed are painted again."""
        fresh = [row if all(text.isprintable() for text, _ in row) else _printable(row) for row in rows]
        if self.ascii_only:
            fresh = in_ascii(fresh)
        old, self._rows = self._rows, fresh
        width = self.size.width
        changed = []
        for y in range(max(len(old), len(fresh))):
            before, after = (rows[y] if y < len(rows) else () for rows in (old, fresh))
            if before != after:
                start, end = _span(before, after, width)
                changed.append(Region(start, y, end - start, 1))
        if changed:
            self.refresh(*changed)

    def notify_style_update(self) -> None:
        """Forget the styles of the theme before."""
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        base = self._style("text")
        row = self._rows[y] if y < len(self._rows) else ()
        strip = Strip([RichSegment(text, self._style(style)) for text, style in row])
        return strip.adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        found = self._styles.get(name)
        if found is None:
            style, _, action = name.partition(">")
            if style not in STYLES:
                style = "text"
            found = self.get_component_rich_style(f"page--{style}")
            if self.mono:
                found = _colourless(style)
            if action:
                found += Style.from_meta({"press": action})
            self._styles[name] = found
        return found

    def on_click(self, event: events.Click) -> None:
        """Tell what was pressed."""
        action = event.style.meta.get("press")
        if action:
            event.stop()
            self.post_message(self.Pressed(self, action))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All there is."""
        return container.width


def _span(before: Row, after: Row, width: int) -> tuple[int, int]:
    """From which cell to which one two rows differ; it ends at the edge when they are not equally wide."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end, shortest = 0, min(len(before), len(after)) - start
    if row_width(before) == row_width(after):
        while end < shortest and before[-1 - end] == after[-1 - end]:
            end += 1
        width = min(width, row_width(after[: len(after) - end]))
    return min(row_width(after[:start]), width), width


def _colourless(name: str) -> Style:
    if name in ("strong", "barstrong", "chosen", "ask", "cursor", "seen", "fault", "mark", "big"):
        return Style(bold=True)
    if name in ("primary",):
        return Style(reverse=True, bold=True)
    if name in ("bar", "barmuted", "button", "buttonkey"):
        return Style(bold=name == "buttonkey")
    return Style()


def _printable(row: Row) -> Row:
    """A row whose control and direction characters, wherever they come from, cannot reach the terminal."""
    return tuple(("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text), s) for text, s in row)
