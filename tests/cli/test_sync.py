"""`sync`: two devices meet in a folder."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Hinge

STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    '2024-05-01 23:30:00,"Evening",1h 10m,"Deadlift (Barbell)",1,100.25,5,0,0,"","",8.5\n'
    '2024-05-01 23:30:00,"Evening",1h 10m,"Chest Press",1,40,10,0,0,"","",\n'
)


def test_two_devices_have_each_others_sets_and_imports(hinge: Hinge, tmp_path: Path) -> None:
    folder, phone = str(tmp_path / "shared"), str(tmp_path / "phone" / "log.db")
    Path(phone).parent.mkdir()
    strong = tmp_path / "strong.csv"
    strong.write_text(STRONG)
    hinge("log", "deadlift", "100x5")
    assert "Sync is set up" in hinge("sync", "setup", "folder", folder, "--name", "laptop").out
    assert hinge("--db", phone, "sync", "setup", "folder", folder, "--name", "phone").code == 0
    hinge("import", str(strong), "--unit", "kg", "--yes")
    hinge("--db", phone, "log", "deadlift", "120x2")
    assert "1 not sent yet" in hinge("--db", phone, "sync", "status").out
    for _ in range(2):
        assert hinge("sync").code == 0
        assert hinge("--db", phone, "sync").code == 0
    loads = [
        sorted(str(row["load"]) for row in sets(hinge, *where)) for where in ((), ("--db", phone))
    ]  # fmt: skip
    assert loads[0] == loads[1]
    assert len(loads[0]) == 4
    # What came in by the other device's import is known here.
    assert "0 new, 2 already there" in hinge("--db", phone, "import", str(strong), "--unit", "kg", "--dry-run").out
    assert "No conflicts." in hinge("sync", "conflicts").out
    names = {each["name"] for each in json.loads(hinge("sync", "devices", "--json").out)["devices"]}
    assert names == {"laptop", "phone"}


def sets(hinge: Hinge, *where: str) -> list[dict[str, object]]:
    out = hinge(*where, "export", "--format", "csv", "-o", "-").out
    head, *rows = out.splitlines()
    names = head.split(",")
    place = next(number for number, name in enumerate(names) if name in ("load", "weight", "kg", "load_kg"))
    return [{"load": row.split(",")[place]} for row in rows]


def test_sync_that_is_not_set_up_says_how(hinge: Hinge) -> None:
    hinge("log", "deadlift", "100x5")
    refused = hinge("sync")
    assert refused.code != 0
    assert "hinge-log sync setup folder PATH" in refused.err
    assert json.loads(hinge("sync", "status", "--json").out)["set_up"] is False
