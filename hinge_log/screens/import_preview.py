"""Import: a file of another app is read, its names are settled, and then it is imported."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Checkbox, ContentSwitcher, Label, ProgressBar, Static

from hinge_log.clock import to_date
from hinge_log.errors import HingeLogError, NeedsDecision, StoreError
from hinge_log.screens import import_job, import_reading
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.screens.keys import Bar, BarKey, HelpGroups, global_bindings
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store.store import Store
from hinge_log.text import plural, shown
from hinge_log.widgets.choices import WordRow
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.import_panel import ImportPanel
from hinge_log.widgets.keys import KeyRow
from hinge_log.widgets.row_list import ListRow, RowList

if TYPE_CHECKING:
    from hinge_log.exchange.names import PlannedName
    from hinge_log.exchange.preview import ImportPreview

_MIN_STEP = 0.01
"""Progress is drawn again when it has changed by so much."""


class ImportScreen(MainScreen[tuple[import_reading.FileLine, ...]]):
    """First which file, then what is in it; it is imported when enter is pressed, and not before."""

    CSS_PATH = "../styles/import_preview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "enter",
            "import",
            id="import.enter",
            tooltip="open the file; in the preview, import it",
        ),
        Binding("slash", "path('/')", "path", id="import.path", tooltip="type the path of a file"),
        Binding("down,j", "move('cursor_down')", "move", id="import.down", tooltip="next line"),
        Binding("up,k", "move('cursor_up')", "move", id="import.up", tooltip="previous line"),
        Binding("pagedown", "move('page_down')", "page", id="import.pagedown", tooltip="a page down"),
        Binding("pageup", "move('page_up')", "page", id="import.pageup", tooltip="a page up"),
        Binding("home", "move('first')", "top", id="import.top", tooltip="first line"),
        Binding("end", "move('last')", "end", id="import.end", tooltip="last line"),
        Binding("right,l", "unit_by(1)", "unit", id="import.unit", tooltip="kg or lb, where the file does not say"),
        Binding("left,h", "unit_by(-1)", "unit", id="import.unitback", tooltip="lb or kg, where the file does not say"),
        Binding("m", "next_length", "distance", id="import.length", tooltip="unit for distances without one"),
        Binding("f", "next_unsure", "next unsure", id="import.unsure", tooltip="next name that needs your choice"),
        Binding("p", "choose", "choose", id="import.pick", tooltip="choose the exercise for this name"),
        Binding("n", "make_own", "own", id="import.own", tooltip="make this name an exercise of your own"),
        Binding("x", "leave_out", "leave out", id="import.out", tooltip="leave out or include this name's sets"),
        Binding("t", "correct('changed')", "changed", id="import.changed", tooltip="use the file's changed values"),
        Binding("r", "correct('gone')", "gone", id="import.gone", tooltip="delete sets that the file no longer has"),
        Binding("d", "report", "report", id="import.report", tooltip="save the preview as a file next to the import"),
        *global_bindings(),
    ]
    HELP_GROUPS: ClassVar[HelpGroups] = import_job.HELP_GROUPS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.job = import_job.ImportJob()
        self.is_working = self.is_stopping = False

    def compose_body(self) -> Iterable[Widget]:
        """One of three views: the files, the preview, or how much is done."""
        with ContentSwitcher(initial="files"):
            with Vertical(id="files"):
                yield Static(id="which-file", markup=False)
                yield RowList(takes_focus=False, id="file-list")
            yield ImportPanel(id="preview")
            with Vertical(id="progress"):
                yield Label("", id="working", markup=False)
                yield ProgressBar(total=1.0, show_eta=False, id="bar")
        yield KeyRow(id="touch")

    def read(self, store: Store) -> tuple[import_reading.FileLine, ...]:
        """Files that may be exports."""
        return self.data if self.data is not None and self.job.preview is not None else import_reading.likely_files()

    # -- showing -------------------------------------------------------------------------------------------

    def show(self, data: tuple[import_reading.FileLine, ...]) -> None:
        """Hand the values out."""
        opened = self.job.preview is not None or self.job.whole is not None
        view = "progress" if self.is_working else "preview" if opened else "files"
        self.query_one(ContentSwitcher).current = view
        file = shown(self.job.path.name) if self.job.path else ""
        right = "imported" if self.job.is_done else "not imported yet" if opened else ""
        self.show_title(("Import ", "strong"), (file, "text"), right=right)
        files = self.query_one("#file-list", RowList)
        files.show_rows(ListRow(f"file-{index}", each) for index, each in enumerate(data))
        enter, path = self.key_of("import.enter"), self.key_of("import.path")
        first = f"Press {enter} to preview the highlighted file, {path} to type a path." if data else (
            f"Export your log from the other app, then press {path} to type the path of the file.")  # fmt: skip
        self.query_one("#which-file", Static).update(f"Which file?\n{first}")
        if opened:
            self._show_preview()
        self.show_keys()

    def _show_preview(self) -> None:
        keys = {each: self.key_of(each) for each in ("undo", "import.changed", "import.gone")}
        self.query_one(ImportPanel).show_view(self.job.view(self.context.name, keys))

    def show_keys(self) -> None:
        """Write the key bar and the buttons."""
        super().show_keys()
        if self.children:
            touch = self.query_one("#touch", KeyRow)
            touch.keys = import_job.touch_keys(self.job, is_working=self.is_working, has_files=bool(self.data))
            touch.chosen = frozenset(index for index, each in enumerate(touch.keys) if each.word.isupper())

    def bar(self) -> Bar:
        """The key bar."""
        if self.entry.purpose:
            return (BarKey(("import.enter",), "open"), BarKey(("back",), "cancel"))
        return import_job.import_keys(self.job, is_working=self.is_working, has_files=bool(self.data))

    # -- moving --------------------------------------------------------------------------------------------

    async def action_move(self, action: str) -> None:
        """Move in the list that is shown; a log of ours has none."""
        if self.job.whole is not None:
            return
        await self.query_one("#names" if self.job.preview else "#file-list", RowList).run_action(action)
        self._follow_highlight()

    @on(RowList.OptionHighlighted, "#names")
    def _follow_highlight(self) -> None:
        highlighted = self.query_one("#names", RowList).highlighted_id.removeprefix("name-")
        if self.job.preview is not None and highlighted.isdigit():
            name = self.job.order[int(highlighted)] if int(highlighted) < len(self.job.order) else ""
            if name != self.job.current_name:
                self.job.current_name = name
                self._show_preview()

    @on(RowList.OptionSelected, "#file-list")
    def _open_clicked(self, message: RowList.OptionSelected) -> None:
        if self.data:
            self.enqueue(self._open(self.data[message.option_index].path))

    # -- opening a file ------------------------------------------------------------------------------------

    def action_enter(self) -> None:
        """Open the highlighted file, or import what is shown."""
        if self.is_working:
            return
        highlighted = self.query_one("#file-list", RowList).highlighted
        if self.job.is_done:
            self.action_back()
        elif self.job.whole is not None or self.job.preview is not None:
            self.enqueue(self._import())
        elif self.data and highlighted is not None:
            self.enqueue(self._open(self.data[highlighted].path))
        else:
            self.action_path()

    def action_path(self, start: str = "") -> None:
        """Type a path; the slash that opens the field is the first character of an absolute path."""
        if not self.is_working:
            is_typed = self.key_of("import.path") == start
            words = "Type the path of a file, such as ~/Downloads/strong.csv."
            self.open_entry("path", start if is_typed else "", status=words)

    def on_paste(self, event: events.Paste) -> None:
        """A path that is pasted, as terminals do with a file that is dropped on them, is in the field at once."""
        if not self.is_working and not self.entry.purpose:
            self.action_path()
            self.entry.on_paste(event)

    @on(EntryLine.Completed)
    def _open_typed(self, message: EntryLine.Completed) -> None:
        self.close_entry()
        path = import_reading.typed_path(message.text)
        if path:
            self.enqueue(self._open(path))

    async def _open(self, text: str) -> None:
        self.job = import_job.ImportJob()
        path = Path(os.path.expanduser(text))
        progress = self._begin("Reading")
        try:
            await self._read_file(path, progress)
        except OSError as error:
            self.status = f"Can't read {shown(str(path))}: {error.strerror}."
        except HingeLogError as error:
            self.status = str(error)
        else:
            self.job.path = path
            unit, length = "".join(map(self.key_of, ("import.unitback", "import.unit"))), self.key_of("import.length")
            self.status = self.job.open_questions(unit, length)
        finally:
            self._end()

    async def _read_file(self, path: Path, progress: Callable[[float], None]) -> None:
        from hinge_log.exchange.detect import header_id, sniff
        from hinge_log.exchange.import_remarks import import_remarks
        from hinge_log.store.importing import kept_columns, preview_of

        file_format = await asyncio.to_thread(sniff, path)
        if file_format.format == "hinge-log":
            self.job.whole = await self.with_store(lambda store: import_job.read_whole(store, path, progress))
            return
        header, today, columns = header_id(file_format), to_date(self.context.today), None
        if file_format.format == "generic":
            columns = await self.with_store(lambda store: kept_columns(store, header))
        parsed, sha256, looks_like = await asyncio.to_thread(
            import_reading.parse_file, path, file_format, columns, progress
        )

        def work(store: Store) -> tuple[ImportPreview, tuple[str, ...], bool]:
            preview = preview_of(store, self.context.catalogue, parsed, file=path.name, sha256=sha256)
            return preview, tuple(import_remarks(preview, today=today, brief=True)), store.setting("gym") is not None

        self.job.asks_unit, self.job.asks_length = parsed.unit is None, parsed.length is None
        preview, self.job.remarks, has_setting = await self.with_store(work)
        self.job.preview, self.job.order = preview, import_reading.in_list_order(preview.names)
        self.job.hint = f"look like {looks_like}" if looks_like else "have no unit"
        mine = self.context.gym.unit
        if self.job.asks_unit and has_setting and looks_like in (None, mine):
            # The unit was chosen when the log was set up; it is shown, and can be changed here.
            preview.parsed.choose_unit(mine)
            self.job.hint = "have no unit (yours is chosen)"
        self.job.current_name = self.job.order[0] if self.job.order else ""

    def _begin(self, doing: str) -> Callable[[float], None]:
        """Show the progress bar; gives what moves it, from any thread, and what stops the work when that is asked."""
        loop = asyncio.get_running_loop()
        self.is_working, self.is_stopping = True, False
        self.query_one("#working", Label).update(f"{doing} ... Press {self.key_of('back')} to stop.")
        bar = self.query_one("#bar", ProgressBar)
        bar.update(progress=0.0)
        self.show_again("")
        drawn = 0.0

        def progress(share: float) -> None:
            nonlocal drawn
            if self.is_stopping:
                raise NeedsDecision("Stopped.", "Nothing was imported.")
            if share - drawn >= _MIN_STEP or share >= 1:
                drawn = share
                loop.call_soon_threadsafe(lambda: bar.update(progress=share))

        return progress

    def _end(self) -> None:
        self.is_working = False
        self.show_again()

    # -- settling ------------------------------------------------------------------------------------------

    @on(WordRow.Chosen)
    def _choose_word(self, message: WordRow.Chosen) -> None:
        if message.word_id in import_job.UNITS:
            self.action_unit(message.word_id)
        elif message.word_id in import_job.LENGTHS:
            self._choose_length(message.word_id)

    def action_unit(self, unit: str) -> None:
        """Settle the unit of weights."""
        if self.job.preview is not None and self.job.asks_unit and not self.job.is_done:
            self.job.preview.parsed.choose_unit(unit)
            self.show_again(f"Weights are {unit}.")

    def action_unit_by(self, by: int) -> None:
        """Settle the unit by the arrows."""
        now = self.job.preview.parsed.unit if self.job.preview else None
        self.action_unit({"kg": "lb", "lb": "kg"}.get(now or "", "kg" if by < 0 else "lb"))

    def _choose_length(self, length: str) -> None:
        if self.job.preview is not None and self.job.asks_length and not self.job.is_done:
            self.job.preview.parsed.choose_length(length)
            self.show_again(f"Distances are {length}.")

    def action_next_length(self) -> None:
        """The next unit of distances."""
        now = self.job.preview.parsed.length if self.job.preview else None
        self._choose_length(
            import_job.LENGTHS[(import_job.LENGTHS.index(now) + 1) % len(import_job.LENGTHS)]
            if now in import_job.LENGTHS
            else import_job.LENGTHS[0]
        )

    def action_correct(self, which: str) -> None:
        """Change whether changed sets are taken, or gone ones deleted."""
        box = self.query_one(f"#{which}", Checkbox)
        if self.job.preview is not None and not self.job.is_done and not box.has_class("-none"):
            box.toggle()

    @on(Checkbox.Changed)
    def _choose_changes(self) -> None:
        self.enqueue(self._correct(self.query_one("#changed", Checkbox).value, self.query_one("#gone", Checkbox).value))

    async def _correct(self, take_changed: bool, remove_gone: bool) -> None:
        preview = self.job.preview
        if preview is not None and not self.job.is_done:
            preview.choose_changes(take_changed=take_changed, remove_gone=remove_gone)
            await self.with_store(lambda store: preview.fresh)  # read in the thread of the log
            self.show_again()

    def action_next_unsure(self) -> None:
        """Go to the next name that needs a choice."""
        unsure = self.job.next_unsure()
        if unsure:
            self.job.current_name = unsure
            self.show_again()
            return
        self.status = "No names need your choice."

    @on(RowList.OptionSelected, "#names")
    def action_choose(self) -> None:
        """Choose the exercise that a name stands for."""
        name = self._settleable()
        if name is not None:
            self.pick_exercise(f"{shown(name.name)} is", lambda exercise: self._settle(name, exercise.id))

    def action_make_own(self) -> None:
        """Make a name an exercise of one's own."""
        name = self._settleable()
        if name is not None:
            self.enqueue(self._settle(name, "new"))

    def action_leave_out(self) -> None:
        """Leave the sets of a name out; again: take them as before."""
        name = self._settleable()
        if name is not None:
            self.enqueue(self._settle(name, "" if name.key else None))

    def _settleable(self) -> PlannedName | None:
        return None if self.job.is_done or self.is_working else self.job.current

    async def _settle(self, name: PlannedName, choice: str | None) -> None:
        preview = self.job.preview
        if preview is None:
            return
        if choice is None:
            self.job.chosen.pop(name.name, None)
        else:
            self.job.chosen[name.name] = choice
        chosen, catalogue = dict(self.job.chosen), self.context.catalogue
        self.job.preview = await self.with_store(
            lambda store: import_reading.with_choices(store, catalogue, preview, name.name, chosen)
        )
        self.job.current_name = name.name
        settled = self.job.current
        becomes = shown(settled.title) if settled and settled.key else "left out"
        self.show_again(f"{shown(name.name)}: {becomes}.")

    # -- importing -----------------------------------------------------------------------------------------

    async def _import(self) -> None:
        from hinge_log.store.importing import add_import, back_up, unsafe_remark

        preview, whole = self.job.preview, self.job.whole
        obstacle = self._obstacle()
        if obstacle or self.job.is_done:
            self.status = f"{obstacle} Nothing was imported."
            return
        progress = self._begin("Importing")
        try:
            await self.with_store(back_up)
            if preview is not None:
                self.job.result = await self.with_store(lambda store: add_import(store, preview, progress=progress))
                sets = self.job.result.sets
            else:
                self.job.merged = (
                    await self.with_store(lambda store: import_job.take_in(store, whole, progress)) if whole else None
                )
                sets = self.job.merged.added.get("set", 0) if self.job.merged else 0
            self.context.own = await self.with_store(lambda store: store.own_exercises())
            self.status = f"Imported {plural(sets, 'set')}. Press {self.key_of('undo')} to undo all of it."
            try:
                await self.with_store(back_up)
            except StoreError as error:
                self.status = unsafe_remark(error)
        finally:
            self._end()

    def _obstacle(self) -> str:
        """Why nothing can be imported yet, "" for no reason."""
        preview, whole = self.job.preview, self.job.whole
        if preview is not None and preview.needs_unit:
            return f"Choose kg or lb first: press {self.key_of('import.unitback')}{self.key_of('import.unit')}."
        if preview is not None and preview.needs_length:
            return f"Choose the distance unit first: press {self.key_of('import.length')}."
        new = any(whole.new.values()) if whole else preview and (preview.fresh.sets or preview.fresh.corrects(preview))
        return "" if new else "Nothing new to import."

    def action_report(self) -> None:
        """Save what is shown beside the file."""
        if self.job.preview is not None and not self.is_working:
            self.enqueue(self._report(self.job.preview))

    async def _report(self, preview: ImportPreview) -> None:
        file = self.job.path or Path(preview.file)
        lines = self.job.report_lines(preview, file.name, self.context.name, self.key_of("undo"))
        path = await asyncio.to_thread(import_reading.save_report, file, lines)
        self.status = f"Saved: {shown(path)}"

    # -- leaving -------------------------------------------------------------------------------------------

    async def _undo_or_redo(self, *, back: bool) -> None:
        await super()._undo_or_redo(back=back)
        if self.job.is_done and back:
            self.job = import_job.ImportJob()
            self.show_again()

    def action_back(self) -> None:
        """Stop the work, leave the check boxes, the preview, or the screen."""
        if self.is_working:
            self.is_stopping = True
            self.status = "Stopping ..."
            return
        if self.focused is not None:
            self.set_focus(None)
            return
        done, opened = self.job.is_done, self.job.preview is not None or self.job.whole is not None
        self.job = import_job.ImportJob()
        self.status = "Nothing was imported." if opened and not done else ""
        if done:
            self.enqueue(self.load())
            self.post_message(ScreenRequested("today"))
        elif opened:
            self.enqueue(self.load())
        else:
            super().action_back()
