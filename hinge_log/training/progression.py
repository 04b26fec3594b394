"""What a planned lift comes to today: its sets of this week with loads and reps, each with its reason.

A load is a share of an estimated or a training maximum, or by effort (reps at an RPE), or follows from the last
session: a range of reps is double progression (first reps, then load), fixed reps are linear. All rules are conventions
of strength programmes, offered and never enforced; a failed safety check, pain or form of 3 or less holds the load.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hinge_log.text import plural
from hinge_log.training.load import Load
from hinge_log.training.plan import PlanLift, PlanSet, PlanTime, PlanWeek, share
from hinge_log.training.strength import epley, percent_of_max
from hinge_log.training.suggestion import OPEN
from hinge_log.training.workout import PlannedSet, SetRecord

FAILED_SESSIONS = 3
FAILED_PERCENT = 90
"""After three sessions in a row that fell short at a load, a tenth is taken off (convention of linear programmes)."""

HOLD_LABEL = 3
"""Form of this or less holds the load, as the suggestions after a workout do."""

NO_MAXIMUM = "No e1RM from the last 8 weeks"


@dataclass(frozen=True, slots=True)
class LiftHistory:
    """What was done of a lift: `best` is its estimated maximum, `sessions` its last ones, the newest first.

    Sessions of a deload week are left out of `sessions`. `planned` of them, from the newest on, followed a plan; None
    stands for all. In `held` rounds of the weeks a set of as many reps as possible had fewer than the plan asked for.
    """

    best: Load | None = None
    sessions: tuple[tuple[SetRecord, ...], ...] = ()
    planned: int | None = None
    held: int = 0


def planned_sets(
    lift: PlanLift,
    history: LiftHistory,
    fit: Callable[[Load], Load],
    *,
    time: PlanTime | None = None,
    week: PlanWeek | None = None,
) -> tuple[PlannedSet, ...]:
    """The sets of a lift with their loads and reasons.

    `fit` gives the heaviest load that can be put together and is not above the one it is given. `time` is where the
    plan stands, `week` how its present week changes all lifts.
    """
    time = time or PlanTime()
    sets = lift.sets_of_week(time.week)
    step = _next_step(lift, sets, history, fit)
    planned = []
    working = 0
    for each in sets:
        planned.append(_set(lift, each, history, fit, time, step, working))
        working += each.kind.counts
    return tuple(planned) if week is None else _of_week(planned, week, history, fit)


def _set(
    lift: PlanLift,
    each: PlanSet,
    history: LiftHistory,
    fit: Callable[[Load], Load],
    time: PlanTime,
    step: _Step | None,
    place: int,
) -> PlannedSet:
    made = PlannedSet(each.reps, each.load, each.seconds, each.kind, each.amrap)
    if each.percent is not None:
        maximum, name = _maximum(lift, history, time)
        if maximum is None:
            return made._replace(why=f"{NO_MAXIMUM}, so last time's load is suggested.")
        wanted = share(maximum, each.percent)
        load = fit(wanted)
        return made._replace(load=load, why=f"{each.percent:g} % of {name} is {wanted.named}{_rounded(wanted, load)}.")
    if each.rpe is not None and each.load is None:
        by_effort = _by_effort(made, each.rpe, history, fit)
        if by_effort is not None:
            return by_effort
        if history.best is None and made.reps is not None and step is None:
            return made._replace(why=f"{NO_MAXIMUM}: choose a load for {plural(made.reps, 'rep')} at RPE {each.rpe:g}.")
    if step is not None and each.kind.counts:
        reps = each.reps if step.reps is None else step.reps[min(place, len(step.reps) - 1)]
        return made._replace(load=step.load, reps=reps, why=step.why)
    if each.load is not None:
        return made._replace(why=f"The plan says {each.load.named}.")
    return made._replace(why=OPEN)


def _maximum(lift: PlanLift, history: LiftHistory, time: PlanTime) -> tuple[Load | None, str]:
    """What percentages are of, and what that is in words."""
    if lift.training_max is not None:
        if lift.step is None or not time.cycle:
            return lift.training_max, f"the training maximum {lift.training_max.named}"
        rounds = max(0, time.cycle - history.held)
        maximum = lift.training_max
        for _ in range(rounds):
            maximum = maximum.plus(lift.step)
        parts = [f"{lift.training_max.named} and {rounds} x {lift.step.named}"] if rounds else []
        if history.held:
            parts.append(f"unchanged after {plural(history.held, 'round')} with missed reps")
        return maximum, f"the training maximum {maximum.named} ({', '.join(parts)})"
    best = history.best
    if best is None or best.grams <= 0:
        return None, ""
    if lift.percent_of is not None:
        maximum = share(best, lift.percent_of)
        return maximum, f"{maximum.named} ({lift.percent_of:g} % of the estimated maximum {best.named})"
    return best, f"the estimated maximum {best.named}"


def _by_effort(made: PlannedSet, rpe: float, history: LiftHistory, fit: Callable[[Load], Load]) -> PlannedSet | None:
    """A set by its effort, None where reps or the maximum say no load."""
    percent = percent_of_max(made.reps, rpe) if made.reps is not None else None
    if made.reps is None or percent is None or history.best is None:
        return None
    wanted = share(history.best, percent)
    load = fit(wanted)
    effort, best = f"{plural(made.reps, 'rep')} at RPE {rpe:g}", history.best.named
    why = f"{effort} is {percent:g} % of the estimated maximum {best}, so {wanted.named}"
    return made._replace(load=load, why=f"{why}{_rounded(wanted, load)}.")


def _of_week(
    planned: Sequence[PlannedSet], week: PlanWeek, history: LiftHistory, fit: Callable[[Load], Load]
) -> tuple[PlannedSet, ...]:
    """The sets as the week of the plan changes them."""
    last = _working(history.sessions[0]) if history.sessions else []
    usual = max((each.what.load for each in last if each.what.load), key=lambda load: load.grams, default=None)
    changed = []
    for each in planned:
        made = each
        if week.rpe is not None and each.kind.counts:
            made = _by_effort(each, week.rpe, history, fit) or each
        elif week.percent != 100:
            load = each.load if each.load is not None else usual if each.kind.counts else None
            if load is not None and not load.body and load.grams > 0:
                wanted = share(load, week.percent)
                fitted = fit(wanted)
                kind = "Deload week" if week.deload else "This week"
                why = f"{kind}: {week.percent:g} % of {load.named} is {wanted.named}{_rounded(wanted, fitted)}."
                made = each._replace(load=fitted, why=why)
        changed.append(made._replace(amrap=False, deload=True) if week.deload else made)
    if not week.deload:
        return tuple(changed)
    working = sum(each.kind.counts for each in changed)
    left = (working + 1) // 2
    sets = []
    for each in changed:
        if each.kind.counts:
            left -= 1
        if left >= 0 or not each.kind.counts:
            sets.append(each)
    return tuple(sets)


@dataclass(frozen=True, slots=True)
class _Step:
    """The load that follows from the last session, the reps of each working set where they change, and why."""

    load: Load | None
    reps: tuple[int, ...] | None
    why: str


def _next_step(
    lift: PlanLift, sets: Sequence[PlanSet], history: LiftHistory, fit: Callable[[Load], Load]
) -> _Step | None:
    """What follows from the last session for a lift that goes up by a step; None for another."""
    asked = [each for each in sets if each.kind.counts and each.reps is not None and each.percent is None]
    if lift.step is None or lift.training_max is not None or not asked:
        return None
    low, high = asked[0].reps or 1, asked[0].reps_to or asked[0].reps or 1
    started = asked[0].load
    done = [_working(session) for session in history.sessions]
    done = [session for session in done if any(each.what.load for each in session)]
    if not done:
        return _Step(started, None, "First time: as the plan says." if started else "First time: choose a load.")
    last = done[0]
    load = max((each.what.load for each in last if each.what.load), key=lambda each: each.grams)
    if history.planned == 0 and (started is None or load.grams != started.grams):
        return _first_step(last, started, low, fit)
    reps = [each.what.reps or 0 for each in last if each.what.load is not None and each.what.load.grams == load.grams]
    last_time = f"{load.named}: {', '.join(map(str, reps))} last time"
    aims = tuple(
        min(high, max(low, reps[place] + 1)) if place < len(reps) and high > low else low for place in range(len(asked))
    )
    held = _held(last)
    if held:
        return _Step(load, aims if high > low else None, f"Stay at {load.named}: {held}.")
    if len(reps) >= len(asked) and all(each >= high for each in reps[: len(asked)]):
        heavier = load.plus(lift.step)
        heavier = fit(heavier) if fit(heavier).grams > load.grams else heavier
        why = f"{last_time}, every set reached {high}: {lift.step.named} more"
        return _Step(heavier, (low,) * len(asked) if high > low else None, f"{why}.")
    if high > low:
        return _Step(load, aims, f"{last_time}. Add reps, up to {high} in every set, then {lift.step.named} more.")
    failed = 0
    for session in done[: history.planned]:
        at = [each.what.reps or 0 for each in session if each.what.load and each.what.load.grams == load.grams]
        if not at or (len(at) >= len(asked) and all(each >= low for each in at[: len(asked)])):
            break
        failed += 1
    if failed >= FAILED_SESSIONS and not load.body:
        lighter = fit(share(load, FAILED_PERCENT))
        return _Step(lighter, None, f"{failed} sessions in a row fell short at {load.named}: 10 % less.")
    return _Step(load, None, f"{last_time}, {len(asked)} sets of {low} were planned: same load again.")


def _first_step(last: Sequence[SetRecord], started: Load | None, low: int, fit: Callable[[Load], Load]) -> _Step:
    """The first load of a plan: the one that is written, else last time's, lighter where more reps are asked for."""
    if started is not None:
        return _Step(started, None, "First time on this plan: the planned load.")
    top = max((each for each in last if each.what.load), key=lambda each: each.what.load.grams if each.what.load else 0)
    load, reps = top.what.load, top.what.reps or 1
    assert load is not None  # only sets with a load are compared
    last_time = f"{load.named} x {reps} last time"
    if reps >= low or load.body:
        return _Step(load, None, f"{last_time}: start there.")
    lighter = fit(Load.from_grams(round(epley(load.grams, reps) / (1 + low / 30)), load.unit))
    return _Step(lighter, None, f"{last_time}: about {lighter.named} for {low} reps, to start with.")


def _held(sets: Sequence[SetRecord]) -> str:
    """Why the load stays, "" when nothing holds it."""
    if any(each.what.pain for each in sets):
        return "pain was reported"
    if any(each.what.form and each.what.form.stop for each in sets):
        return "a safety check failed"
    labels = [each.what.form.label for each in sets if each.what.form and each.what.form.label is not None]
    return f"form was {min(labels)}" if labels and min(labels) <= HOLD_LABEL else ""


def _working(session: Sequence[SetRecord]) -> list[SetRecord]:
    return [each for each in session if each.what.kind.counts]


def _rounded(wanted: Load, load: Load) -> str:
    return "" if wanted.grams == load.grams else f", {load.named} can be loaded"
