"""`plans show`: one plan."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.params import plan_names
from hinge_log.cli.plan_words import lift_value, plan_words
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.store.plans import DayLift


@command(
    "hinge-log plans show Hinge",
    "hinge-log plans show Hinge --why      with the reason for each load",
    "hinge-log plans show Hinge --json",
    reads=True,
)
@click.argument("name", shell_complete=plan_names)
@click.option("--why", is_flag=True, help="with the reason for each load")
def show(cli: CliContext, name: str, why: bool) -> int:
    """Show a plan, with the loads that its percentages are today."""
    from hinge_log.charts.plan_words import reason_lines
    from hinge_log.cli.output import write_wrapped
    from hinge_log.store.plans import active, day_lifts, find_plan, next_day, plan_time
    from hinge_log.training.plan import weeks_text
    from hinge_log.training.plan_text import line_of_lift

    plan, today = find_plan(cli.store, name), cli.store.clock.now().day
    following, used = next_day(cli.store, plan) if plan.days else 0, active(cli.store)
    days = [day_lifts(cli.store, plan, at, cli.exercise, today=today) for at in range(len(plan.days))]
    if cli.json:
        values = [
            {"name": day.name, "lifts": [lift_value(cli, each) for each in lifts]}
            for day, lifts in zip(plan.days, days, strict=True)
        ]
        following_name = plan.days[following].name if plan.days else None
        time = plan_time(cli.store, plan, today)
        values_of = {
            "id": plan.id, "name": plan.name, "next": following_name, "in_use": plan == used,
            "week": time.week + 1, "weeks": plan.week_count, "cycle": time.cycle + 1,
            "week_changes": [each.text for each in plan.weeks],
        }  # fmt: skip
        return cli.data("plan", {**values_of, "days": values})
    cli.out(cli.styled(shown(plan.name), "1") + ("  in use" if plan == used else ""))
    if plan.week_count > 1:
        time = plan_time(cli.store, plan, today)
        changes = f": {weeks_text(plan.weeks)}" if plan.weeks else ""
        cli.out(f"Week {time.week + 1} of {time.of}{changes}")
    for at, (day, lifts) in enumerate(zip(plan.days, days, strict=True)):
        turn = "  next" if at == following and len(days) > 1 else ""
        if day.name or turn:
            cli.out()
            cli.out(cli.styled(shown(day.name), "1") + turn)
        for each in lifts:
            cli.out(f"  {_marked(cli, each):<16} {line_of_lift(each.lift, cli.unit) or 'as you like'}")
            if each.lift.is_progressive or plan.weeks:
                cli.out(cli.styled(f"{'':<19}today {plan_words(cli, each.plan)}", "2"))
            elif any(one.percent is not None for one in each.sets):
                words = f"today {plan_words(cli, each.plan)}" if each.best else _no_estimate()
                cli.out(cli.styled(f"{'':<19}{words}", "2"))
            for label, reason in reason_lines(each.plan) if why else ():
                write_wrapped(reason, f"{'':<19}{label:<5}")
            if each.note:
                cli.out(cli.styled(f"{'':<19}{shown(each.note)}", "2"))
    return 0


def _no_estimate() -> str:
    from hinge_log.training.plan import RECENT_DAYS

    return f"no estimate: no set of 1 to 10 reps in {RECENT_DAYS // 7} weeks or before"


def _marked(cli: CliContext, each: DayLift) -> str:
    """The name of a lift; those that are done in turn say with which number."""
    return cli.short(each.lift.exercise) + (f" ({each.lift.superset})" if each.lift.superset is not None else "")
