"""Devices that do random things to one log and sync through folders, with what goes wrong in between.

Each device has a folder of its own, and files are carried from folder to folder as a sync tool does: late, one by one,
half of a file, or both of two that differ. `python -m tests.sync --runs 20 --operations 2000` is the long form.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import patch
from zlib import crc32

from hinge_log.errors import HingeLogError
from hinge_log.exchange.detect import read
from hinge_log.exchange.preview import preview_import
from hinge_log.exercises.catalogue import load
from hinge_log.store.everyday import answer, forget
from hinge_log.store.gyms import add_gym
from hinge_log.store.importing import add_import, kept_names, known_identities, take_back
from hinge_log.store.naming import make, merge, rename
from hinge_log.store.open_workouts import join_workouts, open_workouts
from hinge_log.store.plans import all_plans, put_plan
from hinge_log.store.schema import BY_NAME, COLUMNS, KEYS
from hinge_log.store.set_extras import add_coach_note, judge_set
from hinge_log.store.store import Store
from hinge_log.sync import syncing
from hinge_log.sync.entries import FORMAT, ChangeRow, SyncEntry, chained, root_hash
from hinge_log.sync.state import STATE
from hinge_log.training.everyday import Answer
from hinge_log.training.plan import Day, Plan, PlanLift, PlanSet
from hinge_log.training.workout import Basis, Form, Judge, Pain, PlannedSet
from tests.support import FakeClock, kg, work
from tests.sync.stops import cut_power, die, stop_at_instruction, stop_at_step

POWER = sys.platform == "linux" and find_spec("apsw") is not None
_LOCAL = {("exercise", "id"), ("workout", "device"), ("everyday", "id")}
"""Columns that may differ from device to device."""
EXERCISES = ("deadlift-conventional", "rdl", "own:sled", "squat-back")
STARTS = (
    "2026-03-10T18:00:00+01:00",
    "2026-03-10T11:00:00-05:00",
    "2026-03-11T09:30:00+01:00",
    "2099-01-01T00:00:00+00:00",
)
STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    '2024-05-0{day} 23:30:00,"Evening",1h,"Deadlift (Barbell)",1,{load},5,0,0,"","",8\n'
    '2024-05-0{day} 23:30:00,"Evening",1h,"Back Extension",1,10,15,0,0,"","",\n'
)


@dataclass(slots=True)
class Replica:
    """One device: its log, its clock, what was acknowledged here, and whether it is lost."""

    path: Path
    clock: FakeClock
    store: Store
    logged: dict[str, int] = field(default_factory=dict)
    acknowledged: set[tuple[object, ...]] = field(default_factory=set)
    last_action: int = 0
    dead: bool = False


class Fleet:
    """Devices on one log, from one seed: the same seed does the same."""

    def __init__(self, folder: Path, seed: int, devices: int = 3) -> None:
        self.random = random.Random(seed)
        self.folder = folder
        self.replicas: list[Replica] = []
        self.crashes = self.breaks = self.cuts = 0
        self.strangers = 0
        # Ids and device numbers come from here, too.
        self.randomness = patch("os.urandom", random.Random(seed).randbytes)
        self.randomness.start()
        for number in range(devices):
            self.add(number)

    @property
    def living(self) -> list[Replica]:
        """The devices that are not lost."""
        return [each for each in self.replicas if not each.dead]

    def add(self, number: int) -> Replica:
        """A new device with an empty log."""
        path = self.folder / f"device{number}" / "log.db"
        path.parent.mkdir(parents=True)
        clock = FakeClock(STARTS[number % len(STARTS)])
        store = opened(path, clock)
        self.set_up(store, f"device {number}")
        replica = Replica(path, clock, store)
        self.replicas.append(replica)
        return replica

    def set_up(self, store: Store, name: str) -> None:
        """Let a device sync with the others."""
        syncing.set_up_folder(store, str(Path(store.path).parent / "sync"), name)

    def close(self) -> None:
        self.randomness.stop()
        for each in self.replicas:
            each.store.close()

    def restart(self, replica: Replica) -> None:
        """Open a log again, as after a kill."""
        replica.store.close()
        replica.store = opened(replica.path, replica.clock)

    # -- what a device does ------------------------------------------------------------------------------------

    def step(self, replica: Replica) -> None:
        """Do one random thing."""
        chance = self.random
        replica.clock.advance(chance.choice((1, 40, 150, 3000)))
        if chance.random() < 0.01:
            replica.clock.advance(chance.choice((-40_000_000, 90_000_000)))
        deeds: list[tuple[int, Callable[[Replica], None]]] = [
            (30, self.log), (10, self.edit), (10, self.rate), (5, self.pain), (6, self.delete),
            (3, self.delete_workout), (1, self.edit_and_rate),
            (8, self.undo), (4, self.redo), (4, self.finish), (3, self.setting), (4, self.everyday), (2, self.exercise),
            (4, self.judge), (2, self.gym), (3, self.start), (2, self.join), (3, self.plan), (2, self.rename),
            (1, self.merge), (1, self.bring), (1, self.take_back), (1, self.note), (10, self.sync),
        ]  # fmt: skip
        weights = [weight for weight, _ in deeds]
        with suppress(HingeLogError):  # a name that is in use, or nothing to join
            chance.choices([deed for _, deed in deeds], weights)[0](replica)
        self.acknowledge(replica)

    def acknowledge(self, replica: Replica) -> None:
        """Note what the device said to have saved: it must be known everywhere in the end."""
        for action, clock, kind in replica.store.rows(
            "SELECT a.id, a.clock, a.kind FROM action a JOIN device d ON d.id = a.device AND d.own = 1 AND d.hidden = 0"
            " WHERE a.id > ?", replica.last_action,
        ):  # fmt: skip
            replica.acknowledged.add((clock, kind, rows_of(replica.store, action)))
            replica.last_action = int(str(action))
        newest = replica.store.rows("SELECT coalesce(max(id), 0) FROM action")[0][0]
        replica.last_action = max(replica.last_action, int(str(newest)))

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

    def edit_and_rate(self, replica: Replica) -> None:
        """A load on this device and a rating on another one, of one set at once."""
        other = self.random.choice(self.living)
        if (set_id := self.any_set(replica)) is not None and other.store.set(set_id) is not None:
            replica.store.edit_set(set_id, work(str(self.random.randrange(20, 200)), 3))
            other.store.rate(set_id, Form(self.random.randrange(1, 6), Basis.QUICK, Judge.FELT))
            self.acknowledge(other)

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

    def note(self, replica: Replica) -> None:
        add_coach_note(replica.store, "Ann", "cue", "hips back", exercise="rdl")

    def delete(self, replica: Replica) -> None:
        if (set_id := self.any_set(replica)) is not None:
            replica.store.delete_set(set_id)

    def delete_workout(self, replica: Replica) -> None:
        row = self.any_row(replica, "SELECT id FROM workout WHERE hidden = 0 ORDER BY id")
        if row is not None:
            replica.store.delete_workout(row)

    def join(self, replica: Replica) -> None:
        workouts = [each.id for each in open_workouts(replica.store)]
        if len(workouts) > 1:
            join_workouts(replica.store, workouts[0], workouts[1:2])

    def undo(self, replica: Replica) -> None:
        replica.store.undo()

    def redo(self, replica: Replica) -> None:
        replica.store.redo()

    def finish(self, replica: Replica) -> None:
        workout = replica.store.open_workout()
        if workout is not None:
            replica.store.finish_workout(workout.id)

    def setting(self, replica: Replica) -> None:
        name = self.random.choice(("bar", "big_step", "step"))
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
        make(replica.store, f"Lift {self.random.randrange(6)}")

    def rename(self, replica: Replica) -> None:
        if (key := self.any_own(replica)) is not None:
            rename(replica.store, key, f"Lift {self.random.randrange(9)}")

    def merge(self, replica: Replica) -> None:
        if (key := self.any_own(replica)) is not None:
            merge(replica.store, key, load().exercises[EXERCISES[0]])

    def any_own(self, replica: Replica) -> str | None:
        return self.any_row(
            replica, "SELECT key FROM exercise WHERE own = 1 AND hidden = 0 AND merged_into = '' ORDER BY key"
        )

    def plan(self, replica: Replica) -> None:
        sets = (PlanSet(self.random.randrange(1, 9), load=kg("60")),) * self.random.randrange(1, 4)
        days = (Day("A", (PlanLift("rdl", sets),)),)
        plans = all_plans(replica.store)
        if plans and self.random.random() < 0.7:
            put_plan(replica.store, replace(self.random.choice(plans), days=days))
        else:
            put_plan(replica.store, Plan("", f"Plan {self.random.randrange(4)}", days))

    def bring(self, replica: Replica) -> None:
        """Import a file, which another device may import, too."""
        path = self.folder / "strong.csv"
        path.write_text(STRONG.format(day=self.random.randrange(1, 4), load=self.random.choice((100, 110))))
        parsed = read(path, unit="kg")
        store = replica.store
        preview = preview_import(
            parsed, load(), known=known_identities(store), earlier=kept_names(store, parsed.app),
            own=store.own_exercises(), file="strong.csv", sha256=f"{self.random.randrange(3):064x}",
        )  # fmt: skip
        add_import(store, preview)

    def take_back(self, replica: Replica) -> None:
        take_back(replica.store)

    def gym(self, replica: Replica) -> None:
        name = f"Gym {self.random.randrange(1000)}"
        if replica.store.one("SELECT 1 FROM gym WHERE name = ?", name) is None:
            add_gym(replica.store, name, "kg", "20", [("20", 2)])

    def sync(self, replica: Replica) -> None:
        """Sync; now and then the device is killed in the middle, loses its power, or its disk is full."""
        chance = self.random.random()
        if chance < 0.2:
            self.crash(replica)
        elif chance < 0.25:
            self.fill_disk(replica)
        elif chance < 0.35:
            self.break_link(replica)
        elif chance < 0.45 and POWER:
            self.cut_power(replica)
        else:
            syncing.sync(replica.store)
        self.carry()

    def any_set(self, replica: Replica) -> str | None:
        return self.any_row(replica, "SELECT id FROM sets WHERE hidden = 0 ORDER BY id")

    def any_row(self, replica: Replica, query: str) -> str | None:
        rows = replica.store.rows(query)
        return str(self.random.choice(rows)[0]) if rows else None

    # -- what goes wrong ---------------------------------------------------------------------------------------

    def crash(self, replica: Replica) -> None:
        """Stop a sync at a random instruction of SQLite or at a step, and begin anew as after a kill."""
        if self.random.random() < 0.5:
            stopped = stop_at_instruction(replica.store, int(20 * 10 ** self.random.uniform(0, 5)))
        else:
            stopped = stop_at_step(replica.store, self.random.randrange(1, 40), die, after=self.random.random() < 0.5)
        self.crashes += stopped
        self.restart(replica)

    def break_link(self, replica: Replica) -> None:
        """Cut the way to the others at a step of a sync, or leave half a line there."""
        after = self.random.random() < 0.5
        self.breaks += stop_at_step(replica.store, self.random.randrange(1, 40), self.tear, after=after)

    def cut_power(self, replica: Replica) -> None:
        """Lose the power during a sync."""
        replica.store.close()
        self.cuts += cut_power(replica.path, replica.clock, int(10 ** self.random.uniform(0, 3.5)), self.random)
        replica.store = opened(replica.path, replica.clock)

    def fill_disk(self, replica: Replica) -> None:
        """Let a sync find no room for what it pulls."""
        connection = replica.store.connection
        pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
        connection.execute(f"PRAGMA max_page_count = {pages + self.random.randrange(3)}").close()
        try:
            syncing.sync(replica.store)
        except HingeLogError:
            self.crashes += 1
        connection.execute("PRAGMA max_page_count = 1000000").close()

    def clone(self, number: int) -> Replica:
        """Copy a device's log and go on with both; the copy writes into the same folder, or into one of its own."""
        replica = self.replicas[number]
        copied = self.folder / f"clone{len(self.replicas)}" / "log.db"
        copied.parent.mkdir()
        replica.store.close()
        shutil.copyfile(replica.path, copied)
        replica.store = opened(replica.path, replica.clock)
        clock = FakeClock(STARTS[(number + 1) % len(STARTS)])
        clone = Replica(copied, clock, opened(copied, clock), dict(replica.logged))
        clone.last_action = replica.last_action
        self.move_folder(clone)
        self.replicas.append(clone)
        return clone

    def move_folder(self, clone: Replica) -> None:
        """Give a clone a folder of its own, every other time."""
        state = clone.store.state(STATE)
        assert isinstance(state, dict)
        if self.random.random() < 0.5 and "folder" in state["carrier"]:
            mine = clone.path.parent / "sync"
            shutil.copytree(state["carrier"]["folder"], mine)
            with clone.store.writing_sync():
                carrier = {**state["carrier"], "folder": str(mine)}
                clone.store.put_state_within(STATE, {**state, "carrier": carrier})

    def keep_backup(self, number: int) -> Path:
        """Keep a copy of a device's log as it is."""
        replica = self.replicas[number]
        replica.store.close()
        kept = self.folder / f"backup{number}.db"
        shutil.copyfile(replica.path, kept)
        replica.store = opened(replica.path, replica.clock)
        return kept

    def restore(self, number: int, kept: Path) -> None:
        """Put an older copy of a device's log in its place; what was not sent before is gone with it."""
        replica = self.replicas[number]
        syncing.sync(replica.store)
        replica.store.close()
        for each in replica.path.parent.glob("log.db.journal-*"):
            each.unlink()
        shutil.copyfile(kept, replica.path)
        replica.store = opened(replica.path, replica.clock)
        replica.last_action = int(str(replica.store.rows("SELECT coalesce(max(id), 0) FROM action")[0][0]))

    def die(self, number: int) -> None:
        """Lose a device after its last sync."""
        replica = self.replicas[number]
        syncing.sync(replica.store)
        self.carry_all()
        replica.dead = True

    def folders(self) -> list[Path]:
        """The folders of the devices."""
        return sorted({each for replica in self.replicas for each in replica.path.parent.glob("sync") if each.is_dir()})

    def carry(self) -> None:
        """Carry a file or two from folder to folder, some of them not whole yet."""
        folders = self.folders()
        for _ in range(self.random.randrange(3) if folders else 0):
            source, target = self.random.choice(folders), self.random.choice(folders)
            files = sorted(source.glob("*.jsonl"))
            if files and source != target:
                self.copy(self.random.choice(files), target, whole=self.random.random() < 0.8)

    def carry_all(self) -> None:
        """Carry everything everywhere."""
        folders = self.folders()
        for source in folders:
            for file in sorted(source.glob("*.jsonl")):
                for target in folders:
                    if target != source and file.exists():
                        self.copy(file, target, whole=True)

    def copy(self, file: Path, target: Path, *, whole: bool) -> None:
        """Bring a file to another folder: the longer one of two stays, and both of two that differ."""
        there = target / file.name
        new, old = file.read_bytes(), there.read_bytes() if there.exists() else b""
        if old.startswith(new):
            return
        if not new.startswith(old):
            there = target / f"{file.name.partition('.')[0]}.sync-conflict-{crc32(new):08x}.jsonl"
        elif not whole:
            new = new[: self.random.randrange(len(old), len(new))]
        there.write_bytes(new)

    def tear(self) -> None:
        """Leave half a line at the end of a file, as a copy that is under way does."""
        files = [file for folder in self.folders() for file in sorted(folder.glob("*.jsonl"))]
        if files:
            with open(self.random.choice(files), "ab") as file:
                file.write(b'{"changes":[["sets","torn')

    def duplicate(self) -> None:
        """Leave a copy of a file, as a sync tool does when two machines wrote to it."""
        files = [file for folder in self.folders() for file in sorted(folder.glob("*.jsonl"))]
        if files:
            source = self.random.choice(files)
            shutil.copyfile(source, source.with_name(f"{source.stem}.sync-conflict-{self.random.randrange(99)}.jsonl"))

    def lose_files(self) -> None:
        """Take a file, or the end of one, out of a folder, as somebody does who puts an older state back.

        It was carried before: what a restored device had sent is nowhere else.
        """
        self.carry_all()
        files = [file for folder in self.folders() for file in sorted(folder.glob("*.jsonl"))]
        if files:
            file = self.random.choice(files)
            if self.random.random() < 0.5:
                file.unlink()
            else:
                raw = file.read_bytes()
                file.write_bytes(raw[: self.random.randrange(len(raw))])

    def be_strange(self) -> None:
        """Write what only a newer hinge-log knows, and what none does, as a device of its own."""
        folders = self.folders()
        set_id = self.any_set(self.replicas[0])
        if not folders or set_id is None:
            return
        self.strangers += 1
        device = (1 << 50) + self.strangers
        clock = (1 << 62) + self.strangers
        sets: list[ChangeRow] = [
            ("sets", set_id, {"bar_speed": 7}, False),
            ("sets", set_id, {"form": 99, "basis": "odd"}, False),
            ("sets", set_id, {"reps": "many"}, False),
            ("moon", "1", {"phase": "full"}, True),
        ]
        changes = [tuple(each for each in sets if self.random.random() < 0.7) for _ in range(4)]
        bodies = [SyncEntry(clock + number, "edit", {}, each).body() for number, each in enumerate(changes)]
        bodies.insert(2, b'{"odd":true}')
        head = root_hash(device)
        lines = [b'{"format": "%s", "device": %d, "name": "odd", "after": "%s"}\n' % (
            FORMAT.encode(), device, head.encode())]  # fmt: skip
        for body in bodies:
            line = chained(head, body)
            lines.append(line.encoded())
            head = line.hash
        (folders[0] / f"{device:015x}.jsonl").write_bytes(b"".join(lines))

    def digest(self) -> str:
        """A number for all that the devices hold in the end: the same for the same seed."""
        first = self.replicas[0].store
        return f"{crc32(repr((visible(first), history(first))).encode()):08x}"

    # -- what must hold ----------------------------------------------------------------------------------------

    def settle(self, rounds: int = 4) -> None:
        """Sync all devices until nothing more can come."""
        for _ in range(rounds):
            for each in self.living:
                syncing.sync(each.store)
                self.carry_all()

    def run(self, operations: int) -> None:
        """Do random things on random devices, with faults in between."""
        kept: Path | None = None
        for number in range(operations):
            self.step(self.random.choice(self.living))
            if number == operations // 4:
                kept = self.keep_backup(1)
            elif number == operations // 3:
                self.clone(0)
            elif number == operations // 2 and kept is not None:
                self.restore(1, kept)
            elif number == 3 * operations // 5:
                self.be_strange()
            elif number == 2 * operations // 3:
                self.clone(len(self.replicas) - 1)
            elif number == 3 * operations // 4:
                self.die(2)
            elif number % max(1, operations // 6) == 5:
                self.tear()
                self.duplicate()
                self.lose_files()
        self.settle()


def opened(path: Path, clock: FakeClock) -> Store:
    """A log that does not wait for the disk; nothing is switched off here. Raises RuntimeError for a damaged one."""
    try:
        store = Store(str(path), clock=clock)
    except HingeLogError as error:
        raise RuntimeError(str(error)) from error
    store.connection.execute("PRAGMA synchronous = 0").close()
    return store


def rows_of(store: Store, action: object) -> tuple[tuple[object, ...], ...]:
    """Which rows an action changed, but for those that stay on one device."""
    rows = store.rows("SELECT entity, row FROM change WHERE action = ? ORDER BY number", action)
    return tuple(row for row in rows if row[0] != "import" or "-" in str(row[1]))


def knows(store: Store) -> set[tuple[object, ...]]:
    """The actions that a device knows, as `Fleet.acknowledge` names them."""
    return {
        (clock, kind, rows_of(store, action))
        for action, clock, kind in store.rows(
            "SELECT a.id, a.clock, a.kind FROM action a JOIN device d ON d.id = a.device AND d.hidden = 0"
        )
    }


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
