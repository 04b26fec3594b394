"""Whatever becomes of the window's size, in whatever is open, what is shown is what a fresh start shows there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hinge_log.store.store import Store
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft
from tests.bench.made_log import make
from tests.faults.figures import times
from tests.terminal.driver import Terminal
from tests.terminal.logs import StillClock
from tests.terminal.model import Cell

pytestmark = pytest.mark.terminal

SIZES = [(140, 40), (48, 15), (20, 8), (80, 24)]
ENDS = [(80, 24), (48, 30), (140, 40), (48, 15)]

MAIN = {
    "today": ("gt",), "log": ("gl",), "cue": ("gc",), "form": ("gf",), "history": ("gh",), "exercises": ("gx",),
    "drills": ("gd",), "ladder": ("gp",), "everyday": ("ge",), "settings": ("gs",), "exercise": ("gx", "enter"),
    "drill": ("gd", "enter"), "finish": ("gl", "F"),
}  # fmt: skip
"""The keys to every screen of the go menu, and to those behind them."""

OPEN = {
    "go menu": ("g",), "keys": ("?",), "search": (":", "s"), "type": ("enter", "102.5x3"), "check": ("f", "1"),
    "note": ("o", "slow"), "pick a lift": ("a", "dowel"), "change keys": ("gs", "k"), "export": ("gs", "x"),
    "import": ("gs", "i"), "edit a set": ("e",), "a past workout": ("gh", "a"),
}  # fmt: skip
"""The keys to what opens over the log screen, or over another."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("filled") / "log.db"
    make(path, 120)
    with Store(str(path)) as store:
        store.put_setting("first_run", True)
        store.log_lift("deadlift-conventional", "Conventional deadlift", [SetDraft(5, Load.of("60", "kg"))] * 2)
    return path.read_bytes()


@pytest.fixture
def clock(tmp_path: Path, filled: bytes) -> StillClock:
    """A clock that stands one minute after the last set of the log in the same folder."""
    (tmp_path / "log.db").write_bytes(filled)
    with Store(str(tmp_path / "log.db")) as store:
        workout = store.open_workout()
        assert workout is not None
        return StillClock(tmp_path, (workout.sets[-1].at_ms or 0) + 60_000)


def pressed(terminal: Terminal, *keys: str) -> list[list[Cell]]:
    """Press keys, each after what the one before led to; gives every cell then."""
    for key in keys:
        terminal.press(key)
        terminal.settled()
    assert "Traceback" not in terminal.text
    return terminal.screen.cells()


def same(found: list[list[Cell]], wanted: list[list[Cell]]) -> None:
    """Compare two screens, first as text."""
    text, fresh = (["".join(cell[0] for cell in row).rstrip() for row in each] for each in (found, wanted))
    assert text == fresh
    assert found == wanted


@contextmanager
def opened(home: Path, clock: StillClock, size: tuple[int, int]) -> Iterator[Terminal]:
    with Terminal(home, columns=size[0], rows=size[1], program=clock.program) as terminal:
        terminal.until("Resumed")
        terminal.settled()
        yield terminal


def stormed(terminal: Terminal, end: tuple[int, int]) -> list[list[Cell]]:
    """Change the size over and over; gives every cell at the end."""
    for columns, rows in (*times(SIZES[::2], SIZES * 2), *((24, 10), (120, 24), (70, 9)) * times(0, 3), end):
        terminal.resize(columns, rows)
        terminal.settled()
        assert "Traceback" not in terminal.text
    return terminal.screen.cells()


@pytest.mark.parametrize("end", times(ENDS[1:2], ENDS), ids=str)
def test_a_storm_of_sizes_on_any_screen_ends_with_what_a_fresh_start_shows(
    tmp_path: Path, clock: StillClock, end: tuple[int, int]
) -> None:
    with opened(tmp_path, clock, end) as fresh, opened(tmp_path, clock, end) as terminal:
        for keys in MAIN.values():
            wanted = pressed(fresh, *keys)
            pressed(terminal, *keys)
            same(stormed(terminal, end), wanted)


@pytest.mark.parametrize("end", times(ENDS[:1], ENDS), ids=str)
@pytest.mark.parametrize("name", OPEN)
def test_a_storm_of_sizes_with_something_open_ends_with_what_a_fresh_start_shows(
    tmp_path: Path, clock: StillClock, name: str, end: tuple[int, int]
) -> None:
    with opened(tmp_path, clock, end) as terminal:
        fresh = pressed(terminal, *OPEN[name])
    with opened(tmp_path, clock, (140, 40)) as terminal:
        assert terminal.text != "\n".join("".join(cell[0] for cell in row).rstrip() for row in fresh)
        pressed(terminal, *OPEN[name])
        same(stormed(terminal, end), fresh)
        if name == "type":
            assert "102.5 kg × 3" in terminal.text


@pytest.mark.parametrize("size", times(ENDS[:1], ENDS), ids=str)
def test_a_resize_while_another_screen_is_shown_leaves_no_stale_page(
    tmp_path: Path, clock: StillClock, size: tuple[int, int]
) -> None:
    with opened(tmp_path, clock, (100, 28)) as terminal, opened(tmp_path, clock, size) as fresh:
        for keys in MAIN.values():
            pressed(terminal, *keys)
        terminal.resize(*size)
        terminal.settled()
        for keys in reversed(MAIN.values()):
            same(pressed(terminal, *keys), pressed(fresh, *keys))


def test_help_is_offered_at_every_width(tmp_path: Path, clock: StillClock) -> None:
    with opened(tmp_path, clock, (200, 24)) as terminal:
        for turn, (name, keys) in enumerate(MAIN.items()):
            terminal.resize(200, 24)
            pressed(terminal, *keys)
            # Below 30 columns these two show three lines and nothing else.
            for width in range(199 - turn, 29 if name in ("log", "drill") else 19, times(-29, -1)):
                terminal.resize(width, 24)
                terminal.until(lambda text: text.rstrip("\n").splitlines()[-1].endswith("? help"))
