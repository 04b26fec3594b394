"""`start`, `finish` and `open`: begin a workout, close it, and choose among open ones."""

from __future__ import annotations

from collections.abc import Sequence

import click

from hinge_log.cli.command import command, plan_names
from hinge_log.cli.context import UNDO, CliContext
from hinge_log.clock import span_words
from hinge_log.errors import Ambiguous, EntryError, NotFound
from hinge_log.text import plural, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.training.plan import Plan
    from hinge_log.training.workout import OpenWorkout, Workout


@command(
    "hinge-log start                            the next day of the active plan",
    "hinge-log start Hinge --day B              a day of a plan",
    "hinge-log start 'Pull day'                 an empty workout of that name",
)
@click.argument("name", metavar="[PLAN]", required=False, default="", shell_complete=plan_names)
@click.option("--day", metavar="NAME", help="a day of the plan other than the next one")
@click.option("--empty", is_flag=True, help="a workout without a plan")
def start(cli: CliContext, name: str, day: str | None, empty: bool) -> int:
    """Start a workout from the plan. Logging a set starts one too."""
    if empty and day is not None:
        raise EntryError("day", "An empty workout has no plan day", "Leave out --empty or --day.")
    workout, began = begin(cli, name, day=day, empty=empty)
    if cli.json:
        return write_workout(cli, "start", workout, began=began)
    if cli.quiet:
        return 0
    called = f" {shown(workout.name)}" if workout.name else ""
    other = bool(name) and not workout.name.casefold().startswith(name.strip().casefold())
    there = f"Workout{called} is already open.{' Close it first: hinge-log finish' if other else ''}"
    cli.out(f"Workout{called} started. {UNDO}" if began else there)
    for lift in workout.lifts if began else ():
        from hinge_log.cli.plans import plan_words

        note = f"  {shown(lift.note)}" if lift.note else ""
        cli.out(f"  {cli.short(lift.exercise):<12}  {plan_words(cli, lift.plan)}{note}")
    return 0


def begin(cli: CliContext, name: str = "", *, day: str | None = None, empty: bool = False) -> tuple[Workout, bool]:
    """The open workout, or a new one, and whether it is new.

    A new one is the day of the plan of that name whose turn it is, or `day`; without a name, of the plan in use. A
    name that no plan has is that of an empty workout. Raises NotFound for a day that is none.
    """
    cli.close_forgotten()
    workout = cli.store.open_workout()
    if workout is not None:
        return workout, False
    chosen = None if empty else _chosen(cli, name, day)
    if chosen is None:
        return cli.store.start_workout(name), True
    from hinge_log.store.plans import start_day

    return start_day(cli.store, *chosen, cli.exercise), True


def _chosen(cli: CliContext, name: str, day: str | None) -> tuple[Plan, int] | None:
    """The plan that is meant, and the place of its day; None for a workout without a plan."""
    from hinge_log.cli.today import due_now

    if not name:
        due = due_now(cli)
        if due is None:
            if day is not None:
                raise NotFound("No plan is active.", "hinge-log start PLAN --day NAME, or hinge-log plans use PLAN.")
            return None
        return due if day is None else (due[0], _day_of(due[0], day))
    from hinge_log.store.plans import find_plan, next_day

    try:
        plan = find_plan(cli.store, name)
    except Ambiguous:
        raise
    except NotFound as error:
        if day is not None:
            raise
        if error.candidates:
            cli.say(f'There is no plan "{shown(name)}". The workout gets that name.')
        return None
    if not plan.days:
        return None
    return plan, next_day(cli.store, plan) if day is None else _day_of(plan, day)


def _day_of(plan: Plan, day: str) -> int:
    names = [each.name.casefold() for each in plan.days]
    wanted = day.strip().casefold()
    same = [at for at, name in enumerate(names) if name == wanted]
    near = same or [at for at, name in enumerate(names) if wanted and name.startswith(wanted)]
    if len(near) == 1:
        return near[0]
    listed = tuple(each.name for each in plan.days)
    hint = f"It has {', '.join(map(shown, listed))}."
    raise NotFound(f'{shown(plan.name)} has no day "{shown(day)}".', hint, candidates=listed)


def write_workout(cli: CliContext, kind: str, workout: Workout, **more: object) -> int:
    """Print a workout as JSON."""
    from hinge_log.cli.values import workout_value

    known = {lift.exercise: cli.exercise(lift.exercise) for lift in workout.lifts}
    return cli.data(kind, {"workout": workout_value(workout, known), **more})


@command("hinge-log finish", "hinge-log finish --json", reads=True)
def finish(cli: CliContext) -> int:
    """Close the open workout."""
    return finish_workout(cli)


def _say_times(cli: CliContext, workout: Workout) -> None:
    """Print work, rest, the rest after each round of a superset, and the note."""
    from hinge_log.charts.workout_words import round_words, work_and_rest_words
    from hinge_log.text import shown

    sided = frozenset(lift.exercise for lift in workout.lifts if cli.exercise(lift.exercise).unilateral)
    for line in (work_and_rest_words(workout.sets), *round_words(workout, sided)):
        cli.out(f"  {line}")
    if workout.note:
        cli.out(f'  "{shown(workout.note)}"')


