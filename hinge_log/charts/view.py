"""Everything that the form screen and the command line show of one lift, for a given size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from hinge_log.charts.bodyweight_words import relative_words
from hinge_log.charts.cells import Row, cut, in_ascii, row_width, text_width
from hinge_log.charts.chart_legend import PANEL, legend
from hinge_log.charts.fault_rows import fault_name, fault_rows
from hinge_log.charts.fault_view import fault_view, has_over_time
from hinge_log.charts.form_chart import LineKind, form_chart
from hinge_log.charts.load_table import load_table, table_height
from hinge_log.charts.topset_chart import strength_chart, topset_chart
from hinge_log.charts.words import comparison_line, session_at, session_lines
from hinge_log.charts.work_rows import best_row, work_height, work_rows
from hinge_log.training.clean_load import clean_load
from hinge_log.training.faults import focus_note, ranking, shown_items
from hinge_log.training.identity_cache import cached_by_identity
from hinge_log.training.load import Load
from hinge_log.training.periods import ONLY_QUICK, ONLY_QUICK_BRIEF, clean_share, is_only_quick
from hinge_log.training.strength import RANGE
from hinge_log.training.top_sets import strength
from hinge_log.training.trend import TrendData

Mode = Literal["time", "load", "fault", "strength"]


def trend_view(
    data: TrendData,
    width: int,
    height: int,
    mode: Mode = "time",
    cursor: str | None = None,
    *,
    line_kind: LineKind = "median",
    warmups: bool = False,
    fault: str | None = None,
    ascii: bool = False,  # noqa: A002
) -> list[Row]:
    """Compose exactly `height` rows, none wider than `width` cells.

    `cursor` is a workout id (None: the last), `fault` the id of the item that the faults are about (None: the first).
    """
    return list(_page(data, width, height, mode, cursor, line_kind, warmups, fault, ascii))


@cached_by_identity
def _page(
    data: TrendData,
    width: int,
    height: int,
    mode: Mode,
    cursor: str | None,
    line_kind: LineKind,
    warmups: bool,
    fault: str | None,
    plainly: bool,
) -> tuple[Row, ...]:
    """The rows; the last pages are kept, for a lifter goes back and forth between the views."""
    if width < 1 or height < 1:
        return ()
    session = session_at(data, cursor)
    at = session.workout_id if session else None
    under = _under(data, width, height, mode, at)
    room = height - len(under)
    charts = {
        "time": lambda: _time(data, width, room, at, line_kind, warmups),
        "load": lambda: _load(data, width, room),
        "fault": lambda: fault_view(data, width, room, fault),
        "strength": lambda: _strength(data, width, room, at),
    }[mode]()
    rows = [cut(row, width) for row in [*charts, *under]]
    rows = (rows + [()] * height)[:height]
    return tuple(in_ascii(rows) if plainly else rows)


LEAST_FORM, LARGE_FORM = 9, 20
"""Rows of the main chart of a view at the least, and where it is large enough for others to grow."""
LEAST_STRENGTH = 12
TOPS, MORE_TOPS, FAULTS = 4, 3, 5
"""Rows of the top sets, of as many more of them, and of the faults under another chart."""


def fitted(height: int, least: int, parts: Sequence[int]) -> list[int]:
    """The rows of parts beside a main one of at least `least` rows: 0 for each that does not fit; the first go in."""
    rows, spare = [], height - least
    for part in parts:
        rows.append(part if part <= spare else 0)
        spare -= rows[-1]
    return rows


def _time(data: TrendData, width: int, height: int, at: str | None, kind: LineKind, warmups: bool) -> list[Row]:
    """Form takes what is left; faults go first when rows are short, then the top sets."""
    tops, faults = fitted(height, LEAST_FORM, (TOPS, FAULTS))
    tops += fitted(height - tops - faults, LARGE_FORM, (MORE_TOPS,))[0] if tops else 0
    spare = (height - faults - tops - 3) % 4
    if tops and spare > 1:
        tops += spare - 1
    rows = form_chart(data, width, height - faults - tops, cursor=at, line_kind=kind, warmups=warmups)
    rows += topset_chart(data, width, tops, cursor=at)
    return rows + fault_rows(data, width, faults)


def _load(data: TrendData, width: int, height: int) -> list[Row]:
    faults = fitted(height, max(LEAST_FORM, table_height(data, width)), (FAULTS,))[0]
    return load_table(data, width, height - faults) + fault_rows(data, width, faults)


def _strength(data: TrendData, width: int, height: int, at: str | None) -> list[Row]:
    """Estimates take what is left; the work of each week stays longest beside them, with an empty row under it."""
    work, empty = fitted(height, LEAST_FORM, (work_height(data), 1))
    tops = fitted(height - work - empty, LEAST_STRENGTH, (height // 4,))[0]
    rows = strength_chart(data, width, height - tops - work - empty, cursor=at)
    return rows + topset_chart(data, width, tops, cursor=at) + work_rows(data, width, work + empty)


def _under(data: TrendData, width: int, height: int, mode: Mode, at: str | None) -> list[Row]:
    """What stands below the charts: the session, the comparison, and in two modes the finding.

    A form chart needs seven rows; the words under it give way first.
    """
    session = session_at(data, at)
    if height < LEAST_FORM:
        return session_lines(data, session, width) if session and height in (4, 5, 6, 8) else []
    rows: list[Row] = []
    if mode == "fault" and not (has_over_time(data, height) and shown_items(data)):
        rows.append(_focus(data))
    if mode == "strength":
        more = [row for row in (_relative(data, width), best_row(data, width)) if row]
        fitting = fitted(height, LEAST_FORM + TOPS, [1] * len(more))
        rows += [_strongest(data, width), *(row for row, fits in zip(more, fitting, strict=True) if fits)]
    if session is None:
        return [*rows, ()] if data.working else [(), ()]
    lines = 1 + fitted(height, LARGE_FORM, (TOPS,)).count(TOPS)
    compared = comparison_line(data, width)
    if mode != "time" and any(style == "muted" and text.startswith("Too little") for text, style in compared):
        compared = ()  # in the other views it explains nothing
    described = session_lines(data, session, width, lines)
    beside = _beside_rows(data, width, mode)
    fitting = fitted(height - 2, LEAST_FORM, [1] * len(beside))
    rows += [row for row, fits in zip(beside, fitting, strict=True) if fits]
    return [*rows, *(described if any(described[1:]) else described[:1]), compared]


def _beside_rows(data: TrendData, width: int, mode: Mode) -> list[Row]:
    """How the lifter's ratings stand to video and coach, and what a checked set would add where there are none."""
    known = (data.calibration, data.coach) if mode != "strength" else ()
    texts = [(each.text, each.brief) for each in known if each is not None and each.text]
    texts += [(ONLY_QUICK, ONLY_QUICK_BRIEF)] if is_only_quick(data) and mode != "load" else []
    return [((" ", ""), (text if text_width(text) < width else brief, "text")) for text, brief in texts]


