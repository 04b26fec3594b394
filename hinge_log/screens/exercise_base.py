"""One exercise as the log knows it: what is read, and what its tabs say."""

from __future__ import annotations

from dataclasses import dataclass, field

from hinge_log.charts.exercise_words import LOADS
from hinge_log.charts.pages.exercise_page import TABS, Entry, Words
from hinge_log.charts.pages.parts import date_text, summary
from hinge_log.charts.record_words import best_rows
from hinge_log.exercises.model import Exercise, Item
from hinge_log.screens.context import Context
from hinge_log.screens.lift_options import OPTIONS
from hinge_log.screens.typing_screen import TypingScreen
from hinge_log.settings import Gym
from hinge_log.store import naming
from hinge_log.store.lift_settings import LiftSettings, lift_settings
from hinge_log.store.reading import Session
from hinge_log.store.records import bests_of
from hinge_log.store.store import Store
from hinge_log.training.form import slips_lately
from hinge_log.training.records import Bests

FIGURE, CHECKS, FAULTS, HISTORY, NOTES, SETTINGS = range(len(TABS))
PAGE = 40
"""Sessions read at once; more when the cursor comes near their end."""

LATELY = 20
"""How many of the last checked sets the faults are counted over."""


@dataclass(frozen=True, slots=True)
class ExerciseRead:
    """What one visit to the log brings back."""

    sessions: tuple[Session, ...] = ()
    bests: Bests = field(default_factory=Bests)
    settings: LiftSettings = field(default_factory=LiftSettings)
    aliases: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    own: tuple[Exercise, ...] = ()


