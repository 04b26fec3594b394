"""Which key does what: presets, the user's own keys, and where two of them get in each other's way."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from hinge_log.settings import Look, line_of


@dataclass(frozen=True, slots=True)
class Bound:
    """One binding: its id, its keys by name as they are without any setting, and what it does in words."""

    id: str
    keys: tuple[str, ...]
    words: str


Contexts: TypeAlias = "Mapping[str, Sequence[Bound]]"
"""The bindings that are at work together, by the name of their screen."""

EVERY = "every"
"""The name of what all screens have in common."""

AZERTY = {
    "1": "ampersand", "2": "é", "3": "quotation_mark", "4": "apostrophe", "5": "left_parenthesis", "6": "minus",
    "7": "è", "8": "underscore", "9": "ç", "0": "à",
}  # fmt: skip
"""What the keys of the digits give without shift on a French keyboard (NF Z71-300, the older layout)."""

PRESETS = {"": {}, "azerty": AZERTY}

_RENAMED = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Signs whose key has another name than Unicode gives them."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A key that two bindings of one context want."""

    context: str
    key: str
    first: str
    second: str

    @property
    def where(self) -> str:
        """The screen in words."""
        return "every screen" if self.context == EVERY else f"the {self.context} screen"


def key_name(key: str) -> str:
    """The name of a key: "+" is "plus", "a" and "ctrl+a" are themselves."""
    key = key.strip()
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


def split_keys(keys: str) -> tuple[str, ...]:
    """The names of keys that are written with commas between them; "," alone is the comma."""
    if keys.strip() == ",":
        return ("comma",)
    return tuple(dict.fromkeys(key_name(key) for key in keys.split(",") if key.strip()))


def preset_keys(preset: str, contexts: Contexts) -> dict[str, str]:
    """The keys of a preset by id: what types a digit with shift alone works without it too.

    A key that already does something else on the same screen keeps doing that.
    """
    extra = PRESETS.get(preset, {})
    added: dict[str, tuple[str, ...]] = {}
    for bindings in contexts.values():
        for bound in bindings:
            digits = [key for key in bound.keys if key in extra]
            if digits:
                added[bound.id] = (*bound.keys, *(extra[digit] for digit in digits))
    if not added:
        return {}
    for bindings in contexts.values():
        owners = {key: bound.id for bound in bindings for key in bound.keys}
        for bound in bindings:
            if bound.id in added:
                free = tuple(key for key in added[bound.id] if owners.get(key, bound.id) == bound.id)
                added[bound.id] = free
    return {each: ",".join(keys) for each, keys in added.items()}


def matches_search(text: str, texts: Sequence[str], keys: Sequence[str]) -> bool:
    """Whether every word of a search is in one of the texts about a binding, or is one of its keys as written."""
    return all(
        word in keys or any(word.casefold() in each.casefold() for each in texts if len(word) > 1)
        for word in text.split()
    )


def clashes(keymap: Mapping[str, str], contexts: Contexts) -> list[Clash]:
    """The keys that a key map gives to two bindings of one context; those that share one anyway are left alone."""
    shared = []
    for context, bindings in contexts.items():
        owners: dict[str, str] = {}
        for bound in bindings:
            for key in split_keys(keymap[bound.id]) if bound.id in keymap else bound.keys:
                other = owners.setdefault(key, bound.id)
                if other != bound.id and (other in keymap or bound.id in keymap):
                    shared.append(Clash(context, key, other, bound.id))
    return shared


def keymap_for(look: Look, contexts: Contexts, folder: str | None = None) -> tuple[dict[str, str], str]:
    """The keys by id that differ from those without a setting, and a sentence about what was refused.

    The user's own keys go before the preset. One that names no binding, has no key, or is a clash is refused, and the
    sentence says in which line of `settings.toml` it stands.
    """
    usual = {bound.id: bound.keys for bindings in contexts.values() for bound in bindings}
    refused: list[str] = []
    own: dict[str, str] = {}
    for each, keys in look.keys.items():
        if each in usual and split_keys(keys):
            own[each] = ",".join(split_keys(keys))
        else:
            problem = "has no key" if each in usual else "is not the name of an action"
            refused.append(f"{line_of(['keys', each], folder)}: {each} {problem}. It is left out.")
    preset = preset_keys(look.preset, contexts)
    while shared := clashes(preset | own, contexts):
        clash = shared[0]
        ids = (clash.second, clash.first)
        # A preset gives way to what the user chose and to what a screen has; of two choices the later one goes.
        weakest = next((each for each in ids if each in preset and each not in own), "")
        if weakest:
            del preset[weakest]
            continue
        loser = next(each for each in ids if each in own)
        del own[loser]
        winner = clash.first if loser == clash.second else clash.second
        refused.append(
            f"{line_of(['keys', loser], folder)}: {loser} uses the key {clash.key}, which belongs to {winner} on"
            f" {clash.where}. Its default keys are used."
        )
    both = {each: keys for each, keys in (preset | own).items() if tuple(keys.split(",")) != usual[each]}
    more = f" And {len(refused) - 1} more." if len(refused) > 1 else ""
    return both, refused[0] + more if refused else ""
