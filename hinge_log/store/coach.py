"""What a page for a coach needs of the log, read in one go."""

from __future__ import annotations

from hinge_log.charts.coach_words import fault_texts, judgement_text, note_text
from hinge_log.charts.ladder_words import ladder_summary, load_line, warnings
from hinge_log.charts.report import CoachReport, DrillTally, NoteEntry, PainEntry, PlanShare, WorstSet
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise
from hinge_log.settings import Gym
from hinge_log.store.bodyweights import weighings
from hinge_log.store.everyday import checks
from hinge_log.store.ladder import progress
from hinge_log.store.packed import read_plan
from hinge_log.store.queries import LogReader, has_extras
from hinge_log.store.rows import SETS, set_of
from hinge_log.store.set_extras import read_extras
from hinge_log.store.trends import trend_data
from hinge_log.text import plural, shown
from hinge_log.training.bodyweight import bodyweight_trend
from hinge_log.training.drills import contact_note, contact_tally, drill_days
from hinge_log.training.everyday import Answer, caught, places_of
from hinge_log.training.suggestion import phrase
from hinge_log.training.trend import TrendData, sessions
from hinge_log.training.workout import JUDGE_WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

MONTH_WEEKS = 4


def report_of(
    log: LogReader,
    catalogue: Catalogue,
    exercise_of: Callable[[str], Exercise],
    *,
    today: int,
    weeks: int = MONTH_WEEKS,
    gym: Gym | None = None,
) -> CoachReport:
    """Read the report of the last `weeks` weeks; `exercise_of` gives the exercise of a key in the log."""
    gym = gym or Gym()
    start = today - 7 * weeks + 1
    first = min(start, today - 7 * MONTH_WEEKS + 1)
    keys = [key for key, last in log.used_exercises() if last >= first]

    def read(key: str, span: int) -> TrendData:
        return trend_data(log, catalogue, exercise_of(key), today=today, weeks=span, unit=gym.unit, formula=gym.formula)

    month = [read(key, MONTH_WEEKS) for key in keys]
    lifts = month if weeks == MONTH_WEEKS else [read(key, weeks) for key in keys]
    done = [data for data in lifts if data.working]
    done.sort(key=lambda data: (-len(sessions(data.working)), data.lift))
    workouts = log.value(
        "SELECT count(DISTINCT l.workout_id) FROM sets s JOIN lift l ON l.id = s.lift_id"
        " WHERE s.day BETWEEN ? AND ? AND s.hidden = 0 AND l.hidden = 0",
        start,
        today,
    )
    pains, notes = _pains_and_notes(log, exercise_of, start, today)
    return CoachReport(
        start,
        today,
        weeks,
        workouts,
        tuple(done),
        tuple(data for data in month if data.working),
        pains,
        notes,
        *_beside(log, catalogue, exercise_of, start, today),
        worst=_worst(log, catalogue, exercise_of, start, today),
        drills=_drills(log, exercise_of, keys, start, today),
        ladder=_ladder(log, catalogue, gym, today),
        everyday=_everyday(log, start, today),
        plan=_plan(log, start, today),
        bodyweight=bodyweight_trend(weighings(log, today)),
        unit=gym.unit,
    )


def _worst(
    log: LogReader, catalogue: Catalogue, exercise_of: Callable[[str], Exercise], start: int, end: int
) -> tuple[WorstSet, ...]:
    """The lowest rated set of each lift, the latest of equals; lifts without a rating have none."""
    worst: dict[str, WorstSet] = {}
    for row in log.rows(
        f"{SETS} WHERE s.day BETWEEN ? AND ? AND s.hidden = 0 AND l.hidden = 0"
        " AND s.form IS NOT NULL AND s.kind <> 'warmup' ORDER BY s.form, s.day DESC, s.id DESC",
        start,
        end,
    ):
        record = set_of(row)
        form, exercise = record.what.form, exercise_of(record.exercise)
        if form is None or form.label is None or exercise.id in worst:
            continue
        faults = fault_texts(catalogue.items_for(exercise))
        worst[exercise.id] = WorstSet(
            record.day, exercise.short or exercise.name, phrase(record.what), form.label,
            f"{form.basis.value}, {JUDGE_WORDS[form.judged_by.value]}",
            tuple(faults.get(item, item) for item, reps in form.slips if reps), record.what.note,
        )  # fmt: skip
    return tuple(sorted(worst.values(), key=lambda each: (each.label, -each.day)))


