"""Settings: everything that can be chosen, saved at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from hinge_log.charts.cells import fit, padded, text_width
from hinge_log.errors import EntryError
from hinge_log.screens.context import Context
from hinge_log.screens.look_changed import LookChanged
from hinge_log.screens.main_screen import BarKey, MainScreen, ScreenRequested, global_bindings
from hinge_log.screens.options import AppSetting, Values, settings
from hinge_log.settings import Gym, Look, write_changes
from hinge_log.store.store import Store
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.key_bar import KeyHint
from hinge_log.widgets.key_row import KeyRow
from hinge_log.widgets.panel_title import PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList

_FIND = "find"


class SettingsScreen(MainScreen[Gym]):
    """A list to change; what belongs to the data is one undo step each, what belongs to this machine is in its file."""

    CSS_PATH = "../styles/settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('cursor_down')", "move", id="settings.down", tooltip="next setting"),
        Binding("up", "move('cursor_up')", "move", id="settings.up", tooltip="previous setting"),
        Binding("pagedown", "move('page_down')", "page", id="settings.pagedown", tooltip="a page down"),
        Binding("pageup", "move('page_up')", "page", id="settings.pageup", tooltip="a page up"),
        Binding("home", "move('first')", "top", id="settings.top", tooltip="first setting"),
        Binding("end", "move('last')", "end", id="settings.end", tooltip="last setting"),
        Binding("right,l", "change(1)", "change", id="settings.next", tooltip="next value"),
        Binding("left,h", "change(-1)", "change", id="settings.previous", tooltip="previous value"),
        Binding("enter", "type", "type", id="settings.type", tooltip="type a value"),
        Binding("slash", "find", "find", id="settings.find", tooltip="find a setting by its name"),
        Binding("k", "keys_page", "keys", id="settings.keys", tooltip="put actions on other keys"),
        Binding("x", "export", "export", id="settings.export", tooltip="write the log to a file"),
        Binding("i", "go_to('import')", "import", id="settings.import", tooltip="import a file of another app"),
        *global_bindings(),
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.current_id = "unit"

    def compose_body(self) -> Iterable[Widget]:
        """The list; beside or under it what the current setting is for, and its usual values."""
        with Container(id="columns"):
            yield RowList(id="settings", click_selects=False)
            with VerticalScroll(id="detail", can_focus=False):
                yield PanelTitle(id="setting-title")
                yield Static(id="words", markup=False)
                yield RowList(id="choices")
        yield KeyRow(id="touch")

    def read(self, store: Store) -> Gym:
        """What the log keeps."""
        return Gym.of(store.setting("gym"))

    @property
    def settings(self) -> tuple[AppSetting, ...]:
        """The settings in the order of the list."""
        folder = os.path.dirname(os.path.abspath(self.context.gateway.path))
        home = os.path.expanduser("~")
        short = f"~{folder[len(home) :]}" if folder.startswith(home + os.sep) else folder
        return settings(tuple(self.app.available_themes), short, ("↑ or ↓", "PgUp or PgDn"))

    @property
    def current(self) -> AppSetting:
        """The setting that is highlighted."""
        return next((each for each in self.settings if each.id == self.current_id), self.settings[0])

    # -- showing -------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """The list leaves the keys to the screen; `tab` goes to the values."""
        self.query_one("#settings", RowList).can_focus = False

    def on_resize(self) -> None:
        """Other columns at another width."""
        if self.data is not None:
            self.show(self.data)

    def show(self, data: Gym) -> None:
        """Hand the values out."""
        self.context.gym = data
        self.show_title(("Settings", "strong"), right="saved as you go")
        rows = self.query_one("#settings", RowList)
        rows.show_rows(self._rows(data, max(20, rows.scrollable_content_region.width - 3)))
        rows.highlight(self.current_id)
        self._show_detail(data)

    def _rows(self, gym: Gym, width: int) -> Iterable[ListRow]:
        every, look = self.settings, self.context.look
        names = min(max(text_width(each.label) for each in every) + 2, width // 2)
        section = ""
        for each in every:
            if each.section != section:
                if section:
                    yield ListRow("", [(("", ""),)])
                section = each.section
                yield ListRow("", [((section, "title"),)])
            before, after = ("◂ ", " ▸") if each.id == self.current_id and each.can_step else ("  ", "")
            value = fit(each.text(gym, look), width - names - 2 - len(after))
            style = "chosen" if each.can_step else "muted"
            label = padded(fit(each.label, names - 1), names)
            yield ListRow(each.id, [((label, "text"), (before, "muted"), (value, style), (after, "muted"))])

    def _show_detail(self, gym: Gym) -> None:
        current, look = self.current, self.context.look
        self.query_one("#setting-title", PanelTitle).title = current.label
        example = current.example(gym, look)
        self.query_one("#words", Static).update("\n\n".join(each for each in (current.words, example) if each))
        choices = self.query_one("#choices", RowList)
        now = current.text(gym, look)
        texts = [text for text, _ in current.choice_texts(gym, look)]
        choices.set_class(not texts, "-none")
        choices.show_rows(
            ListRow(f"{current.id}-{index}", [(("● " if text == now else "○ ", "chosen"), (text, "text"))])
            for index, text in enumerate(texts)
        )
        if now in texts:
            choices.highlight(f"{current.id}-{texts.index(now)}")
        keys = (KeyHint("◂", "", "change(-1)"), KeyHint("▸", "", "change(1)")) if current.can_step else ()
        typing = (KeyHint("", "type", "type"),) if current.parse else ()
        self.query_one("#touch", KeyRow).keys = (*keys[:1], *typing, *keys[1:], KeyHint("", "done", "back"))

    def bar(self) -> Sequence[BarKey]:
        """The key bar."""
        if self.entry.purpose:
            return (
                BarKey(("settings.type",), "find" if self.entry.purpose == _FIND else "save"),
                BarKey(("back",), "cancel"),
            )
        narrow = self.has_class("-narrow") or self.has_class("-tiny")
        keys = (
            BarKey(("settings.up", "settings.down"), "move"),
            BarKey(("settings.previous", "settings.next"), "change", "change(1)"),
            BarKey(("settings.type",), "type", "type"),
            BarKey(("settings.find",), "find", "find"),
            BarKey(("settings.keys",), "keys", "keys_page"),
            BarKey(("settings.export",), "export", "export"),
            BarKey(("settings.import",), "import", "go_to('import')"),
            BarKey(("back",), "done", "back"),
        )
        return (keys[1], keys[3], keys[7], keys[4], keys[5]) if narrow else keys

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        moving = ("up", "down", "pageup", "pagedown", "top", "end")
        return (
            ("Settings", tuple(f"settings.{each}" for each in (*moving, "previous", "next", "type", "find"))),
            ("Elsewhere", ("settings.keys", "settings.export", "settings.import")),
        )

    # -- moving --------------------------------------------------------------------------------------------

    def _go_to_setting(self, setting_id: str) -> None:
        if self.data is not None and setting_id:
            self.current_id = setting_id
            self.show(self.data)

    async def action_move(self, action: str) -> None:
        """Move the highlight as in any list."""
        rows = self.query_one("#settings", RowList)
        await rows.run_action(action)
        self.status = ""
        self._go_to_setting(rows.highlighted_id)

    @on(RowList.OptionHighlighted, "#settings")
    def _follow_highlight(self) -> None:
        self._go_to_setting(self.query_one("#settings", RowList).highlighted_id)

    @on(RowList.OptionSelected, "#settings")
    def _click_current(self) -> None:
        """The current setting was clicked."""
        self.action_change(1)

    @on(RowList.OptionSelected, "#choices")
    def _choose_value(self, message: RowList.OptionSelected) -> None:
        setting = self.current
        _, value = setting.choice_texts(self.context.gym, self.context.look)[message.option_index]
        self.enqueue(self._change(setting, lambda gym, look: setting.with_value(gym, look, value)))

    def action_back(self) -> None:
        """Leave the list of values, or the screen."""
        if self.focused is not None:
            self.set_focus(None)
        else:
            super().action_back()

    # -- changing ------------------------------------------------------------------------------------------

    def action_change(self, by: int) -> None:
        """Take the next or the previous value."""
        setting = self.current
        if setting.can_step:
            self.enqueue(self._change(setting, lambda gym, look: setting.stepped(gym, look, by)))

    async def _change(self, setting: AppSetting, change: Callable[[Gym, Look], Values]) -> None:
        gym, look = self.context.gym, self.context.look
        new_gym, new_look = change(gym, look)
        if new_gym != gym:
            await self.with_store(lambda store: store.put_setting("gym", new_gym.kept()))
            await self.load()
            self.status = f"{setting.label}: {setting.text(new_gym, look)}. {self.key_of('undo')} undoes."
        elif new_look != look:
            await self._use_look(new_look)
            self.status = f"{setting.label}: {setting.text(gym, new_look)}."

    async def _use_look(self, look: Look) -> None:
        before, self.context.look = self.context.look, look
        self.post_message(LookChanged(before, look))
        await self.load()
        write_changes(before, look)

    def action_type(self) -> None:
        """Type a value."""
        setting = self.current
        if setting.id == "theme":
            self.app.action_change_theme()
        elif setting.parse is None:
            self.action_change(1)
        else:
            self.open_entry(setting.id, setting.text(self.context.gym, self.context.look), status=setting.words)

    def action_find(self) -> None:
        """Find a setting by its name."""
        self.open_entry(_FIND, status="Type part of a name.", recalls=False)

    @on(EntryLine.Edited)
    def _find(self, message: EntryLine.Edited) -> None:
        wanted = message.text.strip().casefold()
        if message.purpose != _FIND:
            self.status = self.current.words
        elif wanted:
            every = self.settings
            by_label = (each.id for each in every if wanted in each.label.casefold())
            by_words = (each.id for each in every if wanted in f"{each.id} {each.section} {each.words}".casefold())
            self._go_to_setting(next(by_label, next(by_words, "")))

    @on(EntryLine.Completed)
    def _take_text(self, message: EntryLine.Completed) -> None:
        setting, text = self.current, message.text
        if message.purpose == _FIND:
            self.close_entry()
            return
        try:
            setting.typed(self.context.gym, self.context.look, text)
        except EntryError as error:
            self.status = str(error)
            return
        self.close_entry()
        self.enqueue(self._change(setting, lambda gym, look: setting.typed(gym, look, text)))

    # -- elsewhere -----------------------------------------------------------------------------------------

    def action_keys_page(self) -> None:
        """Show the keys."""
        from hinge_log.screens.dialogs.keys import KeysDialog

        self.app.push_screen(KeysDialog(self.context.look, ascii_only=self.context.ascii_only), self._keys_chosen)

    def _keys_chosen(self, look: Look | None) -> None:
        if look is not None and look != self.context.look:
            self.enqueue(self._save_keys(look))

    async def _save_keys(self, look: Look) -> None:
        await self._use_look(look)
        self.status = "Keys changed."

    def action_export(self) -> None:
        """Write the log to a file."""
        from hinge_log.screens.dialogs.export import ExportDialog

        self.app.push_screen(ExportDialog(self.context), self._exported)

    def _exported(self, words: str | None) -> None:
        if words:
            self.status = words

    def action_go_to(self, screen: str) -> None:
        """Go to another main screen."""
        self.post_message(ScreenRequested(screen))
