"""History: a heat map of days, the list of workouts, and the workout under the cursor or opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, fit, padded, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import (
    LOW,
    MONTHS,
    NARROW,
    WEEKDAYS,
    WIDE,
    Button,
    buttons,
    date_text,
    heading,
    rows_for_touch,
    tied,
    title_bar,
    wrapped,
)
from hinge_log.clock import to_date

SHADES = ((1, "░"), (6, "▒"), (11, "▓"), (16, "█"))
"""From how many working sets a day has which shade (convention: a lift has 3 to 5 of them)."""

MAP_ROWS = 10
GAP = 3
"""How far ratings stand from reps, so that nobody reads one for the other."""

_LABELS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A workout in the list; texts are ready to be read."""

    id: str
    date: str
    name: str
    sets: str
    form: str


@dataclass(frozen=True, slots=True)
class Part:
    """A line of a workout's detail: `kind` is "workout", "lift", "set", "fault" or "note".

    `id` is that of what can be picked, "" for what cannot; `form` are the ratings of a lift's sets.
    """

    kind: str
    id: str
    text: str
    more: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class HistoryView:
    """All that the page shows.

    `counts` are working sets by day number; `last_week` is the Monday of the last week on the map. `picked` is the
    place in `lines` under the cursor, or None. With `opened` the detail fills the page, and `at` is the place in
    `parts` under the cursor.
    """

    today: int
    cursor: int
    counts: Mapping[int, int]
    last_week: int
    total: int
    lines: tuple[Line, ...]
    picked: int | None
    detail: str
    parts: tuple[Part, ...]
    at: int
    opened: bool
    status: str
    keys: tuple[Key, ...]
    help_key: str = "?"
    touch: bool = True
    typing: bool = False


def monday_of(day: int) -> int:
    """The Monday of a day's week."""
    return day - (day + 3) % 7


