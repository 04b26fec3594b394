"""What all dialogs have in common: each begins in its size, does what is clicked, moves, and is closed once."""

from __future__ import annotations

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType

from hinge_log.screens.size_classes import set_size_classes
from hinge_log.widgets.key_bar import KeyBar
from hinge_log.widgets.key_row import KeyRow


class Dialog(ModalScreen[ScreenResultType]):
    """A dialog that gives a result; a second key or tap on its way when it closes closes nothing else."""

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        set_size_classes(self, self.app)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Leave a new dialog the styles that it has got."""
        event.refresh_styles &= self.stack_updates > 0

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close the dialog with a result. Textual would take whatever screen is on top then (8.2.8)."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    @on(KeyBar.Pressed)
    @on(KeyRow.Pressed)
    async def run_clicked(self, message: KeyBar.Pressed | KeyRow.Pressed) -> None:
        """Do what was clicked."""
        message.stop()
        await self.run_action(message.action)

    async def action_move(self, action: str) -> None:
        """Move in the list, or scroll the text, as the arrows do."""
        await self.query("RowList, VerticalScroll").first().run_action(action)

    def action_leave(self) -> None:
        """Close without a result."""
        self.dismiss(None)
