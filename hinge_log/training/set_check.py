"""A set while it is checked: which checks failed, how it is judged, and the form that this comes to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hinge_log.exercises.model import Checklist, Item
from hinge_log.training.form import FELT_CAP, marked, next_mark, outcome_words, score
from hinge_log.training.workout import LABELS, Basis, Form, Judge, SetRecord

JUDGES = tuple(Judge)
JUDGED_BY = {Judge.FELT: "by feel", Judge.MIRROR: "in a mirror", Judge.VIDEO: "on video", Judge.PERSON: "by a coach"}


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
        return score(
            self.items,
            self.slips if slips is None else slips,
            self.record.what.reps or 1,
            judged_by=self.judge,
            checklist_id=self.checklist.id if self.checklist is not None else "",
            version=self.checklist.version if self.checklist is not None else 0,
            pain=self.record.what.pain is not None,
        )

    def outcome(self, judge_key: str) -> str:
        """What the marks come to, in a sentence or two: the score, and what holds it down."""
        form = self.form()
        if form.percent == 100 and form.label == FELT_CAP:
            label = f"{form.label}, {LABELS[form.label]}"
            return f"Every check passed: {label}. By feel the highest; press {judge_key} if seen on video."
        return outcome_words(form, self.items)
