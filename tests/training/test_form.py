from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.exercises.model import Checklist, Item
from hinge_log.training.form import complete, coverage, quick, score, slips_lately
from hinge_log.training.workout import Basis, Form, Judge, SetDraft, SetRecord

Slips = dict[str, int | None]


FLOOR = Checklist("floor", "Floor", 3, ())


def item(name: str, *, kind: str = "graded", safety: bool = False, gate: bool = False) -> Item:
    return Item(
        id=name,
        phase="",
        kind=kind,
        cue="",
        card="",
        focus="",
        look_for="",
        feel_for="",
        fault="",
        fault_text="",
        fix="",
        regress_to="",
        safety=safety,
        gate=gate,
        check="",
    )


NINE = (item("back", safety=True), item("depth", gate=True), *(item(f"i{number}") for number in range(7)))
EIGHT = (item("shins"), item("depth"), *(item(f"i{number}") for number in range(6)))


def rate(
    items: tuple[Item, ...],
    slips: Slips,
    reps: int = 5,
    judge: Judge = Judge.VIDEO,
    *,
    lowered: bool = False,
    pain: bool = False,
) -> Form:
    return score(items, slips, reps, judged_by=judge, checklist=FLOOR, lowered=lowered, pain=pain)


def test_eight_items_with_one_small_and_one_large_slip_are_okay() -> None:
    form = rate(EIGHT, {"shins": 1, "depth": 3}, reps=8)
    assert (form.percent, form.label, form.clean) == (81, 3, False)


def test_a_back_that_changed_on_one_rep_caps_the_set() -> None:
    form = rate(NINE, {"back": 1})
    assert (form.percent, form.label, form.capped_by, form.stop, form.clean) == (94, 3, "back", False, False)


def test_a_back_that_changed_twice_stops_the_set() -> None:
    form = rate(NINE, {"back": 2})
    assert (form.label, form.capped_by, form.stop) == (1, "back", True)


@pytest.mark.parametrize(("lost", "percent", "label"), [(0, 100, 5), (1, 89, 4), (2, 78, 3), (3, 67, 2), (5, 44, 1)])
def test_items_lost_of_nine(lost: int, percent: int, label: int) -> None:
    slips: Slips = {f"i{number}": 5 for number in range(lost)}
    form = rate(NINE, slips)
    assert (form.percent, form.label) == (percent, label)


def test_a_label_follows_the_exact_share_not_the_rounded_percent() -> None:
    # 169 of 200 points are 84.5 %, which reads 85 but is not enough for 4
    hundred = tuple(item(f"i{number}") for number in range(100))
    slips: Slips = {f"i{number}": 5 for number in range(15)}
    form = rate(hundred, slips | {"i99": 1})
    assert (form.percent, form.label) == (85, 3)


def test_a_lost_gate_item_caps_at_three_and_a_small_slip_of_it_does_not() -> None:
    assert rate(NINE, {"depth": 3}).label == 3
    assert rate(NINE, {"depth": 3}).capped_by == "depth"
    small = rate(NINE, {"depth": 1})
    assert (small.label, small.capped_by, small.clean) == (4, "", False)


def test_a_felt_set_is_never_crisp() -> None:
    form = rate(NINE, {}, judge=Judge.FELT)
    assert (form.label, form.percent, form.clean) == (4, 100, True)


def test_a_tenth_of_a_long_set_may_slip() -> None:
    assert rate(NINE, {"i0": 2}, reps=20).percent == 94
    assert rate(NINE, {"i0": 3}, reps=20).percent == 89
    assert rate(NINE, {"i0": 2}, reps=19).percent == 89


@pytest.mark.parametrize("reps", [0, 1])
def test_one_slip_in_a_single_or_a_hold_is_all_of_it(reps: int) -> None:
    assert rate(NINE, {"i0": 1}, reps=reps).percent == 89
    assert rate(NINE, {"back": 1}, reps=reps).stop


def test_a_binary_item_is_kept_or_not() -> None:
    items = (item("feet", kind="binary"), item("grip"))
    assert rate(items, {"feet": 1}).percent == 50


def test_what_was_not_seen_is_left_out() -> None:
    slips: Slips = {"i0": None, "i1": 5}
    form = rate(NINE, slips)
    assert form.percent == 88  # 14 of 16
    assert form.slips == (("i0", None), ("i1", 5))
    assert coverage(NINE, slips) == Fraction(8, 9)


def test_a_set_is_complete_with_two_thirds_and_the_safety_and_gate_items() -> None:
    assert complete(NINE, {"i0": None, "i1": None, "i2": None})
    assert not complete(NINE, {"i0": None, "i1": None, "i2": None, "i3": None})
    assert not complete(NINE, {"back": None})
    assert not complete(NINE, {"depth": None})
    assert not rate(NINE, {"back": None}).clean


