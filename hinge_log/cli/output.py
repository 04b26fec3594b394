"""The one door through which every command prints: cleaned of control characters, in UTF-8 unless a terminal differs.

Results go to stdout, remarks and errors to stderr. Nothing else in `cli` writes to a stream.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Generator, Iterable

from hinge_log.errors import EntryError, HingeLogError, NotFound
from hinge_log.text import inert_json, printable, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn, TextIO

WIDTH = 80
_STYLE = re.compile("\x1b\\[(?:0|1|2|33|34|36|1;34)m")
"""The styles that `CliContext.styled` writes; any other escape sequence is taken out."""


class OutputError(Exception):
    """Standard output cannot be written; `reason` is the system's word for it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def prepare() -> None:
    """Make the standard streams ready: UTF-8 in files and pipes, no encoding errors, none that is missing or full."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the shell (`>&-`): what is printed goes nowhere
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # to the end of the program
            continue
        if not hasattr(stream, "reconfigure"):
            continue
        named = os.environ.get("PYTHONIOENCODING") or stream.isatty()
        stream.reconfigure(encoding=None if named else "utf-8", errors="backslashreplace")
        if sys.platform != "win32" and not os.get_blocking(stream.fileno()):
            os.set_blocking(stream.fileno(), True)  # a slow reader is waited for


def write_line(line: str = "", *, styled: bool = False) -> None:
    """Print a line of a result."""
    _write(sys.stdout, _cleaned(line, styled=styled) + "\n")


def write_question(text: str) -> None:
    """Print a question of a dialogue on stdout, without a line end; it may begin with a bell."""
    head = text[: len(text) - len(text.lstrip("\a"))]
    _write(sys.stdout, head + printable(text[len(head) :]))
    _flush(sys.stdout)


def write_remark(line: str) -> None:
    """Print a line about a result on stderr."""
    _write_remark(printable(line) + "\n")


def write_prompt(text: str) -> None:
    """Print a question, a countdown or a bell on stderr, without a line end; it may begin with a carriage return."""
    head = text[: len(text) - len(text.lstrip("\r\a"))]
    _write_remark(head + printable(text[len(head) :]))


def write_document(parts: Iterable[str]) -> None:
    """Write a file's text to stdout as it is, always in UTF-8 unless stdout is a terminal."""
    stream = sys.stdout
    _flush(stream)
    buffer = None if stream.isatty() else getattr(stream, "buffer", None)
    try:
        for part in parts:
            if buffer is None:
                stream.write(part)
            else:
                buffer.write(part.encode("utf-8", "backslashreplace"))
        stream.flush()
    except OSError as error:
        if isinstance(parts, Generator):
            parts.close()  # it reads the log, which is closed before the interpreter would end it
        fail(error)


def write_json(value: object) -> None:
    """Print a JSON value, indented on a terminal."""
    import json

    text = json.dumps(value, ensure_ascii=not is_utf8(), indent=2 if is_terminal(sys.stdout) else None)
    _write(sys.stdout, inert_json(text) + "\n")


def write_error(error: HingeLogError, *, as_json: bool) -> None:
    """Say on stderr what went wrong and what to do."""
    if as_json:
        fields: dict[str, object] = {"code": error.code, "message": error.message, "hint": error.hint}
        if isinstance(error, NotFound):
            fields["candidates"] = list(error.candidates)
        if isinstance(error, EntryError):
            fields |= {"at": error.at, "width": error.width}
        write_error_fields(fields)
        return
    lines = [f"hinge-log: {shown(error.message)}"]
    if isinstance(error, EntryError) and error.text:
        from hinge_log.training.entry_text import caret

        lines += [f"  {line}" for line in caret(error, error.text).split("\n")]
    lines += [f"  {shown(line)}" for line in error.hint.splitlines()]
    for line in lines:
        write_remark(line)


def write_error_fields(fields: dict[str, object]) -> None:
    """Print an error as one JSON object on stderr."""
    import json

    _write_remark(json.dumps({"error": fields}) + "\n")


def flush() -> None:
    """Hand everything printed to the system; raises OutputError when it does not take it."""
    _flush(sys.stdout)


def discard() -> None:
    """Let what could not be written go nowhere, so that the interpreter's last flush finds no error."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # to the end of the program


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at a stream; one that the shell closed is None."""
    return stream is not None and not stream.closed and stream.isatty()


def is_utf8() -> bool:
    """Whether stdout takes every character."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def screen_size() -> tuple[int, int]:
    """Columns and lines of the terminal, or 80 by 24; COLUMNS and LINES overrule it."""
    import shutil

    size = shutil.get_terminal_size((WIDTH, 24))
    return max(20, size.columns), max(8, size.lines)


def _cleaned(line: str, *, styled: bool) -> str:
    if line.isascii() and line.isprintable():
        return line
    if not styled:
        return printable(line)
    parts = re.split(f"({_STYLE.pattern})", line)
    return "".join(part if at % 2 else printable(part) for at, part in enumerate(parts))


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
    except (OSError, ValueError) as error:
        fail(error)


def _write_remark(text: str) -> None:
    """Write to stderr; where even that fails there is nobody to tell."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def _flush(stream: TextIO) -> None:
    try:
        stream.flush()
    except (OSError, ValueError) as error:
        fail(error)


def fail(error: Exception) -> NoReturn:
    """Raise OutputError for what the system said of a write; a closed pipe stays BrokenPipeError."""
    if isinstance(error, BrokenPipeError):
        raise error
    raise OutputError(getattr(error, "strerror", None) or str(error)) from error


def write_wrapped(text: str, head: str) -> None:
    """Print a text wrapped to the terminal, the first line behind `head`, the others under it."""
    import textwrap

    width = min(screen_size()[0], 100)
    for line in textwrap.wrap(shown(text), width - len(head), break_long_words=False):
        write_line(f"{head}{line}")
        head = " " * len(head)
