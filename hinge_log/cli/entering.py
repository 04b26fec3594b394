"""A set as typed on the command line: which lift, what was done, and how it looked."""

from __future__ import annotations

import re

from hinge_log.errors import EntryError, NotFound
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinge_log.cli.context import CliContext
    from hinge_log.exercises.model import Exercise
    from hinge_log.training.entry_model import Amend, Sets, Typed
    from hinge_log.training.workout import SetDraft, SetRecord, Workout, WorkoutLift

REPEAT = "."
HEAVIEST_BAR_G = 60_000
"""No bar weighs more (convention; a heavy trap bar is 40 kg)."""
LAST = "last"
SET_NUMBER = re.compile(r"w?[0-9]{1,3}[lr]?")
"""A set as `today` numbers the sets of a lift."""
_NOTES = frozenset(
    (
        "w", "warmup", "drop", "fail", "failure", "l", "r", "left", "right", "sides", "in", "held", "felt", "mirror",
        "video", "person", "reps", "rep",
    )
)  # fmt: skip


def part(words: Sequence[str]) -> int:
    """Say how many words may be the name of the lift; a name goes on for as long as words are words."""
    if not words or not words[0].strip():
        raise EntryError("empty", "Which lift?", "hinge-log log deadlift 100x5")
    end = 1
    while words[0] != REPEAT and end < len(words) and _of_a_name(words[end]):
        end += 1
    return end


def _of_a_name(word: str) -> bool:
    if word[:1] == "(":
        return True
    lowered = word.lower()
    if not word[:1].isalpha() or lowered in _NOTES or lowered.startswith(("rir", "bw", "miss")) or lowered[:3] == "rpe":
        return False
    return not (lowered[0] in "fx×" and word[1:2].isdigit())


def find(cli: CliContext, words: Sequence[str], *, new: bool = False) -> tuple[Exercise, str]:
    """The exercise to write to, and the entry behind its name.

    With `new` a name that no exercise has exactly becomes an exercise of the user's own. Raises NotFound and Ambiguous.
    """
    longest = part(words)
    if (merged := cli.merged(" ".join(words[:longest]))) is not None:
        return merged, " ".join(words[longest:])
    if new:
        for end in range(longest, 0, -1):
            exact = cli.catalogue.find_exact(" ".join(words[:end]), cli.own)
            if exact is not None:
                return exact, " ".join(words[end:])
        return own_exercise(cli, " ".join(words[:longest])), " ".join(words[longest:])
    unknown: NotFound | None = None
    for end in range(longest, 0, -1):
        try:
            return cli.catalogue.find_to_write(" ".join(words[:end]), cli.own), " ".join(words[end:])
        except NotFound as error:
            if error.code == "ambiguous":
                raise
            unknown = unknown or error
    assert unknown is not None  # there is a first word
    hint = f"{unknown.hint} With --new it becomes an exercise of your own.".lstrip()
    raise NotFound(unknown.message, hint, candidates=unknown.candidates)


def own_exercise(cli: CliContext, name: str) -> Exercise:
    """An exercise of the user's own with this name; raises NotFound for what cannot be a name."""
    name = cli.fitting(name, "name", limit=100)
    if not any(map(str.isalnum, name)):
        raise NotFound(f'"{shown(name)}" cannot be a name.', "Use letters or digits.")
    from hinge_log.exchange.names import own_key
    from hinge_log.exercises.model import Exercise

    return Exercise(own_key(name), name, "own", own=True)


def read(cli: CliContext, exercise: Exercise, text: str, base: SetDraft | None) -> Sets | Amend:
    """Read an entry against the set `base`, whose load and reps it may leave out."""
    from hinge_log.training.entry import parse
    from hinge_log.training.entry_model import Sets
    from hinge_log.training.suggestion import shown as shown_for
    from hinge_log.training.workout import SetDraft

    # A quoted note may have lines; elsewhere a new line would end it.
    text = re.sub(r'"(?:[^"\\]|\\.)*"', lambda note: "\\n".join(note[0].splitlines()), text)
    items = cli.catalogue.items_for(exercise) if "!" in text else ()
    unit = cli.unit_of(exercise.id)
    try:
        typed = parse(text, shown_for(exercise, items, base or SetDraft(), unit))
        if isinstance(typed, Sets) and _may_be_best(typed, base):
            # Years of sets are looked through for this, so only a load that may be over the best is held against it.
            best = cli.store.heaviest(exercise.id)
            typed = parse(text, shown_for(exercise, items, base or SetDraft(), unit, best))
    except EntryError as error:
        error.text = text
        raise
    return typed


