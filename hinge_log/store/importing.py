"""Bringing a planned file into the log, and taking it out again; what that asks the log before it writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from datetime import date, tzinfo
from itertools import islice
from typing import TYPE_CHECKING

from hinge_log.clock import to_day
from hinge_log.errors import NotFound, StoreError
from hinge_log.exchange.log_comparison import LogSet, LogSets, LogWorkout
from hinge_log.exchange.preview import preview_import
from hinge_log.store.import_rows import Removed, chunk_name, next_import_id, remove_import
from hinge_log.store.import_writer import NAME, Writer
from hinge_log.store.journal import OVERTAKEN, UNDONE, Action, add_action, write_change
from hinge_log.store.queries import ANY_OF, LogReader
from hinge_log.store.undoing import import_turned
from hinge_log.text import NAME_LIMIT, clean

if TYPE_CHECKING:
    from array import array

    from hinge_log.exchange.parsed import ParsedFile
    from hinge_log.exchange.preview import ImportPreview, ImportResult, Known
    from hinge_log.exercises.catalogue import Catalogue
    from hinge_log.store.store import Store

_CHUNK = 500
_COLUMNS = "columns of a table"
"""Stands for the app where what is kept is not names of exercises."""

_CACHE_KIB = 14_000
"""Pages kept while many rows are written, and as much again to sort an index; the default of 2 MB is written out again
and again."""


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An import that is in the log; `sets` of it are still there, `edited` of those were changed by hand since."""

    id: int
    at_ms: int
    format: str
    file: str
    sets: int
    edited: int


def known_identities(store: LogReader) -> Known:
    """The question that a plan asks the log: which sets came in before."""

    def known(identities: array[int]) -> bytearray:
        flags = bytearray(len(identities))
        if store.value("SELECT 1 FROM imported LIMIT 1") is None:
            return flags
        # Chunk by chunk, so that a large log is never held in memory.
        for first in range(0, len(identities), _CHUNK):
            part = identities[first : first + _CHUNK]
            rows = store.rows(f"SELECT key FROM imported WHERE key IN {ANY_OF}", json.dumps(part.tolist()))
            keys = {key for (key,) in rows}
            flags[first : first + len(part)] = bytes(number in keys for number in part)
        return flags

    return known


def kept_names(store: LogReader, app: str) -> dict[str, str]:
    """What the names of an app became in earlier imports: name -> key, "" for left out."""
    return dict(
        store.rows(
            "SELECT n.name, CASE WHEN coalesce(e.merged_into, '') = '' THEN n.key ELSE e.merged_into END"
            " FROM import_name n LEFT JOIN exercise e ON e.key = n.key WHERE n.app = ?",
            app,
        )
    )


def kept_columns(store: LogReader, header: str) -> str | None:
    """Which column is what in a table with that header, as it was said for an earlier import (JSON)."""
    columns: str | None = store.value("SELECT key FROM import_name WHERE app = ? AND name = ?", _COLUMNS, header)
    return columns


def preview_of(
    store: Store,
    catalogue: Catalogue,
    parsed: ParsedFile,
    *,
    file: str,
    sha256: str,
    chosen: Mapping[str, str] | None = None,
    mapping: tuple[str, str] | None = None,
) -> ImportPreview:
    """What the import of a file into this log would do; `chosen` names are settled by the user."""
    settled_names = {**store.merged_exercises(), **kept_names(store, parsed.app)}
    return preview_import(
        parsed, catalogue, known=known_identities(store), log=ImportLog(store), earlier=settled_names,
        chosen=chosen, own=store.own_exercises(), file=file, sha256=sha256, mapping=mapping,
    )  # fmt: skip


def add_import(
    store: Store, plan: ImportPreview, *, progress: Callable[[float], None] | None = None, zone: tzinfo | None = None
) -> ImportResult:
    """Write what is new in a planned file, as one undo step; a file with nothing new writes nothing.

    `zone` is where the workouts took place (default: the zone of this machine). `progress` gets the share written.
    Raises NeedsDecision while the unit is not known.
    """
    plan.require_decisions()
    store.one(f"PRAGMA cache_size = -{_CACHE_KIB}")
    try:
        with store.action("import") as action:
            # Another window may have brought in the same file since the plan was made.
            fresh = plan.ask(known_identities(store), ImportLog(store))
            if not fresh.sets and not fresh.corrects(plan):
                return plan.result(fresh)
            at_ms = store.clock.now().utc_ms
            import_id = next_import_id(action.connection)
            result = plan.result(fresh, import_id=import_id)
            action.insert(
                "import",
                {
                    "id": import_id,
                    "at_ms": at_ms,
                    "format": plan.parsed.format,
                    "file": clean(plan.file, limit=NAME_LIMIT),
                    "sha256": plan.sha256,
                    "unit": plan.parsed.unit,
                    "summary": json.dumps(_summary(result), ensure_ascii=False, separators=(",", ":")),
                },
            )
            chunk = chunk_name(plan.sha256, at_ms)
            Writer(store, action.connection, plan, import_id, zone, chunk=chunk).write(fresh.flags, progress)
            if plan.mapping is not None:
                action.connection.execute(NAME, (_COLUMNS, *plan.mapping, import_id))
            if plan.take_changed:
                _correct(action, plan, fresh.changed)
            if plan.remove_gone:
                _remove_gone(action, fresh.gone, fresh.gone_workouts)
            return result
    finally:
        store.one("PRAGMA cache_size = -2000")


