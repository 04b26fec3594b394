"""No colour means none, and ASCII means ASCII, on every screen and in every part of the library's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hinge_log.store.store import Store
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft
from tests.terminal.driver import Terminal

pytestmark = pytest.mark.terminal

ROUND = (
    "?", "esc", "g", "t", "h", "q", "g", "x", "esc", "g", "d", "g", "p", "g", "e", "g", "s", "down", "enter", "esc",
    "k", "esc", "x", "esc", "i", "esc", "g", "l", "space", "4", "f", "1", "enter", "b", "enter", "1", "esc", "c", "c",
    "v", "v", ":", "s", "esc",
)  # fmt: skip
"""Through all screens and dialogs."""


def walked(home: Path, env: dict[str, str]) -> bytes:
    with Store(str(home / "log.db")) as store:
        store.put_setting("first_run", True)
        store.log_lift("deadlift-conventional", "Conventional deadlift", [SetDraft(5, Load.of("60", "kg"))])
    with Terminal(home, env=env) as terminal:
        terminal.until("Deadlift")
        for key in ROUND:
            terminal.press(key)
            terminal.settled(0.15)
        return bytes(terminal.raw)


def colours(raw: bytes) -> set[bytes]:
    """The sequences that set a colour, the default one included (ECMA-48: 30-49, and 90-107 of aixterm)."""
    found = set()
    for match in re.finditer(rb"\x1b\[([0-9;:]*)m", raw):
        numbers = [int(part) for part in re.split(rb"[;:]", match[1]) if part]
        if any(30 <= number <= 49 or 90 <= number <= 107 for number in numbers):
            found.add(match[0])
    return found


def test_without_colour_none_is_written_and_what_is_chosen_is_reversed_or_bold(tmp_path: Path) -> None:
    raw = walked(tmp_path, {"NO_COLOR": "1"})
    assert colours(raw) == set()
    assert re.search(rb"\x1b\[[0-9;]*\b7m", raw), "the cursor of a field is reversed"
    assert b"\x1b[1m" in raw


def test_in_ascii_no_byte_is_over_7f(tmp_path: Path) -> None:
    raw = walked(tmp_path, {"HINGE_LOG_ASCII": "1"})
    assert re.findall(rb"[^\n\x1b]{0,20}[\x80-\xff]+", raw) == []
