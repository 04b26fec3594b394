"""`plans`: list, show, choose and delete plans, and the words and JSON of planned sets."""

from __future__ import annotations

import click

from hinge_log.cli.command import LazyGroup, command, pass_cli, plan_names
from hinge_log.cli.context import UNDO, CliContext
from hinge_log.cli.values import attributes, load_value
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.store.plans import DayLift
    from hinge_log.training.workout import PlannedSet


def plan_words(cli: CliContext, plan: tuple[PlannedSet, ...]) -> str:
    """Planned sets on one line, "60x5 w, 85x5x3"."""
    from hinge_log.training.plan import PlanSet
    from hinge_log.training.plan_text import text_of

    return text_of(
        [PlanSet(each.reps, each.seconds, each.load, kind=each.kind, amrap=each.amrap) for each in plan], cli.unit
    )


def lift_value(cli: CliContext, each: DayLift) -> dict[str, object]:
    """A lift of a day as JSON; `planned` is the load that a set has today."""
    sets = [
        {
            "set_kind": one.kind.value,
            **attributes(one, "reps", "reps_to", "seconds", "percent", "rpe", "amrap"),
            "why": planned.why,
            "load": load_value(one.load),
            "planned": load_value(planned.load),
        }
        for one, planned in zip(each.sets, each.plan, strict=True)
    ]
    lift = each.lift
    values = {"exercise": lift.exercise, "name": cli.exercise(lift.exercise).name, "note": lift.note}
    return {**values, "superset": lift.superset, "e1rm": load_value(each.best), "sets": sets}


COMMANDS = {
    "add": "plan_files:add",
    "delete": "plans:delete",
    "edit": "plan_files:edit",
    "export": "plan_files:export",
    "show": "plans:show",
    "use": "plans:use",
    "week": "plans:week",
}


@click.group(
    cls=LazyGroup,
    commands_at=COMMANDS,
    invoke_without_command=True,
    examples=(
        "hinge-log plans                            the plans and their next days",
        "hinge-log plans add --starter 'Hinge A/B' --use",
        "hinge-log plans show Hinge                 with today's loads; --why adds the reason for each",
        "hinge-log plans week Hinge 2               go to its week 2",
        "hinge-log plans edit Hinge                 in $EDITOR, as TOML",
    ),
)
@pass_cli
@click.pass_context
def plans(context: click.Context, cli: CliContext, /) -> int | None:
    """List, add, show, export and use plans."""
    if context.invoked_subcommand is not None:
        return None
    cli.reading = True
    return list_all(cli)


def list_all(cli: CliContext) -> int:
    """All plans, whose turn it is in each, and which one comes next."""
    from hinge_log.store.plans import active, all_plans, last_done, next_day

    used = active(cli.store)
    every = [
        (each, next_day(cli.store, each), (last_done(cli.store, each.id) or (None,))[0])
        for each in all_plans(cli.store)
    ]
    if cli.json:
        values = [
            {
                **attributes(each, "id", "name"),
                "days": [day.name for day in each.days],
                "next": each.days[at].name if each.days else None,
                "last": last,
                "in_use": each == used,
            }
            for each, at, last in every
        ]
        return cli.data("plans", {"plans": values})
    if not every:
        cli.out("There are no plans yet. See the starter plans: hinge-log plans add")
        return 0
    width = max(len(shown(each.name)) for each, _, _ in every)
    for each, at, last in every:
        days = ", ".join(shown(day.name) for day in each.days)
        following = shown(each.days[at].name) if each.days else ""
        if cli.plain:
            cli.out("\t".join((shown(each.name), days, following, "in use" if each == used else "")))
            continue
        turn = f"{days}; {following} is next" if len(each.days) > 1 else "one day"
        done = f", {shown(last)} was last" if last else ""
        cli.out(f"{'*' if each == used else ' '} {shown(each.name):<{width}}  {turn}{done}")
    if used is None and not cli.plain:
        cli.say("No plan is active. Make one active: hinge-log plans use NAME.")
    return 0


