"""Gyms in the log: the bar, plates and bells of each, the one in use, and a gym as a line that can be typed.

Such a line is "Home; bar 15; plates 20x2 10x2 5; bells 16 24; dumbbells 10 12; unit kg".
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from hinge_log.errors import EntryError, NeedsDecision, NotFound
from hinge_log.settings import MANY_PAIRS, Gym, plate_and_pairs
from hinge_log.store.journal import Value
from hinge_log.store.packed import MOST_PAIRS, read_plates, read_weights
from hinge_log.store.queries import LogReader
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean, shown
from hinge_log.training.load import Load, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MOST_WEIGHTS = 60
MOST_BAR_G = 100_000

GYM_IN_USE = "gym_in_use"
"""The setting with the id of the gym whose plates count now; None for those of the settings."""

PARTS = ("bar", "plates", "bells", "dumbbells", "unit")

_HINT = "bar 15; plates 20x2 10x2 5; bells 16 24; dumbbells 10 12"


class GymEquipment(NamedTuple):
    """What one gym has. Weights are numbers in `unit`, as typed.

    `plates` are (weight, pairs), with None for as many as needed; `bells` are kettlebells.
    """

    id: str
    name: str
    unit: str = "kg"
    bar: str = "20"
    plates: tuple[tuple[str, int | None], ...] = ()
    bells: tuple[str, ...] = ()
    dumbbells: tuple[str, ...] = ()


def gyms(log: LogReader) -> tuple[GymEquipment, ...]:
    """All gyms in their order."""
    rows = log.rows(
        "SELECT id, name, unit, bar_g, plates, bells, dumbbells FROM gym WHERE hidden = 0 ORDER BY position, id"
    )
    return tuple(_equipment(*row) for row in rows)


def gym_in_use(log: LogReader) -> GymEquipment | None:
    """The gym that was chosen last, or None for that of the settings."""
    chosen = log.setting(GYM_IN_USE)
    return next((each for each in gyms(log) if each.id == chosen), None)


def use_gym(store: Store, gym_id: str | None) -> None:
    """Choose the gym whose equipment counts; None for that of the settings. Raises NotFound."""
    if gym_id is not None and not any(each.id == gym_id for each in gyms(store)):
        raise NotFound("That gym is not in the log.", "Nothing was changed.")
    store.put_setting(GYM_IN_USE, gym_id)


def add_gym(
    store: Store,
    name: str,
    unit: str,
    bar: str,
    plates: Sequence[tuple[str, int | None]] = (),
    bells: Sequence[str] = (),
    dumbbells: Sequence[str] = (),
    *,
    use: bool = False,
) -> GymEquipment:
    """Add a gym as one undo step, and with `use` choose it.

    Raises NeedsDecision for a name or a weight that is none, or a name in use.
    """
    made = GymEquipment(store.new_id(), name, unit, bar, tuple(plates), tuple(bells), tuple(dumbbells))
    values = _values(made, gyms(store))
    with store.action("new gym") as action:
        position = store.value("SELECT coalesce(max(position), -1) + 1 FROM gym")
        action.insert("gym", {"id": made.id, **values, "position": position})
        if use:
            store.write_setting(action, GYM_IN_USE, made.id)
    return _must_gym(store, made.id)


def edit_gym(store: Store, gym: GymEquipment) -> GymEquipment:
    """Write a gym anew as one undo step. Raises NeedsDecision as `add_gym` does, and NotFound."""
    _must_gym(store, gym.id)
    values = _values(gym, [each for each in gyms(store) if each.id != gym.id])
    with store.action("change gym") as action:
        action.update("gym", gym.id, values)
    return _must_gym(store, gym.id)


def with_settings(gym: GymEquipment, settings: Gym) -> GymEquipment:
    """A gym with the unit, bar, plates and bells of some settings."""
    plates = tuple(map(plate_and_pairs, settings.plates))
    return GymEquipment(gym.id, gym.name, settings.unit, settings.bar, plates, settings.bells, settings.dumbbells)


def remove_gym(store: Store, gym_id: str) -> None:
    """Hide a gym; undo brings it back. Raises NotFound."""
    _must_gym(store, gym_id)
    with store.action("delete gym") as action:
        action.update("gym", gym_id, {"hidden": 1})


def _must_gym(log: LogReader, gym_id: str) -> GymEquipment:
    for each in gyms(log):
        if each.id == gym_id:
            return each
    raise NotFound("That gym is no longer in the log.", "Another window may have removed it.")


def _values(gym: GymEquipment, others: Sequence[GymEquipment]) -> dict[str, Value]:
    name = clean(gym.name, limit=NAME_LIMIT)
    if not name:
        raise NeedsDecision("A gym needs a name.", "Nothing was saved.")
    if any(each.name.casefold() == name.casefold() for each in others):
        raise NeedsDecision(f'There is already a gym "{name}".', "Choose another name.")
    if gym.unit not in ("kg", "lb"):
        raise NeedsDecision("The unit is kg or lb.", "Nothing was saved.")
    bar = _weight(gym.bar, gym.unit, least=0)
    if bar.grams > MOST_BAR_G:
        raise NeedsDecision("A bar weighs at most 100 kg.", "Nothing was saved.")
    pairs = {_weight(weight, gym.unit): count for weight, count in gym.plates}
    if any(count is not None and not 0 < count <= MOST_PAIRS for count in pairs.values()):
        raise NeedsDecision(f"A plate has 1 to {MOST_PAIRS} pairs.", "Nothing was saved.")
    plates = [
        [weight.value] if count is None else [weight.value, count]
        for weight, count in sorted(pairs.items(), key=lambda each: -each[0].grams)
    ]
    return {
        "name": name,
        "unit": gym.unit,
        "bar_g": bar.grams,
        "plates": _json(plates),
        "bells": _json(_rising(gym.bells, gym.unit)),
        "dumbbells": _json(_rising(gym.dumbbells, gym.unit)),
    }


def _rising(weights: Sequence[str], unit: str) -> list[str]:
    loads = {_weight(each, unit).grams: _weight(each, unit).value for each in weights}
    if len(loads) > MOST_WEIGHTS:
        raise NeedsDecision(f"A gym has at most {MOST_WEIGHTS} weights of each kind.", "Nothing was saved.")
    return [loads[grams] for grams in sorted(loads)]


def _weight(text: str, unit: str, least: int = 1) -> Load:
    try:
        load = Load.of(text, unit)
    except ValueError as error:
        raise NeedsDecision(f'Can\'t read the weight "{text}".', "Try 20 or 2.5.") from error
    if load.grams < least:
        raise NeedsDecision(f'"{text}" is not the weight of a plate or a bell.', "Try 20 or 2.5.")
    return load


def _equipment(
    id_: Any, name: Any, unit: Any, bar_g: Any, plates: object, bells: object, dumbbells: object
) -> GymEquipment:
    unit = "lb" if unit == "lb" else "kg"
    return GymEquipment(
        id_, name, unit, Load.from_grams(bar_g, unit).value, read_plates(plates, id_),
        read_weights(bells, f"bells of gym {id_}"), read_weights(dumbbells, f"dumbbells of gym {id_}"),
    )  # fmt: skip


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def gym_settings(log: LogReader) -> Gym:
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
        "bar": Load.from_grams(bar_g, gym.unit).value,
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


def equipment_text(gym: GymEquipment) -> str:
    """What a gym has, as it is typed: "bar 20; plates 20x2 10; bells 16 24"."""
    plates = " ".join(weight if pairs is None else f"{weight}x{pairs}" for weight, pairs in gym.plates)
    parts = (
        ("bar", gym.bar),
        ("plates", plates),
        ("bells", " ".join(gym.bells)),
        ("dumbbells", " ".join(gym.dumbbells)),
    )
    return "; ".join(f"{name} {value}" for name, value in (*parts, ("unit", gym.unit)) if value)


def gym_text(gym: GymEquipment) -> str:
    """A gym with its name as it is typed."""
    return f"{gym.name}; {equipment_text(gym)}"


def read_gym(text: str, unit: str) -> GymEquipment:
    """A gym of its line, without an id; `unit` counts where the line says none. Raises EntryError."""
    name, _, rest = text.partition(";")
    parts: dict[str, str] = {}
    for part in rest.split(";"):
        word, _, value = part.strip().partition(" ")
        if word:
            if word.lower() not in PARTS:
                raise EntryError("gym", f"can't read '{shown(word)[:24]}'", _HINT)
            parts[word.lower()] = value
    if not clean(name):
        raise EntryError("gym", "a gym needs a name", f"Home; {_HINT}")
    usual = Gym.usual("lb" if parts.get("unit", unit).strip().lower() == "lb" else "kg")
    return with_parts(GymEquipment("", clean(name), usual.unit, usual.bar), parts)


def with_parts(gym: GymEquipment, parts: Mapping[str, str]) -> GymEquipment:
    """A gym with some of its parts written anew. Raises EntryError."""
    changed = gym
    for name, value in sorted(parts.items(), key=lambda part: part[0] != "unit"):  # weights are numbers of the unit
        words = value.replace(",", " ").replace("×", "x").lower().split()
        if name == "unit":
            if words not in (["kg"], ["lb"]):
                raise EntryError("gym", f"the unit is kg or lb, not '{shown(value)[:24]}'", "unit kg")
            if words[0] != changed.unit:
                changed = changed._replace(
                    unit=words[0], bar=Gym.usual(words[0]).bar, plates=(), bells=(), dumbbells=()
                )
        elif name == "bar":
            changed = changed._replace(bar=_read_weight(value.strip() or "0", changed.unit))
        elif name == "plates":
            changed = changed._replace(plates=tuple(_plate(word, changed.unit) for word in words))
        elif name in ("bells", "dumbbells"):
            sizes = tuple(_read_weight(word, changed.unit) for word in words)
            changed = changed._replace(bells=sizes) if name == "bells" else changed._replace(dumbbells=sizes)
        else:
            raise EntryError("gym", f"a gym has no '{shown(name)[:24]}'", f"use {', '.join(PARTS)}")
    return changed


def _plate(word: str, unit: str) -> tuple[str, int | None]:
    weight, pairs = plate_and_pairs(word)
    if "x" in word and pairs is None:
        raise EntryError("gym", f"can't read the plate '{shown(word)[:24]}'", "20x2 is two pairs of 20")
    return _read_weight(weight, unit), pairs


def _read_weight(word: str, unit: str) -> str:
    bare = word.strip().lower().removesuffix(unit).removesuffix("s").strip().replace(",", ".")
    try:
        return Load.of(bare, unit).value
    except ValueError:
        raise EntryError("gym", f"can't read the weight '{shown(word)[:24]}'", _HINT) from None
