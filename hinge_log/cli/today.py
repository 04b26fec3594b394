"""`today`, `next` and `status`: where the workout stands."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.clock import clock_text, date_text, day_words, span_words
from hinge_log.errors import EntryError
from hinge_log.text import plural, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.training.plan import Plan
    from hinge_log.training.session import WorkoutSession
    from hinge_log.training.workout import SetRecord, Workout, WorkoutLift

FORMAT = "{lift} {set}/{sets} {rest}"


@command("hinge-log today", "hinge-log today --json", reads=True)
def today(cli: CliContext) -> int:
    """Show the open workout, what comes next, and last time."""
    return show_today(cli)


def show_today(cli: CliContext) -> int:
    """The workout in progress with its next set, or what was done last."""
    from hinge_log.training.sides import planned_done

    workout = cli.workout()
    now = cli.store.clock.now()
    if cli.json:
        return _today_json(cli, workout)
    heading = day_words(now.day, now.day)
    from hinge_log.cli.workouts import also_open_lines

    if workout is None:
        cli.out(cli.styled(heading, "1"))
        _without(cli, now.day)
        for line in also_open_lines(cli):
            cli.out(line)
        _coach_lines(cli)
        return 0
    name = f"  {shown(workout.name)}" if workout.name else ""
    running = span_words(now.utc_ms - workout.started_ms)
    cli.out(f"{cli.styled(heading + name, '1')}  workout open for {running}, {plural(len(workout.sets), 'set')}")
    session = session_of(cli, workout)
    for index, lift in enumerate(workout.lifts):
        cli.out()
        cli.out(cli.styled(cli.short(lift.exercise), "1"))
        write_sets(cli, lift)
        if session is not None and index == session.index:
            _next_lines(cli, session, now.day)
        elif left := lift.plan[planned_done(lift, sided=cli.exercise(lift.exercise).unilateral) :]:
            from hinge_log.cli.plans import plan_words

            cli.out(cli.styled(f"      to do: {plan_words(cli, left)}", "2"))
        if lift.note:
            cli.out(cli.styled(f"      {shown(lift.note)}", "2"))
    if session is None:
        cli.out("\nNothing is logged yet: hinge-log log deadlift 100x5")
    rest = rest_left(cli, session)
    if rest is not None:
        cli.out(f"\nrest {clock_text(rest)} left")
    if others := also_open_lines(cli):
        cli.out()
        for line in others:
            cli.out(line)
    _coach_lines(cli)
    return 0


def _coach_lines(cli: CliContext) -> None:
    """What a coach wrote of late."""
    from hinge_log.store.queries import has_extras

    if not has_extras(cli.store):
        return
    from hinge_log.charts.coach_words import news_lines
    from hinge_log.cli.output import write_wrapped
    from hinge_log.store.set_extras import coach_news

    now = cli.store.clock.now()
    lines = news_lines(coach_news(cli.store, now.utc_ms), cli.exercise, cli.catalogue.items_for, today=now.day)
    if lines:
        cli.out()
        cli.out(cli.styled("From your coach", "1"))
    for line in lines:
        write_wrapped(line, "  ")


def _coach_value(cli: CliContext) -> list[dict[str, object]]:
    """The coach's texts of late as JSON."""
    from hinge_log.store.queries import has_extras

    if not has_extras(cli.store):
        return []
    from hinge_log.cli.values import coach_note_value
    from hinge_log.store.set_extras import coach_news

    now = cli.store.clock.now()
    news = coach_news(cli.store, now.utc_ms)
    notes = (*news.notes, *(note for _, note in news.set_notes))
    return [coach_note_value(each, now.offset_min) for each in notes]


def due_now(cli: CliContext) -> tuple[Plan, int] | None:
    """The plan in use and the place of the day whose turn it is; None without one."""
    if not isinstance(cli.store.setting("routine"), str):  # most logs have no plan, and need none of this
        return None
    from hinge_log.store.plans import active, next_day

    plan = active(cli.store)
    return (plan, next_day(cli.store, plan)) if plan is not None and plan.days else None


def _due_lines(cli: CliContext, plan: Plan, at: int, today: int) -> None:
    from hinge_log.cli.plans import plan_words
    from hinge_log.store.plans import day_lifts, last_done

    last = last_done(cli.store, plan.id)
    done = f", {shown(last[0]) or 'last done'} was on {date_text(last[1], today=today)}" if last else ""
    cli.out(f"Next: {shown(plan.called(at))}{done}.")
    for each in day_lifts(cli.store, plan, at, cli.exercise, today=today):
        note = f"  {shown(each.note)}" if each.note else ""
        cli.out(f"  {cli.short(each.lift.exercise):<12}  {plan_words(cli, each.plan)}{note}")
    cli.out("Start it: hinge-log start")


