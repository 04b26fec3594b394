"""The apps whose export is one table with one row a set, each with its columns and what it means by them."""

from __future__ import annotations

import re
from dataclasses import replace

from hinge_log.exchange import numbers
from hinge_log.exchange.columns import header_key, locate
from hinge_log.exchange.export import unsafe
from hinge_log.exchange.mapping import Mapping
from hinge_log.exchange.marks import set_kind
from hinge_log.exchange.readers.table_format import Header, TableFormat, header_places
from hinge_log.exchange.tables import Rules, Source
from hinge_log.exchange.time_columns import has_set_times
from hinge_log.training.workout import SetKind

# GymRun: a workout by its plan.
GYMRUN = TableFormat(
    "gymrun",
    ("date", "time", "routine", "exercise", "set", "weight", "reps", "para6"),
    {"clock": "time", "workout": "routine", "seconds": "duration", "duration": ""},
    Rules(length=""),
)

# Hevy: newest workout first, month names in the language of the phone.
HEVY = TableFormat(
    "hevy",
    ("exercise title", "set type/set index", "start time"),
    {
        "date": "start time", "end": "end time", "workout": "title", "workout_note": "description",
        "exercise": "exercise title", "note": "exercise notes", "order": "set index", "kind": "set type",
        "superset": "superset id/supersets id", "seconds": "duration seconds", "clock": "", "duration": "",
    },
    Rules(stamps=True, notes_repeat=True, length="km"),
    app="hevy",
)  # fmt: skip

# LiftLog: sessions by id, incomplete sets left out by the app.
LIFTLOG = TableFormat(
    "liftlog",
    ("sessionid", "timestamp", "exercise", "weight", "reps"),
    {"session": "sessionid", "date": "timestamp", "weight_unit": "weightunit"},
    Rules(by_session=True, length=""),
    app="liftlog",
)

# Lyfta: a workout by its title and start, durations of both workouts and sets.
LYFTA = TableFormat(
    "lyfta",
    ("title", "date", "duration", "exercise", "superset id", "weight", "reps", "set type"),
    {"workout": "title", "date": "date", "duration": "duration", "seconds": "time", "clock": ""},
    Rules(stamps=True, length=""),
)

# RepCount: each row with the start and end of its workout.
REPCOUNT = TableFormat(
    "repcount",
    ("workout start", "workout end", "exercise", "weight", "reps"),
    {
        "date": "workout start", "end": "workout end", "exercise": "exercise", "workout": "name",
        "seconds": "duration", "duration": "", "body_weight": "bodyweight/body weight",
    },
    Rules(stamps=True, length=""),
)  # fmt: skip


# Fitbod: a workout by the time that all its sets share, zeros for empty fields. Some versions give each set a time of
# its own; then sets within three hours are a workout.
def _fitbod_rules(source: Source, rules: Rules) -> Rules:
    return replace(rules, stamps=not has_set_times(source, FITBOD.mapping(source.header)))


FITBOD = TableFormat(
    "fitbod",
    ("date", "exercise", "reps", "iswarmup", "multiplier"),
    {"seconds": "duration s/duration", "duration": "", "clock": ""},
    Rules(stamps=True, zeros=True, length="m"),
    rules_for=_fitbod_rules,
)

# Flexify, and Massive, which it followed: each row with its time; the unit may be one of distance. A row that is
# hidden holds the settings of an exercise, and one of an exercise "Weight" what the lifter weighed. Massive's `sets`,
# `minutes` and `seconds` are settings too: how many sets are planned, and how long to rest. Durations are minutes,
# though no header says so.
FLEXIFY = TableFormat(
    "flexify",
    ("id", "name", "reps", "weight", "created", "unit"),
    {
        "date": "created", "exercise": "name", "weight_unit": "unit", "distance_unit": "unit", "skipped": "hidden",
        "body_weight": "bodyweight", "seconds": "duration", "duration": "", "sets": "", "clock": "",
        "minutes": "", "hours": "",
    },
    Rules(length="", body_rows="Weight"),
    mapping_for=lambda header, mapping: replace(mapping, time_unit="min"),
)  # fmt: skip


# GymBook: each row with its time of day; repetitions or a time, and a weight or a distance, in one column each. Header
# and values are in the language of the phone: "Ripetizioni / Tempo" and "Saltato" beside "Repetitions / Time". The kind
# of set stands in the column that names all kinds, "Set / Warm-Up Set / ...".
def _is_gymbook(header: Header) -> bool:
    first = [cell.partition("/")[0] if "/" in cell else "" for cell in header]
    return len(locate(first, ("reps", "weight"))) == 2


def _names_kinds(cell: str) -> bool:
    parts = cell.split("/")
    return len(parts) > 1 and any(set_kind(part) is SetKind.WARMUP for part in parts)


def _gymbook_mapping(header: Header, mapping: Mapping) -> Mapping:
    return replace(mapping, kind=next(filter(_names_kinds, header), ""))


GYMBOOK = TableFormat("gymbook", rules=Rules(length=""), recognises=_is_gymbook, mapping_for=_gymbook_mapping)


