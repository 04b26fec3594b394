"""`config`: the settings of the gym and of lifts, kept in the log, and those of this machine in settings.toml."""

from __future__ import annotations

import os
from dataclasses import fields, replace

import click

from hinge_log.cli.command import SettingValue, command, setting_names
from hinge_log.cli.context import CliContext
from hinge_log.clock import LATEST_DAY_END_H
from hinge_log.errors import NotFound, SettingsError
from hinge_log.settings import CHOICES, FORMULAS, NO_REST, WEEK_STARTS, Gym, Look, config_folder, read_look, write_look
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from hinge_log.exercises.model import Exercise
    from hinge_log.store.lift_settings import LiftSettings

GYM = tuple(each.name for each in fields(Gym))
LOOK = tuple(each.name for each in fields(Look) if each.name != "keys")
KEYS = "keys."
EQUIPMENT = ("unit", "bar", "plates", "bells", "dumbbells", "step")
HOURS = tuple(map(str, range(LATEST_DAY_END_H + 1)))
STARTS = ("wall drill", "kettlebell", "barbell")


@command(
    "hinge-log config list",
    "hinge-log config get rest_s",
    "hinge-log config set rest_s 2:30",
    "hinge-log config set keys.log.set space,x",
    "hinge-log config set warm_up 'bar x8, 60% x5, 80% x2'",
    "hinge-log config lift deadlift                  the settings of one lift",
    "hinge-log config lift deadlift rest=3:00 bar=15 cue='long spine'",
    "hinge-log config lift rdl rest=off unit=lb      use gym as a value for the gym default",
)
@click.argument(
    "action", metavar="list|get|set|lift|path|edit", type=click.Choice(("list", "get", "set", "lift", "path", "edit"))
)
@click.argument("name", required=False, shell_complete=setting_names)
@click.argument("value", nargs=-1, type=SettingValue())
def config(cli: CliContext, action: str, name: str | None, value: Sequence[str]) -> int:
    """Show or change the settings of the log, this machine or one lift."""
    if action == "lift":
        return lift(cli, ([] if name is None else [name, *value]))
    if (name is not None) != (action in ("get", "set")) or bool(value) != (action == "set"):
        raise click.UsageError("Use list, get NAME, set NAME VALUE, lift LIFT NAME=VALUE, path, or edit.")
    cli.reading = action != "set"
    if action == "get":
        return get(cli, name or "")
    if action == "set":
        return put(cli, name or "", " ".join(value))
    return {"list": list_all, "path": path, "edit": edit}[action](cli)


def list_all(cli: CliContext) -> int:
    """All settings with their values."""
    look, problem = read_look()
    gym, seen = _values(Gym.of(cli.store.setting("gym"))), _values(look)
    keys = seen.pop("keys")
    if cli.json:
        return cli.data("config", {"log": gym, "machine": seen | {"keys": keys}, "problem": problem or None})
    for title, part in (("In the log", gym), ("On this machine", seen)):
        if not cli.plain:
            cli.out(cli.styled(title, "1"))
        for name, value in part.items():
            words = _value_text(value)
            cli.out(f"{name}\t{words}" if cli.plain else f"  {name:<14} {_with_unit(cli.gym, name, words)}".rstrip())
    for name, value in (keys if isinstance(keys, dict) else {}).items():
        cli.out(f"{KEYS}{name}\t{shown(value)}" if cli.plain else f"  {KEYS}{shown(name)} {shown(value)}")
    if problem:
        cli.say(shown(problem))
    return 0


def get(cli: CliContext, name: str) -> int:
    """One setting."""
    value = _get(cli, name)
    if cli.json:
        return cli.data("config", {"name": name, "value": value})
    cli.out(_value_text(value))
    return 0


def _get(cli: CliContext, name: str) -> object:
    if name in GYM:
        return _values(Gym.of(cli.store.setting("gym")))[name]
    look, problem = read_look()
    if problem:
        cli.say(shown(problem))
    if name in LOOK:
        return _values(look)[name]
    if name.startswith(KEYS):
        return look.keys.get(name.removeprefix(KEYS), "")
    raise _unknown(name)


