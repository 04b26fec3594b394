"""What the import screen does off the event loop: parsing a file, comparing it with the log, saving a report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

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
    from hinge_log.exchange.detect import read_format
    from hinge_log.exchange.mapping import Mapping as ColumnMapping
    from hinge_log.exchange.parsed import guess_unit
    from hinge_log.exchange.preview import sha256_of

    mapping = ColumnMapping.from_json(columns) if columns else None
    parsed = read_format(path, file_format, mapping=mapping, progress=progress)
    return parsed, sha256_of(path), guess_unit(parsed) if parsed.unit is None else None


def with_choices(
    store: Store, catalogue: Catalogue, preview: ImportPreview, name: str, chosen: Mapping[str, str]
) -> ImportPreview:
    """The preview with a name decided again; a name that is not in `chosen` is decided as it was at first."""
    from hinge_log.exchange.names import Naming
    from hinge_log.store.importing import kept_names

    saved = kept_names(store, preview.parsed.app) if name in chosen else {}
    naming = Naming(preview.parsed.app, catalogue, own=store.own_exercises(), kept=saved, chosen=chosen)
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
