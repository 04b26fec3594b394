"""`open`: the workouts that are open, which of them goes on here, and joining them."""

from __future__ import annotations

from collections.abc import Sequence

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.errors import EntryError
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.training.workout import OpenWorkout


@command(
    "hinge-log open               list the workouts that are open",
    "hinge-log open 2             continue the second one",
    "hinge-log open --join        join them",
    name="open",
    reads=True,
)
@click.argument("number", required=False, type=int)
@click.option("--join", is_flag=True, help="join all open workouts into the one in use here")
def open_command(cli: CliContext, number: int | None, join: bool) -> int:
    """List open workouts, choose which one goes on, or join them."""
    from hinge_log.store.open_workouts import choose_workout, join_workouts, open_workouts

    if join and number is not None:
        raise EntryError("number", "--join joins all open workouts and takes no number", "Leave out one of them.")
    workouts = open_workouts(cli.store)
    if number is not None:
        if not 1 <= number <= len(workouts):
            raise EntryError("number", f"there is no open workout {number}", "'hinge-log open' lists them.")
        choose_workout(cli.store, workouts[number - 1].id)
    elif join:
        first, *others = (each.id for each in workouts) if workouts else ("",)
        join_workouts(cli.store, first, others)
    if number is not None or join:
        workouts = open_workouts(cli.store)
    if cli.json:
        return cli.data("open", {"workouts": open_values(cli, workouts)})
    if cli.quiet:
        return 0
    for place, words in enumerate(words_of(cli, workouts), 1):
        cli.out(f"{place}  {words}{'  (in use here)' if place == 1 and len(workouts) > 1 else ''}")
    if join:
        cli.out("Joined. undo: hinge-log undo")
    elif not workouts:
        cli.say("No workout is open.")
    elif len(workouts) > 1:
        cli.say("Continue another: hinge-log open NUMBER. Join them: hinge-log open --join.")
    return 0


def words_of(cli: CliContext, workouts: Sequence[OpenWorkout]) -> list[str]:
    """Open workouts in words, safe to print."""
    from hinge_log.training.workout import open_workout_words

    return [shown(open_workout_words(each, cli.store.clock.now().day)) for each in workouts]


def open_values(cli: CliContext, workouts: Sequence[OpenWorkout]) -> list[dict[str, object]]:
    """Open workouts as JSON."""
    from hinge_log.cli.values import at_value, day_value

    return [
        {
            "id": each.id, "name": each.name, "day": day_value(each.day), "sets": each.sets,
            "started": at_value(each.started_ms, each.offset_min), "device": each.device or None,
        }
        for each in workouts
    ]  # fmt: skip


def also_open(cli: CliContext) -> tuple[OpenWorkout, ...]:
    """The open workouts but for the one that goes on here; as a rule there is none."""
    row = cli.store.one("SELECT count(*) FROM workout WHERE ended_ms IS NULL AND hidden = 0")
    workout = cli.workout()
    if row is None or int(str(row[0])) <= (workout is not None):
        return ()
    from hinge_log.store.open_workouts import open_workouts

    known = () if workout is None else (workout.id,)
    # One of this device that was forgotten for hours counts as over.
    return tuple(each for each in open_workouts(cli.store) if each.id not in known and (known or each.device))


def also_open_lines(cli: CliContext) -> list[str]:
    """What says that other workouts are open, and what to do."""
    words = words_of(cli, also_open(cli))
    return [f"Also open: {each}." for each in words] + (
        ["Continue one: hinge-log open NUMBER. Join them: hinge-log open --join."] if words else []
    )
