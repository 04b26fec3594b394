"""The workout in progress: what to lift next, how long to rest, how the last set was, what to look for."""

from __future__ import annotations

from hinge_log.charts.cells import Grid, Row, fit, text_width
from hinge_log.charts.keybar import keybar
from hinge_log.charts.pages.log_mini import mini_rows
from hinge_log.charts.pages.log_next import (
    draw_next,
    draw_nudges,
    draw_rest,
    draw_strip,
    fits,
    next_height,
    rest_height,
)
from hinge_log.charts.pages.log_sets import draw_sets, sets_height
from hinge_log.charts.pages.log_side import draw_checks, draw_panel, draw_today
from hinge_log.charts.pages.log_view import LogView, Panel
from hinge_log.charts.pages.parts import (
    LOW,
    NARROW,
    TALL,
    WIDE,
    Button,
    buttons,
    date_text,
    in_lines,
    summary,
    title_bar,
)
from hinge_log.training.sides import set_name

__all__ = ["LogView", "Panel", "log_rows"]

ROOMY = 28
"""From so many rows on there are buttons for load and reps in one column."""


def log_rows(view: LogView, width: int, height: int, *, ascii_only: bool = False) -> list[Row]:
    """The page as exactly `height` rows of at most `width` cells."""
    grid = Grid(width, height)
    if width < 30 or height < 10:
        return mini_rows(view, width, height)
    rows_top = _head(view, grid)
    if width < NARROW:
        _narrow(view, grid, rows_top, ascii_only)
    else:
        _columns(view, grid, rows_top, ascii_only)
    rows = grid.rows()
    rows[0] = _title(view, width)
    rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def _narrow(view: LogView, grid: Grid, top: int, ascii_only: bool) -> None:
    width, height = grid.width, grid.height
    low = height < LOW
    touch = not low and view.touch and not view.typing
    roomy = touch and height >= ROOMY
    said = [fit(view.status, width - 2)] if view.typing else in_lines(view.status, width - 2)
    foot = height - 1 - (2 if roomy else len(said))
    for place, line in enumerate(said):
        grid.put(1, height - 1 - len(said) + place, line, _status_style(view))
    if touch:
        foot -= 3
        done = Button("DONE", "panel_done", view.hints.type, chosen=True)
        if not view.panel:
            done = Button("LOG SET", "log_set", view.hints.log, chosen=True)
        wide = (width - 2) * 7 // 20
        buttons(grid, 1, foot, wide, 3, [done])
        buttons(grid, wide + 2, foot, width - wide - 3, 3, _beside(view))
    if view.panel and view.typing:
        draw_strip(view, grid, 0, foot - 2, width, 1)
        foot -= 2
    if view.panel:
        y = top
        if not low:
            y += draw_rest(view, grid, 0, y, width, ascii_only, plain=roomy, beside=True)
        draw_panel(view, grid, 0, y, width, foot - y, touch=roomy)
        return
    strip = 4 if touch else 2
    foot -= strip + (1 if roomy else 0)
    draw_strip(view, grid, 0, foot, width, strip - 1)
    if roomy:
        foot -= 3
        load, rep = view.nudges
        nudges = [
            Button(f"- {load}", "load(-1)"),
            Button(f"+ {load}", "load(1)"),
            Button(f"- {rep}", "reps(-1)"),
            Button(f"+ {rep}", "reps(1)"),
        ]
        buttons(grid, 1, foot, width - 2, 3, nudges)
    scale = 0 if low else 1
    foot -= next_height(scale)
    draw_next(view, grid, 0, foot, width, scale, ascii_only)
    foot -= rest_height(view, low=low)
    draw_rest(view, grid, 0, foot, width, ascii_only, plain=low, beside=True)
    sets = min(foot - top, sets_height(view, width))
    if view.typing and foot - top - sets > 4:
        # What the buttons leave while a line is typed.
        draw_checks(view, grid, 0, top + sets + 1, width, foot - top - sets - 1)
        foot = top + sets
    draw_sets(view, grid, 0, top, width, foot - top)


