"""What all dialogs have in common: each begins in its size, does what is clicked, moves, and is closed once."""

from __future__ import annotations

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType

from hinge_log.screens.keys import KeyNames
from hinge_log.screens.new_screen import set_size_classes, style_once
from hinge_log.widgets.keys import KeyHint, KeyPressed


class Dialog(ModalScreen[ScreenResultType]):
    """A dialog that gives a result; a second key or tap on its way when it closes closes nothing else."""

    DEFAULT_CSS = "Dialog { background: $background; } Dialog > KeyBar { dock: bottom; }"

    def __init__(self, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.key_names = KeyNames(self, ascii_only=False)

    def hint(self, entry: str) -> KeyHint:
        """A binding of the dialog, by its id, as an entry of the key bar: "conflicts.use", "check.save: SAVE"."""
        return self.key_names.bar_hint(entry, typing=False)

    def on_compose(self) -> None:
        """Begin with the classes of the size; this comes before the library composes the children."""
        set_size_classes(self, self.app)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Style a new dialog."""
        style_once(self, event)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close the dialog with a result. Textual would take whatever screen is on top then (8.2.8)."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    @on(KeyPressed)
    async def run_clicked(self, message: KeyPressed) -> None:
        """Do what was clicked."""
        message.stop()
        await self.run_action(message.action)

    async def action_move(self, action: str) -> None:
        """Move in the list, or scroll the text, as the arrows do."""
        await self.query("RowList, VerticalScroll").first().run_action(action)

    def action_leave(self) -> None:
        """Close without a result."""
        self.dismiss(None)
