"""The schema, step by step: numbered, append-only, all missing steps in one transaction; and what no step made.

A step is a tuple of single statements (`executescript` commits in between and can be killed half way). What the tables
and columns are for stands in schema.py.
Times are UTC milliseconds, days are days since 1970-01-01, loads are whole grams; `load_text` and `unit` are
what was typed. No CHECK uses json_valid(): with trusted_schema off some SQLite builds refuse it in a schema. In
`sets` no CHECK uses IN with more than two values: SQLite builds a table for it at every row, and an import then takes
twice as long.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import lru_cache
from itertools import chain

APPLICATION_ID = 0x68696E67  # "hing"

_FIRST = (
    """CREATE TABLE exercise (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 120),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
        own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1)),
        like_key TEXT NOT NULL DEFAULT '',
        aliases TEXT NOT NULL DEFAULT '[]' CHECK (aliases LIKE '[%]'),
        unit TEXT CHECK (unit IN ('kg', 'lb')),
        bar_g INTEGER CHECK (bar_g BETWEEN 0 AND 100000),
        step_g INTEGER CHECK (step_g BETWEEN 1 AND 100000),
        rest_s INTEGER CHECK (rest_s BETWEEN 0 AND 3600),
        cue TEXT NOT NULL DEFAULT '',
        merged_into TEXT NOT NULL DEFAULT '',
        import_id INTEGER REFERENCES import (id),
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
    ) STRICT""",
    """CREATE TABLE import (
        id INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        format TEXT NOT NULL,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        unit TEXT CHECK (unit IN ('kg', 'lb')),
        summary TEXT NOT NULL DEFAULT '{}' CHECK (summary LIKE '{%}')
    ) STRICT""",
    """CREATE TABLE workout (
        id TEXT PRIMARY KEY CHECK (length(id) = 26),
        name TEXT NOT NULL DEFAULT '',
        day INTEGER NOT NULL CHECK (day BETWEEN -25567 AND 73000),
        started_ms INTEGER NOT NULL,
        offset_min INTEGER NOT NULL DEFAULT 0 CHECK (offset_min BETWEEN -1080 AND 1080),
        ended_ms INTEGER,
        note TEXT NOT NULL DEFAULT '',
        routine TEXT NOT NULL DEFAULT '',
        import_id INTEGER REFERENCES import (id),
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
    ) STRICT""",
    "CREATE INDEX workout_by_day ON workout (day, started_ms)",
    "CREATE INDEX workout_open ON workout (started_ms) WHERE ended_ms IS NULL",
    """CREATE TABLE lift (
        id TEXT PRIMARY KEY CHECK (length(id) = 26),
        workout_id TEXT NOT NULL REFERENCES workout (id),
        exercise_id INTEGER NOT NULL REFERENCES exercise (id),
        position INTEGER NOT NULL CHECK (position >= 0),
        superset INTEGER,
        plan TEXT NOT NULL DEFAULT '[]' CHECK (plan LIKE '[%]'),
        note TEXT NOT NULL DEFAULT '',
        import_id INTEGER REFERENCES import (id),
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
    ) STRICT""",
    "CREATE INDEX lift_by_workout ON lift (workout_id, position)",
    """CREATE TABLE sets (
        id TEXT PRIMARY KEY CHECK (length(id) = 26),
        lift_id TEXT NOT NULL REFERENCES lift (id),
        exercise_id INTEGER NOT NULL REFERENCES exercise (id),
        day INTEGER NOT NULL CHECK (day BETWEEN -25567 AND 73000),
        position INTEGER NOT NULL CHECK (position >= 0),
        at_ms INTEGER,
        kind TEXT NOT NULL DEFAULT 'working'
            CHECK (kind = 'warmup' OR kind = 'working' OR kind = 'drop' OR kind = 'failure'),
        side TEXT NOT NULL DEFAULT '' CHECK (side = '' OR side = 'L' OR side = 'R'),
        reps INTEGER CHECK (reps BETWEEN 0 AND 100000),
        seconds INTEGER CHECK (seconds BETWEEN 0 AND 1000000),
        distance_mm INTEGER CHECK (distance_mm BETWEEN 0 AND 10000000000),
        load_g INTEGER CHECK (load_g BETWEEN -100000000 AND 100000000),
        load_text TEXT,
        unit TEXT CHECK (unit IN ('kg', 'lb')),
        body INTEGER NOT NULL DEFAULT 0 CHECK (body IN (0, 1)),
        rpe REAL CHECK (rpe BETWEEN 1 AND 10 AND rpe * 2 = CAST(rpe * 2 AS INTEGER)),
        missed INTEGER NOT NULL DEFAULT 0 CHECK (missed >= 0),
        form INTEGER CHECK (form BETWEEN 1 AND 5),
        basis TEXT CHECK (basis IN ('quick', 'checked')),
        judged_by TEXT CHECK (judged_by = 'mirror' OR judged_by = 'video' OR judged_by = 'person'),
        percent INTEGER CHECK (percent BETWEEN 0 AND 100),
        slips TEXT CHECK (slips LIKE '{%}'),
        checklist TEXT,
        version INTEGER,
        capped_by TEXT,
        clean INTEGER CHECK (clean IN (0, 1)),
        stop INTEGER CHECK (stop IN (0, 1)),
        pain INTEGER CHECK (pain BETWEEN 0 AND 10),
        pain_where TEXT,
        note TEXT,
        import_id INTEGER REFERENCES import (id),
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
        CHECK ((load_g IS NULL) = (load_text IS NULL) AND (load_g IS NULL) = (unit IS NULL)),
        CHECK (basis IS NOT NULL OR form IS NULL),
        CHECK (basis = 'checked' OR slips IS NULL)
    ) STRICT""",
    "CREATE INDEX sets_by_lift ON sets (lift_id, position)",
    "CREATE INDEX sets_by_exercise ON sets (exercise_id, day, position)",
    # What an import once brought in, whatever became of it: the same set is never brought in twice.
    """CREATE TABLE imported (
        key INTEGER PRIMARY KEY,
        import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE
    ) STRICT""",
    """CREATE TABLE imported_workout (
        key INTEGER PRIMARY KEY,
        workout_id TEXT NOT NULL REFERENCES workout (id) ON DELETE CASCADE
    ) STRICT""",
    "CREATE INDEX imported_workout_by_workout ON imported_workout (workout_id)",
    """CREATE TABLE import_name (
        app TEXT NOT NULL,
        name TEXT NOT NULL,
        key TEXT NOT NULL,
        import_id INTEGER REFERENCES import (id) ON DELETE CASCADE,
        PRIMARY KEY (app, name)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE everyday (
        id TEXT PRIMARY KEY CHECK (length(id) = 26),
        day INTEGER NOT NULL UNIQUE,
        answer TEXT NOT NULL CHECK (answer IN ('always', 'half', 'rarely', 'none')),
        places TEXT NOT NULL DEFAULT '[]' CHECK (places LIKE '[%]'),
        at_ms INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE routine (
        id TEXT PRIMARY KEY CHECK (length(id) = 26),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
        position INTEGER NOT NULL CHECK (position >= 0),
        lifts TEXT NOT NULL DEFAULT '[]' CHECK (lifts LIKE '[%]'),
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
    ) STRICT""",
    """CREATE TABLE setting (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # What a screen needs to go on where it was (rest end, lift shown): not data, so not in the journal.
    """CREATE TABLE state (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE action (
        id INTEGER PRIMARY KEY,
        clock INTEGER NOT NULL,
        device INTEGER NOT NULL,
        kind TEXT NOT NULL,
        target INTEGER REFERENCES action (id),
        state INTEGER NOT NULL DEFAULT 1 CHECK (state IN (0, 1, 2))
    ) STRICT""",
    "CREATE INDEX action_undone ON action (id) WHERE state = 0",
    """CREATE TABLE change (
        action INTEGER NOT NULL REFERENCES action (id),
        number INTEGER NOT NULL,
        entity TEXT NOT NULL,
        row TEXT NOT NULL,
        before TEXT CHECK (before LIKE '{%}'),
        after TEXT CHECK (after LIKE '{%}'),
        PRIMARY KEY (action, number)
    ) STRICT, WITHOUT ROWID""",
    """CREATE VIEW set_log AS
        SELECT date(s.day * 86400, 'unixepoch') AS date, w.name AS workout, e.key AS exercise, e.name AS name,
               s.position + 1 AS number, s.kind, s.side, s.reps, s.seconds, s.distance_mm / 10.0 AS distance_cm,
               s.load_g / 1000.0 AS kg, s.load_text AS load, s.unit, s.body AS on_bodyweight, s.rpe, s.form, s.basis,
               CASE WHEN s.basis IS NOT NULL THEN coalesce(s.judged_by, 'felt') END AS judged_by, s.percent,
               s.clean, s.slips, s.pain, s.note, s.id AS set_id, w.id AS workout_id
        FROM sets s JOIN lift l ON l.id = s.lift_id JOIN workout w ON w.id = l.workout_id
             JOIN exercise e ON e.id = s.exercise_id
        WHERE s.hidden = 0 AND l.hidden = 0 AND w.hidden = 0""",
    """CREATE VIEW slip_log AS
        SELECT date(s.day * 86400, 'unixepoch') AS date, e.key AS exercise, j.key AS item, j.value AS reps,
               s.id AS set_id
        FROM sets s JOIN exercise e ON e.id = s.exercise_id JOIN json_each(s.slips) j
        WHERE s.hidden = 0""",
)

_SECOND = ("ALTER TABLE routine RENAME COLUMN lifts TO days",)
"""A plan has days now, each with lifts; a list of lifts alone is read as one day."""

_THIRD = (
    "ALTER TABLE sets ADD COLUMN amrap INTEGER NOT NULL DEFAULT 0 CHECK (amrap IN (0, 1))",
    "ALTER TABLE workout ADD COLUMN device INTEGER",
    "ALTER TABLE everyday ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))",
    "ALTER TABLE setting ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))",
    "ALTER TABLE routine ADD COLUMN weeks TEXT NOT NULL DEFAULT '[]' CHECK (weeks LIKE '[%]')",
    "ALTER TABLE routine ADD COLUMN progression TEXT NOT NULL DEFAULT '{}' CHECK (progression LIKE '{%}')",
    "ALTER TABLE routine ADD COLUMN started_day INTEGER CHECK (started_day BETWEEN -25567 AND 73000)",
    """CREATE TABLE import_chunk (
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
        import TEXT NOT NULL,
        position INTEGER NOT NULL CHECK (position >= 0),
        body BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX import_chunk_by_import ON import_chunk (import, position)",
    """CREATE TABLE judgement (
        id TEXT PRIMARY KEY CHECK (length(id) = 26),
        set_id TEXT NOT NULL REFERENCES sets (id) ON DELETE CASCADE,
        person TEXT NOT NULL DEFAULT '',
        basis TEXT NOT NULL CHECK (basis IN ('quick', 'checked')),
        judged_by TEXT CHECK (judged_by IN ('mirror', 'video', 'person')),
        form INTEGER CHECK (form BETWEEN 1 AND 5),
        percent INTEGER CHECK (percent BETWEEN 0 AND 100),
        slips TEXT CHECK (slips LIKE '{%}'),
        checklist TEXT,
        version INTEGER,
        capped_by TEXT,
        clean INTEGER CHECK (clean IN (0, 1)),
        stop INTEGER CHECK (stop IN (0, 1)),
        note TEXT NOT NULL DEFAULT '',
        at_ms INTEGER NOT NULL,
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
        CHECK (basis = 'checked' OR slips IS NULL)
    ) STRICT""",
    "CREATE INDEX judgement_by_set ON judgement (set_id)",
    """CREATE TABLE video (
        id TEXT PRIMARY KEY CHECK (length(id) = 26),
        set_id TEXT NOT NULL REFERENCES sets (id) ON DELETE CASCADE,
        location TEXT NOT NULL CHECK (length(location) BETWEEN 1 AND 4096),
        sha256 TEXT NOT NULL DEFAULT '',
        at_ms INTEGER NOT NULL,
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
    ) STRICT""",
    "CREATE INDEX video_by_set ON video (set_id)",
    """CREATE TABLE coach_note (
        id TEXT PRIMARY KEY CHECK (length(id) = 26),
        person TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL CHECK (kind IN ('cue', 'note', 'plan')),
        exercise TEXT NOT NULL DEFAULT '',
        set_id TEXT REFERENCES sets (id) ON DELETE SET NULL,
        text TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
    ) STRICT""",
    "CREATE INDEX coach_note_by_set ON coach_note (set_id) WHERE set_id IS NOT NULL",
    """CREATE TABLE bodyweight (
        id TEXT PRIMARY KEY CHECK (length(id) = 26),
        day INTEGER NOT NULL CHECK (day BETWEEN -25567 AND 73000),
        at_ms INTEGER NOT NULL,
        weight_g INTEGER NOT NULL CHECK (weight_g BETWEEN 1 AND 1000000),
        weight_text TEXT NOT NULL,
        unit TEXT NOT NULL CHECK (unit IN ('kg', 'lb')),
        note TEXT NOT NULL DEFAULT '',
        import_id INTEGER REFERENCES import (id),
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
    ) STRICT""",
    "CREATE INDEX bodyweight_by_day ON bodyweight (day, at_ms)",
    """CREATE TABLE gym (
        id TEXT PRIMARY KEY CHECK (length(id) = 26),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
        unit TEXT NOT NULL CHECK (unit IN ('kg', 'lb')),
        bar_g INTEGER NOT NULL CHECK (bar_g BETWEEN 0 AND 100000),
        plates TEXT NOT NULL DEFAULT '[]' CHECK (plates LIKE '[%]'),
        bells TEXT NOT NULL DEFAULT '[]' CHECK (bells LIKE '[%]'),
        dumbbells TEXT NOT NULL DEFAULT '[]' CHECK (dumbbells LIKE '[%]'),
        position INTEGER NOT NULL DEFAULT 0 CHECK (position >= 0),
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
    ) STRICT""",
    """CREATE TABLE device (
        id INTEGER PRIMARY KEY CHECK (id BETWEEN 0 AND 1152921504606846975),
        name TEXT NOT NULL DEFAULT '',
        own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1)),
        parent INTEGER,
        parent_n INTEGER,
        first_ms INTEGER NOT NULL DEFAULT 0,
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
    ) STRICT""",
    "ALTER TABLE action ADD COLUMN n INTEGER",
    "ALTER TABLE action ADD COLUMN seen TEXT CHECK (seen LIKE '{%}')",
    # Actions of an older hinge-log are numbered as they stand: it gave every log a device of its own.
    """UPDATE action SET n = numbered.n
        FROM (SELECT id, row_number() OVER (PARTITION BY device ORDER BY id) AS n FROM action) AS numbered
        WHERE numbered.id = action.id""",
    "CREATE UNIQUE INDEX action_by_device ON action (device, n)",
    "DROP VIEW set_log",
    """CREATE VIEW set_log AS
        SELECT date(s.day * 86400, 'unixepoch') AS date, w.name AS workout, e.key AS exercise, e.name AS name,
               s.position + 1 AS number, s.kind, s.side, s.reps, s.seconds, s.distance_mm / 10.0 AS distance_cm,
               s.load_g / 1000.0 AS kg, s.load_text AS load, s.unit, s.body AS on_bodyweight, s.rpe, s.form, s.basis,
               CASE WHEN s.basis IS NOT NULL THEN coalesce(s.judged_by, 'felt') END AS judged_by, s.percent,
               s.clean, s.slips, s.pain, s.note, s.id AS set_id, w.id AS workout_id, s.amrap
        FROM sets s JOIN lift l ON l.id = s.lift_id JOIN workout w ON w.id = l.workout_id
             JOIN exercise e ON e.id = s.exercise_id
        WHERE s.hidden = 0 AND l.hidden = 0 AND w.hidden = 0""",
)
"""What coaches, several devices and plans of weeks need; nothing is removed for good any more, only hidden."""

STEPS: tuple[tuple[str, ...], ...] = (_FIRST, _SECOND, _THIRD)
NAMES = {1: "log", 2: "days_of_a_plan", 3: "devices_and_coach"}
"""What the steps are called in the list of those that were taken; never changed once published."""
SCHEMA = len(STEPS)


_KNOWN = frozenset(
    (words[0].lower(), words[1])
    for step in STEPS
    for words in (statement.replace(" UNIQUE ", " ").split()[1:3] for statement in step if statement[:6] == "CREATE")
) | {
    ("table", "_sqlite_migrations"),
    ("index", "idx__sqlite_migrations_migration_set_name"),
    ("index", "change_by_row"),
}
"""Type and name of all that the steps of the schema make, sqlite-utils to list them, and sync to find changes."""


def unknown_objects(connection: sqlite3.Connection) -> list[str]:
    """The triggers, views, indexes and tables of a log that no hinge-log made, as "trigger name".

    A virtual table runs code when it is read, so one is unknown whatever its name. Raises sqlite3.Error when the
    log cannot be read.
    """
    return [
        f"{kind} {name}"
        for kind, name, page in connection.execute("SELECT type, name, rootpage FROM sqlite_master")
        if not str(name).startswith("sqlite_")
        and ((kind, name) not in _KNOWN or (kind in ("table", "index") and not page))
    ]


def altered_objects(connection: sqlite3.Connection, schema: int = SCHEMA) -> list[str]:
    """The tables, indexes and views that a log of a schema does not have as that schema makes them, as "table name"."""
    there = _objects(connection)
    return [name for name, sql in _objects_of_schema(schema).items() if there.get(name) != sql]


@lru_cache(maxsize=len(STEPS))
def _objects_of_schema(schema: int) -> dict[str, str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        for statement in chain.from_iterable(STEPS[:schema]):
            fresh.execute(statement)
        return _objects(fresh)


def _objects(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def drop_unknown_objects(connection: sqlite3.Connection) -> list[str]:
    """Remove the unknown objects that hold no rows; the caller holds the transaction. Gives those removed."""
    removed = []
    for each in unknown_objects(connection):
        kind, _, name = each.partition(" ")
        if kind in ("trigger", "view", "index"):
            quoted = name.replace('"', '""')
            connection.execute(f'DROP {kind.upper()} IF EXISTS "{quoted}"')
            removed.append(each)
    return removed


def named(objects: list[str]) -> str:
    """A few unknown objects in words, safe to show."""
    from hinge_log.text import shown

    more = f" and {len(objects) - 3} more" if len(objects) > 3 else ""
    return ", ".join(shown(each)[:60] for each in objects[:3]) + more
