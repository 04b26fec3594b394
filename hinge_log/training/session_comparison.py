"""Two sessions of a lift set by set: warm-up beside warm-up, set 1 beside set 1, left beside left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hinge_log.exercises.model import Exercise
from hinge_log.training.bodyweight import moved, moved_load
from hinge_log.training.load import Load
from hinge_log.training.sides import numbered, set_label
from hinge_log.training.stats import median
from hinge_log.training.strength import e1rm, volume
from hinge_log.training.workout import Basis, SetRecord


@dataclass(frozen=True, slots=True)
class PairedSet:
    """A set of the earlier session and the set of the same number in the later one; None where one was not done.

    `label` is the number as it stands in a list: "1", "w1", "2 L".
    """

    label: str
    earlier: SetRecord | None
    later: SetRecord | None

    @property
    def load_change(self) -> Load | None:
        """The later load less the earlier one, in the later one's unit; None where they cannot be compared."""
        if self.earlier is None or self.later is None:
            return None
        before, after = self.earlier.what.load, self.later.what.load
        if before is None or after is None or before.body != after.body:
            return None
        if before.unit == after.unit:
            return Load.from_grams(after.grams - before.grams, after.unit)
        change = after.grams - before.grams
        # The same plates in the other unit differ by some grams.
        return Load.from_grams(0 if abs(change) <= _ROUNDING_G else change, after.unit)

    @property
    def reps_change(self) -> int | None:
        """The later reps less the earlier ones."""
        return _difference(*(None if each is None else each.what.reps for each in (self.earlier, self.later)))

    @property
    def seconds_change(self) -> int | None:
        """The later seconds less the earlier ones."""
        return _difference(*(None if each is None else each.what.seconds for each in (self.earlier, self.later)))

    @property
    def form_change(self) -> int | None:
        """The later rating less the earlier one; None where they are of two kinds, which are never mixed."""
        before, after = (each.what.form if each else None for each in (self.earlier, self.later))
        if before is None or after is None or (before.basis, before.judged_by) != (after.basis, after.judged_by):
            return None
        return _difference(before.label, after.label)


@dataclass(frozen=True, slots=True)
class SessionTotals:
    """What a session came to: working sets, their reps, volume in gram reps, best estimated maximum in grams.

    `volume_g` and `e1rm_g` are None where nothing weighed anything or nothing can be estimated; `checked` and `quick`
    are medians of at least two ratings of their kind.
    """

    sets: int
    reps: int
    volume_g: int | None
    e1rm_g: float | None
    checked: float | None
    quick: float | None


@dataclass(frozen=True, slots=True)
class SessionComparison:
    """Two sessions by their day numbers, the earlier one first."""

    earlier_day: int
    later_day: int
    pairs: tuple[PairedSet, ...]
    earlier: SessionTotals
    later: SessionTotals


_ROUNDING_G = 50
_WARM, _WORK = 0, 1


def compare_sessions(
    exercise: Exercise,
    earlier: tuple[int, Sequence[SetRecord]],
    later: tuple[int, Sequence[SetRecord]],
    *,
    formula: str = "epley",
) -> SessionComparison:
    """Compare two sessions of an exercise, each as (day number, sets)."""
    first, second = (_places(sets, sided=exercise.unilateral) for _, sets in (earlier, later))
    places = sorted(first.keys() | second.keys())
    pairs = [PairedSet(_label(*place), first.get(place), second.get(place)) for place in places]
    totals = [_totals(exercise, sets, formula) for _, sets in (earlier, later)]
    return SessionComparison(earlier[0], later[0], tuple(pairs), *totals)


def _places(sets: Sequence[SetRecord], *, sided: bool) -> dict[tuple[int, int, str], SetRecord]:
    """The sets by their place: warm-ups first, by number and side; of two in one place (three lefts) the last."""
    numbers = numbered(sets, sided=sided)
    places: dict[tuple[int, int, str], SetRecord] = {}
    for record in sets:
        warm, number = numbers[record.id]
        places[_WARM if warm else _WORK, number, record.what.side if sided else ""] = record
    return places


def _label(kind: int, number: int, side: str) -> str:
    return f"{set_label(number, warm=kind == _WARM)} {side}".strip()


def _totals(exercise: Exercise, sets: Sequence[SetRecord], formula: str) -> SessionTotals:
    working = [each for each in sets if each.what.kind.counts]
    volume_g = volume(map(moved, sets), exercise.load_type)
    estimates = []
    for record in working if exercise.e1rm else ():
        load, reps = moved_load(record.what.load, record.body_g), record.what.reps
        if load is not None and reps:
            estimates.append(e1rm(load.grams, reps, record.what.rpe, formula=formula) or 0.0)
    return SessionTotals(
        len(working),
        sum(each.what.reps or 0 for each in working),
        volume_g or None,
        max(estimates, default=0.0) or None,
        _median(working, Basis.CHECKED),
        _median(working, Basis.QUICK),
    )


def _median(sets: Iterable[SetRecord], basis: Basis) -> float | None:
    forms = (each.what.form for each in sets)
    labels = [form.label for form in forms if form and form.basis is basis and form.label is not None]
    return median(labels) if len(labels) > 1 else None


def _difference(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before
