"""The checks of a past set: which of them failed, and how it was judged."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.training.form import SetCheck
from hinge_log.training.workout import JUDGE_WORDS, Form
from hinge_log.widgets.check_panel import CheckedSet, CheckPanel
from hinge_log.widgets.keys import KeyBar, KeyHint, KeyRow
from hinge_log.widgets.panels import StatusLine


class CheckSetDialog(Dialog[Form | None]):
    """Gives the form that the marks come to, or None when it is closed without saving."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(n % 10), f"mark({n})", "failed", id=f"past.check.{n % 10}", tooltip=f"check {n} failed")
            for n in range(1, 11)
        ),
        Binding("j", "judge", "judge", id="past.check.judge", tooltip="by feel, in a mirror, on video, by a coach"),
        Binding("enter", "save", "save", id="past.check.save", tooltip="save; the other checks passed"),
        Binding("escape,q,f", "leave", "discard", id="past.check.leave", tooltip="close without saving"),
    ]
    DEFAULT_CSS = """
    CheckSetDialog {
        #check-foot { dock: bottom; height: auto; }
        CheckPanel { height: 1fr; }
        KeyRow { height: 3; display: none; }
        &.-narrow.-std KeyRow, &.-narrow.-tall KeyRow { display: block; }
    }
    """

    def __init__(self, check: SetCheck, name: str) -> None:
        super().__init__()
        self.check = check
        self.set_title = name

    def compose(self) -> ComposeResult:
        """The checks, what they come to, and how to save them."""
        yield CheckPanel()
        with Vertical(id="check-foot"):
            judge, discard = KeyHint("", "judge", "judge"), KeyHint("", "discard", "leave")
            yield KeyRow(self.hint("past.check.save: SAVE"), judge, discard, lead=True)
            yield StatusLine()
            last = len(self.check.items)
            yield KeyBar(
                KeyHint(f"1-{last}" if last > 1 else "1", "failed"),
                *map(self.hint, ("past.check.judge: judged by", "past.check.save", "past.check.leave")),
            )

    def on_mount(self) -> None:
        """Show the checks."""
        panel = self.query_one(CheckPanel)
        panel.items = self.check.items
        panel.checked = CheckedSet(self.set_title, self.check.marks, JUDGE_WORDS[self.check.judge], "j", "")
        outcome = self.check.outcome("j") or "This exercise has no checks. Rate it with 1-5 instead."
        self.query_one(StatusLine).text = outcome

    def action_mark(self, number: int) -> None:
        """Change the mark of a check: once, several reps, and passed again."""
        if number <= len(self.check.items):
            self.check = self.check.toggle(number)
            self.on_mount()

    def action_judge(self) -> None:
        """Change how the set is judged."""
        self.check = self.check.with_next_judge()
        self.on_mount()

    def action_save(self) -> None:
        """Give the form."""
        self.dismiss(self.check.form() if self.check.items else None)
