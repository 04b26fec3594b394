"""A page of styled rows, drawn line by line: only the cells that changed are painted again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment as RichSegment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hinge_log.charts.cells import Row, in_ascii, row_width
from hinge_log.widgets.changes import Changes, cells_of, runs

_LOOKS = {
    "text": ("foreground", False), "strong": ("foreground", True), "muted": ("hl-muted", False),
    "dim": ("hl-dim", False), "title": ("hl-muted", False), "grid": ("hl-grid", False), "data": ("primary", False),
    "quick": ("primary", False), "seen": ("primary", True), "line": ("hl-ask", False), "whisker": ("hl-muted", False),
    "fault": ("warning", False), "cursor": ("foreground", True), "chosen": ("primary", True), "ask": ("hl-ask", True),
    "bar": ("foreground on surface", False), "barstrong": ("foreground on surface", True),
    "barmuted": ("hl-muted on surface", False), "button": ("foreground on surface", False),
    "buttonkey": ("primary on surface", True), "primary": ("background on primary", True),
    "choice": ("foreground on surface", False), "choicekey": ("primary on surface", True),
    "taken": ("background on primary", True),
    "big": ("foreground", False), "good": ("primary", False), "floor": ("hl-grid", False), "plumb": ("hl-grid", False),
    "mark": ("warning", True), "prop": ("hl-muted", False), "body": ("foreground", False), "ghost": ("hl-dim", False),
    "move": ("hl-ask", False), "load": ("foreground", True), "plate": ("hl-grid", False),
}  # fmt: skip
"""Styles by name: the colours of the theme, and whether it is bold.

They are no component classes: the library would make and style a node of each of them for every page.
"""

STYLES = tuple(_LOOKS)
"""Every style name that a row may use; "name>action" also makes it clickable."""


Look = tuple[str, Color, bool, tuple[LineFilter, ...]]
"""What styles rest on: theme, background, whether without colour, and what is done to every line."""

_STYLES: dict[Look, dict[str, Style]] = {}
_MOST_STYLES = 1000


class Page(Widget):
    """Shows rows of (text, style name); a click on a style with an action posts `Page.Pressed`."""

    DEFAULT_CSS = "Page { width: 1fr; height: 1fr; background: $background; color: $foreground; }"

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
        self._given: Sequence[Row] = ()
        self._strips: dict[int, Strip] = {}
        self._width = -1
        self._look: Look | None = None
        self._styles: dict[str, Style] = {}

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; only the cells of them that changed are painted again."""
        given, self._given = self._given, rows
        old, width = self._rows, self.size.width
        fresh = [old[y] if y < len(given) and row == given[y] else self._safe(row) for y, row in enumerate(rows)]
        self._rows = fresh
        changed = [y for y, (before, after) in enumerate(zip(old, fresh, strict=False)) if before != after]
        changed += [
            y for y in range(min(len(old), len(fresh)), max(len(old), len(fresh))) if _at(old, y) or _at(fresh, y)
        ]
        if not changed:
            return
        for y in changed:
            self._strips.pop(y, None)
        if not self._paint(old, changed, width):
            spans = ((y, *_span(_at(old, y), _at(fresh, y), width)) for y in changed)
            self.refresh(*(Region(start, y, end - start, 1) for y, start, end in spans))

    def _safe(self, row: Row) -> Row:
        if not all(text.isprintable() for text, _ in row):
            row = _printable(row)
        return in_ascii([row])[0] if self.ascii_only else row

    def _paint(self, old: Sequence[Row], changed: Sequence[int], width: int) -> bool:
        """Send the changed cells of these lines alone, where nothing else is to be painted or lies on the page."""
        left, top, wide, height = self.region
        if not self._width == width == wide or self.size.height != height or not self._alone():
            return False
        self._look_again()
        parts = []
        for y in changed:
            before, after = cells_of(_at(old, y), width), cells_of(_at(self._rows, y), width)
            if before is None or after is None:
                return False
            if y < height:
                parts += [(left + start, top + y, after[start:end]) for start, end in runs(before, after)]
        if parts:
            self.app._display(self.screen, Changes(parts, self._style))  # type: ignore[arg-type]  # as the library does
        return True

    def _alone(self) -> bool:
        """Whether the page lies bare on the screen that is shown, and the library has nothing to paint itself."""
        app, screen = self.app, self.screen
        if app.is_inline or not screen.is_current:
            return False
        try:
            # Names that the library does not promise to keep; without them it paints, as ever.
            if app._batch_count or screen._layout_required or screen._scroll_required or screen._repaint_required:
                return False
            if screen._dirty_widgets or not hasattr(app, "_display"):
                return False
        except AttributeError:
            return False
        return not any(each.display for each in screen.children if each is not self)

    def notify_style_update(self) -> None:
        """Look at the theme again before the next line is drawn."""
        super().notify_style_update()
        self._look = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines: those that did not change are as they were."""
        if self._width != self.size.width:
            self._strips.clear()
            self._width = self.size.width
        self._look_again()
        lines = [self._line(y) for y in crop.line_range]
        return lines if crop.column_span == (0, self._width) else [line.crop(crop.x, crop.right) for line in lines]

    def _line(self, y: int) -> Strip:
        found = self._strips.get(y)
        if found is None:
            found = self._strips[y] = self.render_line(y)
        return found

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        strip = Strip([RichSegment(text, self._style(style)) for text, style in _at(self._rows, y)])
        return strip.adjust_cell_length(self.size.width, self._style("text"))

    def _look_again(self) -> None:
        """Forget what was drawn if the theme is another one; the library asks for it at every change of screens."""
        if self._look is None:
            self._look = (self.app.theme, self.background_colors[1], self.mono, tuple(self.get_line_filters()))
            styles = _STYLES.setdefault(self._look, {})
            if styles is not self._styles:
                self._styles = styles
                self._strips.clear()

    def _style(self, name: str) -> Style:
        found = self._styles.get(name)
        if found is None:
            style, _, action = name.partition(">")
            if style not in _LOOKS:
                style = "text"
            found = _colourless(style) if self.mono else self._coloured(*_LOOKS[style])
            for each in self.get_line_filters():
                # Glyphs are ASCII already where they have to be: only what a filter does to the style is left.
                found = each.apply([RichSegment(" ", found)], self.background_colors[1])[0].style or found
            if action:
                found += Style.from_meta({"press": action})
            if len(self._styles) >= _MOST_STYLES:
                self._styles.clear()  # what can be tapped names what it does: without end in years of history
            self._styles[name] = found
        return found

    def _coloured(self, colours: str, bold: bool) -> Style:
        variables = self.app.theme_variables
        front, _, back = (variables.get(each, "") for each in colours.partition(" on "))
        background = self.background_colors[1] + Color.parse(back or variables["background"])
        return Style.from_color((background + Color.parse(front)).rich_color, background.rich_color) + Style(bold=bold)

    def on_click(self, event: events.Click) -> None:
        """Tell what was pressed."""
        action = event.style.meta.get("press")
        if action:
            event.stop()
            self.post_message(self.Pressed(self, action))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All there is."""
        return container.width


def _at(rows: Sequence[Row], y: int) -> Row:
    return rows[y] if y < len(rows) else ()


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
    if name in ("primary", "taken"):
        return Style(reverse=True, bold=True)
    if name in ("bar", "barmuted", "button", "buttonkey", "choice", "choicekey"):
        return Style(bold=name in ("buttonkey", "choicekey"))
    return Style()


def _printable(row: Row) -> Row:
    """A row whose control and direction characters, wherever they come from, cannot reach the terminal."""
    return tuple(("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text), s) for text, s in row)
