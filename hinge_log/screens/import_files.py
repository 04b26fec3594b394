"""Files that may be meant: where exported ones usually are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Row, fit, text_width

_ENDINGS = (".csv", ".tsv", ".txt", ".fitnotes", ".jsonl")
_OF_OURS = (".report", ".journal-")
"""What the names of files have in them that are no export: reports of an import, journals beside a log."""
_FILES_SHOWN = 30


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


def _short(path: str, home: str) -> str:
    return f"~{path[len(home) :]}" if path.startswith(home + os.sep) else path


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"