def _may_be_best(typed: Sets, base: SetDraft | None) -> bool:
    """Whether a load is 20 % over that of the set before: one that is not, is not 20 % over the best either."""
    known = base.load.grams if base is not None and base.load is not None and not base.load.body and base.reps else 0
    return any(5 * each.draft.load.grams > 6 * known for each in typed.sets if each.draft.load is not None)


def lift_of(cli: CliContext, exercise: Exercise, workout: Workout | None) -> WorkoutLift | None:
    """The lift of the workout that a set of an exercise goes to: the one that is shown next where there are two."""
    same = [lift for lift in workout.lifts if lift.exercise == exercise.id] if workout is not None else []
    if workout is None or len(same) < 2:
        return same[0] if same else None
    from hinge_log.store.lifting import skipped_lifts
    from hinge_log.training.session import lift_to_log

    unilateral = frozenset(lift.exercise for lift in workout.lifts if cli.exercise(lift.exercise).unilateral)
    return lift_to_log(workout, exercise.id, skipped_lifts(cli.store, workout), unilateral)


def base_of(cli: CliContext, exercise: Exercise, workout: Workout | None) -> SetDraft | None:
    """The set whose load and reps may be left out: the one that `next` shows where the lift is planned.

    Else the lift's last one in this workout, or last time's first.
    """
    lift = lift_of(cli, exercise, workout)
    if workout is not None and lift is not None and lift.plan:
        from hinge_log.cli.today import session_of

        session = session_of(cli, workout, lift.id)
        return session.current.next if session is not None else None
    if lift is not None and lift.sets:
        return lift.sets[-1].what
    for lift in reversed(workout.lifts if workout else ()):
        if lift.exercise == exercise.id and lift.sets:
            return lift.sets[-1].what
    sessions = cli.store.sessions(exercise.id, without=workout.id if workout else "")
    return sessions[0].sets[0].what if sessions and sessions[0].sets else None


def check_bar(
    cli: CliContext,
    exercise: Exercise,
    drafts: Sequence[SetDraft],
    text: str,
    base: SetDraft | None = None,
    *,
    asking: bool = False,
) -> None:
    """Refuse a load under the weight of the bar that was typed without a unit, or ask: it may be reps.

    `base` is the set whose load was taken where none was typed.
    """
    from hinge_log.training.typed_set import bar_question, load_under_bar

    before = base.load if base is not None else None
    if load_under_bar(exercise, drafts, text, HEAVIEST_BAR_G, before) is None:  # most sets need no settings read
        return
    gym = cli.gym_for(exercise.id)
    light = load_under_bar(exercise, drafts, text, gym.bar_g, before)
    if light is None:
        return
    message = bar_question(light, gym.bar_text)
    if asking:
        from hinge_log.cli.importing import ask

        if ask(f"{message}. Log it?"):
            return
    with_unit, typed = re.subn(rf"(?<![^\s;]){re.escape(light.text)}(?![0-9.,])", rf"\g<0>{light.unit}", text, count=1)
    if not typed:  # a change of the load shown comes to it
        reps = next((draft.reps for draft in drafts if draft.load == light), None)
        with_unit = f"{light.text}{light.unit}" + ("" if reps is None else f"x{reps}")
    hint = f"Type {with_unit} to log it anyway"
    raise EntryError("load", message, f"{hint}, x{light.text} for reps." if text.strip() == light.text else f"{hint}.")


