"""Form over time: the sets of one lift, a point for each session and source of rating, and a line through these.

A line does not bridge a break. A lifter's own ratings are compared with those of the same sets on video or by a coach.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import exp
from typing import NamedTuple

from hinge_log.training.identity_cache import cached_by_identity
from hinge_log.training.stats import SETS_PER_POINT, median

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Literal

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


PAIRS = 5
GAP_PERCENT = 10.0
GAP_LABELS = 1.0
"""Conventions: five sets rated both ways, and a gap that is more than the noise of one rater."""


class RatedTwice(NamedTuple):
    """One set rated twice: as it was felt, then as it was seen by `judge`, "video" or "person".

    Percents are None for a quick rating.
    """

    felt: int
    seen: int
    felt_percent: int | None = None
    seen_percent: int | None = None
    judge: str = "video"


class _Other(NamedTuple):
    """Whom the lifter is compared with: in a sentence, in brief, and how a set is rated both ways."""

    name: str
    brief: str
    both: str
    pair: str
    advice: str = ""


_OTHERS = {
    "video": _Other(
        "your video", "video", "by feel, then on video", "Ratings by feel and on video", " Film more often."
    ),
    "person": _Other("a coach beside you", "a coach", "by feel, then by a coach", "Ratings by feel and by a coach"),
    "video or person": _Other(
        "video or coach", "video/coach", "by feel, then on video or by a coach", "Ratings by feel and by others"
    ),
    "coach": _Other("your coach", "your coach", "by you and by your coach", "You and your coach"),
}


class Calibration(NamedTuple):
    """The mean of felt minus seen over the last five sets rated both ways; "percent" or "labels" is its unit.

    `gap` is None under five sets; `pairs` counts those there are. `against` is what the lifter is compared with:
    "video", a "person" beside the lifter, "video or person", or the "coach" who rates the log.
    """

    pairs: int
    gap: float | None = None
    unit: str = "percent"
    against: str = "video"

    @property
    def text(self) -> str:
        """The finding as a sentence with what to do, or how many sets are still missing; "" without a set."""
        too_high = self.gap is not None and self.gap > 0 and not self._agrees
        return self.finding + (_OTHERS[self.against].advice if too_high else "")

    @property
    def finding(self) -> str:
        """The sentence without what to do."""
        other = _OTHERS[self.against]
        if self.gap is None:
            sets = "set" if self.pairs == 1 else "sets"
            return f"{self.pairs} {sets} rated {other.both}. Comparing the two needs {PAIRS}." if self.pairs else ""
        if self._agrees:
            return f"{other.pair} agree: {self._size} apart ({PAIRS} sets)."
        side = "higher" if self.gap > 0 else "lower"
        return f"You tend to score yourself {self._size} {side} than {other.name} ({PAIRS} sets)."

    @property
    def brief(self) -> str:
        """The finding where there is little room: "You rate 12 points above video (5 sets)"."""
        other = _OTHERS[self.against].brief
        if self.gap is None:
            return f"You and {other}: {self.pairs} of {PAIRS} sets" if self.pairs else ""
        if self._agrees:
            return f"You and {other} agree: {self._size} ({PAIRS} sets)"
        return f"You rate {self._size} {'above' if self.gap > 0 else 'below'} {other} ({PAIRS} sets)"

    @property
    def _agrees(self) -> bool:
        return self.gap is not None and abs(self.gap) < (GAP_PERCENT if self.unit == "percent" else GAP_LABELS)

    @property
    def _size(self) -> str:
        gap = abs(self.gap or 0)
        return f"{gap:.0f} points" if self.unit == "percent" else f"{gap:.1f} ratings"


def calibrated(pairs: Sequence[RatedTwice], against: str = "") -> Calibration:
    """Compare the last five pairs, newest last: in percent where five have one, else in labels.

    Without `against` it is who judged these sets.
    """
    exact = [p for p in pairs if p.felt_percent is not None and p.seen_percent is not None]
    last = (exact if len(exact) >= PAIRS else pairs)[-PAIRS:]
    against = against or " or ".join(sorted({p.judge for p in last}, reverse=True)) or "video"
    if len(last) < PAIRS:
        return Calibration(len(pairs), against=against)
    if len(exact) >= PAIRS:
        gaps = [(p.felt_percent or 0) - (p.seen_percent or 0) for p in last]
        return Calibration(len(pairs), sum(gaps) / PAIRS, against=against)
    return Calibration(len(pairs), sum(p.felt - p.seen for p in last) / PAIRS, "labels", against)


SESSIONS_PER_LINE = 5
GAP_DAYS = 14
"""Conventions: four sessions are no trend, and a line bridges two weeks at most."""


class TrendLine(NamedTuple):
    """One unbroken run of a trend: (day, label between 1 and 5), of one source."""

    source: Source
    points: tuple[tuple[int, float], ...]


class Gap(NamedTuple):
    """Days without the lift, from one session's day to the next one's."""

    start: int
    end: int

    @property
    def days(self) -> int:
        """How long it was, in days."""
        return self.end - self.start


@cached_by_identity
def line(points: Iterable[SessionPoint], kind: Literal["median", "weighted"] = "median") -> tuple[TrendLine, ...]:
    """The trend of each source, broken where more than 14 days lie between two sessions.

    "median" is the median of the last five sessions and starts anew after a break. "weighted" is a moving
    average that forgets with time, lambda = 1 - exp(-days / 14), and starts once there were five sessions.
    """
    lines: list[TrendLine] = []
    points = tuple(points)
    for source in SOURCES:
        own = [(p.day, p.median) for p in points if p.source == source and p.median is not None]
        own.sort()
        values = _weighted(own) if kind == "weighted" else own
        for first, last in _runs(own):
            run = values[max(first, SESSIONS_PER_LINE - 1) : last] if kind == "weighted" else _rolling(own[first:last])
            if run:
                lines.append(TrendLine(source, tuple(run)))
    return tuple(lines)


@cached_by_identity
def gaps(data: TrendData) -> tuple[Gap, ...]:
    """Every break of more than 14 days between two sessions, and from the last one to the end of the window."""
    days = sorted({p.day for p in data.working})
    if days:
        days.append(data.end)
    return tuple(Gap(a, b) for a, b in pairwise(days) if b - a > GAP_DAYS)


@cached_by_identity
def period_points(data: TrendData, days: int) -> tuple[SessionPoint, ...]:
    """One point for each period of so many days and each source, of all its sets, in the middle of the period.

    Periods end with the window. The points have no workout: they are for more sessions than a chart has cells.
    """
    periods: dict[tuple[int, int], list[SessionPoint]] = {}
    for p in session_points(data.working):
        periods.setdefault((-((data.end - p.day) // days), SOURCES.index(p.source)), []).append(p)
    medians = []
    for (back, source), points in sorted(periods.items()):
        labels = tuple(label for p in points for label in p.labels)
        judges = tuple(sorted({judge for p in points for judge in p.judges}))
        middle = median(labels) if len(labels) >= SETS_PER_POINT else None
        day = max(data.start, data.end - (days - 1) // 2 + back * days)
        medians.append(SessionPoint(day, "", SOURCES[source], labels, middle, min(labels), max(labels), judges))
    return tuple(medians)


def _runs(own: Sequence[tuple[int, float]]) -> list[tuple[int, int]]:
    starts = [i for i in range(len(own)) if i == 0 or own[i][0] - own[i - 1][0] > GAP_DAYS]
    return list(pairwise([*starts, len(own)]))


def _rolling(run: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    size = SESSIONS_PER_LINE
    return [(run[i - 1][0], median(value for _, value in run[i - size : i])) for i in range(size, len(run) + 1)]


def _weighted(own: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """Average within a day first: no time passes between its sessions, so the second would weigh nothing."""
    by_day: dict[int, list[float]] = {}
    for day, value in own:
        by_day.setdefault(day, []).append(value)
    smooth: dict[int, float] = {}
    before: tuple[int, float] | None = None
    for day, values in by_day.items():
        mean = sum(values) / len(values)
        share = 1.0 if before is None else 1 - exp(-(day - before[0]) / GAP_DAYS)
        before = (day, mean if before is None else share * mean + (1 - share) * before[1])
        smooth[day] = before[1]
    return [(day, smooth[day]) for day, _ in own]
