"""The sets of the lift at hand: those done, the next one, those still planned."""

from __future__ import annotations

from hinge_log.charts.cells import Grid, Segment, fit, padded, text_width
from hinge_log.charts.pages.log_view import LogView, padded_left, work_text
from hinge_log.charts.pages.parts import amount_text, form_pips, form_words, heading, load_text
from hinge_log.training.sides import finished, halves, numbered, planned_done
from hinge_log.training.workout import SetDraft, SetKind, SetRecord

Line = list[Segment]


def draw_sets(view: LogView, grid: Grid, x: int, y: int, width: int, height: int, *, double: bool = False) -> None:
    """Draw the list; the next set stays in sight, with what is done above it."""
    heading(grid, x, y, width, "Sets")
    lines = _lines(view, width)
    room = height - 1
    step = 2 if double and 2 * len(lines) <= room else 1
    done = next(place for place, line in enumerate(lines) if line[-1][0].startswith("next"))
    first = max(0, min(done + 2 - room, len(lines) - room)) if len(lines) * step > room else 0
    picked = next((place for place, line in enumerate(lines) if any(s.startswith("primary") for _, s in line)), first)
    first = min(first, picked)  # what the keys mean is in sight
    for place, line in enumerate(lines[first : first + max(0, room)]):
        at = x
        for text, style in line:
            grid.put(at, y + 1 + place * step, text, style)
            at += text_width(text)


def sets_height(view: LogView, width: int) -> int:
    """The rows of the whole list with its heading."""
    return 1 + len(_lines(view, width))


def _lines(view: LogView, width: int) -> list[Line]:
    bench = view.bench
    lift = bench.lift
    lines: list[Line] = []
    wide = max([7, *(text_width(load_text(each.what, view.unit)) for each in lift.sets)])
    numbers = numbered(lift, sided=bench.sided)
    effort = any(each.what.rpe is not None for each in lift.sets)
    for record in lift.sets:
        warm, number = numbers[record.id]
        line = _done_line(view, record, f"w{number}" if warm else str(number), wide, width, effort=effort)
        lines.append([(text, f"{style}>pick_set({record.id!r})") for text, style in line] if view.touch else line)
        if record.what.note:
            lines.append([("       ", ""), (fit(f'"{record.what.note}"', width - 8), "muted")])
    if view.warm_up:
        offer = fit(f"warm-up  {view.warm_up}", width - 5)
        lines.append([(f" {view.hints.warm_up} ", "strong>warm_up"), (offer, "chosen>warm_up")])
    draft = bench.next
    warm = draft.kind is SetKind.WARMUP
    name = f"w{bench.number}" if warm else str(bench.number)
    side = f" {draft.side}" if draft.side else ""
    amount = f" × {amount_text(draft) or '-'}{side}"
    extra = finished(lift, sided=bench.sided)
    skipped = "next, skipped" if lift.id in view.skipped else "next, extra" if extra else "next"
    lines.append(
        [(" ▸ ", "chosen"), (f"{name:>2} ", "muted"), (padded_left(load_text(draft, view.unit), wide), "strong"),
         (amount.ljust(12), "strong"), (skipped, "chosen")]
    )  # fmt: skip
    counts = {kind: sum(1 for is_warm, _ in numbers.values() if is_warm == kind) for kind in (True, False)}
    if bench.sided:
        for kind in (True, False):
            same = [each for each in lift.sets if (each.what.kind is SetKind.WARMUP) == kind]
            counts[kind] = halves(same, sided=True) // 2
    counts[warm] += 1
    for each in lift.plan[planned_done(lift, sided=bench.sided) + 1 :]:
        warm = each.kind is SetKind.WARMUP
        counts[warm] += 1
        name = f"w{counts[True]}" if warm else str(counts[False])
        what = SetDraft(each.reps, each.load or draft.load, each.seconds, distance_mm=draft.distance_mm)
        lines.append(
            [(" · ", "dim"), (f"{name:>2} ", "dim"), (padded_left(load_text(what, view.unit), wide), "dim"),
             (f" × {amount_text(what) or '-'}", "dim")]
        )  # fmt: skip
    key, words, action = view.onward
    if words:
        at = next(place for place, line in enumerate(lines) if line[-1][0].startswith("next"))
        lines.insert(at, [(f" {key} ", f"strong>{action}"), (fit(words, width - 4), f"chosen>{action}")])
    return lines


def _done_line(view: LogView, record: SetRecord, name: str, wide: int, width: int, *, effort: bool) -> Line:
    what, picked = record.what, record.id == view.picked
    warm = what.kind is SetKind.WARMUP
    weight = "text" if warm else "strong"
    tag = {"drop": "drop", "failure": "fail"}.get(what.kind.value, "")
    rpe = f"@{what.rpe:g}" if what.rpe is not None else ""
    amount = f" × {amount_text(what) or '-'}"
    words = [what.side, f"{rpe:<4}" if effort and (what.side or tag) else rpe, tag]
    extra = " ".join(word for word in words if word)
    line = [
        (" ▸ " if picked else " ✓ ", "chosen"),
        (f"{name:>2} ", "muted"),
        (padded_left(load_text(what, view.unit), wide), weight),
        (amount, weight),
        (padded(f" {extra}", max(7, 12 - len(amount)) if width >= 44 else max(2, len(extra) + 2)), "muted"),
    ]
    if what.pain is not None:
        line += [("pain ", "fault"), (f"{what.pain.level} of 10", "fault")]
    elif what.form is None:
        line += [(form_pips(None), "dim"), (" ", ""), ("not rated", "ask" if not warm else "muted")]
    else:
        style = "data" if what.form.basis == "checked" else "quick"
        line += [(form_pips(what.form), style), (" ", ""), (form_words(what.form.label), "text")]
        slips = sum(1 for _, slipped in what.form.slips if slipped)
        if slips:
            line.append((f"  ▲ {slips}", "fault"))
    if what.note:
        line.append((' "', "chosen"))
    used = sum(text_width(text) for text, _ in line)
    before = [each.what for each in view.bench.last if (each.what.kind is SetKind.WARMUP) == warm]
    number = int(name.lstrip("w"))
    if width >= 58 and number <= len(before) and not view.bench.sided:
        text = f"last {work_text(before[number - 1], view.unit)}"
        if used + text_width(text) + 2 <= width:
            line.append((" " * (width - used - text_width(text) - 1), ""))
            line.append((text, "dim"))
    return [(text, "primary" if picked and style in ("strong", "text") else style) for text, style in line]
