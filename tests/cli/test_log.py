from __future__ import annotations

import json
from pathlib import Path

import pytest

from hinge_log.store.store import Store
from hinge_log.training.workout import PlannedSet
from tests.support import kg

from .conftest import FixedClock, Hinge


def test_a_set_is_logged_and_the_way_back_is_named(hinge: Hinge) -> None:
    assert hinge("log", "deadlift", "100x5@8").code == 0
    hinge("log", "deadlift", "100x5@8", "f4")
    said = hinge("log", "deadlift", "100x5@8", "--form", "4")
    assert said.out == "Deadlift set 3: 100 kg x 5 @8, form 4. undo: hinge-log undo\n"


def test_the_short_way_and_the_command_tree_say_the_same(hinge: Hinge) -> None:
    short = hinge("log", "deadlift", "100x5", "f4", "--json").json
    hinge("undo")
    long = hinge("log", "--json", "--new", "deadlift", "100x5", "f4").json
    for value in (short, long, *short["sets"], *long["sets"]):
        value.pop("id"), value.pop("at")
    assert short == long


def test_one_set_as_json(hinge: Hinge) -> None:
    value = hinge("log", "deadlift", "225lbx5@8.5", "f4", '"easy"', "--json").json
    assert value["schema"] == "hinge-log/1"
    assert value["kind"] == "set"
    assert value["load"] == {"value": 225, "unit": "lb", "g": 102_058}
    assert (value["reps"], value["rpe"], value["note"], value["number"]) == (5, 8.5, "easy", 1)
    assert value["at"] == "2026-03-02T13:00:01+01:00"
    assert value["form"]["label"] == 4
    assert value["form"]["basis"] == "quick"


def test_a_name_of_several_words_needs_no_quotes(hinge: Hinge) -> None:
    assert hinge("log", "trap", "bar", "deadlift", "100x5", "--json").json["exercise"] == "deadlift-trap-bar"
    assert hinge("log", "trap bar deadlift", "x6", "--json").json["load"]["value"] == 100


def test_several_sets_in_one_line_are_one_undo_step(hinge: Hinge) -> None:
    said = hinge("log", "dl", "60x5", "w", "80x5", "w", "100x5x3")
    assert said.out.splitlines() == [
        "Deadlift warm-up 1: 60 kg x 5",
        "Deadlift warm-up 2: 80 kg x 5",
        "Deadlift sets 1 to 3: 100 kg x 5. undo: hinge-log undo",
    ]
    hinge("undo")
    assert hinge("stats", "--json").json["sets"] == 0


def test_a_dot_repeats_the_last_set_without_its_rating(hinge: Hinge) -> None:
    hinge("log", "goblet squat", "24x8@7", "f4", '"slow"')
    value = hinge("log", ".", "--json").json
    assert (value["exercise"], value["load"]["value"], value["reps"]) == ("squat-goblet", 24, 8)
    assert (value["form"], value["rpe"], value["note"]) == (None, None, "")


def test_a_dot_in_an_empty_log_is_not_found(hinge: Hinge) -> None:
    assert hinge("log", ".").code == 3


def test_what_is_left_out_comes_from_the_last_set_then_from_last_time(hinge: Hinge, clock: FixedClock) -> None:
    hinge("log", "dl", "97.5x5", "100x5")
    hinge("finish")
    clock.pass_(days=3)
    assert hinge("log", "dl", "x6", "--json").json["load"]["value"] == 97.5
    assert hinge("log", "dl", "+2.5", "--json").json["load"]["value"] == 100
    assert hinge("log", "dl", "-5", "--json").json["load"]["value"] == 95


def test_a_sign_is_no_option_on_the_long_way_either(hinge: Hinge) -> None:
    hinge("log", "dl", "100x5")
    assert hinge("log", "dl", "-2.5", "--form", "4", "--json").json["load"]["value"] == 97.5


def test_slips_make_a_checked_form_that_a_typed_label_can_only_lower(hinge: Hinge) -> None:
    once = hinge("log", "dl", "100x5", "!drift", "--json").json["form"]
    assert (once["basis"], once["judged_by"], once["slips"]) == ("checked", "felt", {"df-close": 1})
    assert once["label"] == 4
    better = hinge("log", "dl", "100x5", "f5", "!drift", "--json")
    assert better.json["form"]["label"] == 4
    assert "not 5" in better.err
    assert hinge("log", "dl", "100x5", "f2", "!drift", "--json").json["form"]["label"] == 3


