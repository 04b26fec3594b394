"""What the log screen and Today do with several open workouts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hinge_log.screens.dialogs.open_workouts import JOIN, OpenWorkoutsDialog
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store.open_workouts import choose_workout, join_workouts, open_workouts
from hinge_log.training.workout import OpenWorkout, open_workout_words


async def ask_which_goes_on(screen: MainScreen[Any]) -> None:
    """List the open workouts, where there are several, and do what is chosen."""
    workouts = await screen.with_store(open_workouts)
    if len(workouts) < 2:
        screen.status = "No other workout is open."
        return

    def chosen(answer: str | None) -> None:
        if answer is not None:
            screen.enqueue(_go_on(screen, workouts, answer))

    screen.app.push_screen(OpenWorkoutsDialog(workouts, screen.context.today), chosen)


async def _go_on(screen: MainScreen[Any], workouts: Sequence[OpenWorkout], answer: str) -> None:
    if answer == JOIN:
        first, *others = (each.id for each in workouts)
        await screen.with_store(lambda store: join_workouts(store, first, others))
        status = f"Joined {len(workouts)} workouts. Press {screen.key_of('undo')} to undo."
    else:
        await screen.with_store(lambda store: choose_workout(store, answer))
        workout = next(each for each in workouts if each.id == answer)
        status = f"Now in {open_workout_words(workout, screen.context.today)}."
    await screen.reload()
    screen.status = status


def also_open_words(workouts: Sequence[OpenWorkout], today: int, key: str) -> str:
    """The other open workouts, and the key that chooses or joins: for the status line."""
    if not workouts:
        return ""
    more = f" and {len(workouts) - 1} more" if len(workouts) > 1 else ""
    return f"Also open: {open_workout_words(workouts[0], today)}{more}. Press {key} to continue or join one."
