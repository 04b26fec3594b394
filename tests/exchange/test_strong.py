from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from hinge_log.exchange.parsed import ParsedFile
from hinge_log.exchange.preview import preview_import
from hinge_log.exercises import catalogue
from hinge_log.training.workout import SetKind

Give = Callable[..., ParsedFile]


S5 = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"


def test_the_first_export_of_2016_counts_sets_from_zero_and_names_its_unit(give: Give) -> None:
    parsed = give(
        "Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes\r\n"
        '2016-05-01 10:00:00,"Day A","Deadlift",0,100,5,0,0,""\r\n'
        '2016-05-01 10:00:00,"Day A","Running",1,0,0,2.5,600,""\r\n'
    )
    lift, run = list(parsed.all_sets())
    assert (lift.weight, lift.unit, lift.reps, lift.order) == ("100", "kg", 5, 0)
    assert (run.reps, run.distance_mm, run.seconds, run.load()) == (None, 2_500_000, 600, None)
    assert parsed.unit == "kg"


def test_pounds_and_miles_in_the_header(give: Give) -> None:
    parsed = give(
        "Date,Workout Name,Exercise Name,Set Order,lb,Reps,mi,Seconds\r\n"
        "2017-05-01 10:00:00,Day A,Deadlift,1,225,5,1,0\r\n"
    )
    (one,) = list(parsed.all_sets())
    assert (one.unit, one.distance_mm) == ("lb", 1_609_344)


@pytest.mark.parametrize("rpe", ["", ",RPE"])
def test_the_shape_of_2017_to_2019_does_not_say_its_unit(give: Give, rpe: str) -> None:
    parsed = give(
        f"Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes{rpe}\n"
        f"2018-05-01 10:00:00,Day A,Curl,1,6.80388555,5,0,0,,{',9' if rpe else ''}\n"
    )
    (one,) = list(parsed.all_sets())
    assert parsed.unit is None
    assert one.unit is None
    assert one.rpe == (9 if rpe else None)
    parsed.choose_unit("kg")
    load = next(parsed.all_sets()).load()
    assert load is not None
    assert load.grams == 6804


@pytest.mark.parametrize(("name", "unit"), [("kg", "kg"), ("lb", "lb"), ("lbs", "lb")])
def test_android_with_a_workout_number_has_seconds_for_its_duration(give: Give, name: str, unit: str) -> None:
    parsed = give(
        f"Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight ({name});Reps;RPE;"
        "Distance (meters);Seconds;Notes;Workout Notes\n"
        '"1";"2020-05-01 10:00:00";"Day A";"3725";"Squat (Barbell)";"1";"100,5";"5";"";"";"";"deep";"good day"\n'
        '"1";"2020-05-01 10:00:00";"Day A";"3725";"Rowing";"1";"";"";"";"500";"120";"";""\n'
    )
    squat, row = list(parsed.all_sets())
    assert (squat.weight, squat.unit, squat.note) == ("100.5", unit, "deep")
    assert (row.reps, row.distance_mm, row.seconds) == (None, 500_000, 120)
    assert (parsed.workouts[0].duration_s, parsed.workouts[0].note) == (3725, "good day")


ANDROID = (
    "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;"
    "Workout Notes;Workout Duration\n"
)


def test_android_names_the_unit_in_the_row_and_leaves_it_out_without_a_weight(give: Give) -> None:
    parsed = give(
        ANDROID
        + '"2022-05-01 10:00:00";"A";"Bench Press (Barbell)";"1";"60.5";"kg";"8";"8.5";"";"";"0";"";"";"1h 2m"\n'
        '"2022-05-01 10:00:00";"A";"Push Up";"1";"";"";"20";"";"";"";"0";"";"";"1h 2m"\n'
        '"2022-05-02 10:00:00";"A";"Bench Press (Barbell)";"1";"135";"lbs";"8";"";"";"";"0";"";"";"1h 2m"\n'
    )
    bench, push, pounds = list(parsed.all_sets())
    assert (bench.unit, bench.rpe, pounds.unit) == ("kg", 8.5, "lb")
    assert (push.weight, push.load(), push.reps) == (None, None, 20)
    assert parsed.unit is not None
    assert [workout.duration_s for workout in parsed.workouts] == [3720, 3720]


