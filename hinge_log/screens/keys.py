"""Keys: what every main screen is bound to, how keys are written, and the order in which they are dealt with."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import Input

from hinge_log.training.workout import LABELS
from hinge_log.widgets.keys import KeyHint

Bar = Sequence["BarKey | str"]
"""The entries of a key bar, as `MainScreen.bar` gives them."""
HelpGroups = Sequence[tuple[str, Sequence[str]]]
"""Headings, each with the ids of bindings."""

GLOBAL_BINDINGS: list[BindingType] = [
    Binding("g", "go_menu", "go", id="go", tooltip="go to another screen"),
    Binding("c", "cue", "cues", id="cues", tooltip="cue card of this lift"),
    Binding("v", "form_view", "form", id="form.view", tooltip="form view of this lift"),
    Binding("u", "undo", "undo", id="undo", tooltip="undo the last change"),
    Binding("U", "redo", "redo", id="redo", tooltip="redo the last undone change"),
    Binding("question_mark,f1", "help", "help", id="help", tooltip="keys of this screen"),
    Binding("colon", "palette", "find", id="palette", tooltip="find any action or exercise by name"),
    Binding("q,escape", "back", "back", id="back", tooltip="go back one level"),
    Binding("ctrl+q", "quit_now", "quit", id="quit", tooltip="quit now; the workout stays open"),
]
"""What every main screen answers to."""


def global_bindings(*, without: Sequence[str] = ()) -> list[BindingType]:
    """The bindings that every main screen has, but for these ids."""
    return [each for each in GLOBAL_BINDINGS if not (isinstance(each, Binding) and each.id in without)]


def ids(prefix: str, names: str) -> tuple[str, ...]:
    """Ids of bindings by what stands behind their prefix: of "form" and "mode in" they are "form.mode", "form.in"."""
    return tuple(f"{prefix}.{name}" for name in names.split())


def rating_bindings(action: str, prefix: str, what: str) -> list[BindingType]:
    """The keys 1 to 5 of an action that rates `what`; their ids are the prefix and the digit."""
    return [
        Binding(str(n), f"{action}({n})", word, id=f"{prefix}.{n}", tooltip=f"{what}: {n} {word}")
        for n, word in LABELS.items()
    ]


class BarKey(NamedTuple):
    """An entry of the key bar: the ids of the bindings whose keys it shows, one word, and what a click runs."""

    ids: tuple[str, ...]
    word: str
    action: str = ""


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

    def bar_hint(self, entry: BarKey | str, *, typing: bool) -> KeyHint:
        """An entry of the key bar; while something is typed a click on "save" and "discard" does that."""
        if isinstance(entry, str):
            ids, _, word = entry.partition(": ")
            hint = self.hint(ids)
            return hint._replace(word=word) if word else hint
        action = entry.action
        if typing and entry.ids and not action:
            if "back" not in entry.ids:  # enter saves what is typed, whatever else the binding has for keys
                return KeyHint(self.label("enter"), entry.word, "complete_entry")
            action = "cancel_entry"
        return KeyHint(self.keys_of(entry.ids), entry.word, action)

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


DISPATCH_ANYWAY_S = 2.0
"""A key that is not dealt with in this time holds no other up."""

Dispatch = Callable[[events.Key | events.Paste], Awaitable[None]]


class KeySequence:
    """Textual hands a key to the widget that has the focus at that moment, and lets it bubble from queue to queue.

    Keys that arrive in one write would all be handed to the widget that has the focus before the first of them opened
    or closed a field. So after each key a marker follows it through the same queues, from the widget to its parents and
    at last to the app, twice: the second time behind the messages that the key caused there.
    """

    def __init__(self, app: MessagePump, target: Callable[[], DOMNode], dispatch: Dispatch) -> None:
        self._app, self._target, self._dispatch = app, target, dispatch
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._number = 0
        self._busy_since: float | None = None

    async def add(self, event: events.Key | events.Paste) -> None:
        """Dispatch an event, at once or after those before it."""
        self._waiting.append(event)
        late = self._busy_since is not None and event.time - self._busy_since > DISPATCH_ANYWAY_S
        if self._busy_since is None or late:
            await self._next()

    async def _next(self) -> None:
        if not self._waiting:
            self._busy_since = None
            return
        event = self._waiting.popleft()
        self._number += 1
        self._busy_since = event.time
        target = self._target()
        await self._dispatch(event)
        self._follow(target, target, self._number, rounds=2)

    def _follow(self, start: DOMNode, node: MessagePump | None, number: int, rounds: int) -> None:
        """Go on behind the key: `node` is where it was dealt with last."""
        if node is None or node is self._app:
            if rounds > 1:
                self._app.call_later(self._follow, start, start, number, rounds - 1)
            else:
                self._app.call_later(self._done, number)
        elif not node.call_later(
            self._follow, start, node.parent if isinstance(node, DOMNode) else None, number, rounds
        ):
            self._app.call_later(self._done, number)  # it is being removed

    async def _done(self, number: int) -> None:
        if number == self._number:
            await self._next()
