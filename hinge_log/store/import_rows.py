"""Taking the rows of one import out of the log again."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

UNUSED_EXERCISE = (
    "id NOT IN (SELECT exercise_id FROM lift)"
    " AND NOT EXISTS (SELECT 1 FROM sets s WHERE s.exercise_id = exercise.id)"
    " AND NOT EXISTS (SELECT 1 FROM routine r WHERE instr(r.days, '\"' || exercise.key || '\"'))"
    " AND NOT EXISTS (SELECT 1 FROM exercise m WHERE m.merged_into = exercise.key)"
)
"""Whether no lift, no set, no plan and no merged exercise names an exercise, as a condition of SQL."""


class Removed(NamedTuple):
    """How much an import had left in the log when it was taken back."""

    workouts: int
    sets: int
    exercises: int


def remove_import(connection: sqlite3.Connection, import_id: int) -> Removed:
    """Remove the sets of an import, and its lifts, workouts and exercises as far as nothing else is in them.

    What the import remembers of its file (identities, names) goes with it, so that the file can come in anew.
    """

    def run(statement: str) -> int:
        return connection.execute(statement, {"id": import_id}).rowcount

    sets = run("DELETE FROM sets WHERE import_id = :id")
    run("DELETE FROM bodyweight WHERE import_id = :id")
    run("DELETE FROM lift WHERE import_id = :id AND NOT EXISTS (SELECT 1 FROM sets s WHERE s.lift_id = lift.id)")
    # A later import that added to a lift or a workout takes it over.
    run(
        "UPDATE lift SET import_id = (SELECT max(s.import_id) FROM sets s WHERE s.lift_id = lift.id)"
        " WHERE import_id = :id"
    )
    workouts = run(
        "DELETE FROM workout WHERE import_id = :id"
        " AND NOT EXISTS (SELECT 1 FROM lift l WHERE l.workout_id = workout.id)"
    )
    run(
        "UPDATE workout SET import_id = (SELECT max(l.import_id) FROM lift l WHERE l.workout_id = workout.id)"
        " WHERE import_id = :id"
    )
    exercises = run(f"DELETE FROM exercise WHERE import_id = :id AND {UNUSED_EXERCISE}")
    run("UPDATE exercise SET import_id = NULL WHERE import_id = :id")
    run("DELETE FROM import WHERE id = :id")
    return Removed(workouts, sets, exercises)
