"""The lift at hand: what the log screen reads, and what its keys do to the log."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from textual.app import ComposeResult

from hinge_log.charts.pages.parts import clock_text
from hinge_log.exercises.model import Exercise, Item
from hinge_log.screens.base import LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.entry_line import EntryLine
from hinge_log.settings import Gym
from hinge_log.store.journal import Change
from hinge_log.store.lift_settings import LiftSettings, all_lift_settings
from hinge_log.store.lifting import SKIPPED, skipped_lifts
from hinge_log.store.reading import Session
from hinge_log.store.store import Store
from hinge_log.training.current_lift import CurrentLift, lighter
from hinge_log.training.first_set import first_set
from hinge_log.training.load import Load
from hinge_log.training.plates import Rack, describe
from hinge_log.training.rest import Rest, RestChange, rest_after, seconds_since
from hinge_log.training.sides import set_name
from hinge_log.training.suggestion import phrase
from hinge_log.training.superset import (
    current_index,
    latest_set,
    next_after_set,
    rest_free_next,
    rests,
    superset_from,
    tags,
)
from hinge_log.training.workout import Form, Judge, PlannedSet, SetDraft, SetRecord, Workout


@dataclass(frozen=True, slots=True)
class LogRead:
    """What one visit to the log brings back; `index` is the place of the lift at hand, `skipped` are ids of lifts."""

    workout: Workout | None
    index: int
    sessions: tuple[Session, ...]
    rest: RestChange
    version: int
    settings: dict[str, LiftSettings] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shape:
    """What was made of the next set of a lift: it holds while the lift has these sets and this plan."""

    sets: tuple[str, ...]
    plan: tuple[PlannedSet, ...]
    exercise: str
    backoff_load: Load | None
    suggestion_index: int
    edited: SetDraft | None


class LogBase(LogBookScreen):
    """Reads the workout in progress and keeps the lift at hand."""

    DEFAULT_CSS = "LogBase { layers: base above; }"
    wheel = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bench: CurrentLift | None = None
        self.sessions: tuple[Session, ...] = ()
        self.wanted = ""
        self.here = ""
        self.gym = context.gym
        self.lift_settings: dict[str, LiftSettings] = {}
        self.skipped: frozenset[str] = frozenset()
        self.sided: frozenset[str] = frozenset()
        self.tags: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.medians: tuple[float | None, ...] = ()
        self.panel: dict[str, int | None] | None = None
        self.judge = Judge.FELT
        self.picked = ""
        self.history: list[str] = []
        self._recalled = 0
        self._best_g: int | None = None
        self._rest = RestChange()
        self._rests = (0, 0, "")
        self._latest: SetRecord | None = None
        self._rang = ""
        self._logged_at = -1e9
        self._version = -1
        self._looked = ""
        self._shapes: dict[str, Shape] = {}
        self._read_sessions: dict[str, tuple[Session, ...]] = {}
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
    def cue(self) -> str:
        """The lasting cue of the exercise at hand."""
        found = self.lift_settings.get(self.lift)
        return found.cue if found else ""

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

    async def _reload(self) -> None:
        self._read_sessions.clear()  # another screen may have changed earlier workouts
        await super()._reload()

    def _read(self, store: Store, *, after: str = "") -> LogRead:
        """Read the workout; `after` is the lift in which a set was just logged, from which a superset leads on."""
        version = store.data_version()
        workout = store.open_workout()
        if workout is None or not workout.lifts:
            return LogRead(workout, 0, (), RestChange(), version)
        skipped = skipped_lifts(store, workout)
        index = self._choose(workout, skipped, after)
        key = workout.lifts[index].exercise
        if version != self._version:
            self._read_sessions.clear()  # another window may have changed earlier workouts
        if key not in self._read_sessions:
            self._read_sessions[key] = tuple(store.sessions(key, 8, without=workout.id))
        rest = RestChange.of(store.state("rest"))
        return LogRead(workout, index, self._read_sessions[key], rest, version, all_lift_settings(store), skipped)

    def _sided(self, workout: Workout) -> frozenset[str]:
        return frozenset(lift.exercise for lift in workout.lifts if self.context.exercise(lift.exercise).unilateral)

    def _choose(self, workout: Workout, skipped: frozenset[str], after: str) -> int:
        places = {lift.id: place for place, lift in enumerate(workout.lifts)}
        if after in places:
            return next_after_set(workout, places[after], skipped, self._sided(workout))
        at_hand = places.get(self.here)
        if self.wanted and (at_hand is None or workout.lifts[at_hand].exercise != self.wanted):
            for place, lift in enumerate(workout.lifts):
                if lift.exercise == self.wanted:
                    return place
        return current_index(workout, skipped, self._sided(workout)) if at_hand is None else at_hand

    def _take(self, read: LogRead) -> None:
        self._keep_shape()
        self._version, self._rest = read.version, read.rest
        self.lift_settings, self.skipped = read.settings, read.skipped
        if read.workout is None or not read.workout.lifts:
            self.bench, self._latest, self.here, self.sessions = None, None, "", ()
            self.gym = self.context.gym
            return
        workout, index = read.workout, read.index
        lift = workout.lifts[index]
        if lift.exercise == self.wanted:
            self.wanted = ""
        if lift.id != self._looked:
            self._looked = ""
        self.here, self.sessions = lift.id, read.sessions
        self.sided, self.tags = self._sided(workout), tags(workout)
        self.names = {each.exercise: self.context.name(each.exercise) for each in workout.lifts}
        self.medians = tuple(_session_median(each) for each in reversed(read.sessions))
        self._latest = latest_set(workout)
        self.gym = self._gym_of(lift.exercise)
        self._rests = self._rests_after(workout)
        self.bench = self._bench(workout, index, read.sessions)
        if self.picked not in {record.id for record in lift.sets}:
            self.picked = ""

    def _bench(self, workout: Workout, index: int, sessions: Sequence[Session]) -> CurrentLift:
        lift = workout.lifts[index]
        last = sessions[0] if sessions else None
        exercise = self.context.exercise(lift.exercise)
        bench = CurrentLift(
            workout,
            index,
            last.sets if last else (),
            last.day if last else None,
            first_set(exercise, self.gym.unit, self.gym.bar),
            sided=exercise.unilateral,
            superset_from=self._led(workout, index),
        )
        done = lift.sets[-1].what if lift.sets else None
        if done and done.form and done.form.stop and done.load and not done.load.body:
            bench = replace(bench, backoff_load=lighter(done.load, self._rack_for(done.load.unit)))
        kept = self._shapes.get(lift.id)
        if kept is not None and kept == _shape(bench, kept.suggestion_index, kept.edited):
            bench = replace(bench, suggestion_index=kept.suggestion_index, edited=kept.edited)
        return bench

    def _keep_shape(self) -> None:
        if self.bench is not None:
            self._shapes[self.bench.lift.id] = _shape(self.bench, self.bench.suggestion_index, self.bench.edited)

    def _led(self, workout: Workout, index: int) -> SetRecord | None:
        """The set just done in another lift of the superset, unless the user went to this lift by hand."""
        return None if self._looked == workout.lifts[index].id else superset_from(workout, index)

    def _gym_of(self, key: str) -> Gym:
        """The gym as it is for an exercise."""
        found = self.lift_settings.get(key)
        return self.context.gym if found is None else found.over(self.context.gym)

    def _rests_after(self, workout: Workout) -> tuple[int, int, str]:
        """The rests after a working and a warm-up set, and why there is none."""
        record = self._latest
        if record is None:
            return self.gym.rest_s, self.gym.rest_warmup_s, ""
        on = rest_free_next(workout, record, self.skipped, self.sided)
        if on is not None:
            lift = workout.lifts[on]
            name = f"{self.tags.get(lift.id, '')} {self.context.name(lift.exercise)}".strip()
            return 0, 0, "straight on: other side" if lift.id == record.lift_id else f"straight on: {name}"

        def usual(key: str) -> tuple[int, int]:
            gym = self._gym_of(key)
            return gym.rest_s, gym.rest_warmup_s

        return *rests(workout, record, usual, self.skipped, self.sided), ""

    @property
    def _unit(self) -> str:
        """The unit of a bare number: that of the exercise where it has one, else that of the load shown."""
        settings = self.lift_settings.get(self.lift)
        load = self.bench.next.load if self.bench else None
        if settings is not None and settings.unit is not None:
            return settings.unit
        return load.unit if load else self.gym.unit

    def _gym_for(self, unit: str) -> Gym:
        """The gym of the lift, or the usual one of the other unit when a load is in that."""
        return self.gym if self.gym.unit == unit else Gym.usual(unit)

    def _rack_for(self, unit: str) -> Rack:
        gym = self._gym_for(unit)
        thousandths = tuple(int(Decimal(plate) * 1000) for plate in gym.plates)
        return Rack(gym.unit, int(Decimal(gym.bar) * 1000), thousandths)

    def _plates(self) -> str:
        load = self.bench.next.load if self.bench else None
        if load is None or load.body or not self.exercise.on_bar:
            return ""
        return describe(self._rack_for(load.unit).fit(load), ascii_only=self.context.ascii_only)

    def _name_of(self, record: SetRecord) -> str:
        """A set by its number, with its lift when that is not the one at hand: "Set 2", "RDL set 2"."""
        assert self.bench is not None
        home = self.bench.home_of(record)
        named = set_name(home.sets, record, sided=home.exercise in self.sided)
        return named.capitalize() if home.id == self.here else f"{self.context.name(home.exercise)} {named}"

    def _rest_now(self) -> Rest:
        work_s, warmup_s, _ = self._rests
        since = seconds_since(self._latest, self.context.clock.now().utc_ms) if self._latest else 0
        return rest_after(self._latest, since, work_s, warmup_s, self._rest)

    def _rest_note(self) -> str:
        """Why no rest runs; "" where it is off for the lift."""
        if self._latest is not None and self._rest.after(self._latest).off:
            return "off for this set"
        return self._rests[2]

    # -- sets --------------------------------------------------------------------------------------------------

    def _last(self) -> SetRecord | None:
        return self.bench.latest if self.bench else None

    def _target(self) -> SetRecord | None:
        """The set that editing keys mean: the picked one, else the one just done."""
        if self.bench is None:
            return None
        return next((each for each in self.bench.lift.sets if each.id == self.picked), None) or self._last()

    def _items_of(self, record: SetRecord | None) -> tuple[Item, ...]:
        """The checks of the exercise that a set is of."""
        if record is None or record.exercise == self.lift:
            return self.items
        return self.context.catalogue.items_for(self.context.exercise(record.exercise))

    async def _log(self, drafts: Sequence[SetDraft], extra: str = "") -> None:
        assert self.bench is not None
        lift_id = self.bench.lift.id

        def work(store: Store) -> tuple[list[SetRecord], LogRead]:
            added = store.log_sets(lift_id, drafts)
            return added, self._read(store, after=lift_id)

        added, read = await self.do(work)
        self.bench = replace(self.bench, edited=None, suggestion_index=0)
        self.picked, self._looked = "", ""
        self._take(read)
        said = phrase(added[-1].what, ascii_only=self.context.ascii_only)
        many = f"{len(added)} sets, " if len(added) > 1 else ""
        self.status = f"Logged {many}{said}. Rate it 1-5. {self.key_of('undo')} undoes."
        if added[-1].what.form and added[-1].what.form.label:
            self.status = f"Logged {many}{said}, form {added[-1].what.form.label}. {self.key_of('undo')} undoes."
        if self.here != lift_id:
            self.status = self.status.replace(". ", f". Next {self.tags[self.here]}. ", 1)
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
        self._looked = ""
        lifts = self.bench.workout.lifts if self.bench else ()
        known = {lift.id for lift in lifts}
        touched = {change.row for change in changes}
        homes = {
            str(row["lift_id"])
            for change in changes
            for row in (change.before, change.after)
            if row and "lift_id" in row
        }
        homes |= {lift.id for lift in lifts if any(record.id in touched for record in lift.sets)}
        for change in changes:
            if change.entity == "setting" and change.row == SKIPPED:
                marks = [json.loads(str((row or {}).get("value") or "{}")) for row in (change.before, change.after)]
                homes |= set(marks[0]) ^ set(marks[1])
        new = [change.row for change in changes if change.entity == "lift" and change.row not in known]
        places = [*new, *(lift.id for lift in lifts if lift.id in homes), *(lift.id for lift in lifts)]
        found = [each for each in places if each in homes | touched]
        if self.here not in homes | touched and found:
            self.here = found[0]

    # -- what the parts below add --------------------------------------------------------------------------

    def open_entry(self, purpose: str, text: str = "") -> None:
        """Open the entry line."""
        raise NotImplementedError

    async def log_next(self) -> None:
        """Log the next set as shown."""
        raise NotImplementedError


def _session_median(session: Session) -> float | None:
    labels = sorted(
        each.what.form.label
        for each in session.sets
        if each.what.kind.counts and each.what.form and each.what.form.label is not None
    )
    return labels[len(labels) // 2] if labels else None


def _shape(bench: CurrentLift, swap: int, shaped: SetDraft | None) -> Shape:
    ids = tuple(record.id for record in bench.lift.sets)
    return Shape(ids, bench.lift.plan, bench.lift.exercise, bench.backoff_load, swap, shaped)
