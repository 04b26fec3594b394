"""A set that was typed: its form, a correction of a saved set, a load under the bar, and pain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hinge_log.errors import EntryError
from hinge_log.exercises.model import Checklist, Exercise, Item
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training.entry_model import Amend, Typed
from hinge_log.training.load import Load
from hinge_log.training.workout import Basis, Judge, Pain, SetDraft, SetKind


def rate_typed(
    draft: SetDraft, marks: Typed | Amend, items: Sequence[Item], checklist: Checklist | None
) -> tuple[SetDraft, str]:
    """Give the set with its form, and a remark where that is lower than the rating that was typed beside it.

    `items` and `checklist` are those of the exercise. Checks and `held` make a checked form; a rating typed beside
    them can only lower it. A judge alone goes with a rating: of the same line, or the one that the set has. Without a
    judge the set keeps the one it had. Raises EntryError where there is nothing to judge.
    """
    judge = marks.judge
    if marks.slips or marks.held:
        typed = marks.form if isinstance(marks, Amend) else marks.quick
        judge = judge or (draft.form.judged_by if draft.form and typed is None else Judge.FELT)
        return _checked(draft, dict(marks.slips), judge, items, checklist, typed)
    if judge is None:
        return draft, ""
    form = draft.form
    if form is None:
        hint = f"100x5 held {judge.value}, or 100x5 f4 {judge.value}"
        raise EntryError("judge", f"{judge.value} only says who judged; add held, f4 or !7", hint)
    if form.basis is Basis.QUICK or not items:
        return replace(draft, form=form._replace(judged_by=judge)), ""
    return _checked(draft, dict(form.slips), judge, items, checklist)


def _checked(
    draft: SetDraft,
    slips: dict[str, int | None],
    judge: Judge,
    items: Sequence[Item],
    checklist: Checklist | None,
    typed: int | None = None,
) -> tuple[SetDraft, str]:
    """The set with the form that its checks make, one less where `typed` is lower, and a remark where they differ."""
    if not items or checklist is None:
        raise EntryError("fault", "this lift has no checks", "rate it f1 to f5 instead")
    from hinge_log.training.form import score  # a set without checks does not need it

    reps = draft.reps or 1
    over = next((times for times in slips.values() if times is not None and times > reps), None)
    if over is not None:
        raise EntryError("fault", f"{over} failed reps are more than the {reps} done", "!7 or !7:2")
    known = {item: times for item, times in slips.items() if item in {each.id for each in items}}
    for lowered in (False, True):
        pain = draft.pain is not None
        form = score(items, known, reps, judged_by=judge, checklist=checklist, lowered=lowered, pain=pain)
        if typed is None or form.label is None or typed >= form.label:
            break
    remark = ""
    if typed is not None and typed != form.label:
        remark = f"By the checks this is form {form.label}, not {typed}."
    return replace(draft, form=form), remark


def merge_edit(old: SetDraft, new: SetDraft, *, takes_side: bool, is_plain: bool = False) -> SetDraft:
    """The work of the new set, and of the old one what the new one does not mention.

    A warm-up stays a warm-up, and a set of as many reps as possible stays one, unless the new one `is_plain`.
    """
    return replace(
        old,
        reps=new.reps,
        load=new.load,
        seconds=new.seconds,
        distance_mm=new.distance_mm,
        kind=old.kind if new.kind is SetKind.WORKING and not is_plain else new.kind,
        rpe=old.rpe if new.rpe is None else new.rpe,
        side=new.side or old.side if takes_side else "",
        note=new.note or old.note,
        missed=new.missed or old.missed,
        amrap=new.amrap or (old.amrap and not is_plain),
        form=new.form or old.form,
    )


_QUOTED = re.compile(r'"[^"]*"?|“[^”]*”?')
_MEANT = re.compile(r"\d\s*(?:kgs?|kilos?|lbs?|pounds?|#)", re.IGNORECASE)
_CHANGE = re.compile(r"^\s*[+-]|\s[+-]\d")
"""A load with its unit is meant; so is a change of the load shown, unless it goes from over the bar to under it."""


def load_under_bar(
    exercise: Exercise, drafts: Sequence[SetDraft], text: str, bar_g: int, shown: Load | None
) -> Load | None:
    """The first typed load that is less than the bar; None where none is, or where it is plain that it is meant.

    `shown` is the load that a line without one takes: it was not typed.
    """
    typed = _QUOTED.sub("", text)
    if not exercise.on_bar or _MEANT.search(typed):
        return None
    if _CHANGE.search(typed) and (shown is None or shown.body or shown.grams < bar_g):
        return None
    loads = [each.load for each in drafts if each.load is not None and not each.load.body and each.load != shown]
    return next((load for load in loads if load.grams < bar_g), None)


def bar_question(load: Load, bar: str) -> str:
    """What is asked then: "5 kg is less than the 20 kg bar"."""
    return f"{load.text} {load.unit} is less than the {bar} bar"


_LEVEL = re.compile(r"(?:^|\s)(10|[0-9])(?:\s*/\s*10)?\s*$", re.ASCII)


def parse_pain(text: str) -> Pain:
    """Read "low back 4" or "4": where, then 0 to 10. Raises EntryError when the number is missing."""
    match = _LEVEL.search(text)
    if match is None:
        raise EntryError("pain", "how much, 0 to 10?", "low back 4", at=len(text))
    return Pain(clean(text[: match.start()], limit=NAME_LIMIT), int(match.group(1)))
