"""Rating a past set, checking it and opening its videos, for the lifter or for a coach in an athlete's log."""

from __future__ import annotations

from functools import partial
from typing import Any

from hinge_log.screens import set_video
from hinge_log.screens.coaching import begin_check, rating_words, write_rating
from hinge_log.screens.dialogs.check_set import CheckSetDialog
from hinge_log.screens.main_screen import MainScreen
from hinge_log.screens.past_entry import PastEntry
from hinge_log.training.coaching import Video
from hinge_log.training.form import quick
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import Form, SetRecord


class SetReview:
    """What a main screen does with the rating and the videos of its selected set, None for none."""

    def __init__(self, screen: MainScreen[Any]) -> None:
        self.screen = screen

    def rate(self, record: SetRecord | None, label: int, videos: tuple[Video, ...]) -> None:
        """Rate the set with one key."""
        if record is not None and record.what.pain is not None:
            self.screen.status = "A set with pain is not rated."
        elif record is not None:
            self._save(record, videos, quick(label))

    def check(self, lift_entry: PastEntry, videos: tuple[Video, ...]) -> None:
        """Let what failed in the set be marked."""
        record, context = lift_entry.record, self.screen.context
        if record is None:
            self.screen.status = "Open a workout and select a set first."
            return
        check = begin_check(record, lift_entry.items, lift_entry.checklist, context.coached, bool(videos))
        whose = f"{context.coached.athlete}, " if context.coached is not None else ""
        name = f"{whose}{context.name(record.exercise)} {phrase(record.what)}"
        self.screen.app.push_screen(CheckSetDialog(check, name), partial(self._save, record, videos))

    def _save(self, record: SetRecord, videos: tuple[Video, ...], form: Form | None) -> None:
        if form is not None:
            coached = self.screen.context.coached
            write = partial(write_rating, record.id, form, coached, bool(videos))
            self.screen.enqueue(self.screen.save(write, rating_words(form, coached)))

    def open_video(self, record: SetRecord | None, videos: tuple[Video, ...]) -> None:
        """Open the newest video of the set."""
        if videos:
            self.screen.enqueue(self._show_video(videos[-1].location))
        else:
            self.screen.status = "This set has no video." if record is not None else "Select a set first."

    async def _show_video(self, location: str) -> None:
        self.screen.status = await set_video.show(location)
