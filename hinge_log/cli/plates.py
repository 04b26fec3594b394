"""`plates`: what goes on the bar."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.params import LiftName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.settings import Gym
    from hinge_log.training.plates import Rack


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
@click.option("--lift", metavar="LIFT", type=LiftName(), help="with the bar and the unit set for this lift")
def plates(cli: CliContext, load: str, bar: str | None, lift: str | None) -> int:
    """Print the plates of one side, or the nearest loads that fit.

    Without a lift it is the current one, where something else than the gym's is set for it.
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
        cli.say(f"Bar of {cli.short(key)}: {gym.bar} {gym.unit}.")
    return gym
