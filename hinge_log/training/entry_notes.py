"""What is written after a set: RPE, form, checks, judge, kind, side, missed reps, and words."""

from __future__ import annotations

import re

from hinge_log.errors import EntryError
from hinge_log.text import NOTE_LIMIT, clean
from hinge_log.text import shown as printable
from hinge_log.training import entry_words as words
from hinge_log.training.entry_items import find_item
from hinge_log.training.entry_model import Items
from hinge_log.training.entry_words import Piece, Reader
from hinge_log.training.workout import Judge, SetKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")

_END = r"(?![a-z0-9_])"
_RPE = Piece(r"(@\s*rpe|@\s*rir|@|rir|rpe)\s*[:=]?\s*(NUMBER)?", "@r")
_FORM = Piece(r"f(NUMBER)?" + _END, "f")
_KIND = Piece(r"(warm-?up|w|drop|failure|fail)" + _END, "wdf")
_MISS = Piece(r"miss(?:ed)?([0-9]+)?" + _END, "m")
_SIDE = Piece(r"(left|right|sides|l|r)" + _END, "lrs")
_HELD = Piece(r"held" + _END, "h")
_JUDGE = Piece(r"(felt|video|mirror|person)" + _END, "fvmp")
_IN = Piece(r"in\s+(?=[0-9])", "i")
_BANG = Piece(r"!\s*", "!")
_ITEM = Piece(r"[^\s,:;\"@!“]*")
_COLON = Piece(r":([0-9]+)?", ":")
_COMMA = Piece(r"\s*,\s*")
_QUOTED = Piece(r'"((?:[^"\\\r\n]|\\["\\]?)*+)"?', '"')
_CURLED = Piece(r"“([^”\r\n]*)”?", "“")

BOTH = "sides"
"""Said of a set that was done on the left and on the right: it is logged as one of each."""

KINDS = {
    "w": SetKind.WARMUP,
    "warmup": SetKind.WARMUP,
    "warm-up": SetKind.WARMUP,
    "drop": SetKind.DROP,
    "fail": SetKind.FAILURE,
    "failure": SetKind.FAILURE,
}


class Marks:
    """What the notes read so far say of one set."""

    __slots__ = ("form", "held", "judge", "kind", "missed", "note", "rpe", "seconds", "side", "slips")

    def __init__(self) -> None:
        self.rpe: float | None = None
        self.form: int | None = None
        self.slips: dict[str, int] = {}
        self.kind: SetKind | None = None
        self.missed: int | None = None
        self.side = ""
        self.seconds: int | None = None
        self.note = ""
        self.held = False
        self.judge: Judge | None = None

    def read(self, reader: Reader, items: Items, both_sides: str = "") -> bool:
        """Read one note if one stands here; raises EntryError for a note that cannot be.

        No side is taken for an exercise that is done with both at once, whose name `both_sides` then is.
        """
        start = reader.at
        if match := reader.take(_KIND):
            self.kind = _once("kind", self.kind, KINDS[match[1].lower()], reader, start)
        elif match := reader.take(_MISS):
            value = words.whole(match[1] or "1") or 0
            if not 1 <= value <= words.MAX_REPS:
                message = f"1 to {words.MAX_REPS} missed reps"
                raise EntryError("reps", message, "miss or miss2", at=start, width=reader.at - start)
            self.missed = _once("missed reps", self.missed, value, reader, start)
        elif match := reader.take(_SIDE):
            if both_sides:
                message = f"{printable(both_sides)} works both sides at once"
                raise EntryError("side", message, "leave the side out", at=start, width=reader.at - start)
            side = BOTH if match[1].lower() == BOTH else match[1][0].upper()
            self.side = _once("side", self.side or None, side, reader, start)
        elif reader.take(_HELD):
            self.held = _once("held", self.held or None, True, reader, start)
        elif match := reader.take(_JUDGE):
            self.judge = _once("judge", self.judge, Judge(match[1].lower()), reader, start)
        elif match := reader.take(_RPE):
            effort = _rpe(match[1].lower(), match[2])
            if effort is None:
                message = "RPE runs 1 to 10 in halves"
                raise EntryError("rpe", message, "@8 or @8.5", at=start, width=reader.at - start)
            self.rpe = _once("rpe", self.rpe, effort, reader, start)
        elif match := reader.take(_FORM):
            if match[1] not in ("1", "2", "3", "4", "5"):
                raise EntryError("form", "form runs 1 to 5", "f4", at=start, width=reader.at - start)
            self.form = _once("form", self.form, int(match[1]), reader, start)
        elif reader.take(_IN):
            self.seconds = _once("time", self.seconds, words.time(reader) or 0, reader, start)
            if not self.seconds:
                raise EntryError("time", "how long?", "in 40s or in 1:30", at=start, width=reader.at - start or 1)
        elif reader.take(_BANG):
            self._slips(reader, items)
        else:
            return self._words(reader)
        return True

    def _slips(self, reader: Reader, items: Items) -> None:
        while True:
            start = reader.at
            word = reader.take(_ITEM)
            item = find_item(word[0] if word else "", items, at=start)
            times = 1
            if match := reader.take(_COLON):
                times = words.whole(match[1] or "0") or 0
                if not 1 <= times <= words.MAX_REPS:
                    width = reader.at - start
                    raise EntryError("fault", "how many reps failed?", "!7 or !7:2", at=start, width=width)
            if item in self.slips:
                width = reader.at - start
                raise EntryError("fault", "this check is named twice", "!7:2 for two reps", at=start, width=width)
            self.slips[item] = times
            if not reader.take(_COMMA):
                return

    def _words(self, reader: Reader) -> bool:
        start = reader.at
        if match := reader.take(_QUOTED):
            text = re.sub(r'\\(["\\n])', lambda escape: "\n" if escape[1] == "n" else escape[1], match[1])
        elif match := reader.take(_CURLED):
            text = match[1]
        else:
            return False
        note = clean(text, limit=2 * NOTE_LIMIT, lines=True)
        joined = f"{self.note} {note}" if self.note and note else self.note or note
        if len(joined) > NOTE_LIMIT:
            message = f"a note has up to {NOTE_LIMIT} characters, this one has more"
            raise EntryError("note", message, "shorten it", at=start, width=reader.at - start)
        self.note = joined
        return True


def quoted(note: str) -> str:
    """Write a note so that it reads back the same: a quote, a backslash and a line break are escaped."""
    escaped = note.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _once(name: str, old: T | None, new: T, reader: Reader, start: int) -> T:
    if old is not None:
        kind = name if name in ("rpe", "form") else "syntax"
        label = "RPE" if name == "rpe" else name
        raise EntryError(kind, f"{label} is given twice", "leave one out", at=start, width=reader.at - start)
    return new


def _rpe(sign: str, digits: str | None) -> float | None:
    """RPE of what was typed, RPE = 10 - reps in reserve; None outside 1 to 10 in halves."""
    if digits is None:
        return None
    value = words.decimal(digits)
    if sign.endswith("rir"):
        value = 10 - value
    return float(value) if 1 <= value <= 10 and 2 * value == int(2 * value) else None
