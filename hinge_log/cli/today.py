"""`today`, `next` and `status`: where the workout stands."""

from __future__ import annotations

from hinge_log.cli.words import clock_words, count, day_words, span_words
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from hinge_log.cli.run import Run
    from hinge_log.training.bench import Bench
    from hinge_log.training.routine import Routine
    from hinge_log.training.workout import SetDraft, SetRecord, Workout, WorkoutLift

FORMAT = "{lift} {set}/{sets} {rest}"


def today(run: Run) -> int:
    """The workout in progress with its next set, or what was done last."""
    from hinge_log.training.sides import planned_done, set_labels

    workout = run.workout()
    now = run.store.clock.now()
    if run.json:
        return _today_json(run, workout)
    heading = day_words(now.day, now.day)
    if workout is None:
        run.out(run.styled(heading, "1"))
        _without(run, now.day)
        return 0
    name = f"  {shown(workout.name)}" if workout.name else ""
    running = span_words(now.utc_ms - workout.started_ms)
    run.out(f"{run.styled(heading + name, '1')}  workout open for {running}, {count(len(workout.sets), 'set')}")
    sided = sided_of(run, workout)
    at = lift_at(workout, sided)
    for index, lift in enumerate(workout.lifts):
        run.out()
        run.out(run.styled(run.short(lift.exercise), "1"))
        labels = set_labels(lift.sets, sided=lift.exercise in sided)
        for record in lift.sets:
            run.out(f"  {labels[record.id]:>2}  {line_of(record.what)}")
        if index == at:
            _next_lines(run, bench_of(run, workout, index), now.day)
        elif left := lift.plan[planned_done(lift, sided=lift.exercise in sided) :]:
            from hinge_log.cli.plans import plan_words

            run.out(run.styled(f"      to do: {plan_words(run, left)}", "2"))
        if lift.note:
            run.out(run.styled(f"      {shown(lift.note)}", "2"))
    if at is None and not workout.lifts:
        run.out("\nNothing is logged yet: hinge-log log deadlift 100x5")
    rest = rest_left(run, workout)
    if rest is not None:
        run.out(f"\nrest {clock_words(rest)} left")
    return 0


def _due(run: Run) -> tuple[Routine, int] | None:
    """The plan in use and its day whose turn it is."""
    if not isinstance(run.store.setting("routine"), str):  # most logs have no plan, and need none of this
        return None
    from hinge_log.cli.plans import due_now

    return due_now(run)


def _due_lines(run: Run, plan: Routine, at: int, today: int) -> None:
    from hinge_log.cli.plans import plan_words
    from hinge_log.store.routines import day_lifts, last_done

    last = last_done(run.store, plan.id)
    done = f", {shown(last[0]) or 'last done'} was on {day_words(last[1], today)}" if last else ""
    run.out(f"Next: {shown(plan.called(at))}{done}.")
    for each in day_lifts(run.store, plan, at, run.exercise, today=today):
        note = f"  {shown(each.lift.note)}" if each.lift.note else ""
        run.out(f"  {run.short(each.lift.exercise):<12}  {plan_words(run, each.plan)}{note}")
    run.out("Start it: hinge-log start")


def _without(run: Run, day: int) -> None:
    from hinge_log.cli.run import screen

    due = _due(run)
    if due is not None:
        _due_lines(run, *due, day)
        return
    lines = run.store.workouts(limit=1)
    if not lines:
        run.out("The log is empty. Log a first set: hinge-log log deadlift 100x5")
        return
    last = lines[0]
    form = "" if last.form is None else f", form {last.form:g}"
    run.out(f"No workout is open. The last one: {day_words(last.day, day)}, {count(last.sets, 'set')}{form}.")
    workout = run.store.workout(last.id)
    for lift in workout.lifts if workout else ():
        if lift.sets:
            name = f"  {run.short(lift.exercise):<12}  "
            run.out(name + work_of(run, lift, screen()[0] - len(name)))
    run.out("Start one: hinge-log log LIFT 100x5")


def _next_lines(run: Run, bench: Bench, day: int) -> None:
    from hinge_log.training.proposal import phrase
    from hinge_log.training.sides import SIDES

    said = phrase(bench.next, ascii_only=True)
    if said:
        loaded = plates_of(run, bench.lift.exercise, bench.next)
        side = f", {SIDES[bench.next.side]}" if bench.next.side else ""
        run.out(run.styled(f"  {bench.label:>2}  next: {said}{side}" + (f", {loaded}" if loaded else ""), "34"))
    if bench.last and bench.last_day is not None:
        run.out(run.styled(f"      last time ({day_words(bench.last_day, day)}): {_last_time(bench)}", "2"))


