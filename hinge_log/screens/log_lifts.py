"""What is asked of the lifts of a workout: in their list, by the key for the next lift, or in an exercise's place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from hinge_log.exercises.model import Exercise
from hinge_log.screens import lift_changes
from hinge_log.screens.picking import pick_exercise
from hinge_log.store.store import Store
from hinge_log.training.session import WorkoutSession

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.screens.log import LogScreen
    from hinge_log.widgets.lift_list import LiftList


class LiftRequests:
    """`listing` says whether the list of lifts is open."""

    def __init__(self, screen: LogScreen) -> None:
        self.screen = screen
        self.listing = False
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
            self.listing = True
            self.screen.add_class("-lifts")
            self._list.show_lifts(session, session.lift.id)
            self._list.open_at(session.lift.id)
            self.screen.show_keys()

    def show(self, session: WorkoutSession) -> None:
        """Show the lifts of a session in the list while it is open."""
        if self._list is not None and self.listing:
            self._list.show_lifts(session)

    def close(self) -> None:
        """Close the list and give the keys back to the screen."""
        self.listing = False
        self.screen.remove_class("-lifts")
        self.screen.set_focus(None)
        self.screen.show_keys()

    def do_to_highlighted(self, command: str) -> None:
        """Do something with the highlighted lift."""
        if self._list is not None:
            self._list.action_request(command)

    def do(self, command: str, lift_id: str) -> None:
        """Do what was asked for in the list of lifts."""
        if command in lift_changes.COMMANDS:
            self.screen.enqueue(self.change(lift_changes.COMMANDS[command], lift_id))
        elif command == "swap":
            pick_exercise(
                self.screen, "Replace this lift", lambda chosen: self.change(lift_changes.swap(chosen), lift_id)
            )
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

    async def change(self, command: lift_changes.LiftCommand, lift_id: str) -> None:
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
        elif self._list is not None and self.listing and self._list.highlighted != lift_id:
            self._list.open_at(lift_id if now.lift_by_id(lift_id) else now.lift.id)

    async def _change_all(self, work: Callable[[Store], lift_changes.LiftChange]) -> None:
        def work_and_read(store: Store) -> tuple[lift_changes.LiftChange, WorkoutSession | None]:
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
        pick_exercise(self.screen, "", self._add)

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
            self.screen.come_to(lift_id)

    async def _add(self, exercise: Exercise) -> None:
        await self._change_all(lambda store: lift_changes.add(store, exercise))
        if self._list is not None and self.listing and self.screen.session is not None:
            self._list.open_at(self.screen.session.lift.id)
