"""Form in signs and words, the same on every screen and in the shell."""

from __future__ import annotations

from hinge_log.training.workout import LABELS, Basis, Form

CHECKED, CHECKED_ASCII = "✓", "v"
"""Stands behind the marks of a rating that came from the checklist."""

MEANINGS = {
    5: "you would show it to a coach",
    4: "one small wobble",
    3: "wobbled, position held",
    2: "position lost on a rep",
    1: "a safety position lost",
}
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
