"""The sets of the current lift: those done, the next one, those still planned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.message import Message

from hinge_log.charts.cells import Row, Segment, fit, padded, row_width, text_width
from hinge_log.charts.coach_words import ExtraLine, extra_lines, fault_texts
from hinge_log.charts.set_texts import amount_text, form_pips, form_words, load_text
from hinge_log.exercises.model import Item
from hinge_log.training.session import WorkoutSession
from hinge_log.training.sides import finished, halves, numbered, planned_done, set_label
from hinge_log.training.workout import PlannedSet, SetDraft, SetKind, SetRecord
from hinge_log.widgets.keys import KeyHint
from hinge_log.widgets.line_panel import LinePanel, row_reactive
from hinge_log.widgets.next_set import work_text
from hinge_log.widgets.panels import panel_rule

LAST_TIME_GAP = 2
"""Cells between a line and last time's set at its end, at the least."""

LEAST_EXTRA = 12
"""Cells that a further text beside a set needs, where it has to be cut."""


class SetLine(NamedTuple):
    """A line that is written when it is in sight: a long lift has many more than the panel."""

    write: Callable[[], Row]
    set_id: str = ""


class SetList(LinePanel, can_focus=True):
    """The next set stays in sight, with what is done above it; `selected` is the id of the selected set.

    With the focus, arrows, PgUp, PgDn, home and end ask for another set by `SetList.Moved`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "set above", show=False),
        Binding("down,j", "move(1)", "set below", show=False),
        Binding("pageup,home", "move(-9999)", "first set", show=False),
        Binding("pagedown,end", "move(9999)", "last set", show=False),
    ]

    class Moved(Message):
        """The selection is to move by some sets."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    session: row_reactive[WorkoutSession | None] = row_reactive(None)
    selected: row_reactive[str] = row_reactive("")
    offers: row_reactive[tuple[KeyHint, ...]] = row_reactive(())
    """Lines above the next set that offer something: warm-up sets, the next lift."""
    items: row_reactive[tuple[Item, ...]] = row_reactive(())
    """The checks of the lift, to name those that failed for a coach."""

    def action_move(self, by: int) -> None:
        """Ask for another set."""
        self.post_message(self.Moved(by))

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """A rule, and the lines around the next set or the selected one."""
        session = self.session
        if session is None:
            return
        room = height
        if height > 2:
            yield panel_rule("Sets", width, asks=self.has_focus)
            room -= 1
        lines, next_place = self._lines(session, width)
        step = 2 if room >= 2 * len(lines) + 6 else 1
        first = max(0, min(next_place + 2 - room, len(lines) - room))
        selected = [place for place, line in enumerate(lines) if line.set_id and line.set_id == self.selected]
        first = min([first, *selected])
        for line in lines[first : first + max(0, room)]:
            yield line.write()
            if step == 2:
                yield ()

    def _lines(self, session: WorkoutSession, width: int) -> tuple[list[SetLine], int]:
        current = session.current
        lift, draft = current.lift, current.next
        units = {each.what.load.unit for each in lift.sets if each.what.load}
        unit = "" if len(units) > 1 else session.unit  # where both units stand, every load has its own
        wide = max([7, *(text_width(load_text(each.what, unit)) for each in lift.sets)])
        numbers = numbered(lift.sets, sided=current.sided)
        effort = any(each.what.rpe is not None for each in lift.sets)
        lines: list[SetLine] = []
        rows = [
            partial(_done, each, *numbers[each.id], wide, unit, session.records.get(each.id, ""), effort=effort,
                    selected=each.id == self.selected, before=_last_time(session, *numbers[each.id]))
            for each in lift.sets
        ]  # fmt: skip
        # Efforts have a column of their own where all rows have room for it.
        aligned = all(row_width(row(aligned=True)) <= width for row in rows)
        for record, row in zip(lift.sets, rows, strict=True):
            lines.append(SetLine(partial(row, aligned=aligned, width=width), record.id))
            if record.what.note:
                lines.append(SetLine(partial(_note_line, record.what.note, width)))
            if record.id in session.extras:
                beside = extra_lines(session.extras[record.id], fault_texts(self.items))
                lines.append(SetLine(partial(_extra_line, beside, record.id, width)))
        lines += [SetLine(partial(_offer_line, offer, width)) for offer in self.offers]
        next_place = len(lines)
        lines.append(SetLine(partial(self._next, session, unit, wide, width)))
        counts = {}
        for warm in (True, False):
            same = [each for each in lift.sets if (each.what.kind is SetKind.WARMUP) == warm]
            counts[warm] = halves(same, sided=current.sided) // 2
        counts[draft.kind is SetKind.WARMUP] += 1
        for planned in lift.plan[planned_done(lift, sided=current.sided) + 1 :]:
            warm = planned.kind is SetKind.WARMUP
            counts[warm] += 1
            lines.append(SetLine(partial(self._planned, session, planned, counts[warm], unit, wide, width)))
        return lines, next_place

    def _next(self, session: WorkoutSession, unit: str, wide: int, width: int) -> Row:
        current = session.current
        lift, draft = current.lift, current.next
        extra = finished(lift, sided=current.sided)
        word = "next, skipped" if lift.id in session.skipped else "next, extra" if extra else "next"
        amount = f" × {amount_text(draft) or '-'}{f' {draft.side}' if draft.side else ''}"
        line: list[Segment] = [
            (" · ", "dim") if self.selected else (" ▸ ", "chosen"),
            (f"{current.label:>2} ", "muted"),
            (_padded_left(load_text(draft, unit), wide) + amount.ljust(12), "strong"),
            (word, "chosen"),
        ]
        warm = draft.kind is SetKind.WARMUP
        return (*line, *_last_time_end(_last_time(session, warm, current.number), session.unit, line, width))

    @staticmethod
    def _planned(session: WorkoutSession, planned: PlannedSet, number: int, unit: str, wide: int, width: int) -> Row:
        draft, warm = session.current.next, planned.kind is SetKind.WARMUP
        label = set_label(number, warm=warm)
        load, distance = planned.load or draft.load, draft.distance_mm
        what = SetDraft(planned.reps, load, planned.seconds, distance_mm=distance, amrap=planned.amrap)
        text = f" · {label:>2} {_padded_left(load_text(what, unit), wide)} × {amount_text(what) or '-'}"
        line: list[Segment] = [(text, "dim")]
        return (*line, *_last_time_end(_last_time(session, warm, number), session.unit, line, width))


