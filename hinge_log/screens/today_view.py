"""What Today shows, read from the log: first the next workout, of a plan or like one that was done before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from hinge_log.charts.set_texts import amount_text, load_text, pain_words, summary
from hinge_log.charts.set_words import amount, brief, group_words, load_span, planned_loads, reason_lines
from hinge_log.charts.today_words import PlanLine
from hinge_log.exercises.model import Exercise
from hinge_log.screens.context import Context
from hinge_log.store.bodyweights import weighings
from hinge_log.store.everyday import checks
from hinge_log.store.open_workouts import open_workouts
from hinge_log.store.plans import DayLift, active, all_plans, day_lifts, next_day
from hinge_log.store.queries import LiftForm, LoggedSession, LogReader, WorkoutLine
from hinge_log.store.set_extras import coach_news
from hinge_log.store.store import Store
from hinge_log.store.trends import day_sets, trend_data
from hinge_log.text import plural
from hinge_log.training.bodyweight import Weighing
from hinge_log.training.coaching import NO_NEWS, CoachNews
from hinge_log.training.everyday import Check
from hinge_log.training.faults import ranking
from hinge_log.training.plan import FIRST_WEEK, Plan
from hinge_log.training.sides import as_last_time, counted_as
from hinge_log.training.trend import TrendData
from hinge_log.training.weekly_volume import WEEKS_BEFORE, DaySets, week_start
from hinge_log.training.workout import OpenWorkout, PlannedSet, SetDraft, SetRecord, Workout

FIRST_LIFTS = ("drill-wall-hinge", "deadlift-kettlebell", "deadlift-conventional")
"""Where the first workout of a new log starts: by the wall, with a kettlebell, with a barbell."""

Choice = tuple[Plan, int] | None
"""A plan and the place of its day; None is the workout that was not done for longest."""


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day of a plan as it would be today, with the last session of each of its lifts; `last` is its day number."""

    plan: Plan
    day: int
    lifts: tuple[tuple[DayLift, LoggedSession | None], ...]
    last: int | None

    @property
    def name(self) -> str:
        """The name of the workout that it would be."""
        return self.plan.called(self.day)


def choices(store: LogReader) -> tuple[Choice, ...]:
    """What may come next, the suggestion first: the plan on Today with its days, the other plans, and none."""
    every = all_plans(store)
    if not every:
        return (None,)
    now = active(store)
    others: list[Choice] = [
        (each, next_day(store, each)) for each in every if each.days and (now is None or each.id != now.id)
    ]
    if now is None or not now.days:
        return (None, *others)
    turn = next_day(store, now)
    days: list[Choice] = [(now, (turn + step) % len(now.days)) for step in range(len(now.days))]
    return (*days, *others, None)


def whose_turn(done: Sequence[WorkoutLine]) -> WorkoutLine | None:
    """Of workouts, newest first, the one to do again: the last, or that of the name that was not done for longest."""
    newest: dict[str, WorkoutLine] = {}
    for line in done:
        if line.name:  # nothing says which of the others one without a name would take turns with
            newest.setdefault(line.name, line)
    return [*newest.values()][-1] if len(newest) > 1 else next(iter(done), None)


def read_planned_day(
    store: LogReader, plan: Plan, day: int, exercise_of: Callable[[str], Exercise], *, today: int
) -> PlannedDay:
    """Read a day of a plan as it would be today."""
    lifts = tuple(
        (each, next(iter(store.sessions(each.lift.exercise)), None))
        for each in day_lifts(store, plan, day, exercise_of, today=today)
    )
    last = store.one(
        "SELECT max(day) FROM workout WHERE hidden = 0 AND routine = ?", f"{plan.id}/{plan.days[day].name}"
    )
    return PlannedDay(plan, day, lifts, int(str(last[0])) if last and last[0] is not None else None)


