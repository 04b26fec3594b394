"""The parts of a set as text: load, amount, form, pain, and the sets of a session in short."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.training.bodyweight import moved_load
from hinge_log.training.distance import distance_text
from hinge_log.training.entry_text import clock
from hinge_log.training.workout import LABELS, Basis, Form, SetDraft, SetRecord

CHECKED, CHECKED_ASCII = "✓", "v"
"""Stands behind the marks of a rating that came from the checklist."""

MEANINGS = {
    5: "you would show it to a coach", 4: "one small wobble", 3: "wobbled, position held",
    2: "position lost on a rep", 1: "a safety position lost",
}  # fmt: skip
"""What the five ratings mean."""


def pips(label: int | None) -> str:
    """A rating as five marks, as many of them filled; no rating is five dots, which is not a rating of zero."""
    return "·" * 5 if label is None else "●" * label + "○" * (5 - label)


def form_pips(form: Form | None) -> str:
    """Form as five marks and a tick where it was checked, six cells: "●●●●○✓"."""
    checked = form is not None and form.label is not None and form.basis is Basis.CHECKED
    return pips(form.label if form else None) + (CHECKED if checked else " ")


def rating_mark(form: Form | None, *, ascii_only: bool = False) -> str:
    """A rating in a row of several: "4", "4✓" where it was checked, "-" where there is none."""
    if form is None or form.label is None:
        return "-"
    return median_mark(form.label, checked=form.basis is Basis.CHECKED, ascii_only=ascii_only)


def median_mark(median: float, *, checked: bool, ascii_only: bool = False) -> str:
    """A median of ratings of one kind: "3.5", "3.5✓" where they were checked."""
    return f"{median:g}{(CHECKED_ASCII if ascii_only else CHECKED) if checked else ''}"


def form_words(label: int | None) -> str:
    """Form as number and word."""
    return "not rated" if label is None else f"{label} {LABELS[label]}"


def load_text(draft: SetDraft, unit: str) -> str:
    """The load of a set without its unit where that is `unit`; "bw" for bodyweight alone, "32 × 40 m" for a carry."""
    if draft.distance_mm is not None:
        carried = draft.load if draft.load is not None and (draft.load.grams or not draft.load.body) else None
        distance = distance_text(draft.distance_mm)
        return f"{load_text(SetDraft(load=carried), unit)} × {distance}" if carried else distance
    load = draft.load
    if load is None:
        return "bw" if draft.reps is not None else ""
    if load.body:
        added = f"bw{'+' if load.grams > 0 else '-'}{load.text.lstrip('-')}"
        return "bw" if load.grams == 0 else added if load.unit == unit else f"{added} {load.unit}"
    return load.text if load.unit == unit else f"{load.text} {load.unit}"


def moved_text(record: SetRecord) -> str:
    """What a set moved with the bodyweight that was known: "92.4 kg with bodyweight"; "" for any other load."""
    load = record.what.load
    moved = moved_load(load, record.body_g) if load is not None and load.body else None
    return "" if moved is None else f"{moved.text} {moved.unit} including bodyweight"


def amount_text(draft: SetDraft) -> str:
    """Reps or time of a set: "5", "40 s", "1:30"; "5+" for as many reps as possible."""
    if draft.seconds is not None and draft.reps is None:
        return clock(draft.seconds)
    return "" if draft.reps is None else f"{draft.reps}{'+' if draft.amrap else ''}"


def pain_words(sets: Sequence[SetRecord]) -> str:
    """Where it hurt in these sets, warm-ups included, at its worst: "pain 4 low back"; "" for none."""
    worst: dict[str, int] = {}
    for pain in (each.what.pain for each in sets):
        if pain is not None:
            where = " ".join(pain.where.split())
            worst[where] = max(pain.level, worst.get(where, 0))
    return ", ".join(f"pain {level} {where}".strip() for where, level in worst.items())


def summary(sets: Sequence[SetRecord], unit: str) -> tuple[str, str]:
    """Working sets of a session in short: "97.5 × 5 5, 95 × 5" and "form 4 4✓ -"; a load is said when it changes."""
    working = [each for each in sets if each.what.kind.counts] or list(sets)
    parts: list[str] = []
    before: str | None = None
    for record in working:
        load, amount = load_text(record.what, unit), amount_text(record.what) or "-"
        if load != before:
            parts.append(f"{load} × {amount}" if load else f"× {amount}")
        else:
            parts[-1] += f" {amount}"
        before = load
    marks = [rating_mark(each.what.form) for each in working]
    form = f"form {' '.join(marks)}" if any(mark != rating_mark(None) for mark in marks) else ""
    return ", ".join(parts), form
