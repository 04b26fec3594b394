"""The log's only writer: one user action is one method, one transaction and one undo step."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from json import dumps

from hinge_log.clock import LATEST_DAY_END_H, Clock, LateClock, Moment, SystemClock
from hinge_log.errors import StoreReadOnly
from hinge_log.store.connection import begin, commit, open_log, translate_errors
from hinge_log.store.ids import IdMaker
from hinge_log.store.journal import Action, Change
from hinge_log.store.new_rows import add_lift, add_sets, add_workout, last_lift, lift_after_gap, workout_at
from hinge_log.store.open_workouts import end_of_workout, forgotten_workout, workout_here
from hinge_log.store.packed import unreadable
from hinge_log.store.queries import LogReader
from hinge_log.store.rows import form_values, pain_values, set_values
from hinge_log.store.safety.daily import reap, start_daily_backup
from hinge_log.store.safety.files import identity
from hinge_log.store.safety.mirror import JournalMirror, complete
from hinge_log.store.undoing import undo_or_redo
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training.workout import Form, Pain, PlannedSet, SetDraft, SetRecord, Workout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.training.coaching import CoachedLog

_MOST_MERGED = 50
"""So many exercises are followed that became part of another one: two that name each other are no riddle."""

OLD_DEVICES, LAST_DEVICE = 1 << 24, (1 << 60) - 1
"""Device numbers below the first are those of an older hinge-log; the second is the last there can be."""

SPLIT_SETTINGS = ("gym", "ladder")
"""Settings with several values: each value is a row of its own ("gym.bar"), so that devices change them apart."""


class Store(LogReader):
    """An open log. Every writing method has committed when it returns; errors are StoreError.

    `notice` says why the log can only be read, "" when it can be written. `coached` says whose log it is where this is
    a coach's copy of an athlete's: ratings, cues, notes and plans can be written there, nothing else.
    """

    def __init__(self, path: str, *, clock: Clock | None = None) -> None:
        connection, self.notice = open_log(path)
        unreadable.clear()  # what could not be read is told of the log that is open, not of one before it
        self.path = path = os.path.realpath(path)  # what is kept beside the log lies beside the file itself
        self.clock: Clock = clock or SystemClock()
        self.read_only = bool(self.notice)
        self.mirror = JournalMirror(path)
        self._identity = identity(path)
        super().__init__(connection)
        self._ids = IdMaker()
        self._device: int | None = None
        self.begun: dict[str, float] = {}
        self.wrote = False
        self._apply_day_end(self.setting("gym"))
        self._backup_process: int | None = None
        self._version, self._newest_action = self.data_version(), self.newest_action()
        self.coached: CoachedLog | None = None
        if (coached := self.state("coached")) is not None:
            from hinge_log.training.coaching import CoachedLog

            self.coached = CoachedLog.of(coached)

    @property
    def may_log(self) -> bool:
        """Whether sets can be logged and changed here: not where the log can only be read, or is an athlete's."""
        return not self.read_only and self.coached is None

    @property
    def writing(self) -> bool:
        """Whether a write of this window is under way; may be asked from any thread."""
        return self._connection.in_transaction

    def close(self) -> None:
        """Close the file."""
        self.mirror.close()
        self._connection.close()
        reap(self._backup_process or 0)

    def replaced(self) -> bool:
        """Whether another program replaced or removed the file since it was opened: reads then see the old one."""
        return identity(self.path) != self._identity

    def written_elsewhere(self) -> tuple[bool, bool]:
        """Whether another window or a sync wrote since this was last asked, and whether it was an action of here."""
        version = self.data_version()
        if version == self._version:
            return False, False
        self._version, newest, before = version, self.newest_action(), self._newest_action
        self._newest_action = newest
        return True, newest != before

    def complete_copy(self) -> int:
        """Write the journal beside the log anew and whole; gives how many actions are in it."""
        with self._transaction():
            device = self.device_number()
        self.mirror.close()
        return complete(self.path, self._connection, device)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def action(self, kind: str) -> Iterator[Action]:
        """One user action: what is written inside is committed together, or not at all.

        Who brings in a file makes a backup of its own before and after.
        """
        with self._transaction(backup=kind not in ("import", "merge")) as now:
            yield Action(self._connection, kind, now.utc_ms, self.device_number(), coached=self.coached)

    @contextmanager
    def _transaction(self, *, backup: bool = True) -> Iterator[Moment]:
        if self.read_only:
            raise StoreReadOnly(self.notice, "Nothing was saved.")
        with translate_errors(self.path):
            begin(self._connection)
            try:
                yield self.clock.now()
                commit(self._connection)
                self.wrote = True
                self._newest_action = self.newest_action()
            except BaseException:
                self._device = None
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        if self._device is not None:
            self.mirror.append(self._connection, self._device)
            if backup and self._backup_process is None:
                self._backup_process = start_daily_backup(self.path, self.clock.now().utc_ms)

    def device_number(self) -> int:
        """The number of this device; the caller holds the transaction, or has written before."""
        # A random number per installation of the log, so that the actions of two devices can be told apart. Those of
        # an older hinge-log had 24 bits; their actions stay this device's own, to be undone here.
        if self._device is None:
            device = self.state("device")
            if not isinstance(device, int) or not OLD_DEVICES <= device <= LAST_DEVICE:
                if isinstance(device, int) and 0 <= device < OLD_DEVICES:
                    self._add_device(device)
                return self.new_device()
            self._device = device
        return self._device

    def _add_device(self, device: int) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO device (id, own, first_ms) VALUES (?, 1, ?)", (device, self.clock.now().utc_ms)
        )

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this log, for those who merge into it."""
        return self._connection

    @contextmanager
    def writing_sync(self) -> Iterator[sqlite3.Connection]:
        """One transaction that is no action of the user's: what other devices did, and what is known of them."""
        with self._transaction():
            self.device_number()
            yield self._connection

    def new_device(self) -> int:
        """Go on as a device of a new number; the caller holds the transaction."""
        self._device = OLD_DEVICES + int.from_bytes(os.urandom(8), "big") % (LAST_DEVICE - OLD_DEVICES)
        self._add_device(self._device)
        self.put_state_within("device", self._device)
        return self._device

    def use_device(self, device: int) -> None:
        """Go on as the device that this log's history belongs to now; the caller holds the transaction."""
        self._device = device
        self.put_state_within("device", device)

    def new_id(self, at_ms: int | None = None) -> str:
        """An id for a new row, which tells when it was made."""
        return self._ids.next(self.clock.now().utc_ms if at_ms is None else at_ms)

    def rising_ids(self) -> Iterator[str]:
        """Ids for many new rows, without end."""
        return self._ids.rising(self.clock.now().utc_ms)

    # -- workouts ------------------------------------------------------------------------------------------

    def start_workout(
        self,
        name: str = "",
        lifts: Sequence[tuple[str, str, Sequence[PlannedSet]]] = (),
        *,
        at: Moment | None = None,
        plan_day: str = "",
        marks: Sequence[tuple[str, int | None]] = (),
    ) -> Workout:
        """Begin a workout with lifts given as (exercise key, name, planned sets).

        `plan_day` names the day of a plan that it is; `marks` are the note and the superset of each lift.
        """
        with self.action("start") as action:
            workout_id = add_workout(self, action, name, at or self.clock.now(), plan_day=plan_day)
            for position, (key, called, plan) in enumerate(lifts):
                mark = marks[position] if marks else ("", None)
                add_lift(self, action, workout_id, key, called, plan, mark)
        return self.existing_workout(workout_id)

    def add_lift(self, workout_id: str, key: str, name: str, plan: Sequence[PlannedSet] = ()) -> str:
        """Add an exercise at the end of a workout; gives the lift's id."""
        with self.action("add lift") as action:
            return add_lift(self, action, workout_id, key, name, plan)

    def take_up(self, key: str, name: str) -> str:
        """Add an exercise to the open workout, or begin one with it, in one step; gives the lift's id."""
        with self.action("add lift") as action:
            workout = self.open_workout()
            workout_id = workout.id if workout else add_workout(self, action, "", self.clock.now())
            return add_lift(self, action, workout_id, key, name)

    def finish_workout(self, workout_id: str, *, at_ms: int | None = None) -> Workout:
        """Close a workout now, or at a given time."""
        with self.action("finish") as action:
            action.update("workout", workout_id, {"ended_ms": at_ms or self._end_now(workout_id)})
        return self.existing_workout(workout_id)

    def _end_now(self, workout_id: str) -> int:
        begun = self.begun.get(workout_id)
        elapsed = None if begun is None else round((self.clock.monotonic() - begun) * 1000)
        return end_of_workout(self, workout_id, self.clock.now().utc_ms, elapsed)

    def close_forgotten(self) -> Workout | None:
        """Close the open workout at its last set when nothing happened in it for 3 h; gives the closed one."""
        idle = forgotten_workout(self, self.clock.now().utc_ms)
        return None if idle is None else self.finish_workout(idle[0], at_ms=idle[1])

    def set_workout_note(self, workout_id: str, note: str) -> None:
        """Write the note of a workout."""
        with self.action("note") as action:
            action.update("workout", workout_id, {"note": clean(note, lines=True)})

    def delete_workout(self, workout_id: str) -> None:
        """Hide a workout with all its sets; undo brings it back."""
        with self.action("delete workout") as action:
            for (lift_id,) in self.rows("SELECT id FROM lift WHERE workout_id = ?", workout_id):
                for (set_id,) in self.rows("SELECT id FROM sets WHERE lift_id = ?", lift_id):
                    action.update("sets", set_id, {"hidden": 1})
                action.update("lift", lift_id, {"hidden": 1})
            action.update("workout", workout_id, {"hidden": 1})

    def log_sets(self, lift_id: str, drafts: Sequence[SetDraft]) -> list[SetRecord]:
        """Add sets at the end of a lift, in one step."""
        with self.action("log") as action:
            added = add_sets(self, action, lift_id, drafts)
        return [self.existing_set(set_id) for set_id in added]

    def log_lift(
        self,
        key: str,
        name: str,
        drafts: Sequence[SetDraft],
        *,
        at: Moment | None = None,
        lift_id: str = "",
        workout_note: str | None = None,
    ) -> list[SetRecord]:
        """Add sets of an exercise to the open workout, or to a new one; with `at`, to the workout of that day and time.

        All of it is one step: the workout and the lift are made when they are missing. `lift_id` is the lift that is
        meant where the workout has the exercise twice; `workout_note` takes the place of the note on the workout.
        """
        with self.action("log") as action:
            workout_id = workout_here(self, self.clock.now().utc_ms) if at is None else workout_at(self, action, at)
            if workout_id is None:
                moment = at or self.clock.now()
                workout_id = add_workout(self, action, "", moment, ended_ms=at.utc_ms if at else None)
            lift_id = (
                last_lift(self, workout_id, key, lift_id)
                or last_lift(self, workout_id, key)
                or add_lift(self, action, workout_id, key, name)
            )
            added = add_sets(self, action, lift_id, drafts, at_ms=at.utc_ms if at else None)
            if workout_note is not None:
                action.update("workout", workout_id, {"note": clean(workout_note, lines=True)})
        return [self.existing_set(set_id) for set_id in added]

    def log_after_gap(self, lift_id: str, drafts: Sequence[SetDraft]) -> tuple[list[SetRecord], Workout | None]:
        """Add sets to a lift of the open workout; after 3 h without a set, to a new workout that begins with it.

        The old workout, closed at its last set in the same step, is given back beside the new sets. One without a set
        begins now. One that another window finished stays as it is: the sets go to the open workout, or to a new one.
        """
        with self.action("log") as action:
            lift_id, closed = lift_after_gap(self, action, lift_id)
            added = add_sets(self, action, lift_id, drafts)
        return [self.existing_set(set_id) for set_id in added], self.existing_workout(closed) if closed else None

    def rate(self, set_id: str, form: Form | None) -> SetRecord:
        """Write how a set looked; None takes the rating away. One of another kind that it replaces stays beside it."""
        with self.action("rate") as action:
            self.existing_set(set_id)
            action.update("sets", set_id, form_values(form))
            self._keep_replaced(action, form)
        return self.existing_set(set_id)

    def note_pain(self, set_id: str, pain: Pain | None, form: Form | None = None) -> SetRecord:
        """Write that a set hurt: it has no rating, but the checks that failed stay."""
        checked = None if form is None else form._replace(label=None, clean=False)
        with self.action("pain") as action:
            self.existing_set(set_id)
            action.update("sets", set_id, pain_values(pain) | form_values(checked))
        return self.existing_set(set_id)

    def edit_set(self, set_id: str, what: SetDraft) -> SetRecord:
        """Write a set anew; it stays where it is, and a rating of another kind beside it."""
        with self.action("edit") as action:
            self.existing_set(set_id)
            action.update("sets", set_id, set_values(what))
            self._keep_replaced(action, what.form)
        return self.existing_set(set_id)

    def _keep_replaced(self, action: Action, form: Form | None) -> None:
        """What the lifter felt stays beside what the video or a coach showed, as a judgement of the set."""
        if form is not None and action.changes:
            from hinge_log.store.set_extras import keep_replaced

            keep_replaced(self, action, form)

    def delete_set(self, set_id: str) -> None:
        """Hide a set; undo brings it back."""
        with self.action("delete set") as action:
            self.existing_set(set_id)
            action.update("sets", set_id, {"hidden": 1})

    def undo(self) -> tuple[str, list[Change]] | None:
        """Take back the last action; gives its kind and changes, or None when nothing is left to undo."""
        with self._transaction() as now:
            return undo_or_redo(self._connection, now.utc_ms, self.device_number(), back=True)

    def redo(self) -> tuple[str, list[Change]] | None:
        """Do the last undone action again; gives its kind and changes, or None when there is none."""
        with self._transaction() as now:
            return undo_or_redo(self._connection, now.utc_ms, self.device_number(), back=False)

    # -- exercises, settings, state ------------------------------------------------------------------------

    def _apply_day_end(self, gym: object) -> None:
        """Let days end at the hour that the settings of the log say."""
        hour = gym.get("day_ends_h") if isinstance(gym, dict) else 0
        plain = self.clock.clock if isinstance(self.clock, LateClock) else self.clock
        self.clock = LateClock(plain, hour) if isinstance(hour, int) and 0 < hour <= LATEST_DAY_END_H else plain

    def put_setting(self, key: str, value: object) -> None:
        """Save a setting that belongs to the data; only what changed is written."""
        self.put_settings({key: value})

    def put_settings(self, values: Mapping[str, object]) -> None:
        """Save several settings as one step of undo."""
        with self.action("setting") as action:
            for key, value in values.items():
                self.write_setting(action, key, value)
        if "gym" in values:
            self._apply_day_end(values["gym"])

    def write_setting(self, action: Action, key: str, value: object) -> None:
        """Write a setting as a part of an action."""
        if key in SPLIT_SETTINGS and isinstance(value, dict):
            now = self.setting(key)
            known = now if isinstance(now, dict) else {}
            for name in dict.fromkeys((*known, *value)):
                part = value.get(name)  # None takes a value away
                if known.get(name) != part:
                    self.write_setting(action, f"{key}.{name}", part)
            return
        text = dumps(value, ensure_ascii=False)
        if self.one("SELECT 1 FROM setting WHERE key = ?", key) is None:
            action.insert("setting", {"key": key, "value": text})
        else:
            action.update("setting", key, {"value": text, "hidden": 0})

    def put_state(self, key: str, value: object) -> None:
        """Keep what a screen needs to go on where it was; no undo step."""
        with self._transaction():
            self.put_state_within(key, value)

    def put_state_within(self, key: str, value: object) -> None:
        """Keep such a value as a part of a transaction."""
        self._connection.execute(
            "INSERT INTO state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, dumps(value, separators=(",", ":"))),
        )

    def exercise_number(self, action: Action, key: str, name: str) -> int:
        """The number of an exercise in the log; it is entered when it is new, as the user's own unless catalogued."""
        for _ in range(_MOST_MERGED):
            merged = self.value("SELECT merged_into FROM exercise WHERE key = ?", key)
            if not merged:
                break
            key = merged
        number, hidden = self.one("SELECT id, hidden FROM exercise WHERE key = ?", key) or (0, 0)
        if hidden:  # taken off the list, or its first set was undone
            action.update("exercise", number, {"hidden": 0})
        if not number:
            number = self.value("SELECT coalesce(max(id), 0) + 1 FROM exercise")
            title, own = clean(name, limit=NAME_LIMIT) or key, int(key.startswith("own:"))
            action.insert("exercise", {"id": number, "key": key, "name": title, "own": own})
        return int(number)

    def open_workout(self) -> Workout | None:
        """The workout in progress on this device, with everything in it."""
        workout_id = workout_here(self, self.clock.now().utc_ms)
        return None if workout_id is None else self.workout(workout_id)

    def become_copy(self, coached: CoachedLog) -> None:
        """Make this log a copy of another person's."""
        self.put_state("coached", coached.to_state())
        self.coached = coached
