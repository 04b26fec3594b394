"""`hinge-log` without a command: the screens on a terminal, else what `today` says."""

from __future__ import annotations

import os
import sys

from hinge_log.cli.output import is_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from hinge_log.cli.context import CliContext


def open_screens_or_today(cli: CliContext, **look: Any) -> int:
    """Open the screens; `look` holds what the command line says of their display."""
    if not can_open_screens(cli):
        from hinge_log.cli.today import show_today

        cli.reading = True
        return show_today(cli)
    import gc

    gc.disable()  # it would delay the first frame; the app enables it again after that
    from hinge_log.launch import Looks, run

    return run(cli.path, Looks(**look))


def can_open_screens(cli: CliContext) -> bool:
    """Whether there is a terminal that screens can be opened on, and they are wanted."""
    dumb = os.environ.get("TERM") == "dumb"
    return not (cli.json or cli.plain or dumb) and is_terminal(sys.stdin) and is_terminal(sys.stderr)
