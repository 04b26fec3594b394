"""The bindings of every screen and dialog, as the classes give them: what can be put on another key."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from hinge_log import screens
from hinge_log.keymap import EVERY, Bound
from hinge_log.screens.main_screen import MainScreen
from hinge_log.widgets.lift_list import LiftList


def key_contexts() -> dict[str, tuple[Bound, ...]]:
    """Every screen by name with its bindings that have an id; all screens are imported for it."""
    contexts: dict[str, type[DOMNode]] = {}
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        source = import_module(module.name)
        for each in vars(source).values():
            if isinstance(each, type) and issubclass(each, Screen) and each.__module__ == source.__name__:
                name = module.name.rpartition(".")[2].replace("_", " ")
                contexts[EVERY if each is MainScreen else name] = each
    contexts["lifts"] = LiftList
    parts = {base for each in contexts.values() for base in each.__mro__[1:]}
    whole = {name: each for name, each in contexts.items() if name == EVERY or each not in parts}
    return {name: bindings for name, each in whole.items() if (bindings := bindings_of(each))}


def bindings_of(screen: type[DOMNode]) -> tuple[Bound, ...]:
    """The bindings of one class, in its order; its own take a key from those that it inherits."""
    owners: dict[str, Binding] = {}
    for base in reversed(screen.__mro__):
        if issubclass(base, DOMNode) and base.__module__.startswith((screens.__name__, LiftList.__module__)):
            for binding in Binding.make_bindings(base.__dict__.get("BINDINGS", ())):
                if binding.id:
                    owners[binding.key] = binding
    keys: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    order = [binding for binding in Binding.make_bindings(screen.__dict__.get("BINDINGS", ())) if binding.id]
    for binding in (*order, *owners.values()):
        if binding.id and owners.get(binding.key) is not None and owners[binding.key].id == binding.id:
            if binding.key not in keys.setdefault(binding.id, []):
                keys[binding.id].append(binding.key)
            words.setdefault(binding.id, binding.tooltip or binding.description)
    return tuple(Bound(each, tuple(keys[each]), words[each]) for each in keys)
