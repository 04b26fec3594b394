"""The ladder: what is earned, what is next, and exactly what is missing, computed from the sets of the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise, Stage
from hinge_log.text import plural
from hinge_log.training.gates import (
    SEEN_BY,
    GateSession,
    Step,
    by_day,
    passed_on,
    sessions,
    steps_of,
    window_at,
)
from hinge_log.training.workout import Basis, SetRecord

WALL = "drill-wall-hinge"
TRUNK_PATTERNS = ("hinge", "hinge_ballistic")
"""The patterns that the ladder itself is made of: a stop in another one says nothing about the hinge."""

TRUNK_GATES = (
    "wall->dowel", "dowel->free", "free->light", "light->rdl", "rdl->floor", "floor->good-morning",
    "kb-deadlift->swing", "two-hand->one-hand swing",
)  # fmt: skip
"""The gates that lead up the ladder; the others are side ways."""

WALL_APART_MM = 30
"""How far apart the wall distances of a gate's sessions may be."""

STOPS, STOPS_WINDOW = 2, 3
"""So many safety stops in the last sessions send a lift one stage down."""

PAIN_SESSIONS = 3
"""Pain in one place so many sessions running is for a professional."""

PLACEMENT_REPS = (10, 5)
"""Reps of the free hinge and of the Romanian deadlift in the placement test."""


@dataclass(frozen=True, slots=True)
class StepState:
    """How one step through a gate stands. It leads to `stages`; `trunk` when it leads up the ladder itself.

    `passed_day` is the day on which it was met, None when it is still to earn. `have` of `need` clean sessions
    stand in the present window, as `seen` of `need_seen` judged from video or by a person; they count until the
    day `until`; `met_day` is when the sources alone were enough, whatever else the gate asks for. `missing` says in
    words what is still to do, `not_counted` is the newest session that did not count.
    """

    step: Step
    stages: frozenset[int]
    trunk: bool
    passed_day: int | None
    have: int
    need: int
    seen: int
    need_seen: int
    missing: tuple[str, ...] = ()
    until: int | None = None
    not_counted: GateSession | None = None
    met_day: int | None = None

    @property
    def passed(self) -> bool:
        """Whether the way is open."""
        return self.passed_day is not None


@dataclass(frozen=True, slots=True)
class Regress:
    """Safety stops sent an exercise one stage down, to one of `to`, until one clean session there."""

    exercise: str
    stops: int
    of: int
    to: tuple[str, ...]
    stage: int


