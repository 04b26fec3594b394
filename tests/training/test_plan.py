from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.errors import EntryError
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.training.load import Load
from hinge_log.training.plan import (
    RECENT_DAYS,
    Day,
    Plan,
    PlanLift,
    PlanSet,
    best_recent,
    due,
    problems,
)
from hinge_log.training.plan_text import line_of_lift, read_lift_line
from hinge_log.training.plates import RACK_KG, RACK_LB, Plates, Rack
from hinge_log.training.progression import LiftHistory, planned_sets
from hinge_log.training.starters import STARTERS, offered, starter
from hinge_log.training.steps import at_most
from hinge_log.training.workout import Basis, Form, Pain, SetDraft, SetKind, SetRecord
from tests.training.plans import any_plans, names, percents

racks = st.sampled_from([RACK_KG, RACK_LB, Rack("kg", 15_000, (20_000, 10_000, 5_000)), Rack("kg", pairs=(1,) * 7)])
kinds = st.sampled_from(
    ["barbell_total", "dumbbell_each", "dumbbell_single", "kettlebell_each", "kettlebell_single", "machine_stack",
     "plates_only"]
)  # fmt: skip
bests = st.builds(Load.of, st.decimals(Decimal("0.5"), 400, places=2).map(str), st.sampled_from(["kg", "lb"]))


@given(bests, percents, kinds, racks)
def test_a_planned_load_is_never_above_its_percentage(best: Load, percent: float, kind: str, rack: Rack) -> None:
    lift = PlanLift("x", (PlanSet(5, percent=percent),))
    (found,) = planned_sets(lift, LiftHistory(best), lambda load: at_most(load, kind, rack))
    assert found.load is not None
    wanted = best.in_unit(best.unit) * Decimal(str(percent)) / 100
    if found.load.unit == best.unit:
        assert found.load.in_unit(best.unit) <= wanted
    else:
        assert found.load.in_unit(best.unit) <= wanted + Decimal("0.001")  # a gram, where units are converted
    assert found.load.grams >= 0


@given(st.integers(20_000, 400_000), racks)
def test_a_barbell_load_can_be_put_on_the_bar_and_no_heavier_one_fits(grams: int, rack: Rack) -> None:
    wanted = Load.from_grams(grams, rack.unit)
    found = at_most(wanted, "barbell_total", rack)
    if found.in_unit(rack.unit) * 1000 >= rack.bar:
        assert isinstance(rack.fit(found), Plates)
        nearest = rack.nearest(wanted)
        assert nearest.grams >= found.grams
        assert nearest.grams > wanted.grams or nearest.grams == found.grams


@pytest.mark.parametrize(
    ("load_type", "wanted", "found"),
    [
        ("barbell_total", "87.9", "87.5"), ("barbell_total", "100", "100"), ("barbell_total", "18", "17.5"),
        ("kettlebell_single", "23", "22"), ("kettlebell_single", "60", "48"), ("dumbbell_each", "17.9", "16"),
        ("machine_stack", "43", "42.5"),
    ],
)  # fmt: skip
def test_a_percentage_becomes_what_there_is_to_lift(load_type: str, wanted: str, found: str) -> None:
    assert at_most(Load.of(wanted, "kg"), load_type, RACK_KG) == Load.of(found, "kg")


def test_without_an_estimate_a_percentage_leaves_the_load_open() -> None:
    lift = PlanLift("x", (PlanSet(5, percent=75.0), PlanSet(8, load=Load.of("60", "kg"))))
    first, second = planned_sets(lift, LiftHistory(), lambda load: load)
    assert (first.load, first.reps) == (None, 5)
    assert second.load == Load.of("60", "kg")


@given(any_plans())
def test_days_take_turns_and_all_of_them_come_up(plan: Plan) -> None:
    done: list[str] = []
    last = None
    for _ in plan.days * 2:
        last = plan.days[due(plan, last)].name
        done.append(last)
    called = [day.name for day in plan.days]
    assert done == called * 2


@given(any_plans(), names)
def test_a_day_that_is_no_longer_there_begins_anew(plan: Plan, name: str) -> None:
    at = due(plan, name)
    known = [day.name.casefold() for day in plan.days]
    assert at == ((known.index(name.casefold()) + 1) % len(known) if name.casefold() in known else 0)


def record(day: int, load: str, reps: int, **more: object) -> SetRecord:
    what = SetDraft(reps, Load.of(load, "kg"), **more)  # type: ignore[arg-type]  # the names are those of its parts
    return SetRecord(f"{day}-{load}", "l", "x", 0, day, None, what)


def test_a_percentage_is_of_what_can_be_lifted_now() -> None:
    stopped = Form(1, Basis.CHECKED, stop=True)
    done = [
        record(100 - RECENT_DAYS, "200", 5),
        record(90, "100", 5),
        record(95, "180", 1, form=stopped),
        record(95, "170", 1, pain=Pain("low back", 4)),
        record(96, "160", 1, kind=SetKind.WARMUP),
        record(97, "90", 12),
    ]
    best = best_recent(done, 100)
    assert best is not None
    assert best.text == "116.67"  # Epley: 100 (1 + 5 / 30)
    assert best_recent(done[:1], 100) is None


def test_what_is_wrong_with_a_plan_is_said_in_plain_words() -> None:
    lift = PlanLift("x", (PlanSet(5),))
    assert problems(Plan("", "A", (Day("", (lift,)),))) == []
    odd = PlanLift("y", (PlanSet(5, 5, percent=200.0),))
    wrong = Plan("", " ", (Day("a", (lift,)), Day("A", (odd,)), Day("")))
    said = " ".join(problems(wrong))
    for words in ("no name", 'called "a"', "leave one out", "between 1 and 150", "no lift"):
        assert words in said


@pytest.mark.parametrize("line", ["75%x5x3", "75%x5x3 of 20", "75%x5 of 90%", "x5x3 @8", "bw+10x8 | 80%x5"])
def test_a_load_on_top_of_bodyweight_takes_no_percentage(line: str, catalogue: Catalogue) -> None:
    extension = catalogue.exercises["back-extension-45"]
    with pytest.raises(EntryError, match="on top of bodyweight can't have a percentage"):
        read_lift_line(line, extension)
    assert read_lift_line("10x8-12x3 then +2.5", extension).sets[0].load == Load.of("10", "kg", body=True)


def test_a_lift_without_an_estimate_takes_a_percentage_of_a_training_maximum_alone(catalogue: Catalogue) -> None:
    swing = catalogue.exercises["swing-two-hand"]
    with pytest.raises(EntryError, match="no estimated maximum"):
        read_lift_line("75%x10x5", swing)
    assert read_lift_line("75%x10x5 of 32", swing).training_max == Load.of("32", "kg")


@pytest.mark.parametrize("stage", range(9))
def test_plans_to_start_from_load_nothing_that_is_not_earned(stage: int, catalogue: Catalogue) -> None:
    known = catalogue.exercises
    here = [each.from_stage <= max(stage, 1) for each in offered(stage)]
    assert here == sorted(here, reverse=True)
    for each in offered(stage):
        made = starter(each.name, stage)
        assert problems(made) == []
        made_for = max(stage, each.from_stage)
        for day in made.days:
            for lift in day.lifts:
                exercise = known[lift.exercise]
                assert read_lift_line(line_of_lift(lift), exercise)
                free = exercise.load_type == "bodyweight"
                assert (exercise.stage or 0) <= (max(made_for, 3) if free else made_for), (stage, lift.exercise)
    assert {each.name for each in offered(stage)} == {each.name for each in STARTERS}
