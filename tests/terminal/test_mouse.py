"""A finger does what the keys do, a wheel turns what scrolls, and without the mouse none is asked for."""

from __future__ import annotations

import random
from base64 import b64encode
from pathlib import Path

import pytest

from hinge_log.store.history import add_past_workout
from hinge_log.store.store import Store
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft
from tests.faults.figures import LONG, times
from tests.support import moment
from tests.terminal.driver import Terminal
from tests.terminal.logs import StillClock, begun, configured, shown_sets
from tests.terminal.test_modes import MAIN

pytestmark = pytest.mark.terminal

TAPS = ("tap", "wheel") * times(10, 150)
BAR = {"log": "space", "fault": "f", "type": "enter", "cues": "c", "go": "g", "undo": "u", "help": "?"}
"""Words of the key bar, and the keys that they stand for."""


@pytest.mark.parametrize("word", BAR)
def test_a_tap_on_the_key_bar_does_what_its_key_does(tmp_path: Path, word: str) -> None:
    clock = StillClock(tmp_path)
    pages = []
    for how in ("key", "tap"):
        home = tmp_path / how
        home.mkdir()
        begun(home, ms=clock.ms)
        with Terminal(home, columns=140, rows=30, program=clock.program) as terminal:
            terminal.until("Resumed")
            before = terminal.settled()
            row = len(terminal.screen.display) - 1
            if how == "tap":
                terminal.click((terminal.screen.display[row].index(word), row))
            else:
                terminal.press(BAR[word])
            terminal.settled()
            assert terminal.text != before
            pages.append(terminal.text)
    assert pages[0] == pages[1]


@pytest.mark.parametrize("size", [(48, 30), (80, 24)], ids=str)
def test_a_whole_set_is_logged_rated_and_checked_by_finger(tmp_path: Path, size: tuple[int, int]) -> None:
    configured(tmp_path, "bounce_s = 0.0")
    begun(tmp_path)
    with Terminal(tmp_path, columns=size[0], rows=size[1]) as terminal:
        terminal.until("Resumed")
        terminal.settled()
        row = len(terminal.screen.display) - 1
        terminal.click("LOG SET" if size[0] < 70 else (terminal.screen.display[row].index("log"), row))
        terminal.until("Logged 60 kg × 5")
        terminal.settled()
        terminal.click("solid")
        terminal.until("Form 4, solid")
        terminal.settled()
        terminal.click("fault")
        terminal.until("which checks failed?")
        terminal.settled()
        terminal.click("Push the floor" if "Push the floor" in terminal.text else "hips")
        terminal.until("% of checks passed: form")
    assert len(shown_sets(tmp_path)) == 2


