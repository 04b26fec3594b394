"""`cues`: the checklist of a lift."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.output import screen_size, write_wrapped
from hinge_log.cli.params import LiftName
from hinge_log.errors import EntryError
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.exercises.model import Item


@command("hinge-log cues deadlift", "hinge-log cues swing --faults", "hinge-log cues squat --big", reads=True)
@click.argument("lift", type=LiftName())
@click.option("--big", is_flag=True, help="letters to read from two metres")
@click.option("--faults", is_flag=True, help="with what goes wrong, and what to do then")
def cues(cli: CliContext, lift: str, big: bool, faults: bool) -> int:
    """Show the checklist of a lift."""
    if big and faults:
        raise EntryError("big", "--big shows the cues alone", "Leave out --big or --faults.")
    exercise = cli.find(lift)
    items = cli.catalogue.items_for(exercise)
    if cli.json:
        values = {"id": exercise.id, "name": exercise.name, "items": [_item(item) for item in items]}
        return cli.data("cues", values)
    if not items:
        cli.say(f"{shown(exercise.name)} has no checklist.")
        return 0
    if big:
        _big(cli, items)
        return 0
    cli.out(cli.styled(shown(exercise.name), "1"))
    phase = ""
    for number, item in enumerate(items, 1):
        if cli.plain:
            cli.out(
                "\t".join(map(shown, (str(number), item.phase, item.cue, item.fault_text if faults else ""))).rstrip()
            )
            continue
        heading = item.phase if item.phase != phase else ""
        phase = item.phase
        mark = "  safety" if item.safety else "  gate" if item.gate else ""
        cli.out(f"{heading:<10} {number}  {shown(item.cue)}{cli.styled(mark, '33')}")
        if faults:
            cli.out(cli.styled(f"{'':<14}if not: {shown(item.fault_text)}", "2"))
            write_wrapped(item.fix, f"{'':<14}")
    return 0


def _big(cli: CliContext, items: tuple[Item, ...]) -> None:
    from hinge_log.charts.banner_font import banner

    width, _ = screen_size()
    for number, item in enumerate(items, 1):
        cli.out(f"{number}  {shown(item.cue)}")
        cli.out()
        for line in banner(item.card, width, 9, ascii_only=cli.ascii_only):
            cli.out(line.rstrip())
        cli.out()


def _item(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "cue": item.cue,
        "card": item.card,
        "phase": item.phase,
        "safety": item.safety,
        "gate": item.gate,
        "fault": item.fault,
        "fault_text": item.fault_text,
        "fix": item.fix,
        "look_for": item.look_for,
        "feel_for": item.feel_for,
    }
