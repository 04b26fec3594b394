"""Big letters and digits: whole pixels drawn as blocks, for reading from a distance."""

from __future__ import annotations

from functools import lru_cache

from hinge_log.charts.cells import fit, text_width

_GAP = 1


def _font(characters: str, pixels: str) -> dict[str, tuple[str, ...]]:
    """The pixel rows of some characters, drawn beside one another with a space between them."""
    return dict(zip(characters, zip(*(row.split() for row in pixels.split("\n")), strict=True), strict=True))


_DIGITS = _font(
    "0123456789.:+-x ",
    """\
.XX. .X. XXX. XXX. X..X XXXX .XX. XXXX .XX. .XX. . . ... ... ... ..
X..X XX. ...X ...X X..X X... X... ...X X..X X..X . X ... ... ... ..
X..X .X. ...X .XX. XXXX XXX. XXX. ..X. .XX. X..X . . .X. ... X.X ..
X..X .X. .XX. ...X ...X ...X X..X ..X. X..X .XXX . . XXX XXX .X. ..
X..X .X. X... ...X ...X ...X X..X .X.. X..X ...X . X .X. ... X.X ..
.XX. XXX XXXX XXX. ...X XXX. .XX. .X.. .XX. .XX. X . ... ... ... ..""",
)
"""Digits of 6 pixel rows."""

_SEGMENTS: dict[str, tuple[str, ...]] = {
    "0": (" _ ", "| |", "|_|"), "1": ("   ", "  |", "  |"), "2": (" _ ", " _|", "|_ "), "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"), "5": (" _ ", "|_ ", " _|"), "6": (" _ ", "|_ ", "|_|"), "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"), "9": (" _ ", "|_|", " _|"), ".": (" ", " ", "."), ":": (" ", ".", "."),
    "+": ("   ", " | ", "-+-"), "-": ("   ", "   ", "---"), "x": ("   ", "\\ /", "/ \\"), " ": ("  ", "  ", "  "),
}  # fmt: skip
"""Digits of three rows of ASCII."""

_LETTERS = _font(
    "ABCDEFGHIJKLMNOPQ",
    """\
.XXX. XXXX. .XXX. XXXX. XXXXX XXXXX .XXX. X...X XXX ..XXX X...X X.... X...X X...X .XXX. XXXX. .XXX.
X...X X...X X...X X...X X.... X.... X...X X...X .X. ...X. X..X. X.... XX.XX XX..X X...X X...X X...X
X...X X...X X.... X...X X.... X.... X.... X...X .X. ...X. X.X.. X.... X.X.X X.X.X X...X X...X X...X
XXXXX XXXX. X.... X...X XXXX. XXXX. X.XXX XXXXX .X. ...X. XX... X.... X.X.X X.X.X X...X XXXX. X...X
X...X X...X X.... X...X X.... X.... X...X X...X .X. ...X. X.X.. X.... X...X X..XX X...X X.... X.X.X
X...X X...X X...X X...X X.... X.... X...X X...X .X. X..X. X..X. X.... X...X X...X X...X X.... X..X.
X...X XXXX. .XXX. XXXX. XXXXX X.... .XXX. X...X XXX .XX.. X...X XXXXX X...X X...X .XXX. X.... .XX.X""",
) | _font(
    "RSTUVWXYZ0123-' ",
    """\
XXXX. .XXXX XXXXX X...X X...X X...X X...X X...X XXXXX .XXX. .X. .XXX. XXXX. ... X ...
X...X X.... ..X.. X...X X...X X...X X...X X...X ....X X...X XX. X...X ....X ... X ...
X...X X.... ..X.. X...X X...X X...X .X.X. .X.X. ...X. X..XX .X. ....X ....X ... . ...
XXXX. .XXX. ..X.. X...X X...X X.X.X ..X.. ..X.. ..X.. X.X.X .X. ..XX. .XXX. XXX . ...
X.X.. ....X ..X.. X...X X...X X.X.X .X.X. ..X.. .X... XX..X .X. .X... ....X ... . ...
X..X. ....X ..X.. X...X .X.X. XX.XX X...X ..X.. X.... X...X .X. X.... ....X ... . ...
X...X XXXX. ..X.. .XXX. ..X.. X...X X...X ..X.. XXXXX .XXX. XXX XXXXX XXXX. ... . ...""",
)
"""Capitals of 7 pixel rows."""


