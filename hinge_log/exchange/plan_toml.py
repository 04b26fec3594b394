"""A plan as a TOML file, for an editor, a repository or a friend.

name = "Hinge"
weeks = "100%, 105%, deload"              how each week changes all lifts; may be left out

[[day]]
name = "A"

[[day.lift]]
exercise = "deadlift-conventional"      an id, a name, or any name that finds it
sets = "60kgx5 w, 75%x5x3"              as planned sets are typed, the weeks of a lift with | between them
note = "long spine"
superset = 1                            lifts of a day with the same number are done in turn
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hinge_log.errors import EntryError, ImportFileError, NotFound
from hinge_log.exercises.model import Exercise
from hinge_log.text import clean, shown
from hinge_log.training.plan import Day, Plan, PlanLift, problems, read_weeks, weeks_text
from hinge_log.training.plan_text import line_of_lift, read_lift_line

MAX_CHARACTERS = 1_000_000
_HINT = "Nothing was saved."
_MOST = 1 << 31


def toml_of(plan: Plan, name_of: Callable[[str], str] = lambda _: "") -> str:
    """Write a plan; `name_of` gives the name of an exercise, which stands beside its id as a comment."""
    lines = ["# Comments are lost when you import this file.", "", f"name = {_text(plan.name)}"]
    lines += [f"weeks = {_text(weeks_text(plan.weeks))}"] if plan.weeks else []
    for day in plan.days:
        lines += ["", "[[day]]", f"name = {_text(day.name)}"]
        for lift in day.lifts:
            name = shown(name_of(lift.exercise))
            lines += ["", "[[day.lift]]", f"exercise = {_text(lift.exercise)}" + (f"  # {name}" if name else "")]
            lines.append(f"sets = {_text(line_of_lift(lift))}")
            lines += [f"note = {_text(lift.note)}"] if lift.note else []
            lines += [f"superset = {lift.superset}"] if lift.superset is not None else []
    return "\n".join(lines) + "\n"


def plan_of(text: str, find: Callable[[str], Exercise], *, file: str = "the plan", unit: str = "kg") -> Plan:
    """Read a plan, not stored yet; a bare load is in `unit`.

    `find` gives an exercise by id or name and raises NotFound. Raises ImportFileError that names file, day and lift.
    """
    import tomllib

    if len(text) > MAX_CHARACTERS:
        raise ImportFileError(f"{file} is too long for a plan.", _HINT)
    try:
        read: dict[str, Any] = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # ValueError: also a number of thousands of digits
        raise ImportFileError(f"{file} cannot be read: {shown(str(error))[:120]}.", _HINT) from None
    _known(read, ("name", "weeks", "day"), file)
    days = tuple(_day(each, number, find, file, unit) for number, each in enumerate(_tables(read, "day", file), 1))
    try:
        weeks = read_weeks(_string(read, "weeks", file))
    except EntryError as error:
        raise ImportFileError(f"{file}, character {error.at + 1} of weeks: {error.message}.", _HINT) from None
    plan = Plan("", _string(read, "name", file), days, weeks)
    wrong = problems(plan)
    if wrong:
        raise ImportFileError(f"{file}: {wrong[0]}", _HINT)
    return plan


def _day(table: dict[str, Any], number: int, find: Callable[[str], Exercise], file: str, unit: str) -> Day:
    where = f"{file}, day {number}"
    name = _string(table, "name", where)
    if name:
        where = f'{file}, day "{shown(name)}"'
    _known(table, ("name", "lift"), where)
    lifts = enumerate(_tables(table, "lift", where), 1)
    return Day(name, tuple(_lift(each, f"{where}, lift {number}", find, unit) for number, each in lifts))


def _lift(table: dict[str, Any], where: str, find: Callable[[str], Exercise], unit: str) -> PlanLift:
    _known(table, ("exercise", "sets", "note", "superset"), where)
    name = _string(table, "exercise", where)
    if not name:
        raise ImportFileError(f'{where} has no exercise. Add exercise = "deadlift".', _HINT)
    try:
        exercise = find(name)
    except NotFound as error:
        raise ImportFileError(f"{where}: {error.message}", f"{error.hint} {_HINT}".strip()) from None
    superset = table.get("superset")
    if superset is not None and (type(superset) is not int or not 0 <= superset <= _MOST):
        raise ImportFileError(f"{where}: superset must be a whole number.", _HINT)
    try:
        line = read_lift_line(_string(table, "sets", where), exercise, unit)
    except EntryError as error:
        place = f"character {error.at + 1} of sets"
        raise ImportFileError(f"{where} ({shown(name)}), {place}: {error.message}.", f"{error.hint}. {_HINT}") from None
    return line.applied(PlanLift(exercise.id, (), _string(table, "note", where, lines=True), superset))


def _known(table: dict[str, Any], names: tuple[str, ...], where: str) -> None:
    for name in table:
        if name not in names:
            raise ImportFileError(f"{where}: {shown(name)[:40]} is not known here.", f"Use {', '.join(names)}.")


def _tables(table: dict[str, Any], name: str, where: str) -> list[dict[str, Any]]:
    tables = table.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        mark = "[[day]]" if name == "day" else "[[day.lift]]"
        raise ImportFileError(f"{where}: {name} must be written as {mark}.", _HINT)
    return tables


def _string(table: dict[str, Any], name: str, where: str, *, lines: bool = False) -> str:
    text = table.get(name, "")
    if not isinstance(text, str):
        raise ImportFileError(f"{where}: {name} must be text in quotes.", _HINT)
    return clean(text, lines=lines)


def _text(text: str) -> str:
    # A JSON string is a TOML string but for the one sign that TOML wants escaped as well.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
