"""`config lift`: what one exercise does otherwise than the gym."""

from __future__ import annotations

from hinge_log.errors import NotFound
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinge_log.cli.context import CliContext
    from hinge_log.exercises.model import Exercise
    from hinge_log.store.lift_settings import LiftSettings


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
            raise NotFound(f"There is no setting '{shown(key)}' of a lift.", f"There are {', '.join(NAMES)}.")
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
            "lift-settings", {"lifts": [_value(cli, cli.exercise(key), own) for key, own in settings.items()]}
        )
    if not settings:
        cli.say("Every lift has the gym defaults: hinge-log config lift deadlift rest=3:00")
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
    return cli.data("lift-settings", _value(cli, exercise, own))


def _value(cli: CliContext, exercise: Exercise, own: LiftSettings) -> dict[str, object]:
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
