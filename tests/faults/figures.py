"""How much is done in the short and in the long form, and where the figures go."""

from __future__ import annotations

import json
import os
from typing import TypeVar

T = TypeVar("T")

# Read once: no test may see the environment of whoever runs it.
LONG = os.environ.get("HINGE_LOG_LONG") == "1"
_FIGURES = os.environ.get("HINGE_LOG_FIGURES", "")


def times(short: T, long: T) -> T:
    """How often, or over how much, to do something."""
    return long if LONG else short


def figure(name: str, **values: object) -> None:
    """Keep what was measured, for the table at the end of a long run."""
    if _FIGURES:
        with open(_FIGURES, "a", encoding="utf-8") as file:
            file.write(json.dumps({"figure": name, **values}) + "\n")
