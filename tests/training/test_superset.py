from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hinge_log.training.sides import finished, half_done, numbered, planned_done, set_name
from hinge_log.training.superset import (
    current_index,
    group,
    latest_set,
    members,
    next_after_set,
    next_index,
    open_lift,
    rest_free_next,
    rests,
    superset_from,
    tags,
    ungroup,
)
from hinge_log.training.workout import PlannedSet, SetDraft, SetKind, SetRecord, Workout, WorkoutLift
from tests.support import kg

WARM = PlannedSet(5, kg("40"), kind=SetKind.WARMUP)
WORK = PlannedSet(5, kg("100"))


def lift(name: str, plan: int, *, warm: int = 0, superset: int | None = 0) -> WorkoutLift:
    return WorkoutLift(name, name, 0, (), (WARM,) * warm + (WORK,) * plan, superset=superset)


def workout(*lifts: WorkoutLift) -> Workout:
    return Workout("w", "", 20_000, 0, 0, lifts=lifts)


def logged(before: Workout, index: int, sided: frozenset[str] = frozenset()) -> Workout:
    """The next set of a lift done, as it is planned."""
    home = before.lifts[index]
    place = planned_done(home, sided=home.exercise in sided)
    kind = home.plan[place].kind if place < len(home.plan) else SetKind.WORKING
    side = ""
    if home.exercise in sided:
        side = "R" if half_done(home, sided=True) else "L"
    number = sum(len(each.sets) for each in before.lifts)
    record = SetRecord(
        f"{number:03}",
        home.id,
        home.exercise,
        len(home.sets),
        20_000,
        number,
        SetDraft(5, kg("100"), kind=kind, side=side),
    )
    lifts = list(before.lifts)
    lifts[index] = replace(home, sets=(*home.sets, record))
    return replace(before, lifts=tuple(lifts))


def walked(start: Workout, sets: int, sided: frozenset[str] = frozenset(), at: int = 0) -> str:
    """The names of the lifts in which so many sets are done, one after the other."""
    names = []
    for _ in range(sets):
        names.append(start.lifts[at].id)
        start = logged(start, at, sided)
        at = next_after_set(start, at, sided=sided)
    return "".join(names)


# -- which set comes next -------------------------------------------------------------------------------------


def test_the_lifts_of_a_superset_take_turns_and_one_that_is_finished_is_passed_over() -> None:
    assert walked(workout(lift("a", 3), lift("b", 3)), 6) == "ababab"
    assert walked(workout(lift("a", 4), lift("b", 2)), 6) == "ababaa"
    assert walked(workout(lift("a", 1), lift("b", 2), lift("c", 3)), 6) == "abcbcc"


def test_a_lift_on_its_own_leads_nowhere() -> None:
    assert walked(workout(lift("a", 2, superset=None), lift("b", 2, superset=None)), 2) == "aa"


def test_warm_ups_are_done_in_a_row_before_the_first_round() -> None:
    assert walked(workout(lift("a", 2, warm=2), lift("b", 2, warm=1)), 7) == "aababab"
    assert walked(workout(lift("a", 2, warm=1), lift("b", 2)), 5) == "aabab"
    assert walked(workout(lift("a", 2), lift("b", 2, warm=1)), 5) == "abbab"


def test_both_sides_of_a_set_are_done_before_the_next_lift() -> None:
    assert walked(workout(lift("a", 2), lift("b", 2)), 6, frozenset("a")) == "aabaab"


def test_lifts_between_the_members_do_not_matter() -> None:
    assert walked(workout(lift("a", 2), lift("x", 2, superset=None), lift("b", 2)), 4) == "abab"


plans = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4), st.booleans()), min_size=2, max_size=4)


@given(plans, st.data())
def test_every_planned_set_is_reached_exactly_once_whatever_is_skipped_on_the_way(
    shapes: list[tuple[int, int, bool]], data: st.DataObject
) -> None:
    names = [chr(97 + place) for place in range(len(shapes))]
    sided = frozenset(name for name, (_, _, one) in zip(names, shapes, strict=True) if one)
    at, skipped = 0, frozenset[str]()
    now = workout(*(lift(name, plan, warm=warm) for name, (warm, plan, _) in zip(names, shapes, strict=True)))
    most = sum((warm + plan) * 2 for warm, plan, _ in shapes)
    for _ in range(3 * most):
        if data.draw(st.integers(0, 3)) == 0:
            name = data.draw(st.sampled_from(names))
            skipped ^= {name}
        if not open_lift(now.lifts[at], skipped, sided):
            at = next_index(now, at, skipped, sided)
            if not open_lift(now.lifts[at], skipped, sided):
                if all(finished(each, sided=each.exercise in sided) for each in now.lifts):
                    break
                skipped = frozenset()  # what was skipped is come back to
                continue
        now = logged(now, at, sided)
        at = next_after_set(now, at, skipped, sided)
    skipped = frozenset()
    for _ in range(most):
        if not open_lift(now.lifts[at], skipped, sided):
            at = next_index(now, at, skipped, sided)
        if not open_lift(now.lifts[at], skipped, sided):
            break
        now = logged(now, at, sided)
        at = next_after_set(now, at, skipped, sided)
    for each in now.lifts:
        one = each.exercise in sided
        assert len(each.sets) == len(each.plan) * (2 if one else 1)
        kinds = [record.what.kind for record in each.sets]
        assert kinds == [planned.kind for planned in each.plan for _ in range(2 if one else 1)]


