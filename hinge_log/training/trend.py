"""Form over time: the sets of one lift, and one point for each session and source of rating."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from hinge_log.training.stats import median
from hinge_log.values import dataclass, field

Source = Literal["quick", "checked", "seen"]
SOURCES: tuple[Source, ...] = ("quick", "checked", "seen")
"""Felt with one key; felt or mirrored against the checklist; judged from video or by another person."""

SETS_PER_POINT = 2
"""Convention: the median of one set is no median."""


@dataclass(frozen=True, slots=True)
class SetPoint:
    """One set of one lift, as much as the charts need.

    `day` counts from 1970-01-01, `position` within the session. `slips` and `items` belong to a checked set:
    what did not simply hold (None: could not be seen), and every item of its checklist.
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

    @property
    def source(self) -> Source | None:
        """What the rating rests on, or None for a set that is not rated."""
        if self.label is None or self.basis is None:
            return None
        if self.judged_by in ("video", "person"):
            return "seen"
        return self.basis


@dataclass(frozen=True, slots=True)
class TrendData:
    """One lift within the days `start` to `end` (both included).

    `faults` maps an item id to a few words for its slip. A drill counts all its sets; `e1rm` is False for a
    lift without a meaningful one-rep maximum.
    """

    lift: str
    points: tuple[SetPoint, ...]
    start: int
    end: int
    unit: str = "kg"
    faults: Mapping[str, str] = field(default_factory=dict)
    drill: bool = False
    e1rm: bool = True

    @property
    def working(self) -> tuple[SetPoint, ...]:
        """The sets that count, in the order in which they were done."""
        return ordered(p for p in self.points if (self.drill or p.kind_counts) and self.start <= p.day <= self.end)

    @property
    def weeks(self) -> int:
        """How many weeks are asked for, at least one."""
        return max(1, round((self.end - self.start) / 7))


@dataclass(frozen=True, slots=True)
class Session:
    """All sets of the lift in one workout."""

    workout_id: str
    day: int
    sets: tuple[SetPoint, ...]


@dataclass(frozen=True, slots=True)
class SessionPoint:
    """The rated sets of one session and one source; `median` is None under two sets."""

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


def ordered(points: Iterable[SetPoint]) -> tuple[SetPoint, ...]:
    """Put sets in the order in which they were done, however they were entered."""
    return tuple(sorted(points, key=lambda p: (p.day, p.workout_id, p.position)))


def sessions(points: Iterable[SetPoint]) -> tuple[Session, ...]:
    """Group sets by workout, oldest first."""
    groups: dict[tuple[int, str], list[SetPoint]] = {}
    for point in ordered(points):
        groups.setdefault((point.day, point.workout_id), []).append(point)
    return tuple(Session(workout, day, tuple(sets)) for (day, workout), sets in groups.items())


def session_points(points: Iterable[SetPoint], basis: Source | Literal["both"] = "both") -> tuple[SessionPoint, ...]:
    """One point for each session and source of rating, oldest first: sources are never averaged together."""
    wanted = SOURCES if basis == "both" else (basis,)
    found = []
    for session in sessions(points):
        for source in wanted:
            rated = [p for p in session.sets if p.source == source]
            labels = tuple(p.label for p in rated if p.label is not None)
            if labels:
                middle = median(labels) if len(labels) >= SETS_PER_POINT else None
                judges = tuple(sorted({p.judged_by for p in rated}))
                found.append(
                    SessionPoint(
                        session.day, session.workout_id, source, labels, middle, min(labels), max(labels), judges
                    )
                )
    return tuple(found)


def main_source(points: Iterable[SetPoint]) -> Source | None:
    """The source with the most rated sets; the better-founded one of two equals, None without ratings."""
    rated = [p.source for p in points]
    best = max(reversed(SOURCES), key=rated.count)
    return best if best in rated else None
