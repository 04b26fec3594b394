"""`help`: the help of a command, or what to know before lifting."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext


@command("hinge-log help log", "hinge-log help safety", name="help", reads=True)
@click.argument("topic", required=False)
def help_on(cli: CliContext, topic: str | None) -> int:
    """Show the help of a command, or what to know before lifting."""
    root = click.get_current_context().find_root()
    if topic is None:
        text = root.get_help()
    elif topic == "safety":
        from hinge_log.exercises.safety import safety_lines

        text = "\n".join(safety_lines())
    else:
        assert isinstance(root.command, click.Group)
        _, command, _ = root.command.resolve_command(root, [topic])
        assert command is not None  # a name that is none was refused
        with click.Context(command, info_name=topic, parent=root) as inner:
            text = command.get_help(inner)
    if cli.json:
        return cli.data("safety" if topic == "safety" else "help", {"topic": topic, "text": text})
    cli.out(text)
    return 0
