from __future__ import annotations

import pytest

from hinge_log.charts.figure import MOMENTS, Frame, describe, frames, pairs_for, still
from hinge_log.charts.figure.frames import moment_of
from hinge_log.charts.figure.motion import FRAMES
from hinge_log.charts.figure.pairs import choose
from hinge_log.exercises.catalogue import load
from hinge_log.exercises.model import Exercise

CATALOGUE = load()


@pytest.mark.parametrize("exercise", CATALOGUE.exercises.values(), ids=lambda e: e.id)
def test_every_exercise_shows_a_fault_that_the_catalogue_knows(exercise: Exercise) -> None:
    pairs = pairs_for(exercise)
    assert pairs
    assert {pair.fault for pair in pairs} <= CATALOGUE.faults.keys()
    assert len({pair.id for pair in pairs}) == len(pairs)


def test_the_named_differences_are_there() -> None:
    wanted = {
        "deadlift-conventional": {"lumbar-rounding", "bar-drift", "hyperextension-lockout", "knees-first"},
        "squat-back": {"knees-first", "early-hip-rise", "butt-wink"},
        "hip-thrust-barbell": {"lumbar-drive"},
        "row-bent-over-barbell": {"torso-rise", "lumbar-rounding"},
        "good-morning-barbell": {"lumbar-rounding", "knees-first"},
        "swing-two-hand": {"squatting-the-swing", "lean-back-top"},
        "drill-wall-hinge": {"knees-first"},
        "drill-dowel-hinge": {"contact-lost"},
        "everyday-box-pickup": {"lumbar-rounding", "knees-first", "reach-far"},
    }
    for name, faults in wanted.items():
        assert faults <= {pair.fault for pair in pairs_for(CATALOGUE.exercises[name])}, name


def test_an_exercise_of_the_users_own_moves_like_its_family() -> None:
    own = Exercise(id="my-hinge", name="My hinge", family="deadlift", checklist="deadlift_hang", own=True)
    assert pairs_for(own)[0].fault == "knees-first"
    assert choose(own._replace(family="", checklist="")) is None
    assert pairs_for(own._replace(family="", checklist="")) == ()


def test_a_repetition_has_8_to_36_frames_that_last_as_long_as_its_beats() -> None:
    for exercise in CATALOGUE.exercises.values():
        tempo = pairs_for(exercise)[0].tempo
        assert FRAMES[0] <= len(tempo.beats()) <= FRAMES[1]
    pair = pairs_for(CATALOGUE.exercises["swing-two-hand"])[0]
    shown = frames(pair, 30, 8)
    assert sum(frame.seconds for frame in shown) == pytest.approx(pair.tempo.total)


def test_stills_are_moments_that_the_moving_figure_passes() -> None:
    for exercise in CATALOGUE.exercises.values():
        for pair in pairs_for(exercise):
            for moment in MOMENTS:
                beat = moment_of(pair, moment)
                assert pair.tempo.beat(beat.seconds).way == pytest.approx(beat.way, abs=0.001)


def test_the_text_form_tells_hips_first_from_knees_first_by_numbers() -> None:
    pair = next(p for p in pairs_for(CATALOGUE.exercises["drill-hinge-free"]) if p.fault == "knees-first")
    said = describe(pair, still(pair, "bottom", 40, 12))
    assert said == (
        "down, hips go back first: knee 16, trunk 60 degrees; fault, knees go first: knee 66, trunk 14 degrees"
    )
    assert describe(pair, frames(pair, 40, 12, layout="good")[0]).startswith("down, hips go back first: knee 8")
    assert pair.word == "knee"


def test_the_text_forms_of_good_and_fault_differ_for_every_pair() -> None:
    for exercise in CATALOGUE.exercises.values():
        for pair in pairs_for(exercise):
            said = {describe(pair, Frame((), moment_of(pair, m), 0.0)) for m in MOMENTS}
            assert any(text.split(": ")[1].split(";")[0] != text.split(": ")[2] for text in said), pair.id
            assert all(text.isascii() and "-0" not in text for text in said)


def test_words_name_the_load_that_is_shown() -> None:
    pair = next(p for p in pairs_for(CATALOGUE.exercises["deadlift-romanian-dumbbell"]) if p.fault == "bar-drift")
    assert (pair.word, pair.slipped) == ("dumbbell", "dumbbell drifts away")
    assert "bar " not in pair.see