def put(cli: CliContext, name: str, text: str) -> int:
    """Write one setting; raises EntryError for a value that it cannot have, with nothing written."""
    if name in GYM:
        before = Gym.of(cli.store.setting("gym"))
        gym = _gym_with(before, name, text)
        if gym != before:
            cli.store.put_setting("gym", gym.to_json())
        if (
            name in ("unit", "bar", "plates", "bells", "dumbbells", "step")
            and cli.store.setting("gym_in_use") is not None
        ):
            cli.say("Another gym is in use. Change it: hinge-log gym edit. Switch back: hinge-log gym use default.")
        value, undo = _values(gym)[name], ". undo: hinge-log undo"
        if name == "unit":
            cli.say("Bar, plates and steps are now the defaults for that unit. Logged sets stay as they are.")
    elif name in LOOK or name.startswith(KEYS):
        look, problem = read_look()
        if problem:
            raise SettingsError(
                problem.removesuffix(" The defaults are used."),
                "Nothing was written. Fix the file first: hinge-log config edit.",
            )
        look = _look_with(look, name, text)
        write_look(look)
        value, undo = _values(look)[name] if name in LOOK else look.keys.get(name.removeprefix(KEYS), ""), ""
    else:
        raise _unknown(name)
    if cli.json:
        return cli.data("config", {"name": name, "value": value})
    if not cli.quiet:
        cli.out(f"{name}: {_with_unit(cli.gym, name, _value_text(value)) or 'nothing'}{undo}")
    return 0


def path(cli: CliContext) -> int:
    """Where the settings of this machine are."""
    return _path(cli, os.path.join(config_folder(), "settings.toml"))


def _path(cli: CliContext, where: str) -> int:
    if cli.json:
        return cli.data("config", {"path": where, "exists": os.path.exists(where)})
    cli.out(where)
    return 0


def edit(cli: CliContext) -> int:
    """Open settings.toml in the editor and say what is wrong with it afterwards; 1 when something is."""
    where = os.path.join(config_folder(), "settings.toml")
    if cli.no_input:
        return _path(cli, where)
    if not os.path.exists(where):
        write_look(Look())
    open_editor(where, f"The file is {where}.")
    _, problem = read_look()
    if problem:
        raise SettingsError(problem, "Open it again: hinge-log config edit")
    return _path(cli, where) if cli.json else 0


def open_editor(path: str, hint: str) -> None:
    """Let the user change a file in $VISUAL or $EDITOR; raises SettingsError, with `hint` where the editor failed."""
    import shlex
    import subprocess

    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        code = subprocess.run([*shlex.split(editor), path], check=False).returncode
    except (OSError, ValueError) as error:
        raise SettingsError(f"The editor '{shown(editor)}' cannot be started.", "Set EDITOR to another one.") from error
    if code:
        raise SettingsError(f"The editor exited with code {code}.", hint)


def _values(settings: Gym | Look) -> dict[str, object]:
    return {
        each.name: list(value) if isinstance(value := getattr(settings, each.name), tuple) else value
        for each in fields(settings)
    }


def _value_text(value: object) -> str:
    if isinstance(value, list):
        between = ", " if any(" " in str(each) for each in value) else " "
        return shown(between.join(map(str, value)))
    if isinstance(value, bool):
        return "on" if value else "off"
    return shown(f"{value:g}" if isinstance(value, float) else str(value))


def _with_unit(gym: Gym, name: str, words: str) -> str:
    """A value of the gym that is a weight with its unit, a rest of no seconds as "off"; another value as it is."""
    if words == (str(NO_REST) if name == "rest_round_s" else "0") and name.startswith("rest_"):
        return "off"
    return f"{words} {gym.unit}" if name in ("bar", "plates", "step", "big_step") else words


