"""Building a new log from what is left of a damaged one: the newest good backup, the journal, the file itself.

The file is read row by row in a copy; it is not touched itself.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256

from hinge_log.errors import StoreError
from hinge_log.store.connection import connect, migrate, translate_errors, uri_of
from hinge_log.store.folding import fold_everything
from hinge_log.store.journal import present_names
from hinge_log.store.migrations import named, unknown_objects
from hinge_log.store.safety.backup import columns_of, verify
from hinge_log.store.safety.files import HEADER, make_file, sync_folder
from hinge_log.store.safety.mirror import MirrorRead, Stamp, lines_after, mirrors_of, read_mirrors
from hinge_log.store.safety.rebuild import backup_stamps, fill_from_backup, replay, replay_past_gap
from hinge_log.store.schema import BY_NAME, DATA
from hinge_log.text import plural

Row = dict[str, object]
UNREADABLE = (sqlite3.Error, UnicodeDecodeError, OverflowError)
"""What SQLite's messages about damaged pages can come as: they may quote bytes that are no text."""
ORDER = DATA
"""The tables that are read, those that others point to first."""

_PROBES = 20_000
_FARTHEST = 1 << 33

_SHOWN = 20
"""So many actions that could not be done again are named one by one."""

_BESIDE = ("-journal", "-wal", "-shm", ".journal-", ".new-", ".restore-", ".backup-failed")
"""How names of files beside a log go on after the log's own."""

_DAY_MS = 86_400_000
_OF_IMPORTS = ("imported", "imported_workout", "import_name")


@contextmanager
def copied(path: str, folder: str, pattern: str | None = None) -> Iterator[sqlite3.Connection]:
    """Open a copy of a damaged log in `folder`; a broken beginning is patched from `pattern`, a sound log.

    Page 1 holds the header and says where the tables begin. Logs that were made by the same steps agree in that,
    and a backup is a copy page by page.
    """
    name = os.path.join(folder, "damaged.db")
    shutil.copyfile(path, name)
    if os.path.exists(f"{path}-journal"):
        shutil.copyfile(f"{path}-journal", f"{name}-journal")
    if not _opens(name):
        if os.path.exists(f"{name}-journal"):
            os.unlink(f"{name}-journal")
            shutil.copyfile(path, name)
        _patch(name, pattern or _fresh(folder))
    connection = sqlite3.connect(uri_of(name, "rw"), uri=True, isolation_level=None)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        connection.execute("PRAGMA trusted_schema = 0").close()
        connection.execute("PRAGMA query_only = 1").close()
        yield connection
    finally:
        connection.close()


def _opens(path: str) -> bool:
    try:
        with closing(sqlite3.connect(uri_of(path, "rw"), uri=True, isolation_level=None)) as connection:
            connection.execute("SELECT id FROM sets LIMIT 1").fetchone()
            return True
    except UNREADABLE as error:
        # A damaged page of the table itself is no reason to give up the beginning of the file.
        return getattr(error, "sqlite_errorname", "").startswith("SQLITE_CORRUPT") and _names_tables(path)


