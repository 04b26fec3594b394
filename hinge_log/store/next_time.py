"""What to do with the loads of a workout next time: offers, and taking one into the plan it was begun with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hinge_log.errors import NeedsDecision
from hinge_log.exercises.model import Exercise, Item
from hinge_log.store.gym_settings import gym_settings, sizes_in
from hinge_log.store.lift_settings import lift_settings
from hinge_log.store.queries import Reading
from hinge_log.store.store import Store
from hinge_log.training.gates import LadderRules, sessions
from hinge_log.training.load import Load
from hinge_log.training.load_steps import LoadAdvice, in_short, load_advice
from hinge_log.training.workout import Workout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.training.routine import Routine

ADVICE_DAYS = 90
"""How far back the sessions reach that advice on a load looks at (convention)."""


def next_loads(
    store: Reading,
    workout: Workout,
    exercise_of: Callable[[str], Exercise],
    items_of: Callable[[Exercise], Sequence[Item]],
    *,
    step: Load,
) -> tuple[LoadAdvice, ...]:
    """What to do with the loads of a workout, in the order of its lifts; `step` is the gym's smallest step."""
    rules, gym = LadderRules(), gym_settings(store)
    loads = []
    for key in dict.fromkeys(lift.exercise for lift in workout.lifts if lift.sets):
        exercise = exercise_of(key)
        sets = (record for _, record in store.exercise_sets(key, workout.day - ADVICE_DAYS))
        judged = sessions(exercise, (each for each in sets if each.day <= workout.day), items_of(exercise), rules)
        least = lift_settings(store, key).smallest(step)
        advice = load_advice(
            exercise,
            judged,
            today=workout.day,
            last_day=workout.day,
            step=least,
            rules=rules,
            sizes=sizes_in(gym, exercise.load_type),
        )
        if advice is not None:
            loads.append(advice)
    return in_short(loads)


def takeable(store: Reading, workout_id: str, advice: LoadAdvice) -> bool:
    """Whether the plan that the workout was begun with has sets at this load."""
    routine = _routine(store, workout_id)
    return routine is not None and with_load(routine, advice) != routine


def take(store: Store, workout_id: str, advice: LoadAdvice) -> str:
    """Write the offered load into the plan that the workout was begun with, in one step; gives the plan's name.

    Only sets that are planned at the present load change. Raises NeedsDecision where there are none.
    """
    from hinge_log.store.routines import put_routine

    routine = _routine(store, workout_id)
    if routine is None:
        raise NeedsDecision("This workout follows no plan.", "Choose the load yourself next time.")
    changed = with_load(routine, advice)
    if changed == routine:
        load = f"{advice.load.text} {advice.load.unit}"
        raise NeedsDecision(f"No set of {routine.name} is planned at {load}.", "Choose the load yourself next time.")
    put_routine(store, changed)
    return routine.name


def with_load(routine: Routine, advice: LoadAdvice) -> Routine:
    """The routine with the offered load in place of the present one, in all sets of the exercise."""
    return replace(
        routine,
        days=tuple(
            replace(
                day,
                lifts=tuple(
                    replace(
                        lift,
                        sets=tuple(
                            replace(each, load=advice.to) if each.load == advice.load else each for each in lift.sets
                        ),
                    )
                    if lift.exercise == advice.exercise
                    else lift
                    for lift in day.lifts
                ),
            )
            for day in routine.days
        ),
    )


def _routine(store: Reading, workout_id: str) -> Routine | None:
    from hinge_log.store.routines import day_done, routines

    begun = day_done(store, workout_id)
    if begun is None:
        return None
    return next((each for each in routines(store) if each.id == begun[0]), None)
