"""What a file and the log have in common: what sets are known by, workouts under another name, corrected sets."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from itertools import groupby, islice
from typing import NamedTuple, Protocol, TypeAlias

from hinge_log.exchange.parsed import UNITS, ParsedFile, ParsedWorkout, SetTable, load_of

_ROOM = (1 << 63) - (1 << 24)


def in_order(parsed: ParsedFile) -> list[ParsedWorkout]:
    """The workouts of a file, oldest first: some apps write the newest first."""
    return sorted(parsed.workouts, key=lambda workout: workout.start)


def identity(*parts: str) -> int:
    """A number below 2**63 that stands for some texts, the same on every machine (BLAKE2b, RFC 7693)."""
    digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % _ROOM


def identities(parsed: ParsedFile) -> array[int]:
    """What every set is known by in later exports, in the order of `in_order`.

    A set is the n-th of its exercise in its workout: its numbers may be corrected, and sets may be added behind it.
    Equal rows are two sets. Sets of one exercise have successive numbers, which keeps their index small.
    """
    keys = array("q")
    exercise, texts = parsed.table.exercise, parsed.table.texts
    endings: dict[int, bytes] = {}
    for workout in in_order(parsed):
        following: dict[int, int] = {}
        # As identity(workout.key, name), with what all names of a workout begin with taken in once.
        start = blake2b(f"{workout.key}\0".encode("utf-8", "surrogatepass"), digest_size=8)
        for name, group in groupby(map(exercise.__getitem__, workout.rows)):
            number = following.get(name)
            if number is None:
                ending = endings.get(name)
                if ending is None:
                    ending = endings[name] = texts[name].encode("utf-8", "surrogatepass")
                whole = start.copy()
                whole.update(ending)
                number = int.from_bytes(whole.digest(), "big") % _ROOM
            after = following[name] = number + len(list(group))
            keys.extend(range(number, after))
    return keys


def lift_blocks(table: SetTable, rows: array[int], groups: list[int]) -> Iterator[tuple[int, int]]:
    """Part a workout's rows into lifts: (first, end) of places in `rows`.

    Sets that follow each other are one lift while `groups[exercise name]` and the superset stay the same; a group
    below 0 is left out and parts nothing.
    """
    place = 0
    first, end, now = 0, 0, (-1, 0)
    keys = zip(map(table.exercise.__getitem__, rows), map(table.superset.__getitem__, rows), strict=True)
    for (name, superset), run in groupby(keys):
        start, place = place, place + len(list(run))
        if (group := groups[name]) < 0:
            continue
        this = group, superset
        if this != now:
            if now[0] >= 0:
                yield first, end
            first, now = start, this
        end = place
    if now[0] >= 0:
        yield first, end


_AT_ONCE = 200
_EPOCH = datetime(1970, 1, 1)


class LogWorkout(NamedTuple):
    """A workout of the log: its name and its start in seconds since 1970, local and UTC."""

    name: str
    local_s: int
    utc_s: int
    hidden: bool


class LogSet(NamedTuple):
    """A set of the log that an import brought: its id and what was done."""

    id: str
    reps: int | None
    seconds: int | None
    distance_mm: int | None
    grams: int | None
    hidden: bool = False


LogSets: TypeAlias = "dict[str, list[LogSet]]"
"""The imported sets of one workout by the key of their exercise, in their order."""


class Log(Protocol):
    """What is asked of the log."""

    def came_in(self, keys: Iterable[int]) -> set[int]:
        """Which of these workouts came in before."""

    def workouts(self) -> Iterator[LogWorkout]:
        """All workouts, deleted ones too."""

    def sets_of(self, keys: Sequence[int]) -> dict[int, LogSets]:
        """The sets of workouts that came in before."""

    def edited(self, ids: Sequence[str]) -> Set[str]:
        """Which of these sets were changed by hand since."""

    def gone(self, format: str, keys: Set[int], first: date, last: date) -> dict[str, list[str]]:  # noqa: A002
        """Workouts that came in from such files and have none of these keys: the ids of their imported sets."""


@dataclass(frozen=True, slots=True)
class Met:
    """How many workouts of a file are in the log under another `renamed` name, or only start at the same minute."""

    renamed: int = 0
    same_start: int = 0


def meet(parsed: ParsedFile, log: Log) -> Met:
    """Find the workouts of a file that start when another one in the log does.

    Where the log has exactly one of the same app at that second and the file exactly one, they are the same workout:
    it gets the key that it had under its older name.
    """
    timed = [workout for workout in parsed.workouts if workout.timed]
    keys = {identity(workout.key): workout for workout in timed}
    came_in = log.came_in(keys)
    unknown = [workout for key, workout in keys.items() if key not in came_in]
    if not unknown:
        return Met()
    wanted = {_minute(workout) for workout in unknown}
    there: dict[tuple[bool, int], list[LogWorkout]] = defaultdict(list)
    for one in log.workouts():
        for start in ((False, one.local_s // 60), (True, one.utc_s // 60)):
            if start in wanted:
                there[start].append(one)
    if not there:
        return Met()
    here = Counter(workout.start for workout in timed)
    renamed = same_start = 0
    for workout in unknown:
        others = there.get(_minute(workout), [])
        if here[workout.start] == 1 and (older := _older_key(workout, others, log)) is not None:
            workout.key = older
            renamed += 1
        elif any(not one.hidden for one in others):
            same_start += 1
    return Met(renamed, same_start)


def _minute(workout: ParsedWorkout) -> tuple[bool, int]:
    """The minute of a start, and whether it is one of UTC."""
    seconds = int((workout.start - _EPOCH).total_seconds())
    if workout.utc_offset is None:
        return False, seconds // 60
    return True, seconds // 60 - workout.utc_offset


def _older_key(workout: ParsedWorkout, others: list[LogWorkout], log: Log) -> str | None:
    """The key under which the same workout came in when it had another name, or when its seconds were (not) told."""
    if workout.utc_offset is not None or not workout.key.endswith(f"|{workout.name}") or workout.key.count("|") < 2:
        return None
    start = int(workout.start.replace(tzinfo=UTC).timestamp())
    app = workout.key.partition("|")[0]
    older = [
        f"{app}|{(_EPOCH + timedelta(seconds=one.local_s)).isoformat(timespec='seconds')}|{one.name}"
        for one in others
        if one.local_s == start or (one.name == workout.name and 0 in (one.local_s % 60, start % 60))
    ]
    known_keys = log.came_in(map(identity, older)) if older else set()
    return older[0] if len(older) == len(known_keys) == 1 else None


class Differing(NamedTuple):
    """What is otherwise in the log than in a workout of a file.

    `places` of sets whose values are others, each with the `ids` of its set in the log; new ones that stand behind
    such a place are `held_back`; `gone` are ids of sets that are no longer in the file.
    """

    places: list[int]
    ids: list[str]
    held_back: list[int]
    gone: list[str]


class ImportComparison:
    """Compares the sets of a file that are in the log already with what the log has."""

    def __init__(self, parsed: ParsedFile, keys: Mapping[str, str], log: Log) -> None:
        self._table = parsed.table
        self._keys = [keys.get(text, "") for text in parsed.table.texts]
        self._unit = parsed.unit
        self._log = log
        self._grams: dict[tuple[int, int], frozenset[int | None]] = {}

    def under_other_names(self, workout: ParsedWorkout, before: bytearray, there: LogSets) -> bytearray:
        """Mark the sets of a workout that came in when the file called their exercise something else.

        An app that was set to another language writes other names. Where the log has sets of the exercise that a name
        stands for, and no other name of the workout stands for it, they are those of that name.
        """
        columns, rows = self._table, workout.rows
        places: dict[str, list[int]] = {}
        names: dict[str, set[int]] = {}
        for place, row in enumerate(rows):
            key = self._keys[columns.exercise[row]]
            places.setdefault(key, []).append(place)
            names.setdefault(key, set()).add(columns.exercise[row])
        marked = bytearray(before)
        for key, here in places.items():
            if key and len(names[key]) == 1 and not any(before[place] for place in here):
                for place in here[: len(there.get(key, ()))]:
                    marked[place] = 1
        return marked

    def ahead(self, workouts: Iterable[ParsedWorkout]) -> Iterator[LogSets]:
        """What the log has of each workout, asked for many at a time."""
        left = iter(workouts)
        while part := [identity(workout.key) for workout in islice(left, _AT_ONCE)]:
            log_sets = self._log.sets_of(part)
            for key in part:
                yield log_sets.get(key, {})

    def differing(self, workout: ParsedWorkout, before: bytearray, there: LogSets) -> Differing:
        """Compare one workout; `before` has 1 for each set that came in before.

        A set is the n-th of its exercise: where earlier places differ it cannot be told which one is new.
        """
        columns, rows = self._table, workout.rows
        places: dict[int, list[int]] = {}
        for place, row in enumerate(rows):
            places.setdefault(columns.exercise[row], []).append(place)
        shared = Counter(self._keys[name] for name in places)
        difference = Differing([], [], [], self._gone(places, there, before))
        for name, here in places.items():
            log_sets = there.get(self._keys[name], [])
            known = [place for place in here if before[place]]
            if shared[self._keys[name]] > 1 or not known or len(log_sets) < len(known):
                continue
            wrong = [
                (place, one.id) for place, one in zip(known, log_sets, strict=False) if not self._same(rows, place, one)
            ]
            if wrong and (edited := self._log.edited([each for _, each in wrong])):
                wrong = [(place, each) for place, each in wrong if each not in edited]
            if wrong:
                difference.places.extend(place for place, _ in wrong)
                difference.ids.extend(each for _, each in wrong)
                difference.held_back.extend(place for place in here if not before[place] and place > wrong[0][0])
        return difference

    def _gone(self, places: Mapping[int, Sequence[int]], there: LogSets, before: bytearray) -> list[str]:
        """The sets of the log that the file's workout has not: those behind its last one of each exercise."""
        counts: Counter[str] = Counter()
        for name, here in places.items():
            counts[self._keys[name]] += sum(before[place] for place in here)
        over = [one.id for key, sets in there.items() for one in sets[counts[key] :] if not one.hidden]
        edited = self._log.edited(over) if over else frozenset()
        return [each for each in over if each not in edited]

    def _same(self, rows: array[int], place: int, one: LogSet) -> bool:
        columns, row = self._table, rows[place]
        reps, seconds, distance = columns.reps[row], columns.seconds[row], columns.distance[row]
        return (
            (None if reps < 0 else reps) == one.reps
            and (None if seconds < 0 else seconds) == one.seconds
            and (None if distance < 0 else distance) == one.distance_mm
            and one.grams in self._weights(columns.weight[row], columns.units[row])
        )

    def _weights(self, weight: int, unit: int) -> frozenset[int | None]:
        """The grams that a weight may stand for: two values while its unit is not known."""
        grams = self._grams.get((weight, unit))
        if grams is None:
            named = UNITS[unit] or self._unit
            loads = [load_of(self._table.texts[weight], each) for each in ([named] if named else ["kg", "lb"])]
            grams = self._grams[weight, unit] = frozenset(load.grams if load is not None else None for load in loads)
        return grams
