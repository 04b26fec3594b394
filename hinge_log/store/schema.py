"""THE list of the log's tables: what names a row, what is journaled, exported and merged, and what each column is.

The journal, export, salvage, merging, sync, SCHEMA.md and the tests are derived from this list. The tables stand in the
order in which their rows can be written: those that others point to come first. The SQL that makes them is in
migrations.py. `python -m hinge_log.store.schema` prints the tables as SCHEMA.md has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_HIDDEN = "1 when deleted"
_IMPORT = "the import that brought it"

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
        "exercises that were used or changed; the catalogue itself is in the program",
        {
            "id": "its number in this file",
            "key": "its id: `deadlift-conventional`, `own:chest-press`",
            "name": "",
            "own": "1 for one of your own",
            "like_key": "the exercise whose checklist it uses",
            "aliases": "other names, JSON list",
            "unit": "the unit it is logged in, when not that of the gym",
            "bar_g": "its bar in grams",
            "step_g": "its smallest step in grams",
            "rest_s": "its rest in seconds",
            "cue": "your cue for it",
            "merged_into": "the key that it became",
            "import_id": _IMPORT,
            "hidden": _HIDDEN,
        },
        key="key",
        exported="exercise",
        groups=(("name", "own", "like_key"),),
    ),
    Table(
        "import",
        "files that came in",
        {
            "id": "its number in this file",
            "at_ms": "",
            "format": "",
            "file": "its name",
            "sha256": "",
            "unit": "",
            "summary": "its figures, JSON",
        },
        exported="import",
    ),
    Table(
        "workout",
        "",
        {
            "id": "rises with time (UUIDv7, 26 characters)",
            "name": "",
            "day": "local day, fixed when it began",
            "started_ms": "",
            "offset_min": "how far its clock was ahead of UTC, in minutes",
            "ended_ms": "empty while it is open",
            "note": "",
            "routine": "the plan it was begun from",
            "import_id": _IMPORT,
            "hidden": _HIDDEN,
            "device": "the device that began it; empty for one of an older hinge-log or of a file",
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
            "superset": "lifts of a workout with the same number are done in turn",
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
            "position": "from 0 in its lift",
            "at_ms": "when it was logged; empty when a file did not say",
            "kind": "`warmup`, `working`, `drop`, `failure`",
            "side": "`L`, `R` or empty",
            "reps": "",
            "seconds": "",
            "distance_mm": "",
            "load_g": "grams",
            "load_text": "as typed",
            "unit": "`kg` or `lb`, as typed",
            "body": "1 when the load comes on top of bodyweight",
            "rpe": "",
            "missed": "reps that were tried and not done",
            "form": "1 to 5",
            "basis": "`quick` or `checked`",
            "judged_by": "`mirror`, `video`, `person`; empty when felt",
            "percent": "",
            "slips": "JSON",
            "checklist": "the list that it was checked by",
            "version": "and its version",
            "capped_by": "the item that held the rating down",
            "clean": "",
            "stop": "1 when the list said to stop",
            "pain": "",
            "pain_where": "",
            "note": "",
            "import_id": _IMPORT,
            "hidden": _HIDDEN,
            "amrap": "1 for a set of as many reps as possible",
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
        "sets that came in once, so that none comes in twice",
        {"key": "stands for workout, exercise and number of the set in the file", "import_id": ""},
        key="",
        exported="imported",
    ),
    Table(
        "imported_workout",
        "",
        {"key": "stands for the workout in the file", "workout_id": ""},
        key="",
    ),
    Table(
        "import_name",
        "what names of other loggers became",
        {"app": "", "name": "", "key": "`exercise.key`; empty for left out", "import_id": ""},
        key="",
        exported="import-name",
    ),
    Table(
        "import_chunk",
        "what an import brought in, kept to redo it, to rescue it and to send it to other devices",
        {
            "sha256": "of `body`",
            "import": "the import: the start of its file's `sha256`, `-`, its `at_ms`",
            "position": "from 0",
            "body": "rows as JSON lines, compressed (zlib)",
        },
        key="",
        since=3,
    ),
    Table(
        "judgement",
        "ratings of a set that stand beside the one in `sets`: by a coach, or by you in another way",
        {
            "id": "stands for set, person and `judged_by`",
            "set_id": "",
            "person": "who rated; empty for the lifter",
            "basis": "`quick` or `checked`",
            "judged_by": "`mirror`, `video`, `person`; empty when felt",
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
        "where the video of a set is; the video itself is not in the log",
        {
            "id": "",
            "set_id": "",
            "location": "a path or a link",
            "sha256": "of the file; empty for a link",
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
        "cues, notes and plans that a coach wrote",
        {
            "id": "",
            "person": "who wrote it",
            "kind": "`cue`, `note` or `plan`",
            "exercise": "`exercise.key`; empty for none",
            "set_id": "the set that it is about; empty for none",
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
            "bar_g": "its bar in grams",
            "plates": "JSON list of `[weight]` or `[weight, pairs]`, weights as typed",
            "bells": "weights of kettlebells, JSON list",
            "dumbbells": "weights of dumbbells, JSON list",
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
            "places": "JSON list",
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
            "days": "its days with lifts and planned sets, JSON",
            "hidden": _HIDDEN,
            "weeks": "how each week changes all lifts, JSON list",
            "progression": "`weeks_done`: how many of its weeks were done before `started_day`, and that day, JSON",
            "started_day": "the local day from which its weeks are counted; empty: from its first workout on",
        },
        exported="routine",
        groups=(("days", "weeks", "progression"),),
    ),
    Table(
        "setting",
        "settings that belong to the data",
        {"key": "", "value": "JSON", "hidden": _HIDDEN},
        key="key",
        exported="setting",
    ),
    Table("state", "where a screen goes on; no data", {"key": "", "value": "JSON"}, key="", data=False),
    Table(
        "device",
        "the devices on which this log is written",
        {
            "id": "its number: 60 random bits, 24 for one of an older hinge-log",
            "name": "",
            "own": "1 for this device",
            "parent": "the device whose copied log it goes on from; empty for none",
            "parent_n": "the last action of that device that both have",
            "first_ms": "when it was first seen here",
            "hidden": "1 when it left",
        },
        key="",
        data=False,
    ),
    Table(
        "action",
        "what was done, for undo, redo and sync",
        {
            "id": "",
            "clock": "hybrid logical clock: UTC milliseconds times 65536 and a counter",
            "device": "`device.id`",
            "kind": "`log`, `rate`, `import` ...",
            "target": "the action that this one took back or did again",
            "state": "1 done, 0 undone, 2 undone and overtaken",
            "n": "its number among the actions of its device, from 1 without gaps",
            "seen": "the last action of each other device that its device knew, JSON; empty for an older hinge-log",
        },
        key="",
        data=False,
    ),
    Table(
        "change",
        "the rows that an action changed",
        {
            "action": "",
            "number": "",
            "entity": "the table",
            "row": "its id in it; for an exercise its key, for an everyday answer its day",
            "before": "JSON; empty for a new row",
            "after": "JSON; empty for a removed row",
        },
        key="",
        data=False,
    ),
    Table(
        "_sqlite_migrations",
        "the steps of the schema that were taken by sqlite-utils; only in a log that an older hinge-log made",
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
        parts.append(f"{title}\n\n| column | what |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    print(describe_tables(), end="")
