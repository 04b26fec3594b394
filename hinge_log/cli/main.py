"""Running a command line: the short way or the command tree, and errors as exit codes.

0  done, also when a reading command finds no data      3  no such lift, workout or file, or several
1  failed: log, disk                                    4  the user must decide first
2  wrong usage, unreadable set                          130, 143  interrupted, terminated
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time

from hinge_log.cli.context import CliContext, Unreadable
from hinge_log.errors import EntryError, HingeLogError, NeedsDecision, NotFound
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.clock import Clock

FAILED, USAGE, NOT_FOUND, UNDECIDED, INTERRUPTED, TERMINATED = 1, 2, 3, 4, 130, 143


def run(words: list[str], *, clock: Clock | None = None, last: bool = False) -> int:
    """CliContext one command line and give its exit code; nothing but a bug raises.

    With `last` the program ends with it, and need not come back from here.
    """
    call = CliContext(clock=clock)
    began = time.perf_counter()
    try:
        code = _run(words, call)
        sys.stdout.flush()
        if call.verbose:
            call.say(f"{shown(os.path.abspath(call.path))}: {time.perf_counter() - began:.3f} s")
    except HingeLogError as error:
        code = fail(error, as_json=call.json or "--json" in words)
    except sqlite3.Error as error:
        code = fail(_in_words(error, call.path), as_json=call.json or "--json" in words)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read along has seen enough; the interpreter must not flush into the closed pipe either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    finally:
        call.close()
    if last and call.brief:
        _leave(code)
    return code


def _leave(code: int) -> None:
    """End at once: to take the interpreter apart would take longer than to log a set."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return  # the usual way out says what is wrong
    os._exit(code)


def _in_words(error: sqlite3.Error, path: str) -> HingeLogError:
    from hinge_log.store.connection import explained

    try:
        with explained(path):
            raise error
    except HingeLogError as plain:
        return plain


def _run(words: list[str], call: CliContext) -> int:
    from hinge_log.cli.door import through

    code = through(words, call)
    if code is not None:
        return code
    from hinge_log.cli.tree import invoke

    return invoke(words, call)


def fail(error: HingeLogError, *, as_json: bool) -> int:
    """Say on stderr what went wrong and give the exit code."""
    if as_json:
        import json

        said: dict[str, object] = {"code": error.code, "message": error.message, "hint": error.hint}
        if isinstance(error, NotFound):
            said["candidates"] = list(error.candidates)
        if isinstance(error, EntryError):
            said |= {"at": error.at, "width": error.width}
        sys.stderr.write(json.dumps({"error": said}) + "\n")
    else:
        lines = [f"hinge-log: {shown(error.message)}"]
        if isinstance(error, Unreadable) and error.text:
            from hinge_log.training.entry_text import caret

            lines += [f"  {line}" for line in caret(error, error.text).split("\n")]
        lines += [f"  {shown(error.hint)}"] if error.hint else []
        sys.stderr.write("\n".join(lines) + "\n")
    if isinstance(error, EntryError):
        return USAGE
    if isinstance(error, NotFound):
        return NOT_FOUND
    return UNDECIDED if isinstance(error, NeedsDecision) else FAILED
