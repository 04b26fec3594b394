"""One cue in letters to be read from two metres, or the whole checklist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, fit, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.letters import banner
from hinge_log.charts.pages.parts import title_bar, wrapped
from hinge_log.exercises.model import Item


@dataclass(frozen=True, slots=True)
class CueView:
    """The cues of a lift, the one shown, and a reason when it comes first; `rest` is the clock in the title."""

    name: str
    items: tuple[Item, ...]
    at: int
    rest: str
    why: str
    all_checks: bool
    keys: tuple[Key, ...]
    rotating: bool = False
    help_key: str = "?"


def cue_rows(view: CueView, width: int, height: int, *, ascii_only: bool = False) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    if not view.items:
        grid.put(1, height // 3, fit("No checklist for this exercise.", width - 2), "text")
    elif view.all_checks:
        _all(view, grid)
    else:
        _one(view, grid, ascii_only)
    rows = grid.rows()
    count = f"{view.at + 1} of {len(view.items)}" if view.items and not view.all_checks else ""
    rest = f"rest {view.rest}" if view.rest else ""
    right = "   ".join(part for part in ("rotating" if view.rotating else "", count, rest) if part)
    rows[0] = title_bar([(f"{view.name} cues", "barstrong")], right, width)
    if height > 1:
        rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def _one(view: CueView, grid: Grid, ascii_only: bool) -> None:
    width, height = grid.width, grid.height
    item = view.items[view.at]
    said = wrapped(item.cue + ("." if item.cue[-1].isalnum() else ""), width - 4)
    why = wrapped(view.why, width - 4) if view.why else []
    below = len(said) + len(why) + (2 if height >= 16 else 1)
    picture = banner(item.card, width - 2, height - 2 - below - (2 if height >= 16 else 0), ascii_only=ascii_only)
    top = max(1, (height - 1 - len(picture) - below) // 2)
    for row, line in enumerate(picture):
        grid.put(1, top + row, line, "big")
    y = top + len(picture) + (1 if height >= 12 else 0)
    for line in said:
        grid.put((width - text_width(line)) // 2, y, line, "strong")
        y += 1
    for line in why:
        grid.put((width - text_width(line)) // 2, y, line, "muted")
        y += 1
    if item.safety and height >= 16:
        grid.put(1, height - 2, fit("Safety: if it slips on two reps, stop and unload.", width - 2), "fault")


def _all(view: CueView, grid: Grid) -> None:
    width, height = grid.width, grid.height
    tall = height - 3 >= 2 * len(view.items)
    y = 2 if height >= 16 else 1
    whole = [wrapped(item.look_for, width - 5) for item in view.items]
    seen = [[fit(item.look_for, width - 5)] for item in view.items]
    spare = height - 1 - y - 2 * len(view.items)
    # What does not fit in full is cut; the check at hand last, then the safety checks.
    for place in sorted(range(len(whole)), key=lambda at: (at != view.at, not view.items[at].safety, at)):
        more = len(whole[place]) - 1
        if 0 < more <= spare:
            seen[place], spare = whole[place], spare - more
    for number, item in enumerate(view.items, 1):
        if y >= height - 1:
            break
        here = number - 1 == view.at
        grid.put(1, y, f"{'▸' if here else ' '}{number}", "chosen" if here else "muted")
        flag = "safety" if item.safety else "gate" if item.gate else ""
        grid.put(4, y, fit(item.cue, width - 5 - (len(flag) + 1 if flag else 0)), "strong" if here else "text")
        grid.put(width - 1 - len(flag), y, flag, "fault" if item.safety else "muted")
        y += 1
        for line in seen[number - 1] if tall else ():
            grid.put(4, y, line, "muted")
            y += 1


def in_order(items: Sequence[Item], slips: Sequence[tuple[str, int]], sets: int) -> tuple[tuple[Item, ...], str]:
    """The most-slipped item of late first, then set-up to lockout; gives the order and why it begins as it does."""
    counted = {item: number for item, number in slips if number}
    first = max(items, key=lambda item: counted.get(item.id, 0), default=None)
    if first is None or not counted.get(first.id):
        return tuple(items), ""
    why = f"{first.fault_text} in {counted[first.id]} of the last {sets} checked sets"
    return (first, *(item for item in items if item is not first)), why
