"""How fast a sync goes on: at once from the shell, in small steps with rests while somebody uses the app."""

from __future__ import annotations

from typing import Protocol

_AT_ONCE = 400
"""Fewer than the second copy of the journal catches up with after one commit."""


class Pace(Protocol):
    """Says how much is done in one step, and rests between the steps."""

    def entries(self) -> int:
        """How many entries the next transaction holds."""

    def pause(self) -> None:
        """Let others go on; called between steps of less than a millisecond or one transaction."""


class FullSpeed:
    """Goes on at once."""

    def entries(self) -> int:
        """Enough that a commit costs little for each entry."""
        return _AT_ONCE

    def pause(self) -> None:
        """Take no rest."""
