from __future__ import annotations

import pytest

from hinge_log.errors import NeedsDecision, NotFound
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.store import naming
from hinge_log.store.lift_settings import lift_settings, put_lift_settings
from hinge_log.store.store import Store
from tests.store.actions import dump, steps
from tests.support import CHECKED_3, QUICK_4, FakeClock, work


def logged(store: Store, key: str, name: str, *loads: str) -> None:
    store.log_lift(key, name, [work(load, 5) for load in loads])


def test_an_own_exercise_is_made_once(store: Store, catalogue: Catalogue) -> None:
    made = naming.make(store, "  Pause pull ")

    assert made.own
    assert [each.name for each in naming.known(store, catalogue)] == ["Pause pull"]
    with pytest.raises(NeedsDecision):
        naming.make(store, "pause PULL")
    listed = catalogue.exercises["deadlift-conventional"]
    with pytest.raises(NeedsDecision):
        naming.make(store, listed.name.upper(), catalogued=[listed])
    with pytest.raises(NeedsDecision):
        naming.make(store, "x")
    assert steps(store) == 1


def test_an_exercise_done_like_another_has_its_checks_but_its_own_name(store: Store, catalogue: Catalogue) -> None:
    made = naming.make(store, "Pause pull", like="deadlift-romanian")

    (own,) = naming.known(store, catalogue)

    model = catalogue.exercises["deadlift-romanian"]
    assert (own.id, own.name, own.own) == (made.id, "Pause pull", True)
    assert (own.checklist, own.load_type) == (model.checklist, model.load_type)
    assert catalogue.items_for(own)
    assert catalogue.find("pause pull", naming.known(store, catalogue)).id == made.id
    assert catalogue.find(model.name, naming.known(store, catalogue)).id == model.id


def test_a_renamed_exercise_keeps_its_history_and_is_found_by_its_old_name(store: Store, catalogue: Catalogue) -> None:
    made = naming.make(store, "Bar lift")
    logged(store, made.id, made.name, "100", "105")

    naming.rename(store, made.id, "Snatch-grip pull")

    own = naming.known(store, catalogue)
    assert [each.name for each in own] == ["Snatch-grip pull"]
    assert len(store.sessions(made.id)[0].sets) == 2
    assert catalogue.find("bar lift", own).id == made.id
    store.undo()
    assert [each.name for each in naming.known(store, catalogue)] == ["Bar lift"]


def test_only_own_exercises_are_renamed_or_merged(store: Store, catalogue: Catalogue) -> None:
    deadlift = catalogue.exercises["deadlift-conventional"]
    logged(store, deadlift.id, deadlift.name, "100")

    with pytest.raises(NotFound):
        naming.rename(store, deadlift.id, "Pull")
    with pytest.raises(NotFound):
        naming.merge(store, deadlift.id, catalogue.exercises["deadlift-sumo"])
    with pytest.raises(NotFound):
        naming.merge(store, "own:nothing", deadlift)


def test_history_follows_a_merge_and_comes_back_with_one_undo(store: Store, catalogue: Catalogue) -> None:
    made = naming.make(store, "Bar lift")
    logged(store, made.id, made.name, "100", "105")
    store.rate(store.sessions(made.id)[0].sets[0].id, QUICK_4)
    put_lift_settings(store, made.id, made.name, cue="laces first")
    deadlift = catalogue.exercises["deadlift-conventional"]
    logged(store, deadlift.id, deadlift.name, "110")
    before, count = dump(store), steps(store)

    moved = naming.merge(store, made.id, deadlift)

    assert moved == 2
    assert steps(store) == count + 1
    assert store.sessions(made.id) == []
    loads = [each.what.load.value for _, each in store.exercise_sets(deadlift.id) if each.what.load]
    assert sorted(loads) == ["100", "105", "110"]
    own = naming.known(store, catalogue)
    assert catalogue.find("bar lift", own).id == deadlift.id
    assert not any(each.id == made.id for each in own)
    assert lift_settings(store, deadlift.id).cue == "laces first"
    store.undo()
    assert dump(store) == before


def test_a_merge_never_overwrites_the_cue_that_is_there(store: Store, catalogue: Catalogue) -> None:
    made, deadlift = naming.make(store, "Bar lift"), catalogue.exercises["deadlift-conventional"]
    put_lift_settings(store, made.id, made.name, cue="one")
    put_lift_settings(store, deadlift.id, deadlift.name, cue="two")

    naming.merge(store, made.id, deadlift)

    assert lift_settings(store, deadlift.id).cue == "two"


def test_a_second_merge_takes_the_first_along(store: Store, catalogue: Catalogue) -> None:
    first, second = naming.make(store, "Bar lift"), naming.make(store, "Barbell lift")
    deadlift = catalogue.exercises["deadlift-conventional"]
    logged(store, first.id, first.name, "100")

    naming.merge(store, first.id, second)
    naming.merge(store, second.id, deadlift)

    assert len(list(store.exercise_sets(deadlift.id))) == 1
    # An import that knew the first name brings its sets to where they are now.
    assert store.rows("SELECT key, merged_into FROM exercise WHERE own = 1 ORDER BY key") == [
        (first.id, deadlift.id), (second.id, deadlift.id),
    ]  # fmt: skip
    own = naming.known(store, catalogue)
    assert catalogue.find("bar lift", own).id == deadlift.id


