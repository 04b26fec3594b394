"""Plans to start from, made for the stage of the ladder on which somebody stands: offered, never given.

The table is starters.toml. Nothing is loaded that the stage does not open.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from hinge_log.errors import NotFound
from hinge_log.training.plan import Day, Plan, PlanLift
from hinge_log.training.plan_text import read_line

_TABLE: Mapping[str, Any] = tomllib.loads((files("hinge_log.training") / "starters.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Starter:
    """A plan that is offered: `about` says in a line what it is for, `from_stage` from which stage on it is.

    `stages` are its days by name for stages of the ladder, with their lifts as lines.
    """

    name: str
    plan: str
    about: str
    from_stage: int
    stages: Mapping[str, Mapping[str, list[str]]]


STARTERS = tuple(Starter(**row) for row in _TABLE["starter"])


def offered(stage: int) -> tuple[Starter, ...]:
    """The plans to start from, those of a later stage of the ladder last: advice, never a lock."""
    return tuple(sorted(STARTERS, key=lambda each: each.from_stage > max(stage, 1)))


def find_starter(name: str) -> Starter:
    """The plan of a name, or of the beginning of one; raises NotFound."""
    wanted = name.strip().casefold()
    matches = [each for each in STARTERS if wanted and each.name.casefold().startswith(wanted)]
    if len(matches) != 1:
        names = tuple(each.name for each in STARTERS)
        title = f'There is no starter plan "{name.strip()[:40]}".'
        raise NotFound(title, f"There are {', '.join(names)}.", candidates=names)
    return matches[0]


def starter(name: str, stage: int, unit: str = "kg") -> Plan:
    """Make the starter of a name for a stage, at least that which it is made for; it is not stored yet.

    Loads go up by steps of `unit`. Raises NotFound for a name that is none.
    """
    chosen = find_starter(name)
    stages = (number for number in chosen.stages if int(number) <= max(stage, chosen.from_stage))
    days = chosen.stages[max(stages, key=int)]
    words = _TABLE["words"] | _TABLE["steps"][unit]
    lifts = {day: tuple(_lift(line, words, unit) for line in lines) for day, lines in days.items()}
    return Plan("", chosen.plan, tuple(Day(day, lifts[day]) for day in days))


def _lift(text: str, words: Mapping[str, str], unit: str) -> PlanLift:
    key, _, rest = text.removeprefix("& ").partition(" ")
    sets, _, note = rest.partition(" # ")
    for word, meaning in words.items():
        sets = sets.replace(word, meaning)
    return read_line(sets, unit).applied(PlanLift(key, (), note, 1 if text.startswith("& ") else None))
