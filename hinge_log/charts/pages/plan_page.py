"""One plan, to be changed: its days and lifts as an outline, and what the lift under the cursor comes to today."""

from __future__ import annotations

from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, cut, fit, padded, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import NARROW, WIDE, Button, heading, put_status, rows_for_touch, title_bar, wrapped
from hinge_log.charts.pages.plans_page import MINI_HEIGHT, MINI_WIDTH, frame_foot
from hinge_log.charts.set_words import fitting


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the outline: `kind` is "plan", "day" or "lift".

    `text` is its name, `full` that of a lift where there is room for it; `more` are the sets or a word about the day,
    and `short` ever shorter ways to say the sets, for where there is less room; `tail` stands at its right end. `note`
    is a lift's, `brace` ties supersets together.
    """

    kind: str
    text: str
    more: str = ""
    tail: str = ""
    note: str = ""
    brace: str = ""
    short: tuple[str, ...] = ()
    full: str = ""


@dataclass(frozen=True, slots=True)
class PlanView:
    """All that the page shows; `at` is the line under the cursor.

    `beside` are lines about it as (text, style); `asking` is the title of what is being typed.
    """

    title: str
    right: str
    lines: tuple[Line, ...]
    at: int
    about: str
    beside: tuple[tuple[str, str], ...]
    status: str
    keys: tuple[Key, ...]
    taps: tuple[Button, ...] = ()
    asking: str = ""
    empty: str = ""
    help_key: str = "?"
    touch: bool = True


def plan_rows(view: PlanView, width: int, height: int) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    if width < MINI_WIDTH or height < MINI_HEIGHT:
        foot = height - 3 if view.asking else height - 2
        _outline(view, grid, 1, width, foot)
    else:
        foot = frame_foot(grid, view.taps if view.touch else (), view.asking)
        if width >= NARROW:
            side = 30 if width < WIDE else 48
            _outline(view, grid, 2, width - side - 2, foot)
            heading(grid, 0, 1, width - side - 2, "Plan")
            _beside(view, grid, width - side, 1, side, foot)
        else:
            room = foot - 1
            below = min(len(view.beside) + 1, room // 3) if room >= 9 and view.beside else 0
            _outline(view, grid, 1, width, foot - below)
            if below:
                _beside(view, grid, 0, foot - below, width, foot)
    put_status(grid, view.status, "text" if view.asking else "muted", field=bool(view.asking))
    rows = grid.rows()
    if rows:
        rows[0] = cut(title_bar([(view.title, "barstrong")], view.right, width), width)
    if height > 1:
        rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def _outline(view: PlanView, grid: Grid, y: int, width: int, end: int) -> None:
    shown: list[tuple[int, Line | None]] = []
    room = end - y
    if room < 1:
        return
    each = rows_for_touch(width, grid.height, touch=view.touch)
    names = _names(view, width)
    days = sum(1 for line in view.lines if line.kind == "day")
    notes = sum(1 for line in view.lines if line.note)
    apart = room >= each * len(view.lines) + days + notes + (1 if view.empty else 0)
    for place, line in enumerate(view.lines):
        if apart and line.kind == "day" and shown:
            shown.append((-1, None))
        shown.append((place, line))
        if each > 1:
            below = line.more if line.kind == "lift" else ""
            shown.append((place, Line("below", below, short=line.short, brace="│" if line.brace in ("╭", "│") else "")))
        if line.note and width >= MINI_WIDTH:
            shown.append((-1, Line("note", line.note, brace="│" if line.brace in ("╭", "│") else "")))
    at = next((row for row, (place, _) in enumerate(shown) if place == view.at), 0)
    first = max(0, min(at - room // 2, len(shown) - room))
    for place, part in shown[first : first + room]:
        if part is not None:
            _line(grid, y, width, part, place, names, here=place == view.at, whole=each > 1)
        y += 1
    if view.empty and y + 1 < end:
        for row, text in enumerate(wrapped(view.empty, width - 4)[: end - y - 1]):
            grid.put(2, y + 1 + row, text, "muted")


def _names(view: PlanView, width: int) -> int:
    """How wide the names of lifts are: whole ones, as far as the sets beside them leave room."""
    lifts = [line for line in view.lines if line.kind == "lift"]
    longest = max([6, *(text_width(line.full or line.text) for line in lifts)])
    tails = max([0, *(text_width(line.tail) + 2 for line in lifts)])
    sets = min(24, max([0, *(text_width(line.more) for line in lifts)]))
    return max(6, min(longest, 36, max(width - 7 - sets - tails, min(21, (width - 6) // 2))))


def _line(
    grid: Grid, y: int, width: int, line: Line, place: int, names: int, *, here: bool, whole: bool = False
) -> None:
    if line.kind == "note":
        grid.put(2, y, line.brace, "grid")
        grid.put(6, y, fit(line.text, width - 7), "muted")
        return
    action = f">pick({place})"
    grid.put(0, y, " " * width, f"text{action}")
    if line.kind == "below":
        grid.put(2, y, line.brace, f"grid{action}")
        said = fitting((line.text, *line.short), width - 7) or fit(line.text, width - 7)
        grid.put(6, y, said, f"muted{action}")
        return
    grid.put(0, y, "▸" if here else " ", "chosen")
    if line.kind == "lift":
        grid.put(2, y, line.brace, f"grid{action}")
        if whole:
            names = width - 6 - (text_width(line.tail) + 2 if line.tail else 0)
        name = line.full if line.full and text_width(line.full) <= names else line.text
        grid.put(4, y, padded(name, names), f"{'strong' if here else 'text'}{action}")
        if whole:
            if line.tail:
                grid.put(width - text_width(line.tail) - 1, y, line.tail, f"{'strong' if here else 'text'}{action}")
            return
        x = 5 + names
        tail = line.tail if width - x - text_width(line.tail) - 2 >= 12 else ""
        room = width - x - 1 - (text_width(tail) + 2 if tail else 0)
        style = "text" if here else "muted"
        more = fitting((line.more, *line.short), room) or fit(line.more, room)
        grid.put(x, y, more, f"{style}{action}")
        if tail:
            grid.put(width - text_width(tail) - 1, y, tail, f"{'strong' if here else 'text'}{action}")
        return
    style = "strong" if here else "chosen" if line.kind == "day" else "text"
    name = fit(line.text, width - 3)
    grid.put(2, y, name, f"{style}{action}")
    x = 4 + text_width(name)
    room = width - x - 1
    if room > 3:
        grid.put(x, y, fit(line.more, room), f"muted{action}")
        x += text_width(line.more) + 2
    if line.tail and x + text_width(line.tail) + 1 <= width:
        grid.put(width - text_width(line.tail) - 1, y, line.tail, f"data{action}")


def _beside(view: PlanView, grid: Grid, x: int, y: int, width: int, end: int) -> None:
    heading(grid, x, y, width, view.about)
    y += 1
    for text, style in view.beside:
        if not text:
            y += 1
            continue
        for part in [text] if text_width(text) <= width - 2 else wrapped(text, width - 2)[:6]:
            if y >= end:
                return
            grid.put(x + 1, y, part, style)
            y += 1
