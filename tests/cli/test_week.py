"""Weekly volume in the shell, against sums worked out by hand."""

from __future__ import annotations

from .conftest import Hinge


def test_working_sets_by_pattern_and_muscle(hinge: Hinge) -> None:
    hinge("log", "deadlift", "60x5", "w", "--at", "2026-02-24 10:00")
    hinge("log", "deadlift", "100x5", "100x5", "--at", "2026-02-24 10:00")
    hinge("log", "goblet squat", "24x8", "--at", "2026-02-10 10:00")
    hinge("log", "deadlift", "100x5", "100x5", "100x5")
    found = hinge("week", "--json").json
    assert found["week"] == "2026-03-02"
    assert found["patterns"] == {"hinge": {"this_week": 3, "mean": 0.5}, "squat": {"this_week": 0, "mean": 0.25}}
    assert found["muscles"]["hamstrings"] == {"this_week": 3, "mean": 0.5}
    shown = hinge("week").out
    assert "hinge" in shown
    assert "(0.5)" in shown


def test_a_new_log_is_told_what_will_be_counted(hinge: Hinge) -> None:
    hinge("log", "drill-wall-hinge", "18cm x 8")
    shown = hinge("week")
    assert shown.code == 0
    assert "Log one to see it counted here." in shown.out
