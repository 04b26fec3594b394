"""What many tests share: a clock that is set by hand, and short ways to write sets."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from hinge_log.clock import Moment
from hinge_log.training.load import Load
from hinge_log.training.workout import Basis, Form, Judge, SetDraft, SetKind

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "hinge_log"


def moment(text: str) -> Moment:
    """A point in time written in ISO 8601 with its offset."""
    return Moment.of(datetime.fromisoformat(text))


class FakeClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, at: str = "2026-03-10T18:00:00+01:00") -> None:
        self.at = moment(at)
        self.seconds = 1000.0

    def now(self) -> Moment:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.at = Moment(self.at.utc_ms + round(seconds * 1000), self.at.offset_min)
        self.seconds += seconds

    def set(self, at: str) -> None:
        """Set the wall clock, and it alone, as a change of time zone or a correction does."""
        self.at = moment(at)


def kg(value: str) -> Load:
    return Load.of(value, "kg")


def work(load: str, reps: int, kind: SetKind = SetKind.WORKING) -> SetDraft:
    """A set of so many reps with a load in kg."""
    return SetDraft(reps, kg(load), kind=kind)


QUICK_4 = Form(4, Basis.QUICK)
CHECKED_3 = Form(
    3, Basis.CHECKED, Judge.VIDEO, 71, (("dl-neutral", 2), ("dl-close", None)), "deadlift", 2, "dl-neutral"
)
