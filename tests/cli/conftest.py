from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hinge_log.cli.main import run
from hinge_log.clock import Moment

DAY_MS = 86_400_000
NOON = 1_772_452_800_000  # 2026-03-02 12:00 UTC, a Monday


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.utc_ms = NOON

    def now(self) -> Moment:
        return Moment(self.utc_ms, 60)

    def monotonic(self) -> float:
        return self.utc_ms / 1000

    def pass_(self, *, seconds: int = 0, days: int = 0) -> None:
        self.utc_ms += seconds * 1000 + days * DAY_MS


@dataclass
class Said:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Hinge = Callable[..., Said]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def log_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "log.db"
    monkeypatch.setenv("HINGE_LOG_DB", str(path))
    monkeypatch.setenv("HINGE_LOG_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    monkeypatch.delenv("_HINGE_LOG_COMPLETE", raising=False)
    return path


@pytest.fixture
def hinge(log_file: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> Hinge:
    """Run a command line in this process; gives its exit code and what it printed."""

    def call(*words: str) -> Said:
        capsys.readouterr()
        clock.pass_(seconds=1)
        code = run(list(words), clock=clock)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return call
