"""The plans: whose turn it is, the days with their lifts, and plans to begin with."""

from __future__ import annotations

from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, cut, fit, padded, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import LOW, NARROW, WIDE, Button, buttons, heading, put_status, title_bar, wrapped

MINI_WIDTH, MINI_HEIGHT = 30, 10


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One plan of the list; `today` says that Today proposes it, `about` is the line under the name."""

    name: str
    about: str
    today: bool = False


@dataclass(frozen=True, slots=True)
class DayLift:
    """One lift of a day: "3 × 5", "75 %" and what that is now, "105 kg"; `brace` ties a superset together.

    `typed` are all its sets, for where there is room, as `full` is its whole name.
    """

    name: str
    sets: str
    load: str
    now: str = ""
    brace: str = ""
    typed: str = ""
    full: str = ""


@dataclass(frozen=True, slots=True)
class DayBlock:
    """One day of the plan under the cursor; `turn` marks the one that comes next."""

    name: str
    lifts: tuple[DayLift, ...]
    turn: bool = False
    last: str = ""


@dataclass(frozen=True, slots=True)
class PlansView:
    """All that the page shows; `at` is the plan under the cursor and `day` the place of its day under the cursor.

    With `offering` the list holds plans to begin with, `words` says something about the one under the cursor.
    `asking` is the title of what is being typed, "" while nothing is.
    """

    plans: tuple[PlanEntry, ...]
    at: int
    title: str
    days: tuple[DayBlock, ...]
    day: int
    words: str
    right: str
    status: str
    keys: tuple[Key, ...]
    taps: tuple[Button, ...] = ()
    offering: bool = False
    asking: str = ""
    help_key: str = "?"
    touch: bool = True


def plans_rows(view: PlansView, width: int, height: int) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    if width < MINI_WIDTH or height < MINI_HEIGHT:
        _mini(view, grid)
    else:
        foot = frame_foot(grid, view.taps if view.touch else (), view.asking)
        if width >= NARROW:
            left = 34 if width < WIDE else 46
            _list(view, grid, 1, left, foot)
            _days(view, grid, left + 2, 1, width - left - 2, foot)
        else:
            room = foot - 1
            each = 2 if room >= 16 else 1
            share = min(each * max(1, len(view.plans)) + 1, max(2, room * 2 // 5))
            _list(view, grid, 1, width, 1 + share)
            _days(view, grid, 0, 2 + share if room > 8 else 1 + share, width, foot)
    put_status(grid, view.status, "text" if view.asking else "muted", field=bool(view.asking))
    rows = grid.rows()
    if rows:
        title = "New plan" if view.offering else "Plans"
        rows[0] = cut(title_bar([(title, "barstrong")], view.right, width), width)
    if height > 1:
        rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def frame_foot(grid: Grid, taps: tuple[Button, ...], asking: str) -> int:
    """Draw what stands above the status line, and give the first row that is taken.

    That is the title over the entry line, or buttons: three rows tall, one where the screen is low.
    """
    width, height = grid.width, grid.height
    if asking:
        heading(grid, 0, height - 4, width, asking, style="ask", heavy=True)
        return height - 4
    if not taps or width >= NARROW:
        return height - 2
    tall = 3 if height >= LOW else 1
    buttons(grid, 1, height - 2 - tall, width - 2, tall, taps)
    return height - 3 - tall if height >= LOW else height - 2 - tall


def _mini(view: PlansView, grid: Grid) -> None:
    """Plan, day and its first lifts, in what few cells there are."""
    width, height = grid.width, grid.height
    foot = height - 3 if view.asking else height - 2
    if not view.plans:
        return
    lines = [(f"{view.at + 1}/{len(view.plans)} {view.plans[view.at].name}", "strong", "open")]
    if view.day < len(view.days):
        day = view.days[view.day]
        lines.append((day.name, "chosen", "open"))
        lines += [(f" {lift.name} {lift.sets} {lift.now or lift.load}".rstrip(), "text", "open") for lift in day.lifts]
    for place, (text, style, action) in enumerate(lines[: max(0, foot - 1)]):
        grid.put(1, 1 + place, fit(text, width - 1), f"{style}>{action}")


def _list(view: PlansView, grid: Grid, y: int, width: int, end: int) -> None:
    heading(grid, 0, y, width, "Begin with" if view.offering else "Plans")
    room = end - y - 1
    if room < 1 or not view.plans:
        return
    count = len(view.plans)
    each = 3 if room >= 3 * count and width >= 40 and grid.width >= NARROW else 2 if room >= 2 * count else 1
    seen = room // each
    first = max(0, min(view.at - seen // 2, count - seen))
    for place, plan in enumerate(view.plans[first : first + seen], first):
        row = y + 1 + (place - first) * each
        here, action = place == view.at, f">pick({place})"
        for below in range(min(each, 2)):
            grid.put(0, row + below, " " * width, f"text{action}")
        mark = "on Today" if plan.today else ""
        room_for = width - 3 - (text_width(mark) + 1 if mark else 0)
        grid.put(0, row, "▸" if here else " ", "chosen")
        grid.put(2, row, fit(plan.name, room_for), f"{'strong' if here else 'text'}{action}")
        if mark:
            grid.put(width - text_width(mark) - 1, row, mark, f"data{action}")
        if each > 1:
            grid.put(2, row + 1, fit(plan.about, width - 3), f"muted{action}")


def _days(view: PlansView, grid: Grid, x: int, y: int, width: int, end: int) -> None:
    heading(grid, x, y, width, view.title)
    y += 1
    if view.words and end - y > 6:
        for line in wrapped(view.words, width - 3)[:4]:
            grid.put(x + 2, y, line, "muted")
            y += 1
        y += 1
    lines: list[tuple[int, DayBlock, DayLift | None]] = []
    for place, day in enumerate(view.days):
        lines.append((place, day, None))
        lines += [(place, day, lift) for lift in day.lifts]
    apart = len(view.days) - 1 if end - y >= len(lines) + len(view.days) - 1 else 0
    room = end - y
    head = next((row for row, (place, _, lift) in enumerate(lines) if place == view.day and lift is None), 0)
    size = 1 + len(view.days[view.day].lifts) if view.day < len(view.days) else 0
    # As much of the plan as fits, with the day under the cursor whole where that can be.
    first = 0 if apart or len(lines) <= room else max(0, min(head, len(lines) - room, head - (room - size) // 2))
    nows = 1 + max([9, *(text_width(lift.now or lift.load) for _, _, lift in lines if lift)])
    for place, day, lift in lines[first : first + max(0, room)]:
        if lift is None:
            y += 1 if apart and place else 0
            _day(view, grid, x, y, width, place, day)
        else:
            _lift(grid, x, y, width, lift, nows, f">day({place})", here=view.offering or place == view.day)
        y += 1


def _day(view: PlansView, grid: Grid, x: int, y: int, width: int, place: int, day: DayBlock) -> None:
    here, action = place == view.day and not view.offering, f">day({place})"
    grid.put(x, y, " " * width, f"text{action}")
    grid.put(x, y, "▸" if here else " ", "chosen")
    tail = "next" if day.turn else ""
    room = width - 3 - (text_width(tail) + 2 if tail else 0)
    name = fit(day.name, room)
    grid.put(x + 2, y, name, f"{'strong' if here else 'text'}{action}")
    at = x + 2 + text_width(name)
    if tail:
        grid.put(at + 2, y, tail, f"data{action}")
        at += 2 + text_width(tail)
    if day.last and at + text_width(day.last) + 3 <= x + width:
        grid.put(x + width - text_width(day.last) - 1, y, day.last, f"muted{action}")


def _lift(grid: Grid, x: int, y: int, width: int, lift: DayLift, nows: int, action: str, *, here: bool) -> None:
    grid.put(x, y, " " * width, f"text{action}")
    if lift.brace:
        grid.put(x + 2, y, lift.brace, f"grid{action}")
    wide = width >= 76
    said = lift.typed if wide else lift.load if lift.now and lift.load != lift.now else ""
    now = lift.now or lift.load
    # What a lift does not have leaves its room to the name.
    nows = nows if width >= nows + 22 and (wide or now) else 0
    loads = width - 37 - nows if wide else 9 if width >= 30 + nows and (said or now) else 0
    names = 24 if wide else min(30, width - 5 - 8 - loads - nows)
    name = lift.full if lift.full and text_width(lift.full) <= names else lift.name
    grid.put(x + 4, y, padded(name, names), f"{'text' if here else 'muted'}{action}")
    at = x + 5 + names
    grid.put(at, y, fit(lift.sets, 8), f"{'text' if here else 'muted'}{action}")
    if nows:
        grid.put(at + 8, y, fit(now, nows - 1), f"{'strong' if here else 'muted'}{action}")
    if loads:
        grid.put(at + 8 + nows, y, fit(said, loads - 1), f"muted{action}")
