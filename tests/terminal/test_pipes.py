"""Where one of the three streams is no terminal, or goes away, there are plain lines and no complaint."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.terminal.driver import Terminal
from tests.terminal.logs import begun

pytestmark = pytest.mark.terminal

ME = f"{shlex.quote(sys.executable)} -m hinge_log"
READING = ("today", "next", "status", "history", "exercises", "show deadlift", "ladder", "trend deadlift",
           "cues deadlift", "export", "--help", "doctor", "config list", "completion bash")  # fmt: skip


def shell(home: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line in bash, with nothing of it on a terminal."""
    env = {**os.environ, "HINGE_LOG_DB": str(home / "log.db"), "HINGE_LOG_CONFIG": str(home / "config")}
    return subprocess.run(
        ["bash", "-c", line], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL
    )


@pytest.mark.parametrize("command", READING)
def test_a_reader_that_has_seen_enough_is_no_failure(tmp_path: Path, command: str) -> None:
    begun(tmp_path)
    done = shell(tmp_path, f"{ME} {command} | head -1 >/dev/null; echo ${{PIPESTATUS[0]}}")
    assert done.stdout.strip() in ("0", "5" if command == "doctor" else "0")
    assert done.stderr == ""


@pytest.mark.parametrize("command", ["today", "exercises", "export --format md"])
def test_a_reader_that_never_was_is_no_failure(tmp_path: Path, command: str) -> None:
    begun(tmp_path)
    done = shell(tmp_path, f"set -o pipefail; {ME} {command} | true; echo $?")
    assert done.stdout.strip() == "0"
    assert done.stderr == ""


@pytest.mark.parametrize("closed", ["0", "1", "2"])
def test_a_stream_that_the_shell_closed_is_no_failure(tmp_path: Path, closed: str) -> None:
    begun(tmp_path)
    done = shell(tmp_path, f"{ME} today {closed}>&-; echo code $?")
    assert done.stdout.endswith("code 0\n")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("instead", ["</dev/null", "2>/dev/null", "2>&1 | cat", "</dev/null 2>/dev/null"])
def test_without_a_terminal_for_keys_and_screen_today_is_told_in_lines(tmp_path: Path, instead: str) -> None:
    begun(tmp_path)
    with Terminal(tmp_path, program=("bash", "-c", f"{ME} {instead}")) as terminal:
        assert terminal.wait() == 0
        assert "60 kg x 5" in terminal.text
        assert b"\x1b[?1049h" not in terminal.raw


def test_the_screens_are_drawn_when_only_the_output_is_redirected(tmp_path: Path) -> None:
    begun(tmp_path)
    with Terminal(tmp_path, program=("bash", "-c", f"exec {ME} >{tmp_path / 'out'}")) as terminal:
        terminal.until("Resumed")
        terminal.type("space", shows="Logged 60 kg")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    assert (tmp_path / "out").read_bytes() == b""


def test_a_terminal_of_no_size_is_taken_for_a_usual_one(tmp_path: Path) -> None:
    begun(tmp_path)
    outer, inner = pty.openpty()
    try:
        env = {**os.environ, "HINGE_LOG_DB": str(tmp_path / "log.db")}
        done = subprocess.run(
            [sys.executable, "-m", "hinge_log", "today"], cwd=ROOT, env=env, stdin=inner, stdout=inner, stderr=inner,
            timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0
        assert b"60 kg x 5" in os.read(outer, 65536)
    finally:
        os.close(outer)
        os.close(inner)
