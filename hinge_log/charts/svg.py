"""A chart as an image: the rows of a terminal drawn as SVG text, light, to be shown or printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from hinge_log.charts.cells import Row, fit, text_width, without_empty_end, wrapped
from hinge_log.text import shown

CELL, LINE = 8.4, 18.0
"""Width and height of a cell in pixels: a monospace letter of 14 px is 0.6 em wide."""

SIZE = 14
LEAST_COLUMNS = 60
MARGIN = 24.0

FONT = "'DejaVu Sans Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace"
PAPER = "#FBF9F4"
INK = "#1B1B19"
COLOURS = {
    "muted": "#54595E", "dim": "#666B70", "title": "#54595E", "grid": "#B4AFA2", "data": "#0060A0",
    "quick": "#0060A0", "seen": "#0060A0", "line": "#6E4A00", "whisker": "#54595E", "fault": "#A04F00",
    "chosen": "#0060A0", "ask": "#6E4A00", "good": "#0060A0", "mark": "#A04F00",
}  # fmt: skip
"""The colours of the light theme; a style that is not here is written in ink."""

BOLD = frozenset(("strong", "heading", "title", "seen", "cursor", "chosen", "ask", "mark"))

_WORD = re.compile(r"\S+(?: \S+)*")
"""Words with single spaces between them; a wider gap is left out and the next words are put in their place."""


def svg(rows: Sequence[Row], title: str, about: Sequence[str] = ()) -> str:
    """Draw rows under a title and sentences about them; the image is as wide as the rows, at least 60 cells.

    Every run of words has its width in cells, so that the columns stand whatever font is there.
    """
    drawn = without_empty_end(rows)
    columns = max([LEAST_COLUMNS, *(sum(text_width(_clean(text)) for text, _ in row) for row in drawn)])
    head: list[Row] = [((line, "heading"),) for line in _wrapped(shown(title), columns)]
    head += [((line, "muted"),) for sentence in about for line in _wrapped(shown(sentence), columns)]
    every = [*head, (), *drawn]
    width, height = 2 * MARGIN + columns * CELL, 2 * MARGIN + len(every) * LINE
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_px(width)} {_px(height)}"'
        f' width="{_px(width)}" height="{_px(height)}">',
        f"<title>{escape(shown(title))}</title>",
        f"<desc>{escape(' '.join(map(shown, about)))}</desc>",
        f"<style>text {{ font-family: {FONT}; font-size: {SIZE}px; fill: {INK}; white-space: pre; }}"
        f"{_rules(every)}</style>",
        f'<rect width="100%" height="100%" fill="{PAPER}"/>',
    ]
    for number, row in enumerate(every):
        lines += _row(row, MARGIN + number * LINE + SIZE)
    return "\n".join([*lines, "</svg>", ""])


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text between words into lines of at most `width` cells; a longer word is cut."""
    return [fit(line, width) for line in wrapped(text.split(), width)]


def _row(row: Row, y: float) -> list[str]:
    parts, cells = [], 0
    for raw, style in row:
        text = _clean(raw)
        for words in _WORD.finditer(text):
            x = MARGIN + (cells + text_width(text[: words.start()])) * CELL
            length = text_width(words[0]) * CELL
            named = f' class="{style}"' if style in COLOURS or style in BOLD else ""
            parts.append(
                f'<text{named} x="{_px(x)}" y="{_px(y)}" textLength="{_px(length)}"'
                f' lengthAdjust="spacingAndGlyphs">{escape(words[0])}</text>'
            )
        cells += text_width(text)
    return parts


def _rules(rows: Sequence[Row]) -> str:
    used = sorted({style for row in rows for _, style in row if style in COLOURS or style in BOLD})
    rules = []
    for style in used:
        fill = f" fill: {COLOURS[style]};" if style in COLOURS else ""
        weight = " font-weight: bold;" if style in BOLD else ""
        rules.append(f" .{style} {{{fill}{weight} }}")
    return "".join(rules)


def _clean(text: str) -> str:
    """The text with what no image can show taken out; every cell stays in its place."""
    return "".join(char if char.isprintable() else " " for char in text)


def _px(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
