"""A drill under way: the figure, the rep and its beat, one cue, the distance, and how the set was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hinge_log.charts.banner_font import digits
from hinge_log.charts.cells import Grid, Row, fit, padded, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import (
    LOW,
    NARROW,
    TALL,
    WIDE,
    Button,
    buttons,
    heading,
    put_status,
    title_bar,
    wrapped,
)
from hinge_log.exercises.model import Item
from hinge_log.training.workout import LABELS


@dataclass(frozen=True, slots=True)
class SlipPanel:
    """What slipped in this set: reps by item, how it is judged, the contact of the stick lost first ("" for none)."""

    slips: Mapping[str, int | None]
    judged_by: str
    outcome: str
    contacts: tuple[tuple[str, str], ...] = ()
    lost: str = ""


@dataclass(frozen=True, slots=True)
class DrillView:
    """All that the page shows; texts are ready to be read.

    `big` is the number shown large (rep, or seconds until the set), `beat` the word for this part of the rep.
    `share` is how far the part is. `asks` when the set waits for its form, `label` is the form it has.
    """

    name: str
    set_text: str
    rep_text: str
    big: str
    beat: str
    told: str
    count_title: str
    share: float
    count: str
    cue: str
    feel: str
    amount_title: str
    amount: tuple[str, ...]
    after: tuple[str, ...]
    asks: bool
    label: int | None
    figure: tuple[Row, ...]
    items: tuple[Item, ...]
    panel: SlipPanel | None
    status: str
    keys: tuple[Key, ...]
    going: bool
    help_key: str = "?"
    touch: bool = True


def figure_size(width: int, height: int) -> tuple[int, int]:
    """How many cells the figure has; (0, 0) when there is no room for it."""
    if width < 30 or height < LOW:
        return (0, 0) if width < NARROW or height < 12 else (min(38, width // 2 - 2), height - 5)
    if width < NARROW:
        return width - 2, max(0, height - 19)
    wide = 70 if width >= WIDE else width // 2 - 2
    return min(wide, width - 42), height - (10 if height < TALL else 11)


def drill_rows(view: DrillView, width: int, height: int, *, ascii_only: bool = False) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    if width < 30 or height < 10:
        return _mini(view, width, height)
    if width < NARROW:
        _narrow(view, grid, ascii_only)
    else:
        _columns(view, grid, ascii_only)
    put_status(grid, view.status)
    rows = grid.rows()
    rows[0] = title_bar([(view.name, "barstrong")], view.set_text, width)
    rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def _mini(view: DrillView, width: int, height: int) -> list[Row]:
    rows: list[Row] = [
        ((fit(f"{view.rep_text} {view.beat}", width), "strong>start_stop"),),
        ((fit(f"{view.set_text} {view.count}", width), "muted"),),
        ((fit("form? 1-5" if view.asks else view.status or view.cue, width), "ask" if view.asks else "muted"),),
    ]
    return (rows + [()] * height)[:height]


def _columns(view: DrillView, grid: Grid, ascii_only: bool) -> None:
    width, height = grid.width, grid.height
    low = height < LOW
    wide, tall = figure_size(width, height)
    _figure(view, grid, 1, 1, wide, tall)
    x = max(wide + 3, width // 2 + 1) if width < WIDE else wide + 4
    side = width - x
    foot = height - 2
    strip = 2
    if not low:
        strip = 5
        after = foot - strip
        heading(grid, 0, after, width, "Next in this drill")
        for place, line in enumerate(view.after[:1]):
            grid.put(1, after + 1 + place, fit(line, width - 2), "text")
    _rating(view, grid, foot - 2, 1)
    end = foot - strip
    if view.panel:
        _panel(view, grid, x, 1, side, end - 1)
        return
    y = _rep(view, grid, x, 1, side, end, ascii_only)
    y = _count(view, grid, x, y, side, end, gap=not low)
    y = _cue(view, grid, x, y, side, end, gap=not low)
    _amount(view, grid, x, y, side, end)


def _narrow(view: DrillView, grid: Grid, ascii_only: bool) -> None:
    width, height = grid.width, grid.height
    low = height < LOW
    foot = height - 2
    if not low and view.touch:
        foot -= 3
        if view.panel:
            shown = [Button("DONE", "confirm", chosen=True), Button(f"by {view.panel.judged_by}", "judge")]
            buttons(grid, 1, foot, width - 2, 3, [*shown, Button("leave", "leave")])
        else:
            main = Button("PAUSE" if view.going else "GO", "start_stop", chosen=True)
            buttons(grid, 1, foot, width - 2, 3, [main, Button("skip", "skip"), Button("fault", "check")])
    if view.panel:
        _panel(view, grid, 0, 1, width, foot - 1)
        return
    rating = 4 if not low and view.touch else 2
    foot -= rating
    _rating(view, grid, foot, rating - 1)
    wide, tall = figure_size(width, height)
    y = 1
    if tall >= 4:
        _figure(view, grid, 1, 1, wide, tall)
        y += tall
    y = _rep(view, grid, 0, y, width, foot, ascii_only)
    if low:
        y = _count(view, grid, 0, y, width, foot, gap=False)
    y = _cue(view, grid, 0, y, width, foot, gap=False) if foot - y > 4 else y
    _amount(view, grid, 0, y, width, foot)


# -- parts -------------------------------------------------------------------------------------------------


def _figure(view: DrillView, grid: Grid, x: int, y: int, width: int, height: int) -> None:
    rows = view.figure[:height]
    top = y + max(0, height - len(rows))
    grid.stamp(x, top, rows)


def _rep(view: DrillView, grid: Grid, x: int, y: int, width: int, end: int, ascii_only: bool) -> int:
    heading(grid, x, y, width, view.rep_text, style="chosen" if view.going else "title")
    y += 1
    if end - y < 8 and grid.height < LOW:
        grid.put(x + 1, y, fit(f"{view.big}  {view.beat}", width - 2), "strong")
        return y + 1
    picture = digits(view.big, 1, ascii_only=ascii_only) if view.big else []
    for place, line in enumerate(picture):
        grid.put(x + 1, y + place, line, "big")
    at = x + 3 + max(map(len, picture), default=0)
    grid.put(at, y, fit(view.beat, x + width - at - 1), "strong")
    for place, said in enumerate(wrapped(view.told, max(8, x + width - at - 1))[:2], 1):
        grid.put(at, y + place, said, "muted")
    return y + (3 if grid.width < NARROW else 4)


def _count(view: DrillView, grid: Grid, x: int, y: int, width: int, end: int, *, gap: bool) -> int:
    if y + 2 > end:
        return y
    heading(grid, x, y, width, "Count")
    title = padded(view.count_title, 5)
    room = max(4, min(40, width - 12))
    done = round(view.share * room)
    grid.put(x + 1, y + 1, title, "muted")
    grid.put(x + 7, y + 1, "━" * done, "data")
    grid.put(x + 7 + done, y + 1, "─" * (room - done), "grid")
    grid.put(x + 8 + room, y + 1, view.count, "strong")
    return y + 2 + (1 if gap else 0)


def _cue(view: DrillView, grid: Grid, x: int, y: int, width: int, end: int, *, gap: bool) -> int:
    if y + 2 > end or not view.cue:
        return y
    heading(grid, x, y, width, "Cue")
    grid.put(x + 1, y + 1, fit(view.cue, width - 2), "strong")
    y += 2
    if y < end and view.feel:
        grid.put(x + 1, y, fit(view.feel, width - 2), "muted")
        y += 1
    return y + (1 if gap and end - y > 3 else 0)


def _amount(view: DrillView, grid: Grid, x: int, y: int, width: int, end: int) -> None:
    if y + 2 > end or not view.amount:
        return
    heading(grid, x, y, width, view.amount_title)
    for number, line in enumerate(view.amount):
        for said in wrapped(line, width - 2):
            y += 1
            if y < end:
                grid.put(x + 1, y, said, "text" if number == 0 else "muted")


def _rating(view: DrillView, grid: Grid, y: int, tall: int) -> None:
    width = grid.width
    title = "How was it?" if view.asks else "How was it? 1-5 after the set"
    heading(grid, 0, y, width, title, style="ask" if view.asks else "title", heavy=view.asks)
    shown = [
        Button(word if width >= 40 else "", f"label({label})", str(label), chosen=view.label == label, choice=True)
        for label, word in LABELS.items()
    ]
    if tall > 1:
        buttons(grid, 1, y + 1, width - 2, tall, shown)
        return
    each = (width - 2) // len(shown)
    for place, button in enumerate(shown):
        style = "chosen" if button.chosen else "text" if view.asks else "muted"
        words = f"[{button.key} {button.label}]" if button.chosen else f" {button.key} {button.label}"
        grid.put(1 + each * place, y + 1, fit(words.rstrip(), each), f"{style}>{button.action}")


def _panel(view: DrillView, grid: Grid, x: int, y: int, width: int, height: int) -> None:
    panel = view.panel
    assert panel is not None
    heading(grid, x, y, width, f"{view.rep_text}: what slipped?", style="fault", heavy=True)
    end = y + height
    tall = 2 if view.touch and grid.width < NARROW and height >= 2 * len(view.items) + 6 else 1
    for number, item in enumerate(view.items, 1):
        y += tall if number > 1 else 1
        if y >= end:
            return
        slips = panel.slips.get(item.id, 0)
        action = f">item({number})"
        for more in range(tall):
            grid.put(x, y + more, " " * width, f"text{action}")
        grid.put(x + 1, y, str(number), f"chosen{action}")
        sign, words, style = "□", item.cue, "text"
        if slips is None:
            sign, words, style = "?", f"{item.cue}: not seen", "muted"
        elif slips:
            sign, words, style = "▲", f"{item.fault_text} {'once' if slips == 1 else 'more'}", "fault"
        grid.put(x + 3, y, sign, f"{style}{action}")
        grid.put(x + 5, y, fit(words, width - 6), f"{style}{action}")
    y += tall - 1
    if panel.contacts and y + 1 < end:
        y += 1
        grid.put(x + 1, y, "lost first:", "muted")
        at = x + 13
        if width < 46 and y + 1 < end:
            y, at = y + 1, x + 2
        for key, contact in panel.contacts:
            chosen = contact == panel.lost
            words = f"[{key} {contact}]" if chosen else f" {key} {contact}"
            if at + text_width(words) <= x + width:
                grid.put(at, y, words, f"{'fault' if chosen else 'text'}>contact('{contact}')")
            at += text_width(words) + 1
    for line in (f"j judged by: {panel.judged_by}   0 pain", panel.outcome):
        y += 1
        if y < end:
            grid.put(x + 1, y, fit(line, width - 2), "muted>judge" if line.startswith("j ") else "strong")
