"""Form and fatigue: later sets against earlier ones at the same load, for load is not the only cause."""

from __future__ import annotations

from dataclasses import dataclass

from hinge_log.training.remembered import remembered
from hinge_log.training.stats import median
from hinge_log.training.trend import TrendData, main_source, sessions

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
            return f"Fatigue needs {DROP_SESSIONS} sessions with two rated sets at one load ({self.sessions})."
        over = f"({min(self.sessions, DROP_WINDOW)} sessions)"
        if self.drop == 0:
            return f"The last set is as good as the first at the same load {over}."
        side = "below" if self.drop < 0 else "above"
        why = " That is fatigue, not load." if self.drop < 0 else ""
        ratings = "rating" if abs(self.drop) == 1 else "ratings"
        return f"The last set is {abs(self.drop):g} {ratings} {side} the first at the same load {over}.{why}"


@remembered
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


def fatigue_drop(data: TrendData) -> float | None:
    """How many labels the last set stands above (+) or below (-) the first; None under five sessions."""
    return fatigue(data).drop


@dataclass(frozen=True, slots=True)
class OrderRow:
    """The rated sets at one load by their place among the session's working sets: labels of the 1st, 2nd, later."""

    load_g: int
    labels: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]


@remembered
def by_order(data: TrendData) -> tuple[OrderRow, ...]:
    """Labels of the source with most ratings by load and by how many working sets came before, lightest first.

    Heavier sets tend to come later, so a load's later sets are set against its own first ones.
    """
    source = main_source(data.working)
    rows: dict[int, tuple[list[int], list[int], list[int]]] = {}
    for session in sessions(data.working):
        for place, p in enumerate(session.sets):
            if p.load_g is not None and p.label is not None and p.source == source:
                rows.setdefault(p.load_g, ([], [], []))[min(place, 2)].append(p.label)
    return tuple(OrderRow(load, (tuple(a), tuple(b), tuple(c))) for load, (a, b, c) in sorted(rows.items()))
