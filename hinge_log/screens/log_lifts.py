"""What is asked of the lifts of a workout, and the changes that it makes: each is one undo step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from hinge_log.exercises.model import Exercise
from hinge_log.store.history import delete_lift
from hinge_log.store.lifting import move_lift, plan_sets, put_supersets, skip_lift, swap_lift
from hinge_log.store.store import Store
from hinge_log.text import plural
from hinge_log.training.current_lift import with_warm_up
from hinge_log.training.session import WorkoutSession
from hinge_log.training.superset import group, members, next_index, ungroup
from hinge_log.training.workout import WorkoutLift

if TYPE_CHECKING:
    from hinge_log.screens.log import LogScreen
    from hinge_log.widgets.lift_list import LiftList


class LiftChange(NamedTuple):
    """What was done, and the id of the lift to be at, "" to stay; `undoable` says whether anything was written."""

    status: str
    wanted: str = ""
    undoable: bool = True


LiftCommand = Callable[[Store, WorkoutSession, WorkoutLift], LiftChange]


def join(store: Store, session: WorkoutSession, lift: WorkoutLift) -> LiftChange:
    """Put a lift and the one after it into a superset."""
    workout, index = session.workout, _index(session, lift)
    numbers = group(workout, index)
    if not numbers:
        few = len(workout.lifts) < 2
        return LiftChange(
            "A superset needs two lifts. Add one." if few else "These lifts are already a superset.", undoable=False
        )
    places = {*members(workout, index), *(place for place, each in enumerate(workout.lifts) if each.id in numbers)}
    put_supersets(store, numbers)
    names = [session.name_of(workout.lifts[place].exercise) for place in sorted(places)]
    return LiftChange(f"Superset: {' and '.join(names)}.")


def part(store: Store, session: WorkoutSession, lift: WorkoutLift) -> LiftChange:
    """Take a lift out of its superset."""
    numbers, name = ungroup(session.workout, _index(session, lift)), session.name_of(lift.exercise)
    if not numbers:
        return LiftChange(f"{name} is not in a superset.", undoable=False)
    put_supersets(store, numbers)
    return LiftChange(f"{name} is on its own.")


def skip(store: Store, session: WorkoutSession, lift: WorkoutLift) -> LiftChange:
    """Skip a lift and go to the next one, or take a skipped one up again."""
    again = lift.id in session.skipped
    skip_lift(store, session.workout, lift.id, skip=not again)
    wanted = "" if again or lift.id != session.lift.id else _next_of(session, lift)
    return LiftChange(f"{session.name_of(lift.exercise)} {'is no longer skipped' if again else 'skipped'}.", wanted)


def move(by: int) -> LiftCommand:
    """Move a lift up (-1) or down (1)."""

    def moved(store: Store, session: WorkoutSession, lift: WorkoutLift) -> LiftChange:
        name = session.name_of(lift.exercise)
        if move_lift(store, session.workout, lift.id, by):
            return LiftChange(f"Moved {name}.")
        return LiftChange(f"{name} is already {'last' if by > 0 else 'first'}.", undoable=False)

    return moved


def remove(store: Store, session: WorkoutSession, lift: WorkoutLift) -> LiftChange:
    """Take a lift with its sets out of the workout."""
    wanted = _next_of(session, lift) if lift.id == session.lift.id else ""
    delete_lift(store, lift.id)
    count = len(lift.sets)
    sets = f" with {plural(count, 'set')}" if count else ""
    return LiftChange(f"Removed {session.name_of(lift.exercise)}{sets}.", "" if wanted == lift.id else wanted)


def swap(exercise: Exercise) -> LiftCommand:
    """Do another exercise in place of a lift."""

    def swapped(store: Store, session: WorkoutSession, lift: WorkoutLift) -> LiftChange:
        if lift.exercise == exercise.id:
            return LiftChange("That is the same exercise.", undoable=False)
        sided = lift.exercise in session.unilateral
        new = swap_lift(store, session.workout, lift.id, exercise.id, exercise.name, sided=sided)
        status = f"{exercise.short or exercise.name} replaces {session.name_of(lift.exercise)}."
        return LiftChange(status, new if lift.id == session.lift.id else "")

    return swapped


def add(store: Store, exercise: Exercise) -> LiftChange:
    """Add a lift to the workout; without one, begin one with it."""
    lift_id = store.take_up(exercise.id, exercise.name)
    return LiftChange(f"Added {exercise.short or exercise.name}.", lift_id)


def plan_warm_up(store: Store, session: WorkoutSession, lift: WorkoutLift) -> LiftChange:
    """Put the warm-up sets that are offered in front of the current lift."""
    warm = session.warm_up_offer
    if not warm:
        status = "No warm-up sets here: the load is near the bar."
        if not session.exercise.on_bar:
            status = "Warm-up sets are planned for barbell lifts only."
        elif lift.sets:
            status = "Warm-up sets come before the first set."
        return LiftChange(status, undoable=False)
    plan_sets(store, lift.id, with_warm_up(session.current, warm))
    return LiftChange(f"{plural(len(warm), 'warm-up set')} planned.")


COMMANDS: Mapping[str, LiftCommand] = {
    "join": join, "part": part, "skip": skip, "up": move(-1), "down": move(1), "remove": remove,
}  # fmt: skip
"""What the list of lifts can ask for that needs nothing but the lift."""


def _index(session: WorkoutSession, lift: WorkoutLift) -> int:
    return next(index for index, each in enumerate(session.workout.lifts) if each.id == lift.id)


def _next_of(session: WorkoutSession, lift: WorkoutLift) -> str:
    index = next_index(session.workout, _index(session, lift), session.skipped | {lift.id}, session.unilateral)
    return session.workout.lifts[index].id


class LiftRequests:
    """`LogScreen.listing` says whether the list of lifts is open."""

    def __init__(self, screen: LogScreen) -> None:
        self.screen = screen
        self._list: LiftList | None = None
        """The list itself, once it has been opened: the first frame does not wait for it."""

    async def open(self) -> None:
        """List the lifts over the sets."""
        if self._list is None:
            from hinge_log.widgets.lift_list import LiftList

            self._list = LiftList(id="lifts")
            await self.screen.query_one("#panels").mount(self._list, before=0)
        session = self.screen.session
        if session is not None and not self.screen.checking.is_open():
            self.screen.listing = True
            self.screen.add_class("-lifts")
            self._list.show_lifts(session, session.lift.id)
            self._list.open_at(session.lift.id)
            self.screen.show_keys()

    def show(self, session: WorkoutSession) -> None:
        """Show the lifts of a session in the list while it is open."""
        if self._list is not None and self.screen.listing:
            self._list.show_lifts(session)

    def close(self) -> None:
        """Close the list and give the keys back to the screen."""
        self.screen.listing = False
        self.screen.remove_class("-lifts")
        self.screen.set_focus(None)
        self.screen.show_keys()

    def do(self, command: str, lift_id: str) -> None:
        """Do what was asked for in the list of lifts."""
        if command in COMMANDS:
            self.screen.enqueue(self.change(COMMANDS[command], lift_id))
        elif command == "swap":
            self.screen.pick_exercise("Replace this lift", lambda chosen: self.change(swap(chosen), lift_id))
        elif command in ("go", "close"):
            self.close()
            if command == "go":
                self.go_to(lift_id)
        else:
            actions: dict[str, Callable[[], None]] = {
                "add": self.add, "undo": self.screen.action_undo, "redo": self.screen.action_redo,
                "more": partial(self.screen.action_rest_by, 15), "less": partial(self.screen.action_rest_by, -15),
                "help": self.screen.action_help,
            }  # fmt: skip
            actions[command]()

    async def change(self, command: LiftCommand, lift_id: str) -> None:
        """Change a lift by a command."""
        session = self.screen.session
        lift = session.lift_by_id(lift_id) if session is not None else None
        if session is None or lift is None:
            self.screen.status = "That lift is no longer in the workout."
            return
        await self._change_all(lambda store: command(store, session, lift))
        now = self.screen.session
        if now is None:
            self.close()
        elif self._list is not None and self.screen.listing and self._list.highlighted != lift_id:
            self._list.open_at(lift_id if now.lift_by_id(lift_id) else now.lift.id)

    async def _change_all(self, work: Callable[[Store], LiftChange]) -> None:
        def work_and_read(store: Store) -> tuple[LiftChange, WorkoutSession | None]:
            change = work(store)
            return change, self.screen.read_session(store, wanted=change.wanted)

        change, session = await self.screen.with_store(work_and_read)
        self.screen.take(session)
        if change.undoable:
            self.screen.tell_done(change.status)
        else:
            self.screen.status = change.status

    def add(self) -> None:
        """Add a lift that is chosen to the workout."""
        self.screen.pick_exercise("Add a lift", self._add)

    def go_by(self, step: int) -> None:
        """Go to the next or previous lift."""
        session = self.screen.session
        if self.screen.checking.is_open():
            return
        if session is None or len(session.workout.lifts) == 1:
            first = "This is the only lift." if session is not None else "No lift yet."
            self.screen.status = f"{first} Press {self.screen.key_of('lift.add')} to add one."
        else:
            self.go_to_index((session.index + step) % len(session.workout.lifts))

    def go_to_index(self, index: int) -> None:
        """Go to a lift by its place in the workout."""
        session = self.screen.session
        if session is not None and self.screen.checked is None and index < len(session.workout.lifts):
            self.go_to(session.workout.lifts[index].id)

    def go_to(self, lift_id: str) -> None:
        """Go to a lift, which the lifter chose."""
        session = self.screen.session
        lift = session.lift_by_id(lift_id) if session is not None else None
        if session is not None and lift is not None:
            self.screen.put_session(session.go_to(session.workout.lifts.index(lift)))
            self.screen.selected, self.screen.status, self.screen.wanted = "", "", lift_id
            self.screen.queue.logged_at = -1e9
            self.screen.enqueue(self.screen.load())

    async def _add(self, exercise: Exercise) -> None:
        await self._change_all(lambda store: add(store, exercise))
        if self._list is not None and self.screen.listing and self.screen.session is not None:
            self._list.open_at(self.screen.session.lift.id)
