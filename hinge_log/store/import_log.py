"""What an import asks the log before it writes: which workouts and sets are there, and how they look now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from itertools import islice

from hinge_log.clock import to_day
from hinge_log.exchange.log_comparison import LogSet, LogSets, LogWorkout
from hinge_log.store.queries import Reading

_AT_ONCE = 500


class ImportLog:
    """The log as `hinge_log.exchange.log_comparison.Log`."""

    def __init__(self, store: Reading) -> None:
        self._store = store
        self._edited: frozenset[str] | None = None

    def came_in(self, keys: Iterable[int]) -> set[int]:
        """Which of these workouts came in before."""
        known_keys: set[int] = set()
        if self._store.one("SELECT 1 FROM imported_workout LIMIT 1") is None:
            return known_keys  # the keys of a large file are not worked out for nothing
        left = iter(keys)
        while part := list(islice(left, _AT_ONCE)):
            rows = self._store.rows(f"SELECT key FROM imported_workout WHERE key IN ({_marks(part)})", *part)
            known_keys.update(int(str(key)) for (key,) in rows)
        return known_keys

    def workouts(self) -> Iterator[LogWorkout]:
        """All workouts, deleted ones too."""
        for name, started, offset, hidden in self._store.rows(
            "SELECT name, started_ms, offset_min, hidden FROM workout"
        ):
            utc = int(str(started)) // 1000
            yield LogWorkout(str(name), utc + 60 * int(str(offset)), utc, bool(hidden))

    def sets_of(self, keys: Sequence[int]) -> dict[int, LogSets]:
        """The sets of workouts that came in before, deleted ones too: they keep their places."""
        by_number: dict[int, LogSets] = {}
        for key, exercise, *values in self._store.rows(
            "SELECT k.key, CASE WHEN e.merged_into = '' THEN e.key ELSE e.merged_into END,"
            " s.id, s.reps, s.seconds, s.distance_mm, s.load_g, max(s.hidden, l.hidden)"
            " FROM imported_workout k JOIN lift l ON l.workout_id = k.workout_id"
            " JOIN sets s ON s.lift_id = l.id JOIN exercise e ON e.id = s.exercise_id"
            f" WHERE k.key IN ({_marks(keys)}) AND s.import_id IS NOT NULL"
            " ORDER BY k.key, l.position, l.id, s.position",
            *keys,
        ):
            by_number.setdefault(key, {}).setdefault(exercise, []).append(LogSet(*values))  # type: ignore[arg-type]
        return by_number

    def edited(self, ids: Sequence[str]) -> Set[str]:
        """Which of these sets were changed by hand since."""
        if self._edited is None:
            # The journal has no index by row: it is looked through once.
            rows = self._store.rows(
                "SELECT DISTINCT c.row FROM change c JOIN action a ON a.id = c.action"
                " WHERE c.entity = 'sets' AND c.before IS NOT NULL AND a.state = 1 AND a.kind <> 'import'"
            )
            self._edited = frozenset(str(row) for (row,) in rows)
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
            sets.setdefault(str(workout), []).append(str(set_id))
            if int(str(key)) in keys:
                known.add(str(workout))
        unseen = {workout: ids for workout, ids in sets.items() if workout not in known}
        edited = self.edited([each for ids in unseen.values() for each in ids]) if unseen else frozenset()
        return {workout: ids for workout, ids in unseen.items() if edited.isdisjoint(ids)}


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
