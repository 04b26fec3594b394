"""Pieces that several pages share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, Segment, fit, text_width
from hinge_log.charts.date_texts import MONTHS, WEEKDAYS, clock_text, date_text
from hinge_log.charts.form_words import form_pips, form_words, pips
from hinge_log.charts.set_texts import amount_text, load_text, number_cm, pain_words, summary

__all__ = [  # what pages import from here until the last of them is gone
    "MONTHS", "WEEKDAYS", "amount_text", "clock_text", "date_text", "form_pips", "form_words", "load_text", "number_cm",
    "pain_words", "pips", "summary",
]  # fmt: skip

NARROW, WIDE = 70, 120
LOW, TALL = 22, 34


def title_bar(left: Sequence[Segment], right: str, width: int) -> Row:
    """The first line of a screen: what this is on the left, a word on the right."""
    row: list[Segment] = [(" ", "bar")]
    room = width - 2
    if text_width(right) + 12 > room:
        right = ""
    room -= text_width(right) + (2 if right else 0)
    for text, style in left:
        said = fit(text, max(0, room))
        row.append((said, style))
        room -= text_width(said)
        if said != text:
            break
    gap = width - sum(text_width(text) for text, _ in row) - text_width(right) - 1
    row += [(" " * max(0, gap), "bar"), (right, "barmuted"), (" ", "bar")]
    return tuple(row) if width > 1 else ((" " * width, "bar"),)


def heading(grid: Grid, x: int, y: int, width: int, title: str, *, style: str = "title", heavy: bool = False) -> None:
    """A rule with a title in it: light, or heavy when it asks for something."""
    line, rule_style = ("━", style) if heavy else ("─", "grid")
    grid.put(x, y, line * width, rule_style)
    said = fit(title, width - 4)
    if said:
        grid.put(x + 1, y, f" {said} ", style)


def buttons(
    grid: Grid, x: int, y: int, width: int, height: int, shown: Sequence[Button], *, under: bool = False
) -> None:
    """A row of buttons of equal width, `height` rows tall, with gaps; with `under` the words stand below the keys."""
    if not shown:
        return
    gap = 1 if width < NARROW else 2
    each = (width - gap * (len(shown) - 1)) // len(shown)
    spare = width - each * len(shown) - gap * (len(shown) - 1)
    # Words that would touch the edge of their button stand under the key instead of beside it.
    long = any(one.key and text_width(f"{one.key} {one.label}") > each - 2 for one in shown)
    under = height >= 3 and (under or long)
    longest = sorted(range(len(shown)), key=lambda index: -text_width(shown[index].label))[:spare]
    for index, button in enumerate(shown):
        wide = each + (1 if index in longest else 0)
        surface, bold = _STYLES[button.choice, button.chosen]
        label = fit(button.label if under else f"{button.key} {button.label}".strip(), wide)
        left = (wide - text_width(label)) // 2
        for row in range(height):
            grid.put(x, y + row, " " * wide, f"{surface}>{button.action}")
        middle = y + height // 2
        grid.put(x + left, middle, label, f"{surface}>{button.action}")
        if under:
            grid.put(x + (wide - text_width(button.key)) // 2, middle - 1, button.key, f"{bold}>{button.action}")
        elif button.key and label.startswith(button.key):
            grid.put(x + left, middle, button.key, f"{bold}>{button.action}")
        x += wide + gap


def rows_for_touch(width: int, height: int, *, touch: bool) -> int:
    """How tall an entry of a list is: two rows where a finger may choose it and the screen has the rows."""
    return 2 if touch and width < NARROW and height >= 28 else 1


def in_lines(text: str, width: int) -> list[str]:
    """A status in at most two lines; one that fits is left as it is, spaces and all."""
    if text_width(text) <= width:
        return [text]
    lines = wrapped(text, width) or [""]
    return [lines[0], fit(" ".join(lines[1:]), width)]


def put_status(grid: Grid, text: str, style: str = "muted", *, field: bool = False) -> None:
    """Write the status above the key bar, in two lines where it is long and nothing stands over it.

    A `field` that is open lies over that line.
    """
    y, lines = grid.height - 2, in_lines(text, grid.width - 2)
    if len(lines) > 1:
        over = not field and y > 1 and all(grid.style(x, y - 1) == "" for x in range(grid.width))
        if over:
            grid.put(1, y - 1, lines[0], style)
        lines = lines[1:] if over else [fit(text, grid.width - 2)]
    grid.put(1, y, lines[0], style)


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press or tap; `choice` is one of several answers, of which one at most is the chosen one."""

    label: str
    action: str
    key: str = ""
    chosen: bool = False
    choice: bool = False


_STYLES = {
    (False, False): ("button", "buttonkey"), (False, True): ("primary", "primary"),
    (True, False): ("choice", "choicekey"), (True, True): ("taken", "taken"),
}  # fmt: skip
"""The styles of a button and of its key, by whether it is a choice, and whether it is the chosen one."""


_TIE = "\ue000"


def tied(text: str) -> str:
    """A text whose spaces `wrapped` does not break at: ratings in a row are read as one."""
    return text.replace(" ", _TIE)


def wrapped(text: str, width: int) -> list[str]:
    """Break a text at its spaces into lines of at most `width` cells."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(lines[-1]) + 1 + text_width(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(fit(word, width))
    return [line.replace(_TIE, " ") for line in lines]
