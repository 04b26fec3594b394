"""Changing a plan loses no lift, and leaves no lift alone in a superset."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hinge_log.training import plan_edit as edit
from hinge_log.training.plan import Day, Plan, PlanLift, PlanSet


def lift(name: str, superset: int | None = None) -> PlanLift:
    return PlanLift(name, (PlanSet(5),), superset=superset)


def made_plan(*days: str) -> Plan:
    """A plan written as "a b1 c1": a letter for each lift, a digit for its superset."""
    made = []
    for place, words in enumerate(days):
        lifts = tuple(lift(word[0], int(word[1:]) if word[1:] else None) for word in words.split())
        made.append(Day(f"day {place}", lifts))
    return Plan("id", "plan", tuple(made))


def written(plan: Plan) -> list[str]:
    return [" ".join(f"{each.exercise}{each.superset or ''}" for each in day.lifts) for day in plan.days]


def test_a_lift_passes_a_superset_as_a_whole() -> None:
    moved, place = edit.lift_moved(made_plan("a b1 c1 d"), (0, 0), 1)
    assert written(moved) == ["b1 c1 a d"]
    assert place == (0, 2)
    assert edit.lift_moved(moved, place, -1) == (made_plan("a b1 c1 d"), (0, 0))


def test_a_lift_leaves_its_superset_at_its_end_before_it_goes_on() -> None:
    left, place = edit.lift_moved(made_plan("a1 b1 c1 d"), (0, 2), 1)
    assert written(left) == ["a1 b1 c d"]
    assert place == (0, 2)
    moved, place = edit.lift_moved(left, place, 1)
    assert written(moved) == ["a1 b1 d c"]


def test_a_lift_goes_on_to_the_next_day_and_stops_at_the_last() -> None:
    moved, place = edit.lift_moved(made_plan("a b", "c"), (0, 1), 1)
    assert written(moved) == ["a", "b c"]
    assert place == (1, 0)
    assert edit.lift_moved(made_plan("a b"), (0, 1), 1) == (made_plan("a b"), (0, 1))


def test_joining_takes_the_whole_superset_below_along_and_parting_keeps_it() -> None:
    joined = edit.joined(made_plan("a b1 c1"), (0, 1))
    assert written(joined) == ["a1 b1 c1"]
    assert written(edit.joined(joined, (0, 1))) == ["a b1 c1"]
    assert written(edit.joined(joined, (0, 2))) == ["a1 b1 c"]
    assert edit.joined(made_plan("a b"), (0, 0)) == made_plan("a b"), "there is nothing above the first lift"


def test_the_other_of_two_is_in_no_superset_when_one_is_gone() -> None:
    assert written(edit.without_lift(made_plan("a1 b1 c2 d2"), (0, 0))) == ["b c1 d1"]


def test_braces_tie_neighbours_together() -> None:
    assert edit.braces(made_plan("a b1 c1 d1 e2 f2").days[0]) == ("", "╭", "│", "╰", "╭", "╰")
    assert edit.braces(made_plan("a1 b c1").days[0]) == ("", "", "")


def test_days_get_the_first_free_letter_and_copies_a_number() -> None:
    plan = replace(made_plan("a", "b"), days=(Day("A"), Day("C")))
    assert edit.next_letter(plan) == "B"
    assert edit.fresh_name(["Pull", "pull 2"], "pull") == "pull 3"


steps = st.lists(
    st.tuples(st.sampled_from(["up", "down", "join", "drop", "copy"]), st.integers(0, 20)), min_size=1, max_size=20
)


@given(steps, st.lists(st.integers(1, 5), min_size=1, max_size=3))
def test_nothing_is_lost_or_left_alone_whatever_is_done(done: list[tuple[str, int]], sizes: list[int]) -> None:
    names = iter("abcdefghijklmnopqrstuvwxyz")
    plan = made_plan(*(" ".join(next(names) for _ in range(size)) for size in sizes))
    for what, number in done:
        places = [(day, at) for day, here in enumerate(plan.days) for at in range(len(here.lifts))]
        if not places:
            return
        place = places[number % len(places)]
        before = Counter(each.exercise for day in plan.days for each in day.lifts)
        chosen = edit.lift_at(plan, place)
        if what in ("up", "down"):
            plan, to = edit.lift_moved(plan, place, 1 if what == "down" else -1)
            assert edit.lift_at(plan, to).exercise == chosen.exercise
        elif what == "join":
            plan = edit.joined(plan, place)
        elif what == "drop":
            plan = edit.without_lift(plan, place)
            before[chosen.exercise] -= 1
        else:
            plan = edit.with_lift(plan, place, replace(chosen, superset=None))
            before[chosen.exercise] += 1
        assert Counter(each.exercise for day in plan.days for each in day.lifts) == +before
        for day in plan.days:
            counts = Counter(each.superset for each in day.lifts if each.superset is not None)
            assert all(count > 1 for count in counts.values())
            assert sorted(counts) == list(range(1, len(counts) + 1))
