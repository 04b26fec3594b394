"""A coach's list in words."""

from __future__ import annotations

from collections.abc import Callable

from hinge_log.charts.date_texts import date_text
from hinge_log.coach.answers import AthleteWeek, CoachedSet
from hinge_log.coach.attention import AttentionLine, Reason
from hinge_log.text import plural
from hinge_log.training.workout import LABELS

NameOf = Callable[[str], str]
"""Gives the short name of an exercise by its key."""
FaultOf = Callable[[str, str], str]
"""Gives what a fault is called, by exercise key and check id."""

HEADINGS = {
    Reason.PAIN: "Pain reported", Reason.WAITING: "Waiting for review", Reason.SAME_FAULT: "The same fault again",
    Reason.AWAY: "Not trained",
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
            return "No set yet."
        return f"No set for {line.number} days, last {date_text(line.day, today=today)}."
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
        return f"no set this week, last {last}"
    workouts = plural(each.workouts, "workout")
    form = "" if each.form is None else f", form {each.form:g}"
    sets = plural(each.sets, "set")
    return f"{workouts}, {sets} ({each.sets_before} the week before){form}"
