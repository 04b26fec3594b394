"""One import from the choice of a file to its end: what was read, what was chosen, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hinge_log.exchange.names import legend_of
from hinge_log.screens.import_texts import about_file, imported, name_row, will_import
from hinge_log.screens.import_whole import WholeLog, did
from hinge_log.text import plural, shown
from hinge_log.widgets.import_panel import ImportView
from hinge_log.widgets.row_list import ListRow

if TYPE_CHECKING:
    from hinge_log.exchange.names import PlannedName
    from hinge_log.exchange.preview import ImportPreview, ImportResult
    from hinge_log.store.merging import Merged

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
