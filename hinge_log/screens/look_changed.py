"""The message that a setting of this machine was changed."""

from __future__ import annotations

from textual.message import Message

from hinge_log.settings import Look


class LookChanged(Message):
    """The settings of this machine changed: use another theme or other keys."""

    def __init__(self, before: Look, after: Look) -> None:
        super().__init__()
        self.before = before
        self.after = after
