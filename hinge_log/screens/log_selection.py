"""The selected set of the log screen, which the editing keys are about."""

from __future__ import annotations

from hinge_log.screens import log_texts
from hinge_log.screens.log_texts import capital
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import SetRecord
from hinge_log.widgets.set_list import SetList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.screens.log import LogScreen


class SetSelection:
    """Selects sets by the keys and by clicks; `LogScreen.selected` is the id of the selected one."""

    def __init__(self, screen: LogScreen) -> None:
        self.screen = screen

    def pick(self, direction: int) -> None:
        """Select a set for the editing keys: at first the last one."""
        if self.screen.opened is not None:
            self.screen.typing.move_note()
        elif not self.screen.checking.is_open():
            session = self.screen.session
            sets = session.lift.sets if session is not None else ()
            if not sets:
                self.screen.status = "No set to select yet."
            elif self.screen.selected:
                self.move(direction, around=True)
            else:
                self.select(sets[-1].id)

    def move(self, by: int, *, around: bool = False) -> None:
        """Select a set above or below the selected one, `around` from the last to the first."""
        session, selected = self.screen.session, self.screen.selected
        ids = [record.id for record in session.lift.sets] if session is not None else []
        if selected in ids and self.screen.checked is None:
            place = ids.index(selected) + by
            self.select(ids[place % len(ids) if around else max(0, min(len(ids) - 1, place))])

    def click(self, record_id: str) -> None:
        """Select a set that was clicked; a second click edits it."""
        if self.screen.opened is not None or self.screen.checked is not None:
            return
        if self.screen.selected == record_id:
            self.screen.run_worker(self.screen.action_edit(), group="edit")
        else:
            self.select(record_id)

    def select(self, record_id: str) -> None:
        """Select a set, "" for none."""
        self.screen.selected = record_id
        self.screen.set_focus(self.screen.query_one(SetList) if record_id else None)
        session = self.screen.session
        record = session.set_by_id(record_id) if session is not None else None
        self.screen.status = log_texts.selected_words(session, record, self.screen.key_of) if session and record else ""
        self.screen.show_next()
        self.screen.show_checks()
        self.screen.show_keys()

    def is_in_the_way(self) -> bool:
        """Whether a set is selected, which the status then says: the next set is not changed meanwhile."""
        session = self.screen.session
        record = session.set_by_id(self.screen.selected) if session is not None else None
        if record is not None and session is not None and self.screen.checked is None:
            name = capital(session.set_name(record))
            self.screen.status = f"{name} is selected. Press {self.screen.key_of('back')} to go back to the next set."
        return record is not None

    async def delete(self, record: SetRecord) -> None:
        """Delete a set, and select none."""
        await self.screen.write(lambda store: store.delete_set(record.id))
        self.select("")
        self.screen.status = f"Deleted {phrase(record.what)}. Press {self.screen.key_of('undo')} to bring it back."