def finish_workout(cli: CliContext) -> int:
    """Close the open workout and print what was done in it."""
    workout = cli.store.open_workout()
    if workout is None:
        if cli.json:
            return cli.data("finish", {"workout": None})
        cli.say("No workout is open.")
        return 0
    if not workout.sets:
        cli.store.delete_workout(workout.id)
        values = {"workout": None, "discarded": True}
        return cli.done("finish", values, f"No set was logged: the empty workout is discarded. {UNDO}")
    last = max((record.at_ms or 0 for record in workout.sets), default=0)
    forgotten = cli.workout() is None
    workout = cli.store.finish_workout(workout.id, at_ms=(last or workout.started_ms) if forgotten else None)
    if cli.json:
        from hinge_log.cli.history import advice_lines, record_value, records_in

        records = [record_value(*each) for each in records_in(cli, workout)]
        return write_workout(cli, "finish", workout, records=records, next=advice_lines(cli, workout))
    if cli.quiet:
        return 0
    from hinge_log.charts.set_texts import rating_mark
    from hinge_log.cli.output import screen_size
    from hinge_log.cli.today import work_of

    took = span_words((workout.ended_ms or 0) - workout.started_ms)
    ended = " It ended at its last set." if forgotten else ""
    cli.out(f"Finished: {took}, {plural(len(workout.sets), 'set')}.{ended} {UNDO}")
    _say_times(cli, workout)
    for lift in workout.lifts:
        if lift.sets:
            forms = [record.what.form for record in lift.sets if record.what.kind.counts]
            rated = any(form is not None and form.label for form in forms)
            marks = [rating_mark(form, ascii_only=cli.ascii_only) for form in forms]
            form = f"form {' '.join(marks)}" if rated else "not rated"
            name = f"  {cli.short(lift.exercise):<12}  "
            work = work_of(cli, lift, max(26, screen_size()[0] - len(name) - len(form) - 2))
            cli.out(f"{name}{work:<26}  {form}")
    from hinge_log.cli.history import advice_lines, record_lines

    for title, lines in (("Records", record_lines(cli, workout)), ("Next time", advice_lines(cli, workout))):
        if lines:
            cli.out(cli.styled(title, "1"))
        for line in lines:
            cli.out(f"  {line}")
    return 0


@command(
    "hinge-log open               list the workouts that are open",
    "hinge-log open 2             continue the second one",
    "hinge-log open --join        join them",
    name="open",
    reads=True,
)
@click.argument("number", required=False, type=int)
@click.option("--join", is_flag=True, help="join all open workouts into the one in use here")
def open_command(cli: CliContext, number: int | None, join: bool) -> int:
    """List open workouts, continue one, or join them."""
    from hinge_log.store.open_workouts import choose_workout, join_workouts, open_workouts

    if join and number is not None:
        raise EntryError("number", "--join joins all open workouts and takes no number", "Leave out one of them.")
    workouts = open_workouts(cli.store)
    if number is not None:
        if not 1 <= number <= len(workouts):
            raise EntryError("number", f"there is no open workout {number}", "'hinge-log open' lists them.")
        choose_workout(cli.store, workouts[number - 1].id)
    elif join:
        first, *others = (each.id for each in workouts) if workouts else ("",)
        join_workouts(cli.store, first, others)
    if number is not None or join:
        workouts = open_workouts(cli.store)
    if cli.json:
        return cli.data("open", {"workouts": open_values(cli, workouts)})
    if cli.quiet:
        return 0
    for place, words in enumerate(words_of(cli, workouts), 1):
        cli.out(f"{place}  {words}{'  (in use here)' if place == 1 and len(workouts) > 1 else ''}")
    if join:
        cli.out(f"Joined. {UNDO}")
    elif not workouts:
        cli.say("No workout is open.")
    elif len(workouts) > 1:
        cli.say("Continue another: hinge-log open NUMBER. Join them: hinge-log open --join.")
    return 0


def words_of(cli: CliContext, workouts: Sequence[OpenWorkout]) -> list[str]:
    """Open workouts in words, safe to print."""
    from hinge_log.training.workout import open_workout_words

    return [shown(open_workout_words(each, cli.store.clock.now().day)) for each in workouts]


def open_values(cli: CliContext, workouts: Sequence[OpenWorkout]) -> list[dict[str, object]]:
    """Open workouts as JSON."""
    from hinge_log.cli.values import at_value, day_value

    return [
        {
            "id": each.id, "name": each.name, "day": day_value(each.day), "sets": each.sets,
            "started": at_value(each.started_ms, each.offset_min), "device": each.device or None,
        }
        for each in workouts
    ]  # fmt: skip


def also_open(cli: CliContext) -> tuple[OpenWorkout, ...]:
    """The open workouts but for the one that goes on here; as a rule there is none."""
    row = cli.store.one("SELECT count(*) FROM workout WHERE ended_ms IS NULL AND hidden = 0")
    workout = cli.workout()
    if row is None or int(str(row[0])) <= (workout is not None):
        return ()
    from hinge_log.store.open_workouts import open_workouts

    known = () if workout is None else (workout.id,)
    # One of this device that was forgotten for hours counts as over.
    return tuple(each for each in open_workouts(cli.store) if each.id not in known and (known or each.device))


def also_open_lines(cli: CliContext) -> list[str]:
    """What says that other workouts are open, and what to do."""
    words = words_of(cli, also_open(cli))
    return [f"Also open: {each}." for each in words] + (
        ["Continue one: hinge-log open NUMBER. Join them: hinge-log open --join."] if words else []
    )
