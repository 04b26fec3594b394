"""What takes the place of colour where there is none: edges for buttons, and charts without their dots of paper."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from hinge_log.charts.cells import Row, Segment

_BUTTONS = ("button", "buttonkey", "taken")
"""What gets brackets: buttons, and of several answers the chosen one alone, which brackets tell from the others."""

_DOTS = ("·", ".")


def bracketed(rows: Sequence[Row]) -> list[Row]:
    """Put brackets at the ends of every button told from the page by its colour alone, and of every chosen answer."""
    return [_bracketed(row) if any(_is_button(segment) for segment in row) else row for row in rows]


def _bracketed(row: Row) -> Row:
    found: list[Segment] = []
    for (button, _), group in groupby(row, key=lambda each: (_is_button(each), each[1].partition(">")[2])):
        parts = list(group)
        first, last = parts[0][0], parts[-1][0]
        whole = "".join(text for text, _ in parts)
        if button and whole.strip() and len(whole) > 2 and first[:1] == " " == last[-1:]:
            parts[0] = ("[" + first[1:], parts[0][1])
            last = parts[-1][0]
            parts[-1] = (last[:-1] + "]", parts[-1][1])
        found += parts
    return tuple(found)


def _is_button(segment: Segment) -> bool:
    return segment[1].partition(">")[0] in _BUTTONS


def undotted(rows: Sequence[Row]) -> list[Row]:
    """Leave out the dots of a chart's paper, which are as bright as its data; a row of faults keeps its weeks."""
    return [
        row
        if any(style == "fault" for _, style in row)
        else tuple((" ", "") if style == "grid" and text in _DOTS else (text, style) for text, style in row)
        for row in rows
    ]
