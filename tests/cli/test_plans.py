from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from .conftest import FixedClock, Hinge

PULL = """\
name = "Pull"

[[day]]
name = "A"

[[day.lift]]
exercise = "deadlift"
sets = "60kgx5 w, 75%x5x2"
note = "long spine"

[[day]]
name = "B"

[[day.lift]]
exercise = "goblet squat"
sets = "x8x2"
superset = 1

[[day.lift]]
exercise = "one-arm row"
sets = "24x8x2"
superset = 1
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pull.toml"
    path.write_text(PULL, encoding="utf-8")
    return path


@pytest.fixture
def pull(hinge: Hinge, file: Path) -> None:
    """A plan of two days that is in use."""
    assert hinge("plans", "add", str(file), "--use").code == 0


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that is the editor: whoever writes it says what becomes of the file."""
    path = tmp_path / "editor"
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"sh '{path}'")
    return path


def test_a_plan_taken_in_is_listed_with_whose_turn_it_is(hinge: Hinge, pull: None) -> None:
    assert hinge("plans").out == "* Pull  A, B; A is next\n"
    (plan,) = hinge("plans", "--json").json["plans"]
    assert (plan["name"], plan["days"], plan["next"], plan["in_use"]) == ("Pull", ["A", "B"], "A", True)
    hinge("undo", "2")
    assert hinge("plans", "--json").json["plans"] == []


def test_start_begins_the_day_whose_turn_it_is_once(hinge: Hinge, pull: None) -> None:
    first = hinge("start")
    assert first.out.startswith("Workout Pull A started.")
    assert hinge("start").out == "Workout Pull A is already open.\n"
    assert hinge("start", "Pull", "--json").json["began"] is False
    hinge("log", "deadlift", "100x5")
    hinge("finish")
    assert hinge("start", "--json").json["workout"]["name"] == "Pull B"


def test_an_undone_start_gives_the_turn_back(hinge: Hinge, pull: None) -> None:
    hinge("start")
    assert hinge("undo").code == 0
    assert hinge("start", "--json").json["workout"]["name"] == "Pull A"


def test_the_day_and_the_plan_can_be_named(hinge: Hinge, pull: None) -> None:
    value = hinge("start", "pull", "--day", "b", "--json").json["workout"]
    assert [(lift["exercise"], lift["superset"], len(lift["plan"])) for lift in value["lifts"]] == [
        ("squat-goblet", 1, 2),
        ("row-one-arm-dumbbell", 1, 2),
    ]
    assert value["lifts"][1]["plan"][0]["load"] == {"value": 24, "unit": "kg", "g": 24_000}


def test_a_day_or_plan_that_is_none_is_not_found_and_nothing_begins(hinge: Hinge, pull: None) -> None:
    assert hinge("start", "--day", "C").code == 3
    assert hinge("start", "push", "--day", "A").code == 3
    hinge("plans", "use", "none")
    assert hinge("start", "--day", "A").code == 3
    assert hinge("today", "--json").json["workout"] is None


def test_a_name_that_no_plan_has_names_an_empty_workout(hinge: Hinge, pull: None) -> None:
    said = hinge("start", "Morning", "--json")
    assert (said.json["workout"]["name"], said.json["workout"]["lifts"]) == ("Morning", [])
    assert 'There is no plan "Morning"' in said.err
    hinge("undo")
    assert hinge("start", "--empty", "--json").json["workout"]["lifts"] == []


def test_percentages_are_of_what_was_lifted_lately(hinge: Hinge, pull: None, clock: FixedClock) -> None:
    assert "no estimate: no sets of 1 to 10 reps" in hinge("plans", "show", "Pull").out
    hinge("log", "deadlift", "100x5")
    hinge("finish")
    clock.pass_(days=2)
    lift = hinge("plans", "show", "Pull", "--json").json["days"][0]["lifts"][0]
    assert lift["e1rm"]["value"] == pytest.approx(116.67, abs=0.01)
    assert [(each["percent"], each["planned"]["value"]) for each in lift["sets"]] == [
        (None, 60),
        (75, 87.5),
        (75, 87.5),
    ]
    assert "today 60x5 w, 87.5x5x2" in hinge("plans", "show", "Pull").out
    clock.pass_(days=60)
    assert "8 weeks old" in hinge("plans", "show", "Pull").out


