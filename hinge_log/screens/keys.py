"""The keys: every action by its id, and what key it is on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from hinge_log.charts.keybar import Key
from hinge_log.charts.pages.settings_page import SettingLine, SettingsView, settings_rows
from hinge_log.keymap import EVERY, Bound, clashes, found_by, keymap_for, preset_keys
from hinge_log.screens.base import NAMED, NAMED_ASCII
from hinge_log.screens.bindings import key_contexts
from hinge_log.screens.context import Context
from hinge_log.settings import Look
from hinge_log.widgets.page import Page

_ALWAYS = frozenset({"ctrl+c", "ctrl+z", "ctrl+q"})
"""The ways out stay where they are."""


@dataclass(frozen=True, slots=True)
class _Entry:
    contexts: tuple[str, ...]
    bound: Bound

    @property
    def where(self) -> str:
        return "every screen" if EVERY in self.contexts else ", ".join(self.contexts)


class KeysScreen(ModalScreen[Look | None]):
    """Gives the settings with other keys; nothing is kept before it closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "move", id="keys.down", tooltip="next action"),
        Binding("up", "move(-1)", "move", id="keys.up", tooltip="previous action"),
        Binding("pagedown", "move(10)", "page", id="keys.pagedown", tooltip="ten actions on"),
        Binding("pageup", "move(-10)", "page", id="keys.pageup", tooltip="ten actions back"),
        Binding("home", "move(-9999)", "top", id="keys.top", tooltip="top of the list"),
        Binding("end,G", "move(9999)", "end", id="keys.end", tooltip="end of the list"),
        Binding("slash", "find", "find", id="keys.find", tooltip="find by action, key or screen; esc clears"),
        Binding("enter", "remap", "new key", id="keys.set", tooltip="put the action on the key that is pressed next"),
        Binding("plus", "remap(True)", "more", id="keys.add", tooltip="add the key that is pressed next"),
        Binding("delete,backspace,d", "reset", "usual", id="keys.reset", tooltip="back to the usual keys"),
        Binding("z", "preset", "azerty", id="keys.preset", tooltip="digits of a French keyboard without shift"),
        Binding("question_mark,f1", "help", "help", id="keys.help", tooltip="keys of this list"),
        Binding("escape,q,k", "leave", "done", id="keys.close", tooltip="keep the keys and close"),
    ]
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    KeysScreen {
        layers: base above;
        #find {
            layer: above; dock: bottom; height: 1; margin: 0 1 1 1; padding: 0; border: none; display: none;
            background: $surface; color: $foreground;
        }
        #find.-open { display: block; }
    }
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.look = context.look
        self.page = Page(ascii_only=context.ascii_only, mono=context.mono)
        self.contexts: Mapping[str, tuple[Bound, ...]] = key_contexts()
        self.every = self.entries = _entries(self.contexts)
        self.names = _names([each.bound.words for each in self.entries])
        self.find = Input(id="find", disabled=True, select_on_focus=False, max_length=100)
        self.find.cursor_blink = False
        self.finding = False
        self.at = 0
        self.waiting = ""
        self.status = ""

    def compose(self) -> ComposeResult:
        """The page, and the field over its status line."""
        yield self.page
        yield self.find

    def on_resize(self) -> None:
        """Lay out anew."""
        self.paint()

    def paint(self) -> None:
        """Draw the page as it now is."""
        width, height = self.size
        if width < 1 or height < 1:
            return
        now, _ = keymap_for(self.look, self.contexts)
        lines = [self._line(entry, now) for entry in self.entries]
        digits = self.look.preset or "as they are"
        view = SettingsView(
            title="Keys",
            right=f"{len(lines)} of {len(self.every)}" if self.find.value.strip() else f"digits: {digits}",
            lines=lines,
            at=self.at,
            status=self.status,
            keys=self._bar(),
            help_key="F1" if self.finding else "?",
            touch=False,
            typing=self.finding,
            asking=self._asking(),
        )
        self.page.show(settings_rows(view, width, height))

    def _bar(self) -> tuple[Key, ...]:
        move, enter = Key(self._shown("up") + self._shown("down"), "move"), self._shown("enter")
        if self.finding:
            return Key(enter, "take it", "found"), Key("esc", "clear" if self.find.value else "leave", "leave"), move
        return (
            move, Key(enter, "new key", "remap"), Key("/", "find", "find"), Key("d", "usual", "reset"),
            Key("+", "one more", "remap(True)"), Key("z", "azerty", "preset"),
            Key("esc", "every key" if self.find.value else "done", "leave"),
        )  # fmt: skip

    def _asking(self) -> str:
        if self.waiting:
            return f"Press the key for: {self.entries[self.at].bound.words}. esc leaves it."
        if not self.entries:
            return "Nothing is called that: part of an action, of a screen or a key finds it."
        return ""

    def _line(self, entry: _Entry, now: Mapping[str, str]) -> SettingLine:
        bound, keys = entry.bound, self._keys_of(entry, now)
        mark = " (usual: " + " ".join(map(self._shown, bound.keys)) + ")" if bound.id in now else ""
        said = " ".join(map(self._shown, keys)) + mark
        return SettingLine(
            self.names[bound.words], said, f"{bound.words}. On {entry.where}; in settings.toml: {bound.id}"
        )

    @staticmethod
    def _keys_of(entry: _Entry, now: Mapping[str, str]) -> Sequence[str]:
        return now[entry.bound.id].split(",") if entry.bound.id in now else entry.bound.keys

    def _shown(self, key: str) -> str:
        return (NAMED_ASCII if self.context.ascii_only else NAMED).get(key, key)

    async def on_page_pressed(self, message: Page.Pressed) -> None:
        """Run what was tapped; the arrows beside a row ask for its key."""
        message.stop()
        await self.run_action(message.action)

    def action_pick(self, place: int) -> None:
        """Go to the row that was tapped."""
        self.at = place
        self.paint()

    def action_change(self, by: int) -> None:
        """Ask for a key."""
        self.action_remap()

    def action_move(self, by: int) -> None:
        """Go to another row."""
        self.at = max(0, min(len(self.entries) - 1, self.at + by))
        self.status = ""
        self.paint()

    # -- finding -------------------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Find rows by a part of what they do, of their screens, or by their key."""
        self.finding, self.status = True, ""
        self.find.disabled = False
        self.find.add_class("-open")
        self.set_focus(self.find)
        self.paint()

    def action_found(self) -> None:
        """Leave the field; the rows that were found stay."""
        self.finding = False
        self.find.remove_class("-open")
        self.find.disabled = True
        self.set_focus(None)
        self.paint()

    @on(Input.Submitted, "#find")
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.action_found()

    @on(Input.Changed, "#find")
    def _match(self) -> None:
        here = self.entries[self.at] if self.entries else None
        now, _ = keymap_for(self.look, self.contexts)

        def found(entry: _Entry) -> bool:
            said = (entry.bound.words, entry.bound.id, entry.where)
            return found_by(self.find.value, said, [self._shown(key) for key in self._keys_of(entry, now)])

        self.entries = tuple(each for each in self.every if found(each))
        self.at = self.entries.index(here) if here in self.entries else 0
        self.paint()

    def on_key(self, event: events.Key) -> None:
        """In the field: esc clears, then leaves; the arrows move in the list."""
        moves = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
        if self.finding and (event.key in moves or event.key == "escape"):
            event.stop()
            event.prevent_default()
            if event.key == "escape":
                self.action_leave()
            else:
                self.action_move(moves[event.key])

    def action_help(self) -> None:
        """Show the keys of this list."""
        from hinge_log.screens.dialogs.help import HelpDialog

        bound: dict[str, list[str]] = {}
        words: dict[str, str] = {}
        for each in Binding.make_bindings(self.BINDINGS):
            bound.setdefault(each.id or "", []).append(self._shown(each.key))
            words[each.id or ""] = each.tooltip
        keys = [(" ".join(bound[each]), words[each], "") for each in words]
        self.app.push_screen(HelpDialog([("Keys", keys)]))

    # -- changing ------------------------------------------------------------------------------------------

    def action_remap(self, add: bool = False) -> None:
        """Take the next key that is pressed."""
        if not self.entries:
            return
        self.waiting = "add" if add else "set"
        self.paint()

    def action_reset(self) -> None:
        """Go back to the usual keys of the row."""
        if not self.entries:
            return
        bound = self.entries[self.at].bound
        keys = {each: given for each, given in self.look.keys.items() if each != bound.id}
        self._take(keys, f"{bound.id} is on its usual keys.")

    def action_preset(self) -> None:
        """Switch the preset for the digits."""
        self.look = replace(self.look, preset="" if self.look.preset else "azerty")
        self.status = f"Digits: {self.look.preset or 'as they are'}."
        self.paint()

    def action_leave(self) -> None:
        """Clear what is looked for, leave the field, else give the keys back."""
        if self.find.value:
            self.find.value = ""
        elif self.finding:
            self.action_found()
        else:
            self.dismiss(self.look)

    async def on_event(self, event: events.Event) -> None:
        """While a key is waited for, it is that key and does nothing else."""
        if self.waiting and isinstance(event, events.Key):
            event.stop()
            event.prevent_default()
            self._pressed(event.key)
            return
        await super().on_event(event)

    def _pressed(self, key: str) -> None:
        how, self.waiting = self.waiting, ""
        bound = self.entries[self.at].bound
        if key in _ALWAYS or key == "escape":
            self.status = "" if key == "escape" else f"{key} stays what it is."
            self.paint()
            return
        now, _ = keymap_for(self.look, self.contexts)
        before = now.get(bound.id, ",".join(bound.keys))
        keys = ",".join(dict.fromkeys((*before.split(","), key))) if how == "add" else key
        self._take(self.look.keys | {bound.id: keys}, f"{bound.id} is on {self._shown(key)}.")

    def _take(self, keys: dict[str, str], said: str) -> None:
        changed = replace(self.look, keys=keys)
        bound = self.entries[self.at].bound
        effective = preset_keys(changed.preset, self.contexts) | keys
        clash = next(
            (each for each in clashes(effective, self.contexts) if bound.id in (each.first, each.second)), None
        )
        if clash:
            other = clash.first if clash.second == bound.id else clash.second
            self.status = f"Not done: {self._shown(clash.key)} is {other} on {clash.where}."
        else:
            self.look, self.status = changed, said
        self.paint()


def _names(every: Sequence[str]) -> dict[str, str]:
    """What each row is called: of those that begin alike, the end comes first, for it is what tells them apart."""
    heads = Counter(words.partition(": ")[0] for words in every if ": " in words)
    called = {}
    for words in every:
        head, colon, tail = words.partition(": ")
        called[words] = f"{tail}: {head}" if colon and heads[head] > 1 else words
    return called


def _entries(contexts: Mapping[str, tuple[Bound, ...]]) -> tuple[_Entry, ...]:
    """Every id once with the screens that it is on, screen by screen; what all screens have comes first."""
    where: dict[str, list[str]] = {}
    first: dict[str, Bound] = {}
    for context in sorted(contexts, key=lambda name: (name != EVERY, name != "log")):
        for bound in contexts[context]:
            where.setdefault(bound.id, []).append(context)
            first.setdefault(bound.id, bound)
    return tuple(_Entry(tuple(where[each]), bound) for each, bound in first.items())