def digits(text: str, scale: int = 1, *, ascii_only: bool = False) -> list[str]:
    """Draw digits, point, colon, plus, minus and x: 3 rows at scale 1 (half blocks), 6 rows at scale 2."""
    return list(_digits(text, scale, ascii_only))


@lru_cache(256)
def _digits(text: str, scale: int, ascii_only: bool) -> tuple[str, ...]:
    if ascii_only:
        return tuple(" ".join(_SEGMENTS[c][row] for c in text if c in _SEGMENTS) for row in range(3))
    rows = _pixels(text, _DIGITS, 6)
    if scale == 1:
        return tuple(_halves(rows[row], rows[row + 1]) for row in range(0, 6, 2))
    return tuple("".join("██" if pixel == "X" else "  " for pixel in row) for row in rows)


def digits_width(text: str, scale: int = 1, *, ascii_only: bool = False) -> int:
    """How many cells `digits` needs."""
    return len(digits(text, scale, ascii_only=ascii_only)[0])


def banner(text: str, width: int, height: int, *, ascii_only: bool = False) -> list[str]:
    """Draw a card text as large as fits in `width` by `height` cells, centred; on more lines where that is larger.

    A pixel is at most twice as tall as wide (a cell is about 1:2), and never scaled over 6 times. A card that
    does not fit even at the smallest size, or has letters without a shape, is given as plain text.
    """
    words = text.upper().split()
    if not words or not set("".join(words)) <= _LETTERS.keys():
        return _centred([fit(text.strip(), width)], width)
    ways = [[" ".join(words)]]
    if len(words) == 3:
        ways += [[" ".join(words[:2]), words[2]], [words[0], " ".join(words[1:])]]
    ways.append(words)
    best: tuple[int, int, list[str]] | None = None
    for lines in ways:
        for wide in range(1, 13):
            for tall in range(1, 7):
                if tall > wide or wide > 4 * tall:
                    continue
                drawn = [_scaled(line, wide, tall, ascii_only) for line in lines]
                needs = sum(map(len, drawn)) + tall * (len(drawn) - 1)
                if max(len(rows[0]) for rows in drawn) > width or needs > height:
                    continue
                size = (tall * wide, tall)
                if best is None or size > best[:2]:
                    picture: list[str] = []
                    for rows in drawn:
                        picture += [""] * (tall if picture else 0) + rows
                    best = (*size, picture)
    return _centred(best[2] if best else [fit(" ".join(words), width)], width)


def _centred(rows: list[str], width: int) -> list[str]:
    return [(" " * ((width - text_width(row)) // 2) + row).rstrip() for row in rows]


def _scaled(text: str, wide: int, tall: int, ascii_only: bool) -> list[str]:
    ink = ("#" if ascii_only else "█") * wide
    blank = " " * wide
    rows = ["".join(ink if pixel == "X" else blank for pixel in row) for row in _pixels(text, _LETTERS, 7)]
    return [row for row in rows for _ in range(tall)]


def _pixels(text: str, font: dict[str, tuple[str, ...]], height: int) -> list[str]:
    shapes = [font[c] for c in text if c in font]
    return [("." * _GAP).join(shape[row] for shape in shapes) for row in range(height)]


def _halves(upper: str, lower: str) -> str:
    return "".join(" ▀▄█"[(a == "X") + 2 * (b == "X")] for a, b in zip(upper, lower, strict=True))
