"""`start` and `finish`: the workout as a whole. Both may be said twice."""

from __future__ import annotations

from hinge_log.cli.log import close_forgotten
from hinge_log.cli.words import count, span_words
from hinge_log.errors import Ambiguous, NotFound
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.context import CliContext
    from hinge_log.training.routine import Routine
    from hinge_log.training.workout import Workout


def start(cli: CliContext, name: str = "", *, day: str | None = None, empty: bool = False) -> int:
    """Begin a workout, unless one is open: a day of a plan, or an empty one."""
    workout, began = begin(cli, name, day=day, empty=empty)
    if cli.json:
        return _json(cli, "start", workout, began=began)
    if cli.quiet:
        return 0
    called = f" {shown(workout.name)}" if workout.name else ""
    other = bool(name) and not workout.name.casefold().startswith(name.strip().casefold())
    there = f"Workout{called} is open already.{' Close it first: hinge-log finish' if other else ''}"
    cli.out(f"Workout{called} started. undo: hinge-log undo" if began else there)
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
    close_forgotten(cli)
    found = cli.store.open_workout()
    if found is not None:
        return found, False
    chosen = None if empty else _chosen(cli, name, day)
    if chosen is None:
        return cli.store.start_workout(name), True
    from hinge_log.store.routines import start_day

    return start_day(cli.store, *chosen, cli.exercise), True


def _chosen(cli: CliContext, name: str, day: str | None) -> tuple[Routine, int] | None:
    """The plan that is meant, and the place of its day; None for a workout without a plan."""
    from hinge_log.cli.plans import due_now

    if not name:
        due = due_now(cli)
        if due is None:
            if day is not None:
                raise NotFound("No plan is in use.", "hinge-log start PLAN --day NAME, or hinge-log plans use PLAN.")
            return None
        return due if day is None else (due[0], _day_of(due[0], day))
    from hinge_log.store.routines import next_day, routine

    try:
        plan = routine(cli.store, name)
    except Ambiguous:
        raise
    except NotFound as error:
        if day is not None:
            raise
        if error.candidates:
            cli.say(f'No plan is called "{shown(name)}": it is the name of the workout.')
        return None
    if not plan.days:
        return None
    return plan, next_day(cli.store, plan) if day is None else _day_of(plan, day)


def _day_of(plan: Routine, day: str) -> int:
    names = [each.name.casefold() for each in plan.days]
    said = day.strip().casefold()
    same = [at for at, name in enumerate(names) if name == said]
    near = same or [at for at, name in enumerate(names) if said and name.startswith(said)]
    if len(near) == 1:
        return near[0]
    listed = tuple(each.name for each in plan.days)
    said_days = ", ".join(map(shown, listed))
    raise NotFound(f'{shown(plan.name)} has no day "{shown(day)}".', f"It has {said_days}.", candidates=listed)


def finish(cli: CliContext) -> int:
    """Close the open workout."""
    workout = cli.store.open_workout()
    if workout is None:
        if cli.json:
            return cli.data("finish", {"workout": None})
        cli.say("No workout is open.")
        return 0
    last = max((record.at_ms or 0 for record in workout.sets), default=0)
    forgotten = cli.workout() is None
    workout = cli.store.finish_workout(workout.id, at_ms=(last or workout.started_ms) if forgotten else None)
    if cli.json:
        from hinge_log.cli.bests import advice_lines, record_value, records_in

        found = [record_value(*each) for each in records_in(cli, workout)]
        return _json(cli, "finish", workout, records=found, next=advice_lines(cli, workout))
    if cli.quiet:
        return 0
    from hinge_log.cli.context import screen_size
    from hinge_log.cli.today import work_of

    took = span_words((workout.ended_ms or 0) - workout.started_ms)
    ended = " It ended at its last set." if forgotten else ""
    cli.out(f"Finished: {took}, {count(len(workout.sets), 'set')}.{ended} undo: hinge-log undo")
    for lift in workout.lifts:
        if lift.sets:
            labels = [r.what.form.label if r.what.form else None for r in lift.sets if r.what.kind.counts]
            form = f"form {' '.join(str(label or '-') for label in labels)}" if any(labels) else "not rated"
            name = f"  {cli.short(lift.exercise):<12}  "
            work = work_of(cli, lift, max(26, screen_size()[0] - len(name) - len(form) - 2))
            cli.out(f"{name}{work:<26}  {form}")
    from hinge_log.cli.bests import advice_lines, record_lines

    for title, lines in (("Records", record_lines(cli, workout)), ("Next time", advice_lines(cli, workout))):
        if lines:
            cli.out(cli.styled(title, "1"))
        for line in lines:
            cli.out(f"  {line}")
    return 0


def _json(cli: CliContext, kind: str, workout: Workout, **more: object) -> int:
    from hinge_log.cli.values import workout_value

    known = {lift.exercise: cli.exercise(lift.exercise) for lift in workout.lifts}
    return cli.data(kind, {"workout": workout_value(workout, known), **more})
