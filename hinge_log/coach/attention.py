"""Who needs a coach's attention, and why: the order in which a coach looks at a week."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from hinge_log.coach.answers import Athlete, AthleteFault, CoachAnswers, CoachedSet

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
