"""A guided drill: it paces the reps, counts them, and stores each set with how it looked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row
from hinge_log.charts.drill_words import best_text
from hinge_log.charts.pages.drill_page import DrillView, SlipPanel, drill_rows, figure_size
from hinge_log.charts.pages.parts import clock_text, number_cm
from hinge_log.exercises.model import Exercise, Item
from hinge_log.exercises.safety import PAIN, RED_FLAGS
from hinge_log.screens.base import COMMON, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import BarKey
from hinge_log.store.drills import drill_history, rate_drill
from hinge_log.store.store import Store
from hinge_log.training import drills
from hinge_log.training.drills import CONTACTS, Call, DrillDay, Phase, Player
from hinge_log.training.first_set import HAND_SPAN_MM, first_set
from hinge_log.training.form import quick, score
from hinge_log.training.load import Load
from hinge_log.training.steps import next_bell, next_loadable
from hinge_log.training.workout import LABELS, Form, Judge, Pain, SetDraft, SetRecord

if TYPE_CHECKING:
    from hinge_log.charts.figure import Frame

FIRST_DRILL = "drill-wall-hinge"
RATE = 1 / 9
"""Seconds between two looks at the clock: as often as the figure changes."""

AWAY_S = 5.0
"""After so long without a look at the clock nobody was watching: the drill pauses where it was."""

MORE = 2
_NEXT = {
    "drill-wall-hinge": "the dowel: head, upper back and tail keep touching",
    "drill-dowel-hinge": "the free hinge",
}
_CONTACT_KEYS = dict(zip(CONTACTS, "hbt", strict=True))
_HIDDEN = ("back",)


@dataclass(frozen=True, slots=True)
class _Read:
    days: tuple[DrillDay, ...]
    load: Load | None
    saved: SetRecord | None


class DrillScreen(LogBookScreen):
    """Plays one drill."""

    wheel = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "start_stop", "pause", id="drill.pause", tooltip="start, pause, go on"),
        Binding("n", "skip", "skip", id="drill.skip", tooltip="end the set or the wait; leave a set unrated"),
        Binding("up", "amount(1)", "more", id="drill.more", tooltip="1 cm further from the wall; a heavier bell"),
        Binding("down", "amount(-1)", "less", id="drill.less", tooltip="1 cm closer to the wall; a lighter bell"),
        Binding("f", "check", "fault", id="drill.check", tooltip="what slipped, and which contact went first"),
        Binding("r", "restart", "restart", id="drill.restart", tooltip="the present set from its first rep"),
        Binding("m", "mute", "mute", id="drill.mute", tooltip="bell off, or on"),
        *(
            Binding(
                str(n), f"digit({n})", "form", id=f"drill.{n}", tooltip=f"form {n}, {LABELS[n]}; in the list: item {n}"
            )
            for n in LABELS
        ),
        *(Binding(str(n), f"digit({n})", "item", id=f"drill.{n}", tooltip=f"item {n} slipped") for n in range(6, 10)),
        Binding("0,p", "pain", "pain", id="drill.pain", tooltip="it hurts: closes the exercise for the day"),
        Binding("j", "judge", "judge", id="drill.judge", tooltip="judged by felt, mirror, video or a person"),
        *(
            Binding(
                key, f"contact('{contact}')", contact, id=f"drill.{key}", tooltip=f"the stick left the {contact} first"
            )
            for contact, key in _CONTACT_KEYS.items()
        ),
        Binding("enter", "confirm", "done", id="drill.done", tooltip="keep what was marked; the rest held"),
        Binding("q,escape", "leave", "end", id="drill.leave", tooltip="end; the sets done are saved"),
        *[each for each in COMMON if not (isinstance(each, Binding) and each.id in _HIDDEN)],
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.key = FIRST_DRILL
        self.player = Player(drills.plan_for(self.exercise))
        self.days: tuple[DrillDay, ...] = ()
        self.distance_mm = HAND_SPAN_MM
        self.weight: Load | None = None
        self.saved: SetRecord | None = None
        self.marks: dict[str, int | None] = {}
        self.lost = ""
        self.panel_open = False
        self.hurting = False
        self.judge = Judge.FELT
        self.muted = "bell" not in context.look.rest_end
        self._fresh = True
        self._looked = 0.0
        self._pictures: dict[tuple[str, int, int], tuple[Frame, ...]] = {}
        self._drawing: set[tuple[str, int, int]] = set()

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def lift(self) -> str:
        """The key of the drill."""
        return self.key

    @property
    def exercise(self) -> Exercise:
        """The drill."""
        return self.context.exercise(self.key)

    @property
    def items(self) -> tuple[Item, ...]:
        """Its checks."""
        return self.context.catalogue.items_for(self.exercise)

    def show_lift(self, key: str) -> None:
        """Take another drill; one under way goes on."""
        if key == self.key or self.context.exercise(key).family != "drill":
            return
        self.key = key
        self.player = Player(drills.plan_for(self.exercise))
        self.saved, self.marks, self.lost, self.panel_open, self._fresh = None, {}, "", False, True

    def on_mount(self) -> None:
        """Look at the clock often enough for the figure."""
        self._looked = self.context.clock.monotonic()
        self.set_interval(RATE, self.tick)

    def on_screen_suspend(self) -> None:
        """Nobody looks: the drill waits."""
        self._hold()

    async def load(self) -> None:
        """Read what was done of this drill; a set that was undone can be done again."""
        self._take(await self.do(self._read))

    def prepare(self, store: Store) -> None:
        """Read it before the app starts."""
        self._take(self._read(store))

    def _read(self, store: Store) -> _Read:
        last = store.sessions(self.key, 1)
        loads = [record.what.load for record in last[0].sets if record.what.load] if last else []
        saved = store.set(self.saved.id) if self.saved else None
        return _Read(drill_history(store, [self.key])[self.key], loads[-1] if loads else None, saved)

    def _take(self, read: _Read) -> None:
        self.days = read.days
        if self.saved is not None and read.saved is None:
            before = self.player
            number = before.number if before.phase in (Phase.RATE, Phase.DONE) else max(1, before.number - 1)
            self.player = replace(before, number=number, phase=Phase.READY, reps=0, at=0.0, paused=True)
            self.panel_open, self.marks, self.lost = False, {}, ""
        self.saved = read.saved
        if self._fresh:
            self._fresh = False
            gym = self.context.gym
            self.distance_mm = drills.first_distance(read.days)
            self.weight = read.load or first_set(self.exercise, gym.unit, gym.bar).load
            further = drills.step_out(read.days) if self.player.plan.distance else None
            if further is not None:
                self.status = f"Kept on two days: try {number_cm(further)} cm."

    # -- time ----------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Let the time pass that went by since the last look."""
        now = self.context.clock.monotonic()
        passed, self._looked = now - self._looked, now
        if not self.player.running or not self.is_current:
            return
        if passed > AWAY_S:
            self._hold()
            self.status = f"Paused while nobody was looking. {self.key_of('drill.pause')} goes on."
            self.paint()
            return
        self.player, calls = drills.tick(self.player, passed)
        self._heard(calls)
        self.paint()

    def _heard(self, calls: Sequence[Call]) -> None:
        if calls and not self.muted:
            self.app.bell()
        if Call.SET in calls:
            self._set_done()

    def _hold(self) -> None:
        if self.player.running:
            self.player = drills.toggled(self.player)

    def _set_done(self) -> None:
        self._keys.clear()
        self.panel_open = bool(self.marks or self.lost)
        self.act(self._save())

    # -- showing -------------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        player, plan = self.player, self.player.plan
        beat = drills.beat(player)
        item = self._focus()
        side = {"L": ", left", "R": ", right"}.get(plan.side(player.number), "")
        wide, tall = figure_size(width, height)
        form = self.saved.what.form if self.saved else None
        view = DrillView(
            name=self.exercise.name.split(" (")[0],
            set_text="done" if player.phase is Phase.DONE else f"set {player.number} of {plan.all_sets}{side}",
            rep_text=self._rep_text(),
            big=self._big(),
            beat=self._beat_words(beat),
            told=self._told(),
            count_title="ready" if player.phase is Phase.READY else ("out", "hold", "back", "rest")[beat.part],
            share=beat.share,
            count=str(beat.count) if beat.count else "",
            cue=item.cue if item else "",
            feel=item.feel_for if item else "",
            amount_title=self._amount_title(),
            amount=self._amount(),
            after=(self._after(),),
            asks=self.saved is not None and form is None and self.saved.what.pain is None,
            label=form.label if form else None,
            figure=self._figure(beat, wide, tall) if wide >= 12 and tall >= 4 else (),
            items=self.items,
            panel=self._panel() if self.panel_open else None,
            status=self.status,
            keys=self.keys(),
            going=player.running,
            help_key=self.key_of("help"),
            touch=self.context.look.mouse,
        )
        return drill_rows(view, width, height, ascii_only=self.context.ascii_only)

    def _focus(self) -> Item | None:
        own = [item for item in self.items if self.key in item.only_for]
        return next(iter([*own, *(item for item in self.items if item.gate), *self.items]), None)

    def _rep_text(self) -> str:
        player = self.player
        if player.phase is Phase.MOVE:
            return f"Rep {player.reps + 1} of {player.plan.reps}" + (", paused" if player.paused else "")
        if player.phase is Phase.RATE:
            return f"{player.reps} rep{'s' if player.reps != 1 else ''} done"
        if player.phase is Phase.DONE:
            return "Done"
        return "Rest" if player.phase is Phase.REST else "Get ready"

    def _big(self) -> str:
        player = self.player
        if player.phase is Phase.MOVE:
            return str(player.reps + 1)
        if player.phase is Phase.REST:
            return clock_text(player.left)
        return str(player.left) if player.phase is Phase.READY else str(player.reps)

    def _beat_words(self, beat: drills.Beat) -> str:
        player = self.player
        if player.phase is Phase.READY:
            return f"{self.key_of('drill.pause')} starts" if player.paused else "GET READY"
        if player.phase is Phase.MOVE:
            return beat.words
        return {Phase.RATE: "HOW WAS IT?", Phase.REST: "REST", Phase.DONE: "WELL DONE"}[player.phase]

    def _told(self) -> str:
        phase = self.player.phase
        if phase in (Phase.READY, Phase.MOVE):
            return drills.described(self.player.plan).partition(": ")[2]
        if phase is Phase.RATE:
            return f"1 to 5, or {self.key_of('drill.check')}: what slipped"
        if phase is Phase.REST:
            return f"{self.key_of('drill.skip')} starts the set now"
        return "The workout stays open."

    def _amount_title(self) -> str:
        if self.player.plan.distance:
            return f"Distance {number_cm(self.distance_mm)} cm"
        if self.player.plan.contacts:
            return "Three touches"
        return "Load" if self._loaded else "Best"

    @property
    def _loaded(self) -> bool:
        return self.weight is not None

    def _amount(self) -> tuple[str, ...]:
        plan = self.player.plan
        keys = self._written(("drill.more", "drill.less"))
        best = best_text(self.days)
        if plan.distance:
            lines = [f"{number_cm(self.distance_mm)} cm from heel to wall   {keys} 1 cm"]
            lines += [f"best: {best}"] if best else ["Start at a hand-span."]
            return (*lines, "Only touch; 30 cm is the far end.")
        if plan.contacts:
            return ("head, upper back, tail on the stick", f"{self.key_of('drill.check')}: which one was lost first")
        if self.weight is not None:
            return (f"{self.weight.text} {self.weight.unit}   {keys} changes it", f"best: {best}" if best else "")
        return (f"best: {best}",) if best else ("First time.",)

    def _after(self) -> str:
        player = self.player
        if player.phase is Phase.DONE:
            then = _NEXT.get(self.key)
            return f"Once it is clean on two days: {then}" if then else "That was the last set."
        if player.number < player.plan.all_sets:
            return f"set {player.number + 1} of {player.plan.all_sets} after {drills.REST_S} s of rest"
        return "the last set"

    def _panel(self) -> SlipPanel:
        contacts = tuple((key, contact) for contact, key in _CONTACT_KEYS.items()) if self.player.plan.contacts else ()
        form = self._scored()
        outcome = f"{form.percent}% kept" if form.percent is not None else "nothing seen"
        if form.label:
            outcome += f", {form.label} {LABELS[form.label]}" + (", a clean set" if form.clean else "")
        return SlipPanel(dict(self.marks), self.judge.value, outcome, contacts, self.lost)

    def _figure(self, beat: drills.Beat, width: int, height: int) -> tuple[Row, ...]:
        key = (self.key, width, height)
        frames = self._pictures.get(key)
        if frames is None:
            if key not in self._drawing:
                self._drawing.add(key)
                self.run_worker(self._draw(key), group="figure")
            return ()
        if not frames:
            return ()
        way, returning = beat.way, beat.returning
        if self.context.look.motion == "none" or self.app.animation_level == "none":
            way, returning = (1.0 if beat.part < 2 and self.player.phase is Phase.MOVE else 0.0), False
        frame = min(frames, key=lambda each: (abs(each.beat.way - way), each.beat.returning != returning))
        return frame.rows

    async def _draw(self, key: tuple[str, int, int]) -> None:
        """Draw the frames of one size in a thread: they take longer than the screen may stand still."""
        exercise, ascii_only = self.context.exercise(key[0]), self.context.ascii_only

        def drawn() -> tuple[Frame, ...]:
            from hinge_log.charts.figure import frames, pairs_for

            pairs = pairs_for(exercise)
            return frames(pairs[0], key[1], key[2], ascii=ascii_only, layout="good", titles=False) if pairs else ()

        self._pictures[key] = await asyncio.to_thread(drawn)
        self._drawing.discard(key)
        self.paint()

    def bar(self) -> Sequence[BarKey]:
        """The key bar."""
        if self.panel_open:
            return (
                BarKey(("drill.1", f"drill.{min(9, len(self.items))}"), "slipped", ""),
                BarKey(("drill.done",), "the rest held", "confirm"),
                BarKey(("drill.judge",), "judged by", "judge"),
                BarKey(("drill.pain",), "pain", "pain"),
                BarKey(("drill.leave",), "leave", "leave"),
            )
        running = self.player.running
        amount = "distance" if self.player.plan.distance else "load"
        return (
            BarKey(("drill.pause",), "pause" if running else "go", "start_stop"),
            BarKey(("drill.skip",), "skip", "skip"),
            *([BarKey(("drill.more", "drill.less"), amount, "amount(1)")] if self._movable else []),
            BarKey(("drill.check",), "fault", "check"),
            BarKey(("drill.leave",), "end", "leave"),
            BarKey(("drill.restart",), "restart", "restart"),
            BarKey(("drill.mute",), "unmute" if self.muted else "mute", "mute"),
            BarKey(("drill.pain",), "pain", "pain"),
        )

    @property
    def _movable(self) -> bool:
        return self.player.plan.distance or self._loaded

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            (
                "The drill",
                tuple(f"drill.{word}" for word in ("pause", "skip", "restart", "more", "less", "mute", "leave")),
            ),
            ("How it was", (*(f"drill.{n}" for n in LABELS), "drill.check", "drill.done", "drill.judge", "drill.pain")),
            (
                "What slipped",
                (*(f"drill.{n}" for n in range(6, 10)), *(f"drill.{key}" for key in "hbt"), "drill.leave"),
            ),
        )

    # -- keys ----------------------------------------------------------------------------------------------

    def _changed(self, status: str = "") -> None:
        self.status = status
        self._keys.clear()
        self.paint()

    def action_start_stop(self) -> None:
        """Start, pause, go on."""
        if self.panel_open:
            self._changed(f"The list is open: {self.key_of('drill.done')} keeps it.")
            return
        if self._closed_today():
            return
        self._looked = self.context.clock.monotonic()
        if self.player.phase is Phase.DONE:
            self.player = drills.restarted(self.player)
            self.saved = None
        self.player = drills.toggled(self.player)
        self._changed("1 to 5 rates the set." if self.player.phase is Phase.RATE else "")

    def _closed_today(self) -> bool:
        hurt = self.saved is not None and self.saved.what.pain is not None
        if hurt:
            self._changed(f"{PAIN} {RED_FLAGS}")
        return hurt

    def action_skip(self) -> None:
        """End the set, or the wait; a set that waits for its rating stays unrated."""
        if self.panel_open or self._closed_today():
            return
        self._looked = self.context.clock.monotonic()
        before = self.player
        self.player = drills.skipped(before)
        if before.phase is Phase.MOVE and self.player.phase is Phase.RATE:
            self._set_done()
        elif self.player.phase is Phase.MOVE:
            self.marks, self.lost = {}, ""
        self._changed("Left unrated." if before.phase is Phase.RATE else "")

    def action_restart(self) -> None:
        """The present set from its first rep."""
        if self.panel_open or self._closed_today():
            return
        if self.player.phase is Phase.RATE:
            self._changed(f"That set is saved: {self.key_of('undo')} takes it back.")
            return
        self._looked = self.context.clock.monotonic()
        self.player, self.marks, self.lost = drills.restarted(self.player), {}, ""
        self._changed()

    def action_mute(self) -> None:
        """Bell off or on."""
        self.muted = not self.muted
        self._changed("Bell off." if self.muted else "Bell on.")

    def action_amount(self, step: int) -> None:
        """Heels further out or in; a heavier or lighter load."""
        why = ""
        if self.player.plan.distance:
            self.distance_mm, why = drills.moved(self.distance_mm, step)
        elif self.weight is not None:
            gym = self.context.gym
            bell = self.exercise.load_type.startswith("kettlebell") and self.weight.unit == "kg"
            self.weight = next_bell(self.weight, step) if bell else next_loadable(self.weight, step, gym.load(gym.step))
        self._changed(why)

    # -- what slipped --------------------------------------------------------------------------------------

    def action_check(self) -> None:
        """Open the list of what can slip; during a set the drill waits meanwhile."""
        if self.panel_open:
            self.action_leave()
            return
        if self.player.phase is not Phase.MOVE and self.saved is None:
            self._changed("Nothing done yet.")
            return
        self._hold()
        if self.player.phase is not Phase.MOVE and self.saved is not None:
            form = self.saved.what.form
            self.marks = dict(form.slips) if form else self.marks
            self.lost = drills.contact_of(self.saved.what.note) or self.lost
            self.judge = form.judged_by if form else self.judge
        self.panel_open = True
        self._changed("Mark what slipped. Once, more, held again.")

    def action_digit(self, number: int) -> None:
        """Rate the set, mark an item, or say how much it hurts."""
        if self.hurting:
            self.act(self._hurt(number))
        elif self.panel_open:
            self.action_item(number)
        elif number in LABELS:
            self.action_label(number)

    def action_item(self, number: int) -> None:
        """An item slipped: once, more, or it held after all."""
        if not self.panel_open or number > len(self.items):
            return
        item = self.items[number - 1]
        now = self.marks.get(item.id, 0) or 0
        self.marks[item.id] = {0: 1 if item.kind == "graded" else MORE, 1: MORE}.get(now, 0)
        self.paint()

    def action_contact(self, contact: str) -> None:
        """Which contact of the stick was lost first."""
        if not (self.panel_open and self.player.plan.contacts):
            return
        self.lost = "" if self.lost == contact else contact
        stick = next((item.id for item in self.items if item.id == "hd-stick"), "")
        if stick and self.lost and not self.marks.get(stick):
            self.marks[stick] = 1
        self.paint()

    def action_judge(self) -> None:
        """Who or what judged the set."""
        if self.panel_open:
            judges = tuple(Judge)
            self.judge = judges[(judges.index(self.judge) + 1) % len(judges)]
            self.paint()

    def action_confirm(self) -> None:
        """Keep what was marked; outside the list, go on."""
        if not self.panel_open:
            self.action_start_stop()
        elif self.player.phase is Phase.MOVE:
            self.panel_open = False
            self._looked = self.context.clock.monotonic()
            self.player = drills.toggled(self.player) if self.player.paused else self.player
            self._changed("Noted for this set.")
        else:
            self.act(self._rate(None))

    def action_label(self, label: int) -> None:
        """Rate the set with one key."""
        if self.saved is None:
            self._changed("1 to 5 after the set.")
        elif self.saved.what.pain is None:
            self.act(self._rate(label))

    def action_pain(self) -> None:
        """Ask how much it hurts."""
        if self.saved is None and self.player.phase is not Phase.MOVE:
            self._changed("Pain belongs to a set: it closes the exercise for the day.")
            return
        self._hold()
        self.hurting = True
        self._changed(f"How much, 1 to 9? {PAIN}")

    def action_leave(self) -> None:
        """Close the list, or leave; what was saved stays."""
        if self.hurting or self.panel_open:
            if self.panel_open and self.player.phase is not Phase.MOVE:
                self.marks, self.lost = {}, ""
            self.hurting = self.panel_open = False
            self._changed()
        else:
            self._hold()
            self.action_back()

    # -- writing -------------------------------------------------------------------------------------------

    def _scored(self) -> Form:
        exercise = self.exercise
        checklist = self.context.catalogue.checklists[exercise.checklist]
        reps = (self.saved.what.reps if self.saved else None) or max(1, self.player.reps)
        return score(
            self.items, self.marks, reps, judged_by=self.judge, checklist_id=checklist.id, version=checklist.version
        )

    def _draft(self) -> SetDraft:
        plan = self.player.plan
        return SetDraft(
            reps=self.player.reps,
            load=self.weight,
            distance_mm=self.distance_mm if plan.distance else None,
            side=plan.side(self.player.number),
        )

    async def _save(self) -> None:
        draft, key, name = self._draft(), self.key, self.exercise.name
        self.saved = (await self.do(lambda store: store.log_lift(key, name, [draft])))[0]
        self.status = f"Set {self.player.number} saved. {self.key_of('undo')} undoes."

    async def _rate(self, label: int | None) -> None:
        saved = self.saved
        if saved is None:
            return
        form = quick(label) if label is not None else self._scored()
        lost = self.lost if label is None else ""
        self.saved = await self.do(lambda store: rate_drill(store, saved.id, form, lost))
        self.panel_open, self.marks, self.lost = False, {}, ""
        self._looked = self.context.clock.monotonic()
        if self.player.phase is Phase.RATE:
            self.player = drills.following(self.player)
        elif self.player.phase is not Phase.DONE and self.player.paused:
            self.player = drills.toggled(self.player)
        words = "not rated" if form.label is None else f"Form {form.label}, {LABELS[form.label]}"
        kept = f", {form.percent}% kept" if form.percent is not None else ""
        undo = f"{self.key_of('undo')} undoes."
        self.status = f"{words}{kept}. {undo}"
        if self.player.phase is Phase.DONE:
            await self.load()
            self.status = f"{words}{kept}. All sets done; the workout stays open. {undo}"
        self._keys.clear()

    async def _hurt(self, level: int) -> None:
        self.hurting = self.panel_open = False
        during = self.player.phase is Phase.MOVE
        if during:
            draft = replace(self._draft(), pain=Pain("", level))
            key, name = self.key, self.exercise.name
            self.saved = (await self.do(lambda store: store.log_lift(key, name, [draft])))[0]
        elif self.saved is not None:
            saved = self.saved
            self.saved = await self.do(lambda store: store.note_pain(saved.id, Pain("", level)))
        self.player = replace(self.player, phase=Phase.DONE, paused=True, at=0.0)
        self._keys.clear()
        self.status = f"Pain {level} noted. {PAIN} {RED_FLAGS}"
