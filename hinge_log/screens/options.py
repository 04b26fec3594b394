"""What can be set: each row's words, its value in words, and how it changes by a step or by what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from hinge_log.errors import EntryError
from hinge_log.settings import CHOICES, FORMULAS, MOST_BOUNCE_S, Gym, Look
from hinge_log.training.load import plain

BARS = {"kg": ("20", "15", "10", "25", "0"), "lb": ("45", "35", "15", "55", "0")}
"""Bars of a gym: the men's and the women's one, a light one, a trap bar, and none at all (IWF; trap bar as sold)."""

STARTS = ("wall drill", "kettlebell", "barbell")
"""Where the first workout begins."""

_STEPS = {"kg": ("1", "1.25", "2", "2.5", "5"), "lb": ("1", "2.5", "5", "10")}
_BIG_STEPS = {"kg": ("5", "10", "20"), "lb": ("10", "20", "25", "45")}
_PLATES: dict[str, tuple[tuple[str, ...], ...]] = {
    "kg": (
        ("25", "20", "15", "10", "5", "2.5", "1.25"),
        ("20", "15", "10", "5", "2.5", "1.25"),
        ("25", "20", "15", "10", "5", "2.5", "1.25", "0.5"),
        ("20", "10", "5", "2.5"),
        ("10", "5", "2.5", "1.25"),
    ),
    "lb": (
        ("45", "35", "25", "10", "5", "2.5"),
        ("45", "25", "10", "5", "2.5"),
        ("45", "35", "25", "10", "5", "2.5", "1.25"),
        ("25", "10", "5", "2.5"),
    ),
}
_REST_STEP_S, _MOST_REST_S = 15, 1800
_REST_END: tuple[tuple[str, ...], ...] = (
    ("bell", "title", "flash"), ("bell", "title"), ("title", "flash"), ("title",), (),
    ("bell", "title", "flash", "osc9"),
)  # fmt: skip
_BOUNCES = (0.0, 0.5, 0.8, 1.2, 2.0, 3.0)
_WIDEST_PLATE = Decimal(100)

Values = tuple[Gym, Look]


@dataclass(frozen=True, slots=True)
class Option:
    """One row; `step` and `read` give the settings changed by a key or by a text, and are None where they cannot."""

    id: str
    label: str
    words: str
    value: Callable[[Gym, Look], str]
    step: Callable[[Gym, Look, int], Values] | None = None
    read: Callable[[Gym, Look, str], Values] | None = None


def options(themes: Sequence[str], folder: str, keys: tuple[str, str]) -> tuple[Option, ...]:
    """All rows; `themes` are the names that can be typed, `keys` those of the small and the big step of a load."""
    small, big = keys
    return (
        Option(
            "unit", "Units", "kg or lb. Bar, plates and steps become the usual ones of the unit; sets stay as logged.",
            lambda gym, look: gym.unit,
            lambda gym, look, by: (with_unit(gym, "lb" if gym.unit == "kg" else "kg"), look),
        ),
        Option(
            "bar", "Bar", "What the empty bar weighs; 0 for none. enter types any other.",
            lambda gym, look: bar_text(gym), _gym_step("bar", lambda gym: BARS[gym.unit]),
            lambda gym, look, text: (replace(gym, bar=weight(text, gym.unit, least="0")), look),
        ),
        Option(
            "plates", "Plates (pairs)", "One number for each pair that is there, with spaces between them.",
            lambda gym, look: " ".join(gym.plates), _gym_step("plates", lambda gym: _PLATES[gym.unit]),
            lambda gym, look, text: (replace(gym, plates=plates(text)), look),
        ),
        Option(
            "step", f"Step with {small}", "How much a load changes at a press: a pair of the smallest plates.",
            lambda gym, look: f"{gym.step} {gym.unit}", _gym_step("step", lambda gym: _STEPS[gym.unit]),
            lambda gym, look, text: (replace(gym, step=weight(text, gym.unit)), look),
        ),
        Option(
            "big_step", "Big step", f"How much a load changes at a press of {big}.",
            lambda gym, look: f"{gym.big_step} {gym.unit}", _gym_step("big_step", lambda gym: _BIG_STEPS[gym.unit]),
            lambda gym, look, text: (replace(gym, big_step=weight(text, gym.unit)), look),
        ),
        Option(
            "rest_s", "Rest, work sets", "Minutes and seconds (2:30) or seconds (150); 0 shows no rest clock.",
            lambda gym, look: rest_text(gym.rest_s),
            lambda gym, look, by: (replace(gym, rest_s=rest(gym.rest_s, by)), look),
            lambda gym, look, text: (replace(gym, rest_s=seconds(text)), look),
        ),
        Option(
            "rest_warmup_s", "Rest, warm-up sets", "Minutes and seconds (1:30) or seconds (90); 0 shows no rest clock.",
            lambda gym, look: rest_text(gym.rest_warmup_s),
            lambda gym, look, by: (replace(gym, rest_warmup_s=rest(gym.rest_warmup_s, by)), look),
            lambda gym, look, text: (replace(gym, rest_warmup_s=seconds(text)), look),
        ),
        Option(
            "ask_rpe", "Ask for RPE", "After the form of a working set. RPE 8 is two reps left.",
            lambda gym, look: "after each set" if gym.ask_rpe else "never",
            _gym_step("ask_rpe", lambda gym: (False, True)),
        ),
        Option(
            "start_at", "Start at", "The lift that the first workout of an empty log begins with.",
            lambda gym, look: gym.start_at, _gym_step("start_at", lambda gym: STARTS),
        ),
        Option(
            "formula", "One-rep maximum", "epley: w (1 + r / 30); brzycki: 36 w / (37 - r). They agree at ten reps.",
            lambda gym, look: gym.formula, _gym_step("formula", lambda gym: FORMULAS),
        ),
        Option(
            "rest_end", "When rest ends", "bell, title of the window, one flash, osc9 (a note of the desktop).",
            lambda gym, look: ", ".join(look.rest_end) or "nothing", _look_step("rest_end", _REST_END),
            lambda gym, look, text: (gym, replace(look, rest_end=some("rest_end", text))),
        ),
        Option(
            "theme", "Theme", "auto is slate, or chalk where the terminal says that it is light. enter types a name.",
            lambda gym, look: look.theme, _look_step("theme", ("auto", "slate", "chalk", "contrast")),
            lambda gym, look, text: (gym, replace(look, theme=one_of(text, ("auto", *themes)))),
        ),
        Option(
            "glyphs", "Glyphs", "auto is Unicode where the terminal can show it. From the next start.",
            lambda gym, look: look.glyphs, _look_step("glyphs", CHOICES["glyphs"]),
        ),
        Option(
            "motion", "Motion", "none: nothing moves but the clock. auto is full, or what TEXTUAL_ANIMATIONS says.",
            lambda gym, look: look.motion, _look_step("motion", CHOICES["motion"]),
        ),
        Option(
            "clock", "Rest clock", "quiet: the rest time changes every 15 s, for screen readers and slow lines.",
            lambda gym, look: look.clock, _look_step("clock", CHOICES["clock"]),
        ),
        Option(
            "bounce_s", "Bounce guard", "A second log key within this time is taken for a bounce of the key.",
            lambda gym, look: f"{look.bounce_s:g} s" if look.bounce_s else "off", _look_step("bounce_s", _BOUNCES),
            lambda gym, look, text: (gym, replace(look, bounce_s=bounce(text))),
        ),
        Option(
            "mouse", "Mouse and touch", "off leaves the terminal its own way to select text. From the next start.",
            lambda gym, look: "on" if look.mouse else "off", _look_step("mouse", (True, False)),
        ),
        Option(
            "ask_terminal", "Ask terminal", "For its background and the width of its glyphs, 0.05 s at most.",
            lambda gym, look: "at the start" if look.ask_terminal else "never",
            _look_step("ask_terminal", (False, True)),
        ),
        Option(
            "preset", "Digits", "azerty: the digit keys of a French keyboard work without shift.",
            lambda gym, look: look.preset or "as they are", _look_step("preset", CHOICES["preset"]),
        ),
        Option("folder", "Data folder", f"{folder}. HINGE_LOG_DB or --db names another log.", lambda gym, look: folder),
    )  # fmt: skip


def _gym_step(name: str, choices: Callable[[Gym], Sequence[object]]) -> Callable[[Gym, Look, int], Values]:
    def step(gym: Gym, look: Look, by: int) -> Values:
        changed: dict[str, Any] = {name: turned(choices(gym), getattr(gym, name), by)}
        return replace(gym, **changed), look

    return step


def _look_step(name: str, choices: Sequence[object]) -> Callable[[Gym, Look, int], Values]:
    def step(gym: Gym, look: Look, by: int) -> Values:
        changed: dict[str, Any] = {name: turned(choices, getattr(look, name), by)}
        return gym, replace(look, **changed)

    return step


def turned(choices: Sequence[object], now: object, by: int) -> object:
    """The next or previous of some choices, going round; from a value that is none of them, the first."""
    every = list(choices)
    return every[(every.index(now) + by) % len(every)] if now in every else every[0]


def with_unit(gym: Gym, unit: str) -> Gym:
    """The gym in another unit: bar, plates and steps as usual there, all else as it is."""
    usual = Gym.usual(unit)
    return replace(gym, unit=unit, bar=usual.bar, plates=usual.plates, step=usual.step, big_step=usual.big_step)


def bar_text(gym: Gym) -> str:
    """The bar in words."""
    return f"{gym.bar} {gym.unit}" if Decimal(gym.bar) else "none"


def rest_text(whole: int) -> str:
    """A rest in words."""
    return f"{whole // 60}:{whole % 60:02d}" if whole else "no clock"


def rest(now: int, by: int) -> int:
    """A rest that is a step longer or shorter."""
    return max(0, min(_MOST_REST_S, now + by * _REST_STEP_S))


def weight(text: str, unit: str, *, least: str = "0.1") -> str:
    """A weight as typed, with or without its unit. Raises EntryError."""
    bare = text.strip().lower().removesuffix("s").removesuffix(unit).strip()
    try:
        value = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        hint = f"Type a number of {unit}." if unit else "Type a number."
        raise EntryError("number", f"{text.strip() or 'Nothing'} is no weight.", hint) from None
    if not value.is_finite() or not Decimal(least) <= value <= _WIDEST_PLATE:
        raise EntryError("range", f"{text.strip()} is not from {least} to {_WIDEST_PLATE} {unit}".rstrip() + ".")
    return plain(round(value, 3))


def plates(text: str) -> tuple[str, ...]:
    """Plates as typed, each size once, the heaviest first. Raises EntryError."""
    found = {weight(word, "") for word in text.replace(";", " ").replace("/", " ").split()}
    if not found:
        raise EntryError("number", "No plates.", "Type their weights with spaces between them.")
    return tuple(sorted(found, key=Decimal, reverse=True))


def seconds(text: str) -> int:
    """A time as typed: 2:30 or 150. Raises EntryError."""
    minutes, colon, rest_of = text.strip().removesuffix("s").strip().rpartition(":")
    parts = [minutes, rest_of] if colon else [rest_of]
    if not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        raise EntryError("number", f"{text.strip() or 'Nothing'} is no time.", "Type 2:30 or 150.")
    whole = int(minutes) * 60 + int(rest_of) if colon else int(rest_of)
    if whole > _MOST_REST_S:
        raise EntryError("range", f"{text.strip()} is longer than half an hour.")
    return whole


def bounce(text: str) -> float:
    """A time in seconds as typed. Raises EntryError."""
    try:
        value = float(text.strip().removesuffix("s").replace(",", "."))
    except ValueError:
        raise EntryError("number", f"{text.strip() or 'Nothing'} is no time.", "Type seconds, as 1.2.") from None
    if not 0 <= value <= MOST_BOUNCE_S:
        raise EntryError("range", f"{text.strip()} is not from 0 to {MOST_BOUNCE_S:g} s.")
    return round(value, 2)


def some(name: str, text: str) -> tuple[str, ...]:
    """Some of the words that a setting knows, as typed. Raises EntryError."""
    words = text.replace(",", " ").split()
    if words == ["nothing"]:
        return ()
    return tuple(dict.fromkeys(one_of(word, CHOICES[name]) for word in words))


def one_of(text: str, words: Sequence[str]) -> str:
    """One of some words, as typed; the start of one is enough. Raises EntryError."""
    said = text.strip().lower()
    near = [word for word in words if said and word.startswith(said)]
    if said not in words and len(near) != 1:
        raise EntryError("word", f"There is no {said or 'empty name'}.", f"Known are: {', '.join(near or words)}.")
    return said if said in words else near[0]
