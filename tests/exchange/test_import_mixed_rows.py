from __future__ import annotations

from collections.abc import Callable

import pytest

from hinge_log.exchange.parsed import ParsedFile
from hinge_log.training.workout import SetKind

Give = Callable[..., ParsedFile]

S5 = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
S2B = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
NEW = '2024-05-01 18:00:00,"A",1h,"Bench",1,60,5,0,0,,,\n'
OLD = '2019-05-01 18:00:00,"Old","Squat (Barbell)",1,100,5,0,0,"","",\n'


def seen(parsed: ParsedFile) -> list[tuple[str, str | None, int | None, str]]:
    return [(one.exercise, one.weight, one.reps, one.note) for one in parsed.all_sets()]


@pytest.mark.parametrize("content", [S5 + NEW + S2B + OLD, S2B + OLD + S5 + NEW])
def test_two_exports_joined_are_read_each_by_its_own_header(give: Give, content: str) -> None:
    parsed = give(content)
    assert sorted(seen(parsed), key=str) == [("Bench", "60", 5, ""), ("Squat (Barbell)", "100", 5, "")]
    assert parsed.skipped_rows == 0


def test_a_header_that_stands_twice_costs_nothing_but_itself(give: Give) -> None:
    parsed = give(S5 + NEW + S5 + NEW)
    assert (parsed.sets, parsed.skipped) == (2, [(3, "the header again")])


def test_what_stands_under_another_table_is_refused_and_said(give: Give) -> None:
    kg, lb = (
        f"title,start_time,end_time,exercise_title,set_index,set_type,weight_{unit},reps\n" for unit in ("kg", "lbs")
    )
    row = 'Legs,"1 May 2024, 18:00","1 May 2024, 19:00",Squat,0,normal,100,5\n'
    parsed = give(kg + row + lb + row * 2)
    assert (parsed.sets, parsed.records, parsed.skipped_rows) == (1, 4, 3)
    assert [line for line, _ in parsed.skipped] == [3, 4, 5]
    assert "line 3" in parsed.skipped[1][1]
    pounds = S5.replace("Weight", "Weight (lb)")
    assert give(S5 + NEW + pounds + NEW, unit="kg").skipped_rows == 2


def test_a_rest_timer_in_any_language_is_no_set(give: Give) -> None:
    parsed = give(S5 + NEW + '2024-05-01 18:00:00,"A",1h,"Bench",Minuteur de repos,0,0.0,0,120,,,\n')
    assert (parsed.sets, parsed.rest_rows, parsed.remarks) == (1, 1, [])


def test_a_mark_that_is_not_known_is_told_and_no_working_set(give: Give) -> None:
    parsed = give(S5 + NEW + NEW.replace(",1,60", ",É,20"))
    assert [one.kind for one in parsed.all_sets()] == [SetKind.WORKING]
    assert parsed.skipped == [(3, "set type 'É' is not known")]