def test_a_lost_safety_check_is_said_aloud(hinge: Hinge) -> None:
    said = hinge("log", "dl", "100x5", "--slip", "spine:2")
    assert "form 1" in said.out
    assert "20 % lighter" in said.err


def test_more_slips_than_reps_are_refused(hinge: Hinge) -> None:
    assert hinge("log", "dl", "100x3", "!spine:4").code == 2
    assert hinge("stats", "--json").json["sets"] == 0


def test_a_lift_of_both_sides_takes_no_side(hinge: Hinge) -> None:
    said = hinge("log", "deadlift", "100x5", "L")
    assert said.code == 2
    assert "Deadlift works both sides at once" in said.err
    assert hinge("stats", "--json").json["sets"] == 0
    hinge("log", "deadlift", "100x5")
    assert hinge("edit", "last", "r").code == 2
    assert hinge("log", "single-leg rdl", "20x8", "L", "--json").json["side"] == "L"


def test_notes_alone_change_the_last_set_of_the_lift(hinge: Hinge) -> None:
    hinge("log", "dl", "100x5")
    hinge("log", "pendlay", "60x8")
    said = hinge("log", "dl", "f4")
    assert said.out == "Changed Deadlift set 1: 100 kg x 5, form 4. undo: hinge-log undo\n"
    assert hinge("log", "rdl", "f4").code == 3


def test_an_unreadable_set_shows_the_place_and_writes_nothing(hinge: Hinge) -> None:
    said = hinge("log", "deadlift", "100x5", "banana")
    assert said.code == 2
    assert said.out == ""
    assert said.err.splitlines()[1:3] == ["  100x5 banana", "        ^^^^^^"]
    assert hinge("stats", "--json").json["sets"] == 0
    assert hinge("log", "deadlift", "banana").code == 2
    assert hinge("log", "deadlift").code == 2


def test_an_unknown_lift_gets_near_misses_and_the_way_to_log_it_anyway(hinge: Hinge) -> None:
    said = hinge("log", "deadlfit", "100x5")
    assert said.code == 3
    assert "deadlift" in said.err
    assert "--new" in said.err
    said = hinge("log", "squats and more", "100x5", "--json")
    error = json.loads(said.err)["error"]
    assert (said.code, said.out, error["code"]) == (3, "", "not-found")


def test_two_candidates_are_never_guessed(hinge: Hinge) -> None:
    said = hinge("log", "kettlebell", "24x5", "--json")
    error = json.loads(said.err)["error"]
    assert (said.code, error["code"]) == (3, "ambiguous")
    assert len(error["candidates"]) > 1


def test_new_yields_to_an_exact_name_alone(hinge: Hinge) -> None:
    assert hinge("log", "snatch", "60x2", "--new", "--json").json["exercise"] == "own:snatch"
    for name, key in (("rdl", "deadlift-romanian"), ("dl", "deadlift-conventional"), ("squat", "squat-back")):
        assert hinge("log", name, "60x2", "--new", "--json").json["exercise"] == key


def test_words_inside_another_name_are_offered_and_not_logged(hinge: Hinge) -> None:
    said = hinge("log", "pull up", "bwx8")
    assert (said.code, "Inverted row" in said.err) == (3, True)
    assert hinge("log", "deadlift trap", "100x5", "--json").json["exercise"] == "deadlift-trap-bar"
    assert hinge("show", "pull up").code == 0


def test_an_exercise_of_ones_own_is_found_again_by_its_name(hinge: Hinge) -> None:
    first = hinge("log", "zottman curl", "12x10", "--new", "--json").json
    again = hinge("log", "Zottman Curl", "x12", "--json").json
    assert first["exercise"].startswith("own:")
    assert (again["exercise"], again["load"]["value"], again["number"]) == (first["exercise"], 12, 2)


def test_a_dry_run_writes_nothing(hinge: Hinge) -> None:
    assert hinge("log", "dl", "100x5", "--dry-run").out == "Would log Deadlift: 100 kg x 5\n"
    assert hinge("log", "dl", "100x5x3", "--dry-run", "--json").json["kind"] == "dry-run"
    assert hinge("stats", "--json").json["sets"] == 0


