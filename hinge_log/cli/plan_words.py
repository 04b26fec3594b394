"""Planned sets and the day of a plan that is due, in words and as JSON."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.context import CliContext
    from hinge_log.store.plans import DayLift
    from hinge_log.training.plan import Plan
    from hinge_log.training.workout import PlannedSet

UNDO = "undo: hinge-log undo"


def due_now(cli: CliContext) -> tuple[Plan, int] | None:
    """The plan in use and the place of the day whose turn it is; None without one."""
    if not isinstance(cli.store.setting("routine"), str):
        return None
    from hinge_log.store.plans import active, next_day

    plan = active(cli.store)
    return (plan, next_day(cli.store, plan)) if plan is not None and plan.days else None


def plan_words(cli: CliContext, plan: tuple[PlannedSet, ...]) -> str:
    """Planned sets on one line, "60x5 w, 85x5x3"."""
    from hinge_log.training.plan import PlanSet
    from hinge_log.training.plan_text import text_of

    return text_of(
        [PlanSet(each.reps, each.seconds, each.load, kind=each.kind, amrap=each.amrap) for each in plan], cli.unit
    )


def lift_value(cli: CliContext, each: DayLift) -> dict[str, object]:
    """A lift of a day as JSON; `planned` is the load that a set has today."""
    from hinge_log.cli.values import load_value

    sets = [
        {
            "set_kind": one.kind.value,
            "reps_to": one.reps_to,
            "rpe": one.rpe,
            "why": planned.why,
            "reps": one.reps,
            "seconds": one.seconds,
            "percent": one.percent,
            "amrap": one.amrap,
            "load": load_value(one.load),
            "planned": load_value(planned.load),
        }
        for one, planned in zip(each.sets, each.plan, strict=True)
    ]
    lift = each.lift
    values = {"exercise": lift.exercise, "name": cli.exercise(lift.exercise).name, "note": lift.note}
    return {**values, "superset": lift.superset, "e1rm": load_value(each.best), "sets": sets}
