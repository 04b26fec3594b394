"""The short way for commands that are said often and must answer at once: no command tree is built for them.

It understands the options below and nothing else; whatever it does not understand goes to the command tree,
which calls the same functions.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from hinge_log.cli.context import CliContext

COMPLETE = "_HINGE_LOG_COMPLETE"
"""The variable with which a shell asks for completions instead of running a command."""

_SWITCHES = {"--json": "json", "-q": "quiet", "--quiet": "quiet", "--no-color": "no_color", "--no-input": "no_input"}


def through(words: list[str], run: CliContext) -> int | None:
    """CliContext a command the short way; None when it has to go the long way."""
    found = _parted(words)
    if found is None:
        return None
    switches, db, weeks, plain = found
    command = _DOORS.get(plain[0]) if plain else _open
    if command is None or (weeks is not None and plain[:1] != ["trend"]):
        return None
    call = command(run, plain[1:], 12 if weeks is None else weeks)
    if call is None:
        return None
    run.db = db
    run.brief = command is not _open
    for switch in switches:
        setattr(run, switch, True)
    return call()


def _parted(words: list[str]) -> tuple[list[str], str | None, int | None, list[str]] | None:
    """Part a line into switches, --db, --weeks and plain words; None for any other option."""
    switches: list[str] = []
    values: dict[str, str] = {}
    plain: list[str] = []
    left = iter(words)
    for word in left:
        name, equals, value = word.partition("=")
        if not word.startswith("-") or (plain and _signed(word)):
            plain.append(word)
        elif word in _SWITCHES:
            switches.append(_SWITCHES[word])
        elif name in ("--db", "--weeks"):
            given = value if equals else next(left, None)
            if not given:
                return None
            values[name] = given
        else:
            return None
    weeks = values.get("--weeks")
    if weeks is not None and not (weeks.isascii() and weeks.isdigit() and 0 < int(weeks) <= 5200):
        return None
    return switches, values.get("--db"), None if weeks is None else int(weeks), plain


def _signed(word: str) -> bool:
    """Whether a word is a load such as -2.5 and no option."""
    return word[1:2].isdigit()


def _open(run: CliContext, words: list[str], weeks: int) -> Callable[[], int] | None:
    if COMPLETE in os.environ:
        return None
    from hinge_log.cli.opening import opening

    return lambda: opening(run)


def _log(run: CliContext, words: list[str], weeks: int) -> Callable[[], int] | None:
    if not words:
        return None
    from hinge_log.cli.log import log

    return lambda: log(run, words)


def _undo(run: CliContext, words: list[str], weeks: int) -> Callable[[], int] | None:
    if words:
        return None
    from hinge_log.cli.edit import undo

    return lambda: undo(run)


def _redo(run: CliContext, words: list[str], weeks: int) -> Callable[[], int] | None:
    if words:
        return None
    from hinge_log.cli.edit import redo

    return lambda: redo(run)


def _next(run: CliContext, words: list[str], weeks: int) -> Callable[[], int] | None:
    if words:
        return None
    from hinge_log.cli.today import next_set

    return lambda: next_set(run)


def _status(run: CliContext, words: list[str], weeks: int) -> Callable[[], int] | None:
    if words:
        return None
    from hinge_log.cli.today import status

    return lambda: status(run)


def _today(run: CliContext, words: list[str], weeks: int) -> Callable[[], int] | None:
    if words:
        return None
    from hinge_log.cli.today import today

    return lambda: today(run)


def _trend(run: CliContext, words: list[str], weeks: int) -> Callable[[], int] | None:
    if len(words) != 1:
        return None
    from hinge_log.cli.trend import trend

    return lambda: trend(run, words[0], weeks=weeks)


_DOORS = {
    "log": _log,
    "undo": _undo,
    "redo": _redo,
    "next": _next,
    "status": _status,
    "today": _today,
    "trend": _trend,
}
