"""Everyday hinges: whether one hinges at the hips when no one is watching.

One answer a day, and where it came up. A day without an answer lowers no share, but it ends a streak. The weekly spot
check goes through the everyday checklist once; it is stored beside the answers and is no set, because picking up a box
is a habit and no workout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hinge_log.errors import NotFound
from hinge_log.exercises.model import Checklist
from hinge_log.training.form import score
from hinge_log.training.workout import Form, Judge

CHECKLIST = "everyday"
SPOT_DAYS = 7
"""A spot check is offered again after a week (convention)."""


class Answer(StrEnum):
    """How often the hips went first; NONE is a day on which nothing was picked up."""

    ALWAYS = "always"
    HALF = "half"
    RARELY = "rarely"
    NONE = "none"


ANSWERS = tuple(Answer)
WORDS = {
    Answer.ALWAYS: "almost always",
    Answer.HALF: "about half the time",
    Answer.RARELY: "rarely, I bent my back or squatted",
    Answer.NONE: "picked nothing up today",
}
CAUGHT = {Answer.ALWAYS: 2, Answer.HALF: 1, Answer.RARELY: 0}
"""Halves of the bends that were caught before they happened (convention)."""

PLACES = {
    "laundry": "everyday-laundry", "child": "everyday-child-lift", "box": "everyday-box-pickup",
    "dishwasher": "everyday-dishwasher", "garden": "everyday-box-pickup", "car": "everyday-car-boot",
    "bed": "everyday-sink-lean", "shoes": "everyday-tie-shoes", "other": "everyday-box-pickup",
}  # fmt: skip
"""Where a bend came up, and the exercise whose page shows it best."""

QUESTION = ("When no one was watching today,", "did you hinge at the hips?")

TIPS = {
    "laundry": "Basket on a chair, then hinge: one bend fewer.",
    "child": "Hug first, then stand.",
    "box": "One foot either side of the corner, slide it in, then lift.",
    "dishwasher": "Dishwasher full? Do the wall drill first: 8 reps, 30 seconds.",
    "garden": "Half-kneel for the long jobs, hinge for the short ones.",
    "car": "Thighs on the bumper, slide the load to the lip, then lift.",
    "bed": "One knee on the mattress, hips back, then reach.",
    "shoes": "Foot up on a step or chair, hips back, then reach for the laces.",
    "other": "Pockets back before hands down.",
}


@dataclass(frozen=True, slots=True)
class Check:
    """The answer of one day, with the places where it came up."""

    day: int
    answer: Answer
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days that end on `end`: the share of bends that were hinged (None without a bend), of so many answers."""

    end: int
    caught: float | None
    answers: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot check: the job, what failed (None: not seen), and the percent of the checklist that held."""

    day: int
    place: str
    slips: tuple[tuple[str, int | None], ...]
    percent: int | None


def parse_answer(text: str) -> Answer:
    """Read an answer: its word, the start of it, or its number 1 to 4. Raises NotFound with the words there are."""
    word = text.strip().casefold()
    if word.isdecimal() and word.isascii() and 1 <= int(word[:3]) <= len(ANSWERS):
        return ANSWERS[int(word) - 1]
    answers = [answer for answer in ANSWERS if word and answer.value.startswith(word)]
    if len(answers) == 1:
        return answers[0]
    words = tuple(answer.value for answer in ANSWERS)
    raise NotFound(f"No such answer: {text.strip()[:40]!r}.", f"Choose one of {', '.join(words)}.", candidates=words)


def parse_places(text: str) -> tuple[str, ...]:
    """Read places parted by commas, in the order of the screen. Raises NotFound with the words there are."""
    wanted = {word.strip().casefold() for word in text.split(",") if word.strip()}
    unknown = sorted(wanted - PLACES.keys())
    if unknown:
        known = tuple(PLACES)
        raise NotFound(f"No such place: {unknown[0][:40]!r}.", f"Choose from {', '.join(known)}.", candidates=known)
    return tuple(place for place in PLACES if place in wanted)


def strip(checks: Iterable[Check], today: int, days: int = 14) -> tuple[Check | None, ...]:
    """The last `days` days up to today, oldest first; None is a day without an answer."""
    known = {check.day: check for check in checks}
    return tuple(known.get(day) for day in range(today - days + 1, today + 1))


def caught(checks: Iterable[Check]) -> float | None:
    """The share of bends that were caught before they happened, 0 to 1; None when nothing was picked up."""
    halves = [CAUGHT[check.answer] for check in checks if check.answer in CAUGHT]
    return sum(halves) / (2 * len(halves)) if halves else None


def weeks(checks: Iterable[Check], today: int, number: int = 8) -> tuple[Week, ...]:
    """The last `number` weeks that end today, oldest first."""
    known = list(checks)
    by_week = []
    for back in range(number - 1, -1, -1):
        end = today - 7 * back
        own = [check for check in known if end - 7 < check.day <= end]
        by_week.append(Week(end, caught(own), sum(check.answer in CAUGHT for check in own)))
    return tuple(by_week)


def streak(checks: Iterable[Check], today: int) -> int:
    """How many answers "almost always" stand on the last days in a row.

    A day without an answer ends the streak, but today, as long as it is not answered, does not; a day on which
    nothing was picked up is passed over.
    """
    known = {check.day: check.answer for check in checks}
    length, day = 0, today if today in known else today - 1
    while (answer := known.get(day)) in (Answer.ALWAYS, Answer.NONE):
        length += answer is Answer.ALWAYS
        day -= 1
    return length


def places_of(checks: Iterable[Check]) -> tuple[tuple[str, int], ...]:
    """Where bends came up, most often first."""
    counts: dict[str, int] = {}
    for check in checks:
        for place in check.places:
            counts[place] = counts.get(place, 0) + 1
    order = list(PLACES)
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], order.index(each[0]) if each[0] in order else 99)))


def tip(checks: Sequence[Check], today: int) -> str:
    """One thing to practise: for the place that came up most in the last two weeks, else for the dishwasher."""
    lately = places_of(check for check in checks if today - check.day < 14)
    return TIPS.get(lately[0][0], TIPS["other"]) if lately else TIPS["dishwasher"]


def spot_due(spots: Iterable[Spot], today: int) -> bool:
    """Whether a week has passed since the last spot check."""
    return all(today - spot.day >= SPOT_DAYS for spot in spots)


def spot_form(checklist: Checklist, slips: Mapping[str, int | None]) -> Form:
    """Score a spot check as a set of one rep, by feel."""
    return score(checklist.items, slips, 1, judged_by=Judge.FELT, checklist=checklist)
