"""Whose log it is, where a coach or a reader has a copy of it."""

from __future__ import annotations

from typing import NamedTuple


class CoachedLog(NamedTuple):
    """Whose log this is: `log` is its number on the hub, `person` who has the copy, `part` "coach" or "reader"."""

    log: int
    person: str
    athlete: str
    part: str = "coach"

    def refusal(self) -> tuple[str, str]:
        """Why a change is not written here, and what to do."""
        whose = f"This is {self.athlete}'s log:"
        if self.part == "reader":
            return f"{whose} you may read it, not write in it.", "Its owner can invite you as a coach."
        return f"{whose} a coach changes nothing of it.", "Rate a set, or write a cue, a note or a plan."

    def to_state(self) -> dict[str, object]:
        """The value as the log's table `state` holds it."""
        return self._asdict()

    @staticmethod
    def of(value: object) -> CoachedLog | None:
        """What the table `state` holds, None for a log of one's own."""
        if not isinstance(value, dict) or not isinstance(value.get("log"), int):
            return None
        person, athlete, part = (str(value.get(name, "")) for name in ("person", "athlete", "part"))
        return CoachedLog(value["log"], person, athlete, part or "coach")
