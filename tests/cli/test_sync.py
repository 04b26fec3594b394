"""`sync`: two devices meet in a folder."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from hinge_log.store.plans import all_plans, put_plan
from hinge_log.store.store import Store
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


def two_devices(hinge: Hinge, tmp_path: Path) -> tuple[str, str]:
    """A laptop and a phone that sync; gives the words that name the phone's log."""
    folder, phone = str(tmp_path / "shared"), ("--db", str(tmp_path / "phone" / "log.db"))
    (tmp_path / "phone").mkdir()
    hinge("sync", "setup", "folder", folder, "--name", "laptop")
    hinge(*phone, "sync", "setup", "folder", folder, "--name", "phone")
    return phone


def meet(hinge: Hinge, phone: tuple[str, str]) -> None:
    for _ in range(2):
        assert hinge("sync").code == 0
        assert hinge(*phone, "sync").code == 0


@pytest.mark.parametrize("decision", ["--keep", "--use"])
def test_a_conflict_is_listed_with_both_values_and_decided_for_all_devices(
    hinge: Hinge, tmp_path: Path, decision: str
) -> None:
    phone = two_devices(hinge, tmp_path)
    hinge("log", "deadlift", "100x5")
    meet(hinge, phone)
    hinge("edit", "last", "105x5")
    hinge(*phone, "edit", "last", "110x5")
    meet(hinge, phone)
    said = hinge("sync", "conflicts").out
    assert "105 kg" in said
    assert "110 kg" in said
    assert "laptop" in said
    assert "phone" in said
    (conflict,) = json.loads(hinge("sync", "conflicts", "--json").out)["conflicts"]
    assert hinge("sync", "conflicts", decision, "2").code == 2
    assert hinge("sync", "conflicts", decision, "1").code == 0
    assert "No conflicts." in hinge("sync", "conflicts").out
    meet(hinge, phone)
    wanted = conflict["other" if decision == "--use" else "kept"]["load_text"]
    for where in ((), phone):
        assert "No conflicts." in hinge(*where, "sync", "conflicts").out
        assert [row["load"] for row in sets(hinge, *where)] == [wanted]
    assert hinge("undo").code == 0


def test_a_plan_changed_on_both_sides_keeps_a_second_version_named_with_the_device(
    hinge: Hinge, tmp_path: Path
) -> None:
    phone = two_devices(hinge, tmp_path)
    plan = tmp_path / "plan.toml"

    def write(reps: int) -> None:
        plan.write_text(
            f'name = "Mine"\n[[day]]\nname = "A"\n[[day.lift]]\nexercise = "deadlift"\nsets = "100x{reps}"\n'
        )

    write(5)
    assert hinge("plans", "add", str(plan)).code == 0
    meet(hinge, phone)
    for where, reps in (((), 3), (phone, 8)):
        with Store(where[1] if where else os.environ["HINGE_LOG_DB"]) as store:
            (known,) = all_plans(store)
            lift = known.days[0].lifts[0]
            changed = replace(lift, sets=(replace(lift.sets[0], reps=reps),))
            put_plan(store, replace(known, days=(replace(known.days[0], lifts=(changed,)),)))
    meet(hinge, phone)
    meet(hinge, phone)
    shown_plans = [hinge(*where, "plans", "--json").out for where in ((), phone)]
    assert json.loads(shown_plans[0])["plans"] == json.loads(shown_plans[1])["plans"]
    names = [each["name"] for each in json.loads(shown_plans[0])["plans"]]
    assert len(names) == 2
    assert "Mine" in names
    assert {"Mine (laptop)", "Mine (phone)"} & set(names)
    texts = "".join(hinge("plans", "show", name).out for name in names)
    assert "x 3" in texts or "x3" in texts
    assert "x 8" in texts or "x8" in texts
