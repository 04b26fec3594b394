"""`coach rate`, `cue`, `plan`, `open`: what a coach writes goes into a copy of an athlete's log, which sends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from hinge_log.cli.coach import asking_hub
from hinge_log.cli.command import LiftName, command
from hinge_log.cli.context import CliContext
from hinge_log.errors import EntryError, HingeLogError, NotFound
from hinge_log.text import shown
from hinge_log.training.coaching import NO_EXTRAS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.coach.answers import Athlete
    from hinge_log.training.entry_model import Amend, Sets


@contextmanager
def athlete_log(cli: CliContext, who: str) -> Iterator[tuple[CliContext, Athlete, str]]:
    """The context of an athlete's copy, brought up to date, with the athlete and the coach's name.

    Without a connection the copy that is there is used; it must have been made before.
    """
    from hinge_log.coach.copies import copies, find_athlete, hub_url, open_copy, send_and_receive

    url = hub_url(cli.store)
    remark = ""
    try:
        from hinge_log.coach.questions import athletes

        with asking_hub(cli) as hub:
            athlete, person = find_athlete(athletes(hub), who), hub.person
    except NotFound:
        raise
    except HingeLogError as error:
        known = copies(cli.path)
        if not known:
            raise
        athlete = find_athlete(tuple(each for each, _ in known), who)
        person, remark = next(name for each, name in known if each == athlete), str(error)
    store = open_copy(cli.path, url, athlete, person, clock=cli.clock)
    inner = CliContext(clock=cli.clock)
    inner.db, inner.json, inner.plain, inner.quiet = store.path, cli.json, cli.plain, cli.quiet
    inner.no_color, inner.no_input, inner.verbose = cli.no_color, cli.no_input, cli.verbose
    try:
        if not remark:
            remark = send_and_receive(store)
        store.close()
        if remark:
            cli.say(remark)
        yield inner, athlete, person
        if inner.store.wrote and (failure := send_and_receive(inner.store)):
            cli.say(failure)
    finally:
        store.close()
        inner.close()


@command(
    "hinge-log coach rate ben last f3 video            the last set, judged on video",
    'hinge-log coach rate ben 2 !hips person "slower"  a failed check, judged in person, with a note',
    "hinge-log coach rate ben 01JCE... held video      every check passed",
    'hinge-log coach rate ben last "good set"          only a note',
    reads=True,
    loads=True,
)
@click.argument("who")
@click.argument("which", metavar="last|NUMBER|ID")
@click.argument("words", metavar="RATING", nargs=-1, required=True, type=LiftName())
def rate(cli: CliContext, who: str, which: str, words: Sequence[str]) -> int:
    """Rate an athlete's set alongside the athlete's own rating.

    Type f3, !CHECK, held, video or "note".
    """
    from dataclasses import replace

    from hinge_log.charts.coach_words import fault_texts, judgement_text
    from hinge_log.cli.entering import read, set_named, with_form
    from hinge_log.coach.copies import save_rating, seen_by_coach
    from hinge_log.training.entry_model import Sets
    from hinge_log.training.suggestion import described

    with athlete_log(cli, who) as (inner, athlete, person):
        record = set_named(inner, which)
        exercise = inner.exercise(record.exercise)
        typed = read(inner, exercise, _quoted(words), record.what)
        _refuse_changes(typed)
        assert not isinstance(typed, Sets)
        marks = seen_by_coach(typed, has_video=bool(inner.extras([record]).get(record.id, NO_EXTRAS).videos))
        bare = replace(record.what, form=None, note="", pain=None)
        draft = with_form(inner, exercise, marks.applied(bare), marks)
        judgement, note = save_rating(inner.store, record.id, person, draft.form, draft.note)
        from hinge_log.cli.values import form_value

        values = {
            "set": record.id,
            "person": person,
            "rating": form_value(judgement.form if judgement else None),
            "note": judgement.note if judgement else note.text if note else "",
        }
        name = f"{shown(athlete.name)}, {inner.short(record.exercise)} {described(record.what, ascii_only=True)}"
        faults = fault_texts(inner.catalogue.items_for(exercise))
        rating = f"  {judgement_text(judgement, faults)}" if judgement else "  Note saved."
        return cli.done("coach-rate", values, name, rating)


def _quoted(words: Sequence[str]) -> str:
    """The words as one entry: one that the shell took out of quotes is a note again."""
    from hinge_log.training.entry_text import quoted

    return " ".join(quoted(word) if " " in word and not word.startswith(("!", '"')) else word for word in words)


def _refuse_changes(typed: Amend | Sets) -> None:
    """Raise EntryError where more than a rating and a note was typed."""
    from hinge_log.training.entry_model import Amend

    if isinstance(typed, Amend):
        rating = Amend(form=typed.form, slips=typed.slips, held=typed.held, judge=typed.judge, note=typed.note)
        if typed == rating:
            return
    raise EntryError("coach", "A coach can rate a set but not change it.", 'Type f3, !CHECK, held, video or "a note".')


@command(
    'hinge-log coach cue ben rdl "hips first"    shown before the next RDL and on its cue card',
    'hinge-log coach cue ben all "slow down"     for every lift',
    reads=True,
)
@click.argument("who")
@click.argument("lift", metavar="LIFT|all", type=LiftName())
@click.argument("text", nargs=-1, required=True)
def cue(cli: CliContext, who: str, lift: str, text: Sequence[str]) -> int:
    """Write a cue for an athlete's lift. It stays until you write another."""
    with athlete_log(cli, who) as (inner, athlete, person):
        exercise = None if lift.lower() == "all" else inner.find(lift)
        return _write_note(cli, inner, athlete, person, "cue", " ".join(text), exercise.id if exercise else "")


