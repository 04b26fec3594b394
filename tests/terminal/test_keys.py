"""The keys of a workout: each does what it says, no other makes a set, and every one of them can be taken back."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.figures import LONG, times
from tests.terminal.driver import Terminal
from tests.terminal.logs import StillClock, begun, configured, contents, shown_sets

pytestmark = pytest.mark.terminal

SIZES = [(80, 24), (48, 30), (140, 40), (48, 15)]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_space_and_a_digit_five_times_are_five_rated_sets_each_saved_when_it_is_shown(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    configured(tmp_path, "bounce_s = 0.0")
    begun(tmp_path)
    with Terminal(tmp_path, columns=size[0], rows=size[1]) as terminal:
        terminal.until("Resumed")
        for number in range(2, 7):
            terminal.type("space", shows="Logged 60 kg × 5. Rate it")
            assert len(shown_sets(tmp_path)) == number
            terminal.type("4", shows="Form 4, solid")
            assert [row[0] for row in rated(tmp_path)].count(4) == number - 1
    assert len(shown_sets(tmp_path)) == 6


def rated(home: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{home / 'log.db'}?mode=rw", uri=True)) as connection:
        return list(connection.execute("SELECT form FROM sets WHERE hidden = 0"))


def test_a_key_that_is_held_down_logs_one_set_and_the_next_press_one_more(tmp_path: Path) -> None:
    configured(tmp_path, "bounce_s = 3.0")
    begun(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        for _ in range(8):
            terminal.press("space")
            terminal.read(0.03)
        terminal.until("Double press ignored")
        terminal.settled()
        assert len(shown_sets(tmp_path)) == 2
        terminal.read_for(3.1)
        terminal.type("space", shows="Logged 60 kg × 5")
    assert len(shown_sets(tmp_path)) == 3


WRONG = (
    ("banana", "can't read 'banana'", 0), ("100x", "how many reps?", 4), ("100x5.5", "reps are whole numbers", 4),
    ("100x900", "900 reps?", 4), ("100x5x21", "1 to 20 sets at once", 6), ("100x5@11", "RPE is 1 to 10", 6),
    ("100x5@8.3", "RPE is 1 to 10", 6), ("100x5 f6", "form is rated 1 to 5", 7), ("100x5 !zz", "matches no fault", 7),
    ("1000x5", "over the 600 kg limit", 0), ("-200", "below zero", 0),
    ("@8 100x5", "type the set before its notes", 3),
)  # fmt: skip
"""What can be typed and not be read: what is said, and under which character the caret stands at the latest."""


def test_every_line_that_cannot_be_read_is_named_where_it_is_wrong_and_stores_nothing(tmp_path: Path) -> None:
    configured(tmp_path, "bounce_s = 0.0")
    begun(tmp_path)
    with Terminal(tmp_path, columns=100, rows=30) as terminal:
        terminal.until("Resumed")
        for text, said, at in WRONG:
            terminal.press("enter", text)
            terminal.until(lambda shown, said=said: f"{said}" in shown)  # type: ignore[misc]
            terminal.settled()
            column, row = terminal.cell_of("^ ")
            start, above = terminal.cell_of(text)
            assert above == row - 1, f"{text}: the caret is not right under the field"
            assert start <= column <= start + at, text
            terminal.press("enter")
            terminal.settled()
            assert text in terminal.text, "what was typed stays"
            terminal.press("esc")
            terminal.settled()
        assert len(shown_sets(tmp_path)) == 1


def test_several_lines_pasted_into_the_field_stay_text_until_enter(tmp_path: Path) -> None:
    begun(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        terminal.press("enter")
        terminal.until("as shown")
        terminal.press("\x1b[200~100x5\r\n200x5\nd\x1b[201~")
        terminal.settled()
        assert len(shown_sets(tmp_path)) == 1
        assert "100x5" in terminal.text


def test_the_check_is_one_step_and_leaving_it_stores_nothing(tmp_path: Path) -> None:
    begun(tmp_path)
    before = contents(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        terminal.type("f", shows="which checks failed?")
        terminal.press("5", "5", "7")
        terminal.type("space", shows="The check is open")
        terminal.press("esc")
        terminal.until(lambda text: "which checks failed?" not in text)
        assert contents(tmp_path)["sets"] == before["sets"]
        terminal.type("f", shows="which checks failed?")
        terminal.press("5", "enter")
        terminal.until("Checked:")
        assert contents(tmp_path)["sets"] != before["sets"]
        terminal.type("u", shows="Undid")
        assert contents(tmp_path)["sets"] == before["sets"]


RANDOM = (*"abcdefghijklmnopqrstuvwxyzABCDEGHIJKLMNOPQRSTUVWXYZ0123456789.,;:+-=/?!@#'\"[](){}<>|%&*_~`^$",
          "up", "down", "left", "right", "tab", "shift+tab", "esc", "esc", "pageup", "pagedown", "backspace", "home",
          "end", "f1", "ctrl+p", "\x04", "\x15", "\t")  # fmt: skip
"""Every key but space, enter, and those that leave."""


@pytest.mark.parametrize("seed", times((1,), tuple(range(1, 11))))
def test_without_space_or_enter_no_keys_make_a_set(tmp_path: Path, seed: int) -> None:
    configured(tmp_path, "bounce_s = 0.0")
    begun(tmp_path, sets=4)
    ids = set(shown_sets(tmp_path))
    rng = random.Random(seed)
    pressed: list[str] = []
    while len(pressed) < times(400, 2000):
        with Terminal(tmp_path, columns=100, rows=30) as terminal:
            terminal.until(lambda text: "? help" in text)
            while len(pressed) < times(400, 2000):
                keys = rng.choices(RANDOM, k=rng.randrange(1, 12))
                pressed += keys
                try:
                    for key in keys:
                        terminal.press(key)
                        if key == "esc":
                            terminal.settled()
                except OSError:
                    break
                terminal.settled(0.03)
                assert "Traceback" not in terminal.text, pressed
                if terminal.over():
                    break
            if terminal.over():
                assert terminal.wait() == 0, (pressed, terminal.text)
    assert set(shown_sets(tmp_path)) <= ids, pressed


def test_undo_leads_back_to_the_start_and_redo_to_the_end(tmp_path: Path) -> None:
    configured(tmp_path, "bounce_s = 0.0")
    begun(tmp_path)
    states = [contents(tmp_path)]
    steps: tuple[tuple[tuple[str, ...], str], ...] = (
        (("space",), "Logged 60"), (("3",), "Form 3"), (("up", "space"), "Logged 62.5"),
        (("f", "5", "enter"), "Checked:"),
        (("enter", "100x5x3 f4", "enter"), "Logged 3 sets"), (("o", "slow off the floor", "enter"), "Note saved"),
        (("e", "\x15", "80x4 w", "enter"), "Changed to 80"), (("d",), "Deleted"), (("w", "space"), "Logged"),
        (("a", "dowel", "enter"), "Added"), (("space",), "Logged"),
    )  # fmt: skip
    with Terminal(tmp_path, columns=100, rows=30) as terminal:
        terminal.until("Resumed")
        for keys, said in steps:
            for key in keys:
                terminal.press(key)
                terminal.settled()
            terminal.until(lambda text, said=said: said.lower() in text.lower())  # type: ignore[misc]
            states.append(contents(tmp_path))
            assert states[-1] != states[-2], keys
        undone = 0
        while "Nothing left to undo" not in terminal.text:
            terminal.press("u")
            terminal.settled()
            undone += "Undid" in terminal.text
            assert undone < 40
        assert undone >= len(steps)
        while "Nothing to redo" not in terminal.text:
            terminal.press("U")
            terminal.settled()
        assert contents(tmp_path) == states[-1]
        for state in reversed(states[1:-1]):
            terminal.press("u")
            terminal.settled()
            assert "Undid" in terminal.text
            assert contents(tmp_path) == state


def test_three_keys_lead_from_nothing_to_the_first_logged_set(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.until("? help")
        for key in ("down", "down", "down", "right", "right"):
            terminal.press(key)
            terminal.settled()
        for key in ("enter", "space", "space"):
            terminal.press(key)
            terminal.settled()
        terminal.until("Logged")
    assert len(shown_sets(tmp_path)) == 1


@pytest.mark.parametrize(
    ("env", "bar", "plate"),
    [({"LC_ALL": "en_US.UTF-8"}, "45 lb", "2.5 lb"), ({"LC_ALL": "de_DE.UTF-8"}, "20 kg", "1.25 kg")],
)
def test_the_unit_of_the_country_is_proposed_and_taken(
    tmp_path: Path, env: dict[str, str], bar: str, plate: str
) -> None:
    with Terminal(tmp_path, env=env) as terminal:
        terminal.until("? help")
        terminal.press("enter")
        terminal.settled()
        terminal.press("gs")
        terminal.settled()
        print(terminal.text)
        assert bar in terminal.text


@pytest.mark.skipif(not LONG, reason="in the long form")
def test_a_first_run_that_is_left_at_any_step_is_no_loss(tmp_path: Path) -> None:
    for number in range(6):
        home = tmp_path / str(number)
        home.mkdir()
        with Terminal(home) as terminal:
            terminal.until("? help")
            terminal.press(*["down"] * number)
            terminal.settled()
            terminal.press("enter")
            terminal.settled()
            terminal.press("space")
            terminal.settled()
            terminal.press("space")
            terminal.until("Logged")


def test_an_edit_during_rest_does_not_start_it_again(tmp_path: Path) -> None:
    clock = StillClock(tmp_path)
    begun(tmp_path, ms=clock.ms, gym={"rest_s": 300})
    with Terminal(tmp_path, columns=48, rows=15, program=clock.program) as terminal:
        terminal.until("5:00")
        clock.move(70)
        terminal.until("3:50")
        for key in ("e", "\x15", "80x4", "enter"):
            terminal.press(key)
            terminal.settled()
        terminal.until("80 × 4")
        assert "3:50" in terminal.text
        terminal.type("3", shows="Form 3")
        assert "3:50" in terminal.text
        clock.move(10)
        terminal.until("3:40")
