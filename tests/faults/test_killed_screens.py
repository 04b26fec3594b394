from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.figures import figure, times
from tests.faults.screens import kill_screens

pytestmark = pytest.mark.terminal


def test_a_killed_window_has_saved_what_it_showed_as_saved_and_goes_on_where_it_was(tmp_path: Path) -> None:
    kills = times(10, 200)
    found = kill_screens(kills, tmp_path, random.Random(11))
    figure("kill -9 of the screens", **found)
    assert found["kills"] == kills
    assert found["shown as saved"] > kills
    assert (found["lost"], found["half done"], found["not resumed"], found["faults"]) == (0, 0, 0, 0)
