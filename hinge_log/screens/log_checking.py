"""The check of a set: opened, marked, judged and saved, or discarded."""

from __future__ import annotations

from dataclasses import replace

from hinge_log.errors import HingeLogError
from hinge_log.screens import log_texts
from hinge_log.store.set_writes import save_check
from hinge_log.training.form import SetCheck

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.screens.log import LogScreen


class SetChecking:
    """`check` is the open check, None while there is none."""

    def __init__(self, screen: LogScreen) -> None:
        self.screen = screen
        self.check: SetCheck | None = None

    def is_open(self) -> bool:
        """Whether a check is open, which the status then says: other keys wait for it."""
        if self.check is not None:
            save, discard = self.screen.key_of("log.type"), self.screen.key_of("back")
            self.screen.status = f"The check is open. Press {save} to save it, {discard} to discard it."
        return self.check is not None

    async def toggle(self) -> None:
        """Check the last or selected set; discard the check while one is open."""
        if self.check is not None:
            self.show(None, "Check discarded. Nothing was saved.")
            return
        record = await self.screen.queue.saved_target()
        if record is None:
            self.screen.status = "Log a set first, then check it."
            return
        check = SetCheck.begin(record, *self.screen.checklist_of(record.exercise))
        none = "This exercise has no checks. Close this, then rate the set 1-5, or press 0 for pain."
        self.show(check, None if check.items else none)

    def show(self, check: SetCheck | None, status: str | None = None, hint: str = "") -> None:
        """Show a check, by default with what it comes to, or close the open one."""
        self.check = check
        outcome = status or ""
        if check is not None and status is None:
            outcome = check.outcome(self.screen.key_of("load.less2"))
        self.screen.status = outcome + hint if self.screen.fits(outcome + hint) else outcome
        self.screen.show_checks()
        self.screen.show_keys()

    def mark(self, number: int) -> None:
        """Change the mark of a check; 0 is the tenth check where there are ten, else pain."""
        if self.check is None:
            return
        number = 10 if number == 0 and len(self.check.items) >= 10 else number
        if number == 0:
            self.screen.action_pain()
        elif number > len(self.check.items):
            self.screen.status = f"There is no check {number}."
        else:
            self.show(self.check.toggle(number), hint=" Press again for several reps, then none.")

    def change_judge(self) -> None:
        """Change how the set is judged."""
        if self.check is not None:
            self.show(self.check.with_next_judge())

    async def save(self, check: SetCheck) -> None:
        """Save a check; when that fails, open it again."""
        try:
            await self.screen.write(lambda store: save_check(store, check))
        except HingeLogError as error:
            await self.screen.load()
            session = self.screen.session
            fresh = session.set_by_id(check.record.id) if session is not None else None
            if self.check is None and self.screen.opened is None and fresh is not None:
                self.show(replace(check, record=fresh), "")
            raise HingeLogError(f"Check not saved. {error.message}", error.hint) from error
        if self.screen.session is not None:
            self.screen.status = log_texts.checked_words(self.screen.session, check, self.screen.key_of)
