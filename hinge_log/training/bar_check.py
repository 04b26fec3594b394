"""Loads that are less than the bar they would be on: a number typed so may have been meant as reps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hinge_log.exercises.model import Exercise
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft

_QUOTED = re.compile(r'"[^"]*"?|“[^”]*”?')
_MEANT = re.compile(r"\d\s*(?:kgs?|kilos?|lbs?|pounds?|#)", re.IGNORECASE)
_CHANGE = re.compile(r"^\s*[+-]|\s[+-]\d")
"""A load with its unit is meant; so is a change of the load shown, unless it goes from over the bar to under it."""


def load_under_bar(
    exercise: Exercise, drafts: Sequence[SetDraft], text: str, bar_g: int, shown: Load | None
) -> Load | None:
    """The first typed load that is less than the bar; None where none is, or where it is plain that it is meant.

    `shown` is the load that a line without one takes: it was not typed.
    """
    typed = _QUOTED.sub("", text)
    if not exercise.on_bar or _MEANT.search(typed):
        return None
    if _CHANGE.search(typed) and (shown is None or shown.body or shown.grams < bar_g):
        return None
    loads = [each.load for each in drafts if each.load is not None and not each.load.body and each.load != shown]
    return next((load for load in loads if load.grams < bar_g), None)


def bar_question(load: Load, bar: str) -> str:
    """What is asked then: "5 kg is less than the 20 kg bar"."""
    return f"{load.text} {load.unit} is less than the {bar} bar"