def test_the_usual_iphone_export(give: Give) -> None:
    parsed = give(
        S5 + '2021-02-10 16:46:13,"Mittwoch",2h 18m,"Deadlift (Barbell)",W,60.0,5.0,0,0.0,"belt\\non","",\n'
        '2021-02-10 16:46:13,"Mittwoch",2h 18m,"Deadlift (Barbell)",1,185.00000000000003,3,0,0,,,0\n'
        '2021-02-10 16:46:13,"Mittwoch",2h 18m,"Deadlift (Barbell)",Rest Timer,0,0,0,180.0,,,\n'
        '2021-02-10 16:46:13,"Mittwoch",2h 18m,"Deadlift (Barbell)",D,100,8,0,0,,,9.5\n'
        '2021-02-10 16:46:13,"Mittwoch",2h 18m,"Deadlift (Barbell)",F,100,2,0,0,,,\n'
        '2021-02-10 16:46:13,"Mittwoch",2h 18m,"Pull Up",1,0.0,6,0,0,,,\n'
        '2021-02-10 16:46:13,"Mittwoch",2h 18m,"Plank",1,0,0,0,60,,,\n'
        "\n\n"
    )
    sets = list(parsed.all_sets())
    assert [one.kind for one in sets[:4]] == [SetKind.WARMUP, SetKind.WORKING, SetKind.DROP, SetKind.FAILURE]
    assert sets[0].note == "belt\non"
    assert sets[1].weight == "185.00000000000003"
    assert sets[1].rpe is None
    assert (sets[4].weight, sets[4].load("kg"), sets[4].reps) == ("0.0", None, 6)
    assert (sets[5].reps, sets[5].seconds) == (None, 60)
    assert (parsed.records, parsed.sets, parsed.rest_rows, parsed.skipped_rows) == (7, 6, 1, 0)
    assert parsed.workouts[0].start == datetime(2021, 2, 10, 16, 46, 13)
    assert parsed.workouts[0].duration_s == 8280
    result = preview_import(parsed, catalogue.load()).result()
    assert (result.volume, result.warmup_sets) == ("1855.00000000000009", 1)


def test_the_shape_of_2026_without_notes(give: Give) -> None:
    parsed = give(
        "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n"
        '2026-04-24 09:40:00,"Upper Body",51m,"Bench Press (Barbell)",W,40.0,10.0,0,0.0,\n'
    )
    assert next(parsed.all_sets()).kind is SetKind.WARMUP


def test_chinese(give: Give) -> None:
    header = "日期,锻炼名称,时长,运动名称,设置顺序,重量,次,距离,秒,备注,锻炼备注,RPE\n"
    row = '2020-09-29 07:10:22,"4.Pull",1小时13分钟,"Chin Up",1,44.09245243697551,10,0,0,"超级组\\n各3x12",,\n'
    for encoding in ("utf-8", "utf-16", "gb18030"):
        parsed = give((header + row).encode(encoding))
        (one,) = list(parsed.all_sets())
        assert parsed.format == "strong"
        assert one.note == "超级组\n各3x12"
        assert parsed.workouts[0].duration_s == 4380


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16-le", "utf-16"])
def test_german_on_a_phone_with_android(give: Give, encoding: str) -> None:
    content = (
        "Datum;Workout-Name;Name der Übung;Reihenfolge festlegen;Gewicht;Gewichtseinheit;Wiederh.;RPE;Entfernung;"
        "Entfernungseinheit;Sekunden;Notizen;Workout-Notizen;Workout-Dauer\n"
        '"2023-05-01 10:00:00";"Mühe";"Kreuzheben";"1";"100,5";"kg";"5";"8";"";"";"0";"";"müde";"1 Std. 2 Min."\n'
    )
    parsed = give(content.encode(encoding))
    (one,) = list(parsed.all_sets())
    assert parsed.format == "strong"
    assert (one.weight, one.unit, one.rpe) == ("100.5", "kg", 8)
    assert (parsed.workouts[0].name, parsed.workouts[0].note) == ("Mühe", "müde")
    assert parsed.workouts[0].duration_s == 3720


def test_german_on_an_iphone(give: Give) -> None:
    parsed = give(
        "Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen,Gewicht,Wiederh.,Entfernung,Sekunden,Notizen,"
        'Workout-Notizen,RPE\n2023-05-01 10:00:00,"A",1h 2m,"Kreuzheben",1,100.5,5,0,0,,,8\n'
    )
    assert parsed.format == "strong"
    assert next(parsed.all_sets()).rpe == 8


def test_a_language_that_nobody_wrote_down_is_known_by_its_shape(give: Give) -> None:
    header = ",".join(f"κεφαλίδα{n}" for n in range(12))
    parsed = give(header + '\n2023-05-01 10:00:00,"A",1h 2m,"Άρσεις θανάτου",1,100.5,5,0,0,"x",,8\n')
    (one,) = list(parsed.all_sets())
    assert (parsed.format, one.exercise, one.weight, one.reps, one.rpe) == ("strong", "Άρσεις θανάτου", "100.5", 5, 8)


def test_an_unusable_row_is_told_by_its_line_and_the_others_stay(give: Give) -> None:
    good = '2021-02-10 16:46:13,"A",1h,"Squat (Barbell)",1,100,5,0,0,,,\n'
    bad = [
        '2021-02-30 16:46:13,"A",1h,"Squat (Barbell)",1,100,5,0,0,,,\n',
        '2021-02-10 16:46:13,"A",1h,"Squat (Barbell)",1,inf,5,0,0,,,\n',
        '2021-02-10 16:46:13,"A",1h,"Squat (Barbell)",1,1_000,5,0,0,,,\n',
        '2021-02-10 16:46:13,"A",1h,"Squat (Barbell)",1,100,-5,0,0,,,\n',
        '2021-02-10 16:46:13,"A",1h,"",1,100,5,0,0,,,\n',
        '2021-02-10 16:46:13,"A",1h,"Squat, deep",too,many,1,100,5,0,0,,,\n',
        '2021-02-10 16:46:13,"A",1h,"Squat (Barbell)",1,10',
    ]
    parsed = give(S5 + good + "".join(bad[:3]) + good + "".join(bad[3:]))
    assert parsed.sets == 2
    assert [line for line, _ in parsed.skipped] == [3, 4, 5, 7, 8, 9, 10]
    assert all(reason for _, reason in parsed.skipped)
    assert parsed.records == parsed.sets + parsed.rest_rows + parsed.skipped_rows == 9


