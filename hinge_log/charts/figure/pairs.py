"""Good beside fault: which pairs of movements an exercise is shown with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hinge_log.charts.figure.kinematics import Segments
from hinge_log.charts.figure.motion import Motion, Tempo, deviate, good, steps_of, table, tracks

if TYPE_CHECKING:
    from hinge_log.exercises.model import Exercise, Pose


Ways = tuple[tuple[str, float], ...]
"""When the three stills are taken: which way, "there" or "back", and how far on it."""


@dataclass(frozen=True, slots=True)
class FigurePair:
    """A good movement and its fault on the same beats.

    `fault` is the catalogue's fault; `mark` what is lit on the faulty figure, `at` the joint beside which `word`
    stands; `kept` and `slipped` say what happens, `see` what to look at; `ways` are the moments of the three stills.
    """

    id: str
    fault: str
    good: Motion
    bad: Motion
    tempo: Tempo
    segments: Segments
    mark: str
    at: str
    word: str
    kept: str
    slipped: str
    see: str
    ways: Ways
    measures: tuple[str, ...]
    prop: str = "none"
    scene: str = "none"


@dataclass(frozen=True, slots=True)
class Poses:
    """The poses and proportions that figures are made of."""

    poses: tuple[Pose, ...]
    segments: Segments


@cache
def shipped() -> Poses:
    """Give the poses and proportions of the catalogue."""
    from hinge_log.exercises.catalogue import figures, segments

    poses = tuple(pose for figure in figures().values() for pose in figure.poses)
    return Poses(poses, Segments.of(segments()))


def pair(track: str, template: str, prop: str = "none", scene: str = "none") -> FigurePair:
    """Make the pair of a good movement and a fault of it, by their names in the tables."""
    poses = shipped()
    fault, motion = table("fault_figures")[template], good(track, poses.poses)
    return FigurePair(
        id=f"{track}/{template}",
        fault=fault["fault"],
        good=motion,
        bad=deviate(motion, steps_of(fault["steps"]), poses.poses, poses.segments),
        tempo=tracks()[track].tempo,
        segments=poses.segments,
        mark=fault["mark"],
        at=fault["at"],
        word=_NAMED.get(prop, fault["word"]) if fault["word"] == "bar" else fault["word"],
        kept=_named(fault["good"], prop),
        slipped=_named(fault["wrong"], prop),
        see=_named(fault["see"], prop),
        ways=tuple((way, float(at)) for way, at in fault["stills"]),
        measures=tuple(fault["measures"]),
        prop=prop,
        scene=scene,
    )


_NAMED = {"kettlebell": "bell", "dumbbell": "dumbbell"}


def _named(sentence: str, prop: str) -> str:
    """Call the load by its name: a sentence about the bar, or about the bell."""
    name = _NAMED.get(prop, "bar") if prop != "none" else "load"
    return sentence.replace("bar ", f"{name} ") if name != "bar" else sentence


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """A good movement and its faults, by their names in the tables, with a load and surroundings."""

    track: str
    faults: tuple[str, ...]
    prop: str = "none"
    scene: str = "none"


def choose(exercise: Exercise) -> FigureChoice | None:
    """Choose by the exercise's id, then its checklist, then its family; None when nothing fits.

    An exercise of the user's own comes by its checklist or family.
    """
    choices = table("figure_choice")
    families = choices["family"]
    row = choices["exercise"].get(exercise.id) or families.get(exercise.checklist) or families.get(exercise.family)
    if row is None:
        return None
    faults = row["faults"] if isinstance(row["faults"], list) else choices["faults"][row["faults"]]
    return FigureChoice(**{**row, "faults": tuple(faults)})


def pairs_for(exercise: Exercise) -> tuple[FigurePair, ...]:
    """The pairs of an exercise, the most telling first; empty for one that no figure fits."""
    chosen = choose(exercise)
    if chosen is None:
        return ()
    return tuple(pair(chosen.track, name, chosen.prop, chosen.scene) for name in chosen.faults)
