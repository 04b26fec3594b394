"""Let the user choose an exercise for what a main screen does next."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from hinge_log.exercises.model import Exercise
from hinge_log.screens.main_screen import MainScreen


def pick_exercise(
    screen: MainScreen[Any], title: str, then: Callable[[Exercise], Coroutine[Any, Any, object]], otherwise: str = ""
) -> None:
    """Open the list of exercises and do something with the chosen one; `otherwise` is said where none was chosen."""
    from hinge_log.screens.dialogs.pick_lift import PickLift

    def picked(exercise: Exercise | None) -> None:
        if exercise is not None:
            screen.enqueue(then(exercise))
        elif otherwise:
            screen.status = otherwise

    screen.app.push_screen(PickLift(screen.context, title) if title else PickLift(screen.context), picked)
