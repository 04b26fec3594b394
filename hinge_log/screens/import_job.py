"""One import from the choice of a file to its end: what was read, chosen and imported, in words and with its keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hinge_log.charts.cells import Row, padded, text_width
from hinge_log.charts.flow import lines_of
from hinge_log.exchange.names import legend_of
from hinge_log.screens.keys import Bar, BarKey
from hinge_log.text import plural, shown
from hinge_log.widgets.import_panel import ImportView
from hinge_log.widgets.keys import KeyHint, large_keys
from hinge_log.widgets.row_list import ListRow

if TYPE_CHECKING:
    from hinge_log.exchange.names import PlannedName
    from hinge_log.exchange.preview import ImportPreview, ImportResult
    from hinge_log.store.merging import Merged
    from hinge_log.store.store import Store


UNITS = ("kg", "lb")
LENGTHS = ("km", "mi", "m", "yd", "ft")


@dataclass(slots=True)
class ImportJob:
    """Either a `preview` of another app's file with its `result`, or a `whole` log of ours with what was `merged`.

    `order` holds the names as they were first listed; `remarks` is what is to be said of the file, `hint` what is said
    of its weights where it does not name their unit; `chosen` is what the user made of names.
    """

    path: Path | None = None
    preview: ImportPreview | None = None
    result: ImportResult | None = None
    whole: WholeLog | None = None
    merged: Merged | None = None
    order: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    asks_unit: bool = False
    asks_length: bool = False
    hint: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    current_name: str = ""

    @property
    def is_done(self) -> bool:
        """Whether it is imported."""
        return self.result is not None or self.merged is not None

    @property
    def names(self) -> list[PlannedName]:
        """The names in the order in which they were first shown: a row stays where it is when it is settled."""
        names = {name.name: name for name in self.preview.names} if self.preview else {}
        return [names[each] for each in self.order]

    @property
    def current(self) -> PlannedName | None:
        """The highlighted name."""
        return next((name for name in self.names if name.name == self.current_name), None)

    def open_questions(self, unit_keys: str, length_key: str) -> str:
        """What has to be chosen before the import, with the keys for it; "" for nothing."""
        preview = self.preview
        if preview is None:
            return ""
        unsure = len(preview.unsure)
        questions = (
            f"Choose kg or lb: press {unit_keys}." if preview.needs_unit else "",
            f"Choose the distance unit: press {length_key}." if preview.needs_length else "",
            f"{plural(unsure, 'name')} marked ? {'needs' if unsure == 1 else 'need'} your choice." if unsure else "",
        )
        return " ".join(filter(None, questions))

    def next_unsure(self) -> str:
        """The next name that needs a choice, "" for none."""
        names = self.names
        at = self.order.index(self.current_name) if self.current_name in self.order else 0
        return next((each.name for each in (*names[at + 1 :], *names[: at + 1]) if each.kind == "unsure"), "")

    def _result_lines(self, undo: str) -> list[str]:
        if self.merged is not None:
            return did(self.merged, undo)
        if self.result is not None:
            return imported(self.result, undo)
        if self.preview is not None:
            return will_import(self.preview, self.remarks)
        return self.whole.will_do() if self.whole else []

    def view(self, short_name: Callable[[str], str], keys: Mapping[str, str]) -> ImportView:
        """What the panel shows; `keys` are written keys by binding id."""
        preview, names = self.preview, self.names
        about = about_file(preview) if preview else self.whole.about() if self.whole else []
        unit = length = changed = gone = None
        if preview is not None:
            about[-1] += "" if self.asks_unit else f", weights in {preview.parsed.unit}"
            unit = (f"Weights {self.hint}:", UNITS, preview.parsed.unit or "") if self.asks_unit else None
            length = ("Distances:", LENGTHS, preview.parsed.length or "") if self.asks_length else None
            if preview.fresh.differing and not self.is_done:
                words = f"use the file's values for {plural(preview.fresh.differing, 'changed set')}"
                changed = (f"{keys['import.changed']}: {words}", preview.take_changed)
            if preview.fresh.gone_sets and not self.is_done:
                words = f"delete {plural(preview.fresh.gone_sets, 'set')} that the file no longer has"
                gone = (f"{keys['import.gone']}: {words}", preview.remove_gone)
        rows = [
            ListRow(f"name-{index}", name_row(each, short_name, current=each.name == self.current_name))
            for index, each in enumerate(names)
        ]
        return ImportView(
            about=about,
            names_title=f"{plural(len(names), 'name')}: in the file → in hinge-log",
            names=rows,
            current=f"name-{self.order.index(self.current_name)}" if self.current_name in self.order else "",
            legend=legend_of(each.mark for each in names),
            result_title="Imported" if self.is_done else "Will import",
            result=self._result_lines(keys["undo"]),
            unit=unit,
            length=length,
            changed=changed,
            gone=gone,
        )

    def report_lines(self, preview: ImportPreview, file: str, short_name: Callable[[str], str], undo: str) -> list[str]:
        """The preview, or what was imported, as a text with every name and every row that is not used whole."""
        rows = [name_row(each, short_name) for each in self.names]
        return [
            f"Import {shown(file)}{'' if self.result else ' (nothing imported)'}", *about_file(preview), "",
            *self._result_lines(undo), "",
            *(f"{each.mark} {each.sets:>6}  {each.name}  ->  {each.becomes}" for each in rows), "",
            *(f"line {line} is left out: {shown(reason)}" for line, reason in preview.parsed.skipped),
            *(f"line {line}: {shown(text)}" for line, text in preview.parsed.remarks),
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class WholeLog:
    """A file with a log in it: how much of each kind (set, workout, exercise ...) it holds, and how much is new."""

    path: Path
    there: Counter[str]
    new: Counter[str]

    def about(self) -> list[str]:
        """What is in it."""
        parts = [plural(self.there["set"], "set"), plural(self.there["workout"], "workout")]
        if self.there["routine"]:
            parts.append(plural(self.there["routine"], "plan"))
        return ["A hinge-log log, with ratings, exercises and settings", ", ".join(parts)]

    def will_do(self) -> list[str]:
        """What taking it in would do."""
        if not any(self.new.values()):
            return ["nothing: everything is already here"]
        more = sum(number for kind, number in self.new.items() if kind not in ("set", "workout", "lift"))
        words = f"add {plural(self.new['set'], 'set')}, {plural(self.new['workout'], 'workout')}"
        rest = [f"and {more:,} more: exercises, plans, settings"] if more else []
        return [words, *rest, "ratings are imported too; existing data stays unchanged"]


def read_whole(store: Store, path: Path, progress: Callable[[float], None]) -> WholeLog:
    """Read through a log of ours, every line of it, and compare it with this one. Raises ImportFileError."""
    from hinge_log.exchange import jsonl
    from hinge_log.store.merging import count_new

    there: Counter[str] = Counter()
    new = count_new(store, jsonl.counted(jsonl.read(path, progress), there))
    return WholeLog(path, there, new)


def take_in(store: Store, whole: WholeLog, progress: Callable[[float], None]) -> Merged:
    """Add what is new in it, as one undo step."""
    from hinge_log.exchange import jsonl
    from hinge_log.store.merging import add_log

    return add_log(store, jsonl.read(whole.path, progress))


def did(merged: Merged, undo: str) -> list[str]:
    """What taking it in did."""
    added = merged.added
    return [
        f"{plural(added.get('set', 0), 'set')} added, {plural(added.get('workout', 0), 'workout')}",
        f"Press {undo} to undo the whole import.",
    ]


REASONS_SHOWN = 3
"""So many reasons for which rows are left out are said on the screen; the report has every row."""


@dataclass(frozen=True, slots=True)
class ImportNameRow:
    """A name in the file: its mark, its sets, and what it becomes; long names wrap."""

    mark: str
    name: str
    sets: int
    becomes: str
    current: bool = False

    @property
    def style(self) -> str:
        """Its look."""
        return "ask" if self.mark == "?" else "strong" if self.current else "text"

    def __call__(self, width: int) -> Sequence[Row]:
        """The name and what it becomes side by side, or under each other where that leaves too little for one."""
        lead = "▸" if self.current else " "
        count = f"{self.sets:,}"
        mark = ((lead, "chosen"), (f"{self.mark} ", "ask" if self.mark == "?" else "data"))
        room = width - 3 - 10
        names = room * 9 // 20
        if min(names, room - names) < 20:
            sets = plural(self.sets, "set")
            first, *others = lines_of(self.name, max(1, width - 5 - text_width(sets)))
            gap = " " * max(1, width - 3 - text_width(first) - text_width(sets))
            below = lines_of(f"→ {self.becomes}", max(1, width - 5))
            return (
                (*mark, (first, self.style), (gap, ""), (sets, "muted")),
                *((("   " + line, self.style),) for line in others),
                *((("     " + line, "muted"),) for line in below),
            )
        left, right = lines_of(self.name, names - 1), lines_of(self.becomes, room - names)
        rows: list[Row] = []
        for index in range(max(len(left), len(right))):
            name = padded(left[index] if index < len(left) else "", names)
            becomes = right[index] if index < len(right) else ""
            number = (count if not index else "").rjust(8)
            head = mark if not index else (("   ", ""),)
            rows.append((*head, (name, self.style), (number, "muted"), ("  ", ""), (becomes, self.style)))
        return tuple(rows)


def name_row(name: PlannedName, short_name: Callable[[str], str], *, current: bool = False) -> ImportNameRow:
    """A name of the file as a row; `short_name` gives the name of an exercise by its key."""
    becomes = shown(name.title) if name.key else "left out"
    if name.kind == "unsure":
        like = ", ".join(short_name(key) for key in name.candidates[:2])
        becomes = f"a new exercise, or choose{f': {like}?' if like else ''}"
    elif name.own and name.key:
        becomes = f"{becomes} (own)"
    return ImportNameRow(name.mark, shown(name.name), name.sets, becomes, current)


def about_file(preview: ImportPreview) -> list[str]:
    """What the file is: its format, days, and how much is in it."""
    from hinge_log.exchange.readers import ABOUT

    parsed = preview.parsed
    first, last = preview.days or ("", "")
    days = f", {first}{f' to {last}' if last != first else ''}" if first else ""
    there = f", {preview.fresh.already_there:,} already here" if preview.fresh.already_there else ""
    size = f"{plural(parsed.sets, 'set')}, {plural(len(parsed.workouts), 'workout')}{there}"
    return [f"{ABOUT[parsed.format].title}{days}", size]


def will_import(preview: ImportPreview, remarks: Sequence[str]) -> list[str]:
    """What would be imported, what would not, and what is to be said of the file."""
    from hinge_log.exchange.import_remarks import by_reason

    result = preview.result()
    if not result.sets and not preview.fresh.corrects(preview):
        lines = ["nothing: everything is already here" if result.already_there else "nothing: no usable sets"]
    else:
        lines = [
            f"{plural(result.sets, 'set')}, {plural(result.new_workouts, 'workout')}"
            f", {plural(result.new_exercises, 'new exercise')}",
            "no ratings: the file has none" if preview.parsed.format != "hinge-log-csv" else "ratings too",
        ]
    if result.left_out:
        lines.append(f"{plural(result.left_out, 'set')} of names marked - are left out")
    if result.rest_rows:
        lines.append(f"rest timer rows ({result.rest_rows:,}) are left out; their notes are kept")
    left_out = by_reason(preview.parsed.reasons, preview.parsed.skipped, "left out", most=REASONS_SHOWN)
    return [*lines, *map(shown, left_out), *map(shown, remarks)]


def imported(result: ImportResult, undo: str) -> list[str]:
    """What an import did."""
    lines = [f"{plural(result.sets, 'set')} added, {plural(result.new_workouts, 'workout')}"
             f", {plural(result.new_exercises, 'new exercise')}"]  # fmt: skip
    if result.corrected:
        lines.append(f"{plural(result.corrected, 'set')} changed to the file's values")
    if result.removed:
        lines.append(f"{plural(result.removed, 'set')} deleted, no longer in the file")
    return [*lines, f"Press {undo} to undo the whole import."]


_FILE_KEYS = ("enter", "path", "up", "down", "pageup", "pagedown", "top", "end", "unit", "length", "changed", "gone",
              "report")  # fmt: skip
HELP_GROUPS = (
    ("Import", tuple(f"import.{each}" for each in _FILE_KEYS)),
    ("Names", ("import.unsure", "import.pick", "import.own", "import.out")),
)


def touch_keys(job: ImportJob, *, is_working: bool, has_files: bool) -> tuple[KeyHint, ...]:
    """The large keys, the main one in capitals."""
    if is_working:
        return large_keys("stop: back")
    if job.is_done:
        return large_keys("undo: undo", "report: report", "DONE: back")
    if job.whole is not None:
        return large_keys("cancel: back", "IMPORT: enter")
    if job.preview is not None:
        return large_keys("leave out: leave_out", "choose: choose", "cancel: back", "IMPORT: enter")
    return large_keys("type path: path", "OPEN: enter" if has_files else "open: enter")


def import_keys(job: ImportJob, *, is_working: bool, has_files: bool) -> Bar:
    """The key bar of the list of files, of the work, of a preview and of its result."""
    leave = BarKey(("back",), "done" if job.is_done else "stop" if is_working else "cancel", "back")
    if is_working:
        return (leave,)
    if job.is_done:
        report = ("import.report",) if job.result is not None else ()
        return (leave, *report, "undo")
    if job.whole is not None:
        return ("import.enter: import what is new", leave)
    if job.preview is None:
        moves = (BarKey(("import.up", "import.down"), "move"),) if has_files else ()
        opens = ("import.enter: open",) if has_files else ()
        return (*opens, "import.path", *moves, leave)
    unit = ("import.unitback import.unit",) if job.asks_unit else ()
    length = ("import.length",) if job.asks_length else ()
    unsure = ("import.unsure",) if job.preview.unsure else ()
    settle = (*unit, *length, *unsure, "import.pick", "import.out")
    return ("import.enter", *settle, leave, "import.report")
