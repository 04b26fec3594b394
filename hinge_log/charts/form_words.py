"""Form in signs and words, the same on every screen and in the shell."""

from __future__ import annotations

from hinge_log.training.workout import LABELS, Basis, Form

CHECKED = "✓"
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


def form_words(label: int | None) -> str:
    """Form as number and word."""
    return "not rated" if label is None else f"{label} {LABELS[label]}"
