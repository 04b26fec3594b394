"""Asks how the last set was: one key, or one tap."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult

from hinge_log.charts.cells import Row, fit
from hinge_log.training.workout import LABELS
from hinge_log.widgets.key_bar import KeyHint
from hinge_log.widgets.key_row import KeyRow
from hinge_log.widgets.line_panel import LinePanel, row_reactive
from hinge_log.widgets.panel_title import panel_rule


class FormStrip(LinePanel):
    """A rule with the question, heavy while an answer is wanted, above the answers; `tail` says what they mean."""

    title: row_reactive[str] = row_reactive("")
    tail: row_reactive[str] = row_reactive("")
    asks: row_reactive[bool] = row_reactive(False)

    def compose(self) -> ComposeResult:
        """The answers lie under the rule."""
        yield KeyRow(id="answers")

    def ask(self, title: str, answers: tuple[KeyHint, ...], chosen: int = -1, *, asks: bool, tail: str = "") -> None:
        """Show a question with its answers; `chosen` is the index of the given one, -1 for none."""
        self.title, self.asks, self.tail = title, asks, tail
        keys = self.query_one(KeyRow)
        keys.keys, keys.chosen = answers, frozenset((chosen,) if chosen >= 0 else ())

    def ask_label(self, label: int | None, *, asks: bool) -> None:
        """Ask for a rating from 1 to 5; `label` is the given one."""
        answers = tuple(KeyHint(str(each), word, f"label({each})") for each, word in LABELS.items())
        self.ask("How was it?" if asks else "How was it? 1-5 after the set", answers, (label or 0) - 1, asks=asks)

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """The rule; where there is one row only, the question as text."""
        if height == 1 and self.query_one(KeyRow).keys:
            yield ((fit(self.title, width), "ask" if self.asks else "muted"),)
        else:
            yield panel_rule(self.title, width, asks=self.asks, tail=self.tail)
