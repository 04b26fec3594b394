"""The lifts of the workout in progress: supersets, order, swaps, skips, warm-ups, notes; one undo step each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hinge_log.errors import NotFound
from hinge_log.store.queries import LogReader
from hinge_log.store.rows import plan_json
from hinge_log.store.store import Store
from hinge_log.text import clean
from hinge_log.training.sides import finished, planned_done
from hinge_log.training.workout import PlannedSet, SetKind, Workout, WorkoutLift

SKIPPED = "skipped"
"""The setting that holds the skipped lifts: id to the number of sets that they had then."""


def skipped_lifts(store: LogReader, workout: Workout) -> frozenset[str]:
    """The ids of the lifts that are skipped; one in which a set was logged since is no longer."""
    marks = store.setting(SKIPPED)
    if not isinstance(marks, dict):
        return frozenset()
    return frozenset(lift.id for lift in workout.lifts if lift.id in marks and len(lift.sets) <= _whole(marks[lift.id]))


def skip_lift(store: Store, workout: Workout, lift_id: str, *, skip: bool = True) -> None:
    """Skip a lift of the workout in progress, or take it up again."""
    marks = {each: len(_lift(workout, each).sets) for each in skipped_lifts(store, workout)}
    marks.pop(lift_id, None)
    if skip:
        marks[lift_id] = len(_lift(workout, lift_id).sets)
    with store.action("skip lift" if skip else "take up lift") as action:
        store.write_setting(action, SKIPPED, marks)


def put_supersets(store: Store, numbers: Mapping[str, int | None]) -> None:
    """Put lifts, by id, into supersets or out of them."""
    with store.action("superset") as action:
        for lift_id, number in numbers.items():
            action.update("lift", lift_id, {"superset": number})


def move_lift(store: Store, workout: Workout, lift_id: str, by: int) -> bool:
    """Move a lift up (-1) or down (1) in its workout; gives whether it could be moved."""
    order = [lift.id for lift in workout.lifts]
    at = order.index(_lift(workout, lift_id).id)
    to = max(0, min(len(order) - 1, at + by))
    if to == at:
        return False
    order.insert(to, order.pop(at))
    with store.action("move lift") as action:
        for position, each in enumerate(order):
            action.update("lift", each, {"position": position})
    return True


def swap_lift(store: Store, workout: Workout, lift_id: str, key: str, name: str, *, sided: bool = False) -> str:
    """Do another exercise in place of a lift; gives the id of the lift in which that is logged.

    A lift without sets becomes the other exercise. One with sets keeps them, and what was still planned goes on in
    a new lift after it. Reps stay planned; loads and warm-ups were meant for the first exercise and do not.
    A superset goes on with the new lift alone. `sided` says that the first exercise is one of one side at a time.
    """
    lift = _lift(workout, lift_id)
    done = planned_done(lift, sided=sided)
    rest = [
        PlannedSet(each.reps, None, each.seconds, amrap=each.amrap)
        for each in lift.plan[done:]
        if each.kind is not SetKind.WARMUP
    ]
    with store.action("swap lift") as action:
        number = store.exercise_number(action, key, name)
        if not lift.sets:
            action.update("lift", lift_id, {"exercise_id": number, "plan": plan_json(rest)})
            return lift_id
        # What was done stays, as all that was meant to be done of it.
        if not finished(lift, sided=sided):
            done_plan = lift.plan[:done] or [PlannedSet(each.what.reps, each.what.load) for each in lift.sets[:done]]
            action.update("lift", lift_id, {"plan": plan_json(done_plan)})
        if lift.superset is not None:
            action.update("lift", lift_id, {"superset": None})
        place = [each.id for each in workout.lifts].index(lift_id) + 1
        for position, each in enumerate(workout.lifts):
            action.update("lift", each.id, {"position": position if position < place else position + 1})
        new_id = store.new_id()
        action.insert(
            "lift",
            {
                "id": new_id, "workout_id": workout.id, "exercise_id": number, "position": place,
                "superset": lift.superset, "plan": plan_json(rest),
            },
        )  # fmt: skip
    return new_id


def plan_sets(store: Store, lift_id: str, plan: Sequence[PlannedSet]) -> None:
    """Write what is planned for a lift, warm-up sets in front."""
    with store.action("warm-up sets") as action:
        action.update("lift", lift_id, {"plan": plan_json(plan)})


def set_lift_note(store: Store, lift_id: str, note: str) -> None:
    """Write today's note on a lift."""
    with store.action("lift note") as action:
        action.update("lift", lift_id, {"note": clean(note, lines=True)})


def _lift(workout: Workout, lift_id: str) -> WorkoutLift:
    for lift in workout.lifts:
        if lift.id == lift_id:
            return lift
    raise NotFound("That lift is no longer in the workout.", "Another window may have removed it.")


def _whole(value: object) -> int:
    return value if isinstance(value, int) else -1