def plan_lines(planned: PlannedDay, name_of: Callable[[str], str], unit: str) -> tuple[PlanLine, ...]:
    """The lifts as Today shows them: sets, the load of today or of last time, and form of last time."""
    lines = []
    for made, session in planned.lifts:
        counted = [each for each in made.plan if each.kind.counts] or list(made.plan)
        work = [SetDraft(each.reps, each.load, each.seconds) for each in counted]
        load = planned_loads(made.plan)
        done = [record.what for record in session.sets if record.what.kind.counts] if session else []
        if not any(each.load for each in counted) and done:
            load = _loads(done, unit)
        form = _form(session.sets, unit) if session else ""
        groups = brief(group_words(work, unit)[0]) if " to " in load and any(each.load for each in counted) else ""
        lines.append(
            PlanLine(
                name_of(made.lift.exercise), amount(made.plan) or "as last", load, form, groups, made.lift.exercise
            )
        )
    return tuple(lines)


def done_lines(
    workout: Workout, name_of: Callable[[str], str], unit: str, sided: Collection[str] = ()
) -> tuple[PlanLine, ...]:
    """The lifts of a workout as Today shows them; those without a working set only while it is open.

    `sided` are the keys of one-sided exercises, of which a left and a right are one set.
    """
    lines = []
    for lift in workout.lifts:
        working = [each for each in lift.sets if each.what.kind.counts]
        if not working and not workout.open:
            continue
        done = [each.what for each in counted_as(working, sided=lift.exercise in sided)]
        amounts = {amount_text(each) for each in done}
        count = f"{len(done)} × {next(iter(amounts))}" if len(amounts) == 1 else plural(len(done), "set")
        alike = len(amounts) < 2 and len({load_text(each, unit) for each in done}) < 2
        groups = "" if alike else brief(group_words(done, unit)[0])
        load = _loads(done, unit)
        form = _form(lift.sets, unit)
        lines.append(PlanLine(name_of(lift.exercise), count if done else "", load, form, groups, lift.exercise))
    return tuple(lines)


def _loads(done: Sequence[SetDraft], unit: str) -> str:
    """What was lifted, from the lightest to the heaviest; of what has no weight, what the first set had."""
    if all(each.load is None for each in done):
        return load_text(done[0], unit) if done else ""
    return load_span([each.load for each in done])


def _form(sets: Sequence[SetRecord], unit: str) -> str:
    return pain_words(sets) or summary(sets, unit)[1].removeprefix("form ")


