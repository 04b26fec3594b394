"""`plans add`, `edit` and `export`: plans as TOML files."""

from __future__ import annotations

import click

from hinge_log.cli.command import command, plan_names, starter_names
from hinge_log.cli.config import open_editor
from hinge_log.cli.context import UNDO, CliContext
from hinge_log.cli.exporting import check_output_file, goes_to_stdout, write_output_file
from hinge_log.errors import ImportFileError, NeedsDecision, NotFound, SettingsError
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.training.plan import Plan


def print_saved(cli: CliContext, saved: Plan, what: str, *, use: bool = False) -> int:
    """Print which plan was saved, and how."""
    days = [day.name for day in saved.days]
    names = ", ".join(shown(day) for day in days if day)
    line = f"Plan {shown(saved.name)} {what}{f': {names}' if names else ''}. {UNDO}{' 2' if use else ''}"
    return cli.done("plan", {"id": saved.id, "name": saved.name, "days": days, "in_use": use}, line)


def read_text(file: str) -> str:
    """The text of a file, "-" for stdin."""
    import sys

    if file == "-":
        return sys.stdin.read()
    try:
        with open(file, encoding="utf-8-sig") as opened:
            return opened.read(2_000_000)
    except FileNotFoundError:
        raise NotFound(f"There is no file {shown(file)}.", "Check the path.") from None
    except UnicodeDecodeError:
        raise ImportFileError(f"{shown(file)} is not a text file.", "Nothing was saved.") from None
    except OSError as error:
        raise ImportFileError(f"{shown(file)} cannot be read: {error.strerror}.", "Nothing was saved.") from None


def read_plan(cli: CliContext, text: str, file: str) -> Plan:
    """The plan that a TOML text describes; `file` names it in errors."""
    from hinge_log.exchange.plan_toml import plan_of

    return plan_of(text, cli.find, file=file, unit=cli.unit)


def plan_toml(cli: CliContext, plan: Plan) -> str:
    """A plan as TOML."""
    from hinge_log.exchange.plan_toml import toml_of

    return toml_of(plan, lambda key: cli.exercise(key).name)


@command(
    "hinge-log plans add                              list the starter plans",
    "hinge-log plans add --starter 'Hinge A/B' --use  add one and make it active",
    "hinge-log plans add hinge.toml                   a plan of your own",
    "hinge-log plans add hinge.toml --replace Hinge   replace an existing plan",
)
@click.argument("file", required=False, type=click.Path(allow_dash=True))
@click.option(
    "--starter", metavar="NAME", shell_complete=starter_names, help="a starter plan for your stage of the ladder"
)
@click.option("--name", metavar="NAME", help="the name of the new plan")
@click.option("--replace", metavar="NAME", shell_complete=plan_names, help="the plan to replace")
@click.option("--use", is_flag=True, help="make it the active plan")
def add(
    cli: CliContext, file: str | None, starter: str | None, name: str | None, replace: str | None, use: bool
) -> int:
    """Add a plan: a TOML file or a starter plan."""
    if file is not None and starter is not None:
        raise click.UsageError("Use a file or --starter, not both.")
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
            cli.say(f"Made for stage {made_for} of the ladder; you are at stage {stage}. Nothing is locked.")
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


@command("hinge-log plans edit Hinge", reads=True)
@click.argument("name", shell_complete=plan_names)
def edit(cli: CliContext, name: str) -> int:
    """Change a plan in $EDITOR as TOML. It is checked before it is saved.

    If it has a mistake, your text is kept in a file, never lost.
    """
    import os
    import tempfile
    from dataclasses import replace

    from hinge_log.store.plans import find_plan, put_plan

    plan = find_plan(cli.store, name)
    if cli.no_input:
        hint = "hinge-log plans export NAME -o FILE, then plans add FILE --replace NAME."
        raise NeedsDecision("The editor needs a terminal.", hint)
    before = plan_toml(cli, plan)
    handle, path = tempfile.mkstemp(prefix="hinge-log-plan-", suffix=".toml", text=True)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(before)
    again = f"Your text is saved. Try again: hinge-log plans add {path} --replace {_quoted(plan.name)}"
    while True:
        try:
            open_editor(path, "Nothing was changed.")
        except SettingsError as error:
            if read_text(path) == before:
                os.unlink(path)
                raise
            raise SettingsError(error.message, f"{error.hint} {again}") from None
        try:
            text = read_text(path)
            if text == before:
                os.unlink(path)
                cli.say("Nothing was changed.")
                return print_saved(cli, plan, "as it was") if cli.json else 0
            saved = put_plan(cli.store, replace(read_plan(cli, text, "the plan"), id=plan.id))
            break
        except (ImportFileError, NeedsDecision) as error:
            if cli.asking:
                from hinge_log.cli.importing import ask

                cli.say(f"{shown(error.message)} {shown(error.hint)}")
                if ask("Open it again?"):
                    continue
            raise type(error)(error.message, again) from None
    os.unlink(path)
    return print_saved(cli, saved, "changed")


def _quoted(name: str) -> str:
    import shlex

    return shlex.quote(shown(name))


@command("hinge-log plans export Hinge -o hinge.toml", reads=True)
@click.argument("name", shell_complete=plan_names)
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="write to this file instead of stdout")
@click.option("--force", is_flag=True, help="overwrite an existing file")
def export(cli: CliContext, name: str, output: str | None, force: bool) -> int:
    """Write a plan as TOML."""
    from hinge_log.store.plans import find_plan

    check_output_file(cli, output, force=force)
    plan = find_plan(cli.store, name)
    text = plan_toml(cli, plan)
    if cli.json and goes_to_stdout(output):
        return cli.data("plan", {"name": plan.name, "toml": text})
    write_output_file(cli, output, [text.rstrip("\n") + "\n"])
    return cli.data("plan", {"name": plan.name, "path": output}) if cli.json else 0
