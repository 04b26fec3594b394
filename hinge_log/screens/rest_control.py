"""The rest after the last set: how long it runs, what the keys make of it, and how its end is announced."""

from __future__ import annotations

from collections.abc import Callable

from hinge_log.clock import Clock
from hinge_log.settings import Look
from hinge_log.terminal import run_hook, tell_terminal
from hinge_log.training.rest import Rest, RestChange, RestTimer
from hinge_log.training.session import WorkoutSession

TWICE_S = 1.2
"""Two presses of the pause key within this time are one gesture."""
QUIET_S = 15
"""A quiet clock changes this often, in seconds."""
LATE_S = 3
"""An end of a rest that is seen later than this, in seconds, is not announced any more."""


class RestControl:
    """Knows what the session does not: the time, when the pause key was pressed, and which end was announced."""

    def __init__(self, clock: Clock, timer: RestTimer) -> None:
        self._clock = clock
        self._timer = timer
        self._paused_at = -1e9
        self._announced = ""

    def now(self, session: WorkoutSession) -> Rest:
        """The rest clock at this moment."""
        return session.rest(self._timer.seconds_since(session.latest))

    def set_to_announce(self, session: WorkoutSession, rest: Rest) -> str:
        """The id of the set after which the rest has just ended, "" for none or one that was given before."""
        latest = session.latest
        if not rest.over or latest is None or latest.id == self._announced or (rest.left or 0) <= -LATE_S:
            return ""
        self._announced = latest.id
        return latest.id

    def longer(self, session: WorkoutSession, seconds: int) -> tuple[RestChange, str] | None:
        """Rest longer or shorter, and the sentence that says so; None before the first set."""
        if session.latest is None:
            return None
        sign = "+" if seconds > 0 else "-"
        return session.rest_change.after(session.latest).longer(seconds), f"Rest {sign}{abs(seconds)} s."

    def paused(self, session: WorkoutSession, key: str) -> tuple[RestChange, str] | None:
        """Pause or resume; pressed twice, there is no rest after this set. `key` is the name of the pause key."""
        if session.latest is None:
            return None
        change, now = session.rest_change.after(session.latest), self._clock.monotonic()
        twice = now - self._paused_at < TWICE_S
        self._paused_at = -1e9 if twice else now
        if twice and not change.off:
            return change.ended(), f"No rest after this set. {key} brings it back."
        change = change.toggled(self.now(session), self._timer.seconds_since(session.latest))
        if change.paused is None:
            return change, "Rest resumed."
        return change, f"Rest paused. Press {key} to resume, {key} twice to skip it."


def is_skipped_by_quiet_clock(rest: Rest, look: Look) -> bool:
    """Whether a quiet clock does not show this second."""
    return look.clock == "quiet" and not rest.over and (rest.left or 0) % QUIET_S != 0


def announce(text: str, look: Look, ring_bell: Callable[[], None]) -> None:
    """Announce the end of a rest in the ways of the settings."""
    if "bell" in look.rest_end:
        ring_bell()
    for way, code in (("title", "0"), ("osc9", "9")):
        if way in look.rest_end:
            tell_terminal(code, text)
    if look.notify_cmd:
        run_hook(look.notify_cmd, text)
