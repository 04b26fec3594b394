"""The summary of a workout, where it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row
from hinge_log.charts.ladder_words import next_time_line
from hinge_log.charts.pages.finish_page import FinishView, Offer, finish_rows
from hinge_log.charts.pages.notice import notice_rows
from hinge_log.charts.pages.parts import date_text, pain_words, summary
from hinge_log.charts.record_words import record_line
from hinge_log.charts.set_words import sets_words
from hinge_log.screens.base import COMMON, Go
from hinge_log.screens.context import Context
from hinge_log.screens.day_words import SPAN_HINT, span_of, span_words
from hinge_log.screens.main_screen import BarKey
from hinge_log.screens.typing_screen import TypingScreen
from hinge_log.store.history import set_times
from hinge_log.store.next_time import next_loads, take, takeable
from hinge_log.store.records import records_of
from hinge_log.store.store import Store
from hinge_log.training.form import quick
from hinge_log.training.load_steps import LoadAdvice
from hinge_log.training.sides import set_names
from hinge_log.training.superset import tags
from hinge_log.training.workout import LABELS, SetRecord, Workout, WorkoutLift


@dataclass(frozen=True, slots=True)
class FinishRead:
    """What one visit to the log brings back: records as (exercise key, line), `can` the places of takeable offers."""

    workout: Workout | None = None
    records: tuple[tuple[str, str], ...] = ()
    advice: tuple[LoadAdvice, ...] = ()
    can: frozenset[int] = frozenset()


class FinishScreen(TypingScreen):
    """What was done, what slipped, what is a record, what is not rated yet, and what to take next time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "finish", "save", id="finish.save", tooltip="close the workout"),
        Binding("r", "rate_rest", "rate", id="finish.rate", tooltip="ask for each set that is not rated"),
        *(
            Binding(str(n), f"rate({n})", word, id=f"finish.{n}", tooltip=f"form of the set asked for: {n} {word}")
            for n, word in LABELS.items()
        ),
        Binding("space", "skip", "skip", id="finish.skip", tooltip="leave the set asked for unrated"),
        Binding("a", "take", "take", id="finish.take", tooltip="take the offered load into the plan"),
        Binding("down,j", "move(1)", "offer", id="finish.down", tooltip="the next offer"),
        Binding("up,k", "move(-1)", "offer", id="finish.up", tooltip="the offer before"),
        Binding("n", "note", "note", id="finish.note", tooltip="a note on the workout"),
        Binding("e", "times", "times", id="finish.times", tooltip="when it began and ended"),
        *COMMON,
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.read = FinishRead()
        self.rating = False
        self.skipped: set[str] = set()
        self.taken: dict[str, LoadAdvice] = {}
        self.at = 0
        self.ended_ms: int | None = None
        """When it ended, where that was typed."""

    @property
    def workout(self) -> Workout | None:
        """The workout in progress."""
        return self.read.workout

    async def load(self) -> None:
        """Read the open workout, what it beat, and what follows from it."""
        before = self.workout.id if self.workout else ""
        self.read = await self.do(self._read)
        if self.workout is None or self.workout.id != before:
            self.rating, self.ended_ms, self.at = False, None, 0
            self.skipped.clear()
            self.taken.clear()
        self.rating = self.rating and self.asked is not None

    def _read(self, store: Store) -> FinishRead:
        workout = store.open_workout()
        if workout is None:
            return FinishRead()
        gym, today = self.context.gym, self.context.today
        keys = dict.fromkeys(lift.exercise for lift in workout.lifts if lift.sets)
        records = [
            (key, record_line(record, gym.unit, today))
            for key in keys
            for record in records_of(store, self.context.exercise(key), workout, formula=gym.formula)
        ]
        advice = next_loads(
            store, workout, self.context.exercise, self.context.catalogue.items_for, step=gym.load(gym.step)
        )
        can = frozenset(
            place for place, each in enumerate(advice) if each.kind != "hold" and takeable(store, workout.id, each)
        )
        return FinishRead(workout, tuple(records), advice, can)

    # -- what is not rated ---------------------------------------------------------------------------------

    @property
    def unrated(self) -> tuple[SetRecord, ...]:
        """The working sets without form and without pain."""
        sets = self.workout.sets if self.workout else ()
        return tuple(each for each in sets if each.what.kind.counts and not each.what.form and not each.what.pain)

    @property
    def asked(self) -> SetRecord | None:
        """The next set to be asked for."""
        return next((each for each in self.unrated if each.id not in self.skipped), None)

    def _named(self, lift: WorkoutLift, some: Sequence[SetRecord]) -> str:
        """Some sets of a lift by their numbers, as the log has them."""
        return set_names(lift.sets, some, sided=self.context.exercise(lift.exercise).unilateral)

    def _unrated_words(self) -> str:
        words = []
        for lift in self.workout.lifts if self.workout else ():
            some = [record for record in self.unrated if record.lift_id == lift.id]
            if some:
                said = self._named(lift, some) if len(some) < 4 else f"{len(some)} sets"
                words.append(f"{self.context.name(lift.exercise)} {said}")
        return "; ".join(words)

    # -- showing -------------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        workout = self.workout
        if workout is None:
            return notice_rows("Finish", ["No workout is open."], self.status, self.keys(), width, height)
        unit, asked = self.context.gym.unit, self.asked if self.rating else None
        question = ""
        if asked is not None:
            said = summary([asked], unit)[0]
            home = next(lift for lift in workout.lifts if lift.id == asked.lift_id)
            question = f"How was {self.context.name(asked.exercise)}, {self._named(home, [asked])}?  {said}"
        offers = [(next_time_line(each, self.context.name(each.exercise)), each) for each in self.read.advice]
        view = FinishView(
            name=", ".join(part for part in (workout.name, date_text(workout.day)) if part),
            took=self._took(workout),
            lifts=tuple(self._lift_lines(workout, unit)),
            pains=self._pains(workout),
            slips=self._slips(workout),
            records=tuple(f"{self.context.name(key)} {line}" for key, line in self.read.records),
            unrated=self._unrated_words(),
            asked=question,
            offers=tuple(
                Offer(*words, place in self.read.can, self.taken.get(each.exercise) == each)
                for place, (words, each) in enumerate(offers)
            ),
            at=self.at if self.at in self.read.can else min(self.read.can, default=0),
            note=" ".join(workout.note.split()),
            status=self.status,
            keys=self.keys(),
            rate_key=self.key_of("finish.rate"),
            take_key=self.key_of("finish.take"),
            help_key=self.help_key,
            touch=self.context.look.mouse,
            typing=bool(self.entry.purpose),
        )
        return finish_rows(view, width, height)

    def _took(self, workout: Workout) -> str:
        minutes = max(0, (self._end(workout) - workout.started_ms) // 60_000)
        return f"{minutes} min, {len(workout.sets)} set{'s' if len(workout.sets) != 1 else ''}"

    def _end(self, workout: Workout) -> int:
        return self.context.clock.now().utc_ms if self.ended_ms is None else self.ended_ms

    def _lift_lines(self, workout: Workout, unit: str) -> list[tuple[str, tuple[str, ...], str]]:
        lines = []
        called = tags(workout)
        for lift in workout.lifts:
            name = f"{called.get(lift.id, '')} {self.context.name(lift.exercise)}".strip()
            if lift.sets:
                said, form = summary(lift.sets, unit)
                form = form.removeprefix("form ") or " ".join("-" for each in lift.sets if each.what.kind.counts)
                sided = self.context.exercise(lift.exercise).unilateral
                lines.append((name, (said, *sets_words(lift.sets, unit, sided=sided)), form))
            elif lift.plan:
                lines.append((name, ("not done",), ""))
        return lines

    def _pains(self, workout: Workout) -> tuple[tuple[str, str], ...]:
        """What hurt in which sets of which lift."""
        found = []
        for lift in workout.lifts:
            hurt = [each for each in lift.sets if each.what.pain]
            if hurt:
                found.append((pain_words(hurt), f"{self.context.name(lift.exercise)} {self._named(lift, hurt)}"))
        return tuple(found)

    def _slips(self, workout: Workout) -> tuple[tuple[str, str], ...]:
        """What slipped, in how many of the checked sets of which lift, the most often first."""
        counts: dict[tuple[str, str], list[int]] = {}
        for lift in workout.lifts:
            items = self.context.catalogue.items_for(self.context.exercise(lift.exercise))
            names = {item.id: item.fault_text for item in items}
            checked = [each.what.form for each in lift.sets if each.what.form and each.what.form.checklist]
            for form in checked:
                for item, slipped in form.slips:
                    if slipped:
                        counts.setdefault((names.get(item, item), lift.exercise), [0, len(checked)])[0] += 1
        return tuple(
            (name, f"{slips} of {checks} checked {self.context.name(key)} set{'' if checks == 1 else 's'}")
            for (name, key), (slips, checks) in sorted(counts.items(), key=lambda each: -each[1][0])
        )

    def bar(self) -> Sequence[BarKey]:
        """The key bar of the mode."""
        if self.entry.purpose:
            return (BarKey(("finish.save",), "store"), BarKey((), "esc leaves"))
        if self.rating:
            return (
                BarKey(("finish.1", "finish.5"), "form"),
                BarKey(("finish.skip",), "skip", "skip"),
                BarKey(("undo",), "undo", "undo"),
                BarKey(("back",), "enough", "back"),
                BarKey(("finish.save",), "save", "finish"),
            )
        keys = [BarKey(("finish.save",), "save", "finish")]
        if self.unrated:
            keys.append(BarKey(("finish.rate",), "rate the rest", "rate_rest"))
        if self.read.can:
            keys.append(BarKey(("finish.take",), "take offer", "take"))
        keys += [
            BarKey(("finish.note",), "note", "note"),
            BarKey(("back",), "back to the log", "back"),
            BarKey(("finish.times",), "times", "times"),
        ]
        return [*keys, BarKey(("undo",), "undo", "undo")]

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("Finish", ("finish.save", "finish.note", "finish.times")),
            ("Sets that are not rated", ("finish.rate", *(f"finish.{n}" for n in LABELS), "finish.skip")),
            ("Next time", ("finish.up", "finish.down", "finish.take")),
        )

    # -- rating --------------------------------------------------------------------------------------------

    def action_rate_rest(self) -> None:
        """Ask for each set that is not rated."""
        self.skipped.clear()
        self.rating = self.asked is not None
        self._keys.clear()
        self.say("" if self.rating else "Every set is rated.")

    def action_rate(self, label: int) -> None:
        """Rate the set asked for."""
        if self.rating:
            self.act(self._rate(label))
        elif self.unrated:
            self.say(f"{self.key_of('finish.rate')} asks for each set that is not rated.")

    async def _rate(self, label: int) -> None:
        asked = self.asked
        if asked is not None:
            await self.do(lambda store: store.rate(asked.id, quick(label)))
            await self.load()
            self.status = f"Form {label}, {LABELS[label]}. {self.key_of('undo')} undoes."

    def action_skip(self) -> None:
        """Leave the set asked for unrated."""
        if self.rating and self.asked is not None:
            self.skipped.add(self.asked.id)
            self.rating = self.asked is not None
            self._keys.clear()
            self.say("")

    def action_back(self) -> None:
        """Stop asking, else go back to the log."""
        if self.rating and not self.entry.purpose:
            self.rating = False
            self._keys.clear()
            self.say("")
        else:
            super().action_back()

    # -- next time -----------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Another offer."""
        places = sorted(self.read.can)
        if places:
            at = places.index(self.at) if self.at in places else 0
            self.at = places[(at + by) % len(places)] if self.at in places else places[0]
            self.paint()

    def action_take(self, place: int | None = None) -> None:
        """Take the offer at hand, or the one that was tapped, into the plan."""
        places = sorted(self.read.can)
        if place is None:
            place = self.at if self.at in places else places[0] if places else None
        if place is None:
            said = "This workout follows no plan with these loads: take them next time as you like."
            self.say(said if self.read.advice else "There is nothing to take.")
        elif place < len(self.read.advice):
            self.at = place
            self.act(self._take(self.read.advice[place]))

    async def _take(self, advice: LoadAdvice) -> None:
        workout = self.workout
        if workout is None:
            return
        name = await self.do(lambda store: take(store, workout.id, advice))
        self.taken[advice.exercise] = advice
        await self.load()
        load = f"{advice.to.text} {advice.to.unit}"
        self.status = f"{name} has {load} from now on. {self.key_of('undo')} undoes."

    # -- note and times ------------------------------------------------------------------------------------

    def action_note(self) -> None:
        """Write a note on the workout."""
        if self.workout is not None:
            self.type_in("note", self.workout.note)

    def action_times(self) -> None:
        """Type when it began and ended."""
        if self.workout is not None:
            self.type_in("times", span_words(self.workout, self._end(self.workout)))

    def told(self, purpose: str, text: str) -> str:
        """What is asked for."""
        return SPAN_HINT if purpose == "times" else "A note on this workout. Enter stores it, esc leaves it."

    async def entered(self, purpose: str, text: str) -> None:
        """Keep what was typed."""
        workout = self.workout
        if workout is None:
            return
        if purpose == "note":
            await self.do(lambda store: store.set_workout_note(workout.id, text))
            said = "Note stored"
        else:
            start, end = span_of(text, workout, self.context.clock.now())
            await self.do(lambda store: set_times(store, workout.id, start, None))
            self.ended_ms = end
            said = "Times stored"
        await self.load()
        self.shut(f"{said}. {self.key_of('undo')} undoes.")

    # -- closing -------------------------------------------------------------------------------------------

    def action_finish(self) -> None:
        """Close the workout."""
        self.act(self._finish())

    async def _finish(self) -> None:
        workout, ended_ms = self.workout, self.ended_ms
        if workout is None:
            return

        def work(store: Store) -> None:
            if workout.sets:
                store.finish_workout(workout.id, at_ms=ended_ms)
            else:
                store.delete_workout(workout.id)

        await self.do(work)
        number = len(workout.sets)
        done = f"Workout saved, {number} {'set' if number == 1 else 'sets'}." if number else "Empty workout removed."
        self.post_message(Go("today", status=f"{done} {self.key_of('undo')} undoes."))