def notes_of(
    cli: CliContext, exercise: Exercise, form: int | None, slips: Sequence[str], note: str | None
) -> Amend | None:
    """What the options say of the sets, read as if it had been typed; None when they say nothing."""
    words = [] if form is None else [f"f{form}"]
    words += [f"!{','.join(slip.strip() for slip in slips)}"] if slips else []
    if note:
        from hinge_log.training.entry_text import quoted

        words.append(quoted(cli.fitting(note, "note", lines=True)))
    if not words:
        return None
    typed = read(cli, exercise, " ".join(words), None)
    from hinge_log.training.entry_model import Sets

    assert not isinstance(typed, Sets)  # the words above are notes alone
    return typed


def scored(cli: CliContext, exercise: Exercise, typed: Typed, extra: Amend | None) -> SetDraft:
    """The set as it is saved: what the options say applied, its form made of the checks."""
    if extra is None:
        return with_form(cli, exercise, typed.draft, typed)
    refuse_twice(extra, form=typed.draft.form is not None, note=bool(typed.draft.note))
    slips = {**dict(typed.slips), **dict(extra.slips)}
    draft = extra.applied(typed.draft)
    marks = typed._replace(draft=draft, slips=tuple(slips.items()), held=typed.held and not slips)
    return with_form(cli, exercise, draft, marks)


def refuse_twice(extra: Amend, *, form: bool, note: bool) -> None:
    """Raise EntryError for a form or a note that is typed with the set and once more as an option."""
    for name, twice in (("form", form and extra.form is not None), ("note", note and bool(extra.note))):
        if twice:
            raise EntryError(name, f"the {name} is given twice", f"Use --{name}, or type it with the set, not both.")


def with_form(cli: CliContext, exercise: Exercise, draft: SetDraft, marks: Typed | Amend) -> SetDraft:
    """Give the set with the form that its marks make; a rating typed beside checks can only lower it."""
    if not marks.slips and not marks.held and marks.judge is None:
        return draft
    from hinge_log.training.typed_set import rate_typed

    items, checklist = cli.catalogue.items_for(exercise), cli.catalogue.checklists.get(exercise.checklist)
    rated, remark = rate_typed(draft, marks, items, checklist)
    if remark:
        cli.say(remark)
    return rated


def last_set(cli: CliContext) -> SetRecord:
    """The set that was logged last; raises NotFound in an empty log."""
    for workout in (cli.store.open_workout(), *map(cli.store.workout, _latest(cli))):
        if workout is not None and workout.sets:
            return max(workout.sets, key=lambda record: (record.at_ms or 0, record.id))
    raise NotFound("There is no set in the log yet.", "hinge-log log deadlift 100x5")


def _latest(cli: CliContext) -> list[str]:
    return [line.id for line in cli.store.workouts(limit=5) if line.sets]


def set_named(cli: CliContext, which: str) -> SetRecord:
    """A saved set by its name: "last", its id, or its number in the lift of the last set, such as 2 or w1.

    Raises NotFound.
    """
    if which == LAST:
        return last_set(cli)
    word = which.lower()
    if SET_NUMBER.fullmatch(word):
        from hinge_log.training.sides import set_labels

        last = last_set(cli)
        sets = cli.store.lift_sets(last.lift_id)
        labels = set_labels(sets, sided=cli.exercise(last.exercise).unilateral)
        side = word[-1].upper() if word[-1] in "lr" else ""
        named = [each for each in sets if labels[each.id] == word.rstrip("lr") and each.what.side in (side or "LR")]
        name = cli.short(last.exercise)
        if len(named) > 1:
            raise NotFound(f"Set {shown(which)} of {name} was done on each side.", f"Type {word}l or {word}r.")
        if named:
            return named[0]
        raise NotFound(
            f"There is no set {shown(which)} of {name}.", f"Its sets are {', '.join(dict.fromkeys(labels.values()))}."
        )
    record = cli.store.set(which) if which.isalnum() else None
    if record is None:
        raise NotFound(
            f"There is no set {shown(which)}.", "'hinge-log history --json' lists the ids; 'last' is the last set."
        )
    return record
