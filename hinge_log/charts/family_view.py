"""The lifts of a family side by side, each with its own axis and its own ratings: never one score for all."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.charts.cells import Row, cut, fit, in_ascii, row_width, rule
from hinge_log.charts.fault_rows import fault_name
from hinge_log.charts.form_chart import LineKind, form_chart
from hinge_log.charts.topset_chart import with_unit
from hinge_log.training.faults import item_counts
from hinge_log.training.periods import clean_share, plural, title
from hinge_log.training.top_sets import metric_of, top_sets
from hinge_log.training.trend import TrendData, rating_counts, sessions

LEAST = 7
"""Rows of a small chart: its title, the five ratings and the days."""

LEAST_CELLS = 35
"""Cells of a small chart."""


def family_height(lifts: Sequence[TrendData], width: int) -> int:
    """How many rows hold every lift with sets in the window, for a page that scrolls."""
    done = sum(bool(each.working) for each in lifts) or 1
    return -(-done // _columns(done, width)) * (LEAST + 1) + 1


def family_view(
    lifts: Sequence[TrendData],
    width: int,
    height: int,
    chosen: str = "",
    *,
    line_kind: LineKind = "median",
    warmups: bool = False,
    ascii: bool = False,  # noqa: A002
) -> list[Row]:
    """Compose exactly `height` rows: a small form chart for each lift, the one with the key `chosen` marked.

    Lifts without a set in the window are left out, and named at the foot with those for which there is no room.
    """
    if width < 1 or height < 1:
        return []
    done = [each for each in lifts if each.working] or list(lifts[:1])
    columns = _columns(len(done), width)
    room = height - 1
    rows_of = max(1, min(room // LEAST, -(-len(done) // max(1, columns))))
    shown = done[: rows_of * columns]
    columns = -(-len(shown) // rows_of)
    each = room // rows_of
    wide = (width - 2 * (columns - 1)) // columns if columns else width
    rows: list[Row] = []
    for first in range(0, len(shown), max(1, columns)):
        beside = [
            _one(data, wide, each, data.key == chosen, line_kind, warmups) for data in shown[first : first + columns]
        ]
        rows += [_joined(line, wide) for line in zip(*beside, strict=True)]
    rows = (rows + [()] * height)[: height - 1]
    rows.append(_foot([each for each in lifts if each not in shown], width))
    rows = [cut(row, width) for row in rows]
    return in_ascii(rows) if ascii else rows


def _columns(lifts: int, width: int) -> int:
    return min(lifts, max(1, width // LEAST_CELLS), 3)


def _one(data: TrendData, width: int, height: int, here: bool, kind: LineKind, warmups: bool) -> list[Row]:
    """A lift's chart; two lines of words where the rows do not make the chart taller."""
    words = (height - LEAST) % 4 // 2 * 2
    head = _title(data, width, here)
    rows = form_chart(data, width, height - words, line_kind=kind, warmups=warmups, title=head)
    return rows + [cut(row, width) for row in _words(data)[:words]] + [()] * (words - len(_words(data)[:words]))


def _words(data: TrendData) -> list[Row]:
    """What was lifted, and what slips most."""
    metric = metric_of(data.working)
    tops = [top.value for top in top_sets(data)]
    said: list[Row] = []
    if tops:
        low, high = (with_unit(value, metric, data.unit) for value in (min(tops), max(tops)))
        said.append(((" Top sets ", "muted"), (low if low == high else f"{low} to {high}", "text")))
    slipped = next((c for c in item_counts(data.working) if c.slipped), None)
    if slipped is not None:
        words = f" ▲ {fault_name(data, slipped.item)} {slipped.slipped} of {slipped.checked}"
        said.append(((words, "fault"),))
    return said


def _title(data: TrendData, width: int, here: bool) -> Row:
    """The lift and how much its chart rests on; where there is room, how many checked sets were clean lately."""
    rated = sum(map(sum, rating_counts(data.working).values()))
    short = plural(len(sessions(data.working)), "session")
    share = clean_share(data)
    words = [f"{data.lift}, {title(data)}", f"{data.lift}, {rated} of {len(data.working)} sets rated"]
    if share.checked:
        words.insert(0, f"{words[0]}, {share.clean} of {share.checked} clean in 4 weeks")
    if not rated:
        words = [f"{data.lift}, {short}, not rated"]
    words.append(f"{data.lift}, {short}")
    mark = "▸ " if here else ""
    said = next((text for text in words if len(mark + text) + 5 <= width), words[-1])
    return rule(f"{mark}{said}", width)


def _joined(line: Sequence[Row], wide: int) -> Row:
    row: Row = line[0]
    for at, more in enumerate(line[1:], 1):
        row = (*row, (" " * max(0, at * (wide + 2) - row_width(row)), ""), *more)
    return row


def _foot(left: Sequence[TrendData], width: int) -> Row:
    if not left:
        return ((" ", ""), (fit("Lifts are not combined into one score.", width - 1), "muted"))
    crowded, idle = ([each.lift for each in left if bool(each.working) is some] for some in (True, False))
    said = [f"No room: {', '.join(crowded)}."] if crowded else []
    said += [f"Not done in these weeks: {', '.join(idle)}."] if idle else []
    return ((" ", ""), (fit(" ".join(said), width - 1), "muted"))
