from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.store.everyday import checks, spots
from hinge_log.training.everyday import Answer
from tests.screens.drawn import click_on, drawn_rows, resize
from tests.screens.practice_support import SIZES, opened, press, seen, settled, stored
from tests.support import FakeClock


async def test_two_keys_answer_the_day(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "everyday") as (app, pilot):
        assert "did you hinge at the hips?" in seen(app)
        await press(app, pilot, "2", "a")
        [check] = stored(app, checks)
        assert (check.day, check.answer, check.places) == (clock.now().day, Answer.HALF, ("laundry",))
        assert "◐ half 1" in seen(app)
        await press(app, pilot, "a")
        assert stored(app, checks)[0].places == ()
        await press(app, pilot, "u", "u", "u")
        assert stored(app, checks) == ()


async def test_where_may_come_before_the_answer(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "everyday") as (app, pilot):
        await press(app, pilot, "c", "b")
        assert stored(app, checks) == ()
        await press(app, pilot, "1")
        assert stored(app, checks)[0].places == ("child", "box")


async def test_yesterday_can_be_answered_and_taken_away(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "everyday") as (app, pilot):
        await press(app, pilot, "left", "3")
        assert [check.day for check in stored(app, checks)] == [clock.now().day - 1]
        await press(app, pilot, "x")
        assert stored(app, checks) == ()


async def test_a_spot_check_goes_through_the_list_and_is_no_workout(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "everyday") as (app, pilot):
        await press(app, pilot, "1", "c", "s", "3", "5", "5", "enter")
        [spot] = stored(app, spots)
        assert (spot.day, spot.place, spot.percent) == (clock.now().day, "box", 86)
        assert dict(spot.slips) == {"ev-hips": 1, "ev-brace": None}
        assert stored(app, lambda store: store.open_workout()) is None
        assert stored(app, checks)[0].answer is Answer.ALWAYS, "digits mean items while the list is open"
        await press(app, pilot, "u")
        assert stored(app, spots) == ()


async def test_escape_leaves_the_spot_check_and_keeps_nothing(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "everyday") as (app, pilot):
        await press(app, pilot, "s", "1", "escape")
        assert "did you hinge at the hips?" in seen(app)
        assert stored(app, spots) == ()


@pytest.mark.parametrize("size", [(80, 24), (48, 30), (140, 40)])
async def test_answers_places_and_checks_can_be_clicked(
    log_file: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with opened(log_file, clock, "everyday", size) as (app, pilot):
        await click_on(app, pilot, "half the time")
        await settled(app, pilot)
        await click_on(app, pilot, "shoes")
        await settled(app, pilot)
        [check] = stored(app, checks)
        assert (check.answer, check.places) == (Answer.HALF, ("shoes",))
        await press(app, pilot, "s")
        await click_on(app, pilot, "Pockets back before hands down")
        await press(app, pilot, "enter")
        [spot] = stored(app, spots)
        assert (spot.place, dict(spot.slips)) == ("shoes", {"ev-hips": 1})


@pytest.mark.parametrize("size", SIZES)
async def test_no_size_is_refused(log_file: Path, clock: FakeClock, size: tuple[int, int]) -> None:
    async with opened(log_file, clock, "everyday") as (app, pilot):
        await resize(app, pilot, *size)
        for keys in ((), ("1", "a"), ("s", "2"), ("escape",)):
            await press(app, pilot, *keys)
            assert len(drawn_rows(app)) == size[1]
        if size >= (48, 15):
            assert "almost always" in seen(app)
