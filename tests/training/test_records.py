from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hinge_log.exercises.model import Exercise
from hinge_log.training.load import Load
from hinge_log.training.records import Bests, Effort, PersonalBest, bests, effort_of, records, session_volume
from hinge_log.training.strength import epley
from hinge_log.training.workout import Basis, Form, SetDraft, SetKind, SetRecord

LIFT = Exercise("deadlift", "Deadlift", "deadlift")
ASSISTED = Exercise("pull-up", "Pull-up", "own", load_type="bodyweight_plus", e1rm=False)
PLANK = Exercise("hold", "Hold", "own", load_type="bodyweight", metric="seconds", e1rm=False)
CLEAN = Form(4, Basis.CHECKED, clean=True)


def done(load: str, reps: int, day: int = 0, *, body: bool = False, clean: bool = False) -> Effort:
    return Effort(day, reps, Load.of(load, "kg", body=body), clean=clean)


def beaten(before: Bests, *now: Effort, lift: Exercise = LIFT) -> list[tuple[str, float, float]]:
    return [(r.best.kind, r.best.value, r.before.value) for r in records(bests(lift, now), before)]


efforts = st.builds(
    Effort,
    st.integers(0, 300),
    st.integers(1, 20),
    st.builds(
        lambda grams, body: Load.from_grams(grams, "kg", body=body),
        st.integers(-40, 80).map(lambda steps: steps * 2500),
        st.booleans(),
    ),
    st.none(),
    st.sampled_from([None, 7.0, 8.5, 10.0]),
    st.booleans(),
)


@given(st.lists(efforts, max_size=12), st.randoms())
def test_the_order_in_which_a_log_came_in_changes_no_best(found: list[Effort], random: object) -> None:
    mixed = list(found)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    assert bests(LIFT, mixed) == bests(LIFT, found)


@given(st.lists(efforts, min_size=1, max_size=12), st.data())
def test_a_set_no_heavier_with_no_more_reps_is_never_a_record(found: list[Effort], data: st.DataObject) -> None:
    before = bests(LIFT, found)
    held = data.draw(st.sampled_from(found))
    assert held.load is not None
    assert held.reps is not None
    lighter = Load.from_grams(held.load.grams - data.draw(st.integers(0, 8)) * 2500, "kg", body=held.load.body)
    again = Effort(400, data.draw(st.integers(1, held.reps)), lighter, None, held.rpe, held.clean)

    assert records(bests(LIFT, [again]), before) == ()


@given(st.lists(efforts, min_size=1, max_size=12), efforts)
def test_a_load_under_every_other_one_is_no_record_of_load_whatever_its_reps(
    found: list[Effort], light: Effort
) -> None:
    same = [each.load.grams for each in found if each.load and light.load and each.load.body == light.load.body]
    assert light.load is not None
    lightest = Load.from_grams(min(same, default=0) - 2500, "kg", body=light.load.body)
    now = bests(LIFT, [Effort(400, light.reps, lightest)])

    assert not any(each.best.kind == "load" for each in records(now, bests(LIFT, found)))


@given(st.lists(efforts, min_size=1, max_size=8), st.lists(efforts, min_size=1, max_size=8))
def test_after_a_session_nothing_of_it_is_a_record_again(first: list[Effort], second: list[Effort]) -> None:
    assert records(bests(LIFT, second), bests(LIFT, [*first, *second])) == ()


@given(st.lists(efforts, max_size=12))
def test_only_sets_that_no_other_one_reached_are_kept(found: list[Effort]) -> None:
    kept = bests(LIFT, found).loads

    for body in (False, True):
        those = [best for best in kept if best.load is not None and best.load.body == body]
        for fewer, more in pairwise(those):
            assert (fewer.reps or 0) < (more.reps or 0)
            assert fewer.value > more.value


def test_the_first_session_of_an_exercise_is_no_record() -> None:
    assert beaten(Bests(), done("100", 5)) == []


def test_a_heavier_load_for_as_many_reps_is_one_and_a_tie_is_none() -> None:
    before = bests(LIFT, [done("100", 5), done("110", 3)])

    assert ("load", 102_500, 100_000) in beaten(before, done("102.5", 5))
    assert beaten(before, done("100", 5)) == []
    assert beaten(before, done("105", 3)) == []
    assert ("load", 105_000, 100_000) in beaten(before, done("105", 4))


