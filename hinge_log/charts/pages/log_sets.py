"""The sets of the lift at hand: those done, the next one, those still planned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from hinge_log.charts.cells import Grid, Segment, fit, padded, text_width
from hinge_log.charts.pages.log_view import LogView, padded_left, work_text
from hinge_log.charts.pages.parts import amount_text, form_pips, form_words, heading, load_text
from hinge_log.training.sides import finished, halves, numbered, planned_done, set_label
from hinge_log.training.workout import PlannedSet, SetDraft, SetKind, SetRecord

Line = list[Segment]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list that is written when it is seen: a long lift has many more than the screen."""

    write: Callable[[], Line]
    next: bool = False
    picked: bool = False


def draw_sets(view: LogView, grid: Grid, x: int, y: int, width: int, height: int, *, double: bool = False) -> None:
    """Draw the list; the next set stays in sight, with what is done above it."""
    heading(grid, x, y, width, "Sets")
    entries = _entries(view, width)
    room = height - 1
    step = 2 if double and 2 * len(entries) <= room else 1
    done = next(place for place, entry in enumerate(entries) if entry.next)
    first = max(0, min(done + 2 - room, len(entries) - room)) if len(entries) * step > room else 0
    picked = next((place for place, entry in enumerate(entries) if entry.picked), first)
    first = min(first, picked)  # what the keys mean is in sight
    for place, entry in enumerate(entries[first : first + max(0, room)]):
        at = x
        for text, style in entry.write():
            grid.put(at, y + 1 + place * step, text, style)
            at += text_width(text)


def sets_height(view: LogView, width: int) -> int:
    """The rows of the whole list with its heading."""
    return 1 + len(_entries(view, width))


def _entries(view: LogView, width: int) -> list[Entry]:
    bench = view.bench
    lift, draft = bench.lift, bench.next
    wide = max([7, *(text_width(load_text(each.what, view.unit)) for each in lift.sets)])
    numbers = numbered(lift.sets, sided=bench.sided)
    effort = any(each.what.rpe is not None for each in lift.sets)
    entries: list[Entry] = []
    for record in lift.sets:
        write = partial(_done, view, record, numbers[record.id], wide, width, effort=effort)
        entries.append(Entry(write, picked=record.id == view.picked))
        if record.what.note:
            note = f'"{record.what.note}"'
            entries.append(Entry(partial(_said, "       ", note, width - 8, "", "muted")))
    if view.warm_up:
        offer = f"warm-up  {view.warm_up}"
        entries.append(
            Entry(partial(_said, f" {view.hints.warm_up} ", offer, width - 5, "strong>warm_up", "chosen>warm_up"))
        )
    key, words, action = view.onward
    if words:
        entries.append(Entry(partial(_said, f" {key} ", words, width - 4, f"strong>{action}", f"chosen>{action}")))
    entries.append(Entry(partial(_next, view, wide, width), next=True))
    counts = {kind: sum(1 for is_warm, _ in numbers.values() if is_warm == kind) for kind in (True, False)}
    if bench.sided:
        for kind in (True, False):
            same = [each for each in lift.sets if (each.what.kind is SetKind.WARMUP) == kind]
            counts[kind] = halves(same, sided=True) // 2
    counts[draft.kind is SetKind.WARMUP] += 1
    for each in lift.plan[planned_done(lift, sided=bench.sided) + 1 :]:
        warm = each.kind is SetKind.WARMUP
        counts[warm] += 1
        entries.append(Entry(partial(_planned, view, each, set_label(counts[warm], warm=warm), wide, width)))
    return entries


def _said(key: str, words: str, room: int, key_style: str, style: str) -> Line:
    return [(key, key_style), (fit(words, room), style)]


def _done(view: LogView, record: SetRecord, number: tuple[bool, int], wide: int, width: int, *, effort: bool) -> Line:
    warm, place = number
    line = _done_line(view, record, set_label(place, warm=warm), wide, width, effort=effort)
    return [(text, f"{style}>pick_set({record.id!r})") for text, style in line] if view.touch else line


def _next(view: LogView, wide: int, width: int) -> Line:
    bench = view.bench
    lift, draft = bench.lift, bench.next
    side = f" {draft.side}" if draft.side else ""
    amount = f" × {amount_text(draft) or '-'}{side}"
    extra = finished(lift, sided=bench.sided)
    skipped = "next, skipped" if lift.id in view.skipped else "next, extra" if extra else "next"
    line = [
        (" · ", "dim") if view.picked else (" ▸ ", "chosen"),
        (f"{bench.label:>2} ", "muted"), (padded_left(load_text(draft, view.unit), wide), "strong"),
        (amount.ljust(12), "strong"), (skipped, "chosen"),
    ]  # fmt: skip
    return line + _last_time(view, bench.label, line, width)


def _planned(view: LogView, planned: PlannedSet, name: str, wide: int, width: int) -> Line:
    draft = view.bench.next
    what = SetDraft(planned.reps, planned.load or draft.load, planned.seconds, distance_mm=draft.distance_mm)
    line = [
        (" · ", "dim"), (f"{name:>2} ", "dim"), (padded_left(load_text(what, view.unit), wide), "dim"),
        (f" × {amount_text(what) or '-'}", "dim"),
    ]  # fmt: skip
    return line + _last_time(view, name, line, width)


def _last_time(view: LogView, name: str, line: Line, width: int) -> Line:
    """The set of the same number last time, at the end of a line that has the room."""
    if width < 58 or view.bench.sided:
        return []
    warm, number = name.startswith("w"), int(name.lstrip("w"))
    before = [each.what for each in view.bench.last if (each.what.kind is SetKind.WARMUP) == warm]
    if number > len(before):
        return []
    text = f"last {work_text(before[number - 1], view.unit)}"
    room = width - sum(text_width(each) for each, _ in line) - text_width(text) - 1
    return [(" " * room, ""), (text, "dim")] if room > 0 else []


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
    slips = sum(1 for _, slipped in what.form.slips if slipped) if what.form else 0
    if slips:
        line.append((f"  ▲ {slips}", "fault"))
    if what.note:
        line.append((' "', "chosen"))
    line += _last_time(view, name, line, width)
    return [(text, "primary" if picked and style in ("strong", "text") else style) for text, style in line]
