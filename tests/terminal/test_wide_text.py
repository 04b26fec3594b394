"""Names and notes of two columns a character, or of several code points a column, leave every column where it was."""

from __future__ import annotations

import unicodedata
from itertools import product
from pathlib import Path

import pytest

from hinge_log.store.store import Store
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft
from tests.faults.figures import times
from tests.support import FakeClock
from tests.terminal.driver import Terminal
from tests.terminal.logs import StillClock
from tests.terminal.test_modes import MAIN, pressed

pytestmark = pytest.mark.terminal

NAMES = {
    "深蹲架": "abcdef",
    "x\u0323y\u0323\u0307z": "xyz",
    "데드q": "abcdq",
    "e\u0301cole": "ecole",
    "ｆｕｌｌ": "fullfull",
}
"""Names, and names of plain letters that take as many columns."""


def pages(home: Path, name: str, size: tuple[int, int]) -> dict[str, list[str]]:
    """Every screen with a lift of that name and notes that hold it, row by row, the name read as plain letters."""
    clock = StillClock(home)
    started = FakeClock("1970-01-01T00:00:00+00:00")
    started.advance(clock.ms / 1000)
    with Store(str(home / "log.db"), clock=started) as store:
        store.put_setting("first_run", True)
        draft = SetDraft(5, Load.of("60", "kg"), note=f"{name} {name} {name}")
        store.log_lift("own:lift", name, [draft, draft])
        workout = store.open_workout()
        assert workout is not None
        store.set_workout_note(workout.id, f"a {name} b {name} c")
    found = {}
    with Terminal(home, columns=size[0], rows=size[1], program=clock.program) as terminal:
        terminal.until("Resumed")
        for screen, keys in MAIN.items():
            if screen == "settings":
                continue  # names the folder
            cells = pressed(terminal, *keys)
            found[screen] = ["".join(cell[0] or "" for cell in row) for row in cells]
    return found


SIZES = [(80, 24), (140, 40), (48, 30), (48, 15)]


@pytest.mark.parametrize(
    ("name", "size"), times(list(zip(NAMES, SIZES[:2], strict=False)), list(product(NAMES, SIZES)))
)
def test_columns_stay_where_they_are(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    found: list[dict[str, list[str]]] = []
    for each in (name, NAMES[name]):
        home = tmp_path / "same length"[len(found)]
        home.mkdir()
        found.append(pages(home, each, size))
    for screen, rows in found[0].items():
        for row, wanted in zip(rows, found[1][screen], strict=True):
            read = row.replace(unicodedata.normalize("NFC", name), NAMES[name])
            if "…" in wanted or (not read.isascii() and wanted.isascii()):
                continue  # a name that is cut off is cut off at another place
            assert read == wanted, screen
