"""Records: the heaviest load of each rep count, estimated strength, session volume.

Only working, drop and failure sets count. A record beats something: what is as good as before is none, nor is
anything in the first session of an exercise. Loads that are added to the body are compared among themselves: there
is no assistance below zero that weighs less than a bar, and less of it is better. Estimated strength and volume are of
what was moved, bodyweight included where it is known. Drills have no records: they are
done for how they look.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hinge_log.exercises.model import Exercise
from hinge_log.training.bodyweight import moved, moved_load
from hinge_log.training.load import Load
from hinge_log.training.strength import MAX_E1RM_REPS, UNWEIGHED, e1rm, is_clean, volume
from hinge_log.training.workout import SetRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Kind = Literal["load", "e1rm", "clean", "volume", "reps", "seconds"]


@dataclass(frozen=True, slots=True)
class Effort:
    """A working set as far as records go; `clean` says that it was checked and clean, `body_g` is the bodyweight."""

    day: int
    reps: int | None = None
    load: Load | None = None
    seconds: int | None = None
    rpe: float | None = None
    clean: bool = False
    body_g: int | None = None

    @property
    def moved_g(self) -> int | None:
        """The grams that were moved, with the bodyweight where the load comes on top of it; None if not known."""
        moved = moved_load(self.load, self.body_g)
        return None if moved is None else moved.grams


@dataclass(frozen=True, slots=True)
class PersonalBest:
    """The best there was of one kind, and the first day on which it was reached.

    `value` is grams (load, e1rm, clean), gram reps (volume), reps or seconds. `reps` and `load` are those of the
    set that it comes from.
    """

    kind: Kind
    value: float
    day: int
    reps: int | None = None
    load: Load | None = None


@dataclass(frozen=True, slots=True)
class Bests:
    """What an exercise has to beat.

    `loads` holds the sets that no other one reached in both load and reps, fewest reps first; the others are None
    where there is none. `floor` and `clean_floor` are what sets of too many reps for an estimate show at the least.
    """

    loads: tuple[PersonalBest, ...] = ()
    e1rm: PersonalBest | None = None
    clean: PersonalBest | None = None
    volume: PersonalBest | None = None
    reps: PersonalBest | None = None
    seconds: PersonalBest | None = None
    floor: float = 0
    clean_floor: float = 0

    @property
    def all(self) -> tuple[PersonalBest, ...]:
        """All of them, loads first."""
        others = (self.e1rm, self.clean, self.volume, self.reps, self.seconds)
        return (*self.loads, *(each for each in others if each is not None))

    def heaviest(self, reps: int, *, body: bool) -> PersonalBest | None:
        """The heaviest load ever lifted for so many reps or more."""
        held = (best for best in self.loads if (best.reps or 0) >= reps and _body(best) == body)
        return max(held, key=_rank, default=None)


@dataclass(frozen=True, slots=True)
class Record:
    """A record, and what was the best before: for a load the heaviest of as many reps, or the heaviest of all."""

    best: PersonalBest
    before: PersonalBest


def effort_of(record: SetRecord) -> Effort | None:
    """What a set is worth for records; None for a warm-up and for a missed attempt."""
    what = record.what
    if not what.kind.counts or what.reps == 0:
        return None
    return Effort(record.day, what.reps, what.load, what.seconds, what.rpe, is_clean(what), record.body_g)


def session_volume(exercise: Exercise, sets: Sequence[SetRecord]) -> PersonalBest | None:
    """The volume of one session; None without any."""
    grams = volume(map(moved, sets), exercise.load_type)
    return PersonalBest("volume", grams, sets[0].day) if grams > 0 else None


def bests(
    exercise: Exercise, efforts: Iterable[Effort], volumes: Iterable[PersonalBest] = (), *, formula: str = "epley"
) -> Bests:
    """The bests of some sets and of the volumes of their sessions, in whatever order they come."""
    if exercise.family == "drill":
        return Bests()
    loads: dict[tuple[bool, int], PersonalBest] = {}
    best_of: dict[str, PersonalBest] = {}
    floors = [0.0, 0.0]

    def take(best: PersonalBest) -> None:
        best_of[best.kind] = _better(best_of.get(best.kind), best)

    for effort in efforts:
        if effort.load is not None and effort.reps:
            lifted = PersonalBest("load", effort.load.grams, effort.day, effort.reps, effort.load)
            place = (effort.load.body, effort.reps)
            loads[place] = _better(loads.get(place), lifted)
            moved_g = effort.moved_g
            if not exercise.e1rm or moved_g is None:
                continue
            value = e1rm(moved_g, effort.reps, effort.rpe, formula=formula)
            if value is None:
                # Too many reps, with those left: it is at least what as many reps as are allowed show.
                least = e1rm(moved_g, MAX_E1RM_REPS, formula=formula) or 0.0
                floors = [max(floors[0], least), max(floors[1], least if effort.clean else 0.0)]
            else:
                take(PersonalBest("e1rm", value, effort.day, effort.reps, effort.load))
                if effort.clean:
                    take(PersonalBest("clean", value, effort.day, effort.reps, effort.load))
        elif effort.load is None and effort.reps:
            take(PersonalBest("reps", effort.reps, effort.day, effort.reps))
        elif effort.load is None and effort.seconds:
            take(PersonalBest("seconds", effort.seconds, effort.day))
    if exercise.load_type not in UNWEIGHED:
        for each in volumes:
            take(each)
    return Bests(
        _unbeaten(loads.values()),
        best_of.get("e1rm"),
        best_of.get("clean"),
        best_of.get("volume"),
        best_of.get("reps"),
        best_of.get("seconds"),
        *floors,
    )


def records(now: Bests, before: Bests) -> tuple[Record, ...]:
    """What of `now`, a session's bests, beats `before`, the bests of all other sessions."""
    if not before.all:
        return ()
    beaten = [record for best in now.loads if (record := _load_record(best, before)) is not None]
    for kind in ("e1rm", "clean", "volume", "reps", "seconds"):
        best, held = getattr(now, kind), getattr(before, kind)
        floor = {"e1rm": before.floor, "clean": before.clean_floor}.get(kind, 0.0)
        if best is not None and held is not None and best.value > max(held.value, floor):
            beaten.append(Record(best, held))
    return tuple(beaten)


