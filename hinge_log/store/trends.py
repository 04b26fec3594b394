"""What the charts of form, volume and drills need of the log, read in one go.

A checked set has the items of its checklist as it was then: what was added to the list since is not counted as kept,
and a set that was checked on another list, or on one that nobody remembers, says nothing about today's items. What
slipped is shown with its set in any case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from json import dumps

from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise, Item
from hinge_log.store.journal import present_names
from hinge_log.store.packed import read_json, read_slips
from hinge_log.store.queries import ANY_OF, FIRST_DAY, LogReader, has_extras
from hinge_log.store.rows import BODYWEIGHT_G
from hinge_log.training.clean_load import WINDOW_DAYS
from hinge_log.training.trend import Calibration, RatedTwice, Remedy, SetPoint, TrendData, calibrated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from hinge_log.training.drills import DrillDay
    from hinge_log.training.weekly_volume import DaySets

_SETS = """FROM sets s JOIN lift l ON l.id = s.lift_id
    WHERE s.exercise_id = (SELECT id FROM exercise WHERE key = ?) AND s.day BETWEEN ? AND ?
    AND s.hidden = 0 AND l.hidden = 0"""
_POINTS = f"""SELECT l.workout_id, s.day, l.position * 1000 + s.position, s.kind <> 'warmup', s.reps, s.load_g, s.rpe,
    s.form, s.percent, s.basis, coalesce(s.judged_by, 'felt'), s.clean, s.stop, s.slips, s.checklist, s.version,
    s.seconds, s.distance_mm, s.body, {BODYWEIGHT_G} {_SETS}"""
_SEEN = """SELECT s.id, s.day, s.position, s.at_ms, s.form, s.percent, s.judged_by FROM sets s
    WHERE s.exercise_id = (SELECT id FROM exercise WHERE key = ?)
    AND s.judged_by IN ('video', 'person') AND s.form IS NOT NULL AND s.hidden = 0
    ORDER BY s.day DESC, s.position DESC LIMIT ?"""
_RATED_TWICE = """SELECT s.id, s.day, s.position,
    iif(s.judged_by IS NULL, s.form, j.form), iif(s.judged_by IS NULL, j.form, s.form),
    iif(s.judged_by IS NULL, s.percent, j.percent), iif(s.judged_by IS NULL, j.percent, s.percent),
    coalesce(s.judged_by, j.judged_by)
    FROM judgement j JOIN sets s ON s.id = j.set_id
    WHERE s.exercise_id = (SELECT id FROM exercise WHERE key = ?) AND j.person = '' AND s.hidden = 0 AND j.hidden = 0
    AND s.form IS NOT NULL AND j.form IS NOT NULL AND (s.judged_by IS NULL) <> (j.judged_by IS NULL)
    AND coalesce(s.judged_by, j.judged_by) IN ('video', 'person')
    ORDER BY s.day DESC, s.position DESC, j.at_ms LIMIT ?"""
# CROSS JOIN: from the few workouts of late to their sets, not from all sets.
_DAY_SETS = """
SELECT e.key, w.day, sum(s.side = '') + max(sum(s.side = 'L'), sum(s.side = 'R'))
FROM workout w CROSS JOIN lift l ON l.workout_id = w.id CROSS JOIN sets s ON s.lift_id = l.id
JOIN exercise e ON e.id = s.exercise_id
WHERE w.day >= ? AND w.hidden = 0 AND l.hidden = 0 AND s.hidden = 0 AND s.kind <> 'warmup'
GROUP BY e.key, w.day
"""
_RATINGS = ("form", "percent", "judged_by")


def trend_data(
    log: LogReader, catalogue: Catalogue, exercise: Exercise, *, today: int, weeks: int | None = 12, unit: str = "kg",
    formula: str = "epley",
) -> TrendData:  # fmt: skip
    """One lift's sets of the last `weeks` weeks up to the day number `today`; None takes all there are."""
    items = catalogue.items_for(exercise)
    start = FIRST_DAY if weeks is None else today - 7 * weeks + 1
    rows = log.rows(_POINTS, exercise.id, min(start, today - WINDOW_DAYS + 1), today)
    points = _points(rows, exercise.checklist, items)
    if weeks is None:
        start = min((point.day for point in points), default=today - 83)
    rated_by_others = has_extras(log)
    is_seen = rated_by_others or any(point.source == "seen" for point in points)
    return TrendData(
        exercise.short or exercise.name,
        points,
        start,
        today,
        unit,
        {item.id: item.fault_text for item in items},
        exercise.family == "drill",
        exercise.e1rm,
        {item.id: _remedy(catalogue, item) for item in items},
        exercise.load_type,
        formula,
        calibration=calibration(log, exercise.id) if is_seen else None,
        key=exercise.id,
        coach=coach_calibration(log, exercise.id) if rated_by_others else None,
        body_g=log.bodyweight_g(today),
        contacts=_contacts(log, exercise.id, start, today) if exercise.family == "drill" else (),
    )


def _contacts(log: LogReader, exercise: str, start: int, today: int) -> tuple[tuple[str, int], ...]:
    from hinge_log.training.drills import contact_tally

    rows = log.rows(f"SELECT s.note {_SETS} AND s.note IS NOT NULL", exercise, start, today)
    return contact_tally(note for (note,) in rows)


def drill_history(log: LogReader, keys: Iterable[str]) -> dict[str, tuple[DrillDay, ...]]:
    """The days of each drill, oldest first; a drill that was never done has none."""
    from hinge_log.training.drills import drill_days

    return {key: drill_days(record for _, record in log.exercise_sets(key)) for key in keys}


