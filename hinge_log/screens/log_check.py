"""The check panel: digits mark what slipped, whatever was not marked held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hinge_log.charts.pages.log_view import Panel
from hinge_log.screens.log_base import LogBase, LogRead
from hinge_log.store.store import Store
from hinge_log.training.form import FELT_CAP, marked, next_mark, quick, score
from hinge_log.training.workout import LABELS, Basis, Form, Judge, SetRecord

JUDGES = tuple(Judge)


class LogChecking(LogBase):
    """Rates sets, by one key or by the checklist."""

    def action_digit(self, number: int) -> None:
        """Rate the last set, or mark an item while the check panel is open."""
        if self.panel is not None:
            self._mark(number)
        elif 1 <= number <= 5:
            self.action_form(number)
        else:
            self.status = "Form runs 1 to 5."
            self.paint()

    def action_form(self, label: int) -> None:
        """Rate the last or picked set by feel."""
        self.act(self._rate(label))

    async def _rate(self, label: int) -> None:
        record = self._target()
        if record is None:
            self.status = "Nothing to rate yet: space logs the set first."
            return
        if record.what.pain is not None:
            self.status = f"This set hurt: it keeps no form. {self.key_of('undo')} takes back what was entered."
            return
        await self._store_form(record, quick(label))
        word = f"Form {label}, {LABELS[label]}."
        if label <= 2 and self._items_of(record):
            self.status = f"{word} {self.key_of('log.check')}: what slipped?"
        else:
            self.status = f"{word} {self.key_of('undo')} undoes."
            offer = self.rpe_asked()
            if offer is not None and record.id == (self._last() or record).id:
                self.status = f"{word} RPE? {self.key_of('rpe.same')} is {offer:g}."

    def _panel_shown(self) -> Panel | None:
        record = self._target()
        if self.panel is None or record is None or self.bench is None:
            return None
        form = self._scored(record, marked(self.panel, record.what.reps or 1))
        label = "" if form.label is None else f"{form.label} {LABELS[form.label]}"
        items = self._items_of(record)
        return Panel(record, self._name_of(record), self.panel, self.judge.value, label, items)

    def _say_score(self) -> None:
        """Say how the set stands with what is marked in the open panel."""
        record = self._target()
        if self.panel is not None and record is not None:
            form = self._scored(record, marked(self.panel, record.what.reps or 1))
            label = "no form, it hurt" if form.label is None else f"{form.label} {LABELS[form.label]}"
            most = f" is the most by feel, {self.key_of('load.less2')} judged by" if form.percent == 100 else ""
            most = most if form.label == FELT_CAP else ""
            self.status = "" if form.percent is None else f"{form.percent}% kept: {label}{most}.  again: more, clear."

    # -- effort --------------------------------------------------------------------------------------------

    def rpe_asked(self) -> float | None:
        """The RPE that is offered for the set just done, once it has a form; None when none is asked for."""
        record = self._last()
        if not self.context.gym.ask_rpe or self.bench is None or record is None:
            return None
        what = record.what
        rated = what.form is not None and what.kind.counts and what.pain is None
        return self.bench.rpe_offer(record) if rated and what.rpe is None else None

    def action_rpe(self, value: float) -> None:
        """Give the last or picked set an RPE that was tapped."""
        self.act(self._put_rpe(lambda _: float(value)))

    def action_rpe_same(self) -> None:
        """Give the last or picked set the RPE of the set before it."""
        self.act(self._put_rpe(lambda offer: offer))

    def action_rpe_by(self, direction: int) -> None:
        """Half an RPE more or less, from what the last or picked set has, or from that of the set before it."""
        self.act(self._put_rpe(lambda offer: offer, direction / 2))

    async def _put_rpe(self, choose: Callable[[float], float], change: float = 0.0) -> None:
        record, bench = self._target(), self.bench
        if not self.context.gym.ask_rpe:
            self.status = "RPE is not asked for; settings change that, and @8 can be typed."
            return
        if record is None or bench is None or self.panel is not None:
            return
        start = record.what.rpe if change and record.what.rpe is not None else choose(bench.rpe_offer(record))
        value = max(1.0, min(10.0, start + change))

        def work(store: Store) -> LogRead:
            store.edit_set(record.id, replace(record.what, rpe=value))
            return self._read(store)

        self._take(await self.do(work))
        left = f", {10 - value:g} left" if value < 10 else ", nothing left"
        self.status = f"RPE {value:g}{left}. {self.key_of('undo')} undoes."

    # -- the check panel -----------------------------------------------------------------------------------

    def action_check(self) -> None:
        """Open the check panel on the last set; leave it when it is open."""
        if self.panel is not None:
            self._leave_panel()
            return
        record = self._target()
        if record is None:
            self.status = "Log a set first, then check it."
        else:
            form = record.what.form
            self.panel = dict(form.slips) if form and form.basis is Basis.CHECKED else {}
            self.judge = form.judged_by if form else Judge.FELT
            self._say_score()
        self.paint()

    def action_panel(self, number: int) -> None:
        """Mark a row of the check panel that was tapped."""
        if self.panel is not None:
            self._mark(number)

    def _mark(self, number: int) -> None:
        assert self.panel is not None
        if number == 0:
            self.open_entry("pain", "")
            return
        items = self._items_of(self._target())
        if number > len(items):
            self.status = f"There is no check {number}."
            self.paint()
            return
        item = items[number - 1]
        self.panel[item.id] = next_mark(self.panel.get(item.id, 0), binary=item.kind == "binary")
        self._say_score()
        self.paint()

    def _say_check_open(self) -> None:
        self.status = f"The check is open. {self.key_of('log.type')} stores it, {self.key_of('back')} leaves it."
        self.paint()

    def action_judge(self) -> None:
        """Change how the set was judged."""
        if self.panel is not None:
            self.judge = JUDGES[(JUDGES.index(self.judge) + 1) % len(JUDGES)]
            self.paint()

    def action_panel_done(self) -> None:
        """Store the check: whatever was not marked held."""
        self.act(self._store_panel())

    async def _store_panel(self) -> None:
        record = self._target()
        if self.panel is None or record is None or self.bench is None:
            return
        if not self._items_of(record):
            self._leave_panel()
            return
        form = self._scored(record, marked(self.panel, record.what.reps or 1))
        await self._store_form(record, form)
        self.panel = None
        said = "no form, it hurt" if form.label is None else f"{form.label} {LABELS[form.label]}"
        self.status = f"Checked: {form.percent}% kept, {said}. {self.key_of('undo')} undoes."
        if form.stop:
            self.status = "Lost position: stop this set, unload."
            if self.bench and self.bench.home_of(record).id != self.here:
                pass  # it is said anew when the superset is back at that lift
            elif self.bench and self.bench.stops > 1:
                self.status = f"Lost position again: done with it for today. {self.key_of('lift.next')} next lift."
            elif self.bench and self.bench.backoff_load:
                load = self.bench.backoff_load
                swap = self.key_of("log.swap")
                self.status = f"Lost position: unload. Next {load.text} {load.unit}; {swap} swaps it back."

    def _scored(self, record: SetRecord, slips: dict[str, int | None]) -> Form:
        exercise = self.context.exercise(record.exercise)
        checklist = self.context.catalogue.checklists.get(exercise.checklist)
        reps = record.what.reps or 1
        return score(
            self._items_of(record),
            slips,
            reps,
            judged_by=self.judge,
            checklist_id=checklist.id if checklist else "",
            version=checklist.version if checklist else 0,
            pain=record.what.pain is not None,
        )

    def _leave_panel(self) -> None:
        self.panel = None
        self.status = "Left the check; nothing was stored."
        self.paint()
