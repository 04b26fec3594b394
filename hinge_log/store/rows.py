"""Rows of the log to values, and back."""

from __future__ import annotations

from collections.abc import Iterable
from json import dumps

from hinge_log.store.journal import Value
from hinge_log.store.packed import read_load, read_slips, read_word
from hinge_log.store.schema import FORM_COLUMNS
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training.load import Load
from hinge_log.training.workout import Basis, Form, Judge, Pain, PlannedSet, SetDraft, SetKind, SetRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

BODYWEIGHT_G = (
    "CASE WHEN s.body = 1 THEN (SELECT b.weight_g FROM bodyweight b WHERE b.hidden = 0 AND b.day <= s.day"
    " ORDER BY b.day DESC, b.at_ms DESC, b.id DESC LIMIT 1) END"
)
"""The bodyweight in grams that was known on the day of `sets s`, of a set whose load comes on top of it."""

OF_SETS = "FROM sets s JOIN exercise e ON e.id = s.exercise_id JOIN lift l ON l.id = s.lift_id"

SET_COLUMNS = (
    "s.id, s.lift_id, e.key, s.position, s.day, s.at_ms, s.kind, s.side, s.reps, s.seconds, s.distance_mm, s.load_g,"
    " s.load_text, s.unit, s.body, s.rpe, s.missed, s.form, s.basis, s.judged_by, s.percent, s.slips, s.checklist,"
    " s.version, s.capped_by, s.clean, s.stop, s.pain, s.pain_where, s.note, s.amrap,"
    f" {BODYWEIGHT_G}"
)
"""What `set_of` reads, of OF_SETS."""

SETS = f"SELECT {SET_COLUMNS} {OF_SETS}"
"""The sets of the log as `set_of` reads them, as the beginning of a query."""

_Row = tuple["Any", ...]  # the columns of a STRICT table hold what they say
_KINDS = {each.value: each for each in SetKind}
_BASES = {each.value: each for each in Basis}
_JUDGES = {each.value: each for each in Judge}
_FORMS: dict[_Row, Form] = {}
_LOADS: dict[_Row, Load] = {}
_MOST = 4096
"""So many different ratings and loads are kept: the same few come back in every session."""


def set_of(row: _Row) -> SetRecord:
    """A saved set of a row with SET_COLUMNS."""
    (
        id_, lift_id, key, position, day, at_ms, kind, side, reps, seconds, distance_mm, load_g,
        load_text, unit, body, rpe, missed, form, basis, judged_by, percent, slips, checklist,
        version, capped_by, clean, stop, pain, pain_where, note, amrap, body_g,
    ) = row  # fmt: skip
    what = SetDraft(
        reps,
        None if load_g is None else load_of((load_g, load_text, unit, body), id_),
        seconds,
        distance_mm,
        _KINDS.get(kind) or read_word(_KINDS, kind, SetKind.WORKING, f"kind of set {id_}"),
        rpe,
        side,
        note or "",
        missed,
        None
        if basis is None
        else form_of((form, basis, judged_by, percent, slips, checklist, version, capped_by, clean, stop), id_),
        None if pain is None else Pain(pain_where or "", pain),
        amrap == 1,
    )
    return SetRecord(id_, lift_id, key, position, day, at_ms, what, body_g)


def load_of(row: _Row, set_id: str) -> Load:
    """A load of its columns: grams, text, unit and whether it comes on top of bodyweight."""
    load = _LOADS.get(row)
    if load is None:
        if len(_LOADS) >= _MOST:
            _LOADS.clear()
        grams, text, unit, body = row
        load = read_load(grams, text, unit, body=bool(body), row_id=set_id)
        if load.value == text:
            _LOADS[row] = load
    return load


def form_of(row: _Row, row_id: str = "") -> Form:
    """A rating of a row with FORM_COLUMNS."""
    form = _FORMS.get(row)
    if form is None:
        if len(_FORMS) >= _MOST:
            _FORMS.clear()
        label, basis, judged_by, percent, slips, checklist, version, capped_by, clean, stop = row
        checks = read_slips(slips, row_id)
        form = Form(
            label,
            read_word(_BASES, basis, Basis.QUICK, f"basis of the rating of set {row_id}"),
            read_word(_JUDGES, judged_by or "felt", Judge.FELT, f"judge of set {row_id}"),
            percent,
            checks,
            checklist or "",
            version or 0,
            capped_by or "",
            bool(clean),
            bool(stop),
        )
        if (checks or slips in (None, "", "{}")) and (form.basis, form.judged_by) == (basis, judged_by or "felt"):
            # What cannot be read is noted for each set.
            _FORMS[row] = form
    return form


def set_values(what: SetDraft) -> dict[str, Value]:
    """The columns of what was done, its texts cleaned."""
    return {
        "kind": what.kind.value,
        "side": what.side,
        "reps": what.reps,
        "seconds": what.seconds,
        "distance_mm": what.distance_mm,
        **_load_values(what.load),
        "rpe": what.rpe,
        "missed": what.missed,
        "note": clean(what.note, lines=True) or None,
        "amrap": int(what.amrap),
        **form_values(what.form),
        **pain_values(what.pain),
    }


def _load_values(load: Load | None) -> dict[str, Value]:
    if load is None:
        return {"load_g": None, "load_text": None, "unit": None, "body": 0}
    return {"load_g": load.grams, "load_text": load.value, "unit": load.unit, "body": int(load.body)}


def form_values(form: Form | None) -> dict[str, Value]:
    """The columns of a rating; all empty for a set that was not rated."""
    if form is None:
        return dict.fromkeys(FORM_COLUMNS)
    values: dict[str, Value] = dict.fromkeys(("percent", "slips", "checklist", "version", "capped_by", "clean", "stop"))
    values |= {
        "form": form.label,
        "basis": form.basis.value,
        "judged_by": None if form.judged_by is Judge.FELT else form.judged_by.value,
    }
    if form.basis is Basis.CHECKED:
        values |= {
            "percent": form.percent,
            "slips": dumps(dict(form.slips), separators=(",", ":")),
            "checklist": form.checklist,
            "version": form.version,
            "capped_by": form.capped_by or None,
            "clean": int(form.clean),
            "stop": int(form.stop) or None,
        }
    return values


def pain_values(pain: Pain | None) -> dict[str, Value]:
    """The columns of a pain entry, its place cleaned."""
    if pain is None:
        return {"pain": None, "pain_where": None}
    return {"pain": pain.level, "pain_where": clean(pain.where, limit=NAME_LIMIT) or None}


def short(values: dict[str, Value], defaults: dict[str, Value]) -> dict[str, Value]:
    """Leave out columns that have the value that the table gives by itself."""
    return {name: value for name, value in values.items() if value is not None and defaults.get(name) != value}


SET_DEFAULTS: dict[str, Value] = {"kind": "working", "side": "", "body": 0, "missed": 0, "amrap": 0}


def plan_json(plan: Iterable[PlannedSet]) -> str:
    """Planned sets as the log keeps them."""
    return dumps(
        [
            {
                name: value
                for name, value in (
                    ("kind", None if each.kind is SetKind.WORKING else each.kind.value),
                    ("reps", each.reps),
                    ("seconds", each.seconds),
                    ("amrap", each.amrap or None),
                    ("load", each.load.value if each.load else None),
                    ("unit", each.load.unit if each.load else None),
                    ("body", (each.load.body if each.load else None) or None),
                    ("why", each.why or None),
                    ("deload", each.deload or None),
                )
                if value is not None
            }
            for each in plan
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )
