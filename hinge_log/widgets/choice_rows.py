"""Questions under each other, each with its answers side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hinge_log.charts.cells import Row, fit, padded, text_width
from hinge_log.widgets.line_panel import LinePanel, row_reactive

_INDENT = 4


class Choice(NamedTuple):
    """One question: its label, the answers, the index of the chosen one (-1 for none), and a word after them."""

    label: str
    answers: tuple[str, ...]
    chosen: int
    after: str = ""


class ChoiceRows(LinePanel):
    """`choices`, of which `current` is the index of the one that the keys change.

    An answer is a link that runs `choose(question, answer)` of the screen, a label one that runs `question(index)`.
    Answers stand beside the labels where all of them fit, else under them where there are the rows.
    """

    choices: row_reactive[tuple[Choice, ...]] = row_reactive(())
    current: row_reactive[int] = row_reactive(0)

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """The questions with as much air as there is room for; the current one is always seen."""
        count = len(self.choices)
        names = max((text_width(each.label) for each in self.choices), default=0) + 5
        inline = all(names + _answers_width(each) <= width for each in self.choices)
        lines = 1 if inline or 2 * count > height else 2
        air = 1 if (lines + 1) * count - 1 <= height else 0
        room = max(1, (height + air) // (lines + air))
        first = max(0, min(self.current - room // 2, count - room))
        for index in range(first, min(count, first + room)):
            if air and index > first:
                yield ()
            yield from self._question(index, width, names, below=lines > 1)

    def _question(self, index: int, width: int, names: int, *, below: bool) -> Iterable[Row]:
        choice, here = self.choices[index], index == self.current
        mark = ("▸ " if here else "  ", "chosen")
        label = (choice.label, f"{'strong' if here else 'text'}>question({index})")
        if below:
            yield (mark, label)
            yield ((" " * _INDENT, ""), *_answers(choice, index, width - _INDENT))
        else:
            gap = (padded("", names - 2 - text_width(choice.label)), "")
            yield (mark, label, gap, *_answers(choice, index, width - names))


def _answers_width(choice: Choice) -> int:
    return sum(text_width(answer) + 3 for answer in choice.answers) + text_width(choice.after)


def _answers(choice: Choice, index: int, width: int) -> Sequence[tuple[str, str]]:
    """The answers; where they do not fit, those before the chosen one give way."""
    first = 0
    while first < choice.chosen and _answers_width(Choice("", choice.answers[first:], 0)) > width:
        first += 1
    parts: list[tuple[str, str]] = []
    for number, answer in enumerate(choice.answers[first:], first):
        link = f">choose({index}, {number})"
        parts.append((f" {fit(answer, max(1, width - 2))} ", ("taken" if number == choice.chosen else "text") + link))
        parts.append((" ", ""))
    if choice.after and _answers_width(choice) <= width:
        parts.append((choice.after, f"muted>question({index})"))
    return parts
