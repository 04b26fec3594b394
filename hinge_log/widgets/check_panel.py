"""The checks of a lift, with how often each failed today; while a set is checked, which of them failed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from hinge_log.charts.cells import Row, Segment, fit, padded, text_width, wrapped
from hinge_log.exercises.model import Item
from hinge_log.training.form import SetCheck
from hinge_log.training.session import WorkoutSession
from hinge_log.training.workout import JUDGE_WORDS
from hinge_log.widgets.line_panel import LinePanel, row_reactive
from hinge_log.widgets.panels import panel_rule

LEAST_COLUMN = 8
"""Cells for a check in the smallest panels; below it stands its number alone."""
SMALL_WIDTH = 28
"""A narrower panel has no room for the words of a check."""


class CheckedSet(NamedTuple):
    """A set while it is checked: its name, the marks by check id, how it is judged, and the keys for it and pain.

    Where pain cannot be reported its key is "".
    """

    name: str
    marks: Mapping[str, int | None]
    judged_by: str
    judge_key: str
    pain_key: str = "0"


class CheckPanel(LinePanel):
    """Rows can be clicked while `checked` is a set: they run the actions `mark`, `judge` and `pain`."""

    title: row_reactive[str] = row_reactive("")
    items: row_reactive[tuple[Item, ...]] = row_reactive(())
    failed_today: row_reactive[Mapping[str, int]] = row_reactive({})
    checked: row_reactive[CheckedSet | None] = row_reactive(None)

    def show_lift(self, session: WorkoutSession, items: tuple[Item, ...]) -> None:
        """Show the checks of the current lift, and how often each failed in this workout."""
        failed: dict[str, int] = {}
        for record in session.lift.sets:
            for item, reps in record.what.form.slips if record.what.form else ():
                failed[item] = failed.get(item, 0) + bool(reps)
        self.items, self.failed_today = items, failed
        self.title, self.checked = f"{session.name} checks", None

    def show_check(self, check: SetCheck, name: str, judge_key: str) -> None:
        """Show the checks of a set, and which of them failed."""
        self.items = check.items
        self.checked = CheckedSet(name, check.marks, JUDGE_WORDS[check.judge], judge_key)

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """A rule and the checks, in the form that the size has room for."""
        checked = self.checked
        if checked is None:
            return self._cue_rows(width, height)
        if width < SMALL_WIDTH or height < len(self.items) + 1:
            return self._small_rows(checked, width, height)
        return self._check_rows(checked, width, height)

    def _cue_rows(self, width: int, height: int) -> Iterable[Row]:
        if height < 2:
            return
        yield panel_rule(self.title, width)
        if not self.items:
            yield ((" ", ""), (fit("No checklist for this exercise.", width - 2), "muted"))
            return
        shown = self.items[: height - 1]
        marks = [f"▲{self.failed_today[item.id]}" if self.failed_today.get(item.id) else "" for item in shown]
        rooms = [width - 4 - (text_width(mark) + 1 if mark else 0) for mark in marks]
        for number, (lines, mark) in enumerate(
            zip(spread([item.cue for item in shown], rooms, height - 1), marks, strict=False), 1
        ):
            for place, line in enumerate(lines):
                row: list[Segment] = [(f" {number} " if not place else "   ", "muted"), (line, "text")]
                if mark and not place:
                    gap = width - 4 - text_width(line) - text_width(mark)
                    row += [(" " * gap, ""), (mark, "fault")]
                yield tuple(row)

    def _check_rows(self, checked: CheckedSet, width: int, height: int) -> Iterable[Row]:
        question = f"{checked.name}: which checks failed?"
        for shorter in (f"{checked.name}: what failed?", "What failed?"):
            question = question if text_width(question) <= width - 3 else shorter
        yield panel_rule(question, width, asks=True)
        items = self.items
        tall = 2 if items and 2 * len(items) < height and self.screen.has_class("-narrow") else 1
        foot = max(0, min(2, height - 1 - tall * len(items)))
        room = height - 1 - foot
        signs = [_sign(item, checked.marks) for item in items]
        texts = [_words(item, sign) for item, (sign, _) in zip(items, signs, strict=True)]
        lines = spread(texts, [width - 6] * len(items), room)
        for number, ((mark, style), parts) in enumerate(zip(signs, lines, strict=True), 1):
            action = f">mark({number % 10})"
            for place in range(max(tall, len(parts))):
                text = parts[place] if place < len(parts) else ""
                head: list[Segment] = [(" " * 5, f"text{action}")]
                if not place:
                    sign = "fault" if style == "fault" else "muted"
                    head = [(f" {number % 10} ", f"chosen{action}"), (f"{mark[0]} ", f"{sign}{action}")]
                yield (*head, (padded(text, width - 5), f"{style}{action}"))
        if not items:
            yield ((" ", ""), (fit("No checklist for this exercise.", width - 2), "muted"))
        if foot:
            if foot == 2:
                yield ()
            judge = f" {checked.judge_key} judged {checked.judged_by}"
            pain = ((f"   {checked.pain_key} pain", "muted>pain"),) if checked.pain_key else ()
            yield ((judge, "muted>judge"), *pain)

    def _small_rows(self, checked: CheckedSet, width: int, height: int) -> Iterable[Row]:
        """The checks by their card texts in columns, or by their numbers alone where there is no room."""
        items = self.items
        if height > 1:
            yield ((fit(f"{checked.name}: what failed?", width), "ask"),)
        room = max(1, height - 1)
        columns = max(1, -(-len(items) // room))
        each = width // columns
        if each < LEAST_COLUMN or height < 3:
            yield _numbers(items, checked.marks, width)
            return
        for row in range(min(room, len(items))):
            cells: list[Segment] = []
            for number in range(row + 1, len(items) + 1, room):
                item = items[number - 1]
                mark, style = _sign(item, checked.marks)
                text = padded(f"{number}{mark}{item.card.capitalize()}", each - 1)
                cells += [(text, f"{style}>mark({number % 10})"), (" ", "")]
            yield tuple(cells[:-1])


def spread(texts: Sequence[str], widths: Sequence[int], rows: int) -> list[list[str]]:
    """Texts in lines: those that are too long take more of them while there are rows left, the others are cut."""
    spare = rows - len(texts)
    shown = []
    for text, width in zip(texts, widths, strict=False):
        lines = wrapped(text.split(), width)
        if 1 < len(lines) <= spare + 1:
            spare -= len(lines) - 1
        else:
            lines = [fit(text, width)]
        shown.append(lines)
    return shown


def _sign(item: Item, marks: Mapping[str, int | None]) -> tuple[str, str]:
    """The sign of a check, twice where it failed in several reps, and its style."""
    mark = marks.get(item.id, 0)
    if mark is None:
        return "?", "muted"
    if not mark:
        return "□", "text"
    return ("▲" if mark == 1 or item.kind == "binary" else "▲▲"), "fault"


def _words(item: Item, sign: str) -> str:
    """The text of a check with its sign."""
    if sign == "?":
        return f"{item.cue}: not seen"
    how = {"▲▲": ", several reps", "▲": "" if item.kind == "binary" else ", once"}
    return f"{item.fault_text}{how[sign]}" if sign in how else item.cue


def _numbers(items: tuple[Item, ...], marks: Mapping[str, int | None], width: int) -> Row:
    cells: list[Segment] = []
    used = 0
    for number, item in enumerate(items, 1):
        mark, style = _sign(item, marks)
        text = f"{number}{mark}"
        if used + text_width(text) > width:
            break
        cells.append((text, f"{style}>mark({number % 10})"))
        used += text_width(text)
    return tuple(cells)