def test_more_reps_with_the_heaviest_load_are_one_but_many_with_a_light_one_are_none() -> None:
    before = bests(LIFT, [done("100", 5)])

    assert ("load", 100_000, 100_000) in beaten(before, done("100", 6))
    assert beaten(before, done("40", 20)) == []


def test_less_assistance_is_better_and_none_is_better_still() -> None:
    before = bests(ASSISTED, [done("-20", 5, body=True)])

    assert beaten(before, done("-15", 5, body=True), lift=ASSISTED) == [("load", -15_000, -20_000)]
    assert beaten(before, done("0", 5, body=True), lift=ASSISTED) == [("load", 0, -20_000)]
    assert beaten(before, done("5", 5, body=True), lift=ASSISTED) == [("load", 5_000, -20_000)]
    assert beaten(before, done("-25", 5, body=True), lift=ASSISTED) == []
    assert beaten(before, done("-20", 5, body=True), lift=ASSISTED) == []


def test_what_is_added_to_the_body_is_not_compared_with_a_bar() -> None:
    before = bests(LIFT, [done("10", 5, body=True)])

    assert beaten(before, done("60", 5)) == []


def test_a_clean_estimate_is_a_record_of_its_own() -> None:
    before = bests(LIFT, [done("120", 5), done("90", 5, clean=True)])

    assert beaten(before, done("100", 5, clean=True)) == [
        ("clean", epley(100_000, 5), epley(90_000, 5)),
    ]
    assert beaten(before, done("100", 5)) == []


def test_no_estimate_is_made_where_the_catalogue_has_none() -> None:
    assert bests(ASSISTED, [done("20", 3)]).e1rm is None


def test_drills_have_no_records() -> None:
    drill = Exercise("wall", "Wall drill", "drill")

    assert bests(drill, [done("10", 5)], [PersonalBest("volume", 50_000, 0)]) == Bests()


def test_without_a_load_the_most_reps_and_the_longest_hold_count() -> None:
    before = bests(PLANK, [Effort(0, seconds=40), Effort(0, reps=10)])

    assert beaten(before, Effort(9, seconds=45), Effort(9, reps=10), lift=PLANK) == [("seconds", 45, 40)]
    assert beaten(before, Effort(9, reps=12), lift=PLANK) == [("reps", 12, 10)]


def test_the_earlier_of_equals_is_the_one_that_is_told() -> None:
    found = bests(LIFT, [done("100", 5, 9), done("100", 5, 3), done("100", 5, 7)])

    assert [best.day for best in found.loads] == [3]


def record(what: SetDraft) -> SetRecord:
    return SetRecord("s", "l", "deadlift", 0, 7, None, what)


def test_a_warm_up_and_a_missed_attempt_are_worth_nothing() -> None:
    load = Load.of("200", "kg")

    assert effort_of(record(SetDraft(5, load, kind=SetKind.WARMUP))) is None
    assert effort_of(record(SetDraft(0, load))) is None
    assert session_volume(LIFT, [record(SetDraft(5, load, kind=SetKind.WARMUP))]) is None


def test_only_a_checked_set_is_clean() -> None:
    load = Load.of("100", "kg")
    checked, quick = (effort_of(record(SetDraft(5, load, form=form))) for form in (CLEAN, Form(5, Basis.QUICK)))

    assert checked is not None
    assert checked.clean
    assert quick is not None
    assert not quick.clean


def test_the_volume_of_a_session_has_to_be_more_than_any_before() -> None:
    sets = [record(SetDraft(5, Load.of("100", "kg"))) for _ in range(3)]
    total = session_volume(LIFT, sets)
    assert total is not None
    assert total.value == 1_500_000
    now = bests(LIFT, [], [total])

    assert [r.best.kind for r in records(now, bests(LIFT, [], [PersonalBest("volume", 1_499_999, 0)]))] == ["volume"]
    assert records(now, bests(LIFT, [], [PersonalBest("volume", 1_500_000, 0)])) == ()
