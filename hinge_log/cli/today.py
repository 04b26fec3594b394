"""`today`, `next` and `status`: where the workout stands."""

from __future__ import annotations

from hinge_log.cli.words import clock_words, count, day_words, span_words
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from hinge_log.cli.context import CliContext
    from hinge_log.training.current_lift import CurrentLift
    from hinge_log.training.routine import Routine
    from hinge_log.training.workout import SetDraft, SetRecord, Workout, WorkoutLift

FORMAT = "{lift} {set}/{sets} {rest}"


def today(cli: CliContext) -> int:
    """The workout in progress with its next set, or what was done last."""
    from hinge_log.training.sides import planned_done, set_labels

    workout = cli.workout()
    now = cli.store.clock.now()
    if cli.json:
        return _today_json(cli, workout)
    heading = day_words(now.day, now.day)
    if workout is None:
        cli.out(cli.styled(heading, "1"))
        _without(cli, now.day)
        return 0
    name = f"  {shown(workout.name)}" if workout.name else ""
    running = span_words(now.utc_ms - workout.started_ms)
    cli.out(f"{cli.styled(heading + name, '1')}  workout open for {running}, {count(len(workout.sets), 'set')}")
    sided = sided_of(cli, workout)
    at = lift_at(workout, sided)
    for index, lift in enumerate(workout.lifts):
        cli.out()
        cli.out(cli.styled(cli.short(lift.exercise), "1"))
        labels = set_labels(lift.sets, sided=lift.exercise in sided)
        for record in lift.sets:
            cli.out(f"  {labels[record.id]:>2}  {line_of(record.what)}")
        if index == at:
            _next_lines(cli, bench_of(cli, workout, index), now.day)
        elif left := lift.plan[planned_done(lift, sided=lift.exercise in sided) :]:
            from hinge_log.cli.plans import plan_words

            cli.out(cli.styled(f"      to do: {plan_words(cli, left)}", "2"))
        if lift.note:
            cli.out(cli.styled(f"      {shown(lift.note)}", "2"))
    if at is None and not workout.lifts:
        cli.out("\nNothing is logged yet: hinge-log log deadlift 100x5")
    rest = rest_left(cli, workout)
    if rest is not None:
        cli.out(f"\nrest {clock_words(rest)} left")
    return 0


def _due(cli: CliContext) -> tuple[Routine, int] | None:
    """The plan in use and its day whose turn it is."""
    if not isinstance(cli.store.setting("routine"), str):  # most logs have no plan, and need none of this
        return None
    from hinge_log.cli.plans import due_now

    return due_now(cli)


def _due_lines(cli: CliContext, plan: Routine, at: int, today: int) -> None:
    from hinge_log.cli.plans import plan_words
    from hinge_log.store.routines import day_lifts, last_done

    last = last_done(cli.store, plan.id)
    done = f", {shown(last[0]) or 'last done'} was on {day_words(last[1], today)}" if last else ""
    cli.out(f"Next: {shown(plan.called(at))}{done}.")
    for each in day_lifts(cli.store, plan, at, cli.exercise, today=today):
        note = f"  {shown(each.lift.note)}" if each.lift.note else ""
        cli.out(f"  {cli.short(each.lift.exercise):<12}  {plan_words(cli, each.plan)}{note}")
    cli.out("Start it: hinge-log start")


def _without(cli: CliContext, day: int) -> None:
    from hinge_log.cli.context import screen_size

    due = _due(cli)
    if due is not None:
        _due_lines(cli, *due, day)
        return
    lines = cli.store.workouts(limit=1)
    if not lines:
        cli.out("The log is empty. Log a first set: hinge-log log deadlift 100x5")
        return
    last = lines[0]
    form = "" if last.form is None else f", form {last.form:g}"
    cli.out(f"No workout is open. The last one: {day_words(last.day, day)}, {count(last.sets, 'set')}{form}.")
    workout = cli.store.workout(last.id)
    for lift in workout.lifts if workout else ():
        if lift.sets:
            name = f"  {cli.short(lift.exercise):<12}  "
            cli.out(name + work_of(cli, lift, screen_size()[0] - len(name)))
    cli.out("Start one: hinge-log log LIFT 100x5")


