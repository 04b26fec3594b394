"""`edit`: correct a set that is in the log."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.entering import check_bar, read, refuse_twice, set_named, with_form
from hinge_log.cli.params import LiftName
from hinge_log.errors import EntryError, NotFound
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinge_log.exercises.model import Exercise
    from hinge_log.training.entry import Amend
    from hinge_log.training.workout import SetDraft, SetRecord


@command(
    "hinge-log edit last f4                     rate the last set",
    "hinge-log edit last 102.5x5                correct load and reps",
    "hinge-log edit 2 x6                        set 2 of the last lift",
    reads=True,
    loads=True,
)
@click.argument("which", metavar="last|NUMBER|ID", type=LiftName())
@click.argument("words", metavar="ENTRY", nargs=-1, required=True, type=LiftName())
def edit(cli: CliContext, which: str, words: Sequence[str]) -> int:
    """Change a set. Notes change only those notes; a load or reps change the work."""
    record = set_named(cli, which)
    exercise = cli.exercise(record.exercise)
    return _save(cli, exercise, record, edited(cli, exercise, record, " ".join(words)))


def edited(cli: CliContext, exercise: Exercise, record: SetRecord, text: str) -> SetDraft:
    """A saved set as it is after a correction that was typed; raises EntryError."""
    from hinge_log.training.entry import Sets

    typed = read(cli, exercise, text, record.what)
    if not isinstance(typed, Sets):
        return _amended(cli, exercise, record, typed)
    if len(typed.sets) > 1:
        raise EntryError("count", "One set is edited at a time.", "Type one set: 102.5x5")
    from hinge_log.training.typed_set import merge_edit

    new = typed.sets[0]
    check_bar(cli, exercise, [new.draft], text, record.what, asking=cli.asking)
    return with_form(cli, exercise, merge_edit(record.what, new.draft, takes_side=exercise.takes_side), new)


def amend_last(
    cli: CliContext,
    exercise: Exercise,
    last: SetRecord | None,
    typed: Amend,
    extra: Amend | None,
    *,
    dry_run: bool = False,
) -> int:
    """Change the last set of a lift, in the open workout, by notes."""
    if last is None:
        workout = cli.workout()
        done = [each for each in workout.sets if each.exercise == exercise.id] if workout else []
        if not done:
            name = shown(exercise.name)
            raise NotFound(f"The open workout has no sets of {name}.", "Notes change the last set; a new one is 100x5.")
        last = max(done, key=lambda each: (each.at_ms or 0, each.id))
    draft = _amended(cli, exercise, last, typed)
    if extra is not None:
        refuse_twice(extra, form=typed.form is not None, note=bool(typed.note))
        draft = with_form(cli, exercise, extra.applied(draft), extra)
    if dry_run:
        from hinge_log.training.suggestion import described

        if cli.json:
            from hinge_log.cli.values import draft_value

            changed = {"exercise": exercise.id, "name": exercise.name, **draft_value(draft)}
            return cli.data("dry-run", {"changes": last.id, "sets": [changed]})
        cli.out(f"Would change {shown(exercise.short or exercise.name)} set to {described(draft, ascii_only=True)}")
        return 0
    return _save(cli, exercise, last, draft)


def _amended(cli: CliContext, exercise: Exercise, record: SetRecord, typed: Amend) -> SetDraft:
    return with_form(cli, exercise, typed.applied(record.what), typed)


def _save(cli: CliContext, exercise: Exercise, record: SetRecord, draft: SetDraft) -> int:
    from hinge_log.cli.log import tell

    return tell(cli, exercise, [cli.store.edit_set(record.id, draft)], "Changed ")
