"""Plans to begin with, as far as one stands on the ladder; and beginning a day of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from hinge_log.errors import NeedsDecision
from hinge_log.screens.context import Context
from hinge_log.store import routines as kept
from hinge_log.store.ladder import progress
from hinge_log.store.store import Store
from hinge_log.training.routine import Routine

NEW = "new:"
"""Stands before the id of a plan that was made a moment ago: the sets of its first lift are asked for next."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A plan that can be taken; `routine` is None for one that is made from nothing."""

    name: str
    about: str
    words: str
    routine: Routine | None


def stage_of(store: Store, context: Context) -> int:
    """The stage of the ladder on which the lifter stands."""
    gym = context.gym
    return progress(
        store, context.catalogue, today=context.today, step=gym.load(gym.step), start_at=gym.start_at
    ).ladder.stage


def offers(stage: int) -> tuple[Offer, ...]:
    """The plans to begin with at a stage, the one that follows the ladder first; one of one's own last."""
    from hinge_log.training.starters import offered, starter

    found = []
    for each in offered(stage):
        words = f"{each.about[:1].upper()}{each.about[1:]}. Made for stage {max(stage, 1)} of the progression."
        made = starter(each.name, stage)
        days = f"{len(made.days)} day{'' if len(made.days) == 1 else 's'}"
        found.append(Offer(each.name, f"{days}, for stage {max(stage, 1)}", words, made))
    own = "A name, a first day and its first lift; everything else when you like."
    return (*found, Offer("One of your own", "from nothing", own, None))


def begin(store: Store, routine: Routine, day: int, context: Context) -> None:
    """Begin a day of a plan, or go on with it; raises NeedsDecision while another workout is open."""
    opened = store.open_workout()
    if opened is None:
        kept.start_day(store, routine, day, context.exercise)
    elif kept.day_done(store, opened.id) != (routine.id, routine.days[day].name):
        called = f', "{opened.name}"' if opened.name else ""
        raise NeedsDecision(f"A workout is open{called}.", "Finish it first.")
