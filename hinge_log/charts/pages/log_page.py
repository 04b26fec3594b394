"""The workout in progress: what to lift next, how long to rest, how the last set was, what to look for."""

from __future__ import annotations

from collections.abc import Mapping

from hinge_log.charts.cells import Grid, Row, fit, padded, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.letters import digits, digits_width
from hinge_log.charts.pages.parts import (
    LOW,
    NARROW,
    TALL,
    WIDE,
    Button,
    amount_text,
    buttons,
    clock_text,
    date_text,
    form_words,
    heading,
    load_text,
    pips,
    summary,
    title_bar,
)
from hinge_log.exercises.model import Item
from hinge_log.training.bench import Bench
from hinge_log.training.rest import Rest
from hinge_log.training.workout import LABELS, SetDraft, SetKind, SetRecord
from hinge_log.values import dataclass


@dataclass(frozen=True, slots=True)
class Panel:
    """The check panel while it is open: reps that slipped by item, how it is judged, and what it comes to."""

    record: SetRecord
    number: str
    slips: Mapping[str, int | None]
    judged_by: str
    outcome: str


@dataclass(frozen=True, slots=True)
class LogView:
    """All that the page shows. `names` maps exercise keys to names; `today` is a day number."""

    bench: Bench
    name: str
    names: Mapping[str, str]
    items: tuple[Item, ...]
    rest: Rest
    unit: str
    today: int
    minutes: int
    status: str
    keys: tuple[Key, ...]
    plates: str = ""
    panel: Panel | None = None
    typing: str = ""
    picked: str = ""
    help_key: str = "?"
    touch: bool = True
    recent: tuple[tuple[int, tuple[SetRecord, ...]], ...] = ()
    medians: tuple[float | None, ...] = ()


def log_rows(view: LogView, width: int, height: int, *, ascii_only: bool = False) -> list[Row]:
    """The page as exactly `height` rows of at most `width` cells."""
    grid = Grid(width, height)
    if width < 30 or height < 10:
        return _mini(view, width, height)
    rows_top = _head(view, grid)
    if width < NARROW:
        _narrow(view, grid, rows_top, ascii_only)
    else:
        _columns(view, grid, rows_top, ascii_only)
    rows = grid.rows()
    rows[0] = _title(view, width)
    rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


# -- layouts -----------------------------------------------------------------------------------------------


def _mini(view: LogView, width: int, height: int) -> list[Row]:
    draft = view.bench.next
    asked = view.bench.unrated
    next_line = f"{view.name} {_work(draft, view.unit)}"
    rest = "" if view.rest.left is None else clock_text(view.rest.left)
    form = f"form of {_work(asked.what, view.unit)}? 1-5" if asked else view.status
    rows: list[Row] = [
        ((fit(next_line, width), "strong>log_set"),),
        ((fit(f"rest {rest}" if rest else "space logs", width), "muted"),),
        ((fit(form, width), "ask" if asked else "muted"),),
    ]
    return (rows + [()] * height)[:height]


def _narrow(view: LogView, grid: Grid, top: int, ascii_only: bool) -> None:
    width, height = grid.width, grid.height
    low = height < LOW
    foot = height - 2
    grid.put(1, foot, fit(view.status, width - 2), "muted")
    touch = not low and view.touch and not view.typing
    if touch:
        foot -= 3
        done = Button("DONE", "panel_done", chosen=True) if view.panel else Button("LOG SET", "log_set", chosen=True)
        wide = (width - 2) * 2 // 5
        buttons(grid, 1, foot, wide, 3, [done])
        rest = [Button("fault", "check"), Button("type", "type"), Button("cues", "cue")]
        buttons(grid, wide + 2, foot, width - wide - 3, 3, rest)
        foot -= 1 if height >= 28 else 0
    if view.panel and view.typing:
        _strip(view, grid, 0, foot - 2, width, 1)
        foot -= 2
    if view.panel:
        y = top
        if not low:
            y += _rest(view, grid, 0, y, width, ascii_only)
        _panel(view, grid, 0, y, width, foot - y)
        return
    strip = 4 if touch else 2
    foot -= strip
    _strip(view, grid, 0, foot, width, strip - 1)
    scale = 0 if low else 1
    next_height = _next_height(scale)
    foot -= next_height
    _next(view, grid, 0, foot, width, scale, ascii_only)
    rest_height = 2 if low else 5
    foot -= rest_height
    _rest(view, grid, 0, foot, width, ascii_only, plain=low)
    _sets(view, grid, 0, top, width, foot - top)