@command(
    'hinge-log coach plan ben "Friday: 3 x 5 at 90 kg, stop when the hips shoot up"',
    "hinge-log coach plan ben --file block.toml      a plan to follow; plans export makes one",
    reads=True,
)
@click.argument("who")
@click.argument("text", nargs=-1)
@click.option("--file", metavar="FILE", type=click.Path(allow_dash=True), help="a plan in TOML instead of words")
def plan(cli: CliContext, who: str, text: Sequence[str], file: str | None) -> int:
    """Write a plan for an athlete.

    A plan in words is shown on Today; a plan file has days and sets.
    """
    if bool(text) == bool(file):
        raise EntryError(
            "plan", "Type the plan, or name a file with --file.", 'hinge-log coach plan ben "3 x 5 at 90 kg"'
        )
    with athlete_log(cli, who) as (inner, athlete, person):
        if file is None:
            return _write_note(cli, inner, athlete, person, "plan", " ".join(text))
        from hinge_log.cli.plan_files import print_saved, read_plan, read_text
        from hinge_log.store.plans import put_plan

        saved = put_plan(inner.store, read_plan(inner, read_text(file), shown(file)))
        return print_saved(inner, saved, "added", use=False)


def _write_note(
    cli: CliContext, inner: CliContext, athlete: Athlete, person: str, kind: str, text: str, exercise: str = ""
) -> int:
    from hinge_log.cli.values import coach_note_value
    from hinge_log.store.set_extras import add_coach_note

    note = add_coach_note(inner.store, person, kind, text, exercise=exercise)
    about = f" for {inner.short(exercise)}" if exercise else ""
    values = coach_note_value(note, inner.store.clock.now().offset_min)
    return cli.done(f"coach-{kind}", values, f"{kind.capitalize()}{about} written for {shown(athlete.name)}.")


@command("hinge-log coach open ben", name="open", reads=True)
@click.argument("who")
def open_athlete(cli: CliContext, who: str) -> int:
    """Open an athlete's log in the app.

    Ratings, cues, notes and plans can be written there.
    """
    with athlete_log(cli, who) as (inner, athlete, person):
        path = inner.store.path
        inner.store.close()
        if cli.json:
            return cli.data("coach-open", {"path": path, "athlete": athlete.name, "person": person})
        if not cli.can_open_screens:
            cli.out(shown(path))
            return 0
        from hinge_log.launch import run

        return run(path)
