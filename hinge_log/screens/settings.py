"""Settings: everything that can be chosen, saved at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from hinge_log.charts.cells import fit, padded, text_width
from hinge_log.errors import EntryError, HingeLogError, NeedsDecision
from hinge_log.screens.context import Context, LookChanged
from hinge_log.screens.keys import Bar, BarKey, HelpGroups, global_bindings, ids
from hinge_log.screens.main_screen import MainScreen
from hinge_log.screens.options import BARBELL, AppSetting, Values, settings
from hinge_log.settings import Gym, Look, write_changes
from hinge_log.store import gyms as gym_store
from hinge_log.store.store import Store
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.keys import KeyHint, KeyRow
from hinge_log.widgets.panels import PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList

_FIND = "find"
DEFAULT_GYM = "default"
"""What the equipment of the settings is called."""
EQUIPMENT = {"unit", "bar", "plates", "bells", "dumbbells"}


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
        Binding("k", "keys_page", "keys", id="settings.keys", tooltip="change the keys of actions"),
        Binding("x", "export", "export", id="settings.export", tooltip="write the log to a file"),
        Binding("i", "go_to('import')", "import", id="settings.import", tooltip="import a file from another app"),
        *global_bindings(),
    ]
    MOVES_IN = "#settings"
    HELP_GROUPS: ClassVar[HelpGroups] = (
        ("Settings", ids("settings", "up down pageup pagedown top end previous next type find")),
        ("Elsewhere", ids("settings", "keys export import")),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.current_id = "unit"
        self.gyms: tuple[gym_store.GymEquipment, ...] = ()
        self.gym: gym_store.GymEquipment | None = None

    def compose_body(self) -> Iterable[Widget]:
        """The list; beside or under it what the current setting is for, and its usual values."""
        with Container(id="columns"):
            yield RowList(click_selects=False, takes_focus=False, id="settings")
            with VerticalScroll(id="detail", can_focus=False):
                yield PanelTitle(id="setting-title")
                yield Static(id="words", markup=False)
                yield RowList(id="choices")
        yield KeyRow(id="touch")

    def read(self, store: Store) -> Gym:
        """What the log keeps, with the equipment of the gym that is now in use."""
        self.gyms, self.gym = gym_store.gyms(store), gym_store.gym_in_use(store)
        return gym_store.gym_settings(store)

    @property
    def settings(self) -> tuple[AppSetting, ...]:
        """The settings in the order of the list."""
        folder = os.path.dirname(os.path.abspath(self.context.gateway.path))
        home = os.path.expanduser("~")
        short = f"~{folder[len(home) :]}" if folder.startswith(home + os.sep) else folder
        every = settings(tuple(self.app.available_themes), short, ("↑ or ↓", "PgUp or PgDn"))
        return (self._gym_setting(), *every)

    def _gym_setting(self) -> AppSetting:
        name = self.gym.name if self.gym else DEFAULT_GYM
        words = (
            "The gym you train in, with its bar, plates and bells. Press enter to type one; a new name adds a gym: "
            "Home; bar 15; plates 20x2 10x2 5; bells 16 24; dumbbells 10 12."
        )
        return AppSetting("gym", BARBELL, "Gym", words, lambda gym, look: name, parse=lambda text, gym: text)

    @property
    def current(self) -> AppSetting:
        """The setting that is highlighted."""
        return next((each for each in self.settings if each.id == self.current_id), self.settings[0])

    # -- showing -------------------------------------------------------------------------------------------

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
            style = "chosen" if each.id == self.current_id else "text" if each.can_step or each.parse else "muted"
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
        if current.id == "gym":
            texts = [DEFAULT_GYM, *(each.name for each in self.gyms)]
        choices.set_class(not texts, "-none")
        choices.show_rows(
            ListRow(f"{current.id}-{index}", [(("● " if text == now else "○ ", "chosen"), (text, "text"))])
            for index, text in enumerate(texts)
        )
        if now in texts:
            choices.highlight(f"{current.id}-{texts.index(now)}")
        steps = current.can_step or current.id == "gym"
        keys = (KeyHint("◂", "", "change(-1)"), KeyHint("▸", "", "change(1)")) if steps else ()
        typing = (KeyHint("", "type", "type"),) if current.parse else ()
        self.query_one("#touch", KeyRow).keys = (*keys[:1], *typing, *keys[1:], KeyHint("", "done", "back"))

    def bar(self) -> Bar:
        """The key bar."""
        if self.entry.purpose:
            word = "find" if self.entry.purpose == _FIND else "save"
            return (BarKey(("settings.type",), word), BarKey(("back",), "cancel"))
        change, last = "settings.previous settings.next", ("settings.keys", "settings.export")
        if self.has_class("-narrow") or self.has_class("-tiny"):
            return (change, "settings.find", "back: done", *last)
        move = BarKey(("settings.up", "settings.down"), "move")
        return (move, change, "settings.type", "settings.find", *last, "settings.import", "back: done")

    # -- moving --------------------------------------------------------------------------------------------

    def _go_to_setting(self, setting_id: str) -> None:
        if self.data is not None and setting_id:
            self.current_id = setting_id
            self.show(self.data)

    async def action_move(self, action: str) -> None:
        """Move the highlight as in any list."""
        await super().action_move(action)
        self.status = ""
        self._follow_highlight()

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
        if setting.id == "gym":
            self.enqueue(self._use_gym((None, *self.gyms)[message.option_index]))
            return
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
        if setting.id == "gym":
            every = (None, *self.gyms)
            at = next((place for place, each in enumerate(every) if each == self.gym), 0)
            self.enqueue(self._use_gym(every[(at + by) % len(every)]))
        if setting.can_step:
            self.enqueue(self._change(setting, lambda gym, look: setting.stepped(gym, look, by)))

    async def _change(self, setting: AppSetting, change: Callable[[Gym, Look], Values]) -> None:
        gym, look = self.context.gym, self.context.look
        new_gym, new_look = change(gym, look)
        if new_gym != gym:
            await self.with_store(lambda store: self._save_gym(store, gym, new_gym))
            await self.load()
            self.tell_done(f"{setting.label}: {setting.text(new_gym, look)}.")
        elif new_look != look:
            await self._use_look(new_look)
            self.status = f"{setting.label}: {setting.text(gym, new_look)}."

    def _save_gym(self, store: Store, before: Gym, after: Gym) -> None:
        """Save what changed: equipment belongs to the gym that is now in use, all else to the settings."""
        changed = {
            name: getattr(after, name) for name in Gym.__match_args__ if getattr(after, name) != getattr(before, name)
        }
        if self.gym is None:
            store.put_setting("gym", after.to_json())
        elif changed.keys() & EQUIPMENT:
            gym_store.edit_gym(store, gym_store.with_settings(self.gym, after))
        elif "step" in changed:
            raise NeedsDecision(
                f"In {self.gym.name} the step is a pair of its smallest plates.", "Nothing was changed."
            )
        else:
            store.put_setting("gym", replace(Gym.of(store.setting("gym")), **changed).to_json())

    async def _use_gym(self, gym: gym_store.GymEquipment | None) -> None:
        if not self.gyms:
            self.status = f"Press {self.key_of('settings.type')} to type a gym: Home; bar 15; plates 20x2 10."
        elif gym != self.gym:
            await self.with_store(lambda store: gym_store.use_gym(store, gym.id if gym else None))
            await self._take_gym(f"Gym: {gym.name if gym else DEFAULT_GYM}.")

    async def _type_gym(self, text: str) -> None:
        """Add the gym that was typed, or change the one of its name, and use it."""
        typed = gym_store.read_gym(text, self.context.gym.unit)
        known = next((each for each in self.gyms if each.name.casefold() == typed.name.casefold()), None)

        def save(store: Store) -> gym_store.GymEquipment:
            if known is not None:
                return gym_store.edit_gym(store, typed._replace(id=known.id))
            return gym_store.add_gym(
                store, typed.name, typed.unit, typed.bar, typed.plates, typed.bells, typed.dumbbells, use=True
            )

        saved = await self.with_store(save)
        self.close_entry()
        await self._take_gym(f"{saved.name} {'changed' if known else 'added and in use'}.")

    async def _try_gym(self, text: str) -> None:
        try:
            await self._type_gym(text)
        except HingeLogError as error:
            self.status = f"^ {error}"

    async def _take_gym(self, done: str) -> None:
        await self.with_store(self.context.refresh)
        await self.load()
        self.tell_done(done)

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
        elif setting.id == "gym":
            self.open_entry("gym", gym_store.gym_text(self.gym) if self.gym else "", status=setting.words)
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
        if setting.id == "gym":
            self.enqueue(self._try_gym(text))
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
        from hinge_log.screens.dialogs.export import export_log

        export_log(self)