def _columns(view: LogView, grid: Grid, top: int, ascii_only: bool) -> None:
    width, height = grid.width, grid.height
    wide, low, tall = width >= WIDE, height < LOW, height >= TALL
    foot = height - 2
    grid.put(1, foot, fit(view.status, width - 2), "muted")
    side = 40 if wide else min(40, max(32, width * 5 // 12))
    x = width - side
    strip = 4 if tall and view.touch and not view.typing else 2
    strip_top = foot - strip
    if not view.panel or view.typing:
        _strip(view, grid, 0, strip_top, width, strip - 1)
    left = 38 if wide else 0
    if wide:
        _today(view, grid, 0, top, left - 2, strip_top - top - 1)
    middle = x - left - 2
    scale = 0 if low else 2 if tall and wide and _fits(view, 2, middle) else 1
    next_height = _next_height(scale)
    next_top = strip_top - next_height - (0 if low else 1)
    _next(view, grid, left, next_top, middle, scale, ascii_only)
    _sets(view, grid, left, top, middle, next_top - top, double=tall)
    y = top + _rest(view, grid, x, top, side, ascii_only, plain=low, scale=2 if tall and wide else 1)
    room = strip_top - y if not view.panel or view.typing else foot - y
    if view.panel:
        _panel(view, grid, x, y + (0 if low else 1), side, room - (0 if low else 1))
    else:
        _checks(view, grid, x, y + (0 if low else 1), side, room - (0 if low else 1))


# -- parts -------------------------------------------------------------------------------------------------


def _title(view: LogView, width: int) -> Row:
    bench = view.bench
    lifts = len(bench.workout.lifts)
    where = f"   lift {bench.index + 1} of {lifts}  ·  {date_text(bench.workout.day, weekday=width >= NARROW)}"
    return title_bar([(view.name, "barstrong"), (where, "barmuted")], f"{view.minutes} min", width)


def _head(view: LogView, grid: Grid) -> int:
    bench = view.bench
    if grid.height < LOW and grid.width < NARROW:
        return 1
    if not bench.last or bench.last_day is None:
        grid.put(1, 1, fit("First time. Arrows set load and reps, space logs the set.", grid.width - 2), "muted")
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
        pieces.append((f"   ▲ {fault}", "fault"))
    for text, style in pieces:
        text = fit(text, grid.width - 1 - x)
        grid.put(x, 1, text, style)
        x += text_width(text)
    return 2


def _last_fault(view: LogView) -> str:
    texts = {item.id: item.fault_text for item in view.items}
    for number, record in enumerate(view.bench.last, 1):
        for item, slipped in record.what.form.slips if record.what.form else ():
            if slipped and item in texts:
                return f"{texts[item]}, set {number}"
    return ""


def _sets(view: LogView, grid: Grid, x: int, y: int, width: int, height: int, *, double: bool = False) -> None:
    heading(grid, x, y, width, "Sets")
    lines = _set_lines(view, width)
    room = height - 1
    step = 2 if double and 2 * len(lines) <= room else 1
    # The next set stays in sight, with what is done above it.
    done = next(place for place, line in enumerate(lines) if line[-1][0] == "next")
    first = max(0, min(done + 2 - room, len(lines) - room)) if len(lines) * step > room else 0
    for place, line in enumerate(lines[first : first + room]):
        at = x
        for text, style in line:
            grid.put(at, y + 1 + place * step, text, style)
            at += text_width(text)


def _set_lines(view: LogView, width: int) -> list[list[tuple[str, str]]]:
    bench = view.bench
    lines: list[list[tuple[str, str]]] = []
    counts = {True: 0, False: 0}
    wide = max([7, *(text_width(load_text(each.what, view.unit)) for each in bench.lift.sets)])
    for record in bench.lift.sets:
        what = record.what
        warm = what.kind is SetKind.WARMUP
        counts[warm] += 1
        name = f"w{counts[True]}" if warm else str(counts[False])
        mark = "▸" if record.id == view.picked else "✓"
        lines.append(_set_line(view, mark, name, what, wide, width, picked=record.id == view.picked))
        if what.note:
            lines.append([("       ", ""), (fit(f'"{what.note}"', width - 8), "muted")])
    planned = bench.lift.plan[len(bench.lift.sets) + 1 :]
    draft = bench.next
    warm = draft.kind is SetKind.WARMUP
    name = f"w{counts[True] + 1}" if warm else str(counts[False] + 1)
    counts[warm] += 1
    lines.append(
        [(" ▸ ", "chosen"), (f"{name:>2} ", "muted"), (padded_left(load_text(draft, view.unit), wide), "strong"),
         (f" × {amount_text(draft) or '-'}".ljust(12), "strong"), ("next", "chosen")]
    )  # fmt: skip
    for each in planned:
        warm = each.kind is SetKind.WARMUP
        counts[warm] += 1
        name = f"w{counts[True]}" if warm else str(counts[False])
        what = SetDraft(each.reps, each.load or draft.load, each.seconds)
        lines.append(
            [(" · ", "dim"), (f"{name:>2} ", "dim"), (padded_left(load_text(what, view.unit), wide), "dim"),
             (f" × {amount_text(what) or '-'}", "dim")]
        )  # fmt: skip
    return lines


def _set_line(
    view: LogView, mark: str, name: str, what: SetDraft, wide: int, width: int, *, picked: bool
) -> list[tuple[str, str]]:
    warm = what.kind is SetKind.WARMUP
    weight = "text" if warm else "strong"
    tag = {"drop": "drop", "failure": "fail"}.get(what.kind.value, "")
    rpe = f"@{what.rpe:g}" if what.rpe is not None else ""
    side = what.side
    amount = f" × {amount_text(what) or '-'}"
    extra = " ".join(word for word in (rpe, side, tag) if word)
    line = [
        (f" {mark} ", "chosen"),
        (f"{name:>2} ", "muted"),
        (padded_left(load_text(what, view.unit), wide), weight),
        (amount, weight),
        (padded(f" {extra}", max(7, 12 - len(amount)) if width >= 44 else max(2, len(extra) + 2)), "muted"),
    ]
    label = what.form.label if what.form else None
    if what.pain is not None:
        line += [("pain ", "fault"), (f"{what.pain.level} of 10", "fault")]
    elif what.form is None:
        line += [("○○○○○ ", "dim"), ("not rated", "ask" if not warm else "muted")]
    else:
        style = "data" if what.form.basis == "checked" else "quick"
        line += [(pips(label), style), (" ", ""), (form_words(label), "text")]
        slips = sum(1 for _, slipped in what.form.slips if slipped)
        if slips:
            line.append((f"  ▲ {slips}", "fault"))
    used = sum(text_width(text) for text, _ in line)
    before = [each.what for each in view.bench.last if (each.what.kind is SetKind.WARMUP) == warm]
    if width >= 58 and int(name.lstrip("w")) <= len(before):
        text = f"last {_work(before[int(name.lstrip('w')) - 1], view.unit)}"
        if used + text_width(text) + 2 <= width:
            line.append((" " * (width - used - text_width(text) - 1), ""))
            line.append((text, "dim"))
    return [(text, "primary" if picked and style in ("strong", "text") else style) for text, style in line]


def _rest(
    view: LogView, grid: Grid, x: int, y: int, width: int, ascii_only: bool, *, plain: bool = False, scale: int = 1
) -> int:
    """Draw the rest clock; gives the rows that it took."""
    rest = view.rest
    heading(
        grid, x, y, width, "Lift now" if rest.over else "Rest", style="ask" if rest.over else "title", heavy=rest.over
    )
    if rest.target == 0 and rest.left is None:
        grid.put(x + 1, y + 1, "off for this lift", "muted")
        return 2 if plain else 3
    if rest.left is None:
        grid.put(x + 1, y + 1, clock_text(rest.target), "strong")
        grid.put(x + 7, y + 1, fit("starts when you log", width - 8), "muted")
        return 2 if plain else 3
    tail = "paused" if rest.paused else "rest is over" if rest.over else f"of {clock_text(rest.target)}"
    if plain:
        text = clock_text(rest.left)
        grid.put(x + 1, y + 1, text, "strong")
        _bar(grid, x + 2 + len(text), y + 1, width - 3 - len(text), rest, tail)
        return 2
    text = clock_text(rest.left)
    if digits_width(text, scale, ascii_only=ascii_only) > width - 2:
        scale = 1
    drawn = digits(text, scale, ascii_only=ascii_only)
    for row, line in enumerate(drawn):
        grid.put(x + 1, y + 1 + row, line, "ask" if rest.over else "big")
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


def _next_height(scale: int) -> int:
    return {0: 2, 1: 5, 2: 8}[scale]


def _fits(view: LogView, scale: int, width: int) -> bool:
    parts = (_digits_load(view.bench.next, view.unit), "x", amount_text(view.bench.next).removesuffix(" s") or "-")
    return sum(len(digits(part, scale)[0]) for part in parts if part) + 14 <= width


def _next(view: LogView, grid: Grid, x: int, y: int, width: int, scale: int, ascii_only: bool) -> None:
    bench, draft = view.bench, view.bench.next
    kind = "warm-up" if draft.kind is SetKind.WARMUP else "set"
    of = (
        f" of {bench.total}" if bench.total and draft.kind is not SetKind.WARMUP and bench.number <= bench.total else ""
    )
    side = {"L": " · left", "R": " · right"}.get(draft.side, "")
    heading(grid, x, y, width, f"Next · {kind} {bench.number}{of}{side}")
    gain, versus = _gain(view, width)
    if scale and not _fits(view, scale, width):
        scale = 0
    if not scale:
        text = _work(draft, view.unit, always=True)
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
            grid.put(at + 3, y + 2, fit(versus, width - (at - x) - 3), "muted")
    grid.put(x + 1, bottom + 1, fit(view.plates, width - 2), "muted")
    if gain and scale == 2:
        at = x + 3 + max(24, text_width(view.plates))
        grid.put(at, bottom + 1, gain, "chosen")
        grid.put(at + text_width(gain) + 1, bottom + 1, versus, "muted")


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


def _strip(view: LogView, grid: Grid, x: int, y: int, width: int, height: int) -> None:
    bench = view.bench
    picked = next((each for each in bench.lift.sets if each.id == view.picked), None)
    asked = None if picked else bench.unrated
    last = picked or (bench.lift.sets[-1] if bench.lift.sets else None)
    if view.typing:
        heading(grid, x, y, width, view.typing, style="chosen", heavy=True)
        return
    if last is None:
        heading(grid, x, y, width, "Form, after the set")
    elif asked:
        text = f"How was {_set_name(bench, last)}?  {_work(last.what, view.unit)}"
        heading(grid, x, y, width, text, style="ask", heavy=True)
    else:
        heading(grid, x, y, width, f"Form of {_set_name(bench, last)}")
    label = last.what.form.label if last and last.what.form else None
    shown = [Button(word, f"form({n})", str(n), chosen=n == label) for n, word in LABELS.items()]
    buttons(grid, x + 1, y + 1, width - 2, max(1, height), shown)


def _set_name(bench: Bench, record: SetRecord) -> str:
    warm = record.what.kind is SetKind.WARMUP
    same = [each.id for each in bench.lift.sets if (each.what.kind is SetKind.WARMUP) == warm]
    number = same.index(record.id) + 1
    return f"warm-up {number}" if warm else f"set {number}"


def _checks(view: LogView, grid: Grid, x: int, y: int, width: int, height: int) -> None:
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


def _panel(view: LogView, grid: Grid, x: int, y: int, width: int, height: int) -> None:
    panel = view.panel
    if panel is None or height < 2:
        return
    heading(grid, x, y, width, f"{panel.number}: what slipped?", style="fault", heavy=True)
    if not view.items and not view.typing:
        grid.put(x + 1, y + 1, fit("No checklist for this exercise.", width - 2), "muted")
    for number, item in enumerate(view.items[: height - 1], 1):
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
    at = y + len(view.items) + 1
    if at + 1 < y + height:
        grid.put(x + 1, at + 1, fit(f"j judged by: {panel.judged_by}   0 pain", width - 2), "muted>judge")


def _today(view: LogView, grid: Grid, x: int, y: int, width: int, height: int) -> None:
    bench = view.bench
    heading(grid, x, y, width, "Today")
    at = y + 1
    for place, lift in enumerate(bench.workout.lifts[: max(1, height // 3)]):
        here = place == bench.index
        full = bool(lift.sets) and len(lift.sets) >= len(lift.plan)
        mark = "▸" if here else "✓" if full else "·"
        style = "strong" if here else "text" if full else "muted"
        grid.put(x + 1, at, mark, f"chosen>lift({place})" if here or full else f"muted>lift({place})")
        grid.put(x + 3, at, padded(view.names.get(lift.exercise, lift.exercise), 20), f"{style}>lift({place})")
        planned = [each.reps for each in lift.plan if each.kind.counts]
        sets = planned or [each.what.reps for each in lift.sets if each.what.kind.counts]
        reps = set(sets)
        amount = f"{len(sets)} × {next(iter(reps))}" if len(reps) == 1 and None not in reps else f"{len(sets)} sets"
        grid.put(x + 24, at, amount if sets else "", "muted")
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


def _work(draft: SetDraft, unit: str, *, always: bool = False) -> str:
    load, amount = load_text(draft, unit), amount_text(draft) or "-"
    if always and draft.load and not draft.load.body and load == draft.load.text:
        load = f"{load} {draft.load.unit}"
    return f"{load} × {amount}" if load else amount


def padded_left(text: str, width: int) -> str:
    """Push a text to the right of `width` cells."""
    return " " * (width - text_width(text)) + text
