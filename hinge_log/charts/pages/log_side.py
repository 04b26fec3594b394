"""What stands beside the sets: the checks of the lift, the check panel, the lifts of today."""

from __future__ import annotations

from hinge_log.charts.cells import Grid, fit, padded, text_width
from hinge_log.charts.pages.log_view import LogView
from hinge_log.charts.pages.parts import date_text, heading, summary
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
    for number, item in enumerate(view.items[: height - 1], 1):
        grid.put(x + 1, y + number, str(number), "muted")
        mark = f"▲{slipped[item.id]}" if slipped.get(item.id) else ""
        grid.put(x + 3, y + number, fit(item.cue, width - 3 - (len(mark) + 2 if mark else 0)), "text")
        if mark:
            grid.put(x + width - 1 - len(mark), y + number, mark, "fault")


def draw_panel(view: LogView, grid: Grid, x: int, y: int, width: int, height: int) -> None:
    """Draw the check panel."""
    panel = view.panel
    if panel is None or height < 2:
        return
    heading(grid, x, y, width, f"{panel.number}: what slipped?", style="fault", heavy=True)
    items = view.items if panel.items is None else panel.items
    if not items and not view.typing:
        grid.put(x + 1, y + 1, fit("No checklist for this exercise.", width - 2), "muted")
    for number, item in enumerate(items[: height - 1], 1):
        slips = panel.slips.get(item.id, 0)
        at = y + number
        action = f">panel({number})"
        grid.put(x, at, " " * width, f"text{action}")
        grid.put(x + 1, at, str(number), f"chosen{action}")
        if slips == 0:
            grid.put(x + 2, at, "□", f"muted{action}")
            grid.put(x + 3, at, fit(item.cue, width - 4), f"text{action}")
        elif slips is None:
            grid.put(x + 2, at, "?", f"muted{action}")
            grid.put(x + 3, at, fit(f"{item.cue}: not seen", width - 4), f"muted{action}")
        else:
            how = "" if item.kind == "binary" else " once" if slips == 1 else " more"
            grid.put(x + 2, at, "▲", f"fault{action}")
            grid.put(x + 3, at, fit(f"{item.fault_text}{how}", width - 4), f"fault{action}")
    at = y + len(items) + 1
    if at + 1 < y + height:
        grid.put(x + 1, at + 1, fit(f"j judged by: {panel.judged_by}   0 pain", width - 2), "muted>judge")


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
        grid.put(x + 1, at, f"Form, last {len(view.medians)} sessions", "muted")
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