def test_a_skipped_lift_is_passed_over_until_it_is_taken_up_again() -> None:
    now = logged(workout(lift("a", 2), lift("b", 2), lift("c", 2)), 0)
    assert next_after_set(now, 0, {"b"}) == 2
    assert next_after_set(now, 0) == 1
    assert next_after_set(now, 0, {"b", "c"}) == 0


def test_going_on_leaves_a_finished_superset_for_the_next_lift() -> None:
    now = workout(lift("a", 1), lift("b", 1), lift("x", 2, superset=None))
    now = logged(logged(now, 0), 1)
    assert next_index(now, 1) == 2
    assert current_index(now) == 2
    assert current_index(now, {"x"}) == 1


def test_a_workout_goes_on_where_the_superset_leads_to() -> None:
    now = logged(workout(lift("a", 2), lift("b", 2)), 0)
    assert current_index(now) == 1
    assert current_index(workout(lift("a", 2), lift("b", 2)), {"a"}) == 1
    last = latest_set(now)
    assert superset_from(now, 1) == last
    assert superset_from(now, 0) is None


# -- the rest -------------------------------------------------------------------------------------------------


def usual(key: str) -> tuple[int, int]:
    return {"a": (120, 60), "b": (180, 30)}.get(key, (90, 45))


def test_the_rest_starts_after_the_round_and_is_the_longest_of_its_lifts() -> None:
    first = logged(workout(lift("a", 2), lift("b", 2)), 0)
    round_ = logged(first, 1)
    assert rests(first, first.lifts[0].sets[-1], usual) == (0, 0)
    assert rests(round_, round_.lifts[1].sets[-1], usual) == (180, 60)
    assert rests(round_, round_.lifts[1].sets[-1], usual, round_s=90) == (90, 60)
    assert rests(round_, round_.lifts[1].sets[-1], usual, round_s=-1) == (0, 0)
    alone = logged(workout(lift("a", 2, superset=None)), 0)
    assert rests(alone, alone.lifts[0].sets[-1], usual, round_s=-1) == (120, 60)


def test_the_last_lift_left_rests_as_usual() -> None:
    now = logged(logged(logged(workout(lift("a", 1), lift("b", 3)), 0), 1), 1)
    assert rest_free_next(now, now.lifts[1].sets[-1]) is None


def test_the_other_side_follows_without_rest() -> None:
    half = logged(workout(lift("a", 2, superset=None)), 0, frozenset("a"))
    whole = logged(half, 0, frozenset("a"))
    assert rests(half, half.lifts[0].sets[-1], usual, sided={"a"}) == (0, 0)
    assert rests(whole, whole.lifts[0].sets[-1], usual, sided={"a"}) == (120, 60)
    assert rests(half, half.lifts[0].sets[-1], usual) == (120, 60)


# -- putting together and taking apart -----------------------------------------------------------------------


def applied(now: Workout, numbers: object) -> Workout:
    assert isinstance(numbers, dict)
    return replace(now, lifts=tuple(replace(each, superset=numbers.get(each.id, each.superset)) for each in now.lifts))


def test_a_lift_is_put_together_with_the_next_and_the_last_with_the_one_before() -> None:
    now = workout(*(lift(name, 2, superset=None) for name in "abc"))
    assert tags(applied(now, group(now, 0))) == {"a": "A1", "b": "A2"}
    assert tags(applied(now, group(now, 2))) == {"b": "A1", "c": "A2"}
    assert group(workout(lift("a", 2, superset=None)), 0) == {}


def test_a_third_lift_joins_and_two_supersets_become_one() -> None:
    now = workout(lift("a", 2), lift("b", 2), lift("c", 2, superset=1), lift("d", 2, superset=1))
    assert tags(now) == {"a": "A1", "b": "A2", "c": "B1", "d": "B2"}
    assert group(now, 0) == {}
    assert tags(applied(now, group(now, 1))) == {"a": "A1", "b": "A2", "c": "A3", "d": "A4"}


def test_taking_one_of_two_apart_leaves_none_alone_in_a_superset() -> None:
    two = workout(lift("a", 2), lift("b", 2))
    assert ungroup(two, 0) == {"a": None, "b": None}
    three = workout(lift("a", 2), lift("b", 2), lift("c", 2))
    assert members(applied(three, ungroup(three, 1)), 0) == (0, 2)
    assert ungroup(workout(lift("a", 2, superset=None)), 0) == {}


def test_one_lift_with_a_number_of_its_own_is_no_superset_to_see() -> None:
    assert tags(workout(lift("a", 2), lift("b", 2, superset=None))) == {}


# -- sides ----------------------------------------------------------------------------------------------------


def test_sets_of_either_side_have_one_number_and_a_name_of_their_own() -> None:
    now = workout(lift("a", 2, warm=1))
    for _ in range(4):
        now = logged(now, 0, frozenset("a"))
    home = now.lifts[0]
    assert list(numbered(home.sets, sided=True).values()) == [(True, 1), (True, 1), (False, 1), (False, 1)]
    assert set_name(home.sets, home.sets[0], sided=True) == "warm-up 1 left"
    assert set_name(home.sets, home.sets[3], sided=True) == "set 1 right"
    assert planned_done(home, sided=True) == 2
    assert not finished(home, sided=True)
