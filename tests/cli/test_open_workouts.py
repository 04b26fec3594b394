"""`open`: workouts that are open on two devices, from the shell."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Hinge


def test_both_are_shown_one_goes_on_and_they_are_joined(hinge: Hinge, tmp_path: Path) -> None:
    folder, phone = str(tmp_path / "shared"), ("--db", str(tmp_path / "phone" / "log.db"))
    (tmp_path / "phone").mkdir()
    hinge("sync", "setup", "folder", folder, "--name", "laptop")
    hinge(*phone, "sync", "setup", "folder", folder, "--name", "phone")
    hinge("log", "deadlift", "100x5")
    hinge(*phone, "log", "squat", "80x5")
    for _ in range(2):
        hinge("sync")
        hinge(*phone, "sync")
    said = hinge("today").out
    assert "Also open" in said
    assert "on phone" in said
    assert "Also open" in hinge("next").err
    assert "Also open" in hinge("status").err
    assert json.loads(hinge("status", "--json").out)["also_open"] == 1
    assert [each["device"] for each in json.loads(hinge("today", "--json").out)["also_open"]] == ["phone"]
    assert "squat" not in hinge("next").out.casefold()
    assert hinge("open", "2").code == 0
    assert "squat" in hinge("next").out.casefold()
    assert hinge("open", "7").code == 2
    assert hinge("open", "--join").code == 0
    assert len(json.loads(hinge("open", "--json").out)["workouts"]) == 1
    assert json.loads(hinge("today", "--json").out)["also_open"] == []
    assert hinge("open", "--join").code != 0
    hinge("undo")
    assert len(json.loads(hinge("open", "--json").out)["workouts"]) == 2
