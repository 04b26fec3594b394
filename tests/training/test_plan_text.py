from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.errors import EntryError
from hinge_log.training.load import Load
from hinge_log.training.plan import PlanSet
from hinge_log.training.plan_text import sets_of, text_of, under_bar
from hinge_log.training.workout import SetKind
from tests.training.plans import several, units


def kg(value: str) -> Load:
    return Load.of(value, "kg")


@given(several, st.sampled_from(["", "kg", "lb"]))
def test_what_is_written_reads_back_the_same(sets: tuple[PlanSet, ...], unit: str) -> None:
    assert sets_of(text_of(sets, unit), unit or "kg") == sets


@given(st.text('0123456789.,;: x×*%kglbsmwfadropi+-@!"ame', max_size=25), units, st.booleans())
def test_any_line_is_read_or_refused_with_a_place_in_it(text: str, unit: str, body: bool) -> None:
    refused = None
    try:
        found = sets_of(text, unit, body=body)
    except EntryError as error:
        refused = error
    if refused is None:
        assert sets_of(text_of(found)) == found
    else:
        assert refused.message
        assert 0 <= refused.at <= len(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3x5", "3 kg is under the 20 kg bar. 3 sets of 5: x5x3"),
        ("60x5 w, 1x8", "1 kg is under the 20 kg bar. 1 set of 8: x8x1"),
        ("17.5x5", "17.5 kg is under the 20 kg bar."),
        ("3x40s", "3 kg is under the 20 kg bar."),
        ("20x5, 75%x5x3, x8, bw+3x5", ""),
        ("45lbx5", ""),
    ],
)
def test_a_load_lighter_than_its_bar_may_be_a_count_of_sets(text: str, said: str) -> None:
    assert under_bar(sets_of(text), kg("20")) == said


def test_a_line_of_every_kind() -> None:
    found = sets_of("60x5 w, 80x3 w, 75%x5x3, x8, 40sx2, 12 kg x 10")
    assert found == (
        PlanSet(5, load=kg("60"), kind=SetKind.WARMUP),
        PlanSet(3, load=kg("80"), kind=SetKind.WARMUP),
        *[PlanSet(5, percent=75.0)] * 3,
        PlanSet(8),
        *[PlanSet(seconds=40)] * 2,
        PlanSet(10, load=kg("12")),
    )
    assert text_of(found, "kg") == "60x5 w, 80x3 w, 75%x5x3, x8, 40sx2, 12x10"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("102,5x5, 100x5", (PlanSet(5, load=kg("102.5")), PlanSet(5, load=kg("100")))),
        ("100x5;90x8", (PlanSet(5, load=kg("100")), PlanSet(8, load=kg("90")))),
        ("225lbx5", (PlanSet(5, load=Load.of("225", "lb")),)),
        ("100", (PlanSet(load=kg("100")),)),
        ("82.5% w", (PlanSet(percent=82.5, kind=SetKind.WARMUP),)),
        ("75 % x 40s", (PlanSet(seconds=40, percent=75.0),)),
        ("bw+10x8", (PlanSet(8, load=Load.of("10", "kg", body=True)),)),
        ("same x2, x12 fail", (PlanSet(), PlanSet(), PlanSet(12, kind=SetKind.FAILURE))),
        ("", ()),
    ],
)
def test_other_ways_to_write_sets(text: str, meant: tuple[PlanSet, ...]) -> None:
    assert sets_of(text) == meant


def test_a_bare_number_is_added_to_bodyweight_where_the_exercise_is_done_so() -> None:
    (added,) = sets_of("10x8", body=True)
    assert added.load == Load.of("10", "kg", body=True)
    assert sets_of("x8, 40s", body=True) == (PlanSet(8), PlanSet(seconds=40))


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("60x5, banana", 6, "can't read 'banana'"),
        ("100x5 f4", 6, "'f4' is only for a set already done"),
        ("200%x3", 0, "percentage"),
        ("0%x3", 0, "percentage"),
        ("18cm x 8", 0, "not distances"),
        ("x0", 0, "at least one rep"),
        ("75%x", 4, "how many reps"),
        ("+2.5x5", 0, "there is no load"),
        ("x8x20, x8x20, x8", 14, "40 planned sets"),
        ("700x5", 0, "600 kg"),
    ],
)
def test_what_cannot_be_planned_is_refused_at_its_place(text: str, at: int, words: str) -> None:
    with pytest.raises(EntryError, match=words) as refused:
        sets_of(text)
    assert refused.value.at == at
