"""Row ids: UUIDv7 (RFC 9562) as 26 characters of lower-case base 32, so that text order is time order."""

from __future__ import annotations

import os
from collections.abc import Iterator

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u to misread
PAIRS = [a + b for a in ALPHABET for b in ALPHABET]
_SHIFTS = range(120, -1, -10)


class IdMaker:
    """Makes ids that rise, also within one millisecond."""

    def __init__(self) -> None:
        self._last = 0

    def next(self, utc_ms: int) -> str:
        """An id of the given time (UTC milliseconds) that is greater than every one made before."""
        self._last = self._after(utc_ms)
        return encode(self._last)

    def rising(self, utc_ms: int) -> Iterator[str]:
        """Ids without end, for many rows at once: cheaper than one at a time, and greater than all before."""
        while True:
            first = self._after(utc_ms)
            # The last two characters count through, the rest is written once in a thousand ids.
            self._last = first | 1023
            start = encode(first)[:-2]
            for pair in PAIRS[first & 1023 :]:
                yield start + pair

    def _after(self, utc_ms: int) -> int:
        random = int.from_bytes(os.urandom(10), "big")
        head = (utc_ms & (1 << 48) - 1) << 80 | 7 << 76 | (random >> 68 & 0xFFF) << 64
        return max(head | 2 << 62 | random & (1 << 62) - 1, self._last + 1)


def encode(value: int, pairs: int = 13) -> str:
    """Write 128 bits as 26 characters, or the last 10 bits for each of so many pairs of them."""
    return "".join([PAIRS[value >> shift & 1023] for shift in _SHIFTS[-pairs:]])