@dataclass(frozen=True, slots=True)
class Rung:
    """One stage: "earned", "here", or "later"; and what its practice came to so far."""

    stage: Stage
    state: str
    sessions: int = 0
    last_clean: GateSession | None = None
    seen_day: int | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the placement test says to enter; None when it was not done. `why` says what decided it."""

    stage: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """All of it. `stage` is where one stands: what is earned or was placed, less what safety stops took back.

    `ready_day` is the day on which the readiness questions were answered. `closed` are exercises that hurt today,
    `doctor` those where the same place hurt several sessions running, with that place.
    """

    stage: int
    earned: int
    placed: int | None
    ready_day: int | None
    rungs: tuple[Rung, ...]
    steps: tuple[StepState, ...]
    regress: tuple[Regress, ...] = ()
    closed: tuple[str, ...] = ()
    doctor: tuple[tuple[str, str], ...] = ()
    placement: Placement = field(default_factory=lambda: Placement(None, ""))

    def next_steps(self, stage: int | None = None) -> tuple[StepState, ...]:
        """The steps that lead up to a stage, the next one by default; those still to earn come first."""
        wanted = self.stage + 1 if stage is None else stage
        steps: list[StepState] = []
        for state in self.steps:
            # Of a gate in steps, the later ones wait for the first that is still to earn.
            waits = any(each.step.gate == state.step.gate and not each.passed for each in steps)
            if wanted in state.stages and not waits:
                steps.append(state)
        return tuple(sorted(steps, key=lambda state: (state.passed, not state.trunk)))


History = Mapping[str, Sequence[SetRecord]]


def practised(catalogue: Catalogue) -> tuple[str, ...]:
    """The exercises that the ladder looks at: all that have a stage, but those of every day, which are a habit."""
    return tuple(
        key
        for key, exercise in catalogue.exercises.items()
        if exercise.stage is not None and exercise.family != "everyday"
    )


class Judging:
    """The sets of each exercise, in any order, and what each day of them shows, judged once for each dose."""

    def __init__(self, catalogue: Catalogue, history: History) -> None:
        self.catalogue = catalogue
        self.history = history
        self._judged: dict[tuple[str, int, float | None], tuple[GateSession, ...]] = {}

    def sessions(self, key: str, reps: int = 0, max_rpe: float | None = None) -> tuple[GateSession, ...]:
        """The days of an exercise, oldest first, against its dose and what a gate asks for beyond that."""
        asked = (key, reps, max_rpe)
        if asked not in self._judged:
            exercise, sets = self.catalogue.exercises.get(key), self.history.get(key, ())
            self._judged[asked] = (
                sessions(exercise, sets, self.catalogue.items_for(exercise), reps=reps, max_rpe=max_rpe)
                if exercise is not None and sets
                else ()
            )
        return self._judged[asked]


def ladder(
    catalogue: Catalogue,
    history: History,
    *,
    today: int,
    placed: int | None = None,
    ready_day: int | None = None,
    judging: Judging | None = None,
) -> Ladder:
    """Compute the ladder from the sets of each exercise, in any order.

    `placed` is the stage at which the lifter placed themselves, `today` a day number; `judging` is given where the
    same sets are judged for something else as well.
    """
    judging = judging or Judging(catalogue, history)
    judged = {key: sessions for key in history if (sessions := judging.sessions(key))}
    steps = tuple(_state(judging, step, today) for gate in catalogue.gates.values() for step in steps_of(gate))
    earned = max([1, *(min(state.stages) for state in steps if state.passed and state.trunk and state.stages)])
    regress = _regress(catalogue, judged)
    stage = max(earned, placed or 0)
    lowered = [each.stage for each in regress if catalogue.exercises[each.exercise].pattern in TRUNK_PATTERNS]
    stage = max(1, min([stage, *lowered]))
    return Ladder(
        stage,
        earned,
        placed,
        ready_day,
        tuple(_rung(catalogue.stages[number], stage, judged, ready_day) for number in sorted(catalogue.stages)),
        steps,
        regress,
        tuple(sorted(key for key, sessions in judged.items() if sessions[-1].day == today and sessions[-1].pain)),
        _doctor(judged),
        placement(history),
    )


def _stages_of(catalogue: Catalogue, targets: Iterable[str]) -> frozenset[int]:
    exercises = (catalogue.exercises.get(target) for target in targets)
    return frozenset(each.stage for each in exercises if each is not None and each.stage is not None)


def _sessions_of(judging: Judging, keys: Iterable[str], step: Step, *, reps: int) -> tuple[GateSession, ...]:
    return by_day(session for key in keys for session in judging.sessions(key, reps, step.max_rpe))


def _state(judging: Judging, step: Step, today: int) -> StepState:
    catalogue, history = judging.catalogue, judging.history
    days = _sessions_of(judging, step.sources, step, reps=step.reps)
    distance = WALL_APART_MM if step.sources == (WALL,) else None
    needed = [passed_on(days, step, distance)]
    missing: list[str] = []
    have, seen, until = _standing(days, step, today, distance)
    if needed[0] is None:
        missing += _missing(days, step, have, seen, distance)
    if step.also:
        other = Step(step.gate, "", step.also, step.targets, step.also_clean, step.also_window, 0, step.within_days)
        more = _sessions_of(judging, step.also, other, reps=0)
        needed.append(passed_on(more, other))
        if needed[-1] is None:
            left = max(1, other.clean - _standing(more, other, today, None)[0])
            names = " or ".join(catalogue.exercises[key].short for key in step.also[:2])
            missing.append(f"{_clean_sessions(left)} of {names}")
    if step.hold_s:
        needed.append(_held(history, (*step.targets, *step.sources), step.hold_s))
        if needed[-1] is None:
            missing.append(f"a hinge hold of {step.hold_s} s at row angle, empty bar")
    met = [day for day in needed if day is not None]
    passed = max(met) if len(met) == len(needed) else None
    last = next((s for s in reversed(days) if not s.clean), None)
    if passed is not None or (last and days and days[-1].day != last.day and have):
        last = None
    return StepState(
        step, _stages_of(catalogue, step.targets), step.gate in TRUNK_GATES, passed, have, step.clean, seen, step.seen,
        tuple(missing), until, last, needed[0],
    )  # fmt: skip


def _standing(days: Sequence[GateSession], step: Step, today: int, distance: int | None) -> tuple[int, int, int | None]:
    """How many clean sessions, and seen ones, would count if the next session were clean; and until which day."""
    window = window_at(days, len(days) - 1, step.window - 1, step.within_days, distance) if days else []
    clean = [s for s in window if s.clean and today - s.day <= step.within_days]
    until = clean[-1].day + step.within_days if clean else None
    return min(len(clean), step.clean), sum(s.seen for s in clean), until


def _missing(days: Sequence[GateSession], step: Step, have: int, seen: int, distance: int | None) -> list[str]:
    words = [f"{_clean_sessions(max(1, step.clean - have))} on another day" if have else _clean_sessions(step.clean)]
    if not have and step.clean > 1:
        words[0] += " on different days"
    if distance is not None:
        words.append(f"at distances within {distance / 10:g} cm of each other")
    if seen < step.seen:
        words.append("one of them judged on video or by a coach")
    window = window_at(days, len(days) - 1, step.window - 1, step.within_days)
    if step.no_safety_slip and any(session.slipped for session in window):
        words.append("no failed safety check in the sessions that count")
    if step.max_rpe is not None:
        words.append(f"at RPE {step.max_rpe:g} or less (log the RPE)")
    if step.reps:
        words.append(f"sets of {step.reps}")
    return words


def _clean_sessions(number: int) -> str:
    return plural(number, "clean session")


def _held(history: History, keys: Iterable[str], seconds: int) -> int | None:
    days = [
        record.day
        for key in keys
        for record in history.get(key, ())
        if (record.what.seconds or 0) >= seconds
        and record.what.pain is None
        and not (record.what.form and record.what.form.stop)
    ]
    return min(days, default=None)


def _rung(stage: Stage, here: int, judged: Mapping[str, Sequence[GateSession]], ready_day: int | None) -> Rung:
    clean = [s for key in stage.exercises for s in judged.get(key, ()) if s.clean]
    last = max(clean, key=lambda s: (s.day, s.load.grams if s.load else 0, s.exercise), default=None)
    state = "earned" if stage.stage < here else "here" if stage.stage == here else "later"
    if stage.stage == 0:
        state = "earned" if ready_day is not None else "later"
    return Rung(stage, state, len(clean), last, max((s.day for s in clean if s.seen), default=None))


# -- the way back down -------------------------------------------------------------------------------------


def _regress(catalogue: Catalogue, judged: Mapping[str, Sequence[GateSession]]) -> tuple[Regress, ...]:
    lapses = []
    for key, days in sorted(judged.items()):
        last = [session for session in days if session.judged][-STOPS_WINDOW:]
        stops = [session.day for session in last if session.stop]
        if len(stops) < STOPS:
            continue
        exercise = catalogue.exercises[key]
        to = below(catalogue, exercise)
        if any(s.clean and s.day > stops[-1] for lower in to for s in judged.get(lower, ())):
            continue
        shown = _shown_first(catalogue, to)
        lapses.append(Regress(key, len(stops), len(last), shown, max(1, (exercise.stage or 1) - 1)))
    return tuple(lapses)


def below(catalogue: Catalogue, exercise: Exercise) -> tuple[str, ...]:
    """The exercises of the same pattern at the stages below; for the ballistic hinge the hinges count as well."""
    patterns = {exercise.pattern, "hinge"} if exercise.pattern == "hinge_ballistic" else {exercise.pattern}
    lower = [
        each
        for each in catalogue.exercises.values()
        if each.pattern in patterns and each.family != "everyday" and (each.stage or 0) < (exercise.stage or 0)
    ]
    return tuple(each.id for each in sorted(lower, key=lambda each: -(each.stage or 0)))


def _shown_first(catalogue: Catalogue, lower: Sequence[str]) -> tuple[str, ...]:
    on_ladder = {key for stage in catalogue.stages.values() for key in stage.exercises}
    best = [key for key in lower if key in on_ladder] or list(lower)
    top = max((catalogue.exercises[key].stage or 0 for key in best), default=0)
    return tuple(key for key in best if catalogue.exercises[key].stage == top)[:2]


def _doctor(judged: Mapping[str, Sequence[GateSession]]) -> tuple[tuple[str, str], ...]:
    reasons = []
    for key, days in sorted(judged.items()):
        last = days[-PAIN_SESSIONS:]
        if len(last) == PAIN_SESSIONS:
            same = set(last[0].pain).intersection(*(session.pain for session in last[1:]))
            reasons += [(key, where) for where in sorted(same)]
    return tuple(reasons)


# -- placement ---------------------------------------------------------------------------------------------


def placement(history: History) -> Placement:
    """Where the placement test says to enter: ten free hinges on video, and five Romanian deadlifts, empty bar.

    Both clean: stage 5. The hinge alone: stage 4. Not even that: stage 3. The newest tries decide.
    """
    free_reps, bar_reps = PLACEMENT_REPS
    free = _newest_try(history, "drill-hinge-free", free_reps, seen=True)
    bar = _newest_try(history, "deadlift-romanian", bar_reps, seen=False)
    if free is None:
        then = f"then {bar_reps} Romanian deadlifts with the empty bar"
        return Placement(None, f"{free_reps} free hinges, filmed and checked, {then}")
    if not free:
        return Placement(3, "the free hinge is not clean yet")
    if bar is None:
        return Placement(
            None, f"the free hinge is clean; now {bar_reps} Romanian deadlifts with the empty bar, checked"
        )
    if not bar:
        return Placement(4, "the free hinge is clean, the Romanian deadlift not yet")
    return Placement(5, "the free hinge and the Romanian deadlift are clean")


def _newest_try(history: History, key: str, reps: int, *, seen: bool) -> bool | None:
    """Whether a set of the newest try was clean; None without a try."""
    tries = [
        (record.day, record.what.form)
        for record in history.get(key, ())
        if (record.what.reps or 0) >= reps and record.what.form and record.what.form.basis is Basis.CHECKED
    ]
    tries = [(day, form) for day, form in tries if not seen or form.judged_by in SEEN_BY]
    if not tries:
        return None
    last = max(day for day, _ in tries)
    return any(form.clean for day, form in tries if day == last)