# Liftosaur: UTC times, planned and completed numbers side by side; a set without a completed weight was done with the
# required one.
def _liftosaur_rules(source: Source, rules: Rules) -> Rules:
    places = header_places(source.header)
    pairs = [
        (places.get(f"completed weight {part}", -1), places.get(f"required weight {part}", -1))
        for part in ("value", "unit")
    ]

    def adjust(cells: list[str]) -> list[str]:
        if not cells[pairs[0][0]].strip():
            for completed, required in pairs:
                cells[completed] = cells[required]
        return cells

    return replace(rules, adjust=adjust) if min(min(pair) for pair in pairs) >= 0 else rules


LIFTOSAUR = TableFormat(
    "liftosaur",
    ("workout datetime", "exercise", "completed reps"),
    {
        "date": "workout datetime", "workout": "day name", "exercise": "exercise", "reps": "completed reps",
        "warmup": "is warmup set?", "weight": "completed weight value", "weight_unit": "completed weight unit",
        "rpe": "completed rpe", "note": "notes", "amrap": "is amrap?", "done": "", "clock": "", "seconds": "",
        "other_weight": "",
    },
    Rules(stamps=True, planned=True),
    rules_for=_liftosaur_rules,
    app="liftosaur",
)  # fmt: skip


# Our own table in again: what a spreadsheet may have been used on since. Form ratings are not in it in full.
def _own_rules(source: Source, rules: Rules) -> Rules:
    places = [source.header.index(name) if name in source.header else -1 for name in ("start", "date")]

    def adjust(cells: list[str]) -> list[str]:
        cells = [unsafe(cell) for cell in cells]
        if places[1] >= 0 and not cells[places[0]]:
            cells[places[0]] = cells[places[1]]
        return cells

    return replace(rules, adjust=adjust)


OWN_CSV = TableFormat(
    "hinge-log-csv",
    ("start", "exercise id", "distance m", "form percent"),
    {
        "date": "start", "workout": "workout", "exercise": "exercise", "duration": "minutes", "order": "set",
        "kind": "kind", "weight": "weight", "weight_unit": "unit", "reps": "reps", "seconds": "seconds",
        "distance": "distance m", "rpe": "rpe", "side": "side", "note": "note", "superset": "superset",
        "workout_note": "workout note", "body_weight": "", "other_weight": "", "clock": "", "end": "", "done": "",
    },
    Rules(stamps=True, length="m"),
    rules_for=_own_rules,
    app="hinge-log",
)  # fmt: skip


# FitNotes for Android and iOS: one day is one workout, text not always quoted. Equal rows are equal sets: none is ever
# dropped as a double. It is told by its category, and by having no column of others.
_FITNOTES_OWN = (
    "date", "exercise", "category", "weight unit", "reps", "distance", "distance unit", "time", "comment", "notes",
    "rpe", "weight",
)  # fmt: skip
_OTHERS = ("sets", "order", "kind", "workout", "rir", "warmup", "superset", "clock", "duration", "number")
"""Columns that FitNotes does not have: a table with one of them is somebody else's, and means more by its rows."""

_NUMBER = re.compile(r"\s*-?[0-9]*(?:[.,][0-9]*)?\s*")


def _is_fitnotes(header: Header) -> bool:
    places = header_places(header)
    if not {"date", "exercise", "category", "reps", "weight"} <= places.keys():
        return False
    # The one of iOS ends in "Kind" and has a column for each unit of weight.
    ios = {"weight kg", "weight lbs", "kind"} <= places.keys()
    own = (*_FITNOTES_OWN, "kind") if ios else _FITNOTES_OWN
    return not locate([cell for cell in header if header_key(cell)[0] not in own], _OTHERS)


def _rejoined(source: Source, fields: list[str]) -> list[str] | None:
    """Join what an unquoted comma in an exercise, comment or category parted; None when nothing fits."""
    places, width = header_places(source.header), len(source.header)
    extra = len(fields) - width
    weight, category = places["weight"], places["category"]
    unit = places.get("weight unit", width)
    texts = [places["exercise"], *[places[name] for name in ("comment", "notes") if name in places], category]
    numeric = [index for name, index in places.items() if name.partition(" ")[0] in ("weight", "reps", "distance")
               and "unit" not in name]  # fmt: skip
    for place in texts:
        whole = source.delimiter.join(fields[place : place + extra + 1])
        joined = [*fields[:place], whole, *fields[place + extra + 1 :]]
        word = joined[category].strip()
        if not all(_NUMBER.fullmatch(joined[index]) for index in numeric):
            continue
        if not word or _NUMBER.fullmatch(word.rpartition(source.delimiter)[2]) or numbers.weight_unit(word):
            continue
        if unit < width and (joined[weight].strip() or joined[unit].strip()) and not numbers.weight_unit(joined[unit]):
            continue
        return joined
    return None


FITNOTES = TableFormat(
    "fitnotes",
    columns={"clock": "", "seconds": "time", "note": "comment/notes", "kind": ""},
    rules=Rules(day=True, length="m"),
    recognises=_is_fitnotes,
    rules_for=lambda source, rules: replace(rules, repair=lambda fields: _rejoined(source, fields)),
    app="fitnotes",
)
