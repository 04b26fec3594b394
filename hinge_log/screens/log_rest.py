"""The rest after the last set: how long it runs, what the keys make of it, and how its end is announced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from hinge_log.settings import Look
from hinge_log.terminal import run_hook, tell_terminal
from hinge_log.training.rest import Rest, RestChange
from hinge_log.training.session import WorkoutSession
from hinge_log.training.suggestion import phrase

if TYPE_CHECKING:
    from hinge_log.screens.log import LogScreen

TWICE_S = 1.2
"""Two presses of the pause key within this time are one gesture."""
QUIET_S = 15
"""A quiet clock changes this often, in seconds."""
LATE_S = 3
"""An end of a rest that is seen later than this, in seconds, is not announced any more."""


class RestControl:
    """Knows what the session does not: the time, when the pause key was pressed, and which end was announced."""

    def __init__(self, screen: LogScreen) -> None:
        self.screen = screen
        self._paused_at = -1e9
        self._announced = ""

    def _since(self, session: WorkoutSession) -> int:
        return self.screen.context.rest_timer.seconds_since(session.latest)

    def now(self, session: WorkoutSession) -> Rest:
        """The rest clock at this moment."""
        return session.rest(self._since(session))

    def tick(self) -> None:
        """Let the clock run, and tell when the rest is over, whatever screen is shown."""
        session, look = self.screen.session, self.screen.context.look
        if session is None:
            return
        rest, latest = self.now(session), session.latest
        if rest.over and latest and latest.id != self._announced and (rest.left or 0) > -LATE_S:
            self._announced = latest.id
            self.screen.enqueue(self._announce_end(latest.id))
        is_quiet = look.clock == "quiet" and not rest.over and (rest.left or 0) % QUIET_S != 0
        if self.screen.is_current and not is_quiet:
            self.screen.show_rest()

    async def _announce_end(self, set_id: str) -> None:
        """Announce it, unless the set or its workout is gone meanwhile."""
        workout, session = await self.screen.with_store(lambda store: store.open_workout()), self.screen.session
        if session is not None and workout is not None and any(each.id == set_id for each in workout.sets):
            words = f"GO - {session.name} {phrase(session.current.next)}"
            announce(words, self.screen.context.look, self.screen.app.bell)

    def lengthen(self, seconds: int) -> None:
        """Rest longer or shorter."""
        session = self.screen.session
        if session is not None and session.latest is not None:
            words = f"Rest {'+' if seconds > 0 else '-'}{abs(seconds)} s."
            self._change(session, session.rest_change.after(session.latest).longer(seconds), words)

    def pause(self) -> None:
        """Pause or resume; pressed twice, there is no rest after this set."""
        session, key, now = self.screen.session, self.screen.key_of("rest.pause"), self.screen.context.clock.monotonic()
        if session is None or session.latest is None:
            return
        change = session.rest_change.after(session.latest)
        twice = now - self._paused_at < TWICE_S
        self._paused_at = -1e9 if twice else now
        if twice and not change.off:
            self._change(session, change.ended(), f"No rest after this set. Press {key} to bring it back.")
            return
        change = change.toggled(self.now(session), self._since(session))
        paused = f"Rest paused. Press {key} to resume, {key} twice to skip it."
        self._change(session, change, "Rest resumed." if change.paused is None else paused)

    def _change(self, session: WorkoutSession, change: RestChange, words: str) -> None:
        self.screen.put_session(replace(session, rest_change=change))
        self.screen.show_rest()
        self.screen.enqueue(self._save(change, words))

    async def _save(self, change: RestChange, words: str) -> None:
        await self.screen.with_store(lambda store: store.put_state("rest", change.to_json()))
        self.screen.status = words


def announce(text: str, look: Look, ring_bell: Callable[[], None]) -> None:
    """Announce the end of a rest in the ways of the settings."""
    if "bell" in look.rest_end:
        ring_bell()
    for way, code in (("title", "0"), ("osc9", "9")):
        if way in look.rest_end:
            tell_terminal(code, text)
    if look.notify_cmd:
        run_hook(look.notify_cmd, text)
