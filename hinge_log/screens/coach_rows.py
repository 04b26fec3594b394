"""The rows of the Coach screen: the attention list, everyone's week, and one athlete in detail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from hinge_log.charts.cells import Row, padded, rule, text_width
from hinge_log.charts.flow import hanging, lines_of, paragraph, tied
from hinge_log.clock import date_text
from hinge_log.coach.answers import (
    HEADINGS,
    SIGNS,
    Athlete,
    AthleteWeek,
    AttentionLine,
    CoachAnswers,
    FaultOf,
    NameOf,
    Reason,
    form_text,
    reason_text,
    set_text,
    week_text,
)
from hinge_log.widgets.row_list import ListRow

_STYLES = {Reason.PAIN: "fault", Reason.WAITING: "chosen", Reason.SAME_FAULT: "fault", Reason.AWAY: "muted"}
LONGEST_NAME = 22


@dataclass(frozen=True, slots=True)
class CoachWords:
    """How exercises and faults are called, and what day it is."""

    name_of: NameOf
    fault_of: FaultOf
    today: int


def coach_rows(
    lines: Sequence[AttentionLine], weeks: Sequence[AthleteWeek], words: CoachWords, *, stacked: bool
) -> list[ListRow]:
    """The attention list under its headings, then everyone; `stacked` puts the names on rows of their own."""
    names = [line.athlete.name for line in lines] + [each.athlete.name for each in weeks]
    width = min(LONGEST_NAME, max([0, *(text_width(" ".join(name.split())) for name in names)]))
    rows: list[ListRow] = []
    before: Reason | None = None
    for line in lines:
        if line.reason is not before:
            number = sum(each.reason is line.reason for each in lines)
            rows.append(_heading(HEADINGS[line.reason], str(number), first=not rows))
            before = line.reason
        text = reason_text(line, words.name_of, words.fault_of, words.today)
        sign = (f" {SIGNS[line.reason]} ", _STYLES[line.reason])
        rows.append(_row(row_id(line), sign, line.athlete.name, text, width, stacked=stacked))
    if weeks and not lines:
        rows.append(ListRow("", (((" Nobody needs attention.", "strong"),), ())))
    if weeks:
        rows.append(_heading("Everyone, last 7 days", str(len(weeks)), first=not rows))
    for each in weeks:
        sign = (" ✓ ", "chosen") if each.sets else ("   ", "")
        text = week_text(each, words.today)
        rows.append(_row(f"all-{each.athlete.log}", sign, each.athlete.name, text, width, stacked=stacked))
    return rows


def row_id(line: AttentionLine) -> str:
    """What names a line in the list."""
    return f"{line.reason.name}-{line.athlete.log}"


def _heading(title: str, tail: str, *, first: bool) -> ListRow:
    def layout(width: int) -> list[Row]:
        line = rule(title, width, tail=tail)
        return [line] if first else [(), line]

    return ListRow("", layout)


def _unbroken(text: str) -> str:
    """A sentence in which no load is broken over two lines."""
    for part in (" × ", " kg", " lb", " of 10"):
        text = text.replace(part, tied(part))
    return text


def _row(key: str, sign: tuple[str, str], name: str, text: str, width: int, *, stacked: bool) -> ListRow:
    name, text = " ".join(name.split()), _unbroken(text)
    if stacked:
        return ListRow(key, partial(_stacked, sign, name, text))
    return ListRow(key, partial(_beside, sign, name, text, width))


def _beside(sign: tuple[str, str], name: str, text: str, names: int, width: int) -> list[Row]:
    return hanging((sign, (padded(name, names), "strong"), ("  ", "")), text, width)


def _stacked(sign: tuple[str, str], name: str, text: str, width: int) -> list[Row]:
    head, *others = lines_of(name, width - 3)
    rows: list[Row] = [(sign, (head, "strong"))]
    rows += [(("   ", ""), (line, "strong")) for line in others]
    return rows + [(("   ", ""), (line, "text")) for line in lines_of(text, width - 3)]


def detail_rows(athlete: Athlete, answers: CoachAnswers, words: CoachWords, width: int) -> list[Row]:
    """Everything that is known of one athlete: the week, the fault, what hurt, and the sets that wait."""
    rows: list[Row] = [rule(" ".join(athlete.name.split()), width)]
    for week in answers.weeks:
        if week.athlete == athlete:
            rows += paragraph(f"Last 7 days: {week_text(week, words.today)}.", width)
    for fault in answers.faults:
        if fault.athlete == athlete:
            name = f"{words.name_of(fault.exercise)}: {words.fault_of(fault.exercise, fault.item)}"
            when = date_text(fault.last_day, today=words.today)
            text = f"{name}, {fault.failed} of {fault.checked} checked sets, {fault.sessions} sessions, last {when}."
            rows += [(), *_titled("Most common fault", width), *paragraph(text, width)]
    hurt = [each for each in answers.pains if each.athlete == athlete]
    if hurt:
        rows += [(), *_titled("Pain", width)]
        for each in hurt:
            where = " ".join(each.pain_where.split())
            day = date_text(each.day, today=words.today)
            text = f"{day}: {each.pain} of 10 {where}, {set_text(each, words.name_of)}"
            rows += paragraph(f'{text}. "{" ".join(each.note.split())}"' if each.note else f"{text}.", width)
    waiting = [each for each in answers.waiting if each.athlete == athlete]
    if waiting:
        rows += [(), *_titled("Waiting for review", width)]
        for each in waiting:
            day = date_text(each.day, today=words.today)
            text = f"{day}: {set_text(each, words.name_of)}, rated {form_text(each)}. {each.video}"
            rows += paragraph(text, width)
    return rows


def _titled(title: str, width: int) -> list[Row]:
    return [((f" {title}"[:width], "muted"),)]