class ExerciseBase(TypingScreen):
    """One exercise: what the log and the catalogue say about it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.key = ""
        self.tab = FIGURE
        self.at = 0
        self.read = ExerciseRead()
        self._limit = PAGE

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def lift(self) -> str:
        """The key of the exercise shown."""
        return self.key

    @property
    def exercise(self) -> Exercise:
        """The exercise shown."""
        return self.context.exercise(self.key)

    @property
    def items(self) -> tuple[Item, ...]:
        """The checks of the exercise shown."""
        return self.context.catalogue.items_for(self.exercise)

    @property
    def gym(self) -> Gym:
        """The gym as it is for the exercise shown."""
        return self.read.settings.over(self.context.gym)

    def show_lift(self, key: str) -> None:
        """Show an exercise."""
        if key and key != self.key:
            self.key, self.at, self._limit, self.status = key, 0, PAGE, ""

    async def load(self) -> None:
        """Read what the log knows about the exercise."""
        self.read = await self.do(self._read)
        self.context.own = self.read.own

    def _read(self, store: Store) -> ExerciseRead:
        used = tuple(key for key, _ in store.used_exercises())
        if not self.key:
            self.key = used[0] if used else "deadlift-conventional"
        return ExerciseRead(
            tuple(store.sessions(self.key, self._limit)),
            bests_of(store, self.exercise, formula=self.context.gym.formula),
            lift_settings(store, self.key),
            naming.aliases_of(store, self.key),
            used,
            naming.known(store, self.context.catalogue),
        )

    # -- what the tabs say ---------------------------------------------------------------------------------

    def _entries(self) -> tuple[Entry, ...]:
        if self.tab == CHECKS:
            return tuple(
                Entry(f"{number} {item.cue}", "safety" if item.safety else "gate" if item.gate else "", item.safety)
                for number, item in enumerate(self.items, 1)
            )
        if self.tab == FAULTS:
            slips, checked = self._slips()
            said = "set" if checked == 1 else "sets"
            return tuple(
                Entry(
                    f"{item.fault_text[:1].upper()}{item.fault_text[1:]}",
                    f"{slips[item.id]} of {checked} {said}" if slips.get(item.id) else "",
                    bool(slips.get(item.id)),
                )
                for item in self._by_slips(slips)
            )
        if self.tab == HISTORY:
            unit, today = self.gym.unit, self.context.today
            found = []
            for session in self.read.sessions:
                said, form = summary(session.sets, unit)
                found.append(Entry(f"{date_text(session.day, today=today):<11} {said}", form))
            return tuple(found)
        if self.tab == SETTINGS:
            return tuple(
                Entry(each.label, each.text(self.context.gym, self.read.settings), own=each.own(self.read.settings))
                for each in OPTIONS
            )
        return ()

    def _slips(self) -> tuple[dict[str, int], int]:
        """How often each check slipped in the last checked sets, and how many sets these were."""
        lately = (record for session in self.read.sessions for record in reversed(session.sets))
        return slips_lately(lately, LATELY)

    def _by_slips(self, slips: dict[str, int]) -> list[Item]:
        return sorted(self.items, key=lambda item: -slips.get(item.id, 0))

    def _words(self) -> Words:
        if self.tab == CHECKS and self.items:
            item = self.items[min(self.at, len(self.items) - 1)]
            return (
                ("Look for", item.look_for), ("Feel for", item.feel_for), ("Slipped", item.fault_text),
                ("Fix", item.fix), ("Regress to", self._full_name(item.regress_to)),
            )  # fmt: skip
        if self.tab == FAULTS and self.items:
            items = self._by_slips(self._slips()[0])
            return self._fault_words(items[min(self.at, len(items) - 1)])
        if self.tab == HISTORY:
            found = best_rows(self.read.bests, self.gym.unit, self.context.today)
            return tuple((what, f"{value}, {when}") for what, value, when in found)
        if self.tab == SETTINGS:
            return (("", OPTIONS[min(self.at, len(OPTIONS) - 1)].words),)
        return self._notes() if self.tab == NOTES else ()

    def _fault_words(self, item: Item) -> Words:
        fault = self.context.catalogue.faults.get(item.fault)
        said = [("Check", item.cue)]
        if fault is not None:
            said += [("Fault", fault.name), ("Looks like", fault.looks_like), ("Comes from", fault.cause)]
        said.append(("Fix", item.fix))
        if fault is not None and fault.first_fix:
            said.append(("First drill", self._full_name(fault.first_fix)))
        said.append(("Regress to", self._full_name(item.regress_to)))
        if self._drawn(item.fault):
            said.append(("Figure", f"{self.key_of('exercise.open')} shows it"))
        return tuple(said)

    def _drawn(self, fault: str) -> bool:
        """Whether a figure shows a fault."""
        return False

    def _full_name(self, key: str) -> str:
        return self.context.exercise(key).name if key in self.context.catalogue.exercises else key

    def _notes(self) -> Words:
        exercise, stage = self.exercise, None
        if exercise.stage is not None:
            stage = self.context.catalogue.stages.get(exercise.stage)
        sides = ", one side at a time" if exercise.unilateral else ""
        family = exercise.family.replace("_", " ")
        listed = self.context.catalogue.exercises.get(exercise.id)
        cue = " ".join(self.read.settings.cue.split()) or f"none yet, {self.key_of('exercise.cue')} writes one"
        pairs = (
            ("Your cue", cue),
            ("What it is", f"{family}, {exercise.pattern.replace('_', ' ')}{sides}" if exercise.pattern else family),
            ("With", ", ".join(each.replace("_", " ") for each in exercise.equipment)),
            ("Muscles", ", ".join(each.replace("_", " ") for each in exercise.primary)),
            ("Load", ", ".join(each for each in (LOADS.get(exercise.load_type, ""), exercise.load_at) if each)),
            ("Knee", _degrees(exercise.knee)),
            ("Trunk", _degrees(exercise.trunk)),
            ("In the hinge", exercise.differs),
            ("Stage", f"{stage.stage}, {stage.name}. {stage.dose} {stage.note}".strip() if stage else ""),
            ("Also called", ", ".join(listed.aliases if listed else ())),
            ("Your names", ", ".join(self.read.aliases)),
        )
        return tuple((label, text) for label, text in pairs if text)


def _degrees(text: str) -> str:
    """A range of angles with its unit; one that says more than a number says it by itself."""
    return f"{text} degrees" if text and not any(letter.isalpha() for letter in text) else text
