"""The list of drills: when each was last done, its best, and how its form moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, fit, padded, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import LOW, NARROW, WIDE, Button, buttons, heading, put_status, title_bar, wrapped


@dataclass(frozen=True, slots=True)
class DrillLine:
    """One drill; `form` is the median form of its last days, `way` whether it rises."""

    name: str
    stage: int | None
    last: str
    best: str
    form: str
    way: str


@dataclass(frozen=True, slots=True)
class DrillsView:
    """All that the page shows; `picked` is the place of the drill under the cursor, `about` says what it is."""

    lines: tuple[DrillLine, ...]
    picked: int
    about: tuple[str, ...]
    status: str
    keys: tuple[Key, ...]
    help_key: str = "?"
    touch: bool = True


def drills_rows(view: DrillsView, width: int, height: int) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    foot = height - 2
    if width < NARROW and height >= LOW and view.touch:
        foot -= 3
        buttons(grid, 1, foot, width - 2, 3, [Button("START", "start", chosen=True), Button("form", "form_view")])
    below = width < NARROW
    about = [said for line in view.about for said in wrapped(line, width - 2)] if height >= LOW else []
    room = foot - 2
    each = 2 if below and room >= len(view.lines) + 6 and room // 2 >= 5 else 1
    most = max(1, min(len(view.lines), (room - min(len(about) + 2, 7 if about else 0)) // each))
    first = max(0, min(view.picked - most // 2, len(view.lines) - most))
    y = 1
    if height >= 6:
        _titles(view.lines, grid, y, width)
        y += 1
    for place in range(first, min(len(view.lines), first + most)):
        _line(view.lines, grid, y, place, picked=place == view.picked, below=each == 2)
        y += each
    if about and y + 2 < foot:
        y += 1 if foot - y > len(about) + 2 else 0
        heading(grid, 0, y, width, view.lines[view.picked].name)
        for said in about:
            y += 1
            if y < foot:
                grid.put(1, y, said, "text")
    put_status(grid, view.status)
    rows = grid.rows()
    if rows:
        rows[0] = title_bar([("Drills", "barstrong")], f"{len(view.lines)} drills", width)
    if height > 1:
        rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def _titles(lines: Sequence[DrillLine], grid: Grid, y: int, width: int) -> None:
    heading(grid, 0, y, width, "Drill")
    if width >= NARROW:
        for x, title in _columns(lines, width):
            grid.put(x, y, f" {title} ", "title")


def _columns(lines: Sequence[DrillLine], width: int) -> tuple[tuple[int, str], ...]:
    if width >= WIDE:
        return ((38, "last"), (66, "best"), (84, "form, last days"), (106, "way"))
    columns = ((27, "last"), (49, "best"), (61, "form"))
    # Names get what the days and bests of these drills leave over.
    wanted = max((text_width(line.name) for line in lines), default=0) + 6
    last = max(6, *(text_width(line.last) + 2 for line in lines)) if lines else 6
    moved = min(max(wanted, 27), 49 - last)
    return ((moved, "last"), *columns[1:]) if moved > 27 else columns


def _line(lines: Sequence[DrillLine], grid: Grid, y: int, place: int, *, picked: bool, below: bool) -> None:
    line, width = lines[place], grid.width
    action = f">open({place})"
    grid.put(0, y, " " * width, f"text{action}")
    grid.put(1, y, "▸" if picked else " ", f"chosen{action}")
    stage = "" if line.stage is None else str(line.stage)
    grid.put(3, y, stage, f"muted{action}")
    if width >= NARROW:
        columns = [x for x, _ in _columns(lines, width)]
        grid.put(5, y, fit(line.name, columns[0] - 6), f"{'chosen' if picked else 'text'}{action}")
        values = (line.last, line.best, line.form, line.way)
        ends = [*columns[1:], width][: len(columns)]
        for x, end, value in zip(columns, ends, values, strict=False):
            grid.put(x + 1, y, fit(value, end - x - 2), f"muted{action}" if value == line.last else f"text{action}")
        return
    grid.put(5, y, padded(line.name, max(0, width - 6)), f"{'chosen' if picked else 'text'}{action}")
    if below:
        grid.put(5, y + 1, fit(_below(line), width - 6), f"muted{action}")


def _below(line: DrillLine) -> str:
    """All of a drill in one line: what the best says again is said once."""
    kept = line.best.removesuffix(" kept")
    last = f"{line.last} kept" if kept != line.best and line.last.endswith(f" {kept}") else line.last
    best = "" if last != line.last or line.best.startswith("form ") else line.best
    form = " ".join(line.form.split()[-4:])
    return ", ".join(part for part in (last, best, form and f"form {form}") if part)
