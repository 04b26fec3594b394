"""A guided drill: it paces the reps, counts them, and stores each set with how it looked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from hinge_log.charts.drill_words import DrillKeys, large_number, player_sentences, rep_text
from hinge_log.charts.labelled import LabelledFlow
from hinge_log.charts.set_texts import number_cm
from hinge_log.exercises.model import Exercise, Item
from hinge_log.exercises.safety import PAIN, RED_FLAGS
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import BackRequested, BarKey, MainScreen, global_bindings
from hinge_log.store.drills import drill_history, rate_drill
from hinge_log.store.store import Store
from hinge_log.training import drills
from hinge_log.training.clean_load import JUDGE_WORDS
from hinge_log.training.drills import CONTACTS, Call, DrillDay, Phase, Player
from hinge_log.training.first_set import HAND_SPAN_MM, first_set
from hinge_log.training.form import outcome_words, quick, score
from hinge_log.training.load import Load
from hinge_log.training.steps import next_bell, next_loadable
from hinge_log.training.workout import LABELS, Form, Judge, Pain, SetDraft, SetRecord
from hinge_log.widgets.check_panel import CheckedSet, CheckPanel
from hinge_log.widgets.drill_pacer import DrillPace, DrillPacer
from hinge_log.widgets.flow_panel import FlowPanel
from hinge_log.widgets.form_strip import FormStrip
from hinge_log.widgets.key_bar import KeyHint
from hinge_log.widgets.key_row import KeyRow
from hinge_log.widgets.moving_figure import MovingFigure

if TYPE_CHECKING:
    from hinge_log.charts.figure import FigurePair

FIRST_DRILL = "drill-wall-hinge"
TICK_S = 1 / 9
"""Seconds between two looks at the clock: as often as the figure changes."""
AWAY_S = 5.0
"""After so long without a look at the clock nobody was watching: the drill pauses where it was."""
SEVERAL = 2
_CONTACT_KEYS = dict(zip(CONTACTS, "hbt", strict=True))
_RUNNING = (Phase.READY, Phase.MOVE)


@dataclass(frozen=True, slots=True)
class DrillData:
    """The days of the drill, oldest first, its last load, the set that was saved last, and its figure."""

    days: tuple[DrillDay, ...]
    load: Load | None
    saved: SetRecord | None
    pair: FigurePair | None


class DrillScreen(MainScreen[DrillData]):
    """Plays one drill."""

    CSS_PATH = "../styles/drill.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "start_stop", "pause", id="drill.pause", tooltip="start, pause, resume"),
        Binding("n", "skip", "skip", id="drill.skip", tooltip="end the set or the rest; leave a set unrated"),
        Binding("up", "amount(1)", "more", id="drill.more", tooltip="1 cm farther from the wall; a heavier bell"),
        Binding("down", "amount(-1)", "less", id="drill.less", tooltip="1 cm closer to the wall; a lighter bell"),
        Binding("f", "check", "fault", id="drill.check", tooltip="which checks failed, and which contact went first"),
        Binding("r", "restart", "restart", id="drill.restart", tooltip="the present set from its first rep"),
        Binding("m", "mute", "mute", id="drill.mute", tooltip="bell off, or on"),
        *(
            Binding(
                str(n), f"digit({n})", "form", id=f"drill.{n}", tooltip=f"form {n}, {LABELS[n]}; in the list: check {n}"
            )
            for n in LABELS
        ),
        *(Binding(str(n), f"digit({n})", "check", id=f"drill.{n}", tooltip=f"check {n} failed") for n in range(6, 10)),
        Binding("0,p", "pain", "pain", id="drill.pain", tooltip="report pain: ends the exercise for the day"),
        Binding("j", "judge", "judge", id="drill.judge", tooltip="judged by feel, in a mirror, on video, by a coach"),
        *(
            Binding(
                key, f"contact('{contact}')", contact, id=f"drill.{key}", tooltip=f"the stick left the {contact} first"
            )
            for contact, key in _CONTACT_KEYS.items()
        ),
        Binding("enter", "confirm", "save", id="drill.done", tooltip="save the checks that failed"),
        Binding("q,escape", "leave", "end", id="drill.leave", tooltip="end the drill; every rep done is saved"),
        *global_bindings(without=("back",)),
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.key = FIRST_DRILL
        self.player = Player(drills.plan_for(self.exercise))
        self.distance_mm = HAND_SPAN_MM
        self.weight: Load | None = None
        self.saved: SetRecord | None = None
        self.marks: dict[str, int | None] = {}
        self.lost = ""
        self.panel_open = False
        self.hurting = False
        self.judge = Judge.FELT
        self.muted = "bell" not in context.look.rest_end
        self.is_new = True
        self._looked_at = 0.0

    def compose_body(self) -> Iterable[Widget]:
        """The figure, the pace beside it, what to know or the checks under that, and the rating."""
        yield MovingFigure(ascii_only=self.context.ascii_only, id="figure")
        with Vertical(id="side"):
            yield DrillPacer(ascii_only=self.context.ascii_only)
            with VerticalScroll(id="words", can_focus=False):
                yield FlowPanel()
            yield CheckPanel(id="checks")
            yield KeyRow(id="contacts")
            yield Static(id="outcome", markup=False)
        yield FormStrip(id="rating")
        yield KeyRow(id="touch", lead=True)

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

    @property
    def days(self) -> tuple[DrillDay, ...]:
        """What was done of the drill."""
        return self.data.days if self.data else ()

    def show_lift(self, key: str) -> None:
        """Show another drill; one under way goes on, and reps of another that is left are saved."""
        if key == self.key or self.context.exercise(key).family != "drill":
            return
        if self._has_unsaved:
            self.enqueue(self._save_before_leaving(*self._unsaved()))
        self.key = key
        self.player = Player(drills.plan_for(self.exercise))
        self.saved, self.marks, self.lost, self.panel_open, self.is_new = None, {}, "", False, True

    @on(events.Mount)
    def _start_clock(self) -> None:
        """Look at the clock often enough for the figure."""
        self._looked_at = self.context.clock.monotonic()
        self.set_interval(TICK_S, self.tick)

    @on(events.ScreenSuspend)
    def _pause_unseen(self) -> None:
        """Nobody looks: the drill waits."""
        self._hold()

    def read(self, store: Store) -> DrillData:
        """What was done of this drill."""
        from hinge_log.charts.figure import pairs_for

        last = store.sessions(self.key, 1)
        loads = [record.what.load for record in last[0].sets if record.what.load] if last else []
        saved = store.set(self.saved.id) if self.saved else None
        pairs = pairs_for(self.exercise)
        days = drill_history(store, [self.key])[self.key]
        return DrillData(days, loads[-1] if loads else None, saved, pairs[0] if pairs else None)

    def show(self, data: DrillData) -> None:
        """Take over what was read; a set that was undone can be done again."""
        if self.saved is not None and data.saved is None:
            before = self.player
            number = before.number if before.phase in (Phase.RATE, Phase.DONE) else max(1, before.number - 1)
            self.player = replace(before, number=number, phase=Phase.READY, reps=0, at=0.0, paused=True)
            self.panel_open, self.marks, self.lost = False, {}, ""
        self.saved = data.saved
        if self.is_new:
            self.is_new = False
            gym = self.context.gym
            self.distance_mm = drills.first_distance(data.days)
            self.weight = data.load or first_set(self.exercise, gym.unit, gym.bar).load
            further = drills.step_out(data.days) if self.player.plan.distance else None
            if further is not None:
                self.status = f"Clean on two days: try {number_cm(further)} cm."
        self.query_one(MovingFigure).pair = data.pair
        self._show_all()

    # -- time ----------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Let the time pass that went by since the last look."""
        now = self.context.clock.monotonic()
        passed, self._looked_at = now - self._looked_at, now
        if not self.player.running or not self.is_current:
            return
        if passed > AWAY_S:
            self._hold()
            self._show_all(f"Paused while nobody was looking. Press {self.key_of('drill.pause')} to resume.")
            return
        before = self.player
        self.player, calls = drills.tick(self.player, passed)
        if calls and not self.muted:
            self.app.bell()
        if Call.SET in calls:
            self._set_done()
        if (before.phase, before.number, before.running) != (
            self.player.phase,
            self.player.number,
            self.player.running,
        ):
            self._show_all(self.status)
        else:
            self._show_pace()

    def _hold(self) -> None:
        if self.player.running:
            self.player = drills.toggled(self.player)

    def _set_done(self) -> None:
        self.panel_open = bool(self.marks or self.lost)
        self.enqueue(self._save())

    # -- showing -------------------------------------------------------------------------------------------

    def _show_pace(self) -> None:
        """What changes with every tick."""
        player, beat = self.player, drills.beat(self.player)
        part = "ready" if player.phase is Phase.READY else ("out", "hold", "back", "rest")[beat.part]
        count = str(beat.count) if beat.count else ""
        pace = DrillPace(
            rep_text(player), large_number(player), self._word(beat), self._hint(), part, beat.share, count
        )
        self.query_one(DrillPacer).pace = pace
        figure, is_still = self.query_one(MovingFigure), self.context.look.motion == "none"
        if is_still or self.app.animation_level == "none":
            is_out = beat.part < SEVERAL and player.phase is Phase.MOVE
            figure.way, figure.returning = float(is_out), False
        else:
            figure.way, figure.returning = beat.way, beat.returning

    def _show_all(self, status: str | None = None) -> None:
        if status is not None:
            self.status = status
        if not self.children:
            return
        player, plan = self.player, self.player.plan
        side = {"L": ", left", "R": ", right"}.get(plan.side(player.number), "")
        number = "done" if player.phase is Phase.DONE else f"set {player.number} of {plan.all_sets}{side}"
        self.show_title((self.exercise.name.split(" (")[0], "strong"), right=number)
        self.set_class(self.panel_open, "-checking")
        self._show_pace()
        if self.panel_open:
            self._show_checks()
        else:
            keys = DrillKeys(f"{self.key_of('drill.more')}{self.key_of('drill.less')}", self.key_of("drill.check"))
            load = f"{self.weight.text} {self.weight.unit}" if self.weight else ""
            sentences = player_sentences(player, self.items, self.days, self.distance_mm, load, keys)
            self.query_one(FlowPanel).flow = LabelledFlow(sentences)
        form = self.saved.what.form if self.saved else None
        asks = self.saved is not None and form is None and self.saved.what.pain is None
        title = "How was it?" if asks else "How was it? 1-5 after the set"
        answers = tuple(KeyHint(str(label), word, f"label({label})") for label, word in LABELS.items())
        chosen = form.label - 1 if form is not None and form.label else -1
        self.query_one(FormStrip).ask(title, answers, chosen, asks=asks)
        touch = self.query_one("#touch", KeyRow)
        if self.panel_open:
            touch.keys = (KeyHint("", "SAVE", "confirm"), KeyHint("", JUDGE_WORDS[self.judge.value], "judge"),
                          KeyHint("", "discard", "leave"))  # fmt: skip
        else:
            main = KeyHint("", "PAUSE" if player.running else "GO", "start_stop")
            touch.keys = (main, KeyHint("", "skip", "skip"), KeyHint("", "fault", "check"))
        self.show_keys()

    def _show_checks(self) -> None:
        panel = self.query_one(CheckPanel)
        panel.items = self.items
        judge, pain = self.key_of("drill.judge"), self.key_of("drill.pain")
        panel.checked = CheckedSet(
            f"Set {self.player.number}", dict(self.marks), JUDGE_WORDS[self.judge.value], judge, pain
        )
        contacts = self.query_one("#contacts", KeyRow)
        contacts.display = self.player.plan.contacts
        contacts.keys = tuple(KeyHint(key, contact, f"contact('{contact}')") for contact, key in _CONTACT_KEYS.items())
        contacts.chosen = frozenset((CONTACTS.index(self.lost),) if self.lost else ())
        form = self._scored(self.marks)
        outcome = (outcome_words(form, self.items) or "No check was seen.") + (" A clean set." if form.clean else "")
        contact = "Which contact was lost first? " if self.player.plan.contacts and not self.lost else ""
        self.query_one("#outcome", Static).update(contact + outcome)

    def _word(self, beat: drills.Beat) -> str:
        player = self.player
        if player.phase is Phase.READY:
            return f"Press {self.key_of('drill.pause')} to start" if player.paused else "GET READY"
        if player.phase is Phase.MOVE:
            return beat.words
        return {Phase.RATE: "HOW WAS IT?", Phase.REST: "REST", Phase.DONE: "WELL DONE"}[player.phase]

    def _hint(self) -> str:
        phase = self.player.phase
        if phase in _RUNNING:
            return drills.described(self.player.plan).partition(": ")[2]
        if phase is Phase.RATE:
            return f"Press 1 to 5, or {self.key_of('drill.check')} for the checks."
        if phase is Phase.REST:
            return f"Press {self.key_of('drill.skip')} to start now."
        return "The workout stays open."

    def bar(self) -> Sequence[BarKey]:
        """The entries of the key bar."""
        if self.panel_open:
            return (
                BarKey(("drill.1", f"drill.{min(9, len(self.items))}"), "failed"),
                BarKey(("drill.done",), "save", "confirm"),
                BarKey(("drill.judge",), "judged by", "judge"),
                BarKey(("drill.pain",), "pain", "pain"),
                BarKey(("drill.leave",), "discard", "leave"),
            )
        amount = "distance" if self.player.plan.distance else "load"
        is_amount_changeable = self.player.plan.distance or self.weight is not None
        word = "pause" if self.player.running else "go"
        return (
            BarKey(("drill.pause",), word, "start_stop"),
            BarKey(("drill.skip",), "skip", "skip"),
            *([BarKey(("drill.more", "drill.less"), amount, "amount(1)")] if is_amount_changeable else []),
            BarKey(("drill.check",), "fault", "check"),
            BarKey(("drill.leave",), "end", "leave"),
            BarKey(("drill.restart",), "restart", "restart"),
            BarKey(("drill.mute",), "unmute" if self.muted else "mute", "mute"),
            BarKey(("drill.pain",), "pain", "pain"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        words = ("pause", "skip", "restart", "more", "less", "mute", "leave")
        rating = (*(f"drill.{n}" for n in LABELS), "drill.check", "drill.done", "drill.judge", "drill.pain")
        checks = (*(f"drill.{n}" for n in range(6, 10)), *(f"drill.{key}" for key in "hbt"))
        return (("The drill", tuple(f"drill.{word}" for word in words)), ("How it was", rating), ("Checks", checks))

    # -- keys ----------------------------------------------------------------------------------------------

    def action_start_stop(self) -> None:
        """Start, pause, resume."""
        if self.panel_open:
            self._show_all(f"Press {self.key_of('drill.done')} to save the checks first.")
            return
        if self._is_closed_today():
            return
        self._looked_at = self.context.clock.monotonic()
        if self.player.phase is Phase.DONE:
            self.player = drills.restarted(self.player)
            self.saved = None
        self.player = drills.toggled(self.player)
        self._show_all("Press 1 to 5 to rate the set." if self.player.phase is Phase.RATE else "")

    def _is_closed_today(self) -> bool:
        hurt = self.saved is not None and self.saved.what.pain is not None
        if hurt:
            self._show_all(f"{PAIN} {RED_FLAGS}")
        return hurt

    def action_skip(self) -> None:
        """End the set, or the rest; a set that waits for its rating stays unrated."""
        if self.panel_open or self._is_closed_today():
            return
        self._looked_at = self.context.clock.monotonic()
        before = self.player
        self.player = drills.skipped(before)
        if before.phase is Phase.MOVE and self.player.phase is Phase.RATE:
            self._set_done()
        elif self.player.phase is Phase.MOVE:
            self.marks, self.lost = {}, ""
        self._show_all("Set not rated." if before.phase is Phase.RATE else "")

    def action_restart(self) -> None:
        """The present set from its first rep."""
        if self.panel_open or self._is_closed_today():
            return
        if self.player.phase is Phase.RATE:
            self._show_all(f"That set is saved. {self.key_of('undo')} undoes.")
            return
        self._looked_at = self.context.clock.monotonic()
        self.player, self.marks, self.lost = drills.restarted(self.player), {}, ""
        self._show_all("")

    def action_mute(self) -> None:
        """Bell off or on."""
        self.muted = not self.muted
        self._show_all("Bell off." if self.muted else "Bell on.")

    def action_amount(self, step: int) -> None:
        """Heels farther out or in; a heavier or lighter load."""
        why = ""
        if self.player.plan.distance:
            self.distance_mm, why = drills.moved(self.distance_mm, step)
        elif self.weight is not None:
            gym = self.context.gym
            bell = self.exercise.load_type.startswith("kettlebell") and self.weight.unit == "kg"
            self.weight = next_bell(self.weight, step) if bell else next_loadable(self.weight, step, gym.load(gym.step))
        self._show_all(why)

    # -- checks --------------------------------------------------------------------------------------------

    def action_check(self) -> None:
        """Open the checks; during a set the drill waits meanwhile."""
        if self.panel_open:
            self.action_leave()
            return
        if self.player.phase is not Phase.MOVE and self.saved is None:
            self._show_all("Nothing done yet.")
            return
        self._hold()
        if self.player.phase is not Phase.MOVE and self.saved is not None:
            form = self.saved.what.form
            self.marks = dict(form.slips) if form else self.marks
            self.lost = drills.contact_of(self.saved.what.note) or self.lost
            self.judge = form.judged_by if form else self.judge
        self.panel_open = True
        self._show_all("Mark the checks that failed: once, several reps, passed.")

    def action_digit(self, number: int) -> None:
        """Rate the set, mark a check, or say how much it hurts."""
        if self.hurting:
            self.enqueue(self._hurt(number))
        elif self.panel_open:
            self.action_mark(number)
        elif number in LABELS:
            self.action_label(number)

    def action_mark(self, number: int) -> None:
        """A check failed once, in several reps, or passed after all."""
        if not self.panel_open or number > len(self.items):
            return
        item = self.items[number - 1]
        now = self.marks.get(item.id, 0) or 0
        self.marks[item.id] = {0: 1 if item.kind == "graded" else SEVERAL, 1: SEVERAL}.get(now, 0)
        self._show_all()

    def action_contact(self, contact: str) -> None:
        """Which contact of the stick was lost first."""
        if not (self.panel_open and self.player.plan.contacts):
            return
        self.lost = "" if self.lost == contact else contact
        stick = next((item.id for item in self.items if item.id == "hd-stick"), "")
        if stick and self.lost and not self.marks.get(stick):
            self.marks[stick] = 1
        self._show_all()

    def action_judge(self) -> None:
        """Who or what judged the set."""
        if self.panel_open:
            judges = tuple(Judge)
            self.judge = judges[(judges.index(self.judge) + 1) % len(judges)]
            self._show_all()

    def action_confirm(self) -> None:
        """Save the checks that failed; outside the list, go on."""
        if not self.panel_open:
            self.action_start_stop()
        elif self.player.phase is Phase.MOVE:
            self.panel_open = False
            self._looked_at = self.context.clock.monotonic()
            self.player = drills.toggled(self.player) if self.player.paused else self.player
            self._show_all("Noted; saved with the set.")
        else:
            self.enqueue(self._rate(None))

    def action_label(self, label: int) -> None:
        """Rate the set with one key."""
        if self.saved is None:
            self._show_all("Press 1 to 5 after the set.")
        elif self.saved.what.pain is None:
            self.enqueue(self._rate(label))

    def action_pain(self) -> None:
        """Ask how much it hurts."""
        if self.saved is None and self.player.phase is not Phase.MOVE:
            self._show_all("Pain belongs to a set: it ends the exercise for the day.")
            return
        self._hold()
        self.hurting = True
        self._show_all(f"How much, 1 to 9? {PAIN}")

    def action_leave(self) -> None:
        """Close the checks, or leave; a set under way is saved with the reps done."""
        if self.hurting or self.panel_open:
            if self.panel_open and self.player.phase is not Phase.MOVE:
                self.marks, self.lost = {}, ""
            self.hurting = self.panel_open = False
            self._show_all("")
            return
        self._hold()
        if self._has_unsaved:
            self.enqueue(self._save_and_leave())
        else:
            self.post_message(BackRequested())

    def action_quit_now(self) -> None:
        """Quit; a set under way is saved with the reps done."""
        if self._has_unsaved:
            self.enqueue(self._save_and_quit())
        else:
            super().action_quit_now()

    # -- writing -------------------------------------------------------------------------------------------

    @property
    def _has_unsaved(self) -> bool:
        """Whether leaving would lose reps, or faults that were noted."""
        return self.player.phase is Phase.MOVE and bool(self.player.reps or self.marks or self.lost)

    def _scored(self, marks: dict[str, int | None]) -> Form:
        exercise = self.exercise
        checklist = self.context.catalogue.checklists[exercise.checklist]
        reps = (self.saved.what.reps if self.saved else None) or max(1, self.player.reps)
        return score(
            self.items, marks, reps, judged_by=self.judge, checklist_id=checklist.id, version=checklist.version
        )

    def _draft(self) -> SetDraft:
        """The set as it was done, with the faults that were noted on the way: they are saved with it."""
        plan = self.player.plan
        is_checked = bool(self.marks or self.lost)
        return SetDraft(
            # A fault that was noted in the first rep belongs to that rep.
            reps=max(1, self.player.reps) if is_checked else self.player.reps,
            load=self.weight,
            distance_mm=self.distance_mm if plan.distance else None,
            side=plan.side(self.player.number),
            form=self._scored(self.marks) if is_checked else None,
            note=drills.with_contact("", self.lost),
        )

    def _unsaved(self) -> tuple[str, str, SetDraft]:
        """The key and the name of the drill, and its set as far as it was done."""
        self.saved = None
        return self.key, self.exercise.name, self._draft()

    async def _save_as(self, key: str, name: str, draft: SetDraft) -> SetRecord:
        return (await self.with_store(lambda store: store.log_lift(key, name, [draft])))[0]

    async def _save(self) -> None:
        self.saved = await self._save_as(*self._unsaved())
        noted = " with the faults noted" if self.marks or self.lost else ""
        self._show_all(f"Set {self.player.number} saved{noted}. {self.key_of('undo')} undoes.")

    async def _save_before_leaving(self, key: str, name: str, draft: SetDraft) -> None:
        await self._save_as(key, name, draft)

    async def _save_and_leave(self) -> None:
        saved = await self._save_as(*self._unsaved())
        reps = f"{saved.what.reps} rep{'s' if saved.what.reps != 1 else ''}"
        noted = " and the faults noted" if self.marks or self.lost else ""
        self.player, self.marks, self.lost = Player(self.player.plan), {}, ""
        self.post_message(BackRequested(f"{self.exercise.name}: set saved with {reps}{noted}."))

    async def _save_and_quit(self) -> None:
        await self._save_as(*self._unsaved())
        super().action_quit_now()

    async def _rate(self, label: int | None) -> None:
        saved = self.saved
        if saved is None:
            return
        form = quick(label) if label is not None else self._scored(self.marks)
        lost = self.lost if label is None else ""
        self.saved = await self.with_store(lambda store: rate_drill(store, saved.id, form, lost))
        self.panel_open, self.marks, self.lost = False, {}, ""
        self._looked_at = self.context.clock.monotonic()
        if self.player.phase is Phase.RATE:
            self.player = drills.following(self.player)
        elif self.player.phase is not Phase.DONE and self.player.paused:
            self.player = drills.toggled(self.player)
        words = outcome_words(form, self.items)
        if not words:
            words = "Not rated." if form.label is None else f"Form {form.label}, {LABELS[form.label]}."
        done = " All sets done; the workout stays open." if self.player.phase is Phase.DONE else ""
        if self.player.phase is Phase.DONE:
            await self.load()
        self._show_all(f"{words}{done} {self.key_of('undo')} undoes.")

    async def _hurt(self, level: int) -> None:
        self.hurting = self.panel_open = False
        if self.player.phase is Phase.MOVE:
            draft = replace(self._draft(), pain=Pain("", level), form=None)
            self.saved = await self._save_as(self.key, self.exercise.name, draft)
        elif self.saved is not None:
            saved = self.saved
            self.saved = await self.with_store(lambda store: store.note_pain(saved.id, Pain("", level)))
        self.player = replace(self.player, phase=Phase.DONE, paused=True, at=0.0)
        self._show_all(f"Pain {level} saved. {PAIN} {RED_FLAGS}")
