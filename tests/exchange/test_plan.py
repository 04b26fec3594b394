from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.errors import ImportFileError, NeedsDecision, NotFound
from hinge_log.exchange.log_comparison import identity
from hinge_log.exchange.names import own_key, read_map
from hinge_log.exchange.preview import ImportPreview, preview_import
from hinge_log.exercises import catalogue
from hinge_log.exercises.model import Exercise
from tests.exchange.conftest import Give

HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
ROWS = (
    '2024-05-01 07:00:00,"A",1h,"Deadlift (Barbell)",W,60,5,0,0,"","",\n'
    '2024-05-01 07:00:00,"A",1h,"Deadlift (Barbell)",1,100.5,5,0,0,"","",8\n'
    '2024-05-01 07:00:00,"A",1h,"Deadlift (Barbell)",1,100.5,5,0,0,"","",8\n'
    '2024-05-01 07:00:00,"A",1h,"Squat",1,80,3,0,0,"","",\n'
    '2024-05-03 07:00:00,"B",1h,"Chest Press",1,40,10,0,0,"","",\n'
    '2024-05-03 07:00:00,"B",1h,"Chest Press",Rest Timer,0,0,0,90,"","",\n'
    '2024-05-03 07:00:00,"B",1h,"Chest Press",2,forty,10,0,0,"","",\n'
)


def planned(give: Give, *, unit: str | None = "kg", **options: object) -> ImportPreview:
    return preview_import(give(HEAD + ROWS, unit=unit), catalogue.load(), **options)  # type: ignore[arg-type]


def by_name(plan: ImportPreview) -> dict[str, tuple[str, str, int]]:
    return {name.name: (name.mark, name.key, name.sets) for name in plan.names}


def test_the_preview_counts_the_file_and_tells_every_refused_row(give: Give) -> None:
    plan = planned(give)
    result = plan.result()
    assert (result.records, result.workouts, result.sets, result.warmup_sets, result.rest_rows) == (7, 2, 5, 1, 1)
    assert (result.exercises, result.skipped, result.already_there, result.import_id) == (3, 1, 0, None)
    # 60x5 + 2 x 100.5x5 + 80x3 + 40x10
    assert result.volume == "1945"
    assert [line for line, _ in plan.parsed.skipped] == [8]
    assert plan.days is not None
    assert [day.isoformat() for day in plan.days] == ["2024-05-01", "2024-05-03"]


def test_a_doubtful_name_is_asked_about_and_never_guessed(give: Give) -> None:
    plan = planned(give)
    assert by_name(plan)["Deadlift (Barbell)"] == ("=", "deadlift-conventional", 3)
    assert by_name(plan)["Chest Press"] == ("+", "own:chest-press", 1)
    match = catalogue.load().match_import("strong", "Bent Ovre Row")
    assert match.kind == "unsure"
    slip = give(HEAD + ROWS.replace("Chest Press", "Bent Ovre Row"), unit="kg")
    unsure = preview_import(slip, catalogue.load()).unsure
    assert [(name.name, name.key) for name in unsure] == [("Bent Ovre Row", "own:bent-ovre-row")]
    assert "row-bent-over-barbell" in unsure[0].candidates


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Row", "row-bent-over-barbell"),
        ("Swings", "swing-two-hand"),
        ("Hip Thrust", "hip-thrust-barbell"),
        ("Good Morning", "good-morning-barbell"),
        ("Squat", "squat-back"),
        ("Deadlift", "deadlift-conventional"),
        ("Kreuzheben", "deadlift-conventional"),
    ],
)
def test_a_plain_name_is_the_usual_lift_and_says_what_else_it_may_be(give: Give, name: str, key: str) -> None:
    table = give(f"Date,Exercise,Weight (kg),Reps\n2024-05-01,{name},100,5\n")
    (one,) = preview_import(table, catalogue.load()).names
    assert (one.mark, one.key, one.own) == ("~", key, False)
    assert len(one.candidates) > 1
    (other,) = preview_import(table, catalogue.load(), chosen={name: one.candidates[1]}).names
    assert (other.key, other.chosen) == (one.candidates[1], True)


