"""Past sets: how what is typed of them is understood, and rating and checking them, by the lifter or by a coach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from hinge_log.clock import Moment, date_text
from hinge_log.coach.copies import coach_judge
from hinge_log.errors import EntryError, NotFound
from hinge_log.exercises.model import Checklist, Exercise, Item
from hinge_log.screens.context import Context
from hinge_log.screens.workout_times import SPAN_HINT, span_of
from hinge_log.settings import Gym
from hinge_log.store.history import move_workout, rename_workout, set_times
from hinge_log.store.lift_settings import LiftSettings
from hinge_log.store.set_extras import add_coach_note, judge_set
from hinge_log.store.set_writes import write_note, write_workout_note
from hinge_log.store.store import Store
from hinge_log.training.coaching import CoachedLog
from hinge_log.training.entry import parse
from hinge_log.training.entry_model import Amend, Entry, Sets, Shown, Typed
from hinge_log.training.entry_text import echo, fmt
from hinge_log.training.form import SetCheck
from hinge_log.training.suggestion import again, first_set, shown
from hinge_log.training.typed_days import HINT, moment_of, with_time
from hinge_log.training.typed_set import bar_question, load_under_bar, merge_edit, rate_typed
from hinge_log.training.workout import LABELS, Basis, Form, Judge, SetDraft, SetRecord, Workout, WorkoutLift
from hinge_log.widgets.entry_line import error_status

COACH_HINTS = {
    "coach note": "A note for the athlete on this set. enter save / esc discard",
    "coach cue": "A cue, shown to the athlete before this lift. enter save / esc discard",
    "coach plan": "A plan in words, shown on the athlete's Today. enter save / esc discard",
}
"""What a coach types in an athlete's log, and what is said of it meanwhile."""

HINTS = {
    "search": "Search by exercise, note, plan or date. enter search / esc close",
    "times": SPAN_HINT,
    "name": "The name of this workout. enter save / esc discard",
    "note": "A note on this workout. enter save / esc discard",
    "set note": "A note on this set. enter save / esc discard",
    **COACH_HINTS,
}
"""What the status line says while a text is typed that is taken as it is."""


@dataclass(frozen=True, slots=True)
class PastEntry:
    """The lift to which sets are typed, or the set that is edited."""

    lift: WorkoutLift | None
    record: SetRecord | None
    exercise: Exercise
    items: tuple[Item, ...]
    checklist: Checklist | None
    gym: Gym

    def title(self, purpose: str) -> str:
        """What is typed, and for which lift."""
        name = self.exercise.short or self.exercise.name
        return {
            "set": f"Edit a set of {name}", "set note": f"Note on a set of {name}", "sets": f"Add sets to {name}",
            "day": "Day of a past workout", "move": "Move the workout to another day",
            "times": "Start and end times of the workout", "name": "Name of the workout", "note": "Note on the workout",
        }.get(purpose, "")  # fmt: skip

    def text(self) -> str:
        """The set as it is typed."""
        if self.record is None:
            return ""
        form = self.record.what.form
        slips = tuple((item, n) for item, n in form.slips if n) if form and form.basis is Basis.CHECKED else ()
        return fmt(self.record.what, slips, unit=self.gym.unit)

    def _shown(self, purpose: str) -> Shown:
        if purpose == "set" and self.record is not None:
            draft = self.record.what
        elif self.lift is not None and self.lift.sets:
            draft = again(self.lift.sets[-1].what)
        else:
            draft = first_set(self.exercise, self.gym.unit, self.gym.bar)
        return shown(self.exercise, self.items, draft, self.gym.unit)

    def parse(self, purpose: str, text: str) -> Entry:
        """Read sets, or changes to a set; raises EntryError."""
        typed = parse(text, self._shown(purpose))
        if purpose == "set" and isinstance(typed, Sets) and len(typed.sets) > 1:
            raise EntryError("count", "You can edit one set at a time", "Leave out the sets after the first, and x3.")
        return typed

    def hint(self, purpose: str, text: str, now: Moment, width: int, *, ascii_only: bool) -> str:
        """How the text is understood, or why it cannot be read."""
        if purpose in HINTS:
            return HINTS[purpose]
        if purpose in ("day", "move"):
            return day_hint(purpose, text, now)
        if not text.strip():
            return "Sets of this lift: 60x5 w; 100x5x3 f4"
        try:
            return f"→ {echo(self.parse(purpose, text), self._shown(purpose), ascii_only=ascii_only)}"
        except EntryError as error:
            return error_status(error, width)

    def under_bar(self, purpose: str, text: str, typed: Entry) -> str:
        """The question about a load that is less than the bar, "" where there is none to ask."""
        if not isinstance(typed, Sets):
            return ""
        drafts, bar = typed.drafts, self.gym.bar_text
        light = load_under_bar(self.exercise, drafts, text, self.gym.bar_g, self._shown(purpose).load)
        return "" if light is None else f"{bar_question(light, bar)}."

    def rated(self, typed: Typed) -> SetDraft:
        """A typed set with its form; raises EntryError for a form that it cannot have."""
        return rate_typed(typed.draft, typed, self.items, self.checklist)[0]

    def edited(self, old: SetDraft, typed: Entry) -> SetDraft:
        """A set after a correction; raises EntryError as `rated` does."""
        if isinstance(typed, Amend):
            return rate_typed(typed.applied(old), typed, self.items, self.checklist)[0]
        new = typed.sets[0]
        draft = merge_edit(old, new.draft, takes_side=self.exercise.takes_side, is_plain=new.is_plain)
        return rate_typed(draft, new, self.items, self.checklist)[0]