def test_a_past_set_gets_its_own_day(hinge: Hinge) -> None:
    hinge("log", "dl", "100x5", "--at", "yesterday 18:30")
    workout = hinge("history", "--json").json["workouts"][0]
    assert workout["date"] == "2026-03-01"
    assert workout["ended"] is not None
    assert hinge("log", "dl", "100x5", "--at", "2031-01-01").code == 2
    assert hinge("log", "dl", "100x5", "--at", "whenever").code == 2


def test_a_workout_left_open_for_hours_is_closed_at_its_last_set(hinge: Hinge, clock: FixedClock) -> None:
    hinge("log", "dl", "100x5")
    clock.pass_(days=1)
    said = hinge("log", "dl", "100x5")
    assert "closed at its last set" in said.err
    workouts = hinge("history", "--json").json["workouts"]
    assert [each["date"] for each in workouts] == ["2026-03-03", "2026-03-02"]
    assert workouts[1]["ended"] == "2026-03-02T13:00:01+01:00"


def test_control_characters_never_reach_the_terminal(hinge: Hinge) -> None:
    hinge("log", "evil\x1b[2Jname", "20x5", '"\x1b]0;title\x07"', "--new")
    for command in (["today"], ["history"], ["exercises", "evil"], ["log", "."], ["undo"], ["finish"]):
        assert "\x1b" not in hinge(*command).out


def test_a_quiet_log_says_nothing(hinge: Hinge) -> None:
    said = hinge("log", "-q", "dl", "100x5")
    assert (said.code, said.out, said.err) == (0, "", "")


