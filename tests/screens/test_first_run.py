from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hinge_log.app import HingeLog
from hinge_log.screens.first_run import proposed_unit
from hinge_log.settings import Gym
from hinge_log.store.store import Store
from tests.screens.drawn import click_on, drawn_rows, resize
from tests.screens.practice_support import SIZES, opened, seen, settled, stored
from tests.support import FakeClock


def kept(store: Store) -> tuple[object, object]:
    return store.setting("gym"), store.setting("first_run")


async def tap(app: HingeLog, pilot: Pilot[None], *keys: str) -> None:
    """Press keys one right after the other, then wait until all they ask for is done."""
    await pilot.press(*keys)
    await settled(app, pilot)


async def test_three_keys_lead_to_the_first_logged_set(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "first run") as (app, pilot):
        await tap(app, pilot, "down", "down", "down", "right", "right")
        await tap(app, pilot, "enter", "space", "space")
        workout = stored(app, lambda store: store.open_workout())
        assert workout is not None
        assert [record.exercise for record in workout.sets] == ["deadlift-conventional"]


async def test_the_wall_drill_begins_with_its_player_that_says_where_to_stand(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "first run") as (app, pilot):
        await tap(app, pilot, "enter", "space")
        assert app.trail[-1] == "drill"
        assert "cm from" in seen(app)
        assert stored(app, lambda store: store.open_workout()) is None, "nothing is logged before a rep is done"


async def test_the_answers_are_kept_in_one_step_that_asks_no_more(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "first run") as (app, pilot):
        await tap(app, pilot, "right", "down", "right", "down", "down", "right", "right", "enter")
        gym, done = stored(app, kept)
        assert done is not None
        assert Gym.of(gym) == app.context.gym
        assert (app.context.gym.unit, app.context.gym.bar, app.context.gym.start_at) == ("lb", "35", "barbell")
        assert app.context.gym.plates == Gym.usual("lb").plates
        stored(app, lambda store: store.undo())
        assert stored(app, kept) == (None, None)


async def test_settings_made_in_the_shell_before_are_what_the_first_page_shows(
    log_file: Path, clock: FakeClock
) -> None:
    with Store(str(log_file), clock=clock) as store:
        store.put_setting("gym", Gym.usual("lb").to_json() | {"bar": "15", "start_at": "kettlebell"})
    async with opened(log_file, clock, "first run") as (app, pilot):
        assert "Next: 15 lb" in seen(app)
        await tap(app, pilot, "enter")
        assert (app.context.gym.unit, app.context.gym.bar, app.context.gym.start_at) == ("lb", "15", "kettlebell")


async def test_trying_a_set_leaves_no_trace(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "first run") as (app, pilot):
        await tap(app, pilot, "4")
        assert "Press space" in seen(app), "nothing to rate yet"
        await tap(app, pilot, "space")
        assert "5 crisp  you would show it to a coach" in seen(app)
        assert "1 lost   a safety position lost" in seen(app)
        await tap(app, pilot, "4")
        assert "●●●●○" in seen(app)
        await tap(app, pilot, "m", "escape")
        assert stored(app, lambda store: (store.open_workout(), store.undo())) == (None, None)


@pytest.mark.parametrize("size", [(80, 24), (48, 30), (48, 15)])
async def test_no_question_carries_a_digit_that_would_rate_the_tried_set(
    log_file: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with opened(log_file, clock, "first run", size) as (app, _):
        asked = [line.strip(" ▸") for line in seen(app).split("\n")]
        assert any(line.startswith("Units") for line in asked)
        assert not [line for line in asked if line[:2] in {f"{n} " for n in range(1, 6)}]


async def test_plates_that_cannot_be_read_stay_in_the_field(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "first run") as (app, pilot):
        await tap(app, pilot, "e", "x", "enter")
        assert 'Can\'t read "1.25x"' in seen(app)
        await tap(app, pilot, "enter", "enter")
        assert stored(app, kept) == (None, None), "enter in the field begins nothing"
        await tap(app, pilot, *["backspace"] * 40, *"20", "space", "5")
        assert "Can't read" not in seen(app)
        await tap(app, pilot, "enter")
        assert "20 5  (pairs)" in seen(app)
        await tap(app, pilot, "e", "x", "enter", "escape", "enter")
        assert app.context.gym.plates == ("20", "5")


async def test_leaving_keeps_nothing_so_that_it_is_asked_again(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "first run") as (app, pilot):
        await pilot.press("q")
        assert app.return_code == 0
    with Store(str(log_file), clock=clock) as store:
        assert kept(store) == (None, None)


@pytest.mark.parametrize(
    ("environ", "unit"),
    [
        ({"LC_ALL": "en_US.UTF-8"}, "lb"),
        ({"LC_ALL": "de_DE.UTF-8", "LC_MEASUREMENT": "en_US"}, "kg"),
        ({"LC_MEASUREMENT": "en_US.UTF-8", "LANG": "de_DE"}, "lb"),
        ({"LC_ALL": "", "LANG": "en_US@euro"}, "lb"),
        ({"LANG": "C.UTF-8"}, "kg"),
        ({"LANG": "en_GB.UTF-8"}, "kg"),
        ({}, "kg"),
    ],
)
def test_the_unit_is_that_of_the_country(environ: dict[str, str], unit: str) -> None:
    assert proposed_unit(environ) == unit


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_full_lines(log_file: Path, clock: FakeClock, size: tuple[int, int]) -> None:
    async with opened(log_file, clock, "first run") as (app, pilot):
        await resize(app, pilot, *size)
        for key in ("down", "space", "3", "e", "escape", "down", "left", "m", "down", "escape"):
            await tap(app, pilot, key)
            assert len(drawn_rows(app)) == size[1]
        assert size < (48, 15) or "Start at" in seen(app)


@pytest.mark.parametrize("size", [(80, 24), (48, 30), (140, 40)])
async def test_a_finger_finds_every_answer(log_file: Path, clock: FakeClock, size: tuple[int, int]) -> None:
    async with opened(log_file, clock, "first run", size) as (app, pilot):
        for answer in ("lb", "35", "barbell"):
            await click_on(app, pilot, answer)
            await settled(app, pilot)
        assert (app.context.gym.unit, stored(app, kept)) == ("kg", (None, None)), "nothing is saved yet"
        await click_on(app, pilot, "BEGIN" if size[0] < 80 else "⏎ begin")
        await settled(app, pilot)
        assert (app.context.gym.unit, app.context.gym.bar, app.context.gym.start_at) == ("lb", "35", "barbell")
