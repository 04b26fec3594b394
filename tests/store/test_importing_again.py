"""Later exports of a log that was edited in the other app."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hinge_log.exchange.detect import read
from hinge_log.exchange.import_remarks import import_remarks
from hinge_log.exchange.preview import ImportPreview, ImportResult, preview_import
from hinge_log.exercises import catalogue
from hinge_log.store.importing import ImportLog, add_import, kept_columns, kept_names, known_identities, take_back
from hinge_log.store.store import Store
from tests.content import content_hash
from tests.support import work

HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
HEVY = "title,start_time,end_time,exercise_title,set_index,set_type,weight_kg,reps\n"
Bring = Callable[..., tuple[ImportPreview, ImportResult]]
BERLIN = ZoneInfo("Europe/Berlin")


def row(
    weight: str, reps: int, *, name: str = "Evening", exercise: str = "Bench", at: str = "2024-05-01 18:00:00"
) -> str:
    return f'{at},"{name}",1h,"{exercise}",1,{weight},{reps},0,0,,,\n'


@pytest.fixture
def bring(store: Store, tmp_path: Path) -> Bring:
    """Import rows of a Strong file."""

    def made(
        rows: str, *, head: str = HEAD, unit: str = "kg", take_changed: bool = False, remove_gone: bool = False
    ) -> tuple[ImportPreview, ImportResult]:
        path = tmp_path / "export.csv"
        path.write_text(head + rows)
        parsed = read(path, unit=unit)
        plan = preview_import(
            parsed, catalogue.load(), known=known_identities(store), log=ImportLog(store),
            earlier=kept_names(store, parsed.app), own=store.own_exercises(), file=path.name, sha256="ab",
        )  # fmt: skip
        plan.choose_changes(take_changed=take_changed, remove_gone=remove_gone)
        before = plan.result()
        result = add_import(store, plan, zone=BERLIN)
        assert (before.sets, before.differing, before.held_back) == (result.sets, result.differing, result.held_back)
        return plan, result

    return made


def loads(store: Store) -> list[list[str]]:
    found = []
    for line in store.workouts():
        workout = store.workout(line.id)
        assert workout is not None
        found.append([one.what.load.text for one in workout.sets if one.what.load])
    return found


FIRST = row("60", 5) + row("60", 5) + row("100", 5, exercise="Deadlift (Barbell)")


def test_a_renamed_workout_does_not_come_in_twice(store: Store, bring: Bring) -> None:
    bring(FIRST)
    plan, result = bring(FIRST.replace("Evening", "Push"))
    assert (result.sets, result.already_there, result.renamed, result.same_start) == (0, 3, 1, 0)
    assert "1 workout in the file has another name in the log; the log's name is kept" in import_remarks(plan)
    _, grown = bring(FIRST.replace("Evening", "Push") + row("70", 5, name="Push"))
    assert (grown.sets, grown.new_workouts) == (1, 0)
    assert loads(store) == [["60", "60", "100", "70"]]


def test_two_workouts_at_one_second_are_never_taken_for_one(store: Store, bring: Bring) -> None:
    bring(FIRST)
    _, result = bring(FIRST + FIRST.replace("Evening", "Push"))
    assert (result.sets, result.renamed, result.same_start) == (3, 0, 1)
    _, third = bring(FIRST.replace("Evening", "Pull"))
    assert (third.sets, third.renamed, third.same_start) == (3, 0, 1)


def test_a_set_that_was_inserted_does_not_shift_the_others(store: Store, bring: Bring) -> None:
    bring(FIRST)
    plan, result = bring(row("40", 8) + FIRST)
    assert (result.sets, result.differing, result.held_back) == (0, 1, 1)
    assert loads(store) == [["60", "60", "100"]]
    assert any(
        line.startswith("1 set in the file differs from the log; the log's values are kept")
        for line in import_remarks(plan)
    )


def test_a_set_that_was_corrected_there_is_told_and_not_changed(store: Store, bring: Bring) -> None:
    bring(FIRST)
    _, result = bring(FIRST.replace(",100,", ",150,"))
    assert (result.sets, result.differing) == (0, 1)
    assert loads(store) == [["60", "60", "100"]]


def test_the_same_file_in_another_unit_differs_in_every_set(bring: Bring) -> None:
    bring(FIRST)
    assert bring(FIRST, unit="lb")[1].differing == 3


def test_what_was_edited_here_does_not_hold_new_sets_back(store: Store, bring: Bring) -> None:
    bring(FIRST)
    workout = store.workout(store.workouts()[0].id)
    assert workout is not None
    store.edit_set(workout.sets[0].id, work("200", 1))
    store.delete_set(workout.sets[1].id)
    _, result = bring(FIRST + row("70", 5))
    assert (result.sets, result.differing, result.held_back) == (1, 0, 0)


def test_distances_holds_and_assistance_that_stayed_do_not_differ(store: Store, bring: Bring) -> None:
    rows = (
        '2024-05-01 18:00:00,"A",1h,"Running",1,0,0,2.5,600,,,\n2024-05-01 18:00:00,"A",1h,"Plank",1,0,0,0,60,,,\n'
        '2024-05-01 18:00:00,"A",1h,"Pull Up (Assisted)",1,-20,5,0,0,,,\n'
        '2024-05-01 18:00:00,"A",1h,"Curl",1,44.09245243697551,5,0,0,,,\n'
    )
    for unit in ("kg", "lb"):
        bring(rows.replace("2024", "2023" if unit == "lb" else "2024"), unit=unit)
        _, result = bring(rows.replace("2024", "2023" if unit == "lb" else "2024"), unit=unit)
        assert (result.already_there, result.differing) == (4, 0)


def test_new_sets_in_workouts_of_the_log_are_told(bring: Bring) -> None:
    bring(FIRST)
    plan, result = bring(FIRST.replace("Bench", "My Bench"))
    assert result.sets == 2
    assert any(line.startswith("2 new sets in workouts already in the log") for line in import_remarks(plan))


def test_the_same_training_out_of_another_app_is_told(bring: Bring) -> None:
    bring(FIRST)
    plan, result = bring('Legs,"1 May 2024, 18:00","1 May 2024, 19:00",Squat,0,normal,100,5\n', head=HEVY)
    assert (result.sets, result.same_start) == (1, 1)
    assert any(line.startswith("1 workout starts in the same minute as another") for line in import_remarks(plan))
    _, later = bring('Legs,"1 May 2024, 18:01","1 May 2024, 19:00",Squat,0,normal,100,5\n', head=HEVY)
    assert later.same_start == 0


def test_columns_that_were_named_are_kept_with_the_import(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Date,Exercise,Weight (kg),Reps\n2024-05-01,Deadlift,100,5\n")
    plan = preview_import(
        read(path), catalogue.load(), file="x.csv", sha256="ab", mapping=("the header", '{"date": "Date"}')
    )
    add_import(store, plan, zone=BERLIN)
    assert kept_columns(store, "the header") == '{"date": "Date"}'
    take_back(store)
    assert kept_columns(store, "the header") is None


def test_an_app_that_was_set_to_another_language_brings_nothing_twice(store: Store, bring: Bring) -> None:
    rows = '"Legs","7 May 2026, 10:14","7 May 2026, 11:00","Squat (Barbell)",{},"normal",{},5\n'
    bring("".join(rows.format(number, 100) for number in range(3)), head=HEVY)
    german = rows.replace("May", "Mai").replace("Squat (Barbell)", "Kniebeuge (Langhantel)")
    _, again = bring("".join(german.format(number, 100) for number in range(3)), head=HEVY)
    assert (again.sets, again.already_there, again.new_workouts, again.differing) == (0, 3, 0, 0)
    _, grown = bring("".join(german.format(number, 100) for number in range(3)) + german.format(3, 110), head=HEVY)
    assert (grown.sets, grown.new_workouts) == (1, 0)
    assert loads(store) == [["100", "100", "100", "110"]]


def test_two_names_of_one_exercise_in_a_workout_stay_two(store: Store, bring: Bring) -> None:
    bring(row("60", 5, exercise="Deadlift (Barbell)"))
    _, result = bring(row("60", 5, exercise="Deadlift (Barbell)") + row("80", 3, exercise="Deadlift"))
    assert result.sets == 1
    assert loads(store) == [["60", "80"]]


def test_a_file_that_lost_its_seconds_in_a_spreadsheet_brings_nothing_twice(store: Store, bring: Bring) -> None:
    bring(FIRST.replace("18:00:00", "18:00:42"))
    _, result = bring(FIRST.replace("2024-05-01 18:00:00", "01.05.2024 18:00"))
    assert (result.sets, result.already_there) == (0, 3)


def test_a_corrected_set_is_shown_and_taken_when_the_user_says_so(store: Store, bring: Bring) -> None:
    bring(FIRST)
    changed = row("62.5", 5) + row("60", 5) + row("60", 4) + row("100", 5, exercise="Deadlift (Barbell)")
    _, kept = bring(changed)
    assert (kept.differing, kept.held_back, kept.corrected, kept.sets) == (1, 1, 0, 0)
    assert loads(store) == [["60", "60", "100"]]
    before = content_hash(store)
    _, taken = bring(changed, take_changed=True)
    assert (taken.differing, taken.held_back, taken.corrected, taken.sets) == (1, 0, 1, 1)
    assert sorted(loads(store)[0]) == ["100", "60", "60", "62.5"]
    _, again = bring(changed, take_changed=True)
    assert (again.differing, again.corrected, again.sets) == (0, 0, 0)
    after = content_hash(store)
    store.undo()
    assert content_hash(store) == before
    store.redo()
    assert content_hash(store) == after


def test_a_second_correction_of_the_same_set_is_seen_as_well(store: Store, bring: Bring) -> None:
    bring(FIRST)
    bring(FIRST.replace(",60,", ",61,"), take_changed=True)
    _, result = bring(FIRST.replace(",60,", ",62,"), take_changed=True)
    assert result.corrected == 2
    assert loads(store) == [["62", "62", "100"]]


def test_what_was_deleted_in_the_other_app_goes_when_the_user_says_so(store: Store, bring: Bring) -> None:
    later = row("65", 5, at="2024-05-03 18:00:00") + row("70", 5, at="2024-05-05 18:00:00")
    bring(FIRST + later)
    shorter = FIRST.removeprefix(row("60", 5)) + row("70", 5, at="2024-05-05 18:00:00")
    plan, kept = bring(shorter)
    assert (kept.gone, kept.gone_workouts, kept.removed, kept.sets) == (2, 1, 0, 0)
    assert any(
        "2 sets in the log, including 1 whole workout, are no longer in the file" in line
        for line in import_remarks(plan)
    )
    assert len(loads(store)) == 3
    _, removed = bring(shorter, remove_gone=True)
    assert (removed.removed, removed.sets) == (2, 0)
    assert sorted(map(sorted, loads(store))) == [["100", "60"], ["70"]]
    assert bring(shorter, remove_gone=True)[1].gone == 0
    store.undo()
    assert len(loads(store)) == 3


def test_an_export_of_a_few_days_does_not_call_the_others_gone(store: Store, bring: Bring) -> None:
    bring(FIRST + row("65", 5, at="2024-06-03 18:00:00"))
    assert bring(row("65", 5, at="2024-06-03 18:00:00"))[1].gone == 0


def test_a_file_gives_the_same_rows_on_every_device(store: Store, bring: Bring, tmp_path: Path) -> None:
    bring(FIRST)
    every = "SELECT id FROM sets UNION SELECT id FROM lift UNION SELECT id FROM workout ORDER BY 1"
    ids = store.rows(every)
    chunks = store.rows("SELECT sha256 FROM import_chunk")
    store.undo()
    with Store(str(tmp_path / "other.db")) as other:
        parsed = read(tmp_path / "export.csv", unit="kg")
        add_import(other, preview_import(parsed, catalogue.load(), sha256="ab"), zone=BERLIN)
        assert (
            other.rows("SELECT id FROM sets UNION SELECT id FROM lift UNION SELECT id FROM workout ORDER BY 1") == ids
        )
        assert other.rows("SELECT sha256 FROM import_chunk") == chunks
