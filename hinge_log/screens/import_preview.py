"""Import: a file of another logger is looked at, its names are settled, and it is brought in."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.import_page import FileLine, ImportView, NameLine, import_rows
from hinge_log.clock import to_date
from hinge_log.errors import HingeLogError
from hinge_log.exercises.model import Exercise
from hinge_log.screens.base import COMMON, Go, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.import_files import found_files
from hinge_log.screens.import_whole import WholeLog, did, read_whole, take_in
from hinge_log.screens.main_screen import BarKey
from hinge_log.store.store import Store
from hinge_log.text import shown

if TYPE_CHECKING:
    from hinge_log.exchange.detect import FoundFormat
    from hinge_log.exchange.names import PlannedName
    from hinge_log.exchange.parsed import ParsedFile
    from hinge_log.exchange.preview import ImportPreview, ImportResult
    from hinge_log.store.merging import Merged

_TOLD = 4
"""So many remarks about the file are shown; the names need the room."""

_MIN_STEP = 0.01
"""Progress is drawn anew when it has changed by so much."""


class ImportScreen(LogBookScreen):
    """First which file, then what is in it; it is written when enter is pressed, and not before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "enter", "import", id="import.enter", tooltip="open the file at hand; then: import what is shown"
        ),
        Binding("slash", "path", "path", id="import.path", tooltip="type the path of a file"),
        Binding("down,j", "move(1)", "move", id="import.down", tooltip="next line"),
        Binding("up,k", "move(-1)", "move", id="import.up", tooltip="previous line"),
        Binding("pagedown", "move(10)", "page", id="import.pagedown", tooltip="ten lines on"),
        Binding("pageup", "move(-10)", "page", id="import.pageup", tooltip="ten lines back"),
        Binding("right,l", "unit_by(1)", "unit", id="import.unit", tooltip="kg or lb, where the file does not say"),
        Binding("left,h", "unit_by(-1)", "unit", id="import.unitback", tooltip="lb or kg, where the file does not say"),
        Binding("tab", "next_unsure", "next unsure", id="import.unsure", tooltip="next name that may be one of ours"),
        Binding("p", "choose", "pick", id="import.pick", tooltip="pick the exercise that this name stands for"),
        Binding("n", "make_own", "own", id="import.own", tooltip="make this name an exercise of your own"),
        Binding(
            "x", "leave_out", "leave out", id="import.out", tooltip="leave the sets of this name out, or take them"
        ),
        Binding("d", "report", "report", id="import.report", tooltip="save what is shown beside the file"),
        *COMMON,
    ]
    DEFAULT_CSS = """
    ImportScreen {
        layers: base above;
        #path {
            layer: above; dock: bottom; height: 1; margin: 0 1 1 1; padding: 0; border: none; display: none;
            background: $surface; color: $foreground;
        }
        #path.-open { display: block; }
    }
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.files: tuple[FileLine, ...] | None = None
        self.file: Path | None = None
        self.plan: ImportPreview | None = None
        self.result: ImportResult | None = None
        self.whole: WholeLog | None = None
        self.merged: Merged | None = None
        self.order: tuple[str, ...] = ()
        self.asks_unit = False
        self.hint = ""
        self._told_of: ImportPreview | None = None
        self._lines: list[str] = []
        self.chosen: dict[str, str] = {}
        self.at = 0
        self.doing = ""
        self.share: float | None = None
        self.typing = False
        self.entry = Input(id="path", placeholder="~/Downloads/strong.csv", disabled=True, max_length=1000)
        self.entry.cursor_blink = False

    def compose(self) -> ComposeResult:
        """The page, and the field for a path."""
        yield self.page
        yield self.entry

    async def load(self) -> None:
        """Look where exported files usually are."""
        if self.files is None:
            self.files = await asyncio.to_thread(found_files)

    # -- showing -------------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        plan = self.plan
        chosen = (plan.parsed.unit or "", "" if plan.parsed.unit else self.hint) if plan and self.asks_unit else None
        view = ImportView(
            title=shown(self.file.name) if self.file else "",
            files=self.files or (),
            about=self._about(),
            unit=chosen,
            names=[self._line(name) for name in self._names()],
            will_do=self._will_do(),
            at=self.at,
            status=self.status,
            keys=self.keys(),
            doing=self.doing,
            share=self.share,
            done=self._done,
            help_key="F1" if self.typing else self.key_of("help"),
            touch=self.context.look.mouse,
            typing=self.typing,
        )
        return import_rows(view, width, height)

    @property
    def _done(self) -> bool:
        return self.result is not None or self.merged is not None

    def _names(self) -> list[PlannedName]:
        """The names in the order in which they were first shown: a line stays where it is when it is settled."""
        names = {name.name: name for name in self.plan.names} if self.plan else {}
        return [names[each] for each in self.order]

    def _line(self, name: PlannedName) -> NameLine:
        ours = shown(name.title) if name.key else "leave out"
        if name.kind == "unsure":
            like = ", ".join(self.context.name(key) for key in name.candidates[:2])
            ours = f"make new, or pick{f': {like}?' if like else ''}"
        elif name.own and name.key:
            ours = f"{ours} (own)"
        return NameLine(name.mark, shown(name.name), name.sets, ours)

    def _about(self) -> list[str]:
        plan = self.plan
        if plan is None:
            return self.whole.about() if self.whole else []
        days = f", {plan.days[0]} to {plan.days[1]}" if plan.days else ""
        unit = "" if self.asks_unit else f", {plan.parsed.unit}"
        there = f", {plan.fresh.already_there:,} already here" if plan.fresh.already_there else ""
        sets = _count(plan.parsed.sets, "set")
        return [
            f"{plan.parsed.format.capitalize()}{days}{unit}",
            f"{sets}, {_count(len(plan.parsed.workouts), 'workout')}{there}",
        ]

    def _will_do(self) -> list[str]:
        plan = self.plan
        if self.merged is not None:
            return did(self.merged, self.key_of("undo"))
        if plan is None:
            return self.whole.will_do() if self.whole else []
        if self.result is not None:
            made = self.result
            words = [f"{_count(made.sets, 'set')} added, {_count(made.new_workouts, 'workout')}"
                     f", {_count(made.new_exercises, 'new exercise')}"]  # fmt: skip
            return [*words, f"{self.key_of('undo')} takes the whole import back."]
        result = plan.result()
        if not result.sets:
            said = [
                "add nothing: all of it is here already" if result.already_there else "add nothing: no set is usable"
            ]
        else:
            said = [
                f"add {_count(result.sets, 'set')}, {_count(result.new_workouts, 'workout')}"
                f", {_count(result.new_exercises, 'new exercise')}",
                "form stays empty: the file has none" if plan.parsed.format != "hinge-log-csv" else "form comes along",
            ]
        if result.left_out:
            said.append(f"leave out {_count(result.left_out, 'set')} of names marked -")
        if result.rest_rows:
            said.append(f"rest timer rows ({result.rest_rows:,}) dropped, notes kept")
        if result.skipped:
            line, reason = plan.skipped[0] if plan.skipped else (0, "")
            said.append(f"{_count(result.skipped, 'row')} cannot be used; line {line}: {shown(reason)}")
        told = [shown(line) for line in self._told()]
        if len(told) > _TOLD:
            told[_TOLD - 1 :] = [f"and {len(told) - _TOLD + 1} more remarks: {self.key_of('import.report')} saves all"]
        return said + told

    def _told(self) -> list[str]:
        """What there is to say of the file; gathered once for each plan, not for each picture."""
        if self.plan is not None and self.plan is not self._told_of:
            from hinge_log.exchange.telling import about

            self._lines, self._told_of = about(self.plan, today=to_date(self.context.today)), self.plan
        return self._lines if self.plan is not None else []

    def bar(self) -> Sequence[BarKey]:
        """The key bar."""
        leave = BarKey(("back",), "done" if self._done else "cancel", "back")
        if self.typing:
            return (BarKey(("import.enter",), "opens it"), BarKey(("back",), "leaves it"))
        if self.share is not None:
            return ()
        if self.result is not None:
            return (leave, BarKey(("import.report",), "report", "report"), BarKey(("undo",), "undo", "undo"))
        if self.merged is not None:
            return (leave, BarKey(("undo",), "undo", "undo"))
        if self.whole is not None:
            return (BarKey(("import.enter",), "add what is new", "enter"), leave)
        if self.plan is None:
            moves = (BarKey(("import.up", "import.down"), "move"),) if self.files else ()
            opens = (BarKey(("import.enter",), "open", "enter"),) if self.files else ()
            return (*opens, BarKey(("import.path",), "path", "path"), *moves, leave)
        unit = (BarKey(("import.unitback", "import.unit"), "unit"),) if self.asks_unit else ()
        unsure = (BarKey(("import.unsure",), "next unsure", "next_unsure"),) if self.plan.unsure else ()
        return (
            BarKey(("import.enter",), "import", "enter"), *unit, *unsure, BarKey(("import.pick",), "pick", "choose"),
            BarKey(("import.out",), "leave out", "leave_out"), leave, BarKey(("import.report",), "report", "report"),
        )  # fmt: skip

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("Import", ("import.enter", "import.path", "import.up", "import.down", "import.unit", "import.report")),
            ("Names", ("import.unsure", "import.pick", "import.own", "import.out")),
        )

    # -- opening a file ------------------------------------------------------------------------------------

    def action_enter(self) -> None:
        """Open the file at hand, or import what is shown."""
        if self.share is not None:
            return
        if self._done:
            self.action_back()
        elif self.whole is not None:
            self.act(self._take_in(self.whole))
        elif self.plan is not None:
            self.act(self._import())
        else:
            self.action_take(self.at)

    def action_take(self, place: int) -> None:
        """Open one of the files that were found."""
        if self.files and place < len(self.files):
            self.at = place
            self.act(self._open(self.files[place].path))
        else:
            self.action_path()

    def action_path(self) -> None:
        """Type a path."""
        if self.share is not None:
            return
        self.typing = True
        self.entry.disabled = False
        self.entry.add_class("-open")
        self.set_focus(self.entry)
        self.paint()

    @on(Input.Submitted)
    def _typed(self, message: Input.Submitted) -> None:
        self._close()
        said = message.value.strip().strip("'\"")
        if said:
            self.act(self._open(said))

    def _close(self) -> None:
        self.typing = False
        self.set_focus(None)
        self.entry.remove_class("-open")
        self.entry.disabled = True
        self.paint()

    def on_key(self, event: events.Key) -> None:
        """Leave the field with escape, whatever the field makes of it."""
        if self.typing and event.key == "escape":
            event.stop()
            self._close()

    async def _open(self, said: str) -> None:
        from hinge_log.exchange.detect import header_id, sniff
        from hinge_log.exchange.preview import preview_import, sha256_of
        from hinge_log.store.import_log import ImportLog
        from hinge_log.store.importing import kept_columns, kept_names, known_identities

        self._forget()
        path = Path(os.path.expanduser(said))
        progress = self._begin("Reading")
        try:
            found = await asyncio.to_thread(sniff, path)
            if found.format == "hinge-log":
                self.whole, self.file = await self.do(lambda store: read_whole(store, path, progress)), path
                self.status = ""
                return
            header = header_id(found)
            columns = await self.do(lambda store: kept_columns(store, header)) if found.format == "generic" else None
            parsed, hint = await asyncio.to_thread(_read, path, found, columns, progress)
            digest = await asyncio.to_thread(sha256_of, path)

            def work(store: Store) -> ImportPreview:
                plan = preview_import(
                    parsed,
                    self.context.catalogue,
                    known=known_identities(store),
                    log=ImportLog(store),
                    kept=kept_names(store, parsed.app),
                    own=store.own_exercises(),
                    file=path.name,
                    sha256=digest,
                )
                # Asked here, in the log's thread; from now on it is known.
                _ = plan.fresh
                return plan

            plan = await self.do(work)
            self.order, self.plan = _ordered(plan.names), plan
        except OSError as error:
            self.status = f"{shown(str(path))} cannot be read: {error.strerror}."
            return
        except HingeLogError as error:
            self.status = str(error)
            return
        finally:
            self.share = None
        self.file, self.asks_unit, self.hint = path, parsed.unit is None, hint
        unsure = len(self.plan.unsure)
        self.status = f"{_count(unsure, 'name')} may be one of ours: ? asks you." if unsure else ""

    def _forget(self) -> None:
        self.file = self.plan = self.result = self.whole = self.merged = None
        self.asks_unit, self.chosen, self.order, self.at = False, {}, (), 0

    def _begin(self, doing: str) -> Callable[[float], None]:
        """Show a bar; gives what moves it, from any thread."""
        loop = asyncio.get_running_loop()
        self.doing, self.share = doing, 0.0
        self.paint()
        drawn = 0.0

        def show(share: float) -> None:
            self.share = share
            self.paint()

        def progress(share: float) -> None:
            nonlocal drawn
            if share - drawn >= _MIN_STEP or share >= 1:
                drawn = share
                loop.call_soon_threadsafe(show, share)

        return progress

    # -- settling ------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Go to another line."""
        count = len(self.plan.names) if self.plan else len(self.files or ())
        self.at = max(0, min(count - 1, self.at + by))
        self.paint()

    def action_pick(self, place: int) -> None:
        """Go to the line that was tapped."""
        self.at = place
        self.paint()

    def action_unit(self, unit: str) -> None:
        """Settle the unit."""
        if self.plan is not None and self.asks_unit and self.result is None:
            self.plan.choose_unit(unit)
            self.status = f"Weights are {unit}."
            self.paint()

    def action_unit_by(self, by: int) -> None:
        """Settle the unit by the arrows."""
        now = self.plan.parsed.unit if self.plan else None
        self.action_unit({"kg": "lb", "lb": "kg"}.get(now or "", "kg" if by < 0 else "lb"))

    def action_next_unsure(self) -> None:
        """Go to the next name that is not settled."""
        names = self._names()
        for step in range(1, len(names) + 1):
            place = (self.at + step) % len(names)
            if names[place].kind == "unsure":
                self.at = place
                self.paint()
                return
        self.status = "No name is unsure."
        self.paint()

    def action_choose(self) -> None:
        """Pick the exercise that a name stands for."""
        if self._settles():
            from hinge_log.screens.pick_lift import PickLift

            name = self._names()[self.at]
            self.app.push_screen(
                PickLift(self.context, f"{shown(name.name)} is"), lambda found: self._picked(name, found)
            )

    def _picked(self, name: PlannedName, found: Exercise | None) -> None:
        if found is not None:
            self.act(self._settle(name, found.id))

    def action_make_own(self) -> None:
        """Make a name an own exercise."""
        if self._settles():
            self.act(self._settle(self._names()[self.at], "new"))

    def action_leave_out(self) -> None:
        """Leave the sets of a name out; again: take them as an own exercise, or as what they were known for."""
        if self._settles():
            name = self._names()[self.at]
            self.act(self._settle(name, "" if name.key else None))

    def _settles(self) -> bool:
        return self.plan is not None and self.result is None and self.share is None and bool(self.plan.names)

    async def _settle(self, name: PlannedName, said: str | None) -> None:
        from hinge_log.exchange.names import Naming
        from hinge_log.store.importing import kept_names

        plan = self.plan
        if plan is None:
            return
        if said is None:
            self.chosen.pop(name.name, None)
        else:
            self.chosen[name.name] = said
        chosen = dict(self.chosen)

        def work(store: Store) -> ImportPreview:
            kept = {} if said is None else kept_names(store, plan.parsed.app)
            own = store.own_exercises()
            naming = Naming(plan.parsed.app, self.context.catalogue, own=own, kept=kept, chosen=chosen)
            names = tuple(
                naming.decide(each.name, each.sets) if each.name == name.name else each for each in plan.names
            )
            changed = replace(plan, names=names)
            _ = changed.fresh
            return changed

        self.plan = await self.do(work)
        self.at = self.order.index(name.name)
        became = self._names()[self.at]
        self.status = f"{shown(name.name)}: {shown(became.title) if became.key else 'left out'}."

    # -- writing -------------------------------------------------------------------------------------------

    async def _import(self) -> None:
        from hinge_log.store.importing import add_import

        plan = self.plan
        if plan is None or self.result is not None:
            return
        if plan.needs_unit:
            keys = "".join(self.key_of(each) for each in ("import.unitback", "import.unit"))
            self.status = f"Choose kg or lb first: {keys}. Nothing was written."
            return
        if not plan.fresh.sets:
            self.status = "There is nothing to add. Nothing was written."
            return
        progress = self._begin("Importing")
        try:
            self.result = await self.do(lambda store: add_import(store, plan, progress=progress))
            self.context.own = await self.do(lambda store: store.own_exercises())
            await self.do(_keep_copy)
        finally:
            self.share = None
        self.status = f"Imported {_count(self.result.sets, 'set')}. {self.key_of('undo')} undoes all of it."

    async def _take_in(self, whole: WholeLog) -> None:
        if not any(whole.new.values()):
            self.status = "There is nothing to add. Nothing was written."
            return
        progress = self._begin("Adding")
        try:
            self.merged = await self.do(lambda store: take_in(store, whole, progress))
            self.context.own = await self.do(lambda store: store.own_exercises())
            await self.do(_keep_copy)
        finally:
            self.share = None
        self.status = f"Added {_count(self.merged.added.get('set', 0), 'set')}. {self.key_of('undo')} undoes all of it."

    def action_report(self) -> None:
        """Save what is shown beside the file."""
        if self.plan is not None and self.share is None:
            self.act(self._report())

    async def _report(self) -> None:
        from hinge_log.exchange.saving import save_new

        assert self.plan is not None
        assert self.file is not None
        plan, file = self.plan, self.file
        lines = [f"Import {shown(file.name)}{'' if self.result else ' (nothing written)'}", *self._about(), ""]
        lines += [*self._will_do(), "", *map(shown, self._told()), ""]
        lines += [
            f"{each.mark} {each.sets:>6}  {each.name}  ->  {each.ours}" for each in map(self._line, self._names())
        ]
        lines += ["", *(f"line {line} is left out: {shown(reason)}" for line, reason in plan.skipped)]
        lines += [f"line {line}: {shown(text)}" for line, text in plan.parsed.remarks]
        number = 1
        while os.path.lexists(path := f"{file}.report{'' if number == 1 else f'-{number}'}.txt"):
            number += 1
        await asyncio.to_thread(save_new, path, [f"{line}\n" for line in lines])
        self.status = f"Saved: {shown(path)}"

    # -- leaving -------------------------------------------------------------------------------------------

    async def _turn(self, *, back: bool) -> None:
        await super()._turn(back=back)
        if self._done and back:
            self._forget()

    def action_back(self) -> None:
        """Leave the field, the preview, or the screen."""
        if self.typing:
            self._close()
            return
        if self.share is not None:
            self.status = "It is being done; a moment."
            return
        done = self._done
        opened = self.plan is not None or self.whole is not None
        self._forget()
        self.status = ""
        self.files = None
        if done:
            self.post_message(Go("today"))
        elif opened:
            self.status = "Nothing was written."
            self.act(self.load())
        else:
            super().action_back()


def _ordered(names: Sequence[PlannedName]) -> tuple[str, ...]:
    """What asks first, then what is known, then what is new, each with the most sets first."""
    order = {"unsure": 0, "new": 2, "left out": 3}
    return tuple(name.name for name in sorted(names, key=lambda name: (order.get(name.kind, 1), -name.sets, name.name)))


def _read(
    path: Path, found: FoundFormat, columns: str | None, progress: Callable[[float], None]
) -> tuple[ParsedFile, str]:
    from hinge_log.exchange.detect import read_found
    from hinge_log.exchange.mapping import Mapping
    from hinge_log.exchange.summary import unit_hint

    mapping = Mapping.from_json(columns) if columns else None
    parsed = read_found(path, found, mapping=mapping, progress=progress)
    hint = unit_hint(parsed).unit if parsed.unit is None else None
    return parsed, f"looks like {hint}; choose" if hint else "choose"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _keep_copy(store: Store) -> None:
    """Make the backup that `rescue` has the rows of an import from: they are in no journal."""
    from hinge_log.store.safety.backup import backup_once

    backup_once(store.path, reason="import", now_ms=store.clock.now().utc_ms)
