"""Form of a set, scored from the checks that failed and on how many reps.

Items are summed unweighted, as the published movement screens do (Back Squat Assessment, Myer 2014; Resistance
Training Skills Battery, Lubans 2014): no weights have evidence. The thresholds and caps are conventions. Scores
are exact fractions inside; only the stored percent is rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from hinge_log.exercises.model import Checklist, Item
from hinge_log.training.stats import SETS_PER_POINT
from hinge_log.training.workout import LABELS, Basis, Form, Judge, SetRecord

LABEL_FROM = ((5, Fraction(1)), (4, Fraction(85, 100)), (3, Fraction(70, 100)), (2, Fraction(50, 100)))
"""The least share of points for each label; below the last it is 1 (convention)."""

COMPLETE_FROM = Fraction(2, 3)
SAFETY_CAP = GATE_CAP = 3
FELT_CAP = 4
CLEAN_FROM = 4

Slips = Mapping[str, int | None]
"""Reps that slipped by item id; None is an item that could not be seen, an item left out held on every rep."""


def grade(item: Item, slipped: int | None, reps: int) -> int | None:
    """Grade one item 2 (held), 1 (slipped on a rep, or on a tenth of many) or 0; None when it was not seen.

    In a single rep, or a hold, one slip is all there is: it grades 0. A binary item is kept or not.
    """
    if slipped is None:
        return None
    if slipped < 0:
        raise ValueError(f"{item.id}: {slipped} reps cannot fail")
    if slipped == 0:
        return 2
    if item.kind != "binary" and reps > 1 and slipped <= max(1, reps // 10):
        return 1
    return 0


def coverage(items: Sequence[Item], slips: Slips) -> Fraction:
    """Give the share of the items that could be seen, 0 for an empty list."""
    if not items:
        return Fraction(0)
    return Fraction(sum(slips.get(item.id, 0) is not None for item in items), len(items))


def complete(items: Sequence[Item], slips: Slips) -> bool:
    """Whether two thirds of the items, and every safety and gate item, could be seen."""
    if any(slips.get(item.id, 0) is None for item in items if item.safety or item.gate):
        return False
    return coverage(items, slips) >= COMPLETE_FROM


def quick(label: int, judged_by: Judge = Judge.FELT) -> Form:
    """Give a form straight from 1 to 5; it opens no gate and is never clean. Raises ValueError outside 1 to 5."""
    if label not in LABELS:
        raise ValueError(f"form is rated 1 to 5, not {label}")
    return Form(label, Basis.QUICK, judged_by)


def score(
    items: Sequence[Item],
    slips: Slips,
    reps: int,
    *,
    judged_by: Judge,
    checklist: Checklist | None,
    lowered: bool = False,
    pain: bool = False,
) -> Form:
    """Score a checked set of `reps` reps (1 for a hold or a carry, which has none).

    `items` are those of `checklist` that apply to the exercise. A safety item that slipped once caps the label at 3,
    one lost altogether makes it 1 and stops the set; a gate item lost caps it at 3; without a mirror, a video or
    another person it stays under 5. `lowered` takes one label off: the lifter may call it worse than it scored, never
    better. The label is None with pain, and when nothing could be seen. `capped_by` names the item that held
    the label down. Raises ValueError for slips of items that are not in the list.
    """
    unknown = slips.keys() - {item.id for item in items}
    if unknown:
        raise ValueError(f"not on this checklist: {', '.join(sorted(unknown))}")
    grades = _grades(items, slips, reps)
    seen = [points for points in grades.values() if points is not None]
    share = Fraction(sum(seen), 2 * len(seen)) if seen else None
    label, capped_by, stop = None, "", False
    if share is not None:
        label, capped_by, stop = _label(items, grades, share, judged_by)
        if lowered:
            label = max(1, label - 1)
    held = all(grades[item.id] == 2 for item in items if item.safety or item.gate)
    return Form(
        label=None if pain else label,
        basis=Basis.CHECKED,
        judged_by=judged_by,
        percent=None if share is None else int(share * 100 + Fraction(1, 2)),
        slips=tuple((item.id, slips[item.id]) for item in items if slips.get(item.id, 0) != 0),
        checklist=checklist.id if checklist is not None else "",
        version=checklist.version if checklist is not None else 0,
        capped_by=capped_by,
        clean=label is not None and label >= CLEAN_FROM and held and complete(items, slips) and not pain,
        stop=stop,
    )


def outcome_words(form: Form, items: Sequence[Item]) -> str:
    """What a check came to in a sentence or two: the share of checks that passed, the form, and what holds it down.

    "" where nothing could be seen. `items` are the checks of the exercise.
    """
    if form.percent is None:
        return ""
    passed = f"{form.percent} % of checks passed"
    if form.label is None:
        return f"{passed}. Pain was reported, so form is not rated."
    label = f"{form.label}, {LABELS[form.label]}"
    if not form.capped_by:
        return f"{passed}: form {label}."
    safety = any(item.safety for item in items if item.id == form.capped_by)
    failed = "A safety check failed on one rep" if safety else "A check that must pass failed"
    return f"{passed}. {'A safety check failed' if form.stop else failed}, so form is {label}."


def _grades(items: Sequence[Item], slips: Slips, reps: int) -> dict[str, int | None]:
    return {item.id: grade(item, slips.get(item.id, 0), reps) for item in items}


def _label(
    items: Sequence[Item], grades: Mapping[str, int | None], share: Fraction, judged_by: Judge
) -> tuple[int, str, bool]:
    """Give the label from the share of points, held down by the strictest cap, which of items that tie is the first."""
    label = next((label for label, least in LABEL_FROM if share >= least), 1)
    if judged_by is Judge.FELT:
        label = min(label, FELT_CAP)
    capped_by, stop = "", False
    for item in items:
        points = grades[item.id]
        cap = max(LABELS)
        if item.safety and points == 0:
            cap, stop = 1, True
        elif item.safety and points == 1:
            cap = SAFETY_CAP
        elif item.gate and points == 0:
            cap = GATE_CAP
        if cap < label:
            label, capped_by = cap, item.id
    return label, capped_by, stop


MARK_MORE = 2
"""The mark of an item that slipped on more than one rep; 1 is once, None could not be seen."""


def next_mark(mark: int | None, *, binary: bool) -> int | None:
    """The mark after one more press: held, once, more, and round again; a yes-or-no item has no "once"."""
    if mark == 0:
        return MARK_MORE if binary else 1
    return MARK_MORE if mark == 1 else 0


def marked(marks: Slips, reps: int) -> dict[str, int | None]:
    """The slips that marks stand for: "more" is enough reps to lose the item, in long sets too."""
    lost = max(MARK_MORE, reps // 10 + 1)
    return {item: lost if mark == MARK_MORE else mark for item, mark in marks.items() if mark != 0}


def slips_lately(newest_first: Iterable[SetRecord], most: int) -> tuple[dict[str, int], int]:
    """In how many of the last `most` checked sets each item slipped, and how many sets these were."""
    slips: dict[str, int] = {}
    checked = 0
    for record in newest_first:
        form = record.what.form
        if checked == most:
            break
        if form is not None and form.basis is Basis.CHECKED:
            checked += 1
            for item, reps in form.slips:
                slips[item] = slips.get(item, 0) + bool(reps)
    return slips, checked


def cue_order(items: Sequence[Item], failures: Sequence[tuple[str, int]], sets: int) -> tuple[tuple[Item, ...], str]:
    """Put the check that failed most in the last `sets` checked sets first; gives the order and why it begins so.

    `failures` are (item id, sets in which it failed); the reason is "" when none failed.
    """
    counts = {item: number for item, number in failures if number}
    first = max(items, key=lambda item: counts.get(item.id, 0), default=None)
    if first is None or not counts.get(first.id):
        return tuple(items), ""
    why = f"{first.fault_text} in {counts[first.id]} of the last {sets} checked sets"
    return (first, *(item for item in items if item is not first)), why


def session_labels(sessions: Sequence[Sequence[SetRecord]]) -> tuple[tuple[int, ...], str]:
    """The form of sessions, oldest first, and the kind of rating: checked where two sessions have any, else quick.

    `sessions` are given newest first. The label of a session is the median of its working sets of which at least two
    are rated, the lower one of two; kinds are never mixed.
    """
    labels: tuple[int, ...] = ()
    basis = Basis.CHECKED
    for basis in (Basis.CHECKED, Basis.QUICK):
        forms = ([each.what.form for each in sets if each.what.kind.counts and each.what.form] for sets in sessions)
        rated = [sorted(form.label for form in each if form.basis is basis and form.label) for each in forms]
        labels = tuple(each[(len(each) - 1) // 2] for each in reversed(rated) if len(each) >= SETS_PER_POINT)
        if len(labels) > 1:
            break
    return labels, basis.value


JUDGES = tuple(Judge)


@dataclass(frozen=True, slots=True)
class SetCheck:
    """`items` are the checks of the set's exercise, `marks` those that failed: 1 is once, 2 several reps."""

    record: SetRecord
    items: tuple[Item, ...]
    checklist: Checklist | None = None
    marks: dict[str, int | None] = field(default_factory=dict)
    judge: Judge = Judge.FELT

    @classmethod
    def begin(cls, record: SetRecord, items: tuple[Item, ...], checklist: Checklist | None) -> SetCheck:
        """Begin with what is known of the set: the checks that failed before, and how it was judged."""
        form = record.what.form
        marks = dict(form.slips) if form is not None and form.basis is Basis.CHECKED else {}
        return cls(record, items, checklist, marks, form.judged_by if form is not None else Judge.FELT)

    def toggle(self, number: int) -> SetCheck:
        """Change the mark of the check of a number from 1: held, once, several reps, and round again."""
        item = self.items[number - 1]
        mark = next_mark(self.marks.get(item.id, 0), binary=item.kind == "binary")
        return replace(self, marks={**self.marks, item.id: mark})

    def with_next_judge(self) -> SetCheck:
        """The same checks, judged in the next way."""
        return replace(self, judge=JUDGES[(JUDGES.index(self.judge) + 1) % len(JUDGES)])

    @property
    def slips(self) -> dict[str, int | None]:
        """The reps on which checks failed, by check id."""
        return marked(self.marks, self.record.what.reps or 1)

    def form(self, slips: dict[str, int | None] | None = None) -> Form:
        """The form of the set, or what other slips would come to."""
        slips, what = self.slips if slips is None else slips, self.record.what
        pain = what.pain is not None
        return score(self.items, slips, what.reps or 1, judged_by=self.judge, checklist=self.checklist, pain=pain)

    def outcome(self, judge_key: str) -> str:
        """What the marks come to, in a sentence or two: the score, and what holds it down."""
        form = self.form()
        if form.percent == 100 and form.label == FELT_CAP:
            label = f"{form.label}, {LABELS[form.label]}"
            return (
                f"Every check passed: {label}. That is the highest by feel; press {judge_key} if you saw it on video."
            )
        return outcome_words(form, self.items)