def test_a_quotation_mark_that_is_never_closed_costs_one_row(give: Give) -> None:
    good = '2021-02-10 16:46:13,"A",1h,"Squat (Barbell)",1,100,5,0,0,,,\n'
    parsed = give(S5 + good + good.replace('"A"', '"A') + good * 5)
    assert parsed.sets == 6
    assert [line for line, _ in parsed.skipped] == [3]


def test_a_bad_rpe_does_not_cost_the_set(give: Give) -> None:
    parsed = give(S5 + '2021-02-10 16:46:13,"A",1h,"Squat (Barbell)",1,100,5,0,0,,,85\n')
    assert next(parsed.all_sets()).rpe is None
    assert parsed.remarks[0][0] == 2


def test_the_key_of_a_workout_stays_when_it_grows(give: Give) -> None:
    row = '2021-02-10 16:46:13,"A",1h,"Squat (Barbell)",1,100,5,0,0,,,\n'
    other = row.replace('"A"', '"B"')
    before = [workout.key for workout in give(S5 + row + other).workouts]
    after = [workout.key for workout in give(S5 + row + other + row + row.replace("2021", "2022")).workouts]
    assert len(set(before)) == 2
    assert after[:2] == before


def test_distances_without_a_unit_follow_the_unit_that_is_chosen(give: Give) -> None:
    content = S5 + '2021-02-10 16:46:13,"A",1h,"Running",1,0,0,2,600,,,\n'
    assert next(give(content).all_sets()).distance_mm == 2_000_000
    assert next(give(content, unit="lb").all_sets()).distance_mm == 3_218_688


def test_a_file_without_any_weight_asks_for_no_unit(give: Give) -> None:
    assert give(S5 + '2021-02-10 16:46:13,"A",1h,"Pull Up",1,0.0,6,0,0,,,\n').unit == "kg"


def test_a_file_saved_again_by_a_spreadsheet(give: Give) -> None:
    parsed = give(
        "sep=;\r\n"
        + S5.replace(",", ";").replace("\n", "\r\n")
        + "13.02.2021 16:46;A;1h;Squat (Barbell);1;82,5;5;0;0;;;8,5\r\n"
    )
    (one,) = list(parsed.all_sets())
    assert (one.line, one.weight, one.rpe) == (3, "82.5", 8.5)
    assert parsed.workouts[0].start == datetime(2021, 2, 13, 16, 46)


def test_control_characters_never_come_in(give: Give) -> None:
    parsed = give(
        S5 + '2021-02-10 16:46:13,"A\x1b]52;c;x\x07",1h,"Squat\u202e [@click=app.quit]",1,1,5,0,0,"n\x00o","",\n'
    )
    (one,) = list(parsed.all_sets())
    assert parsed.workouts[0].name == "A]52;c;x"
    assert one.exercise == "Squat [@click=app.quit]"
    assert one.note == "no"


def test_a_row_that_is_a_note_goes_to_the_next_set_of_its_exercise(give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hinge_log.exchange.csv_records.CHUNK_TEXT", 200)
    row = '2023-12-03 18:02:11,"A",1h,"{}",{},{},{},0,0,"{}",,\n'
    parsed = give(
        S5
        + row.format("Squat (Barbell)", "Note", 0, 0, "belt on")
        + row.format("Bench Press (Barbell)", 1, 60, 5, "")
        + row.format("Squat (Barbell)", "Note", 0, 0, "lost")
        + row.format("Deadlift (Barbell)", "Note", 0, 0, "grip")
        + row.format("Deadlift (Barbell)", 1, 100, 5, "slow")
        + "".join(row.format("Deadlift (Barbell)", 2 + more, 100, 5, "") for more in range(9))
    )
    assert [one.note for one in parsed.all_sets()] == ["", "grip\nslow", *[""] * 9]
    assert (parsed.records, parsed.sets, parsed.skipped_rows) == (14, 11, 3)
    assert [line for line, _ in parsed.remarks] == [4]


def test_rests_in_an_unknown_language_do_not_hide_whose_file_it_is(give: Give) -> None:
    head = "Jour,Nom,Longueur,Mouvement,Ordre,Charge,Fois,Loin,Temps,Mots,Mots du jour,RPE\n"
    row = '2023-12-03 18:02:11,"A",1h,"Squat (Barbell)",{},{},{},0,{},,,\n'
    pairs = row.format(1, 60, 5, 0) + row.format("Minuteur de repos", 0, 0, 120)
    parsed = give(head + pairs * 4, unit="kg")
    assert (parsed.format, parsed.sets, parsed.rest_rows) == ("strong", 4, 4)
