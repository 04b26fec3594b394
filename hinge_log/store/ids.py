"""Row ids: UUIDv7 (RFC 9562) as 26 characters of lower-case base 32, so that text order is time order."""

from __future__ import annotations

import os

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u to misread
_PAIRS = [a + b for a in _ALPHABET for b in _ALPHABET]


class IdMaker:
    """Makes ids that rise, also within one millisecond."""

    def __init__(self) -> None:
        self._last = 0

    def next(self, utc_ms: int) -> str:
        """An id of the given time (UTC milliseconds) that is greater than every one made before."""
        random = int.from_bytes(os.urandom(10), "big")
        value = (utc_ms & (1 << 48) - 1) << 80 | 7 << 76 | (random >> 68 & 0xFFF) << 64 | 2 << 62 | random & (1 << 62) - 1
        if value <= self._last:
            value = self._last + 1
        self._last = value
        return encode(value)


def encode(value: int) -> str:
    """Write 128 bits as 26 characters."""
    return "".join(_PAIRS[value >> shift & 1023] for shift in range(120, -1, -10))
