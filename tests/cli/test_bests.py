from __future__ import annotations

from .conftest import FixedClock, Hinge


def session(hinge: Hinge, clock: FixedClock, *sets: str) -> str:
    clock.pass_(days=3)
    hinge("log", "deadlift", *sets)
    return hinge("finish").out


def test_a_first_session_has_no_records_and_a_heavier_one_says_what_it_beat(hinge: Hinge, clock: FixedClock) -> None:
    assert "Records" not in session(hinge, clock, "60x5", "w", "100x5")

    said = session(hinge, clock, "102.5x5")
    assert "Records\n  Deadlift: 102.5 kg x 5, up from 100 kg x 5 on 5 Mar\n" in said
    assert "estimated maximum 119.6 kg, up from 116.7 kg" in said
    assert "session volume 512 kg, up from 500 kg" in said
    assert "Records" not in session(hinge, clock, "102.5x5")


def test_a_record_is_said_as_it_is_logged_and_stands_in_its_row(hinge: Hinge, clock: FixedClock) -> None:
    session(hinge, clock, "100x5", "held")
    clock.pass_(days=1)
    assert "100 kg x 5. undo" in hinge("log", "deadlift", "100x5").out
    assert hinge("log", "deadlift", "110x5").out == "Deadlift set 2: 110 kg x 5. Record. undo: hinge-log undo\n"
    assert "form 4. Clean record. undo" in hinge("log", "deadlift", "105x5 held").out
    assert hinge("log", "deadlift", "110x6", "--json").json["record"] == "record"
    rows = hinge("today").out.splitlines()
    assert [row.endswith("record") for row in rows if row.startswith("   ")][:4] == [False, True, True, True]


def test_records_are_there_for_scripts(hinge: Hinge, clock: FixedClock) -> None:
    session(hinge, clock, "100x5")
    clock.pass_(days=1)
    hinge("log", "deadlift", "105x3")

    found = hinge("finish", "--json").json["records"]
    assert [each["kind"] for each in found] == ["load"]
    assert found[0]["load"]["g"] == 105_000
    assert found[0]["before"]["load"]["g"] == 100_000


def test_the_history_of_a_lift_begins_with_its_bests(hinge: Hinge, clock: FixedClock) -> None:
    session(hinge, clock, "110x3", "100x5")

    out = hinge("history", "--lift", "deadlift").out
    assert out.startswith("Deadlift, best\n")
    assert "  3 reps" in out
    assert "110 kg" in out
    plain = hinge("history", "--lift", "deadlift", "--plain").out
    assert plain.startswith("best\t3 reps\t110 kg\t5 Mar\n")
    kinds = [each["kind"] for each in hinge("history", "--lift", "deadlift", "--json").json["best"]]
    assert kinds == ["load", "load", "e1rm", "volume"]


def test_the_other_formula_gives_the_other_estimate(hinge: Hinge, clock: FixedClock) -> None:
    session(hinge, clock, "100x5")
    assert "116.7 kg" in hinge("history", "--lift", "deadlift").out

    hinge("config", "set", "formula", "brzycki")
    assert "112.5 kg" in hinge("history", "--lift", "deadlift").out


def test_what_to_take_next_time_is_told_with_its_reason(hinge: Hinge, clock: FixedClock) -> None:
    session(hinge, clock, "100x5", "f3")

    said = session(hinge, clock, "100x5", "f3")
    assert "Next time\n  Deadlift, stay at 100 kg: form was 3\n" in said
