"""`where`: the folders and files of this user."""

from __future__ import annotations

import os

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.text import shown


@command("hinge-log where", reads=True)
def where(cli: CliContext) -> int:
    """Print where log, settings and exercises are."""
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
