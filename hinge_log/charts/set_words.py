"""What was done in several sets in one line: equal sets are counted, different ones are never said to be equal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from hinge_log.charts.cells import text_width
from hinge_log.charts.plan_words import load_span, weight
from hinge_log.charts.set_texts import amount_text
from hinge_log.text import plural
from hinge_log.training.distance import distance_text
from hinge_log.training.sides import counted_as
from hinge_log.training.workout import SetDraft, SetRecord


def group_words(sets: Sequence[SetDraft], unit: str) -> tuple[str, ...]:
    """The sets in full, then ever shorter: "5 × 5 at 100, 1 × 5 at 105 kg" to "6 sets, 100 to 105 kg" and "6 sets"."""
    if not sets:
        return ("",)
    groups = [
        (_counted(len(tuple(same)), amount), load)
        for (amount, load), same in groupby(sets, lambda each: (amount_text(each), _load(each, unit)))
    ]
    all_of_them = _counted(len(sets), "")
    loads = {load for _, load in groups}
    if len(loads) == 1:
        work, load = ", ".join(work for work, _ in groups), groups[0][1]
        texts = [f"{work} at {load}", brief(f"{work} at {load}"), f"{all_of_them} at {load}"] if load else [work]
    else:
        # The unit is said once, at the end, where all loads have it.
        once = all(load.endswith(f" {unit}") for load in loads)
        shown_groups = [(work, load.removesuffix(f" {unit}") if once else load) for work, load in groups]
        shown_groups[-1] = groups[-1]
        full = ", ".join(f"{work} at {load}" if load else work for work, load in shown_groups)
        texts = [full, brief(full)]
        span = load_span([each.load for each in sets], unit)
        texts += [f"{all_of_them}, {span}"] if span else []
    return tuple(dict.fromkeys([*texts, all_of_them]))


def sets_words(sets: Sequence[SetRecord], unit: str, *, sided: bool = False) -> tuple[str, ...]:
    """The working sets of a lift, or its warm-ups where there are no others, in full, then ever shorter."""
    counted = [record for record in sets if record.what.kind.counts] or sets
    return group_words([record.what for record in counted_as(counted, sided=sided)], unit)


def brief(words: str) -> str:
    """Sets in full with a word less: "5 × 5 100, 1 × 5 105 kg"."""
    return words.replace(" at ", " ")


def fitting(words: Sequence[str], room: int) -> str:
    """The first of some ways to say the same that is no wider than `room`; "" where none is."""
    return next((each for each in words if text_width(each) <= room), "")


def _load(each: SetDraft, unit: str) -> str:
    load = weight(each.load, unit)
    if each.distance_mm is None:
        return load
    carried = each.load is not None and (each.load.grams or not each.load.body)
    return f"{load} × {distance_text(each.distance_mm)}" if carried else distance_text(each.distance_mm)


def _counted(count: int, amount: str) -> str:
    return f"{count} × {amount}" if amount else plural(count, "set")
