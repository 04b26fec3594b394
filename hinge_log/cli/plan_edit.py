"""`plans edit`: change a plan in an editor."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.params import plan_names
from hinge_log.cli.plan_files import plan_toml, print_saved, read_plan, read_text
from hinge_log.errors import ImportFileError, NeedsDecision, SettingsError
from hinge_log.text import shown


@command("hinge-log plans edit Hinge", reads=True)
@click.argument("name", shell_complete=plan_names)
def edit(cli: CliContext, name: str) -> int:
    """Change a plan in $EDITOR as TOML. It is checked before it is saved.

    A text with a mistake is kept in a file, never lost.
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
            _open_editor(path)
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


def _open_editor(path: str) -> None:
    import os
    import shlex
    import subprocess

    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        code = subprocess.run([*shlex.split(editor), path], check=False).returncode
    except (OSError, ValueError) as error:
        raise SettingsError(f"The editor '{shown(editor)}' cannot be started.", "Set EDITOR to another one.") from error
    if code:
        raise SettingsError(f"The editor ended with {code}.", "Nothing was changed.")
