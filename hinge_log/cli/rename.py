"""`rename` and `merge`: the user's own exercises under other names, and as part of another exercise."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.params import LiftName
from hinge_log.errors import NeedsDecision
from hinge_log.text import shown


@command("hinge-log rename 'pull up' 'Pull-up'", reads=True)
@click.argument("lift", type=LiftName())
@click.argument("name")
def rename(cli: CliContext, lift: str, name: str) -> int:
    """Rename an exercise of your own. Its history stays with it."""
    from hinge_log.store import naming

    exercise = cli.find(lift)
    known = cli.catalogue.find_exact(name, cli.own)
    if known is not None and known.id != exercise.id:
        raise NeedsDecision(f"{shown(name)} is already {shown(known.name)}.", "Choose another name, or merge the two.")
    naming.rename(cli.store, exercise.id, name, catalogued=tuple(cli.catalogue.exercises.values()))
    renamed = next(each for each in cli.store.own_exercises() if each.id == exercise.id)
    if cli.json:
        return cli.data("rename", {"exercise": exercise.id, "before": exercise.name, "name": renamed.name})
    if not cli.quiet:
        cli.out(f"{shown(exercise.name)} is now {shown(renamed.name)}. undo: hinge-log undo")
    return 0


@command("hinge-log merge 'my deadlift' deadlift", reads=True)
@click.argument("lift", type=LiftName())
@click.argument("into", type=LiftName())
def merge(cli: CliContext, lift: str, into: str) -> int:
    """Move the history of an exercise of your own to another one.

    The other exercise takes over its names, too.
    """
    from hinge_log.store import naming
    from hinge_log.text import plural

    exercise, target = cli.find(lift), cli.find(into)
    moved = naming.merge(cli.store, exercise.id, target)
    if cli.json:
        return cli.data("merge", {"exercise": exercise.id, "into": target.id, "sets": moved})
    if not cli.quiet:
        cli.out(f"{shown(exercise.name)}: {plural(moved, 'set')} moved to {shown(target.name)}. undo: hinge-log undo")
    return 0
