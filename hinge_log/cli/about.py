"""`where` and `help safety`: where things are, and what to know before lifting."""

from __future__ import annotations

import os

from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.context import CliContext


def safety(cli: CliContext) -> int:
    """Print what to know before lifting."""
    from hinge_log.exercises.safety import safety_lines

    text = "\n".join(safety_lines())
    if cli.json:
        return cli.data("safety", {"text": text})
    cli.out(text)
    return 0


def where(cli: CliContext) -> int:
    """Print where the log, the settings and the user's own exercises are; nothing is made."""
    from hinge_log.settings import config_folder

    folder = config_folder()
    rows = [
        ("log", os.path.abspath(cli.path)),
        ("settings", os.path.join(folder, "settings.toml")),
        ("exercises", os.path.join(folder, "exercises")),
    ]
    if cli.json:
        return cli.data("where", dict(rows) | {"exists": os.path.exists(rows[0][1])})
    for name, path in rows:
        absent = "" if os.path.exists(path) else "  (not there yet)"
        cli.out(f"{name:<10} {shown(path)}{absent}")
    return 0
