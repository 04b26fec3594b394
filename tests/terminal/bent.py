"""The program with something bent in it: `python -m tests.terminal.bent NAME=VALUE... [arguments of the program]`.

clock=FILE: the wall clock says what the file says, in milliseconds since 1970, in a place on UTC. A moment at which
the file is half written counts as the one before.
patience=SECONDS: an answer of the terminal is waited for so long.
crash=FILE: once the file is there, drawing fails as a mistake in the program would.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hinge_log import terminal
from hinge_log.__main__ import main
from hinge_log.clock import Moment, SystemClock
from hinge_log.training.rest import RestTimer, seconds_since
from hinge_log.training.workout import SetRecord


def bend_clock(file: str) -> None:
    """Have the wall clock said by a file."""
    said = [0]

    def now(_: SystemClock) -> Moment:
        text = Path(file).read_text(encoding="utf-8")
        if text.endswith("."):
            said[0] = int(text[:-1])
        return Moment(said[0], 0)

    def seconds(_: RestTimer, record: SetRecord | None) -> int:
        return seconds_since(record, SystemClock().now().utc_ms)

    SystemClock.now = now  # type: ignore[assignment,method-assign]  # that is the point
    RestTimer.seconds_since = seconds  # type: ignore[assignment,method-assign]  # the rest stands still with it


def bend_drawing(file: str) -> None:
    """Have drawing fail once a file is there."""
    from hinge_log.widgets.line_panel import LinePanel

    update_rows = LinePanel.update_rows

    def updated(panel: LinePanel) -> None:
        if os.path.exists(file):
            raise RuntimeError("bent")
        update_rows(panel)

    LinePanel.update_rows = updated  # type: ignore[assignment,method-assign]  # that is the point


def bend_patience(seconds: str) -> None:
    """Have answers of the terminal waited for so long."""
    terminal.ask.__defaults__ = (float(seconds),)


BENDS = {"clock": bend_clock, "crash": bend_drawing, "patience": bend_patience}

if __name__ == "__main__":
    words = sys.argv[1:]
    while words and words[0].partition("=")[0] in BENDS:
        name, _, path = words.pop(0).partition("=")
        BENDS[name](path)
    sys.argv = ["hinge-log", *words]
    sys.exit(main())
