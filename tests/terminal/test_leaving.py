"""However it ends, the terminal is given back as it was, and what was shown as saved is saved."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.driver import Terminal
from tests.terminal.logs import StillClock, begun, shown_sets

pytestmark = pytest.mark.terminal

SIZES = [(80, 24), (48, 30), (140, 40), (48, 15)]
BENT = (sys.executable, "-m", "tests.terminal.bent")
SHELL = ("bash", "--norc", "--noprofile", "--noediting", "-i")
GONE_S = 2.0
"""Seconds in which the program has to be gone."""
PROMPT = {"PS1": r"ready\#:"}
"""A prompt that counts the commands: only a new one tells that the shell has the terminal back and will read."""


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGQUIT, 131)],
    ids=lambda each: str(each),
)
@pytest.mark.parametrize("opened", [(), ("enter", "100x5"), ("g",), ("?",), ("a",)], ids="-".join)
def test_a_signal_ends_it_with_its_code_and_gives_the_terminal_back(
    tmp_path: Path, number: int, code: int, opened: tuple[str, ...]
) -> None:
    begun(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        terminal.press(*opened)
        terminal.settled()
        began = time.monotonic()
        terminal.signal(number)
        assert terminal.wait() == code
        assert time.monotonic() - began < GONE_S
        assert terminal.left_on() == {}
        assert "Traceback" not in terminal.text


def test_a_mistake_in_the_program_gives_the_terminal_back_and_says_where_it_was(tmp_path: Path) -> None:
    begun(tmp_path)
    bend = tmp_path / "bend"
    with Terminal(tmp_path, program=(*BENT, f"crash={bend}")) as terminal:
        terminal.until("Resumed")
        terminal.type("space", shows="Logged 60 kg × 5")
        bend.touch()
        assert terminal.wait() == 1
        assert terminal.left_on() == {}
        assert "bent" in terminal.text
    assert len(shown_sets(tmp_path)) == 2


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_back_from_the_shell_every_row_is_painted_again(tmp_path: Path, size: tuple[int, int]) -> None:
    begun(tmp_path, ms=StillClock(tmp_path).ms)
    command = " ".join(StillClock(tmp_path).program)
    with Terminal(tmp_path, columns=size[0], rows=size[1], program=SHELL, env=PROMPT) as terminal:
        terminal.until("ready1:")
        terminal.press(command, "enter")
        terminal.until("Resumed")
        before = terminal.screen.cells() if terminal.settled(0.6) else []
        terminal.press("ctrl+z")
        terminal.until("ready2:")
        assert terminal.left_on() == {}
        terminal.press("printf '%0999d' 0", "enter")
        terminal.until("ready3:")
        terminal.press("fg", "enter")
        terminal.until(lambda text: "0000" not in text and "Resumed" in text)
        terminal.settled(0.6)
        assert terminal.screen.cells() == before
        terminal.type("space", shows="Logged 60 kg × 5")
        terminal.press("ctrl+q")
        terminal.until("ready4:")
        assert terminal.left_on() == {}
        terminal.press("exit", "enter")
        assert terminal.wait() == 0
    assert len(shown_sets(tmp_path)) == 2


def test_rest_goes_on_while_it_is_suspended(tmp_path: Path) -> None:
    clock = StillClock(tmp_path)
    begun(tmp_path, ms=clock.ms, gym={"rest_s": 300})
    with Terminal(tmp_path, program=SHELL, env=PROMPT, columns=48, rows=15) as terminal:
        terminal.until("ready1:")
        terminal.press(" ".join(clock.program), "enter")
        terminal.until("Resumed")
        terminal.press("ctrl+z")
        assert "2:00" not in terminal.until("ready2:")
        clock.move(180)
        terminal.press("fg", "enter")
        terminal.until("2:00")
        terminal.press("ctrl+q")
        terminal.until("ready3:")
        terminal.press("exit", "enter")
        assert terminal.wait() == 0


@pytest.mark.parametrize("opened", [(), ("enter", "100x5"), ("g",)], ids="-".join)
@pytest.mark.parametrize("ignored", [False, True], ids=["told", "untold"])
def test_when_its_terminal_is_gone_it_is_gone_within_two_seconds_and_has_not_spun(
    tmp_path: Path, opened: tuple[str, ...], ignored: bool
) -> None:
    begun(tmp_path)
    trap = "trap '' HUP; " if ignored else ""
    program = ("sh", "-c", f'{trap}exec "$0" -m hinge_log "$@"', sys.executable)
    terminal = Terminal(tmp_path, program=program)
    try:
        terminal.until("Resumed")
        terminal.type("space", shows="Logged 60 kg × 5")
        terminal.press(*opened)
        terminal.settled()
    except BaseException:
        terminal.kill()
        raise
    before = _seconds_of(terminal.pid)
    terminal.hang_up()
    spent = terminal.ended(within=GONE_S) - before
    assert spent < 1.0, "it spun on a terminal that is no more"
    assert len(shown_sets(tmp_path)) == 2


def _seconds_of(pid: int) -> float:
    """The processor time of a process until now."""
    parts = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_after_a_dropped_connection_the_workout_is_offered(tmp_path: Path, size: tuple[int, int]) -> None:
    begun(tmp_path)
    terminal = Terminal(tmp_path, columns=size[0], rows=size[1])
    try:
        terminal.until("Resumed")
        terminal.type("space", shows="Logged 60 kg × 5")
        terminal.press("enter", "102.5x")
    except BaseException:
        terminal.kill()
        raise
    terminal.hang_up()
    terminal.ended(within=GONE_S)
    with Terminal(tmp_path, columns=size[0], rows=size[1]) as terminal:
        terminal.until("Resumed. Last set")
        terminal.type("4", shows="Form 4, solid")
    assert len(shown_sets(tmp_path)) == 2
