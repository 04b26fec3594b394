from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hinge_log.app import HingeLog
from hinge_log.errors import EntryError
from hinge_log.screens.options import plates, seconds, some, weight
from hinge_log.settings import Gym, config_folder, read_look
from hinge_log.store.gyms import gyms
from tests.screens.drawn import click_on, drawn_rows, place_of, resize, turn_wheel
from tests.screens.practice_support import SIZES, opened, seen, settled, stored
from tests.support import FakeClock


def gym(app: HingeLog) -> Gym:
    """The gym as the log keeps it."""
    return Gym.of(stored(app, lambda store: store.setting("gym")))


async def tap(app: HingeLog, pilot: Pilot[None], *keys: str) -> None:
    """Press keys one right after the other, then wait until all they ask for is done."""
    await pilot.press(*keys)
    await settled(app, pilot)


async def test_a_changed_bar_is_kept_at_once_and_is_one_undo_step(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        await tap(app, pilot, "down", "right")
        assert gym(app).bar == app.context.gym.bar == "15"
        await tap(app, pilot, "right")
        assert gym(app).bar == "10"
        await tap(app, pilot, "u")
        assert gym(app).bar == app.context.gym.bar == "15"
        await tap(app, pilot, "u")
        assert stored(app, lambda store: store.setting("gym")) is None


async def test_the_other_unit_brings_its_usual_plates_and_keeps_the_rest(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        await tap(app, pilot, *["down"] * 7, "right", *["up"] * 7, "right")
        assert gym(app).unit == "lb"
        assert gym(app).plates == Gym.usual("lb").plates
        assert gym(app).rest_s == 165


async def test_plates_are_typed_and_nonsense_is_kept_in_the_field(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        await tap(app, pilot, "down", "down", "enter", "x", "enter")
        assert "Can't read" in seen(app)
        assert stored(app, lambda store: store.setting("gym")) is None
        await tap(app, pilot, "backspace", *["backspace"] * 22, "2", "0", "space", "2", "5", "enter")
        assert gym(app).plates == ("25", "20")


async def test_the_theme_changes_at_once_and_is_in_the_file(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        await tap(app, pilot, "slash", *"theme", "enter", "right", "right")
        assert app.theme == "chalk"
        assert read_look() == (app.context.look, "")
        assert stored(app, lambda store: store.undo()) is None, "a theme is no change of the log"


async def test_a_file_with_a_mistake_is_not_written_over(log_file: Path, clock: FakeClock) -> None:
    folder = Path(config_folder())
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text("glyphs = 3\n")
    async with opened(log_file, clock, "settings") as (app, pilot):
        await tap(app, pilot, "slash", *"mouse", "enter", "right")
        assert "line 1" in seen(app)
        assert (folder / "settings.toml").read_text() == "glyphs = 3\n"


async def test_what_the_command_line_said_does_not_get_into_the_file(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        from dataclasses import replace

        app.context.look = replace(app.context.look, theme="contrast")
        await tap(app, pilot, "slash", *"bounce", "enter", "right")
        assert read_look()[0].theme == "auto"
        assert read_look()[0].bounce_s == app.context.look.bounce_s == 0.8


async def test_an_action_put_on_another_key_works_there_and_stays(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        await tap(app, pilot, "k", "enter", "z", "escape")
        assert read_look()[0].keys == {"go": "z"}
        await tap(app, pilot, "z")
        assert type(app.screen).__name__ == "GoMenu"


async def test_a_key_that_is_taken_on_the_same_screen_is_refused(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        await tap(app, pilot, "k", "enter", "c", "escape")
        assert read_look()[0].keys == {}


async def test_a_key_is_found_by_what_it_does_and_by_itself(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        await tap(app, pilot, "k")
        every = seen(app)
        await tap(app, pilot, "slash", *"log", "full_stop", *"fin", "space", *"workout", "enter")
        assert "1 of " in seen(app)
        assert "finish the workout" in seen(app)
        await tap(app, pilot, "enter", "Z")
        await tap(app, pilot, "escape", "slash", "Z")
        assert "1 of " in seen(app)
        assert "finish the workout" in seen(app), "by the key it is on now"
        await tap(app, pilot, "escape", "home")
        assert "another screen" in seen(app)
        assert "another screen" in every, "the first escape clears"
        await tap(app, pilot, "question_mark")
        assert type(app.screen).__name__ == "HelpDialog"
        await tap(app, pilot, "escape", "escape")
        assert read_look()[0].keys == {"log.finish": "Z"}


async def test_keys_on_digits_in_a_row_are_one_line_that_unfolds(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings", (140, 60)) as (app, pilot):
        await tap(app, pilot, "k")
        assert "1-5" in seen(app)
        assert "2 rough" not in seen(app)
        for _ in range(2):
            await click_on(app, pilot, "form of the last set: 1 lost to 5 crisp")
            await settled(app, pilot)
        assert "form of the last set: 2 rough" in seen(app)
        await click_on(app, pilot, "form of the last set: 2 rough")
        await tap(app, pilot, "enter", "Z", "escape")
        assert read_look()[0].keys == {"form.2": "Z"}


async def test_nothing_is_put_on_a_key_while_nothing_is_found(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        await tap(app, pilot, "k", "slash", *"banana", "enter", "enter", "d", "plus", "z", "escape", "escape")
        assert read_look()[0].keys == {}
        assert type(app.screen).__name__ == "SettingsScreen"


async def test_a_field_says_the_key_that_leaves_it(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        await tap(app, pilot, "slash")
        assert "esc cancel" in seen(app)


async def test_a_setting_is_changed_by_clicks_alone(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        await click_on(app, pilot, "Bar  ")
        await settled(app, pilot)
        assert gym(app).bar == "20", "the first click goes there"
        await click_on(app, pilot, "○ 25 kg")
        await settled(app, pilot)
        assert gym(app).bar == "25"
        await click_on(app, pilot, "Bar  ")
        await settled(app, pilot)
        assert gym(app).bar == "0"
        await resize(app, pilot, 48, 30)
        await settled(app, pilot)
        await click_on(app, pilot, "▸", nth=-1)
        await settled(app, pilot)
        assert gym(app).bar == "20"


async def test_themes_are_previewed_and_saved_with_enter_alone(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        await tap(app, pilot, "slash", *"theme", "enter", "enter")
        assert "4 solid" in seen(app), "a sample of the colours"
        await tap(app, pilot, "down", "down")
        assert app.theme == "chalk"
        await tap(app, pilot, "escape")
        assert app.theme == "slate"
        assert read_look()[0].theme == "auto"
        await tap(app, pilot, "enter", "end", "enter")
        assert app.theme == read_look()[0].theme == app.context.look.theme != "slate"
        assert f"Theme: {app.theme}." in seen(app)


async def test_tab_goes_to_the_values_and_escape_back_to_the_list(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        await tap(app, pilot, "tab", "down", "enter")
        assert gym(app).unit == "lb"
        await tap(app, pilot, "escape", "down", "right")
        assert gym(app).bar == "35"


async def test_the_wheel_and_page_keys_scroll_the_list(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "settings", (48, 15)) as (app, pilot):
        assert "Data folder" not in seen(app)
        await tap(app, pilot, "end")
        assert "Data folder" in seen(app)
        await tap(app, pilot, "home")
        assert "Units" in seen(app)
        turn_wheel(app, *place_of(app, "Units"), steps=30)
        await settled(app, pilot)
        assert "Units " not in seen(app).split("─")[0]


async def test_an_export_does_not_write_over_a_file(log_file: Path, clock: FakeClock, home: Path) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        taken = home / "hinge-log-2026-03-10.jsonl"
        taken.write_text("mine")
        await tap(app, pilot, "x", "enter")
        assert taken.read_text() == "mine"
        assert type(app.screen).__name__ == "ExportDialog"
        await tap(app, pilot, "down", "enter")
        assert (home / "hinge-log-2026-03-10.csv").read_text().startswith("date,start")
        assert "Written" in seen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_full_lines_and_the_row_at_hand(
    log_file: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with opened(log_file, clock, "settings") as (app, pilot):
        await resize(app, pilot, *size)
        await tap(app, pilot, "end")
        assert len(drawn_rows(app)) == size[1]
        assert size[1] < 15 or "Data folder" in seen(app)
        await tap(app, pilot, "k", "pagedown", "escape", "x", "escape", "escape")
        await settled(app, pilot)


@pytest.mark.parametrize(("text", "value"), [("20", "20"), (" 17,5 kg", "17.5"), ("45kg", "45"), ("2.50", "2.5")])
def test_a_weight_may_have_its_unit(text: str, value: str) -> None:
    assert weight(text, "kg") == value


@pytest.mark.parametrize("text", ["", "x", "-5", "0", "1e9", "nan", "inf", "101"])
def test_what_is_no_weight_is_refused(text: str) -> None:
    with pytest.raises(EntryError):
        weight(text, "kg")


@pytest.mark.parametrize(("text", "value"), [("2:30", 150), ("150", 150), ("90 s", 90), ("0", 0), ("0:05", 5)])
def test_a_rest_is_typed_as_a_clock_or_as_seconds(text: str, value: int) -> None:
    assert seconds(text) == value


@pytest.mark.parametrize("text", ["", "x", "1:2:3", "-5", "99999", ":30x", "²"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(EntryError):
        seconds(text)


def test_plates_are_sorted_and_each_size_is_there_once() -> None:
    assert plates("5; 20 20.0 2,5") == ("20", "5", "2.5")


def test_words_may_be_shortened_while_they_are_clear() -> None:
    assert some("rest_end", "be, ti") == ("bell", "title")
    with pytest.raises(EntryError, match="horn"):
        some("rest_end", "horn")


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (48, 30)])
async def test_a_gym_is_typed_used_and_left_again(log_file: Path, clock: FakeClock, size: tuple[int, int]) -> None:
    async with opened(log_file, clock, "settings", size) as (app, pilot):
        await tap(app, pilot, "up", "enter")
        await tap(
            app, pilot, *[{" ": "space", ";": "semicolon"}.get(each, each) for each in "Home; bar 15; plates 20x2 5"]
        )
        await tap(app, pilot, "enter")
        assert "Home added and in use." in seen(app)
        assert (app.context.gym.bar, app.context.gym.plates, app.context.gym.step) == ("15", ("20x2", "5"), "10")
        assert gym(app).bar == "20"
        await tap(app, pilot, "right")
        assert "Gym: default." in seen(app)
        assert app.context.gym.bar == "20"
        await tap(app, pilot, "left")
        assert app.context.gym.bar == "15"
        await tap(app, pilot, "down", "down", "right")
        assert [each.bar for each in stored(app, gyms)] == ["10"]
        assert gym(app).bar == "20"
        await tap(app, pilot, "u", "u", "u", "u")
        assert stored(app, gyms) == ()
        assert app.context.gym.bar == "20"
