"""What all dialogs have in common: each begins in its size, and is closed once."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType

from hinge_log.screens.size_classes import set_size_classes


class Dialog(ModalScreen[ScreenResultType]):
    """A dialog that gives a result; a second key or tap on its way when it closes closes nothing else."""

    def on_compose(self) -> None:
        """Begin with the classes of the size; this comes before the library composes the children."""
        set_size_classes(self, self.app)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close the dialog with a result. Textual would take whatever screen is on top then (8.2.8)."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
