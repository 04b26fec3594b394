"""Cleaning of every text that comes in from a person or a file, or goes out to a terminal; numbers with their words."""

from __future__ import annotations

import unicodedata

NAME_LIMIT = 120
NOTE_LIMIT = 2_000

# Marks that reorder text on the screen (UAX #9) or hide in it: a name must read as it is stored.
_INVISIBLE = frozenset("\u061c\u200b\u200e\u200f\u2028\u2029\u2060\ufeff") | frozenset(
    chr(code) for start, end in ((0x202A, 0x202E), (0x2066, 0x2069), (0xFFF9, 0xFFFB)) for code in range(start, end + 1)
)


def _keep(character: str) -> bool:
    if character in _INVISIBLE:
        return False
    return unicodedata.category(character) not in ("Cc", "Cs", "Co", "Cn")


def clean(text: str, *, limit: int = NOTE_LIMIT, lines: bool = False) -> str:
    """Give `text` back without control, direction and unassigned characters, in NFC.

    Line breaks and tabs become spaces, or stay line breaks with `lines`. Longer text than `limit`
    characters is cut. Printable ASCII comes back unchanged.
    """
    if text.isascii() and text.isprintable():
        return text[:limit].strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not lines:
        text = text.replace("\n", " ")
    cleaned = "".join(c for c in text if c == "\n" or _keep(c))
    return unicodedata.normalize("NFC", cleaned)[:limit].strip()


def shown(text: str) -> str:
    """Make `text` safe to print on one line of a terminal, whatever is stored."""
    return clean(text, limit=100_000)


def inert_json(text: str) -> str:
    """JSON in which every character that a terminal obeys, or hides, is written as an escape (RFC 8259, section 7)."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))


def printable(text: str) -> str:
    """Take every character out that a terminal obeys or hides; line breaks and spaces stay, tabs too."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or _keep(c))


def plural(count: int, word: str) -> str:
    """The number and its word: "1 set", "1,200 sets"."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"
