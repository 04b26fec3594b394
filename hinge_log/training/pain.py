"""Pain during a set: where, and how much."""

from __future__ import annotations

import re

from hinge_log.errors import EntryError
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training.workout import Pain

_LEVEL = re.compile(r"(?:^|\s)(10|[0-9])(?:\s*/\s*10)?\s*$", re.ASCII)


def parse_pain(text: str) -> Pain:
    """Read "low back 4" or "4": where, then 0 to 10. Raises EntryError when the number is missing."""
    match = _LEVEL.search(text)
    if match is None:
        raise EntryError("pain", "how much, 0 to 10?", "low back 4", at=len(text))
    return Pain(clean(text[: match.start()], limit=NAME_LIMIT), int(match.group(1)))
