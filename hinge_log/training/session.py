"""The workout in progress without a screen: what the log says of it, and what the lifter made of the next set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from hinge_log.exercises.model import Exercise
from hinge_log.training.bodyweight import moved_load
from hinge_log.training.current_lift import FROM_FLOOR, CurrentLift, lighter, warm_up_sets
from hinge_log.training.distance import step_text, stepped
from hinge_log.training.load import Load
from hinge_log.training.plates import describe
from hinge_log.training.rest import Rest, RestChange, rest_after
from hinge_log.training.set_records import BestSet, set_records
from hinge_log.training.sides import finished, set_name
from hinge_log.training.steps import LiftSetup, next_bell_by
from hinge_log.training.suggestion import first_set
from hinge_log.training.superset import (
    current_index,
    latest_set,
    next_after_set,
    next_index,
    rest_free_next,
    rests,
    superset_from,
    tags,
)
from hinge_log.training.workout import OpenWorkout, PlannedSet, SetDraft, SetKind, SetRecord, Workout, WorkoutLift

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.training.coaching import CoachNote, SetExtras

BELLS = ("kettlebell_single", "kettlebell_each")
FIRST_DISTANCE_MM = 150
BIG_DISTANCE_STEPS = 5


class PastSession(NamedTuple):
    """One exercise as done in one earlier workout; `day` is the local day number."""

    workout_id: str
    day: int
    sets: tuple[SetRecord, ...]


class ShapedSet(NamedTuple):
    """What was made of the next set of a lift: it holds while the lift has these sets and this plan."""

    set_ids: tuple[str, ...]
    plan: tuple[PlannedSet, ...]
    exercise: str
    backoff_load: Load | None
    suggestion_index: int
    edited: SetDraft | None


@dataclass(frozen=True, eq=False)  # one that was read again is another one: comparing all of it takes longer
class WorkoutSession:
    """An open workout with at least one lift, at the lift of `index`.

    `exercises` and `setups` are by exercise key; so are `past`, the last sessions, newest first, and `bests`, the
    heaviest sets before this workout, of the exercises that were looked at. `skipped` are ids of lifts.
    `chosen` is the id of the lift that the lifter went to, "" while supersets and the plan lead. `version` tells
    whether another connection wrote since. `extras` are what stands beside the sets, by id, `coach_cues` a coach's
    newest cues by exercise key, "" for every exercise. `body_g` is the lifter's bodyweight, None where it is not known.
    `also_open` are other workouts that are open.
    """

    workout: Workout
    index: int
    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    setups: Mapping[str, LiftSetup] = field(default_factory=dict)
    past: Mapping[str, tuple[PastSession, ...]] = field(default_factory=dict)
    rest_change: RestChange = field(default_factory=RestChange)
    skipped: frozenset[str] = frozenset()
    bests: Mapping[str, tuple[BestSet, ...]] = field(default_factory=dict)
    shapes: Mapping[str, ShapedSet] = field(default_factory=dict)
    chosen: str = ""
    version: int = 0
    extras: Mapping[str, SetExtras] = field(default_factory=dict)
    coach_cues: Mapping[str, CoachNote] = field(default_factory=dict)
    body_g: int | None = None
    also_open: tuple[OpenWorkout, ...] = ()

    # -- what is where -------------------------------------------------------------------------------------

    @property
    def lift(self) -> WorkoutLift:
        """The current lift."""
        return self.workout.lifts[self.index]

    @property
    def exercise(self) -> Exercise:
        """The exercise of the current lift."""
        return self.exercise_of(self.lift.exercise)

    def exercise_of(self, key: str) -> Exercise:
        """The exercise of a key."""
        return self.exercises.get(key) or Exercise(key, key, "own", own=True)

    def name_of(self, key: str) -> str:
        """The short name of an exercise."""
        exercise = self.exercise_of(key)
        return exercise.short or exercise.name

    @property
    def name(self) -> str:
        """The short name of the current exercise."""
        return self.name_of(self.lift.exercise)

    @property
    def coach_cue(self) -> CoachNote | None:
        """The coach's cue for the current exercise."""
        return self.coach_cues.get(self.lift.exercise) or self.coach_cues.get("")

    @property
    def setup(self) -> LiftSetup:
        """How the current exercise is loaded and rested."""
        return self.setup_of(self.lift.exercise)

    def setup_of(self, key: str) -> LiftSetup:
        """How an exercise is loaded and rested."""
        return self.setups.get(key, LiftSetup())

    @cached_property
    def unilateral(self) -> frozenset[str]:
        """The keys of the exercises that are done one side at a time."""
        return frozenset(key for key, exercise in self.exercises.items() if exercise.unilateral)

    @cached_property
    def tags(self) -> dict[str, str]:
        """What the lifts of supersets are called, by lift id: "A1"."""
        return tags(self.workout)

    def tagged_name(self, lift: WorkoutLift) -> str:
        """The name of a lift with its tag: "A2 Swing"."""
        return f"{self.tags.get(lift.id, '')} {self.name_of(lift.exercise)}".strip()

    @property
    def past_sessions(self) -> tuple[PastSession, ...]:
        """The last sessions of the current exercise, newest first."""
        return self.past.get(self.lift.exercise, ())

    def lift_by_id(self, lift_id: str) -> WorkoutLift | None:
        """A lift of the workout, None when it is no longer there."""
        return next((lift for lift in self.workout.lifts if lift.id == lift_id), None)

    def set_by_id(self, set_id: str) -> SetRecord | None:
        """A set of the workout, None when it is no longer there."""
        return next((record for record in self.workout.sets if record.id == set_id), None)

    def set_name(self, record: SetRecord) -> str:
        """A set by its number, with its lift when that is not the current one: "set 2", "RDL warm-up 1"."""
        home = self.lift_by_id(record.lift_id) or self.lift
        name = set_name(home.sets, record, sided=home.exercise in self.unilateral)
        return name if home.id == self.lift.id else f"{self.name_of(home.exercise)} {name}"

    @cached_property
    def records(self) -> dict[str, str]:
        """What record the sets of the current lift are, by set id: "record" or "clean record"."""
        same = (record for record in self.workout.sets if record.exercise == self.lift.exercise)
        return set_records(same, self.bests.get(self.lift.exercise, ()))

    @cached_property
    def latest(self) -> SetRecord | None:
        """The set that was logged last, in any lift."""
        return latest_set(self.workout)

    def target(self, selected: str = "") -> SetRecord | None:
        """The set that editing keys mean: the selected one, else the one just done."""
        chosen = next((record for record in self.lift.sets if record.id == selected), None)
        return chosen or self.current.latest

    # -- the next set --------------------------------------------------------------------------------------

    @cached_property
    def current(self) -> CurrentLift:
        """The current lift with its last session and the next set."""
        lift, exercise, setup = self.lift, self.exercise, self.setup
        last = self.past_sessions[0] if self.past_sessions else None
        current = CurrentLift(
            self.workout,
            self.index,
            last.sets if last else (),
            last.day if last else None,
            first_set(exercise, setup.unit, setup.bar.value, setup.sizes(exercise.load_type)),
            sided=exercise.unilateral,
            superset_from=None if self.chosen == lift.id else superset_from(self.workout, self.index),
        )
        done = lift.sets[-1].what if lift.sets else None
        if done and done.form and done.form.stop and done.load and not done.load.body:
            rack = setup.in_unit(done.load.unit).rack
            sizes = setup.in_unit(done.load.unit).sizes(exercise.load_type)
            current = replace(current, backoff_load=lighter(done.load, rack, sizes))
        shape = self.shapes.get(lift.id)
        if shape is not None and shape == _shape(current, shape.suggestion_index, shape.edited):
            current = replace(current, suggestion_index=shape.suggestion_index, edited=shape.edited)
        return current

    @property
    def unit(self) -> str:
        """The unit of a bare number: that of the exercise where it has one, else that of the load shown."""
        load = self.current.next.load
        return self.setup.unit if self.setup.own_unit or load is None else load.unit

    def plates(self, *, ascii_only: bool = False) -> str:
        """What is on the bar for the next set, or what it moves on top of bodyweight; "" for an exercise without."""
        load = self.current.next.load
        if load is not None and load.body and (moved := moved_load(load, self.body_g)) is not None:
            return f"{moved.text} {moved.unit} including bodyweight"
        if load is None or load.body or not self.exercise.on_bar:
            return ""
        rack = self.setup.in_unit(load.unit).rack
        return describe(rack.fit(load), rack.unit, ascii_only=ascii_only)

    @property
    def step_names(self) -> tuple[str, str]:
        """What one press of the load keys and one of the rep keys change: "2.5 kg" and "rep"."""
        exercise = self.exercise
        if exercise.metric == "distance_cm":
            return step_text(self.current.next.distance_mm or FIRST_DISTANCE_MM), "rep"
        sizes = self.setup.sizes(exercise.load_type)
        load = (
            "bell"
            if exercise.load_type in BELLS
            else "dumbbell"
            if sizes
            else f"{self.setup.in_unit(self.unit).step} {self.unit}"
        )
        return load, "5 s" if exercise.metric == "seconds" else "rep"

    @property
    def warm_up_offer(self) -> tuple[PlannedSet, ...]:
        """The warm-up sets that are offered for the current lift, none once a set is done."""
        if self.lift.sets or not self.exercise.on_bar:
            return ()
        current = self.current
        load = current.next.load or current.first.load
        rack = self.setup.in_unit(load.unit if load else self.setup.unit).rack
        floor, scheme = self.exercise.checklist == FROM_FLOOR, self.setup.warm_up
        return warm_up_sets(current, rack, from_floor=floor, scheme=scheme)

    def is_loggable(self) -> bool:
        """Whether the next set says how much is done of it."""
        draft = self.current.next
        return draft.reps is not None or draft.seconds is not None or draft.distance_mm is not None

    # -- shaping it ----------------------------------------------------------------------------------------

    def with_current(self, current: CurrentLift) -> WorkoutSession:
        """The session with the next set of its lift as `current` has it."""
        shape = _shape(current, current.suggestion_index, current.edited)
        return replace(self, shapes={**self.shapes, self.lift.id: shape})

    def with_reps(self, change: int) -> WorkoutSession:
        """Some reps (or steps of five seconds) more or less."""
        return self.with_current(self.current.with_reps(change))

    def with_load(self, direction: int, *, big: bool = False) -> WorkoutSession | None:
        """The next load up or down, None for an exercise whose load can only be typed."""
        exercise, current = self.exercise, self.current
        draft = current.next
        if exercise.metric == "distance_cm":
            steps = direction * (BIG_DISTANCE_STEPS if big else 1)
            now = draft.distance_mm
            distance_mm = FIRST_DISTANCE_MM if now is None else max(0, stepped(now, steps))
            return self.with_current(replace(current, edited=replace(draft, distance_mm=distance_mm)))
        if exercise.load_type == "bodyweight" and draft.load is None:
            return None
        setup = self.setup.in_unit(self.unit)
        sizes = setup.sizes(exercise.load_type)
        if sizes and draft.load is not None and draft.load.unit == setup.unit:
            change_g = Load.of(setup.big_step, setup.unit).grams if big else 0
            load = next_bell_by(draft.load, direction, change_g, sizes, setup.unit)
            return self.with_current(replace(current, edited=replace(draft, load=load)))
        step = Load.of(setup.big_step if big else setup.step, self.unit, body=exercise.load_type == "bodyweight_plus")
        return self.with_current(current.with_load(direction, step, setup.bar if exercise.on_bar else None))

    def with_warm_up(self) -> WorkoutSession:
        """The next set as a warm-up, or as a working set again."""
        return self.with_current(self.current.with_kind(SetKind.WARMUP))

    def with_next_side(self) -> WorkoutSession:
        """The next set as one of the left, the right, or both sides; always both where sides work at once."""
        current = self.current
        return self.with_current(current.with_side() if self.exercise.takes_side else current.with_both_sides())

    def with_next_suggestion(self) -> WorkoutSession:
        """The next set as the next suggestion has it."""
        return self.with_current(self.current.swapped())

    def unshaped(self, lift_id: str) -> WorkoutSession:
        """The session once the shaped set of a lift was logged, or left to the suggestions."""
        return replace(self, shapes={key: shape for key, shape in self.shapes.items() if key != lift_id})

    def shaped_since(self, now: WorkoutSession | None, before: ShapedSet | None, lift_id: str) -> WorkoutSession:
        """The session after a set was logged in a lift: what `now` shaped there after `before` is the set after it."""
        session, since = self.unshaped(lift_id), now.shapes.get(lift_id) if now is not None else None
        if since is None or since == before or since.edited is None or session.lift.id != lift_id:
            return session
        return session.with_current(replace(session.current, edited=since.edited))

    # -- going between lifts -------------------------------------------------------------------------------

    def go_to(self, index: int) -> WorkoutSession:
        """The session at another lift, which the lifter chose."""
        return replace(self, index=index, chosen=self.workout.lifts[index].id)

    def next_lift(self) -> WorkoutLift | None:
        """The lift that follows when the current one is done as planned or hurt; None while it goes on."""
        if not self.hurts and not finished(self.lift, sided=self.current.sided):
            return None
        index = next_index(self.workout, self.index, self.skipped | {self.lift.id}, self.unilateral)
        return self.workout.lifts[index]

    @property
    def hurts(self) -> bool:
        """Whether the last set of the current lift hurt: the lift is over for today."""
        return bool(self.lift.sets) and self.lift.sets[-1].what.pain is not None

    # -- the rest ------------------------------------------------------------------------------------------

    @cached_property
    def rest_times(self) -> tuple[int, int]:
        """The seconds of rest after a working set and after a warm-up set of the lift that was done last."""

        def usual(key: str) -> tuple[int, int]:
            setup = self.setup_of(key)
            return setup.rest_s, setup.rest_warmup_s

        if self.latest is None:
            return usual(self.lift.exercise)
        round_s = self.setup.rest_round_s
        return rests(self.workout, self.latest, usual, self.skipped, self.unilateral, round_s)

    def rest(self, since_s: int) -> Rest:
        """The rest clock, `since_s` seconds after the last set."""
        return rest_after(self.latest, since_s, *self.rest_times, self.rest_change)

    @property
    def rest_note(self) -> str:
        """Why no rest runs after the last set; "" where it is off for the lift."""
        if self.latest is None:
            return ""
        if self.rest_change.after(self.latest).off:
            return "off for this set"
        index = rest_free_next(self.workout, self.latest, self.skipped, self.unilateral)
        if index is None:
            return ""
        lift = self.workout.lifts[index]
        other_side = lift.id == self.latest.lift_id
        return "No rest. Next: other side" if other_side else f"No rest. Next: {self.tagged_name(lift)}"


