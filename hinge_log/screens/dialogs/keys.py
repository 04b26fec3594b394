"""The keys: every action by its id, and what key it is on."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Static

from hinge_log import screens, widgets
from hinge_log.keymap import EVERY, Bound, clashes, keymap_for, matches_search, preset_keys
from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.screens.dialogs.help import HelpDialog, KeyWords
from hinge_log.screens.keys import KeyNames
from hinge_log.screens.main_screen import MainScreen
from hinge_log.settings import Look
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.keys import KeyBar, KeyHint
from hinge_log.widgets.lift_list import LiftList
from hinge_log.widgets.panels import PanelTitle, StatusLine, TitleBar
from hinge_log.widgets.row_list import ListRow, RowList

_FIXED = frozenset({"ctrl+c", "ctrl+z", "ctrl+q"})
"""The ways out stay where they are."""
_LEAST_OF_A_RANGE = 3


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """An action, and the screens on which a key does it; the first is its section of the list."""

    contexts: tuple[str, ...]
    bound: Bound

    @property
    def where(self) -> str:
        """The screens in words."""
        return "every screen" if EVERY in self.contexts else ", ".join(self.contexts)


@dataclass(frozen=True, slots=True)
class KeyRange:
    """Actions in a row on the keys of digits, as one line of the list."""

    entries: tuple[KeyEntry, ...]

    @property
    def row_id(self) -> str:
        """Its id in the list."""
        return f"range:{self.entries[0].bound.id}"

    @property
    def words(self) -> str:
        """What they do, from the first to the last."""
        first, last = self.entries[0].bound.words, self.entries[-1].bound.words
        head, colon, tail = first.partition(": ")
        if colon and last.startswith(head + colon):
            return f"{head}: {tail} to {last.removeprefix(head + colon)}"
        return f"{first} to {last}"


class KeysDialog(Dialog[Look | None]):
    """Gives the settings with other keys; nothing is saved before it closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('cursor_down')", "move", id="keys.down", tooltip="next action"),
        Binding("up", "move('cursor_up')", "move", id="keys.up", tooltip="previous action"),
        Binding("pagedown", "move('page_down')", "page", id="keys.pagedown", tooltip="a page down"),
        Binding("pageup", "move('page_up')", "page", id="keys.pageup", tooltip="a page up"),
        Binding("home", "move('first')", "top", id="keys.top", tooltip="top of the list"),
        Binding("end,G", "move('last')", "end", id="keys.end", tooltip="end of the list"),
        Binding("slash", "find", "find", id="keys.find", tooltip="find by action, key or screen; esc clears"),
        Binding("enter", "remap", "new key", id="keys.set", tooltip="assign the action to the next key you press"),
        Binding("plus", "remap(True)", "more", id="keys.add", tooltip="add the next key you press"),
        Binding("delete,backspace,d", "reset", "usual", id="keys.reset", tooltip="reset to the default keys"),
        Binding("z", "preset", "azerty", id="keys.preset", tooltip="AZERTY digit keys without shift"),
        Binding("question_mark,f1", "help", "help", id="keys.help", tooltip="keys of this list"),
        Binding("escape,q,k", "leave", "done", id="keys.close", tooltip="save the keys and close"),
    ]
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    KeysDialog {
        #columns { layout: horizontal; height: 1fr; }
        RowList { width: 1fr; max-width: 80; height: 1fr; }
        #key-detail { width: 1fr; max-width: 60; height: 1fr; padding: 0 2; }
        #key-words { height: auto; padding: 1 1; }
        #keys-foot { dock: bottom; height: auto; }
        &.-normal, &.-narrow, &.-tiny {
            #columns { layout: vertical; }
            RowList { width: 100%; }
            #key-detail { width: 100%; max-width: 80; height: auto; padding: 0; }
            #key-words { padding: 0 1; max-height: 3; }
        }
        &.-wide RowList { margin: 0 1; }
        &.-low #key-detail, &.-mini #key-detail { display: none; }
    }
    """

    def __init__(self, look: Look, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.look = look
        self.key_names = KeyNames(self, ascii_only=ascii_only)
        self.contexts: Mapping[str, tuple[Bound, ...]] = key_contexts()
        self.entries = _entries(self.contexts)
        self.unfolded: frozenset[str] = frozenset()
        self.wanted = ""
        self.current_id = ""
        self.waiting = ""

    def compose(self) -> ComposeResult:
        """A title, the list, what the current action is, and the foot."""
        yield TitleBar()
        with Container(id="columns"):
            yield RowList(click_selects=False, takes_focus=False)
            with Vertical(id="key-detail"):
                yield PanelTitle()
                yield Static(id="key-words", markup=False)
        with Vertical(id="keys-foot"):
            yield EntryLine()
            yield StatusLine()
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        self.show_keys()

    # -- showing -------------------------------------------------------------------------------------------

    def show_keys(self, status: str = "") -> None:
        """Show the keys as they now are."""
        now, _ = keymap_for(self.look, self.contexts)
        shown = [each for each in self.entries if not self.wanted or self._matches(each, now)]
        rows = self.query_one(RowList)
        rows.show_rows(self._rows(shown, now))
        rows.highlight(self.current_id)
        self.current_id = rows.highlighted_id
        title_bar, key_bar = self.query_one(TitleBar), self.query_one(KeyBar)
        title_bar.left = (("Keys", "strong"),)
        digits = self.look.preset or "as they are"
        title_bar.right = f"{len(shown)} of {len(self.entries)}" if self.wanted else f"digits: {digits}"
        key_bar.keys = self._bar()
        key_bar.help_hint = KeyHint("F1" if self.entry.purpose else "?", "help", "help")
        if not shown:
            status = "No match. Type part of an action, a screen, or a key."
        self.query_one(StatusLine).text = status
        self._show_detail(now)

    def _rows(self, shown: Sequence[KeyEntry], now: Mapping[str, str]) -> Iterable[ListRow]:
        section = ""
        for each in shown if self.wanted else self._folded(shown, now):
            first = each.entries[0] if isinstance(each, KeyRange) else each
            if first.contexts[0] != section:
                if section:
                    yield ListRow("", [(("", ""),)])
                section = first.contexts[0]
                name = "Every screen" if section == EVERY else section[:1].upper() + section[1:]
                yield ListRow("", [((name, "title"),)])
            if isinstance(each, KeyRange):
                keys = f"{self._label(first.bound.keys[0])}-{self._label(each.entries[-1].bound.keys[0])}"
                yield ListRow(each.row_id, KeyWords(keys, f"{each.words} ▸"))
                continue
            changed = each.bound.id in now
            keys = " ".join(map(self._label, self._keys_of(each, now)))
            usual = f" (usual: {' '.join(map(self._label, each.bound.keys))})" if changed else ""
            where = f" ({each.where})" if self.wanted and len(each.contexts) > 1 else ""
            yield ListRow(each.bound.id, KeyWords(keys, each.bound.words + where + usual, changed=changed))

    def _folded(self, shown: Sequence[KeyEntry], now: Mapping[str, str]) -> Iterable[KeyEntry | KeyRange]:
        """The entries with those on digits in a row made one, where none of them is on a key of the user's."""
        run: list[KeyEntry] = []
        for each in (*shown, None):
            if each is not None and run and _goes_on(run[-1], each) and each.bound.id not in now:
                run.append(each)
                continue
            folded = KeyRange(tuple(run)) if len(run) >= _LEAST_OF_A_RANGE else None
            if folded is not None and folded.row_id not in self.unfolded:
                yield folded
            else:
                yield from run
            run = []
            if each is not None and each.bound.id not in now and each.bound.keys[0].isdigit():
                run = [each]
            elif each is not None:
                yield each

    def _show_detail(self, now: Mapping[str, str]) -> None:
        title, words = self.query_one(PanelTitle), self.query_one("#key-words", Static)
        entry = self.current
        if self.waiting and entry:
            title.title, title.asks = "Press the new key", True
            words.update(f"Press the key for: {entry.bound.words}. Press esc to cancel.")
            return
        title.asks = False
        if entry is not None:
            title.title = entry.bound.id
            usual = " ".join(map(self._label, entry.bound.keys))
            text = f"{entry.bound.words[:1].upper()}{entry.bound.words[1:]}. On {entry.where}."
            words.update(f"{text} Default keys: {usual}. In settings.toml: {entry.bound.id}")
        else:
            title.title = "Digits" if self.current_id else ""
            words.update("Press enter to see each key of the range." if self.current_id else "")

    def _bar(self) -> tuple[KeyHint, ...]:
        enter, move = self._label("enter"), KeyHint(self._label("up") + self._label("down"), "move")
        if self.entry.purpose:
            return KeyHint(enter, "done", "close_find"), KeyHint("esc", "clear", "clear_find"), move
        return (
            KeyHint(enter, "new key", "remap"), KeyHint("/", "find", "find"),
            KeyHint("esc", "every key" if self.wanted else "done", "leave"), KeyHint("d", "usual", "reset"),
            KeyHint("+", "one more", "remap(True)"), KeyHint("z", "azerty", "preset"), move,
        )  # fmt: skip

    @property
    def entry(self) -> EntryLine:
        """The line in which a search is typed."""
        return self.query_one(EntryLine)

    @property
    def current(self) -> KeyEntry | None:
        """The highlighted action, None for a range or an empty list."""
        return next((each for each in self.entries if each.bound.id == self.current_id), None)

    @staticmethod
    def _keys_of(entry: KeyEntry, now: Mapping[str, str]) -> Sequence[str]:
        return now[entry.bound.id].split(",") if entry.bound.id in now else entry.bound.keys

    def _label(self, key: str) -> str:
        return self.key_names.label(key)

    # -- moving and finding --------------------------------------------------------------------------------

    async def action_move(self, action: str) -> None:
        """Move the highlight as in any list."""
        rows = self.query_one(RowList)
        await rows.run_action(action)
        self.current_id = rows.highlighted_id
        self.show_keys()

    @on(RowList.OptionHighlighted)
    def _follow_highlight(self) -> None:
        highlighted = self.query_one(RowList).highlighted_id
        if highlighted != self.current_id:
            self.current_id = highlighted
            self.show_keys()

    @on(RowList.OptionSelected)
    def _click_current(self) -> None:
        """The current action was clicked."""
        self.action_remap()

    def _matches(self, entry: KeyEntry, now: Mapping[str, str]) -> bool:
        words = (entry.bound.words, entry.bound.id, entry.where)
        return matches_search(self.wanted, words, [self._label(key) for key in self._keys_of(entry, now)])

    def action_find(self) -> None:
        """Find rows by a part of what they do, of their screens, or by their key."""
        self.entry.open_for("find", self.wanted, recalls=False)
        self.show_keys()

    @on(EntryLine.Edited)
    def _find(self, message: EntryLine.Edited) -> None:
        self.wanted = message.text.strip()
        self.show_keys()

    @on(EntryLine.Completed)
    def action_close_find(self) -> None:
        """Close the line; the rows that match stay."""
        self.entry.close()
        self.show_keys()

    @on(EntryLine.Closed)
    def action_clear_find(self) -> None:
        """Close the line and show every key."""
        if self.entry.purpose:
            self.entry.close()
        self.wanted = ""
        self.show_keys()

    def action_help(self) -> None:
        """Show the keys of this list."""
        ids = dict.fromkeys(each.id for each in Binding.make_bindings(self.BINDINGS) if each.id)
        self.app.push_screen(HelpDialog(self.key_names.help_lines([("Keys", tuple(ids))])), self._run_from_help)

    async def _run_from_help(self, action: str | None) -> None:
        if action:
            await self.run_action(action)

    # -- changing ------------------------------------------------------------------------------------------

    def action_remap(self, add: bool = False) -> None:
        """Take the next key that is pressed; of a range, show each of its keys."""
        if self.current_id.startswith("range:"):
            self.unfolded |= {self.current_id}
            self.current_id = self.current_id.removeprefix("range:")
            self.show_keys()
        elif self.current is not None:
            self.waiting = "add" if add else "set"
            self.show_keys(f"Press the key for: {self.current.bound.words}. Press esc to cancel.")

    def action_reset(self) -> None:
        """Go reset to the default keys of the row."""
        if self.current is not None:
            bound = self.current.bound
            keys = {each: key for each, key in self.look.keys.items() if each != bound.id}
            self._use(keys, f"{bound.id} is back on its default keys.")

    def action_preset(self) -> None:
        """Switch the preset for the digits."""
        self.look = replace(self.look, preset="" if self.look.preset else "azerty")
        self.show_keys(f"Digits: {self.look.preset or 'as they are'}.")

    def action_leave(self) -> None:
        """Show every key again, else give the keys back."""
        if self.wanted:
            self.action_clear_find()
        else:
            self.dismiss(self.look)

    async def on_event(self, event: events.Event) -> None:
        """While a key is waited for, it is that key and does nothing else."""
        if self.waiting and isinstance(event, events.Key):
            event.stop()
            event.prevent_default()
            self._take_key(event.key)
            return
        await super().on_event(event)

    def _take_key(self, key: str) -> None:
        mode, self.waiting = self.waiting, ""
        if self.current is None or key in _FIXED or key == "escape":
            self.show_keys("" if key == "escape" else f"{key} can't be changed.")
            return
        bound = self.current.bound
        now, _ = keymap_for(self.look, self.contexts)
        before = now.get(bound.id, ",".join(bound.keys))
        keys = ",".join(dict.fromkeys((*before.split(","), key))) if mode == "add" else key
        self._use(self.look.keys | {bound.id: keys}, f"{bound.id} is on {self._label(key)}.")

    def _use(self, keys: dict[str, str], done: str) -> None:
        changed = replace(self.look, keys=keys)
        bound_id = self.current_id
        effective = preset_keys(changed.preset, self.contexts) | keys
        every = clashes(effective, self.contexts)
        clash = next((each for each in every if bound_id in (each.first, each.second)), None)
        if clash:
            other = clash.first if clash.second == bound_id else clash.second
            self.show_keys(f"Not changed: {self._label(clash.key)} is {other} on {clash.where}.")
        else:
            self.look = changed
            self.show_keys(done)


