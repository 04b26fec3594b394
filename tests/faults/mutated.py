"""Exported files that were spoiled: bytes flipped, parts cut out or doubled, marks swapped, cells that no log holds.

Each is brought into a log in which something stands already. Whatever the file has become, it is refused in plain
words or read; every row of it is a set, a rest or a row that is told; coming in again it adds nothing; and taking it
back, or stopping half way, leaves the log as it was.
"""

from __future__ import annotations

import random
import traceback
from collections import Counter
from pathlib import Path

from hinge_log.errors import ImportFileError
from hinge_log.exchange import jsonl
from hinge_log.exchange.detect import read, sniff
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.exchange.preview import preview_import
from hinge_log.exercises import catalogue
from hinge_log.store.importing import add_import, kept_names, known_identities
from hinge_log.store.merging import add_log
from hinge_log.store.store import Store
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft
from tests.content import content_hash
from tests.faults.exported import originals

_HARD = (
    "inf", "nan", "1_000", "1e999", "-1", "99999999999999999999", "٤٠", "", " ", '"', '""', "'", ";", ",", "\t", "|",
    "\n", "\r", "\r\n", "\0", "2021-02-30 10:00:00", "0000-00-00", "31.02.2024", "9 Foo 2026, 17:18", "=cmd|' /C'!A0",
    "\ufeff", "\ufffd", "\u202e", "\x1b[2J", "8,5", "1,2,3", "1.234,5", "Rest Timer", "kg", "lbs", "x" * 40_000,
)  # fmt: skip
_WIDE = {"stronglifts", "generic"}
"""Formats in which a row may hold several sets."""


class Stopped(Exception):
    """Stands for whatever may stop an import half way."""


def spoiled(content: bytes, chance: random.Random) -> bytes:
    """A file after some accidents."""
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(made)) if made else 0
        match chance.randrange(9):
            case 0 if made:
                made[at] ^= 1 << chance.randrange(8)
            case 1:
                del made[at : at + chance.randint(1, 80)]
            case 2:
                made[at:at] = chance.choice(_HARD).encode()
            case 3:
                made[at:at] = b'"'
            case 4:
                made = bytearray(made.replace(chance.choice((b",", b";")), chance.choice((b";", b"\t", b",", b"|"))))
            case 5:
                made[at:at] = made[at : at + chance.randint(1, 400)]
            case 6:
                made = _with_cell(made, chance)
            case 7:
                made = bytearray(made.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n"))))
            case _:
                made = bytearray(made.replace(b'"', b""))
    raw = bytes(made)
    match chance.randrange(9):
        case 0:
            return raw[: chance.randrange(len(raw) + 1)]
        case 1:
            return raw.decode("utf-8", "replace").encode(
                chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"))
            )
        case 2:
            return raw.decode("utf-8", "replace").encode("cp1252", "replace")
    return raw


def _with_cell(made: bytearray, chance: random.Random) -> bytearray:
    """One cell of one line is something else."""
    lines = bytes(made).split(b"\n")
    line = chance.randrange(len(lines))
    mark = b";" if lines[line].count(b";") > lines[line].count(b",") else b","
    cells = lines[line].split(mark)
    cells[chance.randrange(len(cells))] = chance.choice(_HARD).encode()
    lines[line] = mark.join(cells)
    return bytearray(b"\n".join(lines))


def broken(count: int, folder: Path, seed: int) -> dict[str, int]:
    """Bring in `count` spoiled files; gives how many there were of each outcome and of each fault."""
    found: Counter[str] = Counter(
        dict.fromkeys(("files", "read", "refused", "tracebacks", "not whole", "not counted", "came in twice"), 0)
    )
    known = catalogue.load()
    files = originals(folder)
    with Store(str(folder / "log.db")) as store:
        store.log_lift("squat-back", "Squat", [SetDraft(5, Load.of("80", "kg"))])
        for number in range(count):
            chance = random.Random(seed + number)
            path = folder / "export.bin"
            path.write_bytes(spoiled(chance.choice(files), chance))
            found["files"] += 1
            before = content_hash(store)
            try:
                outcome = _one(store, path, known, chance)
                while content_hash(store) != before and store.undo() is not None:
                    pass
                found["not whole"] += content_hash(store) != before
            except ImportFileError:
                outcome = "refused"
                found["not whole"] += content_hash(store) != before
            except Exception:  # whatever it is, it is what is looked for
                traceback.print_exc()
                print(f"seed {seed + number}")
                outcome = "tracebacks"
            found[outcome] += 1
    return dict(found)


def _one(store: Store, path: Path, known: catalogue.Catalogue, chance: random.Random) -> str:
    """Bring one file in, twice; gives "read", or the fault."""
    layout = sniff(path)
    if layout.format == "hinge-log":
        add_log(store, jsonl.read(path))
        return "read" if not any(add_log(store, jsonl.read(path)).added.values()) else "came in twice"
    parsed = read(path, layout, unit="kg", length="km")
    if parsed.records != parsed.sets + parsed.rest_rows + parsed.skipped_rows and parsed.format not in _WIDE:
        return "not counted"
    if chance.randrange(4) == 0:
        before = content_hash(store)
        try:
            _brought(store, parsed, known, stop=True)
        except Stopped:
            if content_hash(store) != before:
                return "not whole"
    _brought(store, parsed, known)
    return "came in twice" if _brought(store, read(path, layout, unit="kg", length="km"), known) else "read"


def _brought(store: Store, parsed: ParsedFile, known: catalogue.Catalogue, *, stop: bool = False) -> int:
    def progress(share: float) -> None:
        if stop:
            raise Stopped

    plan = preview_import(
        parsed, known, known=known_identities(store), earlier=kept_names(store, parsed.app), own=store.own_exercises(),
        file="export.bin", sha256="",
    )  # fmt: skip
    return add_import(store, plan, progress=progress).sets
