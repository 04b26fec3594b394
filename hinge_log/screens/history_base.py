"""History as it is read and shown: the days, the workouts around the cursor, and the one that is picked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.history_page import HistoryView, Line, Part, history_rows, monday_of, scrolled
from hinge_log.charts.pages.parts import clock_text, date_text, form_words, summary
from hinge_log.exercises.model import Exercise, Item
from hinge_log.screens.context import Context
from hinge_log.screens.typing_screen import TypingScreen
from hinge_log.settings import Gym
from hinge_log.store import history as past
from hinge_log.store.lift_settings import LiftSettings, all_lift_settings
from hinge_log.store.reading import WorkoutLine
from hinge_log.store.store import Store
from hinge_log.training.sides import set_labels
from hinge_log.training.suggestion import described
from hinge_log.training.workout import SetRecord, Workout, WorkoutLift

EACH_WAY = 60
"""Workouts held on each side of the cursor; more are read when it comes near the end of them."""

COUNTED_DAYS = 7 * 60
"""Days held on each side of the cursor for the map."""


@dataclass(frozen=True, slots=True)
class HistoryRead:
    """What one visit to the log brings back."""

    total: int
    lines: tuple[WorkoutLine, ...]
    counts: dict[int, past.DayCount]
    counted: tuple[int, int]
    picked: str
    workout: Workout | None
    settings: dict[str, LiftSettings]


class HistoryBase(TypingScreen):
    """Past workouts: what is read of the log, and how it is shown."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.cursor = context.today
        self.moved = False
        """Whether the cursor was put somewhere; before that it stands on the newest workout."""
        self.stood = False
        self.last_week = monday_of(context.today)
        self.lines: tuple[WorkoutLine, ...] = ()
        self.total = 0
        self.counts: dict[int, past.DayCount] = {}
        self.counted = (0, -1)
        self.picked = ""
        self.workout: Workout | None = None
        self.opened = False
        self.settings: dict[str, LiftSettings] = {}
        self.chosen = ""
        self.wanted = ""
        self._parts: tuple[Part, ...] = ()

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def lift(self) -> str:
        """The exercise that is picked, else the last one of the workout."""
        picked = self._lift_at()
        if picked is not None:
            return picked.exercise
        return self.workout.lifts[-1].exercise if self.workout and self.workout.lifts else ""

    def show_lift(self, key: str) -> None:
        """Open a workout by its id; the key of an exercise leaves things as they are."""
        if len(key) == 26 and key.isalnum() and key not in self.context.catalogue.exercises:
            self.wanted = key

    async def load(self) -> None:
        """Read the workouts around the cursor, and the one under it."""
        if self.cursor > self.context.today:
            self.cursor = self.context.today
        self._take(await self.do(self._read))

    def _read(self, store: Store) -> HistoryRead:
        picked = self.picked
        if not self.moved and not self.opened and not self.wanted:
            self._stand(store)
        if self.wanted:
            self.moved = True
            place = past.place_of(store, self.wanted)
            if place is None:
                self.status = "That workout is no longer in the log."
            else:
                picked, self.cursor, self.opened, self.chosen = self.wanted, place[0], True, ""
            self.wanted = ""
        place = past.place_of(store, picked) if picked else None
        if place is None or place[0] != self.cursor:
            # The cursor stands on a day: the first workout of that day is the one that is meant.
            of_day = store.workouts(limit=1, before=(self.cursor + 1, -(10**15)), since=self.cursor)
            picked = of_day[0].id if of_day else ""
            place = (of_day[0].day, of_day[0].started_ms) if of_day else (self.cursor, 10**15)
        lines = tuple(past.around(store, place, EACH_WAY))
        span = (self.cursor - COUNTED_DAYS, self.cursor + COUNTED_DAYS)
        counts = past.day_counts(store, *span)
        workout = store.workout(picked) if picked else None
        settings = all_lift_settings(store)
        return HistoryRead(past.workout_count(store), lines, counts, span, picked, workout, settings)

    def _stand(self, store: Store) -> None:
        """Stand on the newest workout; a later one that came in since is stood on, an older one is not."""
        newest = store.workouts(limit=1, before=(self.context.today + 1, -(10**15)))
        if newest and (not self.stood or newest[0].day > self.cursor):
            self.cursor = newest[0].day
        self.stood = self.stood or bool(newest)

    def _take(self, read: HistoryRead) -> None:
        self.total, self.lines, self.counts, self.counted = read.total, read.lines, read.counts, read.counted
        self.picked, self.workout, self.settings = read.picked, read.workout, read.settings
        if self.workout is None and self.opened:
            self.opened = False
        self._parts = self._made_parts()
        if self.chosen not in {part.id for part in self._parts}:
            self.chosen = self.workout.id if self.workout else ""

    async def _look_at(self, day: int, workout_id: str = "") -> None:
        """Stand on a day, and on one of its workouts; reads only what is not held already."""
        self.cursor, self.moved = min(day, self.context.today), True
        self.status = ""
        near = [line.id for line in self.lines[:5]] + [line.id for line in self.lines[-5:]]
        known = next((each for each in self.lines if each.id == workout_id), None)
        if not workout_id:
            known = next((each for each in self.lines if each.day == self.cursor), None)
        held = self.lines and self.lines[-1].day <= self.cursor <= self.lines[0].day
        inside = self.counted[0] + 371 <= self.cursor <= self.counted[1]
        if known is not None and known.id not in near and inside:
            self.picked = known.id
            self.workout = await self.do(lambda store: store.workout(known.id))
            self._parts = self._made_parts()
            self.chosen = known.id
        elif known is None and held and inside and not workout_id:
            self.picked, self.workout, self._parts, self.chosen = "", None, (), ""
        else:
            self.picked = workout_id
            await self.load()

    # -- showing -------------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        self.last_week = scrolled(self.last_week, self.cursor, self.context.today, width)
        places = {line.id: place for place, line in enumerate(self.lines)}
        view = HistoryView(
            today=self.context.today,
            cursor=self.cursor,
            counts={day: count.working for day, count in self.counts.items()},
            last_week=self.last_week,
            total=self.total,
            lines=tuple(self._line(line) for line in self.lines),
            picked=places.get(self.picked, self._nearest() if not self.picked else None),
            detail=self._title(),
            parts=self._parts,
            at=next((place for place, part in enumerate(self._parts) if part.id == self.chosen), 0),
            opened=self.opened,
            status=self.status,
            keys=self.keys(),
            help_key=self.help_key,
            touch=self.context.look.mouse,
            typing=bool(self.entry.purpose),
        )
        if not self.picked:
            view = replace(view, picked=None, lines=view.lines[self._nearest() :] if view.lines else ())
        return history_rows(view, width, height)

    def _nearest(self) -> int:
        """The place in the list from which on workouts are older than the day under the cursor."""
        return next((place for place, line in enumerate(self.lines) if line.day <= self.cursor), 0)

    def _line(self, line: WorkoutLine) -> Line:
        sets = f"{line.sets} set{'' if line.sets == 1 else 's'}"
        form = "open" if line.ended_ms is None else "" if line.form is None else f"form {line.form:g}"
        return Line(line.id, date_text(line.day, today=self.context.today), line.name, sets, form)

    def _title(self) -> str:
        workout = self.workout
        if workout is None:
            return date_text(self.cursor, today=self.context.today)

        def clock(utc_ms: int) -> str:
            return clock_text((utc_ms + workout.offset_min * 60_000) // 60_000 % 1440)

        start = clock(workout.started_ms)
        if workout.ended_ms is None:
            span = f", {start}, still open"
        elif workout.ended_ms // 60_000 == workout.started_ms // 60_000:
            span = f", {start}"
        else:
            span = f", {start} to {clock(workout.ended_ms)}"
        return date_text(workout.day, today=self.context.today) + span

    def _made_parts(self) -> tuple[Part, ...]:
        workout = self.workout
        if workout is None:
            return ()
        sets = len(workout.sets)
        named = workout.name or "Without a name"
        named = f"Workout {named}" if len(named) < 3 else named
        parts = [Part("workout", workout.id, named, f"{sets} set{'' if sets == 1 else 's'}")]
        if workout.note:
            parts.append(Part("note", "", f"Note: {' '.join(workout.note.split())}"))
        for lift in workout.lifts:
            parts += self._lift_parts(lift)
        return tuple(parts)

    def _lift_parts(self, lift: WorkoutLift) -> list[Part]:
        unit = self.context.gym.unit
        said, form = summary(lift.sets, unit)
        exercise = self.context.exercise(lift.exercise)
        parts = [
            Part("lift", lift.id, self.context.name(lift.exercise), said or "not done", form.removeprefix("form "))
        ]
        items = {item.id: item.fault_text for item in self.context.catalogue.items_for(exercise)}
        slipped = {item: None for record in lift.sets for item in self._slipped(record)}
        if slipped:
            parts.append(Part("fault", "", "▲ " + ", ".join(items.get(item, item) for item in slipped)))
        labels = set_labels(lift.sets, sided=exercise.unilateral)
        for record in lift.sets:
            what = record.what
            form_said = form_words(what.form.label) if what.form else "-"
            more = [form_said if what.pain is None else f"pain {what.pain.level} {what.pain.where}".strip()]
            more += [items.get(item, item) for item in self._slipped(record)]
            more += [f'"{" ".join(what.note.split())}"'] if what.note else []
            bare = described(replace(what, form=None, pain=None, note=""), ascii_only=self.context.ascii_only)
            parts.append(Part("set", record.id, f"{labels[record.id]:>2}  {bare}", ", ".join(more)))
        if lift.note:
            parts.append(Part("note", "", f"Note: {' '.join(lift.note.split())}"))
        return parts

    @staticmethod
    def _slipped(record: SetRecord) -> list[str]:
        return [item for item, reps in record.what.form.slips if reps] if record.what.form else []

    # -- what is picked ------------------------------------------------------------------------------------

    def _set_at(self) -> SetRecord | None:
        if not self.opened or self.workout is None:
            return None
        return next((each for each in self.workout.sets if each.id == self.chosen), None)

    def _lift_at(self) -> WorkoutLift | None:
        if not self.opened or self.workout is None:
            return None
        return next(
            (lift for lift in self.workout.lifts if self.chosen in (lift.id, *(each.id for each in lift.sets))), None
        )

    def _exercise(self) -> Exercise:
        lift = self._lift_at()
        return self.context.exercise(lift.exercise if lift else "")

    def _gym(self) -> Gym:
        """The gym as it is for the lift that is picked."""
        return self.settings.get(self._exercise().id, LiftSettings()).over(self.context.gym)

    def _items(self) -> tuple[Item, ...]:
        return self.context.catalogue.items_for(self._exercise())

    async def _done(self, said: str) -> None:
        await self.load()
        self.status = f"{said} {self.key_of('undo')} undoes."
