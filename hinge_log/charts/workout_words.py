"""A whole workout in words."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.training.workout import SetRecord

REP_S = 3
"""Seconds that a repetition takes, where nothing else is known (convention)."""


def work_and_rest(sets: Sequence[SetRecord], lasted_ms: int) -> str:
    """The working sets, and the time split into work and rest: "5 working sets, about 2 min work, 40 min rest"."""
    work_s = sum(each.what.seconds or REP_S * (each.what.reps or 0) for each in sets)
    rest_s = max(0, lasted_ms // 1000 - work_s)
    working = sum(each.what.kind.counts for each in sets)
    parts = [f"{working} working set{'' if working == 1 else 's'}"]
    if sets and lasted_ms > 0:
        parts.append(f"about {-(-work_s // 60)} min work, {rest_s // 60} min rest")
    return ", ".join(parts)
