"""What stands beside the sets: second ratings, videos, coaches' texts, bodyweight and gyms; each one step to undo."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sized
from dataclasses import replace
from pathlib import Path

import pytest

from hinge_log.errors import HingeLogError, NeedsDecision, NotFound
from hinge_log.exercises.catalogue import load
from hinge_log.store.bodyweights import add_bodyweight, bodyweights
from hinge_log.store.gyms import add_gym, edit_gym, gym_in_use, gyms, remove_gym, use_gym
from hinge_log.store.naming import make, merge
from hinge_log.store.set_extras import (
    add_coach_note,
    add_video,
    coach_notes,
    judge_set,
    judgements_of,
    latest_cues,
    set_notes,
    videos_of,
)
from hinge_log.store.store import Store
from hinge_log.training.load import Load
from hinge_log.training.workout import Basis, Form, Judge
from tests.support import CHECKED_3, QUICK_4, kg, work

COACH = Form(2, Basis.CHECKED, Judge.PERSON, 40, (("dl-neutral", 3),), "deadlift", 2, "dl-neutral")


@pytest.fixture
def set_id(store: Store) -> str:
    """A set that the lifter rated 4 by feel."""
    (record,) = store.log_lift("deadlift-conventional", "Deadlift", [work("100", 5)])
    store.rate(record.id, QUICK_4)
    return record.id


def ratings_of(store: Store, set_id: str) -> list[tuple[str, Form]]:
    """All ratings of a set with who gave them: the lifter's of now first."""
    record = store.set(set_id)
    own = record.what.form if record is not None else None
    others = judgements_of(store, [set_id]).get(set_id, ())
    return [*([("", own)] if own else []), *((each.person, each.form) for each in others)]


def test_a_coach_never_takes_the_place_of_the_lifters_own_rating(store: Store, set_id: str) -> None:
    judge_set(store, set_id, "Ann", COACH, note="hips first")
    assert ratings_of(store, set_id) == [("", QUICK_4), ("Ann", COACH)]
    assert judgements_of(store, [set_id])[set_id][0].note == "hips first"
    judge_set(store, set_id, "Ben", COACH._replace(label=3))
    judge_set(store, set_id, "Ann", COACH._replace(label=4))
    assert {person: form.label for person, form in ratings_of(store, set_id)} == {"": 4, "Ann": 4, "Ben": 3}


def test_what_was_felt_stays_when_the_video_is_seen(store: Store, set_id: str) -> None:
    store.rate(set_id, CHECKED_3)
    assert ratings_of(store, set_id) == [("", CHECKED_3), ("", QUICK_4)]
    store.undo()
    assert ratings_of(store, set_id) == [("", QUICK_4)]
    store.redo()
    assert len(ratings_of(store, set_id)) == 2


def test_a_rating_of_the_same_kind_replaces_the_one_before(store: Store, set_id: str) -> None:
    store.rate(set_id, Form(5, Basis.QUICK))
    assert [form.label for _, form in ratings_of(store, set_id)] == [5]


def test_a_judgement_needs_a_set_and_a_rating(store: Store, set_id: str) -> None:
    with pytest.raises(NotFound):
        judge_set(store, "x" * 26, "Ann", COACH)
    with pytest.raises(NeedsDecision):
        judge_set(store, set_id, "Ann", COACH._replace(label=None))
    assert not judgements_of(store, [set_id])


def test_a_video_is_a_path_with_its_hash_or_a_link(store: Store, set_id: str, tmp_path: Path) -> None:
    film = tmp_path / "set 1.mp4"
    film.write_bytes(b"film")
    added = add_video(store, set_id, str(film))
    assert added.sha256 == hashlib.sha256(b"film").hexdigest()
    link = add_video(store, set_id, "https://example.org/v/1")
    assert (link.sha256, link.is_link, added.is_link) == ("", True, False)
    assert videos_of(store, [set_id])[set_id] == (added, link)
    for wrong in ("", str(tmp_path), str(tmp_path / "none.mp4"), "https://" + "x" * 5000):
        with pytest.raises(HingeLogError):
            add_video(store, set_id, wrong)
    assert len(videos_of(store, [set_id])[set_id]) == 2


def test_a_bodyweight_that_nobody_has_is_refused(store: Store) -> None:
    first = add_bodyweight(store, kg("82.4"), note="morning")
    for wrong in (kg("5"), kg("900"), Load.of("80", "kg", body=True)):
        with pytest.raises(NeedsDecision):
            add_bodyweight(store, wrong)
    assert bodyweights(store) == (first,)


