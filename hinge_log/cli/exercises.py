"""The exercises: `exercises`, `show`, `cues`, and `rename` and `merge` for those of the user."""

from __future__ import annotations

import click

from hinge_log.cli.command import LiftName, command
from hinge_log.cli.context import UNDO, CliContext
from hinge_log.cli.output import screen_size, write_wrapped
from hinge_log.cli.values import attributes
from hinge_log.clock import date_text
from hinge_log.errors import EntryError, NeedsDecision
from hinge_log.store.queries import has_extras
from hinge_log.store.set_extras import coach_notes
from hinge_log.text import plural, shown
from hinge_log.training.workout import SetKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinge_log.exercises.model import Exercise, Item


@command("hinge-log exercises", "hinge-log exercises romanian", reads=True)
@click.argument("words", metavar="[QUERY]...", nargs=-1)
def exercises(cli: CliContext, words: Sequence[str]) -> int:
    """List the exercises, or only those that match."""
    query = " ".join(words)
    matches = cli.catalogue.search(query, cli.own)
    if cli.json:
        return cli.dump([exercise_value(each) for each in matches])
    if not matches:
        cli.say(f'No exercise matches "{shown(query)}".' if query else "No exercises.")
        return 0
    family = ""
    for each in matches:
        if cli.plain:
            cli.out("\t".join(map(shown, (each.id, each.name, each.family, each.checklist))))
            continue
        if not query and each.family != family:
            cli.out(("\n" if family else "") + cli.styled(each.family.replace("_", " "), "1"))
            family = each.family
        cli.out(f"  {shown(each.name):<44} {shown(each.id)}".rstrip())
    return 0


def exercise_value(exercise: Exercise) -> dict[str, object]:
    """An exercise as JSON."""
    return attributes(exercise, "id", "name", "family", "aliases") | {"checklist": exercise.checklist or None}


MOST_NOTES = 5
"""So many texts of a coach are shown with a lift (convention)."""


@command("hinge-log show deadlift", "hinge-log show rdl --figure   good and faulty, side by side", reads=True)
@click.argument("lift", type=LiftName())
@click.option("--figure", is_flag=True, help="show good and faulty figures side by side; --plain describes them")
def show(cli: CliContext, lift: str, figure: bool) -> int:
    """Show a lift, its last session and its best sets."""
    if figure:
        return show_figures(cli, lift)
    exercise = cli.find(lift)
    items = cli.catalogue.items_for(exercise)
    sessions = cli.store.sessions(exercise.id)
    best = cli.store.heaviest_set(exercise.id)
    coached = coach_notes(cli.store, exercise=exercise.id) if has_extras(cli.store) else ()
    strength = _strength(cli, exercise)
    if cli.json:
        from hinge_log.cli.values import coach_note_value, day_value

        best_load = best.what.load if best is not None else None
        e1rm_g, body_g, times = strength or (None, None, None)
        values = {
            **exercise_value(exercise),
            **attributes(
                exercise, "short", "pattern", "equipment", "load_type", "metric", "primary", "stage", "differs"
            ),
            "checks": len(items),
            "last": day_value(sessions[0].day) if sessions else None,
            "heaviest_g": None if best_load is None else best_load.grams,
            "coach_notes": [coach_note_value(each, cli.store.clock.now().offset_min) for each in coached],
            "e1rm_g": None if e1rm_g is None else round(e1rm_g),
            "bodyweight_g": body_g,
            "x_bodyweight": times,
        }
        return cli.data("exercise", values)
    rows = [
        ("family", exercise.family.replace("_", " ")),
        ("also", ", ".join(exercise.aliases)),
        ("with", ", ".join(exercise.equipment).replace("_", " ")),
        ("works", ", ".join(exercise.primary).replace("_", " ")),
        ("checks", f"{len(items)}: hinge-log cues {exercise.id}" if items else "none"),
    ]
    from hinge_log.training.suggestion import phrase

    if sessions:
        extras = cli.extras(sessions[0].sets)
        beside = [text for record in sessions[0].sets for text in cli.extra_lines(record, extras)]
        sets = ", ".join(
            phrase(record.what, ascii_only=True) + (" w" if record.what.kind is SetKind.WARMUP else "")
            for record in sessions[0].sets
        )
        rows.append(("last time", f"{date_text(sessions[0].day, today=cli.store.clock.now().day)}: {sets}"))
        rows += [("", text) for text in beside]
    if best is not None:
        rows.append(("heaviest", phrase(best.what, ascii_only=True)))
    if coached:
        from hinge_log.charts.coach_words import note_text

        rows += [(f"{each.kind} of", note_text(each)) for each in coached[:MOST_NOTES]]
    if strength is not None:
        rows.append(("strength", _strength_words(cli, *strength)))
    cli.out(cli.styled(shown(exercise.name), "1"))
    if exercise.differs:
        write_wrapped(exercise.differs, "")
    for name, value in rows:
        if value:
            write_wrapped(value, f"{name:<11}")
    return 0


def _strength(cli: CliContext, exercise: Exercise) -> tuple[float, int | None, float | None] | None:
    """The best estimated maximum of 12 weeks in grams, the bodyweight, and how many times that it is."""
    from hinge_log.store.trends import trend_data
    from hinge_log.training.bodyweight import relative_strength
    from hinge_log.training.top_sets import strength

    today = cli.store.clock.now().day
    data = trend_data(cli.store, cli.catalogue, exercise, today=today, formula=cli.gym.formula)
    best = max((each.best for each in strength(data)), default=None)
    if best is None:
        return None
    return best, data.body_g, None if data.body_g is None else relative_strength(best, data.body_g)