def _next_lines(cli: CliContext, bench: CurrentLift, day: int) -> None:
    from hinge_log.training.sides import SIDES
    from hinge_log.training.suggestion import phrase

    said = phrase(bench.next, ascii_only=True)
    if said:
        loaded = plates_of(cli, bench.lift.exercise, bench.next)
        side = f", {SIDES[bench.next.side]}" if bench.next.side else ""
        cli.out(cli.styled(f"  {bench.label:>2}  next: {said}{side}" + (f", {loaded}" if loaded else ""), "34"))
    if bench.last and bench.last_day is not None:
        cli.out(cli.styled(f"      last time ({day_words(bench.last_day, day)}): {_last_time(bench)}", "2"))


def _last_time(bench: CurrentLift) -> str:
    from hinge_log.training.suggestion import described

    number = min(len(bench.lift.sets), len(bench.last) - 1)
    return described(bench.last[number].what, ascii_only=True)


def line_of(what: SetDraft) -> str:
    """A saved set on one line, what slipped and the note included."""
    from hinge_log.training.suggestion import described
    from hinge_log.training.workout import LABELS

    text = described(what, ascii_only=True)
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


def bench_of(cli: CliContext, workout: Workout, index: int) -> CurrentLift:
    """The lift at hand with its last session."""
    from hinge_log.training.current_lift import CurrentLift

    found = cli.store.sessions(workout.lifts[index].exercise, without=workout.id)
    last = found[0] if found else None
    sided = cli.exercise(workout.lifts[index].exercise).unilateral
    bench = CurrentLift(workout, index, last.sets if last else (), last.day if last else None, sided=sided)
    if last is None and bench.lift.plan and not bench.lift.sets:
        # A plan may leave open with how much to begin.
        from dataclasses import replace

        from hinge_log.training.first_set import first_set

        gym = cli.gym_for(bench.lift.exercise)
        bench = replace(bench, first=first_set(cli.exercise(bench.lift.exercise), gym.unit, gym.bar))
    return bench


def sided_of(cli: CliContext, workout: Workout) -> frozenset[str]:
    """The keys of the one-sided exercises in a workout."""
    return frozenset(lift.exercise for lift in workout.lifts if cli.exercise(lift.exercise).unilateral)


def lift_at(workout: Workout, sided: Collection[str] = ()) -> int | None:
    """The place of the lift at hand: that of the last set, or the next one with sets still planned.

    `sided` are the keys of one-sided exercises.
    """
    if not workout.lifts:
        return None
    if any(lift.superset is not None for lift in workout.lifts):
        from hinge_log.training.superset import current_index

        return current_index(workout, sided=sided)
    from hinge_log.training.sides import planned_done

    newest = max(workout.sets, key=lambda record: (record.at_ms or 0, record.id), default=None)
    at = next((i for i, lift in enumerate(workout.lifts) if newest and lift.id == newest.lift_id), 0)
    order: list[int] = [*range(at, len(workout.lifts)), *range(at)]
    for index in order:
        lift = workout.lifts[index]
        done = planned_done(lift, sided=lift.exercise in sided)
        if done < len(lift.plan) or (index == at and not lift.plan):
            return index
    return at


def rest_left(cli: CliContext, workout: Workout) -> int | None:
    """Seconds of rest left after the last set; None when rest is over or off."""
    newest = max(workout.sets, key=lambda record: (record.at_ms or 0, record.id), default=None)
    if newest is None or newest.at_ms is None:
        return None
    work_s, warmup_s = _rests(cli, workout, newest)
    wanted = work_s if newest.what.kind.counts else warmup_s
    left: int = wanted - (cli.store.clock.now().utc_ms - newest.at_ms) // 1000
    return left if 0 < left <= wanted else None


def _rests(cli: CliContext, workout: Workout, record: SetRecord) -> tuple[int, int]:
    sided = cli.exercise(record.exercise).unilateral
    if not sided and all(lift.superset is None for lift in workout.lifts):
        return cli.rests_of(record.exercise)
    from hinge_log.store.lifting import skipped_lifts
    from hinge_log.training.superset import rests

    skipped = skipped_lifts(cli.store, workout)
    return rests(workout, record, cli.rests_of, skipped, sided_of(cli, workout))


def plates_of(cli: CliContext, key: str, draft: SetDraft) -> str:
    """What is on the bar for a set of a barbell lift, "" for any other."""
    if draft.load is None or cli.exercise(key).load_type != "barbell_total":
        return ""
    from hinge_log.cli.plates import rack_of
    from hinge_log.training.plates import describe

    return describe(rack_of(cli.gym_for(key)).fit(draft.load), ascii_only=True)


