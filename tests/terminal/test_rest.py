"""The rest clock: one bell at its end, and nothing that the wall clock does can ring it again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hinge_log.store.store import Store
from tests.terminal.driver import Terminal
from tests.terminal.logs import StillClock, begun, configured

pytestmark = pytest.mark.terminal

SIZES = [(80, 24), (48, 15)]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_end_of_rest_is_told_by_one_bell_and_one_title(tmp_path: Path, size: tuple[int, int]) -> None:
    clock = StillClock(tmp_path)
    begun(tmp_path, ms=clock.ms, gym={"rest_s": 60})
    with Terminal(tmp_path, columns=size[0], rows=size[1], program=clock.program) as terminal:
        terminal.until("Resumed")
        clock.move(59)
        terminal.read_for(1.3)
        assert (terminal.screen.bells, terminal.screen.titles) == (0, [])
        clock.move(1)
        terminal.until("Lift now")
        terminal.until(lambda _: terminal.screen.bells > 0 and len(terminal.screen.titles) > 0)
        clock.move(30)
        terminal.read_for(1.3)
        assert (terminal.screen.bells, terminal.screen.titles) == (1, ["GO - Deadlift 60 kg × 5"])
        clock.move(-20)
        terminal.read_for(1.3)
        assert terminal.screen.bells == 1
        terminal.type("space", shows="Logged")
        clock.move(60)
        terminal.until(lambda _: terminal.screen.bells > 1)
        terminal.read_for(1.3)
        assert terminal.screen.bells == 2, "the next rest has a bell of its own"


def test_whoever_wants_no_bell_gets_none(tmp_path: Path) -> None:
    configured(tmp_path, 'rest_end = ["title"]')
    clock = StillClock(tmp_path)
    begun(tmp_path, ms=clock.ms, gym={"rest_s": 60})
    with Terminal(tmp_path, program=clock.program) as terminal:
        terminal.until("Resumed")
        clock.move(60)
        terminal.until("Lift now")
        terminal.until(lambda _: len(terminal.screen.titles) > 0)  # written once the log was asked for the set
        terminal.settled()
        assert (terminal.screen.bells, len(terminal.screen.titles)) == (0, 1)


@pytest.mark.parametrize("step", [-7200, -59, 86_400, 400 * 86_400], ids=str)
def test_a_clock_that_is_set_on_or_back_breaks_nothing(tmp_path: Path, step: int) -> None:
    clock = StillClock(tmp_path)
    begun(tmp_path, ms=clock.ms, gym={"rest_s": 120})
    with Terminal(tmp_path, columns=48, rows=15, program=clock.program) as terminal:
        terminal.until("2:00")
        clock.move(step)
        terminal.read_for(1.3)
        assert "Traceback" not in terminal.text
        assert "121" not in terminal.text, "a rest is never longer than it was set"
        assert re.search(r"-\d*:\d\d", terminal.text) is None
        terminal.type("space", shows="Logged")
        terminal.type("4", shows="Form 4")
        clock.move(-step)
        terminal.read_for(1.3)
        terminal.type("u", shows="Undid")
        assert "Traceback" not in terminal.text


@pytest.mark.parametrize("keys", [("gs",), ("gc",), ("g",), (":",), ("?",)], ids="-".join)
@pytest.mark.parametrize("from_today", [False, True], ids=["resumed", "from today"])
def test_the_end_of_rest_is_told_on_every_screen(tmp_path: Path, keys: tuple[str, ...], from_today: bool) -> None:
    clock = StillClock(tmp_path)
    begun(tmp_path, ms=clock.ms, gym={"rest_s": 60})
    if from_today:
        with Store(str(tmp_path / "log.db")) as store:
            workout = store.open_workout()
            assert workout is not None
            store.finish_workout(workout.id)
    with Terminal(tmp_path, program=clock.program) as terminal:
        terminal.until("? help")
        if from_today:
            terminal.press("space")
            terminal.settled()
            terminal.type("space", shows="Logged")
        terminal.press(*keys)
        terminal.settled()
        clock.move(60)
        terminal.until(lambda _: terminal.screen.bells > 0)
        terminal.read_for(1.3)
        assert terminal.screen.bells == 1, terminal.text


def test_a_finished_workout_rings_no_more(tmp_path: Path) -> None:
    clock = StillClock(tmp_path)
    begun(tmp_path, ms=clock.ms, gym={"rest_s": 60})
    with Terminal(tmp_path, program=clock.program) as terminal:
        terminal.until("Resumed")
        terminal.press("F")
        terminal.settled()
        terminal.press("enter")
        terminal.settled()
        clock.move(60)
        terminal.read_for(2.2)
        assert terminal.screen.bells == 0, terminal.text
