"""A coach's questions over all athletes, asked on the hub: what a coach may see is settled there, row by row.

Parameters are %s, as the hub's driver has them; this module imports no driver.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hinge_log.coach.answers import Athlete, AthleteFault, AthleteWeek, CoachAnswers, CoachedSet
from hinge_log.sync.hub.connection import HubConnection
from hinge_log.training.trend import Calibration, RatedTwice, SetPoint, calibrated

PAIN_DAYS = 14
"""Pain is told for so long (convention)."""
QUEUE_DAYS = 28
"""A set waits for a look for so long (convention)."""
FAULT_WEEKS = 12
"""Faults are counted over so many weeks, as on the lifter's own screens."""
MOST_SETS = 500
"""So many sets are listed at most: more are counted, not shown."""

_MINE = """mine AS (
    SELECT l.log, l.name FROM log l JOIN member m ON m.log = l.log
    WHERE m.person = session_user AND m.part = 'coach')"""

_ATHLETES = f"WITH {_MINE} SELECT log, name FROM mine ORDER BY lower(name), log"

_WEEK = f"""WITH {_MINE}
SELECT mine.log, mine.name, newest.day, week.workouts, week.sets, week.sets_before, week.form, week.rated
FROM mine
LEFT JOIN LATERAL (
    SELECT day FROM set_now s WHERE s.log = mine.log AND NOT s.hidden AND s.day <= %s + 1
    ORDER BY s.day DESC LIMIT 1) newest ON true
LEFT JOIN LATERAL (
    SELECT count(DISTINCT workout_id) FILTER (WHERE day > %s - 7) AS workouts,
           count(*) FILTER (WHERE day > %s - 7) AS sets, count(*) FILTER (WHERE day <= %s - 7) AS sets_before,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY form) FILTER (WHERE day > %s - 7) AS form,
           count(form) FILTER (WHERE day > %s - 7) AS rated
    FROM set_now s
    WHERE s.log = mine.log AND s.day > %s - 14 AND s.day <= %s + 1 AND NOT s.hidden AND s.kind <> 'warmup') week ON true
ORDER BY lower(mine.name), mine.log"""

_CHECKED = """SELECT s.exercise, s.day, s.slips FROM set_now s
        WHERE s.log = mine.log AND s.day > %s AND s.basis = 'checked' AND NOT s.hidden AND s.kind <> 'warmup'"""

# One athlete after the other, so that each is a small sort; jsonb_each would fill a table for each set.
_FAULTS = f"""WITH {_MINE}
SELECT mine.log, mine.name, worst.exercise, worst.item, worst.sets, total.sets, worst.sessions, worst.last_day,
       total.newest
FROM mine
CROSS JOIN LATERAL (
    SELECT exercise, item, sum(sets) AS sets, count(*) AS sessions, max(day) AS last_day
    FROM (
        SELECT exercise, item, day, count(*) AS sets
        FROM (
            SELECT *, jsonb_object_keys(slips) AS item
            FROM ({_CHECKED} AND jsonb_typeof(s.slips) = 'object') AS checked) AS failed
        WHERE slips ->> item <> '0'
        GROUP BY exercise, item, day) AS days
    GROUP BY exercise, item
    ORDER BY sessions DESC, sets DESC, exercise, item LIMIT 1) AS worst
CROSS JOIN LATERAL (
    SELECT count(*) AS sets, max(day) AS newest FROM ({_CHECKED}) AS checked
    WHERE exercise = worst.exercise) AS total
ORDER BY lower(mine.name), mine.log"""

_SET = """mine.log, mine.name, s.set_id, s.exercise, s.day, s.reps, s.seconds, s.load_g, s.load_text, s.unit, s.body,
    s.form, s.basis, s.pain, s.pain_where, s.note, s.video"""

_PAIN = f"""WITH {_MINE}
SELECT {_SET} FROM mine JOIN set_now s ON s.log = mine.log
WHERE s.day > %s AND s.pain IS NOT NULL AND NOT s.hidden
ORDER BY s.day DESC, s.pain DESC, s.set_id DESC LIMIT {MOST_SETS}"""

_WAITING = f"""WITH {_MINE}
SELECT {_SET} FROM mine JOIN set_now s ON s.log = mine.log
WHERE s.day > %s AND s.video IS NOT NULL AND NOT s.judged AND NOT s.hidden
ORDER BY s.day, s.set_id LIMIT {MOST_SETS}"""

_UNSEEN = f"""WITH {_MINE}
SELECT {_SET} FROM mine JOIN set_now s ON s.log = mine.log
WHERE s.day > %s AND NOT s.judged AND NOT s.hidden AND s.kind <> 'warmup'
ORDER BY s.day DESC, s.set_id DESC LIMIT {MOST_SETS}"""

_POINTS = """SELECT s.workout_id, s.day, coalesce(l.position, 0) * 1000 + coalesce(s.position, 0), s.kind <> 'warmup',
    s.reps, s.load_g, s.rpe, s.form, s.percent, s.basis, coalesce(s.judged_by, 'felt'), s.clean, s.stop, s.slips,
    s.checklist, s.seconds, s.distance_mm, s.body
FROM set_now s LEFT JOIN lift_now l ON l.log = s.log AND l.lift_id = s.lift_id
WHERE s.log = %s AND s.exercise = %s AND s.day BETWEEN %s AND %s AND NOT s.hidden
ORDER BY s.day, s.workout_id, 3, s.set_id"""

