"""Plans in the log: kept, put in order, begun as a workout, and whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hinge_log.clock import Moment
from hinge_log.errors import Ambiguous, NeedsDecision, NotFound
from hinge_log.exercises.model import Exercise
from hinge_log.store.journal import Value
from hinge_log.store.packed import read_plan
from hinge_log.store.plan_rows import days_json, days_of, progress_of, progress_values, weeks_json, weeks_of
from hinge_log.store.queries import FIRST_DAY, LogReader
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean, shown
from hinge_log.training.load import Load
from hinge_log.training.plan import (
    FIRST_WEEK,
    RECENT_DAYS,
    Day,
    Plan,
    PlanLift,
    PlanSet,
    PlanTime,
    PlanWeek,
    best_before,
    best_recent,
    due,
    problems,
)
from hinge_log.training.plan import plan_time as time_of
from hinge_log.training.progression import LiftHistory, planned_sets
from hinge_log.training.strength import UNWEIGHED
from hinge_log.training.suggestion import OPEN
from hinge_log.training.weekly_volume import week_start
from hinge_log.training.workout import PlannedSet, SetRecord, Workout

ACTIVE = "routine"
"""The setting that holds the id of the plan whose days come next; None when workouts take turns as they are."""

_DAY_MARK = "/"
_DONE = (
    "FROM workout w WHERE w.hidden = 0 AND EXISTS (SELECT 1 FROM lift l JOIN sets s ON s.lift_id = l.id"
    " WHERE l.workout_id = w.id AND l.hidden = 0 AND s.hidden = 0)"
)
"""The workouts that were done: those with a set."""
_SESSIONS = 6
"""So many sessions of a lift are looked at for its next load."""


@dataclass(frozen=True, slots=True)
class DayLift:
    """A lift of a day as it would be begun now: `best` is the estimate that percentages are of, None without one.

    `days_old` is the age of an estimate from before the last eight weeks, 0 for a newer one. `time` is the week of the
    plan.
    """

    lift: PlanLift
    plan: tuple[PlannedSet, ...]
    best: Load | None
    days_old: int = 0
    time: PlanTime = FIRST_WEEK

    @property
    def sets(self) -> tuple[PlanSet, ...]:
        """What is planned in this week, as many sets as `plan` has."""
        return self.lift.sets_of_week(self.time.week)[: len(self.plan)]

    @property
    def note(self) -> str:
        """The note of the plan, and how old the estimate is that the loads are of."""
        weeks = self.days_old // 7
        is_old = self.days_old >= RECENT_DAYS
        old = f"These loads are from an estimate {weeks} weeks old. Start lighter if unsure." if is_old else ""
        return f"{self.lift.note} {old}".strip()


@dataclass(frozen=True, slots=True)
class Plans:
    """All plans: `active` is the id of the one that Today proposes, `turns` the place of each one's next day.

    `done` holds the last day number of each (plan id, name of a day).
    """

    plans: tuple[Plan, ...] = ()
    active: str = ""
    turns: tuple[int, ...] = ()
    done: tuple[tuple[tuple[str, str], int], ...] = ()

    def last(self, plan_id: str, day: str | None = None) -> int | None:
        """The day number on which a plan, or one of its days, was last done."""
        days = [at for (plan, name), at in self.done if plan == plan_id and day in (None, name)]
        return max(days, default=None)


def all_plans(store: LogReader) -> tuple[Plan, ...]:
    """All plans in their order."""
    rows = store.rows(
        "SELECT id, name, days, weeks, progression, started_day FROM routine WHERE hidden = 0 ORDER BY position, id"
    )
    merged = store.merged_exercises() if rows else {}
    return tuple(
        Plan(id_, name, days_of(days, merged, id_), weeks_of(weeks, id_), *progress_of(progression, started, id_))
        for id_, name, days, weeks, progression, started in rows
    )


def read_plans(store: LogReader) -> Plans:
    """Read all plans, whose turn it is, and when their days were done."""
    every = all_plans(store)
    if not every:
        return Plans()
    now = active(store)
    turns = tuple(next_day(store, each) if each.days else 0 for each in every)
    done = []
    for routine, day in store.rows(f"SELECT w.routine, max(w.day) {_DONE} AND w.routine <> '' GROUP BY w.routine"):
        plan, _, name = routine.partition(_DAY_MARK)
        done.append(((plan, name), day))
    return Plans(every, now.id if now else "", turns, tuple(done))


def find_plan(store: LogReader, name: str) -> Plan:
    """The plan of an id, a name, or the beginning of a name; raises NotFound and Ambiguous."""
    every = all_plans(store)
    cleaned = clean(name, limit=NAME_LIMIT)
    for each in every:
        if each.id == cleaned:
            return each
    folded = cleaned.casefold()
    same = [each for each in every if each.name.casefold() == folded]
    near = same or [each for each in every if folded and each.name.casefold().startswith(folded)]
    if len(near) == 1:
        return near[0]
    names = tuple(each.name for each in near or every)
    listed = ", ".join(map(shown, names))
    if near:
        raise Ambiguous(f'"{shown(cleaned)}" may be {listed}.', "Type more of the name.", candidates=names)
    hint = f"There {'are' if len(names) > 1 else 'is'} {listed}." if names else "Add one: hinge-log plans add"
    raise NotFound(f'There is no plan "{shown(cleaned)}".', hint, candidates=names)


def active(store: LogReader) -> Plan | None:
    """The plan whose days come next, None when workouts take turns as they are."""
    active_id = store.setting(ACTIVE)
    return _plan_of(store, active_id) if isinstance(active_id, str) else None


def _plan_of(store: LogReader, plan_id: object) -> Plan | None:
    return next((each for each in all_plans(store) if each.id == plan_id), None)


def use_plan(store: Store, plan_id: str | None) -> None:
    """Make a plan the one whose days come next; None lets workouts take turns as they are."""
    if plan_id is not None:
        _must(store, plan_id)
    with store.action("use plan") as action:
        store.write_setting(action, ACTIVE, plan_id)


def put_plan(
    store: Store,
    plan: Plan,
    *,
    use: bool = False,
    exercise: Exercise | None = None,
    renamed: tuple[str, str] | None = None,
) -> Plan:
    """Keep a plan, a new one at the end, in one step; gives it as it is kept.

    With `use` its days come next from then on; `exercise` is entered in the log when it is not there yet.
    What was done on a day that is `renamed` (from, to) stays with that day.
    Raises NeedsDecision for what `problems` finds and for a name that another plan has.
    """
    cleaned = _cleaned(plan)
    wrong = problems(cleaned)
    if wrong:
        raise NeedsDecision(wrong[0], "Nothing was saved.")
    if any(each.id != cleaned.id and each.name.casefold() == cleaned.name.casefold() for each in all_plans(store)):
        raise NeedsDecision(f'There is already a plan "{shown(cleaned.name)}".', "Choose another name.")
    values: dict[str, Value] = {
        "name": cleaned.name,
        "days": days_json(cleaned.days),
        "weeks": weeks_json(cleaned.weeks),
    }
    there = bool(cleaned.id) and store.one("SELECT 1 FROM routine WHERE id = ?", cleaned.id) is not None
    if there and cleaned.week_count > 1 and cleaned.started_day is None:
        stored = _plan_of(store, cleaned.id)
        if stored is not None and stored.week_count == 1:  # its weeks begin now, not with its first workout
            cleaned = replace(cleaned, started_day=_this_week(store))
    if cleaned.started_day is not None:
        values |= progress_values(cleaned.weeks_done, cleaned.started_day)
    with store.action("change plan" if there else "new plan") as action:
        if exercise is not None:
            store.exercise_number(action, exercise.id, exercise.name)
        if there:
            action.update("routine", cleaned.id, {**values, "hidden": 0})
            if renamed is not None:
                before, after = (f"{cleaned.id}{_DAY_MARK}{name}" for name in renamed)
                for (workout_id,) in store.rows("SELECT id FROM workout WHERE routine = ?", before):
                    action.update("workout", workout_id, {"routine": after})
            return cleaned
        position = store.value("SELECT coalesce(max(position), -1) + 1 FROM routine")
        made = replace(cleaned, id=cleaned.id or store.new_id())
        action.insert("routine", {"id": made.id, "position": position, **values})
        if use:
            store.write_setting(action, ACTIVE, made.id)
    return made


def put_changed(
    store: Store,
    before: Plan,
    changed: Plan,
    *,
    exercise: Exercise | None = None,
    renamed: tuple[str, str] | None = None,
) -> None:
    """Save a changed plan; raises NeedsDecision where it is no longer as it was before."""
    if _plan_of(store, before.id) != before:
        raise NeedsDecision("Another window changed this plan.", "Nothing was saved. Check the plan, then try again.")
    put_plan(store, changed, exercise=exercise, renamed=renamed)


def plan_time(store: LogReader, plan: Plan, today: int) -> PlanTime:
    """The week in which a plan stands on a day."""
    if plan.week_count == 1:
        return PlanTime()
    rows = store.rows(
        f"SELECT DISTINCT w.day {_DONE} AND instr(w.routine, ?) = 1 AND w.day >= ?",
        plan.id + _DAY_MARK,
        FIRST_DAY if plan.started_day is None else plan.started_day,
    )
    days = (day for (day,) in rows)
    return time_of(plan.week_count, plan.weeks_done, days, today, first_weekday=_first_weekday(store))


def set_week(store: Store, plan_id: str, week: int) -> PlanTime:
    """Let a plan stand in another of its weeks, from 0, in this calendar week; rounds that were done stay counted.

    Raises NotFound, and NeedsDecision for a week that it does not have.
    """
    plan = find_plan(store, plan_id)
    if not 0 <= week < plan.week_count:
        many = f"weeks 1 to {plan.week_count}" if plan.week_count > 1 else "no weeks"
        raise NeedsDecision(f"{shown(plan.name)} has {many}.", "Nothing was changed.")
    now = plan_time(store, plan, store.clock.now().day)
    done = now.cycle * plan.week_count + week
    with store.action("change plan") as action:
        action.update("routine", plan_id, progress_values(done, _this_week(store)))
    return PlanTime(week, plan.week_count, now.cycle)


def _this_week(store: Store) -> int:
    return week_start(store.clock.now().day, _first_weekday(store))


def _first_weekday(store: LogReader) -> int:
    from hinge_log.settings import Gym

    return Gym.of(store.setting("gym")).first_weekday


def delete_plan(store: Store, plan_id: str) -> None:
    """Take a plan off the list; undo brings it back, as the one that comes next when it was that."""
    _must(store, plan_id)
    with store.action("delete plan") as action:
        action.update("routine", plan_id, {"hidden": 1})


def move_plan(store: Store, plan_id: str, by: int) -> None:
    """Move a plan up (`by` below 0) or down the list; it stays within it."""
    ids = [each.id for each in all_plans(store)]
    _must(store, plan_id)
    at = ids.index(plan_id)
    ids.insert(max(0, min(len(ids) - 1, at + by)), ids.pop(at))
    with store.action("move plan") as action:
        for position, each in enumerate(ids):
            action.update("routine", each, {"position": position})


def last_done(store: LogReader, plan_id: str) -> tuple[str, int] | None:
    """The name of the day that was done last with a plan, and the day number of that workout.

    A workout counts from its first set on: one that was begun and left empty was not done.
    """
    row = store.one(
        f"SELECT w.routine, w.day {_DONE} AND instr(w.routine, ?) = 1 ORDER BY w.day DESC, w.started_ms DESC LIMIT 1",
        plan_id + _DAY_MARK,
    )
    return None if row is None else (row[0].partition(_DAY_MARK)[2], row[1])


def next_day(store: LogReader, plan: Plan) -> int:
    """The place of the day whose turn it is."""
    return due(plan, (last_done(store, plan.id) or (None,))[0])


def day_done(store: LogReader, workout_id: str) -> tuple[str, str] | None:
    """The id of the plan and the name of the day that a workout was begun with, None for any other."""
    routine = store.value("SELECT routine FROM workout WHERE id = ?", workout_id) or ""
    plan_id, _, day = routine.partition(_DAY_MARK)
    return (plan_id, day) if plan_id else None


def day_lifts(
    store: LogReader, plan: Plan, day_index: int, exercise_of: Callable[[str], Exercise], *, today: int
) -> tuple[DayLift, ...]:
    """The lifts of a day with the loads that they would have today; `exercise_of` gives the exercise of a key."""
    time = plan_time(store, plan, today)
    week = plan.weeks[time.week % len(plan.weeks)] if plan.weeks else None
    return tuple(_day_lift(store, plan, lift, exercise_of, today, time, week) for lift in plan.days[day_index].lifts)


def read_days(
    store: LogReader, plan: Plan, exercise_of: Callable[[str], Exercise], *, today: int
) -> tuple[tuple[DayLift, ...], ...]:
    """Every day of a plan with the loads that its lifts would have today."""
    return tuple(day_lifts(store, plan, at, exercise_of, today=today) for at in range(len(plan.days)))


def start_day(
    store: Store, plan: Plan, day_index: int, exercise_of: Callable[[str], Exercise], *, at: Moment | None = None
) -> Workout:
    """Begin the workout of a day in one step: its lifts, their sets and loads, notes and supersets.

    A plan that is not stored (a starter) can be begun as well; its workout does not remember it.
    """
    moment = at or store.clock.now()
    lifts = day_lifts(store, plan, day_index, exercise_of, today=moment.day)
    return store.start_workout(
        plan.called(day_index),
        [(each.lift.exercise, exercise_of(each.lift.exercise).name, each.plan) for each in lifts],
        at=moment,
        plan_day=f"{plan.id}{_DAY_MARK}{plan.days[day_index].name}" if plan.id else "",
        marks=[(each.note, each.lift.superset) for each in lifts],
    )


def _day_lift(
    store: LogReader,
    plan: Plan,
    lift: PlanLift,
    exercise_of: Callable[[str], Exercise],
    today: int,
    time: PlanTime,
    week: PlanWeek | None,
) -> DayLift:
    best, days_old = None, 0
    exercise, fit = exercise_of(lift.exercise), _fit(store, lift.exercise, exercise_of)
    sets = lift.sets_of_week(time.week)
    by_effort = any(each.rpe is not None for each in sets) or (week is not None and week.rpe is not None)
    shares = any(each.percent is not None for each in sets) and lift.training_max is None
    if (shares or by_effort) and exercise.e1rm:
        best, days_old = _best(store, lift.exercise, today)
        if best is not None:  # reasons are in the unit of the loads
            best = Load.from_grams(best.grams, fit(best).unit)
    from_last = lift.step is not None or (week is not None and week.percent != 100)
    history = _history(store, lift.exercise, today, best) if from_last else LiftHistory(best)
    if lift.training_max is not None and lift.step is not None and time.cycle:
        history = replace(history, held=_held_rounds(store, plan, lift.exercise, time.cycle))
    planned = planned_sets(lift, history, fit, time=time, week=week)
    if exercise.load_type in UNWEIGHED:
        planned = tuple(each._replace(why="") if each.why == OPEN else each for each in planned)
    last_day = max((each.day for each in history.sessions[0]), default=today) if history.sessions else today
    for words, days, age in (
        ("estimated maximum", days_old, "The estimate is {} weeks old"),
        ("last time", today - last_day, "Last time was {} weeks ago"),
    ):
        if days >= RECENT_DAYS:
            old = f" {age.format(days // 7)}: start lighter if unsure."
            planned = tuple(each._replace(why=each.why + old) if words in each.why else each for each in planned)
    return DayLift(lift, planned, best, days_old, time)


def _history(store: LogReader, exercise: str, today: int, best: Load | None) -> LiftHistory:
    """The last sessions of an exercise up to a day that were not of a deload week, and how many followed a plan."""
    sessions: list[tuple[SetRecord, ...]] = []
    planned, only_planned = 0, True
    for each in store.sessions(exercise, 2 * _SESSIONS):
        if each.day > today or not each.sets or len(sessions) == _SESSIONS:
            continue
        lift_id = each.sets[0].lift_id
        plan = read_plan(store.value("SELECT plan FROM lift WHERE id = ?", lift_id) or "[]", lift_id)
        if any(one.deload for one in plan):
            continue
        sessions.append(each.sets)
        only_planned = only_planned and bool(plan)
        planned += only_planned
    return LiftHistory(best, tuple(sessions), planned)


def _held_rounds(store: LogReader, plan: Plan, exercise: str, rounds: int) -> int:
    """In how many of the rounds that are over a set of as many reps as possible had fewer than the plan asked for."""
    held = set()
    for lift_id, asked, day in store.rows(
        "SELECT l.id, l.plan, w.day FROM workout w JOIN lift l ON l.workout_id = w.id JOIN exercise e ON"
        " e.id = l.exercise_id WHERE e.key = ? AND instr(w.routine, ?) = 1 AND w.hidden = 0 AND l.hidden = 0"
        " AND l.plan LIKE '%amrap%'",
        exercise,
        plan.id + _DAY_MARK,
    ):
        done = store.rows("SELECT reps FROM sets WHERE lift_id = ? AND hidden = 0 ORDER BY position, id", lift_id)
        pairs = zip(read_plan(asked, lift_id), done, strict=False)
        if any(planned.amrap and (reps or 0) < (planned.reps or 1) for planned, (reps,) in pairs):
            held.add(plan_time(store, plan, day).cycle)
    return sum(cycle < rounds for cycle in held)


def _best(store: LogReader, exercise: str, today: int) -> tuple[Load | None, int]:
    """The estimated maximum that percentages are of, and the age in days of one from before the last eight weeks."""
    from hinge_log.settings import Gym

    formula = Gym.of(store.setting("gym")).formula
    lately = (record for _, record in store.exercise_sets(exercise, today - RECENT_DAYS))
    if (recent := best_recent(lately, today, formula=formula)) is not None:
        return recent, 0
    sets = tuple(record for _, record in store.exercise_sets(exercise))
    return best_before(sets, today, formula=formula) or (None, 0)


def _fit(store: LogReader, key: str, exercise_of: Callable[[str], Exercise]) -> Callable[[Load], Load]:
    """What the gym makes of a load: its bar, plates and steps, with what is set for the exercise."""

    def fit(load: Load) -> Load:
        # Only a percentage needs any of this.
        from hinge_log.store.gyms import gym_settings
        from hinge_log.store.lift_settings import lift_settings
        from hinge_log.training.steps import at_most, sizes_of

        gym, kind = lift_settings(store, key).over(gym_settings(store)), exercise_of(key).load_type
        sizes = sizes_of(kind, gym.unit, gym.bells, gym.dumbbells)
        return at_most(load, kind, gym.rack, gym.load(gym.step), sizes)

    return fit


def _cleaned(plan: Plan) -> Plan:
    """The plan with all its texts clean; nothing else is changed."""
    lifts = [tuple(replace(lift, note=clean(lift.note, lines=True)) for lift in day.lifts) for day in plan.days]
    days = tuple(Day(clean(day.name, limit=NAME_LIMIT), each) for day, each in zip(plan.days, lifts, strict=True))
    return replace(plan, name=clean(plan.name, limit=NAME_LIMIT), days=days)


def _must(store: LogReader, plan_id: str) -> None:
    if store.value("SELECT 1 FROM routine WHERE id = ? AND hidden = 0", plan_id) is None:
        raise NotFound("That plan is no longer in the log.", "Another window may have removed it.")
