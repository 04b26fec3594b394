"""The keys of a screen as they are bound now, as they are written in the key bar, in sentences and in the help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.binding import Binding
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widgets import Input

from hinge_log.widgets.key_bar import KeyHint

KEY_LABELS = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "⏎", "escape": "esc", "question_mark": "?",
    "full_stop": ".", "plus": "+", "equals_sign": "=", "minus": "-", "slash": "/", "colon": ":", "pageup": "PgUp",
    "pagedown": "PgDn", "f1": "F1", "left_square_bracket": "[", "right_square_bracket": "]", "ampersand": "&",
}  # fmt: skip
"""How keys are written, by name; another symbol is written as its character, another key as its name."""
_ASCII_LABELS = KEY_LABELS | {"up": "up", "down": "dn", "left": "<-", "right": "->", "enter": "ret"}


class KeyNames:
    """Keys by the ids of bindings; `clear` when other keys are bound, or another widget has the focus."""

    def __init__(self, screen: Screen[Any], *, ascii_only: bool) -> None:
        self.screen = screen
        self.labels = _ASCII_LABELS if ascii_only else KEY_LABELS
        self.separator = "/" if ascii_only else ""
        self._names: dict[str, str] = {}
        bindings = reversed(list(Binding.make_bindings(screen.BINDINGS)))
        self._bindings = {each.id: each for each in bindings if each.id}  # the first of several with one id

    def clear(self) -> None:
        """Look the keys up anew when they are asked for."""
        self._names.clear()

    def label(self, key: str) -> str:
        """How a key is written."""
        character = key_to_character(key) if "_" in key else None  # a symbol: "exclamation_mark"
        return self.labels.get(key) or character or key

    def key_of(self, binding_id: str) -> str:
        """The first key bound to an id, as it is written; "" for none."""
        if not self._names and not isinstance(self.screen.focused, Input):
            for active in self.screen.active_bindings.values():
                if active.binding.id:
                    self._names.setdefault(active.binding.id, self.label(active.binding.key))
            self._names.update(self._keys_of_focused_list())
        usual = self._bindings.get(binding_id)
        return self._names.get(binding_id) or (self.label(usual.key) if usual is not None else "")

    def _keys_of_focused_list(self) -> dict[str, str]:
        """The first keys of the screen that the focused widget takes itself, to do with them what the screen would."""
        focused = self.screen.focused
        if focused is None or isinstance(focused, Input):
            return {}
        active = self.screen.active_bindings
        return {
            binding_id: self.label(each.key)
            for binding_id, each in self._bindings.items()
            if each.key in active and active[each.key].node is focused
        }

    def keys_of(self, ids: Sequence[str]) -> str:
        """The keys of several ids side by side."""
        typing = isinstance(self.screen.focused, Input)  # letters are text there: esc alone is left
        keys = ["esc" if typing and each == "back" else self.key_of(each) for each in ids]
        if len(keys) == 2 and keys[0].isdigit() and keys[1].isdigit():
            return "-".join(keys)
        return (self.separator if len(keys) > 1 else "").join(keys)

    def hint(self, ids: str) -> KeyHint:
        """An entry of the key bar for ids with spaces between: word and action are those of the last binding."""
        binding = self._bindings[ids.split()[-1]]
        return KeyHint(self.keys_of(ids.split()), binding.description, binding.action)

    def help_lines(self, groups: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[str, list[tuple[str, str, str]]]]:
        """The bindings of groups of ids that are active: keys, what they do, and the action."""
        keys: dict[str, list[str]] = {}
        bindings: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.id and active.binding.tooltip:
                keys.setdefault(active.binding.id, []).append(self.label(active.binding.key))
                bindings[active.binding.id] = active.binding
        return [
            (title, [(" ".join(keys[i]), bindings[i].tooltip, bindings[i].action) for i in ids if i in keys])
            for title, ids in groups
        ]

    def commands(self) -> list[tuple[str, str, str]]:
        """What can be done here: in words, the key, and the action."""
        commands: dict[str, tuple[str, str, str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.id and binding.tooltip and active.node is self.screen:
                entry = (binding.tooltip, self.label(binding.key), binding.action)
                commands.setdefault(binding.tooltip, entry)
        return list(commands.values())
