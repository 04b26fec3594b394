"""What an opened plan is read with and how it is written; names, sets and notes as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hinge_log.charts.plan_words import planned_loads, set_count, share_words
from hinge_log.errors import EntryError, HingeLogError, NeedsDecision
from hinge_log.exercises.model import Exercise
from hinge_log.screens.context import Context
from hinge_log.screens.plan_offers import NEW
from hinge_log.screens.typing_screen import TypingScreen
from hinge_log.settings import Gym
from hinge_log.store import routines as kept
from hinge_log.store.journal import Change
from hinge_log.store.lift_settings import lift_settings
from hinge_log.store.plans_read import Plans, read_days, read_plans
from hinge_log.store.reading import Session
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training import routine_edit as edit
from hinge_log.training.load import Load
from hinge_log.training.routine import Day, Routine, RoutineLift, RoutineSet
from hinge_log.training.routine_text import sets_of, text_of, under_bar
from hinge_log.training.suggestion import BODYWEIGHT

NO_PLACE: edit.Place = (-1, -1)
"""The first line of the outline, which is the plan itself."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What one visit to the log brings back."""

    plans: Plans
    routine: Routine | None
    days: tuple[tuple[kept.DayLift, ...], ...]
    last_time: Session | None


class PlanTyping(TypingScreen):
    """Keeps the plan and the line of it at hand, and lets it be typed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.wanted = ""
        self.plans = Plans()
        self.routine: Routine | None = None
        self.days: tuple[tuple[kept.DayLift, ...], ...] = ()
        self.place: edit.Place = NO_PLACE
        self.last_time: Session | None = None
        self.trial: kept.DayLift | None = None
        self.warned = ""
        self.taps_at = 0
        self._named = ""
        self._fresh_plan = False

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def places(self) -> tuple[edit.Place, ...]:
        """Every line of the outline by its place: the plan, then each day and its lifts."""
        if self.routine is None:
            return ()
        found = [NO_PLACE]
        for day, here in enumerate(self.routine.days):
            found += [(day, at) for at in range(-1, len(here.lifts))]
        return tuple(found)

    @property
    def turn(self) -> int:
        """The place of the day whose turn it is."""
        ids = [each.id for each in self.plans.routines]
        if self.routine is None or self.routine.id not in ids:
            return 0
        return max(0, min(self.plans.turns[ids.index(self.routine.id)], len(self.routine.days) - 1))

    @property
    def lift(self) -> str:
        """The exercise under the cursor, else the first of the day."""
        if self.routine is None or not self.routine.days:
            return ""
        day, at = self.place
        lifts = self.routine.days[max(0, day)].lifts
        return lifts[max(0, at)].exercise if lifts else ""

    def show_lift(self, key: str) -> None:
        """Ask for a plan by its id, marked when it is new; the key of an exercise leaves things as they are."""
        self._fresh_plan = key.startswith(NEW)
        key = key.removeprefix(NEW)
        if len(key) == 26 and key.isalnum() and key not in self.context.catalogue.exercises:
            self.wanted = key

    async def load(self) -> None:
        """Read the plan, and what its lifts come to today."""
        self._take(await self.do(self._read))
        if self._fresh_plan and self.routine is not None:
            self._fresh_plan, self.place = False, (0, 0)
            self.type_in("sets", "")

    def _read(self, store: Store) -> _Read:
        plans = read_plans(store)
        wanted = self.wanted or (self.routine.id if self.routine else plans.active)
        routine = next((each for each in plans.routines if each.id == wanted), None)
        days = read_days(store, routine, self.context.exercise, today=self.context.today) if routine else ()
        if routine is None and (self.wanted or self.routine):
            self.status = "That plan is no longer in the log."
        return _Read(plans, routine, days, self._session(store, routine, self.place))

    def _session(self, store: Store, routine: Routine | None, place: edit.Place) -> Session | None:
        day, at = place
        if routine is None or not 0 <= day < len(routine.days) or not 0 <= at < len(routine.days[day].lifts):
            return None
        return next(iter(store.sessions(routine.days[day].lifts[at].exercise)), None)

    def _take(self, read: _Read) -> None:
        other = read.routine is None or self.routine is None or read.routine.id != self.routine.id
        self.plans, self.routine, self.days, self.last_time = read.plans, read.routine, read.days, read.last_time
        self.wanted = ""
        if other:
            self.taps_at = 0
            # What is looked at is the day that comes next.
            self.place = (self.turn, -1) if self.routine and self.routine.days else NO_PLACE
        self._keep_place()

    def _keep_place(self) -> None:
        if self.routine is None:
            self.place = NO_PLACE
        elif self.place not in self.places:
            day = max(0, min(self.place[0], len(self.routine.days) - 1))
            lifts = len(self.routine.days[day].lifts) if self.routine.days else 0
            self.place = (day, min(self.place[1], lifts - 1)) if self.routine.days else NO_PLACE

    async def _look(self) -> None:
        routine, place = self.routine, self.place
        self.last_time = await self.do(lambda store: self._session(store, routine, place))

    def turned(self, changes: Sequence[Change]) -> None:
        """Show the plan that was undone or redone, when it is another one."""
        changed = [change.row for change in changes if change.entity == "routine"]
        if changed and (self.routine is None or self.routine.id not in changed):
            self.wanted = changed[0]

    def _made(self, place: edit.Place) -> kept.DayLift | None:
        day, at = place
        if 0 <= day < len(self.days) and 0 <= at < len(self.days[day]):
            return self.days[day][at]
        return None

    def shown_lift(self) -> kept.DayLift | None:
        """The lift under the cursor as it would be today: while its sets are typed, with those."""
        if self.entry.purpose == "sets" and self.trial is not None:
            return self.trial
        return self._made(self.place)

    def sets_text(self, lift: RoutineLift) -> str:
        """The sets of a lift as they are typed."""
        return text_of(lift.sets, self.context.gym.unit)

    # -- writing -------------------------------------------------------------------------------------------

    async def _write(
        self,
        changed: Routine,
        said: str,
        place: edit.Place,
        *,
        exercise: Exercise | None = None,
        renamed: tuple[str, str] | None = None,
    ) -> None:
        """Keep a changed plan, unless it is another one by now; then show it."""
        before = self.routine
        if before is None:
            return

        def work(store: Store) -> None:
            now = next((each for each in kept.routines(store) if each.id == before.id), None)
            if now != before:
                raise NeedsDecision("Another window changed this plan.", "Nothing was kept: look, then do it again.")
            kept.put_routine(store, changed, exercise=exercise, renamed=renamed)

        try:
            if changed != before:
                await self.do(work)
        except HingeLogError:
            await self.load()
            raise
        self.place = place
        if exercise is not None:
            await self.do(self.context.refresh)
        await self.load()
        self._keys.clear()
        self.status = f"{said} {self.key_of('undo')} undoes." if changed != before else "As it was."

    def _pick(self, title: str, then: Callable[[Exercise | None], None]) -> None:
        from hinge_log.screens.pick_lift import PickLift

        self.app.push_screen(PickLift(self.context, title), then)

    def _called(self, exercise: Exercise) -> str:
        return exercise.short or exercise.name

    def _about_name(self) -> str:
        """The short name of what is under the cursor."""
        assert self.routine is not None
        day, at = self.place
        if day < 0:
            return self.routine.name
        here = self.routine.days[day]
        return self.context.name(here.lifts[at].exercise) if at >= 0 else here.name or "the day"

    def _fresh(self, name: str) -> str:
        assert self.routine is not None
        return edit.fresh_name([day.name for day in self.routine.days], name)

    def _on_lift(self) -> bool:
        if self.routine is not None and self.place[1] >= 0:
            return True
        self.say("Pick a lift first.")
        return False

    # -- typing --------------------------------------------------------------------------------------------

    def asking(self) -> str:
        """The title of what is being typed, "" while nothing is."""
        purpose = self.entry.purpose
        if not purpose or self.routine is None:
            return ""
        return {
            "sets": f"Sets of {self._about_name()}: load x reps x sets",
            "note": f"Note on {self._about_name()}",
            "plan": "Name of the plan",
            "day": "Name of the day",
            "new day": "Name of the new day",
        }[purpose]

    def action_open(self) -> None:
        """Type the sets of the lift; on a day, its name; on the plan, its name."""
        if self.routine is None or self.entry.purpose:
            return
        day, at = self.place
        if at >= 0:
            self.type_in("sets", self.sets_text(self.routine.days[day].lifts[at]))
        else:
            self.action_rename()

    def action_rename(self) -> None:
        """Type the name of the day; on the first line, of the plan."""
        if self.routine is not None:
            day = self.place[0]
            self.type_in("plan" if day < 0 else "day", self.routine.name if day < 0 else self.routine.days[day].name)

    def action_new_day(self) -> None:
        """Type the name of a further day."""
        if self.routine is not None:
            self.type_in("new day", edit.next_letter(self.routine))

    def action_note(self) -> None:
        """Type a note on the lift."""
        if self._on_lift() and self.routine is not None:
            self.type_in("note", edit.lift_at(self.routine, self.place).note)

    def shut(self, status: str) -> None:
        """Close the entry line and say something."""
        self.trial = None
        self.warned = ""
        super().shut(status)

    def told(self, purpose: str, text: str) -> str:
        """What the status line says while something is typed."""
        if purpose == "sets":
            self.warned = ""
            return self._sets_said(text)
        if purpose == "note":
            return "A note that stands with the lift each time. Empty takes it away."
        return self._name_said(purpose, clean(text, limit=NAME_LIMIT))

    def _name_said(self, purpose: str, name: str) -> str:
        assert self.routine is not None
        if not name:
            return "A name, such as A, Monday or Heavy."
        if purpose == "plan":
            taken = [each.name for each in self.plans.routines if each.id != self.routine.id]
            what = "a plan"
        else:
            here = self.place[0] if purpose == "day" else -1
            taken = [day.name for at, day in enumerate(self.routine.days) if at != here]
            what = "a day"
        if purpose != "plan" and "/" in name:
            return f"{' ' * name.index('/')}^ A day's name has no /. Leave it out."
        if name.casefold() in {each.casefold() for each in taken}:
            return f'^ There is {what} "{name}" already. Give it another name.'
        if purpose == "new day":
            return f"→ {name}. Next: its first lift."
        return f"→ {name}"

    def _parsed(self, text: str) -> tuple[RoutineSet, ...]:
        exercise = self.context.exercise(self.lift)
        return sets_of(text, self.context.gym.unit, body=exercise.load_type in BODYWEIGHT)

    def _sets_said(self, text: str) -> str:
        if not text.strip():
            self.trial = None
            return "→ as last time.   60x5 w, 75%x5x3"
        try:
            sets = self._parsed(text)
        except EntryError as error:
            said = error.message if error.message.endswith(("?", ".")) else f"{error.message}."
            said = f"^ {said} {error.hint}".rstrip()
            return " " * min(error.at, max(0, self.size.width - len(said) - 4)) + said
        self.act(self._worth(text, sets))
        # What the sets come to is read from the log: until then, what was said stands.
        return self.status if self.status.startswith("→") else "→"

    async def _worth(self, text: str, sets: tuple[RoutineSet, ...]) -> None:
        """Say what the typed sets come to today."""
        routine = self.routine
        if routine is None or self.place[1] < 0 or self.entry.purpose != "sets" or self.entry.value != text:
            return
        lift = replace(edit.lift_at(routine, self.place), sets=sets)
        alone = Routine("", routine.name, (Day("", (lift,)),))
        today, exercise_of = self.context.today, self.context.exercise
        exercise = exercise_of(lift.exercise)

        def work(store: Store) -> tuple[kept.DayLift, Gym]:
            made = kept.day_lifts(store, alone, 0, exercise_of, today=today)[0]
            return made, lift_settings(store, exercise.id).over(self.context.gym)

        made, gym = await self.do(work)
        if self.entry.purpose != "sets" or self.entry.value != text:
            return
        self.trial = made
        self.warned = under_bar(sets, Load.of(gym.bar, gym.unit)) if exercise.on_bar else ""
        if self.warned:
            self.status = f"? {self.warned}"
            return
        unit = self.context.gym.unit
        share = share_words(sets, made.plan, made.best, unit)
        count = set_count(sets)
        said = f"{count} set{'' if count == 1 else 's'}"
        top = planned_loads(made.plan, unit)
        self.status = f"→ {said}. {share}" if share else f"→ {said}{f', {top}' if top else ', with the last load'}."

    def action_take(self) -> None:
        """Store what is typed."""
        if self.entry.purpose:
            self.act(self.entered(self.entry.purpose, self.entry.value))

    async def entered(self, purpose: str, text: str) -> None:
        """Keep what was typed; what cannot be kept stays in the field."""
        routine, renamed = self.routine, None
        if routine is None or purpose != self.entry.purpose or not purpose:
            return
        if purpose == "sets":
            try:
                sets = self._parsed(text) if text.strip() else ()
            except EntryError:
                self.say(self.told(purpose, text))
                return
            changed, said = edit.with_sets(routine, self.place, sets), f"{self._about_name()}: sets kept."
            said = f"Kept, but {self.warned.rstrip('.')}." if self.warned else said
        elif purpose == "note":
            changed, said = edit.with_note(routine, self.place, clean(text)), "Note kept."
        else:
            name = clean(text, limit=NAME_LIMIT)
            said = self._name_said(purpose, name)
            if not said.startswith("→"):
                self.say(said)
                return
            if purpose == "new day":
                self._named = name
                self.shut("")
                self._pick(f"{name}: first lift", self._day_begun)
                return
            if purpose == "plan":
                changed, said = replace(routine, name=name), f"The plan is now {name}."
            else:
                changed, said = edit.with_day_named(routine, self.place[0], name), f"The day is now {name}."
                renamed = (routine.days[self.place[0]].name, name)
        try:
            await self._write(changed, said, self.place, renamed=renamed)
        except HingeLogError as error:
            # What was typed stays in the field.
            self.status = f"^ {error}"
            return
        self.shut(self.status)

    def _day_begun(self, exercise: Exercise | None) -> None:
        if exercise is None:
            self.say("No lift, no day: nothing was kept.")
        else:
            self.act(self._add_day(exercise))

    async def _add_day(self, exercise: Exercise) -> None:
        routine = self.routine
        if routine is None:
            return
        at = len(routine.days)
        changed = edit.with_day(routine, at, Day(self._named, (RoutineLift(exercise.id),)))
        await self._write(changed, f"Added {self._named}.", (at, 0), exercise=exercise)
        self.type_in("sets", "")