@command(
    "hinge-log plans show Hinge",
    "hinge-log plans show Hinge --why      with the reason for each load",
    "hinge-log plans show Hinge --json",
    reads=True,
)
@click.argument("name", shell_complete=plan_names)
@click.option("--why", is_flag=True, help="add the reason for each load")
def show(cli: CliContext, name: str, why: bool) -> int:
    """Show a plan, with today's loads for its percentages."""
    from hinge_log.charts.set_words import reason_lines
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
    cli.out(cli.styled(shown(plan.name), "1") + ("  active" if plan == used else ""))
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
                words = (
                    f"today {plan_words(cli, each.plan)}" if each.best else "no estimate: no sets of 1 to 10 reps yet"
                )
                cli.out(cli.styled(f"{'':<19}{words}", "2"))
            for label, reason in reason_lines(each.plan) if why else ():
                write_wrapped(reason, f"{'':<19}{label:<5}")
            if each.note:
                cli.out(cli.styled(f"{'':<19}{shown(each.note)}", "2"))
    return 0


def _marked(cli: CliContext, each: DayLift) -> str:
    """The name of a lift; those that are done in turn say with which number."""
    return cli.short(each.lift.exercise) + (f" ({each.lift.superset})" if each.lift.superset is not None else "")


@command("hinge-log plans use Hinge", "hinge-log plans use none", reads=True)
@click.argument("name", metavar="NAME|none", shell_complete=plan_names)
def use(cli: CliContext, name: str) -> int:
    """Set or clear the active plan."""
    from hinge_log.store.plans import active, find_plan, next_day, use_plan

    plan = None if name.casefold() == "none" else find_plan(cli.store, name)
    before = active(cli.store)
    if plan != before:
        use_plan(cli.store, plan.id if plan else None)
    turn = next_day(cli.store, plan) if plan and plan.days else None
    values = {"name": plan.name if plan else None, "in_use": plan is not None}
    if plan is not None:
        values["next"] = None if turn is None else plan.days[turn].name
    line = "No plan is active now." if plan is None else f"{shown(plan.called(turn or 0))} comes next."
    return cli.done("plan", values, line + (f" {UNDO}" if plan != before else ""))


@command("hinge-log plans week 5-3-1        show the current week", "hinge-log plans week 5-3-1 2      go to week 2")
@click.argument("name", shell_complete=plan_names)
@click.argument("number", metavar="[WEEK]", required=False, type=click.IntRange(1, 26))
def week(cli: CliContext, name: str, number: int | None) -> int:
    """Show or choose the week of a plan. A week off does not advance it."""
    from hinge_log.store.plans import find_plan, plan_time, set_week

    cli.reading = number is None
    plan = find_plan(cli.store, name)
    if number is None:
        time = plan_time(cli.store, plan, cli.store.clock.now().day)
    else:
        time = set_week(cli.store, plan.id, number - 1)
    undo = "" if number is None else f" {UNDO}"
    cycle = f", round {time.cycle + 1}" if time.cycle else ""
    values = {"name": plan.name, "week": time.week + 1, "of": time.of, "cycle": time.cycle + 1}
    return cli.done("plan-week", values, f"{shown(plan.name)}: week {time.week + 1} of {time.of}{cycle}.{undo}")


@command("hinge-log plans delete Hinge", reads=True)
@click.argument("name", shell_complete=plan_names)
def delete(cli: CliContext, name: str) -> int:
    """Delete a plan; its workouts stay."""
    from hinge_log.store.plans import delete_plan, find_plan

    plan = find_plan(cli.store, name)
    delete_plan(cli.store, plan.id)
    values = attributes(plan, "id", "name") | {"deleted": True}
    return cli.done("plan", values, f"Plan {shown(plan.name)} deleted; its workouts stay. {UNDO}")
