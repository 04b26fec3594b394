from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.errors import NeedsDecision
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.settings import Gym
from hinge_log.store import naming
from hinge_log.store.lift_settings import LiftSettings, all_lift_settings, lift_settings, put_lift_settings
from hinge_log.store.store import Store
from tests.store.actions import steps
from tests.support import work

DEADLIFT = "deadlift-conventional"


def test_an_exercise_without_settings_is_as_the_gym(store: Store) -> None:
    store.log_lift(DEADLIFT, "Deadlift", [work("100", 5)])

    assert lift_settings(store, DEADLIFT) == LiftSettings()
    assert lift_settings(store, "never-seen") == LiftSettings()
    assert LiftSettings().over(Gym()) == Gym()
    assert all_lift_settings(store) == {}


def test_settings_of_an_exercise_are_one_step_and_come_back(store: Store) -> None:
    put_lift_settings(
        store, DEADLIFT, "Deadlift", unit="lb", bar_g=15_000, step_g=1_134, rest_s=0, cue=" hips \n back "
    )

    kept = LiftSettings("lb", 15_000, 1_134, 0, "hips \n back")
    assert lift_settings(store, DEADLIFT) == kept
    assert all_lift_settings(store) == {DEADLIFT: kept}
    assert steps(store) == 1
    store.undo()
    assert lift_settings(store, DEADLIFT) == LiftSettings()
    store.redo()
    assert lift_settings(store, DEADLIFT) == kept


def test_only_what_is_named_changes_and_none_takes_it_away(store: Store) -> None:
    put_lift_settings(store, DEADLIFT, "Deadlift", rest_s=180, cue="long spine")
    put_lift_settings(store, DEADLIFT, "Deadlift", rest_s=None)

    assert lift_settings(store, DEADLIFT) == LiftSettings(cue="long spine")


@pytest.mark.parametrize(
    "odd", [{"unit": "stone"}, {"bar_g": -1}, {"bar_g": 100_001}, {"step_g": 0}, {"rest_s": 3601}, {"rest_s": -1}]
)
def test_what_means_nothing_is_refused_and_nothing_is_written(store: Store, odd: dict[str, str | int]) -> None:
    with pytest.raises(NeedsDecision):
        put_lift_settings(store, DEADLIFT, "Deadlift", cue="kept out", **odd)

    assert lift_settings(store, DEADLIFT) == LiftSettings()
    assert steps(store) == 0


def test_a_merged_exercise_has_the_settings_of_the_one_it_became(store: Store, catalogue: Catalogue) -> None:
    made = naming.make(store, "Bar lift")
    put_lift_settings(store, DEADLIFT, "Deadlift", rest_s=240)
    naming.merge(store, made.id, catalogue.exercises[DEADLIFT])

    assert lift_settings(store, made.id).rest_s == 240


def test_another_unit_brings_its_plates_and_keeps_the_rests() -> None:
    gym = Gym(rest_s=200, rest_warmup_s=40, ask_rpe=True)

    there = LiftSettings(unit="lb").over(gym)

    assert (there.unit, there.bar, there.step, there.plates) == ("lb", "45", "5", Gym.usual("lb").plates)
    assert (there.rest_s, there.rest_warmup_s, there.ask_rpe) == (200, 40, True)
    assert LiftSettings(unit="kg").over(gym) == gym


def test_bar_and_step_read_as_they_were_typed_in_pounds() -> None:
    there = LiftSettings(unit="lb", bar_g=20_412, step_g=1_134).over(Gym())

    assert (there.bar, there.step) == ("45", "2.5")


@given(st.integers(0, 3600))
def test_no_rest_clock_is_none_after_warm_ups_either(rest: int) -> None:
    there = LiftSettings(rest_s=rest).over(Gym())

    assert there.rest_s == rest
    assert there.rest_warmup_s == min(Gym().rest_warmup_s, rest)
