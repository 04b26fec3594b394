"""What Today says as rows for a width: the next workout, form by lift, the week, and short lists under headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from hinge_log.charts.cells import Row, fit, padded, plain, row_width, rule, text_width
from hinge_log.charts.flow import paragraph, tied
from hinge_log.charts.set_texts import pain_words, summary
from hinge_log.charts.topset_chart import topset_chart
from hinge_log.clock import WEEKDAYS, date_text, to_date
from hinge_log.text import plural
from hinge_log.training.form import session_labels
from hinge_log.training.trend import TrendData
from hinge_log.training.weekly_volume import WeeklyVolume
from hinge_log.training.workout import SetRecord, Workout

_SETS_CELLS = 8
LEAST_BAR = 10
"""Cells of a bar of weekly volume, beside which muscles may stand."""
_FORM_BARS = "▁▃▄▆█"
NO_RATINGS = "No rated sets yet. Press 1-5 after a set."


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One lift of the next workout; `groups` are its sets in full, where they differ, `key` is the exercise's id."""

    name: str
    sets: str
    load: str
    form: str
    groups: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class LastTime:
    """The sets of a lift last time, and its form in the last sessions: one label each, of one kind of rating."""

    sets: str = ""
    labels: tuple[int, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class FormLine:
    """Form of one lift over the last four weeks: checked and quick ratings as (sets, median), and the worst: "1✓"."""

    name: str
    checked: tuple[int, float | None]
    quick: tuple[int, float | None]
    worst: str


def next_rows(
    title: str,
    lines: Sequence[PlanLine],
    note: str,
    suggestion: str,
    last: Sequence[LastTime],
    width: int,
    *,
    is_open: bool = False,
) -> list[Row]:
    """The next workout, or the open one: lifts with sets, load and form; `last` adds a row for each lift."""
    names = min(24, max([12, *(text_width(line.name) for line in lines)]))
    loads = max([7, *(text_width(line.load) for line in lines)]) + 2
    ratings_at = 4 + names + _SETS_CELLS + loads
    full = max([0, *(text_width(line.groups) + 2 for line in lines)])
    rated = any(line.form for line in lines)
    if full > _SETS_CELLS + loads and 4 + names + full + (7 if rated else 0) <= width:
        loads, ratings_at = full - _SETS_CELLS, 4 + names + full
    head = ""
    if rated and width - ratings_at >= 7:
        words = "form today" if is_open else "form last time"
        head = words if width - ratings_at > text_width(words) else "form"
    rows = [_titled(title, head, ratings_at, width, "chosen" if is_open else "title")]
    beneath = _last_time_rows(last, width)
    for number, line in enumerate(lines, 1):
        row: list[tuple[str, str]] = [(f" {number:<2}", "muted"), (padded(line.name, names), "text"), (" ", "")]
        if line.groups and text_width(line.groups) + 2 <= _SETS_CELLS + loads:
            work = [(line.groups, _SETS_CELLS + loads, "strong")]
        else:
            work = [(line.sets, _SETS_CELLS, "text"), (line.load, loads, "strong")]
        for text, cells, style in (*work, (line.form, 0, "muted")):
            room = width - row_width(tuple(row))
            # Ratings and pain may be cut, a number may not.
            if text and room >= (min(7, text_width(text)) if style == "muted" else text_width(text)):
                row.append((fit(text, room), style))
            elif text:
                break
            row.append((" " * (cells - text_width(text)), ""))
        rows.append(tuple(row))
        if number <= len(last):
            rows.append(beneath[number - 1])
    if note:
        rows += [(), *paragraph(note, width, "muted")]
    if suggestion:
        rows += paragraph(suggestion, width, "muted>go_to('plans')")
    return rows


def _titled(title: str, head: str, at: int, width: int, style: str) -> Row:
    """A heading with a column's head in it."""
    line = rule(title, at - 1 if head else width)
    named: Row = tuple((text, style if name == "title" else name) for text, name in line)
    if not head:
        return named
    end = max(0, width - at - text_width(head) - 1)
    return (*named, (" ", ""), (head, "title"), (" " + "─" * end, "grid"))


def _last_time_rows(last: Sequence[LastTime], width: int) -> list[Row]:
    """A row for each lift; the bars stand in one column, beside the longest sets that leave room for them."""
    texts = [fit(f"    last time {each.sets}" if each.sets else "    first time", width) for each in last]
    most = max((len(each.labels) for each in last), default=0)
    forms: list[Row] = [
        ((padded(form_bars(each.labels), most), "data"), (f"  {each.kind} form, {len(each.labels)} sessions", "dim"))
        if len(each.labels) > 1
        else ()
        for each in last
    ]
    room = width - max(map(row_width, forms), default=0) - 2
    at = max((text_width(text) for text, form in zip(texts, forms, strict=True) if form and text_width(text) <= room),
             default=0)  # fmt: skip
    return [
        ((padded(text, at + 2), "muted"), *form)
        if form and text_width(text) <= at
        else ((text, "muted" if each.sets else "dim"),)
        for each, text, form in zip(last, texts, forms, strict=True)
    ]


def form_bars(labels: Sequence[int]) -> str:
    """Ratings as bars, oldest first: the higher the better."""
    return "".join(_FORM_BARS[label - 1] for label in labels)


def form_rows(lines: Sequence[FormLine], width: int) -> list[Row]:
    """The medians of the last four weeks by lift, checked and quick ratings apart, each with its number of sets."""
    rows: list[Row] = [rule("Form, last 4 weeks", width, tail="median (sets)" if lines else "")]
    if not lines:
        return [*rows, *paragraph(NO_RATINGS, width, "muted")]
    names = max(4, min(max(text_width(line.name) for line in lines) + 1, width - 28))
    rows.append(((" " * (names + 1), ""), (f"{'checked ✓':>9}{'quick':>10}{'worst':>7}", "muted")))
    for line in lines:
        checked, quick = _median_text(line.checked), _median_text(line.quick)
        rows.append((
            (" ", ""), (padded(line.name, names), "text"), (f"{checked:>9}", "data" if line.checked[0] else "dim"),
            (f"{quick:>10}", "text" if line.quick[0] else "dim"), (f"{line.worst:>7}", "text"),
        ))  # fmt: skip
    return rows


def _median_text(ratings: tuple[int, float | None]) -> str:
    sets, median = ratings
    return "-" if not sets else f"{'-' if median is None else format(median, 'g')} ({sets})"


def list_rows(title: str, lines: Sequence[str], width: int, first: str = "text") -> list[Row]:
    """Sentences under a heading, the first of them stronger."""
    rows: list[Row] = [rule(title, width)]
    for place, line in enumerate(lines):
        rows += paragraph(line, width, "muted" if place else first)
    return rows


def week_rows(volume: WeeklyVolume, day_counts: Sequence[int], today: int, width: int) -> list[Row]:
    """The days of this week with their working sets, and the sets by pattern beside the mean of the weeks before.

    Where there is room, the sets by primary muscle stand beside the patterns.
    """
    rows: list[Row] = [rule("This week, working sets", width, tail="(mean of the last 4 weeks)")]
    days: list[tuple[str, str]] = [(" ", "")]
    counts: list[tuple[str, str]] = [(" ", "")]
    for place, count in enumerate(day_counts):
        day = volume.start + place
        style = "chosen" if day == today else "muted"
        days.append((f"{WEEKDAYS[to_date(day).weekday()]:>4} ", style))
        sets = str(count) if count else "·" if day <= today else " "
        counts.append((f"{sets:>4} ", "strong" if count else "dim"))
    rows += [tuple(days), tuple(counts)]
    if volume.patterns:
        names = max(text_width(row.name) for row in volume.patterns) + 1
        most = max(1.0, *(max(row.this_week, row.mean) for row in volume.patterns))
        muscles = [f"{row.name:<12}{row.this_week:>3} ({row.mean_text})" for row in volume.muscles]
        beside = max(map(text_width, muscles), default=0) + 3
        cells = min(24, width - names - 18 - beside)
        if cells < LEAST_BAR:
            muscles, cells = [], max(4, min(24, width - names - 18))
        rows.append(())
        first = len(rows)
        for row in volume.patterns:
            filled = round(row.this_week / most * cells)
            usual = round(row.mean / most * cells)
            bar, rest = "━" * filled, "─" * max(0, usual - filled)
            figures = f"{row.this_week:>3} ({row.mean_text})"
            gap = " " * (cells - filled - len(rest))
            rows.append((
                (f" {row.name:<{names}}", "text"), (bar, "data"), (rest, "grid"), (gap, ""), (figures, "muted")
            ))  # fmt: skip
        left = max(row_width(row) for row in rows[first:]) + 3
        for place, text in enumerate(muscles, first):
            rows += [()] if place == len(rows) else []
            rows[place] = (*rows[place], (" " * (left - row_width(rows[place])), ""), (text, "muted"))
    return rows


def last_time(sessions: Sequence[Sequence[SetRecord]], unit: str) -> LastTime:
    """The last session of a lift, and its form in all of these, newest first."""
    return LastTime(summary(sessions[0], unit)[0], *session_labels(sessions)) if sessions else LastTime()


def last_workout_lines(last: Workout | None, name_of: Callable[[str], str], unit: str, today: int) -> tuple[str, ...]:
    """A workout in short: day, length, sets and faults, then each lift with its sets, pain and form."""
    if last is None:
        return ()
    minutes = max(0, ((last.ended_ms or last.started_ms) - last.started_ms) // 60_000)
    took = f", {minutes} min" if minutes else ""
    faults = sum(1 for each in last.sets if each.what.form for _, failed in each.what.form.slips if failed)
    noted = ", " + tied(plural(faults, "fault")) if faults else ""
    sets = tied(plural(len(last.sets), "set"))
    lines = [f"{date_text(last.day, today=today)}{took}, {sets}{noted}"]
    for lift in last.lifts:
        if lift.sets:
            work, form = summary(lift.sets, unit)
            more = [tied(each) for each in (pain_words(lift.sets), form) if each]
            lines.append(", ".join([f"{name_of(lift.exercise)} {work}", *more]))
    return tuple(lines)


def top_set_rows(data: TrendData, width: int, height: int, *, ascii_only: bool) -> list[Row]:
    """The heaviest set of each session of a lift, with the lift in the heading."""
    chart = topset_chart(data, width, height, days=True, ascii=ascii_only)
    return [rule(f"{data.lift}: {plain(chart[0]).strip(' -─').lower()}", width), *chart[1:]] if chart else []


def below_rows(
    sections: Sequence[tuple[str, Sequence[str]]],
    form: Sequence[FormLine],
    last: Sequence[str],
    suggestion: str,
    width: int,
) -> list[Row]:
    """What stands below the next workout: sections where there is no second column, form, last workout, suggestion."""
    rows: list[Row] = []
    for title, lines in sections:
        rows += [*list_rows(title, lines, width, "strong" if title == "Focus cue" else "text"), ()]
    rows += form_rows(form, width)
    rows += [(), *list_rows("Last workout", last, width)] if last else []
    return [*rows, (), *list_rows("Suggestion", (suggestion,), width)] if suggestion else rows


def beside_rows(
    sections: Sequence[tuple[str, Sequence[str]]], week: partial[list[Row]] | None, width: int
) -> list[Row]:
    """The sections of the second column, and the week below them."""
    rows: list[Row] = []
    for title, lines in sections:
        rows += [*list_rows(title, lines, width, "strong" if title == "Focus cue" else "text"), ()]
    return [*rows, *week(width)] if week else rows[:-1]
