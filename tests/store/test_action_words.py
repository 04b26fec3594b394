from __future__ import annotations

from dataclasses import replace

import pytest

from hinge_log.settings import Gym
from hinge_log.store.action_words import describe_action
from hinge_log.store.everyday import keep_spot
from hinge_log.store.ladder import answer_ready
from hinge_log.store.store import Store


def undone(store: Store) -> str:
    found = store.undo()
    assert found is not None
    return describe_action(*found)


@pytest.mark.parametrize(
    ("gym", "said"),
    [
        (Gym(bar="15"), "bar changed"),
        (Gym(plates=("20", "10")), "plates changed"),
        (Gym(rest_s=120), "rest after working sets changed"),
        (Gym.usual("lb"), "units changed"),
        (Gym(ask_rpe=True, formula="brzycki"), "asking for RPE, one-rep maximum changed"),
    ],
)
def test_an_undone_setting_is_named(store: Store, gym: Gym, said: str) -> None:
    store.put_setting("gym", gym.to_json())
    assert undone(store) == said
    store.put_setting("gym", Gym().to_json())
    store.put_setting("gym", gym.to_json())
    assert undone(store) == said


def test_what_else_is_kept_as_a_setting_is_named(store: Store) -> None:
    store.put_settings({"gym": replace(Gym(), bar="15").to_json(), "first_run": True})
    assert undone(store) == "first-run answers changed"
    answer_ready(store, 20_000)
    assert undone(store) == "your place on the ladder changed"
    keep_spot(store, 20_000, "laundry", {}, 100)
    assert undone(store) == "everyday spot check changed"