def _without(cli: CliContext, day: int) -> None:
    from hinge_log.cli.output import screen_size

    due = due_now(cli)
    if due is not None:
        _due_lines(cli, *due, day)
        return
    lines = cli.store.workouts(limit=1)
    if not lines:
        cli.out("The log is empty. Log a first set: hinge-log log deadlift 100x5")
        return
    last = lines[0]
    form = ""
    if last.form is not None:
        from hinge_log.charts.set_texts import median_mark

        form = f", form {median_mark(last.form, checked=last.checked, ascii_only=cli.ascii_only)}"
    cli.out(f"No workout is open. Last one: {date_text(last.day, today=day)}, {plural(last.sets, 'set')}{form}.")
    workout = cli.store.workout(last.id)
    for lift in workout.lifts if workout else ():
        if lift.sets:
            name = f"  {cli.short(lift.exercise):<12}  "
            cli.out(name + work_of(cli, lift, screen_size()[0] - len(name)))
    cli.out("Start one: hinge-log log LIFT 100x5")


def _next_lines(cli: CliContext, session: WorkoutSession, day: int) -> None:
    from hinge_log.training.sides import SIDES
    from hinge_log.training.suggestion import described, phrase

    current = session.current
    work = phrase(current.next, ascii_only=True)
    if work:
        plates = session.plates(ascii_only=True)
        side = f", {SIDES[current.next.side]}" if current.next.side else ""
        cli.out(cli.styled(f"  {current.label:>2}  next: {work}{side}" + (f", {plates}" if plates else ""), "34"))
    if current.last and current.last_day is not None:
        last = described(current.last[min(len(current.lift.sets), len(current.last) - 1)].what, ascii_only=True)
        cli.out(cli.styled(f"      last time ({date_text(current.last_day, today=day)}): {last}", "2"))
    if session.coach_cue is not None:
        from hinge_log.charts.coach_words import note_text

        cli.out(f"      cue from {shown(note_text(session.coach_cue))}")


def write_sets(cli: CliContext, lift: WorkoutLift) -> None:
    """Print the sets of a lift, each on one line, under it what stands beside it."""
    from hinge_log.training.sides import set_labels

    labels, extras = set_labels(lift.sets, sided=cli.exercise(lift.exercise).unilateral), cli.extras(lift.sets)
    marks = cli.record_marks(lift.sets)
    for record in lift.sets:
        mark = f", {marks[record.id]}" if record.id in marks else ""
        cli.out(f"  {labels[record.id]:>2}  {line_of(record)}{mark}")
        for extra in cli.extra_lines(record, extras):
            cli.out(f"      {extra}")


def line_of(record: SetRecord) -> str:
    """A saved set on one line: what it moved, its faults and the note included."""
    from hinge_log.training.suggestion import described
    from hinge_log.training.workout import LABELS

    what = record.what
    text = described(what, ascii_only=True)
    if what.load is not None and what.load.body:
        from hinge_log.charts.set_texts import moved_text

        moved = moved_text(record)
        text += f" ({moved})" if moved else ""
    if what.form is not None and what.form.label is not None:
        text += f" {LABELS[what.form.label]}"
        if what.form.slips:
            text += f" ({', '.join(item.partition('-')[2] or item for item, _ in what.form.slips)})"
    return f'{text}  "{shown(what.note)}"' if what.note else text


def work_of(cli: CliContext, lift: WorkoutLift, room: int) -> str:
    """The working sets of a lift, or its warm-ups where there are no others, as fully as `room` allows."""
    from hinge_log.charts.set_words import fitting, sets_words

    words = sets_words(lift.sets, cli.unit, sided=cli.exercise(lift.exercise).unilateral)
    return (fitting(words, room) or words[-1]).replace("×", "x")


def session_of(cli: CliContext, workout: Workout, lift_id: str = "") -> WorkoutSession | None:
    """The workout in progress at a lift, else at the one that comes next; None while it has no lift."""
    from hinge_log.store.session_queries import read_session

    return read_session(cli.store, cli.exercise, cli.gym, workout=workout, wanted=lift_id, past_sessions=1)


def rest_left(cli: CliContext, session: WorkoutSession | None) -> int | None:
    """Seconds of rest left after the last set; None when the rest is over or off, or none was begun."""
    from hinge_log.training.rest import seconds_since

    if session is None or session.latest is None:
        return None
    left = session.rest(seconds_since(session.latest, cli.store.clock.now().utc_ms)).left
    return left if left is not None and left > 0 else None


@command(
    "hinge-log next",
    "hinge-log next --why                  the reason for the suggested load",
    "hinge-log next --json",
    name="next",
    reads=True,
)
@click.option("--why", is_flag=True, help="explain the suggested load")
def next_set(cli: CliContext, why: bool) -> int:
    """Print the next set and its plates on one line."""
    workout = cli.workout()
    session = session_of(cli, workout) if workout is not None else None
    if session is None:
        return _next_due(cli, due_now(cli) if workout is None else None, why=why)
    from hinge_log.training.suggestion import phrase

    current, exercise, plates = session.current, session.exercise, session.plates(ascii_only=True)
    if cli.json:
        from hinge_log.cli.values import draft_value

        values = {"exercise": exercise.id, "name": exercise.name, "number": current.number, "of": current.total}
        cue = session.coach_cue
        more = {"source": current.source, "why": current.why, "plates": plates, "coach_cue": cue.text if cue else None}
        return cli.data("next", {**values, **draft_value(current.next), **more})
    work = phrase(current.next, ascii_only=True) or "type the set, such as 100x5"
    cli.out(f"{cli.short(exercise.id)} {current.called}: {work}" + (f", {plates}" if plates else ""))
    if why:
        cli.out(shown(current.why))
    if session.coach_cue is not None:
        from hinge_log.charts.coach_words import note_text

        cli.say(f"cue from {shown(note_text(session.coach_cue))}")
    _say_also_open(cli)
    return 0


