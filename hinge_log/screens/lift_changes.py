"""Changes to the lifts of a workout, each with what it is told by; every one is one undo step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hinge_log.exercises.model import Exercise
from hinge_log.store.history import delete_lift
from hinge_log.store.lifting import move_lift, plan_sets, put_supersets, skip_lift, swap_lift
from hinge_log.store.store import Store
from hinge_log.text import plural
from hinge_log.training.current_lift import with_warm_up
from hinge_log.training.session import WorkoutSession
from hinge_log.training.superset import group, members, next_index, ungroup
from hinge_log.training.workout import WorkoutLift


class LiftChange(NamedTuple):
    """What was done, and the id of the lift to be at, "" to stay; `undoable` says whether anything was written."""

    status: str
    wanted: str = ""
    undoable: bool = True


LiftCommand = Callable[[Store, WorkoutSession, WorkoutLift], LiftChange]


def join(store: Store, session: WorkoutSession, lift: WorkoutLift) -> LiftChange:
    """Put a lift and the one after it into a superset."""
    workout, index = session.workout, _index(session, lift)
    numbers = group(workout, index)
    if not numbers:
        few = len(workout.lifts) < 2
        return LiftChange(
            "A superset needs two lifts. Add one." if few else "These lifts are already a superset.", undoable=False
        )
    places = {*members(workout, index), *(place for place, each in enumerate(workout.lifts) if each.id in numbers)}
    put_supersets(store, numbers)
    names = [session.name_of(workout.lifts[place].exercise) for place in sorted(places)]
    return LiftChange(f"Superset: {' and '.join(names)}.")


def part(store: Store, session: WorkoutSession, lift: WorkoutLift) -> LiftChange:
    """Take a lift out of its superset."""
    numbers, name = ungroup(session.workout, _index(session, lift)), session.name_of(lift.exercise)
    if not numbers:
        return LiftChange(f"{name} is not in a superset.", undoable=False)
    put_supersets(store, numbers)
    return LiftChange(f"{name} is on its own.")


def skip(store: Store, session: WorkoutSession, lift: WorkoutLift) -> LiftChange:
    """Skip a lift and go to the next one, or take a skipped one up again."""
    again = lift.id in session.skipped
    skip_lift(store, session.workout, lift.id, skip=not again)
    wanted = "" if again or lift.id != session.lift.id else _next_of(session, lift)
    return LiftChange(f"{session.name_of(lift.exercise)} {'is no longer skipped' if again else 'skipped'}.", wanted)


def move(by: int) -> LiftCommand:
    """Move a lift up (-1) or down (1)."""

    def moved(store: Store, session: WorkoutSession, lift: WorkoutLift) -> LiftChange:
        name = session.name_of(lift.exercise)
        if move_lift(store, session.workout, lift.id, by):
            return LiftChange(f"Moved {name}.")
        return LiftChange(f"{name} is already {'last' if by > 0 else 'first'}.", undoable=False)

    return moved


def remove(store: Store, session: WorkoutSession, lift: WorkoutLift) -> LiftChange:
    """Take a lift with its sets out of the workout."""
    wanted = _next_of(session, lift) if lift.id == session.lift.id else ""
    delete_lift(store, lift.id)
    count = len(lift.sets)
    sets = f" with {plural(count, 'set')}" if count else ""
    return LiftChange(f"Removed {session.name_of(lift.exercise)}{sets}.", "" if wanted == lift.id else wanted)


def swap(exercise: Exercise) -> LiftCommand:
    """Do another exercise in place of a lift."""

    def swapped(store: Store, session: WorkoutSession, lift: WorkoutLift) -> LiftChange:
        if lift.exercise == exercise.id:
            return LiftChange("That is the same exercise.", undoable=False)
        sided = lift.exercise in session.unilateral
        new = swap_lift(store, session.workout, lift.id, exercise.id, exercise.name, sided=sided)
        status = f"{exercise.short or exercise.name} replaces {session.name_of(lift.exercise)}."
        return LiftChange(status, new if lift.id == session.lift.id else "")

    return swapped


def add(store: Store, exercise: Exercise) -> LiftChange:
    """Add a lift to the workout; without one, begin one with it."""
    lift_id = store.take_up(exercise.id, exercise.name)
    return LiftChange(f"Added {exercise.short or exercise.name}.", lift_id)


def plan_warm_up(store: Store, session: WorkoutSession, lift: WorkoutLift) -> LiftChange:
    """Put the warm-up sets that are offered in front of the current lift."""
    warm = session.warm_up_offer
    if not warm:
        status = "No warm-up sets here: the load is near the bar."
        if not session.exercise.on_bar:
            status = "Warm-up sets are planned for barbell lifts only."
        elif lift.sets:
            status = "Warm-up sets come before the first set."
        return LiftChange(status, undoable=False)
    plan_sets(store, lift.id, with_warm_up(session.current, warm))
    return LiftChange(f"{plural(len(warm), 'warm-up set')} planned.")


COMMANDS: Mapping[str, LiftCommand] = {
    "join": join, "part": part, "skip": skip, "up": move(-1), "down": move(1), "remove": remove,
}  # fmt: skip
"""What the list of lifts can ask for that needs nothing but the lift."""


def _index(session: WorkoutSession, lift: WorkoutLift) -> int:
    return next(index for index, each in enumerate(session.workout.lifts) if each.id == lift.id)


def _next_of(session: WorkoutSession, lift: WorkoutLift) -> str:
    index = next_index(session.workout, _index(session, lift), session.skipped | {lift.id}, session.unilateral)
    return session.workout.lifts[index].id
