"""`plans`: the plans in the log, and the commands that make, show, export and use them."""

from __future__ import annotations

import click

from hinge_log.cli.command import LazyGroup, pass_cli
from hinge_log.cli.context import CliContext
from hinge_log.text import shown

COMMANDS = {
    "add": "plan_add:add",
    "delete": "plan_choosing:delete",
    "edit": "plan_edit:edit",
    "export": "plan_export:export",
    "show": "plan_show:show",
    "use": "plan_choosing:use",
    "week": "plan_choosing:week",
}


@click.group(
    cls=LazyGroup,
    commands_at=COMMANDS,
    invoke_without_command=True,
    examples=(
        "hinge-log plans                            which day is next",
        "hinge-log plans add --starter 'Hinge A/B' --use",
        "hinge-log plans show Hinge                 with today's loads; --why says the reason of each",
        "hinge-log plans week Hinge 2               which of its weeks it is",
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
    from hinge_log.store.plans import active, all_plans, last_day, next_day

    used = active(cli.store)
    every = [(each, next_day(cli.store, each), last_day(cli.store, each.id)) for each in all_plans(cli.store)]
    if cli.json:
        values = [
            {
                "id": each.id,
                "name": each.name,
                "days": [day.name for day in each.days],
                "next": each.days[at].name if each.days else None,
                "last": last,
                "in_use": each == used,
            }
            for each, at, last in every
        ]
        return cli.data("plans", {"plans": values})
    if not every:
        cli.out("There is no plan yet. See the starter plans: hinge-log plans add")
        return 0
    width = max(len(shown(each.name)) for each, _, _ in every)
    for each, at, last in every:
        days, following = (
            ", ".join(shown(day.name) for day in each.days),
            shown(each.days[at].name) if each.days else "",
        )
        if cli.plain:
            cli.out("\t".join((shown(each.name), days, following, "in use" if each == used else "")))
            continue
        turn = f"{days}; {following} is next" if len(each.days) > 1 else "one day"
        done = f", {shown(last)} was last" if last else ""
        cli.out(f"{'*' if each == used else ' '} {shown(each.name):<{width}}  {turn}{done}")
    if used is None and not cli.plain:
        cli.say("No plan is active. Make one active: hinge-log plans use NAME.")
    return 0
