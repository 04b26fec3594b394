"""The settings of training with the equipment of the gym that is now in use."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hinge_log.settings import MANY_PAIRS, Gym
from hinge_log.store.packed import read_plates, read_weights
from hinge_log.store.queries import Reading
from hinge_log.training.load import Load, plain

GYM_IN_USE = "gym_in_use"
"""The setting with the id of the gym whose plates count now; None for those of the settings."""


def gym_settings(log: Reading) -> Gym:
    """The settings of the log; in another gym its unit, bar, plates and bells take the place of the usual ones.

    The load step is then one pair of its smallest plates.
    """
    gym = Gym.of(log.setting("gym"))
    chosen = log.setting(GYM_IN_USE)
    if not isinstance(chosen, str):
        return gym
    row = log.one("SELECT unit, bar_g, plates, bells, dumbbells FROM gym WHERE id = ? AND hidden = 0", chosen)
    if row is None:
        return gym
    unit, bar_g, plates, bells, dumbbells = row
    gym = gym.in_unit("lb" if unit == "lb" else "kg")
    words = tuple(
        f"{weight}x{pairs}" if pairs and pairs < MANY_PAIRS else weight for weight, pairs in read_plates(plates, chosen)
    )
    overlaid = {
        "unit": gym.unit,
        "bar": Load.from_grams(int(str(bar_g)), gym.unit).value,
        "plates": list(words) or list(gym.plates),
        "bells": list(read_weights(bells, f"bells of gym {chosen}")),
        "dumbbells": list(read_weights(dumbbells, f"dumbbells of gym {chosen}")),
    }
    gym = Gym.of({**gym.to_json(), **overlaid})  # what is odd in it takes its default
    if not words:
        return gym
    smallest = min(Decimal(each.partition("x")[0]) for each in gym.plates)
    return replace(gym, step=plain(2 * smallest))


def sizes_in(gym: Gym, load_type: str) -> tuple[str, ...]:
    """The bells or dumbbells of a gym for a kind of exercise, () where it has no list of its own."""
    kinds = {"kettlebell": gym.bells, "dumbbell": gym.dumbbells}
    return kinds.get(load_type.partition("_")[0], ())