def next_set(cli: CliContext) -> int:
    """The next set on one line, with its plates."""
    workout = cli.workout()
    index = lift_at(workout, sided_of(cli, workout)) if workout else None
    if workout is None or index is None:
        return _next_due(cli, _due(cli) if workout is None else None)
    from hinge_log.training.suggestion import phrase

    bench = bench_of(cli, workout, index)
    key = bench.lift.exercise
    loaded = plates_of(cli, key, bench.next)
    if cli.json:
        from hinge_log.cli.values import draft_value

        values = {"exercise": key, "name": cli.exercise(key).name, "number": bench.number, "of": bench.total}
        return cli.data("next", {**values, **draft_value(bench.next), "source": bench.source, "plates": loaded})
    said = phrase(bench.next, ascii_only=True) or "no set to go by"
    cli.out(f"{cli.short(key)} {bench.called}: {said}" + (f", {loaded}" if loaded else ""))
    return 0


def _next_due(cli: CliContext, due: tuple[Routine, int] | None) -> int:
    """The day of the plan whose turn it is, while no workout is open."""
    if cli.json:
        return cli.data("next", {"exercise": None, "plan": _due_value(cli, due)})
    if due is None:
        cli.say("No workout is open.")
        return 0
    from hinge_log.cli.plans import plan_words
    from hinge_log.store.routines import day_lifts

    plan, at = due
    first = next(iter(day_lifts(cli.store, plan, at, cli.exercise, today=cli.store.clock.now().day)), None)
    begins = f", {cli.short(first.lift.exercise)} {plan_words(cli, first.plan[:1])}".rstrip() if first else ""
    cli.out(f"next: {shown(plan.called(at))}{begins}")
    return 0


def _due_value(cli: CliContext, due: tuple[Routine, int] | None) -> dict[str, object] | None:
    if due is None:
        return None
    from hinge_log.cli.plans import lift_value
    from hinge_log.store.routines import day_lifts

    plan, at = due
    lifts = day_lifts(cli.store, plan, at, cli.exercise, today=cli.store.clock.now().day)
    return {"name": plan.name, "day": plan.days[at].name, "lifts": [lift_value(cli, each) for each in lifts]}


def status(cli: CliContext, format: str | None = None) -> int:  # noqa: A002 - the word of the command line
    """One short line for a status bar; an empty one when no workout is open."""
    workout = cli.workout()
    index = lift_at(workout, sided_of(cli, workout)) if workout else None
    values = {"lift": "", "set": "", "sets": "", "rest": "", "next": "", "plan": ""}
    asked = cli.json or (format is not None and "{plan}" in format)
    due = _due(cli) if asked and workout is None else None
    if due is not None or (asked and workout is not None):
        values["plan"] = due[0].called(due[1]) if due else workout.name if workout else ""
    if workout is not None and index is not None:
        from hinge_log.training.sides import halves
        from hinge_log.training.suggestion import phrase

        bench = bench_of(cli, workout, index)
        working = [record for record in bench.lift.sets if record.what.kind.counts]
        done = halves(working, sided=bench.sided) // 2
        total = bench.total or 0
        rest = rest_left(cli, workout)
        values |= {
            "lift": cli.short(bench.lift.exercise),
            "set": str(done),
            "sets": str(max(total, done)),
            "rest": "" if rest is None else clock_words(rest),
            "next": phrase(bench.next, ascii_only=True),
        }
    if cli.json:
        return cli.data("status", {"open": workout is not None, **values})
    if (workout is None or index is None) and not values["plan"]:
        return 0
    text = format if format is not None else FORMAT
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    cli.out(shown(text).rstrip())
    return 0


def _today_json(cli: CliContext, workout: Workout | None) -> int:
    from hinge_log.cli.values import day_value, draft_value, workout_value

    now = cli.store.clock.now()
    values: dict[str, object] = {
        "date": day_value(now.day),
        "now": now.iso(),
        "workout": None,
        "next": None,
        "rest_s": None,
        "plan": None,
    }
    if workout is None:
        values["plan"] = _due_value(cli, _due(cli))
    if workout is not None:
        known = {lift.exercise: cli.exercise(lift.exercise) for lift in workout.lifts}
        index = lift_at(workout, sided_of(cli, workout))
        values |= {"workout": workout_value(workout, known), "rest_s": rest_left(cli, workout)}
        if index is not None:
            bench = bench_of(cli, workout, index)
            following = {"exercise": bench.lift.exercise, "number": bench.number, "source": bench.source}
            values["next"] = following | draft_value(bench.next)
    return cli.data("today", values)
