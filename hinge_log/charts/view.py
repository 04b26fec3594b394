"""Everything that the form screen and the command line show of one lift, for a given size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from hinge_log.charts.bodyweight_words import relative_words
from hinge_log.charts.cells import Row, cut, in_ascii, row_width, text_width
from hinge_log.charts.chart_legend import PANEL, legend
from hinge_log.charts.fault_view import fault_name, fault_rows, fault_view, has_over_time
from hinge_log.charts.form_chart import LineKind, form_chart
from hinge_log.charts.load_table import load_table, table_height
from hinge_log.charts.topset_chart import best_row, strength_chart, top_value, topset_chart, work_height, work_rows
from hinge_log.clock import MONTHS, WEEKDAYS, to_date
from hinge_log.text import plural
from hinge_log.training.clean_load import clean_load
from hinge_log.training.faults import focus_note, ranking, shown_items, slips_in
from hinge_log.training.identity_cache import cached_by_identity
from hinge_log.training.load import Load
from hinge_log.training.periods import (
    ONLY_QUICK,
    ONLY_QUICK_BRIEF,
    SETS_PER_SIDE,
    Comparison,
    clean_share,
    compare_periods,
    is_only_quick,
)
from hinge_log.training.strength import RANGE
from hinge_log.training.top_sets import metric_of, strength, value_of
from hinge_log.training.trend import SOURCES, Session, TrendData, rating_counts, session_points, sessions


def session_lines(data: TrendData, session: Session, width: int, lines: int = 1) -> list[Row]:
    """The session: day, ratings, top set, faults; on two lines where there are two and one is too short."""
    slipped = [f"{fault_name(data, item)} {count}" for item, count in slips_in(session.sets).items()]
    with_weekday, facts = (_facts(data, session, has_weekday=each) for each in (True, False))
    needed = row_width(with_weekday) + (text_width(f"  ▲ {slipped[0]}") if slipped else 0)
    facts = with_weekday if needed <= width else facts  # the weekday gives way to what failed most
    if not slipped:
        return [cut(facts, width), ()][:lines]
    faults = (f"▲ {', '.join(slipped)}", "fault")
    whole: Row = (*facts, ("  ", ""), faults, (" ", ""))
    if lines > 1 and row_width(whole) > width - 1:
        return [cut(facts, width), cut(((" ", ""), faults), width)]
    return [cut(whole, width - 1), ()][:lines]


def _facts(data: TrendData, session: Session, *, has_weekday: bool) -> Row:
    facts: Row = ((" ", ""), (_day(data, session.day, has_weekday=has_weekday), "strong"), ("  ", ""))
    facts += _ratings(session)
    metric = metric_of(data.working)
    tops = [v for p in session.sets if (v := value_of(p, metric)) is not None]
    return (*facts, (f", {top_value(data, max(tops))}", "text")) if tops else facts


def comparison_line(data: TrendData, width: int) -> Row:
    """The last four weeks against the four before, or why they are not compared."""
    comparison = compare_periods(data)
    if comparison is None or (not comparison.change and max(comparison.now_n, comparison.before_n) < SETS_PER_SIDE):
        words = "Too little data to compare periods." if data.working else ""
        return cut(((" ", ""), (words, "muted")), width) if words else ()
    mixed = len(rating_counts(data.working)) > 1
    for row in _comparisons(comparison, mixed):
        if row_width(row) <= width:
            return row
    return cut(row, width)


def _comparisons(both: Comparison, mixed: bool) -> Iterator[Row]:
    """The same statement in longer and shorter words, the longest first."""
    kind = f", {both.source}:" if mixed else ""
    short = f"Last 4 wk{f', {both.source}' if mixed else ''}"
    now = f"median {both.now:g} ({plural(both.now_n, 'set')})" if both.now is not None else "no rated set"
    before = f"{both.before:g} ({plural(both.before_n, 'set')})" if both.before is not None else "none"
    if both.now_n < SETS_PER_SIDE:
        yield _line(f"Last 4 weeks{kind} {now}", f", too few to compare with {before} before")
        yield _line(f"{short}: too few ({both.now_n}).", f" Before: {before}")
    elif both.before_n < SETS_PER_SIDE:
        yield _line(f"Last 4 weeks{kind} {now}", f", too few sets before to compare ({both.before_n})")
        yield _line(f"{short}: {both.now:g} ({plural(both.now_n, 'set')}).", f" Before: too few ({both.before_n})")
    else:
        change = {"same": "no change from", "up": "up from", "down": "down from"}[both.change]
        if both.now != both.before and both.change == "same":
            yield _line(f"Last 4 weeks{kind} {now}, {before} before", ": under 1 rating apart is no change")
            yield _line(f"Last 4 weeks{kind} {now}, {before} before", ": no change")
        yield _line(f"Last 4 weeks{kind} {now}, {change} {before}", " in the 4 weeks before")
        yield _line(f"Last 4 weeks{kind} {now}, {change} {before}", "")
        yield _line(f"{short}: {both.now:g} ({plural(both.now_n, 'set')}).", f" Before: {before}")
    yield _line(f"4 wk{kind} {both.now_n} sets, before {both.before_n}", "")


def _line(text: str, reserved: str) -> Row:
    return ((" ", ""), (text, "text"), (reserved, "muted")) if reserved else ((" ", ""), (text, "text"))


def _day(data: TrendData, day: int, *, has_weekday: bool) -> str:
    at = to_date(day)
    text = f"{at.day} {MONTHS[at.month - 1]}"
    if at.year != to_date(data.end).year:
        text += f" {at.year}"
    return f"{WEEKDAYS[at.weekday()]} {text}" if has_weekday else text


def _ratings(session: Session) -> Row:
    """The median of each source and the sets it is made of; a set without a rating is a dash."""
    points = {p.source: p for p in session_points(list(session.sets))}
    if not points:
        return (("not rated", "muted"),)
    segments: list[tuple[str, str]] = []
    for source in (s for s in reversed(SOURCES) if s in points):
        point = points[source]
        style = {"quick": "quick", "checked": "data", "seen": "seen"}[source]
        if len(points) > 1:
            sets = " ".join(map(str, point.labels))
            middle = f"{point.median:g} ({sets})" if point.median is not None else f"({sets})"
            segments += [(", " if segments else "", "text"), (f"{source} {middle}", style)]
            continue
        if source == "seen":
            segments.append(("seen ", "text"))
        if point.median is None:
            segments.append((f"{point.worst}", style))
            segments.append((f" in the only rated set of {len(session.sets)}" if len(session.sets) > 1 else "", "text"))
        else:
            segments.append((f"median {point.median:g}", style))
            segments.append((f", sets {' '.join(str(p.label or '-') for p in session.sets)}", "text"))
    return tuple(segment for segment in segments if segment[0])


def latest(data: TrendData) -> Session | None:
    """The last session of the window."""
    every = sessions(data.working)
    return every[-1] if every else None


def session_at(data: TrendData, cursor: str | None) -> Session | None:
    """The session of a workout id; the last one without an id or for an id that is not in the window."""
    return next((s for s in sessions(data.working) if s.workout_id == cursor), None) or latest(data)


def step_cursor(data: TrendData, cursor: str | None, by: int) -> str | None:
    """The workout `by` sessions later (earlier when negative), stopping at the ends; None without sessions."""
    every = [s.workout_id for s in sessions(data.working)]
    if not every:
        return None
    at = every.index(cursor) if cursor in every else len(every) - 1
    return every[min(len(every) - 1, max(0, at + by))]


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
    texts: list[tuple[str, ...]] = [
        (each.text, each.finding, each.brief) for each in known if each is not None and each.text
    ]
    texts += [(ONLY_QUICK, ONLY_QUICK_BRIEF)] if is_only_quick(data) and mode != "load" else []
    fitting = [next((text for text in lengths if text_width(text) < width), lengths[-1]) for lengths in texts]
    return [((" ", ""), (text, "text")) for text in fitting]


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
