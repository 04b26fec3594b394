"""What the keys make of the next set: load, reps, kind, side, another suggestion."""

from __future__ import annotations

from dataclasses import replace

from hinge_log.screens.log_texts import capital
from hinge_log.training.session import WorkoutSession
from hinge_log.training.sides import SIDES
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import SetKind, SetRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.screens.log import LogScreen


SOURCES = {"lighter": "lighter after a failed safety check", "empty": "the first set"}
"""How the sources of a suggestion are called where their own word does not do."""


class SetShaping:
    """Changes the next set while no check is open; a selected set becomes a warm-up, or a working set again."""

    def __init__(self, screen: LogScreen) -> None:
        self.screen = screen
        self._suggested = ""

    def _show(self, session: WorkoutSession | None, status: str | None = None) -> None:
        if session is None or self.screen.checked is not None:
            return
        self.screen.put_session(session)
        if status is not None:
            self.say(status)
        elif self.screen.status == self._suggested:
            self.screen.status = self._suggested = ""  # it would name another set than the one that is shown now
        self.screen.show_next()

    def say(self, status: str) -> None:
        """Say something about the next set as it is shown: it is gone when the set is another one."""
        self.screen.status = self._suggested = status

    def change_load(self, direction: int, big: bool = False) -> None:
        """The next load up or down."""
        if self.screen.session is not None and self.screen.checked is None:
            session = self.screen.session.with_load(direction, big=big)
            if session is None:
                self.screen.status = "Bodyweight: type bw+10 for added load."
            self._show(session)

    def change_reps(self, change: int) -> None:
        """One rep more or less."""
        session = self.screen.session
        self._show(session.with_reps(change) if session is not None else None)

    def take_next_suggestion(self) -> None:
        """Take the next suggestion for the next set."""
        if self.screen.session is not None:
            session = self.screen.session.with_next_suggestion()
            source = session.current.source or "typed"
            self._show(session, f"As {SOURCES.get(source, source)}: {phrase(session.current.next)}.")

    def say_why(self) -> None:
        """Say why the next set is suggested as it is."""
        if self.screen.session is not None:
            current = self.screen.session.current
            self.say(f"{phrase(current.next) or 'Next set'}: {current.why}")

    def toggle_warm_up(self) -> None:
        """Make the next set, or the selected one, a warm-up, or a working set again."""
        if self.screen.selected and self.screen.session is not None:
            self.screen.queue.about_last("w", self._toggle_saved)
        else:
            session = self.screen.session
            self._show(session.with_warm_up() if session is not None else None)

    async def _toggle_saved(self, record: SetRecord) -> None:
        kind = SetKind.WORKING if record.what.kind is SetKind.WARMUP else SetKind.WARMUP
        await self.screen.edit_set(record, replace(record.what, kind=kind))
        self.screen.tell_done(f"Now a {'warm-up' if kind is SetKind.WARMUP else 'working set'}.")

    def change_side(self) -> None:
        """Make the next set one of the left, the right, or both sides."""
        if self.screen.session is not None:
            session = self.screen.session.with_next_side()
            side = capital(SIDES[session.current.next.side] or "both sides")
            self._show(session, f"{side}." if session.exercise.takes_side else "This lift works both sides at once.")
