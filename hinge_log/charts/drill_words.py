"""Drills in words, for their screens and for the command line."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.charts.date_texts import date_text
from hinge_log.charts.set_texts import number_cm
from hinge_log.exercises.model import Exercise, Item
from hinge_log.training.drills import (
    CONTACT_MEANS,
    CONTACTS,
    TOO_FAR,
    DrillDay,
    Plan,
    described,
    first_distance,
    step_out,
)
from hinge_log.training.stats import median


def best_text(days: Sequence[DrillDay]) -> str:
    """The best of a drill: the farthest distance kept, or the best form of a day."""
    kept = max((day.kept_mm for day in days if day.kept_mm), default=None)
    if kept is not None:
        return f"{number_cm(kept)} cm kept"
    forms = [day.form for day in days if day.form is not None]
    return f"form {max(forms):g}" if forms else ""


def last_text(days: Sequence[DrillDay], today: int) -> str:
    """When a drill was last done, and how much of it."""
    if not days:
        return "never"
    last = days[-1]
    ago = today - last.day
    when = "today" if ago == 0 else "yesterday" if ago == 1 else date_text(last.day, weekday=False, today=today)
    far = f", {number_cm(last.distance_mm)} cm" if last.distance_mm else ""
    return f"{when}, {last.sets} set{'s' if last.sets != 1 else ''}{far}"


def trend_text(days: Sequence[DrillDay], most: int = 8) -> str:
    """The median form of the last days it was rated on, oldest first: "3 3 4 4"."""
    return " ".join(f"{day.form:g}" for day in [day for day in days if day.form is not None][-most:])


def way_text(days: Sequence[DrillDay]) -> str:
    """Whether form rises: the last three rated days beside the three before; "" under six days."""
    forms = [day.form for day in days if day.form is not None]
    if len(forms) < 6:
        return ""
    change = median(forms[-3:]) - median(forms[-6:-3])
    return "rising" if change >= 1 else "falling" if change <= -1 else "steady"


def lost_text(days: Sequence[DrillDay]) -> str:
    """The contact of the stick that is lost first most often, and what that means."""
    lost = [contact for day in days for contact in day.lost]
    if not lost:
        return ""
    most = max(CONTACTS, key=lost.count)
    return f"lost first: {most}, {lost.count(most)} of {len(lost)}: {CONTACT_MEANS[most]}"


def drill_intro(plan: Plan, exercise: Exercise, items: Sequence[Item], days: Sequence[DrillDay] = ()) -> list[str]:
    """What to know before a drill, line by line: what it is, how it is done, where to stand, what to look for."""
    lines = [f"{exercise.name}: {described(plan)}.", exercise.differs]
    if plan.distance:
        distance = first_distance(days)
        lines.append(f"Heels {number_cm(distance)} cm from the wall. Step out 2 to 3 cm once it is kept on two days.")
        further = step_out(days)
        if further is not None:
            lines.append(f"Kept on two days: try {number_cm(further)} cm.")
        lines.append(f"{TOO_FAR[:1].upper()}{TOO_FAR[1:]}")
    if plan.contacts:
        lines.append("The stick touches head, upper back and tail. Note which one is lost first:")
        lines += [f"  {contact}: {means}" for contact, means in CONTACT_MEANS.items()]
    lines += [f"  {number} {item.cue}" for number, item in enumerate(items, 1)]
    return lines
