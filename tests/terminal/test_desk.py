"""What a user of Textual programs expects at a desk: text is selected and copied, tabs and rows clicked, focus seen."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from tests.bench.made_log import make
from tests.terminal.driver import Terminal
from tests.terminal.logs import begun

pytestmark = pytest.mark.terminal

CLIPBOARD = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


def drag(terminal: Terminal, text: str) -> None:
    """Drag the mouse over a text, as a terminal tells it (xterm, modes 1002 and 1006)."""
    x, y = terminal.cell_of(text)
    end = x + len(text)
    terminal.press(f"\x1b[<0;{x + 1};{y + 1}M", f"\x1b[<32;{end};{y + 1}M", f"\x1b[<32;{end + 1};{y + 1}M")
    terminal.press(f"\x1b[<0;{end + 1};{y + 1}m")
    terminal.settled()


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ((), "60 × 5"),
        (("g", "h"), "60 × 5"),
        (("g", "x", "enter", "5"), "glutes, hamstrings"),
    ],
    ids=["log", "history", "notes"],
)
def test_a_drag_selects_text_and_copies_it(tmp_path: Path, keys: tuple[str, ...], text: str) -> None:
    begun(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        for key in keys:
            terminal.press(key)
            terminal.settled()
        before = terminal.screen.cells()
        drag(terminal, text)
        assert terminal.screen.cells() != before, "what is selected shows"
        terminal.press("ctrl+c")
        terminal.settled()
        copies = [base64.b64decode(each).decode() for each in CLIPBOARD.findall(bytes(terminal.raw))]
        assert copies, "nothing was copied"
        assert text in copies[-1]


def test_tabs_and_rows_are_clicked_and_the_focus_of_tab_shows(tmp_path: Path) -> None:
    begun(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        terminal.press("gx")
        terminal.until("99 exercises")
        terminal.settled()
        place = terminal.cell_of("Sumo deadlift")
        terminal.click(place)
        terminal.until("─ Sumo deadlift ─")
        terminal.settled()
        terminal.click(place)
        terminal.until("1 Figure")
        terminal.settled()
        terminal.click("3 Faults")
        terminal.until("Looks like")
        terminal.settled()
        before = terminal.screen.cells()
        terminal.press("tab")
        terminal.settled()
        after = terminal.screen.cells()
        assert before != after, "a focus that moved shows"
        assert [[cell[0] for cell in row] for row in after][:23] == [[cell[0] for cell in row] for row in before][:23]


@pytest.mark.parametrize("place", ["gx", "gh", "?"], ids=["exercises", "history", "help"])
def test_page_keys_and_the_wheel_scroll(tmp_path: Path, place: str) -> None:
    make(tmp_path / "log.db", 400)
    begun(tmp_path)
    with Terminal(tmp_path, rows=20) as terminal:
        terminal.until("Resumed")
        terminal.press(place)
        terminal.settled()
        top = terminal.text
        terminal.press("pagedown", "pagedown")
        down = terminal.settled()
        terminal.press("home")
        terminal.settled()
        terminal.wheel(6, at=(10, 15))
        assert top not in (down, terminal.settled())
