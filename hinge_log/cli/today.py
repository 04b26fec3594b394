"""`today`, `next` and `status`: where the workout stands."""

from __future__ import annotations

from hinge_log.cli.words import clock_words, count, day_words, span_words
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.run import Run
    from hinge_log.training.bench import Bench
    from hinge_log.training.workout import SetDraft, Workout, WorkoutLift

FORMAT = "{lift} {set}/{sets} {rest}"


def today(run: Run) -> int:
    """The workout in progress with its next set, or what was done last."""
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
    at = lift_at(workout)
    for index, lift in enumerate(workout.lifts):
        run.out()
        run.out(run.styled(run.short(lift.exercise), "1"))
        for record in lift.sets:
            run.out(f"  {record.position + 1:>2}  {line_of(record.what)}")
        if index == at:
            _next_lines(run, bench_of(run, workout, index), now.day)
    if at is None and not workout.lifts:
        run.out("\nNothing is logged yet: hinge-log log deadlift 100x5")
    rest = rest_left(run, workout)
    if rest is not None:
        run.out(f"\nrest {clock_words(rest)} left")
    return 0


def _without(run: Run, day: int) -> None:
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
            run.out(f"  {run.short(lift.exercise):<12}  {best_of(lift)}")
    run.out("Start one: hinge-log log LIFT 100x5")


def _next_lines(run: Run, bench: Bench, day: int) -> None:
    from hinge_log.training.proposal import phrase

    said = phrase(bench.next, ascii_only=True)
    if said:
        loaded = plates_of(run, bench.lift.exercise, bench.next)
        run.out(run.styled(f"  {len(bench.lift.sets) + 1:>2}  next: {said}" + (f", {loaded}" if loaded else ""), "34"))
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


def best_of(lift: WorkoutLift) -> str:
    """A lift of a workout in short: its heaviest set and how many there were."""
    from hinge_log.training.proposal import phrase

    counting = [record.what for record in lift.sets if record.what.kind.counts] or [r.what for r in lift.sets]
    best = max(counting, key=lambda what: (what.load.grams if what.load else 0, what.reps or 0, what.seconds or 0))
    return f"{phrase(best, ascii_only=True)}, {count(len(lift.sets), 'set')}"


def bench_of(run: Run, workout: Workout, index: int) -> Bench:
    """The lift at hand with its last session."""
    from hinge_log.training.bench import Bench

    found = run.store.sessions(workout.lifts[index].exercise, without=workout.id)
    last = found[0] if found else None
    return Bench(workout, index, last.sets if last else (), last.day if last else None)


def lift_at(workout: Workout) -> int | None:
    """The place of the lift at hand: that of the last set, or the next one with sets still planned."""
    if not workout.lifts:
        return None
    newest = max(workout.sets, key=lambda record: (record.at_ms or 0, record.id), default=None)
    at = next((i for i, lift in enumerate(workout.lifts) if newest and lift.id == newest.lift_id), 0)
    order: list[int] = [*range(at, len(workout.lifts)), *range(at)]
    for index in order:
        lift = workout.lifts[index]
        if len(lift.sets) < len(lift.plan) or (index == at and not lift.plan):
            return index
    return at


def rest_left(run: Run, workout: Workout) -> int | None:
    """Seconds of rest left after the last set; None when rest is over or off."""
    newest = max(workout.sets, key=lambda record: record.at_ms or 0, default=None)
    if newest is None or newest.at_ms is None:
        return None
    wanted = run.gym.rest_s if newest.what.kind.counts else run.gym.rest_warmup_s
    left: int = wanted - (run.store.clock.now().utc_ms - newest.at_ms) // 1000
    return left if 0 < left <= wanted else None


def plates_of(run: Run, key: str, draft: SetDraft) -> str:
    """What is on the bar for a set of a barbell lift, "" for any other."""
    if draft.load is None or run.exercise(key).load_type != "barbell_total":
        return ""
    from hinge_log.cli.plates import rack_of
    from hinge_log.training.plates import describe

    return describe(rack_of(run).fit(draft.load), ascii_only=True)


def next_set(run: Run) -> int:
    """The next set on one line, with its plates."""
    workout = run.workout()
    index = lift_at(workout) if workout else None
    if workout is None or index is None:
        if run.json:
            return run.data("next", {"exercise": None})
        run.say("No workout is open.")
        return 0
    from hinge_log.training.proposal import phrase

    bench = bench_of(run, workout, index)
    key, number = bench.lift.exercise, len(bench.lift.sets) + 1
    loaded = plates_of(run, key, bench.next)
    if run.json:
        from hinge_log.cli.values import draft_value

        values = {"exercise": key, "name": run.exercise(key).name, "number": number, "of": bench.total}
        return run.data("next", {**values, **draft_value(bench.next), "source": bench.source, "plates": loaded})
    said = phrase(bench.next, ascii_only=True) or "no set to go by"
    run.out(f"{run.short(key)} set {number}: {said}" + (f", {loaded}" if loaded else ""))
    return 0


def status(run: Run, format: str | None = None) -> int:  # noqa: A002 - the word of the command line
    """One short line for a status bar; an empty one when no workout is open."""
    workout = run.workout()
    index = lift_at(workout) if workout else None
    values = {"lift": "", "set": "", "sets": "", "rest": "", "next": ""}
    if workout is not None and index is not None:
        from hinge_log.training.proposal import phrase

        bench = bench_of(run, workout, index)
        done = len(bench.lift.sets)
        total = len(bench.lift.plan) or len(bench.last)
        rest = rest_left(run, workout)
        values = {
            "lift": run.short(bench.lift.exercise),
            "set": str(done),
            "sets": str(max(total, done)),
            "rest": "" if rest is None else clock_words(rest),
            "next": phrase(bench.next, ascii_only=True),
        }
    if run.json:
        return run.data("status", {"open": workout is not None, **values})
    if workout is None or index is None:
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
    }
    if workout is not None:
        known = {lift.exercise: run.exercise(lift.exercise) for lift in workout.lifts}
        index = lift_at(workout)
        values |= {"workout": workout_value(workout, known), "rest_s": rest_left(run, workout)}
        if index is not None:
            bench = bench_of(run, workout, index)
            following = {"exercise": bench.lift.exercise, "number": len(bench.lift.sets) + 1, "source": bench.source}
            values["next"] = following | draft_value(bench.next)
    return run.data("today", values)
