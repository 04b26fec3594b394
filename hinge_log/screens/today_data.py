"""What Today shows, read from the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.screens.context import Context
from hinge_log.screens.next_workout import PlannedDay, choices, keys_of, read_planned_day, whose_turn
from hinge_log.store.bodyweights import weighings
from hinge_log.store.everyday import checks
from hinge_log.store.open_workouts import open_workouts
from hinge_log.store.queries import LiftForm, LoggedSession
from hinge_log.store.set_extras import coach_news
from hinge_log.store.store import Store
from hinge_log.store.trends import day_sets, trend_data
from hinge_log.training.bodyweight import Weighing
from hinge_log.training.coaching import NO_NEWS, CoachNews
from hinge_log.training.everyday import Check
from hinge_log.training.faults import ranking
from hinge_log.training.trend import TrendData
from hinge_log.training.weekly_volume import WEEKS_BEFORE, DaySets, week_start
from hinge_log.training.workout import OpenWorkout, Workout

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
