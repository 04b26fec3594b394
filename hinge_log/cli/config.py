"""`config`: the settings of the gym and of lifts, kept in the log, and those of this machine in settings.toml."""

from __future__ import annotations

import os
from dataclasses import fields, replace

import click

from hinge_log.cli.command import SettingValue, command, name_and_parts, setting_names
from hinge_log.cli.context import UNDO, CliContext
from hinge_log.cli.values import attributes
from hinge_log.errors import NotFound, SettingsError
from hinge_log.settings import CHOICES, NO_REST, Gym, Look, config_folder, read_look, write_look
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from hinge_log.exercises.model import Exercise
    from hinge_log.screens.options import AppSetting
    from hinge_log.store.lift_settings import LiftSettings

GYM = tuple(each.name for each in fields(Gym))
LOOK = tuple(each.name for each in fields(Look) if each.name != "keys")
KEYS = "keys."
EQUIPMENT = ("unit", "bar", "plates", "bells", "dumbbells", "step")
SWITCH = ("on", "off")


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
    """Show or change the settings of the log, machine or one lift."""
    if action == "lift":
        return lift(cli, ([] if name is None else [name, *value]))
    if (name is not None) != (action in ("get", "set")) or bool(value) != (action == "set"):
        raise click.UsageError("Use list, get NAME, set NAME VALUE, lift LIFT NAME=VALUE, path, or edit.")
    cli.reading = action != "set"
    if name is not None:
        return get(cli, name) if action == "get" else put(cli, name, " ".join(value))
    return {"list": list_all, "path": _path, "edit": edit}[action](cli)


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
    undo = ""
    if name in GYM:
        before = Gym.of(cli.store.setting("gym"))
        gym, _ = _setting(name).with_value(before, Look(), _typed(name, text, before))
        if gym != before:
            cli.store.put_setting("gym", gym.to_json())
        if name in EQUIPMENT and cli.store.setting("gym_in_use") is not None:
            cli.say("Another gym is in use. Change it: hinge-log gym edit. Switch back: hinge-log gym use default.")
        value, undo = _values(gym)[name], f". {UNDO}"
        if name == "unit":
            cli.say("Bar, plates and steps are now the defaults for that unit. Logged sets stay as they are.")
    elif name in LOOK or name.startswith(KEYS):
        look, problem = read_look()
        if problem:
            raise SettingsError(
                problem.removesuffix(" The defaults are used."),
                "Nothing was written. Fix the file first: hinge-log config edit.",
            )
        if name in LOOK:
            changed: dict[str, Any] = {name: _typed(name, text, Gym())}
            look = replace(look, **changed)
            value = _values(look)[name]
        else:
            look = _with_keys(look, name.removeprefix(KEYS), text)
            value = look.keys.get(name.removeprefix(KEYS), "")
        write_look(look)
    else:
        raise _unknown(name)
    words = _with_unit(cli.gym, name, _value_text(value)) or "nothing"
    return cli.done("config", {"name": name, "value": value}, f"{name}: {words}{undo}")


def _path(cli: CliContext) -> int:
    where = os.path.join(config_folder(), "settings.toml")
    if cli.json:
        return cli.data("config", {"path": where, "exists": os.path.exists(where)})
    cli.out(where)
    return 0


def edit(cli: CliContext) -> int:
    """Open settings.toml in the editor and say what is wrong with it afterwards; 1 when something is."""
    where = os.path.join(config_folder(), "settings.toml")
    if cli.no_input:
        return _path(cli)
    if not os.path.exists(where):
        write_look(Look())
    open_editor(where, f"The file is {where}.")
    _, problem = read_look()
    if problem:
        raise SettingsError(problem, "Open it again: hinge-log config edit")
    return _path(cli) if cli.json else 0


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
    if name in ("bar", "step", "big_step"):
        words = gym.load(words).text
    return f"{words} {gym.unit}" if name in ("bar", "plates", "step", "big_step") else words


def _setting(name: str) -> AppSetting:
    """The row of the settings screen that says what a setting may be and how a typed value is read."""
    from hinge_log.screens.options import settings

    themes = _themes() if name == "theme" else ()
    return next(each for each in settings(themes, "", ("", "")) if each.id == name)


