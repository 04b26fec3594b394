"""The catalogue: what can be done and how it should look, with the user's own exercises in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from json import loads

from hinge_log.exercises.model import Checklist, Exercise, Fault, Figure, Gate, Item, Match, Pose, Stage

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any, TypeVar

    from hinge_log.errors import CatalogueError
    from hinge_log.exercises.imports import Names
    from hinge_log.exercises.lookup import NamedExercise

    K = TypeVar("K")
    T = TypeVar("T", covariant=True)

FAMILIES = ("deadlift", "squat", "hip_thrust", "row", "good_morning", "swing", "drill", "everyday")
_HERE = os.path.dirname(os.path.abspath(__file__))
_FILE = os.path.join(_HERE, "index.json")
_NAMES = os.path.join(_HERE, "names.json")
_FIGURES = os.path.join(_HERE, "figures.json")


class Catalogue:
    """Exercises, checklists, faults and gates by id, stages by number.

    `exact` gives the id of the one exercise that a folded name means; it is asked before all names are compared.
    """

    def __init__(
        self,
        exercises: Mapping[str, Exercise],
        checklists: Mapping[str, Checklist],
        faults: Mapping[str, Fault],
        stages: Mapping[int, Stage],
        gates: Mapping[str, Gate],
        exact: Callable[[str], str | None] = lambda folded: None,
    ) -> None:
        self.exercises = exercises
        self.checklists = checklists
        self.faults = faults
        self.stages = stages
        self.gates = gates
        self._exact = exact

    def items_for(self, exercise: Exercise) -> tuple[Item, ...]:
        """Give the items that `exercise` is checked on, in order; the screen numbers them from 1.

        An exercise that the checklist was not written for has the items that most of its pattern have.
        """
        checklist = self.checklists.get(exercise.checklist)
        if checklist is None:
            return ()
        known = self.exercises.get(exercise.id)
        if known is not None and known.checklist == checklist.id and not known.own:
            return tuple(item for item in checklist.items if _applies(item, exercise.id))
        users = [e for e in self.exercises.values() if e.checklist == checklist.id and not e.own]
        alike = [user for user in users if user.pattern == exercise.pattern] or users
        return tuple(item for item in checklist.items if _applies_to_new(item, exercise.id, alike))

    def find(self, name: str, own: Sequence[Exercise] = ()) -> Exercise:
        """Give the one exercise, of the catalogue or of `own`, that `name` means.

        Raises:
            Ambiguous: it may mean several; none is guessed.
            NotFound: it means none.
        """
        return self._named(name, own) or self._sought(name, own)

    def find_to_write(self, name: str, own: Sequence[Exercise] = ()) -> Exercise:
        """Give the one exercise that `name` means where a set is written: words out of an alias are only offered.

        Raises Ambiguous and NotFound.
        """
        from hinge_log.exercises import lookup

        return self._named(name, own) or lookup.find(self._with(own), name, writing=True)

    def find_exact(self, name: str, own: Sequence[Exercise] = ()) -> Exercise | None:
        """Give the one exercise with this id, name or alias, or None."""
        from hinge_log.exercises import lookup

        return lookup.find_exact(self._with(own), name)

    def search(self, words: str, own: Sequence[Exercise] = (), used: Sequence[str] = ()) -> list[Exercise]:
        """Give the exercises that hold every one of `words` in a name, best first; all in order for no words.

        Of equally good ones those of `used` (ids, the most wanted first) come first.
        """
        from hinge_log.exercises import lookup

        return lookup.search(self._with(own), words, used)

    def near(self, words: str, own: Sequence[Exercise] = ()) -> tuple[Exercise, ...]:
        """Give up to three exercises that may be meant by mistyped `words`, the nearest first."""
        from hinge_log.exercises import lookup

        return lookup.nearest(self._with(own), words)

    def match_import(self, app: str, name: str, *, near: bool = True) -> Match:
        """Say what `name` stands for in `app` ("strong", "hevy", "fitnotes", "wger" or anything else).

        Without `near`, names that are nearly one of ours are not looked for.
        """
        from hinge_log.exercises import imports

        return imports.match(self._names, app, name, near=near)

    def _named(self, name: str, own: Sequence[Exercise]) -> Exercise | None:
        from hinge_log.exercises.words import fold, key

        exact = name if name in self.exercises else self._exact(fold(name))
        if exact is None:
            return None
        if own:
            from hinge_log.exercises.lookup import entry_of

            both = {fold(name), key(name)}
            if any(each.id == exact or both & entry_of(each).called for each in own):
                return None
        return self.exercises[exact]

    def _sought(self, name: str, own: Sequence[Exercise]) -> Exercise:
        from hinge_log.exercises import lookup

        return lookup.find(self._with(own), name)

    def _with(self, own: Sequence[Exercise]) -> Sequence[NamedExercise]:
        if not own:
            return self._entries
        from hinge_log.exercises.lookup import entry_of

        replaced = {exercise.id for exercise in own}
        entries = [entry for entry in self._entries if entry.exercise.id not in replaced]
        return [*entries, *(entry_of(exercise) for exercise in own)]

    @cached_property
    def _entries(self) -> Sequence[NamedExercise]:
        from hinge_log.exercises.lookup import entry_of

        ordered = sorted(self.exercises.values(), key=lambda exercise: FAMILIES.index(exercise.family))
        return [entry_of(exercise) for exercise in ordered]

    @cached_property
    def _names(self) -> Names:
        from hinge_log.exercises.imports import names_of

        return names_of(self.exercises.values())


class _IndexRows(Mapping["K", "T"]):
    """Values by key; each is read of its line of the index, and made, when it is first asked for."""

    def __init__(self, rows: Mapping[K, str], make: Callable[[dict[str, Any]], T]) -> None:
        self._rows = rows
        self._make = make
        self._made: dict[K, T] = {}

    def __getitem__(self, key: K) -> T:
        if key not in self._made:
            self._made[key] = self._make(loads(self._rows[key]))
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[K]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def load(user_folder: str | None = None, on_error: Callable[[CatalogueError], None] | None = None) -> Catalogue:
    """Give the catalogue, with the exercises of the `*.toml` files in `user_folder`.

    A file that is wrong is left out where `on_error` takes the error, which names file, line and field.

    Raises:
        CatalogueError: one of these files is wrong, and `on_error` is None.
    """
    if user_folder is None:
        return _shipped()
    from hinge_log.exercises import user

    return user.merged(_shipped(), user_folder, on_error)


@cache
def _shipped() -> Catalogue:
    with open(_FILE, encoding="utf-8") as file:
        index = lines_of(file.read())
    return Catalogue(
        exercises=_IndexRows(index["exercises"], exercise_of),
        checklists=_IndexRows(index["checklists"], checklist_of),
        faults=_IndexRows(index["faults"], lambda row: Fault(**row)),
        stages=_IndexRows({int(key): line for key, line in index["stages"].items()}, _stage_of),
        gates=_IndexRows(index["gates"], lambda row: Gate(**{"within_days": 21, **_frozen(row)})),
        exact=lambda folded: _exact_names().get(folded),
    )


def _stage_of(row: dict[str, Any]) -> Stage:
    return Stage(**{"note": "", **_frozen(row)})


def lines_of(index: str) -> dict[str, dict[str, str]]:
    """Part the text of the index into the lines of each section, by the value that they begin with.

    To read all of it as JSON takes longer than all else that a short command does; it asks for one line.
    """
    sections: dict[str, dict[str, str]] = {}
    section: dict[str, str] = {}
    for line in index.splitlines():
        if line.endswith(":["):
            section = sections[line.strip('{":[')] = {}
        elif line.startswith('{"'):
            _, _, value = line.partition(":")
            section[value[: value.index(",")].strip('"')] = line.removesuffix(",")
    return sections


@cache
def _exact_names() -> dict[str, str]:
    with open(_NAMES, encoding="utf-8") as file:
        names: dict[str, str] = loads(file.read())
    return names


def exercise_of(row: dict[str, Any], *, own: bool = False) -> Exercise:
    """Make an exercise of a validated table."""
    values = _frozen(row)
    values["names"] = tuple((app, tuple(names)) for app, names in row.get("names", {}).items())
    values.setdefault("short", row["name"][:12].rstrip())
    return Exercise(**values, own=own)


def checklist_of(row: dict[str, Any]) -> Checklist:
    """Make a checklist of a validated table."""
    return Checklist(
        id=row["id"],
        title=row["title"],
        version=row.get("version", 1),
        items=tuple(Item(**{"safety": False, "gate": False, **_frozen(item)}) for item in row["items"]),
    )


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if type(value) is list else value for key, value in row.items()}


def _applies(item: Item, exercise_id: str) -> bool:
    return (not item.only_for or exercise_id in item.only_for) and exercise_id not in item.skip_for


def _applies_to_new(item: Item, exercise_id: str, alike: Sequence[Exercise]) -> bool:
    if exercise_id in item.only_for or exercise_id in item.skip_for or not alike:
        return _applies(item, exercise_id)
    return 2 * sum(_applies(item, exercise.id) for exercise in alike) > len(alike)


@cache
def _figure_data() -> Any:
    with open(_FIGURES, encoding="utf-8") as file:
        return loads(file.read())


def segments() -> Mapping[str, float]:
    """Give the lengths of the body's segments in body heights."""
    return dict(_figure_data()["segments"])


@cache
def figures() -> Mapping[str, Figure]:
    """Give every figure by its id."""
    return {row["id"]: _figure(row) for row in _figure_data()["figures"]}


def _figure(row: dict[str, Any]) -> Figure:
    poses = tuple(
        Pose(**{**pose, "figure": row["id"], "options": tuple(pose.get("options", {}).items())})
        for pose in row["poses"]
    )
    return Figure(**{"frame": "standing", **row, "poses": poses})
