"""Drills in the log: what was done of each, and the rating of a drill's set with the contact that was lost first."""

from __future__ import annotations

from collections.abc import Iterable

from hinge_log.store.queries import Reading
from hinge_log.store.rows import form_values
from hinge_log.store.store import Store
from hinge_log.training.drills import DrillDay, drill_days, with_contact
from hinge_log.training.workout import Form, SetRecord


def drill_history(log: Reading, keys: Iterable[str]) -> dict[str, tuple[DrillDay, ...]]:
    """The days of each drill, oldest first; a drill that was never done has none."""
    return {key: drill_days(record for _, record in log.exercise_sets(key)) for key in keys}


def rate_drill(store: Store, set_id: str, form: Form, contact: str = "") -> SetRecord:
    """Write how a drill's set looked, and which contact of the stick was lost first, as one step."""
    note = with_contact(store.existing_set(set_id).what.note, contact)
    with store.action("rate") as action:
        action.update("sets", set_id, form_values(form) | {"note": note or None})
    return store.existing_set(set_id)
