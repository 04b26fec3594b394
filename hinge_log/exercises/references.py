"""Whether what an exercise file names exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hinge_log.exercises.schema import CatalogueFile, OwnFile

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that a file may refer to."""

    exercises: Collection[str]
    checklists: Collection[str]
    faults: Collection[str]
    figures: Collection[str]


def _twice(table: str, ids: list[str]) -> Iterator[tuple[Path, str]]:
    seen: set[str] = set()
    for index, value in enumerate(ids):
        if value in seen:
            yield (table, index, "id"), f'id "{value}" appears twice'
        seen.add(value)


def _missing(path: Path, kind: str, names: Collection[str], known: Collection[str]) -> Iterator[tuple[Path, str]]:
    for name in names:
        if name not in known:
            yield path, f'{path[-1]} names the {kind} "{name}", which does not exist'


def own_problems(file: OwnFile, known: Known) -> Iterator[tuple[Path, str]]:
    """Give each broken reference or repeated id of a file's exercises and checklists, with its place."""
    yield from _twice("exercise", [entry.id for entry in file.exercise])
    yield from _twice("checklist", [entry.id for entry in file.checklist])
    for index, exercise in enumerate(file.exercise):
        if exercise.checklist:
            yield from _missing(("exercise", index, "checklist"), "checklist", [exercise.checklist], known.checklists)
        if exercise.figure:
            yield from _missing(("exercise", index, "figure"), "figure", [exercise.figure], known.figures)
    for index, checklist in enumerate(file.checklist):
        for place, item in enumerate(checklist.items):
            path = ("checklist", index, "items", place)
            yield from _missing((*path, "fault"), "fault", [item.fault], known.faults)
            yield from _missing((*path, "regress_to"), "exercise", [item.regress_to], known.exercises)
            yield from _missing((*path, "only_for"), "exercise", item.only_for, known.exercises)
            yield from _missing((*path, "skip_for"), "exercise", item.skip_for, known.exercises)


def catalogue_problems(file: CatalogueFile, known: Known) -> Iterator[tuple[Path, str]]:
    """Give each broken reference or repeated id of a whole catalogue, with its place."""
    yield from own_problems(file, known)
    yield from _twice("fault", [entry.id for entry in file.fault])
    yield from _twice("gate", [entry.id for entry in file.gate])
    yield from _twice("figure", [entry.id for entry in file.figure])
    for index, fault in enumerate(file.fault):
        yield from _missing(("fault", index, "first_fix"), "exercise", [fault.first_fix], known.exercises)
    for index, stage in enumerate(file.stage):
        yield from _missing(("stage", index, "exercises"), "exercise", stage.exercises, known.exercises)
    for index, gate in enumerate(file.gate):
        for field, names in (("sources", gate.sources), ("targets", gate.targets), ("also_sources", gate.also_sources)):
            yield from _missing(("gate", index, field), "exercise", names, known.exercises)
    for index, figure in enumerate(file.figure):
        if figure.fault:
            yield from _missing(("figure", index, "fault"), "fault", [figure.fault], known.faults)
            yield from _missing(("figure", index, "instead_of"), "figure", [figure.instead_of], known.figures)
