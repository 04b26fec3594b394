"""Checks named in a typed line: by number, by id, by a word or the start of one."""

from __future__ import annotations

from hinge_log.errors import EntryError
from hinge_log.text import shown as printable
from hinge_log.training.entry_model import Items

_LAST = r"!(?:[^\s,;\"!@]+,\s*)*(?P<word>[^\s,:;\"!@]*)$"
_HINT = "the list of checks gives their numbers"


def find_item(word: str, items: Items, *, at: int = 0) -> str:
    """Give the id of the check that `word` names: its number from 1, its id, a word of it, or a prefix.

    Raises EntryError when no check or more than one is meant.
    """
    width = max(1, len(word))
    name = printable(word)[:24]
    if not items:
        raise EntryError("fault", "this lift has no checks", '"write a note instead', at=at, width=width)
    if word.isascii() and word.isdigit():
        number = int(word[:9])
        if not 1 <= number <= len(items):
            raise EntryError("fault", f"there is no check {name}", _HINT, at=at, width=width)
        return items[number - 1][0]
    wanted = word.casefold()
    named = [(item, {item.casefold(), *(each.casefold() for each in also)}) for item, also in items]
    hits = [item for item, texts in named if wanted in texts]
    hits = hits or [item for item, texts in named if any(text.startswith(wanted) for text in texts)]
    if not hits or not word:
        raise EntryError("fault", f"'{name}' matches no fault", _HINT, at=at, width=width)
    if len(hits) > 1:
        numbers = ", ".join(f"!{[item for item, _ in items].index(hit) + 1}" for hit in hits)
        raise EntryError("fault", f"'{name}' could be {numbers}", _HINT, at=at, width=width)
    return hits[0]


def complete(text: str, items: Items) -> tuple[str, ...]:
    """Give the lines that `text` can become when the check it ends in is written out; none outside a `!`."""
    import re

    match = re.search(_LAST, text)
    if not match or text.count('"') % 2:
        return ()
    wanted = match["word"].casefold()
    start = text[: match.start("word")]
    words = [word for item, also in items for word in (*also[:1], item)]
    texts = [word for item, also in items for word in (*also, item)]
    chosen = [word for word in (words if not wanted else texts) if word.casefold().startswith(wanted)]
    return tuple(dict.fromkeys(start + word for word in chosen))