def test_today_and_next_say_what_the_plan_asks_for(hinge: Hinge, pull: None, clock: FixedClock) -> None:
    hinge("log", "deadlift", "100x5", "--at", "yesterday 18:00")
    assert "Next: Pull A." in hinge("today").out
    assert "60x5 w, 87.5x5x2  long spine" in hinge("today").out
    assert hinge("next").out == "next: Pull A, Deadlift 60x5 w\n"
    assert hinge("next", "--json").json["plan"]["day"] == "A"
    assert hinge("today", "--json").json["plan"]["lifts"][0]["sets"][1]["planned"]["value"] == 87.5
    assert hinge("status").out == ""
    assert hinge("status", "--format", "{plan}").out == "Pull A\n"

    hinge("start")
    assert hinge("next").out.startswith("Deadlift warm-up 1: 60 kg x 5")
    hinge("log", "deadlift", "60x5", "w")
    assert hinge("next").out.startswith("Deadlift set 1: 87.5 kg x 5")
    assert hinge("status").out.startswith("Deadlift 0/2")
    assert "long spine" in hinge("today").out
    hinge("log", "deadlift", "87.5x5x2")
    hinge("finish")
    assert re.search(r"Next: Pull B, A was on Mon +2 Mar", hinge("today").out)


def test_lifts_of_a_superset_come_in_turn(hinge: Hinge, pull: None) -> None:
    hinge("start", "pull", "--day", "B")
    seen = []
    for name in ("goblet squat", "one-arm row", "goblet squat"):
        seen.append(hinge("next", "--json").json["exercise"])
        hinge("log", name, "24x8")
    assert seen == ["squat-goblet", "row-one-arm-dumbbell", "squat-goblet"]


def test_a_workout_line_by_line_follows_the_plan(
    hinge: Hinge, pull: None, log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("start\n\n87.5x5\n\nfinish\n"))
    said = hinge("plain").out
    assert "start to begin Pull A" in said
    assert "Workout Pull A started." in said
    assert "Deadlift, warm-up 1: 60 kg x 5." in said
    assert "set 2 of 2: 87.5 kg x 5." in said
    monkeypatch.setattr("sys.stdin", io.StringIO("start pull\nq\n"))
    assert "Workout Pull B started." in hinge("plain").out


def test_a_plan_goes_out_and_comes_back_the_same(hinge: Hinge, pull: None, tmp_path: Path) -> None:
    out = tmp_path / "out.toml"
    assert hinge("plans", "export", "Pull", "-o", str(out)).code == 0
    assert hinge("plans", "export", "Pull", "-o", str(out)).code == 4
    assert hinge("plans", "export", "Pull").out == out.read_text(encoding="utf-8")
    shown = hinge("plans", "show", "Pull", "--json").json
    assert hinge("plans", "add", str(out)).code == 4, "its name is in use"
    assert hinge("plans", "add", str(out), "--name", "Again").code == 0
    assert hinge("plans", "show", "Again", "--json").json["days"] == shown["days"]
    assert hinge("plans", "add", str(out), "--replace", "Again", "--name", "Third").code == 0
    assert [each["name"] for each in hinge("plans", "--json").json["plans"]] == ["Pull", "Third"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("75%x5x2", "75%x"), ['day "A"', "lift 1", "how many reps"]),
        (('"deadlift"', '"nothing of the kind"'), ['day "A"', "nothing of the kind"]),
        (('"x8x2"', '"70%x8"'), ["goblet", "no estimated maximum"]),
        (('name = "B"', 'name = "a"'), ["Two days"]),
    ],
)
def test_a_file_with_a_mistake_is_refused_whole(
    hinge: Hinge, file: Path, change: tuple[str, str], words: list[str]
) -> None:
    file.write_text(PULL.replace(*change), encoding="utf-8")
    said = hinge("plans", "add", str(file))
    assert said.code == 1
    for word in words:
        assert word in said.err
    assert hinge("plans", "--json").json["plans"] == []


