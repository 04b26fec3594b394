"""`start`: begin a workout."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.log import close_forgotten
from hinge_log.cli.params import plan_names
from hinge_log.errors import Ambiguous, EntryError, NotFound
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.training.plan import Plan
    from hinge_log.training.workout import Workout


@command(
    "hinge-log start                            the next day of the active plan",
    "hinge-log start Hinge --day B              a day of a plan",
    "hinge-log start 'Pull day'                 an empty workout of that name",
)
@click.argument("name", metavar="[PLAN]", required=False, default="", shell_complete=plan_names)
@click.option("--day", metavar="NAME", help="a day of the plan other than the next one")
@click.option("--empty", is_flag=True, help="a workout without a plan")
def start(cli: CliContext, name: str, day: str | None, empty: bool) -> int:
    """Begin a workout, as planned; logging a set begins one too."""
    if empty and day is not None:
        raise EntryError("day", "An empty workout has no plan day", "Leave out --empty or --day.")
    workout, began = begin(cli, name, day=day, empty=empty)
    if cli.json:
        return write_workout(cli, "start", workout, began=began)
    if cli.quiet:
        return 0
    called = f" {shown(workout.name)}" if workout.name else ""
    other = bool(name) and not workout.name.casefold().startswith(name.strip().casefold())
    there = f"Workout{called} is already open.{' Close it first: hinge-log finish' if other else ''}"
    cli.out(f"Workout{called} started. undo: hinge-log undo" if began else there)
    for lift in workout.lifts if began else ():
        from hinge_log.cli.plan_words import plan_words

        note = f"  {shown(lift.note)}" if lift.note else ""
        cli.out(f"  {cli.short(lift.exercise):<12}  {plan_words(cli, lift.plan)}{note}")
    return 0


def begin(cli: CliContext, name: str = "", *, day: str | None = None, empty: bool = False) -> tuple[Workout, bool]:
    """The open workout, or a new one, and whether it is new.

    A new one is the day of the plan of that name whose turn it is, or `day`; without a name, of the plan in use. A
    name that no plan has is that of an empty workout. Raises NotFound for a day that is none.
    """
    close_forgotten(cli)
    workout = cli.store.open_workout()
    if workout is not None:
        return workout, False
    chosen = None if empty else _chosen(cli, name, day)
    if chosen is None:
        return cli.store.start_workout(name), True
    from hinge_log.store.plans import start_day

    return start_day(cli.store, *chosen, cli.exercise), True


def _chosen(cli: CliContext, name: str, day: str | None) -> tuple[Plan, int] | None:
    """The plan that is meant, and the place of its day; None for a workout without a plan."""
    from hinge_log.cli.plan_words import due_now

    if not name:
        due = due_now(cli)
        if due is None:
            if day is not None:
                raise NotFound("No plan is in use.", "hinge-log start PLAN --day NAME, or hinge-log plans use PLAN.")
            return None
        return due if day is None else (due[0], _day_of(due[0], day))
    from hinge_log.store.plans import find_plan, next_day

    try:
        plan = find_plan(cli.store, name)
    except Ambiguous:
        raise
    except NotFound as error:
        if day is not None:
            raise
        if error.candidates:
            cli.say(f'There is no plan "{shown(name)}". The workout has that name.')
        return None
    if not plan.days:
        return None
    return plan, next_day(cli.store, plan) if day is None else _day_of(plan, day)


def _day_of(plan: Plan, day: str) -> int:
    names = [each.name.casefold() for each in plan.days]
    wanted = day.strip().casefold()
    same = [at for at, name in enumerate(names) if name == wanted]
    near = same or [at for at, name in enumerate(names) if wanted and name.startswith(wanted)]
    if len(near) == 1:
        return near[0]
    listed = tuple(each.name for each in plan.days)
    said_days = ", ".join(map(shown, listed))
    raise NotFound(f'{shown(plan.name)} has no day "{shown(day)}".', f"It has {said_days}.", candidates=listed)


def write_workout(cli: CliContext, kind: str, workout: Workout, **more: object) -> int:
    """Print a workout as JSON."""
    from hinge_log.cli.values import workout_value

    known = {lift.exercise: cli.exercise(lift.exercise) for lift in workout.lifts}
    return cli.data(kind, {"workout": workout_value(workout, known), **more})
