"""What to do next: the set that is shown before it is done, the ways to swap it, and a set in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from hinge_log.exercises.model import Exercise, Item
from hinge_log.training.distance import wall_unit
from hinge_log.training.entry_model import Items, Sets, Shown, Typed
from hinge_log.training.entry_text import echo
from hinge_log.training.load import Load
from hinge_log.training.sides import OTHER_SIDE, planned_done
from hinge_log.training.workout import SetDraft, SetKind, SetRecord, WorkoutLift

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Literal

    Source = Literal["plan", "previous", "last time", "lighter", "empty"]

OPEN = "The plan leaves the load open. Use last time's, or choose one."
"""Why a planned set has no load."""

BODYWEIGHT = ("bodyweight", "bodyweight_plus")


class Suggestion(NamedTuple):
    """A next set and where it comes from; the draft has no rating, no note and no RPE."""

    source: Source
    draft: SetDraft


def suggestions(lift: WorkoutLift | None, last: Sequence[SetRecord], *, sided: bool = False) -> tuple[Suggestion, ...]:
    """Propose the next set of a lift, best guess first, then what it can be swapped for; never none at all.

    `last` are the sets of the last session. A planned set comes first; without one the first set is the last
    session's first, and a later set is the one just done. In 18,057 logged hinge sets this order, with one key
    to swap, needed the fewest keys. A one-sided exercise (`sided`) begins on the left unless it was done otherwise
    last time; each planned set is then one of either side.
    """
    done = lift.sets if lift else ()
    number = len(done)
    previous = Suggestion("previous", again(done[-1].what, other_side=True)) if done else None
    before = Suggestion("last time", again(last[number].what)) if number < len(last) else None
    previous, before = (_without_misses(each, done, last) for each in (previous, before))
    choices = [each for each in (previous, before) if each is not None]
    place = planned_done(lift, sided=sided) if lift else 0
    if lift and place < len(lift.plan):
        planned = lift.plan[place]
        base = choices[0].draft if choices else SetDraft(side="L" if sided else "")
        load = base.load if planned.load is None else planned.load
        reps, seconds = planned.reps, planned.seconds
        if reps is None and seconds is None:
            reps, seconds = base.reps, base.seconds
        draft = SetDraft(
            reps,
            load,
            seconds,
            base.distance_mm,
            planned.kind,
            side=base.side,
            amrap=planned.amrap and reps is not None,
        )
        choices.insert(0, Suggestion("plan", draft))
    distinct: list[Suggestion] = []
    for each in choices:
        if each.draft not in [other.draft for other in distinct]:
            distinct.append(each)
    return tuple(distinct) or (Suggestion("empty", SetDraft(side="L" if sided else "")),)


def _without_misses(
    suggestion: Suggestion | None, done: Sequence[SetRecord], last: Sequence[SetRecord]
) -> Suggestion | None:
    """The suggestion with the reps of the latest set that had some, in place of those of a missed attempt."""
    if suggestion is None or suggestion.draft.reps != 0:
        return suggestion
    reps = next((each.what.reps for each in (*reversed(done), *last) if each.what.reps), 1)
    return Suggestion(suggestion.source, replace(suggestion.draft, reps=reps))


def once_more(last: SetRecord, sets: Sequence[SetRecord]) -> SetDraft:
    """The set that was done last, of the sets of its lift, to be done again: of one side, the other one is next."""
    suggestion = Suggestion("previous", again(last.what, other_side=True))
    changed = _without_misses(suggestion, sets, ())
    return changed.draft if changed is not None else suggestion.draft


def again(what: SetDraft, *, other_side: bool = False) -> SetDraft:
    """Give the work of a set to be done again, unrated: a warm-up stays one, a drop set or one to failure does not."""
    kind = SetKind.WARMUP if what.kind is SetKind.WARMUP else SetKind.WORKING
    side = OTHER_SIDE.get(what.side, "") if other_side else what.side
    return SetDraft(what.reps, what.load, what.seconds, what.distance_mm, kind, side=side)


def shown(exercise: Exercise, items: Sequence[Item], draft: SetDraft, unit: str, best_g: int | None = None) -> Shown:
    """Give what a typed line is read against, with `draft` as the set shown.

    `unit` is that of a bare number ("kg" or "lb"); a drill measured by distance counts in cm, or in inches once it was.
    """
    return Shown(
        load=draft.load,
        reps=draft.reps,
        seconds=draft.seconds,
        distance_mm=draft.distance_mm,
        unit=wall_unit(draft.distance_mm) if exercise.metric == "distance_cm" else unit,
        body=exercise.load_type in BODYWEIGHT and not (draft.load and not draft.load.body),
        items=item_words(items),
        faults=tuple((item.id, item.fault_text) for item in items),
        best_g=best_g,
        both_sides="" if exercise.takes_side else exercise.short or exercise.name,
    )


def item_words(items: Sequence[Item]) -> Items:
    """Give the checks with the words that also name them: the id's own, then those of card and fault.

    A word that is the own one of another check does not name this one as well.
    """
    own = {item.id: item.id.partition("-")[2] or item.id for item in items}
    named = []
    for item in items:
        words = [own[item.id], *own[item.id].split("-"), *item.card.casefold().split(), *item.fault.split("-")]
        other_words = {word for other, word in own.items() if other != item.id}
        named.append(
            (item.id, tuple(word for word in dict.fromkeys(words) if len(word) > 1 and word not in other_words))
        )
    return tuple(named)


def phrase(draft: SetDraft, *, ascii_only: bool = False) -> str:
    """Say what is lifted: "100 kg × 5", "bw × 8", "8 reps", "40 s"; "" for an empty draft."""
    if draft.reps is not None and draft.load is None and draft.seconds is None and draft.distance_mm is None:
        return f"{draft.reps}{'+' if draft.amrap else ''} rep{'' if draft.reps == 1 else 's'}"
    work = SetDraft(draft.reps, draft.load, draft.seconds, draft.distance_mm, amrap=draft.amrap)
    return echo(Sets((Typed(work),)), Shown(), ascii_only=ascii_only)


def described(draft: SetDraft, *, ascii_only: bool = False) -> str:
    """Say all of a saved set but its checks: "100 kg × 5 @8, warm-up, form 4"; a set with pain has no form."""
    bare = replace(draft, form=None, note="")
    text = echo(Sets((Typed(bare),)), Shown(), ascii_only=ascii_only)
    if draft.form is not None and draft.form.label is not None:
        text += f", form {draft.form.label}"
    if draft.pain is not None:
        text += f", pain {draft.pain.level}"
    return text


HAND_SPAN_MM = {"kg": 150, "lb": 152}
"""Where the wall drill starts, by the unit of the gym: heels a hand-span, 15 cm or 6 in, from the wall."""

_REPS = {"drill": 8, "everyday": 5, "swing": 10, "hip_thrust": 8, "row": 8, "good_morning": 8}
_LIGHT = {
    "kettlebell": {"kg": "12", "lb": "25"},
    "dumbbell": {"kg": "8", "lb": "20"},
    "plates": {"kg": "10", "lb": "25"},
}


def first_set(exercise: Exercise, unit: str, bar: str, sizes: Sequence[str] = ()) -> SetDraft:
    """A first set: the empty bar, a light bell, or the body alone. Conventions all.

    `bar` is a number in `unit`, as are `sizes`, the bells or dumbbells that there are.
    """
    reps = _REPS.get(exercise.family, 5)
    kind = exercise.load_type.partition("_")[0]
    if exercise.metric == "distance_cm":
        return SetDraft(reps=reps, distance_mm=HAND_SPAN_MM[unit])
    if exercise.metric == "seconds":
        return SetDraft(seconds=30)
    if exercise.load_type == "barbell_total":
        return SetDraft(reps=reps, load=Load.of(bar, unit))
    if kind in _LIGHT:
        light = Load.of(_LIGHT[kind][unit], unit)
        bells = [Load.of(size, unit) for size in sizes]
        return SetDraft(reps=reps, load=min(bells, key=lambda bell: abs(bell.grams - light.grams), default=light))
    return SetDraft(reps=8 if exercise.load_type == "bodyweight" else reps)
