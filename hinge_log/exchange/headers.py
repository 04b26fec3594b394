"""Rows that are no data: a header in the middle of a file, where somebody joined two exports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from hinge_log.exchange.columns import WORDS, header_key
from hinge_log.exchange.dates import fold

_DIGIT = re.compile(r"[0-9]")
_MORE = (
    "category", "exercise title", "exercise notes", "set type", "weight kg", "weight lbs", "distance km",
    "distance miles", "duration seconds", "end time", "superset id", "description", "sessionid", "targetreps",
)  # fmt: skip


def looks_like_header(fields: Sequence[str]) -> bool:
    """Whether a row is made of column names: most of its cells are, and there are at least three of them."""
    # The first cells of a row of data hold its date or its number, or the second cell does: most rows end here.
    if len(fields) < 3 or _DIGIT.search(fields[0]) or _DIGIT.search(fields[1]):
        return False
    cells = [cell for cell in fields if cell.strip()]
    if len(cells) < 3 or sum(_DIGIT.search(cell) is not None for cell in cells) > len(cells) // 2:
        return False
    words = _words()
    known = {key for key in (header_key(cell)[0] for cell in cells) if key in words}
    return len(known) >= 3 and len(known) >= 0.6 * len(cells)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(fold(word) for spellings in WORDS.values() for word in spellings.split("/")) | frozenset(_MORE)