def _load_record(best: PersonalBest, before: Bests) -> Record | None:
    """A load beats the heaviest one of as many reps or more.

    Where there never were as many, a light load would always win: there it must be as heavy as the heaviest of all.
    """
    held = before.heaviest(best.reps or 0, body=_body(best))
    if held is not None:
        return Record(best, held) if best.value > held.value else None
    heaviest = before.heaviest(1, body=_body(best))
    return Record(best, heaviest) if heaviest is not None and best.value >= heaviest.value else None


def _unbeaten(bests: Iterable[PersonalBest]) -> tuple[PersonalBest, ...]:
    unbeaten: list[PersonalBest] = []
    for best in sorted(bests, key=lambda each: (_body(each), -(each.reps or 0), -each.value)):
        lately = unbeaten[-1] if unbeaten and _body(unbeaten[-1]) == _body(best) else None
        if lately is None or best.value > lately.value:
            unbeaten.append(best)
    return tuple(sorted(unbeaten, key=lambda each: (_body(each), each.reps or 0)))


def _better(held: PersonalBest | None, best: PersonalBest) -> PersonalBest:
    """The better of two; of equals the one that was first."""
    return best if held is None or _rank(best) > _rank(held) else held


def _rank(best: PersonalBest) -> tuple[float, int, int, str]:
    return (best.value, -best.day, -(best.reps or 0), f"{best.load.value} {best.load.unit}" if best.load else "")


def _body(best: PersonalBest) -> bool:
    return best.load is not None and best.load.body
