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

    word = "Undone" if back else "Redone"
    done: list[str] = []
    actions: list[dict[str, object]] = []
    while len(done) < count:
        try:
            change = cli.store.undo() if back else cli.store.redo()
        except StoreError as error:
            if not done:
                raise
            # What was done before it stays done, and is told first.
            first = f"{word}: {plural(len(done), 'change')} ({'; '.join(done)})."
            message = error.message.replace(" Nothing was changed.", "")
            raise type(error)(f"{first} The next one failed: {message}", error.hint) from error
        if change is None:
            break
        words, where = shown(describe_action(*change)).replace("×", "x"), _where(cli, change[1])
        done.append(", ".join(part for part in (words, where) if part))
        actions.append({"action": change[0], "told": words, "where": where, "changes": len(change[1])})
    name = "undo" if back else "redo"
    cli.done(name, {"actions": actions}, *(f"{word}: {line}" for line in done))
    if len(done) < count and not cli.json:
        cli.say(f"Nothing more to {name}.")
    return 0


def _where(cli: CliContext, changes: Sequence[Change]) -> str:
    """The exercise of what was changed, and the day where it is another than today: "Deadlift, Sat  7 Mar"."""
    from hinge_log.clock import date_text
    from hinge_log.store.action_words import action_place

    place = action_place(cli.store, changes)
    if place is None:
        return ""
    names = [cli.short(key) for key in place.exercises[:1]]
    if len(place.exercises) > 1:
        names = [f"{names[0]} and {len(place.exercises) - 1} more"]
    today = cli.store.clock.now().day
    days = [date_text(place.day, today=today)] if place.day != today else []
    return ", ".join((*names, *days))
