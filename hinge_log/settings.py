"""Settings and folders.

What belongs to the data (unit, bar, plates, steps, rest) is in the log itself, as `Gym`; what belongs to
this machine (theme, glyphs, keys) is kept in `settings.toml` in the configuration folder, as `Look`. A mistake
in the file never stops the app: it is named, and the default stands.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace

from hinge_log.clock import LATEST_DAY_END_H
from hinge_log.errors import SettingsError
from hinge_log.files import is_stream, replace_file
from hinge_log.training.load import Load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from hinge_log.training.plates import Rack

APP = "hinge-log"

WEEK_STARTS = {"monday": 0, "saturday": 5, "sunday": 6}
"""The days a week can begin with, counted from Monday."""

MANY_PAIRS = 20
"""As many pairs of a plate as any bar holds."""

MOST_WARM_UPS, MOST_WARM_UP_REPS = 8, 20
MOST_SIZES = 60
"""So many kettlebells or dumbbells of different weight a gym has at most."""

NO_REST = -1
"""No rest after a round of a superset, where 0 has a meaning of its own."""

FORMULAS = ("epley", "brzycki")
"""What a one-rep maximum can be estimated by."""


@dataclass(frozen=True, slots=True)
class Gym:
    """What belongs to the data.

    `unit` is "kg" or "lb"; `bar`, `step` and `big_step` are numbers in that unit, `plates` too (as many pairs as
    needed of each, or two pairs of "20x2"); rests are seconds, 0 for none; `rest_round_s` is the rest after a
    round of a superset, 0 for the longest of its lifts, NO_REST for none. `formula` estimates a one-rep maximum:
    "epley" or "brzycki". `week_start` is the first day of the week, `day_ends_h` the hour after midnight at which a
    day ends. `warm_up` are the warm-up sets that are offered: of the empty bar or of a percentage of the working load.
    `bells` and `dumbbells` are the kettlebells and dumbbells that there are, in the unit; none: all standard sizes.
    """

    unit: str = "kg"
    bar: str = "20"
    plates: tuple[str, ...] = ("25", "20", "15", "10", "5", "2.5", "1.25")
    step: str = "2.5"
    big_step: str = "10"
    rest_s: int = 150
    rest_warmup_s: int = 90
    ask_rpe: bool = False
    start_at: str = "wall drill"
    formula: str = "epley"
    week_start: str = "monday"
    day_ends_h: int = 0
    warm_up: tuple[str, ...] = ("bar x8", "55% x5", "70% x3", "85% x2")
    bells: tuple[str, ...] = ()
    dumbbells: tuple[str, ...] = ()
    rest_round_s: int = 0

    @classmethod
    def usual(cls, unit: str) -> Gym:
        """The defaults of a gym that counts in kg or in lb."""
        if unit == "kg":
            return cls()
        return cls(unit="lb", bar="45", plates=("45", "35", "25", "10", "5", "2.5"), step="5", big_step="20")

    def in_unit(self, unit: str) -> Gym:
        """This gym, or with the usual bar, plates and steps of the other unit; all else as it is."""
        if unit == self.unit:
            return self
        usual = Gym.usual(unit)
        changed = replace(self, unit=unit, bar=usual.bar, plates=usual.plates, step=usual.step, big_step=usual.big_step)
        return replace(changed, bells=(), dumbbells=())

    @classmethod
    def of(cls, stored: object) -> Gym:
        """Read what the log stores; what is missing or odd takes its default."""
        if not isinstance(stored, dict):
            return cls()
        base = cls.usual("lb" if stored.get("unit") == "lb" else "kg")
        known: dict[str, Any] = {}
        for name in cls.__match_args__:
            value = stored.get(name)
            if value is not None and cls.takes(name, value):
                known[name] = tuple(value) if isinstance(value, list) else value
        return replace(base, **known)

    @classmethod
    def takes(cls, name: str, value: object) -> bool:
        """Whether a value that the log holds is one of a setting; anything is of a setting that is not known here."""
        if name not in cls.__match_args__:
            return True
        value = tuple(value) if isinstance(value, list) else value
        return type(value) is type(getattr(cls(), name)) and _makes_sense(name, value)

    def to_json(self) -> dict[str, object]:
        """The values as the log stores them."""
        values = ((name, getattr(self, name)) for name in self.__match_args__)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values}

    def load(self, value: str) -> Load:
        """A number of this gym's unit as a load."""
        return Load.of(value, self.unit)

    @property
    def bar_g(self) -> int:
        """The bar in grams."""
        return self.load(self.bar).grams

    @property
    def bar_text(self) -> str:
        """The bar with its unit, to two decimals: "20 kg"."""
        return self.load(self.bar).named

    @property
    def rack(self) -> Rack:
        """The bar with its plates, and how many pairs there are of them."""
        from decimal import Decimal

        from hinge_log.training.plates import Rack

        sizes = {int(Decimal(weight) * 1000): pairs for weight, pairs in map(plate_and_pairs, self.plates)}
        plates = tuple(sorted(sizes, reverse=True))
        pairs = tuple(sizes[plate] or MANY_PAIRS for plate in plates) if any(sizes.values()) else ()
        return Rack(self.unit, int(Decimal(self.bar) * 1000), plates, pairs=pairs)

    @property
    def warm_up_sets(self) -> tuple[tuple[float, int], ...]:
        """The warm-up sets as (percent of the working load, reps); 0 percent is the empty bar."""
        return tuple(map(warm_up_set, self.warm_up))

    @property
    def first_weekday(self) -> int:
        """The first day of the week, counted from Monday, 0 to 6."""
        return WEEK_STARTS[self.week_start]


