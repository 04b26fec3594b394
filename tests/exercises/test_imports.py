"""Names of other loggers: each gets its own exercise, and none is forced on a lift it was not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.exercises.catalogue import load

CATALOGUE = load()
NAMES = [
    (app, name, exercise.id)
    for exercise in CATALOGUE.exercises.values()
    for app, names in exercise.names
    for name in names
]


@pytest.mark.parametrize(("app", "name", "exercise_id"), NAMES)
def test_a_name_of_the_app_is_its_exercise(app: str, name: str, exercise_id: str) -> None:
    match = CATALOGUE.match_import(app, name.lstrip("~"))
    assert match.exercise_id == exercise_id
    assert match.kind in ("known", "alias", "unsure")


def test_nearly_all_names_need_no_question() -> None:
    unsure = {name for app, name, _ in NAMES if CATALOGUE.match_import(app, name.lstrip("~")).kind == "unsure"}
    assert unsure == {"~Hip Thrust", "Row#508", "Hip hinge#1578"}


@pytest.mark.parametrize("app", ["strong", "hevy", "fitnotes", "wger", "somewhere else"])
@pytest.mark.parametrize("name", ["Squat (Smith Machine)", "Smith Machine Squat", "SQUAT (SMITH MACHINE)"])
def test_a_rail_squat_is_never_a_free_one(app: str, name: str) -> None:
    assert CATALOGUE.match_import(app, name).exercise_id == "squat-smith"


@pytest.mark.parametrize(
    ("app", "name", "exercise_id", "tag"),
    [
        ("strong", "Pause Deadlift", "deadlift-conventional", "paused"),
        ("strong", "Paused RDL", "deadlift-romanian", "paused"),
        ("hevy", "Paused RDL", "deadlift-romanian", "paused"),
        ("strong", "Pause Squat (Barbell)", "squat-back", "paused"),
        ("strong", "Pin Squat", "squat-back", "pin"),
        ("strong", "Speed Deadlift", "deadlift-conventional", "speed"),
        ("strong", "Front Squat Eccentric", "squat-front", "eccentric"),
        ("strong", "Pause Bent Over Row", "row-bent-over-barbell", "paused"),
        ("wger", "Speed Deadlift#604", "deadlift-conventional", "speed"),
        ("hevy", "Tempo Front Squat", "squat-front", "tempo"),
        ("strong", "Touch and Go Deadlift", "deadlift-conventional", "touch_and_go"),
    ],
)
def test_how_it_was_done_is_a_tag(app: str, name: str, exercise_id: str, tag: str) -> None:
    match = CATALOGUE.match_import(app, name)
    assert (match.exercise_id, match.tags) == (exercise_id, (tag,))


def test_a_modifier_that_is_the_name_is_no_tag() -> None:
    assert CATALOGUE.match_import("fitnotes", "Banded Hip Thrust").exercise_id == "hip-thrust-banded"
    assert CATALOGUE.match_import("fitnotes", "Dead-Stop Swing").tags == ()
    assert CATALOGUE.match_import("fitnotes", "Dead-Stop Swing").exercise_id == "swing-dead-stop"


@pytest.mark.parametrize(
    ("app", "name"),
    [("hevy", "Squat"), ("hevy", "Deadlift"), ("wger", "Good Morning"), ("wger", "Romanian Deadlift"),
     ("strong", "Hip Thrust"), ("wger", "Trap Bar Squat#1803"), ("strong", "Straight Leg Deadlift (Band)"),
     ("strong", "Goblet Squat"), ("strong", "Row"), ("wger", "Hip hinge#1578"),
     ("strong", "Romanian Deadlfit (Barbell)"), ("hevy", "Good Morning (Smith Machine)")],
)  # fmt: skip
def test_what_may_mean_several_is_asked(app: str, name: str) -> None:
    match = CATALOGUE.match_import(app, name)
    assert match.kind == "unsure"
    assert match.candidates
    assert set(match.candidates) <= set(CATALOGUE.exercises)


@pytest.mark.parametrize(
    "name",
    ["Power Clean", "Clean", "Snatch", "Hang Snatch", "Snatch (Barbell)", "Clean and Jerk (Barbell)", "Leg Press",
     "Hack Squat", "Hack Squat (Machine)", "Pendulum Squat (Machine)", "Belt Squat", "Pistol Squat", "Upright Row",
     "Upright Row (Barbell)", "Cable Row", "Seated Row (Cable)", "Seated Cable Row - V Grip (Cable)", "Row (Machine)",
     "Lunge (Dumbbell)", "Step Up", "Glute Ham Raise", "Reverse Hyperextension", "Turkish Get Up", "Farmers Walk",
     "Thruster (Barbell)", "Bench Press (Barbell)", "Jump Squat", "Paused Hack Squat", "Glute Kickback (Machine)",
     "Iso-Lateral Row (Machine)", "Deadlift Shrug", ""],
)  # fmt: skip
@pytest.mark.parametrize("app", ["strong", "hevy", "fitnotes"])
def test_what_is_not_in_the_catalogue_stays_itself(app: str, name: str) -> None:
    match = CATALOGUE.match_import(app, name)
    assert (match.kind, match.exercise_id) == ("new", None)


@pytest.mark.parametrize(
    ("name", "exercise_id"),
    [
        ("Squat (Bar)", "squat-back"),
        ("Rumen Deadlift (Dambıl)", "deadlift-romanian-dumbbell"),
        ("Kreuzheben (Langhantel)", "deadlift-conventional"),
        ("Rumänisches Kreuzheben (Kurzhantel)", "deadlift-romanian-dumbbell"),
        ("Kniebeuge (Multipresse)", "squat-smith"),
        ("Peso muerto (Barra)", "deadlift-conventional"),
        ("Sentadilla (Máquina Smith)", "squat-smith"),
        ("Soulevé de terre (Barre)", "deadlift-conventional"),
        ("Stacco rumeno (Bilanciere)", "deadlift-romanian"),
        ("Agachamento (Barra)", "squat-back"),
        ("Remada curvada (Barra)", "row-bent-over-barbell"),
        ("Rumuński martwy ciąg (Sztanga)", "deadlift-romanian"),
    ],
)
def test_hevy_in_other_languages(name: str, exercise_id: str) -> None:
    match = CATALOGUE.match_import("hevy", name)
    assert (match.kind, match.exercise_id) == ("alias", exercise_id)


def test_a_bare_lift_in_another_language_is_asked_as_in_english() -> None:
    assert CATALOGUE.match_import("hevy", "Sentadilla").kind == "unsure"


@given(st.text(), st.sampled_from(["strong", "hevy", "fitnotes", "wger", ""]))
def test_any_name_gets_an_answer(name: str, app: str) -> None:
    match = CATALOGUE.match_import(app, name)
    assert match.kind in ("known", "alias", "unsure", "new")
    assert (match.exercise_id is not None) or match.kind in ("unsure", "new")
    assert match.exercise_id is None or match.exercise_id in CATALOGUE.exercises
