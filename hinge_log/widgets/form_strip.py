"""Asks how the last set was: one key, or one tap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.app import ComposeResult

from hinge_log.charts.cells import Row, fit
from hinge_log.training.workout import LABELS
from hinge_log.widgets.keys import KeyHint, KeyRow
from hinge_log.widgets.line_panel import LinePanel, row_reactive
from hinge_log.widgets.panels import panel_rule


class StripQuestion(NamedTuple):
    """A question with its answers; `chosen` is the index of the given one, -1 for none, `tail` says what they mean."""

    title: str = ""
    answers: tuple[KeyHint, ...] = ()
    chosen: int = -1
    asks: bool = False
    tail: str = ""


class FormStrip(LinePanel):
    """A rule with the question, heavy while an answer is wanted, above the answers."""

    question: row_reactive[StripQuestion] = row_reactive(StripQuestion())

    def compose(self) -> ComposeResult:
        """The answers lie under the rule."""
        yield KeyRow(id="answers")

    def watch_question(self) -> None:
        """Hand the answers to their keys."""
        keys, chosen = self.query_one(KeyRow), self.question.chosen
        keys.keys, keys.chosen = self.question.answers, frozenset((chosen,) if chosen >= 0 else ())

    def ask_label(self, label: int | None, *, asks: bool) -> None:
        """Ask for a rating from 1 to 5; `label` is the given one."""
        answers = tuple(KeyHint(str(each), word, f"label({each})") for each, word in LABELS.items())
        title = "How was it?" if asks else "How was it? 1-5 after the set"
        self.question = StripQuestion(title, answers, (label or 0) - 1, asks=asks)

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """The rule; where there is one row only, the question as text."""
        question = self.question
        if height == 1 and question.answers:
            yield ((fit(question.title, width), "ask" if question.asks else "muted"),)
        else:
            yield panel_rule(question.title, width, asks=question.asks, tail=question.tail)