def day_sets(log: LogReader, since: int) -> tuple[DaySets, ...]:
    """Working sets by exercise and day from a day on; a left and a right set are one."""
    from hinge_log.training.weekly_volume import DaySets

    return tuple(DaySets(key, day, sets) for key, day, sets in log.rows(_DAY_SETS, since))


def calibration(log: LogReader, exercise: str, most: int = 20) -> Calibration:
    """Compare the last sets of an exercise that the lifter rated by feel, and on video or with a person as well.

    A set holds one rating, the other one is a judgement beside it. Before there were judgements a rating was replaced:
    there the journal still has it, unless it was undone. The newest `most` sets of each kind are looked at.
    """
    both: list[tuple[Any, ...]] = log.rows(_RATED_TWICE, exercise, most) if has_extras(log) else []
    pairs = {set_id: ((day, position), RatedTwice(*ratings)) for set_id, day, position, *ratings in both}
    seen: list[tuple[Any, ...]] = log.rows(_SEEN, exercise, most)
    replaced = [row for row in seen if row[0] not in pairs]
    oldest = min((at for _, _, _, at, *_ in replaced if at is not None), default=0)
    before = log.value("SELECT id FROM action WHERE clock < ? ORDER BY id DESC LIMIT 1", oldest << 16)
    changes: dict[object, list[tuple[Any, Any]]] = {row[0]: [] for row in replaced}
    for row, old, new in log.rows(
        "SELECT c.row, c.before, c.after FROM change c JOIN action a ON a.id = c.action"
        f" WHERE c.action > ? AND c.entity = 'sets' AND c.row IN {ANY_OF} AND a.state = 1"
        " ORDER BY c.action DESC, c.number DESC",
        before or 0,
        dumps(list(changes)),
    ):
        changes[row].append((old, new))
    for set_id, day, position, _, *now in replaced:
        pair = _pair(dict(zip(_RATINGS, now, strict=True)), changes[set_id])
        if pair is not None:
            pairs[set_id] = ((day, position), pair)
    return calibrated([pair for _, pair in sorted(pairs.values(), key=lambda each: each[0])][-most:])


def coach_calibration(log: LogReader, exercise: str, most: int = 20) -> Calibration | None:
    """Compare the lifter's own ratings of now with a coach's of the same sets; None where a coach rated none.

    Where several coaches rated a set, the newest rating counts.
    """
    rows: list[tuple[Any, ...]] = log.rows(
        "SELECT s.form, s.percent, j.form, j.percent, s.id FROM judgement j JOIN sets s ON s.id = j.set_id"
        " WHERE s.exercise_id = (SELECT id FROM exercise WHERE key = ?) AND s.hidden = 0 AND j.hidden = 0"
        " AND j.person <> '' AND j.form IS NOT NULL ORDER BY s.day DESC, s.position DESC, j.at_ms DESC LIMIT ?",
        exercise,
        2 * most,
    )
    if len(rows) == 0:
        return None
    newest: dict[str, tuple[Any, ...]] = {}
    for *ratings, set_id in rows:
        newest.setdefault(set_id, tuple(ratings))
    pairs = [RatedTwice(own, coach, percent, by_coach) for own, percent, coach, by_coach in newest.values() if own]
    return calibrated(pairs[most - 1 :: -1] if len(pairs) > most else pairs[::-1], "coach")


def _points(rows: Sequence[tuple[Any, ...]], checklist: str, items: Sequence[Item]) -> tuple[SetPoint, ...]:
    """The sets of rows; slips and lists repeat, so each is read once."""
    lists: dict[tuple[str | None, int | None], tuple[str, ...]] = {}
    slips: dict[str | None, tuple[tuple[str, int | None], ...]] = {None: (), "{}": ()}
    make = SetPoint._make
    points = []
    for row in rows:
        text, version = row[13], (row[14], row[15])
        if text not in slips:
            slips[text] = read_slips(text)
        if version not in lists:
            lists[version] = _items_of(version, checklist, items)
        points.append(make((
            row[0], row[1], row[2], row[3] == 1, *row[4:11], row[11] == 1, row[12] == 1, slips[text], lists[version],
            row[16], row[17], row[18] == 1, row[19],
        )))  # fmt: skip
    return tuple(points)


def _items_of(checked: tuple[str | None, int | None], checklist: str, items: Sequence[Item]) -> tuple[str, ...]:
    """The ids of today's items that were on the list that a set was checked on."""
    name, version = checked
    if name != checklist or version is None:
        return ()
    return tuple(item.id for item in items if item.since <= version)


def _remedy(catalogue: Catalogue, item: Item) -> Remedy:
    drill = catalogue.exercises.get(item.regress_to)
    return Remedy(item.fix, item.regress_to, drill.name if drill else "")


def _rating_side(text: str | None) -> dict[str, Any]:
    row = read_json(text or "{}", "journal of a rating")
    return present_names("sets", row) if isinstance(row, dict) else {}


def _pair(now: Mapping[str, Any], changes: Sequence[tuple[Any, Any]]) -> RatedTwice | None:
    """Go back from a set's rating through its changes, newest first, to the last one that was felt."""
    was = dict(now)
    for before, after in changes:
        if before is None:
            break
        old, new = (_rating_side(side) for side in (before, after))
        # An empty value is not written: a side that lacks a column that the other names was or became empty.
        was |= {name: old.get(name) for name in _RATINGS if name in old or name in new}
        if was["form"] is not None and was["judged_by"] is None:
            return RatedTwice(was["form"], now["form"], was["percent"], now["percent"], now["judged_by"])
    return None
