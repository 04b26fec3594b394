"""What is sent while nobody touches a key: nothing where nothing may move, and little otherwise."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.faults.figures import figure, times
from tests.terminal.driver import Terminal
from tests.terminal.logs import begun, configured

pytestmark = pytest.mark.terminal

SIZES = [(80, 24), (48, 30), (140, 40), (48, 15)]


def sent(terminal: Terminal, seconds: float) -> tuple[int, int]:
    """The bytes that come in so many seconds, and in how many seconds some came."""
    before, moments = len(terminal.raw), set()
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if terminal.read(left):
            moments.add(int(end - time.monotonic()))
    return len(terminal.raw) - before, len(moments)


@pytest.mark.parametrize("keys", [(), ("a",), ("gs",), ("gx", "enter"), ("enter",), ("gd", "enter")], ids="-".join)
def test_with_a_quiet_clock_and_no_motion_nothing_is_sent(tmp_path: Path, keys: tuple[str, ...]) -> None:
    configured(tmp_path, 'clock = "quiet"', 'motion = "none"')
    begun(tmp_path, gym={"rest_s": 900})
    with Terminal(tmp_path, env={"TEXTUAL_ANIMATIONS": "none"}) as terminal:
        terminal.until("Resumed")
        for key in keys:
            terminal.press(key)
            terminal.settled()
        terminal.read_for(1.2)
        # The rest is told again every quarter of a minute: in so short a time once, which may be read in two parts.
        count, moments = sent(terminal, times(4.0, 10.0))
        assert moments <= 2, terminal.text
        assert count < 400, terminal.text


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_ticking_clock_sends_a_small_update_a_second(tmp_path: Path, size: tuple[int, int]) -> None:
    begun(tmp_path, gym={"rest_s": 900})
    with Terminal(tmp_path, columns=size[0], rows=size[1]) as terminal:
        terminal.until("Resumed")
        terminal.settled()
        terminal.read_for(1.0)
        seconds = times(5.0, 60.0)
        count, moments = sent(terminal, seconds)
        figure("idle bytes a minute", size=f"{size[0]}x{size[1]}", bytes=round(count * 60 / seconds))
        assert moments >= seconds - 3
        assert count * 60 / seconds < 20_000