def test_another_file_is_named_with_an_option_anywhere(hinge: Hinge, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    assert hinge("--db", str(other), "log", "dl", "100x5").code == 0
    assert hinge("stats", "--json", f"--db={other}").json["sets"] == 1
    assert hinge("stats", "--json").json["sets"] == 0


def test_a_file_of_another_program_is_left_alone(hinge: Hinge, log_file: Path) -> None:
    log_file.write_text("dear diary")
    said = hinge("log", "dl", "100x5")
    assert (said.code, log_file.read_text()) == (1, "dear diary")
    assert json.loads(hinge("today", "--json").err)["error"]["code"] == "store.refused"


@pytest.mark.parametrize(
    ("words", "sets", "form"),
    [(["edit", "last", "f3"], "100 kg x 5 @8", 3), (["edit", "last", "102.5x4"], "102.5 kg x 4 @8", 4)],
)
def test_an_edit_changes_what_it_names_and_keeps_the_rest(hinge: Hinge, words: list[str], sets: str, form: int) -> None:
    hinge("log", "dl", "100x5@8", "f4")
    assert hinge(*words).out == f"Changed Deadlift set 1: {sets}, form {form}. undo: hinge-log undo\n"
    hinge("undo")
    assert hinge("history", "--json").json["workouts"][0]["lifts"][0]["sets"][0]["reps"] == 5


def test_any_set_can_be_edited_by_its_id(hinge: Hinge) -> None:
    first = hinge("log", "dl", "100x5", "--json").json["id"]
    hinge("log", "dl", "105x5")
    assert hinge("edit", first, "f2", "--json").json["number"] == 1
    assert hinge("edit", "nosuchset", "f2").code == 3
    assert hinge("edit", "last", "100x5x2").code == 2


def test_undo_and_redo_walk_the_same_steps(hinge: Hinge) -> None:
    hinge("log", "dl", "100x5")
    hinge("log", "dl", "105x5")
    assert hinge("undo", "2").out.splitlines() == [
        "Undone: set 105 kg x 5, Deadlift",
        "Undone: set 100 kg x 5, Deadlift",
    ]
    assert hinge("undo").err == "Nothing more to undo.\n"
    assert hinge("redo", "--json").json["actions"][0]["told"] == "set 100 kg x 5"
    assert hinge("stats", "--json").json["sets"] == 1


def test_the_same_exercise_twice_goes_to_the_lift_shown_next(hinge: Hinge, log_file: Path, clock: FixedClock) -> None:
    fives = (PlannedSet(5, kg("100")),) * 2
    with Store(str(log_file), clock=clock) as store:
        lifts = [("deadlift-conventional", "Deadlift", fives), ("squat-goblet", "Goblet squat", (PlannedSet(8),))]
        store.start_workout("A", [*lifts, ("deadlift-conventional", "Deadlift", (PlannedSet(3, kg("120")),))])
    for _ in range(2):
        assert hinge("next", "--json").json["load"]["value"] == 100
        hinge("log", "deadlift", "100x5")
        clock.pass_(seconds=60)
    hinge("log", "goblet squat", "24x8")
    clock.pass_(seconds=60)
    assert hinge("next", "--json").json["load"]["value"] == 120
    hinge("log", "deadlift", "120x3")
    lifts = hinge("today", "--json").json["workout"]["lifts"]
    assert [len(lift["sets"]) for lift in lifts] == [2, 1, 1]


def test_sets_of_one_day_and_time_are_one_workout(hinge: Hinge) -> None:
    for load in ("60x5", "80x5", "100x5"):
        assert hinge("log", "deadlift", load, "--at", "yesterday 18:30").code == 0
    hinge("log", "squat", "60x5", "--at", "yesterday 19:10")
    hinge("log", "row", "60x5", "--at", "yesterday")
    hinge("log", "row", "60x5", "--at", "yesterday 07:00")
    workouts = hinge("history", "--json").json["workouts"]
    assert [len(each["lifts"]) for each in workouts] == [3, 1]
    evening = workouts[0]
    assert (evening["started"][11:16], evening["ended"][11:16]) == ("18:30", "19:10")
    hinge("undo")
    assert len(hinge("history", "--json").json["workouts"]) == 1


def test_a_time_for_notes_alone_is_refused(hinge: Hinge) -> None:
    hinge("log", "deadlift", "100x5")
    assert hinge("log", "deadlift", "f4", "--at", "yesterday").code == 2


def test_a_load_under_the_bar_is_asked_about(hinge: Hinge) -> None:
    hinge("log", "deadlift", "100x5")
    said = hinge("log", "deadlift", "5")
    assert (said.code, "less than the 20 kg bar" in said.err) == (2, True)
    assert hinge("log", "deadlift", "5kgx5").code == 0
    assert hinge("log", "deadlift", "x6").code == 0  # nothing is asked again about a load that is not typed
    assert "less than the 20 kg bar" in hinge("edit", "last", "6x5").err
    assert hinge("log", "kettlebell swing", "16x10").code == 0


def test_a_note_over_the_limit_says_what_was_cut(hinge: Hinge) -> None:
    said = hinge("log", "deadlift", "100x5", "--note", "x" * 2010, "--json")
    assert "10 are left out" in said.err
    assert len(said.json["note"]) == 2000


def test_a_checked_clean_set_is_logged_from_the_shell(hinge: Hinge) -> None:
    form = hinge("log", "deadlift", "100x5", "held", "video", "--json").json["form"]
    assert (form["label"], form["basis"], form["judged_by"], form["clean"]) == (5, "checked", "video", True)
    form = hinge("log", "deadlift", "100x5", "held", "--json").json["form"]
    assert (form["label"], form["judged_by"]) == (4, "felt")
    form = hinge("log", "deadlift", "mirror", "--json").json["form"]
    assert (form["label"], form["judged_by"]) == (5, "mirror")
    form = hinge("log", "deadlift", "100x5", "f4", "person", "--json").json["form"]
    assert (form["label"], form["basis"], form["judged_by"]) == (4, "quick", "person")
    assert hinge("log", "deadlift", "100x5", "video").code == 2


def test_an_amrap_set_is_kept_and_shown(hinge: Hinge) -> None:
    assert "100 kg x 8+" in hinge("log", "deadlift", "100x8+").out
    value = hinge("today", "--json").json["workout"]["lifts"][0]["sets"][0]
    assert (value["reps"], value["amrap"]) == (8, True)


def test_a_wall_drill_takes_inches_and_has_no_load(hinge: Hinge) -> None:
    value = hinge("log", "drill-wall-hinge", "12in", "x", "8", "--json").json
    assert (value["distance_mm"], value["reps"], value["load"]) == (305, 8, None)


def test_both_sides_are_two_sets(hinge: Hinge) -> None:
    value = hinge("log", "one arm row", "24x8", "sides", "--json").json
    assert [each["side"] for each in value["sets"]] == ["L", "R"]


TWICE = (
    'name = "Twice"\n[[day]]\nname = "A"\n'
    + "".join(f'[[day.lift]]\nexercise = "{lift}"\nsets = "{sets}"\n' for lift, sets in (
        ("deadlift", "100x5"), ("squat", "80x5"), ("deadlift", "60x8x2")))
)  # fmt: skip


def test_log_goes_by_the_set_that_next_shows(hinge: Hinge, tmp_path: Path) -> None:
    (tmp_path / "twice.toml").write_text(TWICE, encoding="utf-8")
    hinge("log", "dl", "140x5", "--at", "3d")
    hinge("plans", "add", str(tmp_path / "twice.toml"), "--use")
    hinge("start")
    for typed, set_and_load, following in (
        (".", "Deadlift set 1: 100 kg x 5", "Back squat set 1: 80 kg x 5"),
        ("squat .", "Back squat set 1: 80 kg x 5", "Deadlift set 1: 60 kg x 8"),
        ("dl x9", "Deadlift set 1: 60 kg x 9", "Deadlift set 2: 60 kg x 8"),
        ("dl +2.5", "Deadlift set 2: 62.5 kg x 8", "Deadlift set 3: 62.5 kg x 8"),
        (".", "Deadlift set 3: 62.5 kg x 8", "Deadlift set 4: 62.5 kg x 8"),
    ):
        assert set_and_load in hinge("log", *typed.split()).out
        assert following in hinge("next").out
    hinge("undo", "2")
    hinge("edit", "last", "x7")
    assert "Deadlift set 2: 60 kg x 8" in hinge("log", "dl", ".").out


def test_a_form_or_a_note_given_twice_is_refused(hinge: Hinge) -> None:
    hinge("log", "dl", "100x5")
    for words in (("100x5", "f3", "--form", "4"), ("f3", "--form", "4"), ("100x5", '"a"', "--note", "b")):
        said = hinge("log", "dl", *words)
        assert (said.code, "twice" in said.err) == (2, True), words
    assert hinge("stats", "--json").json["sets"] == 1


def test_text_that_is_cut_is_said_everywhere(hinge: Hinge) -> None:
    for words in (
        ("log", "dl", "100x5", "--note", "a" * 2500),
        ("log", "dl", "100x5", "--workout-note", "a" * 2500),
        ("weight", "82", "--note", "a" * 2500),
        ("log", "n" * 600, "60x5", "--new"),
    ):
        said = hinge(*words)
        assert (said.code, "500 are left out" in said.err) == (0, True), words[0]


def test_lines_of_a_quoted_note_are_all_stored(hinge: Hinge) -> None:
    hinge("log", "dl", '100x5 "one\ntwo" f4; 90x5 "three"')
    sets = hinge("today", "--json").json["workout"]["lifts"][0]["sets"]
    assert [(each["note"], each["load"]["value"]) for each in sets] == [("one\ntwo", 100), ("three", 90)]


def test_an_error_in_a_long_line_shows_the_place(hinge: Hinge) -> None:
    said = hinge("log", "dl", f'100x5 "{"a" * 1500}" nonsense')
    assert "nonsense" in said.err
    assert max(map(len, said.err.splitlines())) < 120


@pytest.mark.parametrize(
    "typed",
    ["225 pounds x 5", "225 lbs x 5 rpe: 8", "100 kgs x 5", "100 kilos x 5", "40 seconds", "2 minutes", "60x5 warm-up"],
)
def test_units_and_words_are_read_in_full(hinge: Hinge, typed: str) -> None:
    assert hinge("log", "dl", typed).code == 0


def test_each_side_has_its_own_numbers_and_a_dot_does_the_other_side(hinge: Hinge) -> None:
    for typed, set_and_load in (
        ("split squat 20x8 l", "set 1 left: 20 kg x 8"),
        ("split squat 21x8 l", "set 2 left: 21 kg x 8"),
        (".", "set 1 right: 21 kg x 8"),
        ("split squat 22x8 r", "set 2 right: 22 kg x 8"),
    ):
        assert set_and_load in hinge("log", *typed.split()).out
    assert "done on each side" in hinge("edit", "1", "30x8").err
    assert "set 1 left: 30 kg x 8" in hinge("edit", "1l", "30x8").out
    assert "set 2 left: 31 kg x 8" in hinge("edit", "2l", "31x8").out
    assert "set 1 right: 32 kg x 8" in hinge("edit", "1r", "32x8").out
    assert "set 3 left" in hinge("next").out


def test_a_dot_after_a_missed_attempt_is_the_set_that_next_shows(hinge: Hinge) -> None:
    hinge("log", "dl", "120x3")
    hinge("log", "dl", "130x0")
    assert "130 kg x 3" in hinge("next").out
    assert "130 kg x 3" in hinge("log", ".").out


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("-100x5", "0kgx5"), ("-90", "10kgx5"), ("100x5 -85", "15kgx5"), ("x8 8x5", "x8 8kgx5")],
)
def test_a_change_to_under_the_bar_is_asked_about(hinge: Hinge, typed: str, hint: str) -> None:
    hinge("log", "dl", "100x5")
    said = hinge("log", "dl", *typed.split())
    assert (said.code, f"Type {hint} to log it anyway" in said.err) == (2, True), said.err
    hinge("log", "dl", "10kgx5")
    assert hinge("log", "dl", "+2.5").code == 0  # on a light bar there is nothing to ask


