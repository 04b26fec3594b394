"""The lifts of a family beside one another: each in a small chart of its own, never put together into one score."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.charts.cells import Row, cut, fit, in_ascii, row_width, text_width
from hinge_log.charts.form_chart import form_chart
from hinge_log.text import shown
from hinge_log.training.periods import title
from hinge_log.training.trend import TrendData

SMALL = 8
"""Rows of one chart with its name: five labels, the days, the titles."""

TWO_COLUMNS, GAP = 100, 2


def family_view(lifts: Sequence[TrendData], width: int, *, ascii: bool = False) -> list[Row]:  # noqa: A002
    """One chart for each lift with sets in the window, two in a row from 100 cells on."""
    found = [data for data in lifts if data.working]
    columns = 2 if width >= TWO_COLUMNS and len(found) > 1 else 1
    each = (width - GAP * (columns - 1)) // columns
    panels = [_panel(data, each) for data in found]
    rows: list[Row] = []
    for first in range(0, len(panels), columns):
        if rows:
            rows.append(())
        rows += panels[first] if columns == 1 else _beside(panels[first : first + columns], each)
    return in_ascii(rows) if ascii else rows


def _panel(data: TrendData, width: int) -> list[Row]:
    name, rests_on = fit(shown(data.lift), width), title(data)
    if text_width(name) + 2 + text_width(rests_on) > width:
        rests_on = rests_on.replace("working ", "")
    head: Row = ((name, "strong"), (f"  {rests_on}", "muted"))
    return [cut(head, width), *form_chart(data, width, SMALL)]


def _beside(panels: Sequence[Sequence[Row]], width: int) -> list[Row]:
    rows: list[Row] = []
    for line in zip(*panels, strict=True):
        row: Row = ()
        for place, part in enumerate(line):
            wanted = place * (width + GAP)
            row += (((" " * (wanted - row_width(row)), ""),) if wanted > row_width(row) else ()) + part
        rows.append(row)
    return rows
