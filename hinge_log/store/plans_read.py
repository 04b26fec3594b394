"""What the screens of plans need of the log, read in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hinge_log.exercises.model import Exercise
from hinge_log.store.plans import DayLift, active, all_plans, day_lifts, next_day
from hinge_log.store.queries import Reading
from hinge_log.training.plan import Plan


@dataclass(frozen=True, slots=True)
class Plans:
    """All plans: `active` is the id of the one that Today proposes, `turns` the place of each one's next day.

    `done` holds the last day number of each (plan id, name of a day).
    """

    plans: tuple[Plan, ...] = ()
    active: str = ""
    turns: tuple[int, ...] = ()
    done: tuple[tuple[tuple[str, str], int], ...] = ()

    def last(self, plan_id: str, day: str | None = None) -> int | None:
        """The day number on which a plan, or one of its days, was last done."""
        days = [at for (plan, name), at in self.done if plan == plan_id and day in (None, name)]
        return max(days, default=None)


def read_plans(store: Reading) -> Plans:
    """Read all plans, whose turn it is, and when their days were done."""
    every = all_plans(store)
    if not every:
        return Plans()
    now = active(store)
    turns = tuple(next_day(store, each) if each.days else 0 for each in every)
    rows = store.rows(
        "SELECT w.routine, max(w.day) FROM workout w WHERE w.hidden = 0 AND w.routine <> '' AND EXISTS (SELECT 1"
        " FROM lift l JOIN sets s ON s.lift_id = l.id WHERE l.workout_id = w.id AND l.hidden = 0 AND s.hidden = 0)"
        " GROUP BY w.routine"
    )
    done = []
    for marked, day in rows:
        plan, _, name = str(marked).partition("/")
        done.append(((plan, name), int(str(day))))
    return Plans(every, now.id if now else "", turns, tuple(done))


def read_days(
    store: Reading, plan: Plan, exercise_of: Callable[[str], Exercise], *, today: int
) -> tuple[tuple[DayLift, ...], ...]:
    """Every day of a plan with the loads that its lifts would have today."""
    return tuple(day_lifts(store, plan, at, exercise_of, today=today) for at in range(len(plan.days)))
