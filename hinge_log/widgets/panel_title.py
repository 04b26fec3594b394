"""A rule with a title in it above a panel."""

from __future__ import annotations

from collections.abc import Iterable

from hinge_log.charts.cells import Row, fit, text_width
from hinge_log.widgets.line_panel import LinePanel, row_reactive


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
