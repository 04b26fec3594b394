"""The line of keys at the foot of a screen: it always fits, and always ends with help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Row, text_width


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the bar: what to press, one word for what it does, and the action that a tap on it runs."""

    key: str
    label: str
    action: str = ""


def keybar(keys: Sequence[Key], width: int, help_key: str = "?") -> Row:
    """Lay out keys, the most important first; the last ones are dropped when they do not fit.

    Without a `help_key` the line ends with the keys.
    """
    end = f"{help_key} help" if help_key else ""
    if end and width < text_width(end) + 2:
        return ((f"{help_key:>{width}}"[:width], "strong>help"),) if width > 0 else ()
    room = width - 1 - text_width(end)
    row: list[tuple[str, str]] = [(" ", "")]
    used = 1
    for key in keys:
        needs = text_width(key.key) + 1 + text_width(key.label) + 2
        if used + needs > room:
            break
        suffix = f">{key.action}" if key.action else ""
        row += [(key.key, f"strong{suffix}"), (f" {key.label}", f"muted{suffix}"), ("  ", "")]
        used += needs
    if end:
        row += [(" " * (room - used), ""), (help_key, "strong>help"), (" help", "muted>help")]
    return tuple(row)
