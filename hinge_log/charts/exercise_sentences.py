"""What the catalogue says about an exercise, its checks and its faults, in labelled sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hinge_log.charts.exercise_words import LOADS
from hinge_log.charts.flow import Sentences
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise, Item

if TYPE_CHECKING:
    from hinge_log.charts.figure import FigurePair

GIVING_WAY = ("In degrees", "Your cue", "What to feel", "What to see", "First fix")
"""What is left out under a figure where not everything fits, the first first."""


def sentence_case(text: str) -> str:
    """The text with a capital at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"


def check_sentences(catalogue: Catalogue, item: Item) -> Sentences:
    """How to judge a check, and what to do when it fails."""
    return (
        ("Look for", item.look_for), ("Feel for", item.feel_for), ("Fault", item.fault_text),
        ("Fix", item.fix), ("Regress to", _name(catalogue, item.regress_to)),
    )  # fmt: skip


def fault_sentences(catalogue: Catalogue, item: Item, figure_key: str) -> Sentences:
    """How a fault looks, where it comes from and what helps; `figure_key` shows its figure, "" where it has none."""
    fault = catalogue.faults.get(item.fault)
    sentences = [("Check", item.cue)]
    if fault is not None:
        sentences += [("Fault", fault.name), ("Looks like", fault.looks_like), ("Comes from", fault.cause)]
    sentences.append(("Fix", item.fix))
    if fault is not None and fault.first_fix:
        sentences.append(("First drill", _name(catalogue, fault.first_fix)))
    sentences.append(("Regress to", _name(catalogue, item.regress_to)))
    if figure_key:
        sentences.append(("Figure", f"press {figure_key} to see it move"))
    return tuple(sentences)


def figure_sentences(
    catalogue: Catalogue, items: Sequence[Item], pair: FigurePair, *, cue: str = "", degrees: str = ""
) -> Sentences:
    """What to see, what to feel and what to do about the fault that a figure shows."""
    item = next((each for each in items if each.fault == pair.fault), None)
    sentences = [("Your cue", " ".join(cue.split()))] if cue else []
    if item is not None:
        sentences += [("What to see", item.look_for), ("What to feel", item.feel_for)]
        sentences.append(("Fix", f"{item.fix} Regress to: {_name(catalogue, item.regress_to)}."))
    elif (fault := catalogue.faults.get(pair.fault)) is not None:
        sentences += [("What to see", fault.looks_like), ("First fix", _name(catalogue, fault.first_fix))]
    if degrees:
        sentences.append(("In degrees", f"{degrees}."))
    return tuple(sentences)


def notes(catalogue: Catalogue, exercise: Exercise, *, cue: str, aliases: Sequence[str], cue_key: str) -> Sentences:
    """What an exercise is, with the user's cue and other names for it; `cue_key` writes the cue."""
    stage = catalogue.stages.get(exercise.stage) if exercise.stage is not None else None
    sides = ", one side at a time" if exercise.unilateral else ""
    family = exercise.family.replace("_", " ")
    listed = catalogue.exercises.get(exercise.id)
    pairs = (
        ("Your cue", " ".join(cue.split()) or f"none yet; press {cue_key} to write one"),
        ("What it is", f"{family}, {exercise.pattern.replace('_', ' ')}{sides}" if exercise.pattern else family),
        ("With", ", ".join(each.replace("_", " ") for each in exercise.equipment)),
        ("Muscles", ", ".join(each.replace("_", " ") for each in exercise.primary)),
        ("Load", ", ".join(each for each in (LOADS.get(exercise.load_type, ""), exercise.load_at) if each)),
        ("Knee", _degrees(exercise.knee)),
        ("Trunk", _degrees(exercise.trunk)),
        ("In the hinge", exercise.differs),
        ("Stage", f"{stage.stage}, {stage.name}. {stage.dose} {stage.note}".strip() if stage else ""),
        ("Also called", ", ".join(listed.aliases if listed else ())),
        ("Your names", ", ".join(aliases)),
    )
    return tuple((label, text) for label, text in pairs if text)


def _name(catalogue: Catalogue, key: str) -> str:
    exercise = catalogue.exercises.get(key)
    return exercise.name if exercise else key


def _degrees(text: str) -> str:
    """A range of angles with its unit; one that says more than a number says it by itself."""
    return f"{text} degrees" if text and not any(letter.isalpha() for letter in text) else text
