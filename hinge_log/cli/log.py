"""`log`: sets typed on the command line, in the language of the entry field."""

from __future__ import annotations

import click

from hinge_log.cli.command import LiftName, check_names, command
from hinge_log.cli.context import UNDO, CliContext
from hinge_log.cli.entering import REPEAT, base_of, check_bar, find, last_set, lift_of, notes_of, read, scored
from hinge_log.errors import EntryError
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinge_log.exercises.model import Exercise
    from hinge_log.training.session import WorkoutSession
    from hinge_log.training.workout import SetDraft, SetRecord


@command(
    "hinge-log log deadlift 100x5@8 f4          5 reps at 100 kg, RPE 8, form 4",
    "hinge-log log dl 60x5 w 80x5 w 100x5x3     two warm-ups, three sets of five",
    "hinge-log log dl 100x5 '!spine'            a check failed once",
    "hinge-log log .                            the last set again; after start, the first one planned",
    "hinge-log log dl .                         the set that 'next' shows for this lift",
    "hinge-log log dl +2.5                      2.5 more than the set that 'next' shows",
    "hinge-log log dl f3                        rate the last set",
    "hinge-log log dl 100x5 --workout-note 'short sleep'",
    loads=True,
)
@click.argument("words", metavar="LIFT SET...", nargs=-1, required=True, type=LiftName())
@click.option("--form", type=click.IntRange(1, 5), help="how the sets looked, 1 lost to 5 crisp")
@click.option(
    "--slip",
    "slips",
    multiple=True,
    metavar="ITEM[:2]",
    shell_complete=check_names,
    help="a failed check, and in how many reps",
)
@click.option("--at", metavar="WHEN", help="when you did it: 'yesterday 18:30', 2026-03-01, 2h")
@click.option("--note", metavar="TEXT", help="a note on the sets")
@click.option("--workout-note", metavar="TEXT", help="a note on the workout; it replaces an earlier one")
@click.option("--dry-run", is_flag=True, help="show what would be logged")
@click.option("--new", is_flag=True, help="log a new exercise of your own")
def log(
    cli: CliContext,
    words: Sequence[str],
    form: int | None,
    slips: Sequence[str],
    at: str | None,
    note: str | None,
    workout_note: str | None,
    dry_run: bool,
    new: bool,
) -> int:
    """Log sets: load x reps, in the open workout or a new one."""
    repeat = bool(words) and words[0] == REPEAT
    if repeat and new:
        raise EntryError("new", "--new needs the name of an exercise", "Leave it out to repeat the last set.")
    moment = None
    if at is not None:
        from hinge_log.training.typed_days import moment_of

        moment = moment_of(at, cli.store.clock.now())
    elif not dry_run:
        cli.close_forgotten()
    session = _begun(cli) if repeat and moment is None else None
    last = last_set(cli) if repeat and session is None else None
    if session is not None:
        exercise, text, base, lift_id = session.exercise, " ".join(words[1:]), session.current.next, session.lift.id
    elif last is not None:
        from hinge_log.training.suggestion import once_more

        exercise, text, lift_id = cli.exercise(last.exercise), " ".join(words[1:]), last.lift_id
        base = once_more(last, cli.store.lift_sets(lift_id))
    else:
        (exercise, text), base, lift_id = find(cli, words, new=new), None, ""
    if text == REPEAT and not repeat:
        base, text = base_of(cli, exercise, cli.workout() if moment is None else None), ""
        repeat = True
    extra = notes_of(cli, exercise, form, slips, note)
    if repeat and base is not None and not text:
        from hinge_log.training.entry_model import Typed
        from hinge_log.training.suggestion import again

        drafts = [scored(cli, exercise, Typed(again(base)), extra)]
    elif not text:
        from hinge_log.training.entry import example_for

        is_wall = exercise.metric == "distance_cm"
        hint = example_for("load x reps: 100x5", ("in" if cli.unit == "lb" else "cm") if is_wall else "")
        raise EntryError("empty", f"Which set of {shown(exercise.name)}?", hint)
    else:
        from hinge_log.training.entry_model import Sets

        if base is None:
            base = base_of(cli, exercise, cli.workout() if moment is None else None)
        typed = read(cli, exercise, text, base)
        if not isinstance(typed, Sets):
            from hinge_log.cli.edit import amend_last

            if workout_note is not None:
                raise EntryError("note", "--workout-note needs a set", "100x5 --workout-note TEXT")
            if moment is not None:
                raise EntryError("when", "--at needs a new set; this changes the last one", "100x5 --at yesterday")
            return amend_last(cli, exercise, last, typed, extra, dry_run=dry_run)
        drafts = [scored(cli, exercise, each, extra) for each in typed.sets]
        for warning in typed.warnings:
            cli.say(f"Check this: {warning.message}.")
        check_bar(cli, exercise, drafts, text, base, asking=cli.asking)
    if dry_run:
        return _tell_plan(cli, exercise, drafts)
    if moment is not None:
        lift_id = ""
    elif not lift_id:
        lift = lift_of(cli, exercise, cli.workout())
        lift_id = lift.id if lift is not None else ""
    if workout_note is not None:
        workout_note = cli.fitting(workout_note, "note", lines=True)
    records = cli.store.log_lift(
        exercise.id, exercise.name, drafts, at=moment, lift_id=lift_id, workout_note=workout_note
    )
    return tell(cli, exercise, records)


