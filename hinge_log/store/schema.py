"""THE list of the log's tables: what names a row, what is journaled, exported and merged, and what each column is.

The journal, export, salvage, merging, sync, SCHEMA.md and the tests are derived from this list. The tables stand in the
order in which their rows can be written: those that others point to come first. The SQL that makes them is in
migrations.py. `python -m hinge_log.store.schema` prints the tables as SCHEMA.md has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_HIDDEN = "1 when deleted"
_IMPORT = "the import that added this row"

FORM_COLUMNS = ("form", "basis", "judged_by", "percent", "slips", "checklist", "version", "capped_by", "clean", "stop")
"""The columns of a rating; they belong together and are merged together."""


class Table(NamedTuple):
    """One table of the log.

    `words` say what a row is and `columns` what each column is, for SCHEMA.md. `key` is the column whose value names a
    row in the journal, "" for a table that is not journaled. `exported` is the kind of its lines in an export, "" for
    none. `groups` are columns that are merged together: the latest change of one of them brings all of them; a column
    in no group is merged by itself. `parents` are the columns that name a row of another table. `data` is false for
    tables that hold nothing of the user's. `since` is the schema that has the table first.
    """

    name: str
    words: str
    columns: Mapping[str, str]
    key: str = "id"
    exported: str = ""
    groups: tuple[tuple[str, ...], ...] = ()
    parents: Mapping[str, str] = {}
    data: bool = True
    since: int = 1

    @property
    def journaled(self) -> bool:
        """Whether changes of its rows are in the journal."""
        return bool(self.key)

    @property
    def local_key(self) -> str:
        """The column that names a row within this file."""
        return "key" if "id" not in self.columns else "id"


TABLES: tuple[Table, ...] = (
    Table(
        "exercise",
        "exercises that have been used or changed; the catalogue itself ships with the program",
        {
            "id": "number in this file",
            "key": "exercise id: `deadlift-conventional`, `own:chest-press`",
            "name": "",
            "own": "1 for one of your own",
            "like_key": "the exercise whose checklist this one uses",
            "aliases": "other names, a JSON list",
            "unit": "the unit for logging it, if not the gym's",
            "bar_g": "bar weight in grams",
            "step_g": "smallest load step in grams",
            "rest_s": "rest in seconds",
            "cue": "your lasting cue",
            "merged_into": "the key of the exercise it was merged into",
            "import_id": _IMPORT,
            "hidden": _HIDDEN,
        },
        key="key",
        exported="exercise",
        groups=(("name", "own", "like_key"),),
    ),
    Table(
        "import",
        "imported files",
        {
            "id": "number in this file",
            "at_ms": "",
            "format": "",
            "file": "file name",
            "sha256": "",
            "unit": "",
            "summary": "counts, JSON",
        },
        exported="import",
    ),
    Table(
        "workout",
        "",
        {
            "id": "sorts by time (UUIDv7, 26 characters)",
            "name": "",
            "day": "local day, fixed at the start",
            "started_ms": "",
            "offset_min": "UTC offset of the local clock, in minutes",
            "ended_ms": "empty while it is open",
            "note": "",
            "routine": "the plan it was started from",
            "import_id": _IMPORT,
            "hidden": _HIDDEN,
            "device": "the device that started it; empty if it came from an older hinge-log or a file",
        },
        exported="workout",
        groups=(("day", "started_ms", "offset_min"),),
    ),
    Table(
        "lift",
        "one exercise in one workout",
        {
            "id": "",
            "workout_id": "",
            "exercise_id": "",
            "position": "from 0",
            "superset": "lifts of a workout with the same number form a superset",
            "plan": "planned sets, JSON",
            "note": "",
            "import_id": _IMPORT,
            "hidden": _HIDDEN,
        },
        exported="lift",
        groups=(("workout_id", "position", "superset"),),
        parents={"workout_id": "workout"},
    ),
    Table(
        "sets",
        "",
        {
            "id": "",
            "lift_id": "",
            "exercise_id": "the exercise of the lift, copied here for fast queries",
            "day": "the day of the workout, copied here for fast queries",
            "position": "from 0 within its lift",
            "at_ms": "when it was logged; empty if an imported file gives no time",
            "kind": "`warmup`, `working`, `drop`, `failure`",
            "side": "`L`, `R` or empty",
            "reps": "",
            "seconds": "",
            "distance_mm": "",
            "load_g": "grams",
            "load_text": "as typed",
            "unit": "`kg` or `lb`, as typed",
            "body": "1 if the load is on top of bodyweight",
            "rpe": "",
            "missed": "reps attempted but not completed",
            "form": "1 to 5",
            "basis": "`quick` or `checked`",
            "judged_by": "`mirror`, `video`, `person`; empty when rated by feel",
            "percent": "",
            "slips": "JSON",
            "checklist": "the checklist used",
            "version": "its version",
            "capped_by": "the check that capped the rating",
            "clean": "",
            "stop": "1 if a safety check said to stop",
            "pain": "",
            "pain_where": "",
            "note": "",
            "import_id": _IMPORT,
            "hidden": _HIDDEN,
            "amrap": "1 for an AMRAP set (as many reps as possible)",
        },
        exported="set",
        groups=(
            ("load_g", "load_text", "unit", "body"),
            FORM_COLUMNS,
            ("pain", "pain_where"),
            ("lift_id", "day", "position"),
            ("reps", "missed", "amrap"),
        ),
        parents={"lift_id": "lift"},
    ),
    Table(
        "imported",
        "sets already imported, so that none is imported twice",
        {"key": "identifies the workout, exercise and set number in the file", "import_id": ""},
        key="",
        exported="imported",
    ),
    Table(
        "imported_workout",
        "",
        {"key": "identifies the workout in the file", "workout_id": ""},
        key="",
    ),
    Table(
        "import_name",
        "how names from other apps were mapped",
        {"app": "", "name": "", "key": "`exercise.key`; empty if left out", "import_id": ""},
        key="",
        exported="import-name",
    ),
    Table(
        "import_chunk",
        "the rows of each import, kept for redo, rescue and sync",
        {
            "sha256": "of `body`",
            "import": "the import: the start of the file's `sha256`, `-`, then its `at_ms`",
            "position": "from 0",
            "body": "rows as JSON lines, compressed (zlib)",
        },
        key="",
        since=3,
    ),
    Table(
        "judgement",
        "further ratings of a set, beyond the one in `sets`: by a coach, or by you in another way",
        {
            "id": "identifies set, person and `judged_by`",
            "set_id": "",
            "person": "who rated; empty for the lifter",
            "basis": "`quick` or `checked`",
            "judged_by": "`mirror`, `video`, `person`; empty when rated by feel",
            "form": "1 to 5",
            "percent": "",
            "slips": "JSON",
            "checklist": "",
            "version": "",
            "capped_by": "",
            "clean": "",
            "stop": "",
            "note": "",
            "at_ms": "",
            "hidden": _HIDDEN,
        },
        exported="judgement",
        groups=((*FORM_COLUMNS, "note", "at_ms"),),
        parents={"set_id": "sets"},
        since=3,
    ),
    Table(
        "video",
        "locations of set videos; the videos themselves are not in the log",
        {
            "id": "",
            "set_id": "",
            "location": "a path or a link",
            "sha256": "hash of the file; empty for a link",
            "at_ms": "",
            "hidden": _HIDDEN,
        },
        exported="video",
        groups=(("location", "sha256"),),
        parents={"set_id": "sets"},
        since=3,
    ),
    Table(
        "coach_note",
        "cues, notes and plans written by a coach",
        {
            "id": "",
            "person": "who wrote it",
            "kind": "`cue`, `note` or `plan`",
            "exercise": "`exercise.key`; empty for none",
            "set_id": "the set it refers to; empty for none",
            "text": "",
            "at_ms": "",
            "hidden": _HIDDEN,
        },
        exported="coach-note",
        parents={"set_id": "sets"},
        since=3,
    ),
    Table(
        "bodyweight",
        "",
        {
            "id": "",
            "day": "local day",
            "at_ms": "",
            "weight_g": "grams",
            "weight_text": "as typed",
            "unit": "`kg` or `lb`, as typed",
            "note": "",
            "import_id": _IMPORT,
            "hidden": _HIDDEN,
        },
        exported="bodyweight",
        groups=(("day", "at_ms"), ("weight_g", "weight_text", "unit")),
        since=3,
    ),
    Table(
        "gym",
        "the bar, plates, kettlebells and dumbbells of a gym",
        {
            "id": "",
            "name": "",
            "unit": "`kg` or `lb`",
            "bar_g": "bar weight in grams",
            "plates": "a JSON list of `[weight]` or `[weight, pairs]`, weights as typed",
            "bells": "kettlebell weights, a JSON list",
            "dumbbells": "dumbbell weights, a JSON list",
            "position": "from 0",
            "hidden": _HIDDEN,
        },
        exported="gym",
        groups=(("unit", "bar_g", "plates", "bells", "dumbbells"),),
        since=3,
    ),
    Table(
        "everyday",
        "answers to the daily question",
        {
            "id": "",
            "day": "",
            "answer": "`always`, `half`, `rarely` or `none`",
            "places": "a JSON list",
            "at_ms": "",
            "hidden": _HIDDEN,
        },
        key="day",
        exported="everyday",
        groups=(("answer", "places", "at_ms"),),
    ),
    Table(
        "routine",
        "plans",
        {
            "id": "",
            "name": "",
            "position": "",
            "days": "days with their lifts and planned sets, JSON",
            "hidden": _HIDDEN,
            "weeks": "how each week changes all lifts, a JSON list",
            "progression": "`weeks_done`, the number of weeks done before `started_day`, and that day, JSON",
            "started_day": "the local day its weeks count from; empty if they count from its first workout",
        },
        exported="routine",
        groups=(("days", "weeks", "progression"),),
    ),
    Table(
        "setting",
        "settings stored with the data",
        {"key": "", "value": "JSON", "hidden": _HIDDEN},
        key="key",
        exported="setting",
    ),
    Table(
        "state", "where each screen left off; not part of the data", {"key": "", "value": "JSON"}, key="", data=False
    ),
    Table(
        "device",
        "the devices that write to this log",
        {
            "id": "device number: 60 random bits (24 in older versions)",
            "name": "",
            "own": "1 for this device",
            "parent": "the device whose log it was copied from; empty for none",
            "parent_n": "the last action they share",
            "first_ms": "when it was first seen here",
            "hidden": "1 after it left",
        },
        key="",
        data=False,
    ),
    Table(
        "action",
        "every action, for undo, redo and sync",
        {
            "id": "",
            "clock": "hybrid logical clock: UTC milliseconds times 65536 and a counter",
            "device": "`device.id`",
            "kind": "`log`, `rate`, `import` ...",
            "target": "the action that this one undid or redid",
            "state": "1 done, 0 undone, 2 undone and superseded",
            "n": "number among the device's actions, from 1 without gaps",
            "seen": "the last action known from each other device, JSON; empty in older versions",
        },
        key="",
        data=False,
    ),
    Table(
        "change",
        "the rows changed by each action",
        {
            "action": "",
            "number": "",
            "entity": "the table",
            "row": "row id; the key for an exercise, the day for an everyday answer",
            "before": "JSON; empty for a new row",
            "after": "JSON; empty for a removed row",
        },
        key="",
        data=False,
    ),
    Table(
        "_sqlite_migrations",
        "schema migrations applied by sqlite-utils; only in logs made by an older hinge-log",
        {"id": "", "migration_set": "", "name": "", "applied_at": ""},
        key="",
        data=False,
    ),
)

BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}
KEYS: Mapping[str, str] = {table.name: table.key for table in TABLES if table.journaled}
"""The tables whose rows are journaled, and the column that names a row."""
LOCAL_KEYS: Mapping[str, str] = {table.name: table.local_key for table in TABLES if table.journaled}
"""The same tables, and the column that names a row within this file: exercises have a number here."""
COLUMNS: Mapping[str, frozenset[str]] = {table.name: frozenset(table.columns) for table in TABLES}
GROUP_OF: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    table.name: {name: group for group in table.groups for name in group} for table in TABLES
}
"""The columns that are merged together with a column, by table and column."""
DATA: tuple[str, ...] = tuple(table.name for table in TABLES if table.data)
"""The tables that hold what the user did, in the order in which they can be written."""
OLD_NAMES: Mapping[str, Mapping[str, str]] = {"routine": {"lifts": "days"}}
"""Columns that had another name once: journals and damaged files still use it."""


def describe_tables() -> str:
    """The tables as a part of SCHEMA.md."""
    parts = []
    for table in TABLES:
        title = f"### `{table.name}`" + (f": {table.words}" if table.words else "")
        rows = "\n".join(f"| `{name}` | {words} |".replace("|  |", "| |") for name, words in table.columns.items())
        parts.append(f"{title}\n\n| column | meaning |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    print(describe_tables(), end="")
