"""The list of exercises, searched as one types, with a few words about the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, fit, padded, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import LOW, NARROW, WIDE, Button, buttons, heading, put_status, title_bar

LOADS = {
    "barbell_total": "bar",
    "bodyweight": "body",
    "bodyweight_plus": "body+",
    "kettlebell_single": "kb",
    "kettlebell_each": "2 kb",
    "dumbbell_single": "db",
    "dumbbell_each": "2 db",
    "machine_stack": "stack",
    "plates_only": "plates",
    "band": "band",
    "object": "object",
}
"""What is lifted, in a word."""

FILTERS = (
    ("", "all"),
    ("done", "done"),
    ("drill", "drills"),
    ("deadlift", "deadlift"),
    ("squat", "squat"),
    ("row", "row"),
    ("hip_thrust", "thrust"),
    ("good_morning", "good morning"),
    ("swing", "swing"),
    ("everyday", "everyday"),
    ("own", "mine"),
)
"""What the list can be narrowed to, and the words for it."""

_COLUMNS = (("load", 7), ("stage", 6), ("last", 7), ("form", 5))


@dataclass(frozen=True, slots=True)
class Line:
    """An exercise in the list; texts are ready to be read, `short` is the name where the whole one does not fit."""

    name: str
    load: str
    stage: str
    last: str
    form: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class ExercisesView:
    """All that the page shows.

    `words` is what is searched for, `family` the filter; `title`, `about` and `figure` are of the one under the cursor.
    """

    lines: tuple[Line, ...]
    at: int
    total: int
    words: str
    searching: bool
    family: str
    title: str
    about: tuple[str, ...]
    figure: tuple[Row, ...]
    status: str
    keys: tuple[Key, ...]
    help_key: str = "?"
    touch: bool = True
    typing: bool = False
    mono: bool = False


def side_width(width: int) -> int:
    """The cells of the column beside the list, 0 where there is none."""
    if width < NARROW:
        return 0
    return width * 2 // 5 if width >= WIDE else 30


def figure_size(width: int, height: int) -> tuple[int, int]:
    """How large the figure beside the list may be, (0, 0) where there is no room for one."""
    side = side_width(width)
    return (side - 2, min(14, height - 14)) if side and height >= LOW else (0, 0)


def exercises_rows(view: ExercisesView, width: int, height: int) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    foot = height - 2 - (1 if view.typing else 0)
    side = side_width(width)
    if not view.searching:
        said = f"/ {view.words}" if view.words else "/ to search"
        grid.put(1, 1, fit(said, width - 2), "text>search" if view.words else "muted>search")
    else:
        grid.put(1, 1, "/", "ask")
    if side:
        left = width - side - 2
        # In one row they may stand over what is beside the list; in two they keep to its column.
        lines = 2 if height >= LOW and _needed() > width - 2 else 1
        _filters(view, grid, 1, 2, left if lines > 1 else width - 2, lines)
        _list(view, grid, 2 + lines, left, foot, 1)
        _about(view, grid, width - side, 2 + lines, side, foot)
    else:
        tall = view.touch and height >= LOW and not view.typing and not view.searching
        if tall:
            foot -= 4
            shown = [Button("OPEN", "open", chosen=True), Button("add to workout", "add")]
            buttons(grid, 1, foot + 1, width - 2, 3, shown)
        lines = 2 if height >= 30 else 1
        if height >= LOW:
            foot -= lines + 1
            heading(grid, 0, foot, width, "Filter")
            _filters(view, grid, 1, foot + 1, width - 2, lines)
        _list(view, grid, 2, width, foot, 2 if tall and height >= 28 else 1)
    if view.status:
        put_status(grid, view.status, "text" if view.typing else "muted", field=bool(view.typing))
    rows = grid.rows()
    if rows:
        narrowed = view.words or view.family
        count = f"{len(view.lines)} of {view.total} match" if narrowed else f"{view.total} exercises"
        rows[0] = title_bar([("Exercises", "barstrong")], count, width)
    if height > 1:
        rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def _needed() -> int:
    return sum(text_width(word) + 2 for _, word in FILTERS) - 2


def _filters(view: ExercisesView, grid: Grid, x: int, y: int, width: int, lines: int) -> None:
    entries = list(FILTERS)
    if lines == 1 and _needed() > width:
        # The first ones go until the chosen one is seen; a sign at either end says that there are more.
        chosen = next(place for place, (family, _) in enumerate(entries) if family == view.family)
        first = 0
        while first < chosen and sum(text_width(word) + 2 for _, word in entries[first : chosen + 1]) > width - 4:
            first += 1
        entries = entries[first:]
        if first:
            grid.put(x, y, "…", f"muted>narrow('{FILTERS[first - 1][0]}')")
            x, width = x + 2, width - 2
    at = x
    for place, (family, word) in enumerate(entries):
        more = 2 if lines == 1 and place + 1 < len(entries) else 0
        if at + text_width(word) + more > x + width:
            lines -= 1
            if lines < 1:
                grid.put(at, y, "…", f"muted>narrow('{family}')")
                return
            at, y = x, y + 1
        here = family == view.family
        grid.put(at, y, word, f"{'chosen' if here else 'muted'}>narrow('{family}')")
        if here and view.mono:
            grid.put(at - 1, y, "[", "chosen")
            grid.put(at + text_width(word), y, "]", "chosen")
        at += text_width(word) + 2


def _list(view: ExercisesView, grid: Grid, y: int, width: int, foot: int, each: int) -> None:
    last = max([7, *(text_width(line.last) + 1 for line in view.lines)])
    columns = [(title, last if title == "last" else wide) for title, wide in _COLUMNS]
    columns = [column for place, column in enumerate(columns) if width >= (30, 36, 42, 46)[place]]
    names = max(4, width - sum(wide for _, wide in columns) - 2)
    heading(grid, 0, y, width, "")
    grid.put(1, y, " name ", "title")
    at = 1 + names
    for title, wide in columns:
        grid.put(at, y, f" {title} ", "title")
        at += wide
    room = (foot - y - 1) // each
    if room < 1:
        return
    if not view.lines:
        words = f'Nothing is called "{view.words}". ' if view.words else "Nothing here yet. "
        grid.put(1, y + 1, fit(words.strip(), width - 2), "text")
        return
    first = max(0, min(view.at - room // 2, len(view.lines) - room))
    for place, line in enumerate(view.lines[first : first + room], first):
        row = y + 1 + (place - first) * each
        here, action = place == view.at, f">pick({place})"
        grid.put(0, row, "▸" if here else " ", "chosen")
        for below in range(1, each):
            grid.put(0, row + below, " " * width, f"text{action}")
        # A cut would take away what tells two of one kind apart.
        name = line.name if text_width(line.name) <= names or not line.short else line.short
        grid.put(1, row, padded(name, names), f"{'strong' if here else 'text'}{action}")
        values = {"load": line.load, "stage": line.stage, "last": line.last, "form": line.form}
        at = 1 + names
        for title, wide in columns:
            style = "data" if title == "form" else "muted"
            grid.put(at + 1, row, padded(values[title], wide - 1), f"{style}{action}")
            at += wide


def _about(view: ExercisesView, grid: Grid, x: int, y: int, width: int, foot: int) -> None:
    heading(grid, x, y, width, view.title)
    y += 1
    drawn = len(view.figure) if y + 3 + len(view.figure) <= foot else 0
    for line in view.about:
        for part in wrapped(line, width - 2)[:3]:
            if y < foot - drawn:
                grid.put(x + 1, y, part, "text")
                y += 1
    if drawn:
        grid.stamp(x + 1, foot - len(view.figure), view.figure)


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` cells; a word that is too long is cut."""
    lines: list[str] = []
    for word in text.split():
        said = fit(word, max(1, width))
        if lines and text_width(lines[-1]) + 1 + text_width(said) <= width:
            lines[-1] += f" {said}"
        else:
            lines.append(said)
    return lines


def narrowed_by(family: str, step: int) -> str:
    """The filter before or after one."""
    families: Sequence[str] = [each for each, _ in FILTERS]
    at = families.index(family) if family in families else 0
    return families[(at + step) % len(families)]
