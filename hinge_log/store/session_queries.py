"""The workout in progress as the log has it, for every place that shows or logs the next set."""

from __future__ import annotations

from collections.abc import Callable

from hinge_log.exercises.model import Exercise
from hinge_log.store.lift_settings import LiftSettings, all_lift_settings
from hinge_log.store.lifting import skipped_lifts
from hinge_log.store.open_workouts import open_workouts
from hinge_log.store.queries import LogReader, has_extras
from hinge_log.training.rest import RestChange
from hinge_log.training.session import PastSession, WorkoutSession, start_index
from hinge_log.training.steps import LiftSetup
from hinge_log.training.workout import Workout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.settings import Gym
    from hinge_log.training.coaching import CoachNote, SetExtras

PAST_SESSIONS = 8
"""So many earlier sessions of a lift are shown beside it."""


def read_session(
    store: LogReader,
    find_exercise: Callable[[str], Exercise],
    gym: Gym,
    before: WorkoutSession | None = None,
    *,
    workout: Workout | None = None,
    after: str = "",
    wanted: str = "",
    fresh: bool = False,
    past_sessions: int = PAST_SESSIONS,
) -> WorkoutSession | None:
    """The workout in progress at its current lift, None without an open workout or without a lift in it.

    `before` is the session as it was read last: the same lift stays current, and shaped sets and earlier sessions stay
    while nobody else wrote; `fresh` reads these anew. `after` is the id of the lift in which a set was just logged,
    `wanted` that of the lift to be at, both by their ids. `workout` was read by the caller.
    """
    version = store.data_version()
    workout = workout or store.open_workout()
    if workout is None or not workout.lifts:
        return None
    exercises = {lift.exercise: find_exercise(lift.exercise) for lift in workout.lifts}
    skipped = skipped_lifts(store, workout)
    unilateral = frozenset(key for key, exercise in exercises.items() if exercise.unilateral)
    stay = before.lift.id if before is not None else ""
    index = start_index(workout, skipped, unilateral, after=after, wanted=wanted or stay)
    key = workout.lifts[index].exercise
    known = before is not None and before.version == version and before.workout.id == workout.id and not fresh
    past = dict(before.past) if before is not None and known else {}
    if key not in past:
        past[key] = tuple(
            PastSession(each.workout_id, each.day, each.sets)
            for each in store.sessions(key, past_sessions, without=workout.id)
        )
    settings = all_lift_settings(store)
    chosen = wanted or (before.chosen if before is not None and not after else "")
    extras, coach_cues = _beside(store, workout)
    return WorkoutSession(
        workout,
        index,
        exercises,
        {each: lift_setup(settings.get(each), gym) for each in exercises},
        past,
        RestChange.of(store.state("rest")),
        skipped,
        dict(before.bests) if before is not None and known else {},
        before.shapes if before is not None else {},
        chosen if chosen == workout.lifts[index].id else "",
        version,
        extras,
        coach_cues,
        store.bodyweight_g(workout.day),
        tuple(each for each in open_workouts(store) if each.id != workout.id),
    )


def _beside(store: LogReader, workout: Workout) -> tuple[dict[str, SetExtras], dict[str, CoachNote]]:
    """What stands beside the sets of a workout, and the coach's cues; most logs hold none, and nothing is imported."""
    if not has_extras(store):
        return {}, {}
    from hinge_log.store.set_extras import latest_cues, workout_extras

    return workout_extras(store, workout.id), latest_cues(store)


def lift_setup(settings: LiftSettings | None, gym: Gym) -> LiftSetup:
    """How an exercise is loaded and rested, of its settings and those of the gym."""
    own = settings.over(gym) if settings is not None else gym
    return LiftSetup(
        own.rack,
        own.step,
        own.big_step,
        own.rest_s,
        own.rest_warmup_s,
        settings is not None and settings.unit is not None,
        settings.cue if settings is not None else "",
        gym.warm_up_sets,
        own.bells,
        own.dumbbells,
        gym.rest_round_s,
    )
