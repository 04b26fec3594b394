"""The current lift: which set comes next, what the keys make of it, and the warm-up sets in front of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from hinge_log.training.load import LIMIT_G, Load
from hinge_log.training.plates import Plates, Rack, smallest_step
from hinge_log.training.sides import (
    called,
    finished,
    half_done,
    halves,
    next_number,
    next_side,
    planned_done,
    set_label,
    whole,
)
from hinge_log.training.steps import RAMP, next_loadable, ramp
from hinge_log.training.suggestion import OPEN, Suggestion, suggestions
from hinge_log.training.workout import PlannedSet, SetDraft, SetKind, SetRecord, Workout, WorkoutLift

MAX_REPS = 899
REASONS = {
    "previous": "Same as the previous set.",
    "last time": "Same as this set last time.",
    "lighter": "A safety check failed: at least 20 % lighter.",
    "empty": "First set of this lift, so there is no load to go by.",
}
"""Why a set is suggested that no plan asks for, by its source."""

FIRST_RPE = 8.0
"""The RPE that is offered while none was ever given: two reps left."""


@dataclass(frozen=True)
class CurrentLift:
    """One lift of a workout, its last session, and the next set as shaped so far.

    `first` stands in where nothing was ever done, `backoff_load` is the load after a lost position.
    `suggestion_index` counts through the suggestions; `edited` is the set after arrows or typing, None while it is as
    suggested. `sided` is an exercise of one side at a time. `superset_from` is the set just done in another lift,
    when a superset leads on from it.
    """

    workout: Workout
    index: int
    last: tuple[SetRecord, ...] = ()
    last_day: int | None = None
    first: SetDraft = field(default_factory=SetDraft)
    backoff_load: Load | None = None
    suggestion_index: int = 0
    edited: SetDraft | None = None
    sided: bool = False
    superset_from: SetRecord | None = None

    @property
    def lift(self) -> WorkoutLift:
        """The current lift."""
        return self.workout.lifts[self.index]

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """What may come next, best guess first; a load that was changed carries on to equal planned sets."""
        choices = suggestions(self.lift, self.last, sided=self.sided)
        if choices[0].source == "empty":
            choices = (Suggestion("empty", replace(self.first, side=choices[0].draft.side)), *choices[1:])
        elif choices[0].source == "plan" and not self.last and not self.lift.sets:
            # A plan that leaves the load open, for an exercise that was never done.
            load, distance = choices[0].draft.load or self.first.load, self.first.distance_mm
            begun = replace(choices[0].draft, load=load, distance_mm=distance)
            choices = (Suggestion("plan", begun), *choices[1:])
        done = self.lift.sets
        if done and choices[0].source == "plan" and self._goes_on:
            load = done[-1].what.load
            if load != choices[0].draft.load:
                carried = Suggestion("plan", replace(choices[0].draft, load=load))
                choices = (carried, *(each for each in choices[1:] if each.draft != carried.draft))
        if self.backoff_load is not None:
            lighter_set = replace(choices[0].draft, load=self.backoff_load, kind=SetKind.WORKING)
            choices = (Suggestion("lighter", lighter_set), *choices)
        return choices

    @property
    def _goes_on(self) -> bool:
        # Whether the next planned set asks for what the last one did, or is its other side.
        plan, place = self.lift.plan, planned_done(self.lift, sided=self.sided)
        if place >= len(plan):
            return False
        return half_done(self.lift, sided=self.sided) or (place > 0 and plan[place] == plan[place - 1])

    @property
    def stops(self) -> int:
        """How many sets of this lift ended with a lost position."""
        return sum(1 for each in self.lift.sets if each.what.form and each.what.form.stop)

    @property
    def hurt(self) -> bool:
        """Whether a set of this lift hurt: the exercise is closed for the day."""
        return any(each.what.pain for each in self.lift.sets)

    @property
    def source(self) -> str:
        """Where the next set comes from, "" once it was changed by hand."""
        return "" if self.edited else self.suggestions[self.suggestion_index % len(self.suggestions)].source

    @property
    def why(self) -> str:
        """The reason of the next set as it is suggested, in a sentence."""
        if self.edited:
            return "Changed by you."
        if self.source == "plan":
            place = planned_done(self.lift, sided=self.sided)
            planned = self.lift.plan[place] if place < len(self.lift.plan) else None
            if planned is not None and planned.load != self.next.load and self.lift.sets:
                return "Same load as the previous set, as planned."
            if planned is not None and planned.why:
                return planned.why
            says = planned is not None and (planned.load is not None or self.next.load is None)
            return "Set by the plan." if says else OPEN
        return REASONS[self.source]

    @cached_property
    def next(self) -> SetDraft:
        """The next set as shown."""
        return self.edited or self.suggestions[self.suggestion_index % len(self.suggestions)].draft

    @property
    def number(self) -> int:
        """The number of the next set among the working sets, or among the warm-ups when it is one."""
        warm = self.next.kind is SetKind.WARMUP
        return next_number(self.lift.sets, self.next.side, warm=warm, sided=self.sided)

    @property
    def called(self) -> str:
        """The next set by its number: "set 3", "warm-up 1", "set 2 left"."""
        return called(self.number, self.next.side, warm=self.next.kind is SetKind.WARMUP)

    @property
    def label(self) -> str:
        """The number of the next set as it stands in a list: "3", "w1"."""
        return set_label(self.number, warm=self.next.kind is SetKind.WARMUP)

    @property
    def total(self) -> int | None:
        """How many working sets are planned, or were done last time; None when nobody knows."""
        if self.lift.plan:
            return sum(each.kind.counts for each in self.lift.plan) or None
        working = [record for record in self.last if record.what.kind.counts]
        return (halves(working, sided=self.sided) + 1) // 2 or None

    @property
    def done(self) -> bool:
        """Whether everything that was planned for this lift is done."""
        return finished(self.lift, sided=self.sided)

    @property
    def latest(self) -> SetRecord | None:
        """The set just done: the last one of this lift, or of the one that a superset leads on from."""
        return self.superset_from or (self.lift.sets[-1] if self.lift.sets else None)

    @property
    def unrated(self) -> SetRecord | None:
        """The set just done, while it has no form."""
        last = self.latest
        return last if last and last.what.form is None and last.what.pain is None else None

    def home_of(self, record: SetRecord) -> WorkoutLift:
        """The lift that a set belongs to."""
        return next((lift for lift in self.workout.lifts if lift.id == record.lift_id), self.lift)

    def rpe_offer(self, record: SetRecord) -> float:
        """The RPE to begin with for a set: that of the set before it, or of last time's set in its place."""
        sets = self.home_of(record).sets
        place = next((number for number, each in enumerate(sets) if each.id == record.id), 0)
        before = [each.what.rpe for each in sets[:place] if each.what.rpe is not None]
        same = self.last[place : place + 1] if record.lift_id == self.lift.id else ()
        return before[-1] if before else next((each.what.rpe for each in same if each.what.rpe), FIRST_RPE)

    @property
    def asked_rpe(self) -> float | None:
        """The RPE that is suggested for the set just done, once it has a form; None when there is nothing to ask."""
        record = self.latest
        if record is None or record.what.form is None or record.what.rpe is not None:
            return None
        asks = record.what.kind.counts and record.what.pain is None
        return self.rpe_offer(record) if asks else None

    def swapped(self) -> CurrentLift:
        """Take the next proposal."""
        return replace(self, suggestion_index=(self.suggestion_index + 1) % len(self.suggestions), edited=None)

    def with_reps(self, change: int) -> CurrentLift:
        """One rep more or less (or five seconds, for a hold)."""
        draft = self.next
        if draft.reps is None and draft.seconds is not None:
            return replace(self, edited=replace(draft, seconds=max(0, draft.seconds + 5 * change)))
        return replace(self, edited=replace(draft, reps=min(MAX_REPS, max(0, (draft.reps or 0) + change))))

    def with_load(self, direction: int, step: Load, start: Load | None) -> CurrentLift:
        """The next load up or down that can be loaded; a first load begins at `start`, the empty bar."""
        draft = self.next
        if draft.load is None:
            load = start if start is not None and not step.body else step
        else:
            load = next_loadable(draft.load, direction, step, start)
        return replace(self, edited=replace(draft, load=load)) if abs(load.grams) <= LIMIT_G else self

    def with_kind(self, kind: SetKind) -> CurrentLift:
        """Make the next set a warm-up, or a working set again."""
        draft = self.next
        return replace(self, edited=replace(draft, kind=SetKind.WORKING if draft.kind is kind else kind))

    def with_side(self) -> CurrentLift:
        """Make the next set one of the left, the right, or both sides."""
        draft = self.next
        return replace(self, edited=replace(draft, side=next_side(draft.side)))

    def with_both_sides(self) -> CurrentLift:
        """Take a side off the next set that an earlier one has handed on."""
        draft = self.next
        return replace(self, edited=replace(draft, side="")) if draft.side else self

    @property
    def same_set_last_time(self) -> SetDraft | None:
        """The set of the same number last time: warm-up for warm-up, working set for working set, side for side."""
        draft = self.next
        warm = draft.kind is SetKind.WARMUP
        same = [each for each in self.last if (each.what.kind is SetKind.WARMUP) == warm]
        if self.sided and draft.side:
            same = [each for each in same if each.what.side in ("", draft.side)]
        return same[self.number - 1].what if self.number <= len(same) else None

    def gain(self) -> int | None:
        """The next load less that of the same set last time, in grams; None where that is not known."""
        before, load = self.same_set_last_time, self.next.load
        if before is None or before.load is None or load is None or load.body != before.load.body:
            return None
        return load.grams - before.load.grams


