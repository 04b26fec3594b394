"""`plans add`: take in a plan, from a file or from those to start from."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.params import plan_names, starter_names
from hinge_log.cli.plan_files import print_saved, read_plan, read_text
from hinge_log.text import shown


@command(
    "hinge-log plans add                              list the starter plans",
    "hinge-log plans add --starter 'Hinge A/B' --use  add one and make it active",
    "hinge-log plans add hinge.toml                   a plan of your own",
    "hinge-log plans add hinge.toml --replace Hinge   in place of another",
)
@click.argument("file", required=False, type=click.Path(allow_dash=True))
@click.option(
    "--starter", metavar="NAME", shell_complete=starter_names, help="a starter plan for your stage of the ladder"
)
@click.option("--name", metavar="NAME", help="the name of the new plan")
@click.option("--replace", metavar="NAME", shell_complete=plan_names, help="the plan that it replaces")
@click.option("--use", is_flag=True, help="make it the active plan")
def add(
    cli: CliContext, file: str | None, starter: str | None, name: str | None, replace: str | None, use: bool
) -> int:
    """Take in a plan: a TOML file, or one to start from."""
    if file is not None and starter is not None:
        raise click.UsageError("Give a file or --starter, not both.")
    if file is None and starter is None and (name is not None or replace is not None or use):
        raise click.UsageError("--name, --replace and --use need a file or --starter.")
    if file is None and starter is None:
        return _starters(cli)
    from dataclasses import replace as changed

    from hinge_log.store.plans import find_plan, put_plan, use_plan

    if starter is not None:
        from hinge_log.training.starters import find_starter
        from hinge_log.training.starters import starter as make

        stage, made_for = _stage(cli), find_starter(starter).from_stage
        made = make(starter, stage, cli.unit)
        if stage < made_for:
            cli.say(f"Made for stage {made_for} of the ladder; you stand at stage {stage}. Nothing is locked.")
    else:
        made = read_plan(cli, read_text(file or ""), shown(file or ""))
    if name is not None:
        made = changed(made, name=name)
    if replace is not None:
        made = changed(made, id=find_plan(cli.store, replace).id)
    saved = put_plan(cli.store, made)
    if use:
        use_plan(cli.store, saved.id)
    return print_saved(cli, saved, "changed" if replace is not None else "added", use=use)


def _starters(cli: CliContext) -> int:
    from hinge_log.training.starters import offered

    stage = _stage(cli)
    names = offered(stage)
    if cli.json:
        starters = [{"name": each.name, "about": each.about, "from_stage": each.from_stage} for each in names]
        return cli.data("starters", {"stage": stage, "starters": starters})
    for each in names:
        about = each.about if each.from_stage <= max(stage, 1) else f"{each.about} (from stage {each.from_stage} on)"
        cli.out(f"{each.name}\t{about}" if cli.plain else f"{each.name:<14} {about}")
    cli.say("Add one: hinge-log plans add --starter NAME. Add your own: hinge-log plans add FILE.")
    return 0


def _stage(cli: CliContext) -> int:
    from hinge_log.store.ladder import progress

    gym = cli.gym
    return progress(
        cli.store, cli.catalogue, today=cli.store.clock.now().day, step=gym.load(gym.step), start_at=gym.start_at
    ).ladder.stage