def test_files_that_are_none_are_refused(hinge: Hinge, file: Path, tmp_path: Path) -> None:
    assert hinge("plans", "add", str(tmp_path / "absent.toml")).code == 3
    file.write_bytes(b"\xff\xfe\x00")
    assert hinge("plans", "add", str(file)).code == 1
    assert hinge("plans", "add", str(tmp_path)).code == 1
    assert hinge("plans", "add", str(file), "--starter", "Hinge").code == 2


def test_plans_of_the_stage_stand_first_and_no_other_is_locked(hinge: Hinge) -> None:
    first = hinge("plans", "add", "--json").json["starters"]
    assert [each["name"] for each in first if each["from_stage"] == 1] == [first[0]["name"]] == ["Hinge A/B"]
    assert "(from stage 6 on)" in hinge("plans", "add").out
    early = hinge("plans", "add", "--starter", "5/3/1")
    assert early.code == 0
    assert "Made for stage 6 of the ladder; you are at stage 1. Nothing is locked." in early.out + early.err
    assert len(hinge("plans", "show", "5-3-1", "--json").json["days"]) == 2
    hinge("plans", "add", "--starter", "hinge")
    loads = [
        each["load"]
        for day in hinge("plans", "show", "Hinge", "--json").json["days"]
        for lift in day["lifts"]
        for each in lift["sets"]
    ]
    assert set(loads) == {None}
    hinge("config", "set", "start_at", "barbell")
    names = [each["name"] for each in hinge("plans", "add", "--json").json["starters"]]
    assert names[:2] == ["Hinge A/B", "Kettlebell"]


def test_a_plan_is_changed_in_the_editor(hinge: Hinge, pull: None, editor: Path, tmp_path: Path) -> None:
    before = hinge("plans", "--json").json["plans"][0]["id"]
    editor.write_text("""sed -i 's/"A"/"Heavy"/; s/75%x5x2/80%x3x5/' "$1"\n""")
    assert hinge("plans", "edit", "Pull").out.startswith("Plan Pull changed: Heavy, B.")
    (plan,) = hinge("plans", "--json").json["plans"]
    assert (plan["id"], plan["days"], plan["in_use"]) == (before, ["Heavy", "B"], True)
    editor.write_text("exit 0\n")
    assert hinge("plans", "edit", "Pull").err == "Nothing was changed.\n"
    assert list(tmp_path.glob("hinge-log-plan-*")) == []
    hinge("undo")
    assert hinge("plans", "--json").json["plans"][0]["days"] == ["A", "B"]


def test_a_mistake_in_the_editor_loses_nothing(hinge: Hinge, pull: None, editor: Path, tmp_path: Path) -> None:
    before = hinge("plans", "show", "Pull", "--json").json
    editor.write_text("""sed -i 's/75%x5x2/75%x/; s/long spine/long, long spine/' "$1"\n""")
    said = hinge("plans", "edit", "Pull")
    assert said.code == 1
    assert "how many reps" in said.err
    assert hinge("plans", "show", "Pull", "--json").json == before
    (kept,) = tmp_path.glob("hinge-log-plan-*")
    assert "long, long spine" in kept.read_text(encoding="utf-8")
    assert str(kept) in said.err
    kept.write_text(kept.read_text(encoding="utf-8").replace("75%x", "75%x3"), encoding="utf-8")
    assert hinge("plans", "add", str(kept), "--replace", "Pull").code == 0
    assert hinge("plans", "show", "Pull", "--json").json["days"][0]["lifts"][0]["note"] == "long, long spine"


def test_an_editor_that_fails_leaves_plan_and_folder_alone(
    hinge: Hinge, pull: None, editor: Path, tmp_path: Path
) -> None:
    editor.write_text("exit 3\n")
    assert hinge("plans", "edit", "Pull").code == 1
    assert list(tmp_path.glob("hinge-log-plan-*")) == []
    assert hinge("plans", "edit", "Pull", "--no-input").code == 4


