"""The files of the import screen: likely ones, parsing one, comparing it with the log, saving a report."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hinge_log.charts.cells import Row, fit, text_width
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.store.store import Store

if TYPE_CHECKING:
    from hinge_log.exchange.detect import FoundFormat
    from hinge_log.exchange.names import PlannedName
    from hinge_log.exchange.parsed import ParsedFile
    from hinge_log.exchange.preview import ImportPreview


def parse_file(
    path: Path, file_format: FoundFormat, columns: str | None, progress: Callable[[float], None]
) -> tuple[ParsedFile, str, str | None]:
    """The file, its SHA-256, and the unit that its weights look like where it does not say."""
    from hinge_log.exchange.detect import read
    from hinge_log.exchange.mapping import Mapping as ColumnMapping
    from hinge_log.exchange.parsed import guess_unit
    from hinge_log.exchange.preview import sha256_of

    mapping = ColumnMapping.from_json(columns) if columns else None
    parsed = read(path, file_format, mapping=mapping, progress=progress)
    return parsed, sha256_of(path), guess_unit(parsed) if parsed.unit is None else None


def with_choices(
    store: Store, catalogue: Catalogue, preview: ImportPreview, name: str, chosen: Mapping[str, str]
) -> ImportPreview:
    """The preview with a name decided again; a name that is not in `chosen` is decided as it was at first."""
    from hinge_log.exchange.names import Naming
    from hinge_log.store.importing import kept_names

    saved = kept_names(store, preview.parsed.app) if name in chosen else {}
    naming = Naming(preview.parsed.app, catalogue, own=store.own_exercises(), earlier=saved, chosen=chosen)
    names = tuple(naming.decide(each.name, each.sets) if each.name == name else each for each in preview.names)
    changed = replace(preview, names=names)
    _ = changed.fresh  # the log is asked here, in its thread
    return changed


def in_list_order(names: Sequence[PlannedName]) -> tuple[str, ...]:
    """What needs a choice first, then what is known, then what is new, each with the most sets first."""
    order = {"unsure": 0, "new": 2, "left out": 3}
    return tuple(name.name for name in sorted(names, key=lambda name: (order.get(name.kind, 1), -name.sets, name.name)))


def save_report(file: Path, lines: Iterable[str]) -> str:
    """Write a report beside a file, under a name that is not used yet; gives its path."""
    from hinge_log.files import save_new

    number = 1
    while os.path.lexists(path := f"{file}.report{'' if number == 1 else f'-{number}'}.txt"):
        number += 1
    save_new(path, [f"{line}\n" for line in lines])
    return path


_ENDINGS = (".csv", ".tsv", ".txt", ".fitnotes", ".jsonl")
_OF_OURS = (".report", ".journal-")
"""What the names of files have in them that are no export: reports of an import, journals beside a log."""
_FILES_SHOWN = 30
_OTHER_START = re.compile(r"""[/~'"]|\.{1,2}/|[A-Za-z]:[/\\]|$""")
"""How a path begins that needs no slash before it: another slash, home, quotes, a folder by dots, a drive."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that may be an export: its path, and its size; the end of a long path is what tells it apart."""

    path: str
    size: str

    def __call__(self, width: int) -> Sequence[Row]:
        """One row."""
        path, room = self.path, width - text_width(self.size) - 2
        while text_width(path) > max(8, room):
            path = "…" + path[2:]
        return (((path, "text"), (" " * max(1, width - text_width(path) - text_width(self.size)), ""),
                 (fit(self.size, max(0, width)), "muted")),)  # fmt: skip


def likely_files() -> tuple[FileLine, ...]:
    """Files that may be exports: here, in the home folder and where downloads go, the newest first."""
    home = os.path.expanduser("~")
    folders = [os.getcwd(), os.path.join(home, "Downloads"), os.path.join(home, "storage", "downloads"), home]
    seen: dict[str, tuple[float, int]] = {}
    for folder in dict.fromkeys(folders):
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    is_ours = any(part in entry.name for part in _OF_OURS)
                    if entry.name.lower().endswith(_ENDINGS) and not is_ours and entry.is_file():
                        about = entry.stat()
                        seen.setdefault(entry.path, (about.st_mtime, about.st_size))
        except OSError:
            continue
    newest = sorted(seen, key=lambda path: seen[path], reverse=True)[:_FILES_SHOWN]
    return tuple(FileLine(_short(path, home), _size(seen[path][1])) for path in newest)


def typed_path(text: str) -> str:
    """The path that was typed, without quotes, "" for none.

    A slash opens the field and stands in it: one before a path that begins otherwise is not part of the path.
    """
    path = text.strip()
    rest = path[1:].lstrip()
    if path.startswith("/") and (_OTHER_START.match(rest) or (os.path.exists(rest) and not os.path.exists(path))):
        path = rest
    return path.strip("'\"")


def _short(path: str, home: str) -> str:
    return f"~{path[len(home) :]}" if path.startswith(home + os.sep) else path


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"
