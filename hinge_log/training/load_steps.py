"""When to add load, when to stay, and when to take some off: offers with their reasons, never orders.

"Two for two, clean": the 2-for-2 rule of the NSCA with form added. After two clean sessions in a row at a load, the
last set with reps in reserve, the next load is offered. All numbers are conventions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hinge_log.exercises.model import Exercise
from hinge_log.training.gates import GateSession
from hinge_log.training.load import Load, plain
from hinge_log.training.steps import dumbbell_step, next_bell, next_loadable, sizes_of

STEP_CLEAN, STEP_RPE = 2, 8.0
"""So many clean sessions at a load, the last set at this RPE or less, offer more of it."""

STEP_PERCENT, THRUST_PERCENT = 2.5, 5.0
"""More by this share at the least; hip thrusts take larger steps."""

HOLD_LABEL, HOLD_RPE = 3, 9.0
"""A form as low as this, or an effort over this, says to stay."""

STOP_PERCENT = 20
"""How much lighter after a safety stop."""

AWAY_DAYS, AWAY_PERCENT = 21, 80
"""After more days than this without a pattern, start again at this share of the last clean load."""

LATELY_DAYS = 56
"""How long a lift stays in the advice on loads."""

_USUAL_STEP = {"kg": "2.5", "lb": "5"}


@dataclass(frozen=True, slots=True)
class LoadAdvice:
    """What to do with the load of an exercise: `kind` is "add", "hold", "lighter", "restart", "plan" or "check".

    "plan" is the load that the plan has for next time. "check" says that nothing can be offered, because ratings by
    one key prove no clean session.
    `load` is the present one, `to` the one to take; `reason` says why in a few words, `day` is the last session.
    """

    exercise: str
    kind: str
    load: Load
    to: Load
    reason: str
    day: int


def load_advice(
    exercise: Exercise,
    sessions: Sequence[GateSession],
    *,
    today: int,
    last_day: int | None = None,
    step: Load | None = None,
    sizes: Sequence[str] = (),
) -> LoadAdvice | None:
    """Say what to do next with the load of an exercise, or None when there is nothing to say.

    `sessions` are its sessions, oldest first; `last_day` is when its pattern was last trained at all; `step` is the
    smallest step of the gym (2.5 kg or 5 lb by default). `sizes` are the bells or dumbbells that there are, the usual
    ones by default.
    """
    unit = next((session.top.unit for session in sessions[::-1] if session.top is not None), "kg")
    if not sizes or (step is not None and step.unit != unit):
        sizes = sizes_of(exercise.load_type, unit)
    loaded = [session for session in sessions if session.top is not None]
    if not loaded:
        return None
    last = loaded[-1]
    clean = [session for session in loaded if session.clean and session.load is not None]
    away = today - max(last.day, last_day if last_day is not None else last.day)
    if away > AWAY_DAYS:
        if not clean:
            return None
        present = clean[-1].load
        assert present is not None
        to = _share(exercise, present, AWAY_PERCENT, step, sizes)
        reason = f"{away // 7} weeks off: {AWAY_PERCENT}% of the last clean load, then build up again"
        return LoadAdvice(exercise.id, "restart", present, to, reason, last.day)
    if today - last.day > LATELY_DAYS or last.top is None:
        return None
    if last.stop:
        to = _share(exercise, last.top, 100 - STOP_PERCENT, step, sizes)
        reason = "a safety check failed: lighter, or the previous stage"
        return LoadAdvice(
            exercise.id, "lighter" if to.grams < last.top.grams else "hold", last.top, to, reason, last.day
        )
    hold = _hold(last)
    if hold:
        return LoadAdvice(exercise.id, "hold", last.top, last.top, hold, last.day)
    if last.felt:
        return LoadAdvice(exercise.id, "check", last.top, last.top, "only a quick rating", last.day)
    judged = [session for session in loaded if session.judged][-STEP_CLEAN:]
    if len(judged) < STEP_CLEAN or judged[-1] is not last:
        return None
    if not all(s.clean and s.load and s.load.grams == last.top.grams for s in judged):
        return None
    if last.last_rpe is not None and last.last_rpe > STEP_RPE:
        reason = f"last set at RPE {last.last_rpe:g}, over {STEP_RPE:g}"
        return LoadAdvice(exercise.id, "hold", last.top, last.top, reason, last.day)
    to = _heavier(exercise, last.top, step, sizes)
    if to.grams <= last.top.grams:
        return None
    effort = f"if the last set was RPE {STEP_RPE:g} or less"
    if last.last_rpe is not None:
        effort = f"last set at RPE {last.last_rpe:g}"
    reason = f"{STEP_CLEAN} clean sessions, {effort}"
    if exercise.load_type.startswith("kettlebell"):
        reason += "; start a new bell with sets of 5"
    return LoadAdvice(exercise.id, "add", last.top, to, reason, last.day)


def waiting(exercise: Exercise, sessions: Sequence[GateSession]) -> LoadAdvice | None:
    """Stay at the load of the last session, with what more of it still lacks; None where that cannot be checked.

    It is for an exercise of which `load_advice` says nothing.
    """
    last = next((session for session in reversed(sessions) if session.top is not None), None)
    if last is None or last.top is None or not exercise.checklist:
        return None
    if last.clean and (last.load is None or last.load.grams != last.top.grams):
        return None
    clean = [session.load is not None and session.clean and session.load.grams == last.top.grams
             for session in sessions if session.judged]  # fmt: skip
    if last.clean and len(clean) >= STEP_CLEAN and all(clean[-STEP_CLEAN:]):
        return None
    reason = f"1 of {STEP_CLEAN} clean sessions" if last.clean else f"not clean yet ({last.why})"
    return LoadAdvice(exercise.id, "hold", last.top, last.top, reason, last.day)


def in_short(advices: Sequence[LoadAdvice]) -> tuple[LoadAdvice, ...]:
    """Advice on several exercises; that sets have to be checked is said once, after all else."""
    checks = [each for each in advices if each.kind == "check"]
    return (*(each for each in advices if each.kind != "check"), *checks[:1])


def _hold(last: GateSession) -> str:
    if last.pain:
        return "pain was reported"
    if last.worst is not None and last.worst <= HOLD_LABEL:
        return f"form was {last.worst}"
    if last.rpe is not None and last.rpe > HOLD_RPE:
        return f"RPE was {last.rpe:g}"
    return "" if last.half_seen else "fewer than half the checks could be judged"


def _heavier(exercise: Exercise, load: Load, step: Load | None, sizes: Sequence[str]) -> Load:
    if sizes:
        return next_bell(load, 1, sizes, load.unit)
    grid = _grid(exercise, load, step)
    least = THRUST_PERCENT if exercise.family == "hip_thrust" else STEP_PERCENT
    to = next_loadable(load, 1, grid)
    while not load.body and Decimal(to.grams - load.grams) * 100 < Decimal(str(least)) * load.grams:
        further = next_loadable(to, 1, grid)
        if further.grams <= to.grams:
            break
        to = further
    return to


def _share(exercise: Exercise, load: Load, percent: int, step: Load | None, sizes: Sequence[str]) -> Load:
    """So many percent of a load, rounded down to what can be loaded."""
    if load.body or load.grams <= 0:
        return load
    if sizes:
        bells = (Load.of(size, load.unit) for size in sizes)
        light_enough = (bell for bell in bells if bell.grams * 100 <= load.grams * percent)
        return max(light_enough, default=load, key=lambda bell: bell.grams)
    size = Decimal(_grid(exercise, load, step).value)
    places = (load.in_unit(load.unit) * percent / 100) // size
    return Load.of(plain(max(Decimal(1), places) * size), load.unit)


def _grid(exercise: Exercise, load: Load, step: Load | None) -> Load:
    if exercise.load_type.startswith("dumbbell"):
        return dumbbell_step(load.unit)
    return step if step is not None and step.unit == load.unit else Load.of(_USUAL_STEP[load.unit], load.unit)
