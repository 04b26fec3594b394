"""Cached answers about years of sets: a chart asks the same questions a dozen times over."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Concatenate, ParamSpec, TypeVar

    About = TypeVar("About")
    More = ParamSpec("More")
    Answer = TypeVar("Answer")

MOST_ANSWERS = 16
"""Cached answers of each function: a family side by side is rarely more than that."""


def cached_by_identity(work: Callable[Concatenate[About, More], Answer]) -> Callable[Concatenate[About, More], Answer]:
    """Cache the last answers of `work`, a function of a value that never changes, and of hashable ones beside it.

    The first value is known by identity: to compare thousands of sets would take as long as the work. Lists and
    iterators may change between two questions, so answers about these are not cached.
    """
    answers: tuple[tuple[About, Hashable, Answer], ...] = ()

    @wraps(work)
    def asked(about: About, /, *args: More.args, **named: More.kwargs) -> Answer:
        nonlocal answers
        more = (args, *named.items()) if named else args
        for known, beside, answer in answers:
            if known is about and beside == more:
                return answer
        answer = work(about, *args, **named)
        if isinstance(about, tuple) or hasattr(about, "__match_args__"):
            # One assignment, so that two threads may ask at once: the worst is that an answer is found twice.
            answers = ((about, more, answer), *answers[: MOST_ANSWERS - 1])
        return answer

    return asked
