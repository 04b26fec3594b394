"""Typed sets written back: as an entry, as the live echo, and the caret under an error."""

from __future__ import annotations

from itertools import groupby

from hinge_log.errors import EntryError
from hinge_log.text import shown as printable
from hinge_log.training.distance import distance_text, typed_distance
from hinge_log.training.entry_model import Amend, Entry, Shown, Typed
from hinge_log.training.load import Load
from hinge_log.training.workout import JUDGE_WORDS, LABELS, Basis, SetDraft, SetKind

_KIND_WORDS = {SetKind.WARMUP: "w", SetKind.DROP: "drop", SetKind.FAILURE: "fail"}
_KIND_NAMES = {
    SetKind.WARMUP: "warm-up",
    SetKind.WORKING: "working",
    SetKind.DROP: "drop set",
    SetKind.FAILURE: "to failure",
}


def fmt(draft: SetDraft, slips: tuple[tuple[str, int], ...] = (), *, unit: str = "kg") -> str:
    """Write a set as an entry that reads back as the same set against an empty `Shown(unit=unit, items=...)`.

    Pain and a checked form have no words of their own: `slips` stand for the latter. Raises ValueError for a
    set without reps, time and distance.
    """
    work = [] if draft.load is None else [_load(draft.load, unit)]
    if draft.distance_mm is not None:
        work.append(typed_distance(draft.distance_mm))
    if draft.reps is not None:
        more = "+" if draft.amrap else ""
        work.append(f"{draft.reps}{more}" if work else f"x{draft.reps}{more}")
    elif draft.seconds is not None:
        work.append(f"{draft.seconds}s")
    elif draft.distance_mm is None:
        raise ValueError("a set has reps, a time or a distance")
    parts = ["x".join(work)]
    if draft.rpe is not None:
        parts[0] += f"@{draft.rpe:g}"
    if draft.reps is not None and draft.seconds is not None:
        parts.append(f"in {draft.seconds}s")
    if draft.form is not None and draft.form.basis is Basis.QUICK and draft.form.label is not None:
        parts.append(f"f{draft.form.label}")
    if slips:
        parts.append("!" + ",".join(item if times == 1 else f"{item}:{times}" for item, times in slips))
    if draft.kind in _KIND_WORDS:
        parts.append(_KIND_WORDS[draft.kind])
    if draft.side:
        parts.append(draft.side.lower())
    if draft.missed:
        parts.append("miss" if draft.missed == 1 else f"miss{draft.missed}")
    if draft.note:
        parts.append(quoted(draft.note))
    return " ".join(parts)


def quoted(note: str) -> str:
    """Write a note so that it reads back the same: a quote, a backslash and a line break are escaped."""
    escaped = note.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def echo(entry: Entry, shown: Shown, *, ascii_only: bool = False) -> str:
    """Say in one line what a typed line means, units always printed: "102.5 kg × 4 @9"."""
    times = "x" if ascii_only else "×"
    if isinstance(entry, Amend):
        marks = _marks(entry.rpe, entry, entry.kind, entry.missed, entry.side, entry.note, shown)
        if entry.seconds is not None:
            marks.insert(0, f"in {clock(entry.seconds)}")
        return "last set: " + ", ".join(marks).replace("×", times)
    lines = []
    for typed, equal in groupby(entry.sets):
        count = len(list(equal))
        lines.append(_echo_set(typed, shown) + (f", {count} sets" if count > 1 else ""))
    text = "; ".join(lines)
    return text.replace("×", times) if ascii_only else text


def clock(seconds: int) -> str:
    """Write a time: "40 s" below a minute, else "1:30"."""
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60}:{seconds % 60:02}"


_LINE = 100
"""So many characters of a longer line are shown, around what is wrong."""


def caret(error: EntryError, text: str) -> str:
    """Give the line and, below it, carets under what is wrong, also for wide and combining characters."""
    line = "".join(
        character if character.isprintable() or character == "\N{ZERO WIDTH JOINER}" else " " for character in text
    )
    begin = max(0, error.at - _LINE // 2) if len(line) > _LINE else 0
    line, at = line[begin : begin + _LINE], error.at - begin
    before, wrong = line[:at], line[at : at + error.width]
    return f"{line}\n{' ' * _cells(before)}{'^' * max(1, _cells(wrong))}"


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _load(load: Load, unit: str) -> str:
    if not load.body:
        return f"{load.value}{load.unit}"
    if load.value == "0" and load.unit == unit:
        return "bw"
    return f"bw{load.value if load.value.startswith('-') else '+' + load.value}{load.unit}"


def _echo_set(typed: Typed, shown: Shown) -> str:
    draft = typed.draft
    parts = [] if draft.load is None else [draft.load.named]
    if draft.distance_mm is not None:
        parts.append(distance_text(draft.distance_mm))
    if draft.reps is not None:
        parts.append(f"{draft.reps}{'+' if draft.amrap else ''}")
    elif draft.seconds is not None:
        parts.append(clock(draft.seconds))
    text = " × ".join(parts)
    if len(parts) == 1 and draft.reps is not None:
        text = f"× {text}"
    if draft.rpe is not None:
        text += f" @{draft.rpe:g}"
    if draft.reps is not None and draft.seconds is not None:
        text += f" in {clock(draft.seconds)}"
    kind = None if draft.kind is SetKind.WORKING else draft.kind
    marks = _marks(None, typed, kind, draft.missed, draft.side, draft.note, shown)
    return ", ".join([text, *marks])


def _marks(
    rpe: float | None,
    rated: Typed | Amend,
    kind: SetKind | None,
    missed: int | None,
    side: str,
    note: str,
    shown: Shown,
) -> list[str]:
    named = {item: f"{(*also, item)[0]} failed" for item, also in shown.items} | dict(shown.faults)
    marks = [f"@{rpe:g}"] if rpe is not None else []
    if kind:
        marks.append(_KIND_NAMES[kind])
    if side:
        marks.append("left" if side == "L" else "right")
    if missed:
        marks.append(f"{missed} missed")
    form = rated.quick if isinstance(rated, Typed) else rated.form
    if form is not None:
        marks.append(f"form {form} {LABELS[form]}")
    if rated.held:
        marks.append("every check passed")
    for item, times in rated.slips:
        marks.append(printable(named.get(item, f"{item} failed")) + (f" × {times}" if times > 1 else ""))
    if rated.judge is not None:
        marks.append(JUDGE_WORDS[rated.judge])
    if note:
        marks.append(f'"{printable(note)}"')
    return marks
