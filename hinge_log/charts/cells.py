"""Text that knows its width in cells and its style by name; screens and the command line both draw it.

Style names: "text", "strong", "muted", "title", "grid" (decoration), "data" (a checked set), "quick", "seen",
"line", "whisker", "fault" and "cursor"; "" is empty space.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

Segment = tuple[str, str]
Row = tuple[Segment, ...]

_ASCII = {
    "●": "@", "○": "O", "◆": "#", "◉": "X", "•": "*", "◦": "o", "◇": "+", "■": "#", "□": "-", "▲": "^", "▼": "v",
    "△": "^", "▽": "v", "▸": ">", "◂": "<", "▶": ">", "◀": "<", "►": ">", "◄": "<", "✓": "v", "✔": "v", "✗": "x",
    "✕": "x", "←": "<", "→": ">", "↑": "^", "↓": "v", "↔": "-", "↕": "|", "⏎": "<", "⌫": "<", "«": "<", "»": ">",
    "│": "|", "┃": "|", "║": "|", "─": "-", "╌": "~", "┄": "-", "┈": ".", "┆": ":", "┊": ":", "━": "=", "═": "=",
    "╭": ".", "╮": ".", "╰": "'", "╯": "'", "┌": ".", "┐": ".", "└": "'", "┘": "'", "├": "+", "┤": "+", "┬": "+",
    "┴": "+", "┼": "+", "╱": "/", "╲": "\\", "╴": "-", "╶": "-", "╵": "'", "╷": ".", "╸": "=", "╺": "=",
    "·": ".", "░": ":", "▒": "+", "▓": "*", "█": "#", "▀": '"', "▄": "_", "▌": "|", "▐": "|", "▁": "_", "▂": "_",
    "▃": "_", "▅": "=", "▆": "=", "▇": "#", "▉": "#", "▊": "#", "▋": "|", "▍": "|", "▎": "|", "▏": "|", "▔": '"',
    "▕": "|", "▖": ".", "▗": ".", "▘": "'", "▝": "'", "▙": "#", "▛": "#", "▜": "#", "▟": "#", "▚": "\\", "▞": "/",
    "…": "~", "×": "x", "÷": "/", "±": "+", "≈": "~", "≤": "<", "≥": ">", "−": "-", "–": "-", "—": "-", "°": "o",
    "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "½": "/", "≠": "#", "∞": "-", "⌀": "O", "◐": "%",
    "æ": "a", "Æ": "A", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "s", "đ": "d", "Đ": "D", "ı": "i", "þ": "t",
}  # fmt: skip


_KNOWN_NARROW: set[str] = set()
_MOST_KNOWN = 4096


def _takes_one_cell(char: str) -> bool:
    if char < "\u0300" or "\u2010" <= char < "\u2c00":  # Latin, and the signs that we draw: known without rich
        return char.isprintable() and unicodedata.east_asian_width(char) not in "WF"
    from rich.cells import get_character_cell_size

    return char.isprintable() and get_character_cell_size(char) == 1


def narrow(text: str) -> bool:
    """Whether every character takes one cell (UAX #11; ambiguous ones do)."""
    if text.isascii() or _KNOWN_NARROW.issuperset(text):
        return True
    if not all(map(_takes_one_cell, text)):
        return False
    if len(_KNOWN_NARROW) < _MOST_KNOWN:
        _KNOWN_NARROW.update(text)
    return True


def drawable(text: str) -> str:
    """The text with a replacement character for every control or direction character in it."""
    if text.isprintable():
        return text
    joiner = "\N{ZERO WIDTH JOINER}"  # it makes one picture of several emoji
    return "".join(char if char.isprintable() or char == joiner else "\N{REPLACEMENT CHARACTER}" for char in text)


def text_width(text: str) -> int:
    """How many cells a text takes, an emoji of several code points two; rich is imported only where it is needed."""
    if narrow(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(drawable(text))


def row_width(row: Row) -> int:
    """How many cells a row takes."""
    return sum(text_width(text) for text, _ in row)


def fit(text: str, width: int) -> str:
    """Cut a text to `width` cells, with an ellipsis if anything is lost."""
    if text_width(text) <= width:
        return text
    return _halves(text, width - 1)[0].rstrip() + "…" if width > 0 else ""


def _halves(text: str, at: int) -> tuple[str, str]:
    """The first `at` cells of a text and the rest; half a wide character becomes a space."""
    if narrow(text):
        return text[:at], text[at:]
    from rich.cells import split_text

    return split_text(drawable(text), at)


def chopped(text: str, width: int) -> list[str]:
    """A text in pieces of at most `width` cells, at least one."""
    pieces = []
    while text_width(text) > width > 0:
        piece, text = _halves(text, width)
        pieces.append(piece)
    return [*pieces, text]


def padded(text: str, width: int) -> str:
    """Cut or fill a text to exactly `width` cells."""
    text = fit(text, width)
    return text + " " * (width - text_width(text))


def wrapped(words: Iterable[str], width: int) -> list[str]:
    """Set words in lines of at most `width` cells; a longer word has a line of its own."""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def cut(row: Iterable[Segment], width: int) -> Row:
    """Cut a row to `width` cells, with an ellipsis if anything is lost."""
    segments: list[Segment] = []
    room, row = width, tuple(row)
    for index, (text, style) in enumerate(row):
        more = any(rest for rest, _ in row[index + 1 :])
        if text_width(text) > room or (more and text_width(text) == room):
            segments.append((fit(text + "…", room), style))
            break
        segments.append((text, style))
        room -= text_width(text)
    return tuple(segment for segment in segments if segment[0])


def plain(row: Row) -> str:
    """The row as text without styles."""
    return "".join(text for text, _ in row).rstrip()


def in_ascii(rows: Iterable[Row]) -> list[Row]:
    """Write rows with ASCII alone, each cell staying in its place."""
    return [tuple(("".join(_ascii(c, style) for c in _characters(text)), style) for text, style in row) for row in rows]


def _characters(text: str) -> Iterable[str]:
    """What is seen as one character each."""
    if narrow(text):
        return text
    from rich.cells import split_graphemes

    text = drawable(text)
    return (text[start:end] for start, end, _ in split_graphemes(text)[0])


def _ascii(char: str, style: str) -> str:
    if char.isascii():
        return char
    if char == "▲" and style.partition(">")[0] == "fault":
        return "!"
    if char in _ASCII:
        return _ASCII[char]
    if len(char) == 1 and "\u2800" <= char <= "\u28ff":
        return _braille(ord(char) - 0x2800)
    bare = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii() and c.isprintable())
    width = text_width(char)
    return bare if len(bare) == width else "?" * width


def _braille(dots: int) -> str:
    """A sign for a cell of 2 x 4 dots: by where they are, then by how many."""
    upper, lower = dots & 0b00011011, dots & 0b11100100
    count = dots.bit_count()
    if count > 5:
        return "#"
    if count > 3:
        return "+"
    if not dots:
        return " "
    return "'" if not lower else "." if not upper else ":"


def rule(title: str, width: int, *, tail: str = "") -> Row:
    """A line across the width with a title in it, and `tail` in it too when there is room."""
    if width <= 0:
        return ()
    both = f"{title}   {tail}" if tail and text_width(title) + text_width(tail) + 7 <= width else title
    heading = fit(both, width - 3) if width > 4 else ""
    if not heading:
        return (("─" * width, "grid"),)
    return (("─ ", "grid"), (heading, "title"), ((" " + "─" * width)[: width - 2 - text_width(heading)], "grid"))


def split(row: Iterable[Segment], at: int) -> tuple[Row, Row]:
    """The first `at` cells of a row, filled up with spaces, and the rest; half a wide character becomes a space."""
    left: list[Segment] = []
    right: list[Segment] = []
    room = max(0, at)
    for text, style in row:
        size = text_width(text)
        if size <= room and not right:
            left.append((text, style))
            room -= size
        elif room <= 0:
            right.append((text, style))
        else:
            start, end = _halves(text, room)
            left.append((start, style))
            right.append((end, style))
            room = 0
    return (*left, (" " * room, "")) if room else tuple(left), tuple(segment for segment in right if segment[0])


def over(row: Row, at: int, text: str, style: str) -> Row:
    """A row with a text over its cells from `at` on; what would stand before the first cell is lost."""
    if at < 0:
        text, at = "".join(part for part, _ in split(((text, style),), -at)[1]), 0
    if not text:
        return row
    left, rest = split(row, at)
    return (*left, (text, style), *split(rest, text_width(text))[1])


def laid(row: Row, at: int, above: Row) -> Row:
    """A row with another one over it from cell `at` on; its spaces are transparent where they have no style."""
    for text, style in above:
        if style or text.strip():
            row = over(row, at, text, style)
        at += text_width(text)
    return row


def is_free(row: Row, at: int, width: int) -> bool:
    """Whether nothing but decoration stands in `width` cells of a row from `at` on."""
    if at < 0:
        return False
    cells = split(split(row, at)[1], width)[0]
    return all(style in ("", "grid") for text, style in cells if text)


def on_rows(rows: Iterable[Row], width: int, height: int) -> list[Row]:
    """Exactly `height` rows, each cut off after `width` cells."""
    shown = [split(row, width)[0] if row_width(row) > width else row for row in rows][: max(0, height)]
    return shown + [()] * (height - len(shown))


def without_empty_end(rows: Iterable[Row]) -> list[Row]:
    """The rows without the empty ones after the last that shows something."""
    shown = list(rows)
    while shown and not plain(shown[-1]):
        shown.pop()
    return shown
