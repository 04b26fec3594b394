"""What the log screen says about a session: title, last time, offers, the question after a set, what was done."""

from __future__ import annotations

import json
from collections.abc import Sequence

from hinge_log.charts.cells import Row, text_width
from hinge_log.charts.coach_words import COACH
from hinge_log.charts.set_texts import amount_text, load_text, pain_words, summary
from hinge_log.clock import date_text, to_date
from hinge_log.exercises.model import Item
from hinge_log.screens.log_keys import KeyOf
from hinge_log.store.journal import Change
from hinge_log.store.lifting import SKIPPED
from hinge_log.training.form import SetCheck, outcome_words
from hinge_log.training.session import WorkoutSession
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import LABELS, SetDraft, SetRecord, Workout, open_workout_words
from hinge_log.widgets.form_strip import StripQuestion
from hinge_log.widgets.key_bar import KeyHint
from hinge_log.widgets.next_set import work_text


def fitting_title(session: WorkoutSession, link: str, room: int) -> Row:
    """The name of the current lift, its place in the workout, and the day; what does not fit is left out.

    `link` is the action of a click, `room` the cells there are.
    """
    workout, lift = session.workout, session.lift
    partners = [each for each in workout.lifts if each.superset is not None and each.superset == lift.superset]
    others = ", ".join(session.tagged_name(each) for each in partners if each != lift)
    beside = f"   with {others}" if others and session.tags else ""
    where, day = f"   lift {session.index + 1} of {len(workout.lifts)}", f"  ·  {date_text(workout.day)}"
    name = session.tagged_name(lift)
    texts = (f"{beside}{where}{day}", f"{beside}{where}", f"{where}{day}", where)
    text = next((each for each in texts if text_width(name) + text_width(each) <= room), where)
    return (name, f"strong{link}"), (text, f"muted{link}")


def last_time_rows(session: WorkoutSession, items: Sequence[Item], today: int) -> tuple[Row, ...]:
    """What was done last time, from the longest to the shortest form."""
    current = session.current
    if not current.last or current.last_day is None:
        texts = ("First time. Arrows set load and reps, space logs the set.", "First time. Set load and reps.")
        if session.exercise.family == "drill":
            texts = (
                "First time. Press g d for the guided drill, or space to log the set.",
                "First time. g d guides you.",
            )
        return tuple(((text, "muted"),) for text in texts)
    work, form = summary(current.last, session.unit)
    faults = {item.id: item.fault_text for item in items}
    fault = next(
        (
            f"   ▲ {faults[item]}, {session.set_name(record)}"
            for record in current.last
            for item, times in (record.what.form.slips if record.what.form else ())
            if times and item in faults
        ),
        "",
    )
    pain = pain_words(current.last)
    hurt: Row = ((f"  {pain}", "fault"),) if pain else ()
    rated: Row = ((f"  {form or 'not rated'}", "muted"),)
    tails = (*([(fault, "fault")] for fault in dict.fromkeys((fault, fault.rpartition(",")[0])) if fault), [])
    days = [date_text(current.last_day, weekday=weekday, today=today) for weekday in (True, False)]
    starts: list[Row] = [((f"Last time {day}  ", "muted"), (work, "strong"), *hurt) for day in days]
    rows = [(*starts[0], *rated, *tail) for tail in tails]
    return (*rows, (*starts[1], *rated), starts[1], starts[1][1:])


def note_sections(session: WorkoutSession) -> list[tuple[str, tuple[str, ...]]]:
    """The cues and all notes of the lift and of the workout, in full, each under its heading."""
    coach = session.coach_cue
    notes = [(" ".join(coach.person.split()) or COACH, coach.text)] if coach is not None else []
    notes += [("Cue", session.setup.cue), ("Today", session.lift.note), ("Workout", session.workout.note)]
    names = {record.id: session.set_name(record) for record in session.lift.sets}
    notes += [(names[record.id].capitalize(), record.what.note) for record in session.lift.sets]
    return [(heading, (text,)) for heading, text in notes if text]


