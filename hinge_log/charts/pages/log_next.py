"""What comes next, the rest before it, and the strip that asks how the last set was."""

from __future__ import annotations

from hinge_log.charts.banner_font import digits, digits_width
from hinge_log.charts.cells import Grid, fit, text_width
from hinge_log.charts.pages.log_view import LogView, work_text
from hinge_log.charts.pages.parts import NARROW, Button, amount_text, buttons, clock_text, heading, load_text
from hinge_log.training.rest import Rest
from hinge_log.training.sides import SIDES
from hinge_log.training.workout import LABELS, SetDraft, SetKind


def rest_height(view: LogView, *, low: bool) -> int:
    """The rows of the rest clock in one column: large digits only while it runs."""
    return 2 if low or view.rest.left is None else 4


def draw_rest(
    view: LogView, grid: Grid, x: int, y: int, width: int, ascii_only: bool, *, plain: bool = False, scale: int = 1,
    beside: bool = False,
) -> int:  # fmt: skip
    """Draw the rest clock; gives the rows that it took. `beside` puts its bar to the right of the digits."""
    rest = view.rest
    style = "ask" if rest.over else "title"
    heading(grid, x, y, width, "Lift now" if rest.over else "Rest", style=style, heavy=rest.over)
    changed = view.touch and not view.typing and not view.panel and rest.left is not None
    presses = [
        Button("-15", "rest_by(-15)"), Button("go on" if rest.paused else "pause", "rest_pause"),
        Button("+15", "rest_by(15)"),
    ]  # fmt: skip
    if changed and (plain or not beside):
        at = x + width - 1 - sum(text_width(each.label) + 3 for each in presses)
        for each in presses if at > x + 11 else ():
            grid.put(at, y, f" {each.label} ", f"button>{each.action}")
            at += text_width(each.label) + 3
    if rest.left is None:
        if rest.target == 0:
            grid.put(x + 1, y + 1, fit(view.rest_note or "off for this lift", width - 2), "muted")
        else:
            grid.put(x + 1, y + 1, clock_text(rest.target), "strong")
            grid.put(x + 7, y + 1, fit("starts when you log", width - 8), "muted")
        return 2 if plain or beside else 3
    tail = "paused" if rest.paused else "rest is over" if rest.over else f"of {clock_text(rest.target)}"
    text = clock_text(rest.left)
    if plain:
        grid.put(x + 1, y + 1, text, "strong")
        _bar(grid, x + 2 + len(text), y + 1, width - 3 - len(text), rest, tail)
        return 2
    if digits_width(text, scale, ascii_only=ascii_only) > width - 2:
        scale = 1
    drawn = digits(text, scale, ascii_only=ascii_only)
    for row, line in enumerate(drawn):
        grid.put(x + 1, y + 1 + row, line, "ask" if rest.over else "big")
    used = len(drawn[0]) + 2
    if beside and width - used > len(tail) + 4:
        if changed and not plain:
            buttons(grid, x + 1 + used, y + 1, width - 2 - used, len(drawn) - 1, presses)
        _bar(grid, x + 1 + used, y + len(drawn), width - 2 - used, rest, tail)
        return len(drawn) + 1
    _bar(grid, x + 1, y + 1 + len(drawn), width - 2, rest, tail)
    return len(drawn) + 2


def _bar(grid: Grid, x: int, y: int, width: int, rest: Rest, tail: str) -> None:
    length = width - text_width(tail) - 1
    left = max(0, rest.left or 0)
    done = length if rest.over else round(length * (1 - left / rest.target)) if rest.target else length
    done = max(0, min(length, done))
    grid.put(x, y, "━" * done, "ask" if rest.over else "data")
    grid.put(x + done, y, "─" * (length - done), "grid")
    grid.put(x + length + 1, y, tail, "muted")


def next_height(scale: int) -> int:
    """The rows of the next set in digits of a scale, 0 for a line of text."""
    return {0: 2, 1: 5, 2: 8}[scale]


def fits(view: LogView, scale: int, width: int) -> bool:
    """Whether the digits of the next set fit at a scale."""
    parts = (_digits_load(view.bench.next, view.unit), "x", amount_text(view.bench.next).removesuffix(" s") or "-")
    return sum(len(digits(part, scale)[0]) for part in parts if part) + 14 <= width


