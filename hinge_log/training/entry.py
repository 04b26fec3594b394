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

from dataclasses import replace
from decimal import Decimal

from hinge_log.errors import EntryError
from hinge_log.training import entry_words as words
from hinge_log.training.entry_items import complete, find_item
from hinge_log.training.entry_model import Amend, Caution, Entry, Items, Sets, Shown, Typed
from hinge_log.training.entry_notes import BOTH, Marks
from hinge_log.training.entry_text import caret, echo, fmt
from hinge_log.training.entry_work import TypedWork, read_work
from hinge_log.training.workout import Basis, Form, SetDraft, SetKind

__all__ = [
    "Amend",
    "Caution",
    "Entry",
    "Items",
    "Sets",
    "Shown",
    "Typed",
    "caret",
    "complete",
    "echo",
    "find_item",
    "fmt",
    "parse",
]

SWAP_REPS = 20
"""From this many reps on, more reps than load looks like reps typed first (convention)."""


def parse(text: str, shown: Shown) -> Entry:
    """Read a typed line against what is shown; raises EntryError, with the place, for what cannot be read."""
    text = words.plain_text(text)
    reader = words.Reader(text)
    reader.take(words.SEPARATORS)
    if reader.done():
        raise EntryError("empty", "nothing to log", "try 100x5, or space to repeat")
    first = reader.at
    marks = lead = Marks()
    done: list[tuple[TypedWork, Marks]] = []
    now = shown
    total = 0
    while not reader.done():
        start = reader.at
        if not marks.read(reader, shown.items, shown.both_sides):
            work = read_work(reader, now) if reader.separated() else None
            if work is None:
                raise reader.unreadable()
            if start > first and not done:
                width = len(text[first:start].rstrip(" \t;"))
                message = "the set comes before its notes"
                raise EntryError("order", message, "100x5 @8", at=first, width=width)
            if work.bare and done:
                number = text[start : reader.at].strip()
                message = f"is {number} a load or reps?"
                hint = f"type 100x5 100x{number}"
                raise EntryError("reps", message, hint, at=start, width=len(number))
            total += work.count
            if total > words.MAX_SETS:
                message = f"1 to {words.MAX_SETS} sets at once"
                raise EntryError("count", message, "log the rest in a second line", at=start, width=reader.at - start)
            marks = Marks()
            done.append((work, marks))
            now = work.onto(now)
        reader.take(words.SEPARATORS)
    if not done:
        return _amend(lead)
    sets = tuple(typed for work, notes in done for typed in _typed_sides(work, notes, text) * work.count)
    return Sets(sets, _warnings([work for work, _ in done], shown))


def _amend(marks: Marks) -> Amend:
    if marks.side == BOTH:
        raise EntryError("side", "a set that is logged has one side", "left or right; sides goes with a new set")
    if marks.held and marks.slips:
        raise _held_and_failed()
    return Amend(
        marks.rpe,
        marks.form,
        tuple(marks.slips.items()),
        marks.kind,
        marks.missed,
        marks.side,
        marks.seconds,
        marks.note,
        marks.held,
        marks.judge,
    )


def _held_and_failed() -> EntryError:
    return EntryError("fault", "held says that every check passed", "leave out held, or the checks after !")


def _typed_sides(work: TypedWork, marks: Marks, text: str) -> list[Typed]:
    """The set as typed; one of each side where it was done on both."""
    typed = _typed(work, marks, text)
    if marks.side != BOTH:
        return [typed]
    return [typed._replace(draft=replace(typed.draft, side=side)) for side in ("L", "R")]


def _typed(work: TypedWork, marks: Marks, text: str) -> Typed:
    if marks.seconds is not None and work.seconds is not None:
        raise EntryError("time", "time is given twice", "leave one out", at=0, width=len(text))
    if marks.held and marks.slips:
        raise _held_and_failed()
    draft = SetDraft(
        reps=work.reps,
        load=work.load,
        seconds=work.seconds if marks.seconds is None else marks.seconds,
        distance_mm=work.distance_mm,
        kind=marks.kind or SetKind.WORKING,
        rpe=marks.rpe,
        side=marks.side,
        note=marks.note,
        missed=marks.missed or 0,
        amrap=work.amrap,
        form=None if marks.form is None else Form(marks.form, Basis.QUICK),
    )
    return Typed(draft, tuple(marks.slips.items()), marks.held, marks.judge)


def _warnings(done: list[TypedWork], shown: Shown) -> tuple[Caution, ...]:
    """Give the warnings of a line, each once; the heaviest load shown or typed before is what a load is held to."""
    cautions: list[Caution] = []
    known = shown.load.grams if shown.load else 0
    for work in done:
        load = work.load
        if load is None:
            continue
        name = f"{load.text} {load.unit}"
        if not load.body:
            if known > 0 and 2 * load.grams > 3 * known:
                cautions.append(Caution("jump", f"{name} is over 1.5 times the load before"))
            meant = shown.load is not None and shown.load.grams == load.grams
            if work.reps is not None and work.reps >= SWAP_REPS and work.reps > Decimal(load.value) and not meant:
                cautions.append(Caution("swap", f"{name} for {work.reps} reps? load comes first"))
            known = max(known, load.grams)
        if shown.best_g is not None and shown.best_g > 0 and 5 * load.grams > 6 * shown.best_g:
            cautions.append(Caution("best", f"{name} is 20 % over your best"))
    return tuple(dict.fromkeys(cautions))
