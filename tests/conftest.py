"""No test sees the home folder, the settings, the log or the clock of whoever runs it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from hinge_log.exercises.catalogue import Catalogue, load
from hinge_log.store.safety import files
from hinge_log.store.store import Store
from tests.support import FakeClock

# A busy machine is no failure; a run that others must be able to repeat tries the same examples every time.
settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("steady")

_NUMBER = count()


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home folder; everything that names folders, language, colours or the time zone is set or gone."""
    folder = _homes / str(next(_NUMBER))
    folder.mkdir()
    for name in list(os.environ):
        if name.startswith(("HINGE_LOG_", "XDG_", "LC_", "TEXTUAL")) or name in ("NO_COLOR", "COLUMNS", "LINES"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    monkeypatch.setenv("HINGE_LOG_CONFIG", str(folder / "config" / "hinge-log"))
    monkeypatch.setenv("HINGE_LOG_DB", str(folder / "data" / "hinge-log" / "hinge-log.db"))
    monkeypatch.setenv("HINGE_LOG_DAILY_BACKUP", "0")  # no process that goes on after a test
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    # The system gives the number of a removed file to the next one, which may be no log.
    files._checked.clear()
    yield folder
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def clock() -> FakeClock:
    """Tuesday 10 March 2026, 18:00 in a place one hour ahead of UTC."""
    return FakeClock()


@pytest.fixture
def log_file(tmp_path: Path) -> Path:
    """Where a log may be made."""
    return tmp_path / "log" / "hinge-log.db"


@pytest.fixture
def store(log_file: Path, clock: FakeClock) -> Iterator[Store]:
    """A new log, open."""
    with Store(str(log_file), clock=clock) as opened:
        yield opened


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The exercises that come with the program."""
    return load()
