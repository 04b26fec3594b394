from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.errors import ImportFileError, NotFound
from hinge_log.exchange.plan_toml import plan_of, toml_of
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise
from hinge_log.training.plan import Plan
from tests.training.plans import any_plans


def same(name: str) -> Exercise:
    return Exercise(name, name, "own", own=True)


@given(any_plans(), st.text(max_size=20))
def test_a_plan_comes_back_from_its_file(plan: Plan, called: str) -> None:
    assert plan_of(toml_of(plan, lambda _: called), same) == plan


HINGE = """\
name = "Hinge"
[[day]]
name = "A"
[[day.lift]]
exercise = "rdl"  # by the name that is typed
sets = "60x5 w, 75%x5x3"
note = "long\\nspine"
superset = 2
[[day.lift]]
exercise = "goblet squat"
"""


def test_a_file_written_by_hand_finds_exercises_by_any_name(catalogue: Catalogue) -> None:
    found = plan_of(HINGE, catalogue.find, unit="lb")
    first, second = found.days[0].lifts
    assert (first.exercise, second.exercise) == ("deadlift-romanian", "squat-goblet")
    assert first.sets[0].load is not None
    assert (first.sets[0].load.unit, len(first.sets), first.note, first.superset) == ("lb", 4, "long\nspine", 2)
    assert second.sets == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("60x5 w", "60x"), ["h.toml", 'day "A"', "lift 1", "rdl", "character", "reps"]),
        (('"rdl"', '"nothing like it"'), ["h.toml", 'day "A"', "lift 1", "nothing like it"]),
        (('name = "A"', "name = 5"), ["h.toml", "day 1", "name"]),
        (("superset = 2", "superset = -1"), ["lift 1", "superset"]),
        (("superset = 2", "supper = 2"), ["lift 1", "supper"]),
        (("[[day]]", "[day]"), ["day must be written as"]),
        (('name = "Hinge"', ""), ["no name"]),
        (("[[day.lift]]", "[[day.lift"), ["h.toml", "line"]),
        (('sets = "', "sets = 5 # "), ["sets must be text"]),
    ],
)
def test_a_mistake_is_named_with_its_place(catalogue: Catalogue, change: tuple[str, str], words: list[str]) -> None:
    with pytest.raises(ImportFileError) as refused:
        plan_of(HINGE.replace(*change), catalogue.find, file="h.toml")
    for word in words:
        assert word in refused.value.message


@given(st.text(max_size=60) | st.text('[]=".day\nlift#{}', max_size=60))
def test_no_text_brings_anything_but_a_plan_or_a_plain_refusal(text: str) -> None:
    def nobody(name: str) -> Exercise:
        raise NotFound(name)

    with suppress(ImportFileError):
        plan_of(text, nobody)
    with suppress(ImportFileError):
        plan_of("a = " + "[" * 2_000, nobody)
