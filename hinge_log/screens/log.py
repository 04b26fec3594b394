"""The workout in progress: one key logs the set as shown, one more rates it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.log_page import LogView, Panel, log_rows
from hinge_log.charts.pages.parts import clock_text
from hinge_log.errors import EntryError
from hinge_log.exercises.model import Exercise, Item
from hinge_log.screens.base import COMMON, BarKey, Go, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.store.reading import Session
from hinge_log.store.store import Store
from hinge_log.training import entry
from hinge_log.training.bench import Bench, lighter
from hinge_log.training.entry_model import Amend, Sets, Shown, Typed
from hinge_log.training.first_set import first_set
from hinge_log.training.form import marked, next_mark, quick, score
from hinge_log.training.load import Load
from hinge_log.training.plates import Rack, describe
from hinge_log.training.proposal import phrase, shown
from hinge_log.training.rest import Rest, RestChange, rest_after, seconds_since
from hinge_log.training.workout import LABELS, Basis, Form, Judge, SetDraft, SetKind, SetRecord, Workout

JUDGES = tuple(Judge)
_BAR_LOADED = "barbell_total"
_BELLS = ("kettlebell_single", "kettlebell_each")


@dataclass(frozen=True, slots=True)
class _Read:
    """What one visit to the log brings back."""

    workout: Workout | None
    sessions: tuple[Session, ...]
    rest: RestChange
    version: int


class LogScreen(LogBookScreen):
    """Log the workout in progress."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "log_set", "log", id="log.set", tooltip="log the next set as shown; rest starts"),
        *(
            Binding(str(n), f"digit({n})", word, id=f"form.{n}", tooltip=f"form of the last set: {n} {word}")
            for n, word in LABELS.items()
        ),
        *(
            Binding(str(n), f"digit({n})", "slip", id=f"check.{n}", tooltip=f"in the check panel: check {n} slipped")
            for n in (6, 7, 8, 9, 0)
        ),
        Binding("f", "check", "fault", id="log.check", tooltip="check panel: mark what slipped in the last set"),
        Binding("enter,i", "enter", "type", id="log.type", tooltip="type it: 100x5@8  +2.5  x6  40s  bw+10x5"),
        Binding("up,k", "load(1)", "heavier", id="load.more", tooltip="load up, by the smallest plate pair"),
        Binding("down", "load(-1)", "lighter", id="load.less", tooltip="load down, by the smallest plate pair"),
        Binding("j", "down", "lighter", id="load.less2", tooltip="load down; in the check panel: judged by"),
        Binding("K,pageup", "big(1)", "much heavier", id="load.bigmore", tooltip="load up by a big step"),
        Binding("J,pagedown", "big(-1)", "much lighter", id="load.bigless", tooltip="load down by a big step"),
        Binding("right,l", "reps(1)", "reps", id="reps.more", tooltip="one rep more"),
        Binding("left,h", "reps(-1)", "reps", id="reps.less", tooltip="one rep less"),
        Binding("full_stop", "swap", "swap", id="log.swap", tooltip="swap the proposal: previous set, last time, plan"),
        Binding("w", "warmup", "warm-up", id="log.warmup", tooltip="the next set is a warm-up"),
        Binding("a", "add_lift", "add", id="lift.add", tooltip="add a lift"),
        Binding("n", "lift_by(1)", "next lift", id="lift.next", tooltip="next lift"),
        Binding("p", "lift_by(-1)", "last lift", id="lift.previous", tooltip="previous lift"),
        Binding("plus,equals_sign", "rest_by(15)", "rest", id="rest.more", tooltip="rest 15 s more"),
        Binding("minus", "rest_by(-15)", "rest", id="rest.less", tooltip="rest 15 s less"),
        Binding("t", "rest_pause", "pause", id="rest.pause", tooltip="pause or resume the rest clock"),
        Binding("tab", "pick(1)", "pick", id="set.pick", tooltip="pick a set to edit or delete"),
        Binding("shift+tab", "pick(-1)", "pick", id="set.pickback", tooltip="pick a set, upwards", show=False),
        Binding("e", "edit", "edit", id="set.edit", tooltip="edit the last or picked set"),
        Binding("d", "delete", "delete", id="set.delete", tooltip="delete the last or picked set"),
        Binding("o", "note", "note", id="set.note", tooltip="note on the last or picked set"),
        Binding("F", "finish", "finish", id="log.finish", tooltip="finish the workout"),
        *COMMON,
    ]
    DEFAULT_CSS = """
    LogScreen {
        layers: base above;
        #entry {
            layer: above; dock: bottom; height: 1; margin: 0 1 2 1; padding: 0; border: none; display: none;
            background: $surface; color: $foreground;
        }
        #entry.-open { display: block; }
    }
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bench: Bench | None = None
        self.sessions: tuple[Session, ...] = ()
        self.wanted = ""
        self.index: int | None = None
        self.panel: dict[str, int | None] | None = None
        self.judge = Judge.FELT
        self.picked = ""
        self.purpose = ""
        self.history: list[str] = []
        self._recalled = 0
        self._best_g: int | None = None
        self._rest = RestChange()
        self._rang = ""
        self._logged_at = -1e9
        self._version = 0
        self._light: Load | None = None
        self.entry = Input(id="entry", disabled=True, select_on_focus=False, max_length=400)
        self.entry.cursor_blink = False

    def compose(self) -> ComposeResult:
        """The page, and the entry line over it."""
        yield self.page
        yield self.entry

    def on_mount(self) -> None:
        """Start the clock."""
        self.set_interval(1.0, self._tick)

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def lift(self) -> str:
        """The key of the exercise at hand."""
        return self.bench.lift.exercise if self.bench else ""

    @property
    def exercise(self) -> Exercise:
        """The exercise at hand."""
        return self.context.exercise(self.lift)

    @property
    def items(self) -> tuple[Item, ...]:
        """The checks of the exercise at hand."""
        return self.context.catalogue.items_for(self.exercise)

    def show_lift(self, key: str) -> None:
        """Ask for a lift to be at hand when the screen is shown."""
        self.wanted = key

    async def load(self) -> None:
        """Read the workout anew, staying at the lift at hand."""
        self._take(await self.do(self._read))

    def prepare(self, store: Store) -> None:
        """Read the workout; say that it goes on."""
        self._take(self._read(store))
        last = self._latest
        if self.bench and last and last.at_ms:
            minutes = (last.at_ms // 60_000 + self.bench.workout.offset_min) % 1440
            self.status = f"Resumed, last set {clock_text(minutes)}."

    def _read(self, store: Store) -> _Read:
        workout = store.open_workout()
        if workout is None or not workout.lifts:
            return _Read(workout, (), RestChange(), store.data_version())
        index = self._choose(workout)
        key = workout.lifts[index].exercise
        version = store.data_version()
        if self.bench is None or self.bench.lift.exercise != key or version != self._version:
            sessions = tuple(store.sessions(key, 8, without=workout.id))
        else:
            sessions = self.sessions  # only another window can have changed earlier workouts
        return _Read(workout, sessions, RestChange.of(store.state("rest")), version)

    def _choose(self, workout: Workout) -> int:
        lifts = workout.lifts
        if self.wanted:
            for place, lift in enumerate(lifts):
                if lift.exercise == self.wanted:
                    self.index, self.wanted = place, ""
                    return place
        if self.index is not None and self.index < len(lifts):
            return self.index
        started = [place for place, lift in enumerate(lifts) if lift.sets]
        self.index = started[-1] if started else 0
        if started and lifts[self.index].plan and len(lifts[self.index].sets) >= len(lifts[self.index].plan):
            self.index = min(self.index + 1, len(lifts) - 1)
        return self.index

    def _take(self, read: _Read) -> None:
        self._version = read.version
        self._rest = read.rest
        if read.workout is None or not read.workout.lifts:
            self.bench = None
            if read.workout is None:
                self.index = None
            self.sessions = ()
            return
        before = self.bench
        self.sessions = read.sessions
        last = read.sessions[0] if read.sessions else None
        index = self._choose(read.workout)
        lift = read.workout.lifts[index]
        gym = self.context.gym
        first = first_set(self.context.exercise(lift.exercise), gym.unit, gym.bar)
        bench = Bench(read.workout, index, last.sets if last else (), last.day if last else None, first)
        if before and before.lift.id == lift.id and before.lift.sets == lift.sets:
            bench = replace(bench, swap=before.swap, shaped=before.shaped)
        self.bench = bench
        if self.picked not in {record.id for record in lift.sets}:
            self.picked = ""

    # -- showing -------------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        if self.bench is None:
            from hinge_log.charts.pages.notice import notice_rows

            words = ["No lift here yet.", f"{self.key_of('lift.add')} adds one, {self.key_of('back')} goes back."]
            return notice_rows("Log", words, self.status, self.keys(), width, height)
        bench = self.bench
        started = bench.workout.started_ms
        view = LogView(
            bench=bench,
            name=self.context.name(self.lift),
            names={lift.exercise: self.context.name(lift.exercise) for lift in bench.workout.lifts},
            items=self.items,
            rest=self._rest_now(),
            unit=self._unit,
            today=self.context.today,
            minutes=max(0, (self.context.clock.now().utc_ms - started) // 60_000),
            status=self.status,
            keys=self.keys(),
            plates=self._plates(),
            panel=self._panel_shown(),
            typing=bool(self.purpose),
            picked=self.picked,
            help_key="F1" if self.purpose else self.key_of("help"),
            touch=self.context.look.mouse,
            recent=tuple((each.day, each.sets) for each in self.sessions[:3]),
            medians=tuple(_session_median(each) for each in reversed(self.sessions)),
        )
        return log_rows(view, width, height, ascii_only=self.context.ascii_only)

    def bar(self) -> Sequence[BarKey]:
        """The key bar of the mode."""
        if self.purpose:
            return (
                BarKey(("log.type",), "log it" if self.purpose == "log" else "store"), BarKey(("back",), "close"),
                BarKey((), "x3 3 sets"), BarKey((), "f4 form"), BarKey((), "!4 fault"), BarKey((), '" note'),
                BarKey((), "w warm-up"),
            )  # fmt: skip
        if self.panel is not None:
            last = max(1, len(self.items))
            return (
                BarKey((f"form.{1}", f"check.{last}" if last > 5 else f"form.{last}"), "slipped"),
                BarKey(("log.type",), "the rest held", "panel_done"),
                BarKey(("back",), "leave", "back"),
                BarKey(("load.less2",), "judged by", "judge"),
            )
        if self.bench is None:
            return (BarKey(("lift.add",), "add lift", "add_lift"), BarKey(("go",), "go", "go_menu"))
        narrow = self.size.width < 60
        keys = [
            BarKey(("log.set",), "log", "log_set"),
            BarKey(("form.1", "form.5"), "form"),
            BarKey(("log.check",), "fault", "check"),
            BarKey(("log.type",), "type", "enter"),
            BarKey(("load.more", "load.less"), "kg" if self._unit == "kg" else "lb"),
            BarKey(("reps.less", "reps.more"), "reps"),
            BarKey(("cues",), "cues", "cue"),
            BarKey(("go",), "go", "go_menu"),
            BarKey(("undo",), "undo", "undo"),
            BarKey(("lift.next",), "next lift", "lift_by(1)"),
            BarKey(("lift.add",), "add lift", "add_lift"),
            BarKey(("log.swap",), "swap", "swap"),
            BarKey(("log.finish",), "finish", "finish"),
        ]
        return [keys[0], keys[1], keys[2], keys[7], *keys[3:7]] if narrow else keys

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("Every set", ("log.set", *(f"form.{n}" for n in LABELS), "log.check")),
            ("The next set", ("load.more", "load.less", "load.bigmore", "load.bigless", "reps.less", "reps.more",
                              "log.swap", "log.type", "log.warmup")),
            ("Rest", ("rest.more", "rest.less", "rest.pause")),
            ("Fix", ("set.pick", "set.edit", "set.delete", "set.note")),
            ("The workout", ("lift.add", "lift.next", "lift.previous", "log.finish")),
        )  # fmt: skip

    @property
    def _unit(self) -> str:
        return self.context.gym.unit

    @property
    def _rack(self) -> Rack:
        gym = self.context.gym
        thousandths = tuple(int(float(plate) * 1000) for plate in gym.plates)
        return Rack(gym.unit, int(float(gym.bar) * 1000), thousandths)

    def _plates(self) -> str:
        load = self.bench.next.load if self.bench else None
        if load is None or load.body or self.exercise.load_type != _BAR_LOADED:
            return ""
        return describe(self._rack.fit(load), ascii_only=self.context.ascii_only)

    def _panel_shown(self) -> Panel | None:
        record = self._target()
        if self.panel is None or record is None or self.bench is None:
            return None
        form = self._scored(record, marked(self.panel, record.what.reps or 1))
        label = "" if form.label is None else f"{form.label} {LABELS[form.label]}"
        self.status = f"{form.percent}% kept: {label}.  again: more, clear." if form.percent is not None else ""
        return Panel(record, self._name_of(record), self.panel, self.judge.value, label)

    def _name_of(self, record: SetRecord) -> str:
        assert self.bench is not None
        warm = record.what.kind is SetKind.WARMUP
        same = [each.id for each in self.bench.lift.sets if (each.what.kind is SetKind.WARMUP) == warm]
        return f"{'Warm-up' if warm else 'Set'} {same.index(record.id) + 1}"

    # -- rest ----------------------------------------------------------------------------------------------

    def _rest_now(self) -> Rest:
        gym, now = self.context.gym, self.context.clock.now()
        return rest_after(self._latest, now.utc_ms, gym.rest_s, gym.rest_warmup_s, self._rest)

    @property
    def _latest(self) -> SetRecord | None:
        """The set that was logged last, in any lift."""
        return max(self.bench.workout.sets, key=lambda each: each.at_ms or 0, default=None) if self.bench else None

    def _tick(self) -> None:
        if not self.is_current or self.bench is None:
            return
        rest = self._rest_now()
        last = self._last()
        if rest.over and last and self._rang != last.id and (rest.left or 0) > -3:
            self._rang = last.id
            self.app.bell()
        self.paint()
        self.act(self._look_for_others())

    async def _look_for_others(self) -> None:
        if await self.do(lambda store: store.data_version()) != self._version:
            await self.load()

    def _last(self) -> SetRecord | None:
        return self.bench.lift.sets[-1] if self.bench and self.bench.lift.sets else None

    def _target(self) -> SetRecord | None:
        """The set that editing keys mean: the picked one, else the last."""
        if self.bench is None:
            return None
        return next((each for each in self.bench.lift.sets if each.id == self.picked), None) or self._last()

    def action_rest_by(self, seconds: int) -> None:
        """Rest longer or shorter."""
        latest = self._latest
        if latest is not None:
            said = f"Rest {'+' if seconds > 0 else '-'}{abs(seconds)} s."
            self.act(self._change_rest(self._rest.after(latest).longer(seconds), said))

    def action_rest_pause(self) -> None:
        """Pause the rest clock, or let it run on."""
        latest = self._latest
        if latest is not None:
            since = seconds_since(latest, self.context.clock.now().utc_ms)
            changed = self._rest.after(latest).toggled(self._rest_now(), since)
            said = "Rest runs on." if changed.paused is None else "Rest paused. Again to run on."
            self.act(self._change_rest(changed, said))

    async def _change_rest(self, change: RestChange, said: str) -> None:
        await self.do(lambda store: store.put_state("rest", change.kept()))
        self._rest, self.status = change, said

    # -- logging -------------------------------------------------------------------------------------------

    def action_log_set(self) -> None:
        """Log the next set as shown."""
        self.act(self._log_next())

    async def _log_next(self) -> None:
        if self.panel is not None:
            self.status = f"The check is open. {self.key_of('log.type')} stores it, {self.key_of('back')} leaves it."
            return
        if self.bench is None:
            self.action_add_lift()
            return
        now = self.context.clock.monotonic()
        if now - self._logged_at < self.context.look.bounce_s:
            self.status = f"A second log within {self.context.look.bounce_s:g} s was ignored as a bounce."
            return
        draft = self.bench.next
        if draft.reps is None and draft.seconds is None and draft.distance_mm is None:
            self.status = f"How many reps? Arrows shape the set, {self.key_of('log.type')} types it: 100x5"
            return
        self._logged_at = now
        await self._log([draft])

    async def _log(self, drafts: Sequence[SetDraft], extra: str = "") -> None:
        assert self.bench is not None
        lift_id = self.bench.lift.id

        def work(store: Store) -> tuple[list[SetRecord], _Read]:
            added = store.log_sets(lift_id, drafts)
            return added, self._read(store)

        added, read = await self.do(work)
        self.bench = replace(self.bench, shaped=None, swap=0)
        self.picked = ""
        self._take(read)
        said = phrase(added[-1].what, ascii_only=self.context.ascii_only)
        many = f"{len(added)} sets, " if len(added) > 1 else ""
        self.status = f"Logged {many}{said}. Rate it 1-5. {self.key_of('undo')} undoes."
        if added[-1].what.form and added[-1].what.form.label:
            self.status = f"Logged {many}{said}, form {added[-1].what.form.label}. {self.key_of('undo')} undoes."
        if extra:
            self.status += f" {extra}"

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
        await self._store_form(record, quick(label))
        word = f"Form {label}, {LABELS[label]}."
        if label <= 2 and self.items:
            self.status = f"{word} {self.key_of('log.check')}: what slipped?"
        else:
            self.status = f"{word} {self.key_of('undo')} undoes."

    async def _store_form(self, record: SetRecord, form: Form) -> None:
        def work(store: Store) -> _Read:
            store.rate(record.id, form)
            return self._read(store)

        self._take(await self.do(work))

    # -- the check panel -----------------------------------------------------------------------------------

    def action_check(self) -> None:
        """Open the check panel on the last set; leave it when it is open."""
        if self.panel is not None:
            self._leave_panel()
            return
        record = self._target()
        if record is None:
            self.status = "Log a set first, then check it."
        elif not self.items:
            self.status = "No checklist for this exercise: rate it 1 to 5."
        else:
            form = record.what.form
            self.panel = dict(form.slips) if form and form.basis is Basis.CHECKED else {}
            self.judge = form.judged_by if form else Judge.FELT
        self.paint()

    def action_panel(self, number: int) -> None:
        """Mark a row of the check panel that was tapped."""
        if self.panel is not None:
            self._mark(number)

    def _mark(self, number: int) -> None:
        assert self.panel is not None
        if number == 0:
            self._open_entry("pain", "")
            return
        if number > len(self.items):
            self.status = f"There is no check {number}."
            self.paint()
            return
        item = self.items[number - 1]
        self.panel[item.id] = next_mark(self.panel.get(item.id, 0), binary=item.kind == "binary")
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
        form = self._scored(record, marked(self.panel, record.what.reps or 1))
        await self._store_form(record, form)
        self.panel = None
        label = form.label or 0
        self.status = f"Checked: {form.percent}% kept, {label} {LABELS.get(label, '')}. {self.key_of('undo')} undoes."
        if form.stop:
            self.status = "Lost position: stop this set, unload."
            if self.bench and self.bench.next.load and not self.bench.next.load.body:
                load = lighter(self.bench.next.load, self._rack)
                self.bench = replace(self.bench, shaped=replace(self.bench.next, load=load))
                self.status += f" Next set lighter: {load.text} {load.unit}. {self.key_of('log.swap')} takes it back."

    def _scored(self, record: SetRecord, slips: dict[str, int | None]) -> Form:
        checklist = self.context.catalogue.checklists.get(self.exercise.checklist)
        reps = record.what.reps or 1
        return score(
            self.items,
            slips,
            reps,
            judged_by=self.judge,
            checklist_id=checklist.id if checklist else "",
            version=checklist.version if checklist else 0,
        )

    def _leave_panel(self) -> None:
        self.panel = None
        self.status = "Left the check; nothing was stored."
        self.paint()

    # -- shaping the next set ------------------------------------------------------------------------------

    def _shape(self, bench: Bench | None) -> None:
        if bench is not None and self.panel is None:
            self.bench = bench
            self.paint()

    def action_load(self, direction: int) -> None:
        """The next load up or down."""
        self._nudge(direction, self.context.gym.step)

    def action_big(self, direction: int) -> None:
        """A big step up or down."""
        self._nudge(direction, self.context.gym.big_step)

    def action_down(self) -> None:
        """One load down; in the check panel, how it was judged."""
        if self.panel is not None:
            self.action_judge()
        else:
            self.action_load(-1)

    def _nudge(self, direction: int, step: str) -> None:
        if self.bench is None:
            return
        exercise, gym = self.exercise, self.context.gym
        if exercise.metric == "distance_cm":
            draft = self.bench.next
            change = 10 * direction if step == gym.step else 50 * direction
            at = max(0, (draft.distance_mm or 150) + (change if draft.distance_mm is not None else 0))
            self._shape(replace(self.bench, shaped=replace(draft, distance_mm=at)))
            return
        if exercise.load_type == "bodyweight" and self.bench.next.load is None:
            self.status = "Bodyweight: type bw+10 for added load."
            self.paint()
            return
        body = exercise.load_type == "bodyweight_plus"
        unit = self.bench.next.load.unit if self.bench.next.load else gym.unit
        size = step if unit == gym.unit else {"kg": "2.5", "lb": "5"}[unit]
        start = gym.load(gym.bar) if exercise.load_type == _BAR_LOADED and unit == gym.unit else None
        bells = exercise.load_type in _BELLS and unit == "kg" and step == gym.step
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

    def action_pick(self, direction: int) -> None:
        """Pick a set for the editing keys."""
        if self.bench and self.bench.lift.sets:
            order = ["", *(record.id for record in self.bench.lift.sets)]
            at = order.index(self.picked) if self.picked in order else 0
            self.picked = order[(at + (-1 if direction > 0 else 1)) % len(order)]
            self.status = "Picked. e edits it, d deletes it, 1-5 rates it." if self.picked else ""
            self.paint()

    # -- lifts ---------------------------------------------------------------------------------------------

    def action_lift_by(self, step: int) -> None:
        """Go to the next or previous lift."""
        if self.bench and self.panel is None:
            self._to_lift((self.bench.index + step) % len(self.bench.workout.lifts))

    def action_lift(self, place: int) -> None:
        """Go to a lift that was tapped."""
        self._to_lift(place)

    def _to_lift(self, place: int) -> None:
        self.index = place
        self.picked = ""
        self.status = ""
        self.act(self.load())

    def action_add_lift(self) -> None:
        """Add a lift to the workout."""
        from hinge_log.screens.pick_lift import PickLift

        self.app.push_screen(PickLift(self.context), self._picked_lift)

    def _picked_lift(self, exercise: Exercise | None) -> None:
        if exercise is not None:
            self.act(self._add_lift(exercise))

    async def _add_lift(self, exercise: Exercise) -> None:
        def work(store: Store) -> _Read:
            workout = store.open_workout() or store.start_workout()
            store.add_lift(workout.id, exercise.id, exercise.name)
            self.index = len(workout.lifts)
            return self._read(store)

        self._take(await self.do(work))
        self.status = f"Added {exercise.short or exercise.name}. {self.key_of('undo')} undoes."

    # -- typing --------------------------------------------------------------------------------------------

    def action_enter(self) -> None:
        """Open the entry line; in the check panel, store it."""
        if self.panel is not None:
            self.action_panel_done()
        elif self.bench is not None:
            self._open_entry("log", "")

    def action_type(self) -> None:
        """Open the entry line."""
        self.action_enter()

    def action_edit(self) -> None:
        """Edit the last or picked set as text."""
        record = self._target()
        if record is None:
            self.status = "Nothing to edit yet."
            self.paint()
            return
        self.picked = record.id
        form = record.what.form
        slips = tuple((item, n) for item, n in form.slips if n) if form and form.basis is Basis.CHECKED else ()
        self._open_entry("edit", entry.fmt(record.what, slips, unit=self._unit))

    def action_note(self) -> None:
        """Write a note on the last or picked set."""
        record = self._target()
        if record is None:
            self.status = "Log a set first, then note on it."
            self.paint()
            return
        self.picked = record.id
        self._open_entry("note", record.what.note)

    def _open_entry(self, purpose: str, text: str) -> None:
        self.purpose = purpose
        self._recalled = 0
        self.entry.disabled = False
        self.entry.value = text
        self.entry.add_class("-open")
        self.entry.cursor_position = len(text)
        self.entry.focus()
        self._echo(text)

    def _close_entry(self) -> None:
        self.purpose = ""
        self.entry.remove_class("-open")
        self.entry.value = ""
        self.entry.disabled = True
        self.set_focus(None)
        self._keys.clear()
        self.paint()

    @on(Input.Changed, "#entry")
    def _typed(self, message: Input.Changed) -> None:
        if self.purpose:
            self._echo(message.value)

    def _echo(self, text: str) -> None:
        if self.purpose == "note":
            self.status = "A note on this set. enter stores it, esc leaves it."
        elif self.purpose == "pain":
            self.status = "Pain: where, and 0 to 10. Stop this exercise today.   e.g. low back 4"
        elif not text.strip():
            self.status = f"→ {phrase(self.bench.next)} as shown" if self.bench and self.purpose == "log" else ""
        else:
            try:
                read = entry.parse(text, self._shown())
            except EntryError as error:
                self.status = f"{' ' * 0}^ {error.message}: {error.hint}" if error.hint else f"^ {error.message}"
                self.status = " " * min(error.at, max(0, self.size.width - len(self.status) - 4)) + self.status
            else:
                self.status = f"→ {entry.echo(read, self._shown(), ascii_only=self.context.ascii_only)}"
                if isinstance(read, Sets) and read.warnings:
                    self.status += f"   ? {read.warnings[0].message}"
        self.paint()

    def _shown(self) -> Shown:
        assert self.bench is not None
        draft = self.bench.next
        if self.purpose == "edit" and (record := self._target()):
            draft = record.what
        return shown(self.exercise, self.items, draft, self._unit, self._best_g)

    @on(Input.Submitted, "#entry")
    def _submitted(self, message: Input.Submitted) -> None:
        self.act(self._submit(message.value))

    async def _submit(self, text: str) -> None:
        purpose, record = self.purpose, self._target()
        if purpose == "note" and record is not None:
            await self._edit(record, replace(record.what, note=text), "Note stored.")
        elif purpose == "pain" and record is not None:
            await self._pain(record, text)
        elif purpose in ("log", "edit") and self.bench is not None:
            if not text.strip() and purpose == "log":
                self._close_entry()
                await self._log_next()
                return
            try:
                read = entry.parse(text, self._shown())
            except EntryError:
                self._echo(text)
                return
            if purpose == "edit" and record is not None:
                await self._edit_typed(record, read)
            elif isinstance(read, Amend):
                if (last := self._last()) is None:
                    self.status = "No set to change yet."
                    return
                await self._amend(last, read)
            else:
                warned = read.warnings[0].message if read.warnings else ""
                await self._log([self._rated(typed) for typed in read.sets], warned)
                self._logged_at = self.context.clock.monotonic()
            self.history.append(text)
        self._close_entry()

    def _rated(self, typed: Typed) -> SetDraft:
        if not typed.slips or not self.items:
            return typed.draft
        self.judge = Judge.FELT
        record = SetRecord("", "", self.lift, 0, 0, None, typed.draft)
        return replace(typed.draft, form=self._scored(record, dict(typed.slips)))

    async def _edit_typed(self, record: SetRecord, read: entry.Entry) -> None:
        if isinstance(read, Amend):
            await self._amend(record, read)
            return
        what = self._rated(read.sets[0])
        if what.form is None and not read.sets[0].slips:
            what = replace(what, form=record.what.form)
        await self._edit(record, replace(what, pain=record.what.pain), f"Now {phrase(what)}.")

    async def _amend(self, record: SetRecord, read: Amend) -> None:
        what = read.applied(record.what)
        if read.slips:
            self.judge = Judge.FELT
            what = replace(what, form=self._scored(record, dict(read.slips)))
        await self._edit(record, what, "Changed the set.")

    async def _edit(self, record: SetRecord, what: SetDraft, said: str) -> None:
        def work(store: Store) -> _Read:
            store.edit_set(record.id, what)
            return self._read(store)

        self._take(await self.do(work))
        self.status = f"{said} {self.key_of('undo')} undoes."

    async def _pain(self, record: SetRecord, text: str) -> None:
        from hinge_log.training.pain import parse_pain

        pain = parse_pain(text)

        def work(store: Store) -> _Read:
            store.note_pain(record.id, pain)
            return self._read(store)

        self._take(await self.do(work))
        self.panel = None
        self.status = "Noted. Stop this exercise today. Red flags, numbness, weak legs: get help now."

    def action_delete(self) -> None:
        """Delete the last or picked set."""
        self.act(self._delete())

    async def _delete(self) -> None:
        record = self._target()
        if record is None:
            self.status = "Nothing to delete."
            return

        def work(store: Store) -> _Read:
            store.delete_set(record.id)
            return self._read(store)

        self._take(await self.do(work))
        self.picked = ""
        self.status = f"Deleted {phrase(record.what)}. {self.key_of('undo')} brings it back."

    # -- leaving -------------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """Close what is open, else go back."""
        if self.purpose:
            self._close_entry()
        elif self.panel is not None:
            self._leave_panel()
        elif self.picked:
            self.picked = ""
            self.paint()
        else:
            super().action_back()

    def action_finish(self) -> None:
        """Show the summary, where the workout is closed."""
        if self.bench is not None and self.panel is None:
            self.post_message(Go("finish"))

    def on_key(self, event: events.Key) -> None:
        """In the entry line: esc closes, up recalls what was typed before."""
        if not self.purpose:
            return
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self._close_entry()
        elif event.key == "up" and self.history and self.purpose == "log":
            self._recalled = min(self._recalled + 1, len(self.history))
            self.entry.value = self.history[-self._recalled]
            self.entry.cursor_position = len(self.entry.value)


def _session_median(session: Session) -> float | None:
    labels = sorted(
        each.what.form.label
        for each in session.sets
        if each.what.kind.counts and each.what.form and each.what.form.label is not None
    )
    return labels[len(labels) // 2] if labels else None