def weeks_in(width: int) -> tuple[int, int]:
    """How many weeks the map shows at a width, and how many cells each takes."""
    if width >= WIDE:
        return 52, 2
    if width >= NARROW:
        return 26, 2
    if width >= 40:
        return (width - _LABELS - 1) // 3, 3
    return max(1, (width - _LABELS - 1) // 2), 2


def map_shown(height: int) -> bool:
    """Whether there is room for the map."""
    return height >= LOW


def scrolled(last_week: int, cursor: int, today: int, width: int) -> int:
    """The last week on the map, moved as little as needed for the cursor to be on it."""
    weeks, _ = weeks_in(width)
    week = monday_of(cursor)
    last = max(min(last_week, monday_of(today)), week)
    return min(last, week + 7 * (weeks - 1))


def shade(sets: int) -> str:
    """The cell of a day with so many working sets."""
    found = "·"
    for least, cell in SHADES:
        if sets >= least:
            found = cell
    return found


def history_rows(view: HistoryView, width: int, height: int) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    foot = height - 2 - (1 if view.typing else 0)
    if view.opened:
        _opened(view, grid, foot)
    else:
        _listed(view, grid, foot)
    if view.status:
        heading_style = "text" if view.typing else "muted"
        grid.put(1, height - 2, fit(view.status, width - 2), heading_style)
    rows = grid.rows()
    if rows:
        count = f"{view.total} workout{'' if view.total == 1 else 's'}"
        rows[0] = title_bar([("History", "barstrong")], count, width)
    if height > 1:
        rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


# -- the map, the list and the detail ----------------------------------------------------------------------


def _listed(view: HistoryView, grid: Grid, foot: int) -> None:
    width, height = grid.width, grid.height
    y = 1
    if map_shown(height):
        _map(view, grid, y)
        y += MAP_ROWS + (1 if height >= 24 else 0)
    if width >= NARROW:
        side = width // 2
        _list(view, grid, y, width - side - 2, foot)
        _detail(view, grid, width - side, y, side, foot)
        return
    if view.touch and height >= LOW and not view.typing:
        shown = [Button("OPEN", "open", chosen=True), Button("add past", "add"), Button("delete", "delete")]
        foot -= 4
        buttons(grid, 1, foot + 1, width - 2, 3, shown)
    room = foot - y
    if room < 8:
        _list(view, grid, y, width, foot)
        return
    each = rows_for_touch(width, height, touch=view.touch)
    share = max(4, min(each * len(view.lines) + 2, room * 3 // 4 if each > 1 else room // 2))
    _list(view, grid, y, width, y + share - 1)
    _detail(view, grid, 0, y + share, width, foot)


def _map(view: HistoryView, grid: Grid, y: int) -> None:
    weeks, cell = weeks_in(grid.width)
    first = view.last_week - 7 * (weeks - 1)
    heading(grid, 0, y, grid.width, f"{weeks} weeks, shade = working sets")
    free = 0
    for week in range(weeks):
        start = to_date(first + 7 * week)
        x = _LABELS + week * cell
        if (start.day <= 7 or (week == 0 and start.day <= 20)) and x >= free:
            name = MONTHS[start.month - 1] + (f" {start.year}" if start.month == 1 and week else "")
            grid.put(x, y + 1, name, "muted")
            free = x + text_width(name) + 1
    for weekday, name in enumerate(WEEKDAYS):
        grid.put(1, y + 2 + weekday, name, "muted")
        for week in range(weeks):
            day = first + 7 * week + weekday
            if day <= view.today:
                _day(view, grid, _LABELS + week * cell, y + 2 + weekday, day)
    week = (monday_of(view.today) - first) // 7
    if 0 <= week < weeks:
        grid.put(_LABELS + week * cell, y + 9, "▔", "ask")
    _beside(view, grid, _LABELS + weeks * cell + 2, y)


def _day(view: HistoryView, grid: Grid, x: int, y: int, day: int) -> None:
    sets = view.counts.get(day, -1)
    text = shade(sets)
    style = "data" if sets > 0 else "text" if sets == 0 else "grid"
    action = f">day({day})"
    if day == view.cursor:
        grid.put(x - 1, y, "[", f"cursor{action}")
        grid.put(x, y, text, f"cursor{action}")
        grid.put(x + 1, y, "]", f"cursor{action}")
    elif grid.style(x, y) == "":
        grid.put(x, y, text, f"{style}{action}")


def _beside(view: HistoryView, grid: Grid, x: int, y: int) -> None:
    room = grid.width - x - 1
    if room < 14:
        return
    sets = view.counts.get(view.cursor, -1)
    said = "no workout" if sets < 0 else f"{sets} working set{'' if sets == 1 else 's'}"
    grid.put(x, y + 2, fit(date_text(view.cursor, today=view.today), room), "strong")
    grid.put(x, y + 3, fit(said, room), "text" if sets >= 0 else "muted")
    for place, (least, cell) in enumerate(SHADES):
        grid.put(x, y + 5 + place, cell, "data")
        most = SHADES[place + 1][0] - 1 if place + 1 < len(SHADES) else None
        grid.put(x + 2, y + 5 + place, fit(f"{least} to {most}" if most else f"{least} or more", room - 2), "muted")


def _list(view: HistoryView, grid: Grid, y: int, width: int, foot: int) -> None:
    heading(grid, 0, y, width, "Workouts")
    room = foot - y - 1
    if room < 1:
        return
    if not view.lines:
        add = next((key.key for key in view.keys if key.action == "add"), "a")
        for place, said in enumerate(wrapped(f"No workouts yet. {add} adds one of the past.", width - 2)[:room]):
            grid.put(1, y + 1 + place, said, "muted")
        return
    at = view.picked if view.picked is not None else 0
    each = rows_for_touch(grid.width, grid.height, touch=view.touch) if room >= 4 else 1
    room //= each
    first = max(0, min(at - room // 2, len(view.lines) - room))
    dates = max(text_width(line.date) for line in view.lines[first : first + room])
    tail = 16 if width >= 34 else 0
    for place, line in enumerate(view.lines[first : first + room], first):
        row = y + 1 + (place - first) * each
        action = f">pick({place})"
        here = place == view.picked
        style = "strong" if here else "text"
        name = max(0, width - dates - tail - 3)
        for below in range(1, each):
            grid.put(0, row + below, " " * width, f"text{action}")
        grid.put(0, row, "▸" if here else " ", "chosen")
        grid.put(1, row, padded(line.date, dates), f"{style}{action}")
        grid.put(2 + dates, row, padded(line.name, name), f"{style}{action}")
        if tail:
            grid.put(3 + dates + name, row, f"{line.sets:>7}", f"muted{action}")
            grid.put(11 + dates + name, row, line.form, f"muted{action}")


def _detail(view: HistoryView, grid: Grid, x: int, y: int, width: int, foot: int) -> None:
    heading(grid, x, y, width, view.detail)
    y += 1
    parts = [part for part in view.parts if part.kind in ("lift", "fault", "note")]
    if not parts and y < foot:
        words = "Nothing in it yet." if view.picked is not None else "No workout on this day."
        grid.put(x + 1, y, fit(words, width - 2), "muted")
        return
    names = max([8, *(text_width(part.text) for part in parts if part.kind == "lift")])
    names = min(names, max(8, width * 2 // 5))
    rows: list[Row] = []
    for part in parts:
        rows += _of_lift(part, names, width) if part.kind == "lift" else [_said(part, width)]
    room = max(0, foot - y)
    for place, row in enumerate(rows[:room]):
        if place + 1 == room and place + 1 < len(rows):
            row = ((fit(f"and {len(rows) - place} more lines", width - 2), "muted"),)
        at = x + 1
        for text, style in row:
            grid.put(at, y + place, text, style)
            at += text_width(text)


def _said(part: Part, width: int) -> Row:
    return ((fit(part.text, width - 2), "fault" if part.kind == "fault" else "muted"),)


def _of_lift(part: Part, names: int, width: int) -> list[Row]:
    """A lift with its ratings at the right end, or below where reps and ratings would run into one another."""
    room = width - names - 3
    free = room - text_width(part.more) - text_width(part.form)
    # The reps of a load stay together.
    work = wrapped(", ".join(map(tied, part.more.split(", "))), room) or [""]
    indent = " " * (names + 1)
    rows: list[Row] = [((padded(part.text, names) + " ", "text"), (work[0], "strong"))]
    rows += [((indent + line, "strong"),) for line in work[1:]]
    if part.form and free >= GAP:
        rows[0] = (*rows[0], (" " * free + part.form, "muted"))
    elif part.form and room >= 8:
        rows.append(((fit(f"{indent}form {part.form}", width - 2), "muted"),))
    return rows


# -- one workout, opened -----------------------------------------------------------------------------------


def _opened(view: HistoryView, grid: Grid, foot: int) -> None:
    width, height = grid.width, grid.height
    if width < NARROW and view.touch and height >= LOW and not view.typing:
        foot -= 4
        shown = [Button("EDIT", "edit", chosen=True), Button("add set", "add"), Button("delete", "delete")]
        buttons(grid, 1, foot + 1, width - 2, 3, shown)
    heading(grid, 0, 1, width, view.detail, style="chosen")
    room = foot - 2
    if room < 1:
        return
    # What slipped stands beside each set here, so the lift's line of faults is left out.
    shown_parts = [(place, part) for place, part in enumerate(view.parts) if part.kind != "fault"]
    at = next((row for row, (place, _) in enumerate(shown_parts) if place == view.at), 0)
    each = rows_for_touch(width, height, touch=view.touch)
    sets = max([0, *(text_width(part.text) for part in view.parts if part.kind == "set")])
    left = min(max(24, sets + 2), max(8, width // 2))
    room //= each
    first = max(0, min(at - room // 2, len(shown_parts) - room))
    for row, (place, part) in enumerate(shown_parts[first : first + room]):
        _part(grid, 2 + row * each, part, place == view.at, f">part({place})" if part.id else "", left, each)


def _part(grid: Grid, y: int, part: Part, here: bool, action: str, left: int, each: int) -> None:
    width = grid.width
    for below in range(each if action else 0):
        grid.put(0, y + below, " " * width, f"text{action}")
    if here:
        grid.put(0, y, "▸", "chosen")
    if part.kind == "set" and each > 1:
        grid.put(3, y, fit(part.text, width - 4), f"{'strong' if here else 'text'}{action}")
        said = "" if part.more == "-" else part.more
        grid.put(7, y + 1, fit(said, width - 8), f"muted{action}")
    elif part.kind == "set":
        grid.put(3, y, padded(part.text, left), f"{'strong' if here else 'text'}{action}")
        grid.put(4 + left, y, fit(part.more, width - left - 5), f"muted{action}")
    elif part.kind == "note":
        grid.put(5, y, fit(part.text, width - 6), "muted")
    else:
        style = "chosen" if part.kind == "lift" else "text"
        grid.put(1, y, fit(part.text, width - 2), f"{'strong' if here else style}{action}")
        at = 2 + text_width(part.text) + 1
        more = f"{part.more}  form {part.form}" if part.form else part.more
        if more and at + 8 < width:
            grid.put(at, y, fit(more, width - at - 1), "muted")
