"""Form and fatigue: later sets against earlier ones at the same load, for load is not the only cause."""

from __future__ import annotations

from dataclasses import dataclass

from hinge_log.training.identity_cache import cached_by_identity
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
