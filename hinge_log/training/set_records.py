"""Which sets of a workout are records, as they happen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hinge_log.training.workout import SetRecord

RECORD_G = 50
"""A record is heavier by more than this: the same load imported in the other unit differs by some grams."""


class BestSet(NamedTuple):
    """The heaviest set of so many reps before a workout, and the heaviest clean one, in grams."""

    reps: int
    body: bool
    load_g: int
    clean_g: int | None


def set_records(sets: Iterable[SetRecord], bests: Sequence[BestSet]) -> dict[str, str]:
    """The sets of one exercise in a workout that are a "record" or a "clean record", by set id.

    A record is heavier than every earlier set of as many reps or more. Where there never were as many reps, it is at
    least as heavy as any set before. In the first session of an exercise there is nothing to beat.
    """
    marks: dict[str, str] = {}
    if not bests:
        return marks
    earlier = list(bests)
    for record in sets:
        what = record.what
        if not what.kind.counts or what.load is None or not what.reps or what.pain:
            continue
        load_g, body = what.load.grams, what.load.body
        if load_g <= 0 and not body:
            continue
        clean = what.form is not None and what.form.clean
        alike = [best for best in earlier if best.body == body]
        if _beats(load_g, what.reps, [(best.reps, best.load_g) for best in alike]):
            marks[record.id] = "record"
        elif clean and _beats(
            load_g, what.reps, [(best.reps, best.clean_g) for best in alike if best.clean_g is not None]
        ):
            marks[record.id] = "clean record"
        earlier.append(BestSet(what.reps, body, load_g, load_g if clean else None))
    return marks


def _beats(load_g: int, reps: int, earlier: Sequence[tuple[int, int]]) -> bool:
    """Whether a set beats earlier ones, each of them reps and grams; nothing is beaten where there is none."""
    as_many = [grams for each, grams in earlier if each >= reps]
    if as_many:
        return load_g > max(as_many) + RECORD_G
    return bool(earlier) and load_g >= max(grams for _, grams in earlier) - RECORD_G