def _correct(action: Action, preview: ImportPreview, changed: dict[str, int]) -> None:
    """Give sets of the log the values that the file has now."""
    bodies = {name.name: name.body for name in preview.names}
    for set_id, row in changed.items():
        one = preview.parsed.table.at(row)
        load = one.load(preview.parsed.unit)
        action.update(
            "sets",
            set_id,
            {
                "reps": one.reps, "seconds": one.seconds, "distance_mm": one.distance_mm,
                "load_g": load.grams if load else None, "load_text": load.value if load else None,
                "unit": load.unit if load else None,
                "body": int(load is not None and (load.body or bodies.get(one.exercise, False))),
            },
        )  # fmt: skip


def _remove_gone(action: Action, sets: tuple[str, ...], workouts: dict[str, list[str]]) -> None:
    """Hide what the file does not have any more; a workout that has sets of one's own stays with them."""
    for set_id in (*sets, *(each for ids in workouts.values() for each in ids)):
        action.update("sets", set_id, {"hidden": 1})
    for workout in workouts:
        left = action.connection.execute(
            "SELECT 1 FROM lift l JOIN sets s ON s.lift_id = l.id WHERE l.workout_id = ? AND s.hidden = 0 LIMIT 1",
            (workout,),
        ).fetchone()
        if left is None:
            action.update("workout", workout, {"hidden": 1})


def back_up(store: Store) -> str:
    """Make a backup before many rows are written, and after; gives its path, "" for an empty log, which needs none.

    The rows of an import are in no journal: `rescue` has them from the backup made after it.
    """
    from hinge_log.store.safety.backup import backup_once

    if store.one("SELECT 1 FROM action LIMIT 1") is None:
        return ""
    return backup_once(store.path, reason="import", now_ms=store.clock.now().utc_ms).path


def unsafe_remark(error: StoreError) -> str:
    """What to say when the backup after an import could not be made."""
    return f"The import is saved, but its backup could not be made: {error.message} Make one: hinge-log backup."


def imports(store: LogReader) -> list[ImportLine]:
    """The imports in the log, newest first."""
    rows = store.rows(
        "SELECT id, at_ms, format, file, (SELECT count(*) FROM sets WHERE import_id = import.id) FROM import"
        " ORDER BY id DESC"
    )
    return [
        ImportLine(number, at_ms, kind, file, sets, len(edited_since(store, number)))
        for number, at_ms, kind, file, sets in rows
    ]


def edited_since(store: LogReader, import_id: int) -> list[str]:
    """The ids of the sets of an import that were changed by hand since: their changes go with it."""
    rows = store.rows(
        "SELECT DISTINCT c.row FROM change c JOIN action a ON a.id = c.action CROSS JOIN sets s ON s.id = c.row"
        " WHERE c.entity = 'sets' AND c.before IS NOT NULL AND a.state = 1"
        " AND a.kind <> 'import' AND s.import_id = ? ORDER BY c.row",
        import_id,
    )
    return [row for (row,) in rows]


def take_back(store: Store, import_id: int | None = None) -> tuple[ImportLine, Removed]:
    """Take an import (default: the last one) out of the log again; gives what it was and what was removed.

    It need not be the last action; where it is, redo brings it back. Raises NotFound when there is none.
    """
    every = imports(store)
    line = next((one for one in every if import_id is None or one.id == import_id), None)
    if line is None:
        raise NotFound("That import is not in the log.", "Nothing was changed.")
    with store.action("import") as action:
        connection = action.connection
        row = connection.execute(
            "SELECT a.id, NOT EXISTS (SELECT 1 FROM action n WHERE n.id > a.id AND n.state = 1 AND n.target IS NULL)"
            " FROM action a JOIN change c ON c.action = a.id WHERE a.kind = 'import' AND a.state = 1"
            " AND c.entity = 'import' AND c.row = ? ORDER BY a.id DESC LIMIT 1",
            (str(line.id),),
        ).fetchone()
        last = row is not None and bool(row[1])
        taken_back = import_turned(connection, line.id, hidden=True)
        removed = remove_import(connection, line.id)
        if not last:
            # What was undone before may stand on rows that are gone now.
            connection.execute("UPDATE action SET state = ? WHERE state = ?", (OVERTAKEN, UNDONE))
        if row is not None:
            connection.execute("UPDATE action SET state = ? WHERE id = ?", (UNDONE if last else OVERTAKEN, row[0]))
        undo = add_action(connection, "undo", action.clock, action.device, row[0] if row is not None else None)
        write_change(connection, undo, 0, taken_back)
    return line, removed


