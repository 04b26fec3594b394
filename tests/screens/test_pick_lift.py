from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.screens.dialogs.pick_lift import PickLift
from tests.screens.drawn import click_on, drawn_rows, place_of
from tests.screens.practice_support import opened, press, seen, settled
from tests.support import FakeClock


@pytest.mark.parametrize("size", [(80, 24), (48, 30), (48, 15), (140, 40)])
async def test_a_typing_error_offers_the_near_name_before_a_new_one(
    log_file: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with opened(log_file, clock, "everyday", size) as (app, pilot):
        picked: list[object] = []
        app.push_screen(PickLift(app.context), lambda each: picked.append(each and each.name))
        await settled(app, pilot)
        await press(app, pilot, *"deadlfit")
        assert place_of(app, "Conventional deadlift")[1] < place_of(app, "New:")[1]
        await press(app, pilot, "enter")
        assert picked == ["Conventional deadlift"]


async def test_a_new_exercise_beside_near_ones_is_asked_about(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "everyday") as (app, pilot):
        picked: list[object] = []
        app.push_screen(PickLift(app.context), lambda each: picked.append(each and each.name))
        await settled(app, pilot)
        await press(app, pilot, *"deadlfit")
        await click_on(app, pilot, "New:")
        await settled(app, pilot)
        assert picked == []
        assert 'Press enter again to make a new exercise "deadlfit".' in seen(app)
        await press(app, pilot, "enter")
        assert picked == ["deadlfit"]


async def test_rows_are_clicked_long_names_are_whole_and_the_list_scrolls(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "everyday", (48, 30)) as (app, pilot):
        picked: list[object] = []
        app.push_screen(PickLift(app.context), lambda each: picked.append(each and each.name))
        await settled(app, pilot)
        first = drawn_rows(app)[3:9]
        await press(app, pilot, "pagedown", "pagedown")
        assert drawn_rows(app)[3:9] != first
        await press(app, pilot, *"45")
        assert "45-degree back extension (hip-hinge style)" in seen(app)
        await click_on(app, pilot, "45-degree")
        await settled(app, pilot)
        assert picked == ["45-degree back extension (hip-hinge style)"]


async def test_escape_picks_none(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "everyday") as (app, pilot):
        picked: list[object] = []
        app.push_screen(PickLift(app.context), picked.append)
        await settled(app, pilot)
        await press(app, pilot, "escape")
        assert picked == [None]
