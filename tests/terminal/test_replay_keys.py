"""Sets of an export, logged again in the real app: the keys that are counted do what they are counted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.replay_keys import evenly, replay, report

pytestmark = pytest.mark.terminal

HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
DAYS = (
    ("2026-03-02", (("Deadlift (Barbell)", "W", 60, 5), ("Deadlift (Barbell)", 1, 100, 5))),
    (
        "2026-03-05",
        (
            ("Deadlift (Barbell)", "W", 60, 5),
            ("Deadlift (Barbell)", 1, 102.5, 5),
            ("Bent Over Row (Barbell)", 1, 45, 8),
            ("Deadlift (Barbell)", 2, 102.5, 5),
            ("Deadlift (Barbell)", 3, 137.5, 1),
        ),
    ),
)


def exported(folder: Path) -> Path:
    path = folder / "strong.csv"
    rows = (
        f'{day} 18:00:00,"Legs",40m,"{name}",{order},{weight},{reps},0,0,"","",\n'
        for day, sets in DAYS
        for name, order, weight, reps in sets
    )
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


def test_every_set_is_stored_as_it_was_by_the_keys_that_are_counted(tmp_path: Path) -> None:
    outcome = replay([exported(tmp_path)], 7)
    assert outcome.amiss == []
    keys = [each.way.keys for each in outcome.sets]
    assert keys[2] == ("space",)  # the warm-up as last time
    assert sorted(keys[3]) == [".", "space", "up"]  # last time's working set, one step heavier
    assert keys[5] == ("space",)  # the same again
    assert keys[6][0] == keys[6][-1] == "enter"
    assert "".join(keys[6][1:-1]) == "+35x1"  # shorter than 137.5x1
    assert [each.moves for each in outcome.sets] == [0, 0, 0, 0, 1, 1, 0]
    assert [each.way.source for each in outcome.sets][2:4] == ["last time", "last time"]
    assert {each.rated_by for each in outcome.sets} == {1}
    total = sum(len(each) for each in keys)
    assert next(report(outcome)) == f"7 sets: {total / 7:.2f} keys a set before it is rated (bound 2.25), " + (
        f"{total / 7 + 1:.2f} with it"
    )


def test_chosen_workouts_lie_evenly_and_are_no_more_than_are_needed() -> None:
    assert evenly([4] * 10, 12) == [1, 5, 8]
    assert evenly([4] * 10, 4) == [5]
    assert evenly([1, 2], 99) == [0, 1]
