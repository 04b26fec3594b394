"""Form over time: the sets of one lift, and one point for each session and source of rating."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from hinge_log.training.identity_cache import cached_by_identity
from hinge_log.training.stats import SETS_PER_POINT, median

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from hinge_log.training.calibration import Calibration

    Source = Literal["quick", "checked", "seen"]
    Basis = Literal["both", "felt", "seen"]
    """Which ratings are looked at: the lifter's own of the moment, those of video or another person, or both."""
else:
    Source = Basis = str  # `typing` would take half as long as the rest of a short command

SOURCES: tuple[Source, ...] = ("quick", "checked", "seen")
"""Felt with one key; felt or mirrored against the checklist; judged from video or by another person."""


class SetPoint(NamedTuple):
    """One set of one lift, as much as the charts need; a named tuple, as a log of ten years has 100,000.

    `day` counts from 1970-01-01, `position` within the session. `slips` and `items` belong to a checked set:
    what did not simply hold (None: could not be seen), and every item of its checklist as it then was. `body`
    means that the load was added to bodyweight, which was `body_g` then (None: not known).
    """

    workout_id: str
    day: int
    position: int
    kind_counts: bool = True
    reps: int | None = None
    load_g: int | None = None
    rpe: float | None = None
    label: int | None = None
    percent: int | None = None
    basis: Literal["quick", "checked"] | None = None
    judged_by: Literal["felt", "mirror", "video", "person"] = "felt"
    clean: bool = False
    stop: bool = False
    slips: tuple[tuple[str, int | None], ...] = ()
    items: tuple[str, ...] = ()
    seconds: int | None = None
    distance_mm: int | None = None
    body: bool = False
    body_g: int | None = None

    @property
    def moved_g(self) -> int | None:
        """The load that was moved, in grams: one on top of bodyweight with it, None where that is not known."""
        if not self.body or self.load_g is None:
            return self.load_g
        return None if self.body_g is None else max(0, self.body_g + self.load_g)

    @property
    def source(self) -> Source | None:
        """What the rating rests on, or None for a set that is not rated."""
        if self.label is None or self.basis is None:
            return None
        if self.judged_by in ("video", "person"):
            return "seen"
        return self.basis


class Remedy(NamedTuple):
    """What to do about an item that slips: the first fix in words, and the drill or easier lift that teaches it."""

    fix: str
    drill: str
    drill_name: str


@dataclass(frozen=True, slots=True)
class TrendData:
    """One lift within the days `start` to `end` (both included).

    `faults` maps an item id to a few words for its slip, `remedies` to what helps. A drill counts all its sets;
    `e1rm` is False for a lift without a meaningful one-rep maximum, `formula` estimates it ("epley" or
    "brzycki"). `load_type` is that of the exercise. `basis` says which ratings were kept in.
    `calibration` compares the lifter's feel with the video, `coach` the lifter's ratings with a coach's.
    `body_g` is the last bodyweight up to the end, None where none is known. `contacts` counts which contact of the
    stick was lost first, the most frequent first, in a drill that has one. `points` go back 12 weeks at the least, for
    the clean load; where `basis` leaves ratings out, `unfiltered` are the sets with all of them.
    """

    lift: str
    points: tuple[SetPoint, ...]
    start: int
    end: int
    unit: str = "kg"
    faults: Mapping[str, str] = field(default_factory=dict)
    drill: bool = False
    e1rm: bool = True
    remedies: Mapping[str, Remedy] = field(default_factory=dict)
    load_type: str = "barbell_total"
    formula: str = "epley"
    basis: Basis = "both"
    calibration: Calibration | None = None
    key: str = ""
    coach: Calibration | None = None
    body_g: int | None = None
    contacts: tuple[tuple[str, int], ...] = ()
    unfiltered: tuple[SetPoint, ...] = ()

    @property
    def working(self) -> tuple[SetPoint, ...]:
        """The sets that count, in the order in which they were done."""
        return _working(self)

    @property
    def weeks(self) -> int:
        """How many weeks are asked for, at least one."""
        return max(1, round((self.end - self.start) / 7))


class Session(NamedTuple):
    """All sets of the lift in one workout."""

    workout_id: str
    day: int
    sets: tuple[SetPoint, ...]


class SessionPoint(NamedTuple):
    """The rated sets of one session, or of a longer period, and one source; `median` is None under two sets."""

    day: int
    workout_id: str
    source: Source
    labels: tuple[int, ...]
    median: float | None
    worst: int
    best: int
    judges: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many sets were rated."""
        return len(self.labels)


def only(data: TrendData, basis: Basis) -> TrendData:
    """Keep the ratings that were felt (with or without a checklist), or those that were seen, and all the sets."""
    if basis == "both":
        return data
    seen = basis == "seen"
    points = tuple(
        p
        if p.label is None or (p.judged_by in ("video", "person")) is seen
        else p._replace(label=None, percent=None, basis=None, clean=False, stop=False, slips=(), items=())
        for p in data.points
    )
    return replace(data, points=points, basis=basis, unfiltered=data.points)


def ordered(points: Iterable[SetPoint]) -> tuple[SetPoint, ...]:
    """Put sets in the order in which they were done, however they were entered."""
    return tuple(sorted(points, key=lambda p: (p[1], p[0], p[2])))


@cached_by_identity
def _working(data: TrendData) -> tuple[SetPoint, ...]:
    start, end = data.start, data.end
    return ordered([p for p in data.points if (data.drill or p.kind_counts) and start <= p.day <= end])


@cached_by_identity
def sessions(points: Iterable[SetPoint]) -> tuple[Session, ...]:
    """Group sets by workout, oldest first."""
    groups: dict[tuple[int, str], list[SetPoint]] = {}
    for point in ordered(points):
        groups.setdefault((point[1], point[0]), []).append(point)
    return tuple(Session(workout, day, tuple(sets)) for (day, workout), sets in groups.items())


@cached_by_identity
def session_points(points: Iterable[SetPoint]) -> tuple[SessionPoint, ...]:
    """One point for each session and source of rating, oldest first: sources are never averaged together."""
    every = []
    for session in sessions(points):
        rated: dict[Source, list[SetPoint]] = {}
        for p in session.sets:
            source = p.source
            if source is not None:
                rated.setdefault(source, []).append(p)
        every += [_point_of(session.day, session.workout_id, s, rated[s]) for s in SOURCES if s in rated]
    return tuple(every)


def _point_of(day: int, workout_id: str, source: Source, rated: Iterable[SetPoint]) -> SessionPoint:
    """The point of rated sets of one source, at least one of them."""
    rated = tuple(rated)
    labels = tuple(p.label for p in rated if p.label is not None)
    middle = median(labels) if len(labels) >= SETS_PER_POINT else None
    judges = tuple(sorted({p.judged_by for p in rated}))
    return SessionPoint(day, workout_id, source, labels, middle, min(labels), max(labels), judges)


@cached_by_identity
def rating_counts(points: Iterable[SetPoint]) -> Mapping[Source, tuple[int, ...]]:
    """How many sets of each source got each label, 1 first; sources without a rated set are left out."""
    by_source: dict[Source, list[int]] = {}
    for p in points:
        source = p.source
        if source is not None and p.label is not None:
            by_source.setdefault(source, [0] * 5)[p.label - 1] += 1
    return {source: tuple(counts) for source, counts in by_source.items()}


def main_source(points: Iterable[SetPoint]) -> Source | None:
    """The source with the most rated sets; the better-founded one of two equals, None without ratings."""
    counts = rating_counts(points)
    return max(counts, key=lambda source: (sum(counts[source]), SOURCES.index(source)), default=None)
