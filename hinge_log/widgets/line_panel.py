"""Rows of (text, style name), as `hinge_log.charts` makes them, in the colours of the theme: a text or a panel.

A style name may end in ">action": the text is then a link that runs this action of the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import takewhile, zip_longest
from typing import Any, TypeVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from hinge_log.charts.cells import Row, drawable, row_width

STYLES = {
    "": "", "text": "", "big": "", "choice": "on $surface",
    "strong": "bold", "cursor": "bold", "muted": "$hl-muted", "title": "$hl-muted", "whisker": "$hl-muted",
    "prop": "$hl-muted", "plate": "$hl-grid", "ghost": "$hl-dim", "body": "", "load": "bold", "move": "$hl-ask",
    "dim": "$hl-dim", "grid": "$hl-grid", "floor": "$hl-grid", "plumb": "$hl-grid",
    "data": "$primary", "quick": "$primary", "good": "$primary", "line": "$hl-ask", "fault": "$warning",
    "chosen": "bold $primary", "seen": "bold $primary", "ask": "bold $hl-ask", "mark": "bold $warning",
    "taken": "bold $background on $primary", "primary": "bold $background on $primary",
    "bar": "on $surface", "barstrong": "bold on $surface", "barmuted": "$hl-muted on $surface",
    "button": "on $surface", "buttonkey": "bold $primary on $surface", "choicekey": "bold $primary on $surface",
    "hover": "on $surface-lighten-1",
}  # fmt: skip
"""Style names and what they look like; a literal style, since an opaque background of a component class is lost
in `Content` (Textual 8.2.8)."""

_BOLD_IN_MONO = frozenset(
    ("strong", "barstrong", "chosen", "ask", "cursor", "seen", "fault", "mark", "buttonkey", "choicekey")
)
_REVERSE_IN_MONO = frozenset(("primary", "taken", "hover"))


def style_of(name: str, *, mono: bool = False) -> str:
    """The look of a style name without its action; without colour, bold and reverse take the place of colour."""
    if not mono:
        return STYLES.get(name, "")
    return "bold reverse" if name in _REVERSE_IN_MONO else "bold" if name in _BOLD_IN_MONO else ""


@lru_cache(2048)
def link_style(action: str) -> Style:
    """The part of a style that makes a text run an action of its screen when it is clicked."""
    return Style.from_meta({"@click": f"screen.{action}"})


def to_content(rows: Iterable[Row], *, mono: bool = False) -> Content:
    """Rows as one text of several lines; what is no printable character is shown as a replacement character."""
    return Content("\n").join(row_to_content(row, mono=mono) for row in rows)


def row_to_content(row: Sequence[tuple[str, str]], *, mono: bool = False) -> Content:
    """One row as a text."""
    parts = []
    for text, styled in row:
        name, _, action = styled.partition(">")
        content = Content.styled(drawable(text), style_of(name, mono=mono))
        parts.append(content.stylize(link_style(action)) if action else content)
    return Content.assemble(*parts)


T = TypeVar("T")

_MOST_STRIPS = 400


class row_reactive(reactive[T]):  # noqa: N801 - used like `reactive`
    """A reactive of a plain value: a new one repaints the rows that it changes, and nothing else."""

    def __init__(self, default: T) -> None:
        super().__init__(default, repaint=False)

    def __set__(self, obj: Any, value: T) -> None:
        before = getattr(obj, self.internal_name, None)
        if before is value:
            return
        super().__set__(obj, value)  # keeps the object that there was when the new one is equal
        if getattr(obj, self.internal_name) is not before:
            obj.update_rows()


class LinePanel(Widget):
    """Rows of (text, style name) for the size that the panel has; the text can be selected and copied.

    A subclass gives `build_rows`; its values are `row_reactive`s. For what seldom changes use Static or OptionList.
    """

    auto_links = False
    _painted: tuple[tuple[Region, Size], list[Strip]] | None = None
    """What was drawn last, for a part of the panel at a size; None once anything has changed."""
    DEFAULT_CSS = "LinePanel { height: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._shown_rows: list[Row] = []
        self._shown_size = Size()
        self._row_strips: dict[Row, Strip] = {}
        self._rich_styles: dict[str, RichStyle] = {}

    def build_rows(self, width: int, height: int) -> Iterable[Sequence[tuple[str, str]]]:
        """The rows for a size; those beyond `height` are left out."""
        raise NotImplementedError

    def update_rows(self) -> None:
        """Build the rows again and paint those that differ, from the first cell that does to the last."""
        if self._shown_size != self.size:
            self._shown_size = Size()  # they are built when they are drawn, at whatever size that is
            self.refresh()  # else the library shows its cached lines when a hidden panel is shown again
            return
        before, self._shown_rows = self._shown_rows, self._build()
        regions = []
        for y, (old, new) in enumerate(zip_longest(before, self._shown_rows, fillvalue=())):
            if old != new:
                x, end = _changed_cells(old, new, self.size.width)
                regions.append(Region(x, y, end - x, 1))
        if regions:
            self.refresh(*regions)

    def _build(self) -> list[Row]:
        width, height = self.size
        return [tuple(row) for row in self.build_rows(width, height)][:height] if width and height else []

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> LinePanel:
        """Draw the panel, or some regions of it, anew."""
        self._painted = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """All lines of a part of the panel: a frame asks every panel for them, changed or not."""
        key = crop, self.size
        if self._painted is None or self._painted[0] != key:
            self._painted = key, super().render_lines(crop)
        return self._painted[1]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters but for the one for ANSI colours: the rows have colours of the theme."""
        return [each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)]

    def on_mount(self) -> None:
        """Follow the theme: `notify_style_update` comes only where a rule of the widget itself changed (8.2.8)."""
        self.app.theme_changed_signal.subscribe(self, self._forget_styles)

    def notify_style_update(self) -> None:
        """Draw everything anew in other styles."""
        super().notify_style_update()
        self._forget_styles()

    def _forget_styles(self, _: object = None) -> None:
        self._painted = None
        self._row_strips.clear()
        self._rich_styles.clear()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        if self._shown_size != self.size:
            self._shown_size = self.size
            self._row_strips.clear()
            self._shown_rows = self._build()
        width = self.size.width
        row = self._shown_rows[y] if y < len(self._shown_rows) else ()
        strip = self._row_strips.get(row)
        if strip is None:
            segments = [Segment(drawable(text), self._rich_style(name)) for text, name in row if text]
            # Every segment is sent with its style: neighbours of one style are made one.
            strip = Strip(segments).adjust_cell_length(width, self._rich_style("")).simplify()
            if len(self._row_strips) > _MOST_STRIPS:
                self._row_strips.clear()
            self._row_strips[row] = strip
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(y)) is not None:
            strip = self._with_selection(strip, *span)
        return strip.apply_offsets(0, y)

    def _with_selection(self, strip: Strip, start: int, end: int) -> Strip:
        # Laid over: `Strip.apply_style` lies under the backgrounds that the strip has (8.2.8).
        width = strip.cell_length
        end = width if end == -1 else min(end, width)
        selected = RichStyle(bgcolor=self.screen.get_component_rich_style("screen--selection").bgcolor)
        if self.app.theme == "mono":
            selected = RichStyle(reverse=True)
        before, inside, after = strip.crop(0, start), strip.crop(start, end), strip.crop(end, width)
        return Strip.join([before, Strip(Segment.apply_style(inside, post_style=selected)), after])

    def _rich_style(self, styled: str) -> RichStyle:
        style = self._rich_styles.get(styled)
        if style is None:
            name, _, action = styled.partition(">")
            textual_style = self.visual_style + Style.parse(style_of(name, mono=self.app.theme == "mono"))
            style = (textual_style + link_style(action)).rich_style if action else textual_style.rich_style
            self._rich_styles[styled] = style
        return style

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected part of the rows as text."""
        lines = "\n".join("".join(text for text, _ in row).rstrip() for row in self._shown_rows)
        return selection.extract(lines), "\n"


def _changed_cells(old: Row, new: Row, width: int) -> tuple[int, int]:
    """From which cell to which a row of so many cells differs, counted by whole texts."""
    start = _equal_texts(old, new)
    x = row_width(new[:start])
    old, new = old[start:], new[start:]
    changed = row_width(new)
    if row_width(old) != changed:
        return x, width
    equal_at_end = _equal_texts(old[::-1], new[::-1])
    return x, x + changed - (row_width(new[-equal_at_end:]) if equal_at_end else 0)


def _equal_texts(row: Row, other: Row) -> int:
    """How many texts from the start two rows have in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(row, other, strict=False)))
