"""One round of questions to the hub for the Coach screen, and the last answers, kept for when the hub is not there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hinge_log.coach.answers import Athlete, AthleteFault, AthleteWeek, CoachAnswers, CoachedSet
from hinge_log.coach.copies import open_copy, send_and_receive
from hinge_log.coach.questions import ask_all
from hinge_log.sync.hub.connection import connect

ANSWERS_STATE = "coach_answers"


def ask_hub(url: str, today: int, now_ms: int) -> CoachAnswers:
    """Connect, ask everything, and disconnect; it may take seconds. Raises StoreError and NeedsDecision."""
    with connect(url) as hub:
        return ask_all(hub, today, now_ms)


def prepare_copy(own_path: str, url: str, athlete: Athlete, person: str) -> tuple[str, str]:
    """Bring the copy of an athlete's log up to date; gives its file, and a sentence where it is not the newest.

    Raises StoreError when there is no copy yet and the hub cannot be reached.
    """
    store = open_copy(own_path, url, athlete, person)
    try:
        return store.path, send_and_receive(store)
    finally:
        store.close()


def answers_to_state(answers: CoachAnswers) -> list[object]:
    """The answers as the table `state` holds them."""
    return list(answers)


def answers_of(value: Any) -> CoachAnswers | None:
    """The answers that the table `state` holds; None for none, or those of another hinge-log."""
    try:
        person, weeks, faults, pains, waiting, at_ms = value
        return CoachAnswers(
            str(person), tuple(AthleteWeek(*_with_athlete(each)) for each in weeks),
            tuple(AthleteFault(*_with_athlete(each)) for each in faults),
            tuple(CoachedSet(*_with_athlete(each)) for each in pains),
            tuple(CoachedSet(*_with_athlete(each)) for each in waiting), int(at_ms),
        )  # fmt: skip
    except (TypeError, ValueError, IndexError, KeyError):
        return None


def _with_athlete(row: Sequence[Any]) -> tuple[Any, ...]:
    return (Athlete(int(row[0][0]), str(row[0][1])), *row[1:])