def reasons(planned: PlannedDay, name_of: Callable[[str], str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Why the lifts of a planned day have their loads: each lift with its sets and their reasons."""
    return tuple(
        (name_of(made.lift.exercise), lines)
        for made, _ in planned.lifts
        if (lines := tuple(f"{label}: {why}" for label, why in reason_lines(made.plan) if why))
    )


def week_name(planned: PlannedDay) -> str:
    """In which of its weeks the plan stands: ", week 2 of 4"; "" for a plan whose weeks are the same."""
    time = next((made.time for made, _ in planned.lifts), FIRST_WEEK)
    return f", week {time.week + 1} of {time.of}" if time.of > 1 else ""


def keys_of(planned: PlannedDay | None) -> Sequence[str]:
    """The exercises of a planned day, in order."""
    return [made.lift.exercise for made, _ in planned.lifts] if planned else []


def first_lifts(context: Context) -> list[Exercise]:
    """What the first workout of a new log starts with, by the answer of the first run."""
    start = context.gym.start_at
    return [context.exercise({"kettlebell": FIRST_LIFTS[1], "barbell": FIRST_LIFTS[2]}.get(start, FIRST_LIFTS[0]))]


def lifts_like(last: Workout | None, context: Context) -> list[tuple[str, str, tuple[PlannedSet, ...]]]:
    """The lifts of a workout to do again as (key, name, sets), or those of the first one."""
    if last is None:
        return [(each.id, each.name, ()) for each in first_lifts(context)]
    lifts = []
    for lift in last.lifts:
        exercise = context.exercise(lift.exercise)
        plan = as_last_time(lift, sided=exercise.unilateral)
        if plan:
            lifts.append((lift.exercise, exercise.name, plan))
    return lifts


FOCUS_WEEKS = 12
VIDEO_DAYS = 28
"""A set should be filmed once in four weeks (convention): nothing is said before so long was rated by feel."""

RECENT_WORKOUTS = 6
"""How many of the last workouts tell which ones take turns."""

FORM_SESSIONS = 8
"""How many sessions the small form line of a lift shows."""


@dataclass(frozen=True, slots=True)
class FocusFault:
    """The check that fails most often in the next workout's lifts: of so many checked sets."""

    lift: str
    item: str
    failed: int
    checked: int


@dataclass(frozen=True, slots=True)
class TodayDetails:
    """What is read after the first frame: it takes longer in a long log."""

    focus: FocusFault | None = None
    checks: tuple[Check, ...] = ()
    ladder: tuple[str, ...] = ()
    needs_video: bool = False
    sets: tuple[DaySets, ...] = ()
    sessions: dict[str, tuple[LoggedSession, ...]] | None = None
    trend: TrendData | None = None
    news: CoachNews = NO_NEWS
    weighings: tuple[Weighing, ...] = ()


@dataclass(frozen=True, slots=True)
class TodayData:
    """The open workout, the next one, the last one, and form by lift."""

    open: Workout | None
    upcoming: Workout | None
    last: Workout | None
    form: tuple[LiftForm, ...]
    closed: Workout | None
    plan: PlannedDay | None
    choices: int
    also_open: tuple[OpenWorkout, ...] = ()

    @property
    def next_lifts(self) -> Sequence[str]:
        """The exercises of the open workout, or of the next one."""
        if self.plan is not None and self.open is None:
            return keys_of(self.plan)
        workout = self.open or self.upcoming
        return [lift.exercise for lift in workout.lifts] if workout else ()


def read_today(store: Store, context: Context, choice: int) -> TodayData:
    """What the first frame shows; `choice` counts on from what is suggested first."""
    closed = store.close_forgotten() if store.may_log else None
    done = [line for line in store.workouts(limit=RECENT_WORKOUTS) if line.ended_ms is not None]
    last = store.workout(done[0].id) if done else None
    following = whose_turn(done)
    upcoming = last if following is None or following is done[0] else store.workout(following.id)
    every = choices(store)
    chosen, opened = every[choice % len(every)], store.open_workout()
    plan = read_planned_day(store, *chosen, context.exercise, today=context.today) if chosen else None
    form = tuple(store.form_since(context.today - 27))
    others = tuple(each for each in open_workouts(store) if opened is None or each.id != opened.id)
    return TodayData(opened, upcoming, last, form, closed, None if opened else plan, len(every), others)


def read_details(data: TodayData, context: Context, store: Store) -> TodayDetails:
    """What is read after the first frame."""
    today = context.today
    focus: list[FocusFault] = []
    trends: list[TrendData] = []
    for key in dict.fromkeys(data.next_lifts):
        exercise = context.exercise(key)
        if exercise.checklist:
            trend = trend_data(
                store, context.catalogue, exercise, today=today, weeks=FOCUS_WEEKS, unit=context.gym.unit
            )
            trends.append(trend)
            focus += [FocusFault(key, each.item, each.slipped, each.checked) for each in ranking(trend.working)[:1]]
    ladder = store.state("ladder")
    needs_video = (
        bool(data.form)
        and store.rated_between(today - 7 * FOCUS_WEEKS, today - VIDEO_DAYS)
        and not store.seen_since(today - VIDEO_DAYS)
    )
    most = max(focus, key=lambda each: each.failed / each.checked, default=None)
    loaded = [trend for trend in trends if len({point.workout_id for point in trend.working}) > 1]
    return TodayDetails(
        most,
        checks(store, today - 60, today),
        tuple(str(line) for line in ladder) if isinstance(ladder, list) else (),
        needs_video,
        day_sets(store, week_start(today, context.gym.first_weekday) - 7 * WEEKS_BEFORE),
        {key: tuple(store.sessions(key, FORM_SESSIONS)) for key in dict.fromkeys(data.next_lifts)},
        next(iter(loaded), None),
        coach_news(store, context.clock.now().utc_ms),
        weighings(store, today),
    )
