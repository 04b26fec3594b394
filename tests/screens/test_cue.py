"""The cue card: one cue from two metres, or all checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.exercises.catalogue import Catalogue
from hinge_log.store.store import Store
from hinge_log.training.form import score
from hinge_log.training.workout import Judge
from tests.screens.drawn import click_on, drawn_rows, resize
from tests.screens.practice_support import SIZES, opened, press, seen
from tests.support import FakeClock, work

LIFT = "deadlift-conventional"


def checked(path: Path, clock: FakeClock, catalogue: Catalogue, item: int = 3) -> str:
    """A log in which one check failed twice; gives the words of its fault."""
    items = catalogue.items_for(catalogue.exercises[LIFT])
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        for record in store.log_lift(LIFT, "Deadlift", [work("100", 5), work("100", 5)]):
            store.rate(record.id, score(items, {items[item].id: 1}, 5, judged_by=Judge.FELT, checklist=None))
    return items[item].fault_text


async def test_the_check_that_failed_most_comes_first_and_says_why(
    log_file: Path, clock: FakeClock, catalogue: Catalogue
) -> None:
    fault = checked(log_file, clock, catalogue)
    async with opened(log_file, clock, "cue") as (app, pilot):
        assert f"{fault} in 2 of the last 2 checked sets" in seen(app)
        assert "█" in seen(app)
        assert "rest " in drawn_rows(app)[0]
        first = drawn_rows(app)[0].partition(" of ")[0][-1]
        await press(app, pilot, "space")
        assert drawn_rows(app)[0].partition(" of ")[0][-1] == str(int(first) + 1)
        await press(app, pilot, "left")
        assert fault in seen(app)


async def test_all_checks_are_a_list_of_which_one_becomes_the_card(
    log_file: Path, clock: FakeClock, catalogue: Catalogue
) -> None:
    items = catalogue.items_for(catalogue.exercises[LIFT])
    async with opened(log_file, clock, "cue") as (app, pilot):
        await press(app, pilot, "enter")
        assert items[0].cue in seen(app)
        assert items[1].cue in seen(app)
        await click_on(app, pilot, items[1].cue)
        await press(app, pilot, "left", "right")
        assert f"2 of {len(items)}" in drawn_rows(app)[0]
        assert items[1].cue in seen(app)
        assert items[0].cue not in seen(app)


async def test_a_click_on_the_card_shows_the_next_one(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "cue") as (app, pilot):
        await click_on(app, pilot, "█")
        await press(app, pilot, "left", "right")
        assert "2 of " in drawn_rows(app)[0]


@pytest.mark.parametrize("size", SIZES)
async def test_no_size_is_refused(log_file: Path, clock: FakeClock, size: tuple[int, int]) -> None:
    async with opened(log_file, clock, "cue") as (app, pilot):
        await resize(app, pilot, *size)
        for keys in ((), ("space",), ("enter",), ("enter",)):
            await press(app, pilot, *keys)
            assert len(drawn_rows(app)) == size[1]


async def test_the_rest_is_that_of_the_log_screen_also_when_the_clock_is_set_back(
    log_file: Path, clock: FakeClock, catalogue: Catalogue
) -> None:
    checked(log_file, clock, catalogue)
    async with opened(log_file, clock, "log") as (app, pilot):
        await press(app, pilot, "c")
        assert "rest 2:30" in drawn_rows(app)[0]
        clock.advance(60)
        clock.set("2026-03-10T16:00:00+01:00")
        await press(app, pilot, "space")
        assert "rest 1:30" in drawn_rows(app)[0]
        await press(app, pilot, "q", "plus", "t", "c")
        assert "rest 1:45 paused" in drawn_rows(app)[0]
