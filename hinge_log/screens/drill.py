"""A guided drill: it paces the reps, counts them, and stores each set with how it looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget

from hinge_log.charts.drill_words import outcome_text, player_sentences, rated_text, set_text
from hinge_log.charts.flow import LabelledFlow
from hinge_log.exercises.model import Checklist, Exercise, Item
from hinge_log.exercises.safety import PAIN, RED_FLAGS
from hinge_log.screens import drill_view
from hinge_log.screens.context import BackRequested, Context
from hinge_log.screens.keys import Bar, HelpGroups, global_bindings
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store.set_writes import rate_drill
from hinge_log.store.store import Store
from hinge_log.text import plural
from hinge_log.training import drills
from hinge_log.training.distance import distance_text
from hinge_log.training.drill_run import DrillChecks, DrillRun
from hinge_log.training.drills import CONTACTS, Call, Phase, Player
from hinge_log.training.form import quick
from hinge_log.training.suggestion import first_set
from hinge_log.training.workout import JUDGE_WORDS, LABELS, Pain, SetDraft, SetRecord
from hinge_log.widgets.check_panel import CheckedSet
from hinge_log.widgets.drill_panels import DrillCheckList, DrillKeys, DrillPacer, pace_of
from hinge_log.widgets.figures import MovingFigure
from hinge_log.widgets.form_strip import FormStrip
from hinge_log.widgets.keys import KeyHint, KeyRow
from hinge_log.widgets.panels import FlowPanel

FIRST_DRILL = "drill-wall-hinge"
TICK_S = 1 / 9
"""Seconds between two looks at the clock: as often as the figure changes."""
AWAY_S = 5.0
"""After so long without a look at the clock nobody was watching: the drill pauses where it was."""


class DrillScreen(MainScreen[drill_view.DrillData]):
    """Plays one drill."""

    CSS_PATH = "../styles/drill.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "start_stop", "pause", id="drill.pause", tooltip="start, pause, resume"),
        Binding("n", "skip", "skip", id="drill.skip", tooltip="end the set or the rest, or leave the set unrated"),
        Binding("up", "amount(1)", "more", id="drill.more", tooltip="1 cm farther from the wall; a heavier bell"),
        Binding("down", "amount(-1)", "less", id="drill.less", tooltip="1 cm closer to the wall; a lighter bell"),
        Binding("f", "check", "fault", id="drill.check", tooltip="mark the failed checks and the first contact lost"),
        Binding("r", "restart", "restart", id="drill.restart", tooltip="restart the current set"),
        Binding("m", "mute", "mute", id="drill.mute", tooltip="sound off or on"),
        *drill_view.DIGIT_BINDINGS,
        Binding("0,p", "pain", "pain", id="drill.pain", tooltip="report pain: ends the exercise for the day"),
        Binding("j", "judge", "judged by", id="drill.judge", tooltip="by feel, in a mirror, on video, by a coach"),
        *drill_view.CONTACT_BINDINGS,
        Binding("enter", "confirm", "save", id="drill.done", tooltip="save the checks that failed"),
        Binding("q,escape", "leave", "end", id="drill.leave", tooltip="end the drill; all reps are saved"),
        *global_bindings(without=("back",)),
    ]
    HELP_GROUPS: ClassVar[HelpGroups] = drill_view.HELP_GROUPS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.key = FIRST_DRILL
        self.progress = DrillRun(Player(drills.plan_for(self.exercise)))
        self.panel_open = False
        self.hurting = False
        self.muted = "bell" not in context.look.rest_end
        self.is_new = True
        self._looked_at = 0.0
        self._shown_data: drill_view.DrillData | None = None

    def compose_body(self) -> Iterable[Widget]:
        """The figure, the pace beside it, what to know or the checks under that, and the rating."""
        yield MovingFigure(ascii_only=self.context.ascii_only, id="figure")
        with Vertical(id="side"):
            yield DrillPacer(ascii_only=self.context.ascii_only)
            with VerticalScroll(id="words", can_focus=False):
                yield FlowPanel()
            yield DrillCheckList(id="checks")
        yield FormStrip(id="rating")
        yield KeyRow(id="touch", lead=True)

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def player(self) -> Player:
        """Where the drill is."""
        return self.progress.player

    @property
    def exercise(self) -> Exercise:
        """The drill."""
        return self.context.exercise(self.key)

    @property
    def items(self) -> tuple[Item, ...]:
        """Its checks."""
        return self.context.catalogue.items_for(self.exercise)

    def show_lift(self, key: str) -> None:
        """Show another drill; one under way goes on, and reps of another that is left are saved."""
        if key == self.key or self.context.exercise(key).family != "drill":
            return
        if self.progress.is_unsaved:
            self.enqueue(self._save_as(self.key, self.exercise.name, self._draft()))
        self.key = key
        checks = self.progress.checks.cleared
        self.progress = DrillRun(Player(drills.plan_for(self.exercise)), checks)
        self.panel_open, self.is_new = False, True

    @on(events.Mount)
    def _start_clock(self) -> None:
        """Look at the clock often enough for the figure."""
        self._looked_at = self.context.clock.monotonic()
        self.set_interval(TICK_S, self.tick)

    @on(events.ScreenSuspend)
    def _pause_unseen(self) -> None:
        """Nobody looks: the drill waits."""
        self._hold()

    def read(self, store: Store) -> drill_view.DrillData:
        """What was done of this drill."""
        return drill_view.read_drill(store, self.exercise, self.progress.saved)

    def show(self, data: drill_view.DrillData) -> None:
        """Take over what was read, once; a set that was undone can be done again."""
        if data is self._shown_data:
            self._show_all()
            return
        self._shown_data = data
        if self.progress.saved is not None and data.saved is None:
            self.panel_open, self.progress = False, self.progress.undone()
        self.progress = replace(self.progress, saved=data.saved)
        if self.is_new:
            self.is_new = False
            gym = self.context.gym
            distance_mm = drills.first_distance(data.days, gym.unit)
            load = data.load or first_set(self.exercise, gym.unit, gym.bar).load
            self.progress = replace(self.progress, distance_mm=distance_mm, load=load)
            further = drills.step_out(data.days) if self.player.plan.distance else None
            if further is not None:
                self.status = f"Two clean days: try {distance_text(further)}."
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
            self._show_all(f"Paused while you were away. Press {self.key_of('drill.pause')} to resume.")
            return
        before = self.player
        player, calls = drills.tick(before, passed)
        self.progress = replace(self.progress, player=player)
        if calls and not self.muted:
            self.app.bell()
        if Call.SET in calls:
            self._set_done()
        if (before.phase, before.number, before.running) != (player.phase, player.number, player.running):
            self._show_all(self.status)
        else:
            self._show_pace()

    def _hold(self) -> None:
        self.progress = self.progress.paused()

    def _set_done(self) -> None:
        self.panel_open = self.progress.checks.any_failed
        self.enqueue(self._save())

    # -- showing -------------------------------------------------------------------------------------------

    def _show_pace(self) -> None:
        """What changes with every tick."""
        player, beat = self.player, drills.beat(self.player)
        keys = DrillKeys(*(self.key_of(f"drill.{each}") for each in ("pause", "check", "skip")))
        self.query_one(DrillPacer).pace = pace_of(player, beat, keys)
        figure = self.query_one(MovingFigure)
        is_still = self.context.look.motion == "none" or self.app.animation_level == "none"
        figure.way = float(beat.part < 2 and player.phase is Phase.MOVE) if is_still else beat.way
        figure.returning = beat.returning and not is_still

    def _show_all(self, status: str | None = None) -> None:
        if status is not None:
            self.status = status
        if not self.children:
            return
        self.show_title((self.exercise.name.split(" (")[0], "strong"), right=set_text(self.player))
        self.set_class(self.panel_open, "-checking")
        self.set_class(self.progress.asks_rating, "-rating")
        self._show_pace()
        if self.panel_open:
            self._show_checks()
        else:
            days = self.data.days if self.data else ()
            amount_keys = self.key_of("drill.more") + self.key_of("drill.less")
            sentences = player_sentences(self.progress, self.items, days, amount_keys, self.key_of("drill.check"))
            self.query_one(FlowPanel).flow = LabelledFlow(sentences, strong="Cue")
        form = self.progress.saved.what.form if self.progress.saved else None
        self.query_one(FormStrip).ask_label(form.label if form else None, asks=self.progress.asks_rating)
        judge = JUDGE_WORDS[self.progress.checks.judge.value]
        self.query_one("#touch", KeyRow).keys = drill_view.touch_keys(self.player, judge, is_checking=self.panel_open)
        self.show_keys()

    def _show_checks(self) -> None:
        checks, has_contacts = self.progress.checks, self.player.plan.contacts
        keys = self.key_of("drill.judge"), self.key_of("drill.pain")
        name = f"Set {self.progress.checked_number}"
        checked = CheckedSet(name, checks.marks, JUDGE_WORDS[checks.judge.value], *keys)
        contacts = [KeyHint(key, contact, f"contact('{contact}')") for contact, key in drill_view.CONTACT_KEYS.items()]
        form, asks_contact = self.progress.form(self.items, self._checklist()), has_contacts and not checks.lost
        outcome = outcome_text(form, self.items, asks_contact=asks_contact)
        lost = CONTACTS.index(checks.lost) if checks.lost else None
        self.query_one(DrillCheckList).show_checks(self.items, checked, outcome, contacts if has_contacts else (), lost)

    def bar(self) -> Bar:
        """The entries of the key bar."""
        if self.panel_open:
            return drill_view.check_keys(len(self.items))
        return drill_view.drill_keys(self.player, has_load=self.progress.load is not None, is_muted=self.muted)

    # -- keys ----------------------------------------------------------------------------------------------

    def action_start_stop(self) -> None:
        """Start, pause, resume."""
        if self.panel_open:
            self._show_all(f"Press {self.key_of('drill.done')} to save the checks first.")
            return
        if self._is_closed_today():
            return
        self._looked_at = self.context.clock.monotonic()
        self.progress = self.progress.started_or_paused()
        self._show_all("Press 1 to 5 to rate the set." if self.player.phase is Phase.RATE else "")

    def _is_closed_today(self) -> bool:
        if self.progress.has_pain:
            self._show_all(f"{PAIN} {RED_FLAGS}")
        return self.progress.has_pain

    def action_skip(self) -> None:
        """End the set, or the rest; a set that waits for its rating stays unrated."""
        if self.panel_open or self._is_closed_today():
            return
        self._looked_at = self.context.clock.monotonic()
        before = self.player
        self.progress = self.progress.skipped()
        if before.phase is Phase.MOVE and self.player.phase is Phase.RATE:
            self._set_done()
        self._show_all("Set not rated." if before.phase is Phase.RATE else "")

    def action_restart(self) -> None:
        """The present set from its first rep."""
        if self.panel_open or self._is_closed_today():
            return
        if self.player.phase is Phase.RATE:
            self._show_all(f"That set is saved. Press {self.key_of('undo')} to undo.")
            return
        self._looked_at = self.context.clock.monotonic()
        self.progress = self.progress.restarted()
        self._show_all("")

    def action_mute(self) -> None:
        """Bell off or on."""
        self.muted = not self.muted
        self._show_all("Sound off." if self.muted else "Sound on.")

    def action_amount(self, step: int) -> None:
        """Heels farther out or in; a heavier or lighter load."""
        gym, in_bells = self.context.gym, self.exercise.load_type.startswith("kettlebell")
        self.progress, why = self.progress.with_amount(step, gym.load(gym.step), in_bells=in_bells)
        self._show_all(why)

    # -- checks --------------------------------------------------------------------------------------------

    def action_check(self) -> None:
        """Open the checks; during a set the drill waits meanwhile."""
        if self.panel_open:
            self.action_leave()
            return
        saved = self.progress.saved
        if self.player.phase is not Phase.MOVE and saved is None:
            self._show_all("Nothing done yet.")
            return
        self._hold()
        if self.player.phase is not Phase.MOVE and saved is not None:
            self._mark(DrillChecks.of(saved.what, self.progress.checks))
        self.panel_open = True
        self._show_all("Mark the failed checks. Each press: one rep, several reps, passed.")

    def action_digit(self, number: int) -> None:
        """Rate the set, mark a check, or say how much it hurts."""
        if self.hurting:
            self.enqueue(self._hurt(number))
        elif self.panel_open:
            self.action_mark(number)
        elif number in LABELS:
            self.action_label(number)

    def _mark(self, checks: DrillChecks) -> None:
        self.progress = replace(self.progress, checks=checks)
        self._show_all()

    def action_mark(self, number: int) -> None:
        """A check failed once, in several reps, or passed after all."""
        if self.panel_open and number <= len(self.items):
            self._mark(self.progress.checks.toggled(self.items[number - 1]))

    def action_contact(self, contact: str) -> None:
        """Which contact of the stick was lost first."""
        if self.panel_open and self.player.plan.contacts:
            self._mark(self.progress.checks.with_lost(contact, self.items))

    def action_judge(self) -> None:
        """Who or what judged the set."""
        if self.panel_open:
            self._mark(self.progress.checks.next_judge())

    def action_confirm(self) -> None:
        """Save the checks that failed; outside the list, go on."""
        if not self.panel_open:
            self.action_start_stop()
        elif self.player.phase is Phase.MOVE:
            self.panel_open = False
            self._looked_at = self.context.clock.monotonic()
            self.progress = self.progress.resumed()
            self._show_all("Noted. It is saved with the set.")
        else:
            self.enqueue(self._rate(None))

    def action_label(self, label: int) -> None:
        """Rate the set with one key."""
        if self.progress.saved is None:
            self._show_all("Press 1 to 5 after the set.")
        elif not self.progress.has_pain:
            self.enqueue(self._rate(label))

    def action_pain(self) -> None:
        """Ask how much it hurts."""
        if self.progress.saved is None and self.player.phase is not Phase.MOVE:
            self._show_all("Report pain after a set. It ends the exercise for the day.")
            return
        self._hold()
        self.hurting = True
        self._show_all(f"How much, 1 to 9? {PAIN}")

    def action_leave(self) -> None:
        """Close the checks, or leave; a set under way is saved with the reps done."""
        if self.hurting or self.panel_open:
            is_open, self.hurting, self.panel_open = self.panel_open, False, False
            checks = self.progress.checks
            self._mark(checks.cleared if is_open and self.player.phase is not Phase.MOVE else checks)
            self.status = ""
            return
        self._hold()
        if self.progress.is_unsaved:
            self.enqueue(self._save_and_leave())
        else:
            self.post_message(BackRequested())

    def action_quit_now(self) -> None:
        """Quit; a set under way is saved with the reps done."""
        if self.progress.is_unsaved:
            self.enqueue(self._save_and_quit())
        else:
            super().action_quit_now()

    # -- writing -------------------------------------------------------------------------------------------

    def _checklist(self) -> Checklist:
        return self.context.catalogue.checklists[self.exercise.checklist]

    def _draft(self) -> SetDraft:
        return self.progress.draft(self.items, self._checklist())

    async def _save_as(self, key: str, name: str, draft: SetDraft) -> SetRecord:
        return (await self.with_store(lambda store: store.log_lift(key, name, [draft])))[0]

    async def _save_set(self) -> SetRecord:
        """Save the present set as far as it was done."""
        return await self._save_as(self.key, self.exercise.name, self._draft())

    async def _save(self) -> None:
        self.progress = replace(self.progress, saved=await self._save_set())
        noted = " with its faults" if self.progress.checks.any_failed else ""
        self._show_all(f"Set {self.player.number} saved{noted}. Press {self.key_of('undo')} to undo.")

    async def _save_and_leave(self) -> None:
        saved = await self._save_set()
        reps = plural(saved.what.reps or 0, "rep")
        noted = " and its faults" if self.progress.checks.any_failed else ""
        self.progress = replace(self.progress, player=Player(self.player.plan), checks=self.progress.checks.cleared)
        self.post_message(BackRequested(f"{self.exercise.name}: set saved with {reps}{noted}."))

    async def _save_and_quit(self) -> None:
        await self._save_set()
        super().action_quit_now()

    async def _rate(self, label: int | None) -> None:
        saved = self.progress.saved
        if saved is None:
            return
        form = self.progress.form(self.items, self._checklist()) if label is None else quick(label)
        lost = self.progress.checks.lost if label is None else ""
        rated = await self.with_store(lambda store: rate_drill(store, saved.id, form, lost))
        self.panel_open, self.progress = False, self.progress.rated(rated)
        self._looked_at = self.context.clock.monotonic()
        if self.player.phase is Phase.DONE:
            await self.load()
        done = " All sets done; the workout stays open." if self.player.phase is Phase.DONE else ""
        self._show_all(f"{rated_text(form, self.items)}{done} Press {self.key_of('undo')} to undo.")

    async def _hurt(self, level: int) -> None:
        self.hurting = self.panel_open = False
        saved = self.progress.saved
        if self.player.phase is Phase.MOVE:
            draft = replace(self._draft(), pain=Pain("", level), form=None)
            saved = await self._save_as(self.key, self.exercise.name, draft)
        elif saved is not None:
            set_id = saved.id
            saved = await self.with_store(lambda store: store.note_pain(set_id, Pain("", level)))
        self.progress = self.progress.ended(saved)
        self._show_all(f"Pain {level} saved. {PAIN} {RED_FLAGS}")
