"""Two sessions of a lift in the shell, against differences worked out by hand."""

from __future__ import annotations

from .conftest import Hinge


def _two_sessions(hinge: Hinge) -> None:
    hinge("log", "deadlift", "60x5 w", "100x5@8 f3", "100x5 f4", "--at", "2026-02-23 10:00")
    hinge("log", "deadlift", "60x5 w", "105x5@8 f4", "105x4 f4", "100x6", "--at", "2026-03-01 10:00")


def test_two_sessions_set_by_set(hinge: Hinge) -> None:
    _two_sessions(hinge)
    compared = hinge("compare", "deadlift", "--json").json
    assert (compared["earlier"]["date"], compared["later"]["date"]) == ("2026-02-23", "2026-03-01")
    assert [each["set"] for each in compared["sets"]] == ["w1", "1", "2", "3"]
    changes = [each["load_change"] and each["load_change"]["g"] for each in compared["sets"]]
    assert changes == [0, 5000, 5000, None]
    assert [each["reps_change"] for each in compared["sets"]] == [0, 0, -1, None]
    assert [each["form_change"] for each in compared["sets"]] == [None, 1, 0, None]
    assert compared["sets"][3]["earlier"] is None
    # 100 x 5 + 100 x 5 = 1000 kg; 105 x 5 + 105 x 4 + 100 x 6 = 525 + 420 + 600 = 1545 kg
    assert compared["earlier"]["volume_g"] == 1_000_000
    assert compared["later"]["volume_g"] == 1_545_000
    # Epley with two reps left: 100 x (1 + 7 / 30) = 123.333, 105 x (1 + 7 / 30) = 129.5
    assert compared["earlier"]["e1rm_g"] == 123_333
    assert compared["later"]["e1rm_g"] == 129_500
    assert (compared["earlier"]["form_quick"], compared["later"]["form_quick"]) == (3.5, 4.0)
    rows = hinge("compare", "deadlift").out.splitlines()
    assert any("100 x 5 @8" in row and "105 x 5 @8" in row and "+5 kg, form +1" in row for row in rows)
    assert any("not done" in row and "100 x 6" in row for row in rows)
    assert any("1,000 kg" in row and "1,545 kg" in row and "+545 kg" in row for row in rows)


def test_days_are_chosen_and_a_day_without_a_session_names_those_that_have_one(hinge: Hinge) -> None:
    _two_sessions(hinge)
    hinge("log", "deadlift", "110x3", "--at", "2026-03-02 10:00")
    chosen = hinge("compare", "deadlift", "2026-02-23", "--json").json
    assert (chosen["earlier"]["date"], chosen["later"]["date"]) == ("2026-02-23", "2026-03-02")
    turned = hinge("compare", "deadlift", "2026-03-01", "2026-02-23", "--json").json
    assert (turned["earlier"]["date"], turned["later"]["date"]) == ("2026-02-23", "2026-03-01")
    missing = hinge("compare", "deadlift", "2026-02-20")
    assert missing.code == 3
    assert "No session of Deadlift" in missing.err
    assert "23 Feb" in missing.err
    assert hinge("compare", "deadlift", "2026-02-23", "2026-02-23").code == 3
    assert hinge("compare", "rdl").code == 3


def test_below_each_other_where_both_do_not_fit(hinge: Hinge, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    _two_sessions(hinge)
    monkeypatch.setenv("COLUMNS", "40")
    rows = hinge("compare", "deadlift").out.splitlines()
    assert max(map(len, rows)) <= 40
    at = next(number for number, row in enumerate(rows) if "100 x 5 @8" in row)
    assert "105 x 5 @8" in rows[at + 1]
