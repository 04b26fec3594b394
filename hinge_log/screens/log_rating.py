"""Rating a set by one key: its form, and its RPE where that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hinge_log.screens import log_texts
from hinge_log.screens.log_texts import capital
from hinge_log.training.form import quick
from hinge_log.training.workout import SetRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.screens.log import LogScreen


class SetRating:
    """Rates the selected set, or the last one."""

    def __init__(self, screen: LogScreen) -> None:
        self.screen = screen

    async def rate(self, record: SetRecord, label: int) -> None:
        """Rate the form of a set from 1 to 5."""
        session = self.screen.session
        name = session.set_name(record) if session is not None else "set"
        if record.what.pain is not None:
            self.screen.tell_done(f"{capital(name)}: pain reported, form not rated.")
            return
        await self.screen.write(lambda store: store.rate(record.id, quick(label)))
        rpe, has_checks = self.screen.asked_rpe(), bool(self.screen.checklist_of(record.exercise)[0])
        texts = log_texts.rated_words(label, name, self.screen.key_of, rpe=rpe, has_checks=has_checks)
        self.screen.status = next(filter(self.screen.fits, texts), texts[-1])

    def put_rpe(self, choose: Callable[[float], float] = float, *, change: float = 0.0) -> None:
        """Give the last or selected set the RPE that is chosen of the suggested one, or change the one that it has."""
        if not self.screen.context.gym.ask_rpe:
            self.screen.status = "Asking for RPE is off in Settings. You can still type @8."
        elif self.screen.checked is None:
            self.screen.queue.about_last("RPE", lambda record: self._save_rpe(record, choose, change))

    async def _save_rpe(self, record: SetRecord, choose: Callable[[float], float], change: float) -> None:
        session = self.screen.session
        assert session is not None
        start = record.what.rpe if change and record.what.rpe else choose(session.current.rpe_offer(record))
        value = max(1.0, min(10.0, start + change))
        await self.screen.edit_set(record, replace(record.what, rpe=value))
        self.screen.tell_done(f"RPE {value:g}: {f'{10 - value:g} reps' if value < 10 else 'nothing'} left.")
