"""The ladder and the advice on loads, read of the log in one go; what is kept for them.

Placement and readiness are settings of the data, under the key "ladder": {"placed": stage, "ready": day number}.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from json import dumps

from hinge_log.errors import NeedsDecision
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise, Item
from hinge_log.store.gyms import gym_settings, sizes_in
from hinge_log.store.lift_settings import all_lift_settings, lift_settings
from hinge_log.store.queries import ANY_OF, LogReader
from hinge_log.store.rows import SETS, set_of
from hinge_log.store.store import Store
from hinge_log.training.gates import sessions
from hinge_log.training.ladder import Judging, Ladder, ladder, practised
from hinge_log.training.load import Load
from hinge_log.training.load_steps import LoadAdvice, in_short, load_advice, waiting
from hinge_log.training.workout import SetRecord, Workout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.training.plan import Plan

KEY = "ladder"
START_STAGES = {"kettlebell": 4, "barbell": 5}
"""Where somebody stands who said at the first run that they begin with these."""

ADVICE_DAYS = 90
"""How far back the sessions reach that advice on a load looks at (convention)."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The ladder, and what to do with the loads of late, newest lift first."""

    ladder: Ladder
    loads: tuple[LoadAdvice, ...]


def progress(
    log: LogReader,
    catalogue: Catalogue,
    *,
    today: int,
    step: Load | None = None,
    start_at: str = "",
) -> Progress:
    """Compute the ladder and the advice on loads; `step` is the gym's smallest step, `start_at` as in `Gym`."""
    history = judged_sets(log, catalogue)
    saved = _kept(log)
    placed = saved.get("placed", START_STAGES.get(start_at))
    judging = Judging(catalogue, history)
    state = ladder(catalogue, history, today=today, placed=placed, ready_day=saved.get("ready"), judging=judging)
    last: dict[str, int] = {}
    for key, day in log.used_exercises():
        if key in catalogue.exercises:
            pattern = catalogue.exercises[key].pattern
            last[pattern] = max(day, last.get(pattern, day))
    own, gym = all_lift_settings(log), gym_settings(log)
    loads = []
    for key in history:
        exercise, judged = catalogue.exercises[key], judging.sessions(key)
        away = last.get(exercise.pattern)
        least = own[key].smallest(step) if key in own else step
        advice = load_advice(exercise, judged, today=today, last_day=away, step=least,
                             sizes=sizes_in(gym, exercise.load_type))  # fmt: skip
        if advice is not None:
            loads.append(advice)
    return Progress(state, in_short(sorted(loads, key=lambda each: (-each.day, each.exercise))))


def judged_sets(log: LogReader, catalogue: Catalogue) -> dict[str, list[SetRecord]]:
    """All sets of the ladder's exercises on days on which one was rated or hurt, or was a hold, by exercise."""
    judged: dict[str, list[SetRecord]] = {}
    rows = log.rows(
        f"{SETS} WHERE e.key IN {ANY_OF} AND s.hidden = 0 AND l.hidden = 0 AND (s.exercise_id, s.day) IN"
        " (SELECT exercise_id, day FROM sets WHERE hidden = 0"
        "  AND (basis IS NOT NULL OR pain IS NOT NULL OR seconds IS NOT NULL))"
        " ORDER BY s.day, s.position, s.id",
        dumps(practised(catalogue)),
    )
    for row in rows:
        record = set_of(row)
        judged.setdefault(record.exercise, []).append(record)
    return judged


def place(store: Store, stage: int | None) -> None:
    """Keep the stage at which the lifter placed themselves; None takes it away. Raises ValueError outside 1 to 8."""
    if stage is not None and not 1 <= stage <= 8:
        raise ValueError(f"stages are 1 to 8, not {stage}")
    saved = _kept(store)
    saved.pop("placed", None)
    store.put_setting(KEY, saved | ({} if stage is None else {"placed": stage}))


def answer_ready(store: Store, day: int) -> None:
    """Keep the day on which the readiness questions were answered without a red flag."""
    store.put_setting(KEY, _kept(store) | {"ready": day})


def _kept(log: LogReader) -> dict[str, int]:
    saved = log.setting(KEY)
    if not isinstance(saved, dict):
        return {}
    sound = {name: value for name, value in saved.items() if isinstance(value, int) and not isinstance(value, bool)}
    if not 1 <= sound.get("placed", 1) <= 8:
        del sound["placed"]
    return sound


def next_loads(
    store: LogReader,
    workout: Workout,
    exercise_of: Callable[[str], Exercise],
    items_of: Callable[[Exercise], Sequence[Item]],
    *,
    step: Load,
) -> tuple[LoadAdvice, ...]:
    """What to do with the loads of a workout, in the order of its lifts; `step` is the gym's smallest step.

    A lift whose load the plan works out from what was done has the load that the plan gives it next time.
    """
    gym, planned = gym_settings(store), _planned_loads(store, workout, exercise_of)
    loads = []
    for key in dict.fromkeys(lift.exercise for lift in workout.lifts if lift.sets):
        exercise = exercise_of(key)
        sets = (record for _, record in store.exercise_sets(key, workout.day - ADVICE_DAYS))
        judged = sessions(exercise, (each for each in sets if each.day <= workout.day), items_of(exercise))
        least = lift_settings(store, key).smallest(step)
        advice = load_advice(
            exercise,
            judged,
            today=workout.day,
            last_day=workout.day,
            step=least,
            sizes=sizes_in(gym, exercise.load_type),
        )
        if advice is None and key not in planned:
            advice = waiting(exercise, judged)
        next_load = planned.get(key)
        loads += [each for each in (advice, next_load if advice is None or advice.kind == "check" else None) if each]
    return in_short(loads)


def _planned_loads(
    store: LogReader, workout: Workout, exercise_of: Callable[[str], Exercise]
) -> dict[str, LoadAdvice | None]:
    """The lifts whose loads the workout's plan works out, with those of next time; None where weeks change them."""
    from hinge_log.store.plans import day_done, day_lifts

    begun, plan = day_done(store, workout.id), _plan(store, workout.id)
    day = next((at for at, each in enumerate(plan.days) if begun and each.name == begun[1]), None) if plan else None
    if plan is None or day is None:
        return {}
    loads: dict[str, LoadAdvice | None] = {}
    for each in day_lifts(store, plan, day, exercise_of, today=workout.day):
        lift = each.lift
        if lift.step is not None or lift.training_max is not None or any(one.percent or one.rpe for one in lift.sets):
            working = [one for one in each.plan if one.kind.counts and one.load is not None]
            heaviest = max(working, key=lambda one: one.load.grams if one.load else 0, default=None)
            loads[lift.exercise] = None
            if heaviest is not None and heaviest.load is not None and each.time.of == 1:
                reason = heaviest.why.removesuffix(".")
                loads[lift.exercise] = LoadAdvice(
                    lift.exercise, "plan", heaviest.load, heaviest.load, reason, workout.day
                )
    return loads


def takeable(store: LogReader, workout_id: str, advice: LoadAdvice) -> bool:
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
        raise NeedsDecision(f"{plan.name} has no set planned at {load}.", "Choose the load yourself next time.")
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


def _plan(store: LogReader, workout_id: str) -> Plan | None:
    from hinge_log.store.plans import all_plans, day_done

    begun = day_done(store, workout_id)
    if begun is None:
        return None
    return next((each for each in all_plans(store) if each.id == begun[0]), None)
