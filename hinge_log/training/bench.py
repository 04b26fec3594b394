"""The lift at hand: which set comes next, and what the keys make of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from hinge_log.training.load import LIMIT_G, Load
from hinge_log.training.plates import Plates, Rack, smallest_step
from hinge_log.training.proposal import Proposal, proposals
from hinge_log.training.steps import next_bell, next_loadable
from hinge_log.training.workout import SetDraft, SetKind, SetRecord, Workout, WorkoutLift
from hinge_log.values import dataclass, field, replace

MAX_REPS = 899


@dataclass(frozen=True)
class Bench:
    """One lift of a workout, its last session, and the next set as shaped so far.

    `first` stands in where nothing was ever done, `lighter_to` is the load after a lost position. `swap` counts
    through the proposals; `shaped` is the set after arrows or typing, None while it is as proposed.
    """

    workout: Workout
    index: int
    last: tuple[SetRecord, ...] = ()
    last_day: int | None = None
    first: SetDraft = field(default_factory=SetDraft)
    lighter_to: Load | None = None
    swap: int = 0
    shaped: SetDraft | None = None

    @property
    def lift(self) -> WorkoutLift:
        """The lift at hand."""
        return self.workout.lifts[self.index]

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """What may come next, best guess first; a load that was changed carries on to equal planned sets."""
        found = proposals(self.lift, self.last)
        if found[0].draft == SetDraft():
            found = (Proposal("empty", self.first), *found[1:])
        done, plan = self.lift.sets, self.lift.plan
        if done and found[0].source == "plan" and len(done) < len(plan) and plan[len(done)] == plan[len(done) - 1]:
            load = done[-1].what.load
            if load != found[0].draft.load:
                carried = Proposal("plan", replace(found[0].draft, load=load))
                found = (carried, *(each for each in found[1:] if each.draft != carried.draft))
        if self.lighter_to is not None:
            lighter_set = replace(found[0].draft, load=self.lighter_to, kind=SetKind.WORKING)
            found = (Proposal("lighter", lighter_set), *found)
        return found

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
        return "" if self.shaped else self.proposals[self.swap % len(self.proposals)].source

    @cached_property
    def next(self) -> SetDraft:
        """The next set as shown."""
        return self.shaped or self.proposals[self.swap % len(self.proposals)].draft

    @property
    def number(self) -> int:
        """The number of the next set among the working sets, or among the warm-ups when it is one."""
        warm = self.next.kind is SetKind.WARMUP
        return 1 + sum((record.what.kind is SetKind.WARMUP) == warm for record in self.lift.sets)

    @property
    def total(self) -> int | None:
        """How many working sets are planned, or were done last time; None when nobody knows."""
        sets: Sequence[SetKind] = [each.kind for each in self.lift.plan] or [each.what.kind for each in self.last]
        return sum(kind.counts for kind in sets) or None

    @property
    def done(self) -> bool:
        """Whether everything that was planned for this lift is done."""
        return bool(self.lift.plan) and len(self.lift.sets) >= len(self.lift.plan)

    @property
    def unrated(self) -> SetRecord | None:
        """The last set, while it has no form."""
        last = self.lift.sets[-1] if self.lift.sets else None
        return last if last and last.what.form is None and last.what.pain is None else None

    def swapped(self) -> Bench:
        """Take the next proposal."""
        return replace(self, swap=(self.swap + 1) % len(self.proposals), shaped=None)

    def with_reps(self, change: int) -> Bench:
        """One rep more or less (or five seconds, for a hold)."""
        draft = self.next
        if draft.reps is None and draft.seconds is not None:
            return replace(self, shaped=replace(draft, seconds=max(0, draft.seconds + 5 * change)))
        return replace(self, shaped=replace(draft, reps=min(MAX_REPS, max(0, (draft.reps or 0) + change))))

    def with_load(self, direction: int, step: Load, start: Load | None, *, bells: bool = False) -> Bench:
        """The next load up or down that can be loaded; a first load begins at `start`, the empty bar."""
        draft = self.next
        if draft.load is None:
            load = start if start is not None and not step.body else step
        elif bells:
            load = next_bell(draft.load, direction)
        else:
            load = next_loadable(draft.load, direction, step, start)
        return replace(self, shaped=replace(draft, load=load)) if abs(load.grams) <= LIMIT_G else self

    def with_kind(self, kind: SetKind) -> Bench:
        """Make the next set a warm-up, or a working set again."""
        draft = self.next
        return replace(self, shaped=replace(draft, kind=SetKind.WORKING if draft.kind is kind else kind))

    def gain(self) -> int | None:
        """The next load less the heaviest one of the last session's working sets, in grams."""
        loads = [r.what.load.grams for r in self.last if r.what.load and r.what.kind.counts]
        load = self.next.load
        return load.grams - max(loads) if load and loads and self.next.kind.counts else None


def lighter(load: Load, rack: Rack) -> Load:
    """At least a fifth lighter, as it can be loaded (convention: what a safety stop asks for).

    What would be lighter than the empty bar is lifted with something else, in steps of the smallest plates.
    """
    target = Load.from_grams(load.grams * 8 // 10, rack.unit)
    found = rack.fit(target)
    plates = found if isinstance(found, Plates) else found.below
    return rack.load(plates.total) if plates else next_loadable(target, -1, smallest_step(rack))
