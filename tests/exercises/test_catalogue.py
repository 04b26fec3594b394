"""The shipped catalogue: everything that a screen or an import relies on without asking again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable

import pytest

from hinge_log.exercises import build
from hinge_log.exercises.catalogue import FAMILIES, figures, load, segments
from hinge_log.exercises.model import Exercise
from hinge_log.exercises.schema import CatalogueFile
from hinge_log.exercises.words import fold, key

CATALOGUE = load()
EXERCISES = list(CATALOGUE.exercises.values())
LOADED = ("deadlift", "squat", "hip_thrust", "row", "good_morning", "swing")


def ids_of(exercise_id: str) -> list[str]:
    return [item.id for item in CATALOGUE.items_for(CATALOGUE.exercises[exercise_id])]


def test_the_whole_catalogue_is_there() -> None:
    assert len(EXERCISES) == 99
    assert len(CATALOGUE.checklists) == 10
    assert len(CATALOGUE.faults) == 45
    assert list(CATALOGUE.stages) == list(range(9))
    assert len(CATALOGUE.gates) == 11


@pytest.mark.parametrize(("name", "make"), build.MADE.items())
def test_the_index_says_what_the_toml_says(name: str, make: Callable[[CatalogueFile], str]) -> None:
    with open(os.path.join(build.HERE, name), encoding="utf-8") as file:
        assert file.read() == make(build.read_source(os.path.join(build.HERE, "data"))), "run hinge_log.exercises.build"


def test_every_exercise_can_be_drawn_in_a_list_and_checked() -> None:
    for exercise in EXERCISES:
        assert exercise.name, exercise.id
        assert 1 <= len(exercise.short) <= 12, exercise.id
        assert exercise.family in FAMILIES, exercise.id
        assert exercise.pattern, exercise.id
        assert exercise.primary, exercise.id
        assert exercise.equipment, exercise.id
        assert exercise.stage is not None, exercise.id
    assert len({exercise.short for exercise in EXERCISES}) == 99


def test_items_can_be_chosen_with_one_digit() -> None:
    for exercise in EXERCISES:
        assert 1 <= len(CATALOGUE.items_for(exercise)) <= 9, exercise.id


def test_every_list_can_stop_a_set_that_is_no_longer_safe() -> None:
    for exercise in EXERCISES:
        if exercise.family in LOADED:
            safety = [item for item in CATALOGUE.items_for(exercise) if item.safety]
            assert safety, exercise.id
            assert all(item.gate for item in safety)


def test_no_name_means_two_exercises() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for exercise in EXERCISES:
        for name in (exercise.id, exercise.name, exercise.short, *exercise.aliases, *exercise.typed):
            owners[key(name)].add(exercise.id)
            owners[fold(name)].add(exercise.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_name_of_one_app_means_two_exercises() -> None:
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for exercise in EXERCISES:
        for app, names in exercise.names:
            for name in names:
                owners[app, name.lstrip("~").casefold()].append(exercise.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_cards_differ_inside_a_list_and_an_item_id_is_used_once() -> None:
    seen: set[str] = set()
    for checklist in CATALOGUE.checklists.values():
        assert len({item.card for item in checklist.items}) == len(checklist.items)
        for item in checklist.items:
            assert item.id not in seen
            seen.add(item.id)


def test_a_fault_is_known_in_the_families_that_are_checked_on_it() -> None:
    for exercise in EXERCISES:
        # The barbell high pull is a floor deadlift in everything but its family.
        if exercise.id == "high-pull-barbell":
            continue
        for item in CATALOGUE.items_for(exercise):
            where = CATALOGUE.faults[item.fault].where.split(", ")
            assert exercise.family in where or where == ["all"], (exercise.id, item.id)


@pytest.mark.parametrize(
    ("exercise_id", "has", "has_not"),
    [
        ("deadlift-single-leg-rdl", {"dh-square"}, set()),
        ("deadlift-romanian", {"dh-close"}, {"dh-square"}),
        ("row-bent-over-barbell", {"rw-hang", "rw-knees", "rw-still"}, set()),
        ("row-seal", {"rw-spine", "rw-head"}, {"rw-hang", "rw-knees", "rw-still"}),
        ("row-inverted", {"rw-spine"}, {"rw-hang", "rw-head"}),
        ("good-morning-barbell", {"gm-shelf"}, set()),
        ("good-morning-band", {"gm-knees"}, {"gm-shelf"}),
        ("good-morning-seated", {"gm-shelf", "gm-spine"}, {"gm-knees", "gm-foot"}),
        ("drill-wall-hinge", {"hd-wall-touch", "hd-wall-clear", "hd-neck"}, {"hd-stick", "hd-head"}),
        ("drill-dowel-hinge", {"hd-stick", "hd-head"}, {"hd-wall-touch", "hd-wall-clear", "hd-neck"}),
        ("drill-kneeling-hinge", {"hd-stick"}, {"hd-shins", "hd-soft-knees"}),
    ],
)
def test_an_exercise_is_only_checked_on_what_it_can_show(exercise_id: str, has: set[str], has_not: set[str]) -> None:
    items = set(ids_of(exercise_id))
    assert has <= items
    assert not has_not & items


@pytest.mark.parametrize(
    ("pattern", "checklist", "has", "has_not"),
    [
        ("row_supported", "row", {"rw-spine", "rw-head"}, {"rw-hang", "rw-still"}),
        ("hinge_hold", "row", {"rw-hang", "rw-head"}, set()),
        ("single_leg_hinge", "deadlift_hang", {"dh-square"}, set()),
        ("hinge", "deadlift_hang", {"dh-spine"}, {"dh-square"}),
        ("", "hinge_drill", {"hd-soft-knees", "hd-shins", "hd-neck"}, {"hd-wall-touch", "hd-stick"}),
    ],
)
def test_an_own_exercise_is_checked_as_most_of_its_pattern(
    pattern: str, checklist: str, has: set[str], has_not: set[str]
) -> None:
    own = Exercise("my-own", "My own", "row", pattern=pattern, checklist=checklist, own=True)
    items = {item.id for item in CATALOGUE.items_for(own)}
    assert has <= items
    assert not has_not & items


def test_an_exercise_without_a_checklist_has_no_items() -> None:
    assert CATALOGUE.items_for(Exercise("my-own", "My own", "row")) == ()


def test_stages_name_exercises_of_their_own_step() -> None:
    for stage in CATALOGUE.stages.values():
        for exercise_id in stage.exercises:
            assert CATALOGUE.exercises[exercise_id].stage == stage.stage


def test_gates_can_open_and_lead_on() -> None:
    for gate in CATALOGUE.gates.values():
        assert gate.clean <= gate.window
        assert gate.within_days == 21
        assert not set(gate.sources) & set(gate.targets)
        if "filmed" in gate.rule or "video" in gate.rule:
            assert gate.seen == 1, gate.id
        assert gate.rule.startswith(str(gate.clean)), gate.id


@pytest.mark.parametrize("family", LOADED)
def test_every_family_can_be_shown(family: str) -> None:
    assert any(e.figure for e in EXERCISES if e.family == family)


def test_every_figure_moves_and_hangs_together() -> None:
    for figure in figures().values():
        assert figure.down > 0
        assert figure.up > 0
        if not figure.fault and figure.id != "stand":
            assert len(figure.poses) >= 2, figure.id
        for pose in figure.poses:
            if figure.frame == "standing":
                assert pose.thigh == pose.knee - pose.shank, figure.id
                assert abs(pose.hip - (pose.thigh + pose.trunk)) <= 1, (figure.id, pose.phase)


def test_figures_on_the_back_keep_the_length_of_the_thigh() -> None:
    for figure in figures().values():
        for pose in figure.poses:
            at = dict(pose.options)
            if figure.frame != "standing":
                thigh = ((at["knee_x"] - at["hip_x"]) ** 2 + (at["knee_y"] - at["hip_y"]) ** 2) ** 0.5
                assert thigh == pytest.approx(segments()["thigh"], abs=0.003), (figure.id, pose.phase)


def test_every_fault_figure_has_the_right_way_beside_it() -> None:
    faults = [figure for figure in figures().values() if figure.fault]
    assert len(faults) == 14
    for figure in faults:
        assert figure.fault in CATALOGUE.faults
        assert not figures()[figure.instead_of].fault


def test_starting_costs_no_validation() -> None:
    code = (
        "import sys; from hinge_log.exercises.catalogue import load; load().find('rdl'); load('/nowhere');"
        "print([name for name in ('pydantic', 'tomllib', 'difflib') if name in sys.modules])"
    )
    home = os.path.dirname(os.path.dirname(build.HERE))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=home)
    assert done.stdout.strip() == "[]"


def test_the_checks_of_the_wall_drill_speak_of_the_wall_and_of_no_stick() -> None:
    catalogue = load()
    items = catalogue.items_for(catalogue.exercises["drill-wall-hinge"])
    faults = [catalogue.faults[item.fault].name for item in items if item.fault]
    assert "Upper back or head touched the wall" in faults
    assert not any("stick" in f"{item.cue} {item.card} {item.look_for} {item.fault_text}".lower() for item in items)
    assert len(items) <= 9, "each has a digit"
