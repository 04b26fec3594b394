"""A list of rows to choose from: arrows, PgUp and PgDn, home and end, wheel, scroll bar, hover and clicks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from textual import events, on
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option, OptionDoesNotExist

from hinge_log.widgets.line_panel import to_content


class ListRow(NamedTuple):
    """One entry: an id, "" for a line that cannot be chosen, and its rows of (text, style name).

    Instead of rows it may have a function that lays them out for a width.
    """

    id: str
    rows: Sequence[Sequence[tuple[str, str]]] | Layout

    def prompt(self, *, mono: bool) -> Content | FittedText:
        """The entry as an OptionList shows it."""
        return FittedText(self.rows, mono=mono) if callable(self.rows) else to_content(map(tuple, self.rows), mono=mono)


class RowList(OptionList):
    """An OptionList of styled rows; user text in them is never parsed as markup. Posts the messages of OptionList.

    The arrows stop at both ends. Without `click_selects` a click on a row highlights it, and only a click on the
    highlighted one selects it, as enter does: for lists beside which the highlighted entry is shown. Without
    `takes_focus` the screen has the keys and moves the list.

    Its least width is 6: at 1 to 4 cells an OptionList raises ValueError (Textual 8.2.8).
    """

    DEFAULT_CSS = """
    RowList {
        height: 1fr; min-width: 6; border: none; padding: 0; background: transparent; scrollbar-size: 0 1;
        scrollbar-gutter: stable;  /* the rows are measured before the bar shows (8.2.8) */
        &:focus { border: none; background-tint: transparent; }
        &.-textual-compact > .option-list--option { padding: 0 1; }
        & > .option-list--option-disabled { color: $foreground; }
        & > .option-list--option-highlighted {
            color: $foreground; background: $surface; text-style: $block-cursor-blurred-text-style;
        }
        &:focus > .option-list--option-highlighted, &.-moved > .option-list--option-highlighted {
            color: $foreground; background: $primary 20%; text-style: $block-cursor-text-style;
        }
    }
    """

    def __init__(self, *, click_selects: bool = True, takes_focus: bool = True, id: str | None = None) -> None:  # noqa: A002
        super().__init__(markup=False, compact=True, id=id, classes=None if takes_focus else "-moved")
        self.click_selects, self.can_focus = click_selects, takes_focus
        self._list_rows: tuple[ListRow, ...] = ()

    def show_rows(self, rows: Iterable[ListRow], *, highlight: str = "") -> None:
        """Show these entries, and highlight one of them: by default the same as before, where its id is still there."""
        rows = tuple(rows)
        if rows == self._list_rows:
            if highlight:
                self.highlight(highlight)
            return
        before, same_ids = self._list_rows, [row.id for row in rows] == [row.id for row in self._list_rows]
        self._list_rows = rows
        mono = self.app.theme == "mono"
        if same_ids:
            for index, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    self.replace_option_prompt_at_index(index, new.prompt(mono=mono))
            if highlight:
                self.highlight(highlight)
            return
        highlighted, scroll_y = self.highlighted_id, self.scroll_offset.y
        self.clear_options()
        self.add_options(Option(row.prompt(mono=mono), id=row.id or None, disabled=not row.id) for row in rows)
        self.highlight(highlight or highlighted)
        if not highlight and highlighted and self.highlighted_id == highlighted:
            self.scroll_to(y=scroll_y, animate=False)

    @property
    def highlighted_id(self) -> str:
        """The id of the highlighted entry, "" for none."""
        option = None if self.highlighted is None else self.get_option_at_index(self.highlighted)
        return "" if option is None else option.id or ""

    def highlight(self, row_id: str) -> None:
        """Highlight the entry of an id, or the first that can be chosen."""
        try:
            self.highlighted = self.get_option_index(row_id)
        except OptionDoesNotExist:
            self.action_first()

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """The style of a component; without colour the highlighted entry is reversed, which is lost in 8.2.8."""
        style = super().get_visual_style(*component_classes, partial=partial)
        if self.app.theme == "mono" and "option-list--option-highlighted" in component_classes:
            return style + Style(reverse=True)
        return style

    def action_cursor_up(self) -> None:
        """The row above; above the first the list scrolls to what stands over it."""
        before = self.highlighted
        super().action_cursor_up()
        if before is not None and self.highlighted is not None and self.highlighted >= before:
            self.highlighted = before
            self.scroll_home(animate=False)

    def action_cursor_down(self) -> None:
        """The row below, if there is one."""
        before = self.highlighted
        super().action_cursor_down()
        if before is not None and self.highlighted is not None and self.highlighted < before:
            self.highlighted = before

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Scroll to the highlighted entry, for the first one to the top of the list: a heading may stand over it."""
        super().scroll_to_highlight(top)
        before = self.highlighted or 0
        if before < self.size.height and all(self.get_option_at_index(index).disabled for index in range(before)):
            self.scroll_home(animate=False)

    @on(events.Resize)
    def _bring_highlight_back(self) -> None:
        """Keep the highlighted entry in view: rows that wrap otherwise at another width have moved it."""
        self.call_after_refresh(self.scroll_to_highlight)

    def on_click(self, event: events.Click) -> None:
        """Highlight the row that was clicked, where a click does not select it."""
        index = event.style.meta.get("option")
        if self.click_selects or index is None or index == self.highlighted:
            return
        event.prevent_default()
        if not self.get_option_at_index(index).disabled:
            self.highlighted = index


Layout = Callable[[int], Sequence[Sequence[tuple[str, str]]]]
"""Gives rows of (text, style name) for a width in cells; a value that compares equal gives equal rows."""


class FittedText(Visual):
    """Rows that a function lays out for the width."""

    def __init__(self, layout: Layout, *, mono: bool) -> None:
        self.layout = layout
        self.mono = mono
        self._width = -1
        self._rows: Sequence[Sequence[tuple[str, str]]] = ()

    def _laid_out(self, width: int) -> Sequence[Sequence[tuple[str, str]]]:
        if width != self._width:
            self._width, self._rows = width, self.layout(width)
        return self._rows

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The rows as strips."""
        content: Content = to_content(map(tuple, self._laid_out(width)), mono=self.mono)
        return content.render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All the width that there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As many rows as there are."""
        return len(self._laid_out(width))
