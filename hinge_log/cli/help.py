"""What a newcomer asks the program for: `help` and `completion`."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext


@command("hinge-log help log", "hinge-log help safety", name="help", reads=True)
@click.argument("topic", required=False)
def help_on(cli: CliContext, topic: str | None) -> int:
    """Show help for a command, or what to know before lifting."""
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


@command('eval "$(hinge-log completion bash)"', "hinge-log completion fish | source", reads=True)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(cli: CliContext, shell: str) -> int:
    """Print the completion script of a shell."""
    from click.shell_completion import get_completion_class

    from hinge_log.cli.main import COMPLETE, PROGRAM, hinge_log

    shell_class = get_completion_class(shell)
    assert shell_class is not None  # all three are click's own
    script = shell_class(hinge_log, {}, PROGRAM, COMPLETE)
    # Not source(): it starts bash to ask for its version.
    text = (script.source_template % script.source_vars()).rstrip()
    if cli.json:
        return cli.data("completion", {"shell": shell, "script": text})
    cli.out(text)
    return 0