def _columns(view: LogView, grid: Grid, top: int, ascii_only: bool) -> None:
    width, height = grid.width, grid.height
    wide, low, tall = width >= WIDE, height < LOW, height >= TALL
    foot = height - 2
    grid.put(1, foot, fit(view.status, width - 2), _status_style(view))
    side = 40 if wide else min(40, max(32, width * 5 // 12))
    x = width - side
    strip = 4 if tall and view.touch and not view.typing else 2
    strip_top = foot - strip
    if not view.panel or view.typing:
        draw_strip(view, grid, 0, strip_top, width, strip - 1)
    left = 38 if wide else 0
    if wide:
        draw_today(view, grid, 0, top, left - 2, strip_top - top - 1)
    middle = x - left - 2
    scale = 0 if low else 2 if tall and wide and fits(view, 2, middle) else 1
    next_top = strip_top - next_height(scale) - (0 if low else 1)
    draw_next(view, grid, left, next_top, middle, scale, ascii_only)
    if scale and view.touch and not view.typing and not view.panel:
        draw_nudges(view, grid, left + 1, strip_top - 1, middle - 1)
    draw_sets(view, grid, left, top, middle, next_top - top, double=tall)
    y = top + draw_rest(view, grid, x, top, side, ascii_only, plain=low, scale=2 if tall and wide else 1)
    room = strip_top - y if not view.panel or view.typing else foot - y
    if view.panel:
        draw_panel(view, grid, x, y + (0 if low else 1), side, room - (0 if low else 1))
    else:
        draw_checks(view, grid, x, y + (0 if low else 1), side, room - (0 if low else 1))


def _title(view: LogView, width: int) -> Row:
    bench = view.bench
    lifts = len(bench.workout.lifts)
    date = date_text(bench.workout.day, weekday=width >= NARROW)
    tag = view.tags.get(bench.lift.id, "")
    name = f"{tag} {view.name}" if tag else view.name
    partners = ""
    if tag and width >= NARROW:
        others = [lift for lift in bench.workout.lifts if lift.superset == bench.lift.superset and lift != bench.lift]
        said = [f"{view.tags[each.id]} {view.names.get(each.exercise, each.exercise)}" for each in others]
        partners = f"   with {', '.join(said)}"
    action = "" if view.panel or view.typing else ">lifts"
    minutes, lift = f"{view.minutes} min", f"   lift {bench.index + 1} of {lifts}"
    said = [f"{partners}{lift}  ·  {date}", f"{partners}{lift}", f"{lift}  ·  {date}", lift]
    room = width - 4 - text_width(name) - text_width(minutes)
    where = next((each for each in said if text_width(each) <= room), lift)
    return title_bar([(name, f"barstrong{action}"), (where, f"barmuted{action}")], minutes, width)


def _status_style(view: LogView) -> str:
    """The status can be tapped where it names the key that takes back what was done."""
    undo = f" {view.hints.undo} "
    can = not view.typing and not view.panel and (f"{undo}undoes" in view.status or f"{undo}brings" in view.status)
    return "muted>undo" if can else "muted"


def _beside(view: LogView) -> list[Button]:
    """The buttons beside the large one: what can be done to the set that is checked, or picked, or to the next one."""
    hints = view.hints
    if view.panel:
        return [Button("judge", "judge", hints.judge), Button("pain", "panel(0)", "0"), Button("leave", "check")]
    if view.picked:
        return [Button("edit", "edit"), Button("delete", "delete"), Button("note", "note")]
    return [
        Button("fault", "check", hints.check),
        Button("type", "type", hints.type),
        Button("cues", "cue", hints.cues),
    ]


def _head(view: LogView, grid: Grid) -> int:
    y = _last_time(view, grid)
    said = [("cue ", view.cue, "text"), ("today ", view.bench.lift.note, "text")]
    x = 1
    for word, text, style in said:
        if text and x + len(word) + 4 < grid.width:
            grid.put(x, y, word, "muted")
            both = all(text for _, text, _ in said) and word == "cue "
            room = (grid.width - 2) // 2 - x if both else grid.width - 1 - x
            text = fit(" ".join(text.split()), room - len(word))
            grid.put(x + len(word), y, text, style)
            x += len(word) + text_width(text) + 3
    return y + 1 if x > 1 else y


def _last_time(view: LogView, grid: Grid) -> int:
    bench = view.bench
    if grid.height < LOW and grid.width < NARROW:
        return 1
    if not bench.last or bench.last_day is None:
        said = "First time. Arrows set load and reps, space logs the set."
        if text_width(said) > grid.width - 2:
            said = "First time. Set load and reps, then log it."
        grid.put(1, 1, fit(said, grid.width - 2), "muted")
        return 2
    weekday = grid.width >= NARROW
    said, form = summary(bench.last, view.unit)
    x = 1
    pieces = [
        (f"Last time {date_text(bench.last_day, weekday=weekday, today=view.today)}  ", "muted"),
        (said, "strong"),
    ]
    pieces += [(f"  {form}", "text")] if form else [("  not rated", "muted")]
    fault = _last_fault(view)
    if fault and grid.width >= NARROW:
        room = grid.width - 5 - x - sum(text_width(text) for text, _ in pieces)
        fault = fault if text_width(fault) <= room else fault.rpartition(",")[0]
        if text_width(fault) <= room:
            pieces.append((f"   ▲ {fault}", "fault"))
    for text, style in pieces:
        text = fit(text, grid.width - 1 - x)
        grid.put(x, 1, text, style)
        x += text_width(text)
    return 2


def _last_fault(view: LogView) -> str:
    texts = {item.id: item.fault_text for item in view.items}
    last = view.bench.last
    for record in last:
        for item, slipped in record.what.form.slips if record.what.form else ():
            if slipped and item in texts:
                return f"{texts[item]}, {set_name(last, record, sided=view.bench.sided)}"
    return ""
