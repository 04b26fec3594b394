r"""The one-line language in which sets are typed, the same in the app and on the command line.

    entry  = sets | amend                        amend: notes alone, they change the last set
    sets   = set { sep set }                     60x5 w; 80x5 w; 100x5
    set    = work { sep note }
    work   = load x reps [+] [x count]           100x5   102,5x5   225lbx5   100x5x3 (three sets of five)
                                                 100x5+ (as many reps as possible: five)   100 kg 5 reps
           | load                                105     reps as shown
           | x reps [x count]                    x6      load as shown
           | [load x] time [x count]             40s   1:30   24x40s
           | [load x] distance [x reps | time]   18cm   18cm x 8   12in x 8   1ft   2.5km   24x40m   50yd
    load   = number [unit]                       in the unit shown, unless one is typed
           | sign number [unit]                  +2.5    relative to the load shown
           | bw [sign number [unit]]             bw   bw+10   bw-20 (assisted)
    x      = x | × | *
    unit   = kg | lb | lbs | #                   also kgs, kilos, pounds
    time   = digits:digits | number s|sec|min     m is metres: two minutes are 2min or 2:00
    note   = @8.5 | rpe8.5 | rir2                RPE 1 to 10 in halves; rir2 is @8
           | f4                                  form 1 to 5, given straight
           | !7 | !spine,drift | !7:2            checks that failed: once, or in so many reps
           | held                                every check passed
           | felt | mirror | video | person      how it was judged: goes with held, ! or f
           | w | drop | fail                     warm-up, drop set, set to failure
           | l | r | left | right                side, of an exercise that is done on one at a time
           | sides                               done on both: logged as a set of the left and one of the right
           | miss | miss2                        reps that were missed
           | in 5:00                             time of a set that is counted in reps
           | "words                              a note; \" \\ \n stand for a quote, a backslash, a line break
    sep    = space | ; | a comma before a space  a new line ends a note without a closing quote

Load comes first, always. The case of letters does not matter, the longest reading wins, nothing is guessed.
A set after the first starts from the one before it: `100x5 +2.5` is 100 and 102.5, both for five. A bare number
after a set is refused: nobody knows whether `100x5 4` means a load or reps.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from hinge_log.errors import EntryError
from hinge_log.text import NOTE_LIMIT, clean
from hinge_log.text import shown as printable
from hinge_log.training.distance import FAR_MM, distance_text
from hinge_log.training.entry_model import Amend, Caution, Entry, Items, Sets, Shown, Typed
from hinge_log.training.entry_work import (
    MAX_REPS,
    MAX_TYPED_SETS,
    SEPARATORS,
    WALL_UNITS,
    Piece,
    Reader,
    TypedWork,
    parse_decimal,
    parse_whole,
    plain_text,
    read_time,
    read_work,
    refuse_order,
)
from hinge_log.training.workout import Basis, Form, Judge, SetDraft, SetKind

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")

SWAP_REPS = 20
"""From this many reps on, more reps than load looks like reps typed first (convention)."""


def parse(text: str, shown: Shown) -> Entry:
    """Read a typed line against what is shown; raises EntryError, with the place, for what cannot be read."""
    try:
        return _parsed(text, shown)
    except EntryError as error:
        error.hint = example_for(error.hint, shown.unit)
        raise


def example_for(hint: str, unit: str) -> str:
    """A hint with the example that fits: one of a distance where a bare number is in one of `WALL_UNITS`."""
    example = {"cm": "18cm x 8", "in": "7in x 8"}.get(unit)
    if example is None:
        return hint
    whole, count = "load x reps: 100x5", f"{example} x 3"
    hint = hint.replace(" @rpe: 100x5@8", ": 100x5").replace(whole, f"distance x reps: {example}")
    return hint.replace("load first", "distance first").replace("100x5x3", count).replace("100x5", example)


def _parsed(text: str, shown: Shown) -> Entry:
    text = plain_text(text)
    reader = Reader(text)
    reader.take(SEPARATORS)
    if reader.done():
        raise EntryError("empty", "nothing to log", "type 100x5, or press space to repeat")
    first = reader.at
    works: list[TypedWork] = []
    notes = [Amend()]  # those before the first set, then those of each set
    now = shown
    while not reader.done():
        start = reader.at
        if (more := read_note(notes[-1], reader, shown.items, shown.both_sides)) is not None:
            notes[-1] = more
        else:
            work = read_work(reader, now) if reader.separated() else None
            if work is None:
                raise reader.unreadable()
            if start > first and not works:
                width = len(text[first:start].rstrip(" \t;"))
                raise EntryError("order", "type the set before its notes", "100x5 @8", at=first, width=width)
            if work.bare and works:
                number = text[start : reader.at].strip()
                message = f"is {number} a load or reps?"
                hint = f"type 100x5 100x{number}"
                raise EntryError("reps", message, hint, at=start, width=len(number))
            refuse_order(reader, start, work, now)
            works.append(work)
            notes.append(Amend())
            if sum(each.count for each in works) > MAX_TYPED_SETS:
                raise reader.error(
                    "count", f"1 to {MAX_TYPED_SETS} sets at once", "log the rest on a second line", start
                )
            now = work.onto(now)
        reader.take(SEPARATORS)
    if not works:
        return _checked_amend(notes[0])
    each_set = zip(works, notes[1:], strict=True)
    sets = tuple(typed for work, marks in each_set for typed in _typed_sides(work, marks, text) * work.count)
    return Sets(sets, _warnings(works, shown))


def _checked_amend(notes: Amend) -> Amend:
    if notes.side == BOTH:
        raise EntryError("side", "a logged set has one side", "use left or right; sides is only for a new set")
    if notes.held and notes.slips:
        raise _held_and_failed()
    return notes


def _held_and_failed() -> EntryError:
    return EntryError("fault", "held means that every check passed", "leave out held or the checks after !")


def _typed_sides(work: TypedWork, notes: Amend, text: str) -> list[Typed]:
    """The set as typed; one of each side where it was done on both."""
    typed = _typed(work, notes, text)
    if notes.side != BOTH:
        return [typed]
    return [typed._replace(draft=replace(typed.draft, side=side)) for side in ("L", "R")]


def _typed(work: TypedWork, notes: Amend, text: str) -> Typed:
    if notes.seconds is not None and work.seconds is not None:
        raise EntryError("time", "time is typed twice", "leave one out", at=0, width=len(text))
    if notes.held and notes.slips:
        raise _held_and_failed()
    draft = SetDraft(
        reps=work.reps,
        load=work.load,
        seconds=work.seconds if notes.seconds is None else notes.seconds,
        distance_mm=work.distance_mm,
        kind=notes.kind or SetKind.WORKING,
        rpe=notes.rpe,
        side=notes.side,
        note=notes.note,
        missed=notes.missed or 0,
        amrap=work.amrap,
        form=None if notes.form is None else Form(notes.form, Basis.QUICK),
    )
    return Typed(draft, notes.slips, notes.held, notes.judge, notes.kind is SetKind.WORKING)


def _warnings(done: list[TypedWork], shown: Shown) -> tuple[Caution, ...]:
    """Give the warnings of a line, each once; the heaviest load shown or typed before is what a load is held to."""
    cautions: list[Caution] = []
    known = shown.load.grams if shown.load else 0
    for work in done:
        if shown.unit in WALL_UNITS and work.distance_mm is not None and work.distance_mm > FAR_MM["in"]:
            cautions.append(
                Caution("far", f"{distance_text(work.distance_mm)} from the wall? 30 cm (12 in) is the limit")
            )
        load = work.load
        if load is None:
            continue
        name = f"{load.text} {load.unit}"
        if not load.body:
            if known > 0 and 2 * load.grams > 3 * known:
                cautions.append(Caution("jump", f"{name} is over 1.5 times the previous load"))
            meant = shown.load is not None and shown.load.grams == load.grams
            if work.reps is not None and work.reps >= SWAP_REPS and work.reps > Decimal(load.value) and not meant:
                cautions.append(Caution("swap", f"{name} for {work.reps} reps? load comes first"))
            known = max(known, load.grams)
        if shown.best_g is not None and shown.best_g > 0 and 5 * load.grams > 6 * shown.best_g:
            cautions.append(Caution("best", f"{name} is 20 % over your best"))
    return tuple(dict.fromkeys(cautions))


_END = r"(?![a-z0-9_])"
_RPE = Piece(r"(@\s*rpe|@\s*rir|@|rir|rpe)\s*[:=]?\s*(NUMBER)?", "@r")
_FORM = Piece(r"f(NUMBER)?" + _END, "f")
_KIND = Piece(r"(warm-?up|working|work|w|drop|failure|fail)" + _END, "wdf")
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
    "work": SetKind.WORKING,
    "working": SetKind.WORKING,
}


def read_note(notes: Amend, reader: Reader, items: Items, both_sides: str = "") -> Amend | None:
    """Read one note and give the notes with it; None where none stands here, EntryError for one that cannot be.

    No side is taken for an exercise that is done with both at once, whose name `both_sides` then is.
    """
    start = reader.at
    if match := reader.take(_KIND):
        return notes._replace(kind=_once("kind", notes.kind, KINDS[match[1].lower()], reader, start))
    if match := reader.take(_MISS):
        value = parse_whole(match[1] or "1") or 0
        if not 1 <= value <= MAX_REPS:
            raise reader.error("reps", f"1 to {MAX_REPS} missed reps", "miss or miss2", start)
        return notes._replace(missed=_once("missed reps", notes.missed, value, reader, start))
    if match := reader.take(_SIDE):
        if both_sides:
            raise reader.error("side", f"{printable(both_sides)} works both sides at once", "leave the side out", start)
        side = BOTH if match[1].lower() == BOTH else match[1][0].upper()
        return notes._replace(side=_once("side", notes.side or None, side, reader, start))
    if reader.take(_HELD):
        return notes._replace(held=_once("held", notes.held or None, True, reader, start))
    if match := reader.take(_JUDGE):
        return notes._replace(judge=_once("judge", notes.judge, Judge(match[1].lower()), reader, start))
    if match := reader.take(_RPE):
        effort = _rpe(match[1].lower(), match[2])
        if effort is None:
            raise reader.error("rpe", "RPE is 1 to 10, in halves", "@8 or @8.5", start)
        return notes._replace(rpe=_once("rpe", notes.rpe, effort, reader, start))
    if match := reader.take(_FORM):
        if match[1] not in ("1", "2", "3", "4", "5"):
            raise reader.error("form", "form is rated 1 to 5", "f4", start)
        return notes._replace(form=_once("form", notes.form, int(match[1]), reader, start))
    if reader.take(_IN):
        seconds = _once("time", notes.seconds, read_time(reader) or 0, reader, start)
        if not seconds:
            raise reader.error("time", "how long?", "in 40s or in 1:30", start)
        return notes._replace(seconds=seconds)
    if reader.take(_BANG):
        return notes._replace(slips=_read_slips(dict(notes.slips), reader, items))
    return _read_words(notes, reader)


def _read_slips(slips: dict[str, int], reader: Reader, items: Items) -> tuple[tuple[str, int], ...]:
    while True:
        start = reader.at
        word = reader.take(_ITEM)
        item = find_item(word[0] if word else "", items, at=start)
        times = 1
        if match := reader.take(_COLON):
            times = parse_whole(match[1] or "0") or 0
            if not 1 <= times <= MAX_REPS:
                raise reader.error("fault", "how many reps failed?", "!7 or !7:2", start)
        if item in slips:
            raise reader.error("fault", "this check is typed twice", "!7:2 for two reps", start)
        slips[item] = times
        if not reader.take(_COMMA):
            return tuple(slips.items())


def _read_words(notes: Amend, reader: Reader) -> Amend | None:
    start = reader.at
    if match := reader.take(_QUOTED):
        text = re.sub(r'\\(["\\n])', lambda escape: "\n" if escape[1] == "n" else escape[1], match[1])
    elif match := reader.take(_CURLED):
        text = match[1]
    else:
        return None
    note = clean(text, limit=2 * NOTE_LIMIT, lines=True)
    joined = f"{notes.note} {note}" if notes.note and note else notes.note or note
    if len(joined) > NOTE_LIMIT:
        raise reader.error("note", f"this note is longer than {NOTE_LIMIT} characters", "shorten it", start)
    return notes._replace(note=joined)


def _once(name: str, old: T | None, new: T, reader: Reader, start: int) -> T:
    if old is not None:
        kind = name if name in ("rpe", "form") else "syntax"
        label = "RPE" if name == "rpe" else name
        raise reader.error(kind, f"{label} is typed twice", "leave one out", start)
    return new


def _rpe(sign: str, digits: str | None) -> float | None:
    """RPE of what was typed, RPE = 10 - reps in reserve; None outside 1 to 10 in halves."""
    if digits is None:
        return None
    value = parse_decimal(digits)
    if sign.endswith("rir"):
        value = 10 - value
    return float(value) if 1 <= value <= 10 and 2 * value == int(2 * value) else None


_LAST = r"!(?:[^\s,;\"!@]+,\s*)*(?P<word>[^\s,:;\"!@]*)$"
_HINT = "see the checklist for the numbers"


def find_item(word: str, items: Items, *, at: int = 0) -> str:
    """Give the id of the check that `word` names: its number from 1, its id, a word of it, or a prefix.

    Raises EntryError when no check or more than one is meant.
    """
    width = max(1, len(word))
    name = printable(word)[:24]
    if not items:
        raise EntryError("fault", "this lift has no checks", '"write a note instead', at=at, width=width)
    if word.isascii() and word.isdigit():
        number = int(word[:9])
        if not 1 <= number <= len(items):
            raise EntryError("fault", f"there is no check {name}", _HINT, at=at, width=width)
        return items[number - 1][0]
    wanted = word.casefold()
    named = [(item, {item.casefold(), *(each.casefold() for each in also)}) for item, also in items]
    hits = [item for item, texts in named if wanted in texts]
    hits = hits or [item for item, texts in named if any(text.startswith(wanted) for text in texts)]
    if not hits or not word:
        raise EntryError("fault", f"'{name}' matches no fault", _HINT, at=at, width=width)
    if len(hits) > 1:
        numbers = ", ".join(f"!{[item for item, _ in items].index(hit) + 1}" for hit in hits)
        raise EntryError("fault", f"'{name}' could be {numbers}", _HINT, at=at, width=width)
    return hits[0]


def complete(text: str, items: Items) -> tuple[str, ...]:
    """Give the lines that `text` can become when the check it ends in is written out; none outside a `!`."""
    match = re.search(_LAST, text)
    if not match or text.count('"') % 2:
        return ()
    wanted = match["word"].casefold()
    start = text[: match.start("word")]
    words = [word for item, also in items for word in (*also[:1], item)]
    texts = [word for item, also in items for word in (*also, item)]
    chosen = [word for word in (words if not wanted else texts) if word.casefold().startswith(wanted)]
    return tuple(dict.fromkeys(start + word for word in chosen))
