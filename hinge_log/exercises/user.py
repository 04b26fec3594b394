"""The user's own exercises and checklists: TOML files in a folder, added to the catalogue or replacing parts of it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from hinge_log.errors import CatalogueError
from hinge_log.exercises.catalogue import Catalogue, checklist_of, exercise_of
from hinge_log.exercises.problems import HINT, line_of, located, read_toml, validated
from hinge_log.files import is_stream
from hinge_log.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from hinge_log.exercises.schema import OwnFile

# Items are chosen with one digit.
MOST_ITEMS = 9


def merged(catalogue: Catalogue, folder: str, on_error: Callable[[CatalogueError], None] | None = None) -> Catalogue:
    """Give `catalogue` with what the `*.toml` files in `folder` say; a folder without any changes nothing.

    Where `on_error` takes the errors, a file that is wrong is left out and the others are read.

    Raises:
        CatalogueError: names file, line and field of the first thing that is wrong.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".toml") and not name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return catalogue
    except OSError as error:
        raise CatalogueError(f"{shown(folder)} cannot be read: {error.strerror}.", HINT) from error
    whole = catalogue
    files: list[tuple[str, str, OwnFile]] = []
    for name in names:
        try:
            file = _read(folder, name)
            whole = _with(catalogue, [*files, file])
        except CatalogueError as error:
            if on_error is None:
                raise
            on_error(error)
        else:
            files.append(file)
    return whole


def _with(catalogue: Catalogue, files: list[tuple[str, str, OwnFile]]) -> Catalogue:
    exercises, checklists = dict(catalogue.exercises), dict(catalogue.checklists)
    for _, _, file in files:
        for exercise in file.exercise:
            exercises[exercise.id] = exercise_of(exercise.model_dump(exclude_defaults=True), own=True)
        for checklist in file.checklist:
            checklists[checklist.id] = checklist_of(checklist.model_dump(exclude_defaults=True))
    whole = Catalogue(exercises, checklists, catalogue.faults, catalogue.stages, catalogue.gates)
    _check(whole, files)
    return whole


def _read(folder: str, name: str) -> tuple[str, str, OwnFile]:
    import tomllib

    from hinge_log.exercises.schema import OwnFile

    if is_stream(path := os.path.join(folder, name)):
        raise CatalogueError(f"{shown(name)} is not a file.", HINT)
    text = read_toml(path)
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        # At the end of the document tomllib gives no place.
        line = int(place[1]) if place else text.count("\n") + 1
        words = re.sub(r"\s*\(at .*\)$", "", str(error))
        if not isinstance(error, tomllib.TOMLDecodeError):
            words = "nested too deeply" if isinstance(error, RecursionError) else "a number has too many digits"
        raise located(name, line, words) from error
    return name, text, validated(OwnFile, data, name, text)


def _check(catalogue: Catalogue, files: list[tuple[str, str, OwnFile]]) -> None:
    from hinge_log.exercises.catalogue import figures
    from hinge_log.exercises.problems import Known, own_problems

    known = Known(
        exercises=catalogue.exercises.keys(),
        checklists=catalogue.checklists.keys(),
        faults=catalogue.faults.keys(),
        figures=figures().keys(),
    )
    first: dict[tuple[str, str], str] = {}
    for name, text, file in files:
        for path, words in own_problems(file, known):
            raise located(name, line_of(text, path), words)
        exercise_ids, checklist_ids = [e.id for e in file.exercise], [c.id for c in file.checklist]
        for table, ids in (("exercise", exercise_ids), ("checklist", checklist_ids)):
            for index, entry_id in enumerate(ids):
                if (table, entry_id) in first:
                    words = f'id "{entry_id}" is already in {first[table, entry_id]}'
                    raise located(name, line_of(text, (table, index, "id")), words)
                first[table, entry_id] = name
        for index, listed in enumerate(file.checklist):
            for exercise in catalogue.exercises.values():
                if exercise.checklist == listed.id and len(items := catalogue.items_for(exercise)) > MOST_ITEMS:
                    words = f"{exercise.id} would have {len(items)} items; the limit is {MOST_ITEMS}"
                    raise located(name, line_of(text, ("checklist", index)), words)
