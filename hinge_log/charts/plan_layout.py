"""Plans as rows for a width: an entry of the list of plans, a day with its lifts, and a line of a plan's outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Row, fit, padded, row_width, text_width
from hinge_log.charts.set_words import fitting

_SETS_CELLS = 8
_LEAST_SETS = 12
"""The sets of a lift have at least so many cells before the load of today stands beside them."""


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One plan of the list: a line about it, and a word at the right end, "active" or "".

    `shorter` are ever shorter lines about it, for where the whole one has no room.
    """

    name: str
    about: str
    mark: str = ""
    shorter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedLift:
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
    """One day of a plan; `turn` marks the one that comes next."""

    name: str
    lifts: tuple[PlannedLift, ...]
    turn: bool = False
    last: str = ""


@dataclass(frozen=True, slots=True)
class OutlineLine:
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
class Columns:
    """How wide the longest name, sets and load of all lifts are: what lines up the rows of a list."""

    names: int
    sets: int
    loads: int


def entry_rows(entry: PlanEntry, width: int) -> list[Row]:
    """The name with its mark, and the line about it."""
    room = width - (text_width(entry.mark) + 1 if entry.mark else 0)
    name = fit(entry.name, room)
    gap = " " * max(1, width - text_width(name) - text_width(entry.mark)) if entry.mark else ""
    about = fitting((entry.about, *entry.shorter), width - 2) or (entry.about, *entry.shorter)[-1]
    return [((name, "text"), (gap, ""), (entry.mark, "data")), (("  " + fit(about, width - 2), "muted"),)]


def day_columns(days: Sequence[DayBlock]) -> Columns:
    """The widths of all lifts of a plan's days."""
    lifts = [lift for day in days for lift in day.lifts]
    return Columns(
        max([6, *(text_width(lift.full or lift.name) for lift in lifts)]),
        max([0, *(text_width(lift.typed) for lift in lifts)]),
        max([0, *(text_width(lift.now or lift.load) for lift in lifts)]),
    )


def day_rows(day: DayBlock, columns: Columns, width: int) -> list[Row]:
    """The day, and its lifts below it."""
    tail = "  next" if day.turn else ""
    name = fit(day.name, max(1, width - text_width(tail)))
    head: list[tuple[str, str]] = [(name, "strong"), (tail, "data")]
    gap = width - row_width(tuple(head)) - text_width(day.last)
    if day.last and gap > 1:
        head += [(" " * gap, ""), (day.last, "muted")]
    return [tuple(head), *(_lift_row(lift, columns, width) for lift in day.lifts)]


def _lift_row(lift: PlannedLift, columns: Columns, width: int) -> Row:
    lead, loads = 2, columns.loads + 1 if columns.loads else 0
    spare = width - lead - 1 - _SETS_CELLS - loads
    short = lift.load if lift.now and lift.load != lift.now else ""
    names, beside = max(6, min(columns.names, spare)), ""
    if columns.names + columns.sets + 1 <= spare:
        names, beside = columns.names, lift.typed if lift.typed != lift.sets else ""
    elif text_width(short) + 1 <= spare - columns.names:
        beside = short
    name = lift.full if lift.full and text_width(lift.full) <= names else lift.name
    row = (
        (f"{lift.brace:<{lead}}", "grid"), (padded(name, names), "text"), (" ", ""),
        (padded(lift.sets, _SETS_CELLS) if spare >= 6 else fit(lift.sets, max(0, width - lead - names - 1)), "muted"),
        (padded(lift.now or lift.load, loads) if spare >= 6 else "", "strong"), (fit(beside, max(0, spare)), "muted"),
    )  # fmt: skip
    return tuple((text, style) for text, style in row if text)


def outline_columns(lines: Sequence[OutlineLine]) -> Columns:
    """The widths of all lifts of an outline."""
    lifts = [line for line in lines if line.kind == "lift"]
    return Columns(
        max([6, *(text_width(line.full or line.text) for line in lifts)]),
        min(24, max([0, *(text_width(line.more) for line in lifts)])),
        max([0, *(text_width(line.tail) + 2 for line in lifts)]),
    )


def outline_rows(line: OutlineLine, columns: Columns, below: bool, width: int) -> list[Row]:
    """A line of the outline: with `below` the sets of a lift stand under its name, in full."""
    if line.kind != "lift":
        return [_heading_row(line, width)]
    rows = _lift_below(line, width) if below else [_outline_lift(line, columns, width)]
    if line.note:
        tie = "│" if line.brace in ("╭", "│") else ""
        rows.append(((f"{tie:<4}", "grid"), (fit(line.note, width - 4), "muted")))
    return rows


def _heading_row(line: OutlineLine, width: int) -> Row:
    name = fit(line.text, width)
    row: list[tuple[str, str]] = [(name, "chosen" if line.kind == "day" else "strong")]
    room = width - text_width(name) - 2
    if room > 3 and line.more:
        row.append(("  " + fit(line.more, room), "muted"))
    gap = width - row_width(tuple(row)) - text_width(line.tail)
    return (*row, (" " * gap, ""), (line.tail, "data")) if line.tail and gap > 0 else tuple(row)


def _outline_lift(line: OutlineLine, columns: Columns, width: int) -> Row:
    most = max(width - 4 - columns.sets - columns.loads, min(21, (width - 4) // 2))
    names = max(6, min(columns.names, 36, most))
    name = line.full if line.full and text_width(line.full) <= names else line.text
    room = width - 3 - names
    least = min(_LEAST_SETS, *(text_width(each) for each in (line.more, *line.short)))
    tail = line.tail if room - text_width(line.tail) - 2 >= least else ""
    sets_room = room - (text_width(tail) + 2 if tail else 0)
    sets = fitting((line.more, *line.short), sets_room) or fit(line.more, sets_room)
    gap = " " * max(0, room - text_width(sets) - text_width(tail))
    return ((f"{line.brace:<2}", "grid"), (padded(name, names), "text"), (" ", ""), (sets, "muted"), (gap, ""),
            (tail, "text"))  # fmt: skip


def _lift_below(line: OutlineLine, width: int) -> list[Row]:
    room = width - 2 - (text_width(line.tail) + 2 if line.tail else 0)
    name = line.full if line.full and text_width(line.full) <= room else fit(line.text, room)
    gap = " " * max(1, width - 2 - text_width(name) - text_width(line.tail))
    tie = "│" if line.brace in ("╭", "│") else ""
    sets = fitting((line.more, *line.short), width - 4) or fit(line.more, width - 4)
    return [
        ((f"{line.brace:<2}", "grid"), (name, "text"), (gap, ""), (line.tail, "text")),
        ((f"{tie:<4}", "grid"), (sets, "muted")),
    ]
