"""Flexify, and Massive, which it followed: one row a set with its time; the unit may be one of distance.

A row that is hidden holds the settings of an exercise, and one of an exercise "Weight" what the lifter weighed.
Massive's `sets`, `minutes` and `seconds` are settings too: how many sets are planned, and how long to rest.
"""

from __future__ import annotations

from dataclasses import replace

from hinge_log.exchange.mapping import Mapping
from hinge_log.exchange.readers.table_format import TableFormat
from hinge_log.exchange.table_rules import Rules


class FlexifyFormat(TableFormat):
    """Its durations are minutes, though no header says so."""

    __slots__ = ()

    def mapping(self, header: tuple[str, ...]) -> Mapping:
        """Which column is what."""
        return replace(TableFormat.mapping(self, header), time_unit="min")


FORMAT = FlexifyFormat(
    "flexify",
    ("id", "name", "reps", "weight", "created", "unit"),
    {
        "date": "created", "exercise": "name", "weight_unit": "unit", "distance_unit": "unit", "skipped": "hidden",
        "body_weight": "bodyweight", "seconds": "duration", "duration": "", "sets": "", "clock": "",
        "minutes": "", "hours": "",
    },
    Rules(length="", body_rows="Weight"),
)  # fmt: skip