def _gym_with(gym: Gym, name: str, text: str) -> Gym:
    from hinge_log.screens import options

    if name == "unit":
        return gym.in_unit(options.one_of(text, ("kg", "lb")))
    read: Mapping[str, Callable[[], Any]] = {
        "bar": lambda: options.weight(text, gym.unit, least="0"),
        "plates": lambda: options.plates(text.replace(",", " ")),
        "warm_up": lambda: options.warm_ups(text),
        "bells": lambda: options.sizes(text),
        "dumbbells": lambda: options.sizes(text),
        "step": lambda: options.weight(text, gym.unit),
        "big_step": lambda: options.weight(text, gym.unit),
        "rest_s": lambda: options.seconds(text),
        "rest_warmup_s": lambda: options.seconds(text),
        "rest_round_s": lambda: NO_REST if options.is_off(text) else options.seconds(text),
        "week_start": lambda: options.one_of(text, tuple(WEEK_STARTS)),
        "day_ends_h": lambda: int(options.one_of(text.strip().partition(":")[0].lstrip("0") or "0", HOURS)),
        "ask_rpe": lambda: _switch(text),
        "start_at": lambda: options.one_of(text, STARTS),
        "formula": lambda: options.one_of(text, FORMULAS),
    }
    if name not in read:
        raise _unknown(name)
    changed: dict[str, Any] = {name: read[name]()}
    return replace(gym, **changed)


def words_for(name: str) -> tuple[str, ...]:
    """The words that a setting may be; none for one that takes a number or any text."""
    if name == "theme":
        from textual.theme import BUILTIN_THEMES

        from hinge_log.widgets.themes import THEMES

        return ("auto", *(theme.name for theme in THEMES), *BUILTIN_THEMES)
    if name in CHOICES:
        return CHOICES[name]
    gym = {
        "week_start": tuple(WEEK_STARTS),
        "day_ends_h": HOURS,
        "unit": ("kg", "lb"),
        "start_at": STARTS,
        "formula": FORMULAS,
        "ask_rpe": ("on", "off"),
    }
    if name in gym:
        return gym[name]
    return ("on", "off") if name in LOOK and isinstance(getattr(Look(), name), bool) else ()


def _look_with(look: Look, name: str, text: str) -> Look:
    from hinge_log.screens import options

    if name.startswith(KEYS):
        return _with_keys(look, name.removeprefix(KEYS), text)
    value: Any = text.strip()
    if isinstance(getattr(look, name), bool):
        value = _switch(text)
    elif name == "bounce_s":
        value = options.bounce(text)
    elif isinstance(getattr(look, name), tuple):
        value = options.some(name, text)
    elif name in CHOICES and value:
        value = options.one_of(text, CHOICES[name])
    elif name == "theme":
        value = options.one_of(text, words_for("theme"))
    changed: dict[str, Any] = {name: value}
    return replace(look, **changed)


def _with_keys(look: Look, binding: str, text: str) -> Look:
    """The look with other keys for one binding, "" for the usual ones; keys that are taken are refused."""
    from hinge_log.keymap import keymap_for
    from hinge_log.screens.dialogs.keys import key_contexts

    keys = {name: value for name, value in look.keys.items() if name != binding}
    if text.strip():
        keys[binding] = text.strip()
    changed = replace(look, keys=keys)
    _, refused = keymap_for(changed, key_contexts())
    if refused and not keymap_for(look, key_contexts())[1]:
        reason = refused.partition(": ")[2].removesuffix(" It is left out.").removesuffix(" Its default keys are used.")
        raise SettingsError(reason or refused, "Nothing was written.")
    return changed


def _switch(text: str) -> bool:
    from hinge_log.screens.options import one_of

    return one_of(text, ("on", "off", "true", "false", "yes", "no")) in ("on", "true", "yes")


def _unknown(name: str) -> NotFound:
    from difflib import get_close_matches

    near = tuple(get_close_matches(name, [*GYM, *LOOK], n=3))
    hint = f"Did you mean {' or '.join(near)}?" if near else "'hinge-log config list' shows them all."
    return NotFound(f"There is no setting '{shown(name)}'.", hint, candidates=near)


