"""Ratings that stand beside the one of a set: by a coach, and the lifter's own that were given in another way.

The row of a set holds the lifter's rating of now. Whoever else rated it, and what the lifter felt before the video was
seen, is a judgement: neither ever takes the other's place. A person has one judgement a set and way of judging.
"""

from __future__ import annotations

from collections.abc import Iterable
from json import dumps

from hinge_log.errors import NeedsDecision
from hinge_log.store.ids import encode
from hinge_log.store.journal import Action, Value
from hinge_log.store.queries import ANY_OF, Reading
from hinge_log.store.rows import form_of, form_values
from hinge_log.store.schema import FORM_COLUMNS
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training.coaching import Judgement
from hinge_log.training.workout import Form, Judge

_COLUMNS = ", ".join(FORM_COLUMNS)


def judge_set(store: Store, set_id: str, person: str, form: Form, *, note: str = "") -> Judgement:
    """Write how `person` rates a set, beside the lifter's own rating; the same person's earlier one is replaced.

    `person` is a coach's name, or "" for a second rating of the lifter's own. Raises NotFound without the set and
    NeedsDecision for a rating that is none.
    """
    if form.label is None:
        raise NeedsDecision("A rating is 1 to 5.", "Nothing was saved.")
    store.existing_set(set_id)
    name = clean(person, limit=NAME_LIMIT)
    with store.action("judge") as action:
        return put_judgement(store, action, set_id, name, form, note=note, at_ms=store.clock.now().utc_ms)


def put_judgement(
    store: Reading, action: Action, set_id: str, person: str, form: Form, *, at_ms: int, note: str = ""
) -> Judgement:
    """Write a judgement as a part of an action."""
    id_ = judgement_id(set_id, person, form.judged_by)
    values: dict[str, Value] = {**form_values(form), "note": clean(note, lines=True), "at_ms": at_ms, "hidden": 0}
    if store.one("SELECT 1 FROM judgement WHERE id = ?", id_) is None:
        action.insert("judgement", {"id": id_, "set_id": set_id, "person": person, **values})
    else:
        action.update("judgement", id_, values)
    return Judgement(set_id, person, form, str(values["note"]), at_ms)


def judgements_of(log: Reading, set_ids: Iterable[str]) -> dict[str, tuple[Judgement, ...]]:
    """The judgements of sets, newest last, without the ratings that the sets hold themselves."""
    grouped: dict[str, list[Judgement]] = {}
    for set_id, person, note, at_ms, *rating in log.rows(
        f"SELECT set_id, person, note, at_ms, {_COLUMNS} FROM judgement"
        f" WHERE hidden = 0 AND set_id IN {ANY_OF} ORDER BY at_ms, id",
        dumps(list(set_ids)),
    ):
        judgement = Judgement(str(set_id), str(person), form_of(tuple(rating)), str(note), int(str(at_ms)))
        grouped.setdefault(str(set_id), []).append(judgement)
    return {set_id: tuple(each) for set_id, each in grouped.items()}


def judgement_id(set_id: str, person: str, judged_by: Judge) -> str:
    """The id of the judgement of a person and a way of judging: the same on every device."""
    words = "\n".join((set_id, person, judged_by.value))
    from hashlib import blake2b

    return encode(int.from_bytes(blake2b(words.encode(), digest_size=16).digest(), "big"))


def keep_replaced(store: Store, action: Action, form: Form) -> None:
    """Keep the rating that `form` replaces as a judgement of the set, where it was judged in another way."""
    change = action.changes[0]
    before = change.before or {}
    if before.get("form") is not None and before.get("judged_by") != form_values(form)["judged_by"]:
        was = {**form_values(form), **before}
        replaced = form_of(tuple(was[name] for name in FORM_COLUMNS))
        put_judgement(store, action, change.row, "", replaced, at_ms=store.clock.now().utc_ms)
