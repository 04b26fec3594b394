"""`gym` and `plates`: the gyms in the log, which of them is in use, and what goes on the bar."""

from __future__ import annotations

import click

from hinge_log.cli.command import LiftName, command, name_and_parts
from hinge_log.cli.context import UNDO, CliContext
from hinge_log.cli.values import attributes
from hinge_log.errors import NotFound
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinge_log.settings import Gym
    from hinge_log.store.gyms import GymEquipment
    from hinge_log.training.plates import Rack

DEFAULT = "default"
"""What the equipment of the settings is called."""
ACTIONS = ("list", "use", "add", "edit", "delete")


@command(
    "hinge-log gym                                     all gyms, and the one in use",
    "hinge-log gym add Home bar=15 'plates=20x2 10x2 5 2.5' 'bells=16 24'",
    "hinge-log gym use Home                            use the plates, suggestions and steps of Home",
    "hinge-log gym use default                         go back to the gym from the settings",
    "hinge-log gym edit Home 'dumbbells=10 12.5 15'",
)
@click.argument("action", metavar="[list|use|add|edit|delete]", default="list", type=click.Choice(ACTIONS))
@click.argument("words", metavar="[NAME] [PART=VALUE]...", nargs=-1)
def gym(cli: CliContext, action: str, words: Sequence[str]) -> int:
    """Show, add, change and choose gyms.

    A gym has a bar, plates with the number of pairs (20x2), kettlebells and dumbbells.
    """
    from hinge_log.store.gyms import add_gym, edit_gym, equipment_text, remove_gym, use_gym, with_parts

    name, parts = name_and_parts(words)
    if action == "list":
        if name or parts:
            raise click.UsageError("Which action? hinge-log gym use NAME, gym add NAME bar=15")
        cli.reading = True
        return _list(cli)
    if not name or (bool(parts) != (action in ("add", "edit")) and (action != "add" or bool(parts))):
        raise click.UsageError("Type use NAME, add NAME PART=VALUE, edit NAME PART=VALUE or delete NAME.")
    if action == "use":
        chosen = None if name.casefold() == DEFAULT else _find(cli, name)
        use_gym(cli.store, chosen.id if chosen else None)
        return _say(cli, chosen, "is now in use" if chosen else "The gym from the settings is now in use")
    if action == "add":
        from hinge_log.settings import Gym
        from hinge_log.store.gyms import GymEquipment

        unit = parts.get("unit", cli.unit)
        made = with_parts(GymEquipment("", name, unit, Gym.usual("lb" if unit == "lb" else "kg").bar), parts)
        saved = add_gym(cli.store, made.name, made.unit, made.bar, made.plates, made.bells, made.dumbbells)
        return _say(cli, saved, f"added: {equipment_text(saved)}")
    known = _find(cli, name)
    if action == "delete":
        remove_gym(cli.store, known.id)
        return _say(cli, known, "deleted")
    saved = edit_gym(cli.store, with_parts(known, parts))
    return _say(cli, saved, f"changed: {equipment_text(saved)}")


def _find(cli: CliContext, name: str) -> GymEquipment:
    from hinge_log.store.gyms import gyms

    every = gyms(cli.store)
    folded = name.casefold()
    same = [each for each in every if each.name.casefold() == folded]
    near = same or [each for each in every if each.name.casefold().startswith(folded)]
    if len(near) == 1:
        return near[0]
    names = tuple(each.name for each in near or every)
    listed = ", ".join(map(shown, names))
    hint = f"There {'are' if len(names) > 1 else 'is'} {listed}." if names else "Add one: hinge-log gym add NAME"
    raise NotFound(f'There is no gym "{shown(name)}".', hint, candidates=names)


def _say(cli: CliContext, gym: GymEquipment | None, what: str) -> int:
    name = f"{shown(gym.name)} " if gym else ""
    return cli.done("gym", _gym_value(gym) if gym else {"name": None}, f"{name}{what}. {UNDO}")


def _list(cli: CliContext) -> int:
    from hinge_log.store.gyms import equipment_text, gym_in_use, gyms

    every, used = gyms(cli.store), gym_in_use(cli.store)
    if cli.json:
        return cli.data("gyms", {"in_use": used.name if used else None, "gyms": [_gym_value(each) for each in every]})
    cli.out(f"{' ' if used else '*'} {DEFAULT}: as in the settings, hinge-log config list")
    for each in every:
        cli.out(f"{'*' if used and each.id == used.id else ' '} {shown(each.name)}: {equipment_text(each)}")
    return 0


def _gym_value(gym: GymEquipment) -> dict[str, object]:
    plates = [{"weight": weight, "pairs": pairs} for weight, pairs in gym.plates]
    return attributes(gym, "id", "name", "unit", "bar", "bells", "dumbbells") | {"plates": plates}


def rack_of(gym: Gym, bar: str | None = None, unit: str | None = None) -> Rack:
    """The bar and the plates of a gym, or another bar; in another `unit`, the usual plates of that unit."""
    from dataclasses import replace

    from hinge_log.training.load import plain, read_load

    if unit is not None:
        gym = gym.in_unit(unit)
    if bar is not None:
        gym = replace(gym, bar=plain(read_load(bar, gym.unit).in_unit(gym.unit)))
    return gym.rack


@command(
    "hinge-log plates 102.5",
    "hinge-log plates 225lb --bar 45lb",
    "hinge-log plates 100 --lift rdl",
    reads=True,
    loads=True,
)
@click.argument("load", type=LiftName())
@click.option("--bar", metavar="LOAD", help="a bar other than the gym's")
@click.option("--lift", metavar="LIFT", type=LiftName(), help="use the bar and unit of this lift")
def plates(cli: CliContext, load: str, bar: str | None, lift: str | None) -> int:
    """Print the plates of one side, or the nearest loads that fit.

    Without --lift, the bar and unit are those of the current lift.
    """
    from hinge_log.training.load import plain, read_load
    from hinge_log.training.plates import Between, Plates, describe

    gym = cli.gym_for(cli.find(lift).id) if lift else _at_hand(cli)
    asked = read_load(load, gym.unit)
    rack = rack_of(gym, bar, asked.unit)
    fitting = rack.fit(asked)
    if not cli.json:
        cli.out(describe(fitting, rack.unit, ascii_only=True))
        return 0
    from decimal import Decimal

    def value(plates: Plates | None) -> object:
        if plates is None:
            return None
        sides = [float(Decimal(plate) / 1000) for plate in plates.per_side]
        return {
            "total": plain(Decimal(plates.total) / 1000),
            "bar": plain(Decimal(plates.bar) / 1000),
            "per_side": sides,
        }

    below, above = (fitting.below, fitting.above) if isinstance(fitting, Between) else (None, None)
    exact = fitting if isinstance(fitting, Plates) else None
    values = {"unit": rack.unit, "exact": value(exact), "below": value(below), "above": value(above)}
    return cli.data("plates", values)


def _at_hand(cli: CliContext) -> Gym:
    from hinge_log.cli.today import session_of

    workout = cli.workout()
    session = session_of(cli, workout) if workout is not None else None
    if session is None:
        return cli.gym
    key = session.lift.exercise
    gym = cli.gym_for(key)
    if (gym.unit, gym.bar) != (cli.gym.unit, cli.gym.bar):
        cli.say(f"Bar of {cli.short(key)}: {gym.bar_text}.")
    return gym
