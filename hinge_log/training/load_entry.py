"""A load alone, as it is typed: "102.5", "225lb"."""

from __future__ import annotations

from hinge_log.errors import EntryError
from hinge_log.text import shown
from hinge_log.training.load import LIMIT_G, Load

_ENDINGS = (("kg", "kg"), ("kgs", "kg"), ("lbs", "lb"), ("lb", "lb"), ("#", "lb"))


def read_load(text: str, unit: str) -> Load:
    """A load as typed, a bare number in `unit`; raises EntryError."""
    bare = text.strip().lower().replace(",", ".")
    for ending, named in _ENDINGS:
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