@lru_cache(1024)  # an arrow changes the line of the next set alone, a key that logs adds one line
def _done(
    record: SetRecord,
    warm: bool,
    number: int,
    wide: int,
    unit: str,
    mark: str,
    *,
    effort: bool,
    selected: bool,
    before: SetDraft | None,
    aligned: bool,
    width: int = 0,
) -> Row:
    """The line of a set; `mark` says that it is a record, `before` is the set of its number last time."""
    what = record.what
    weight = "taken" if selected else "text" if warm else "strong"
    tag = {"drop": "drop", "failure": "fail"}.get(what.kind.value, "")
    rpe = f"@{what.rpe:g}" if what.rpe is not None else ""
    amount = f" × {amount_text(what) or '-'}"
    words = [what.side, f"{rpe:<4}" if effort and (what.side or tag) else rpe, tag]
    extra = " ".join(word for word in words if word)
    line: list[Segment] = [
        (" ▸ " if selected else " ✓ ", "chosen"),
        (f"{set_label(number, warm=warm):>2} ", "muted"),
        (_padded_left(load_text(what, unit), wide) + amount, weight),
        (padded(f" {extra}", max(7, 12 - len(amount)) if aligned else max(2, len(extra) + 2)), "muted"),
    ]
    if what.pain is not None:
        line.append((f"pain {what.pain.level} of 10", "fault"))
    elif what.form is None:
        line += [(form_pips(None), "dim"), (" not rated", "muted" if warm else "ask")]
    else:
        line.append((form_pips(what.form), "data"))
    faults = sum(1 for _, times in what.form.slips if times) if what.form else 0
    ends: list[Segment] = [(f"  ▲ {faults}", "fault")] if faults else []
    ends += [(' "', "chosen")] if what.note else []
    ends += [(f"  {mark}", "chosen")] if mark else []
    if what.pain is None and what.form is not None:
        rating = f" {form_words(what.form.label)}"
        fits = row_width((*line, (rating, ""), *ends)) <= width
        line.append((rating if fits or not width else f" {what.form.label}", "text"))
    line += ends
    line = [*line, *_last_time_end(before, unit, line, width)]
    return tuple((text, f"{style}>select_set({record.id!r})") for text, style in line)


def _last_time(session: WorkoutSession, warm: bool, number: int) -> SetDraft | None:
    """The set of a number last time, among warm-ups or working sets; None where there was none, or sides alternate."""
    current = session.current
    before = [each.what for each in current.last if (each.what.kind is SetKind.WARMUP) == warm]
    return None if current.sided or number > len(before) else before[number - 1]


def _last_time_end(before: SetDraft | None, unit: str, line: list[Segment], width: int) -> Row:
    """What was done last time, at the end of a line that has the room."""
    if before is None:
        return ()
    text = f"last {work_text(before, unit)}"
    room = width - sum(text_width(each) for each, _ in line) - text_width(text) - 1
    return ((" " * room, ""), (text, "dim")) if room >= LAST_TIME_GAP else ()


def _note_line(note: str, width: int) -> Row:
    return (("       ", ""), (fit(f'"{" ".join(note.split())}"', width - 8), "muted"))


def _extra_line(extras: Sequence[ExtraLine], set_id: str, width: int) -> Row:
    """What stands beside a set on one line, so that the sets stay in sight; the rest is in the history."""
    room, row = width - 8, list[Segment]([("       ", "")])
    for extra in extras:
        style = {"rating": "data", "video": f"chosen>open_video({set_id!r})"}.get(extra.kind, "muted")
        text = fit(extra.text, room)
        if len(row) > 1 and text != extra.text and room < LEAST_EXTRA:
            break
        row.append((f"{text}  ", style))
        room -= text_width(text) + 2
    return tuple(row)


def _offer_line(offer: KeyHint, width: int) -> Row:
    action = f">{offer.action}"
    words = fit(offer.word, width - len(offer.key) - 3)
    return ((f" {offer.key} ", f"strong{action}"), (words, f"chosen{action}"))


def _padded_left(text: str, width: int) -> str:
    return " " * (width - text_width(text)) + text