def _strength_words(cli: CliContext, best: float, body_g: int | None, times: float | None) -> str:
    from hinge_log.charts.bodyweight_words import relative_words
    from hinge_log.training.load import Load

    unit = cli.gym.unit
    estimate = f"about {round(float(Load.from_grams(round(best), unit).value))} {unit} for one rep (12 weeks)"
    if body_g is None or times is None:
        return f"{estimate}. Log your bodyweight for relative strength: hinge-log weight 82.4"
    return f"{estimate}, {relative_words(best, body_g, unit)}".replace("×", "x")


def show_figures(cli: CliContext, lift: str) -> int:
    """Each way in which a lift goes wrong beside the good one, at the bottom of the rep; --plain describes them."""
    from hinge_log.charts.cells import plain
    from hinge_log.charts.figure import MOMENTS, describe, pairs_for, still

    exercise = cli.find(lift)
    pairs = []
    width = min(screen_size()[0], 100)
    for pair in pairs_for(exercise):
        stills = {moment: still(pair, moment, width, 14, ascii=cli.ascii_only) for moment in MOMENTS}
        words = {moment: describe(pair, frame) for moment, frame in stills.items()}
        pairs.append({"fault": pair.fault, "kept": pair.kept, "slipped": pair.slipped, "see": pair.see, "words": words})
        if cli.json:
            continue
        cli.out(cli.styled(f"{pair.kept} / {pair.slipped}", "1"))
        if cli.plain:
            for moment, line in words.items():
                cli.out(f"{moment:<8}{line}")
        else:
            for row in stills["bottom"].rows:
                cli.out(plain(row))
        write_wrapped(pair.see, "")
        cli.out()
    return cli.data("figures", {"id": exercise.id, "pairs": pairs}) if cli.json else 0


@command("hinge-log cues deadlift", "hinge-log cues swing --faults", "hinge-log cues squat --big", reads=True)
@click.argument("lift", type=LiftName())
@click.option("--big", is_flag=True, help="large letters, readable from two metres")
@click.option("--faults", is_flag=True, help="add what goes wrong and how to fix it")
def cues(cli: CliContext, lift: str, big: bool, faults: bool) -> int:
    """Show the checklist of a lift."""
    if big and faults:
        raise EntryError("big", "--big shows only the cues", "Leave out --big or --faults.")
    exercise = cli.find(lift)
    items = cli.catalogue.items_for(exercise)
    if cli.json:
        parts = ["id", "cue", "card", "phase", "safety", "gate", "fault", "fault_text", "fix", "look_for", "feel_for"]
        values = [attributes(item, *parts) for item in items]
        return cli.data("cues", {"id": exercise.id, "name": exercise.name, "items": values})
    if not items:
        cli.say(f"{shown(exercise.name)} has no checklist.")
        return 0
    if big:
        _big(cli, items)
        return 0
    cli.out(cli.styled(shown(exercise.name), "1"))
    phase = ""
    for number, item in enumerate(items, 1):
        if cli.plain:
            cells = (str(number), item.phase, item.cue, item.fault_text if faults else "")
            cli.out("\t".join(map(shown, cells)).rstrip())
            continue
        heading = item.phase if item.phase != phase else ""
        phase = item.phase
        mark = "  safety" if item.safety else "  gate" if item.gate else ""
        cli.out(f"{heading:<10} {number}  {shown(item.cue)}{cli.styled(mark, '33')}")
        if faults:
            cli.out(cli.styled(f"{'':<14}if not: {shown(item.fault_text)}", "2"))
            write_wrapped(item.fix, f"{'':<14}")
    return 0


def _big(cli: CliContext, items: tuple[Item, ...]) -> None:
    from hinge_log.charts.banner_font import banner

    width, _ = screen_size()
    for number, item in enumerate(items, 1):
        cli.out(f"{number}  {shown(item.cue)}")
        cli.out()
        for line in banner(item.card, width, 9, ascii_only=cli.ascii_only):
            cli.out(line.rstrip())
        cli.out()


@command("hinge-log rename 'pull up' 'Pull-up'", reads=True)
@click.argument("lift", type=LiftName())
@click.argument("name")
def rename(cli: CliContext, lift: str, name: str) -> int:
    """Rename an exercise of your own. Its history stays with it."""
    from hinge_log.store import naming

    exercise = cli.find(lift)
    known = cli.catalogue.find_exact(name, cli.own)
    if known is not None and known.id != exercise.id:
        raise NeedsDecision(f"{shown(name)} already means {shown(known.name)}.", "Use another name, or merge the two.")
    naming.rename(cli.store, exercise.id, name, catalogued=tuple(cli.catalogue.exercises.values()))
    renamed = next(each for each in cli.store.own_exercises() if each.id == exercise.id)
    values = {"exercise": exercise.id, "before": exercise.name, "name": renamed.name}
    return cli.done("rename", values, f"{shown(exercise.name)} is now {shown(renamed.name)}. {UNDO}")


@command("hinge-log merge 'my deadlift' deadlift", reads=True)
@click.argument("lift", type=LiftName())
@click.argument("into", type=LiftName())
def merge(cli: CliContext, lift: str, into: str) -> int:
    """Move the history of an exercise of your own to another one.

    The other exercise also gets its names.
    """
    from hinge_log.store import naming

    exercise, target = cli.find(lift), cli.find(into)
    moved = naming.merge(cli.store, exercise.id, target)
    values = {"exercise": exercise.id, "into": target.id, "sets": moved}
    return cli.done(
        "merge", values, f"{shown(exercise.name)}: {plural(moved, 'set')} moved to {shown(target.name)}. {UNDO}"
    )
