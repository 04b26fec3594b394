"""Devices that do random things to one log and sync through a folder, with what goes wrong in between.

`python -m tests.sync --runs 20 --operations 2000` is the long form.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hinge_log.store.everyday import answer, forget
from hinge_log.store.gyms import add_gym
from hinge_log.store.judgements import judge_set
from hinge_log.store.naming import make
from hinge_log.store.schema import BY_NAME, COLUMNS, KEYS
from hinge_log.store.store import Store
from hinge_log.sync import syncing
from hinge_log.training.everyday import Answer
from hinge_log.training.workout import Basis, Form, Judge, Pain, PlannedSet
from tests.support import FakeClock, kg, work

_LOCAL = {("exercise", "id"), ("exercise", "hidden"), ("workout", "device"), ("everyday", "id")}
"""Columns that may differ from device to device."""
EXERCISES = ("deadlift-conventional", "rdl", "own:sled", "squat-back")
STARTS = (
    "2026-03-10T18:00:00+01:00",
    "2026-03-10T11:00:00-05:00",
    "2026-03-11T09:30:00+01:00",
    "2099-01-01T00:00:00+00:00",
)


@dataclass(slots=True)
class Replica:
    """One device: its log, its clock, and the ids of the sets that were acknowledged here."""

    path: Path
    clock: FakeClock
    store: Store
    logged: dict[str, int] = field(default_factory=dict)


class Fleet:
    """Devices on one log, from one seed: the same seed does the same."""

    def __init__(self, folder: Path, seed: int, devices: int = 3) -> None:
        self.random = random.Random(seed)
        self.folder = folder
        self.shared = folder / "shared"
        self.replicas: list[Replica] = []
        self.lost_undone: set[str] = set()
        for number in range(devices):
            self.add(number)

    def add(self, number: int) -> Replica:
        """A new device with an empty log."""
        path = self.folder / f"device{number}" / "log.db"
        path.parent.mkdir(parents=True)
        clock = FakeClock(STARTS[number % len(STARTS)])
        store = Store(str(path), clock=clock)
        self.set_up(store, f"device {number}")
        replica = Replica(path, clock, store)
        self.replicas.append(replica)
        return replica

    def set_up(self, store: Store, name: str) -> None:
        """Let a device sync with the others."""
        syncing.set_up_folder(store, str(self.shared), name)

    def close(self) -> None:
        for each in self.replicas:
            each.store.close()

    # -- what a device does ------------------------------------------------------------------------------------

    def step(self, replica: Replica) -> None:
        """Do one random thing."""
        chance = self.random
        replica.clock.advance(chance.choice((1, 40, 150, 3000)))
        if chance.random() < 0.01:
            replica.clock.advance(chance.choice((-40_000_000, 90_000_000)))
        deeds: list[tuple[int, Callable[[Replica], None]]] = [
            (30, self.log), (10, self.edit), (10, self.rate), (5, self.pain), (6, self.delete),
            (3, self.delete_workout),
            (8, self.undo), (4, self.redo), (4, self.finish), (3, self.setting), (4, self.everyday), (2, self.exercise),
            (4, self.judge), (2, self.gym), (3, self.start), (10, self.sync),
        ]  # fmt: skip
        weights = [weight for weight, _ in deeds]
        chance.choices([deed for _, deed in deeds], weights)[0](replica)

    def log(self, replica: Replica) -> None:
        key = self.random.choice(EXERCISES)
        draft = work(str(self.random.randrange(20, 200)), self.random.randrange(1, 10))
        for record in replica.store.log_lift(key, key, [draft]):
            replica.logged[record.id] = record.what.reps or 0

    def start(self, replica: Replica) -> None:
        replica.store.start_workout("day", [("rdl", "RDL", [PlannedSet(5, kg("60"))])])

    def edit(self, replica: Replica) -> None:
        if (set_id := self.any_set(replica)) is not None:
            replica.store.edit_set(set_id, work(str(self.random.randrange(20, 200)), self.random.randrange(1, 10)))

    def rate(self, replica: Replica) -> None:
        if (set_id := self.any_set(replica)) is not None:
            judge = self.random.choice((Judge.FELT, Judge.VIDEO))
            replica.store.rate(set_id, Form(self.random.randrange(1, 6), Basis.QUICK, judge))

    def pain(self, replica: Replica) -> None:
        if (set_id := self.any_set(replica)) is not None:
            replica.store.note_pain(set_id, Pain("back", self.random.randrange(0, 11)))

    def judge(self, replica: Replica) -> None:
        if (set_id := self.any_set(replica)) is not None:
            judge_set(replica.store, set_id, "Ann", Form(self.random.randrange(1, 6), Basis.QUICK, Judge.PERSON))

    def delete(self, replica: Replica) -> None:
        if (set_id := self.any_set(replica)) is not None:
            replica.store.delete_set(set_id)

    def delete_workout(self, replica: Replica) -> None:
        row = self.any_row(replica, "SELECT id FROM workout WHERE hidden = 0 ORDER BY id")
        if row is not None:
            replica.store.delete_workout(row)

    def undo(self, replica: Replica) -> None:
        replica.store.undo()

    def redo(self, replica: Replica) -> None:
        replica.store.redo()

    def finish(self, replica: Replica) -> None:
        workout = replica.store.open_workout()
        if workout is not None:
            replica.store.finish_workout(workout.id)

    def setting(self, replica: Replica) -> None:
        name = self.random.choice(("bar", "unit", "step"))
        value = self.random.choice(("15", "20"))
        known = replica.store.setting("gym")
        replica.store.put_setting("gym", {**(known if isinstance(known, dict) else {}), name: value})

    def everyday(self, replica: Replica) -> None:
        day = 20_500 + self.random.randrange(5)
        if self.random.random() < 0.2:
            forget(replica.store, day)
        else:
            answer(replica.store, day, self.random.choice(tuple(Answer)))

    def exercise(self, replica: Replica) -> None:
        name = f"Lift {self.random.randrange(6)}"
        if replica.store.one("SELECT 1 FROM exercise WHERE name = ? AND hidden = 0", name) is None:
            make(replica.store, name)

    def gym(self, replica: Replica) -> None:
        name = f"Gym {self.random.randrange(1000)}"
        if replica.store.one("SELECT 1 FROM gym WHERE name = ?", name) is None:
            add_gym(replica.store, name, "kg", "20", [("20", 2)])

    def sync(self, replica: Replica) -> None:
        syncing.sync(replica.store)

    def any_set(self, replica: Replica) -> str | None:
        return self.any_row(replica, "SELECT id FROM sets WHERE hidden = 0 ORDER BY id")

    def any_row(self, replica: Replica, query: str) -> str | None:
        rows = replica.store.rows(query)
        return str(self.random.choice(rows)[0]) if rows else None

    # -- what goes wrong ---------------------------------------------------------------------------------------

    def clone(self, number: int) -> Replica:
        """Copy a device's log and go on with both."""
        replica = self.replicas[number]
        copied = self.folder / f"clone{len(self.replicas)}" / "log.db"
        copied.parent.mkdir()
        replica.store.close()
        shutil.copyfile(replica.path, copied)
        replica.store = Store(str(replica.path), clock=replica.clock)
        clock = FakeClock(STARTS[(number + 1) % len(STARTS)])
        clone = Replica(copied, clock, Store(str(copied), clock=clock), dict(replica.logged))
        self.replicas.append(clone)
        return clone

    def keep_backup(self, number: int) -> Path:
        """Keep a copy of a device's log as it is."""
        replica = self.replicas[number]
        replica.store.close()
        kept = self.folder / f"backup{number}.db"
        shutil.copyfile(replica.path, kept)
        replica.store = Store(str(replica.path), clock=replica.clock)
        return kept

    def restore(self, number: int, kept: Path) -> None:
        """Put an older copy of a device's log in its place; what was not sent before is gone with it."""
        replica = self.replicas[number]
        syncing.sync(replica.store)
        replica.store.close()
        for each in replica.path.parent.glob("log.db.journal-*"):
            each.unlink()
        shutil.copyfile(kept, replica.path)
        replica.store = Store(str(replica.path), clock=replica.clock)

    def tear(self) -> None:
        """Leave half a line at the end of a file, as a copy that is under way does."""
        files = sorted(self.shared.glob("*.jsonl"))
        if files:
            with open(self.random.choice(files), "ab") as file:
                file.write(b'{"changes":[["sets","torn')

    def duplicate(self) -> None:
        """Leave a copy of a file, as a sync tool does when two machines wrote to it."""
        files = sorted(self.shared.glob("*.jsonl"))
        if files:
            source = self.random.choice(files)
            shutil.copyfile(source, source.with_name(f"{source.stem}.sync-conflict-{self.random.randrange(99)}.jsonl"))

    # -- what must hold ----------------------------------------------------------------------------------------

    def settle(self, rounds: int = 4) -> None:
        """Sync all devices until nothing more can come."""
        for _ in range(rounds):
            for each in self.replicas:
                syncing.sync(each.store)

    def run(self, operations: int) -> None:
        """Do random things on random devices, with faults in between."""
        kept: Path | None = None
        for number in range(operations):
            self.step(self.random.choice(self.replicas))
            if number == operations // 4:
                kept = self.keep_backup(1)
            elif number == operations // 3:
                self.clone(0)
            elif number == operations // 2 and kept is not None:
                self.restore(1, kept)
            elif number == 2 * operations // 3:
                self.clone(len(self.replicas) - 1)
            elif number % max(1, operations // 6) == 5:
                self.tear()
                self.duplicate()
        self.settle()


def visible(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the user's data that is seen, named as on every device."""
    found = {}
    for table, columns in COLUMNS.items():
        if table not in KEYS or not BY_NAME[table].data or table == "import":
            continue
        names = []
        for name in BY_NAME[table].columns:
            if (table, name) in _LOCAL or name == "import_id":
                continue
            key = "(SELECT e.key FROM exercise e WHERE e.id = exercise_id)" if name == "exercise_id" else name
            names.append(key)
        where = " WHERE hidden = 0" if "hidden" in columns and table != "exercise" else ""
        found[table] = sorted(store.rows(f"SELECT {', '.join(names)} FROM {table}{where}"), key=repr)
    return found


def history(store: Store) -> list[tuple[object, ...]]:
    """The shared actions that a device knows, by device and number."""
    return store.rows(
        "SELECT a.device, a.n, a.clock, a.kind FROM action a JOIN device d ON d.id = a.device AND d.hidden = 0"
        " ORDER BY a.device, a.n"
    )


def remove_tree(folder: Path) -> None:
    """Remove what a run left."""
    if os.path.isdir(folder):
        shutil.rmtree(folder)
