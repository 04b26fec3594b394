"""What a page for a coach needs of the log, read in one go."""

from __future__ import annotations

from hinge_log.charts.coach_words import fault_texts, judgement_text, note_text
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise
from hinge_log.store.bodyweights import weighings
from hinge_log.store.reading import Reading, has_extras
from hinge_log.store.rows import SET_COLUMNS, set_of
from hinge_log.store.set_extras import read_extras
from hinge_log.store.trends import trend_data
from hinge_log.training.bodyweight import bodyweight_trend
from hinge_log.training.report import CoachReport, NoteEntry, PainEntry
from hinge_log.training.suggestion import phrase
from hinge_log.training.trend import TrendData, sessions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

MONTH_WEEKS = 4


def report_of(
    log: Reading,
    catalogue: Catalogue,
    exercise_of: Callable[[str], Exercise],
    *,
    today: int,
    weeks: int = MONTH_WEEKS,
    unit: str = "kg",
) -> CoachReport:
    """Read the report of the last `weeks` weeks; `exercise_of` gives the exercise of a key in the log."""
    start = today - 7 * weeks + 1
    first = min(start, today - 7 * MONTH_WEEKS + 1)
    keys = [key for key, last in log.used_exercises() if last >= first]

    def read(key: str, span: int) -> TrendData:
        return trend_data(log, catalogue, exercise_of(key), today=today, weeks=span, unit=unit)

    month = [read(key, MONTH_WEEKS) for key in keys]
    lifts = month if weeks == MONTH_WEEKS else [read(key, weeks) for key in keys]
    found = [data for data in lifts if data.working]
    found.sort(key=lambda data: (-len(sessions(data.working)), data.lift))
    counted = log.one(
        "SELECT count(DISTINCT l.workout_id) FROM sets s JOIN lift l ON l.id = s.lift_id"
        " WHERE s.day BETWEEN ? AND ? AND s.hidden = 0 AND l.hidden = 0",
        start,
        today,
    )
    pains, notes = _said(log, exercise_of, start, today)
    return CoachReport(
        start,
        today,
        weeks,
        int(str(counted[0])) if counted else 0,
        tuple(found),
        tuple(data for data in month if data.working),
        pains,
        notes,
        *_beside(log, catalogue, exercise_of, start, today),
        bodyweight_trend(weighings(log, today)),
        unit,
    )


def _beside(
    log: Reading, catalogue: Catalogue, exercise_of: Callable[[str], Exercise], start: int, end: int
) -> tuple[tuple[NoteEntry, ...], tuple[NoteEntry, ...]]:
    """A coach's ratings and notes on the sets of these days, and their videos."""
    if not has_extras(log):
        return (), ()
    ids = [
        str(row[0])
        for row in log.rows("SELECT id FROM sets WHERE day BETWEEN ? AND ? AND hidden = 0 ORDER BY day, id", start, end)
    ]
    by_coach: list[NoteEntry] = []
    videos: list[NoteEntry] = []
    for set_id, extras in read_extras(log, ids).items():
        record = log.set(set_id)
        if record is None:
            continue
        exercise = exercise_of(record.exercise)
        about, faults = f"{exercise.short or exercise.name} {phrase(record.what)}", catalogue.items_for(exercise)
        texts = [judgement_text(each, fault_texts(faults)) for each in extras.by_coach]
        texts += [note_text(each) for each in extras.notes]
        by_coach += [NoteEntry(record.day, about, text) for text in texts]
        videos += [NoteEntry(record.day, about, each.location) for each in extras.videos]
    return tuple(by_coach), tuple(videos)


def _said(
    log: Reading, exercise_of: Callable[[str], Exercise], start: int, end: int
) -> tuple[tuple[PainEntry, ...], tuple[NoteEntry, ...]]:
    pains, notes = [], []
    for row in log.rows(
        f"SELECT {SET_COLUMNS} FROM sets s JOIN exercise e ON e.id = s.exercise_id JOIN lift l ON l.id = s.lift_id"
        " WHERE s.day BETWEEN ? AND ? AND s.hidden = 0 AND l.hidden = 0"
        " AND (s.pain IS NOT NULL OR coalesce(s.note, '') <> '') ORDER BY s.day, l.position, s.position, s.id",
        start,
        end,
    ):
        record = set_of(row)
        exercise, done = exercise_of(record.exercise), phrase(record.what)
        name = exercise.short or exercise.name
        if record.what.pain is not None:
            pains.append(PainEntry(record.day, name, done, record.what.pain.where, record.what.pain.level))
        if record.what.note:
            notes.append(NoteEntry(record.day, f"{name} {done}", record.what.note))
    for day, key, text in log.rows(
        "SELECT w.day, e.key, l.note FROM lift l JOIN workout w ON w.id = l.workout_id JOIN exercise e"
        " ON e.id = l.exercise_id WHERE w.day BETWEEN ? AND ? AND w.hidden = 0 AND l.hidden = 0 AND l.note <> ''",
        start,
        end,
    ):
        exercise = exercise_of(str(key))
        notes.append(NoteEntry(int(str(day)), exercise.short or exercise.name, str(text)))
    for day, called, text in log.rows(
        "SELECT day, name, note FROM workout WHERE day BETWEEN ? AND ? AND hidden = 0 AND note <> ''", start, end
    ):
        notes.append(NoteEntry(int(str(day)), str(called) or "workout", str(text)))
    return tuple(pains), tuple(sorted(notes, key=lambda note: note.day))
