"""What stands beside the sets: the checks of the lift, the check panel, the lifts of today."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.charts.cells import Grid, fit, padded, text_width
from hinge_log.charts.pages.log_view import LogView
from hinge_log.charts.pages.parts import date_text, heading, summary, wrapped
from hinge_log.exercises.model import Item
from hinge_log.training.sides import finished
from hinge_log.training.workout import Workout, WorkoutLift


def draw_checks(view: LogView, grid: Grid, x: int, y: int, width: int, height: int) -> None:
    """Draw the checks of the lift, with how often each slipped today."""
    if height < 2:
        return
    heading(grid, x, y, width, f"{view.name} checks")
    if not view.items:
        grid.put(x + 1, y + 1, fit("No checklist for this exercise.", width - 2), "muted")
        return
    slipped: dict[str, int] = {}
    for record in view.bench.lift.sets:
        for item_id, reps in record.what.form.slips if record.what.form else ():
            slipped[item_id] = slipped.get(item_id, 0) + bool(reps)
    marks = [f"▲{slipped[item.id]}" if slipped.get(item.id) else "" for item in view.items]
    rooms = [width - 4 - (text_width(mark) + 1 if mark else 0) for mark in marks]
    at = y + 1
    cues = _spread([item.cue for item in view.items[: height - 1]], rooms, height - 1)
    for number, (lines, mark) in enumerate(zip(cues, marks, strict=False), 1):
        grid.put(x + 1, at, str(number), "muted")
        if mark:
            grid.put(x + width - 1 - text_width(mark), at, mark, "fault")
        for line in lines:
            grid.put(x + 3, at, line, "text")
            at += 1


def _spread(texts: Sequence[str], widths: Sequence[int], rows: int) -> list[list[str]]:
    """Texts in lines: those that are too long take more of them while there are rows left, the others are cut."""
    spare = rows - len(texts)
    shown = []
    for text, width in zip(texts, widths, strict=False):
        lines = wrapped(text, width)
        if 1 < len(lines) <= spare + 1:
            spare -= len(lines) - 1
        else:
            lines = [fit(text, width)]
        shown.append(lines)
    return shown


def draw_panel(view: LogView, grid: Grid, x: int, y: int, width: int, height: int, *, touch: bool = False) -> None:
    """Draw the check panel; for fingers each check is two rows tall where there is room."""
    panel = view.panel
    if panel is None or height < 2:
        return
    heading(grid, x, y, width, f"{panel.number}: what slipped?", style="fault", heavy=True)
    items = view.items if panel.items is None else panel.items
    if not items and not view.typing:
        grid.put(x + 1, y + 1, fit("No checklist for this exercise.", width - 2), "muted")
    marked = [_marked(item, panel.slips.get(item.id, 0)) for item in items[: height - 1]]
    room = height - 1 - (2 if height - 1 >= len(items) + 2 else 0)
    each = [len(lines) for lines in _spread([text for _, text, _ in marked], [width - 6] * len(items), room)]
    if touch and 2 * len(items) < height:
        each = [2] * len(items)
    at = y + 1
    for number, ((mark, text, style), tall) in enumerate(zip(marked, each, strict=False), 1):
        action = f">panel({number})"
        for row in range(tall):
            grid.put(x, at + row, " " * width, f"text{action}")
        grid.put(x + 1, at, str(number), f"chosen{action}")
        grid.put(x + 3, at, mark, f"{'fault' if style == 'fault' else 'muted'}{action}")
        lines = wrapped(text, width - 6)
        for row, line in enumerate(lines[:tall] if len(lines) <= tall else [fit(text, width - 6)]):
            grid.put(x + 5, at + row, line, f"{style}{action}")
        at += tall
    at += 0 if at + 1 < y + height else -1
    if at + 1 < y + height:
        judged = f"{view.hints.judge} judged by: {panel.judged_by}"
        grid.put(x + 1, at + 1, fit(judged, width - 2), "muted>judge")
        if text_width(judged) + 12 <= width:
            grid.put(x + 4 + text_width(judged), at + 1, "0 pain", "muted>panel(0)")


def _marked(item: Item, slips: int | None) -> tuple[str, str, str]:
    """Mark, text and style of a check in the panel."""
    if slips is None:
        return "?", f"{item.cue}: not seen", "muted"
    if not slips:
        return "□", item.cue, "text"
    how = "" if item.kind == "binary" else " once" if slips == 1 else " more"
    return "▲", f"{item.fault_text}{how}", "fault"


def draw_today(view: LogView, grid: Grid, x: int, y: int, width: int, height: int) -> None:
    """Draw the lifts of today, the form of the last sessions and what was done in them."""
    bench = view.bench
    heading(grid, x, y, width, "Today")
    at = y + 1
    tagged = 4 if view.tags else 0
    for place, lift in enumerate(bench.workout.lifts[: max(1, height // 3)]):
        here, skipped = place == bench.index, lift.id in view.skipped
        full = finished(lift, sided=lift.exercise in view.sided)
        mark = "▸" if here else "✗" if skipped else "✓" if full else "·"
        style = "strong" if here else "text" if full else "dim" if skipped else "muted"
        grid.put(x + 1, at, mark, f"chosen>lift({place})" if here or full else f"muted>lift({place})")
        if tagged:
            grid.put(x + 3, at, bracket(bench.workout, place) + view.tags.get(lift.id, ""), f"chosen>lift({place})")
        name = padded(view.names.get(lift.exercise, lift.exercise), 20 - tagged)
        grid.put(x + 3 + tagged, at, name, f"{style}>lift({place})")
        grid.put(x + 24, at, fit("skipped" if skipped else amount_planned(lift), width - 24), "muted")
        at += 1
    if view.medians and at + 8 < y + height:
        at += 1
        sessions = "last session" if len(view.medians) == 1 else f"last {len(view.medians)} sessions"
        grid.put(x + 1, at, f"Form, {sessions}", "muted")
        for label in range(5, 0, -1):
            at += 1
            grid.put(x + 1, at, str(label), "muted")
            for place, median in enumerate(view.medians):
                here = median is not None and round(median) == label
                grid.put(x + 3 + 3 * place, at, "●" if here else "·", "data" if here else "grid")
        at += 1
    if view.recent and at + 2 < y + height:
        at += 1
        grid.put(
            x + 1,
            at,
            f"This lift, last {len(view.recent)} times" if len(view.recent) > 1 else "This lift, last time",
            "muted",
        )
        for day, sets_done in view.recent:
            at += 1
            if at >= y + height:
                break
            said, form = summary(sets_done, view.unit)
            grid.put(x + 1, at, f"{date_text(day, weekday=False, today=view.today):>6}", "muted")
            said = fit(said, width - 10)
            grid.put(x + 9, at, said, "text")
            if 11 + text_width(said) + text_width(form) < width:
                grid.put(x + 11 + text_width(said), at, form, "muted")


def amount_planned(lift: WorkoutLift) -> str:
    """The working sets planned, or done: "4 × 5", "3 sets"; "" for none."""
    planned = [each.reps for each in lift.plan if each.kind.counts]
    sets = planned or [each.what.reps for each in lift.sets if each.what.kind.counts]
    if not sets:
        return ""
    reps = set(sets)
    return f"{len(sets)} × {next(iter(reps))}" if len(reps) == 1 and None not in reps else f"{len(sets)} sets"


def bracket(workout: Workout, place: int) -> str:
    """The piece of bracket that ties a lift to its neighbours in a superset, " " for none."""
    lifts = workout.lifts
    mine = lifts[place].superset
    above = mine is not None and place > 0 and lifts[place - 1].superset == mine
    below = mine is not None and place + 1 < len(lifts) and lifts[place + 1].superset == mine
    return {(False, True): "┌", (True, True): "├", (True, False): "└"}.get((above, below), " ")
