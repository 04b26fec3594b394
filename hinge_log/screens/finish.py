"""The summary of a workout, where it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from hinge_log.charts.flow import hanging
from hinge_log.charts.ladder_words import next_time_line
from hinge_log.charts.record_words import record_line, record_rows
from hinge_log.charts.set_texts import pain_words, summary
from hinge_log.charts.set_words import sets_words
from hinge_log.charts.workout_words import SummaryLine, round_words, summary_rows, work_and_rest_words
from hinge_log.clock import date_text
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.screens.keys import Bar, BarKey, HelpGroups, global_bindings, ids, rating_bindings
from hinge_log.screens.main_screen import MainScreen
from hinge_log.screens.workout_times import SPAN_HINT, span_hint, span_of, span_words
from hinge_log.store.history import set_times
from hinge_log.store.ladder import next_loads, take, takeable
from hinge_log.store.personal_bests import records_of
from hinge_log.store.set_writes import write_workout_note
from hinge_log.store.store import Store
from hinge_log.text import plural
from hinge_log.training.form import quick
from hinge_log.training.load_steps import LoadAdvice
from hinge_log.training.sides import set_names
from hinge_log.training.superset import tags
from hinge_log.training.workout import LABELS, SetRecord, Workout, WorkoutLift
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.keys import KeyHint, KeyRow
from hinge_log.widgets.line_panel import to_content
from hinge_log.widgets.panels import FlowPanel, PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList


@dataclass(frozen=True, slots=True)
class FinishData:
    """What one visit to the log brings back: records as (exercise key, line), `can` the places of takeable offers."""

    workout: Workout | None = None
    records: tuple[tuple[str, str], ...] = ()
    advice: tuple[LoadAdvice, ...] = ()
    can: frozenset[int] = frozenset()


class FinishScreen(MainScreen[FinishData]):
    """What was done, which checks failed, what is a record, what is not rated yet, and loads for next time."""

    CSS_PATH = "../styles/finish.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "finish", "save", id="finish.save", tooltip="save and close the workout"),
        Binding("r", "rate_rest", "rate the others", id="finish.rate", tooltip="rate the unrated sets, one by one"),
        *rating_bindings("rate", "finish", "rate the set shown"),
        Binding("space", "skip", "skip", id="finish.skip", tooltip="leave the set shown unrated"),
        Binding("a", "take", "put in plan", id="finish.take", tooltip="put the suggested load in the plan"),
        Binding("down,j", "step(1)", "suggestion", id="finish.down", tooltip="next suggestion"),
        Binding("up,k", "step(-1)", "suggestion", id="finish.up", tooltip="previous suggestion"),
        Binding("n", "note", "note", id="finish.note", tooltip="a note on the workout"),
        Binding("e", "times", "times", id="finish.times", tooltip="start and end times"),
        *global_bindings(),
    ]
    HELP_GROUPS: ClassVar[HelpGroups] = (
        ("Finish", ids("finish", "save note times")),
        ("Unrated sets", ids("finish", "rate 1 2 3 4 5 skip")),
        ("Next time", ids("finish", "up down take")),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.rating = False
        self.skipped: set[str] = set()
        self.taken: dict[str, LoadAdvice] = {}
        self.place = 0
        self.ended_ms: int | None = None
        """When it ended, where that was typed."""

    def compose_body(self) -> Iterable[Widget]:
        """What was done on the left, records and suggestions on the right where there is room."""
        with VerticalScroll(id="columns", can_focus=False):
            with Vertical(id="left"):
                yield PanelTitle(id="workout-title")
                yield FlowPanel(id="lifts")
                yield Static(id="totals", classes="section", markup=False)
                yield Static(id="question", markup=False)
                yield KeyRow(*(KeyHint(str(n), word, f"rate({n})") for n, word in LABELS.items()), id="ratings")
                for name in ("pains", "faults", "unrated"):
                    yield PanelTitle(_TITLES[name], id=f"{name}-title")
                    yield Static(id=name, classes="section", markup=False)
            with Vertical(id="right"):
                yield PanelTitle(_TITLES["records"], id="records-title")
                yield FlowPanel(id="records", classes="section")
                yield PanelTitle(_TITLES["offers"], id="offers-title")
                yield RowList(id="offers")
        yield KeyRow(KeyHint("⏎", "SAVE AND CLOSE", "finish"), lead=True, id="save")

    def on_mount(self) -> None:
        """Leave the keys to the screen; suggestions can be clicked."""
        self.query_one("#offers", RowList).can_focus = False

    def read(self, store: Store) -> FinishData:
        """Read the open workout, what it beat, and what follows from it."""
        workout = store.open_workout()
        if workout is None:
            return FinishData()
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
            place
            for place, each in enumerate(advice)
            if each.kind not in ("hold", "plan") and takeable(store, workout.id, each)
        )
        return FinishData(workout, tuple(records), advice, can)

    @property
    def workout(self) -> Workout | None:
        """The workout in progress."""
        return self.data.workout if self.data else None

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
                names = self._named(lift, some) if len(some) < 4 else f"{len(some)} sets"
                words.append(f"{self.context.name(lift.exercise)} {names}")
        return "; ".join(words)

    # -- showing -------------------------------------------------------------------------------------------

    async def load(self) -> None:
        """Begin anew with another workout."""
        before = self.workout.id if self.workout else ""
        await super().load()
        if self.workout is None or self.workout.id != before:
            self.rating, self.ended_ms, self.place = False, None, 0
            self.skipped.clear()
            self.taken.clear()
            self.show_again()

    def show(self, data: FinishData) -> None:
        """Hand the parts out; a part without anything to say is hidden."""
        workout, unit = data.workout, self.context.gym.unit
        self.query_one("#columns").display = workout is not None
        if workout is None:
            self.show_title(("Finish", "strong"))
            self.status = self.status or "No workout is open. Press g to go to another screen."
            self.show_keys()
            return
        self.rating = self.rating and self.asked is not None
        self.set_class(self.rating, "-rating")
        self.show_title(("Workout done", "strong"), right=self._took(workout))
        title = self.query_one("#workout-title", PanelTitle)
        title.title = ", ".join(part for part in (workout.name, date_text(workout.day)) if part)
        lines = self._lift_lines(workout, unit)
        title.tail = "form" if any(line.form for line in lines) else ""
        self.query_one("#lifts", FlowPanel).flow = partial(summary_rows, lines)
        sided = frozenset(lift.exercise for lift in workout.lifts if self.context.exercise(lift.exercise).unilateral)
        note = " ".join(workout.note.split())
        times = (work_and_rest_words(workout.sets), *round_words(workout, sided))
        self._show_section("totals", [*times, f'"{note}"' if note else ""])
        self.query_one("#question", Static).update(self._question(workout, unit))
        self._show_section("pains", [f"{what}: {where}" for what, where in self._pains(workout)], "fault")
        self._show_section("faults", [f"▲ {name}: {how}" for name, how in self._faults(workout)], "fault")
        unrated = "" if self.rating else self._unrated_words()
        rate = f" Press {self.key_of('finish.rate')} to rate."
        self._show_section("unrated", [f"{unrated}.{rate}" if unrated else ""], "text>rate_rest")
        records = [(self.context.name(key), line) for key, line in data.records]
        self.query_one("#records", FlowPanel).flow = partial(record_rows, records)
        self._hide_empty("records", records)
        self._show_offers(data)
        self.show_keys()

    def _show_section(self, name: str, lines: Sequence[str], style: str = "text") -> None:
        lines = [line for line in lines if line]
        section = self.query_one(f"#{name}", Static)
        self._hide_empty(name, lines)
        mono = self.app.theme == "mono"
        section.update(to_content((((line, style),) for line in lines), mono=mono))

    def _hide_empty(self, name: str, lines: Sequence[object]) -> None:
        for widget in self.query(f"#{name}, #{name}-title"):
            widget.set_class(not lines, "-empty")

    def _show_offers(self, data: FinishData) -> None:
        offers = self.query_one("#offers", RowList)
        self._hide_empty("offers", data.advice)
        rows = []
        for place, advice in enumerate(data.advice):
            what, why = next_time_line(advice, self.context.name(advice.exercise))
            is_accepted, can = self.taken.get(advice.exercise) == advice, place in data.can
            here = can and not is_accepted and place == self._offered_place(data)
            mark = "▸ " if here else "✓ " if is_accepted else "  "
            tail = " In the plan." if is_accepted else ""
            if here:
                tail = f" Press {self.key_of('finish.take')} to put it in the plan."
            rows.append(ListRow(f"offer-{place}", partial(hanging, ((mark, "chosen"),), f"{what}: {why}.{tail}")))
        offers.show_rows(rows)

    def _offered_place(self, data: FinishData) -> int:
        return self.place if self.place in data.can else min(data.can, default=-1)

    def _question(self, workout: Workout, unit: str) -> str:
        asked = self.asked if self.rating else None
        if asked is None:
            return ""
        home = next(lift for lift in workout.lifts if lift.id == asked.lift_id)
        what = summary([asked], unit)[0]
        return f"How was {self.context.name(asked.exercise)}, {self._named(home, [asked])}?  {what}"

    def _took(self, workout: Workout) -> str:
        minutes = max(0, (self._end(workout) - workout.started_ms) // 60_000)
        return f"{minutes} min, {plural(len(workout.sets), 'set')}"

    def _end(self, workout: Workout) -> int:
        return self.context.clock.now().utc_ms if self.ended_ms is None else self.ended_ms

    def _lift_lines(self, workout: Workout, unit: str) -> tuple[SummaryLine, ...]:
        lines = []
        letters = tags(workout)
        for lift in workout.lifts:
            name = f"{letters.get(lift.id, '')} {self.context.name(lift.exercise)}".strip()
            if lift.sets:
                words, form = summary(lift.sets, unit)
                form = form.removeprefix("form ") or " ".join("-" for each in lift.sets if each.what.kind.counts)
                sided = self.context.exercise(lift.exercise).unilateral
                lines.append(SummaryLine(name, (words, *sets_words(lift.sets, unit, sided=sided)), form))
            elif lift.plan:
                lines.append(SummaryLine(name, ("not done",), ""))
        return tuple(lines)

    def _pains(self, workout: Workout) -> tuple[tuple[str, str], ...]:
        """What hurt in which sets of which lift."""
        pains = []
        for lift in workout.lifts:
            hurt = [each for each in lift.sets if each.what.pain]
            if hurt:
                pains.append((pain_words(hurt), f"{self.context.name(lift.exercise)} {self._named(lift, hurt)}"))
        return tuple(pains)

    def _faults(self, workout: Workout) -> tuple[tuple[str, str], ...]:
        """Which checks failed, in how many of the checked sets of which lift, the most frequent first."""
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

    def bar(self) -> Bar:
        """The key bar of the mode."""
        if self.entry.purpose:
            return (BarKey(("finish.save",), "save"), BarKey(("back",), "discard"))
        if self.workout is None:
            return ("back", "go")
        if self.rating:
            stop = "back: stop rating"
            return (BarKey(("finish.1", "finish.5"), "form"), "finish.skip", "undo", stop, "finish.save")
        rate = ("finish.rate",) if self.unrated else ()
        take = ("finish.take",) if self.data and self.data.can else ()
        log = "back: back to the log"
        return ("finish.save", *rate, *take, "finish.note", log, "finish.times", "undo")

    # -- rating --------------------------------------------------------------------------------------------

    def action_rate_rest(self) -> None:
        """Ask for each set that is not rated."""
        self.skipped.clear()
        self.rating = self.asked is not None
        self.show_again("" if self.rating else "Every set is rated.")

    def action_rate(self, label: int) -> None:
        """Rate the set asked for."""
        if self.rating and self.asked is not None:
            rate = partial(Store.rate, set_id=self.asked.id, form=quick(label))
            self.enqueue(self.save(rate, f"Form {label}, {LABELS[label]}."))
        elif self.unrated:
            self.status = f"Press {self.key_of('finish.rate')} to rate the unrated sets, one by one."

    def action_skip(self) -> None:
        """Leave the set asked for unrated."""
        if self.rating and self.asked is not None:
            self.skipped.add(self.asked.id)
            self.show_again("")

    def action_back(self) -> None:
        """Stop asking, else go back to the log."""
        if self.rating:
            self.rating = False
            self.show_again("")
        else:
            super().action_back()

    # -- next time -----------------------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        """Another suggestion that can be put into the plan, else scroll."""
        places = sorted(self.data.can) if self.data else []
        if places and self.data:
            index = places.index(self._offered_place(self.data))
            self.place = places[(index + by) % len(places)]
            self.show(self.data)
        else:
            self.query_one("#columns", VerticalScroll).scroll_relative(y=by, animate=False)

    @on(RowList.OptionSelected, "#offers")
    def _offer_clicked(self, message: RowList.OptionSelected) -> None:
        self.action_take(message.option_index)

    def action_take(self, place: int | None = None) -> None:
        """Put the suggestion that is pointed at, or the one that was clicked, into the plan."""
        data = self.data or FinishData()
        place = self._offered_place(data) if place is None else place
        if place not in data.can:
            free = "No plan sets these loads. Choose them yourself next time."
            self.status = free if data.advice else "No suggestions."
        else:
            self.place = place
            self.enqueue(self._take(data.advice[place]))

    async def _take(self, advice: LoadAdvice) -> None:
        workout = self.workout
        if workout is None:
            return
        name = await self.with_store(lambda store: take(store, workout.id, advice))
        self.taken[advice.exercise] = advice
        await self.load()
        self.tell_done(f"{name}: {advice.to.text} {advice.to.unit} from now on.")

    # -- note and times ------------------------------------------------------------------------------------

    def action_note(self) -> None:
        """Write a note on the workout."""
        if self.workout is not None:
            self.open_entry("note", self.workout.note, status="A note on this workout. enter save / esc discard")

    def action_times(self) -> None:
        """Type when it began and ended."""
        if self.workout is not None:
            self.open_entry("times", span_words(self.workout, self._end(self.workout)), status=SPAN_HINT)

    @on(EntryLine.Edited)
    def _echo_times(self, message: EntryLine.Edited) -> None:
        if message.purpose == "times" and self.workout is not None:
            self.status = span_hint(message.text, self.workout, self.context.now())

    @on(EntryLine.Completed)
    def _entry_completed(self, message: EntryLine.Completed) -> None:
        if self.workout is not None:
            self.enqueue(self._save_entry(self.workout, message.purpose, message.text))

    async def _save_entry(self, workout: Workout, purpose: str, text: str) -> None:
        if purpose == "note":
            await self.save(lambda store: write_workout_note(store, workout, text), "Note saved.")
        else:
            start, end = span_of(text, workout, self.context.now())
            await self.save(lambda store: set_times(store, workout.id, start, None), "Times saved.")
            self.ended_ms = end
            self.show_again(self.status)

    def action_finish(self) -> None:
        """Save and close the workout."""
        self.enqueue(self._finish())

    async def _finish(self) -> None:
        workout, ended_ms = self.workout, self.ended_ms
        if workout is None:
            return

        def close(store: Store) -> None:
            if workout.sets:
                store.finish_workout(workout.id, at_ms=ended_ms)
            else:
                store.delete_workout(workout.id)

        await self.with_store(close)
        number = len(workout.sets)
        done = f"Workout saved, {plural(number, 'set')}." if number else "Empty workout removed."
        self.post_message(ScreenRequested("today", status=f"{done} Press {self.key_of('undo')} to undo."))


_TITLES = {
    "pains": "Pain", "faults": "Checks that failed", "unrated": "Not rated", "records": "Records",
    "offers": "Next time",
}  # fmt: skip