def lighter(load: Load, rack: Rack, sizes: Sequence[str] = ()) -> Load:
    """At least a fifth lighter, as it can be loaded (convention: what a safety stop asks for).

    `sizes` are the bells or dumbbells that there are, () for a load on a bar or in steps.

    What would be lighter than the empty bar is lifted with something else, in steps of the smallest plates.
    """
    target = Load.from_grams(load.grams * 8 // 10, rack.unit)
    bells = [Load.of(size, rack.unit) for size in sizes]
    if bells:
        smallest = min(bells, key=lambda bell: bell.grams)
        return max(
            (bell for bell in bells if bell.grams <= target.grams), key=lambda bell: bell.grams, default=smallest
        )
    fitting = rack.fit(target)
    plates = fitting if isinstance(fitting, Plates) else fitting.below
    return rack.load(plates.total) if plates else next_loadable(target, -1, smallest_step(rack))


FROM_FLOOR = "deadlift_floor"
"""The checklist of lifts that begin with the bar on the floor."""

FLOOR_DISCS = {"kg": 10_000, "lb": 10_000}
"""The lightest pair of discs that holds a bar at full height, in thousandths of the unit: bumper plates of 10 kg or
10 lb, 450 mm across (IWF; as sold in pounds)."""


def working_load(current: CurrentLift) -> Load | None:
    """The load that a lift without sets works up to: that of the next set, or of the first one that is no warm-up."""
    if current.next.kind.counts:
        return current.next.load
    planned = next((each.load for each in current.lift.plan if each.kind.counts), None)
    done = next((each.what.load for each in current.last if each.what.kind.counts), None)
    return planned or done


def floor_start(rack: Rack) -> Load:
    """The lightest bar that stands on the floor as high as it does with full-size discs."""
    return rack.load(rack.bar + 2 * FLOOR_DISCS[rack.unit])


def warm_up_sets(
    current: CurrentLift, rack: Rack, *, from_floor: bool = False, scheme: Sequence[tuple[float, int]] = RAMP
) -> tuple[PlannedSet, ...]:
    """The warm-up sets offered for a lift with no sets done: none when some are planned, or the load is near the bar.

    Empty bar × 8, then 55, 70 and 85 % of the working load × 5, 3, 2: rising loads with falling reps, as strength
    programmes commonly have it. A convention, rounded to what can be loaded; no trial has tested these very steps.
    `from_floor` begins with discs that stand at full height; `scheme` is another way up, as the settings have it.
    """
    planned_warm = any(each.kind is SetKind.WARMUP for each in current.lift.plan)
    load = working_load(current)
    if current.lift.sets or planned_warm or load is None or load.unit != rack.unit:
        return ()
    return ramp(load, rack, floor_start(rack) if from_floor else None, scheme)


def with_warm_up(current: CurrentLift, warm: tuple[PlannedSet, ...]) -> tuple[PlannedSet, ...]:
    """The plan of a lift with warm-up sets in front of what it plans, or of what was done last time."""
    if current.lift.plan:
        return (*warm, *current.lift.plan)
    first = current.next
    if not first.kind.counts:
        first = next((each.what for each in current.last if each.what.kind.counts), first)
    counted = [each for each in current.last if each.what.kind.counts]
    done = [each.what for each in whole(counted, sided=current.sided)] or [first]
    usual = done[0].load
    working = [
        PlannedSet(each.reps, first.load if each.load == usual else each.load, each.seconds) for each in done[1:]
    ]
    return (*warm, PlannedSet(first.reps, first.load, first.seconds), *working)
