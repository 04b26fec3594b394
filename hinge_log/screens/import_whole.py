"""A whole log, exported by this program and taken in again: what is in it, and what of that is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hinge_log.text import plural

if TYPE_CHECKING:
    from hinge_log.store.merging import Merged
    from hinge_log.store.store import Store


@dataclass(frozen=True, slots=True)
class WholeLog:
    """A file with a log in it: how much of each kind (set, workout, exercise ...) it holds, and how much is new."""

    path: Path
    there: Counter[str]
    new: Counter[str]

    def about(self) -> list[str]:
        """What is in it."""
        parts = [plural(self.there["set"], "set"), plural(self.there["workout"], "workout")]
        if self.there["routine"]:
            parts.append(plural(self.there["routine"], "plan"))
        return ["A hinge-log log, with ratings, exercises and settings", ", ".join(parts)]

    def will_do(self) -> list[str]:
        """What taking it in would do."""
        if not any(self.new.values()):
            return ["nothing: everything is already here"]
        more = sum(number for kind, number in self.new.items() if kind not in ("set", "workout", "lift"))
        words = f"add {plural(self.new['set'], 'set')}, {plural(self.new['workout'], 'workout')}"
        rest = [f"and {more:,} more: exercises, plans, settings"] if more else []
        return [words, *rest, "ratings are imported too; existing data stays unchanged"]


def read_whole(store: Store, path: Path, progress: Callable[[float], None]) -> WholeLog:
    """Read through a log of ours, every line of it, and compare it with this one. Raises ImportFileError."""
    from hinge_log.exchange import jsonl
    from hinge_log.store.merging import count_new

    there: Counter[str] = Counter()
    new = count_new(store, jsonl.counted(jsonl.read(path, progress), there))
    return WholeLog(path, there, new)


def take_in(store: Store, whole: WholeLog, progress: Callable[[float], None]) -> Merged:
    """Add what is new in it, as one undo step."""
    from hinge_log.exchange import jsonl
    from hinge_log.store.merging import add_log

    return add_log(store, jsonl.read(whole.path, progress))


def did(merged: Merged, undo: str) -> list[str]:
    """What taking it in did."""
    added = merged.added
    return [
        f"{plural(added.get('set', 0), 'set')} added, {plural(added.get('workout', 0), 'workout')}",
        f"Press {undo} to undo the whole import.",
    ]
