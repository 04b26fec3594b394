"""How people mark what a set was for: "W1", "Drop set 2", or a yes in a column of warm-ups."""

from __future__ import annotations

import re
from functools import lru_cache

from hinge_log.exchange.dates import fold
from hinge_log.exchange.source import KINDS, NO, YES
from hinge_log.training.workout import SetKind

_NUMBERED = re.compile(r"[\s#.:]*[0-9]*$")
_SET = re.compile(r"\b(?:sets?|satz)\b")


@lru_cache(maxsize=1_024)
def set_kind(text: str) -> SetKind | None:
    """The kind of a set by its mark, also with a number behind it; None for a mark that is not known."""
    return _KINDS.get(_plain(text))


@lru_cache(maxsize=1_024)
def is_warmup(text: str) -> bool | None:
    """What a cell in a column of warm-ups says, yes, no or the mark of a kind; None for what is neither."""
    text = fold(text.strip())
    if text in _YES:
        return True
    if text in _NO:
        return False
    kind = set_kind(text)
    return None if kind is None else kind is SetKind.WARMUP


def _plain(text: str) -> str:
    """A mark folded, without number, hyphens and the word "set"."""
    text = fold(text.strip().replace("_", " ").replace("-", " "))
    return "".join(_SET.sub(" ", _NUMBERED.sub("", text)).split())


_KINDS = {_plain(mark): kind for mark, kind in KINDS.items()}
_YES = frozenset(map(fold, YES))
_NO = frozenset(map(fold, NO))