def day_hint(purpose: str, text: str, now: Moment) -> str:
    """How a typed day is understood: that of a past workout, or the one that a workout moves to."""
    try:
        at = moment_of(text, now)
    except EntryError as error:
        return f"^ {error}"
    clock = f", {at.local:%H:%M}" if with_time(text) else ""
    what = "A past workout on" if purpose == "day" else "Move to"
    return f"→ {what} {date_text(at.day, today=now.day)}{clock}.   {HINT}"


def past_entry(
    context: Context, settings: Mapping[str, LiftSettings], lift: WorkoutLift | None, record: SetRecord | None
) -> PastEntry:
    """What is typed for a lift, or for one of its sets."""
    exercise, catalogue = context.exercise(lift.exercise if lift else ""), context.catalogue
    gym = settings.get(exercise.id, LiftSettings()).over(context.gym)
    checklist = catalogue.checklists.get(exercise.checklist)
    return PastEntry(lift, record, exercise, catalogue.items_for(exercise), checklist, gym)


def write_edit(store: Store, record: SetRecord, what: SetDraft) -> None:
    """Write a corrected set; raises NotFound when it is gone or was changed since the line was opened."""
    now = store.set(record.id)
    if now is None:
        raise NotFound("This set is no longer in the log.", "Your text is kept.")
    if now.what != record.what:
        raise NotFound("This set has changed meanwhile.", "Your text is kept. Press esc to see the changed set.")
    store.edit_set(record.id, what)


def text_change(
    purpose: str, text: str, workout: Workout, typed_for: PastEntry, context: Context
) -> tuple[Callable[[Store], object], str]:
    """What writes a typed note, name, day or pair of times, or a coach's text, and what is said then.

    Raises EntryError.
    """
    record, now = typed_for.record, context.now()
    if purpose in COACH_HINTS and context.coached is not None:
        return coach_change(purpose, text, record, typed_for.exercise, context.coached)
    if purpose == "set note" and record is not None:
        return (lambda store: write_note(store, record, text)), "Note saved."
    if purpose == "times":
        start, end = span_of(text, workout, now)
        return (lambda store: set_times(store, workout.id, start, end)), "Times saved."
    if purpose == "move":
        at = moment_of(text, now)
        started = at.utc_ms if with_time(text) else None
        moved = f"Moved to {date_text(at.day, today=now.day)}."
        return (lambda store: move_workout(store, workout.id, at.day, started)), moved
    if purpose == "name":
        return (lambda store: rename_workout(store, workout.id, text)), "Name saved."
    return (lambda store: write_workout_note(store, workout, text)), "Note saved."


def write_rating(set_id: str, form: Form, coached: CoachedLog | None, has_video: bool, store: Store) -> None:
    """Rate a set: as the lifter's own rating, or in an athlete's log as the coach's beside it."""
    if coached is None:
        store.rate(set_id, form)
        return
    if form.judged_by is Judge.FELT:
        form = form._replace(judged_by=coach_judge(has_video=has_video))
    judge_set(store, set_id, coached.person, form)


def rating_words(form: Form, coached: CoachedLog | None) -> str:
    """What is said once a rating is saved."""
    rating = "not rated" if form.label is None else f"{form.label} {LABELS[form.label]}"
    return f"Your rating: {rating}." if coached is not None else f"Form {rating}."


def coach_refusal(kind: str, record: SetRecord | None, lift: WorkoutLift | None, coached: CoachedLog | None) -> str:
    """Why a note, cue or plan cannot be typed as things stand, "" when it can."""
    if coached is None:
        return "Only a coach can write cues and plans in an athlete's log."
    if kind == "note" and record is None:
        return "Open a workout and select a set first."
    return "Open a workout and select a lift first." if kind == "cue" and lift is None else ""


def begin_check(
    record: SetRecord, items: tuple[Item, ...], checklist: Checklist | None, coached: CoachedLog | None, has_video: bool
) -> SetCheck:
    """The check of a past set: a coach begins anew, judged on its video or by standing by."""
    check = SetCheck.begin(record, items, checklist)
    if coached is None:
        return check
    return replace(check, marks={}, judge=coach_judge(has_video=has_video))


def coach_change(
    purpose: str, text: str, record: SetRecord | None, exercise: Exercise, coached: CoachedLog
) -> tuple[Callable[[Store], object], str]:
    """What writes a coach's text, and what is said then: a note on a set, a cue for a lift, or a plan."""
    kind = purpose.removeprefix("coach ")
    set_id = record.id if record is not None and kind == "note" else ""
    key = exercise.id if kind == "cue" else ""

    def write(store: Store) -> object:
        return add_coach_note(store, coached.person, kind, text, exercise=key, set_id=set_id)

    return write, f"{kind.capitalize()} written for {coached.athlete}."
