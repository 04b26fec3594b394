"""What all dialogs have in common: each is closed once."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType


class Dialog(ModalScreen[ScreenResultType]):
    """A dialog that gives a result; a second key or tap on its way when it closes closes nothing else."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close the dialog with a result. Textual would take whatever screen is on top then (8.2.8)."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
