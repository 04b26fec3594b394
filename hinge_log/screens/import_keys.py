"""The keys of the import: its key bar, its large keys, and its bindings by what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.screens.import_job import ImportJob
from hinge_log.screens.main_screen import BarKey
from hinge_log.widgets.key_bar import KeyHint

_FILE_KEYS = ("enter", "path", "up", "down", "pageup", "pagedown", "top", "end", "unit", "length", "changed", "gone",
              "report")  # fmt: skip
HELP_GROUPS = (
    ("Import", tuple(f"import.{each}" for each in _FILE_KEYS)),
    ("Names", ("import.unsure", "import.pick", "import.own", "import.out")),
)


def touch_keys(job: ImportJob, *, is_working: bool, has_files: bool) -> tuple[KeyHint, ...]:
    """The large keys, the main one in capitals."""
    if is_working:
        return (KeyHint("", "stop", "back"),)
    if job.is_done:
        return (KeyHint("", "undo", "undo"), KeyHint("", "report", "report"), KeyHint("", "DONE", "back"))
    if job.whole is not None:
        return (KeyHint("", "cancel", "back"), KeyHint("", "IMPORT", "enter"))
    if job.preview is not None:
        return (KeyHint("", "leave out", "leave_out"), KeyHint("", "choose", "choose"),
                KeyHint("", "cancel", "back"), KeyHint("", "IMPORT", "enter"))  # fmt: skip
    return (KeyHint("", "type path", "path"), KeyHint("", "OPEN" if has_files else "open", "enter"))


def import_keys(job: ImportJob, *, is_working: bool, has_files: bool) -> Sequence[BarKey]:
    """The key bar of the list of files, of the work, of a preview and of its result."""
    leave = BarKey(("back",), "done" if job.is_done else "stop" if is_working else "cancel", "back")
    if is_working:
        return (leave,)
    if job.is_done:
        report = (BarKey(("import.report",), "report", "report"),) if job.result is not None else ()
        return (leave, *report, BarKey(("undo",), "undo", "undo"))
    if job.whole is not None:
        return (BarKey(("import.enter",), "import what is new", "enter"), leave)
    if job.preview is None:
        moves = (BarKey(("import.up", "import.down"), "move"),) if has_files else ()
        opens = (BarKey(("import.enter",), "open", "enter"),) if has_files else ()
        return (*opens, BarKey(("import.path",), "path", "path"), *moves, leave)
    unit = (BarKey(("import.unitback", "import.unit"), "unit", "unit_by(1)"),) if job.asks_unit else ()
    length = (BarKey(("import.length",), "distance", "next_length"),) if job.asks_length else ()
    unsure = (BarKey(("import.unsure",), "next unsure", "next_unsure"),) if job.preview.unsure else ()
    return (
        BarKey(("import.enter",), "import", "enter"), *unit, *length, *unsure,
        BarKey(("import.pick",), "choose", "choose"), BarKey(("import.out",), "leave out", "leave_out"), leave,
        BarKey(("import.report",), "report", "report"),
    )  # fmt: skip
