"""Settings: rows of a name and a value, and under them what the row is for; and the keys in the same manner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, cut, fit, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import LOW, NARROW, Button, buttons, heading, rows_for_touch, title_bar, wrapped


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One row: its name, its value, what it is for; `changes` says whether a key changes it."""

    label: str
    value: str
    words: str
    changes: bool = True


@dataclass(frozen=True, slots=True)
class SettingsView:
    """What the page shows; `at` is the row at hand, `first` the first one that is seen."""

    title: str
    right: str
    lines: Sequence[SettingLine]
    at: int
    status: str
    keys: Sequence[Key]
    help_key: str = "?"
    touch: bool = True
    typing: bool = False
    asking: str = ""


def settings_rows(view: SettingsView, width: int, height: int) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    taps = view.touch and width < NARROW and height >= LOW
    foot = height - 2 - (4 if taps else 0)
    words = view.asking or (view.lines[view.at].words if view.lines else "")
    told = wrapped(words, max(8, width - 2))[: 3 if height >= LOW else 1]
    below = len(told) + (2 if taps else 1) if foot - len(told) - 2 >= 4 else 0
    tall = rows_for_touch(width, height, touch=taps)
    room = max(1, (foot - below - 1) // tall)
    first = max(0, min(view.at - room // 2, len(view.lines) - room))
    names = _names(view.lines, width)
    for row, line in enumerate(view.lines[first : first + room]):
        for under in range(1, tall):
            grid.put(0, 1 + row * tall + under, " " * width, f"text>pick({first + row})")
        _line(grid, 1 + row * tall, names, line, first + row, here=first + row == view.at)
    if below:
        heading(grid, 0, foot - below, width, view.lines[view.at].label if view.lines else view.title)
        for place, text in enumerate(told):
            grid.put(1, foot - below + 1 + place, text, "ask" if view.asking else "text")
    if taps:
        _taps(grid, height - 6, view)
    grid.put(1, height - 2, fit("" if view.typing else view.status, width - 2), "muted")
    rows = grid.rows()
    if rows:
        left = len(view.lines) - room - first
        more = f"{left} more below" if left > 0 else view.right
        rows[0] = cut(title_bar([(view.title, "barstrong")], more, width), width)
    if height > 1:
        rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def _names(lines: Sequence[SettingLine], width: int) -> int:
    """How wide the names are: as long as the longest one, while every value that a key changes fits beside it."""
    longest = max((text_width(line.label) for line in lines), default=0)
    values = max((text_width(line.value) for line in lines if line.changes), default=0)
    return max(8, width * 2 // 5 - 1 if values > width // 2 else 0, min(longest + 1, width - 6 - values))


def _line(grid: Grid, y: int, names: int, line: SettingLine, place: int, *, here: bool) -> None:
    action = f">pick({place})"
    grid.put(0, y, " " * grid.width, f"text{action}")
    grid.put(0, y, "▸" if here else " ", "chosen")
    grid.put(1, y, fit(line.label, names - 1), ("strong" if here else "text") + action)
    at = names + 3
    value = fit(line.value, grid.width - at - (3 if here and line.changes else 1))
    grid.put(at, y, value, ("chosen" if here else "text" if line.changes else "muted") + action)
    if here and line.changes:
        grid.put(at - 2, y, "◂", "chosen>change(-1)")
        grid.put(at + text_width(value) + 1, y, "▸", "chosen>change(1)")


def _taps(grid: Grid, y: int, view: SettingsView) -> None:
    if view.lines and view.lines[view.at].changes:
        shown = [Button("◂", "change(-1)"), Button("type", "type"), Button("▸", "change(1)"), Button("done", "back")]
    else:
        shown = [Button("done", "back")]
    buttons(grid, 1, y, grid.width - 2, 3, shown)
