"""What one exercise does otherwise than the gym: its unit, bar, smallest step, rest and lasting cue."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from hinge_log.errors import NeedsDecision
from hinge_log.store.journal import Value
from hinge_log.store.queries import LogReader
from hinge_log.store.store import Store
from hinge_log.text import clean
from hinge_log.training.load import Load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.settings import Gym

KINDS = {
    "unit": "exercise unit",
    "bar_g": "exercise bar",
    "step_g": "exercise step",
    "rest_s": "exercise rest",
    "cue": "cue",
}
"""The kind of action that writes one of the settings; several at once are "exercise settings"."""

LONGEST_REST_S = 3600
MOST_G = 100_000
_BOUNDS = {
    "bar_g": (0, MOST_G, "A bar weighs 0 to 100 kg."),
    "step_g": (1, MOST_G, "A step must be more than 0 and at most 100 kg."),
    "rest_s": (0, LONGEST_REST_S, "A rest can be at most an hour; 0 turns the rest clock off."),
}
"""The least and the most of a setting, and what is said of any other value."""


class LiftSettings(NamedTuple):
    """What is set for one exercise; None is the gym default.

    unit: "kg" or "lb"; bar_g and step_g: grams; rest_s: seconds after a set, 0 for no rest clock, neither after work
        sets nor after warm-ups; cue: the lasting cue, "" for none.
    """

    unit: str | None = None
    bar_g: int | None = None
    step_g: int | None = None
    rest_s: int | None = None
    cue: str = ""

    def over(self, gym: Gym) -> Gym:
        """The gym as it is for this exercise; a unit that is not the gym's brings the usual plates of that unit."""
        if self.unit is not None:
            gym = gym.in_unit(self.unit)
        if self.bar_g is not None:
            gym = replace(gym, bar=_number(self.bar_g, gym.unit))
        if self.step_g is not None:
            gym = replace(gym, step=_number(self.step_g, gym.unit))
        if self.rest_s is not None:
            gym = replace(gym, rest_s=self.rest_s, rest_warmup_s=min(gym.rest_warmup_s, self.rest_s))
        return gym

    def smallest(self, usual: Load | None) -> Load | None:
        """The smallest step of a load; `usual` is the gym's, None for the usual one of the unit."""
        unit = self.unit or (usual.unit if usual else "kg")
        if self.step_g is not None:
            return Load.from_grams(self.step_g, unit)
        return usual if usual is not None and usual.unit == unit else None


def lift_settings(store: LogReader, key: str) -> LiftSettings:
    """What is set for an exercise; for one that nothing is set for, that is nothing.

    A key that was merged into another exercise gives what is set for that one.
    """
    query = "SELECT unit, bar_g, step_g, rest_s, cue, merged_into FROM exercise WHERE key = ?"
    row = store.one(query, key)
    if row is not None and row[5]:
        row = store.one(query, row[5])
    return LiftSettings() if row is None else LiftSettings(*row[:5])


def all_lift_settings(store: LogReader) -> dict[str, LiftSettings]:
    """What is set, by exercise key; those with nothing set are left out."""
    rows = store.rows(
        "SELECT key, unit, bar_g, step_g, rest_s, cue FROM exercise WHERE unit IS NOT NULL OR bar_g IS NOT NULL"
        " OR step_g IS NOT NULL OR rest_s IS NOT NULL OR cue <> ''"
    )
    return {key: LiftSettings(*values) for key, *values in rows}


def put_lift_settings(store: Store, key: str, name: str, **changes: str | int | None) -> LiftSettings:
    """Write some of `unit`, `bar_g`, `step_g`, `rest_s` and `cue` of an exercise in one step; None is the gym default.

    `name` is entered with an exercise that is not in the log yet. Raises NeedsDecision for a value that means
    nothing; then nothing is written.
    """
    values = {column: _checked(column, value) for column, value in changes.items()}
    kind = KINDS[next(iter(values))] if len(values) == 1 else "exercise settings"
    with store.action(kind) as action:
        action.update("exercise", store.exercise_number(action, key, name), values)
    return lift_settings(store, key)


def _checked(column: str, value: str | int | None) -> Value:
    if column == "cue":
        return clean(str(value or ""), lines=True)
    if value is None:
        return None
    if column == "unit":
        if value not in ("kg", "lb"):
            raise NeedsDecision("The unit is kg or lb.", "Nothing was changed.")
        return value
    low, high, problem = _BOUNDS[column]
    if not isinstance(value, int) or not low <= value <= high:
        raise NeedsDecision(problem, "Nothing was changed.")
    return value


def _number(grams: int, unit: str) -> str:
    return Load.from_grams(grams, unit).value
