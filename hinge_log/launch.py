"""Starting the app on a log: settings, terminal, catalogue, first screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import NamedTuple, TypeVar

from hinge_log.app import HingeLog
from hinge_log.errors import CatalogueError
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import SLOW_WRITE_NOTICE_S
from hinge_log.settings import Look
from hinge_log.store.gateway import Gateway
from hinge_log.store.history import workout_of_set
from hinge_log.store.safety.daily import failure_of
from hinge_log.store.store import Store

T = TypeVar("T")


class Looks(NamedTuple):
    """What the command line says of the display; what is None is taken from settings and environment."""

    theme: str = ""
    ascii_only: bool | None = None
    mono: bool | None = None
    mouse: bool | None = None
    motion: bool = True


def run(path: str, looks: Looks = Looks()) -> int:  # noqa: B008  # it never changes
    """Open the app on a log file; gives the exit code. From the Coach screen it goes to an athlete's log, and back."""
    first = ""
    while True:
        ended = _run_once(path, looks, first=first)
        if ended.next_log is None:
            return ended.return_code or 0
        away = _run_once(ended.next_log[0], looks, set_id=ended.next_log[1])
        if not away.went_back:
            return away.return_code or 0
        first = "coach"


def _run_once(path: str, looks: Looks, *, first: str = "", set_id: str = "") -> HingeLog:
    """Open the app on a log file until it ends; `first` is the screen to begin with, `set_id` a set to show first."""
    from hinge_log.settings import config_folder, read_look

    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # empty it says nothing (no-color.org), but the library would draw in greys
    gateway = Gateway(path)
    try:
        folder = config_folder()
        look, complaint = read_look(folder)
        mouse = look.mouse if looks.mouse is None else looks.mouse
        look = replace(look, theme=looks.theme or look.theme, mouse=mouse)
        if not looks.motion:
            look = replace(look, motion="none")
        if look.ask_terminal:
            look = _with_terminal_answer(look)
        catalogue, wrong = _catalogue(folder)
        context = Context(
            gateway,
            catalogue,
            look=look,
            ascii_only=_ascii(look) if looks.ascii_only is None else looks.ascii_only,
            mono=bool(os.environ.get("NO_COLOR")) if looks.mono is None else looks.mono,
            banner=complaint or wrong,
        )
        usual = _patiently(gateway, lambda store: first_screen(store, context))
        app = HingeLog(context, first or ("history" if set_id else usual), syncs=True)
        if set_id:
            _show_set(app, _patiently(gateway, lambda store: workout_of_set(store, set_id)), set_id)
        _patiently(gateway, app.screen_named(app.first).prepare)
        app.run(mouse=look.mouse)
        if app.sync is not None and (waiting := app.sync.stop()):
            changes = "change is" if waiting == 1 else "changes are"
            sys.stderr.write(f"hinge-log: {waiting} {changes} not sent to the other devices yet.\n")
    finally:
        _wait_for(gateway, gateway.closing())
    return app


def _show_set(app: HingeLog, workout_id: str, set_id: str) -> None:
    """Let the history begin with a set."""
    from hinge_log.screens.history import HistoryScreen

    history = app.screen_named("history")
    if isinstance(history, HistoryScreen):
        history.show_set(workout_id, set_id)


def _patiently(gateway: Gateway, work: Callable[[Store], T]) -> T:
    """Do some work with the log before there is a screen."""
    return _wait_for(gateway, gateway.submit(work))


def _wait_for(gateway: Gateway, future: Future[T]) -> T:
    """Wait for something where there is no screen; a wait for another window that is longer than a moment is told."""
    try:
        return future.result(SLOW_WRITE_NOTICE_S)
    except TimeoutError:
        if not future.done() and gateway.held_elsewhere():
            sys.stderr.write("hinge-log: waiting: another window is writing to the log.\n")
        return future.result()


def _with_terminal_answer(look: Look) -> Look:
    """Settle what is left to the terminal by asking it."""
    from hinge_log.terminal import ask

    answer = ask()
    if look.theme == "auto" and answer.light is not None:
        look = replace(look, theme="chalk" if answer.light else "slate")
    if look.glyphs == "auto" and answer.wide:
        look = replace(look, glyphs="ascii")
    return look


def first_screen(store: Store, context: Context) -> str:
    """The screen to begin with; what was said of the log becomes the banner."""
    context.refresh(store)
    context.coached = store.coached
    context.banner = store.notice or failure_of(store.path) or context.banner
    closed = store.close_forgotten() if store.may_log else None
    if closed is not None:
        from hinge_log.screens.workout_times import closed_words

        context.banner = closed_words(closed, context.today)
    if store.coached is not None:
        return "history"  # where sets are rated
    opened = store.open_workout()
    if opened is not None and opened.lifts:
        return "log"
    if store.setting("first_run") is None and store.may_log and not store.workouts(limit=1):
        return "first run"
    return "today"


def _catalogue(folder: str) -> tuple[Catalogue, str]:
    """The catalogue with the user's own files; a mistake in them is named, and the shipped one stands."""
    from hinge_log.exercises.catalogue import load

    own = os.path.join(folder, "exercises")
    if not os.path.isdir(own):
        return load(), ""
    wrong: list[CatalogueError] = []
    try:
        catalogue = load(own, wrong.append)
    except CatalogueError as error:
        return load(), f"{error.message} Your own exercise files are not loaded."
    return catalogue, f"{wrong[0].message} That file was ignored." if wrong else ""


def _ascii(look: Look) -> bool:
    if look.glyphs in ("ascii", "unicode"):
        return look.glyphs == "ascii"
    utf8 = (sys.stderr.encoding or "").lower().startswith("utf")
    return bool(os.environ.get("HINGE_LOG_ASCII")) or not utf8 or os.environ.get("TERM") == "linux"
