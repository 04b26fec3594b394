"""The commands of `plans`, and names of plans completed in the shell."""

from __future__ import annotations

from typing import Any

import click
from click.shell_completion import CompletionItem

from hinge_log.cli.context import CliContext
from hinge_log.cli.params import Group, Text, common
from hinge_log.errors import HingeLogError

given = click.make_pass_decorator(CliContext, ensure=True)


class Plan(Text):
    """The name of a plan, completed in the shell."""

    name = "plan"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Give the names that begin like this."""
        import os

        from hinge_log.store.routines import routines
        from hinge_log.text import shown

        cli = ctx.find_object(CliContext)
        if cli is None or not os.path.exists(cli.path):
            return []
        try:
            every = routines(cli.store)
        except HingeLogError:
            return []
        wanted = incomplete.casefold()
        return [CompletionItem(shown(each.name)) for each in every if each.name.casefold().startswith(wanted)]


class _Starter(Text):
    """The name of a plan to start from, completed in the shell."""

    name = "starter"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Give the names that begin like this."""
        from hinge_log.training.starters import STARTERS

        wanted = incomplete.casefold()
        return [
            CompletionItem(each.name, help=each.about) for each in STARTERS if each.name.casefold().startswith(wanted)
        ]


@click.group(cls=Group, invoke_without_command=True)
@common
@click.pass_context
def plans(context: click.Context) -> int | None:
    """List the plans and whose turn it is; make, show, export and use them."""
    if context.invoked_subcommand is not None:
        return None
    from hinge_log.cli.plans import list_all

    return list_all(context.ensure_object(CliContext))


plans.examples = (
    "hinge-log plans                            whose turn it is",
    "hinge-log plans add --starter 'Hinge A/B' --use",
    "hinge-log plans show Hinge                 with today's loads",
    "hinge-log plans edit Hinge                 in $EDITOR, as TOML",
)


@plans.command(examples=("hinge-log plans show Hinge", "hinge-log plans show Hinge --json"))
@click.argument("name", type=Plan())
@given
def show(cli: CliContext, name: str) -> int:
    """Show a plan, with the loads that its percentages are today."""
    from hinge_log.cli.plans import show as command

    return command(cli, name)


@plans.command(
    examples=(
        "hinge-log plans add                              list those to start from",
        "hinge-log plans add --starter 'Hinge A/B' --use  take one and use it",
        "hinge-log plans add hinge.toml                   one of your own",
        "hinge-log plans add hinge.toml --replace Hinge   in place of another",
    )
)
@click.argument("file", required=False, type=click.Path(allow_dash=True))
@click.option("--starter", metavar="NAME", type=_Starter(), help="one to start from, for your stage of the ladder")
@click.option("--name", metavar="NAME", help="what it is to be called")
@click.option("--replace", metavar="NAME", type=Plan(), help="the plan that it takes the place of")
@click.option("--use", is_flag=True, help="let its days come next")
@click.pass_context
def add(context: click.Context, /, file: str | None, **options: Any) -> int:
    """Take in a plan: a TOML file, or one to start from."""
    from hinge_log.cli.plans import add as command

    if file is not None and options["starter"] is not None:
        raise click.UsageError("A file or --starter, not both.", context)
    return command(context.ensure_object(CliContext), file, **options)


@plans.command(examples=("hinge-log plans export Hinge -o hinge.toml",))
@click.argument("name", type=Plan())
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="a file instead of stdout")
@click.option("--force", is_flag=True, help="write over a file that is there")
@given
def export(cli: CliContext, /, name: str, **options: Any) -> int:
    """Write a plan as TOML."""
    from hinge_log.cli.plans import export as command

    return command(cli, name, **options)


@plans.command(examples=("hinge-log plans edit Hinge",))
@click.argument("name", type=Plan())
@given
def edit(cli: CliContext, name: str) -> int:
    """Change a plan in $EDITOR, as TOML; it is checked before it is kept."""
    from hinge_log.cli.plans import edit as command

    return command(cli, name)


@plans.command(examples=("hinge-log plans use Hinge", "hinge-log plans use none"))
@click.argument("name", metavar="NAME|none", type=Plan())
@given
def use(cli: CliContext, name: str) -> int:
    """Let the days of a plan come next, or those of none."""
    from hinge_log.cli.plans import use as command

    return command(cli, name)


@plans.command(examples=("hinge-log plans delete Hinge",))
@click.argument("name", type=Plan())
@given
def delete(cli: CliContext, name: str) -> int:
    """Take a plan off the list; its workouts stay."""
    from hinge_log.cli.plans import delete as command

    return command(cli, name)
