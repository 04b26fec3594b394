"""`hinge-log` without a command: the screens on a terminal, else what `today` says."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from hinge_log.cli.context import CliContext


def opening(cli: CliContext, **look: Any) -> int:
    """Open the screens; `look` is what the command line says of them."""
    dumb = os.environ.get("TERM") == "dumb"
    if cli.json or cli.plain or dumb or not (_terminal(sys.stdin) and _terminal(sys.stderr)):
        from hinge_log.cli.today import today

        return today(cli)
    from hinge_log.app import run as open_screens

    return open_screens(cli.path, **look)


def _terminal(stream: Any) -> bool:
    return stream is not None and not stream.closed and bool(stream.isatty())
