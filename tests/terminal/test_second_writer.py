"""Panel, edit, note and typed line open in the app while the shell logs, edits, undoes and finishes.

Whatever is saved then lands on what it was opened for, or nowhere and the screen says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from hinge_log.cli.main import run
from tests.terminal.driver import Terminal
from tests.terminal.logs import begun, configured

pytestmark = pytest.mark.terminal

Shell = Callable[..., None]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Run a command line on the log of the terminal."""
    monkeypatch.setenv("HINGE_LOG_DB", str(tmp_path / "log.db"))
    monkeypatch.setenv("HINGE_LOG_CONFIG", str(tmp_path / "config"))

    def call(*words: str) -> None:
        assert run(list(words)) == 0

    return call


def sets(home: Path) -> dict[str, str]:
    """What the log says of each set that is not taken back: rating or faults, and note, by its load."""
    with closing(sqlite3.connect(f"file:{home / 'log.db'}?mode=rw", uri=True)) as connection:
        rows = connection.execute(
            "SELECT load_text || 'x' || reps, coalesce(slips, form, '-') || ' ' || coalesce(note, '-')"
            " FROM sets WHERE hidden = 0 ORDER BY at_ms, id"
        )
        return {str(load): str(said) for load, said in rows}


def begin(home: Path) -> None:
    configured(home, "bounce_s = 0.0")
    begun(home)


def test_an_open_check_panel_stays_with_its_set(tmp_path: Path, shell: Shell) -> None:
    begin(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        terminal.type("f", shows="Set 1")
        terminal.type("1", shows="%")
        shell("log", "deadlift", "70x5")  # another set
        terminal.type("enter", shows="Checked: set 1")
        before = sets(tmp_path)
        assert (before["60x5"][:1], before["70x5"]) == ("{", "- -")
        terminal.type("f", shows="Set 2")
        terminal.press("1")
        shell("undo", "2")  # the check of set 1, and the set that is checked here
        shell("log", "deadlift", "75x5")
        terminal.type("enter", shows="no longer in the log")
        assert sets(tmp_path) == {"60x5": "- -", "75x5": "- -"}
        terminal.until("75 × 5")
        terminal.type("f", shows="Set 2")
        terminal.press("2")
        shell("finish")
        terminal.press("enter")
        terminal.until(lambda text: "Press a to add" in text or "Checked:" in text)
        assert (sets(tmp_path)["60x5"], sets(tmp_path)["75x5"][:1]) == ("- -", "{")


def test_an_open_edit_stays_with_its_set(tmp_path: Path, shell: Shell) -> None:
    begin(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        terminal.type("e", shows="Edit set 1")
        terminal.press(*["backspace"] * 20, "61x5")
        shell("log", "deadlift", "70x5")
        terminal.type("enter", shows="Changed to 61 kg × 5")
        assert sets(tmp_path) == {"61x5": "- -", "70x5": "- -"}
        terminal.until("70 × 5")
        terminal.type("e", shows="Edit set 2")
        terminal.press(*["backspace"] * 20, "71x5")
        shell("edit", "last", "72x5")  # the same set, changed elsewhere
        terminal.type("enter", shows="changed meanwhile")
        assert "71x5" in terminal.text
        assert sets(tmp_path) == {"61x5": "- -", "72x5": "- -"}
        terminal.type("esc", shows="72 × 5")
        terminal.type("e", shows="Edit set 2")
        terminal.press(*["backspace"] * 20, "73x5")
        shell("undo", "3")  # the edits, and the set itself
        terminal.type("enter", shows="no longer in the log")
        assert "73x5" in terminal.text
        assert list(sets(tmp_path).values()) == ["- -"]


def test_an_open_note_and_a_typed_set_stay_with_theirs(tmp_path: Path, shell: Shell) -> None:
    begin(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        terminal.type("o", shows="Note on set 1")
        terminal.press("mine")
        shell("log", "deadlift", "70x5")
        shell("edit", "last", "f4")
        terminal.type("enter", shows="Note saved")
        assert sets(tmp_path) == {"60x5": "- mine", "70x5": "4 -"}
        terminal.until("70 × 5")
        terminal.type("o", shows="Note on set 2")
        terminal.press("gone")
        shell("undo", "3")  # the note, the rating and the set
        terminal.type("enter", shows="no longer in the log")
        assert sets(tmp_path) == {"60x5": "- -"}
        terminal.type("esc", shows="Nothing was saved")
        terminal.type("enter", shows="Type set 2")
        terminal.press("80x5")
        shell("finish")
        terminal.type("enter", shows="New workout")
        with closing(sqlite3.connect(f"file:{tmp_path / 'log.db'}?mode=rw", uri=True)) as connection:
            rows = connection.execute(
                "SELECT s.load_text, w.ended_ms IS NULL FROM sets s JOIN lift l ON l.id = s.lift_id"
                " JOIN workout w ON w.id = l.workout_id WHERE s.hidden = 0 ORDER BY s.at_ms, s.id"
            ).fetchall()
        assert rows == [("60", 0), ("80", 1)]
