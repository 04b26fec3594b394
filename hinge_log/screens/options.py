"""The settings: each with its words, its value in words, its usual values, and how a typed value is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from hinge_log.clock import LATEST_DAY_END_H
from hinge_log.errors import EntryError
from hinge_log.settings import (
    CHOICES,
    FORMULAS,
    MANY_PAIRS,
    MOST_BOUNCE_S,
    MOST_SIZES,
    MOST_WARM_UPS,
    NO_REST,
    WEEK_STARTS,
    Gym,
    Look,
    warm_up_set,
)
from hinge_log.training.load import Load, plain

BARS = {"kg": ("20", "15", "10", "25", "0"), "lb": ("45", "35", "15", "55", "0")}
"""Bars of a gym: the men's and the women's one, a light one, a trap bar, and none at all (IWF; trap bar as sold)."""

WARM_UPS: tuple[tuple[str, ...], ...] = (
    Gym().warm_up, ("40% x5", "60% x3", "80% x2"), ("bar x10", "50% x5", "75% x3"), (),
)  # fmt: skip
"""Warm-up schemes to choose from: the usual one, one for lifts that do not begin with the bar, a short one, none."""

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
_BELLS: dict[str, tuple[tuple[str, ...], ...]] = {
    "kg": ((), ("8", "12", "16", "24"), ("16", "24"), ("16", "24", "32")),
    "lb": ((), ("18", "26", "35", "53"), ("35", "53")),
}
_DUMBBELLS: dict[str, tuple[tuple[str, ...], ...]] = {
    "kg": ((), ("5", "7.5", "10", "12.5", "15", "20"), ("10", "20")),
    "lb": ((), ("10", "15", "20", "25", "30", "40"), ("25", "50")),
}
_REST_STEP_S, _MOST_REST_S = 15, 1800
_REST_END: tuple[tuple[str, ...], ...] = (
    ("bell", "title", "flash"), ("bell", "title"), ("title", "flash"), ("title",), (),
    ("bell", "title", "flash", "osc9"),
)  # fmt: skip
_BOUNCES = (0.0, 0.4, 0.8, 1.2, 2.0, 3.0)
_WIDEST_PLATE = Decimal(100)

Values = tuple[Gym, Look]


def _no_choices(gym: Gym) -> Sequence[object]:
    return ()


@dataclass(frozen=True, slots=True)
class AppSetting:
    """One setting of the gym or of this machine; `id` is its field in `Gym` or `Look`.

    `text` gives its value in words, `choices` its usual values, `parse` a value of what is typed (raises EntryError),
    None where there is nothing to type; `step_by` is how far a key moves a number of seconds. `example` says what the
    value means for a set.
    """

    id: str
    section: str
    label: str
    words: str
    text: Callable[[Gym, Look], str]
    choices: Callable[[Gym], Sequence[object]] = _no_choices
    parse: Callable[[str, Gym], object] | None = None
    step_by: int = 0
    example: Callable[[Gym, Look], str] = lambda gym, look: ""

    @property
    def can_step(self) -> bool:
        """Whether there is a next value."""
        return bool(self.step_by or self.choices(Gym()))

    def with_value(self, gym: Gym, look: Look, value: object) -> Values:
        """The settings with another value; another unit brings its usual bar, plates and steps."""
        if self.id == "unit":
            return gym.in_unit(str(value)), look
        changed: dict[str, Any] = {self.id: value}
        return (replace(gym, **changed), look) if hasattr(gym, self.id) else (gym, replace(look, **changed))

    def stepped(self, gym: Gym, look: Look, by: int) -> Values:
        """The settings with the next or the previous value."""
        now = getattr(gym, self.id, None) if hasattr(gym, self.id) else getattr(look, self.id, None)
        if isinstance(now, int) and self.step_by:
            return self.with_value(gym, look, rest(now, by))
        return self.with_value(gym, look, turned(self.choices(gym), now, by))

    def typed(self, gym: Gym, look: Look, text: str) -> Values:
        """The settings with a value that was typed. Raises EntryError."""
        return (gym, look) if self.parse is None else self.with_value(gym, look, self.parse(text, gym))

    def choice_texts(self, gym: Gym, look: Look) -> list[tuple[str, object]]:
        """The usual values, each with its words."""
        return [(self.text(*self.with_value(gym, look, each)), each) for each in self.choices(gym)]


BARBELL, WORKOUT, DISPLAY, INPUT, MACHINE = "Bar and plates", "Workout", "Display", "Keys and mouse", "This machine"


def settings(themes: Sequence[str], folder: str, keys: tuple[str, str]) -> tuple[AppSetting, ...]:
    """All settings; `themes` are the names that can be typed, `keys` those of the small and the big load step."""
    small, big = keys
    rest_words = "Type minutes and seconds (2:30) or seconds (150). off turns the rest clock off."
    return (
        AppSetting(
            "unit", BARBELL, "Units",
            "A new unit brings its default bar, plates and steps. Logged sets stay as they are.",
            lambda gym, look: gym.unit, lambda gym: ("kg", "lb"),
        ),
        AppSetting(
            "bar", BARBELL, "Bar", "The weight of the empty bar; 0 for none. Press enter to type any other weight.",
            lambda gym, look: bar_text(gym), lambda gym: BARS[gym.unit],
            lambda text, gym: weight(text, gym.unit, least="0"), example=_loaded_bar,
        ),
        AppSetting(
            "plates", BARBELL, "Plates (pairs)", "Type the weights, separated by spaces; 20x2 means two pairs of 20.",
            lambda gym, look: " ".join(gym.plates), lambda gym: _PLATES[gym.unit], lambda text, gym: plates(text),
            example=_loaded_bar,
        ),
        AppSetting(
            "bells", BARBELL, "Kettlebells", "Type the weights, separated by spaces, or all for every standard size.",
            lambda gym, look: " ".join(gym.bells) or "all standard", lambda gym: _BELLS[gym.unit],
            lambda text, gym: sizes(text),
        ),
        AppSetting(
            "dumbbells", BARBELL, "Dumbbells", "Type the weights, separated by spaces, or all for every 2 kg or 5 lb.",
            lambda gym, look: " ".join(gym.dumbbells) or "all standard", lambda gym: _DUMBBELLS[gym.unit],
            lambda text, gym: sizes(text),
        ),
        AppSetting(
            "step", BARBELL, "Load step", f"Press {small} on the log screen to change the load by this much.",
            lambda gym, look: f"{gym.step} {gym.unit}", lambda gym: _STEPS[gym.unit],
            lambda text, gym: weight(text, gym.unit),
        ),
        AppSetting(
            "big_step", BARBELL, "Big load step", f"Press {big} on the log screen to change the load by this much.",
            lambda gym, look: f"{gym.big_step} {gym.unit}", lambda gym: _BIG_STEPS[gym.unit],
            lambda text, gym: weight(text, gym.unit),
        ),
        AppSetting(
            "rest_s", WORKOUT, "Rest, working sets", rest_words, lambda gym, look: rest_text(gym.rest_s),
            parse=lambda text, gym: seconds(text), step_by=_REST_STEP_S,
        ),
        AppSetting(
            "rest_warmup_s", WORKOUT, "Rest, warm-up sets", rest_words, lambda gym, look: rest_text(gym.rest_warmup_s),
            parse=lambda text, gym: seconds(text), step_by=_REST_STEP_S,
        ),
        AppSetting(
            "rest_round_s", WORKOUT, "Rest, superset round",
            "After the last lift of each round. 0 uses the longest rest among its lifts; off is no rest.",
            lambda gym, look: rest_text(max(0, gym.rest_round_s)) if gym.rest_round_s else "from its lifts",
            parse=lambda text, gym: NO_REST if is_off(text) else seconds(text), step_by=_REST_STEP_S,
        ),
        AppSetting(
            "warm_up", WORKOUT, "Warm-up sets",
            "Offered before a barbell lift. Type the sets: bar x8, 55% x5, 70% x3, 85% x2. off for none.",
            lambda gym, look: ", ".join(gym.warm_up) or "none", lambda gym: WARM_UPS,
            lambda text, gym: warm_ups(text), example=_warm_up_example,
        ),
        AppSetting(
            "rest_end", WORKOUT, "When rest ends",
            "A bell, the window title, one flash, or a desktop notification (osc9).",
            lambda gym, look: ", ".join(look.rest_end) or "nothing", lambda gym: _REST_END,
            lambda text, gym: some("rest_end", text),
        ),
        AppSetting(
            "clock", WORKOUT, "Rest clock",
            "quiet: the rest time changes every 15 s, for screen readers and slow connections.",
            lambda gym, look: look.clock, lambda gym: CHOICES["clock"],
        ),
        AppSetting(
            "ask_rpe", WORKOUT, "Ask for RPE", "Asked after you rate a working set. RPE 8 means two reps left.",
            lambda gym, look: "after each set" if gym.ask_rpe else "never", lambda gym: (False, True),
        ),
        AppSetting(
            "week_start", WORKOUT, "Week starts on", "Weekly volume and the week strip start on this day.",
            lambda gym, look: gym.week_start, lambda gym: tuple(WEEK_STARTS),
        ),
        AppSetting(
            "day_ends_h", WORKOUT, "A day ends at",
            "Until this hour after midnight, a workout counts toward the day before.",
            lambda gym, look: f"{gym.day_ends_h}:00", lambda gym: tuple(range(LATEST_DAY_END_H + 1)),
        ),
        AppSetting(
            "start_at", WORKOUT, "Start at", "The lift that opens the first workout of an empty log.",
            lambda gym, look: gym.start_at, lambda gym: STARTS,
        ),
        AppSetting(
            "formula", WORKOUT, "One-rep maximum",
            "The formula of the estimate. epley: w (1 + r / 30). brzycki: 36 w / (37 - r). They agree at ten reps.",
            lambda gym, look: gym.formula, lambda gym: FORMULAS, example=_estimated_maximum,
        ),
        AppSetting(
            "theme", DISPLAY, "Theme",
            "auto: slate, or chalk where the terminal has a light background. Press enter to see all themes.",
            lambda gym, look: look.theme, lambda gym: ("auto", "slate", "chalk", "contrast"),
            lambda text, gym: one_of(text, ("auto", *themes)),
        ),
        AppSetting(
            "glyphs", DISPLAY, "Glyphs", "auto: Unicode where the terminal can show it. Applies from the next start.",
            lambda gym, look: look.glyphs, lambda gym: CHOICES["glyphs"],
        ),
        AppSetting(
            "motion", DISPLAY, "Motion", "none: only the clock moves. auto: full, unless TEXTUAL_ANIMATIONS is set.",
            lambda gym, look: look.motion, lambda gym: CHOICES["motion"],
        ),
        AppSetting(
            "bounce_s", INPUT, "Double-press guard",
            "A second press of the log key within this time is ignored.",
            lambda gym, look: f"{look.bounce_s:g} s" if look.bounce_s else "off", lambda gym: _BOUNCES,
            lambda text, gym: bounce(text),
        ),
        AppSetting(
            "preset", INPUT, "Digits", "azerty: the digit keys of a French keyboard work without shift.",
            lambda gym, look: look.preset or "as they are", lambda gym: CHOICES["preset"],
        ),
        AppSetting(
            "mouse", INPUT, "Mouse and touch",
            "off: select text the terminal's way. Applies from the next start.",
            lambda gym, look: "on" if look.mouse else "off", lambda gym: (True, False),
        ),
        AppSetting(
            "ask_terminal", MACHINE, "Ask the terminal",
            "Ask for its background and glyph widths. Takes at most 0.05 s.",
            lambda gym, look: "at start-up" if look.ask_terminal else "never", lambda gym: (False, True),
        ),
        AppSetting(
            "folder", MACHINE, "Data folder",
            f"{folder}. Set HINGE_LOG_DB, or start with --db, to use another log.", lambda gym, look: folder,
        ),
    )  # fmt: skip


def _loaded_bar(gym: Gym, look: Look) -> str:
    from hinge_log.training.plates import describe

    total = gym.load("100" if gym.unit == "kg" else "225")
    return f"{total.text} {gym.unit}: {describe(gym.rack.fit(total), gym.unit)}."


def _thousandths(number: str) -> int:
    return int(Decimal(number) * 1000)


def _warm_up_example(gym: Gym, look: Look) -> str:
    from hinge_log.training.steps import ramp

    working = gym.load("100" if gym.unit == "kg" else "225")
    sets = ramp(working, gym.rack, scheme=gym.warm_up_sets)
    offered = ", ".join(f"{each.load.text if each.load else ''} x {each.reps}" for each in sets) or "none"
    return f"Before {working.text} {gym.unit}: {offered}."


def warm_ups(text: str) -> tuple[str, ...]:
    """Warm-up sets as typed: "bar x8, 55% x5"; none for "off". Raises EntryError."""
    if text.strip().lower() in ("off", "none", ""):
        return ()
    sets = []
    for part in text.replace(";", ",").split(","):
        try:
            percent, reps = warm_up_set(part)
        except ValueError:
            raise EntryError("warm-up", f'Can\'t read "{part.strip()}".', "Type bar x8, 55% x5.") from None
        sets.append((percent, f"{percent:g}% x{reps}" if percent else f"bar x{reps}"))
    if len(sets) > MOST_WARM_UPS:
        raise EntryError("warm-up", f"{len(sets)} warm-up sets is too many.", f"Use at most {MOST_WARM_UPS}.")
    if [percent for percent, _ in sets] != sorted(percent for percent, _ in sets):
        raise EntryError("warm-up", "Warm-up sets must get heavier.", "Type the lightest first.")
    return tuple(words for _, words in sets)


def _estimated_maximum(gym: Gym, look: Look) -> str:
    from hinge_log.training.strength import e1rm

    estimate = e1rm(100_000, 5, formula=gym.formula)
    return f"100 x 5 gives about {estimate / 1000:.1f}." if estimate else ""


def turned(choices: Sequence[object], now: object, by: int) -> object:
    """The next or previous of some choices, going round; from a value that is none of them, the first."""
    every = list(choices)
    return every[(every.index(now) + by) % len(every)] if now in every else every[0]


def bar_text(gym: Gym) -> str:
    """The bar in words."""
    return gym.bar_text if Decimal(gym.bar) else "none"


def rest_text(whole: int) -> str:
    """A rest in words."""
    return f"{whole // 60}:{whole % 60:02d}" if whole else "off"


def rest(now: int, by: int) -> int:
    """A rest that is a step longer or shorter."""
    return max(0, min(_MOST_REST_S, max(0, now) + by * _REST_STEP_S))


def is_off(text: str) -> bool:
    """Whether "off" was typed."""
    return text.strip().lower() == "off"


def weight(text: str, unit: str, *, least: str = "0.1") -> str:
    """A weight as typed, with or without its unit. Raises EntryError."""
    bare, other = _number_and_unit(text)
    try:
        value = Decimal(bare.replace(",", "."))
        if unit and other and other != unit:
            value = Load.of(plain(value), other).in_unit(unit)
    except (InvalidOperation, ValueError):
        hint = f"Type a number in {unit}." if unit else "Type a number."
        raise EntryError("number", f'Can\'t read "{text.strip()}".', hint) from None
    if not value.is_finite() or not Decimal(least) <= value <= _WIDEST_PLATE:
        raise EntryError("range", f"{text.strip()} is not between {least} and {_WIDEST_PLATE} {unit}".rstrip() + ".")
    return plain(round(value, 3))


def _number_and_unit(text: str) -> tuple[str, str]:
    """A weight as typed in its number and its unit, "" where none is typed."""
    bare = text.strip().lower()
    for ending, unit in (("kg", "kg"), ("kgs", "kg"), ("lbs", "lb"), ("lb", "lb"), ("#", "lb")):
        if bare.endswith(ending):
            return bare.removesuffix(ending).strip(), unit
    return bare, ""


def plates(text: str) -> tuple[str, ...]:
    """Plates as typed, each size once, the heaviest first; "20x2" are two pairs. Raises EntryError."""
    sizes: dict[str, str] = {}
    for word in text.replace(";", " ").replace("/", " ").replace("×", "x").lower().split():
        number, times, pairs = word.partition("x")
        size = weight(number, "")
        if times and not (pairs.isascii() and pairs.isdigit() and 0 < int(pairs) < MANY_PAIRS):
            raise EntryError("number", f'Can\'t read "{word}".', f"20x2 is two pairs, at most {MANY_PAIRS - 1}.")
        sizes[size] = f"{size}x{int(pairs)}" if times else size
    if not sizes:
        raise EntryError("number", "No plates typed.", "Type their weights, separated by spaces.")
    return tuple(sizes[size] for size in sorted(sizes, key=Decimal, reverse=True))


def sizes(text: str) -> tuple[str, ...]:
    """Weights of bells as typed, the lightest first; none for "all". Raises EntryError."""
    words = text.replace(";", " ").lower().split()
    if words in (["all"], []):
        return ()
    weights = dict.fromkeys(weight(word, "") for word in words)
    if len(weights) > MOST_SIZES:
        raise EntryError("range", f"{len(weights)} weights is too many.", f"Use at most {MOST_SIZES}.")
    return tuple(sorted(weights, key=Decimal))


def seconds(text: str) -> int:
    """A time as typed: 2:30 or 150. Raises EntryError."""
    if is_off(text):
        return 0
    minutes, colon, rest_of = text.strip().removesuffix("s").strip().rpartition(":")
    parts = [minutes, rest_of] if colon else [rest_of]
    if not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        raise EntryError("number", f'Can\'t read "{text.strip()}".', "Type 2:30 or 150.")
    whole = int(minutes) * 60 + int(rest_of) if colon else int(rest_of)
    if whole > _MOST_REST_S:
        raise EntryError("range", f"{text.strip()} is longer than half an hour.")
    return whole


def bounce(text: str) -> float:
    """A time in seconds as typed. Raises EntryError."""
    try:
        value = float(text.strip().removesuffix("s").replace(",", "."))
    except ValueError:
        raise EntryError("number", f'Can\'t read "{text.strip()}".', "Type seconds, such as 1.2.") from None
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
    typed = text.strip().lower()
    near = [word for word in words if typed and word.startswith(typed)]
    if typed not in words and len(near) != 1:
        raise EntryError("word", f"Can't use {typed or 'an empty value'}.", f"Choose {', '.join(near or words)}.")
    return typed if typed in words else near[0]