_RATED_TWICE = """SELECT s.set_id, j.person <> '', s.judged_by, j.judged_by, s.form, j.form, s.percent, j.percent
FROM judgement_now j JOIN set_now s ON s.log = j.log AND s.set_id = j.set_id
WHERE s.log = %s AND s.exercise = %s AND NOT s.hidden AND NOT j.hidden AND s.form IS NOT NULL AND j.form IS NOT NULL
ORDER BY s.day, s.position, j.at_ms"""


def athletes(hub: HubConnection) -> tuple[Athlete, ...]:
    """The logs of which one is a coach, by name."""
    return tuple(Athlete(int(log), str(name)) for log, name in hub.rows(_ATHLETES))


def week(hub: HubConnection, today: int) -> tuple[AthleteWeek, ...]:
    """Who trained in the last seven days, up to the day number `today`; every athlete by name."""
    rows = hub.rows(_WEEK, *([today] * 8))
    return tuple(
        AthleteWeek(
            Athlete(int(log), str(name)), last, int(workouts or 0), int(sets or 0), int(before or 0),
            None if form is None else float(form), int(rated or 0),
        )
        for log, name, last, workouts, sets, before, form, rated in rows
    )  # fmt: skip


def faults(hub: HubConnection, today: int, weeks: int = FAULT_WEEKS) -> tuple[AthleteFault, ...]:
    """The fault of each athlete that came back on most days of the last weeks; athletes without one are left out."""
    since = today - 7 * weeks
    return tuple(
        AthleteFault(Athlete(int(log), str(name)), str(exercise), str(item), *map(int, counts))
        for log, name, exercise, item, *counts in hub.rows(_FAULTS, since, since)
    )


def pains(hub: HubConnection, today: int) -> tuple[CoachedSet, ...]:
    """The sets of the last days that hurt, newest first."""
    return tuple(map(_set, hub.rows(_PAIN, today - PAIN_DAYS)))


def waiting(hub: HubConnection, today: int, *, every: bool = False) -> tuple[CoachedSet, ...]:
    """The sets with a video that no coach rated yet, oldest first; with `every` all unrated sets, newest first."""
    return tuple(map(_set, hub.rows(_UNSEEN if every else _WAITING, today - QUEUE_DAYS)))


def ask_all(hub: HubConnection, today: int, now_ms: int) -> CoachAnswers:
    """Everything that the attention list is made of, as it stands at one moment."""
    with hub.transaction(reading=True):
        return CoachAnswers(
            hub.person, week(hub, today), faults(hub, today), pains(hub, today), waiting(hub, today), now_ms
        )


def points(
    hub: HubConnection, athlete: Athlete, exercise: str, start: int, end: int, checklist: str, items: Sequence[str]
) -> tuple[SetPoint, ...]:
    """An athlete's sets of an exercise between two days, as the charts of form take them."""
    return tuple(_point(row, checklist, tuple(items)) for row in hub.rows(_POINTS, athlete.log, exercise, start, end))


def calibrations(hub: HubConnection, athlete: Athlete, exercise: str) -> tuple[Calibration, Calibration]:
    """An athlete's ratings by feel against video, and the athlete's own against a coach's newest of the same sets."""
    felt: dict[str, RatedTwice] = {}
    coached: dict[str, RatedTwice] = {}
    for row in hub.rows(_RATED_TWICE, athlete.log, exercise):
        set_id, is_coach, judged_by, judged_by_too, form, form_too, *percents = row
        percent, percent_too = (None if each is None else int(each) for each in percents)
        pair = RatedTwice(form, form_too, percent, percent_too)
        if is_coach:
            coached[set_id] = pair
        elif not judged_by and judged_by_too in ("video", "person"):
            felt[set_id] = pair._replace(judge=judged_by_too)
        elif not judged_by_too and judged_by in ("video", "person"):
            felt[set_id] = RatedTwice(form_too, form, percent_too, percent, judged_by)
    return calibrated(list(felt.values())), calibrated(list(coached.values()), "coach")


def _set(row: Sequence[Any]) -> CoachedSet:
    log, name, set_id, exercise, day, reps, seconds, load_g, load_text, unit, body, form, basis, pain, where, *rest = (
        row
    )
    note, video = rest
    load = ""
    if load_g is not None:
        load = f"{load_text or f'{load_g / 1000:g}'} {unit or 'kg'}"
        load = f"bw{'' if load.startswith('-') else '+'}{load}" if body else load
    return CoachedSet(
        Athlete(int(log), str(name)), str(set_id), str(exercise or ""), int(day or 0), reps,
        None if seconds is None else int(seconds), load, form, str(basis or ""), pain, str(where or ""),
        str(note or ""), str(video or ""),
    )  # fmt: skip


def _point(row: Sequence[Any], checklist: str, items: tuple[str, ...]) -> SetPoint:
    workout, day, position, counts, reps, load_g, rpe, form, percent, basis, judged_by, clean, stop, slips, *rest = row
    listed, seconds, distance_mm, body = rest
    failed = slips.items() if isinstance(slips, dict) else ()
    return SetPoint(
        str(workout), int(day), int(position), bool(counts), reps, load_g, None if rpe is None else float(rpe), form,
        None if percent is None else int(percent), basis, judged_by, clean == 1, stop == 1,
        tuple((str(item), None if reps_failed is None else int(reps_failed)) for item, reps_failed in failed),
        items if listed == checklist else (), None if seconds is None else int(seconds), distance_mm, body == 1,
    )  # fmt: skip