def test_the_wheel_moves_through_lists_and_leaves_numbers_alone(tmp_path: Path) -> None:
    begun(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        terminal.press("gx")
        before = terminal.settled()
        terminal.wheel(2)
        terminal.settled()
        moved = terminal.text
        assert moved != before
        terminal.wheel(-2)
        terminal.settled()
        assert terminal.text == before
        terminal.press("down", "down")
        assert terminal.settled() not in (before, moved), "the wheel scrolls, the arrows move the highlight"
        terminal.press("gl")
        terminal.settled()
        terminal.wheel(5)
        terminal.settled()
        terminal.type("space", shows="Logged 60 kg × 5")


@pytest.mark.parametrize(
    ("opened", "shows", "at"),
    [("?", "Keys on this screen", "undo the last"), ("g", "Go to", (5, 3))],
    ids=["row", "beside"],
)
def test_two_taps_at_once_close_one_dialog_and_nothing_under_it(
    tmp_path: Path, opened: str, shows: str, at: str | tuple[int, int]
) -> None:
    configured(tmp_path, "bounce_s = 0.0")
    begun(tmp_path)
    with Terminal(tmp_path, rows=60) as terminal:
        terminal.until("Resumed")
        terminal.press("gx")
        terminal.until("exercises")
        terminal.settled()
        terminal.type(opened, shows=shows)
        terminal.settled()
        x, y = terminal.cell_of(at) if isinstance(at, str) else at
        terminal.press(f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m" * 2)
        terminal.until(lambda text: shows not in text)
        assert "99 exercises" in terminal.settled()
        terminal.press("ctrl+q")
        assert terminal.wait() == 0, terminal.text


def test_the_wheel_turns_what_is_longer_than_the_screen(tmp_path: Path) -> None:
    begun(tmp_path)
    with Terminal(tmp_path, columns=60, rows=12) as terminal:
        terminal.until("Resumed")
        terminal.press("?")
        top = terminal.until("Keys on this screen")
        terminal.settled()
        top = terminal.text
        terminal.wheel(8)
        terminal.settled()
        assert terminal.text != top
        terminal.wheel(-20)
        terminal.settled()
        assert terminal.text == top


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("g", "h"), "Working sets by day"),
        (("g", "x", "/", "pendlay", "enter", "enter", "2"), "Look for"),
        (("g", "s", "x"), "Save as"),
    ],
    ids=["panel", "text", "dialog"],
)
def test_a_drag_selects_text_and_copies_it(tmp_path: Path, keys: tuple[str, ...], text: str) -> None:
    begun(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        for key in keys:
            terminal.press(key)
            terminal.settled()
        terminal.until(text)
        terminal.settled()
        terminal.drag(text)
        terminal.settled()
        terminal.press("ctrl+c")
        terminal.settled()
        assert b"\x1b]52;c;" + b64encode(text.encode()) in bytes(terminal.raw)


def test_history_scrolls_by_wheel_page_and_ends(tmp_path: Path) -> None:
    with Store(str(tmp_path / "log.db")) as store:
        store.put_setting("first_run", True)
        for day in range(1, 29):
            lifts, at = (
                [("deadlift-conventional", "Conventional deadlift")],
                moment(f"2025-05-{day:02d}T18:00:00+00:00"),
            )
            add_past_workout(store, at, lifts, [SetDraft(5, Load.of(str(60 + day), "kg"))])
    with Terminal(tmp_path) as terminal:
        terminal.until("space start")
        terminal.press("h")
        newest = "Deadlift 88"
        terminal.until(newest)
        terminal.settled()
        cell = terminal.cell_of(newest)
        terminal.wheel(8, cell)
        terminal.until(lambda text: newest not in text)
        terminal.wheel(-8, cell)
        terminal.until(newest)
        terminal.press("end")
        terminal.until("Deadlift 61")
        terminal.press("pageup")
        terminal.until(lambda text: "Deadlift 61" not in text)
        terminal.press("home")
        terminal.until(newest)
        terminal.press("pagedown")
        terminal.until(lambda text: newest not in text)


@pytest.mark.parametrize("size", times([(80, 24)], [(80, 24), (48, 30), (140, 40), (48, 15)]), ids=str)
def test_a_tap_anywhere_on_any_screen_breaks_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    configured(tmp_path, "bounce_s = 0.0")
    begun(tmp_path, sets=3)
    rng = random.Random(3)
    places = list(MAIN.items())
    while places:
        with Terminal(tmp_path, columns=size[0], rows=size[1]) as terminal:
            terminal.until("help")
            name, keys = places.pop()
            if not LONG and len(places) > 1:
                # In the short form two more screens are gone to from wherever the taps have led.
                keys = (*keys, *TAPS, "esc", *places.pop()[1], *TAPS, "esc", *places.pop()[1])
            for key in (*keys, *TAPS):
                at = (rng.randrange(size[0]), rng.randrange(size[1]))
                if key == "tap":
                    terminal.click(at)
                elif key == "wheel":
                    terminal.wheel(rng.choice((-1, 1)), at)
                else:
                    terminal.press(key)
                    terminal.settled()
                terminal.read()
            terminal.settled()
            assert "Traceback" not in terminal.text, name
            assert not terminal.over(), name
            terminal.press("ctrl+q")
            assert terminal.wait() == 0, (name, terminal.text)


@pytest.mark.parametrize("how", ["option", "setting"])
def test_without_the_mouse_none_is_asked_for(tmp_path: Path, how: str) -> None:
    begun(tmp_path)
    if how == "setting":
        configured(tmp_path, "mouse = false")
    with Terminal(tmp_path, *(["--no-mouse"] if how == "option" else [])) as terminal:
        terminal.until("Resumed")
        terminal.press("?")
        terminal.settled()
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        for number in (b"1000", b"1002", b"1003", b"1006", b"1015", b"1016"):
            assert b"\x1b[?" + number not in terminal.raw
