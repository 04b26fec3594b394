"""Settings: everything that can be chosen, kept at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.settings_page import SettingLine, SettingsView, settings_rows
from hinge_log.errors import EntryError, SettingsError
from hinge_log.screens.base import COMMON, Go, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import BarKey
from hinge_log.screens.options import Option, Values, options
from hinge_log.settings import Gym, Look, config_folder, read_look, write_look
from hinge_log.terminal import told_by_environment


class SettingsScreen(LogBookScreen):
    """Rows to change; what belongs to the data is one undo step each, what belongs to the machine goes to its file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "move", id="settings.down", tooltip="next setting"),
        Binding("up", "move(-1)", "move", id="settings.up", tooltip="previous setting"),
        Binding("right,l", "change(1)", "change", id="settings.next", tooltip="next value"),
        Binding("left,h", "change(-1)", "change", id="settings.previous", tooltip="previous value"),
        Binding("enter", "type", "type", id="settings.type", tooltip="type a value"),
        Binding("slash", "find", "find", id="settings.find", tooltip="find a setting by its name"),
        Binding("k", "keys_page", "keys", id="settings.keys", tooltip="put actions on other keys"),
        Binding("x", "export", "export", id="settings.export", tooltip="write the log to a file"),
        Binding("i", "go_to('import')", "import", id="settings.import", tooltip="bring in a file of another logger"),
        *COMMON,
    ]
    DEFAULT_CSS = """
    SettingsScreen {
        layers: base above;
        #typed {
            layer: above; dock: bottom; height: 1; margin: 0 1 1 1; padding: 0; border: none; display: none;
            background: $surface; color: $foreground;
        }
        #typed.-open { display: block; }
    }
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.at = 0
        self.purpose = ""
        self.refusal = ""
        self.entry = Input(id="typed", disabled=True, max_length=200)
        self.entry.cursor_blink = False

    def compose(self) -> ComposeResult:
        """The page, and the field over its status line."""
        yield self.page
        yield self.entry

    async def load(self) -> None:
        """Read what the log keeps: an undo or another window may have changed it."""
        self.context.gym = Gym.of(await self.do(lambda store: store.setting("gym")))

    # -- showing -------------------------------------------------------------------------------------------

    @property
    def options(self) -> tuple[Option, ...]:
        """The rows."""
        folder = os.path.dirname(os.path.abspath(self.context.gateway.path))
        home = os.path.expanduser("~")
        shown = f"~{folder[len(home) :]}" if folder.startswith(home + os.sep) else folder
        return options(tuple(self.app.available_themes), shown, ("↑↓", "PgUp PgDn"))

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        gym, look = self.context.gym, self.context.look
        lines = [
            SettingLine(each.label, each.value(gym, look), each.words, each.step is not None) for each in self.options
        ]
        self.at = min(self.at, len(lines) - 1)
        view = SettingsView(
            title="Settings",
            right="saved as you go",
            lines=lines,
            at=self.at,
            status=self.status,
            keys=self.keys(),
            help_key="F1" if self.purpose else self.key_of("help"),
            touch=self.context.look.mouse,
            typing=bool(self.purpose),
            asking=self.refusal or ("Type some letters of a name." if self.purpose == "find" else ""),
        )
        return settings_rows(view, width, height)

    def bar(self) -> Sequence[BarKey]:
        """The key bar."""
        if self.purpose:
            return (BarKey(("settings.type",), "takes it"), BarKey(("back",), "leaves it"))
        keys = (
            BarKey(("settings.up", "settings.down"), "move"),
            BarKey(("settings.previous", "settings.next"), "change"),
            BarKey(("settings.type",), "type", "type"),
            BarKey(("settings.find",), "find", "find"),
            BarKey(("settings.keys",), "keys", "keys_page"),
            BarKey(("settings.export",), "export", "export"),
            BarKey(("settings.import",), "import", "go_to('import')"),
            BarKey(("back",), "done", "back"),
        )
        return (keys[1], keys[3], keys[7], keys[4], keys[5]) if self.size.width < 60 else keys

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("Settings", ("settings.up", "settings.down", "settings.previous", "settings.next", "settings.type",
                          "settings.find")),
            ("Elsewhere", ("settings.keys", "settings.export", "settings.import")),
        )  # fmt: skip

    # -- doing ---------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Go to another row."""
        self.at = (self.at + by) % len(self.options)
        self.status = ""
        self.paint()

    def action_pick(self, place: int) -> None:
        """Go to the row that was tapped; a tap on the row at hand changes it."""
        if place == self.at:
            self.action_change(1)
        self.at = place
        self.paint()

    def action_change(self, by: int) -> None:
        """Take the next or the previous value."""
        option = self.options[self.at]
        if option.step is not None:
            step = option.step
            self.act(self._change(option, lambda gym, look: step(gym, look, by)))

    async def _change(self, option: Option, change: Callable[[Gym, Look], Values]) -> None:
        gym, look = self.context.gym, self.context.look
        new_gym, new_look = change(gym, look)
        if new_gym != gym:
            await self.do(lambda store: store.put_setting("gym", new_gym.kept()))
            self.context.gym = new_gym
            self.status = f"{option.label}: {option.value(new_gym, look)}. {self.key_of('undo')} undoes."
        elif new_look != look:
            self.context.look = new_look
            self._show_look(look)
            self._keep(look, new_look)
            self.status = f"{option.label}: {option.value(gym, new_look)}."

    def _show_look(self, before: Look) -> None:
        look = self.context.look
        if look.theme != before.theme and not self.context.mono:
            light = look.theme == "auto" and told_by_environment()
            wanted = ("chalk" if light else "slate") if look.theme == "auto" else look.theme
            if wanted in self.app.available_themes:
                self.app.theme = wanted
        if look.preset != before.preset:
            self._use_keys()

    def _use_keys(self) -> None:
        from hinge_log.keymap import keymap_for
        from hinge_log.screens.bindings import key_contexts

        self.app.set_keymap(keymap_for(self.context.look, key_contexts())[0])
        self._keys.clear()

    def _keep(self, before: Look, after: Look) -> None:
        # What was said on the command line holds for this run alone: only what changed goes into the file.
        kept, complaint = read_look()
        if complaint:
            said = complaint.removesuffix(" The defaults are used.").removeprefix(config_folder() + os.sep)
            raise SettingsError(f"Not written. {said}")
        changed = {
            each.name: getattr(after, each.name)
            for each in fields(Look)
            if getattr(after, each.name) != getattr(before, each.name)
        }
        write_look(replace(kept, **changed))

    # -- typing --------------------------------------------------------------------------------------------

    def action_type(self) -> None:
        """Type a value, or take what is typed."""
        option = self.options[self.at]
        if option.read is None:
            self.action_change(1)
            return
        self._open(option.id, option.value(self.context.gym, self.context.look))

    def action_find(self) -> None:
        """Find a row by its name."""
        self._open("find", "")

    def _open(self, purpose: str, value: str) -> None:
        self.purpose, self.refusal = purpose, ""
        self.entry.disabled = False
        self.entry.value = value
        self.entry.add_class("-open")
        self.set_focus(self.entry)
        self.paint()

    def _close(self) -> None:
        self.purpose = self.refusal = ""
        self.set_focus(None)
        self.entry.remove_class("-open")
        self.entry.disabled = True
        self.paint()

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        if self.refusal:
            self.refusal = ""
            self.paint()
        if self.purpose == "find" and message.value.strip():
            wanted = message.value.strip().casefold()
            place = next((n for n, each in enumerate(self.options) if wanted in each.label.casefold()), None)
            if place is not None:
                self.at = place
                self.paint()

    @on(Input.Submitted)
    def _taken(self, message: Input.Submitted) -> None:
        text, option = message.value, self.options[self.at]
        if self.purpose == "find":
            self._close()
            return
        if option.read is not None:
            read = option.read
            try:
                read(self.context.gym, self.context.look, text)
            except EntryError as error:
                self.refusal = str(error)
                self.paint()
                return
            self._close()
            self.act(self._change(option, lambda gym, look: read(gym, look, text)))

    def on_key(self, event: events.Key) -> None:
        """Leave the field with escape, whatever the field makes of it."""
        if self.purpose and event.key == "escape":
            event.stop()
            self._close()

    def action_back(self) -> None:
        """Leave the field, or the screen."""
        if self.purpose:
            self._close()
        else:
            super().action_back()

    # -- elsewhere -----------------------------------------------------------------------------------------

    def action_keys_page(self) -> None:
        """Show the keys."""
        from hinge_log.screens.keys import KeysScreen

        self.app.push_screen(KeysScreen(self.context), self._keys_chosen)

    def _keys_chosen(self, look: Look | None) -> None:
        if look is not None and look != self.context.look:
            self.act(self._keep_keys(look))

    async def _keep_keys(self, look: Look) -> None:
        before, self.context.look = self.context.look, look
        self._use_keys()
        self._keep(before, look)
        self.status = "Keys changed."

    def action_export(self) -> None:
        """Write the log to a file."""
        from hinge_log.screens.export_dialog import ExportDialog

        self.app.push_screen(ExportDialog(self.context), self._exported)

    def _exported(self, words: str | None) -> None:
        if words:
            self.status = words
            self.paint()

    def action_go_to(self, screen: str) -> None:
        """Go to another main screen."""
        self.post_message(Go(screen))
