"""Practice outside of workouts: `drill`, `ladder` and `hinge`."""

from __future__ import annotations

import sys
import time

import click

from hinge_log.cli.command import LiftName, command
from hinge_log.cli.context import CliContext
from hinge_log.cli.output import flush, is_terminal, write_prompt
from hinge_log.cli.values import attributes, day_value
from hinge_log.errors import EntryError
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinge_log.exercises.model import Exercise
    from hinge_log.training.drills import DrillDay, DrillPlan


@command("hinge-log drill drill-dowel-hinge", "hinge-log drill wall --sets 2 --cm 18")
@click.argument("name", type=LiftName())
@click.option("--sets", type=click.IntRange(1, 20), help="how many sets")
@click.option("--reps", type=click.IntRange(1, 50), help="how many reps per set")
@click.option("--cm", type=click.FloatRange(1, 100), help="distance from heels to wall, for the wall drill")
def drill(cli: CliContext, name: str, sets: int | None, reps: int | None, cm: float | None) -> int:
    """Guide you through a drill, line by line."""
    from hinge_log.charts.drill_words import drill_intro
    from hinge_log.store.trends import drill_history
    from hinge_log.training.drills import loop, plan_for

    exercise = cli.find(name)
    if cm is not None and exercise.metric != "distance_cm":
        raise EntryError("cm", f"{shown(exercise.name)} has no distance", "Leave --cm out.")
    exercise = exercise._replace(name=shown(exercise.name), short=shown(exercise.short))
    plan = plan_for(exercise, sets, reps)
    days = drill_history(cli.store, [exercise.id])[exercise.id]
    intro = drill_intro(plan, exercise, cli.catalogue.items_for(exercise), days, cli.unit)
    if cli.json:
        return cli.data("drill", {"exercise": exercise.id, "sets": plan.all_sets, "reps": plan.reps, "lines": intro})
    for line in intro:
        if line:
            cli.out(line)
    if cli.no_input or not is_terminal(sys.stdin):
        cli.say(
            f"Done? hinge-log log {exercise.id} {f'{15 if cm is None else cm:g}cm x 8' if plan.distance else 'x8'} f4"
        )
        return 0
    number = 0
    for spoken in loop(plan):
        cli.out(spoken.line)
        flush()
        if spoken.call is not None and not cli.quiet and is_terminal(sys.stderr):
            write_prompt("\a")
        if spoken.asks:
            number += 1
            if not _keep(cli, exercise, plan, number, days, cm):
                return 0
        elif spoken.seconds:
            time.sleep(spoken.seconds)
    return 0


def _keep(
    cli: CliContext, exercise: Exercise, plan: DrillPlan, number: int, days: Sequence[DrillDay], cm: float | None
) -> bool:
    """Ask how a set was, and log it; whether to go on."""
    from hinge_log.store.set_writes import rate_drill
    from hinge_log.training.drills import CONTACTS, first_distance
    from hinge_log.training.form import quick
    from hinge_log.training.workout import SetDraft

    choices = f"1 to 5{', the contact lost first: h u t' if plan.contacts else ''}, n for no set, q to stop"
    while True:
        cli.say(choices)
        line = sys.stdin.readline()
        word = line.strip().lower()
        if not line or word == "q":
            return False
        if word == "n":
            return True
        label, _, lost = word.partition(" ")
        contact = next((each for each in CONTACTS if lost and each.startswith(lost)), "")
        if (not label or (label in "12345" and len(label) == 1)) and (not lost or (plan.contacts and contact)):
            break
    distance = None
    if plan.distance:
        distance = first_distance(days, cli.unit) if cm is None else round(cm * 10)
    draft = SetDraft(plan.reps, distance_mm=distance, side=plan.side(number))
    record = cli.store.log_lift(exercise.id, exercise.name, [draft])[0]
    if label:
        rate_drill(cli.store, record.id, quick(int(label)), contact)
    return True


@command("hinge-log ladder", "hinge-log ladder --json", reads=True)
def ladder(cli: CliContext) -> int:
    """Show the stages and what the next one needs."""
    from hinge_log.charts.ladder_words import ladder_lines, load_line, name_of
    from hinge_log.store.ladder import progress

    gym, today = cli.gym, cli.store.clock.now().day
    standing = progress(cli.store, cli.catalogue, today=today, step=gym.load(gym.step), start_at=gym.start_at)
    stages = standing.ladder
    if cli.json:
        steps = [
            attributes(state.step, "gate", "targets") | attributes(state, "have", "need", "passed", "missing")
            for state in stages.next_steps()
        ]
        loads = [{"exercise": each.exercise, "advice": load_line(each, cli.catalogue)} for each in standing.loads]
        closed = [name_of(cli.catalogue, key) for key in stages.closed]
        values = attributes(stages, "stage", "earned", "placed")
        return cli.data("ladder", values | {"next": steps, "loads": loads, "closed": closed})
    for line in ladder_lines(stages, standing.loads, cli.catalogue, today=today, ascii_only=cli.ascii_only):
        cli.out(line)
    return 0


@command("hinge-log hinge", "hinge-log hinge half --where laundry,box", "hinge-log hinge always")
@click.argument("answer", metavar="[always|half|rarely|none]", required=False)
@click.option("--where", metavar="PLACES", help="where you bent: laundry,box")
@click.option("--at", metavar="DAY", help="another day: yesterday, 2026-03-01")
def hinge(cli: CliContext, answer: str | None, where: str | None, at: str | None) -> int:
    """Did you hinge at the hips today, when no one was watching?"""
    from hinge_log.charts.everyday_words import everyday_lines
    from hinge_log.store import everyday
    from hinge_log.training.everyday import caught, parse_answer, parse_places

    cli.reading = answer is None
    now = cli.store.clock.now()
    day = now.day
    if at is not None:
        from hinge_log.training.typed_days import day_of

        day = day_of(at, now)
        if day > now.day:
            raise EntryError("when", f"{shown(at)} is in the future", "yesterday, 2026-03-01")
    if answer is not None:
        everyday.answer(cli.store, day, parse_answer(answer), parse_places(where or ""))
    elif where is not None or at is not None:
        raise EntryError("answer", "Which answer?", "hinge-log hinge half --where laundry,box")
    checks = everyday.checks(cli.store, now.day - 55)
    if cli.json:
        days = [{"date": day_value(c.day), "answer": c.answer.value, "places": list(c.places)} for c in checks]
        return cli.data("hinge", {"today": day_value(now.day), "caught": caught(checks), "answers": days})
    if answer is not None and cli.quiet:
        return 0
    for line in everyday_lines(checks, today=now.day, ascii_only=cli.ascii_only):
        cli.out(line)
    return 0
