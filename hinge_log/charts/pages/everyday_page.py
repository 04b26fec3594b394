"""The everyday check-in: one question, the last two weeks, one thing to practise; and the weekly spot check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, fit, padded, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import (
    LOW,
    NARROW,
    Button,
    buttons,
    heading,
    put_status,
    rows_for_touch,
    title_bar,
    wrapped,
)
from hinge_log.exercises.model import Item


@dataclass(frozen=True, slots=True)
class EverydayView:
    """All that the page shows. `answers` are (key, words, chosen), `places` are (key, word, chosen).

    `names` and `marks` are the last days, oldest first, with `at` the day that is asked about. `spot` is the open
    spot check: reps that slipped by item; None while it is closed.
    """

    date: str
    question: tuple[str, ...]
    answers: tuple[tuple[str, str, bool], ...]
    places: tuple[tuple[str, str, bool], ...]
    names: tuple[str, ...]
    marks: tuple[str, ...]
    at: int
    legend: str
    share: str
    tip: str
    weeks: str
    spot_line: str
    status: str
    keys: tuple[Key, ...]
    items: tuple[Item, ...] = ()
    spot: Mapping[str, int | None] | None = None
    spot_place: str = ""
    help_key: str = "?"
    touch: bool = True


def everyday_rows(view: EverydayView, width: int, height: int) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    foot = height - 2
    if view.spot is not None:
        _spot(view, grid, foot)
    elif width < NARROW:
        _narrow(view, grid, foot)
    else:
        _normal(view, grid, foot)
    put_status(grid, view.status)
    rows = grid.rows()
    if rows:
        rows[0] = title_bar([("Everyday hinge", "barstrong")], view.date, width)
    if height > 1:
        rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def _normal(view: EverydayView, grid: Grid, foot: int) -> None:
    width, low = grid.width, grid.height < LOW
    y = 1 if low else 2
    for line in view.question:
        grid.put(3, y, fit(line, width - 4), "strong")
        y += 1
    y += 0 if low else 1
    for number, (key, words, chosen) in enumerate(view.answers, 1):
        _answer(grid, 3, y, width - 6, number, key, words, chosen=chosen)
        y += 1
    y += 0 if low else 1
    y = _places(view, grid, y, foot, 4)
    y = _strip(view, grid, y, foot)
    _practise(view, grid, y, foot)


def _narrow(view: EverydayView, grid: Grid, foot: int) -> None:
    width, height = grid.width, grid.height
    touch = view.touch and height >= 28
    # Rows are dear where fingers choose: what can be tapped has them, gaps have what is left.
    airy = height >= LOW and (not touch or height >= 36)
    y = 2 if airy else 1
    if height >= 12:
        for line in view.question:
            grid.put(1, y, fit(line, width - 2), "strong")
            y += 1
        y += 1 if airy else 0
    for number, (key, words, chosen) in enumerate(view.answers, 1):
        if touch:
            buttons(grid, 1, y, width - 2, 3, [Button(words, f"answer({number})", key, chosen=chosen, choice=True)])
            y += 4 if height >= 30 else 3
        else:
            _answer(grid, 1, y, width - 2, number, key, words, chosen=chosen)
            y += 1
    y += 1 if height >= LOW and not touch else 0
    y = _places(view, grid, y, foot, 4 if width >= 58 else 3 if width >= 40 else 2)
    y = _strip(view, grid, y, foot)
    _practise(view, grid, y, foot)


def _answer(grid: Grid, x: int, y: int, width: int, number: int, key: str, words: str, *, chosen: bool) -> None:
    action = f">answer({number})"
    grid.put(x, y, " " * width, f"text{action}")
    grid.put(x, y, "▸" if chosen else " ", f"chosen{action}")
    grid.put(x + 2, y, key, f"chosen{action}")
    grid.put(x + 5, y, fit(words, width - 5), f"{'chosen' if chosen else 'text'}{action}")


def _places(view: EverydayView, grid: Grid, y: int, foot: int, columns: int) -> int:
    width = grid.width
    tall = rows_for_touch(width, grid.height, touch=view.touch)
    lines = tall * -(-len(view.places) // columns)
    if y + 1 + lines > foot:
        return y
    heading(grid, 0, y, width, "Where it came up (optional)" if width >= NARROW else "Where (tap)")
    each = (width - 2) // columns
    for place, (key, word, chosen) in enumerate(view.places):
        at, row = 1 + each * (place % columns), y + 1 + tall * (place // columns)
        action = f">place('{word}')"
        for more in range(tall):
            grid.put(at, row + more, " " * each, f"text{action}")
        grid.put(at, row, "■" if chosen else " ", f"chosen{action}")
        grid.put(at + 1, row, key, f"chosen{action}")
        grid.put(at + 3, row, fit(word, each - 4), f"{'chosen' if chosen else 'text'}{action}")
    y += 1 + lines
    return y + (1 if grid.height >= LOW and width >= NARROW else 0)


def _strip(view: EverydayView, grid: Grid, y: int, foot: int) -> int:
    width = grid.width
    if y + 2 > foot:
        return y
    heading(grid, 0, y, width, f"Last {len(view.marks)} days")
    y += 1
    wide = 4 if width >= 4 * len(view.marks) + 4 else 2
    start = 3 if width >= NARROW else 1
    if wide == 4 and y + 1 < foot:
        for place, name in enumerate(view.names):
            grid.put(start + wide * place, y, name, "strong" if place == view.at else "muted")
        y += 1
    shift = 1 if wide == 4 else 0
    for place, mark in enumerate(view.marks):
        here = place == view.at
        grid.put(start + wide * place + shift, y, mark, "chosen" if here else "data" if mark != "·" else "muted")
        if here:
            grid.put(start + wide * place + shift - 1, y, "▸" if wide == 4 else "", "chosen")
    y += 1
    lines = (view.legend, view.share) if width >= NARROW else (view.share, view.legend)
    for line in lines:
        parts = wrapped(line, width - start - 1)
        if y + len(parts) > foot:
            continue
        for said in parts:
            grid.put(start, y, said, "muted" if line is view.legend else "text")
            y += 1
    return y + (1 if grid.height >= LOW and y + 2 < foot else 0)


def _practise(view: EverydayView, grid: Grid, y: int, foot: int) -> None:
    if y + 1 >= foot:
        return
    heading(grid, 0, y, grid.width, "Practise it")
    start = 3 if grid.width >= NARROW else 1
    y += 1
    for line in (view.tip, view.spot_line, view.weeks):
        for said in wrapped(line, grid.width - start - 1):
            if y < foot:
                grid.put(start, y, said, "text" if line is view.tip else "muted")
                y += 1


def _spot(view: EverydayView, grid: Grid, foot: int) -> None:
    width = grid.width
    heading(grid, 0, 1, width, f"Spot check: {view.spot_place}. What slipped?", style="ask", heavy=True)
    tall = grid.height >= LOW and width >= 36
    y = 2
    assert view.spot is not None
    bar = 4 if view.touch and width < NARROW else 0
    seen = [wrapped(item.look_for, width - 6) for item in view.items]
    if y + 2 + bar + sum(1 + len(lines) for lines in seen) > foot:
        seen = [[fit(item.look_for, width - 6)] for item in view.items]
    if not tall or foot - 2 < 2 * len(view.items):
        seen = [[] for _ in view.items]
    for number, item in enumerate(view.items, 1):
        if y >= foot:
            break
        slipped = view.spot.get(item.id, 0)
        action = f">item({number})"
        grid.put(0, y, " " * width, f"text{action}")
        grid.put(1, y, str(number), f"chosen{action}")
        words = item.fault_text if slipped else f"{item.cue}: not seen" if slipped is None else item.cue
        sign, style = ("▲", "fault") if slipped else ("?", "muted") if slipped is None else ("□", "text")
        grid.put(3, y, sign, f"{style}{action}")
        grid.put(5, y, fit(words, width - 6), f"{style}{action}")
        for line in seen[number - 1]:
            y += 1
            grid.put(5, y, padded(line, max(0, width - 6)), f"muted{action}")
        y += 1
    line = "The rest held. One job, the last one you did."
    if y + 1 < foot:
        grid.put(1, y + 1, fit(line, width - 2), "muted")
    if view.touch and width < NARROW and foot - y >= 5 and text_width(line) > 0:
        buttons(grid, 1, foot - 3, width - 2, 3, [Button("DONE", "confirm", chosen=True), Button("leave", "leave")])
