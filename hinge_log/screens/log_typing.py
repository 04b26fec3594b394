"""The entry line of the log screen: opened for a set, a note, pain or a video, and saved, or kept when that fails."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING

from hinge_log.errors import EntryError, HingeLogError
from hinge_log.screens.daemon_call import call_in_daemon
from hinge_log.store.set_extras import locate, put_video
from hinge_log.store.set_writes import save_entry
from hinge_log.training.entry_model import Amend
from hinge_log.training.open_entry import NOTES, NewSets, OpenEntry
from hinge_log.training.workout import Pain, SetDraft, SetRecord
from hinge_log.widgets.set_list import SetList

if TYPE_CHECKING:
    from hinge_log.screens.log import LogScreen

ABOUT_A_SET = frozenset(("edit", "note", "pain", "video"))


class SetTyping:
    """`LogScreen.opened` is what the line is open for, None while it is closed."""

    def __init__(self, screen: LogScreen) -> None:
        self.screen = screen
        self._refused_text: str | None = None
        self._confirmed_text = ""

    def open(self, purpose: str, record: SetRecord | None = None) -> None:
        """Open the entry line for a purpose of `OpenEntry`."""
        session = self.screen.session
        if session is not None:
            edits = record is not None and purpose == "edit"
            exercise = record.exercise if record is not None and edits else session.lift.exercise
            self._open_again(OpenEntry(purpose, session, record, *self.screen.checklist_of(exercise)))

    async def open_about_set(self, purpose: str, otherwise: str) -> None:
        """Open the entry line about the last or selected set; `otherwise` says that there is none."""
        record = await self.screen.queue.saved_target()
        if record is None:
            self.screen.status = otherwise
        else:
            self.open(purpose, record)

    def _open_again(self, opened: OpenEntry, text: str | None = None, status: str = "") -> None:
        self.screen.opened, self._confirmed_text = opened, ""
        self._refused_text = text if status else None
        text = opened.written() if text is None else text
        self.screen.open_entry(opened.purpose, text, status=status or self._echo(text))
        self.screen.show_next()

    def _echo(self, text: str) -> str:
        width, ascii_only = self.screen.size.width, self.screen.context.ascii_only
        return self.screen.opened.echo(text, width, ascii_only=ascii_only) if self.screen.opened is not None else ""

    def close(self, status: str = "") -> None:
        """Close the line; the list of sets takes the keys where a set is selected."""
        self.screen.opened = None
        self.screen.close_entry(status)
        if self.screen.selected:
            self.screen.set_focus(self.screen.query_one(SetList))
        self.screen.show_next()

    def say_back(self, text: str) -> None:
        """Say back what is typed."""
        if self.screen.opened is not None and text != self._refused_text:
            self.screen.status = self._echo(text)

    async def complete(self, text: str) -> None:
        """Read what was typed against what the line was opened for, and save it after all that was asked before."""
        opened = self.screen.opened
        if opened is None:
            return
        try:
            typed = opened.complete(text)
        except EntryError as error:
            echo = self._echo(text)
            self.screen.status = echo if echo.lstrip().startswith("^") else str(error)
            return
        drafts = typed.drafts if isinstance(typed, NewSets) else [typed] if isinstance(typed, SetDraft) else []
        question = opened.under_bar(text, drafts) if drafts else ""
        if question and text != self._confirmed_text:
            self._confirmed_text = text
            key = self.screen.key_of("log.type")
            self.screen.status = f"{question} Press {key} again to save it, or type x and the reps."
            return
        self.close()
        if isinstance(typed, NewSets):
            self.screen.queue.log(opened.session, typed.drafts, typed.warning)
        elif isinstance(typed, Amend):
            self.screen.queue.about_last(text, lambda record: self._amend(record, opened, typed))
        elif typed is not None:
            set_id = opened.record.id if opened.record is not None and opened.purpose in ABOUT_A_SET else ""
            change = self.screen.queue.change(set_id, self._save(opened, typed))
            self.screen.enqueue(self._keep_text(change, opened, text))
        elif opened.purpose == "log":
            await self.screen.queue.log_next()

    async def _keep_text(self, save: Awaitable[str], opened: OpenEntry, text: str) -> None:
        """Save, and say so; when that fails, open the line again with its text, unless something else is open."""
        try:
            self.screen.status = await save
        except HingeLogError as error:
            if self.screen.opened is None and (self.screen.checked is None or opened.purpose == "pain"):
                self._open_again(opened, text, status=str(error))
                return
            raise HingeLogError(f'"{text}" was not saved. {error.message}', "Type it again.") from error

    async def _save(self, opened: OpenEntry, typed: SetDraft | Pain | str) -> str:
        if opened.purpose == "video" and opened.record is not None and isinstance(typed, str):
            return await self._save_video(opened.record.id, opened.written(), typed.strip())
        check = self.screen.checked
        form = check.form() if check is not None and check.slips else None
        words = await self.screen.write(lambda store: save_entry(store, opened, typed, form))
        if not isinstance(typed, Pain):
            return f"{words} Press {self.screen.key_of('undo')} to undo."
        self.screen.checking.show(None)
        following = f"Stop this exercise for today; press {self.screen.key_of('lift.next')} for the next lift."
        return f"{words} {following} Numbness or weak legs? Get medical help now."

    async def _save_video(self, set_id: str, before: str, text: str) -> str:
        """Open the video that is there, or add another one."""
        if text in ("", before):
            return await self.screen.show_video(text) if text else ""
        location = await call_in_daemon(locate, text)  # a long video takes seconds to hash
        await self.screen.write(lambda store: put_video(store, set_id, *location))
        return f"Video saved. Press {self.screen.key_of('set.video')} to open it, {self.screen.key_of('undo')} to undo."

    async def _amend(self, record: SetRecord, opened: OpenEntry, typed: Amend) -> None:
        items, checklist = self.screen.checklist_of(record.exercise)
        opened = replace(opened, items=items, checklist=checklist)
        await self.screen.queue.edit(record, opened.amended(record, typed))
        if self.screen.session is not None:
            self.screen.tell_done(f"Changed {self.screen.session.set_name(record)}.")

    def move_note(self) -> None:
        """Write the note elsewhere: on the set, on the lift for today, on the workout, or as the lasting cue."""
        opened = self.screen.opened
        if opened is not None and opened.purpose in NOTES:
            typed, there = self.screen.entry.value, " ".join(opened.written().splitlines())
            self._open_again(opened.at_next_place(), None if typed == there else typed)
