"""Gates of the ladder: which days of practice count, and whether enough of them open the way.

Every number is a convention of this program. A gate is advice, never a lock. One that was passed once stays
passed, whatever comes later and in whatever order a log was brought in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from hinge_log.exercises.model import Exercise, Gate, Item
from hinge_log.text import plural
from hinge_log.training.load import Load
from hinge_log.training.sides import set_name
from hinge_log.training.workout import Basis, Form, Judge, SetRecord

SEEN_BY = (Judge.VIDEO, Judge.PERSON)


@dataclass(frozen=True, slots=True)
class Dose:
    """What a session is judged on: so many sets of at least `reps`, at most at this effort (RPE)."""

    sets: int
    reps: int
    max_rpe: float | None = None


DOSES = {
    1: Dose(3, 8), 2: Dose(3, 8), 3: Dose(3, 10), 4: Dose(3, 8, 7), 5: Dose(3, 6, 8), 6: Dose(3, 5, 8),
    7: Dose(3, 8, 8), 8: Dose(3, 5, 8),
}  # fmt: skip
"""The dose of each stage."""

OWN_DOSES = {"swing-dead-stop": Dose(5, 10, 8), "swing-two-hand": Dose(3, 10, 8)}
"""The dose of exercises that differ from their stage."""

DRILL_SETS = 2
"""Sets that are enough for a drill."""

HOLDS_S = {"rdl->row": 30}
"""Seconds of a hold that a gate asks for as well."""


def dose_of(exercise: Exercise, gate_reps: int = 0) -> Dose:
    """The dose of an exercise; a gate may ask for more reps."""
    own = OWN_DOSES.get(exercise.id) or DOSES.get(exercise.stage or 0, Dose(3, 5))
    sets = min(own.sets, DRILL_SETS) if exercise.family == "drill" else own.sets
    return Dose(sets, gate_reps or own.reps, own.max_rpe)


class Verdict(StrEnum):
    """What a day of practice shows: clean, not clean, or nothing either way (it is passed over)."""

    CLEAN = "clean"
    SPOILED = "not clean"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class GateSession:
    """One exercise on one day; two workouts of a day are one session.

    `why` says why it is not clean, "" when it is. `stop` is a safety stop, `slipped` a slip of a safety item in a set
    that counts. `rpe` is the highest one noted, `last_rpe` that of the last set, `worst` the lowest label. `distances`
    (mm) and `load` (the largest) are those of the clean sets, `top` is the largest load of all sets that count.
    `half_seen` is False when fewer than half of the items of a checked set were seen; `felt` is True when the sets were
    rated by one key, and none was checked.
    """

    exercise: str
    day: int
    verdict: Verdict
    why: str = ""
    seen: bool = False
    stop: bool = False
    slipped: bool = False
    pain: tuple[str, ...] = ()
    rpe: float | None = None
    last_rpe: float | None = None
    worst: int | None = None
    distances: tuple[int, ...] = ()
    load: Load | None = None
    top: Load | None = None
    half_seen: bool = True
    felt: bool = False

    @property
    def clean(self) -> bool:
        """Whether it counts towards a gate."""
        return self.verdict is Verdict.CLEAN

    @property
    def judged(self) -> bool:
        """Whether it shows anything."""
        return self.verdict is not Verdict.OPEN


def sessions(
    exercise: Exercise,
    sets: Iterable[SetRecord],
    items: Sequence[Item],
    *,
    reps: int = 0,
    max_rpe: float | None = None,
) -> tuple[GateSession, ...]:
    """Judge each day on which an exercise was done, oldest first.

    `reps` and `max_rpe` are what a gate asks for beyond the dose. Warm-ups count for drills alone, but a safety
    stop or pain counts in any set.
    """
    days: dict[int, list[SetRecord]] = {}
    for record in sets:
        days.setdefault(record.day, []).append(record)
    dose = dose_of(exercise, reps)
    return tuple(_judged(exercise, day, days[day], items, dose, max_rpe) for day in sorted(days))


def _judged(
    exercise: Exercise,
    day: int,
    records: list[SetRecord],
    items: Sequence[Item],
    dose: Dose,
    max_rpe: float | None,
) -> GateSession:
    records.sort(key=lambda r: (r.at_ms or 0, r.position, r.what.rpe or 0, r.what.reps or 0, r.id))
    counted = [r for r in records if r.what.kind.counts or exercise.family == "drill"]
    key = {item.id for item in items if item.safety or item.gate}
    safety = {item.id for item in items if item.safety}
    forms = [r.what.form for r in records if r.what.form]
    stop = any(form.stop for form in forms)
    clean, bad, unchecked = _sorted_out(counted, key, sided=exercise.unilateral)
    fitting = [r for r in clean if r.what.reps is None or r.what.reps >= dose.reps]
    efforts = [r.what.rpe for r in counted if r.what.rpe is not None]
    number = sum(not r.what.side for r in fitting)
    number += min(sum(r.what.side == side for r in fitting) for side in "LR")
    pain = tuple(sorted({r.what.pain.where.casefold() for r in records if r.what.pain and r.what.pain.level}))
    limit = min((each for each in (max_rpe, dose.max_rpe) if each is not None), default=None)
    verdict, why = Verdict.OPEN, ""
    if stop:
        verdict, why = Verdict.SPOILED, "a safety check failed"
    elif pain:
        why = "pain: this session does not count"
    elif bad:
        verdict, why = Verdict.SPOILED, bad
    elif limit is not None and efforts and max(efforts) > limit:
        why = f"RPE {max(efforts):g}, over {limit:g}"
    elif unchecked:
        why = f"{plural(unchecked, 'set')} not checked"
    elif number < dose.sets:
        short = len(fitting) < len(clean)
        why = f"{number} of {dose.sets} sets" + (f" of {dose.reps} reps" if short else "")
    elif max_rpe is not None and not efforts:
        why = "RPE not logged"
    else:
        verdict = Verdict.CLEAN
    loads = [r.what.load for r in fitting if r.what.load]
    return GateSession(
        exercise.id,
        day,
        verdict,
        why,
        any(r.what.form.judged_by in SEEN_BY for r in fitting if r.what.form),
        stop,
        stop or any(slips and item in safety for r in counted if r.what.form for item, slips in r.what.form.slips),
        pain,
        max(efforts, default=None),
        counted[-1].what.rpe if counted else None,
        min((r.what.form.label for r in counted if r.what.form and r.what.form.label), default=None),
        tuple(sorted({r.what.distance_mm for r in fitting if r.what.distance_mm})),
        max(loads, key=lambda load: load.grams, default=None),
        max((r.what.load for r in counted if r.what.load), key=lambda load: load.grams, default=None),
        all(_half_seen(r.what.form, items) for r in counted if r.what.form and r.what.form.basis is Basis.CHECKED),
        {r.what.form.basis for r in counted if r.what.form} == {Basis.QUICK},
    )


def _half_seen(form: Form, items: Sequence[Item]) -> bool:
    unseen = sum(number is None for _, number in form.slips)
    return 2 * (len(items) - unseen) >= len(items)


def _sorted_out(
    counted: Sequence[SetRecord], key: set[str], *, sided: bool = False
) -> tuple[list[SetRecord], str, int]:
    """The clean sets, why the first bad one is bad ("" for none), and how many show nothing either way."""
    clean, why, unchecked = [], "", 0
    for record in counted:
        form = record.what.form
        if form is None or form.label is None:
            unchecked += 1
        elif form.clean:
            clean.append(record)
        elif form.basis is Basis.QUICK:
            # A quick 4 or 5 proves nothing, a quick 3 or less says that something went wrong.
            if form.label >= 4:
                unchecked += 1
            else:
                why = why or f"{set_name(counted, record, sided=sided)} rated {form.label}"
        elif form.label >= 4 and not any(slipped and item in key for item, slipped in form.slips):
            unchecked += 1
        else:
            why = why or f"{set_name(counted, record, sided=sided)} was not clean"
    return clean, why, unchecked


# -- gates -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """One step through a gate: so many clean sessions of any of `sources` open `targets`."""

    gate: str
    rule: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    clean: int
    window: int
    seen: int = 0
    within_days: int = 21
    max_rpe: float | None = None
    no_safety_slip: bool = False
    reps: int = 0
    also: tuple[str, ...] = ()
    also_clean: int = 0
    also_window: int = 0
    hold_s: int = 0


def steps_of(gate: Gate) -> tuple[Step, ...]:
    """The steps of a gate: one, or with `in_steps` one for each target, each the source of the next.

    The reps that a gate asks for are those of its first source; later steps have the dose of their own stage.
    """

    def step(sources: tuple[str, ...], targets: tuple[str, ...], *, first: bool) -> Step:
        return Step(
            gate.id, gate.rule, sources, targets, gate.clean, gate.window, gate.seen, gate.within_days, gate.max_rpe,
            gate.no_safety_slip, gate.min_reps if first else 0, gate.also_sources if first else (),
            gate.also_clean, gate.also_window, HOLDS_S.get(gate.id, 0),
        )  # fmt: skip

    if not gate.in_steps:
        return (step(gate.sources, gate.targets, first=True),)
    chain = (gate.sources, *((target,) for target in gate.targets))
    return tuple(step(chain[n], (target,), first=n == 0) for n, target in enumerate(gate.targets))


def by_day(sessions: Iterable[GateSession]) -> tuple[GateSession, ...]:
    """One session a day, oldest first: not clean when any of the day is not, clean when any of the rest is."""
    days: dict[int, list[GateSession]] = {}
    for session in sessions:
        days.setdefault(session.day, []).append(session)
    return tuple(_merged(days[day]) for day in sorted(days))


_ORDER = (Verdict.SPOILED, Verdict.CLEAN, Verdict.OPEN)


def _merged(sessions: list[GateSession]) -> GateSession:
    first = min(sessions, key=lambda session: (_ORDER.index(session.verdict), session.exercise))
    alike = [session for session in sessions if session.verdict is first.verdict]
    return replace(
        first,
        seen=any(session.seen for session in alike),
        slipped=any(session.slipped for session in sessions),
        distances=tuple(sorted({each for session in alike for each in session.distances})),
    )


def window_at(
    days: Sequence[GateSession], index: int, window: int, within_days: int, distance_mm: int | None = None
) -> list[GateSession]:
    """The last `window` judged sessions up to `index`, newest first, none older than `within_days` before it.

    With `distance_mm`, clean sessions at another distance than the newest are passed over.
    """
    recent: list[GateSession] = []
    if not days:
        return recent
    newest = days[index]
    for session in reversed(days[: index + 1]):
        if newest.day - session.day > within_days or len(recent) == window:
            break
        if not session.judged:
            continue
        if distance_mm is not None and session.clean:
            apart = [abs(one - other) for one in session.distances for other in newest.distances]
            if min(apart, default=distance_mm + 1) > distance_mm:
                continue
        recent.append(session)
    return recent


def passed_on(days: Sequence[GateSession], step: Step, distance_mm: int | None = None) -> int | None:
    """The day on which the sessions first met a step, or None."""
    for index, session in enumerate(days):
        if session.clean and _meets(window_at(days, index, step.window, step.within_days, distance_mm), step):
            return session.day
    return None


def _meets(window: Sequence[GateSession], step: Step) -> bool:
    clean = [session for session in window if session.clean]
    return (
        len(clean) >= step.clean
        and sum(session.seen for session in clean) >= step.seen
        and not (step.no_safety_slip and any(session.slipped for session in window))
    )
