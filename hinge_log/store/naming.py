"""The user's own exercises: made, renamed, merged, called by other names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.errors import NeedsDecision, NotFound
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.lookup import own_exercise
from hinge_log.exercises.model import Exercise
from hinge_log.store.journal import Action, Value
from hinge_log.store.packed import read_days, read_texts
from hinge_log.store.queries import LogReader
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training.stats import form_of

MOST_ALIASES = 20


@dataclass(frozen=True, slots=True)
class LastDone:
    """When an exercise was last done, and the median form of that day's working sets of one kind of rating."""

    day: int
    form: float | None
    checked: bool


def lifts_done(store: LogReader) -> dict[str, LastDone]:
    """The last day and its form of every exercise that was done, by key."""
    done = {}
    for key, day, ratings in store.rows(
        "SELECT e.key, e.last, (SELECT json_group_array(json_array(s.form, s.basis)) FROM sets s"
        " WHERE s.exercise_id = e.id AND s.day = e.last AND s.hidden = 0 AND s.kind <> 'warmup')"
        " FROM (SELECT x.id, x.key, (SELECT max(s.day) FROM sets s WHERE s.exercise_id = x.id AND s.hidden = 0) AS last"
        "  FROM exercise x) e WHERE e.last IS NOT NULL"
    ):
        done[key] = LastDone(day, *form_of(json.loads(ratings)))
    return done


def known(store: LogReader, catalogue: Catalogue) -> tuple[Exercise, ...]:
    """The user's own exercises, and those of the catalogue that the user gave other names.

    An own exercise that is done like one of the catalogue has its load, checks and figure.
    """
    exercises = []
    for key, name, own, like, aliases in store.rows(
        "SELECT key, name, own, like_key, aliases FROM exercise WHERE hidden = 0 AND merged_into = ''"
        " AND (own = 1 OR aliases <> '[]') ORDER BY name COLLATE NOCASE"
    ):
        names = read_texts(aliases, f"other names of {key}")
        listed = catalogue.exercises.get(key)
        model = catalogue.exercises.get(like)
        if listed is not None:
            exercises.append(listed._replace(aliases=(*listed.aliases, *names)))
        elif model is not None:
            own_one = model._replace(id=key, name=name, short=name, aliases=names, own=True)
            exercises.append(own_one._replace(names=(), typed=(), stage=None))
        elif own:
            exercises.append(Exercise(key, name, "own", aliases=names, own=True, short=name))
    return tuple(exercises)


def make(store: Store, name: str, *, like: str = "", catalogued: Sequence[Exercise] = ()) -> Exercise:
    """Make an own exercise; `like` is the key of a catalogue exercise that it is done like.

    `catalogued` are exercises whose names it may not have. Raises NeedsDecision for a name that is in use.
    """
    cleaned = _name(name)
    _free(store, cleaned, catalogued)
    made = own_exercise(cleaned)
    if store.value("SELECT hidden FROM exercise WHERE key = ?", made.id) == 0:
        raise NeedsDecision(f'"{cleaned}" already belongs to a renamed or merged exercise.', "Choose another name.")
    with store.action("new exercise") as action:
        number = store.exercise_number(action, made.id, cleaned)
        action.update("exercise", number, {"like_key": like, "hidden": 0, "name": cleaned})
    return made


def rename(store: Store, key: str, name: str, *, catalogued: Sequence[Exercise] = ()) -> None:
    """Give an own exercise another name; its history stays with it, its old name finds it as an alias."""
    number, before, aliases = _own(store, key)
    cleaned = _name(name)
    if cleaned == before:
        return
    _free(store, cleaned, [each for each in catalogued if each.id != key], without=number)
    with store.action("rename") as action:
        others = [each for each in (*aliases, before) if each.casefold() != cleaned.casefold()]
        action.update("exercise", number, {"name": cleaned, "aliases": _json(others)})


def merge(store: Store, key: str, into: Exercise) -> int:
    """Move the whole history of an own exercise to another one, which then also has its names; gives the sets moved.

    One step for the undo. Raises NeedsDecision for an exercise and itself, NotFound for one that is not the user's.
    """
    number, name, aliases = _own(store, key)
    if into.id == key:
        raise NeedsDecision("An exercise cannot be merged into itself.", "Choose another one.")
    with store.action("merge exercises") as action:
        target = store.exercise_number(action, into.id, into.name)
        for (lift_id,) in store.rows("SELECT id FROM lift WHERE exercise_id = ?", number):
            action.update("lift", lift_id, {"exercise_id": target})
        sets = store.rows("SELECT id, hidden FROM sets WHERE exercise_id = ?", number)
        for set_id, _ in sets:
            action.update("sets", set_id, {"exercise_id": target})
        _plans_follow(store, action, key, into.id)
        # Whatever was merged into this one before goes on to the same place.
        for (earlier,) in store.rows("SELECT id FROM exercise WHERE merged_into = ?", key):
            action.update("exercise", earlier, {"merged_into": into.id})
        action.update("exercise", number, {"merged_into": into.id})
        row = store.one("SELECT aliases FROM exercise WHERE id = ?", target)
        had = read_texts(row[0], f"other names of {into.id}") if row else ()
        known_names = {into.name.casefold(), *(each.casefold() for each in (*into.aliases, *had))}
        extra = [each for each in dict.fromkeys((name, *aliases)) if each.casefold() not in known_names]
        action.update("exercise", target, {"aliases": _json([*had, *extra])})
        brought = _settings_kept(store, number, target)
        if brought:
            action.update("exercise", target, brought)
    return sum(1 for _, hidden in sets if not hidden)


