"""A workout line by line: what is said and heard, and where it stands."""

from __future__ import annotations

import io
import os
from dataclasses import replace

from hinge_log.cli.output import flush, write_line, write_question
from hinge_log.errors import HingeLogError
from hinge_log.text import shown
from hinge_log.training.rest import RestTimer
from hinge_log.training.sides import SIDES
from hinge_log.training.suggestion import described, phrase
from hinge_log.training.workout import SetKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TextIO

    from hinge_log.cli.context import CliContext
    from hinge_log.exercises.model import Exercise, Item
    from hinge_log.training.current_lift import CurrentLift
    from hinge_log.training.rest import Rest
    from hinge_log.training.session import WorkoutSession
    from hinge_log.training.workout import Form, SetRecord

SLICE_S = 5.0
"""So often the wall clock is asked anew: it alone goes on while the machine sleeps."""


class LineReader:
    """Reads a stream line by line.

    A stream without a file descriptor is read as it is: then nothing can happen in between.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None else io.StringIO()  # a shell may have closed it
        self._held = b""
        self.by_hand = False
        try:
            self._fd: int | None = self._stream.fileno()
            self.by_hand = self._stream.isatty()
        except (io.UnsupportedOperation, OSError, ValueError):
            self._fd = None

    def line(self, rest_left: Callable[[], int | None], rang: Callable[[], None]) -> str | None:
        """The next line without its end, or None when there will be none.

        `rest_left` gives the seconds until `rang` is to be called, or None; it is asked again after the call.
        """
        if self._fd is None:
            text = self._stream.readline()
            return text.rstrip("\r\n") if text else None
        while b"\n" not in self._held:
            if not self._ready(self._fd, rest_left()):
                left = rest_left()
                if left is not None and left <= 0:
                    rang()
                continue
            got = os.read(self._fd, 4096)
            if not got:
                last, self._held = self._held, b""
                return self._text(last) if last else None
            self._held += got
        first, _, self._held = self._held.partition(b"\n")
        return self._text(first)

    @staticmethod
    def _ready(fd: int, left: int | None) -> bool:
        from select import select

        wait = None if left is None else min(SLICE_S, max(0.0, float(left)))
        return bool(select([fd], [], [], wait)[0])

    def _text(self, line: bytes) -> str:
        # Files and pipes are UTF-8 whatever the locale; what is not stays in the line as surrogates.
        encoding = self._stream.encoding if self.by_hand else "utf-8"
        return line.decode(encoding or "utf-8", errors="surrogateescape").rstrip("\r")


HELP = (
    "enter: log the next set as shown.",
    "1 to 5: form of the last set, 1 lost to 5 crisp.",
    "f: the checks of the lift; f 7 9 9: check 7 failed once, 9 several times; f held: every check passed.",
    "f 7 video: the same, judged on video; also mirror, person.",
    "f 0 low back 4: pain, where and 0 to 10.",
    '100x5, +2.5, x6, 40s, 100x5x3 f4: log the set as typed. @8, !7 or "note" alone changes the last set.',
    "e 102.5x5: correct the last set. d: delete it.",
    ".: the next suggestion, such as last time's set. w: the next set is a warm-up.",
    "u: undo. U: redo.",
    "n, p: next lift, previous lift. a NAME: add a lift. new NAME: add one of your own.",
    "superset: pair this lift with the next; apart: end that. skip: skip this lift; skip again: bring it back.",
    "up, down: move it earlier, later. instead NAME: replace it. side: left, right or both. ramp: warm-up sets.",
    "note TEXT: today's note on the lift. cue TEXT: a lasting cue for the lift.",
    "c: the cues. b: plates on the bar. y: why this load. s: the sets so far. t: rest left; + and - 15 s; t off: none.",
    "start: begin the next day of the active plan; start NAME: the next day of another plan.",
    "finish: close the workout. q: leave it open.",
    "open: all open workouts; open NUMBER: continue one; open join: join them.",
)


def prompt(current: CurrentLift, name: str) -> str:
    """Say where the lift stands and what comes next: "Deadlift, set 3 of 4: 100 kg x 5. Last time 97.5 x 5. >"."""
    warm = current.next.kind is SetKind.WARMUP
    total = None if warm else current.total
    of = f" of {total}" if total is not None and current.number <= total else ""
    words = phrase(current.next, ascii_only=True) or "type the first set: 100x5"
    side = SIDES[current.next.side] or ("both sides" if current.sided else "")
    where = f", {side}" if side else ""
    return f"{name}, {'warm-up' if warm else 'set'} {current.number}{of}{where}: {words}.{_last_time(current)} >"


def _last_time(current: CurrentLift) -> str:
    if not current.last:
        return ""
    what = current.last[min(len(current.lift.sets), len(current.last) - 1)].what
    words = described(what, ascii_only=True)
    if current.next.load is not None and what.load is not None and current.next.load.unit == what.load.unit:
        words = words.replace(f" {what.load.unit} x", " x", 1)
    return f" Last time {words}."


def refused(error: HingeLogError) -> str:
    """Say why nothing was done, and what to do instead."""
    end = "" if error.message.endswith((".", "?", "!")) else "."
    return shown(f"{error.message[:1].upper()}{error.message[1:]}{end} {error.hint}".strip())


def logged(records: Sequence[SetRecord], marks: Mapping[str, str]) -> str:
    """Say what was saved, whether it is a record (`marks` by set id), and what to do with it."""
    last = records[-1].what
    many = f"{len(records)} sets, " if len(records) > 1 else ""
    ask = "" if last.form is not None or last.pain is not None else " Rate it 1 to 5."
    mark = next((f" {marks[each.id].capitalize()}." for each in records if each.id in marks), "")
    return f"Logged {many}{described(last, ascii_only=True)}.{mark}{ask}"


def checked(form: Form, items: Sequence[Item]) -> str:
    """Say what a check came to, and which item held it down."""
    from hinge_log.training.form import outcome_words

    cue = next((item.cue for item in items if item.id == form.capped_by), "")
    why = f" Limited by: {shown(cue)}." if cue else ""
    return f"Checked: {outcome_words(form, items) or 'no check could be judged, so form is not rated.'}{why}"


def checks(items: Sequence[Item]) -> list[str]:
    """The checks of a lift with their numbers."""
    return [f"{number}: {shown(item.cue)}{', safety' if item.safety else ''}" for number, item in enumerate(items, 1)]


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
            self.cli.close_forgotten()
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
