from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from hinge_log.exchange.parsed import ParsedFile
from hinge_log.training.workout import SetKind

Give = Callable[..., ParsedFile]


KG = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n'
)
LB = KG.replace("weight_kg", "weight_lbs").replace("distance_km", "distance_miles")


def test_kinds_groups_and_gaps(give: Give) -> None:
    parsed = give(
        KG + '"Lower 💪","9 Apr 2026, 17:18","9 Apr 2026, 18:05","good","Squat (Bar)",0,"",0,"warmup",60,6,,,\n'
        '"Lower 💪","9 Apr 2026, 17:18","9 Apr 2026, 18:05","good","Squat (Bar)",0,"",1,"normal",34.02,6,,,7.5\n'
        '"Lower 💪","9 Apr 2026, 17:18","9 Apr 2026, 18:05","good","Squat (Bar)",,"",2,"dropset",80,6,,,\n'
        '"Lower 💪","9 Apr 2026, 17:18","9 Apr 2026, 18:05","good","Squat (Bar)",,"",3,"failure",80,,,,\n'
        '"Lower 💪","9 Apr 2026, 17:18","9 Apr 2026, 18:05","good","Pull Up",1,"",0,"normal",,8,,,\n'
        '"Lower 💪","9 Apr 2026, 17:18","9 Apr 2026, 18:05","good","Run",,"",0,"normal",,,5.5,1800,\n'
    )
    sets = list(parsed.all_sets())
    assert [one.kind for one in sets[:4]] == [SetKind.WARMUP, SetKind.WORKING, SetKind.DROP, SetKind.FAILURE]
    assert [one.superset for one in sets] == [0, 0, None, None, 1, None]
    assert (sets[1].weight, sets[1].unit, sets[1].rpe) == ("34.02", "kg", 7.5)
    assert (sets[4].weight, sets[4].load()) == (None, None)
    assert (sets[5].distance_mm, sets[5].seconds, sets[5].reps) == (5_500_000, 1800, None)
    workout = parsed.workouts[0]
    assert (workout.name, workout.note, workout.duration_s) == ("Lower 💪", "good", 47 * 60)
    assert workout.ended == datetime(2026, 4, 9, 18, 5)


def test_pounds_and_miles(give: Give) -> None:
    parsed = give(LB + '"A","9 Apr 2026, 17:18","9 Apr 2026, 18:05","","Squat",,"",0,"normal",135.5,6,1,,\n')
    (one,) = list(parsed.all_sets())
    assert (parsed.unit, one.unit, one.weight, one.distance_mm) == ("lb", "lb", "135.5", 1_609_344)


def test_a_note_over_several_lines_stands_on_each_row_and_is_kept_once(give: Give) -> None:
    row = '"A","9 Nis 2026, 17:18","9 Nis 2026, 18:05","","Squat",,"slow, ""wide""\nand\r\ndeep",{},"normal",80,6,,,\n'
    parsed = give(KG + row.format(0) + row.format(1) + row.format(2).replace("80", "8O") + row.format(3))
    sets = list(parsed.all_sets())
    assert [one.note for one in sets] == ['slow, "wide"\nand\ndeep', "", ""]
    assert [one.line for one in sets] == [2, 5, 11]
    assert [line for line, _ in parsed.skipped] == [8]


@pytest.mark.parametrize("month", ["Oca", "ene", "janv.", "gen", "jan.", "sty", "Januar", "янв."])
def test_month_names_of_the_phone(give: Give, month: str) -> None:
    parsed = give(KG + f'"A","9 {month} 2026, 17:18","9 {month} 2026, 18:05","","Squat",,"",0,"normal",80,6,,,\n')
    assert parsed.workouts[0].start == datetime(2026, 1, 9, 17, 18)


def test_past_midnight_and_impossible_ends(give: Give) -> None:
    row = '"A","9 Apr 2026, 23:30","{}","","Squat",,"",0,"normal",80,6,,,\n'
    assert give(KG + row.format("10 Apr 2026, 00:10")).workouts[0].duration_s == 2400
    assert give(KG + row.format("9 Apr 2026, 00:10")).workouts[0].duration_s is None
    assert give(KG + row.format("")).workouts[0].duration_s is None


def test_an_older_export_with_fewer_columns(give: Give) -> None:
    parsed = give(
        "title,start_time,end_time,exercise_title,set_index,set_type,weight_kg,reps\n"
        'A,"9 Apr 2026, 17:18","9 Apr 2026, 18:05",Squat,0,normal,80,6\n'
    )
    assert (parsed.format, parsed.sets) == ("hevy", 1)


def test_quotes_in_an_unquoted_name_do_not_swallow_rows(give: Give) -> None:
    row = 'Day,"9 Apr 2026, 17:18","9 Apr 2026, 18:05",,Box Squat 12",,,0,normal,80,6,,,\n'
    parsed = give(KG + row * 3)
    assert [one.exercise for one in list(parsed.all_sets())] == ['Box Squat 12"'] * 3