def _makes_sense(name: str, value: Any) -> bool:
    if name == "unit":
        return value in ("kg", "lb")
    if name == "formula":
        return value in FORMULAS
    if name in ("bar", "step", "big_step"):
        return _is_weight(value, at_least=0 if name == "bar" else 1)
    if name == "plates":
        return bool(value) and all(_is_plate(plate) for plate in value)
    if name in ("bells", "dumbbells"):
        return len(value) <= MOST_SIZES and all(_is_weight(each, at_least=1) for each in value)
    if name == "warm_up":
        return len(value) <= MOST_WARM_UPS and all(isinstance(each, str) and _is_warm_up(each) for each in value)
    if name == "week_start":
        return value in WEEK_STARTS
    if name == "day_ends_h":
        return bool(0 <= value <= LATEST_DAY_END_H)
    return value >= (NO_REST if name == "rest_round_s" else 0) if name.startswith("rest") else True


def plate_and_pairs(text: str) -> tuple[str, int | None]:
    """The weight of a plate and how many pairs there are of it: "20x2"; None pairs is as many as needed."""
    weight, times, pairs = text.partition("x")
    return weight, int(pairs) if times and pairs.isascii() and pairs.isdigit() else None


def warm_up_set(text: str) -> tuple[float, int]:
    """A warm-up set as (percent, reps): "bar x8" is (0, 8), "55% x5" (55, 5). Raises ValueError for anything else."""
    share, times, reps = text.replace(" ", "").lower().replace("×", "x").partition("x")
    percent = 0.0 if share == "bar" else float(share.removesuffix("%")) if share.endswith("%") else -1.0
    count = int(reps) if times and reps.isascii() and reps.isdigit() and len(reps) < 4 else 0
    if not (percent == 0 or 5 <= percent <= 99) or not 1 <= count <= MOST_WARM_UP_REPS:
        raise ValueError(text)
    return percent, count


def _is_warm_up(text: str) -> bool:
    try:
        return bool(warm_up_set(text))
    except ValueError:
        return False


def _is_plate(value: object) -> bool:
    if not isinstance(value, str):
        return False
    weight, pairs = plate_and_pairs(value)
    return _is_weight(weight, at_least=1) and ("x" not in value or (pairs is not None and 0 < pairs < MANY_PAIRS))


def _is_weight(value: object, *, at_least: int) -> bool:
    try:
        return isinstance(value, str) and Load.of(value, "kg").grams >= at_least
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Look:
    """What belongs to this machine; each field is a key of `settings.toml`.

    theme: slate, chalk, contrast, auto, or the name of one of Textual's themes.
    glyphs: auto, unicode or ascii.
    motion: auto, full or none; with none nothing moves but the clock.
    clock: ticking, or quiet (the rest time changes every 15 s).
    rest_end: any of bell, title, flash, osc9.
    notify_cmd: a command to run when rest ends, "" for none.
    bounce_s: a second log key within this many seconds is taken for a bounce.
    mouse: whether the app takes clicks.
    ask_terminal: whether the terminal is asked at the start for its background and the width of its glyphs; one
        that does not answer holds the start up for a twentieth of a second.
    keys: key bindings by id ("form.1" = "1,ampersand"); preset: "" or "azerty".
    """

    theme: str = "auto"
    glyphs: str = "auto"
    motion: str = "auto"
    clock: str = "ticking"
    rest_end: tuple[str, ...] = ("bell", "title", "flash")
    notify_cmd: str = ""
    bounce_s: float = 0.4
    mouse: bool = True
    ask_terminal: bool = False
    preset: str = ""
    keys: dict[str, str] = field(default_factory=dict)


CHOICES: dict[str, tuple[str, ...]] = {
    "glyphs": ("auto", "unicode", "ascii"), "motion": ("auto", "full", "none"), "clock": ("ticking", "quiet"),
    "rest_end": ("bell", "title", "flash", "osc9"), "preset": ("", "azerty"),
}  # fmt: skip
"""What the settings may be that are one, or some, of a few words."""

MOST_BOUNCE_S = 10.0
"""A longer guard would swallow sets that were done."""


def config_folder() -> str:
    """Where `settings.toml` and the user's own exercises are; HINGE_LOG_CONFIG names another folder."""
    folder = os.environ.get("HINGE_LOG_CONFIG")
    if folder:
        return folder
    import platformdirs

    return platformdirs.user_config_dir(APP, appauthor=False)


def default_log_path() -> str:
    """Where the log is unless --db or HINGE_LOG_DB names another file: in the user's data folder."""
    import platformdirs

    return os.path.join(platformdirs.user_data_dir(APP, appauthor=False), f"{APP}.db")