def draw_next(view: LogView, grid: Grid, x: int, y: int, width: int, scale: int, ascii_only: bool) -> None:
    """Draw the next set with what is on the bar, and how it compares with last time."""
    bench, draft = view.bench, view.bench.next
    kind = "warm-up" if draft.kind is SetKind.WARMUP else "set"
    of = (
        f" of {bench.total}" if bench.total and draft.kind is not SetKind.WARMUP and bench.number <= bench.total else ""
    )
    title = f"Next · {kind} {bench.number}{of}"
    heading(grid, x, y, width, title)
    side = SIDES[draft.side] or ("both sides" if bench.sided else "")
    marks = [(side, "chosen>side")] if side else []
    marks += [("skipped", "fault")] if bench.lift.id in view.skipped else []
    at = x + 2 + text_width(title)
    for word, style in marks:
        if at + text_width(word) + 4 <= x + width:
            grid.put(at, y, f" · {word} ", style)
            at += text_width(word) + 3
    gain, versus = _gain(view, width)
    if scale and not fits(view, scale, width):
        scale = 0
    if not scale:
        text = work_text(draft, view.unit, always=True)
        grid.put(x + 1, y + 1, text, "strong")
        if view.plates and 4 + text_width(text) + text_width(view.plates) < width:
            grid.put(x + 4 + text_width(text), y + 1, view.plates, "muted")
        return
    load = _digits_load(draft, view.unit)
    height = 6 if scale == 2 and not ascii_only else 3
    at = x + 1
    bottom = y + height
    if load:
        at = _big(grid, at, y + 1, load, scale, "big", ascii_only)
        unit = "cm" if draft.distance_mm is not None else draft.load.unit if draft.load else ""
        grid.put(at + 1, bottom, unit, "muted")
        at += len(unit) + 2
        at = _big(grid, at, y + 1, "x", scale, "dim", ascii_only) + 2
    elif draft.reps is not None:
        grid.put(at, bottom, "bw ×", "muted")
        at += 5
    at = _big(grid, at, y + 1, amount_text(draft).removesuffix(" s") or "-", scale, "big", ascii_only)
    word = "s" if draft.seconds is not None and draft.reps is None else "reps"
    grid.put(at + 1, bottom, word, "muted")
    if draft.reps is None and draft.seconds is None:
        grid.put(at + 8, bottom - 1, fit("arrows or enter", width - (at - x) - 9), "muted")
    if gain and scale == 1:
        at += 2 + len(word) - 2
        if at - x + 3 + text_width(gain) < width:
            grid.put(at + 3, y + 1, gain, "chosen")
            if text_width(versus) > width - (at - x) - 3:
                versus = "vs last"
            grid.put(at + 3, y + 2, fit(versus, width - (at - x) - 3), "muted")
    grid.put(x + 1, bottom + 1, fit(view.plates, width - 2), "muted")
    if gain and scale == 2:
        at = x + 3 + max(24, text_width(view.plates))
        grid.put(at, bottom + 1, gain, "chosen")
        grid.put(at + text_width(gain) + 1, bottom + 1, versus, "muted")


def draw_nudges(view: LogView, grid: Grid, x: int, y: int, width: int) -> None:
    """Draw what a mouse presses for load and reps: one row, less and more beside what they change."""
    load, rep = view.nudges
    for word, action in ((load, "load"), (rep, "reps")):
        if 10 + text_width(word) > width:
            return
        grid.put(x, y, "  -  ", f"button>{action}(-1)")
        grid.put(x + 6, y, word, "muted")
        grid.put(x + 7 + text_width(word), y, "  +  ", f"button>{action}(1)")
        x += text_width(word) + 15
        width -= text_width(word) + 15


def _big(grid: Grid, x: int, y: int, text: str, scale: int, style: str, ascii_only: bool) -> int:
    drawn = digits(text, scale, ascii_only=ascii_only)
    for row, line in enumerate(drawn):
        grid.put(x, y + row, line, style)
    return x + len(drawn[0])


def _digits_load(draft: SetDraft, unit: str) -> str:
    if draft.distance_mm is not None:
        return load_text(draft, unit).split()[0]
    if draft.load is None:
        return ""
    if draft.load.body:
        return ("+" if draft.load.grams >= 0 else "-") + draft.load.text.lstrip("-")
    return draft.load.text


def _gain(view: LogView, width: int) -> tuple[str, str]:
    gain, load = view.bench.gain(), view.bench.next.load
    if not gain or load is None:
        return "", ""
    from hinge_log.training.load import Load

    change = Load.from_grams(gain, load.unit).text
    return f"{change if gain < 0 else '+' + change} {load.unit}", "on last time" if width != 48 else "vs last"


def draw_strip(view: LogView, grid: Grid, x: int, y: int, width: int, height: int) -> None:
    """Draw the strip that asks for the form of the last or picked set, or for its RPE once it has one."""
    bench = view.bench
    picked = next((each for each in bench.lift.sets if each.id == view.picked), None)
    asked = None if picked else bench.unrated
    last = picked or bench.latest
    if view.typing:
        heading(grid, x, y, width, view.typing, style="chosen", heavy=True)
        return
    if last is not None and view.rpe is not None and not picked:
        hints = view.hints
        keys = f"{hints.rpe} {view.rpe:g}, {hints.rpe_less} less, {hints.rpe_more} more"
        text = f"RPE of {view.set_called(last)}?  {keys}"
        heading(grid, x, y, width, text, style="ask", heavy=True)
        around = sorted({max(1.0, min(10.0, view.rpe + half / 2)) for half in range(-2, 3)})
        offered = [Button(f"{rpe:g}", f"rpe({rpe:g})", chosen=rpe == view.rpe, choice=True) for rpe in around]
        buttons(grid, x + 1, y + 1, width - 2, max(1, height), offered)
        return
    if last is not None and last.what.pain is not None:
        name = view.set_called(last)
        heading(grid, x, y, width, f"{name[:1].upper()}{name[1:]} hurt: it keeps no form")
        return
    if last is None:
        heading(grid, x, y, width, "Form, after the set")
    elif asked:
        text = f"How was {view.set_called(last)}?  {work_text(last.what, view.unit)}"
        heading(grid, x, y, width, text, style="ask", heavy=True)
    else:
        heading(grid, x, y, width, f"Form of {view.set_called(last)}")
    label = last.what.form.label if last and last.what.form else None
    shown = [Button(word, f"form({n})", str(n), chosen=n == label, choice=True) for n, word in LABELS.items()]
    edge = 0 if width < NARROW and height <= 1 else 1  # every cell for words that would touch their button's edge
    buttons(grid, x + edge, y + 1, width - 2 * edge, max(1, height), shown)
