"""A saved set after a correction that was typed."""

from __future__ import annotations

from dataclasses import replace

from hinge_log.training.workout import SetDraft, SetKind


def merge_edit(old: SetDraft, new: SetDraft, *, takes_side: bool) -> SetDraft:
    """The work of the new set, and of the old one what the new one does not mention.

    A warm-up stays a warm-up, and a set of as many reps as possible stays one.
    """
    return replace(
        old,
        reps=new.reps,
        load=new.load,
        seconds=new.seconds,
        distance_mm=new.distance_mm,
        kind=old.kind if new.kind is SetKind.WORKING else new.kind,
        rpe=old.rpe if new.rpe is None else new.rpe,
        side=new.side or old.side if takes_side else "",
        note=new.note or old.note,
        missed=new.missed or old.missed,
        amrap=new.amrap or old.amrap,
        form=new.form or old.form,
    )