def read_look(folder: str | None = None) -> tuple[Look, str]:
    """Read `settings.toml`; gives the settings and, when something in it is wrong, a sentence about it."""
    path = os.path.join(folder or config_folder(), "settings.toml")
    if is_stream(path):
        return Look(), f"{path} is not a file. The defaults are used."
    try:
        with open(path, "rb") as file:
            raw = file.read()
    except FileNotFoundError:
        return Look(), ""
    except OSError as error:
        return Look(), f"{path} cannot be read: {error.strerror}. The defaults are used."
    try:
        return _as_written(raw) or _checked(raw, path), ""
    except SettingsError as error:
        return Look(), f"{error.message} The defaults are used."


def _as_written(raw: bytes) -> Look | None:
    """The settings of a file that is as `write_look` left it; None when it was changed by hand.

    Such a file was checked when it was written: no start has to wait for a checker of files.
    """
    stamp, _, body = raw.partition(b"\n")
    if stamp != _stamp(body):
        return None
    import tomllib

    written = tomllib.loads(body.decode()).items()
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in written}
    return Look(**values)


def _stamp(body: bytes) -> bytes:
    """The first line of a file that was checked when it was written; another version checks it anew."""
    import zlib

    shape = ",".join(Look.__match_args__).encode()
    return b"# checked %08x; a file changed by hand is checked again" % zlib.crc32(shape + b"\n" + body)


def _checked(raw: bytes, path: str) -> Look:
    import tomllib

    try:
        values = tomllib.loads(raw.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}.") from error
    except RecursionError:
        raise SettingsError(f"{path}: nested too deeply.") from None
    except ValueError:
        raise SettingsError(f"{path}: a number has too many digits.") from None
    from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

    shape = with_config(ConfigDict(extra="forbid"))(Look)
    try:
        look: Look = TypeAdapter(shape).validate_python(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = [str(part) for part in first["loc"]]
        names = [part for part in first["loc"] if isinstance(part, str)]
        raise SettingsError(f"{_place(path, raw.decode(), names)}: {'.'.join(where)}: {first['msg']}.") from error
    odd = _odd(look)
    if odd:
        raise SettingsError(f"{_place(path, raw.decode(), [odd[0]])}: {odd[0]} {odd[1]}.")
    return look


def _odd(look: Look) -> tuple[str, str] | None:
    """The first setting that is of the right type and means nothing, with what it must be."""
    for name, words in CHOICES.items():
        value = getattr(look, name)
        if any(each not in words for each in (value if isinstance(value, tuple) else (value,))):
            few = "some" if isinstance(value, tuple) else "one"
            return name, f"must be {few} of {', '.join(word or 'nothing' for word in words)}"
    if not 0 <= look.bounce_s <= MOST_BOUNCE_S:
        return "bounce_s", f"must be from 0 to {MOST_BOUNCE_S:g} seconds"
    for name in ("theme", "notify_cmd"):
        if not getattr(look, name).isprintable():
            return name, "contains control characters"
    return None


def line_of(names: list[str], folder: str | None = None) -> str:
    """Where `settings.toml` gives a setting its value: its path, and the line where it is found."""
    path = os.path.join(folder or config_folder(), "settings.toml")
    try:
        with open(path, encoding="utf-8") as file:
            return _place(path, file.read(), names)
    except (OSError, UnicodeDecodeError):
        return path


def _place(path: str, text: str, names: list[str]) -> str:
    from hinge_log.exercises.problems import line_of as line_in

    return f"{path}, line {line_in(text, tuple(names))}"


def write_look(look: Look, folder: str | None = None) -> str:
    """Write `settings.toml` aside, then put it in place; gives its path. Raises SettingsError."""
    where = folder or config_folder()
    try:
        os.makedirs(where, mode=0o700, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"{where} cannot be created: {error.strerror}.", "The setting lasts until you quit."
        ) from error
    path = os.path.join(where, "settings.toml")
    lines = [f"{name} = {_toml(getattr(look, name))}" for name in look.__match_args__ if name != "keys"]
    if look.keys:
        lines += ["", "[keys]", *(f"{_toml(name)} = {_toml(value)}" for name, value in look.keys.items())]
    body = ("\n".join(lines) + "\n").encode()
    try:
        replace_file(path, [_stamp(body) + b"\n" + body])
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be written: {error.strerror}.", "The setting lasts until you quit."
        ) from error
    return path


def write_changes(before: Look, after: Look) -> None:
    """Write what changed from `before` to `after` into `settings.toml`; raises SettingsError.

    What the command line said holds for this run alone: it is in both, and does not get into the file.
    """
    look, complaint = read_look()
    if complaint:
        reason = complaint.removesuffix(" The defaults are used.").removeprefix(config_folder() + os.sep)
        raise SettingsError(f"Not saved. {reason}")
    names = (name for name in Look.__match_args__ if getattr(after, name) != getattr(before, name))
    write_look(replace(look, **{name: getattr(after, name) for name in names}))


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return str(value)
