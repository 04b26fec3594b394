"""Words of which one is chosen: side by side, such as the filters of a list, or questions under each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual import events
from textual.message import Message

from hinge_log.charts.cells import Row, fit, padded, text_width
from hinge_log.widgets.line_panel import LinePanel, row_reactive

_GAP = 2
_MORE = "…"
_MARGIN = 1
"""Room for the bracket that marks the chosen word where there is no colour."""


class WordRow(LinePanel):
    """`words` are (id, word); `chosen` is an id. Where it is none of them the row asks for an answer.

    They wrap into the rows that there are. Where those are too few, the first ones give way until the chosen one is
    seen, and a sign at either end says that there are more.
    """

    DEFAULT_CSS = "WordRow { height: 1; pointer: pointer; }"

    class Chosen(Message):
        """A word was clicked."""

        def __init__(self, word_id: str) -> None:
            super().__init__()
            self.word_id = word_id

    words: row_reactive[tuple[tuple[str, str], ...]] = row_reactive(())
    chosen: row_reactive[str] = row_reactive("")
    hovered: row_reactive[str | None] = row_reactive(None)

    def __init__(self, *words: tuple[str, str], id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(WordRow.words, words)

    def _lines(self) -> list[list[tuple[int, str, str]]]:
        """Rows of (cell, id, text)."""
        width, height = self.size.width - _MARGIN, self.size.height
        first, chosen = 0, next((n for n, (word_id, _) in enumerate(self.words) if word_id == self.chosen), 0)
        while first < chosen:
            lines, shown = self._flow(first, width, height)
            if shown > chosen:
                return lines
            first += 1
        return self._flow(first, width, height)[0]

    def _flow(self, first: int, width: int, height: int) -> tuple[list[list[tuple[int, str, str]]], int]:
        """The rows from a word on, and the index of the first word that does not fit."""
        lines: list[list[tuple[int, str, str]]] = [[]]
        x = _MARGIN
        words: Sequence[tuple[str, str]] = self.words[first:]
        if first:
            lines[0].append((x, self.words[first - 1][0], _MORE))
            x += text_width(_MORE) + _GAP
        for index, (word_id, word) in enumerate(words, first):
            is_last_line = len(lines) == height
            more = text_width(_MORE) + _GAP if is_last_line and index + 1 < len(self.words) else 0
            if x + text_width(word) + more > width:
                if is_last_line:
                    lines[-1].append((x, word_id, _MORE))
                    return lines, index
                lines.append([])
                x = _MARGIN
            lines[-1].append((x, word_id, word))
            x += text_width(word) + _GAP
        return lines, len(self.words)

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """The words."""
        brackets = self.app.theme == "mono"
        asks = self.chosen not in dict(self.words)
        for line in self._lines():
            row: list[tuple[str, str]] = []
            end = 0
            for x, word_id, word in line:
                is_chosen = word_id == self.chosen and word != _MORE
                plain = "muted" if not asks else "strong" if word_id else "ask"
                style = "chosen" if is_chosen else "strong" if word_id == self.hovered else plain
                if is_chosen and brackets and x > end:
                    row += [(" " * (x - end - 1), ""), (f"[{word}]", style)]
                    end = x + text_width(word) + 1
                else:
                    text = f"{word}]" if is_chosen and brackets else word
                    row += [(" " * (x - end), ""), (text, style)]
                    end = x + text_width(text)
            yield tuple(row)

    def _word_at(self, event: events.MouseEvent) -> str | None:
        offset, lines = event.get_content_offset(self), self._lines()
        if offset is None or offset.y >= len(lines):
            return None
        line = lines[offset.y]
        return next((word_id for x, word_id, word in line if x <= offset.x < x + text_width(word)), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show the word under the mouse as such."""
        self.hovered = self._word_at(event)

    def on_leave(self) -> None:
        """Show none as hovered."""
        self.hovered = None

    def on_click(self, event: events.Click) -> None:
        """Tell which word was clicked."""
        word_id = self._word_at(event)
        if word_id is not None:
            event.stop()
            self.post_message(self.Chosen(word_id))


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
