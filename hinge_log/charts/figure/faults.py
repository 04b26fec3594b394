"""Faults as departures from the good movement, large enough to be seen; the table is data/fault_figures.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hinge_log.charts.figure.tracks import Step, steps_of

Ways = tuple[tuple[str, float], tuple[str, float], tuple[str, float]]
"""When the three stills are taken: which way, "there" or "back", and how far on it."""


@dataclass(frozen=True, slots=True)
class Template:
    """A fault: departures, the joint it shows at (what is lit and where the word stands), and the words."""

    fault: str
    steps: tuple[Step, ...]
    mark: str
    at: str
    word: str
    kept: str
    slipped: str
    see: str
    ways: Ways
    measures: tuple[str, str]


@cache
def templates() -> Mapping[str, Template]:
    """Every fault by its name in the table."""
    text = (files("hinge_log.exercises") / "data" / "fault_figures.toml").read_text(encoding="utf-8")
    return {
        name: Template(
            row["fault"],
            steps_of(row["steps"]),
            row["mark"],
            row["at"],
            row["word"],
            row["good"],
            row["wrong"],
            row["see"],
            _ways(row["stills"]),
            (row["measures"][0], row["measures"][1]),
        )
        for name, row in tomllib.loads(text).items()
    }


def _ways(rows: Iterable[tuple[str, float]]) -> Ways:
    first, second, third = ((way, float(share)) for way, share in rows)
    return first, second, third