def _last_time(bench: Bench) -> str:
    from hinge_log.training.proposal import described

    number = min(len(bench.lift.sets), len(bench.last) - 1)
    return described(bench.last[number].what, ascii_only=True)


def line_of(what: SetDraft) -> str:
    """A saved set on one line, what slipped and the note included."""
    from hinge_log.training.proposal import described
    from hinge_log.training.workout import LABELS

    text = described(what, ascii_only=True)
    if what.form is not None and what.form.label is not None:
        text += f" {LABELS[what.form.label]}"
        if what.form.slips:
            text += f" ({', '.join(item.partition('-')[2] or item for item, _ in what.form.slips)})"
    return f'{text}  "{shown(what.note)}"' if what.note else text


def work_of(run: Run, lift: WorkoutLift, room: int) -> str:
    """The working sets of a lift, or its warm-ups where there are no others, as fully as `room` allows."""
    from hinge_log.charts.set_words import fitting, sets_words

    words = sets_words(lift.sets, run.unit, sided=run.exercise(lift.exercise).unilateral)
    return (fitting(words, room) or words[-1]).replace("×", "x")


def bench_of(run: Run, workout: Workout, index: int) -> Bench:
    """The lift at hand with its last session."""
    from hinge_log.training.bench import Bench

    found = run.store.sessions(workout.lifts[index].exercise, without=workout.id)
    last = found[0] if found else None
    sided = run.exercise(workout.lifts[index].exercise).unilateral
    bench = Bench(workout, index, last.sets if last else (), last.day if last else None, sided=sided)
    if last is None and bench.lift.plan and not bench.lift.sets:
        # A plan may leave open with how much to begin.
        from dataclasses import replace

        from hinge_log.training.first_set import first_set

        gym = run.gym_for(bench.lift.exercise)
        bench = replace(bench, first=first_set(run.exercise(bench.lift.exercise), gym.unit, gym.bar))
    return bench


def sided_of(run: Run, workout: Workout) -> frozenset[str]:
    """The keys of the one-sided exercises in a workout."""
    return frozenset(lift.exercise for lift in workout.lifts if run.exercise(lift.exercise).unilateral)


def lift_at(workout: Workout, sided: Collection[str] = ()) -> int | None:
    """The place of the lift at hand: that of the last set, or the next one with sets still planned.

    `sided` are the keys of one-sided exercises.
    """
    if not workout.lifts:
        return None
    if any(lift.superset is not None for lift in workout.lifts):
        from hinge_log.training.superset import where

        return where(workout, sided=sided)
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


def rest_left(run: Run, workout: Workout) -> int | None:
    """Seconds of rest left after the last set; None when rest is over or off."""
    newest = max(workout.sets, key=lambda record: (record.at_ms or 0, record.id), default=None)
    if newest is None or newest.at_ms is None:
        return None
    work_s, warmup_s = _rests(run, workout, newest)
    wanted = work_s if newest.what.kind.counts else warmup_s
    left: int = wanted - (run.store.clock.now().utc_ms - newest.at_ms) // 1000
    return left if 0 < left <= wanted else None


def _rests(run: Run, workout: Workout, record: SetRecord) -> tuple[int, int]:
    sided = run.exercise(record.exercise).unilateral
    if not sided and all(lift.superset is None for lift in workout.lifts):
        return run.rests_of(record.exercise)
    from hinge_log.store.lifting import skipped_lifts
    from hinge_log.training.superset import rests

    skipped = skipped_lifts(run.store, workout)
    return rests(workout, record, run.rests_of, skipped, sided_of(run, workout))


def plates_of(run: Run, key: str, draft: SetDraft) -> str:
    """What is on the bar for a set of a barbell lift, "" for any other."""
    if draft.load is None or run.exercise(key).load_type != "barbell_total":
        return ""
    from hinge_log.cli.plates import rack_of
    from hinge_log.training.plates import describe

    return describe(rack_of(run.gym_for(key)).fit(draft.load), ascii_only=True)


