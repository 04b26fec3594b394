"""Starter plans for a stage of the ladder, and starting a day of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from hinge_log.errors import NeedsDecision
from hinge_log.screens.context import Context
from hinge_log.store import plans as plan_store
from hinge_log.store.ladder import progress
from hinge_log.store.store import Store
from hinge_log.text import plural
from hinge_log.training.plan import Plan

NEW = "new:"
"""Stands before the id of a plan that was made a moment ago: the sets of its first lift are asked for next."""


@dataclass(frozen=True, slots=True)
class StarterPlan:
    """A plan to begin with; `plan` is None for a blank one."""

    name: str
    about: str
    words: str
    plan: Plan | None


def stage_of(store: Store, context: Context) -> int:
    """The stage of the ladder on which the lifter stands."""
    gym = context.gym
    return progress(
        store, context.catalogue, today=context.today, step=gym.load(gym.step), start_at=gym.start_at
    ).ladder.stage


def starter_plans(stage: int, unit: str = "kg") -> tuple[StarterPlan, ...]:
    """The plans to begin with at a stage, the one that follows the ladder first, a blank one last."""
    from hinge_log.training.starters import offered, starter

    plans = []
    for each in offered(stage):
        made_for = max(stage, each.from_stage)
        words = f"{each.about[:1].upper()}{each.about[1:]}. Made for stage {made_for} of the progression."
        words += f" You are at stage {stage}; every plan is open to you." if made_for > stage else ""
        made = starter(each.name, stage, unit)
        days = plural(len(made.days), "day")
        plans.append(StarterPlan(each.name, f"{days}, for stage {made_for}", words, made))
    blank = "Give it a name, a day and a lift. Add the rest whenever you like."
    return (*plans, StarterPlan("New plan", "blank", blank, None))


def begin(store: Store, plan: Plan, day: int, context: Context) -> None:
    """Start a day of a plan, or resume it; raises NeedsDecision while another workout is open."""
    opened = store.open_workout()
    if opened is None:
        plan_store.start_day(store, plan, day, context.exercise)
    elif plan_store.day_done(store, opened.id) != (plan.id, plan.days[day].name):
        called = f', "{opened.name}"' if opened.name else ""
        raise NeedsDecision(f"A workout is open{called}.", "Finish it first.")
