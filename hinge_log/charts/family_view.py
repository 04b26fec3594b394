"""The lifts of a family above one another on one time axis, each with its own figures: never one score for all."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.charts.canvas import Scale, TimeAxis, day_row
from hinge_log.charts.cells import Row, cut, in_ascii, padded, text_width, wrapped
from hinge_log.charts.fault_view import fault_name
from hinge_log.text import plural
from hinge_log.training.faults import SharedFault, item_counts
from hinge_log.training.periods import ONLY_QUICK, ONLY_QUICK_BRIEF
from hinge_log.training.stats import SETS_PER_POINT, median
from hinge_log.training.trend import SetPoint, Source, TrendData, main_source, rating_counts, sessions

SESSION = "·"
LEGEND = (
    "4: median of two or more rated sets, rounded down.",
    "·: session without one.",
    "Lifts are not combined into one score.",
)
LEAST_SHARED, MOST_SHARED = 3, 5
"""Faults that are named: the most shared ones; more are no help in the gym."""
LEFT = "  "


def family_view(
    lifts: Sequence[TrendData],
    width: int,
    height: int,
    chosen: str = "",
    *,
    shared: Sequence[tuple[str, SharedFault]] = (),
    ascii: bool = False,  # noqa: A002
) -> list[Row]:
    """Compose exactly `height` rows: for each lift its figures and a strip of its sessions, one axis for all.

    The lift with the key `chosen` is marked; `shared` are the faults that lifts share, with their names. Lifts without
    a set in the window are named at the foot, and so are those for which there is no room.
    """
    if width < 1 or height < 1:
        return []
    done = [each for each in lifts if each.working]
    only_quick = {source for each in done for source in rating_counts(each.working)} == {"quick"}
    hint = ONLY_QUICK if text_width(ONLY_QUICK) + len(LEFT) <= width else ONLY_QUICK_BRIEF
    axis = [_axis(done[0], width)] if done else []
    legend: list[Row] = [((LEFT + hint, "text"),)] if only_quick else []
    legend += [((LEFT + line, "muted"),) for line in wrapped(LEGEND, width - len(LEFT))]
    spare = height - len(axis) - len(legend) - 3 * len(done)  # the third row of a lift comes before the last faults
    foot = [*axis, *_shared_rows(shared[: max(LEAST_SHARED, min(MOST_SHARED, spare))]), *legend]
    room = max(1, height - len(foot))
    rows_each = max(1, min(3, room // max(1, len(done))))
    shown = done if len(done) <= room else done[: room - 1]
    rows = _lift_rows(shown, width, chosen, rows_each)
    if (left_out := _left_out([each for each in lifts if each not in shown])) is not None:
        foot.append(left_out)
    rows = [cut(row, width) for row in (rows[: max(0, height - len(foot))] + foot)[:height]]
    rows += [()] * (height - len(rows))
    return in_ascii(rows) if ascii else rows


def family_height(lifts: Sequence[TrendData], shared: Sequence[tuple[str, SharedFault]] = ()) -> int:
    """How many rows hold every lift of the window, for a page that scrolls."""
    done = sum(bool(each.working) for each in lifts)
    return 3 * done + (done < len(lifts)) + min(len(shared), MOST_SHARED) + 2 + len(LEGEND)


def _lift_rows(lifts: Sequence[TrendData], width: int, chosen: str, rows_each: int) -> list[Row]:
    """The figures of each lift on one row, or two of up to three, and then its sessions along the axis.

    The rating and the fault say most: where there is no room, the figures before them give way, in all lifts alike.
    """
    names = _column([each.lift for each in lifts])
    faults = [_fault_words(each) for each in lifts]
    columns = [
        _counted([len(sessions(each.working)) for each in lifts], "session"),
        _counted([len(each.working) for each in lifts], "set"),
        _medians(lifts),
    ]
    figures = [[" ".join(texts) for texts in zip(*columns[left_out:], strict=True)] for left_out in range(3)]
    front = len(LEFT) + _cells(names) + 2
    fault_cells = _cells(faults)
    has_own_row = rows_each > 2 and front + _cells(figures[0]) + fault_cells >= width
    beside = 0 if has_own_row else fault_cells
    shown = next((each for each in figures if front + _cells(each) + beside < width), figures[-1])
    rows: list[Row] = []
    for data, name, words, fault in zip(lifts, names, shown, faults, strict=True):
        marked: Row = ((fault, "fault"),) if fault else ()
        words = words if marked and not has_own_row else words.rstrip()
        head: Row = (("▸ " if data.key == chosen else LEFT, "strong"), (name, "strong"), (f"  {words}", "text"))
        rows += [head, *([marked] if marked else [])] if has_own_row else [(*head, *marked)]
        rows += [_strip(data, main_source(data.working), width)] if rows_each > 1 else []
    return rows


def _column(texts: Sequence[str]) -> list[str]:
    """Texts filled to the width of the longest."""
    longest = _cells(texts)
    return [padded(each, longest) for each in texts]


def _cells(texts: Sequence[str]) -> int:
    return max(map(text_width, texts), default=0)


def _counted(counts: Sequence[int], noun: str) -> list[str]:
    """Numbers above one another, each with its noun: "24 sessions,"."""
    digits = max((len(f"{each:,}") for each in counts), default=0)
    return _column([" " * (digits - len(f"{each:,}")) + plural(each, noun) + "," for each in counts])


def _medians(lifts: Sequence[TrendData]) -> list[str]:
    """The median form of each lift, with the number and kind of the ratings that it is made of."""
    ratings = []
    for data in lifts:
        source = main_source(data.working)
        labels = [p.label for p in data.working if p.source == source and p.label is not None]
        enough = len(labels) >= SETS_PER_POINT
        ratings.append((f"{median(labels):g}", f"({len(labels)} {source})") if enough else ("-", ""))
    middles = _column([middle for middle, _ in ratings])
    return _column([f"form {middle} {made_of}" for middle, (_, made_of) in zip(middles, ratings, strict=True)])


def _fault_words(data: TrendData) -> str:
    """The check that failed most often, "" where none did."""
    count = next((each for each in item_counts(data.working) if each.slipped), None)
    return f"  ▲ {fault_name(data, count.item)} {count.slipped} of {count.checked}" if count is not None else ""


def _strip(data: TrendData, source: Source | None, width: int) -> Row:
    """A cell for each stretch of days: the median form as a digit, rounded down, or a dot for a session without one."""
    scale = _scale(data, width)
    cells: dict[int, list[SetPoint]] = {}
    for point in data.working:
        cells.setdefault(scale.cell(point.day), []).append(point)
    row: Row = ((LEFT, ""),)
    for at in range(scale.cells):
        ratings = [p.label for p in cells.get(at, ()) if p.source == source and p.label is not None]
        if len(ratings) >= SETS_PER_POINT:
            form = int(median(ratings))
            row = (*row, (str(form), "fault" if form <= 2 else "data"))
        else:
            row = (*row, (SESSION if at in cells else " ", "muted"))
    return row


def _scale(data: TrendData, width: int) -> Scale:
    return Scale(data.start, max(data.end, data.start + 1), max(1, width - 2 * len(LEFT)))


def _axis(data: TrendData, width: int) -> Row:
    """The days along the strips."""
    return day_row(data, TimeAxis(len(LEFT), _scale(data, width)), width)


def _shared_rows(shared: Sequence[tuple[str, SharedFault]]) -> list[Row]:
    return [
        ((f"{LEFT}▲ ", "fault"), (name, "text"), (f": in {each.lifts} of {each.checked} lifts", "muted"))
        for name, each in shared
    ]


def _left_out(lifts: Sequence[TrendData]) -> Row | None:
    crowded, idle = ([each.lift for each in lifts if bool(each.working) is some] for some in (True, False))
    words = [f"No room for: {', '.join(crowded)}."] if crowded else []
    words += [f"Not done in these weeks: {', '.join(idle)}."] if idle else []
    return ((LEFT + " ".join(words), "muted"),) if words else None