def test_what_the_user_says_wins_over_last_time_and_that_over_the_catalogue(give: Give) -> None:
    kept = {"Deadlift (Barbell)": "deadlift-sumo", "Chest Press": ""}
    plan = planned(give, earlier=kept)
    assert by_name(plan)["Deadlift (Barbell)"][:2] == ("=", "deadlift-sumo")
    assert by_name(plan)["Chest Press"][:2] == ("-", "")
    assert (plan.result().sets, plan.result().left_out) == (4, 1)
    said = planned(give, earlier=kept, chosen={"Deadlift (Barbell)": "new", "Chest Press": "row-seal", "Squat": ""})
    assert by_name(said) == {
        "Deadlift (Barbell)": ("+", "own:deadlift-barbell", 3),
        "Chest Press": ("=", "row-seal", 1),
        "Squat": ("-", "", 1),
    }


def test_an_exercise_that_is_not_there_is_refused(give: Give) -> None:
    with pytest.raises(NotFound):
        planned(give, chosen={"Squat": "no such thing at all"})


def test_an_own_exercise_is_known_by_its_name_and_aliases(give: Give) -> None:
    mine = Exercise("own:machine", "Machine press", "own", aliases=("chest press",), own=True)
    assert by_name(planned(give, own=[mine]))["Chest Press"] == ("=", "own:machine", 1)


def test_weights_without_a_unit_wait_for_the_user(give: Give) -> None:
    plan = planned(give, unit=None)
    assert plan.needs_unit
    with pytest.raises(NeedsDecision):
        plan.require_decisions()
    plan.parsed.choose_unit("lb")
    plan.require_decisions()
    assert plan.result().unit == "lb"


def test_equal_rows_are_two_sets_with_identities_that_last(give: Give) -> None:
    plan = planned(give)
    assert len(set(plan.identities)) == 5
    # The first deadlift set, written down here: what was imported years ago must be known for ever.
    grown = preview_import(
        give(HEAD + '2024-04-01 07:00:00,"Z",1h,"Squat",1,80,3,0,0,"","",\n' + ROWS), catalogue.load()
    )
    assert set(plan.identities) < set(grown.identities)
    corrected = preview_import(give(HEAD + ROWS.replace("100.5", "105")), catalogue.load())
    assert corrected.identities == plan.identities


def test_sets_that_came_in_before_are_not_new(give: Give) -> None:
    first = planned(give).identities

    def known(identities: array[int]) -> bytearray:
        return bytearray(number in set(first[:2]) for number in identities)

    result = planned(give, known=known).result()
    assert (result.sets, result.already_there, result.new_workouts) == (3, 2, 1)


@given(st.text(max_size=150))
def test_an_own_key_is_short_and_always_the_same(name: str) -> None:
    key = own_key(name)
    assert key == own_key(name)
    assert key.startswith("own:")
    assert 4 < len(key) <= 120


def test_own_keys_tell_names_of_all_scripts_apart() -> None:
    names = ["Chest Press", "卧推", "深蹲", "Жим лёжа", "कर्ल", "कल", "💪", "🔥", "Bench ↑", "Bench ↓"]
    names += ["a" * 120, "a" * 119]
    assert len({own_key(name) for name in names}) == len(names)
    assert own_key("CHEST  press") == own_key("Chest Press") == "own:chest-press"
    assert own_key("卧推") == "own:卧推"


def test_a_map_is_read_as_json_or_toml(tmp_path: Path) -> None:
    file = tmp_path / "map"
    file.write_text('{"Squat": "squat-back", "Chest Press": ""}')
    assert read_map(file) == ({"Squat": "squat-back", "Chest Press": ""}, {})
    file.write_text('"Squat" = "squat-back"\n"Chest Press" = "new"\n')
    assert read_map(file) == ({"Squat": "squat-back", "Chest Press": "new"}, {})
    file.write_text('{"date": "Day", "exercise": "What"}')
    assert read_map(file) == ({}, {"date": "Day", "exercise": "What"})
    file.write_text('[columns]\ndate = "Day"\n[names]\nSquat = "new"\n')
    assert read_map(file) == ({"Squat": "new"}, {"date": "Day"})


@pytest.mark.parametrize("text", ['{"a": 1}', '{"a": "x", "a": "y"}', "a = 1", "a = ", "{", '["a"]', "\udc80"])
def test_a_map_that_is_none_is_refused_with_its_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / "names.toml"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ImportFileError, match=r"names\.toml"):
        read_map(file)


def test_an_identity_is_that_of_the_workout_and_the_name(give: Give) -> None:
    plan = planned(give)
    first = plan.parsed.workouts[0]
    assert identity(first.key, first.sets[0].exercise) in plan.identities
