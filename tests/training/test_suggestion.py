from __future__ import annotations

import pytest

from hinge_log.errors import EntryError
from hinge_log.exercises.catalogue import load
from hinge_log.training.entry import find_item, parse
from hinge_log.training.entry_model import Sets
from hinge_log.training.entry_text import echo
from hinge_log.training.load import Load
from hinge_log.training.suggestion import Suggestion, described, item_words, phrase, shown, suggestions
from hinge_log.training.workout import (
    Basis,
    Form,
    Pain,
    PlannedSet,
    SetDraft,
    SetKind,
    SetRecord,
    WorkoutLift,
)


def kg(value: str, *, body: bool = False) -> Load:
    return Load.of(value, "kg", body=body)


def done(*drafts: SetDraft) -> tuple[SetRecord, ...]:
    return tuple(SetRecord(f"s{n}", "l", "deadlift-conventional", n, 20_000, None, d) for n, d in enumerate(drafts))


def lift(*drafts: SetDraft, plan: tuple[PlannedSet, ...] = ()) -> WorkoutLift:
    return WorkoutLift("l", "deadlift-conventional", 0, done(*drafts), plan)


TEN_FIVES = SetDraft(5, kg("100"))
LAST = done(SetDraft(8, kg("60"), kind=SetKind.WARMUP), SetDraft(5, kg("97.5"), rpe=8.0), SetDraft(5, kg("97.5")))


def test_a_lift_never_done_proposes_nothing_to_copy() -> None:
    assert suggestions(None, ()) == (Suggestion("empty", SetDraft()),)


def test_the_first_set_is_the_first_set_of_last_time_with_its_kind() -> None:
    assert suggestions(None, LAST) == (Suggestion("last time", SetDraft(8, kg("60"), kind=SetKind.WARMUP)),)
    assert suggestions(lift(), LAST) == suggestions(None, LAST)


def test_a_later_set_is_the_one_just_done_and_can_be_swapped_for_last_time() -> None:
    found = suggestions(lift(TEN_FIVES), LAST)
    assert found == (Suggestion("previous", SetDraft(5, kg("100"))), Suggestion("last time", SetDraft(5, kg("97.5"))))


def test_a_plan_comes_first_and_takes_the_load_it_does_not_name_from_the_set_just_done() -> None:
    plan = (PlannedSet(5, kg("100")), PlannedSet(3, None))
    found = suggestions(lift(TEN_FIVES, plan=plan), LAST)
    assert [each.source for each in found] == ["plan", "previous", "last time"]
    assert found[0].draft == SetDraft(3, kg("100"))


def test_a_swap_always_changes_something() -> None:
    same = suggestions(lift(TEN_FIVES, plan=(PlannedSet(5, kg("100")),) * 2), done(TEN_FIVES, TEN_FIVES))
    assert [each.source for each in same] == ["plan"]


def test_what_was_said_about_one_set_is_not_said_of_the_next() -> None:
    rated = SetDraft(5, kg("100"), rpe=9.0, note="slow", missed=1, form=Form(4, Basis.QUICK), pain=Pain("knee", 2))
    assert suggestions(lift(rated), ())[0].draft == SetDraft(5, kg("100"))


def test_a_drop_set_is_followed_by_a_working_set_and_the_left_side_by_the_right() -> None:
    assert suggestions(lift(SetDraft(8, kg("70"), kind=SetKind.DROP)), ())[0].draft.kind is SetKind.WORKING
    assert suggestions(lift(SetDraft(8, kg("20"), side="L")), ())[0].draft.side == "R"


def test_a_bare_number_on_a_bodyweight_lift_is_added_to_bodyweight() -> None:
    exercise = load().find("back extension")
    entered = parse("10x8", shown(exercise, (), SetDraft(), "kg"))
    assert isinstance(entered, Sets)
    assert entered.drafts[0].load == kg("10", body=True)


def test_a_wall_drill_counts_in_centimetres() -> None:
    catalogue = load()
    exercise = catalogue.exercises["drill-wall-hinge"]
    entered = parse("18 x 8", shown(exercise, (), SetDraft(), "lb"))
    assert isinstance(entered, Sets)
    assert (entered.drafts[0].distance_mm, entered.drafts[0].reps) == (180, 8)


def test_every_check_of_every_lift_can_be_named_by_its_own_word() -> None:
    catalogue = load()
    for exercise in catalogue.exercises.values():
        items = catalogue.items_for(exercise)
        words = item_words(items)
        for item, (_, named) in zip(items, words, strict=True):
            assert find_item(named[0], words) == item.id


@pytest.mark.parametrize(
    ("typed", "said"),
    [("100x5 !7:2", "100 kg × 5, bar drifted × 2"), ("!5", "last set: back changed shape")],
)
def test_a_typed_slip_is_said_as_the_check_panel_says_it(typed: str, said: str) -> None:
    catalogue = load()
    exercise = catalogue.exercises["deadlift-conventional"]
    against = shown(exercise, catalogue.items_for(exercise), SetDraft(5, kg("100")), "kg")
    assert echo(parse(typed, against), against) == said


def test_the_words_of_card_and_fault_name_a_check_too() -> None:
    catalogue = load()
    words = item_words(catalogue.items_for(catalogue.find("deadlift")))
    assert [find_item(word, words) for word in ("spine", "drift", "rounding", "floor")] == [
        "df-spine",
        "df-close",
        "df-spine",
        "df-together",
    ]
    with pytest.raises(EntryError, match="could be"):
        find_item("bar", words)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (SetDraft(5, kg("100")), "100 kg × 5"),
        (SetDraft(8, kg("0", body=True)), "bw × 8"),
        (SetDraft(seconds=40), "40 s"),
        (SetDraft(5, Load.of("225", "lb"), rpe=8.5, note="x"), "225 lb × 5"),
        (SetDraft(), ""),
    ],
)
def test_a_set_in_words(draft: SetDraft, words: str) -> None:
    assert phrase(draft) == words
    assert phrase(draft, ascii_only=True) == words.replace("×", "x")


def test_a_saved_set_in_words_says_how_it_was() -> None:
    draft = SetDraft(5, kg("60"), kind=SetKind.WARMUP, rpe=8.0, form=Form(4, Basis.QUICK), note="easy")
    assert described(draft, ascii_only=True) == "60 kg x 5 @8, warm-up, form 4"
    hurt = SetDraft(5, kg("60"), form=Form(None, Basis.CHECKED), pain=Pain("knee", 3))
    assert described(hurt) == "60 kg × 5, pain 3"
