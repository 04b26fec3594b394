"""How keys are written in the key bar and in the help."""

from __future__ import annotations

from collections.abc import Mapping

KEY_LABELS = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "⏎", "escape": "esc", "question_mark": "?",
    "full_stop": ".", "plus": "+", "equals_sign": "=", "minus": "-", "slash": "/", "colon": ":", "pageup": "PgUp",
    "pagedown": "PgDn", "f1": "F1", "left_square_bracket": "[", "right_square_bracket": "]", "ampersand": "&",
}  # fmt: skip
_ASCII_LABELS = KEY_LABELS | {"up": "up", "down": "dn", "left": "<-", "right": "->", "enter": "ret"}


def key_labels(*, ascii_only: bool = False) -> Mapping[str, str]:
    """Labels by the name of the key; a key that has none is written as its name."""
    return _ASCII_LABELS if ascii_only else KEY_LABELS
