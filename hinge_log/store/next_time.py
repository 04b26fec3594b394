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
    from hinge_log.training.plan import Plan

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
    plan = _plan(store, workout_id)
    return plan is not None and with_load(plan, advice) != plan


def take(store: Store, workout_id: str, advice: LoadAdvice) -> str:
    """Write the offered load into the plan that the workout was begun with, in one step; gives the plan's name.

    Only sets that are planned at the present load change. Raises NeedsDecision where there are none.
    """
    from hinge_log.store.plans import put_plan

    plan = _plan(store, workout_id)
    if plan is None:
        raise NeedsDecision("This workout follows no plan.", "Choose the load yourself next time.")
    changed = with_load(plan, advice)
    if changed == plan:
        load = f"{advice.load.text} {advice.load.unit}"
        raise NeedsDecision(f"No set of {plan.name} is planned at {load}.", "Choose the load yourself next time.")
    put_plan(store, changed)
    return plan.name


def with_load(plan: Plan, advice: LoadAdvice) -> Plan:
    """The plan with the offered load in place of the present one, in all sets of the exercise."""
    return replace(
        plan,
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
            for day in plan.days
        ),
    )


def _plan(store: Reading, workout_id: str) -> Plan | None:
    from hinge_log.store.plans import all_plans, day_done

    begun = day_done(store, workout_id)
    if begun is None:
        return None
    return next((each for each in all_plans(store) if each.id == begun[0]), None)
