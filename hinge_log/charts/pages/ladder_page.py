"""The ladder: stages from the hardest down, what is missing for the next, and what to do with the loads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, fit, padded, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import LOW, NARROW, WIDE, Button, buttons, heading, put_status, title_bar, wrapped

_MARKS = {"earned": "✓", "here": "▸", "later": "·"}


@dataclass(frozen=True, slots=True)
class RungLine:
    """One stage: its state ("earned", "here", "later"), number, name, and what it came to."""

    state: str
    number: int
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class StepBlock:
    """What leads on: a title, lines as (marks, words), and why it is asked for."""

    title: str
    lines: tuple[tuple[str, str], ...]
    why: str


@dataclass(frozen=True, slots=True)
class LadderView:
    """All that the page shows; `picked` is the number of the stage under the cursor, texts are ready to be read."""

    stage: int
    rungs: tuple[RungLine, ...]
    picked: int
    dose: tuple[str, ...]
    steps: tuple[StepBlock, ...]
    loads: tuple[str, ...]
    warnings: tuple[str, ...]
    status: str
    keys: tuple[Key, ...]
    questions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    help_key: str = "?"
    touch: bool = True


def ladder_rows(view: LadderView, width: int, height: int) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    foot = height - 2
    if view.questions:
        _questions(view, grid, foot)
    else:
        if width < NARROW and height >= LOW and view.touch:
            foot -= 3
            shown = [Button("START IT", "start", chosen=True), Button("open", "open"), Button("place me", "place")]
            buttons(grid, 1, foot, width - 2, 3, shown)
        _ladder(view, grid, foot)
    put_status(grid, view.status)
    rows = grid.rows()
    if rows:
        rows[0] = title_bar([("Progression: earn the load", "barstrong")], f"stage {view.stage}", width)
    if height > 1:
        rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def _ladder(view: LadderView, grid: Grid, foot: int) -> None:
    width = grid.width
    wide = width >= WIDE
    left = width // 2 - 1 if wide else width
    y = 1
    if grid.height >= LOW:
        heading(grid, 0, y, left, "top is hardest; nothing is locked")
        y += 1
    room = foot - y
    needs = len(view.rungs)
    # On a low screen the stages scroll, so that what is missing stays in sight.
    most = needs if wide or room >= needs + 4 else max(1, room - 4)
    place = next((n for n, rung in enumerate(view.rungs) if rung.number == view.picked), 0)
    first = max(0, min(place - most // 2, needs - most))
    below = (width < NARROW or wide) and room >= 2 * needs + 4
    for rung in view.rungs[first : first + most]:
        y = _rung(view, grid, rung, y, left, below=below)
    if wide:
        if view.steps and view.dose and foot - y > 4:
            heading(grid, 0, y + 1, left, f"Stage {view.picked}")
            _text(grid, 0, y + 2, left, foot, view.dose)
        _details(view, grid, left + 2, 1, width - left - 2, foot)
    else:
        _details(view, grid, 0, y + (1 if foot - y > 12 else 0), width, foot)


def _rung(view: LadderView, grid: Grid, rung: RungLine, y: int, width: int, *, below: bool) -> int:
    here = rung.number == view.picked
    action = f">pick({rung.number})"
    grid.put(0, y, " " * width, f"text{action}")
    tone = {"earned": "text", "here": "strong", "later": "muted"}[rung.state]
    grid.put(1, y, _MARKS[rung.state], f"{'chosen' if rung.state != 'later' else 'muted'}{action}")
    grid.put(3, y, str(rung.number), f"muted{action}")
    name = f"[{rung.name}]" if here else f" {rung.name}"
    grid.put(5, y, fit(name, width - 6), f"{'chosen' if here else tone}{action}")
    if below:
        note = rung.note if text_width(rung.note) <= width - 7 else rung.note.replace(" clean sessions", " clean")
        grid.put(6, y + 1, fit(note, width - 7), f"muted{action}")
        return y + (2 if rung.note else 1)
    x = 31
    if rung.note and width - x > 8:
        grid.put(x, y, fit(rung.note, width - x - 1), f"muted{action}")
    return y + 1


def _details(view: LadderView, grid: Grid, x: int, y: int, width: int, foot: int) -> None:
    for line in view.warnings:
        for said in wrapped(line, width - 2):
            if y < foot:
                grid.put(x + 1, y, said, "fault")
                y += 1
    loads = [said for line in view.loads for said in wrapped(line, width - 2)]
    spare = foot - y
    for_loads = min(len(loads) + 1, max(0, spare - 5)) if loads and view.steps else spare
    end = foot - for_loads if loads else foot
    y = _steps(view, grid, x, y, width, end)
    if not view.steps and view.dose and y < end:
        heading(grid, x, y, width, f"Stage {view.picked}")
        y = _text(grid, x, y + 1, width, end, view.dose)
    if loads and foot - y >= 2:
        heading(grid, x, y, width, "Add load?")
        _text(grid, x, y + 1, width, foot, view.loads)


def _steps(view: LadderView, grid: Grid, x: int, y: int, width: int, end: int) -> int:
    for number, block in enumerate(view.steps):
        if end - y < 2:
            break
        title, colon, goals = block.title.partition(": ")
        long = text_width(block.title) > width - 5 and bool(colon)
        heading(grid, x, y, width, title if long else block.title)
        y += 1
        for said in wrapped(goals, width - 2) if long else ():
            if y < end:
                grid.put(x + 1, y, said, "strong")
                y += 1
        for marks, words in block.lines:
            at = x + 1
            if marks and y < end:
                grid.put(at, y, marks, "chosen")
                at += text_width(marks) + 1
            for said in wrapped(words, max(8, x + width - 1 - at)):
                if y < end:
                    grid.put(at, y, said, "text" if marks else "muted")
                    y += 1
        for said in wrapped(f"Why: {block.why}", width - 2) if block.why else ():
            if y < end and (end - y > 1 or number == len(view.steps) - 1):
                grid.put(x + 1, y, said, "muted")
                y += 1
        y += 1 if end - y > 3 else 0
    return y


def _text(grid: Grid, x: int, y: int, width: int, end: int, lines: Sequence[str]) -> int:
    for line in lines:
        for said in wrapped(line, width - 2):
            if y < end:
                grid.put(x + 1, y, said, "text")
                y += 1
    return y


def _questions(view: LadderView, grid: Grid, foot: int) -> None:
    y, width = 1, grid.width
    for title, entries in view.questions:
        if y < foot:
            heading(grid, 0, y, width, title)
        y += 1
        for entry in entries:
            for place, said in enumerate(wrapped(entry, width - 4)):
                if y < foot:
                    grid.put(1, y, "·" if place == 0 else " ", "muted")
                    grid.put(3, y, padded(said, width - 4), "text")
                y += 1
        y += 1 if grid.height >= LOW else 0
