"""A page with a few words on it: an empty state, or something to read."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.charts.cells import Grid, Row, fit, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import put_status, title_bar


def notice_rows(
    title: str, words: Sequence[str], status: str, keys: Sequence[Key], width: int, height: int
) -> list[Row]:
    """A title, some lines in the middle, the status line and the keys."""
    grid = Grid(width, height)
    top = max(2, (height - len(words)) // 3)
    for place, line in enumerate(words):
        said = fit(line, width - 2)
        grid.put(max(1, (width - text_width(said)) // 2), top + place, said, "text" if place else "strong")
    put_status(grid, status)
    rows = grid.rows()
    if rows:
        rows[0] = title_bar([(title, "barstrong")], "", width)
        rows[-1] = keybar(keys, width)
    return rows
