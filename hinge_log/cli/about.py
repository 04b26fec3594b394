"""`where` and `help safety`: where things are, and what to know before lifting."""

from __future__ import annotations

import os

from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.run import Run


def safety(run: Run) -> int:
    """Print what to know before lifting."""
    from hinge_log.exercises.safety import safety_lines

    text = "\n".join(safety_lines())
    if run.json:
        return run.data("safety", {"text": text})
    run.out(text)
    return 0


def where(run: Run) -> int:
    """Print where the log, the settings and the user's own exercises are; nothing is made."""
    from hinge_log.settings import config_folder

    folder = config_folder()
    rows = [
        ("log", os.path.abspath(run.path)),
        ("settings", os.path.join(folder, "settings.toml")),
        ("exercises", os.path.join(folder, "exercises")),
    ]
    if run.json:
        return run.data("where", dict(rows) | {"exists": os.path.exists(rows[0][1])})
    for name, path in rows:
        absent = "" if os.path.exists(path) else "  (not there yet)"
        run.out(f"{name:<10} {shown(path)}{absent}")
    return 0