def test_an_exercise_is_not_merged_into_itself(store: Store) -> None:
    made = naming.make(store, "Bar lift")

    with pytest.raises(NeedsDecision):
        naming.merge(store, made.id, made)


def test_a_plan_follows_a_merge(store: Store, catalogue: Catalogue) -> None:
    made = naming.make(store, "Bar lift")
    with store.action("plan") as action:
        action.insert(
            "routine",
            {"id": store.new_id(), "name": "A", "position": 0, "days": f'[{{"exercise":"{made.id}","sets":[5]}}]'},
        )

    naming.merge(store, made.id, catalogue.exercises["deadlift-conventional"])

    assert store.one("SELECT days FROM routine") == ('[{"exercise":"deadlift-conventional","sets":[5]}]',)


def test_any_exercise_is_found_by_the_names_it_was_given(store: Store, catalogue: Catalogue) -> None:
    deadlift = catalogue.exercises["deadlift-conventional"]

    kept = naming.set_aliases(store, deadlift, [" Kreuzheben ", "kreuzheben", "", "DL day"])

    assert kept == ("kreuzheben", "DL day")
    own = naming.known(store, catalogue)
    assert catalogue.find("Kreuzheben", own).id == deadlift.id
    assert len(catalogue.search("", own)) == len(catalogue.search(""))
    naming.set_aliases(store, deadlift, [])
    assert naming.known(store, catalogue) == ()
    with pytest.raises(NeedsDecision):
        naming.set_aliases(store, deadlift, [f"name {number}" for number in range(99)])


def test_an_own_exercise_with_sets_is_not_deleted(store: Store, catalogue: Catalogue) -> None:
    made, empty = naming.make(store, "Bar lift"), naming.make(store, "Nothing yet")
    logged(store, made.id, made.name, "100")

    with pytest.raises(NeedsDecision, match="Bar lift"):
        naming.hide(store, made.id)
    naming.hide(store, empty.id)

    assert [each.name for each in naming.known(store, catalogue)] == ["Bar lift"]
    assert naming.make(store, "Nothing yet").id == empty.id
    assert len(naming.known(store, catalogue)) == 2


def test_the_last_day_and_its_form_are_told(store: Store, clock: FakeClock) -> None:
    sets = store.log_lift("deadlift-conventional", "Deadlift", [work("100", 5)] * 5)
    for each, form in zip(sets, (QUICK_4, QUICK_4, CHECKED_3, CHECKED_3, QUICK_4), strict=True):
        store.rate(each.id, form)
    workout = store.open_workout()
    assert workout is not None
    store.finish_workout(workout.id)
    clock.advance(2 * 86_400)
    [one] = store.log_lift("deadlift-conventional", "Deadlift", [work("100", 5)])
    store.rate(one.id, QUICK_4)

    today = clock.now().day
    assert naming.lifts_done(store)["deadlift-conventional"] == naming.LastDone(today, None, False)  # one is no median
    store.undo()
    store.undo()
    assert naming.lifts_done(store)["deadlift-conventional"] == naming.LastDone(today - 2, 4, False)
    store.rate(sets[0].id, CHECKED_3)
    assert naming.lifts_done(store)["deadlift-conventional"] == naming.LastDone(today - 2, 3, True)


def test_a_cue_is_kept_clean_and_can_be_taken_away(store: Store, catalogue: Catalogue) -> None:
    deadlift = catalogue.exercises["deadlift-conventional"]

    put_lift_settings(store, deadlift.id, deadlift.name, cue=" paint\u202e your legs\x07 ")
    assert lift_settings(store, deadlift.id).cue == "paint your legs"
    put_lift_settings(store, deadlift.id, deadlift.name, cue="")
    assert lift_settings(store, deadlift.id).cue == ""
    assert lift_settings(store, "swing-two-hand").cue == ""


def test_what_was_set_for_a_merged_exercise_goes_along_where_nothing_else_is_set(
    store: Store, catalogue: Catalogue
) -> None:
    made, deadlift = naming.make(store, "Bar lift"), catalogue.exercises["deadlift-conventional"]
    put_lift_settings(store, made.id, made.name, bar_g=15_000, rest_s=240, cue="mine")
    put_lift_settings(store, deadlift.id, deadlift.name, rest_s=90)

    naming.merge(store, made.id, deadlift)

    kept = lift_settings(store, deadlift.id)
    assert (kept.bar_g, kept.rest_s, kept.cue) == (15_000, 90, "mine")
    store.undo()
    assert lift_settings(store, deadlift.id).bar_g is None
    assert lift_settings(store, made.id).rest_s == 240


def test_a_bar_in_pounds_does_not_go_to_an_exercise_in_kilograms(store: Store, catalogue: Catalogue) -> None:
    made, deadlift = naming.make(store, "Bar lift"), catalogue.exercises["deadlift-conventional"]
    put_lift_settings(store, made.id, made.name, unit="lb", bar_g=20_412)
    put_lift_settings(store, deadlift.id, deadlift.name, unit="kg")

    naming.merge(store, made.id, deadlift)

    assert lift_settings(store, deadlift.id).bar_g is None