def _themes() -> tuple[str, ...]:
    from textual.theme import BUILTIN_THEMES

    from hinge_log.widgets.themes import THEMES

    return (*(theme.name for theme in THEMES), *BUILTIN_THEMES)


def words_for(name: str) -> tuple[str, ...]:
    """The words that a setting may be; none for one that takes a number or any text."""
    if name == "theme":
        return ("auto", *_themes())
    if name in CHOICES:
        return CHOICES[name]
    if name not in (*GYM, *LOOK) or name == "notify_cmd" or _setting(name).parse is not None:
        return ()
    choices = _setting(name).choices(Gym())
    return SWITCH if isinstance(choices[0], bool) else tuple(map(str, choices))


def _typed(name: str, text: str, gym: Gym) -> object:
    """The value of a setting as typed; raises EntryError."""
    from hinge_log.screens.options import one_of

    bare = text.strip()
    if name == "notify_cmd":
        return bare
    setting, words = _setting(name), words_for(name)
    if setting.parse is not None:
        return setting.parse(text.replace(",", " ") if name == "plates" else text, gym)
    if words == SWITCH:
        return one_of(bare, (*SWITCH, "true", "false", "yes", "no")) in ("on", "true", "yes")
    if name == "day_ends_h":  # 3:00 is 3
        return int(one_of(bare.partition(":")[0].lstrip("0") or "0", words))
    return one_of(bare, words) if bare or "" not in words else ""


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


def _unknown(name: str) -> NotFound:
    from difflib import get_close_matches

    near = tuple(get_close_matches(name, [*GYM, *LOOK], n=3))
    hint = f"Did you mean {' or '.join(near)}?" if near else "'hinge-log config list' shows them all."
    return NotFound(f"There is no setting '{shown(name)}'.", hint, candidates=near)


def lift(cli: CliContext, words: Sequence[str]) -> int:
    """Show what is set for a lift, or for all of them; with NAME=VALUE words, write it in one step."""
    name, parts = name_and_parts(words)
    if not name:
        return _all(cli)
    exercise = cli.find(name)
    from hinge_log.store.lift_settings import lift_settings, put_lift_settings

    before = lift_settings(cli.store, exercise.id)
    if not parts:
        if cli.json:
            return cli.data("lift-settings", _lift_value(cli, exercise, before))
        return _print(cli, exercise, before, whole=True)
    from hinge_log.screens.lift_options import OPTIONS, OPTIONS_BY_ID, Changes, changed, read

    changes: Changes = {}
    # The unit first: bar and step are numbers of it.
    for key, text in sorted(parts.items(), key=lambda part: part[0] != "unit"):
        if key not in OPTIONS_BY_ID:
            raise NotFound(f"Lifts have no setting '{shown(key)}'.", f"The settings are {', '.join(OPTIONS_BY_ID)}.")
        option = OPTIONS_BY_ID[key]
        changes |= read(option, cli.gym, changed(before, changes), text)
    after = put_lift_settings(cli.store, exercise.id, exercise.name, **changes)
    lines = [
        f"{each.id} {shown(each.text(cli.gym, after))}"
        for each in OPTIONS
        if getattr(before, each.column) != getattr(after, each.column)
    ]
    what = f"{'; '.join(lines)}. {UNDO}" if lines else "nothing changed."
    return cli.done("lift-settings", _lift_value(cli, exercise, after), f"{shown(exercise.name)}: {what}")


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


def _print(cli: CliContext, exercise: Exercise, own: LiftSettings, *, whole: bool) -> int:
    from hinge_log.screens.lift_options import OPTIONS

    rows = [(each.id, shown(each.text(cli.gym, own))) for each in OPTIONS if whole or each.own(own)]
    if not cli.plain:
        cli.out(cli.styled(shown(exercise.name), "1"))
    for name, text in rows:
        cli.out(f"{shown(exercise.id)}\t{name}\t{text}" if cli.plain else f"  {name:<6} {text}")
    return 0


def _lift_value(cli: CliContext, exercise: Exercise, own: LiftSettings) -> dict[str, object]:
    return {
        "exercise": exercise.id,
        "name": exercise.name,
        "own": attributes(own, "unit", "bar_g", "step_g", "rest_s") | {"cue": own.cue or None},
        **attributes(own.over(cli.gym), "unit", "bar", "step", "rest_s"),
    }
