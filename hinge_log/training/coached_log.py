"""Whose log it is, where a coach works in a copy of it."""

from __future__ import annotations

from typing import NamedTuple


class CoachedLog(NamedTuple):
    """Whose log this is, where a coach has a copy of it: `log` is its number on the hub, `person` the coach."""

    log: int
    person: str
    athlete: str

    def to_state(self) -> dict[str, object]:
        """The value as the log's table `state` holds it."""
        return self._asdict()

    @staticmethod
    def of(value: object) -> CoachedLog | None:
        """What the table `state` holds, None for a log of one's own."""
        if not isinstance(value, dict) or not isinstance(value.get("log"), int):
            return None
        return CoachedLog(value["log"], str(value.get("person", "")), str(value.get("athlete", "")))
