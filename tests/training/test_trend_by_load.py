from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression

from hinge_log.training.by_load import LoadFit, clean_load, clean_rates, fit, load_counts, load_fit
from hinge_log.training.fatigue import fatigue_drop
from hinge_log.training.trend import SetPoint, TrendData


def one(day: int, kilos: float, clean: bool = True, position: int = 0, **more: object) -> SetPoint:
    label = 4 if clean else 3
    grams = round(kilos * 1000)
    point = SetPoint(f"w{day}", day, position, reps=5, load_g=grams, label=label, basis="checked", clean=clean)
    return point._replace(**more)  # type: ignore[arg-type]  # the tests name fields by keyword


def window(points: list[SetPoint], end: int = 83) -> TrendData:
    return TrendData("Deadlift", tuple(points), 0, end)


tries = st.lists(st.tuples(st.integers(1, 8).map(lambda n: n * 10_000), st.booleans()), min_size=1, max_size=60)


@given(tries)
def test_the_fit_is_the_isotonic_regression_of_the_clean_rate(sets: list[tuple[int, bool]]) -> None:
    loads = sorted({load for load, _ in sets})
    groups = [[clean for at, clean in sets if at == load] for load in loads]
    expected = isotonic_regression(
        [sum(group) / len(group) for group in groups], weights=[len(group) for group in groups], increasing=False
    )
    rates = clean_rates(sets)
    assert [load for load, _, _ in rates] == loads
    assert [rate for _, rate, _ in rates] == pytest.approx(list(expected.x))


def enough(clean_up_to: int = 80) -> list[tuple[int, bool]]:
    return [(kilos * 1000, kilos <= clean_up_to) for kilos in (70, 80, 90) for _ in range(4)]


@pytest.mark.parametrize(("leave_out", "said"), [(0, ""), (1, "12 checked sets of 3 to 10 reps (11)")])
def test_load_needs_twelve_sets(leave_out: int, said: str) -> None:
    found = fit(enough()[leave_out:])
    assert said in found.why_not
    assert bool(found.rates) is not bool(found.why_not)


def test_load_needs_three_loads() -> None:
    two = [(load if load < 90_000 else 80_000, clean) for load, clean in enough()]
    assert "3 different loads (2)" in fit(two).why_not
    assert not fit(enough()).why_not


def test_load_needs_three_sets_that_were_not_clean() -> None:
    sets = [(load, True) for load, _ in enough()]
    assert "3 sets that were not clean (2)" in fit([*sets, (90_000, False), (90_000, False)]).why_not
    assert not fit([*sets, *[(90_000, False)] * 3]).why_not


def test_the_breakpoint_is_the_first_load_under_eight_in_ten() -> None:
    found = fit([*[(70_000, True)] * 10, *[(80_000, True)] * 8, *[(80_000, False)] * 2, *[(90_000, False)] * 10])
    assert (found.breaks_at, found.reached) == (90_000, True)
    assert found.low is not None
    assert found.low <= 90_000


def test_form_that_holds_says_not_reached() -> None:
    clean = [(kilos * 1000, True) for kilos in (70, 80, 90) for _ in range(10)]
    found = fit([*clean, (70_000, False), (80_000, False), (90_000, False)])
    assert not found.reached
    assert found.text("kg").startswith("Breakpoint not reached: 8 in 10 sets clean up to 90 kg")


def test_form_that_never_held_is_not_given_a_breakpoint_in_words() -> None:
    found = fit([(kilos * 1000, False) for kilos in (70, 80, 90) for _ in range(4)])
    assert found.text("kg") == "Under 8 in 10 clean at every load (12 sets)."


def test_a_clear_break_has_a_narrow_interval_and_few_sets_a_wide_one() -> None:
    clear = fit([(kilos * 1000, kilos <= 80) for kilos in (70, 80, 90, 100) for _ in range(30)])
    assert (clear.low, clear.high) == (90_000, 90_000)
    thin = fit([(70_000, True)] * 4 + [(80_000, True)] * 3 + [(80_000, False)] + [(90_000, True), (90_000, False)] * 2)
    assert thin.low is not None
    assert thin.high is None or thin.high > thin.low


def test_the_same_log_always_gives_the_same_interval() -> None:
    assert fit(enough(), seed=3) == fit(list(reversed(enough())), seed=3)


def test_only_checked_sets_of_three_to_ten_reps_and_one_kind_of_judge_are_fitted() -> None:
    kept = [one(80, kilos, kilos < 90, n) for n, kilos in enumerate([70, 80, 90] * 5)]
    noise = [
        one(80, 70, False, 90, reps=2),
        one(80, 70, False, 91, reps=11),
        one(80, 70, False, 92, basis="quick"),
        one(80, 70, False, 93, judged_by="video"),
        one(80, 70, False, 94, kind_counts=False),
    ]
    assert load_fit(window(kept + noise)) == load_fit(window(kept))
    assert load_fit(window([])) == LoadFit(why_not="A statement about load needs 12 checked sets of 3 to 10 reps (0).")


def test_counts_keep_every_rating_of_one_source() -> None:
    rows = load_counts([one(1, 70), one(1, 70, False), one(1, 80), one(1, 80, basis="quick")], "checked")
    assert [(row.load_g, row.counts, row.n) for row in rows] == [
        (70_000, (0, 0, 1, 1, 0), 2),
        (80_000, (0, 0, 0, 1, 0), 1),
    ]


def test_a_clean_load_needs_three_sets_over_two_sessions() -> None:
    assert clean_load(window([one(80, 100, position=n) for n in range(3)])) is None
    two_days = [one(80, 100), one(80, 100, position=1), one(82, 100)]
    assert clean_load(window(two_days)) == 100_000
    assert clean_load(window(two_days[:2])) is None


def test_a_stop_at_or_below_a_load_rules_it_out() -> None:
    clean = [one(day, kilos, position=n) for day in (70, 72) for n, kilos in enumerate((80, 80, 100, 100))]
    assert clean_load(window([*clean, one(74, 90, False, stop=True)])) == 80_000
    later = [one(day, 60) for day in (75, 76, 77, 78)]
    assert clean_load(window([*clean, one(74, 90, False, stop=True), *later])) == 100_000


def test_fatigue_is_the_last_set_against_the_first_at_one_load() -> None:
    points = [p for day in range(5) for p in (one(day, 60, False), one(day, 100, position=1, label=5),
                                              one(day, 102, position=2, label=3))]  # fmt: skip
    assert fatigue_drop(window(points)) == -2
    assert fatigue_drop(window([p for p in points if p.day < 4])) is None
