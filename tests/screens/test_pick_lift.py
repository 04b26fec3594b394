from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from hinge_log.screens.dialogs.export import ExportDialog
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
        app.push_screen(PickLift(app.context, "Add a lift"), lambda each: picked.append(each and each.name))
        await settled(app, pilot)
        await press(app, pilot, *"deadlfit")
        assert place_of(app, "Conventional deadlift")[1] < place_of(app, "New:")[1]
        await press(app, pilot, "enter")
        assert picked == ["Conventional deadlift"]


async def test_a_new_exercise_beside_near_ones_is_asked_about(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "everyday") as (app, pilot):
        picked: list[object] = []
        app.push_screen(PickLift(app.context, "Add a lift"), lambda each: picked.append(each and each.name))
        await settled(app, pilot)
        await press(app, pilot, *"deadlfit")
        await click_on(app, pilot, "New:")
        await settled(app, pilot)
        assert picked == []
        assert 'Press enter again to create the exercise "deadlfit".' in seen(app)
        await press(app, pilot, "enter")
        assert picked == ["deadlfit"]


async def test_rows_are_clicked_long_names_are_whole_and_the_list_scrolls(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "everyday", (48, 30)) as (app, pilot):
        picked: list[object] = []
        app.push_screen(PickLift(app.context, "Add a lift"), lambda each: picked.append(each and each.name))
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
        app.push_screen(PickLift(app.context, "Add a lift"), picked.append)
        await settled(app, pilot)
        await press(app, pilot, "escape")
        assert picked == [None]


@pytest.mark.parametrize("pasted", ["\nromanian\n deadlift\n", "romanian\r\ndeadlift", "\t romanian\u2028deadlift "])
async def test_pasted_lines_are_searched_for_as_one(log_file: Path, clock: FakeClock, pasted: str) -> None:
    async with opened(log_file, clock, "everyday") as (app, pilot):
        picker = PickLift(app.context, "Add a lift")
        app.push_screen(picker)
        await settled(app, pilot)
        app.post_message(events.Paste(pasted))
        await pilot.pause()
        await settled(app, pilot)
        assert picker.find.value == "romanian deadlift"
        assert "Romanian deadlift (barbell)" in seen(app)
        app.post_message(events.Paste("x" * 300))
        await pilot.pause()
        await settled(app, pilot)
        assert len(picker.find.value) == 120
        assert "The last 197 characters did not fit" in seen(app)


async def test_a_pasted_path_takes_the_place_of_what_is_selected(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        dialog = ExportDialog(app.context)
        app.push_screen(dialog)
        await settled(app, pilot)
        dialog.target.select_all()
        app.post_message(events.Paste("\n~/my\nlog.csv\n"))
        await pilot.pause()
        await settled(app, pilot)
        assert dialog.target.value == "~/my log.csv"
        app.post_message(events.Paste("x" * 1200))
        await pilot.pause()
        await settled(app, pilot)
        assert "characters did not fit" in seen(app)
