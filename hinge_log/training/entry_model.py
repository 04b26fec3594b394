"""What a typed line is read against, and what it comes to."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from hinge_log.training.load import Load
from hinge_log.training.workout import Basis, Form, Judge, SetDraft, SetKind

Items = tuple[tuple[str, tuple[str, ...]], ...]
"""The checks of a lift in the order of their numbers: (item id, words that also name it)."""


class Shown(NamedTuple):
    """What the screen proposes for the next set; whatever a typed set leaves out is taken from here.

    `unit` ("kg", "lb", or "cm" or "in" for a drill measured by distance) is that of a bare number. With `body` a bare
    number is added to bodyweight. `best_g` is the heaviest load ever, in grams. `default_reps` stands in where
    neither reps nor seconds are shown. `both_sides` is the name of an exercise that is done with both sides at
    once, for which no side is taken; it is "" where a side can be typed. `faults` says of each check by its id what
    is the matter when it slipped.
    """

    load: Load | None = None
    reps: int | None = None
    seconds: int | None = None
    distance_mm: int | None = None
    unit: str = "kg"
    body: bool = False
    items: Items = ()
    best_g: int | None = None
    default_reps: int | None = None
    both_sides: str = ""
    faults: tuple[tuple[str, str], ...] = ()


class Typed(NamedTuple):
    """One set as typed, with the checks that failed as (item id, reps that failed), still to be scored.

    With `held` every check passed; `judge` is how it was judged where that was typed. `is_plain` says that it was
    called a working set: neither a warm-up, a drop nor as many reps as possible.
    """

    draft: SetDraft
    slips: tuple[tuple[str, int], ...] = ()
    held: bool = False
    judge: Judge | None = None
    is_plain: bool = False

    @property
    def quick(self) -> int | None:
        """The form given straight as 1 to 5, or None."""
        return self.draft.form.label if self.draft.form else None


class Caution(NamedTuple):
    """Something that looks like a slip of the finger; it never blocks. `kind` is "jump", "swap", "best" or "far"."""

    kind: str
    message: str


class Sets(NamedTuple):
    """One or more sets to log, in order."""

    sets: tuple[Typed, ...]
    warnings: tuple[Caution, ...] = ()

    @property
    def drafts(self) -> tuple[SetDraft, ...]:
        """The sets without their slips."""
        return tuple(typed.draft for typed in self.sets)


class Amend(NamedTuple):
    """The notes on a set, or alone a change to the last set: what was not typed is None or empty."""

    rpe: float | None = None
    form: int | None = None
    slips: tuple[tuple[str, int], ...] = ()
    kind: SetKind | None = None
    missed: int | None = None
    side: str = ""
    seconds: int | None = None
    note: str = ""
    held: bool = False
    judge: Judge | None = None

    def applied(self, draft: SetDraft) -> SetDraft:
        """Give the set with the change made, but for its form: `rate_typed` makes it of `slips`, `held` and `judge`."""
        return replace(
            draft,
            rpe=draft.rpe if self.rpe is None else self.rpe,
            form=draft.form if self.form is None else Form(self.form, Basis.QUICK),
            kind=draft.kind if self.kind is None else self.kind,
            missed=draft.missed if self.missed is None else self.missed,
            side=self.side or draft.side,
            seconds=draft.seconds if self.seconds is None else self.seconds,
            note=self.note or draft.note,
            amrap=draft.amrap and self.kind is not SetKind.WORKING,
        )


Entry = Sets | Amend
