"""Today: the next workout, how form goes, what to look for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, fit, padded, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import LOW, NARROW, WIDE, Button, buttons, date_text, heading, title_bar, wrapped


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One lift of the next workout; `groups` are its sets in full, for where there is room, when they differ."""

    name: str
    sets: str
    load: str
    form: str
    groups: str = ""


@dataclass(frozen=True, slots=True)
class FormLine:
    """Form of one lift over the last four weeks."""

    name: str
    sessions: int
    rated: int
    median: str
    worst: str


@dataclass(frozen=True, slots=True)
class TodayView:
    """All that the page shows; texts are ready to be read. `open_text` is set while a workout is open.

    `offer` is a quiet line under what is next; with `others` another day or plan can be asked for.
    """

    date: str
    next_title: str
    plan: tuple[PlanLine, ...]
    plan_note: str
    form: tuple[FormLine, ...]
    last: tuple[str, ...]
    focus: tuple[str, ...]
    everyday: tuple[str, ...]
    ladder: tuple[str, ...]
    since: str
    status: str
    keys: tuple[Key, ...]
    open_text: str = ""
    help_key: str = "?"
    touch: bool = True
    offer: str = ""
    others: bool = False


def today_rows(view: TodayView, width: int, height: int) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    if width < NARROW:
        _narrow(view, grid)
    else:
        _columns(view, grid)
    grid.put(1, height - 2, fit(view.status, width - 2), "muted")
    rows = grid.rows()
    rows[0] = title_bar([("hinge-log", "barstrong"), (" · Today", "barmuted")], view.date, width)
    if height > 1:
        rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def _columns(view: TodayView, grid: Grid) -> None:
    width, height = grid.width, grid.height
    side = width * 5 // 9 - 2 if width >= WIDE else min(34, width * 2 // 5)
    left = width - side - 2
    foot = height - 2
    if view.since and height >= LOW:
        foot -= 3
        heading(grid, 0, foot, width, "To do once")
        grid.put(1, foot + 1, fit(view.since, width - 2), "text")
    room = foot - 1
    # What is next is never cut for what was: the last workout gives way first, then form.
    y = _plan(view, grid, 0, 1, left, max(4, min(len(view.plan) + 4 + bool(view.offer), room - 3)))
    y = _form(view, grid, 0, y, left, min(len(view.form) + 2, foot - y - (1 if foot < height - 2 else 0)))
    below = bool(view.last) and y + 3 < foot
    if below:
        heading(grid, 0, y, left, "Last workout")
        _lines(grid, 0, y + 1, left, foot - y - 1, view.last)
    x, y = left + 2, 1
    beside = [("Focus cue", view.focus), ("Everyday hinge", view.everyday), ("Ladder", view.ladder)]
    if not below:
        beside.append(("Last workout", view.last))
    for title, lines in beside:
        if lines and y + 1 < foot:
            heading(grid, x, y, side, title)
            first = "strong" if title == "Focus cue" else "text"
            y += 1 + _lines(grid, x, y + 1, side, foot - y - 1, lines, first) + 1


