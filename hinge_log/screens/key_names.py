"""The keys of a screen as they are bound now, as they are written in the key bar, in sentences and in the help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Input

from hinge_log.widgets.key_labels import key_labels


class KeyNames:
    """Keys by the ids of bindings; `clear` when other keys are bound, or another widget has the focus."""

    def __init__(self, screen: Screen[Any], *, ascii_only: bool) -> None:
        self.screen = screen
        self.labels = key_labels(ascii_only=ascii_only)
        self.separator = "/" if ascii_only else ""
        self._names: dict[str, str] = {}

    def clear(self) -> None:
        """Look the keys up anew when they are asked for."""
        self._names.clear()

    def label(self, key: str) -> str:
        """How a key is written."""
        return self.labels.get(key, key)

    def key_of(self, binding_id: str) -> str:
        """The first key bound to an id, as it is written; "" for none."""
        if not self._names and not isinstance(self.screen.focused, Input):
            for active in self.screen.active_bindings.values():
                if active.binding.id:
                    self._names.setdefault(active.binding.id, self.label(active.binding.key))
            self._names.update(self._keys_of_focused_list())
        return self._names.get(binding_id) or self._usual_key(binding_id)

    def _keys_of_focused_list(self) -> dict[str, str]:
        """The first keys of the screen that the focused widget takes itself, to do with them what the screen would."""
        focused = self.screen.focused
        if focused is None or isinstance(focused, Input):
            return {}
        active, names = self.screen.active_bindings, dict[str, str]()
        for binding in reversed(list(Binding.make_bindings(self.screen.BINDINGS))):
            if binding.id:
                names[binding.id] = binding.key
        return {
            binding_id: self.label(key)
            for binding_id, key in names.items()
            if key in active and active[key].node is focused
        }

    def _usual_key(self, binding_id: str) -> str:
        bindings = Binding.make_bindings(self.screen.BINDINGS)
        return next((self.label(each.key) for each in bindings if each.id == binding_id), "")

    def keys_of(self, ids: Sequence[str]) -> str:
        """The keys of several ids side by side."""
        typing = isinstance(self.screen.focused, Input)  # letters are text there: esc alone is left
        keys = ["esc" if typing and each == "back" else self.key_of(each) for each in ids]
        if len(keys) == 2 and keys[0].isdigit() and keys[1].isdigit():
            return "-".join(keys)
        return (self.separator if len(keys) > 1 else "").join(keys)

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
