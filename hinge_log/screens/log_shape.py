"""The next set, shaped by arrows."""

from __future__ import annotations

from dataclasses import replace

from hinge_log.screens.log_typing import LogTyping
from hinge_log.training.current_lift import CurrentLift
from hinge_log.training.load import Load
from hinge_log.training.rest import RestChange, seconds_since
from hinge_log.training.sides import SIDES
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import SetKind

_BELLS = ("kettlebell_single", "kettlebell_each")


TWICE_S = 1.2
"""Two presses within this time are one gesture."""


class LogShaping(LogTyping):
    """Shapes the next set, and the rest before it."""

    _paused_at = -1e9

    # -- shaping the next set ------------------------------------------------------------------------------

    def _shape(self, bench: CurrentLift | None) -> None:
        if bench is not None and self.panel is None:
            self.bench = bench
            self.paint()

    def action_load(self, direction: int) -> None:
        """The next load up or down."""
        self._nudge(direction)

    def action_big(self, direction: int) -> None:
        """A big step up or down, unless a set is picked."""
        if self.picked:
            self._shapes_nothing()
        else:
            self._nudge(direction, big=True)

    def action_upward(self, direction: int) -> None:
        """The next load up or down; while a set is picked, the one above or below it."""
        if not self.picked:
            self.action_load(direction)
        elif self.panel is None:
            self._move_pick(-direction)

    def action_sideways(self, change: int) -> None:
        """One rep more or less, unless a set is picked."""
        if self.picked:
            self._shapes_nothing()
        else:
            self.action_reps(change)

    def action_down(self) -> None:
        """One load down, or the set below; in the check panel, how it was judged."""
        if self.panel is not None:
            self.action_judge()
        else:
            self.action_upward(-1)

    def _nudge(self, direction: int, *, big: bool = False) -> None:
        if self.bench is None:
            return
        exercise = self.exercise
        if exercise.metric == "distance_cm":
            draft = self.bench.next
            change = direction * (50 if big else 10)
            at = max(0, (draft.distance_mm or 150) + (change if draft.distance_mm is not None else 0))
            self._shape(replace(self.bench, edited=replace(draft, distance_mm=at)))
            return
        if exercise.load_type == "bodyweight" and self.bench.next.load is None:
            self.status = "Bodyweight: type bw+10 for added load."
            self.paint()
            return
        body = exercise.load_type == "bodyweight_plus"
        unit = self._unit
        there = self._gym_for(unit)
        size = there.big_step if big else there.step
        start = there.load(there.bar) if exercise.on_bar else None
        bells = exercise.load_type in _BELLS and unit == "kg" and not big
        self._shape(self.bench.with_load(direction, Load.of(size, unit, body=body), start, bells=bells))

    def action_reps(self, change: int) -> None:
        """One rep more or less."""
        self._shape(self.bench.with_reps(change) if self.bench else None)

    def action_swap(self) -> None:
        """Take the next proposal for the next set."""
        if self.bench:
            self._shape(self.bench.swapped())
            self.status = f"As {self.bench.source or 'typed'}: {phrase(self.bench.next)}."
            self.paint()

    def action_warmup(self) -> None:
        """Make the next set a warm-up, or a working set again."""
        self._shape(self.bench.with_kind(SetKind.WARMUP) if self.bench else None)

    def action_side(self) -> None:
        """Make the next set one of the left, the right, or both sides."""
        if self.bench is None or self.panel is not None:
            return
        if not self.exercise.takes_side:
            self.bench = self.bench.with_both_sides()
            self.status = "Both sides work at once here."
            self.paint()
            return
        self._shape(self.bench.with_side())
        self.status = f"{SIDES[self.bench.next.side] or 'both sides'}.".capitalize()
        self.paint()

    def action_pick(self, direction: int) -> None:
        """Pick a set for the editing keys."""
        if self.entry.purpose:
            return
        if self.panel is not None:
            self._say_check_open()
        elif self.bench and self.bench.lift.sets:
            order = ["", *(record.id for record in self.bench.lift.sets)]
            at = order.index(self.picked) if self.picked in order else 0
            self.picked = order[(at + (-1 if direction > 0 else 1)) % len(order)]
            self._say_picked()
        else:
            self.status = "No set to pick yet."
            self.paint()

    def _move_pick(self, by: int) -> None:
        assert self.bench is not None
        ids = [record.id for record in self.bench.lift.sets]
        if self.picked in ids:
            self.picked = ids[max(0, min(len(ids) - 1, ids.index(self.picked) + by))]
            self._say_picked()

    def _shapes_nothing(self) -> None:
        record = self._target()
        if record is not None and self.panel is None:
            back = self.key_of("back")
            self.status = f"{self._name_of(record)} is picked; {back} goes back to shaping the next set."
            self.paint()

    def action_pick_set(self, record_id: str) -> None:
        """Pick a set that was tapped; a second tap edits it."""
        if self.entry.purpose or self.panel is not None or self.bench is None:
            return
        if self.picked == record_id:
            self.action_edit()
        else:
            self.picked = record_id
            self._say_picked()

    def _say_picked(self) -> None:
        record = self._target()
        self.status = ""
        if self.picked and record is not None:
            edit, delete, note = (self.key_of(each) for each in ("set.edit", "set.delete", "set.note"))
            said = f"{self._name_of(record)}, {phrase(record.what)}"
            rates = "" if record.what.pain is not None else ", 1-5 rates"
            self.status = f"{said}: {edit} edits, {delete} deletes, {note} notes{rates}."
        self.paint()

    def action_rest_by(self, seconds: int) -> None:
        """Rest longer or shorter."""
        latest = self._latest
        if latest is not None:
            said = f"Rest {'+' if seconds > 0 else '-'}{abs(seconds)} s."
            self.act(self._change_rest(self._rest.after(latest).longer(seconds), said))

    def action_rest_pause(self) -> None:
        """Pause the rest clock, or let it run on; pressed twice, there is no rest after this set."""
        latest = self._latest
        if latest is None:
            return
        clock, key = self.context.clock, self.key_of("rest.pause")
        since = seconds_since(latest, clock.now().utc_ms)
        change = self._rest.after(latest)
        twice = clock.monotonic() - self._paused_at < TWICE_S
        self._paused_at = -1e9 if twice else clock.monotonic()
        if twice and not change.off:
            self.act(self._change_rest(change.ended(), f"No rest after this set. {key} brings it back."))
            return
        changed = change.toggled(self._rest_now(), since)
        said = "Rest runs on." if changed.paused is None else f"Rest paused. {key} runs on; at once: no rest."
        self.act(self._change_rest(changed, said))

    async def _change_rest(self, change: RestChange, said: str) -> None:
        await self.do(lambda store: store.put_state("rest", change.kept()))
        self._rest, self.status = change, said
