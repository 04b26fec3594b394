"""What the log screen says about a session: title, last time, offers, the key bar of each mode, help groups."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from hinge_log.charts.cells import Row, text_width
from hinge_log.charts.coach_words import COACH
from hinge_log.charts.date_texts import date_text
from hinge_log.charts.set_texts import amount_text, load_text, summary
from hinge_log.exercises.model import Item
from hinge_log.screens.main_screen import BarKey
from hinge_log.store.journal import Change
from hinge_log.store.lifting import SKIPPED
from hinge_log.training.open_workout import open_workout_words
from hinge_log.training.session import WorkoutSession
from hinge_log.training.workout import LABELS, SetDraft
from hinge_log.widgets.key_bar import KeyHint

KeyOf = Callable[[str], str]
"""Gives the key that is bound to an id."""

HELP_GROUPS = (
    ("Every set", ("log.set", *(f"form.{n}" for n in LABELS), "log.check")),
    ("The next set", ("load.more", "load.less", "load.bigmore", "load.bigless", "reps.less", "reps.more", "log.swap",
                      "log.why", "log.type", "log.warmup", "log.ramp", "log.side")),
    ("Rest", ("rest.more", "rest.less", "rest.pause")),
    ("Fix", ("set.pick", "set.edit", "set.delete", "rpe.same", "rpe.less", "rpe.more")),
    ("Notes", ("set.note", "lift.note", "log.note", "set.video")),
    ("The workout", ("lift.list", "lift.add", "lift.next", "lift.previous", "log.open", "log.finish")),
)  # fmt: skip


def _key(binding_id: str, word: str, action: str = "") -> BarKey:
    return BarKey((binding_id,), word, action or word)


NOTE_BAR = (_key("log.type", "save", "submit"), _key("back", "close", "back"), _key("set.pick", "where", "note_where"))
PAIN_BAR = NOTE_BAR[:2]
EMPTY_BAR = (_key("lift.add", "add lift", "add_lift"), _key("go", "go", "go_menu"))
SELECTED_BAR = (
    BarKey(("load.more", "load.less"), "select"), _key("set.edit", "edit"), _key("set.delete", "delete"),
    _key("back", "close", "back"), _key("set.note", "note"), BarKey(("form.1", "form.5"), "form"),
    _key("log.check", "fault", "check"),
)  # fmt: skip
PHONE_BAR = (
    _key("undo", "undo"), _key("lift.next", "next", "lift_by(1)"), _key("lift.list", "lifts"),
    _key("log.finish", "finish"), _key("go", "go", "go_menu"), _key("log.swap", "swap"),
)  # fmt: skip


def entry_bar(word: str) -> Sequence[BarKey]:
    """The keys while a set is typed, and what can be typed."""
    return (
        BarKey(("log.type",), word, "submit"), BarKey(("back",), "close", "back"), BarKey((), "x3 3 sets"),
        BarKey((), "f4 form"), BarKey((), "!4 fault"), BarKey((), '" note'), BarKey((), "w warm-up"),
    )  # fmt: skip


def check_bar(count: int) -> Sequence[BarKey]:
    """The keys while a set with so many checks is checked."""
    last = max(1, count)
    ids = ("form.1", f"check.{last % 10}" if last > 5 else f"form.{last}")
    return (
        BarKey(ids, "failed"), BarKey(("log.type",), "save", "enter"), BarKey(("back",), "discard", "back"),
        BarKey(("load.less2",), "judged by", "judge"), BarKey(("check.0",), "pain", "pain"),
    )  # fmt: skip


def set_bar(session: WorkoutSession, *, rpe: bool) -> Sequence[BarKey]:
    """The keys of the next set."""
    unit = "cm" if session.exercise.metric == "distance_cm" else session.unit
    return (
        BarKey(("log.set",), "log", "log_set"), BarKey(("form.1", "form.5"), "form"),
        *((BarKey(("rpe.same",), "RPE", "rpe_same"),) if rpe else ()),
        BarKey(("log.check",), "fault", "check"), BarKey(("log.type",), "type", "enter"),
        BarKey(("undo",), "undo", "undo"),
        *((BarKey(("log.side",), "side", "side"),) if session.current.sided else ()),
        BarKey(("load.more", "load.less"), unit), BarKey(("reps.less", "reps.more"), "reps"),
        BarKey(("cues",), "cues", "cue"), BarKey(("go",), "go", "go_menu"),
        BarKey(("lift.list",), "lifts", "lifts"), BarKey(("lift.next",), "next lift", "lift_by(1)"),
        BarKey(("log.swap",), "swap", "swap"), BarKey(("log.why",), "why", "why"),
        BarKey(("log.finish",), "finish", "finish"),
    )  # fmt: skip


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
    rows: list[Row] = []
    for weekday, tail in ((True, fault), (True, fault.rpartition(",")[0]), (True, ""), (False, "")):
        day = date_text(current.last_day, weekday=weekday, today=today)
        row = ((f"Last time {day}  ", "muted"), (work, "strong"), (f"  {form or 'not rated'}", "muted"))
        rows.append((*row, (tail, "fault")) if tail else row)
    return tuple(rows)


def note_pieces(session: WorkoutSession, today: int, key: str) -> tuple[Row, ...]:
    """Other open workouts, which `key` chooses of, the coach's cue, the lasting cue, and today's notes."""
    others = [open_workout_words(each, today) for each in session.also_open]
    also = (("also open ", "ask>open_workouts"), (f"{'; '.join(others)}: {key}   ", "text>open_workouts"))
    coach = session.coach_cue
    by_coach = (f"{' '.join(coach.person.split()) or COACH} ", coach.text) if coach is not None else ("", "")
    notes = (by_coach, ("cue ", session.setup.cue), ("today ", session.lift.note), ("workout ", session.workout.note))
    written = [(word, " ".join(text.split())) for word, text in notes if text]
    row = tuple(piece for word, text in written for piece in ((word, "muted"), (f"{text}   ", "text")))
    row = (*also, *row) if others else row
    return (row,) if row else ()


def offers(session: WorkoutSession, key_of: KeyOf) -> tuple[KeyHint, ...]:
    """The warm-up sets that could be planned, and where to go when the lift is done."""
    found = []
    if warm_up := session.warm_up_offer:
        sets = [SetDraft(each.reps, each.load) for each in warm_up]
        work = "  ".join(f"{load_text(each, session.unit)}×{amount_text(each)}" for each in sets)
        found.append(KeyHint(key_of("log.ramp"), f"warm-up  {work}", "warm_up"))
    lift = session.next_lift()
    if lift is not None and lift.id == session.lift.id:
        found.append(KeyHint(key_of("log.finish"), "finish: all lifts are done", "finish"))
    elif lift is not None:
        index = session.workout.lifts.index(lift)
        following = index == (session.index + 1) % len(session.workout.lifts)
        words = f"next lift: {session.tagged_name(lift)}"
        if session.hurts:
            words = f"pain reported, {words}"
        found.append(KeyHint(key_of("lift.next" if following else "lift.list"), words, f"lift({index})"))
    return tuple(found)


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
