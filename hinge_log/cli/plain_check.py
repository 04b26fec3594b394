"""Checks and pain as typed line by line."""

from __future__ import annotations

from hinge_log.errors import EntryError
from hinge_log.text import shown
from hinge_log.training.workout import Judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.context import CliContext
    from hinge_log.exercises.model import Exercise
    from hinge_log.training.workout import Form, Pain, SetRecord

HELD = "held"
HINT = "f 7 9 9: check 7 failed once, 9 more often"


def marks_of(cli: CliContext, exercise: Exercise, record: SetRecord, text: str) -> Form:
    """Score a set by the checks that failed: numbers of checks, once or more often, how it was judged, or "held".

    What is not named held. Raises EntryError.
    """
    from hinge_log.training.form import marked, next_mark, score

    items = cli.catalogue.items_for(exercise)
    if not items:
        raise EntryError("fault", "No checklist for this exercise", "Rate it 1 to 5.")
    judge, marks = Judge.FELT, dict[str, int | None]()
    judges = {each.value: each for each in Judge}
    for word in text.replace(",", " ").split():
        if word in judges:
            judge = judges[word]
        elif word.isascii() and word.isdecimal():
            number = int(word[:4])
            if not 1 <= number <= len(items):
                raise EntryError("fault", f"There is no check {number}", f"f lists the {len(items)} checks.")
            item = items[number - 1]
            marks[item.id] = next_mark(marks.get(item.id, 0), binary=item.kind == "binary")
        elif word != HELD:
            raise EntryError("fault", f"can't read '{shown(word)}'", HINT)
    reps = record.what.reps or 1
    checklist = cli.catalogue.checklists[exercise.checklist]
    return score(
        items, marked(marks, reps), reps, judged_by=judge, checklist_id=checklist.id, version=checklist.version
    )


def pain_of(text: str) -> Pain:
    """Read where it hurts and how much; raises EntryError."""
    from hinge_log.training.typed_set import parse_pain

    return parse_pain(text)