def next_set(run: Run) -> int:
    """The next set on one line, with its plates."""
    workout = run.workout()
    index = lift_at(workout, sided_of(run, workout)) if workout else None
    if workout is None or index is None:
        return _next_due(run, _due(run) if workout is None else None)
    from hinge_log.training.proposal import phrase

    bench = bench_of(run, workout, index)
    key = bench.lift.exercise
    loaded = plates_of(run, key, bench.next)
    if run.json:
        from hinge_log.cli.values import draft_value

        values = {"exercise": key, "name": run.exercise(key).name, "number": bench.number, "of": bench.total}
        return run.data("next", {**values, **draft_value(bench.next), "source": bench.source, "plates": loaded})
    said = phrase(bench.next, ascii_only=True) or "no set to go by"
    run.out(f"{run.short(key)} {bench.called}: {said}" + (f", {loaded}" if loaded else ""))
    return 0


def _next_due(run: Run, due: tuple[Routine, int] | None) -> int:
    """The day of the plan whose turn it is, while no workout is open."""
    if run.json:
        return run.data("next", {"exercise": None, "plan": _due_value(run, due)})
    if due is None:
        run.say("No workout is open.")
        return 0
    from hinge_log.cli.plans import plan_words
    from hinge_log.store.routines import day_lifts

    plan, at = due
    first = next(iter(day_lifts(run.store, plan, at, run.exercise, today=run.store.clock.now().day)), None)
    begins = f", {run.short(first.lift.exercise)} {plan_words(run, first.plan[:1])}".rstrip() if first else ""
    run.out(f"next: {shown(plan.called(at))}{begins}")
    return 0


def _due_value(run: Run, due: tuple[Routine, int] | None) -> dict[str, object] | None:
    if due is None:
        return None
    from hinge_log.cli.plans import lift_value
    from hinge_log.store.routines import day_lifts

    plan, at = due
    lifts = day_lifts(run.store, plan, at, run.exercise, today=run.store.clock.now().day)
    return {"name": plan.name, "day": plan.days[at].name, "lifts": [lift_value(run, each) for each in lifts]}


def status(run: Run, format: str | None = None) -> int:  # noqa: A002 - the word of the command line
    """One short line for a status bar; an empty one when no workout is open."""
    workout = run.workout()
    index = lift_at(workout, sided_of(run, workout)) if workout else None
    values = {"lift": "", "set": "", "sets": "", "rest": "", "next": "", "plan": ""}
    asked = run.json or (format is not None and "{plan}" in format)
    due = _due(run) if asked and workout is None else None
    if due is not None or (asked and workout is not None):
        values["plan"] = due[0].called(due[1]) if due else workout.name if workout else ""
    if workout is not None and index is not None:
        from hinge_log.training.proposal import phrase
        from hinge_log.training.sides import halves

        bench = bench_of(run, workout, index)
        working = [record for record in bench.lift.sets if record.what.kind.counts]
        done = halves(working, sided=bench.sided) // 2
        total = bench.total or 0
        rest = rest_left(run, workout)
        values |= {
            "lift": run.short(bench.lift.exercise),
            "set": str(done),
            "sets": str(max(total, done)),
            "rest": "" if rest is None else clock_words(rest),
            "next": phrase(bench.next, ascii_only=True),
        }
    if run.json:
        return run.data("status", {"open": workout is not None, **values})
    if (workout is None or index is None) and not values["plan"]:
        return 0
    text = format if format is not None else FORMAT
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    run.out(shown(text).rstrip())
    return 0


def _today_json(run: Run, workout: Workout | None) -> int:
    from hinge_log.cli.values import day_value, draft_value, workout_value

    now = run.store.clock.now()
    values: dict[str, object] = {
        "date": day_value(now.day),
        "now": now.iso(),
        "workout": None,
        "next": None,
        "rest_s": None,
        "plan": None,
    }
    if workout is None:
        values["plan"] = _due_value(run, _due(run))
    if workout is not None:
        known = {lift.exercise: run.exercise(lift.exercise) for lift in workout.lifts}
        index = lift_at(workout, sided_of(run, workout))
        values |= {"workout": workout_value(workout, known), "rest_s": rest_left(run, workout)}
        if index is not None:
            bench = bench_of(run, workout, index)
            following = {"exercise": bench.lift.exercise, "number": bench.number, "source": bench.source}
            values["next"] = following | draft_value(bench.next)
    return run.data("today", values)