def _begun(cli: CliContext) -> WorkoutSession | None:
    """The workout that was begun without a set so far, at its first lift: "." is the set that it shows then."""
    workout = cli.workout()
    if workout is None or workout.sets or not workout.lifts:
        return None
    from hinge_log.cli.today import session_of

    return session_of(cli, workout)


def _warn_of_stop(cli: CliContext, exercise: Exercise, draft: SetDraft) -> None:
    """A safety check that was lost ends the set: the next one is to be lighter (convention: 20 %)."""
    if draft.form is None or not draft.form.stop:
        return
    item = next((item for item in cli.catalogue.items_for(exercise) if item.id == draft.form.capped_by), None)
    if item is not None:
        cli.say(f"A safety check failed ({shown(item.fault_text)}), so form is 1. Make the next set 20 % lighter.")


def tell(cli: CliContext, exercise: Exercise, records: Sequence[SetRecord], before: str = "") -> int:
    """Print what was saved: a line for each set, equal ones in one line."""
    _warn_of_stop(cli, exercise, records[-1].what)
    sets = cli.store.lift_sets(records[0].lift_id)
    marks = {} if cli.quiet else cli.record_marks(sets)
    if cli.json:
        from hinge_log.cli.values import set_value

        offset = cli.store.clock.now().offset_min
        values = [{**set_value(each, exercise, offset), "record": marks.get(each.id)} for each in records]
        return cli.data("set", {**values[-1], "sets": values, "undo": "hinge-log undo"})
    if cli.quiet:
        return 0
    name = shown(exercise.short or exercise.name)
    from hinge_log.training.sides import numbered

    numbers = numbered(sets, sided=exercise.unilateral)
    lines = _lines(name, [record.what for record in records], [numbers[record.id][1] for record in records])
    from hinge_log.charts.set_texts import moved_text

    moved = moved_text(records[-1])
    mark = next((f" {marks[each.id].capitalize()}." for each in records if each.id in marks), "")
    lines[-1] += f" ({moved}).{mark} {UNDO}" if moved else f".{mark} {UNDO}"
    for line in lines:
        cli.out(before + line)
    return 0


def _tell_plan(cli: CliContext, exercise: Exercise, drafts: Sequence[SetDraft]) -> int:
    if cli.json:
        from hinge_log.cli.values import draft_value

        values = [{"exercise": exercise.id, "name": exercise.name, **draft_value(draft)} for draft in drafts]
        return cli.data("dry-run", {"sets": values})
    for line in _lines(shown(exercise.short or exercise.name), drafts, None):
        cli.out(f"Would log {line}")
    return 0


def _lines(name: str, drafts: Sequence[SetDraft], numbers: Sequence[int] | None) -> list[str]:
    """Say each set once, by its number where it has one: equal ones that follow each other share a line."""
    from dataclasses import replace

    from hinge_log.training.sides import called
    from hinge_log.training.suggestion import described
    from hinge_log.training.workout import SetKind

    lines: list[str] = []
    at = 0
    while at < len(drafts):
        end = at + 1
        while end < len(drafts) and drafts[end] == drafts[at]:
            end += 1
        draft, count, sets = drafts[at], end - at, ""
        warm = draft.kind is SetKind.WARMUP
        many = count > 1 and (numbers is None or numbers[end - 1] - numbers[at] + 1 != count)
        if many:
            sets = f" {count} sets of"
        elif numbers is not None:
            # The name says already that it is a warm-up, and of which side.
            sets = f" {called(numbers[at], draft.side, warm=warm)}"
            if count > 1:
                sets = f" {'warm-ups' if warm else 'sets'} {numbers[at]} to {numbers[end - 1]}"
            draft = replace(draft, side=draft.side if count > 1 else "", kind=SetKind.WORKING if warm else draft.kind)
        lines.append(f"{name}{sets}: {described(draft, ascii_only=True)}")
        at = end
    return lines
