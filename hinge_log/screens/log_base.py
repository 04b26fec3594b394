"""The lift at hand: what the log screen reads, and what its keys do to the log."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from textual.app import ComposeResult

from hinge_log.charts.pages.parts import clock_text
from hinge_log.exercises.model import Exercise, Item
from hinge_log.screens.base import LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.entry_line import EntryLine
from hinge_log.settings import Gym
from hinge_log.store.journal import Change
from hinge_log.store.reading import Session
from hinge_log.store.store import Store
from hinge_log.training.bench import Bench, lighter
from hinge_log.training.first_set import first_set
from hinge_log.training.plates import Rack, describe
from hinge_log.training.proposal import phrase
from hinge_log.training.rest import Rest, RestChange, rest_after
from hinge_log.training.workout import Form, Judge, SetDraft, SetKind, SetRecord, Workout
from hinge_log.values import dataclass, replace

_BAR_LOADED = "barbell_total"
_BELLS = ("kettlebell_single", "kettlebell_each")


@dataclass(frozen=True, slots=True)
class LogRead:
    """What one visit to the log brings back."""

    workout: Workout | None
    sessions: tuple[Session, ...]
    rest: RestChange
    version: int


class LogBase(LogBookScreen):
    """Reads the workout in progress and keeps the lift at hand."""

    DEFAULT_CSS = "LogBase { layers: base above; }"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bench: Bench | None = None
        self.sessions: tuple[Session, ...] = ()
        self.wanted = ""
        self.index: int | None = None
        self.panel: dict[str, int | None] | None = None
        self.judge = Judge.FELT
        self.picked = ""
        self.history: list[str] = []
        self._recalled = 0
        self._best_g: int | None = None
        self._rest = RestChange()
        self._rang = ""
        self._logged_at = -1e9
        self._version = 0
        self.entry = EntryLine()

    def compose(self) -> ComposeResult:
        """The page, and the entry line over it."""
        yield self.page
        yield self.entry

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

    def _read(self, store: Store) -> LogRead:
        workout = store.open_workout()
        if workout is None or not workout.lifts:
            return LogRead(workout, (), RestChange(), store.data_version())
        index = self._choose(workout)
        key = workout.lifts[index].exercise
        version = store.data_version()
        if self.bench is None or self.bench.lift.exercise != key or version != self._version:
            sessions = tuple(store.sessions(key, 8, without=workout.id))
        else:
            sessions = self.sessions  # only another window can have changed earlier workouts
        return LogRead(workout, sessions, RestChange.of(store.state("rest")), version)

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

    def _take(self, read: LogRead) -> None:
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
        done = lift.sets[-1].what if lift.sets else None
        if done and done.form and done.form.stop and done.load and not done.load.body:
            bench = replace(bench, lighter_to=lighter(done.load, self._rack_for(done.load.unit)))
        if before and before.lift.id == lift.id and before.lift.sets == lift.sets:
            bench = replace(bench, swap=before.swap, shaped=before.shaped)
        self.bench = bench
        if self.picked not in {record.id for record in lift.sets}:
            self.picked = ""

    @property
    def _unit(self) -> str:
        """The unit of the load shown: a bare number is meant in it."""
        load = self.bench.next.load if self.bench else None
        return load.unit if load else self.context.gym.unit

    def _gym_for(self, unit: str) -> Gym:
        """The gym, or the usual one of the other unit when a lift is logged in that."""
        gym = self.context.gym
        return gym if gym.unit == unit else Gym.usual(unit)

    def _rack_for(self, unit: str) -> Rack:
        gym = self._gym_for(unit)
        thousandths = tuple(int(Decimal(plate) * 1000) for plate in gym.plates)
        return Rack(gym.unit, int(Decimal(gym.bar) * 1000), thousandths)

    @property
    def _on_bar(self) -> bool:
        """Whether the load is a bar with plates; of an exercise of the user's own nobody knows."""
        return self.exercise.load_type == _BAR_LOADED and not self.exercise.own

    def _plates(self) -> str:
        load = self.bench.next.load if self.bench else None
        if load is None or load.body or not self._on_bar:
            return ""
        return describe(self._rack_for(load.unit).fit(load), ascii_only=self.context.ascii_only)

    def _name_of(self, record: SetRecord) -> str:
        assert self.bench is not None
        warm = record.what.kind is SetKind.WARMUP
        same = [each.id for each in self.bench.lift.sets if (each.what.kind is SetKind.WARMUP) == warm]
        return f"{'Warm-up' if warm else 'Set'} {same.index(record.id) + 1}"

    def _rest_now(self) -> Rest:
        gym, now = self.context.gym, self.context.clock.now()
        return rest_after(self._latest, now.utc_ms, gym.rest_s, gym.rest_warmup_s, self._rest)

    # -- sets --------------------------------------------------------------------------------------------------

    @property
    def _latest(self) -> SetRecord | None:
        """The set that was logged last, in any lift."""
        return max(self.bench.workout.sets, key=lambda each: each.at_ms or 0, default=None) if self.bench else None

    def _last(self) -> SetRecord | None:
        return self.bench.lift.sets[-1] if self.bench and self.bench.lift.sets else None

    def _target(self) -> SetRecord | None:
        """The set that editing keys mean: the picked one, else the last."""
        if self.bench is None:
            return None
        return next((each for each in self.bench.lift.sets if each.id == self.picked), None) or self._last()

    async def _log(self, drafts: Sequence[SetDraft], extra: str = "") -> None:
        assert self.bench is not None
        lift_id = self.bench.lift.id

        def work(store: Store) -> tuple[list[SetRecord], LogRead]:
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

    async def _store_form(self, record: SetRecord, form: Form) -> None:
        def work(store: Store) -> LogRead:
            store.rate(record.id, form)
            return self._read(store)

        self._take(await self.do(work))

    def action_delete(self) -> None:
        """Delete the last or picked set."""
        self.act(self._delete())

    async def _delete(self) -> None:
        record = self._target()
        if record is None:
            self.status = "Nothing to delete."
            return

        def work(store: Store) -> LogRead:
            store.delete_set(record.id)
            return self._read(store)

        self._take(await self.do(work))
        self.picked = ""
        self.status = f"Deleted {phrase(record.what)}. {self.key_of('undo')} brings it back."

    def turned(self, changes: Sequence[Change]) -> None:
        """Go to the lift in which something was undone or redone."""
        if self.bench is None:
            return
        rows = {change.row for change in changes}
        homes = {
            str(row["lift_id"])
            for change in changes
            for row in (change.before, change.after)
            if row and "lift_id" in row
        }
        for place, lift in enumerate(self.bench.workout.lifts):
            if lift.id in rows | homes or any(record.id in rows for record in lift.sets):
                self.index = place

    # -- what the parts below add --------------------------------------------------------------------------

    def open_entry(self, purpose: str, text: str = "") -> None:
        """Open the entry line."""
        raise NotImplementedError

    async def log_next(self) -> None:
        """Log the next set as shown."""
        raise NotImplementedError