def hide(store: Store, key: str) -> None:
    """Take an own exercise that was never done off the list; raises NeedsDecision for one with sets."""
    number, name, _ = _own(store, key)
    if store.one("SELECT 1 FROM lift WHERE exercise_id = ? AND hidden = 0 LIMIT 1", number):
        raise NeedsDecision(f"{name} has history.", "Merge it into another exercise instead.")
    if store.one("SELECT 1 FROM routine WHERE hidden = 0 AND instr(days, json_quote(?))", key):
        raise NeedsDecision(
            f"{name} is used in a plan.", "Remove it from the plan first, or merge it into another exercise."
        )
    with store.action("delete exercise") as action:
        action.update("exercise", number, {"hidden": 1})


def set_aliases(store: Store, exercise: Exercise, names: Sequence[str]) -> tuple[str, ...]:
    """Write the user's other names of an exercise, the catalogue's own apart; gives them as they are kept."""
    cleaned = (clean(each, limit=NAME_LIMIT) for each in names)
    unique = [each for each in {each.casefold(): each for each in cleaned if each}.values() if each != exercise.name]
    if len(unique) > MOST_ALIASES:
        raise NeedsDecision(f"An exercise can have at most {MOST_ALIASES} other names.", "Remove some.")
    with store.action("other names") as action:
        number = store.exercise_number(action, exercise.id, exercise.name)
        action.update("exercise", number, {"aliases": _json(unique)})
    return tuple(unique)


def aliases_of(store: LogReader, key: str) -> tuple[str, ...]:
    """The other names that the user gave an exercise."""
    row = store.one("SELECT aliases FROM exercise WHERE key = ?", key)
    return read_texts(row[0], f"other names of {key}") if row else ()


def _settings_kept(store: LogReader, number: int, target: int) -> dict[str, Value]:
    """What is set for one exercise and not for another: it goes along when they are merged."""
    columns = ("unit", "bar_g", "step_g", "rest_s", "cue")
    query = f"SELECT {', '.join(columns)} FROM exercise WHERE id = ?"
    own, there = store.one(query, number), store.one(query, target)
    if own is None or there is None:
        return {}
    # A bar is a number of its unit: where the unit stays another one, it stays behind.
    same = there[0] in (None, own[0])
    return {
        name: had
        for name, had, has in zip(columns, own, there, strict=True)
        if had not in (None, "") and has in (None, "") and (same or name not in ("bar_g", "step_g"))
    }


def _own(store: LogReader, key: str) -> tuple[int, str, tuple[str, ...]]:
    row = store.one("SELECT id, name, aliases FROM exercise WHERE key = ? AND own = 1 AND merged_into = ''", key)
    if row is None:
        raise NotFound("Only your own exercises can be renamed or merged.", "Any exercise can have other names.")
    return row[0], row[1], read_texts(row[2], f"other names of {key}")


def _name(text: str) -> str:
    name = clean(text, limit=NAME_LIMIT)
    if len(name) < 2:
        raise NeedsDecision("A name needs at least two letters.", "Type it again.")
    return name


def _free(store: LogReader, name: str, catalogued: Sequence[Exercise], without: int = -1) -> None:
    folded = name.casefold()
    own = store.rows("SELECT name FROM exercise WHERE own = 1 AND hidden = 0 AND merged_into = '' AND id <> ?", without)
    if folded in {other.casefold() for other in (*(each.name for each in catalogued), *(row[0] for row in own))}:
        raise NeedsDecision(f'"{name}" is already in the list.', "Use another name, or merge the two.")


def _plans_follow(store: LogReader, action: Action, key: str, into: str) -> None:
    for plan_id, text in store.rows("SELECT id, days FROM routine"):
        days = read_days(text, plan_id)
        moved = _replaced(days, key, into)
        if moved != days:
            action.update("routine", plan_id, {"days": _json(moved)})


def _replaced(value: object, key: str, into: str) -> object:
    if isinstance(value, list):
        return [_replaced(each, key, into) for each in value]
    if isinstance(value, dict):
        return {name: _replaced(each, key, into) for name, each in value.items()}
    return into if value == key else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