def test_a_coachs_texts_are_found_by_kind_exercise_and_set(store: Store, set_id: str) -> None:
    cue = add_coach_note(store, "Ann", "cue", "push the floor", exercise="deadlift-conventional")
    note = add_coach_note(store, "Ann", "note", "good\x1b[31m", set_id=set_id)
    assert "\x1b" not in note.text
    assert coach_notes(store, kind="cue") == (cue,)
    assert coach_notes(store, exercise="deadlift-conventional") == (cue,)
    assert set_notes(store, [set_id]) == {set_id: (note,)}
    for kind, text in (("cue", " "), ("rumour", "x")):
        with pytest.raises(NeedsDecision):
            add_coach_note(store, "Ann", kind, text)


def test_a_gym_keeps_limited_plates_bells_and_dumbbells(store: Store) -> None:
    made = add_gym(store, "Home", "kg", "15", [("10", 1), ("20", 2), ("5", None)], ["24", "16"], ["10"])
    assert made.plates == (("20", 2), ("10", 1), ("5", None))
    assert made.bells == ("16", "24")
    assert gym_in_use(store) is None
    use_gym(store, made.id)
    assert gym_in_use(store) == made
    assert edit_gym(store, made._replace(bar="20")).bar == "20"
    for name, bar, plates in (("home", "20", []), ("", "20", []), ("B", "x", []), ("C", "20", [("20", 0)])):
        with pytest.raises(NeedsDecision):
            add_gym(store, name, "kg", bar, plates)
    remove_gym(store, made.id)
    assert gyms(store) == ()
    assert gym_in_use(store) is None


def test_as_many_reps_as_possible_is_kept_with_the_set(store: Store) -> None:
    (record,) = store.log_lift("deadlift-conventional", "Deadlift", [replace(work("100", 8), amrap=True)])
    assert record.what.amrap
    assert not store.edit_set(record.id, work("100", 8)).what.amrap
    store.undo()
    assert store.one("SELECT amrap, kg FROM set_log") == (1, 100.0)


STEPS: dict[str, Callable[[Store, str], object]] = {
    "judge": lambda store, set_id: judge_set(store, set_id, "Ann", COACH),
    "video": lambda store, set_id: add_video(store, set_id, "https://example.org"),
    "bodyweight": lambda store, set_id: add_bodyweight(store, kg("80")),
    "coach note": lambda store, set_id: add_coach_note(store, "Ann", "note", "x", set_id=set_id),
    "new gym": lambda store, set_id: add_gym(store, "Home", "kg", "20"),
}


def beside(store: Store, set_id: str) -> list[Sized]:
    return [
        ratings_of(store, set_id), videos_of(store, [set_id]), bodyweights(store), coach_notes(store), gyms(store),
    ]  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
def test_each_is_one_step_back_and_one_forth(store: Store, set_id: str, step: str) -> None:
    before = beside(store, set_id)
    STEPS[step](store, set_id)
    after = beside(store, set_id)
    assert after != before
    undone = store.undo()
    assert undone is not None
    assert undone[0] == step
    assert beside(store, set_id) == before
    store.redo()
    assert beside(store, set_id) == after


@pytest.mark.parametrize("odd", ['[1,"20",null]', "[[]]", '[["20","2"],[20]]', "[{}]", "[nonsense]", "[[[[1]]]]"])
def test_odd_plates_in_the_log_are_read_as_far_as_they_make_sense(store: Store, odd: str) -> None:
    gym = add_gym(store, "Home", "kg", "20", [("20", 2)])
    store.one("UPDATE gym SET plates = ?, bells = ?, dumbbells = ? WHERE id = ?", odd, odd, odd, gym.id)
    (read,) = gyms(store)
    assert read.name == "Home"
    assert all(isinstance(weight, str) for weight, _ in read.plates)


def test_a_coachs_cue_follows_its_exercise_into_the_one_that_it_became(store: Store) -> None:
    keys = [make(store, name).id for name in ("Lift A", "Lift B")]
    cue = add_coach_note(store, "Ann", "cue", "push the floor", exercise=keys[0])
    exercises = {each.id: each for each in store.own_exercises()}
    merge(store, keys[0], exercises[keys[1]])
    merge(store, keys[1], load().exercises["deadlift-romanian"])
    (followed,) = coach_notes(store, exercise="deadlift-romanian")
    assert followed == cue._replace(exercise="deadlift-romanian")
    assert latest_cues(store) == {"deadlift-romanian": followed}