def test_rowing_is_not_the_row_when_an_exercise_is_made(hinge: Hinge) -> None:
    unknown = hinge("log", "rowing", "500m")
    assert unknown.code == 3
    assert "Bent-over barbell row" in unknown.err
    assert hinge("log", "rowing", "2km", "--new", "--json").json["exercise"] == "own:rowing"
    assert hinge("log", "row", "60x8", "--new", "--json").json["exercise"] == "row-bent-over-barbell"
    assert hinge("log", "row", "60x8", "--json").json["exercise"] == "row-bent-over-barbell"
    assert hinge("log", "Rowing", "3km", "--json").json["exercise"] == "own:rowing"


@pytest.mark.parametrize("until", ["17:00", "23:59", "12:01"])
def test_a_span_of_time_is_not_an_offset(hinge: Hinge, until: str) -> None:
    said = hinge("log", "dl", "100x5", "--at", f"2026-02-20 18:00-{until}")
    assert (said.code, "not an offset" in said.err) == (2, True)
    assert hinge("stats", "--json").json["sets"] == 0


@pytest.mark.parametrize("day", ["2026-W08-5", "20260220"])
def test_a_day_alone_is_its_noon_however_it_is_written(hinge: Hinge, day: str) -> None:
    at = hinge("log", "dl", "100x5", "--at", day, "--json").json["at"]
    assert at == hinge("log", "dl", "100x5", "--at", "20 Feb", "--json").json["at"]


