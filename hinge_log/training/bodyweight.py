"""What a set moves when its load comes on top of bodyweight, how bodyweight changes, and strength relative to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft, SetRecord

TREND_DAYS = 28
"""Bodyweight is compared with that of four weeks before: over fewer days water and meals weigh more (convention)."""

MEAN_DAYS = 7
"""A change is one of the means of seven days, since one weighing differs from the next by a kilogram (convention)."""


class Weighing(NamedTuple):
    """A bodyweight in grams on a local day."""

    day: int
    grams: int


class BodyweightTrend(NamedTuple):
    """The last weighing, the mean of the seven days up to it, and how that differs from four weeks before.

    All in grams. Before are the seven days up to the last weighing that is at least four weeks older; `change_g` is
    None without one.
    """

    last: Weighing
    mean_g: int
    change_g: int | None


def bodyweight_trend(weighings: Sequence[Weighing]) -> BodyweightTrend | None:
    """The trend of weighings in the order of their days; None without any."""
    if not weighings:
        return None
    last = weighings[-1]
    before = next((day for day, _ in reversed(weighings) if day <= last.day - TREND_DAYS), None)
    now_g = _mean_g(weighings, last.day)
    return BodyweightTrend(last, now_g, None if before is None else now_g - _mean_g(weighings, before))


def _mean_g(weighings: Sequence[Weighing], until: int) -> int:
    """The mean of the seven days that end with a weighing."""
    days = [day for day, _ in weighings]
    week = weighings[bisect_right(days, until - MEAN_DAYS) : bisect_right(days, until)]
    return round(sum(grams for _, grams in week) / len(week))


def moved_load(load: Load | None, body_g: int | None) -> Load | None:
    """The load that a set moves: one that comes on top of bodyweight with the bodyweight in grams.

    None without a load, and where the bodyweight is not known. More assistance than bodyweight leaves nothing.
    """
    if load is None or not load.body:
        return load
    return None if body_g is None else Load.from_grams(max(0, body_g + load.grams), load.unit)


def moved(record: SetRecord) -> SetDraft:
    """A set with the load that it moved in place of the one that was added to bodyweight."""
    what = record.what
    return replace(what, load=moved_load(what.load, record.body_g)) if what.load and what.load.body else what


def relative_strength(load_g: float, body_g: int) -> float:
    """How many times bodyweight a load is, to two decimals."""
    return round(load_g / body_g, 2)
