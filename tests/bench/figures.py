"""Figures of one run: what was compared with what, the ratio that was reached, and its bound."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One line of the table: `reached` is to be at most `bound`; `ours` and `theirs` are what it was made of."""

    name: str
    against: str
    reached: float
    bound: float
    unit: str
    ours: str
    theirs: str
    samples: int

    @property
    def met(self) -> bool:
        """Whether the bound is kept."""
        return self.reached <= self.bound

    def kept(self) -> dict[str, object]:
        """The figure as JSON."""
        return asdict(self) | {"met": self.met}


def pairs(count: int, theirs: Callable[[], float], ours: Callable[[], float]) -> tuple[list[float], list[float]]:
    """Measure both in turn, after one go of each that does not count."""
    theirs()
    ours()
    found = [(theirs(), ours()) for _ in range(count)]
    return [each[0] for each in found], [each[1] for each in found]


def ratio(name: str, against: str, bound: float, theirs: Sequence[float], ours: Sequence[float]) -> Figure:
    """The median of the ratios of alternated pairs."""
    reached = median(our / their for their, our in zip(theirs, ours, strict=True))
    return Figure(name, against, reached, bound, "x", ms(median(ours)), ms(median(theirs)), len(ours))


def quantile(samples: Sequence[float], share: float) -> float:
    """The sample below which a share of all lies."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]


def ms(seconds: float) -> str:
    """Seconds as milliseconds."""
    return f"{seconds * 1000:.1f} ms"


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table."""
    lines = ["| figure | against | bound | reached | ours | theirs | kept |", "|---|---|---|---|---|---|---|"]
    for each in figures:
        unit = each.unit if each.unit == "x" else f" {each.unit}"
        lines.append(
            f"| {each.name} | {each.against} | {each.bound:g}{unit} | {each.reached:.2f}{unit} | {each.ours}"
            f" | {each.theirs} | {'yes' if each.met else '**no**'} |"
        )
    return "\n".join(lines)
