"""`plates`: what goes on the bar."""

from __future__ import annotations

import click

from hinge_log.cli.command import Command, pass_cli
from hinge_log.cli.context import CliContext
from hinge_log.cli.params import LiftName
from hinge_log.errors import EntryError
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.settings import Gym
    from hinge_log.training.load import Load
    from hinge_log.training.plates import Rack


def rack_of(gym: Gym, bar: str | None = None, unit: str | None = None) -> Rack:
    """The bar and the plates of a gym, or another bar; in another `unit`, the usual plates of that unit."""
    from dataclasses import replace

    from hinge_log.training.load import plain

    if unit is not None:
        gym = gym.in_unit(unit)
    if bar is not None:
        gym = replace(gym, bar=plain(load_of(bar, gym.unit).in_unit(gym.unit)))
    return gym.rack


def load_of(text: str, unit: str) -> Load:
    """A load as typed, "102.5", "225lb"; raises EntryError."""
    from hinge_log.training.load import LIMIT_G, Load

    bare = text.strip().lower().replace(",", ".")
    for ending, named in (("kg", "kg"), ("lbs", "lb"), ("lb", "lb"), ("#", "lb")):
        if bare.endswith(ending):
            bare, unit = bare.removesuffix(ending).strip(), named
            break
    try:
        load = Load.of(bare, unit)
    except ValueError:
        raise EntryError("load", f"can't read the load '{shown(text)}'", "102.5, 102.5kg or 225lb") from None
    if not 0 <= load.grams <= LIMIT_G:
        raise EntryError("load", f"{shown(text)} is not between 0 and {LIMIT_G // 1000} kg", "102.5 or 225lb")
    return load


@click.command(
    cls=Command,
    reads=True,
    loads=True,
    examples=(
        "hinge-log plates 102.5",
        "hinge-log plates 225lb --bar 45lb",
        "hinge-log plates 100 --lift rdl",
    ),
)
@click.argument("load", type=LiftName())
@click.option("--bar", metavar="LOAD", help="another bar than the gym's")
@click.option("--lift", metavar="LIFT", type=LiftName(), help="with the bar and the unit set for this lift")
@pass_cli
def plates(cli: CliContext, load: str, bar: str | None, lift: str | None) -> int:
    """Print the plates of one side, or the nearest loads around one that does not fit.

    Without a lift it is the current one, where something else than the gym's is set for it.
    """
    from hinge_log.training.load import plain
    from hinge_log.training.plates import Between, Plates, describe

    gym = cli.gym_for(cli.find(lift).id) if lift else _at_hand(cli)
    asked = load_of(load, gym.unit)
    rack = rack_of(gym, bar, asked.unit)
    found = rack.fit(asked)
    if not cli.json:
        cli.out(describe(found, rack.unit, ascii_only=True))
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

    below, above = (found.below, found.above) if isinstance(found, Between) else (None, None)
    exact = found if isinstance(found, Plates) else None
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
        cli.say(f"Bar of {cli.short(key)}: {gym.bar} {gym.unit}.")
    return gym
