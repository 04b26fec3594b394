"""Answers about years of sets, kept until others are asked for: a chart asks the same a dozen times over."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

About = TypeVar("About")
Answer = TypeVar("Answer")

KEPT = 8
"""Answers kept of each question: a family side by side is rarely more than that."""


def remembered(work: Callable[[About], Answer]) -> Callable[[About], Answer]:
    """Keep the last answers of `work`, a function of one value that never changes.

    Values are told apart by identity: to compare thousands of sets would take as long as the work. Lists and
    iterators may change between two questions, so about these nothing is kept.
    """
    kept: tuple[tuple[About, Answer], ...] = ()

    @wraps(work)
    def asked(about: About) -> Answer:
        nonlocal kept
        for known, answer in kept:
            if known is about:
                return answer
        answer = work(about)
        if isinstance(about, tuple) or hasattr(about, "__match_args__"):
            # One assignment, so that two threads may ask at once: the worst is that an answer is found twice.
            kept = ((about, answer), *kept[: KEPT - 1])
        return answer

    return asked
