from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinge_log.exchange.parsed import ParsedFile, guess_unit
from hinge_log.exchange.preview import preview_import
from hinge_log.exercises import catalogue

Give = Callable[..., ParsedFile]


HEADER = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n"


def _file(weights: list[str], reps: int = 5) -> str:
    return HEADER + "".join(
        f'2026-04-24 09:40:00,"A",51m,"Squat (Barbell)",{n},{weight},{reps},0,0,\n'
        for n, weight in enumerate(weights, 1)
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.decimals(0, 9_999, places=14), st.integers(0, 99)), min_size=1, max_size=8))
def test_volume_is_exact_to_the_last_digit(give: Give, sets: list[tuple[Decimal, int]]) -> None:
    content = HEADER + "".join(f'2026-04-24 09:40:00,"A",51m,"Squat",1,{w:f},{r},0,0,\n' for w, r in sets)
    result = preview_import(give(content), catalogue.load()).result()
    assert Decimal(result.volume) == sum((w * r for w, r in sets), Decimal(0))
    assert result.sets == len(sets)


@pytest.mark.parametrize(
    ("weights", "unit"),
    [
        (["60", "80", "100", "102.5", "107.5", "110", "62.5", "90", "120", "140"], "kg"),
        (["135", "185", "225", "245", "275", "315", "95", "155", "205", "255"], "lb"),
        (["44.09245243697551", "66.13867865546327", "154.3235835294143"] * 4, "lb"),
        (["6.80388555", "61.23496995", "102.05828325"] * 4, "kg"),
        (["100"], None),
        (["0"] * 20, None),
    ],
)
def test_plates_hint_at_the_unit(give: Give, weights: list[str], unit: str | None) -> None:
    assert guess_unit(give(_file(weights))) == unit
