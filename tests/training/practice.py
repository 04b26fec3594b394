"""Short ways to write days of practice for the tests of the ladder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import count

from hinge_log.exercises.catalogue import Catalogue, load
from hinge_log.training.form import quick, score
from hinge_log.training.ladder import Ladder, ladder
from hinge_log.training.load import Load
from hinge_log.training.workout import Judge, Pain, SetDraft, SetKind, SetRecord

FREE, WALL, DOWEL, BELL = "drill-hinge-free", "drill-wall-hinge", "drill-dowel-hinge", "deadlift-kettlebell"
RDL, FLOOR = "deadlift-romanian", "deadlift-conventional"
_NUMBER = count()


@cache
def catalogue() -> Catalogue:
    return load()


def practice(
    exercise: str,
    day: int,
    *,
    sets: int = 3,
    reps: int = 10,
    slips: Mapping[str, int | None] | None = None,
    bad_set: int = 0,
    judge: Judge = Judge.FELT,
    load: str = "",
    rpe: float | None = None,
    cm: int | None = None,
    rated: int | None = None,
    checked: bool = True,
    pain: Pain | None = None,
    seconds: int | None = None,
    kind: SetKind = SetKind.WORKING,
) -> list[SetRecord]:
    """The checked sets of one exercise on one day; `slips` happen in the set `bad_set`, or in all for 0."""
    found = catalogue().exercises[exercise]
    checklist = catalogue().checklists[found.checklist]
    made = []
    for number in range(1, sets + 1):
        marked = (slips or {}) if bad_set in (0, number) else {}
        form = None
        if rated is not None:
            form = quick(rated, judge)
        elif checked:
            form = score(
                catalogue().items_for(found), marked, reps, judged_by=judge, checklist=checklist,
                pain=pain is not None,
            )  # fmt: skip
        draft = SetDraft(
            None if seconds else reps, Load.of(load, "kg") if load else None, seconds, cm * 10 if cm else None, kind,
            rpe, form=form, pain=pain,
        )  # fmt: skip
        name = f"{next(_NUMBER):026d}"
        made.append(SetRecord(name, f"{exercise}-{day}", exercise, number - 1, day, day * 86_400_000 + number, draft))
    return made


def climbed(sets: Iterable[SetRecord], today: int = 400, placed: int | None = None) -> Ladder:
    return ladder(catalogue(), by_exercise(sets), today=today, placed=placed)


def by_exercise(sets: Iterable[SetRecord]) -> dict[str, Sequence[SetRecord]]:
    found: dict[str, list[SetRecord]] = defaultdict(list)
    for record in sets:
        found[record.exercise].append(record)
    return dict(found)
