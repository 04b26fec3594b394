"""What the texts of a file mean, worked out once for each: dates, names and numbers stand in it again and again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_KEPT = 65_536
"""Meanings kept in memory; a file in which no text stands twice must not fill it."""

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Meanings(dict[_Key, _Value], Generic[_Key, _Value]):
    """What texts mean: each is looked up, and worked out by `read` when it is new. Raises what `read` raises."""

    __slots__ = ("_read",)

    def __init__(self, read: Callable[[_Key], _Value]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, key: _Key) -> _Value:
        if len(self) >= _KEPT:
            self.clear()
        found = self[key] = self._read(key)
        return found