def test_an_edit_keeps_what_an_amrap_set_is(hinge: Hinge) -> None:
    hinge("log", "dl", "100x5+")
    assert hinge("edit", "1", "x7").code == 0
    value = hinge("today", "--json").json["workout"]["lifts"][0]["sets"][0]
    assert (value["reps"], value["amrap"]) == (7, True)


def test_another_distance_takes_neither_time_nor_reps_along(hinge: Hinge) -> None:
    hinge("log", "carry", "24x40mx30s", "--new")
    carried = hinge("log", "carry", "60m", "--json").json
    assert (carried["distance_mm"], carried["seconds"]) == (60_000, None)
    hinge("log", "dl", "100x5")
    moved = hinge("log", "dl", "100x20m", "--json").json
    assert (moved["distance_mm"], moved["reps"]) == (20_000, None)


@pytest.mark.parametrize(
    ("before", "edit", "judge", "label"),
    [
        ("100x5 held", "held person", "person", 5),  # by feel 4 is the most; the coach saw every check pass
        ("100x5 f3", "held video", "video", 5),  # a quick rating holds no check down
        ("100x5 held video", "!7", "video", 4),  # who judged stays, unless it is typed
        ("100x5 held video", "held felt", "felt", 4),
        ("100x5 held person", "102.5x5 !7", "person", 4),
        ("100x5 f5", "102.5x5 held", "felt", 4),
        ("100x5 held video", "f3 held", "felt", 3),  # rated anew, and called worse than the checks say
    ],
)
def test_a_corrected_check_counts_by_who_judged(hinge: Hinge, before: str, edit: str, judge: str, label: int) -> None:
    hinge("log", "dl", before)
    assert hinge("edit", "last", edit).code == 0
    [each] = hinge("today", "--json").json["workout"]["lifts"][0]["sets"]
    form = each["form"]
    assert (form["judged_by"], form["label"], form["basis"]) == (judge, label, "checked")


@pytest.mark.parametrize("edit", ["work", "working", "102.5x5 work"])
def test_work_makes_a_plain_working_set_of_any(hinge: Hinge, edit: str) -> None:
    for typed in ("100x5+", "100x5 drop", "100x5 w"):
        hinge("log", "dl", typed)
        assert hinge("edit", "last", edit).code == 0
        last = hinge("history", "--json").json["workouts"][0]["lifts"][0]["sets"][-1]
        assert (last["set_kind"], last["amrap"]) == ("working", False)
    assert hinge("log", "dl", "100x5 w work").code == 2
