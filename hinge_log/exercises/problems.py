"""What is wrong with an exercise file, in plain words, with the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from hinge_log.errors import CatalogueError
from hinge_log.text import shown

if TYPE_CHECKING:
    from pydantic import BaseModel

    from hinge_log.exercises.schema import CatalogueFile, OwnFile

M = TypeVar("M", bound="BaseModel")

HINT = "Correct the file and start again; the log was not touched."
# Far above any catalogue; a wrong file handed in by mistake is not read to its end.
MAX_BYTES = 2_000_000

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*(=|\.)""")
_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is not a known field",
    "string_type": "must be text in quotes",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "list_type": "must be a list in square brackets",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "string_too_short": "is empty",
    "too_short": "is empty",
    "string_pattern_mismatch": "may contain only a-z, 0-9 and hyphens between them",
}


def read_toml(path: str) -> str:
    """Read a text file.

    Raises:
        CatalogueError: it cannot be read, is too large or is not UTF-8.
    """
    name = shown(path.replace("\\", "/").rpartition("/")[2])
    try:
        with open(path, "rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CatalogueError(f"{name} cannot be read: {error.strerror}.", HINT) from error
    if len(raw) > MAX_BYTES:
        raise CatalogueError(f"{name} is larger than 2 MB; it is not an exercise file.", HINT)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise CatalogueError(f"{name}, line {line}: not UTF-8 text.", HINT) from error


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    """Give the line, from 1, on which the value at `path` stands, or the nearest thing around it."""
    best, best_depth = 1, 0
    counts: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        here: tuple[str | int, ...]
        if header := _HEADER.match(line):
            table = _table(header[2], header[1] == "[[", counts)
            here = table
        elif key := _KEY.match(line):
            here = (*table, key[1] or key[2] or key[3])
        else:
            continue
        depth = len(here)
        if path[:depth] == here and depth > best_depth:
            best, best_depth = number, depth
    return best


def _table(name: str, many: bool, counts: dict[tuple[str | int, ...], int]) -> tuple[str | int, ...]:
    """Resolve a header to the path of its table: `[[a.b]]` is the next b of the newest a."""
    path: tuple[str | int, ...] = ()
    parts = [part.strip().strip("\"'") for part in name.split(".")]
    for place, part in enumerate(parts):
        path = (*path, part)
        if many and place == len(parts) - 1:
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = (*path, counts[path] - 1)
    return path


def in_words(error: Any, field: str) -> str:
    """Say in plain words what pydantic found wrong with `field`."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        words = str(context["error"])
        return words if words.startswith(("two ", "safety ", "also_", "asks ")) else f"{field} {words}"
    if kind == "literal_error":
        return f"{field} is {error['input']!r}; it must be one of {context['expected']}"
    if kind == "string_too_long":
        return f"{field} has {len(error['input'])} characters; the limit is {context['max_length']}"
    if kind in ("greater_than_equal", "less_than_equal", "greater_than"):
        limit = next(iter(context.values()))
        bound = {"greater_than_equal": "at least", "less_than_equal": "at most", "greater_than": "more than"}[kind]
        return f"{field} must be {bound} {limit}"
    return f"{field} {_WORDS.get(kind, error['msg'])}"


MOST_LOCATED = 50
"""Each mistake is looked for from the start of its file: a file of nothing but mistakes must not take minutes."""


def validated(model: type[M], data: dict[str, Any], file_name: str, text: str) -> M:
    """Validate `data` with `model`.

    Raises:
        CatalogueError: names file, line and field of the first thing that is wrong.
    """
    from pydantic import ValidationError

    try:
        return model.model_validate(data)
    except ValidationError as problems:
        first = islice(problems.errors(include_url=False), MOST_LOCATED)
        line, error = min(((line_of(text, each["loc"]), each) for each in first), key=lambda pair: pair[0])
        names = [part for part in error["loc"] if isinstance(part, str)]
        raise located(file_name, line, in_words(error, names[-1] if names else "the file")) from problems


def located(file_name: str, line: int, words: str) -> CatalogueError:
    """Make the error that names file, line and field."""
    return CatalogueError(f"{shown(file_name)}, line {line}: {shown(words)}.", HINT)


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
