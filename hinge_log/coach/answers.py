"""What the hub answers to a coach, who of the athletes needs attention and why, and all of it in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import NamedTuple

from hinge_log.clock import date_text
from hinge_log.text import plural
from hinge_log.training.workout import LABELS


class Athlete(NamedTuple):
    """A log on the hub of which one is a coach: its number, and what it is called."""

    log: int
    name: str


class AthleteWeek(NamedTuple):
    """What an athlete did in the last seven days and in the seven before; `last_day` is None before a first set."""

    athlete: Athlete
    last_day: int | None
    workouts: int
    sets: int
    sets_before: int
    form: float | None
    rated: int


class AthleteFault(NamedTuple):
    """A check that fails most often in an athlete's sets of an exercise: in `failed` of `checked` sets.

    `sessions` counts the days on which it failed, `last_day` is the newest of them; `newest` is the newest day with a
    checked set of the exercise, so that a fault that is over can be told.
    """

    athlete: Athlete
    exercise: str
    item: str
    failed: int
    checked: int
    sessions: int
    last_day: int
    newest: int


class CoachedSet(NamedTuple):
    """A set of an athlete as the hub has it; `load` is as typed, "" for none, `form` None where it is not rated."""

    athlete: Athlete
    set_id: str
    exercise: str
    day: int
    reps: int | None
    seconds: int | None
    load: str
    form: int | None
    basis: str
    pain: int | None
    pain_where: str
    note: str
    video: str


class CoachAnswers(NamedTuple):
    """Everything that the attention list is made of, as the hub had it at `at_ms`."""

    person: str
    weeks: tuple[AthleteWeek, ...]
    faults: tuple[AthleteFault, ...]
    pains: tuple[CoachedSet, ...]
    waiting: tuple[CoachedSet, ...]
    at_ms: int


AWAY_DAYS = 7
"""An athlete who has not trained for so many days is told (convention: a week of a plan)."""
SAME_FAULT_SESSIONS = 3
"""A fault comes back when it failed on so many days, the newest checked one among them (convention)."""


class Reason(IntEnum):
    """Why an athlete is on the list; the lower the number, the earlier it is looked at."""

    PAIN = 1
    WAITING = 2
    SAME_FAULT = 3
    AWAY = 4


class AttentionLine(NamedTuple):
    """One line of the list: `day` is the newest day that it is about, None for never; `number` how many sets or days.

    `sets` are those that it is about, `fault` the fault that comes back.
    """

    athlete: Athlete
    reason: Reason
    day: int | None
    number: int
    sets: tuple[CoachedSet, ...] = ()
    fault: AthleteFault | None = None


def attention(answers: CoachAnswers, today: int, *, names: str = "") -> tuple[AttentionLine, ...]:
    """The lines of the list: pain first, then sets that wait, faults that come back, athletes who are away.

    Within a reason the most urgent stands first: the worst and newest pain, the longest wait, the most sessions, the
    longest absence; an athlete who never trained comes last. `names` leaves only athletes whose name holds it.
    """
    lines: list[AttentionLine] = []
    for reason, sets in ((Reason.PAIN, answers.pains), (Reason.WAITING, answers.waiting)):
        for athlete, own in _by_athlete(sets).items():
            newest = max(each.day for each in own)
            lines.append(AttentionLine(athlete, reason, newest, len(own), tuple(own)))
    lines += [
        AttentionLine(each.athlete, Reason.SAME_FAULT, each.last_day, each.sessions, fault=each)
        for each in answers.faults
        if each.sessions >= SAME_FAULT_SESSIONS and each.last_day == each.newest
    ]
    for each in answers.weeks:
        if each.last_day is None or today - each.last_day >= AWAY_DAYS:
            away = 0 if each.last_day is None else today - each.last_day
            lines.append(AttentionLine(each.athlete, Reason.AWAY, each.last_day, away))
    wanted = names.casefold().split()
    lines = [line for line in lines if all(word in line.athlete.name.casefold() for word in wanted)]
    return tuple(sorted(lines, key=lambda line: (line.reason, _urgency(line), line.athlete.name.casefold())))


def _urgency(line: AttentionLine) -> tuple[int, ...]:
    if line.reason is Reason.PAIN:
        return -max(each.pain or 0 for each in line.sets), -(line.day or 0)
    if line.reason is Reason.WAITING:
        return (min(each.day for each in line.sets), -line.number)
    return (line.day is None, -line.number)


def _by_athlete(sets: Iterable[CoachedSet]) -> dict[Athlete, list[CoachedSet]]:
    grouped: dict[Athlete, list[CoachedSet]] = {}
    for each in sets:
        grouped.setdefault(each.athlete, []).append(each)
    return grouped


NameOf = Callable[[str], str]
"""Gives the short name of an exercise by its key."""
FaultOf = Callable[[str, str], str]
"""Gives what a fault is called, by exercise key and check id."""
HEADINGS = {
    Reason.PAIN: "Pain reported", Reason.WAITING: "Waiting for review", Reason.SAME_FAULT: "The same fault again",
    Reason.AWAY: "No recent training",
}  # fmt: skip
SIGNS = {Reason.PAIN: "!", Reason.WAITING: "▸", Reason.SAME_FAULT: "▲", Reason.AWAY: "·"}


def set_text(each: CoachedSet, name_of: NameOf) -> str:
    """A set as it was done: "RDL 100 kg × 5"."""
    amount = f"× {each.reps}" if each.reps is not None else f"{each.seconds} s" if each.seconds is not None else ""
    return " ".join(part for part in (name_of(each.exercise), each.load, amount) if part)


def form_text(each: CoachedSet) -> str:
    """How the athlete rated it: "4 solid, by feel"."""
    if each.form is None:
        return "not rated"
    return f"{each.form} {LABELS[each.form]}{', checked' if each.basis == 'checked' else ''}"


def reason_text(line: AttentionLine, name_of: NameOf, fault_of: FaultOf, today: int) -> str:
    """Why an athlete is on the list, in one sentence without the name."""
    if line.reason is Reason.AWAY:
        if line.day is None:
            return "No sets yet."
        return f"No sets for {line.number} days, last on {date_text(line.day, today=today)}."
    if line.reason is Reason.SAME_FAULT and line.fault is not None:
        fault = line.fault
        words = fault_of(fault.exercise, fault.item)
        where = f"{fault.failed} of {fault.checked} checked sets"
        return f"{name_of(fault.exercise)}: {words}, {line.number} sessions, {where}."
    first = line.sets[0]
    if line.reason is Reason.PAIN:
        first = max(line.sets, key=lambda each: (each.pain or 0, each.day))
        where = f" {' '.join(first.pain_where.split())}" if first.pain_where else ""
        more = f", {line.number} sets" if line.number > 1 else ""
        at = date_text(first.day, today=today)
        return f"Pain {first.pain} of 10{where}, {set_text(first, name_of)}, {at}{more}."
    more = f"{line.number} sets with a video, the first " if line.number > 1 else ""
    return f"{more}{set_text(first, name_of)}, {date_text(first.day, today=today)}, rated {form_text(first)}."


def week_text(each: AthleteWeek, today: int) -> str:
    """An athlete's week: "3 workouts, 42 sets (38 the week before), form 4"."""
    if not each.sets:
        last = "never" if each.last_day is None else date_text(each.last_day, today=today)
        return f"no sets this week, last {last}"
    workouts = plural(each.workouts, "workout")
    form = "" if each.form is None else f", form {each.form:g}"
    sets = plural(each.sets, "set")
    return f"{workouts}, {sets} ({each.sets_before} the week before){form}"
