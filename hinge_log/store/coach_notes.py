"""What a coach writes into an athlete's log: cues for an exercise, notes on sets or exercises, plans in words."""

from __future__ import annotations

from collections.abc import Iterable
from json import dumps

from hinge_log.errors import NeedsDecision
from hinge_log.store.queries import ANY_OF, Reading
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training.coaching import CoachNote

NOTE_KINDS = ("cue", "note", "plan")


def add_coach_note(
    store: Store, person: str, kind: str, text: str, *, exercise: str = "", set_id: str = ""
) -> CoachNote:
    """Write a cue, a note or a plan as one undo step. Raises NeedsDecision without a text, NotFound without the set."""
    words = clean(text, lines=True)
    if not words.strip():
        raise NeedsDecision("There is no text.", "Nothing was saved.")
    if kind not in NOTE_KINDS:
        raise NeedsDecision(
            f"A coach writes a {', a '.join(NOTE_KINDS[:-1])} or a {NOTE_KINDS[-1]}.", "Nothing was saved."
        )
    if set_id:
        store.existing_set(set_id)
    name, key = clean(person, limit=NAME_LIMIT), clean(exercise, limit=NAME_LIMIT)
    at_ms = store.clock.now().utc_ms
    with store.action(f"coach {kind}") as action:
        id_ = store.new_id()
        row = {"id": id_, "person": name, "kind": kind, "exercise": key, "set_id": set_id or None}
        action.insert("coach_note", row | {"text": words, "at_ms": at_ms})
    return CoachNote(id_, name, kind, key, set_id, words, at_ms)


def coach_notes(log: Reading, *, kind: str = "", exercise: str = "") -> tuple[CoachNote, ...]:
    """The coaches' texts, newest first; of one kind or exercise where one is named."""
    return tuple(
        note for note in _notes(log, "hidden = 0") if kind in ("", note.kind) and exercise in ("", note.exercise)
    )


def set_notes(log: Reading, set_ids: Iterable[str]) -> dict[str, tuple[CoachNote, ...]]:
    """The coaches' texts that are about sets, by set, newest first."""
    grouped: dict[str, list[CoachNote]] = {}
    for note in _notes(log, f"hidden = 0 AND set_id IN {ANY_OF}", dumps(list(set_ids))):
        grouped.setdefault(note.set_id, []).append(note)
    return {set_id: tuple(each) for set_id, each in grouped.items()}


def _notes(log: Reading, where: str, *values: object) -> tuple[CoachNote, ...]:
    rows = log.rows(
        "SELECT id, person, kind, exercise, coalesce(set_id, ''), text, at_ms FROM coach_note"
        f" WHERE {where} ORDER BY at_ms DESC, id DESC",
        *values,
    )
    merged = log.merged_exercises() if any(row[3] for row in rows) else {}
    return tuple(
        CoachNote(
            str(id_), str(who), str(sort), merged.get(str(lift), str(lift)), str(about), str(text), int(str(at_ms))
        )
        for id_, who, sort, lift, about, text, at_ms in rows
    )
