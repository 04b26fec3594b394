"""The Coach screen with made-up answers of a hub."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hinge_log.app import HingeLog
from hinge_log.coach.answers import Athlete, AthleteFault, AthleteWeek, CoachAnswers, CoachedSet
from hinge_log.coach.copies import use_hub
from hinge_log.store.store import Store
from tests.screens.practice_support import opened
from tests.support import FakeClock

URL = "postgresql://ann@hub.example.org/hinge"
BEN, CLEO, DORA, EMIL, FINN, GRETA = (
    Athlete(number, name) for number, name in enumerate(("Ben Okafor", "Cleo", "Dora", "Emil", "Finn", "Greta Lind"))
)
DEADLIFT, RDL = "deadlift-conventional", "deadlift-romanian"


def set_of(athlete: Athlete, day: int, **more: object) -> CoachedSet:
    values: dict[str, object] = {
        "set_id": f"{athlete.log}{day}".rjust(26, "0"), "exercise": DEADLIFT, "day": day, "reps": 5, "seconds": None,
        "load": "100 kg", "form": 4, "basis": "quick", "pain": None, "pain_where": "", "note": "", "video": "",
    }  # fmt: skip
    return CoachedSet(athlete, **values | more)  # type: ignore[arg-type]


def made_answers(today: int, at_ms: int) -> CoachAnswers:
    """Six athletes: one hurts, one waits for a look, one has the same fault again, one is away, two are fine."""
    return CoachAnswers(
        "ann",
        (
            AthleteWeek(BEN, today - 1, 3, 42, 38, 4.0, 40), AthleteWeek(CLEO, today, 2, 21, 30, 3.5, 8),
            AthleteWeek(DORA, today - 2, 1, 12, 0, None, 0), AthleteWeek(EMIL, today - 16, 0, 0, 0, None, 0),
            AthleteWeek(FINN, today, 4, 55, 51, 4.5, 55), AthleteWeek(GRETA, today - 3, 2, 18, 20, 4.0, 18),
        ),
        (AthleteFault(DORA, RDL, "dh-knees", 9, 14, 5, today - 2, today - 2),
         AthleteFault(BEN, DEADLIFT, "df-together", 2, 30, 2, today - 9, today - 1)),
        (set_of(BEN, today - 1, pain=6, pain_where="low back", note="felt it on rep 3"),),
        (set_of(CLEO, today - 3, exercise=RDL, load="70 kg", reps=8, video="https://example.org/v/1"),
         set_of(CLEO, today, exercise=RDL, load="72.5 kg", reps=8, form=None, video="/films/rdl.mp4")),
        at_ms,
    )  # fmt: skip


@asynccontextmanager
async def coaching(
    path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[HingeLog, Pilot[None]]]:
    """The Coach screen on a log whose hub answers at once."""
    with Store(str(path), clock=clock) as store:
        use_hub(store, URL)
    monkeypatch.setattr("hinge_log.screens.coach.ask_hub", lambda url, today, now_ms: made_answers(today, now_ms))
    async with opened(path, clock, "coach", size) as (app, pilot):
        yield app, pilot
