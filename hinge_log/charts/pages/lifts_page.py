"""The lifts of the workout as a list, with what each key does to the one under the cursor."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, fit, padded, text_width
from hinge_log.charts.keybar import Key
from hinge_log.charts.pages.log_side import amount_planned, bracket
from hinge_log.charts.pages.parts import NARROW, Button, buttons, heading, wrapped
from hinge_log.training.sides import finished, planned_done
from hinge_log.training.workout import Workout, WorkoutLift

LOW = 14
TOUCH_ROWS = 26


@dataclass(frozen=True, slots=True)
class LiftsView:
    """`at` is the place of the cursor, `here` that of the lift at hand; keys are (key, what it does, action)."""

    workout: Workout
    at: int
    here: int
    names: Mapping[str, str]
    tags: Mapping[str, str]
    skipped: Collection[str]
    sided: Collection[str]
    keys: Sequence[Key]
    status: str = ""
    rest: str = ""
    touch: bool = True


def lifts_rows(view: LiftsView, width: int, height: int) -> list[Row]:
    """Exactly `height` rows of at most `width` cells."""
    grid = Grid(width, height)
    if width < 1 or height < 1:
        return grid.rows()
    title = f"Lifts   rest {view.rest}" if view.rest else "Lifts"
    heading(grid, 0, 0, width, title, style="chosen", heavy=True)
    said = wrapped(view.status, max(1, width - 2))[:2] if height >= LOW else []
    touch = view.touch and width < NARROW and height >= TOUCH_ROWS
    words = [] if touch else _key_lines(view.keys, width)
    foot = height - len(said)
    for place, line in enumerate(said):
        grid.put(1, foot + place, line, "muted")
    if touch:
        room = foot - 1 - min(len(view.workout.lifts), 6)
        rows = 4 if room >= 12 else 3
        tall = 4 if room >= 4 * rows else 3
        foot -= tall * rows
        for row in range(rows):
            few = [Button(each.label, each.action, each.key) for each in view.keys[3 * row : 3 * row + 3]]
            buttons(grid, 1, foot + tall * row, width - 2, 3, few)
    else:
        shown = words[: max(0, height - 1 - min(len(view.workout.lifts), 3) - len(said))]
        foot -= len(shown)
        for place, segments in enumerate(shown):
            x = 1
            for text, style in segments:
                grid.put(x, foot + place, text, style)
                x += text_width(text)
    _list(view, grid, foot - 1)
    return grid.rows()


def _list(view: LiftsView, grid: Grid, room: int) -> None:
    width, lifts = grid.width, view.workout.lifts
    first = max(0, min(view.at - room // 2, len(lifts) - room))
    amounts = max([7, *(len(_amount(each, planned_done(each, sided=each.exercise in view.sided))) for each in lifts)])
    for row, lift in enumerate(lifts[first : first + max(0, room)]):
        place = first + row
        sided = lift.exercise in view.sided
        here, skipped, full = place == view.here, lift.id in view.skipped, finished(lift, sided=sided)
        style = "strong" if place == view.at else "dim" if skipped else "text"
        state = "skipped" if skipped else "done" if full else "here" if here else ""
        amount = _amount(lift, planned_done(lift, sided=sided))
        action = f">point({place})"
        grid.put(0, 1 + row, " " * width, f"text{action}")
        grid.put(1, 1 + row, "▸" if place == view.at else " ", f"chosen{action}")
        grid.put(2, 1 + row, "✗" if skipped else "✓" if full else "·", f"chosen{action}")
        tag = bracket(view.workout, place) + view.tags.get(lift.id, "")
        grid.put(4, 1 + row, tag, f"chosen{action}")
        x = 8 if view.tags else 4
        tail = f"{amount:>{amounts}} {state:<7}" if width >= 30 else state
        name = padded(view.names.get(lift.exercise, lift.exercise), max(1, width - x - len(tail) - 2))
        grid.put(x, 1 + row, name, f"{style}{action}")
        grid.put(x + text_width(name) + 1, 1 + row, fit(tail, width - x - text_width(name) - 2), f"muted{action}")


def _amount(lift: WorkoutLift, done: int) -> str:
    """How many sets are done of those planned; those beyond the plan are named, for no plan has them."""
    planned = len(lift.plan)
    if not planned:
        return f"{done} done" if done else amount_planned(lift)
    return f"{done} of {planned}" if done <= planned else f"{planned} + {done - planned} extra"


def _key_lines(keys: Sequence[Key], width: int) -> list[list[tuple[str, str]]]:
    lines: list[list[tuple[str, str]]] = [[]]
    used = 0
    for key in keys:
        needs = text_width(key.key) + text_width(key.label) + 3
        if used and used + needs > width:
            lines.append([])
            used = 0
        lines[-1] += [(key.key, f"strong>{key.action}"), (f" {key.label}  ", f"muted>{key.action}")]
        used += needs
    return lines
