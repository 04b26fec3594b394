"""Logs and clocks for the program in a terminal."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from hinge_log.store.store import Store
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft
from tests.support import FakeClock
from tests.terminal.driver import Terminal

NOON_MS = 1_773_140_400_000
"""2026-03-10 11:00 UTC."""
KEPT = ("exercise", "workout", "lift", "sets", "everyday", "setting")
"""The tables that hold what a person wrote."""


class StillClock:
    """A wall clock that the program under test reads from a file; it stands still until it is moved."""

    def __init__(self, home: Path, ms: int = NOON_MS) -> None:
        self.file = home / "clock"
        self.ms = ms
        self.move(0)

    def move(self, seconds: float) -> None:
        """Set it on or back."""
        self.ms += round(seconds * 1000)
        self.file.write_text(f"{self.ms}.", encoding="utf-8")

    @property
    def program(self) -> tuple[str, ...]:
        """The command that runs the program with this clock."""
        return sys.executable, "-m", "tests.terminal.bent", f"clock={self.file}"


def begun(home: Path, *, sets: int = 1, ms: int | None = None, **settings: object) -> None:
    """A log with a deadlift in progress; `settings` are kept in it."""
    clock = None
    if ms is not None:
        clock = FakeClock()
        clock.set("1970-01-01T00:00:00+00:00")
        clock.advance(ms / 1000)
    with Store(str(home / "log.db"), clock=clock) as store:
        store.put_setting("first_run", True)
        for name, value in settings.items():
            store.put_setting(name, value)
        store.log_lift("deadlift-conventional", "Conventional deadlift", [SetDraft(5, Load.of("60", "kg"))] * sets)


def configured(home: Path, *lines: str) -> None:
    """Write a settings file."""
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "settings.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def contents(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that a person wrote and did not take back or delete, table by table: those rows stay, hidden."""
    with closing(sqlite3.connect(f"file:{home / 'log.db'}?mode=rw", uri=True)) as connection:
        return {name: sorted(connection.execute(f"SELECT * FROM {name} WHERE hidden = 0"), key=repr) for name in KEPT}


def shown_sets(home: Path) -> list[str]:
    """The ids of the sets that are not deleted."""
    with closing(sqlite3.connect(f"file:{home / 'log.db'}?mode=rw", uri=True)) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM sets WHERE hidden = 0 ORDER BY at_ms, id")]


def go(terminal: Terminal, letter: str) -> str:
    """Go to a main screen by its letter of the go menu."""
    terminal.press("g")
    terminal.until("Go to")
    terminal.press(letter)
    return terminal.settled()
