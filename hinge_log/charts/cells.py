"""Text that knows its width in cells and its style by name; screens and the command line both draw it.

Style names: "text", "strong", "muted", "title", "grid" (decoration), "data" (a checked set), "quick", "seen",
"line", "whisker", "fault" and "cursor"; "" is empty space.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

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


@lru_cache(4096)
def char_width(char: str) -> int:
    """How many cells a character takes: 0, 1 or 2 (UAX #11; ambiguous ones count as 1)."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


_KNOWN_NARROW: set[str] = set()
_MOST_KNOWN = 4096


def narrow(text: str) -> bool:
    """Whether every character takes one cell."""
    if text.isascii() or _KNOWN_NARROW.issuperset(text):
        return True
    if any(char_width(char) != 1 for char in text):
        return False
    if len(_KNOWN_NARROW) < _MOST_KNOWN:
        _KNOWN_NARROW.update(text)
    return True


def text_width(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if narrow(text) else sum(map(char_width, text))


def row_width(row: Row) -> int:
    """How many cells a row takes."""
    return sum(text_width(text) for text, _ in row)


def fit(text: str, width: int) -> str:
    """Cut a text to `width` cells, with an ellipsis if anything is lost."""
    if text_width(text) <= width:
        return text
    kept, used = "", 0
    for char in text:
        if used + char_width(char) > width - 1:
            break
        kept, used = kept + char, used + char_width(char)
    return kept.rstrip() + "…" if width > 0 else ""


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
    kept: list[Segment] = []
    room, row = width, tuple(row)
    for index, (text, style) in enumerate(row):
        more = any(rest for rest, _ in row[index + 1 :])
        if text_width(text) > room or (more and text_width(text) == room):
            kept.append((fit(text + "…", room), style))
            break
        kept.append((text, style))
        room -= text_width(text)
    return tuple(segment for segment in kept if segment[0])


def plain(row: Row) -> str:
    """The row as text without styles."""
    return "".join(text for text, _ in row).rstrip()


def in_ascii(rows: Iterable[Row]) -> list[Row]:
    """Write rows with ASCII alone, each cell staying in its place."""
    return [tuple(("".join(_ascii(c, style) for c in text), style) for text, style in row) for row in rows]


def _ascii(char: str, style: str) -> str:
    if char.isascii():
        return char
    if char == "▲" and style.partition(">")[0] == "fault":
        return "!"
    if char in _ASCII:
        return _ASCII[char]
    if "\u2800" <= char <= "\u28ff":
        return _braille(ord(char) - 0x2800)
    bare = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii() and c.isprintable())
    width = char_width(char)
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
    said = fit(both, width - 3) if width > 4 else ""
    if not said:
        return (("─" * width, "grid"),)
    return (("─ ", "grid"), (said, "title"), ((" " + "─" * width)[: width - 2 - text_width(said)], "grid"))


class Grid:
    """A board of `width` x `height` cells to put texts on; what falls outside is lost."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = max(0, width), max(0, height)
        # Texts and styles lie apart: a text is then laid down by two slices instead of cell by cell.
        self._texts = [[" "] * self.width for _ in range(self.height)]
        self._styles = [[""] * self.width for _ in range(self.height)]
        self._wide: set[int] = set()

    def put(self, x: int, y: int, text: str, style: str) -> None:
        """Write a text from cell (x, y) to the right."""
        if not 0 <= y < self.height:
            return
        texts, styles = self._texts[y], self._styles[y]
        if narrow(text):
            if x < 0 or x + len(text) > self.width:
                text = text[max(0, -x) : max(0, self.width - x)]
                x = max(0, x)
            end = x + len(text)
            if y in self._wide and text:
                self._free_halves(y, x, end)
            texts[x:end] = text
            styles[x:end] = [style] * len(text)
            return
        for char in text:
            wide = char_width(char)
            if wide and x >= 0 and x + wide <= self.width:
                self._wide.add(y)
                self._free_halves(y, x, x + wide)
                texts[x], styles[x] = char, style
                if wide == 2:
                    texts[x + 1], styles[x + 1] = "", style
            elif not wide and 0 < x <= self.width:
                texts[x - 1 if texts[x - 1] or x < 2 else x - 2] += char
            x += wide

    def _free_halves(self, y: int, start: int, end: int) -> None:
        """Leave a space where half of a wide character stays when cells from `start` up to `end` are written anew."""
        texts = self._texts[y]
        if not texts[start] and start:
            texts[start - 1] = " "
        if end < self.width and not texts[end]:
            texts[end] = " "

    def stamp(self, x: int, y: int, rows: Iterable[Row]) -> None:
        """Lay rows over the board; their spaces stay transparent where they have no style."""
        for offset, row in enumerate(rows):
            at = x
            for text, style in row:
                if style or text.strip():
                    self.put(at, y + offset, text, style)
                at += text_width(text)

    def style(self, x: int, y: int) -> str:
        """The style of one cell; "outside" beyond the board."""
        return self._styles[y][x] if 0 <= x < self.width and 0 <= y < self.height else "outside"

    def free(self, x: int, y: int, width: int) -> bool:
        """Whether nothing but decoration stands in `width` cells from (x, y)."""
        return all(self.style(at, y) in ("", "grid") for at in range(x, x + width))

    def rows(self) -> list[Row]:
        """The board as rows, neighbours of one style joined, without the empty cells at the end."""
        return [_joined(texts, styles) for texts, styles in zip(self._texts, self._styles, strict=True)]


def _joined(texts: list[str], styles: list[str]) -> Row:
    joined: list[Segment] = []
    start = 0
    for style, run in groupby(styles):
        end = start + len(list(run))
        joined.append(("".join(texts[start:end]), style))
        start = end
    if joined and not joined[-1][1]:
        joined.pop()
    return tuple(joined)
