"""What the log screen says: the keys in each mode, title, last time, offers, the question after a set, what is done."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row, text_width
from hinge_log.charts.coach_words import COACH
from hinge_log.charts.set_texts import amount_text, load_text, pain_words, summary
from hinge_log.clock import date_text, to_date
from hinge_log.exercises.model import Item
from hinge_log.screens.keys import GLOBAL_BINDINGS, Bar, BarKey, ids, rating_bindings
from hinge_log.store.journal import Change
from hinge_log.store.lifting import SKIPPED
from hinge_log.training.distance import wall_unit
from hinge_log.training.form import SetCheck, outcome_words
from hinge_log.training.session import WorkoutSession
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import LABELS, SetDraft, SetRecord, Workout, open_workout_words
from hinge_log.widgets.form_strip import StripQuestion
from hinge_log.widgets.keys import KeyHint
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
                "First time. Press g d for a guide.",
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


KeyOf = Callable[[str], str]
"""Gives the key that is bound to an id."""

BINDINGS: list[BindingType] = [
    Binding("space", "log_set", "log", id="log.set", tooltip="log the next set as shown and start the rest clock"),
    *rating_bindings("digit", "form", "form of the last set"),
    *(
        Binding(str(n), f"digit({n})", "check", id=f"check.{n}", tooltip=f"in the check panel: check {n} failed")
        for n in (6, 7, 8, 9, 0)
    ),
    Binding("f", "check", "fault", id="log.check", tooltip="check panel: mark what failed in the last set"),
    Binding("enter,i", "enter", "type", id="log.type", tooltip="type it: 100x5@8  +2.5  x6  40s  bw+10x5"),
    Binding("up,k", "upward(1)", "heavier", id="load.more", tooltip="load up, by the smallest plate pair"),
    Binding("down", "upward(-1)", "lighter", id="load.less", tooltip="load down, by the smallest plate pair"),
    Binding("j", "down", "lighter", id="load.less2", tooltip="load down; in the check panel: judged by"),
    Binding("K,pageup", "big(1)", "much heavier", id="load.bigmore", tooltip="load up by a big step"),
    Binding("J,pagedown", "big(-1)", "much lighter", id="load.bigless", tooltip="load down by a big step"),
    Binding("right,l", "sideways(1)", "reps", id="reps.more", tooltip="one rep more"),
    Binding("left,h", "sideways(-1)", "reps", id="reps.less", tooltip="one rep less"),
    Binding("full_stop", "swap", "swap", id="log.swap", tooltip="next suggestion: previous set, last time, plan"),
    Binding("y", "why", "why", id="log.why", tooltip="why this load is suggested"),
    Binding("w", "warmup", "warm-up", id="log.warmup", tooltip="the next set, or the selected one, is a warm-up"),
    Binding("W", "warm_up", "ramp", id="log.ramp", tooltip="plan the suggested warm-up sets"),
    Binding("s", "side", "side", id="log.side", tooltip="left, right or both sides of a one-sided exercise"),
    Binding("L", "lifts", "lifts", id="lift.list", tooltip="lifts: superset, skip, swap, move, remove"),
    Binding("a", "add_lift", "add", id="lift.add", tooltip="add a lift"),
    Binding("n", "lift_by(1)", "next lift", id="lift.next", tooltip="next lift"),
    Binding("p", "lift_by(-1)", "last lift", id="lift.previous", tooltip="previous lift"),
    Binding("plus,equals_sign", "rest_by(15)", "rest", id="rest.more", tooltip="15 s more rest"),
    Binding("minus", "rest_by(-15)", "rest", id="rest.less", tooltip="15 s less rest"),
    Binding("t", "rest_pause", "pause", id="rest.pause", tooltip="pause or resume the rest clock; twice: no rest"),
    Binding("tab", "pick(1)", "select", id="set.pick", tooltip="select a set to edit or delete; then up and down"),
    Binding("shift+tab", "pick(-1)", "select", id="set.pickback", tooltip="select a set, going up", show=False),
    Binding("e", "edit", "edit", id="set.edit", tooltip="edit the last or selected set"),
    Binding("d", "delete", "delete", id="set.delete", tooltip="delete the last or selected set"),
    Binding("o", "note", "note", id="set.note", tooltip="note on the last or selected set; tab: on the lift"),
    Binding(
        "O", "note_on('lift note')", "lift note", id="lift.note", tooltip="today's note on the lift; tab: lasting cue"
    ),
    Binding("N", "note_on('workout note')", "workout note", id="log.note", tooltip="note on the workout"),
    Binding("R", "read_notes", "read", id="log.read", tooltip="read this lift's cue and notes in full"),
    Binding("V", "video", "video", id="set.video", tooltip="video of the last or selected set: open or add"),
    Binding("r", "rpe_by(0)", "RPE", id="rpe.same", tooltip="same RPE as the previous set, when asked for RPE"),
    Binding("right_square_bracket", "rpe_by(1)", "RPE", id="rpe.more", tooltip="raise the last set's RPE by 0.5"),
    Binding("left_square_bracket", "rpe_by(-1)", "RPE", id="rpe.less", tooltip="lower the last set's RPE by 0.5"),
    Binding("b", "open_workouts", "both", id="log.open", tooltip="other open workouts: continue one, or join"),
    Binding("F", "finish", "finish", id="log.finish", tooltip="finish the workout"),
    *GLOBAL_BINDINGS,
]

HELP_GROUPS = (
    ("Every set", ids("log", "set") + ids("form", "1 2 3 4 5") + ids("log", "check")),
    ("The next set", ids("load", "more less bigmore bigless") + ids("reps", "less more")
     + ids("log", "swap why type warmup ramp side")),
    ("Rest", ids("rest", "more less pause")),
    ("Fix", ids("set", "pick edit delete") + ids("rpe", "same less more")),
    ("Notes", ("set.note", "lift.note", "log.note", "log.read", "set.video")),
    ("The workout", ids("lift", "list add next previous") + ids("log", "open finish")),
)  # fmt: skip

SOURCES = {"lighter": "lighter after a failed safety check", "empty": "the first set"}
"""How the sources of a suggestion are called where their own word does not do."""

CLOSE = "back: close"
PAIN_BAR: Bar = (BarKey(("log.type",), "save", "complete_entry"), CLOSE)
NOTE_BAR: Bar = (*PAIN_BAR, BarKey(("set.pick",), "where", "note_where"))
EMPTY_BAR: Bar = ("lift.add: add lift", "go")
SELECTED_BAR: Bar = (
    BarKey(("load.more", "load.less"), "select"), "set.edit", "set.delete", CLOSE, "set.note",
    BarKey(("form.1", "form.5"), "form"), "log.check",
)  # fmt: skip
PHONE_BAR: Bar = ("undo", "lift.next: next", "lift.list", "log.finish", "go", "log.swap")


def entry_bar(purpose: str) -> Bar:
    """The keys while a line is typed, and what can be typed."""
    from hinge_log.training.open_entry import NOTES

    if purpose in NOTES or purpose in ("pain", "video"):
        return NOTE_BAR if purpose in NOTES else PAIN_BAR
    enter = BarKey(("log.type",), "log it" if purpose == "log" else "save", "complete_entry")
    marks = ("x3 3 sets", "f4 form", "!4 fault", '" note', "w warm-up")
    return (enter, CLOSE, *(BarKey((), mark) for mark in marks))


def check_bar(count: int) -> Bar:
    """The keys while a set with so many checks is checked."""
    pain = BarKey(("check.0",), "pain", "pain")
    if not count:
        return (pain, CLOSE)
    failed = ("form.1", f"check.{count % 10}" if count > 5 else f"form.{count}")
    save, discard = "log.type: save", "back: discard"
    return (BarKey(failed, "failed"), save, discard, BarKey(("load.less2",), "judged by", "judge"), pain)


def set_bar(session: WorkoutSession, *, rpe: bool) -> Bar:
    """The keys of the next set."""
    wall = session.exercise.metric == "distance_cm"
    unit = wall_unit(session.current.next.distance_mm) if wall else session.unit
    form, load = BarKey(("form.1", "form.5"), "form"), BarKey(("load.more", "load.less"), unit)
    first = ("log.set", form, *(("rpe.same",) if rpe else ()), "log.check", "log.type", "undo")
    side = ("log.side",) if session.current.sided else ()
    last = ("cues", "go", "lift.list", "lift.next", "log.swap", "log.why", "log.finish")
    return (*first, *side, load, "reps.less reps.more", *last)


def touch_keys(key_of: KeyOf, *, checks: bool, selected: bool) -> tuple[KeyHint, ...]:
    """The keys for a finger: while a set is checked, while one is selected, else those of the next set."""
    if checks:
        return (
            KeyHint(key_of("log.type"), "SAVE", "enter"), KeyHint("", "judge", "judge"), KeyHint("", "pain", "pain"),
            KeyHint("", "discard", "check"),
        )  # fmt: skip
    log, more = KeyHint(key_of("log.set"), "LOG SET", "log_set"), KeyHint("", "more", "help")
    if selected:
        return (log, *(KeyHint("", word, word) for word in ("edit", "delete", "note")), more)
    check, enter = KeyHint(key_of("log.check"), "fault", "check"), KeyHint(key_of("log.type"), "type", "enter")
    return log, check, enter, KeyHint(key_of("cues"), "cues", "cue"), more


def merge_ratings(lines: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The lines of a help group with the five ratings in one line."""
    ratings = {f"form of the last set: {n} {word}": n for n, word in LABELS.items()}
    keys = [keys for keys, words, _ in lines if words in ratings]
    if len(keys) < len(LABELS):
        return lines
    usual = "1-5" if [each.split()[0] for each in keys] == [str(n) for n in LABELS] else " ".join(keys)
    second = " ".join(each.partition(" ")[2] for each in keys).strip() if usual == "1-5" else ""
    merged = (f"{usual}  {second}".rstrip(), f"form of the last set: {' '.join(LABELS.values())}", "")
    rest = [line for line in lines if line[1] not in ratings]
    return [*rest[:1], merged, *rest[1:]]
