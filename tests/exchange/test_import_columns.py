from __future__ import annotations

from collections.abc import Callable

import pytest

from hinge_log.exchange.mapping import Mapping, propose
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.training.workout import SetKind

Give = Callable[..., ParsedFile]


@pytest.mark.parametrize(
    ("column", "unit"),
    [
        ("Weight in kg", "kg"),
        ("Weight kgs", "kg"),
        ("Weight (in kg)", "kg"),
        ("weightKg", "kg"),
        ("Gewicht in kg", "kg"),
        ("Peso en kg", "kg"),
        ("Вес, кг", "kg"),
        ("Load [lb]", "lb"),
        ("Weight lbs", "lb"),
        ("Weight/lbs", "lb"),
    ],
)
def test_a_weight_s_column_may_name_its_unit_in_any_way(give: Give, column: str, unit: str) -> None:
    parsed = give(f"Date;Exercise;{column};Reps\n2024-05-01;Deadlift;100;5\n")
    assert [(one.weight, one.unit, one.reps) for one in parsed.all_sets()] == [("100", unit, 5)]
    assert (parsed.unit, parsed.columns[column]) == (unit, "weight")


def test_a_map_need_not_repeat_the_unit_that_the_column_names(give: Give) -> None:
    header = ("Date", "Exercise", "Weight in kg", "Reps")
    assert propose(header) == Mapping(date="Date", exercise="Exercise", weight="Weight in kg", reps="Reps", unit="kg")
    assert propose(("Date", "Exercise", "Body weight in kg", "Reps")).weight == ""


@pytest.mark.parametrize("column", ["Weight (kg/lb)", "Weight kg/lb", "Weight"])
def test_a_column_of_two_units_says_none(give: Give, column: str) -> None:
    assert give(f"Date,Exercise,{column},Reps\n2024-05-01,Deadlift,100,5\n").unit is None


@pytest.mark.parametrize(("column", "distance"), [("Distance in m", 400_000), ("Distance_km", 400_000_000)])
def test_a_distance_s_column_may_name_its_unit(give: Give, column: str, distance: int) -> None:
    parsed = give(f"Date,Exercise,Weight (kg),Reps,{column}\n2024-05-01,Carry,40,,400\n")
    assert [one.distance_mm for one in parsed.all_sets()] == [distance]


def test_of_kilograms_and_pounds_the_filled_one_is_taken(give: Give) -> None:
    parsed = give(
        "Date,Exercise,Weight (kg),Weight (lbs),Reps\n"
        "2024-05-01,Deadlift,100,,5\n2024-05-01,Bench,,135,6\n2024-05-01,Row,0,95,7\n2024-05-01,Squat,60,132.3,8\n"
        "2024-05-01,Pull-up,,,9\n"
    )
    assert [(one.weight, one.unit, one.reps) for one in parsed.all_sets()] == [
        ("100", "kg", 5), ("135", "lb", 6), ("95", "lb", 7), ("60", "kg", 8), (None, None, 9),
    ]  # fmt: skip
    assert parsed.unit is not None
    assert (parsed.columns["Weight (kg)"], parsed.columns["Weight (lbs)"]) == ("weight", "other weight")
    saved = Mapping.from_json(propose(("Date", "Exercise", "kg", "lb", "Reps")).to_json())
    assert (saved.weight, saved.other_weight, saved.unit) == ("kg", "lb", "")


@pytest.mark.parametrize("header", ["Sets x Reps", "Sets×Reps", "Sets X Reps", "Sets/Reps", "Sätze x Wdh"])
@pytest.mark.parametrize("value", ["3x5", "3 x 5", "3×5", "3X5"])
def test_sets_and_reps_in_one_column_are_so_many_sets(give: Give, header: str, value: str) -> None:
    for columns, cells in (
        (f"{header};Weight (kg)", f"{value};100"),
        (f"Weight (kg);{header};Reps", f"100;{value};15"),
    ):
        parsed = give(f"Date;Exercise;{columns}\n2024-05-01;Deadlift;{cells}\n")
        assert [(one.weight, one.unit, one.reps) for one in parsed.all_sets()] == [("100", "kg", 5)] * 3
    parsed = give(f"Date;Exercise;{header}\n2024-05-01;Push-up;{value}\n")
    assert [(one.weight, one.reps) for one in parsed.all_sets()] == [(None, 5)] * 3
    assert parsed.columns[header] == "reps"


@pytest.mark.parametrize(
    "header", ["Warmup?", "Is Warm-up", "Warm-up", "Warm Up?", "isWarmup", "Aufwärmen", "Échauffement"]
)
@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ("ja", "nein"), ("WAHR", "FALSCH"), ("oui", "non"), ("VRAI", "FAUX"), ("si", "no"), ("sí", "no"), ("SÌ", "NO"),
        ("VERO", "FALSO"), ("VERDADERO", "FALSO"), ("sim", "não"), ("tak", "nie"), ("evet", "hayır"), ("EVET", "HAYIR"),
        ("TRUE", "FALSE"), ("1", "0"), ("x", ""), ("Warm-up", "Working"),
    ],
)  # fmt: skip
def test_warmups_are_marked_in_many_languages(give: Give, header: str, yes: str, no: str) -> None:
    parsed = give(
        f"Date,Exercise,Weight (kg),Reps,{header}\n2024-05-01,Deadlift,60,5,{yes}\n2024-05-01,Deadlift,100,5,{no}\n"
    )
    assert [one.kind for one in parsed.all_sets()] == [SetKind.WARMUP, SetKind.WORKING]
    assert parsed.columns[header] == "warmup"
    assert parsed.remarks == []


