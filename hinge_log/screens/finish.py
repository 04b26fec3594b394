"""The summary of a workout, where it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Grid, Row, fit, padded, text_width
from hinge_log.charts.keybar import keybar
from hinge_log.charts.ladder_words import load_line
from hinge_log.charts.pages.notice import notice_rows
from hinge_log.charts.pages.parts import NARROW, Button, buttons, date_text, heading, summary, title_bar
from hinge_log.screens.base import COMMON, BarKey, Go, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.store.store import Store
from hinge_log.training.gates import LadderRules, sessions
from hinge_log.training.load_steps import load_advice
from hinge_log.training.workout import LABELS, SetRecord, Workout, WorkoutLift

ADVICE_DAYS = 90
"""How far back the sessions reach that advice on a load looks at."""


class FinishScreen(LogBookScreen):
    """What was done, what slipped, what is not rated yet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "finish", "save", id="finish.save", tooltip="close the workout"),
        *(
            Binding(str(n), f"rate({n})", word, id=f"finish.{n}", tooltip=f"form of the set asked for: {n} {word}")
            for n, word in LABELS.items()
        ),
        Binding("n", "skip", "skip", id="finish.skip", tooltip="leave this set unrated, ask for the next one"),
        *COMMON,
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.workout: Workout | None = None
        self.skipped: set[str] = set()
        self.advice: tuple[str, ...] = ()

    async def load(self) -> None:
        """Read the open workout."""
        self.workout, self.advice = await self.do(self._read)

    def _read(self, store: Store) -> tuple[Workout | None, tuple[str, ...]]:
        workout = store.open_workout()
        today = self.context.today
        lines = []
        for key in dict.fromkeys(lift.exercise for lift in workout.lifts if lift.sets) if workout else ():
            exercise = self.context.exercise(key)
            items = self.context.catalogue.items_for(exercise)
            rules = LadderRules()
            sets = [record for _, record in store.exercise_sets(key, today - ADVICE_DAYS)]
            judged = sessions(exercise, sets, items, rules)
            step = self.context.gym.load(self.context.gym.step)
            advice = load_advice(exercise, judged, today=today, last_day=today, step=step, rules=rules)
            if advice is not None:
                lines.append(load_line(advice, self.context.catalogue))
        return workout, tuple(lines)

    @property
    def asked(self) -> SetRecord | None:
        """The next working set without form."""
        sets = self.workout.sets if self.workout else ()
        for record in sets:
            what = record.what
            if what.kind.counts and what.form is None and what.pain is None and record.id not in self.skipped:
                return record
        return None

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        workout = self.workout
        if workout is None:
            return notice_rows("Finish", ["No workout is open."], self.status, self.keys(), width, height)
        grid = Grid(width, height)
        unit = self.context.gym.unit
        heading(grid, 0, 1, width, ", ".join(part for part in (workout.name, date_text(workout.day)) if part))
        y = 2
        for lift in workout.lifts:
            if not lift.sets or y >= height - 4:
                continue
            said, form = summary(lift.sets, unit)
            grid.put(1, y, padded(self.context.name(lift.exercise), 16), "strong")
            form = form.removeprefix("form ") or " ".join("-" for each in lift.sets if each.what.kind.counts)
            grid.put(18, y, fit(said, width - 20 - text_width(form)), "text")
            grid.put(width - 1 - text_width(form), y, form, "data")
            y += 1
        y = self._slipped(grid, y + 1, workout)
        asked = self.asked
        if asked is not None and y < height - 4:
            counted = [each.id for each in self._lift_of(asked).sets if each.what.kind.counts]
            number = counted.index(asked.id) + 1
            title = f"How was {self.context.name(asked.exercise)}, set {number}?  {summary([asked], unit)[0]}"
            heading(grid, 0, y + 1, width, title, style="ask", heavy=True)
            tall = 3 if height >= 28 and y + 6 < height - 2 else 1
            shown = [Button(word, f"rate({n})", str(n)) for n, word in LABELS.items()]
            buttons(grid, 1, y + 2, width - 2, tall, shown)
            y += 3 + tall
        if self.advice and y + 2 < height - 2:
            heading(grid, 0, y + 1, width, "Next time")
            for line in self.advice:
                y += 1
                if y + 1 >= height - 2:
                    break
                grid.put(1, y + 1, fit(line, width - 2), "text")
        if width < NARROW and y + 8 < height - 2 and self.context.look.mouse:
            buttons(grid, 1, height - 6, width - 2, 3, [Button("SAVE AND CLOSE", "finish", chosen=True)])
        grid.put(1, height - 2, fit(self.status, width - 2), "muted")
        rows = grid.rows()
        minutes = max(0, (self.context.clock.now().utc_ms - workout.started_ms) // 60_000)
        rows[0] = title_bar(
            [("Workout done", "barstrong")],
            f"{minutes} min, {len(workout.sets)} set{'s' if len(workout.sets) != 1 else ''}",
            width,
        )
        rows[-1] = keybar(self.keys(), width, self.key_of("help"))
        return rows

    def _lift_of(self, record: SetRecord) -> WorkoutLift:
        assert self.workout is not None
        return next(lift for lift in self.workout.lifts if lift.id == record.lift_id)

    def _slipped(self, grid: Grid, y: int, workout: Workout) -> int:
        counts: dict[tuple[str, str], list[int]] = {}
        for lift in workout.lifts:
            names = {
                item.id: item.fault_text
                for item in self.context.catalogue.items_for(self.context.exercise(lift.exercise))
            }
            checked = [each for each in lift.sets if each.what.form and each.what.form.checklist]
            for record in checked:
                for item, slipped in record.what.form.slips if record.what.form else ():
                    if slipped:
                        counts.setdefault((names.get(item, item), lift.exercise), [0, len(checked)])[0] += 1
        if not counts or y >= grid.height - 4:
            return y
        heading(grid, 0, y, grid.width, "What slipped")
        for (name, exercise), (slips, checks) in sorted(counts.items(), key=lambda each: -each[1][0]):
            y += 1
            if y >= grid.height - 4:
                break
            grid.put(1, y, padded(name, 24), "fault")
            grid.put(
                26, y, fit(f"{slips} of {checks} checked {self.context.name(exercise)} sets", grid.width - 27), "text"
            )
        return y + 1

    def bar(self) -> Sequence[BarKey]:
        """The key bar."""
        keys = [BarKey(("finish.save",), "save and close", "finish")]
        if self.asked is not None:
            keys += [BarKey(("finish.1", "finish.5"), "form"), BarKey(("finish.skip",), "skip", "skip")]
        return [*keys, BarKey(("undo",), "undo", "undo"), BarKey(("back",), "back to the log", "back")]

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (("Finish", ("finish.save", *(f"finish.{n}" for n in LABELS), "finish.skip")),)

    def action_rate(self, label: int) -> None:
        """Rate the set asked for."""
        self.act(self._rate(label))

    async def _rate(self, label: int) -> None:
        from hinge_log.training.form import quick

        asked = self.asked
        if asked is not None:
            await self.do(lambda store: store.rate(asked.id, quick(label)))
            self.status = f"Form {label}, {LABELS[label]}. {self.key_of('undo')} undoes."
            await self.load()

    def action_skip(self) -> None:
        """Leave the set asked for unrated."""
        if self.asked is not None:
            self.skipped.add(self.asked.id)
            self.paint()

    def action_finish(self) -> None:
        """Close the workout."""
        self.act(self._finish())

    async def _finish(self) -> None:
        workout = self.workout
        if workout is None:
            return

        def work(store: Store) -> None:
            if workout.sets:
                store.finish_workout(workout.id)
            else:
                store.delete_workout(workout.id)

        await self.do(work)
        self.skipped.clear()
        self.post_message(Go("today"))
