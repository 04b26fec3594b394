"""`edit` and `video`: correct a set that is in the log, and add the video of it."""

from __future__ import annotations

import click

from hinge_log.cli.command import LiftName, command
from hinge_log.cli.context import UNDO, CliContext
from hinge_log.cli.entering import check_bar, read, refuse_twice, set_named, with_form
from hinge_log.cli.values import video_value
from hinge_log.errors import EntryError, HingeLogError, NotFound
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinge_log.exercises.model import Exercise
    from hinge_log.training.entry_model import Amend
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
    """Change a set. f4, @8 or a note changes nothing else."""
    record = set_named(cli, which)
    exercise = cli.exercise(record.exercise)
    return _save(cli, exercise, record, edited(cli, exercise, record, " ".join(words)))


def edited(cli: CliContext, exercise: Exercise, record: SetRecord, text: str) -> SetDraft:
    """A saved set as it is after a correction that was typed; raises EntryError."""
    from hinge_log.training.entry_model import Sets

    typed = read(cli, exercise, text, record.what)
    if not isinstance(typed, Sets):
        return _amended(cli, exercise, record, typed)
    if len(typed.sets) > 1:
        raise EntryError("count", "You can edit one set at a time.", "Type one set: 102.5x5")
    from hinge_log.training.typed_set import merge_edit

    new = typed.sets[0]
    check_bar(cli, exercise, [new.draft], text, record.what, asking=cli.asking)
    draft = merge_edit(record.what, new.draft, takes_side=exercise.takes_side, is_plain=new.is_plain)
    return with_form(cli, exercise, draft, new)


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
            raise NotFound(f"The open workout has no sets of {name}.", "Type a new set as 100x5.")
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


@command(
    "hinge-log video last ~/Videos/squat.mp4    the path and its SHA-256 are stored, not the video",
    "hinge-log video 2 https://example.org/v    set 2 of the last lift",
    "hinge-log video last                       open the newest video of the set",
    "hinge-log video last --list                only print its location",
    reads=True,
)
@click.argument("which", metavar="last|NUMBER|ID")
@click.argument("location", metavar="PATH|URL", required=False)
@click.option("--list", "only_list", is_flag=True, help="list the videos without opening one")
def video(cli: CliContext, which: str, location: str | None, only_list: bool) -> int:
    """Add a video to a set, or open it. Undo removes it."""
    from hinge_log.store.set_extras import add_video, videos_of
    from hinge_log.training.suggestion import phrase

    if location is not None and only_list:
        raise EntryError("list", "--list only lists videos; it does not add one.", "Leave out one of the two.")
    record = set_named(cli, which)
    name = f"{cli.short(record.exercise)} {phrase(record.what, ascii_only=True)}".strip()
    if location is not None:
        added = add_video(cli.store, record.id, location)
        values = {"set": record.id, "videos": [video_value(added)]}
        return cli.done("video", values, f"Video of {name}: {shown(added.location)}", UNDO)
    videos = videos_of(cli.store, [record.id]).get(record.id, ())
    if cli.json:
        return cli.data("video", {"set": record.id, "videos": [video_value(each) for each in videos]})
    if not videos:
        cli.say(f"{name} has no video. Add one: hinge-log video {shown(which)} PATH|URL")
    for each in videos:
        cli.out(shown(each.location))
    if videos and not only_list:
        from hinge_log.opener import open_location

        try:
            open_location(videos[-1].location)
        except HingeLogError as error:
            cli.say(f"{error.message} {error.hint}".strip())
            return 3 if error.code == "not-found" else 1
    return 0