def note_pieces(session: WorkoutSession, today: int, key: str) -> tuple[Row, ...]:
    """Other open workouts, which `key` chooses of, the coach's cue, the lasting cue, and today's notes."""
    others = [open_workout_words(each, today) for each in session.also_open]
    also = (("also open ", "ask>open_workouts"), (f"{'; '.join(others)}: {key}   ", "text>open_workouts"))
    coach = session.coach_cue
    by_coach = (f"{' '.join(coach.person.split()) or COACH} ", coach.text) if coach is not None else ("", "")
    notes = (by_coach, ("cue ", session.setup.cue), ("today ", session.lift.note), ("workout ", session.workout.note))
    written = [(word, " ".join(text.split())) for word, text in notes if text]
    row = tuple(piece for word, text in written for piece in ((word, "muted"), (f"{text}   ", "text>read_notes")))
    row = (*also, *row) if others else row
    return (row,) if row else ()


def strip_question(session: WorkoutSession, selected: str, rpe: float | None, key_of: KeyOf) -> StripQuestion:
    """What is asked about the selected set, or the one just done: its form, then its RPE where `rpe` is suggested."""
    record = session.target(selected)
    words = tuple(KeyHint(key_of(f"form.{n}"), word, f"digit({n})") for n, word in LABELS.items())
    if record is None:
        return StripQuestion("Form, after the set", words)
    name = session.set_name(record)
    if record.what.pain is not None:
        return StripQuestion(f"{capital(name)}: pain reported, form not rated")
    if rpe is not None and not selected:
        parts = (("rpe.same", f"{rpe:g}"), ("rpe.less", "less"), ("rpe.more", "more"))
        keys = ", ".join(f"{key_of(binding_id)} {word}" for binding_id, word in parts)
        around = sorted({max(1.0, min(10.0, rpe + half / 2)) for half in range(-2, 3)})
        answers = tuple(KeyHint("", f"{each:g}", f"rpe({each:g})") for each in around)
        return StripQuestion(f"RPE of {name}?  {keys}", answers, around.index(rpe), asks=True)
    form, tail = record.what.form, ratings_hint(session)
    chosen = (form.label if form is not None and form.label else 0) - 1
    if form is None and not selected:
        return StripQuestion(f"How was {name}?  {work_text(record.what, session.unit)}", words, asks=True, tail=tail)
    return StripQuestion(f"Form of {name}", words, chosen, tail=tail)


def ratings_hint(session: WorkoutSession) -> str:
    """What the ratings mean, until the lifter has used them."""
    sets = (*session.workout.sets, *(each for past in session.past_sessions for each in past.sets))
    if any(record.what.form is not None for record in sets):
        return ""
    return "5 crisp: you would show it to a coach, 1 lost: a safety position lost"


def logged_words(
    session: WorkoutSession | None, records: Sequence[SetRecord], closed: Workout | None, *, ascii_only: bool
) -> str:
    """That sets were logged, what comes next, a record, and the workout that was closed before them."""
    last = records[-1]
    many = f"{len(records)} sets, " if len(records) > 1 else ""
    form = last.what.form
    rating = f", form {form.label}." if form is not None and form.label else ". Rate it 1-5."
    parts = [f"Logged {many}{phrase(last.what, ascii_only=ascii_only)}{rating}"]
    if session is not None and session.lift.id != last.lift_id:
        parts.append(f"Next {session.tagged_name(session.lift)}.")
    if session is not None and session.records.get(last.id):
        parts.append(f"{capital(session.records[last.id])}.")
    if closed is not None:
        day = to_date(closed.day)
        parts.append(f"New workout. The one from {day.day} {day:%b} is closed.")
    return " ".join(parts)


def rated_words(label: int, name: str, key_of: KeyOf, *, rpe: float | None, has_checks: bool) -> tuple[str, ...]:
    """That a set was rated, and what to do next, from the longest to the shortest text."""
    rated, undo = f"Form {label}, {LABELS[label]} ({name}).", f"Press {key_of('undo')} to undo."
    if label <= 2 and has_checks:
        return (f"{rated} Press {key_of('log.check')} to mark what failed.",)
    if rpe is not None:
        return (f"{rated} RPE? Press {key_of('rpe.same')} for {rpe:g}. {undo}",)
    if label >= 4 and has_checks:
        keys = f"{key_of('log.check')} {key_of('log.type')}"
        return f"{rated} {undo} Press {keys} to make it a checked set.", f"{rated} {undo}"
    return (f"{rated} {undo}",)


