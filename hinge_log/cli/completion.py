"""`completion`: the completion script of a shell."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext


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
