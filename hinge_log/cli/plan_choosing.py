"""`plans use`, `plans week`, `plans delete`: which plan is active and in which week, and taking one off the list."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.params import plan_names
from hinge_log.cli.plan_words import UNDO
from hinge_log.text import shown


@command("hinge-log plans use Hinge", "hinge-log plans use none", reads=True)
@click.argument("name", metavar="NAME|none", shell_complete=plan_names)
def use(cli: CliContext, name: str) -> int:
    """Set or clear the active plan."""
    from hinge_log.store.plans import active, find_plan, next_day, use_plan

    plan = None if name.casefold() == "none" else find_plan(cli.store, name)
    before = active(cli.store)
    if plan != before:
        use_plan(cli.store, plan.id if plan else None)
    if cli.json:
        values: dict[str, object] = (
            {"name": plan.name, "next": plan.days[next_day(cli.store, plan)].name if plan.days else None}
            if plan
            else {}
        )
        return cli.data("plan", {"name": None, **values, "in_use": plan is not None})
    if cli.quiet:
        return 0
    if plan is None:
        cli.out("No plan is active now." + (f" {UNDO}" if before else ""))
        return 0
    turn = shown(plan.called(next_day(cli.store, plan)))
    cli.out(f"{turn} comes next." + (f" {UNDO}" if plan != before else ""))
    return 0


@command(
    "hinge-log plans week 5-3-1        which week it is", "hinge-log plans week 5-3-1 2      let it be the second one"
)
@click.argument("name", shell_complete=plan_names)
@click.argument("number", metavar="[WEEK]", required=False, type=click.IntRange(1, 26))
def week(cli: CliContext, name: str, number: int | None) -> int:
    """Show or choose the week of a plan. A week off does not move it on."""
    from hinge_log.store.plans import find_plan, plan_time, set_week

    cli.reading = number is None
    plan = find_plan(cli.store, name)
    if number is None:
        time = plan_time(cli.store, plan, cli.store.clock.now().day)
    else:
        time = set_week(cli.store, plan.id, number - 1)
    if cli.json:
        return cli.data("plan-week", {"name": plan.name, "week": time.week + 1, "of": time.of, "cycle": time.cycle + 1})
    if not cli.quiet:
        undo = "" if number is None else f" {UNDO}"
        cycle = f", round {time.cycle + 1}" if time.cycle else ""
        cli.out(f"{shown(plan.name)}: week {time.week + 1} of {time.of}{cycle}.{undo}")
    return 0


@command("hinge-log plans delete Hinge", reads=True)
@click.argument("name", shell_complete=plan_names)
def delete(cli: CliContext, name: str) -> int:
    """Take a plan off the list; its workouts stay."""
    from hinge_log.store.plans import delete_plan, find_plan

    plan = find_plan(cli.store, name)
    delete_plan(cli.store, plan.id)
    if cli.json:
        return cli.data("plan", {"id": plan.id, "name": plan.name, "deleted": True})
    if not cli.quiet:
        cli.out(f"Plan {shown(plan.name)} deleted; its workouts stay. {UNDO}")
    return 0