def checked_words(session: WorkoutSession, check: SetCheck, key_of: KeyOf) -> str:
    """What a check came to; after a failed safety check, what to do now."""
    record, form, items = check.record, check.form(), check.items
    if not form.stop:
        outcome = outcome_words(form, items) or "no check could be judged."
        return f"Checked: {session.set_name(record)}, {outcome} Press {key_of('undo')} to undo."
    stop = "A safety check failed: stop this set and unload."
    load = session.current.backoff_load
    if session.lift.id != record.lift_id:
        return stop
    if session.current.stops > 1:
        return f"{stop} That is the second time: press {key_of('lift.next')} for the next lift."
    return (
        f"{stop} Next {load.text} {load.unit}; press {key_of('log.swap')} to undo that." if load is not None else stop
    )


def selected_words(session: WorkoutSession, record: SetRecord, key_of: KeyOf) -> str:
    """What can be done with the selected set."""
    edit, delete, note = (key_of(each) for each in ("set.edit", "set.delete", "set.note"))
    rates = "" if record.what.pain is not None else ", 1-5 to rate"
    name = capital(session.set_name(record))
    return f"{name}, {phrase(record.what)}: {edit} to edit, {delete} to delete, {note} for a note{rates}."


def others_words(before: WorkoutSession | None, now: WorkoutSession | None, who: str) -> str:
    """What another window or device did to the workout, "" for nothing."""
    if before is None or (now is not None and now.workout.sets == before.workout.sets):
        return ""
    if now is None or now.workout.id != before.workout.id:
        return f"{who} finished the workout."
    change = len(now.workout.sets) - len(before.workout.sets)
    return f"{who} {'logged a set' if change > 0 else 'removed a set' if change else 'changed a set'}."


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def offers(session: WorkoutSession, key_of: KeyOf) -> tuple[KeyHint, ...]:
    """The warm-up sets that could be planned, and where to go when the lift is done."""
    hints = []
    if warm_up := session.warm_up_offer:
        sets = [SetDraft(each.reps, each.load) for each in warm_up]
        work = "  ".join(f"{load_text(each, session.unit)}×{amount_text(each)}" for each in sets)
        hints.append(KeyHint(key_of("log.ramp"), f"warm-up  {work}", "warm_up"))
    lift = session.next_lift()
    if lift is not None and lift.id == session.lift.id:
        hints.append(KeyHint(key_of("log.finish"), "finish: all lifts are done", "finish"))
    elif lift is not None:
        index = session.workout.lifts.index(lift)
        following = index == (session.index + 1) % len(session.workout.lifts)
        words = f"next lift: {session.tagged_name(lift)}"
        if session.hurts:
            words = f"pain reported, {words}"
        hints.append(KeyHint(key_of("lift.next" if following else "lift.list"), words, f"lift({index})"))
    return tuple(hints)


def changed_lifts(session: WorkoutSession, changes: Sequence[Change]) -> list[str]:
    """The ids of the lifts that changes are about: their sets, themselves, or whether they are skipped."""
    known = [lift.id for lift in session.workout.lifts]
    homes: dict[str, None] = {}
    for change in changes:
        for row in (change.before, change.after):
            if row and "lift_id" in row:
                homes[str(row["lift_id"])] = None
        if change.entity == "lift":
            homes[change.row] = None
        if change.entity == "setting" and change.row == SKIPPED:
            marks = [json.loads(str((row or {}).get("value") or "{}")) for row in (change.before, change.after)]
            homes |= dict.fromkeys(set(marks[0]) ^ set(marks[1]))
        for lift in session.workout.lifts:
            if any(record.id == change.row for record in lift.sets):
                homes[lift.id] = None
    return [*(home for home in homes if home not in known), *(lift_id for lift_id in known if lift_id in homes)]


def changed_elsewhere(session: WorkoutSession | None, changes: Sequence[Change]) -> bool:
    """Whether changes are about something that is not of this workout."""
    known = {lift.id for lift in session.workout.lifts} if session is not None else set()
    if session is not None:
        known |= {change.row for change in changes if change.entity == "lift" and _is_of(change, session)}
        known |= {record.id for record in session.workout.sets}
    for change in changes:
        lifts = {str(row["lift_id"]) for row in (change.before, change.after) if row and "lift_id" in row}
        if change.entity == "sets" and not known & (lifts or {change.row}):
            return True
        if change.entity == "workout" and (session is None or change.row != session.workout.id):
            return True
    return False


def _is_of(change: Change, session: WorkoutSession) -> bool:
    rows = (change.before, change.after)
    return any(row and row.get("workout_id") == session.workout.id for row in rows)
