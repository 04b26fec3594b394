from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hinge_log.clock import Moment
from hinge_log.store.store import Store
from hinge_log.training.workout import Basis, Form
from tests.screens.drawn import click_on, drawn_rows, place_of, resize, turn_wheel
from tests.screens.practice_support import SIZES, opened, press, seen, settled, stored
from tests.support import FakeClock, work
from tests.training.practice import WALL, catalogue, practice


def two_clean_days_at_the_wall(path: Path, clock: FakeClock) -> None:
    with Store(str(path), clock=clock) as store:
        for ago in (4, 2):
            day = clock.now().day - ago
            drafts = [record.what for record in practice(WALL, day, cm=18)]
            at = Moment(day * 86_400_000 + 36_000_000, 60)
            store.log_lift(WALL, catalogue().exercises[WALL].name, drafts, at=at)


async def test_what_was_done_is_earned_and_what_is_next_says_what_is_missing(log_file: Path, clock: FakeClock) -> None:
    two_clean_days_at_the_wall(log_file, clock)
    async with opened(log_file, clock, "ladder") as (app, pilot):
        shown = seen(app)
        assert "stage 2" in shown.split("\n")[0]
        assert "✓ 1  Wall drill" in shown
        assert "18 cm, 2 clean sessions" in shown
        assert "To stage 3: free bodyweight hinge" in shown
        assert "□ □ 2 clean sessions in a row, on different days: dowel drill" in shown
        await press(app, pilot, "down")
        assert "passed 8 Mar" in seen(app)


async def test_what_leads_on_is_started_from_here(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "ladder") as (app, pilot):
        await press(app, pilot, "s")
        assert app.trail[-1] == "drill"
        assert "Wall drill" in seen(app)


async def test_the_experienced_place_themselves_and_undo_takes_it_back(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "ladder") as (app, pilot):
        assert "Placement test" in seen(app)
        await press(app, pilot, "up", "up", "up", "p")
        assert "stage 5" in seen(app).split("\n")[0]
        assert stored(app, lambda store: store.setting("ladder")) == {"placed": 5}
        await press(app, pilot, "u")
        assert "stage 1" in seen(app).split("\n")[0]


async def test_the_ready_check_asks_before_it_is_ticked(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "ladder") as (app, pilot):
        await press(app, pilot, "y")
        assert "a heart condition" in seen(app)
        assert stored(app, lambda store: store.setting("ladder")) is None
        await press(app, pilot, "y")
        assert "✓ 0  Ready check" in seen(app)
        assert "answered 10 Mar" in seen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_no_size_is_refused(log_file: Path, clock: FakeClock, size: tuple[int, int]) -> None:
    two_clean_days_at_the_wall(log_file, clock)
    async with opened(log_file, clock, "ladder") as (app, pilot):
        await resize(app, pilot, *size)
        for keys in ((), ("up", "up"), ("y",), ("escape",)):
            await press(app, pilot, *keys)
            assert len(drawn_rows(app)) == size[1]
        if size >= (48, 15):
            assert "Loaded hinge" in seen(app)
            assert "To stage" in seen(app)


async def test_a_click_shows_a_stage_and_a_second_one_opens_it(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "ladder") as (app, pilot):
        await click_on(app, pilot, "Long lever and speed")
        await settled(app, pilot)
        assert "To stage 7" in seen(app)
        assert app.trail[-1] == "ladder"
        await click_on(app, pilot, "Long lever and speed")
        await settled(app, pilot)
        assert app.trail[-1] == "exercise"


async def test_the_list_goes_to_its_ends_and_no_further(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "ladder", (48, 15)) as (app, pilot):
        await press(app, pilot, "home", "up")
        assert "Variations" in seen(app)
        await press(app, pilot, "end", "down")
        assert "Ready check" in seen(app)
        await press(app, pilot, "enter")
        assert "Does any of these apply to you?" in seen(app)


async def test_what_is_missing_scrolls_and_can_take_the_keys(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "ladder", (48, 15)) as (app, pilot):
        await press(app, pilot, "up", "up", "up", "up", "tab")
        before = seen(app)
        await press(app, pilot, "pagedown")
        assert seen(app) != before


async def test_the_wheel_scrolls_the_stages(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "ladder", (48, 15)) as (app, pilot):
        assert "Ready check" not in seen(app)
        turn_wheel(app, *place_of(app, "Dowel drill"), steps=4)
        await settled(app, pilot)
        assert "Ready check" in seen(app)


async def test_big_keys_start_and_place_on_a_phone(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "ladder", (48, 30)) as (app, pilot):
        await click_on(app, pilot, "Loaded hinge")
        await settled(app, pilot)
        await click_on(app, pilot, "place me")
        await settled(app, pilot)
        assert stored(app, lambda store: store.setting("ladder")) == {"placed": 5}
        await click_on(app, pilot, "START")
        await settled(app, pilot)
        assert app.trail[-1] in ("log", "drill")


async def test_all_of_the_next_stage_stands_on_a_screen_of_80_by_24_and_a_figure_below_on_a_large_one(
    log_file: Path, clock: FakeClock
) -> None:
    two_clean_days_at_the_wall(log_file, clock)
    with Store(str(log_file), clock=clock) as store:
        for key, name, load in (("deadlift-conventional", "Deadlift", "120"), ("deadlift-romanian", "RDL", "80")):
            store.log_lift(key, name, [replace(work(load, 5), form=Form(3, Basis.QUICK))] * 3)
    async with opened(log_file, clock, "ladder") as (app, pilot):
        rows = drawn_rows(app)
        assert rows[11].startswith("─ To stage 3"), "the stages take no row more than they have"
        assert sum(row.startswith(" Why: ") or " Why: " in row for row in rows) >= 1
        assert "Add load?" in seen(app)
        assert app.screen.query_one("#details").max_scroll_y == 0, "nothing has to be scrolled to"
        await resize(app, pilot, 140, 40)
        rows = drawn_rows(app)
        title = next(y for y, row in enumerate(rows) if "see the difference" in row)
        assert title > max(y for y, row in enumerate(rows) if "Ready check" in row)
        assert any(row.startswith(" Good: ") and "Fault: " in row for row in rows[title:])