def _narrow(view: TodayView, grid: Grid) -> None:
    width, height = grid.width, grid.height
    foot = height - 2
    y = _plan(view, grid, 0, 1, width, max(7, min(len(view.plan) + 4, height // 2 - 5)) if height >= LOW else 6)
    if view.touch and height >= LOW:
        label = "GO ON" if view.open_text else "START"
        shown = [Button(label, "start", chosen=True)]
        if view.others:
            shown.append(Button("another", "swap"))
        if not view.open_text:
            shown.append(Button("plans", "go_to('plans')"))
        buttons(grid, 1, y, width - 2, 3, shown)
        y += 4
    if view.focus and y + 2 < foot:
        heading(grid, 0, y, width, "Focus cue")
        y += 1 + _lines(grid, 0, y + 1, width, 3, view.focus, "strong") + 1
    if view.everyday and y + 2 < foot:
        heading(grid, 0, y, width, "Everyday hinge")
        y += 1 + _lines(grid, 0, y + 1, width, 2, view.everyday) + 1
    y = _form(view, grid, 0, y, width, foot - y)
    if view.last and y + 1 < foot:
        heading(grid, 0, y, width, "Last workout")
        _lines(grid, 0, y + 1, width, foot - y - 1, view.last)


def _plan(view: TodayView, grid: Grid, x: int, y: int, width: int, room: int) -> int:
    heading(grid, x, y, width, view.next_title, style="chosen" if view.open_text else "title")
    y += 1
    names = min(24, max([12, *(text_width(line.name) for line in view.plan)]))
    loads = max([7, *(text_width(line.load) for line in view.plan)]) + 2
    ratings = x + 4 + names + 8 + loads
    full = max([0, *(text_width(line.groups) + 2 for line in view.plan)])
    rated = any(line.form for line in view.plan)
    if full > 8 + loads and 4 + names + full + (7 if rated else 0) <= width:
        loads, ratings = full - 8, x + 4 + names + full
    if rated and x + width - ratings >= 7:
        words = " form today " if view.open_text else " form last time "
        words = words if x + width - ratings >= text_width(words) + 1 else " form "
        grid.put(ratings - 1, y - 1, words, "title")
    for number, line in enumerate(view.plan[: max(1, room - 3)], 1):
        grid.put(x + 1, y, str(number), "muted")
        grid.put(x + 3, y, padded(line.name, names), "text")
        at = x + 4 + names
        work = [(line.sets, 8, "text"), (line.load, loads, "strong")]
        if line.groups and text_width(line.groups) + 2 <= 8 + loads:
            work = [(line.groups, 8 + loads, "strong")]
        for text, wide, style in (*work, (line.form, 9, "muted")):
            # What was said of form, or of pain, may be cut; a number may not.
            needed = min(7, text_width(text)) if style == "muted" else text_width(text)
            if at + needed <= x + width:
                grid.put(at, y, fit(text, x + width - at), style)
            at += wide
        y += 1
    if view.plan_note:
        y += 1 if view.plan and room > len(view.plan) + 3 else 0
        grid.put(x + 1, y, fit(view.plan_note, width - 2), "muted")
        y += 1
    if view.offer and room > len(view.plan) + 4:
        grid.put(x + 1, y, fit(view.offer, width - 2), "muted>go_to('plans')")
        y += 1
    return y + 1


def _form(view: TodayView, grid: Grid, x: int, y: int, width: int, room: int) -> int:
    if room < (3 if view.form else 2):  # headings alone say nothing
        return y
    heading(grid, x, y, width, "Form, last 4 weeks")
    y += 1
    if not view.form:
        grid.put(x + 1, y, fit("No rated sets yet. 1-5 after a set rates it.", width - 2), "muted")
        return y + 2
    columns: tuple[tuple[str, int], ...] = (("sessions", 9), ("rated", 7), ("median", 8), ("worst", 7))
    if width < 44:
        columns = (("rated", 7), ("median", 8))
    names = min(16, width - sum(wide for _, wide in columns) - 2)
    at = x + 1 + names
    for title, wide in columns:
        grid.put(at + wide - text_width(title), y, title, "muted")
        at += wide
    for line in view.form[: max(0, room - 2)]:
        y += 1
        grid.put(x + 1, y, padded(line.name, names), "text")
        at = x + 1 + names
        values = {"sessions": str(line.sessions), "rated": str(line.rated), "median": line.median, "worst": line.worst}
        for title, wide in columns:
            style = "data" if title == "median" else "text"
            grid.put(at + wide - text_width(values[title]), y, values[title], style)
            at += wide
    return y + 2


def _lines(grid: Grid, x: int, y: int, width: int, room: int, lines: Sequence[str], first: str = "text") -> int:
    at = 0
    for place, line in enumerate(lines):
        parts = wrapped(line, width - 2)[:3]
        if at and at + len(parts) > room:
            return at
        for part in parts:
            if at >= room:
                return at
            grid.put(x + 1, y + at, part, first if place == 0 else "muted")
            at += 1
    return at


def heading_date(day: int) -> str:
    """The date in the title bar."""
    return date_text(day)
