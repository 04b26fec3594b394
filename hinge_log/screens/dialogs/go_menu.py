"""The go menu: where to, in one more key or one tap."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hinge_log.screens.context import ScreenRequested
from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.widgets.keys import KeyRow
from hinge_log.widgets.panels import PanelTitle

PLACES: tuple[tuple[str, str, str], ...] = (
    ("t", "today", "today"),
    ("l", "log", "log"),
    ("c", "cue", "cues"),
    ("f", "form", "form"),
    ("h", "history", "history"),
    ("x", "exercises", "exercises"),
    ("d", "drills", "drills"),
    ("p", "ladder", "progression"),
    ("w", "plans", "workout plans"),
    ("e", "everyday", "everyday hinge"),
    ("s", "settings", "settings"),
)
"""Key, screen and word of every main screen."""
ATHLETES = ("a", "coach", "athletes")
"""The screen of a coach: in the menu where athletes are coached, in the palette always."""


class GoMenu(Dialog[None]):
    """Asks the app for a screen: the app then closes the menu and shows the screen in one frame."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"go('{screen}')", word, id=f"go.{screen}", tooltip=f"go to {word}")
            for key, screen, word in (*PLACES, ATHLETES)
        ),
        Binding("escape,q,g", "leave", "close", id="go.close", tooltip="close the menu"),
    ]
    DEFAULT_CSS = """
    GoMenu {
        background: $background 0%;
        align: left bottom;
        PanelTitle, KeyRow { background: $background; }
        KeyRow { height: 6; }
        &.-low KeyRow, &.-mini KeyRow { height: 3; }
        &.-coaches KeyRow { height: 4; }
        &.-narrow KeyRow, &.-tiny KeyRow { height: 15; }
        &.-narrow.-low KeyRow, &.-narrow.-mini KeyRow, &.-tiny KeyRow { height: 6; }
    }
    """

    def __init__(self, lift: str = "", *, coaches: bool = False) -> None:
        super().__init__(classes="-coaches" if coaches else None)
        self.lift = lift
        self.places = (*PLACES, ATHLETES) if coaches else PLACES

    def compose(self) -> ComposeResult:
        """The menu at the foot of the screen."""
        yield PanelTitle("Go to", asks=True)
        ids = (*(f"go.{screen}" for _, screen, _ in self.places), "go.close")
        yield KeyRow(*map(self.hint, ids), columns=self._columns)

    @property
    def _columns(self) -> int:
        """Fewer keys in a row where it is narrow."""
        return 3 if self.has_class("-narrow") or self.has_class("-tiny") else 4

    def on_resize(self) -> None:
        """Arrange the keys anew; the library sets the classes of the size after this."""
        self.call_after_refresh(lambda: setattr(self.query_one(KeyRow), "columns", self._columns))

    def on_click(self, event: events.Click) -> None:
        """Close the menu where was tapped beside it."""
        if event.widget is self:
            self.dismiss(None)

    def action_go(self, screen: str) -> None:
        """Ask for a screen."""
        self.post_message(ScreenRequested(screen, self.lift))
