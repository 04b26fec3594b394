"""A workout line by line: what is said and heard, and where it stands."""

from __future__ import annotations

from dataclasses import replace

from hinge_log.cli.log import close_forgotten
from hinge_log.cli.output import flush, write_line, write_question
from hinge_log.errors import HingeLogError
from hinge_log.text import shown
from hinge_log.training.rest import RestTimer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.context import CliContext
    from hinge_log.cli.line_reader import LineReader
    from hinge_log.exercises.model import Exercise, Item
    from hinge_log.training.current_lift import CurrentLift
    from hinge_log.training.rest import Rest
    from hinge_log.training.session import WorkoutSession
    from hinge_log.training.workout import SetRecord


class PlainWorkout:
    """The workout in progress, at one of its lifts; `current` is None without one."""

    def __init__(self, cli: CliContext, reader: LineReader) -> None:
        self.cli = cli
        self.session: WorkoutSession | None = None
        self._after = self._wanted = ""
        self._timer = RestTimer(cli.store.clock)
        self._reader = reader
        self._rang = ""

    @property
    def by_hand(self) -> bool:
        """Whether somebody types, so that keys can bounce."""
        return self._reader.by_hand

    def say(self, line: str) -> None:
        """One line of answer."""
        write_line(line)
        flush()

    def ask(self, question: str) -> str | None:
        """Say something and wait for a line; the bell rings meanwhile when the rest is over."""
        write_question(question + " ")

        def rang() -> None:
            latest = self.latest()
            self._rang = latest.id if latest else ""
            write_question("\a\nRest is over.\n" + question + " ")

        return self._reader.line(self._until_bell, rang)

    @property
    def current(self) -> CurrentLift | None:
        """The current lift with its next set, None without one."""
        return self.session.current if self.session is not None else None

    @current.setter
    def current(self, current: CurrentLift) -> None:
        if self.session is not None:
            self.session = self.session.with_current(current)

    @property
    def skipped(self) -> frozenset[str]:
        """The ids of skipped lifts."""
        return self.session.skipped if self.session is not None else frozenset()

    @property
    def sided(self) -> frozenset[str]:
        """The keys of the exercises done one side at a time."""
        return self.session.unilateral if self.session is not None else frozenset()

    def refresh(self) -> None:
        """Read the workout anew: another window may have changed it; a set that was shaped by hand stays."""
        from hinge_log.store.session_queries import read_session

        if self.cli.workout() is None:
            close_forgotten(self.cli)
        before = self.session.lift.id if self.session is not None else ""
        self.session = read_session(
            self.cli.store, self.cli.exercise, self.cli.gym, self.session, after=self._after, wanted=self._wanted,
            fresh=True, past_sessions=1,
        )  # fmt: skip
        self._after = self._wanted = ""
        if self.session is None:
            return
        if before != self.session.lift.id:
            self._say_notes(self.session)
        rest, latest = self.rest(), self.latest()
        if rest is not None and rest.over and latest is not None:
            self._rang = latest.id  # whoever types needs no bell

    def go_to(self, lift_id: str) -> None:
        """Make a lift current from the next reading on."""
        self._wanted = lift_id

    def lead_on(self, lift_id: str) -> None:
        """After a set in a lift, make the lift current that a superset leads on to."""
        self._after = lift_id

    def _say_notes(self, session: WorkoutSession) -> None:
        """Say what is noted on a lift when it becomes current."""
        for word, text in (("Cue", session.setup.cue), ("Today", session.lift.note)):
            if text:
                self.say(f"{word}: {shown(text)}")

    def current_lift(self) -> CurrentLift:
        """The current lift; raises HingeLogError without one."""
        if self.current is None:
            raise HingeLogError("No lift selected.", 'Type "a deadlift" to add a lift.')
        return self.current

    @property
    def exercise(self) -> Exercise:
        """The current exercise; raises HingeLogError without one."""
        return self.cli.exercise(self.current_lift().lift.exercise)

    @property
    def items(self) -> tuple[Item, ...]:
        """The checks of the current exercise."""
        return self.cli.catalogue.items_for(self.exercise)

    def last(self, why: str) -> SetRecord:
        """The set just done, in the current lift or its superset, as it is in the log now.

        Raises HingeLogError when there is none, or when it is gone.
        """
        latest = self.current_lift().latest
        if latest is None:
            raise HingeLogError(why)
        record = self.cli.store.set(latest.id)
        if record is None:
            raise HingeLogError("Another window removed that set.", "Nothing was changed.")
        return record

    def latest(self) -> SetRecord | None:
        """The set that was logged last, in any lift."""
        return self.session.latest if self.session is not None else None

    def rest(self) -> Rest | None:
        """The rest clock, None without a lift."""
        if self.session is None:
            return None
        from hinge_log.training.rest import RestChange

        change = RestChange.of(self.cli.store.state("rest"))
        return replace(self.session, rest_change=change).rest(self._timer.seconds_since(self.session.latest))

    def _until_bell(self) -> int | None:
        rest, latest = self.rest(), self.latest()
        if rest is None or latest is None or latest.id == self._rang or rest.paused:
            return None
        return rest.left
