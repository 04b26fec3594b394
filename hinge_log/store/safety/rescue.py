"""Building a new log from what is left of a damaged one: the newest good backup, the journal, the file itself."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field

from hinge_log.errors import StoreError
from hinge_log.store.connection import connect, translate_errors
from hinge_log.store.folding import fold_everything
from hinge_log.store.journal import present_names
from hinge_log.store.safety.backup import verify
from hinge_log.store.safety.files import make_file, sync_folder
from hinge_log.store.safety.mirror import MirrorRead, Stamp, lines_after, mirrors_of, read_mirrors
from hinge_log.store.safety.objects import named, unknown_objects
from hinge_log.store.safety.rebuild import backup_stamps, copy_import_chunks, fill_from_backup, replay, replay_past_gap
from hinge_log.store.safety.salvage import ORDER, UNREADABLE, Row, copied, rows_of
from hinge_log.text import plural

_SHOWN = 20
"""So many actions that could not be done again are named one by one."""
_BESIDE = ("-journal", "-wal", "-shm", ".journal-", ".new-", ".restore-", ".backup-failed")
"""How names of files beside a log go on after the log's own."""
_DAY_MS = 86_400_000
_OF_IMPORTS = ("imported", "imported_workout", "import_name")


@dataclass(slots=True)
class Rescued:
    """What a rescue got, and what not: `sets` are in the new file, `from_file` of them read from the damaged one.

    `backup` is the backup that was built on ("" for none), `actions` how many of the journal were done again;
    `lost` says in plain words what may be missing.
    """

    path: str
    sets: int = 0
    backup: str = ""
    actions: int = 0
    from_file: int = 0
    refused: int = 0
    lost: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """The result as plain values."""
        return asdict(self)


def rescue(damaged: str, out: str, folder: str | None = None, journals: list[str] | None = None) -> Rescued:
    """Build a new log at `out`, which must not exist, from backups (in `folder`), `journals` and the damaged file.

    The newest good backup comes first, then the journal's actions after it. Only when these have a gap, or there
    is neither, rows are read from the damaged file, which stays as it is; then what the journal has after the gap is
    done as far as it can be. Journals of other logs are named and left out. Raises StoreError when `out` exists.
    """
    if os.path.lexists(out):
        raise StoreError(f"{out} is there already.", "Nothing was changed. Name a new file.")
    own = tuple(f"{os.path.realpath(damaged)}{each}" for each in _BESIDE)
    if os.path.realpath(out).startswith(own):
        raise StoreError(f"{out} is the name of a file that belongs to the log.", "Nothing was changed. Name another.")
    result = Rescued(out)
    part = f"{out}.part-{os.getpid()}"
    with translate_errors(out):
        make_file(part)
        try:
            with closing(connect(part)) as target:
                _fill(damaged, target, folder, mirrors_of(damaged) if journals is None else journals, result)
                target.execute("BEGIN IMMEDIATE")
                fold_everything(target)
                target.execute("COMMIT")
                result.sets = int(target.execute("SELECT count(*) FROM sets WHERE hidden = 0").fetchone()[0])
            verify(part)
            os.link(part, out)
            sync_folder(os.path.dirname(os.path.abspath(out)))
        finally:
            for left in (part, f"{part}-journal"):
                if os.path.lexists(left):
                    os.unlink(left)
    return result


def _fill(damaged: str, target: sqlite3.Connection, folder: str | None, journals: list[str], result: Rescued) -> None:
    with tempfile.TemporaryDirectory(prefix="hinge-log-") as aside:
        own = _stamps_of_file(damaged, aside)
        copy = read_mirrors(journals, own | backup_stamps(damaged, folder))
        for each in copy.foreign:
            result.lost.append(f"{each} belongs to another log: it shares no action with this one. It was not used.")
        history = own | {number: (line.clock, line.device) for number, line in copy.lines.items()}
        base = fill_from_backup(damaged, target, history, result.lost, folder)
        target.execute("BEGIN IMMEDIATE")
        with suppress(*UNREADABLE, OSError), copied(damaged, aside, base.path if base is not None else None) as source:
            copy_import_chunks(source, target)
        done = replay(target, copy.lines)
        target.execute("COMMIT")
        result.backup, result.actions = (base.path if base is not None else ""), done.done
        complete = bool(copy.lines) and not done.stopped
        if done.stopped:
            result.lost.append(f"After action {done.last} the journal has a gap: {done.stopped}.")
        elif not copy.lines and base is None:
            result.lost.append("There is neither a good backup nor a journal.")
        elif not copy.lines:
            result.lost.append(f"There is no journal: what came after action {done.last} is only in the damaged file.")
        try:
            with copied(damaged, aside, base.path if base is not None else None) as source:
                _name_unknown_objects(source, result)
                if complete:
                    _follow(source, target, done.last, result)
                else:
                    _take(source, target, result)
        except (*UNREADABLE, OSError) as error:
            result.lost.append(f"Nothing could be read from the damaged file: {error}.")
        if done.stopped:
            _go_on_past_gap(target, copy, result)


def _name_unknown_objects(source: sqlite3.Connection, result: Rescued) -> None:
    try:
        unknown = unknown_objects(source)
    except UNREADABLE:
        return
    if unknown:
        result.lost.append(f"Not copied, because it is not hinge-log's: {named(unknown)}.")