def _drills(
    log: LogReader, exercise_of: Callable[[str], Exercise], keys: list[str], start: int, end: int
) -> tuple[DrillTally, ...]:
    tallies = []
    for exercise in (exercise_of(key) for key in keys):
        days = drill_days(each for _, each in log.exercise_sets(exercise.id, start) if each.day <= end)
        if exercise.family != "drill" or not days:
            continue
        farthest = max((day.kept_mm for day in days if day.kept_mm), default=None)
        counts = contact_tally(contact_note(contact) for day in days for contact in day.lost)
        sets, reps = sum(day.sets for day in days), sum(day.reps for day in days)
        tallies.append(DrillTally(exercise.short or exercise.name, len(days), sets, reps, farthest, counts))
    return tuple(tallies)


def _ladder(log: LogReader, catalogue: Catalogue, gym: Gym, today: int) -> tuple[str, ...]:
    """The stage, what the next one needs and what is missing, and what to do with the loads."""
    now = progress(log, catalogue, today=today, step=gym.load(gym.step), start_at=gym.start_at)
    lines = [". ".join(ladder_summary(now.ladder, catalogue)) + "."]
    for state in now.ladder.next_steps():
        lines += [] if state.passed else [f"Missing: {words}." for words in state.missing]
    return (*lines, *(load_line(each, catalogue) for each in now.loads), *warnings(now.ladder, catalogue))


def _everyday(log: LogReader, start: int, end: int) -> tuple[str, ...]:
    """The share of everyday bends hinged in these days, with the number of answers; nothing without an answer."""
    answers = checks(log, start, end)
    share, asked = caught(answers), sum(check.answer is not Answer.NONE for check in answers)
    if not answers or share is None:
        return ()
    places = ", ".join(f"{shown(place)} {number}" for place, number in places_of(answers)[:3])
    return (f"Hinged: {share:.0%} ({plural(asked, 'answer')}).", *([f"Most often: {places}."] if places else []))


def _plan(log: LogReader, start: int, end: int) -> PlanShare | None:
    """How many of the planned working sets were done; of a one-sided lift a left and a right set are one."""
    sets = done = lifts = skipped = 0
    for lift_id, plan, logged in log.rows(
        "SELECT l.id, l.plan, (SELECT count(*) FILTER (WHERE side = '') + min(count(*) FILTER (WHERE side = 'L'),"
        " count(*) FILTER (WHERE side = 'R')) FROM sets s WHERE s.lift_id = l.id AND s.hidden = 0"
        " AND s.kind <> 'warmup') FROM lift l JOIN workout w ON w.id = l.workout_id"
        " WHERE w.day BETWEEN ? AND ? AND w.hidden = 0 AND l.hidden = 0 AND l.plan IS NOT NULL",
        start,
        end,
    ):
        planned, number = sum(each.kind.counts for each in read_plan(plan, lift_id)), logged
        if planned:
            sets, done, lifts, skipped = sets + planned, done + min(number, planned), lifts + 1, skipped + (not number)
    return PlanShare(sets, done, lifts, skipped) if sets else None


def _beside(
    log: LogReader, catalogue: Catalogue, exercise_of: Callable[[str], Exercise], start: int, end: int
) -> tuple[tuple[NoteEntry, ...], tuple[NoteEntry, ...]]:
    """A coach's ratings and notes on the sets of these days, and their videos."""
    if not has_extras(log):
        return (), ()
    rows = log.rows("SELECT id FROM sets WHERE day BETWEEN ? AND ? AND hidden = 0 ORDER BY day, id", start, end)
    by_coach: list[NoteEntry] = []
    videos: list[NoteEntry] = []
    for set_id, extras in read_extras(log, [set_id for (set_id,) in rows]).items():
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


def _pains_and_notes(
    log: LogReader, exercise_of: Callable[[str], Exercise], start: int, end: int
) -> tuple[tuple[PainEntry, ...], tuple[NoteEntry, ...]]:
    pains, notes = [], []
    for row in log.rows(
        f"{SETS} WHERE s.day BETWEEN ? AND ? AND s.hidden = 0 AND l.hidden = 0"
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
        exercise = exercise_of(key)
        notes.append(NoteEntry(day, exercise.short or exercise.name, text))
    for day, called, text in log.rows(
        "SELECT day, name, note FROM workout WHERE day BETWEEN ? AND ? AND hidden = 0 AND note <> ''", start, end
    ):
        notes.append(NoteEntry(day, called or "workout", text))
    return tuple(pains), tuple(sorted(notes, key=lambda note: note.day))
