"""`undo` and `redo`: taking changes back, and making them again."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.errors import StoreError
from hinge_log.text import plural, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinge_log.store.journal import Change


@command("hinge-log undo", "hinge-log undo 3", reads=True)
@click.argument("count", metavar="[N]", type=click.IntRange(1, 1000), default=1)
def undo(cli: CliContext, count: int) -> int:
    """Undo the last change, or the last N."""
    return undo_or_redo(cli, count, back=True)


@command("hinge-log redo", "hinge-log redo 3", reads=True)
@click.argument("count", metavar="[N]", type=click.IntRange(1, 1000), default=1)
def redo(cli: CliContext, count: int) -> int:
    """Redo the last undone change, or the last N."""
    return undo_or_redo(cli, count, back=False)


def undo_or_redo(cli: CliContext, count: int, *, back: bool) -> int:
    """Take back the last actions, or do the last undone ones again."""
    from hinge_log.store.action_words import describe_action

    done: list[str] = []
    kinds: list[dict[str, object]] = []
    failure: StoreError | None = None
    while len(done) < max(1, count):
        try:
            change = cli.store.undo() if back else cli.store.redo()
        except StoreError as error:
            if not done:
                raise
            failure = error  # what was done before it stays done, and is told first
            break
        if change is None:
            break
        words, where = shown(describe_action(*change)).replace("×", "x"), _where(cli, change[1])
        done.append(", ".join(part for part in (words, where) if part))
        kinds.append({"action": change[0], "told": words, "where": where, "changes": len(change[1])})
    if failure is not None:
        _tell_part(cli, done, failure, back=back)
    word = "Undone" if back else "Redone"
    if cli.json:
        return cli.data("undo" if back else "redo", {"actions": kinds})
    for line in done:
        if not cli.quiet:
            cli.out(f"{word}: {line}")
    if len(done) < max(1, count):
        cli.say("Nothing more to undo." if back else "Nothing more to redo.")
    return 0


def _where(cli: CliContext, changes: Sequence[Change]) -> str:
    """The exercise of what was changed, and the day where it is another than today: "Deadlift, Sat  7 Mar"."""
    from hinge_log.clock import day_words
    from hinge_log.store.action_words import action_place

    place = action_place(cli.store, changes)
    if place is None:
        return ""
    names = [cli.short(key) for key in place.exercises[:1]]
    if len(place.exercises) > 1:
        names = [f"{names[0]} and {len(place.exercises) - 1} more"]
    today = cli.store.clock.now().day
    days = [day_words(place.day, today)] if place.day != today else []
    return ", ".join((*names, *days))


def _tell_part(cli: CliContext, done: list[str], failure: StoreError, *, back: bool) -> None:
    """Raise the error that ended a row of undos or redos, with what was done before it."""
    count = plural(len(done), "change")
    message = failure.message.replace(" Nothing was changed.", "")
    raise type(failure)(
        f"{'Undone' if back else 'Redone'}: {count} ({'; '.join(done)}). The next one failed: {message}",
        failure.hint,
    ) from failure
