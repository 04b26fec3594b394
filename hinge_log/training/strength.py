"""Estimated strength and volume from logged sets.

Weights are grams, estimates float grams. Only working, drop and failure sets count.
"""

from __future__ import annotations

from collections.abc import Iterable

from hinge_log.training.workout import Basis, SetDraft, SetRecord

MAX_E1RM_REPS = 10
"""Above ten reps the estimates drift apart ("no more than 10 reps", Reynolds 2006)."""

RANGE = 0.05
"""An estimate is shown as this share to either side (convention)."""

HARD_FROM_RPE = 6.0

# Percent of one repetition maximum at reps + reps in reserve of 1, 1.5, 2 ... 16, as circulated from
# Reactive Training Systems: RPE 10 at 12 reps and RPE 9 at 11 are the same place of the line.
_TABLE = (
    *(100.0, 97.8, 95.5, 93.9, 92.2, 90.7, 89.2, 87.8, 86.3, 85.0, 83.7, 82.4, 81.1, 79.9, 78.6, 77.4),
    *(76.2, 75.1, 73.9, 72.3, 70.7, 69.4, 68.0, 66.7, 65.3, 64.0, 62.6, 61.3, 59.9, 58.6, 57.2),
)

DOUBLED = ("dumbbell_each", "kettlebell_each")
UNWEIGHED = ("band", "bodyweight", "object")


def epley(load: float, reps: float) -> float:
    """Epley 1985: w (1 + r / 30); a single is what was lifted."""
    return load if reps == 1 else load * (1 + reps / 30)


def brzycki(load: float, reps: float) -> float:
    """Brzycki 1993: 36 w / (37 - r); equal to Epley at ten reps. Raises ValueError from 37 reps on."""
    if reps >= 37:
        raise ValueError("Brzycki's formula ends below 37 reps")
    return 36 * load / (37 - reps)


def percent_of_max(reps: int, rpe: float) -> float | None:
    """Percent of one repetition maximum in the RPE table (Reactive Training Systems), 1-12 reps at RPE 6-10."""
    if not 1 <= reps <= 12 or not 6 <= rpe <= 10 or rpe * 2 != int(rpe * 2):
        return None
    return _TABLE[int(2 * (reps - 1 + 10 - rpe))]


def e1rm(load_g: float, reps: int, rpe: float | None = None, *, formula: str = "epley") -> float | None:
    """Estimate a one repetition maximum in grams by "epley" or "brzycki".

    With an RPE the reps left (RIR = 10 - RPE) are added to the reps done; without one none were left. None
    when reps and reps left are not 1 to 10 together, or when there is no load.
    """
    whole = reps + (0.0 if rpe is None else 10 - rpe)
    if load_g <= 0 or reps < 1 or whole > MAX_E1RM_REPS:
        return None
    return brzycki(load_g, whole) if formula == "brzycki" else epley(load_g, whole)


def is_clean(draft: SetDraft) -> bool:
    """Whether a set was checked and clean; a form given straight never is."""
    return draft.form is not None and draft.form.basis is Basis.CHECKED and draft.form.clean


def best_e1rm(sets: Iterable[SetRecord], *, formula: str = "epley") -> tuple[float, SetRecord] | None:
    """Give the best estimate over working sets in grams with its set, the earlier of equals.

    Loads added to bodyweight give none.
    """
    estimates = []
    for record in sets:
        draft = record.what
        if draft.kind.counts and draft.load is not None and not draft.load.body and draft.reps is not None:
            grams = e1rm(draft.load.grams, draft.reps, draft.rpe, formula=formula)
            estimates += [(grams, record)] if grams is not None else []
    return max(estimates, key=lambda each: each[0], default=None)


def volume(sets: Iterable[SetDraft], load_type: str) -> int:
    """Give load times reps over working sets, in gram reps, for one exercise.

    Loads of which there are two are doubled; bands, bodyweight and objects have no volume, nor has assistance. A load
    on top of bodyweight counts as what it moved (`bodyweight.moved`), and not at all where that is not known.
    """
    if load_type in UNWEIGHED:
        return 0
    times = 2 if load_type in DOUBLED else 1
    return sum(
        times * max(0, draft.load.grams) * draft.reps
        for draft in sets
        if draft.kind.counts and draft.load is not None and not draft.load.body and draft.reps
    )
