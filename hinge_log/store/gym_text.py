"""A gym as a line that can be typed: "Home; bar 15; plates 20x2 10x2 5; bells 16 24; dumbbells 10 12; unit kg"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hinge_log.errors import EntryError
from hinge_log.settings import Gym, plate_and_pairs
from hinge_log.store.gyms import GymEquipment
from hinge_log.text import clean, shown
from hinge_log.training.load import Load

PARTS = ("bar", "plates", "bells", "dumbbells", "unit")
_HINT = "bar 15; plates 20x2 10x2 5; bells 16 24; dumbbells 10 12"


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
                changed = replace(
                    changed, unit=words[0], bar=Gym.usual(words[0]).bar, plates=(), bells=(), dumbbells=()
                )
        elif name == "bar":
            changed = replace(changed, bar=_weight(value.strip() or "0", changed.unit))
        elif name == "plates":
            changed = replace(changed, plates=tuple(_plate(word, changed.unit) for word in words))
        elif name in ("bells", "dumbbells"):
            sizes = tuple(_weight(word, changed.unit) for word in words)
            changed = replace(changed, bells=sizes) if name == "bells" else replace(changed, dumbbells=sizes)
        else:
            raise EntryError("gym", f"there is no '{shown(name)[:24]}' of a gym", f"there are {', '.join(PARTS)}")
    return changed


def _plate(word: str, unit: str) -> tuple[str, int | None]:
    weight, pairs = plate_and_pairs(word)
    if "x" in word and pairs is None:
        raise EntryError("gym", f"can't read the plate '{shown(word)[:24]}'", "20x2 are two pairs of 20")
    return _weight(weight, unit), pairs


def _weight(word: str, unit: str) -> str:
    bare = word.strip().lower().removesuffix(unit).removesuffix("s").strip().replace(",", ".")
    try:
        return Load.of(bare, unit).value
    except ValueError:
        raise EntryError("gym", f"can't read the weight '{shown(word)[:24]}'", _HINT) from None