def _names_tables(path: str) -> bool:
    try:
        with closing(sqlite3.connect(uri_of(path, "ro"), uri=True)) as connection:
            return bool(connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sets'").fetchone()[0])
    except UNREADABLE:
        return False


def _fresh(folder: str) -> str:
    name = os.path.join(folder, "pattern.db")
    with closing(sqlite3.connect(name, isolation_level=None)) as connection:
        migrate(connection)
    return name


def _patch(name: str, pattern: str) -> None:
    """Put the header and the pages that name the tables of `pattern` into the file `name`."""
    with open(pattern, "rb") as file:
        whole = file.read()
    if whole[:16] != HEADER:
        return
    size = int.from_bytes(whole[16:18], "big")
    size = 65_536 if size == 1 else size
    first = bytearray(whole[:size])
    with open(name, "r+b") as target:
        pages = max(1, os.path.getsize(name) // size)
        first[28:32] = pages.to_bytes(4, "big")  # size of the file in pages
        first[32:40] = bytes(8)  # no list of free pages
        first[92:96] = first[24:28]  # the size is valid
        target.write(first)
        for page in _children(first):
            if page <= pages:
                target.seek((page - 1) * size)
                target.write(whole[(page - 1) * size : page * size])


def _children(first: bytearray) -> list[int]:
    """The pages below page 1 ("Database File Format", 1.6): the table of tables grows beyond one page."""
    if first[100] != 5:
        return []
    count = int.from_bytes(first[103:105], "big")
    places = [int.from_bytes(first[place : place + 2], "big") for place in range(112, 112 + 2 * count, 2)]
    return [int.from_bytes(first[place : place + 4], "big") for place in (*places, 108)]


def rows_of(connection: sqlite3.Connection, table: str) -> tuple[list[Row], bool]:
    """All rows of a table that can be read, and whether some could not."""
    try:
        columns, key = columns_of(connection, table)
    except UNREADABLE:
        return [], True
    if not columns:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return [], version >= BY_NAME[table].since or not version
    names = ", ".join(f'"{name}"' for name in columns)
    try:
        raw = connection.execute(f'SELECT {names} FROM "{table}" NOT INDEXED').fetchall()
        return [dict(zip(columns, row, strict=True)) for row in raw], False
    except UNREADABLE:
        pass
    rows: dict[object, Row] = {}
    try:
        for found_row in _by_halves(connection, table, names):
            rows[found_row[0]] = dict(zip(columns, found_row[1:], strict=True))
    except UNREADABLE:  # a table without row numbers
        for direction in ("ASC", "DESC"):
            order = ", ".join(f'"{name}" {direction}' for name in key)
            for row in _as_far(connection, f'SELECT {names} FROM "{table}" ORDER BY {order}'):
                rows[repr(row)] = dict(zip(columns, row, strict=True))
    return list(rows.values()), True


def _as_far(connection: sqlite3.Connection, question: str) -> Iterator[tuple[object, ...]]:
    try:
        yield from connection.execute(question)
    except UNREADABLE:
        return


def _by_halves(connection: sqlite3.Connection, table: str, names: str) -> Iterator[tuple[object, ...]]:
    """Read ranges of row numbers; a range that fails is halved until the bad page alone is left out."""
    question = f'SELECT rowid, {names} FROM "{table}" NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid'
    connection.execute(f"EXPLAIN {question}", (0, 0)).close()
    probes = 0
    ranges = [(1 << power, (1 << power + 1) - 1) for power in reversed(range(_FARTHEST.bit_length()))]
    while ranges and probes < _PROBES:
        first, last = ranges.pop()
        probes += 1
        try:
            rows = connection.execute(question, (first, last)).fetchall()
        except UNREADABLE:
            if first < last:
                middle = (first + last) // 2
                ranges += [(middle + 1, last), (first, middle)]
            continue
        yield from rows


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
        raise StoreError(f"{out} already exists.", "Nothing was changed. Name a new file.")
    own = tuple(f"{os.path.realpath(damaged)}{each}" for each in _BESIDE)
    if os.path.realpath(out).startswith(own):
        raise StoreError(
            f"{out} is the name of a file that belongs to the log.", "Nothing was changed. Name another file."
        )
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
            _copy_import_chunks(source, target)
        done = replay(target, copy.lines)
        target.execute("COMMIT")
        result.backup, result.actions = (base.path if base is not None else ""), done.done
        complete = bool(copy.lines) and not done.stopped
        if done.stopped:
            result.lost.append(f"After action {done.last} the journal has a gap: {done.stopped}.")
        elif not copy.lines and base is None:
            result.lost.append("There is neither a good backup nor a journal.")
        elif not copy.lines:
            result.lost.append(f"There is no journal: changes after action {done.last} are only in the damaged file.")
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


def _copy_import_chunks(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Give a log the copies of imports that can still be read in a damaged one; each is checked by its hash."""
    rows, _ = rows_of(source, "import_chunk")
    for row in rows:
        body = row.get("body")
        if isinstance(body, bytes) and sha256(body).hexdigest() == row.get("sha256"):
            target.execute(
                "INSERT OR IGNORE INTO import_chunk (sha256, import, position, body) VALUES (?, ?, ?, ?)",
                (row["sha256"], row.get("import"), row.get("position"), body),
            )


def _name_unknown_objects(source: sqlite3.Connection, result: Rescued) -> None:
    try:
        unknown = unknown_objects(source)
    except UNREADABLE:
        return
    if unknown:
        result.lost.append(f"Not copied, because hinge-log did not create it: {named(unknown)}.")


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
        result.lost.append(f"Replayed {plural(count, 'action')} after the gap.")
    result.lost += problems[:_SHOWN]
    if len(problems) > _SHOWN:
        result.lost.append(f"{len(problems) - _SHOWN} more actions cannot be replayed.")


def _follow(source: sqlite3.Connection, target: sqlite3.Connection, last: int, result: Rescued) -> None:
    """Do what the damaged file's own journal has after the last line of the one beside it."""
    try:
        lines = {line.n: line for line in lines_after(source, last)}
    except UNREADABLE:
        result.lost.append(f"The damaged file does not show whether anything came after action {last}.")
        return
    target.execute("BEGIN IMMEDIATE")
    done = replay(target, lines)
    target.execute("COMMIT")
    result.actions += done.done
    if done.stopped:
        result.lost.append(
            f"The damaged file has more actions after {done.last}, but they cannot be used: {done.stopped}."
        )


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
            f"The workouts of {added} sets cannot be read; those sets are listed by day under 'rescued'."
        )