def _summary(result: ImportResult) -> dict[str, object]:
    return {name: value for name, value in asdict(result).items() if name not in ("import_id", "file", "format")}


class ImportLog:
    """The log as `hinge_log.exchange.log_comparison.Log`."""

    def __init__(self, store: LogReader) -> None:
        self._store = store
        self._edited: frozenset[str] | None = None

    def came_in(self, keys: Iterable[int]) -> set[int]:
        """Which of these workouts came in before."""
        known_keys: set[int] = set()
        if self._store.one("SELECT 1 FROM imported_workout LIMIT 1") is None:
            return known_keys  # the keys of a large file are not worked out for nothing
        left = iter(keys)
        while part := list(islice(left, _CHUNK)):
            rows = self._store.rows(f"SELECT key FROM imported_workout WHERE key IN {ANY_OF}", json.dumps(part))
            known_keys.update(key for (key,) in rows)
        return known_keys

    def workouts(self) -> Iterator[LogWorkout]:
        """All workouts, deleted ones too."""
        for name, started, offset, hidden in self._store.rows(
            "SELECT name, started_ms, offset_min, hidden FROM workout"
        ):
            utc = started // 1000
            yield LogWorkout(name, utc + 60 * offset, utc, bool(hidden))

    def sets_of(self, keys: Sequence[int]) -> dict[int, LogSets]:
        """The sets of workouts that came in before, deleted ones too: they keep their places."""
        by_number: dict[int, LogSets] = {}
        for key, exercise, *values in self._store.rows(
            "SELECT k.key, CASE WHEN e.merged_into = '' THEN e.key ELSE e.merged_into END,"
            " s.id, s.reps, s.seconds, s.distance_mm, s.load_g, max(s.hidden, l.hidden)"
            " FROM imported_workout k JOIN lift l ON l.workout_id = k.workout_id"
            " JOIN sets s ON s.lift_id = l.id JOIN exercise e ON e.id = s.exercise_id"
            f" WHERE k.key IN {ANY_OF} AND s.import_id IS NOT NULL"
            " ORDER BY k.key, l.position, l.id, s.position",
            json.dumps(keys),
        ):
            by_number.setdefault(key, {}).setdefault(exercise, []).append(LogSet(*values))
        return by_number

    def edited(self, ids: Sequence[str]) -> Set[str]:
        """Which of these sets were changed by hand since."""
        if self._edited is None:
            # The journal has no index by row: it is looked through once.
            rows = self._store.rows(
                "SELECT DISTINCT c.row FROM change c JOIN action a ON a.id = c.action"
                " WHERE c.entity = 'sets' AND c.before IS NOT NULL AND a.state = 1 AND a.kind <> 'import'"
            )
            self._edited = frozenset(row for (row,) in rows)
        return self._edited.intersection(ids)

    def gone(self, format: str, keys: Set[int], first: date, last: date) -> dict[str, list[str]]:  # noqa: A002
        """Workouts that came in from such files on these days and have none of `keys`: the ids of their sets."""
        rows = self._store.rows(
            "SELECT w.id, s.id, k.key FROM import i JOIN workout w ON w.import_id = i.id AND w.hidden = 0"
            " JOIN imported_workout k ON k.workout_id = w.id JOIN lift l ON l.workout_id = w.id AND l.hidden = 0"
            " JOIN sets s ON s.lift_id = l.id AND s.hidden = 0 AND s.import_id IS NOT NULL"
            " WHERE i.format = ? AND (w.started_ms + 60000 * w.offset_min) / 86400000 BETWEEN ? AND ?"
            " ORDER BY w.id, s.id",
            format, to_day(first), to_day(last),
        )  # fmt: skip
        sets: dict[str, list[str]] = {}
        known: set[str] = set()
        for workout, set_id, key in rows:
            sets.setdefault(workout, []).append(set_id)
            if key in keys:
                known.add(workout)
        unseen = {workout: ids for workout, ids in sets.items() if workout not in known}
        edited = self.edited([each for ids in unseen.values() for each in ids]) if unseen else frozenset()
        return {workout: ids for workout, ids in unseen.items() if edited.isdisjoint(ids)}
