"""What Today proposes of the plans: the day whose turn it is, the other days, and the other plans."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hinge_log.charts.pages.parts import load_text, pain_words, summary
from hinge_log.charts.pages.today_page import PlanLine
from hinge_log.charts.plan_words import amount, heaviest, weight
from hinge_log.exercises.model import Exercise
from hinge_log.store.reading import Reading, Session, WorkoutLine
from hinge_log.store.routines import DayLift, active, day_lifts, next_day, routines
from hinge_log.training.routine import Routine
from hinge_log.values import dataclass

Choice = tuple[Routine, int] | None
"""A plan and the place of its day; None is the workout that was not done for longest."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A day of a plan as it would be today, with the last session of each of its lifts; `last` is its day number."""

    routine: Routine
    day: int
    lifts: tuple[tuple[DayLift, Session | None], ...]
    last: int | None

    @property
    def name(self) -> str:
        """The name of the workout that it would be."""
        return self.routine.called(self.day)


def choices(store: Reading) -> tuple[Choice, ...]:
    """What may come next, the first proposed: the plan on Today with its days, the other plans, and none."""
    every = routines(store)
    if not every:
        return (None,)
    now = active(store)
    others: list[Choice] = [
        (each, next_day(store, each)) for each in every if each.days and (now is None or each.id != now.id)
    ]
    if now is None or not now.days:
        return (None, *others)
    turn = next_day(store, now)
    days: list[Choice] = [(now, (turn + step) % len(now.days)) for step in range(len(now.days))]
    return (*days, *others, None)


def whose_turn(done: Sequence[WorkoutLine]) -> WorkoutLine | None:
    """Of workouts, newest first, the one to do again: the last, or that of the name that was not done for longest."""
    newest: dict[str, WorkoutLine] = {}
    for line in done:
        if line.name:  # nothing says which of the others one without a name would take turns with
            newest.setdefault(line.name, line)
    return [*newest.values()][-1] if len(newest) > 1 else next(iter(done), None)


def proposed(
    store: Reading, routine: Routine, day: int, exercise_of: Callable[[str], Exercise], *, today: int
) -> Proposed:
    """Read a day of a plan as it would be today."""
    lifts = tuple(
        (each, next(iter(store.sessions(each.lift.exercise)), None))
        for each in day_lifts(store, routine, day, exercise_of, today=today)
    )
    found = store.one(
        "SELECT max(day) FROM workout WHERE hidden = 0 AND routine = ?", f"{routine.id}/{routine.days[day].name}"
    )
    return Proposed(routine, day, lifts, int(str(found[0])) if found and found[0] is not None else None)


def plan_lines(proposal: Proposed, name_of: Callable[[str], str], unit: str) -> tuple[PlanLine, ...]:
    """The lifts as Today shows them: sets, the load of today or of last time, and form of last time."""
    lines = []
    for made, session in proposal.lifts:
        load = heaviest(made.plan, unit)
        done = [record.what for record in session.sets if record.what.kind.counts] if session else []
        if not load and done:
            top = max(done, key=lambda draft: draft.load.grams if draft.load else 0)
            load = weight(top.load, unit) if top.load else load_text(top, unit)
        form = (pain_words(session.sets) or summary(session.sets, unit)[1].removeprefix("form ")) if session else ""
        lines.append(PlanLine(name_of(made.lift.exercise), amount(made.lift.sets) or "as last", load, form))
    return tuple(lines)


def keys_of(proposal: Proposed | None) -> Sequence[str]:
    """The exercises of a proposal, in order."""
    return [made.lift.exercise for made, _ in proposal.lifts] if proposal else []
