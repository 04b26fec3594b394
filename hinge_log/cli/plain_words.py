"""What the workout line by line says: prompts, answers and help, every one to be read out loud."""

from __future__ import annotations

from hinge_log.text import shown
from hinge_log.training.sides import SIDES
from hinge_log.training.suggestion import described, phrase
from hinge_log.training.workout import SetKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinge_log.errors import HingeLogError
    from hinge_log.exercises.model import Item
    from hinge_log.training.current_lift import CurrentLift
    from hinge_log.training.workout import Form, SetRecord

HELP = (
    "enter: log the next set as shown.",
    "1 to 5: form of the last set, 1 lost to 5 crisp.",
    "f: the checks of the lift; f 7 9 9: check 7 failed once, 9 more often; f held: every check passed.",
    "f 7 video: the same, judged on video; also mirror, person.",
    "f 0 low back 4: pain, where and 0 to 10.",
    '100x5, +2.5, x6, 40s, 100x5x3 f4: a set as typed. @8, !7 or "note" alone: a change to the last set.',
    "e 102.5x5: correct the last set. d: delete it.",
    ".: the next suggestion, such as last time's set. w: the next set is a warm-up.",
    "u: undo. U: redo.",
    "n, p: next lift, previous lift. a NAME: add a lift. new NAME: add one of your own.",
    "superset: this lift and the next in turn; apart: on its own. skip: skip this lift; skip again: bring it back.",
    "up, down: move it earlier, later. instead NAME: another exercise. side: left, right or both. ramp: warm-up sets.",
    "note TEXT: today's note on the lift. cue TEXT: a cue shown every time.",
    "c: the cues. b: plates on the bar. y: why this load. s: the sets so far. t: rest left; + and - 15 s; t off: none.",
    "start: begin the next day of the active plan; start NAME: of another plan.",
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


def logged(records: Sequence[SetRecord]) -> str:
    """Say what was saved, and what to do with it."""
    last = records[-1].what
    many = f"{len(records)} sets, " if len(records) > 1 else ""
    ask = "" if last.form is not None or last.pain is not None else " Rate it 1 to 5."
    return f"Logged {many}{described(last, ascii_only=True)}.{ask}"


def checked(form: Form, items: Sequence[Item]) -> str:
    """Say what a check came to, and which item held it down."""
    from hinge_log.training.form import outcome_words

    cue = next((item.cue for item in items if item.id == form.capped_by), "")
    why = f" Limited by: {shown(cue)}." if cue else ""
    return f"Checked: {outcome_words(form, items) or 'no check could be judged, so form is not rated.'}{why}"


def checks(items: Sequence[Item]) -> list[str]:
    """The checks of a lift with their numbers."""
    return [f"{number}: {shown(item.cue)}{', safety' if item.safety else ''}" for number, item in enumerate(items, 1)]
