"""What stands beside the lifter's own record of a set (ratings, a coach's texts, videos), and whose log it is."""

from __future__ import annotations

import os
from typing import NamedTuple

from hinge_log.training.workout import Form, SetRecord

LINKS = ("https://", "http://")
"""How the location of a video on the web begins."""


class Judgement(NamedTuple):
    """One rating of a set: `person` is "" for the lifter; `at_ms` is None for the rating in the set itself."""

    set_id: str
    person: str
    form: Form
    note: str = ""
    at_ms: int | None = None


class CoachNote(NamedTuple):
    """One text of a coach: `kind` is "cue", "note" or "plan"; `exercise` is a key or "", `set_id` a set or ""."""

    id: str
    person: str
    kind: str
    exercise: str
    set_id: str
    text: str
    at_ms: int


class Video(NamedTuple):
    """Where the video of a set is; `sha256` is "" for a link."""

    id: str
    set_id: str
    location: str
    sha256: str = ""

    @property
    def is_link(self) -> bool:
        """Whether it is on the web rather than a file."""
        return self.location.startswith(LINKS)

    @property
    def name(self) -> str:
        """The name of the file, or the link."""
        return self.location if self.is_link else os.path.basename(self.location) or self.location


class SetExtras(NamedTuple):
    """What stands beside one set: ratings, newest last; a coach's notes, newest first; videos, oldest first."""

    judgements: tuple[Judgement, ...] = ()
    notes: tuple[CoachNote, ...] = ()
    videos: tuple[Video, ...] = ()

    @property
    def by_coach(self) -> tuple[Judgement, ...]:
        """The ratings that are not the lifter's own."""
        return tuple(each for each in self.judgements if each.person)


NO_EXTRAS = SetExtras()


class RatedSet(NamedTuple):
    """A set with a rating that a coach gave it."""

    record: SetRecord
    judgement: Judgement


class CoachNews(NamedTuple):
    """What a coach wrote of late, newest first: texts that are about no set, and sets with their ratings and notes."""

    notes: tuple[CoachNote, ...] = ()
    ratings: tuple[RatedSet, ...] = ()
    set_notes: tuple[tuple[SetRecord, CoachNote], ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.notes or self.ratings or self.set_notes)


NO_NEWS = CoachNews()


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
            return f"{whose} you can read it but not change it.", "Its owner can invite you as a coach."
        return f"{whose} a coach can't change it.", "You can rate a set or write a cue, a note or a plan."

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
