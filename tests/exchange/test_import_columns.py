from __future__ import annotations

from collections.abc import Callable

import pytest

from hinge_log.exchange.generic import Mapping, propose
from hinge_log.exchange.parsed import ParsedFile

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
