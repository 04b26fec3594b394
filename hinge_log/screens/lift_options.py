"""What can be set for one exercise: each row's words, its value in words, and how it changes by a step or by a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from hinge_log.charts.exercise_words import EntryRow
from hinge_log.screens.options import BARS, bar_text, one_of, rest, rest_text, seconds, turned, weight
from hinge_log.settings import Gym
from hinge_log.store.lift_settings import LiftSettings
from hinge_log.training.load import Load

Changes = dict[str, str | int | None]
"""Columns of the exercise with what they become; None is the gym default."""

AS_THE_GYM = ("gym", "", "-")
"""What is typed to set the gym default again."""

_STEPS = {"kg": ("0.5", "1", "1.25", "2", "2.5", "5"), "lb": ("1", "2.5", "5", "10")}


@dataclass(frozen=True, slots=True)
class LiftOption:
    """One row. `id` is its word on the command line, `column` the field of LiftSettings.

    `step` gives what changes by a key, None where only typing helps; `read` what changes by a text.
    """

    id: str
    column: str
    label: str
    words: str
    value: Callable[[Gym], str]
    step: Callable[[Gym, LiftSettings, int], Changes] | None
    read: Callable[[Gym, str], Changes]

    @property
    def prompt(self) -> str:
        """What the status line says while it is typed."""
        return f"{self.label}: {self.words[:1].lower()}{self.words[1:]}"

    def own(self, settings: LiftSettings) -> bool:
        """Whether it is set for the exercise itself."""
        return getattr(settings, self.column) not in (None, "")

    def text(self, gym: Gym, settings: LiftSettings) -> str:
        """Its value in words."""
        if self.id == "cue":
            return " ".join(settings.cue.split()) or "none"
        words = self.value(settings.over(gym))
        return words if self.own(settings) else f"gym default, {words}"

    def typed(self, gym: Gym, settings: LiftSettings) -> str:
        """Its own value as it can be typed, "" for none."""
        if not self.own(settings):
            return ""
        return settings.cue if self.id == "cue" else self.value(settings.over(gym))


def _grams(number: str, unit: str) -> int:
    return Load.of(number, unit).grams


def _unit(gym: Gym, settings: LiftSettings, by: int) -> Changes:
    return in_unit(turned((None, "kg", "lb"), settings.unit, by))


def in_unit(unit: object) -> Changes:
    """What changes with the unit: bar and step were numbers of the other one."""
    return {"unit": None if unit is None else str(unit), "bar_g": None, "step_g": None}


def _weight_step(column: str, choices: Mapping[str, tuple[str, ...]]) -> Callable[[Gym, LiftSettings, int], Changes]:
    def step(gym: Gym, settings: LiftSettings, by: int) -> Changes:
        unit = settings.over(gym).unit
        every = (None, *(_grams(each, unit) for each in sorted(choices[unit], key=Decimal)))
        value = turned(every, getattr(settings, column), by)
        return {column: value if isinstance(value, int) else None}

    return step


def _rest(gym: Gym, settings: LiftSettings, by: int) -> Changes:
    now = gym.rest_s if settings.rest_s is None else settings.rest_s
    return {"rest_s": rest(now, by)}


OPTIONS = (
    LiftOption(
        "rest", "rest_s", "Rest", "Minutes and seconds (3:00), off for no rest clock, gym for the gym default.",
        lambda gym: rest_text(gym.rest_s), _rest,
        lambda gym, text: {"rest_s": 0 if text.strip().lower() in ("off", "none") else seconds(text)},
    ),
    LiftOption(
        "unit", "unit", "Unit", "kg or lb, for loads typed without a unit. Logged sets stay as they are.",
        lambda gym: gym.unit, _unit,
        lambda gym, text: in_unit(one_of(text, ("kg", "lb"))),
    ),
    LiftOption(
        "bar", "bar_g", "Bar", "The weight of the empty bar for this exercise; 0 for none.",
        bar_text, _weight_step("bar_g", BARS),
        lambda gym, text: {"bar_g": _grams(weight(text, gym.unit, least="0"), gym.unit)},
    ),
    LiftOption(
        "step", "step_g", "Smallest step", "The smallest change of load: one pin of the stack, one pair of plates.",
        lambda gym: f"{gym.step} {gym.unit}", _weight_step("step_g", _STEPS),
        lambda gym, text: {"step_g": _grams(weight(text, gym.unit), gym.unit)},
    ),
    LiftOption(
        "cue", "cue", "Your cue", "A lasting cue, shown whenever you do the exercise.",
        lambda gym: "", None, lambda gym, text: {"cue": text},
    ),
)  # fmt: skip
"""The rows, in their order."""

OPTIONS_BY_ID = {each.id: each for each in OPTIONS}


def read(option: LiftOption, gym: Gym, settings: LiftSettings, text: str) -> Changes:
    """What a typed text changes; raises EntryError."""
    if option.id != "cue" and text.strip().lower() in AS_THE_GYM:
        return in_unit(None) if option.id == "unit" else {option.column: None}
    return option.read(settings.over(gym), text)


def changed(settings: LiftSettings, changes: Changes) -> LiftSettings:
    """The settings with changes in them."""
    return settings._replace(**changes)  # type: ignore[arg-type]  # the columns hold what their rows give


def option_entries(gym: Gym, settings: LiftSettings) -> list[tuple[str, EntryRow]]:
    """The options as lines of a list, those that differ from the gym default in colour."""
    return [
        (each.id, EntryRow(each.label, each.text(gym, settings), "data" if each.own(settings) else "muted"))
        for each in OPTIONS
    ]
