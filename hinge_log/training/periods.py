"""What may be said about form and fatigue in words, and why something is not said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from hinge_log.text import plural
from hinge_log.training.clean_load import clean_load
from hinge_log.training.faults import focus_note
from hinge_log.training.identity_cache import cached_by_identity
from hinge_log.training.stats import SETS_PER_POINT, median
from hinge_log.training.trend import (
    GAP_DAYS,
    SESSIONS_PER_LINE,
    SOURCES,
    Source,
    TrendData,
    line,
    main_source,
    rating_counts,
    session_points,
    sessions,
)

PERIOD_DAYS = 28
SETS_PER_SIDE = 10
NOISE_LABELS = 1.0
"""Conventions: trained raters agree to about 5 % on totals, so less than this is not called a change."""

ONLY_QUICK = "Only quick ratings. Press f after a set to add faults and a clean load."
ONLY_QUICK_BRIEF = "Only quick ratings. Press f after a set to add faults."
"""What a checked set would add, where there is none."""

SOURCE_WORDS = {"quick": "quick ratings", "checked": "checked sets", "seen": "sets rated on video or by a coach"}
_ONE = {"quick": "quick rating", "checked": "checked set", "seen": "set rated on video or by a coach"}


class Comparison(NamedTuple):
    """The last four weeks against the four before, within one source of ratings.

    `change` is "up", "down", "same" or, when a side has under ten rated sets, "".
    """

    source: Source
    now_n: int
    before_n: int
    now: float | None
    before: float | None
    change: str


class CleanShare(NamedTuple):
    """How many of the checked working sets were clean, and how many more were not checked."""

    clean: int
    checked: int
    unchecked: int

    @property
    def text(self) -> str:
        """The share as a sentence, with its count."""
        if not self.checked:
            return "No checked sets in the last 4 weeks."
        more = f", {self.unchecked} not checked" if self.unchecked else ""
        return f"{self.clean} of {self.checked} checked sets clean in 4 weeks{more}"


@cached_by_identity
def title(data: TrendData) -> str:
    """How much the picture rests on: "17 sessions, 62 of 72 working sets rated"; "" for an empty window."""
    working = data.working
    if not working:
        return ""
    rated = sum(map(sum, rating_counts(working).values()))
    kind = "set" if data.drill else "working set"
    how = {"both": "rated", "felt": "rated by feel", "seen": "rated on video or by a coach"}[data.basis]
    return f"{plural(len(sessions(working)), 'session')}, {rated} of {plural(len(working), kind)} {how}"


@cached_by_identity
def compare_periods(data: TrendData) -> Comparison | None:
    """Compare the last 28 days of the window with the 28 before; None without any rating in them."""
    first, split = data.end - 2 * PERIOD_DAYS, data.end - PERIOD_DAYS
    recent = [p for p in data.working if p.day > first]
    source = main_source([p for p in recent if p.day > split]) or main_source(recent)
    if source is None:
        return None
    now = [p.label for p in recent if p.source == source and p.label is not None and p.day > split]
    then = [p.label for p in recent if p.source == source and p.label is not None and p.day <= split]
    after, before = (median(side) if side else None for side in (now, then))
    change = ""
    if min(len(now), len(then)) >= SETS_PER_SIDE and after is not None and before is not None:
        change = "same" if abs(after - before) < NOISE_LABELS else "up" if after > before else "down"
    return Comparison(source, len(now), len(then), after, before, change)


@cached_by_identity
def clean_share(data: TrendData) -> CleanShare:
    """The share of checked working sets of the last 28 days that were clean."""
    recent = [p for p in data.working if p.day > data.end - PERIOD_DAYS]
    checked = [p for p in recent if p.basis == "checked"]
    return CleanShare(sum(p.clean for p in checked), len(checked), len(recent) - len(checked))


@cached_by_identity
def line_note(data: TrendData) -> str:
    """Why there is no trend line, or ""."""
    points = session_points(data.working)
    if not points or line(points):
        return ""
    most = max(sum(p.source == source and p.median is not None for p in points) for source in SOURCES)
    if most == 0:
        return f"A dot with a range needs {SETS_PER_POINT} rated sets in a session."
    if most < SESSIONS_PER_LINE:
        few = len({p.workout_id for p in points}) > most
        rated = f" with {SETS_PER_POINT} sets of one rating type" if few else ""
        return f"{plural(most, 'session')}{rated}. A trend line needs {SESSIONS_PER_LINE}."
    return f"A trend line needs {SESSIONS_PER_LINE} sessions of one rating type, at most {GAP_DAYS} days apart."


def is_only_quick(data: TrendData) -> bool:
    """Whether there are ratings, but no checked set and none seen by others."""
    return set(rating_counts(data.working)) == {"quick"}


@cached_by_identity
def notes(data: TrendData) -> tuple[str, ...]:
    """Every sentence about what the picture does not show, and why; the order is that of importance."""
    working = data.working
    counts = rating_counts(working)
    if not counts:
        return ("No rated sets yet.",)
    sentences = [ONLY_QUICK if is_only_quick(data) else "", line_note(data)]
    compared = compare_periods(data)
    if compared is None or not compared.change:
        sentences.append(f"Comparing months takes {SETS_PER_SIDE} rated sets in each.")
    sentences += [clean_load(data).missing, focus_note(data)]
    present = [source for source in SOURCES if source in counts]
    if len(present) > 1:
        numbers = {source: sum(counts[source]) for source in present}
        kinds = [f"{n} {(_ONE if n == 1 else SOURCE_WORDS)[s]}" for s, n in numbers.items()]
        sentences.append(f"{', '.join(kinds)}: kept apart.")
    return tuple(sentence for sentence in sentences if sentence)


DROP_SESSIONS, DROP_WINDOW, SAME_LOAD, FIRST_AND_LAST = 5, 8, 0.025, 2
"""Conventions: five sessions for a statement, the last eight count, loads within 2.5 % are the same."""


@dataclass(frozen=True, slots=True)
class Fatigue:
    """How the last set of a session compares with the first at the same load, over so many sessions that allow it.

    `drop` is the median of last minus first over the last eight of them, None under five.
    """

    sessions: int
    drop: float | None

    @property
    def text(self) -> str:
        """The finding as a sentence, or why there is none."""
        if self.drop is None:
            return (
                f"Fatigue needs {DROP_SESSIONS} sessions with two rated sets at the same load ({self.sessions} so far)."
            )
        over = f"({min(self.sessions, DROP_WINDOW)} sessions)"
        if self.drop == 0:
            return f"The last set is as good as the first at the same load {over}."
        side = "below" if self.drop < 0 else "above"
        why = " That points to fatigue, not load." if self.drop < 0 else ""
        ratings = "rating" if abs(self.drop) == 1 else "ratings"
        return f"The last set is {abs(self.drop):g} {ratings} {side} the first at the same load {over}.{why}"


@cached_by_identity
def fatigue(data: TrendData) -> Fatigue:
    """Compare last and first sets of each session, within one source and 2.5 % of the usual load."""
    drops = []
    for session in sessions(data.working):
        source = main_source(list(session.sets))
        rated = [p for p in session.sets if p.source == source and p.load_g is not None and p.label is not None]
        if len(rated) < FIRST_AND_LAST:
            continue
        loads = [p.load_g or 0 for p in rated]
        usual = max(set(loads), key=lambda load: (loads.count(load), load))
        same = [p.label or 0 for p, load in zip(rated, loads, strict=True) if abs(load - usual) <= SAME_LOAD * usual]
        if len(same) > 1:
            drops.append(same[-1] - same[0])
    return Fatigue(len(drops), median(drops[-DROP_WINDOW:]) if len(drops) >= DROP_SESSIONS else None)
