"""What the sets of a file are known by in later exports, and how a workout's sets part into lifts."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from hashlib import blake2b
from itertools import groupby

from hinge_log.exchange.parsed import ParsedFile, ParsedWorkout, SetTable

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