def test_a_mark_of_a_warmup_that_is_not_understood_is_told(give: Give) -> None:
    parsed = give("Date,Exercise,Weight (kg),Reps,Warmup?\n2024-05-01,Deadlift,60,5,perhaps\n")
    assert [one.kind for one in parsed.all_sets()] == [SetKind.WORKING]
    assert parsed.remarks == [(2, "warm-up 'perhaps' is neither yes nor no")]


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        ("W1", SetKind.WARMUP),
        ("w", SetKind.WARMUP),
        ("WU", SetKind.WARMUP),
        ("Warm-up 1", SetKind.WARMUP),
        ("Warmup Set 2", SetKind.WARMUP),
        ("D1", SetKind.DROP),
        ("Drop", SetKind.DROP),
        ("Drop set 1", SetKind.DROP),
        ("F", SetKind.FAILURE),
        ("1", SetKind.WORKING),
        ("Top", SetKind.WORKING),
    ],
)
def test_the_number_of_a_set_may_say_what_it_was_for(give: Give, mark: str, kind: SetKind) -> None:
    parsed = give(f"Date,Exercise,Set,Weight (kg),Reps\n2024-05-01,Deadlift,{mark},60,5\n")
    assert [one.kind for one in parsed.all_sets()] == [kind]
    parsed = give(f"Date,Exercise,Set,Type,Weight (kg),Reps\n2024-05-01,Deadlift,{mark},Strength,60,5\n")
    assert [one.kind for one in parsed.all_sets()] == [kind]


@pytest.mark.parametrize(
    ("text", "reps", "seconds"),
    [
        ("45s", None, 45),
        ("45 sec", None, 45),
        ("45 Sek.", None, 45),
        ("0:45", None, 45),
        ("1:30", None, 90),
        ("1 min 30 s", None, 90),
        ("2 min", None, 120),
        ("8 reps", 8, None),
        ("8 Wdh.", 8, None),
        ("8.0", 8, None),
    ],
)
def test_a_hold_among_reps_is_a_time(give: Give, text: str, reps: int | None, seconds: int | None) -> None:
    parsed = give(f"Date,Exercise,Weight (kg),Reps\n2024-05-01,Plank,,{text}\n")
    assert [(one.reps, one.seconds) for one in parsed.all_sets()] == [(reps, seconds)]
    parsed = give(f"Date,Exercise,Weight (kg),Sets x Reps\n2024-05-01,Plank,,2x{text}\n")
    assert [(one.reps, one.seconds) for one in parsed.all_sets()] == [(reps, seconds)] * 2


@pytest.mark.parametrize("text", ["20m", "400 meters", "AMRAP", "8-10"])
def test_what_are_no_reps_is_told(give: Give, text: str) -> None:
    parsed = give(f"Date,Exercise,Weight (kg),Reps\n2024-05-01,Carry,40,{text}\n")
    assert (parsed.sets, parsed.skipped_rows) == (0, 1)
    assert parsed.skipped[0][1].startswith(f"reps '{text}'")


@pytest.mark.parametrize(
    ("text", "grams", "body"),
    [
        ("BW", None, False),
        ("bodyweight", None, False),
        ("Body weight", None, False),
        ("BW+0", None, False),
        ("BW+10", 10_000, False),
        ("BW + 10 kg", 10_000, False),
        ("BW-20", -20_000, True),
        ("BW\u221220", -20_000, True),
        ("\u221220", -20_000, True),
        ("-20 kg", -20_000, True),
    ],
)
def test_a_weight_may_count_from_bodyweight(give: Give, text: str, grams: int | None, body: bool) -> None:
    parsed = give(f"Date,Exercise,Weight (kg),Reps\n2024-05-01,Pull-up,{text},5\n2024-05-01,Squat,100,5\n")
    pull_up, squat = parsed.all_sets()
    load, other = pull_up.load("kg"), squat.load("kg")
    assert (load.grams if load else None, load.body if load else False, pull_up.reps) == (grams, body, 5)
    assert other is not None
    assert other.grams == 100_000
    assert [line for line, _ in parsed.remarks] == ([2] if grams == 10_000 else [])


@pytest.mark.parametrize(("text", "weight"), [("1.5 BW", None), ("80% BW", None), ("3 plates", "3")])
def test_a_weight_that_is_not_in_a_unit_is_told(give: Give, text: str, weight: str | None) -> None:
    parsed = give(f"Date,Exercise,Weight (kg),Reps\n2024-05-01,Squat,{text},5\n")
    assert [(one.weight, one.reps) for one in parsed.all_sets()] == [(weight, 5)]
    assert [line for line, _ in parsed.remarks] == [2]