def _focus(data: TrendData) -> Row:
    ranked = ranking(data.working)
    if not ranked:
        return ((" ", ""), (focus_note(data), "muted")) if data.working else ()
    first = ranked[0]
    return ((" ", ""), (f"Watch next: {fault_name(data, first.item)}", "strong"), (f", {first.share:.0%}", "text"))


def _strongest(data: TrendData, width: int) -> Row:
    """The best estimates as ranges, and the clean load where there is room for it."""
    estimates = strength(data)
    clean = max((s.clean for s in estimates if s.clean is not None), default=None)
    best = max((s.best for s in estimates), default=None)
    row: Row = ((" ", ""),)
    if clean is not None:
        row += ((f"Clean {_range(clean, data.unit)}", "strong"),)
        if best is not None and best > clean:
            ahead = f", any form {_range(best, data.unit)}"
            whole: Row = (*row, (f"{ahead}: strength is ahead of form", "text"))
            row = whole if row_width(whole) <= width else (*row, (ahead, "text"))
    elif best is not None:
        row += ((f"Any form {_range(best, data.unit)}", "text"), (", no clean e1RM yet", "muted"))
    load = clean_load(data)
    for sentence in (load.sentence, f"Clean load {load.text}." if load.bin else ""):
        more: Row = (*row, (f"  {sentence}", "muted"))
        if sentence and row_width(more) <= width:
            row = more
            break
    share = clean_share(data)
    return row if len(row) > 1 else ((" ", ""), (share.text, "muted"))


def _relative(data: TrendData, width: int) -> Row:
    """The best estimate as a multiple of bodyweight; nothing without an estimate."""
    best = max((each.best for each in strength(data)), default=None)
    if best is None:
        return ()
    if data.body_g is None:
        texts: tuple[str, ...] = (
            "Log your bodyweight on Today to see strength relative to it.", "Log your bodyweight to compare with it.",
        )  # fmt: skip
    else:
        words = relative_words(best, data.body_g, data.unit)
        texts = (f"Relative strength: {words}.", words, words.partition(" (")[0])
    text = next((each for each in texts if text_width(each) < width), texts[-1])
    return ((" ", ""), (text, "muted" if data.body_g is None else "text"))


def _range(grams: float, unit: str) -> str:
    low, high = (round(float(Load.from_grams(round(grams * side), unit).text)) for side in (1 - RANGE, 1 + RANGE))
    return f"{low} to {high} {unit}"


def view_with_legend(
    data: TrendData,
    width: int,
    height: int,
    mode: Mode = "time",
    *,
    ascii: bool = False,  # noqa: A002
) -> list[Row]:
    """The charts beside the legend where it takes at most three eighths of `width`, else the charts alone."""
    if width * 3 < PANEL * 8:
        return trend_view(data, width, height, mode, ascii=ascii)
    left = width - PANEL - 2
    charts = trend_view(data, left, height, mode, ascii=ascii)
    return _beside(charts, legend(data, PANEL, height, ascii=ascii), left + 2)


def _beside(left: list[Row], right: list[Row], at: int) -> list[Row]:
    """Two columns of rows, the second from cell `at` on."""
    return [
        (*one, (" " * (at - row_width(one)), ""), *two) if two else one for one, two in zip(left, right, strict=True)
    ]
