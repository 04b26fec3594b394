"""`exercises`: the exercises that can be logged."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinge_log.exercises.model import Exercise


@command("hinge-log exercises", "hinge-log exercises romanian", reads=True)
@click.argument("words", metavar="[QUERY]...", nargs=-1)
def exercises(cli: CliContext, words: Sequence[str]) -> int:
    """List the exercises, or those with these words."""
    query = " ".join(words)
    matches = cli.catalogue.search(query, cli.own)
    if cli.json:
        return cli.dump([exercise_value(each) for each in matches])
    if not matches:
        cli.say(f'No exercise matches "{shown(query)}".' if query else "No exercises.")
        return 0
    family = ""
    for each in matches:
        if cli.plain:
            cli.out("\t".join(map(shown, (each.id, each.name, each.family, each.checklist))))
            continue
        if not query and each.family != family:
            cli.out(("\n" if family else "") + cli.styled(each.family.replace("_", " "), "1"))
            family = each.family
        cli.out(f"  {shown(each.name):<44} {shown(each.id)}".rstrip())
    return 0


def exercise_value(exercise: Exercise) -> dict[str, object]:
    """An exercise as JSON."""
    return {
        "id": exercise.id,
        "name": exercise.name,
        "family": exercise.family,
        "checklist": exercise.checklist or None,
        "aliases": list(exercise.aliases),
    }