def _stamps_of_file(damaged: str, aside: str) -> dict[int, Stamp]:
    """The actions that can still be read in the damaged file."""
    try:
        with copied(damaged, aside) as source:
            rows, _ = rows_of(source, "action")
    except (*UNREADABLE, OSError):
        return {}
    return {
        number: (clock, device)
        for number, clock, device in ((row.get("id"), row.get("clock"), row.get("device")) for row in rows)
        if isinstance(number, int) and isinstance(clock, int) and isinstance(device, int)
    }


def _go_on_past_gap(target: sqlite3.Connection, copy: MirrorRead, result: Rescued) -> None:
    target.execute("BEGIN IMMEDIATE")
    count, problems = replay_past_gap(target, copy.lines)
    target.execute("COMMIT")
    result.actions += count
    if count:
        result.lost.append(f"{plural(count, 'action')} after the gap replayed.")
    result.lost += problems[:_SHOWN]
    if len(problems) > _SHOWN:
        result.lost.append(f"{len(problems) - _SHOWN} more actions cannot be replayed.")


def _follow(source: sqlite3.Connection, target: sqlite3.Connection, last: int, result: Rescued) -> None:
    """Do what the damaged file's own journal has after the last line of the one beside it."""
    try:
        lines = {line.n: line for line in lines_after(source, last)}
    except UNREADABLE:
        result.lost.append(f"Whether anything came after action {last} cannot be read from the damaged file.")
        return
    target.execute("BEGIN IMMEDIATE")
    done = replay(target, lines)
    target.execute("COMMIT")
    result.actions += done.done
    if done.stopped:
        result.lost.append(f"The damaged file has more after action {done.last}, which cannot be used: {done.stopped}.")


def _take(source: sqlite3.Connection, target: sqlite3.Connection, result: Rescued) -> None:
    target.execute("BEGIN IMMEDIATE")
    numbers: dict[object, object] = {}
    imports = {row[0] for row in target.execute("SELECT id FROM import")}
    for table in ORDER:
        rows, partly = rows_of(source, table)
        if partly:
            result.lost.append(f"Some rows of '{table}' cannot be read.")
        for row in rows:
            if table == "exercise":
                _take_exercise(target, row, numbers, result)
                continue
            if "exercise_id" in row:
                row["exercise_id"] = numbers.get(row["exercise_id"])
            if row.get("import_id") is not None and row["import_id"] not in imports and table not in _OF_IMPORTS:
                row["import_id"] = None
            is_new = _insert(target, table, row)
            if is_new is None:
                result.refused += 1
            elif is_new and table == "sets":
                result.from_file += 1
            elif is_new and table == "import":
                imports.add(row["id"])
    _invent_lost_lifts(target, source, numbers, result)
    target.execute("COMMIT")


def _take_exercise(target: sqlite3.Connection, row: Row, numbers: dict[object, object], result: Rescued) -> None:
    was = row["id"]
    own = target.execute("SELECT id FROM exercise WHERE key = ?", (row["key"],)).fetchone()
    if own is None:
        if target.execute("SELECT 1 FROM exercise WHERE id = ?", (was,)).fetchone() is not None:
            row["id"] = target.execute("SELECT max(id) + 1 FROM exercise").fetchone()[0]
        row.pop("import_id", None)
        if _insert(target, "exercise", row) is None:
            result.refused += 1
            return
        own = (row["id"],)
    numbers[was] = own[0]


def _insert(target: sqlite3.Connection, table: str, row: Row) -> bool | None:
    """Write a row unless it is there: True when written, False when it was there, None when it is not fit to be."""
    known = {str(name) for _, name, *_ in target.execute(f'PRAGMA table_info("{table}")')}
    values = {name: value for name, value in present_names(table, row).items() if name in known}
    names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
    try:
        cursor = target.execute(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING', tuple(values.values())
        )
    except UNREADABLE:
        return None
    return cursor.rowcount > 0


def _invent_lost_lifts(
    target: sqlite3.Connection, source: sqlite3.Connection, numbers: dict[object, object], result: Rescued
) -> None:
    """Give sets whose workout or lift cannot be read a place to stand: one workout per day of theirs."""
    rows, _ = rows_of(source, "sets")
    known = {row[0] for row in target.execute("SELECT id FROM lift")}
    saved = {row[0] for row in target.execute("SELECT id FROM sets")}
    added = 0
    for row in rows:
        if row.get("id") in saved or row.get("lift_id") in known:
            continue
        exercise, day, lift = numbers.get(row.get("exercise_id")), row.get("day"), row.get("lift_id")
        if exercise is None or not isinstance(day, int) or not isinstance(lift, str):
            continue
        workout = f"{day:026d}"[-26:]
        _insert(
            target, "workout",
            {"id": workout, "name": "rescued", "day": day, "started_ms": day * _DAY_MS, "ended_ms": day * _DAY_MS},
        )  # fmt: skip
        if _insert(target, "lift", {"id": lift, "workout_id": workout, "exercise_id": exercise, "position": added}):
            known.add(lift)
    for row in rows:
        if row.get("id") not in saved and row.get("lift_id") in known:
            fit = {**row, "exercise_id": numbers.get(row.get("exercise_id")), "import_id": None}
            if _insert(target, "sets", fit):
                added += 1
    if added:
        result.from_file += added
        result.lost.append(
            f"The workouts of {added} sets cannot be read; those sets are listed under 'rescued', by day."
        )