def test_use_and_delete_say_the_way_back(hinge: Hinge, pull: None) -> None:
    assert hinge("plans", "use", "pull").out == "Pull A comes next.\n"
    assert "undo: hinge-log undo" in hinge("plans", "use", "none").out
    assert "No workout is open" in hinge("next").err
    assert hinge("plans", "use", "pull").out == "Pull A comes next. undo: hinge-log undo\n"
    assert "undo: hinge-log undo" in hinge("plans", "delete", "pull").out
    assert hinge("plans", "show", "pull").code == 3
    assert hinge("undo").out.startswith("Undone: plan deleted")
    assert hinge("next").out.startswith("next: Pull A")
    assert hinge("plans", "delete", "nothing").code == 3


def test_a_plan_of_plain_text_has_one_line_each(hinge: Hinge, pull: None) -> None:
    assert hinge("plans", "--plain").out == "Pull\tA, B\tA\tin use\n"


def test_after_a_break_percentages_are_of_the_older_estimate_and_its_age_is_said(
    hinge: Hinge, pull: None, clock: FixedClock
) -> None:
    hinge("log", "deadlift", "100x5")
    hinge("finish")
    clock.pass_(days=210)
    started = hinge("start")
    assert "30 weeks old" in " ".join(started.out.split())
    lift = hinge("today", "--json").json["workout"]["lifts"][0]
    assert "30 weeks old" in lift["note"]
    loads = [hinge("next", "--json").json["load"]["value"]]
    for _ in range(2):
        hinge("log", "deadlift", f"{loads[-1]}x5")
        clock.pass_(seconds=60)
        loads.append(hinge("next", "--json").json["load"]["value"])
    assert loads == [60, 87.5, 87.5], "75 % of 116.67, never last time's load"
    assert "The estimate is 30 weeks old" in hinge("next", "--why").out


def test_a_load_of_last_time_says_when_that_was_after_a_break(hinge: Hinge, clock: FixedClock) -> None:
    hinge("log", "deadlift", "170x3")
    hinge("finish")
    hinge("plans", "add", "--starter", "Linear", "--use")
    for days, is_old in ((30, False), (26, True)):
        clock.pass_(days=days)
        reasons = " ".join(hinge("plans", "show", "Linear", "--why").out.split())
        assert "170 kg x 3 last time: about 160 kg for 5 reps" in reasons
        assert ("Last time was 8 weeks ago: start lighter if unsure." in reasons) is is_old


def test_sets_of_many_reps_leave_no_more_load_than_the_plan_says(hinge: Hinge, pull: None, clock: FixedClock) -> None:
    hinge("log", "deadlift", "100x15")
    hinge("finish")
    clock.pass_(days=3)
    lift = hinge("plans", "show", "Pull", "--json").json["days"][0]["lifts"][0]
    assert [each["planned"]["value"] for each in lift["sets"]] == [60, 75, 75]


def test_a_planned_amrap_set_is_kept_shown_and_suggested(hinge: Hinge, tmp_path: Path) -> None:
    file = tmp_path / "amrap.toml"
    sets = "100x5, 75%x3+, x8+"
    file.write_text(
        f'name = "Top"\n[[day]]\nname = "A"\n[[day.lift]]\nexercise = "deadlift"\nsets = "{sets}"\n', encoding="utf-8"
    )
    assert hinge("plans", "add", str(file), "--use").code == 0
    assert "75%x3+" in hinge("plans", "show", "Top").out
    assert "75%x3+" in hinge("plans", "export", "Top").out
    hinge("start")
    hinge("log", "dl", "100x5")
    assert "x 3+" in hinge("next").out
    assert hinge("next", "--json").json["amrap"] is True
    assert hinge("log", "dl", "x6", "--json").json["amrap"] is False
    assert "x 8+" in hinge("next").out