def _goes_on(before: KeyEntry, after: KeyEntry) -> bool:
    """Whether two entries are neighbours of a range: ids alike up to a digit, on digits that follow each other."""
    (head, _, last), (next_head, _, number) = before.bound.id.rpartition("."), after.bound.id.rpartition(".")
    keys = before.bound.keys[0], after.bound.keys[0]
    alike = head == next_head and last.isdigit() and number.isdigit() and before.contexts[0] == after.contexts[0]
    return alike and all(key.isdigit() for key in keys) and (int(keys[0]) + 1) % 10 == int(keys[1])


def _entries(contexts: Mapping[str, tuple[Bound, ...]]) -> tuple[KeyEntry, ...]:
    """Every id once with the screens that it is on, screen by screen; what all screens have comes first."""
    where: dict[str, list[str]] = {}
    first: dict[str, Bound] = {}
    for context in sorted(contexts, key=lambda name: (name != EVERY, name != "log")):
        for bound in contexts[context]:
            where.setdefault(bound.id, []).append(context)
            first.setdefault(bound.id, bound)
    return tuple(KeyEntry(tuple(where[each]), bound) for each, bound in first.items())


def key_contexts() -> dict[str, tuple[Bound, ...]]:
    """Every screen by name with its bindings that have an id; all screens are imported for it."""
    contexts: dict[str, type[DOMNode]] = {}
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        source = import_module(module.name)
        for each in vars(source).values():
            if isinstance(each, type) and issubclass(each, Screen) and each.__module__ == source.__name__:
                name = module.name.rpartition(".")[2].replace("_", " ")
                contexts[EVERY if each is MainScreen else name] = each
    contexts["lifts"] = LiftList
    parts = {base for each in contexts.values() for base in each.__mro__[1:]}
    whole = {name: each for name, each in contexts.items() if name == EVERY or each not in parts}
    return {name: bindings for name, each in whole.items() if (bindings := bindings_of(each))}


def bindings_of(screen: type[DOMNode]) -> tuple[Bound, ...]:
    """The bindings of one class, in its order; its own take a key from those that it inherits."""
    owners: dict[str, Binding] = {}
    for base in reversed(screen.__mro__):
        if issubclass(base, DOMNode) and base.__module__.startswith((screens.__name__, widgets.__name__)):
            for binding in Binding.make_bindings(base.__dict__.get("BINDINGS", ())):
                if binding.id:
                    owners[binding.key] = binding
    keys: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    order = [binding for binding in Binding.make_bindings(screen.__dict__.get("BINDINGS", ())) if binding.id]
    for binding in (*order, *owners.values()):
        if binding.id and owners.get(binding.key) is not None and owners[binding.key].id == binding.id:
            if binding.key not in keys.setdefault(binding.id, []):
                keys[binding.id].append(binding.key)
            words.setdefault(binding.id, binding.tooltip or binding.description)
    return tuple(Bound(each, tuple(keys[each]), words[each]) for each in keys)
