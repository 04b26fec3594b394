"""The user's own exercises: any name may be logged, without a checklist."""

from __future__ import annotations

import re

from hinge_log.exercises.model import Exercise
from hinge_log.text import NAME_LIMIT, clean


def own_key(name: str) -> str:
    """The key of an own exercise: the same name, however it is spaced or cased, is the same exercise."""
    folded = " ".join(clean(name, limit=NAME_LIMIT).casefold().split())
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    if not slug or not folded.isascii():
        # A name that ASCII cannot write is told apart by a digest of it.
        import hashlib

        digest = hashlib.blake2b(folded.encode(), digest_size=5).hexdigest()
        slug = f"{slug}-{digest}".strip("-")
    return f"own:{slug[:100]}"


def own_exercise(name: str) -> Exercise:
    """An exercise of the user's own."""
    cleaned = clean(name, limit=NAME_LIMIT)
    return Exercise(own_key(cleaned), cleaned, "own", own=True, short=cleaned)
