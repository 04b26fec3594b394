"""The program and another one on the same log at the same time: both save, neither is locked out."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.figures import figure, times
from tests.faults.logs import faults_of, started
from tests.support import ROOT
from tests.terminal.driver import Terminal
from tests.terminal.logs import begun, configured, shown_sets

pytestmark = pytest.mark.terminal

SIZES = [(80, 24), (48, 30), (140, 40), (48, 15)]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_set_that_waits_for_another_window_says_so_and_is_saved_when_it_is_done(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    begun(tmp_path)
    with Terminal(tmp_path, columns=size[0], rows=size[1]) as terminal:
        terminal.until("Resumed")
        with closing(sqlite3.connect(tmp_path / "log.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            terminal.press("space")
            terminal.until("Waiting: another window")
            terminal.read_for(1.5)
            assert "Waiting: another window" in terminal.text
            assert len(shown_sets(tmp_path)) == 1
            other.execute("ROLLBACK")
        terminal.until("Logged 60 kg × 5")
        terminal.settled()
        assert "Waiting" not in terminal.text
        assert b"locked" not in terminal.raw
    assert len(shown_sets(tmp_path)) == 2


def test_a_program_that_starts_while_the_log_is_held_says_what_it_waits_for(tmp_path: Path) -> None:
    begun(tmp_path)
    with closing(sqlite3.connect(tmp_path / "log.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with Terminal(tmp_path) as terminal:
            terminal.until("waiting: another window")
            other.execute("ROLLBACK")
            terminal.until("Resumed")


def test_leaving_while_the_log_is_held_says_what_it_waits_for_and_saves(tmp_path: Path) -> None:
    begun(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        with closing(sqlite3.connect(tmp_path / "log.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            terminal.type("space", shows="Waiting: another window")
            terminal.press("ctrl+q")
            terminal.until("waiting: another window is writing to the log")
            other.execute("ROLLBACK")
        assert terminal.wait() == 0
    assert len(shown_sets(tmp_path)) == 2


def test_an_idle_screen_that_cannot_read_says_so_and_goes_on(tmp_path: Path) -> None:
    begun(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        with closing(sqlite3.connect(tmp_path / "log.db", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            terminal.press("gh")
            terminal.until("Waiting: another window")
            other.execute("ROLLBACK")
        terminal.until("History")
        terminal.settled()
        assert "Waiting" not in terminal.text


def test_the_screens_and_the_command_line_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    configured(tmp_path, "bounce_s = 0.0")
    begun(tmp_path)
    others = times(150, 1000)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        other = started("windows", "command", tmp_path / "log.db", others)
        mine = 0
        while other.poll() is None:
            terminal.press("space")
            mine += 1
            terminal.read(0.02)
            assert "locked" not in terminal.text
        said, _ = other.communicate()
        assert '"errors": 0' in said
        while len(shown_sets(tmp_path)) < 1 + mine + others:
            terminal.read_for(0.2)
            assert not terminal.over(), terminal.text
        terminal.settled()
        assert "Traceback" not in terminal.text
        assert b"locked" not in terminal.raw
    kept = len(shown_sets(tmp_path))
    figure("the screens and the command line", screens=mine, command_line=others, lost=1 + mine + others - kept)
    assert kept == 1 + mine + others
    assert mine > 5
    assert faults_of(tmp_path / "log.db") == []


def test_real_commands_show_up_while_sets_are_logged_by_key(tmp_path: Path) -> None:
    configured(tmp_path, "bounce_s = 0.0")
    begun(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        for number in range(times(4, 100)):
            words = [sys.executable, "-m", "hinge_log", "--db", str(tmp_path / "log.db"), "log", "deadlift", "77.5x5"]
            terminal.press("space")
            done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
            assert "locked" not in done.stdout + done.stderr
            while len(shown_sets(tmp_path)) < 3 + 2 * number:
                terminal.read_for(0.1)
        terminal.until(lambda text: bool(re.search(r"77\.5 × 5", text)))
