"""Files that may be meant: where exported ones usually are."""

from __future__ import annotations

import os

from hinge_log.charts.pages.import_page import FileLine

_ENDINGS = (".csv", ".tsv", ".txt", ".fitnotes", ".jsonl")
_FILES_SHOWN = 30


def found_files() -> tuple[FileLine, ...]:
    """Files that may be exports: here, in the home folder and where downloads go, the newest first."""
    home = os.path.expanduser("~")
    folders = [os.getcwd(), os.path.join(home, "Downloads"), os.path.join(home, "storage", "downloads"), home]
    seen: dict[str, tuple[float, int]] = {}
    for folder in dict.fromkeys(folders):
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.lower().endswith(_ENDINGS) and ".report" not in entry.name and entry.is_file():
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
