"""Two sessions of a lift side by side, set by set; keys go to other sessions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from hinge_log.charts.comparison_rows import comparison_rows
from hinge_log.clock import date_text
from hinge_log.screens.context import Context
from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store.queries import LoggedSession
from hinge_log.training.session_comparison import compare_sessions
from hinge_log.widgets.keys import KeyBar, KeyHint, KeyRow, large_keys
from hinge_log.widgets.panels import FlowPanel, TitleBar

SESSIONS = 200
"""So many sessions of a lift can be gone through."""


class CompareDialog(Dialog[None]):
    """Shows a session of a lift beside an earlier one; `sessions` are the newest first, at least two."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "earlier(1)", "earlier", id="compare.earlier"),
        Binding("right,l", "earlier(-1)", "nearer", id="compare.nearer"),
        Binding("n", "later(1)", "older", id="compare.older"),
        Binding("p", "later(-1)", "newer", id="compare.newer"),
        Binding("j", "move('scroll_down')", "down", id="compare.down"),
        Binding("k", "move('scroll_up')", "up", id="compare.up"),
        Binding("escape,q,b,enter", "leave", "close", id="compare.close"),
    ]
    DEFAULT_CSS = """
    CompareDialog {
        VerticalScroll { padding: 1 1; }
        FlowPanel { width: 100%; max-width: 100; }
        KeyRow { height: 7; display: none; }
        &.-narrow KeyRow { display: block; }
        &.-low KeyRow, &.-mini KeyRow { display: none; }
    }
    """

    def __init__(self, context: Context, key: str, sessions: Sequence[LoggedSession], later: int = 0) -> None:
        super().__init__()
        self.context = context
        self.key = key
        self.sessions = sessions
        self.later_at = min(later, len(sessions) - 2)
        self.earlier_at = self.later_at + 1

    def compose(self) -> ComposeResult:
        """The lift, both sessions, and the keys."""
        yield TitleBar()
        with VerticalScroll():
            yield FlowPanel()
        first, second = KeyHint("←→", "first", "earlier(1)"), KeyHint("n p", "second", "later(1)")
        earlier = ("◂ first: earlier(1)", "first ▸: earlier(-1)", "CLOSE: leave")
        yield KeyRow(*large_keys(*earlier, "◂ second: later(1)", "second ▸: later(-1)"), columns=3)
        yield KeyBar(first, second, self.hint("compare.close"))

    def on_mount(self) -> None:
        """Show the sessions."""
        self._show_sessions()

    def _show_sessions(self) -> None:
        context, exercise = self.context, self.context.exercise(self.key)
        earlier, later = self.sessions[self.earlier_at], self.sessions[self.later_at]
        compared = compare_sessions(
            exercise, (earlier.day, earlier.sets), (later.day, later.sets), formula=context.gym.formula
        )
        days = [date_text(each.day, weekday=False, today=context.today) for each in (earlier, later)]
        self.query_one(TitleBar).left = ((exercise.name, "strong"), (f"  {days[0]} and {days[1]}", "muted"))
        self.query_one(FlowPanel).flow = partial(
            comparison_rows, compared, context.gym.unit, context.today, ascii_only=context.ascii_only
        )

    def action_earlier(self, by: int) -> None:
        """Compare with the previous session, or with the one after that."""
        self.earlier_at = max(self.later_at + 1, min(len(self.sessions) - 1, self.earlier_at + by))
        self._show_sessions()

    def action_later(self, by: int) -> None:
        """Compare an older or a newer session."""
        self.later_at = max(0, min(len(self.sessions) - 2, self.later_at + by))
        self.earlier_at = max(self.later_at + 1, self.earlier_at)
        self._show_sessions()


async def compare_lift(screen: MainScreen[Any], key: str, workout_id: str = "") -> None:
    """Show a session of a lift, the newest one by default, beside the one before it; say so where there is none."""
    sessions = await screen.with_store(lambda store: store.sessions(key, SESSIONS)) if key else []
    if len(sessions) < 2:
        name = screen.context.name(key) if key else "this"
        screen.status = f"Comparing {name} takes two sessions; there {'is one' if sessions else 'is none'}."
        return
    later = next((at for at, each in enumerate(sessions) if each.workout_id == workout_id), 0)
    screen.app.push_screen(CompareDialog(screen.context, key, sessions, later))