def start_index(
    workout: Workout, skipped: frozenset[str], unilateral: frozenset[str], *, after: str = "", wanted: str = ""
) -> int:
    """The index of the lift that is current: after a set in the lift `after`, else the lift `wanted`, both ids.

    Without either it is where the workout goes on: at the lift of the last set, or at what follows it.
    """
    places = {lift.id: index for index, lift in enumerate(workout.lifts)}
    if after in places:
        return next_after_set(workout, places[after], skipped, unilateral)
    return places[wanted] if wanted in places else current_index(workout, skipped, unilateral)


def lift_to_log(
    workout: Workout, exercise: str, skipped: frozenset[str], unilateral: frozenset[str]
) -> WorkoutLift | None:
    """The lift in which a set of an exercise is logged that names no lift, None where the workout has none.

    An exercise may stand twice in a workout: the set goes to the lift that is shown next if it is of this exercise,
    else to the first that is not finished, else to the last.
    """
    same = [lift for lift in workout.lifts if lift.exercise == exercise]
    if len(same) < 2:
        return same[0] if same else None
    following = workout.lifts[current_index(workout, skipped, unilateral)]
    unfinished = [lift for lift in same if lift.plan and not finished(lift, sided=exercise in unilateral)]
    return following if following in same else (unfinished or same[-1:])[0]


def _shape(current: CurrentLift, suggestion_index: int, edited: SetDraft | None) -> ShapedSet:
    set_ids = tuple(record.id for record in current.lift.sets)
    return ShapedSet(set_ids, current.lift.plan, current.lift.exercise, current.backoff_load, suggestion_index, edited)