def test_nothing_seen_is_no_form() -> None:
    form = rate(NINE, {one.id: None for one in NINE})
    assert (form.label, form.percent, form.clean) == (None, None, False)
    assert rate((), {}).label is None


def test_pain_closes_the_set() -> None:
    form = rate(NINE, {}, pain=True)
    assert (form.label, form.clean) == (None, False)


def test_the_lifter_may_lower_by_one() -> None:
    assert rate(NINE, {}, lowered=True).label == 4
    assert rate(NINE, {"back": 2}, lowered=True).label == 1
    assert rate(NINE, {"i0": 5}, lowered=True).clean is False


def test_a_score_keeps_the_list_it_was_made_with() -> None:
    form = rate(NINE, {"i0": 0, "i1": 2})
    assert (form.basis, form.checklist, form.version, form.slips) == (Basis.CHECKED, "floor", 3, (("i1", 2),))


def test_a_quick_form_is_never_clean() -> None:
    assert quick(5) == Form(5, Basis.QUICK)
    with pytest.raises(ValueError, match="1 to 5"):
        quick(6)


def test_slips_of_another_list_are_refused() -> None:
    with pytest.raises(ValueError, match="other"):
        rate(NINE, {"other": 1})
    with pytest.raises(ValueError, match="-1"):
        rate(NINE, {"i0": -1})


flags = st.tuples(st.sampled_from(["graded", "binary"]), st.booleans(), st.booleans())
lists = st.lists(flags, min_size=1, max_size=10).map(
    lambda found: tuple(item(f"i{n}", kind=k, safety=s, gate=g) for n, (k, s, g) in enumerate(found))
)


@st.composite
def rated(draw: st.DrawFn) -> tuple[tuple[Item, ...], Slips, int]:
    items = draw(lists)
    reps = draw(st.integers(0, 40))
    slips: Slips = {one.id: draw(st.none() | st.integers(0, 41)) for one in items if draw(st.booleans())}
    return items, slips, reps


@given(rated(), st.data(), st.sampled_from(Judge))
def test_one_more_slip_never_helps(
    case: tuple[tuple[Item, ...], Slips, int], data: st.DataObject, judge: Judge
) -> None:
    items, slips, reps = case
    before = rate(items, slips, reps, judge)
    one = data.draw(st.sampled_from(items)).id
    held = slips.get(one, 0)
    if held is None or before.label is None or before.percent is None:
        return
    after = rate(items, slips | {one: held + 1}, reps, judge)
    assert after.label is not None
    assert after.percent is not None
    assert after.label <= before.label
    assert after.percent <= before.percent
    assert before.clean or not after.clean
    assert after.stop or not before.stop


@given(rated())
def test_the_order_of_slips_does_not_matter(case: tuple[tuple[Item, ...], Slips, int]) -> None:
    items, slips, reps = case
    assert rate(items, slips, reps) == rate(items, dict(reversed(slips.items())), reps)


@given(rated())
def test_felt_is_never_five(case: tuple[tuple[Item, ...], Slips, int]) -> None:
    assert rate(*case, Judge.FELT).label != 5


@given(rated(), st.data())
def test_what_was_not_seen_never_counts_as_kept(case: tuple[tuple[Item, ...], Slips, int], data: st.DataObject) -> None:
    items, slips, reps = case
    kept = [one for one in items if slips.get(one.id, 0) == 0]
    before = rate(items, slips, reps)
    if not kept:
        return
    after = rate(items, slips | {data.draw(st.sampled_from(kept)).id: None}, reps)
    assert after.percent is None or (before.percent is not None and after.percent <= before.percent)
    assert before.clean or not after.clean


@given(rated(), st.sampled_from(Judge))
def test_clean_is_at_least_solid_with_safety_and_gate_held(
    case: tuple[tuple[Item, ...], Slips, int], judge: Judge
) -> None:
    items, slips, reps = case
    form = rate(items, slips, reps, judge)
    if form.clean:
        assert form.label in (4, 5)
        assert all(slips.get(one.id, 0) == 0 for one in items if one.safety or one.gate)


def test_slips_are_counted_over_the_last_checked_sets_alone() -> None:
    def done(form: Form | None) -> SetRecord:
        return SetRecord("s", "l", "deadlift", 0, 0, None, SetDraft(5, form=form))

    slipped = Form(3, Basis.CHECKED, slips=(("close", 2), ("unseen", None)))
    newest_first = [done(Form(4, Basis.QUICK)), done(slipped), done(None), done(Form(5, Basis.CHECKED)), done(slipped)]

    assert slips_lately(newest_first, 2) == ({"close": 1, "unseen": 0}, 2)
    assert slips_lately(newest_first, 9) == ({"close": 2, "unseen": 0}, 3)
