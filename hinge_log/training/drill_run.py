"""A guided drill without a screen: where it is, the checks that failed in its set, and the set as it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hinge_log.exercises.model import Checklist, Item
from hinge_log.training import drills
from hinge_log.training.drills import Phase, Player, contact_of
from hinge_log.training.form import JUDGES, next_mark, score
from hinge_log.training.load import Load
from hinge_log.training.steps import next_bell, next_loadable
from hinge_log.training.suggestion import HAND_SPAN_MM
from hinge_log.training.workout import Form, Judge, SetDraft, SetRecord


@dataclass(frozen=True, slots=True)
class DrillChecks:
    """The failed checks by id, the contact of the stick that was lost first ("" for none), and who judged it."""

    marks: Mapping[str, int | None] = field(default_factory=dict)
    lost: str = ""
    judge: Judge = Judge.FELT

    @classmethod
    def of(cls, saved: SetDraft, before: DrillChecks) -> DrillChecks:
        """The checks of a saved set; what it does not say is as before."""
        form = saved.form
        marks = dict(form.slips) if form else before.marks
        return cls(marks, contact_of(saved.note) or before.lost, form.judged_by if form else before.judge)

    @property
    def any_failed(self) -> bool:
        """Whether anything was marked."""
        return bool(self.marks or self.lost)

    @property
    def cleared(self) -> DrillChecks:
        """Nothing marked."""
        return DrillChecks(judge=self.judge)

    def toggled(self, item: Item) -> DrillChecks:
        """A check failed once, in several reps, or passed after all."""
        mark = next_mark(self.marks.get(item.id, 0) or 0, binary=item.kind == "binary")
        return replace(self, marks={**self.marks, item.id: mark})

    def with_lost(self, contact: str, items: Sequence[Item]) -> DrillChecks:
        """Another contact was lost first, or none where it was this one; the check of the stick then failed."""
        lost = "" if self.lost == contact else contact
        stick = next((item.id for item in items if item.id == "hd-stick"), "")
        failed = {stick: 1} if stick and lost and not self.marks.get(stick) else {}
        return replace(self, lost=lost, marks={**self.marks, **failed})

    def next_judge(self) -> DrillChecks:
        """Judged by the next of those who can judge."""
        return replace(self, judge=JUDGES[(JUDGES.index(self.judge) + 1) % len(JUDGES)])


@dataclass(frozen=True, slots=True)
class DrillRun:
    """A drill while it is done: where it is, what was seen of the present set, and the set that was saved last."""

    player: Player
    checks: DrillChecks = field(default_factory=DrillChecks)
    distance_mm: int = HAND_SPAN_MM["kg"]
    load: Load | None = None
    saved: SetRecord | None = None

    @property
    def is_unsaved(self) -> bool:
        """Whether leaving would lose reps, or faults that were noted."""
        return self.player.phase is Phase.MOVE and bool(self.player.reps or self.checks.any_failed)

    @property
    def has_pain(self) -> bool:
        """Whether the set that was saved last hurt: the exercise is over for the day."""
        return self.saved is not None and self.saved.what.pain is not None

    @property
    def asks_rating(self) -> bool:
        """Whether the set that was saved last waits for its rating."""
        return self.saved is not None and self.saved.what.form is None and self.saved.what.pain is None

    @property
    def checked_number(self) -> int:
        """The number of the set that checks are of: in a rest, and before the next set begins, that of the last one."""
        is_present = self.player.phase in (Phase.MOVE, Phase.RATE, Phase.DONE)
        return self.player.number if is_present else max(1, self.player.number - 1)

    def started_or_paused(self) -> DrillRun:
        """Start, pause, or go on; at the end begin anew."""
        if self.player.phase is Phase.DONE:
            return replace(self, player=drills.toggled(drills.restarted(self.player)), saved=None)
        return replace(self, player=drills.toggled(self.player))

    def paused(self) -> DrillRun:
        """Nothing moves."""
        return replace(self, player=drills.toggled(self.player)) if self.player.running else self

    def resumed(self) -> DrillRun:
        """Go on where it was paused."""
        return replace(self, player=drills.toggled(self.player)) if self.player.paused else self

    def skipped(self) -> DrillRun:
        """The next thing now; nothing is marked in a set that begins."""
        player = drills.skipped(self.player)
        return replace(self, player=player, checks=self.checks.cleared if player.phase is Phase.MOVE else self.checks)

    def restarted(self) -> DrillRun:
        """The present set from its first rep."""
        return replace(self, player=drills.restarted(self.player), checks=self.checks.cleared)

    def undone(self) -> DrillRun:
        """The last set was undone: it can be done again."""
        before = self.player
        number = before.number if before.phase in (Phase.RATE, Phase.DONE) else max(1, before.number - 1)
        player = replace(before, number=number, phase=Phase.READY, reps=0, at=0.0, paused=True)
        return replace(self, player=player, checks=self.checks.cleared, saved=None)

    def rated(self, saved: SetRecord) -> DrillRun:
        """The set is rated: on to the rest, or to the end."""
        if self.player.phase is Phase.RATE:
            player = drills.following(self.player)
        else:
            player = self.player if self.player.phase is Phase.DONE else self.resumed().player
        return replace(self, player=player, checks=self.checks.cleared, saved=saved)

    def ended(self, saved: SetRecord | None) -> DrillRun:
        """Over for the day."""
        return replace(self, player=replace(self.player, phase=Phase.DONE, paused=True, at=0.0), saved=saved)

    def with_amount(self, by: int, step: Load, *, in_bells: bool) -> tuple[DrillRun, str]:
        """Heels farther out or in, or a heavier or lighter load; gives also why it goes no further."""
        if self.player.plan.distance:
            distance_mm, why = drills.moved(self.distance_mm, by)
            return replace(self, distance_mm=distance_mm), why
        if self.load is None:
            return self, ""
        bells = in_bells and self.load.unit == "kg"
        return replace(self, load=next_bell(self.load, by) if bells else next_loadable(self.load, by, step)), ""

    def form(self, items: Sequence[Item], checklist: Checklist) -> Form:
        """The rating that the checks come to."""
        reps = (self.saved.what.reps if self.saved else None) or max(1, self.player.reps)
        return score(items, self.checks.marks, reps, judged_by=self.checks.judge, checklist=checklist)

    def draft(self, items: Sequence[Item], checklist: Checklist) -> SetDraft:
        """The present set as it was done, with the faults that were noted on the way: they are saved with it."""
        is_checked, plan = self.checks.any_failed, self.player.plan
        return SetDraft(
            # A fault that was noted in the first rep belongs to that rep.
            reps=max(1, self.player.reps) if is_checked else self.player.reps,
            load=self.load,
            distance_mm=self.distance_mm if plan.distance else None,
            side=plan.side(self.player.number),
            form=replace(self, saved=None).form(items, checklist) if is_checked else None,
            note=drills.with_contact("", self.checks.lost),
        )