def lift(cli: CliContext, words: Sequence[str]) -> int:
    """Show what is set for a lift, or for all of them; with NAME=VALUE words, write it in one step."""
    name, pairs = _split_words(words)
    if not name:
        return _all(cli)
    exercise = cli.find(name)
    if not pairs:
        return _show(cli, exercise)
    from hinge_log.screens.lift_options import NAMES, OPTIONS, Changes, changed, read
    from hinge_log.store.lift_settings import lift_settings, put_lift_settings

    before = lift_settings(cli.store, exercise.id)
    changes: Changes = {}
    # The unit first: bar and step are numbers of it.
    for key, text in sorted(pairs, key=lambda pair: pair[0] != "unit"):
        if key not in NAMES:
            raise NotFound(f"Lifts have no setting '{shown(key)}'.", f"The settings are {', '.join(NAMES)}.")
        option = next(each for each in OPTIONS if each.id == key)
        changes |= read(option, cli.gym, changed(before, changes), text)
    after = put_lift_settings(cli.store, exercise.id, exercise.name, **changes)
    if cli.json:
        return _json(cli, exercise, after)
    if not cli.quiet:
        lines = [
            f"{each.id} {shown(each.text(cli.gym, after))}"
            for each in OPTIONS
            if getattr(before, each.column) != getattr(after, each.column)
        ]
        name = shown(exercise.name)
        cli.out(f"{name}: {'; '.join(lines)}. undo: hinge-log undo" if lines else f"{name}: nothing changed.")
    return 0


def _split_words(words: Sequence[str]) -> tuple[str, list[tuple[str, str]]]:
    """The name of the lift, and the pairs behind it; a word without = belongs to the value before it."""
    name: list[str] = []
    pairs: list[tuple[str, str]] = []
    for word in words:
        key, equals, value = word.partition("=")
        if equals:
            pairs.append((key.strip().lower(), value))
        elif pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {word}".strip())
        else:
            name.append(word)
    return " ".join(name), pairs


def _all(cli: CliContext) -> int:
    from hinge_log.store.lift_settings import all_lift_settings

    settings = all_lift_settings(cli.store)
    if cli.json:
        return cli.data(
            "lift-settings", {"lifts": [_lift_value(cli, cli.exercise(key), own) for key, own in settings.items()]}
        )
    if not settings:
        cli.say("Every lift uses the gym defaults: hinge-log config lift deadlift rest=3:00")
    for key, own in settings.items():
        _print(cli, cli.exercise(key), own, whole=False)
    return 0


def _show(cli: CliContext, exercise: Exercise) -> int:
    from hinge_log.store.lift_settings import lift_settings

    own = lift_settings(cli.store, exercise.id)
    if cli.json:
        return _json(cli, exercise, own)
    _print(cli, exercise, own, whole=True)
    return 0


def _print(cli: CliContext, exercise: Exercise, own: LiftSettings, *, whole: bool) -> None:
    from hinge_log.screens.lift_options import OPTIONS

    rows = [(each.id, shown(each.text(cli.gym, own))) for each in OPTIONS if whole or each.own(own)]
    if not cli.plain:
        cli.out(cli.styled(shown(exercise.name), "1"))
    for name, text in rows:
        cli.out(f"{shown(exercise.id)}\t{name}\t{text}" if cli.plain else f"  {name:<6} {text}")


def _json(cli: CliContext, exercise: Exercise, own: LiftSettings) -> int:
    return cli.data("lift-settings", _lift_value(cli, exercise, own))


def _lift_value(cli: CliContext, exercise: Exercise, own: LiftSettings) -> dict[str, object]:
    gym = own.over(cli.gym)
    return {
        "exercise": exercise.id,
        "name": exercise.name,
        "own": {
            "unit": own.unit,
            "bar_g": own.bar_g,
            "step_g": own.step_g,
            "rest_s": own.rest_s,
            "cue": own.cue or None,
        },
        "unit": gym.unit,
        "bar": gym.bar,
        "step": gym.step,
        "rest_s": gym.rest_s,
    }
