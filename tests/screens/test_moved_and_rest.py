"""What is moved with bodyweight, and work and rest, as the screens draw them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.store.bodyweights import add_bodyweight
from hinge_log.store.lifting import put_supersets
from hinge_log.store.store import Store
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft
from tests.screens.practice_support import opened, press, seen
from tests.support import FakeClock

ROW = "row-bent-over-barbell"


def _superset(path: Path, clock: FakeClock) -> None:
    """Three rounds of weighted pull-ups and rows: 70 s from the pull-ups to the rows, 130 s to the next round."""
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        add_bodyweight(store, Load.of("82.4", "kg"))
        for number in range(3):
            note = None if number else "Short sleep."
            pull = SetDraft(5, Load.of("10", "kg", body=True))
            store.log_lift("own:pull-up", "Pull-up", [pull], workout_note=note)
            clock.advance(70)
            store.log_lift(ROW, "Barbell row", [SetDraft(8, Load.of("60", "kg"))])
            clock.advance(130)
        workout = store.open_workout()
        assert workout is not None
        put_supersets(store, {lift.id: 1 for lift in workout.lifts})


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (48, 30)])
async def test_the_next_set_says_what_it_moves(tmp_path: Path, size: tuple[int, int]) -> None:
    path, clock = tmp_path / "log.db", FakeClock()
    _superset(path, clock)
    async with opened(path, clock, "log", size) as (app, pilot):
        assert "92.4 kg including bodyweight" in seen(app) or "Barbell row" in seen(app).splitlines()[0]
        if "Pull-up" not in seen(app).splitlines()[0].split("with")[0]:
            await press(app, pilot, "n")
        assert "92.4 kg including bodyweight" in seen(app)


@pytest.mark.parametrize(("screen", "keys"), [("finish", ()), ("history", ("enter", *["up"] * 9))])
@pytest.mark.parametrize("size", [(140, 40), (80, 24), (48, 30)])
async def test_work_rest_and_the_rest_of_each_round_are_told(
    tmp_path: Path, size: tuple[int, int], screen: str, keys: tuple[str, ...]
) -> None:
    path, clock = tmp_path / "log.db", FakeClock()
    _superset(path, clock)
    async with opened(path, clock, screen, size) as (app, pilot):
        await press(app, pilot, *keys)
        text = " ".join(seen(app).split())
        # 39 reps are 117 s of work; 3 x (70 - 24) + 2 x (130 - 15) = 368 s of rest, 115 s after each round
        assert "6 working sets, about 2 min work, 6 min rest" in text
        assert "Superset A, rest after each round: 1:55, 1:55" in text
        assert "Short sleep." in text
