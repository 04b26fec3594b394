"""The two lines under every trend: the session under the cursor, and this month against the one before."""

from __future__ import annotations

from collections.abc import Iterator

from hinge_log.charts.cells import Row, cut, row_width, text_width
from hinge_log.charts.fault_rows import fault_name
from hinge_log.charts.topset_chart import top_value
from hinge_log.clock import MONTHS, WEEKDAYS, to_date
from hinge_log.text import plural
from hinge_log.training.faults import slips_in
from hinge_log.training.periods import SETS_PER_SIDE, Comparison, compare_periods
from hinge_log.training.top_sets import metric_of, value_of
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