def _say_also_open(cli: CliContext) -> None:
    """Say beside the result that other workouts are open."""
    from hinge_log.cli.workouts import also_open_lines

    for line in also_open_lines(cli):
        cli.say(line)


def _next_due(cli: CliContext, due: tuple[Plan, int] | None, *, why: bool) -> int:
    """The day of the plan whose turn it is, while no workout is open."""
    if cli.json:
        return cli.data("next", {"exercise": None, "plan": _due_value(cli, due)})
    if due is None:
        cli.say("No workout is open.")
        return 0
    from hinge_log.cli.plans import plan_words
    from hinge_log.store.plans import day_lifts

    plan, at = due
    first = next(iter(day_lifts(cli.store, plan, at, cli.exercise, today=cli.store.clock.now().day)), None)
    begins = f", {cli.short(first.lift.exercise)} {plan_words(cli, first.plan[:1])}".rstrip() if first else ""
    cli.out(f"next: {shown(plan.called(at))}{begins}")
    if why and first is not None and first.plan and first.plan[0].why:
        cli.out(shown(first.plan[0].why))
    return 0


def _due_value(cli: CliContext, due: tuple[Plan, int] | None) -> dict[str, object] | None:
    if due is None:
        return None
    from hinge_log.cli.plans import lift_value
    from hinge_log.store.plans import day_lifts

    plan, at = due
    lifts = day_lifts(cli.store, plan, at, cli.exercise, today=cli.store.clock.now().day)
    return {"name": plan.name, "day": plan.days[at].name, "lifts": [lift_value(cli, each) for each in lifts]}


@command("hinge-log status", "hinge-log status --format '{lift} {next} {rest}'", reads=True)
@click.option("--format", metavar="TEXT", help="{lift} {set} {sets} {rest} {next} {plan} are filled in")
def status(cli: CliContext, format: str | None) -> int:  # noqa: A002 - the word of the command line
    """Print a line for a status bar; empty when no workout is open."""
    if cli.json and format is not None:
        raise EntryError("format", "--json gives every value; it has no --format", "Leave out one of them.")
    workout = cli.workout()
    session = session_of(cli, workout) if workout is not None else None
    values = {"lift": "", "set": "", "sets": "", "rest": "", "next": "", "plan": ""}
    asked = cli.json or (format is not None and "{plan}" in format)
    due = due_now(cli) if asked and workout is None else None
    if due is not None or (asked and workout is not None):
        values["plan"] = due[0].called(due[1]) if due else workout.name if workout else ""
    if session is not None:
        from hinge_log.training.sides import halves
        from hinge_log.training.suggestion import phrase

        current = session.current
        working = [record for record in current.lift.sets if record.what.kind.counts]
        done = halves(working, sided=current.sided) // 2
        total = current.total or 0
        rest = rest_left(cli, session)
        values |= {
            "lift": cli.short(current.lift.exercise),
            "set": str(done),
            "sets": str(max(total, done)),
            "rest": "" if rest is None else clock_text(rest),
            "next": phrase(current.next, ascii_only=True),
        }
    if cli.json:
        from hinge_log.cli.workouts import also_open

        return cli.data("status", {"open": workout is not None, **values, "also_open": len(also_open(cli))})
    _say_also_open(cli)
    if session is None and not values["plan"]:
        return 0
    text = format if format is not None else FORMAT
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    cli.out(shown(text).rstrip())
    return 0


def _today_json(cli: CliContext, workout: Workout | None) -> int:
    from hinge_log.cli.values import day_value, draft_value, workout_value
    from hinge_log.cli.workouts import also_open, open_values

    now = cli.store.clock.now()
    values: dict[str, object] = {
        "date": day_value(now.day),
        "now": now.iso(),
        "workout": None,
        "next": None,
        "rest_s": None,
        "plan": _due_value(cli, due_now(cli)) if workout is None else None,
        "coach_notes": _coach_value(cli),
        "also_open": open_values(cli, also_open(cli)),
    }
    if workout is not None:
        known = {lift.exercise: cli.exercise(lift.exercise) for lift in workout.lifts}
        session = session_of(cli, workout)
        values["workout"] = workout_value(workout, known, cli.extras(workout.sets))
        values["rest_s"] = rest_left(cli, session)
        if session is not None:
            current = session.current
            following = {"exercise": current.lift.exercise, "number": current.number, "source": current.source}
            values["next"] = following | draft_value(current.next)
    return cli.data("today", values)
