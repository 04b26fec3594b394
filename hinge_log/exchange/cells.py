"""What stands in the cells of a table that people keep by hand: numbers with words behind them."""

from __future__ import annotations

import re

_MEASURE = re.compile(r"([-+\u2212]?[0-9.,]+)\s*([^\W\d_]*)\.?")


def measure(text: str) -> tuple[str, str]:
    """A number and the word behind it: "80 kg" -> ("80", "kg")."""
    found = _MEASURE.fullmatch(text.strip())
    return (found[1], found[2]) if found and found[2] else (text, "")
