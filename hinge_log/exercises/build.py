"""Make the catalogue's index from its TOML files: `python -m hinge_log.exercises.build`."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from contextlib import suppress
from typing import Any

from hinge_log.errors import Ambiguous, CatalogueError
from hinge_log.exercises.catalogue import FAMILIES, exercise_of
from hinge_log.exercises.lookup import entry_of, find
from hinge_log.exercises.problems import Known, catalogue_problems, read_toml, validated
from hinge_log.exercises.schema import CatalogueFile

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = (
    "deadlift", "squat", "hip_thrust", "row", "good_morning", "swing", "drill", "everyday",
    "checklists", "faults", "ladder", "figures",
)  # fmt: skip


def read_source(folder: str) -> CatalogueFile:
    """Read and validate the TOML files of `folder`.

    Raises:
        CatalogueError: a file is missing, is no TOML, or says something that cannot be.
    """
    together: dict[str, Any] = {"exercise": [], "checklist": [], "fault": [], "stage": [], "gate": [], "figure": []}
    for name in FILES:
        file_name = f"{name}.toml"
        text = read_toml(os.path.join(folder, file_name))
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise CatalogueError(f"{file_name}: {error}") from error
        validated(CatalogueFile, data, file_name, text)
        for key, value in data.items():
            if isinstance(value, list):
                together[key] += value
            else:
                together[key] = value
    catalogue = CatalogueFile.model_validate(together)
    known = Known(
        exercises={entry.id for entry in catalogue.exercise},
        checklists={entry.id for entry in catalogue.checklist},
        faults={entry.id for entry in catalogue.fault},
        figures={entry.id for entry in catalogue.figure},
    )
    for path, words in catalogue_problems(catalogue, known):
        entry = getattr(catalogue, str(path[0]))[path[1]]
        raise CatalogueError(f"{path[0]} {getattr(entry, 'id', path[1])}: {words}")
    return catalogue


def _rows(entries: list[Any]) -> list[dict[str, Any]]:
    return [entry.model_dump(exclude_defaults=True) for entry in entries]


def index_of(catalogue: CatalogueFile) -> str:
    """Give the text of `index.json`: everything but the figures, defaults left out."""
    faults = [{**row, "where": ", ".join(row["where"])} for row in _rows(catalogue.fault)]
    index = {
        "exercises": _rows(catalogue.exercise),
        "checklists": _rows(catalogue.checklist),
        "faults": faults,
        "stages": _rows(catalogue.stage),
        "gates": _rows(catalogue.gate),
    }
    return _compact(index)


def figures_of(catalogue: CatalogueFile) -> str:
    """Give the text of `figures.json`: body proportions and figures."""
    return _compact({"segments": catalogue.segments, "figures": _rows(catalogue.figure)})


def names_of(catalogue: CatalogueFile) -> str:
    """Give the text of `names.json`: the id of the one exercise that each folded name means."""
    entries = [entry_of(exercise_of(row)) for row in _rows(catalogue.exercise)]
    entries.sort(key=lambda entry: FAMILIES.index(entry.exercise.family))
    meant = {}
    for name in sorted({name for entry in entries for name in entry.called}):
        with suppress(Ambiguous):
            meant[name] = find(entries, name).id
    return json.dumps(meant, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


def _compact(value: dict[str, Any]) -> str:
    # One line for each entry: a change of one exercise is a change of one line.
    parts = []
    for key, rows in value.items():
        if isinstance(rows, list):
            lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
            parts.append(f'"{key}":[\n{lines}\n]')
        else:
            parts.append(f'"{key}":{json.dumps(rows, separators=(",", ":"))}')
    return "{" + ",\n".join(parts) + "}\n"


MADE = {"index.json": index_of, "names.json": names_of, "figures.json": figures_of}
"""The files that are made, and what makes their text."""


def main() -> None:
    """Write `index.json`, `names.json` and `figures.json` beside this file."""
    try:
        catalogue = read_source(os.path.join(HERE, "data"))
    except CatalogueError as error:
        sys.exit(str(error))
    for name, make in MADE.items():
        with open(os.path.join(HERE, name), "w", encoding="utf-8", newline="\n") as file:
            file.write(make(catalogue))


if __name__ == "__main__":
    main()
