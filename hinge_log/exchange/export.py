"""Every way out: the log as rows for spreadsheets or other loggers, as text to read, or whole."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from hinge_log.clock import Moment
from hinge_log.errors import NotFound
from hinge_log.exchange.tables import NO_NOTE
from hinge_log.text import clean
from hinge_log.training.coaching import NO_EXTRAS, SetExtras
from hinge_log.training.distance import distance_text
from hinge_log.training.load import Load, plain
from hinge_log.training.workout import LABELS, SetDraft, SetKind, Workout

NONE_BESIDE: Mapping[str, SetExtras] = {}
NameOf = Callable[[str], str]
"""Gives the name of an exercise by its id."""

CSV_COLUMNS = (
    "date", "start", "minutes", "workout", "exercise", "exercise_id", "set", "kind", "weight", "unit", "bodyweight",
    "reps", "seconds", "distance_m", "rpe", "side", "form", "form_percent", "clean", "slips", "pain_where",
    "pain_level", "note", "superset", "workout_note", "coach_form", "coach", "coach_note", "video",
)  # fmt: skip
"""The columns of our own table; new ones are only ever added at the end."""

STRONG_COLUMNS = (
    "Date", "Workout Name", "Exercise Name", "Set Order", "Weight", "Weight Unit", "Reps", "RPE", "Distance",
    "Distance Unit", "Seconds", "Notes", "Workout Notes", "Workout Duration",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_MARKS = {SetKind.WARMUP: "W", SetKind.DROP: "D", SetKind.FAILURE: "F"}
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
FORMATS = ("csv", "jsonl", "md", "strong")


def export_lines(
    format: str,  # noqa: A002 - the word of the command line
    *,
    workouts: Callable[[], Iterable[Workout]],
    documents: Callable[[], Iterable[dict[str, object]]],
    name_of: Callable[[str], str],
    extras: Callable[[], Mapping[str, SetExtras]] = dict,
) -> Iterator[str]:
    """The lines of an export, made while they are taken.

    `workouts` gives what is seen, oldest first; `documents` the complete log; `name_of` turns an exercise's key into
    its name, `extras` gives what stands beside the sets by id. Raises NotFound for a format that there is not.
    """
    from hinge_log.exchange.jsonl import lines as jsonl_lines

    if format == "jsonl":
        return jsonl_lines(documents())
    if format == "csv":
        return csv_text(csv_rows(workouts(), name_of, extras()))
    if format == "strong":
        return csv_text(strong_rows(workouts(), name_of), delimiter=";", quote_all=True)
    if format == "md":
        return markdown(workouts(), name_of, extras())
    raise NotFound(f"There is no format {format!r}.", f"Choose {', '.join(FORMATS)}.", candidates=FORMATS)


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula: a `'` goes before a first character that starts one."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unsafe(text: str) -> str:
    """Take the `'` of `safe` off again."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def csv_text(rows: Iterable[Iterable[str]], *, delimiter: str = ",", quote_all: bool = False) -> Iterator[str]:
    """Rows as lines of a table, each with its line end."""
    for row in rows:
        line = io.StringIO()
        if quote_all:
            csv.writer(line, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(row)
        else:
            csv.writer(line, delimiter=delimiter, lineterminator="\n").writerow(row)
        yield line.getvalue()


def csv_rows(
    workouts: Iterable[Workout], name_of: NameOf, extras: Mapping[str, SetExtras] = NONE_BESIDE
) -> Iterator[list[str]]:
    """Our own table: the header, then one row a set; text columns are safe in spreadsheets.

    `extras` by set id bring the newest rating and note of a coach, and the newest video.
    """
    yield list(CSV_COLUMNS)
    for workout in workouts:
        start = Moment(workout.started_ms, workout.offset_min)
        minutes = "" if workout.ended_ms is None else str(max(0, workout.ended_ms - workout.started_ms) // 60_000)
        for lift in workout.lifts:
            for number, record in enumerate(lift.sets, 1):
                what = record.what
                form, pain, load = what.form, what.pain, what.load
                yield [
                    start.local.date().isoformat(),
                    start.iso(),
                    minutes,
                    _text(workout.name),
                    _text(name_of(lift.exercise)),
                    _text(lift.exercise),
                    str(number),
                    what.kind.value,
                    load.value if load else "",
                    load.unit if load else "",
                    "1" if load and load.body else "",
                    _whole(what.reps),
                    _whole(what.seconds),
                    "" if what.distance_mm is None else _metres(what.distance_mm),
                    _rpe(what.rpe),
                    what.side,
                    _whole(form.label) if form else "",
                    _whole(form.percent) if form else "",
                    ("1" if form.clean else "0") if form else "",
                    _text(" ".join(_slip(*slip) for slip in form.slips)) if form else "",
                    _text(pain.where) if pain else "",
                    str(pain.level) if pain else "",
                    _text(what.note, lines=True),
                    _whole(lift.superset),
                    _text(workout.note, lines=True),
                    *_beside(extras.get(record.id, NO_EXTRAS)),
                ]


def _lines_beside(extras: SetExtras) -> list[str]:
    """A coach's ratings and notes, and the videos, each on a line."""
    lines = [
        f"{each.person}: form {each.form.label} {LABELS[each.form.label]}{': ' if each.note else ''}{each.note}"
        for each in extras.by_coach
        if each.form.label is not None
    ]
    lines += [f"{each.person}: {each.text}" for each in extras.notes]
    return lines + [f"video: {each.location}" for each in extras.videos]


def _beside(extras: SetExtras) -> tuple[str, str, str, str]:
    rating = extras.by_coach[-1] if extras.by_coach else None
    note = extras.notes[0] if extras.notes else None
    return (
        _whole(rating.form.label) if rating else "",
        _text(rating.person if rating else note.person if note else ""),
        _text(note.text if note else rating.note if rating else "", lines=True),
        _text(extras.videos[-1].location if extras.videos else ""),
    )


def strong_rows(workouts: Iterable[Workout], name_of: NameOf) -> Iterator[list[str]]:
    r"""Strong's table of Android, which Hevy's importer takes: write it with `;` and every field quoted.

    That importer wants a time in the date, and no empty notes, seconds or duration; line breaks are `\n`.
    """
    yield list(STRONG_COLUMNS)
    for workout in workouts:
        stamp = Moment(workout.started_ms, workout.offset_min).local.strftime("%Y-%m-%d %H:%M:%S")
        length = _length(workout)
        about = _note(workout.note)
        for lift in workout.lifts:
            working = 0
            for number, record in enumerate(lift.sets):
                what = record.what
                mark = _MARKS.get(what.kind, "")
                working += not mark
                note = "; ".join(text for text in (lift.note if number == 0 else "", what.note) if text)
                yield [
                    stamp,
                    _text(workout.name) or "Workout",
                    _text(name_of(lift.exercise)),
                    mark or str(working),
                    plain(Decimal(what.load.value)) if what.load else "",
                    _unit(what.load),
                    _whole(what.reps),
                    _rpe(what.rpe),
                    "" if what.distance_mm is None else _metres(what.distance_mm),
                    "" if what.distance_mm is None else "m",
                    str(what.seconds or 0),
                    _note(note),
                    about,
                    length,
                ]


def markdown(
    workouts: Iterable[Workout], name_of: NameOf, extras: Mapping[str, SetExtras] = NONE_BESIDE
) -> Iterator[str]:
    """A page to read: one heading a workout, one a lift, one line a set; line by line with line ends."""
    for workout in workouts:
        start = Moment(workout.started_ms, workout.offset_min).local
        length = "" if workout.ended_ms is None else f", {_length(workout)}"
        yield f"## {start:%Y-%m-%d %H:%M} {_escaped(workout.name)}".rstrip() + f"{length}\n\n"
        yield from _quoted(workout.note)
        for lift in workout.lifts:
            yield f"### {_escaped(name_of(lift.exercise))}\n\n"
            yield from _quoted(lift.note)
            for number, record in enumerate(lift.sets, 1):
                yield f"{number}. {_set_line(record.what)}\n"
                for line in _lines_beside(extras.get(record.id, NO_EXTRAS)):
                    yield f"   - {_escaped(line)}\n"
            yield "\n"


def _set_line(what: SetDraft) -> str:
    """One set in words: 100 kg × 5 @8, form 4 solid: note."""
    done = []
    if what.load is not None:
        sign = "bodyweight" if what.load.body else ""
        added = "" if what.load.body and what.load.grams == 0 else f"{what.load.text} {what.load.unit}"
        if sign and added and not added.startswith("-"):
            added = f"+{added}"
        done.append(" ".join(part for part in (sign, added) if part))
    if what.reps is not None:
        done.append(f"{what.reps} {'rep' if what.reps == 1 else 'reps'}" if not done else f"× {what.reps}")
    if what.seconds is not None:
        done.append(f"{what.seconds} s")
    if what.distance_mm is not None:
        done.append(distance_text(what.distance_mm))
    if what.rpe is not None:
        done.append(f"@{_rpe(what.rpe)}")
    line = " ".join(done) or "done"
    if what.side:
        line += f" {'left' if what.side == 'L' else 'right'}"
    if what.kind is not SetKind.WORKING:
        line += f" ({'warm-up' if what.kind is SetKind.WARMUP else what.kind.value})"
    if what.form is not None and what.form.label is not None:
        line += f", form {what.form.label} {LABELS[what.form.label]}"
        if what.form.percent is not None:
            capped = ", held down by a check" if what.form.capped_by else ""
            line += f" ({what.form.percent} %{', a safety check failed' if what.form.stop else capped})"
    if what.pain is not None:
        line += f", pain {what.pain.level}/10 {_escaped(what.pain.where)}".rstrip()
    note = _escaped(what.note)
    return f"{line}: {note}" if note else line


def _text(text: str, *, lines: bool = False) -> str:
    return safe(clean(text, lines=lines))


def _note(text: str) -> str:
    r"""A note on one line, its line breaks as `\n`, never empty."""
    cleaned = clean(text, lines=True).replace("\n", "\\n")
    return safe(cleaned) if cleaned and cleaned != NO_NOTE else NO_NOTE


def _escaped(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    return _MARKDOWN.sub(r"\\\1", clean(text))


def _quoted(note: str) -> Iterator[str]:
    cleaned = clean(note, lines=True)
    if cleaned:
        yield "".join(f"> {_escaped(line)}\n" for line in cleaned.split("\n")) + "\n"


def _whole(value: int | None) -> str:
    return "" if value is None else str(value)


def _rpe(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _unit(load: Load | None) -> str:
    return "" if load is None else "lbs" if load.unit == "lb" else load.unit


def _metres(distance_mm: int) -> str:
    return plain(Decimal(distance_mm) / 1000)


def _slip(item: str, reps: int | None) -> str:
    return f"{item}:{'?' if reps is None else reps}"


def _length(workout: Workout) -> str:
    """How long a workout took, as Strong writes it."""
    minutes = 0 if workout.ended_ms is None else max(0, workout.ended_ms - workout.started_ms) // 60_000
    hours, left = divmod(minutes, 60)
    return f"{hours}h {left}m" if hours else f"{left}m"
