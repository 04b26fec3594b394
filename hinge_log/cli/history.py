"""`history` and `compare`, and the records and bests that other commands print too."""

from __future__ import annotations

import click

from hinge_log.cli.command import LiftName, command
from hinge_log.cli.context import CliContext
from hinge_log.clock import date_text, day_words, span_words, time_text
from hinge_log.errors import NotFound
from hinge_log.text import plural, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.exercises.model import Exercise
    from hinge_log.store.queries import LoggedSession
    from hinge_log.training.load_steps import LoadAdvice
    from hinge_log.training.records import PersonalBest, Record
    from hinge_log.training.session_comparison import SessionComparison, SessionTotals
    from hinge_log.training.workout import SetRecord, Workout

LONGEST_MS = 24 * 3_600_000


@command("hinge-log history", "hinge-log history --lift deadlift --since 2026-01-01 -n 5", reads=True)
@click.option("--since", metavar="DAY", help="the first day to list: 2026-03-01, yesterday, 4w")
@click.option("--lift", metavar="LIFT", type=LiftName(), help="only workouts with this lift, and its sets")
@click.option(
    "-n", "number", type=click.IntRange(1, 100_000), default=20, help="show at most this many", show_default=True
)
def history(cli: CliContext, since: str | None, lift: str | None, number: int) -> int:
    """List workouts, newest first, or the sets of a lift."""
    from hinge_log.training.typed_days import day_of

    now = cli.store.clock.now()
    exercise = cli.find(lift) if lift else None
    day = day_of(since, now) if since is not None else None
    lines = cli.store.workouts(limit=number, since=day, exercise=exercise.id if exercise else None)
    if cli.json:
        return _write_history(cli, [line.id for line in lines], exercise)
    if lines and exercise is not None:
        table = best_lines(cli, exercise)
        if table and not cli.plain:
            cli.out(cli.styled(f"{shown(exercise.short or exercise.name)}, best", "1"))
        for row in table:
            cli.out(row)
        if table and not cli.plain:
            cli.out()
    if not lines:
        cli.say("No workouts yet." if day is None and exercise is None else "No workouts found.")
        return 0
    from hinge_log.charts.set_texts import median_mark

    days = [day_words(line.day, now.day) for line in lines]
    for line, at in zip(lines, days, strict=True):
        workout = cli.store.workout(line.id)
        took = span_words(line.ended_ms - line.started_ms) if line.ended_ms is not None else "open"
        if line.ended_ms is not None and not 60_000 <= line.ended_ms - line.started_ms < LONGEST_MS:
            took = ""
        mark = median_mark(line.form, checked=line.checked, ascii_only=cli.ascii_only) if line.form is not None else ""
        form = f"form {mark}" if mark else ""
        names = ", ".join(dict.fromkeys(cli.short(each.exercise) for each in workout.lifts)) if workout else ""
        clock = time_text(line.started_ms, line.offset_min)
        if cli.plain:
            cli.out("\t".join((at, clock, took, plural(line.sets, "set"), form, names, shown(line.name))))
            continue
        called = f"{shown(line.name)}: " if line.name and not exercise else ""
        head = f"{at:<{max(map(len, days))}}  {clock}  {took:>10}  {plural(line.sets, 'set'):>7}  {form:<9}"
        if exercise is None:
            cli.out(f"{head}  {_fitted(called + names, len(head) + 2)}".rstrip())
            continue
        cli.out(cli.styled(head.rstrip(), "1"))
        for each in workout.lifts if workout else ():
            if each.exercise == exercise.id:
                from hinge_log.cli.today import write_sets

                write_sets(cli, each)
    return 0


def _fitted(text: str, used: int) -> str:
    from hinge_log.charts.cells import fit
    from hinge_log.cli.output import screen_size

    return fit(text, max(12, screen_size()[0] - used))


def _write_history(cli: CliContext, ids: list[str], exercise: Exercise | None) -> int:
    from hinge_log.cli.values import workout_value

    workouts = [workout for workout in map(cli.store.workout, ids) if workout is not None]
    known = {lift.exercise: cli.exercise(lift.exercise) for workout in workouts for lift in workout.lifts}
    extras = cli.extras(record for workout in workouts for record in workout.sets)
    values: dict[str, object] = {"workouts": [workout_value(workout, known, extras) for workout in workouts]}
    if exercise is not None:
        values["best"] = bests_value(cli, exercise)
    return cli.data("history", values)


MOST_SESSIONS = 5000
NAMED = 4
"""So many days are named where a day has no session."""


@command(
    "hinge-log compare deadlift                         the last two sessions",
    "hinge-log compare deadlift 2026-02-01              the last session and the one of that day",
    "hinge-log compare rdl 2026-01-05 2026-03-02 --json",
    reads=True,
)
@click.argument("lift", type=LiftName())
@click.argument("days", metavar="[DAY] [DAY]", nargs=-1)
def compare(cli: CliContext, lift: str, days: tuple[str, ...]) -> int:
    """Compare two sessions of a lift side by side, set by set."""
    from hinge_log.training.session_comparison import compare_sessions

    if len(days) > 2:
        raise click.UsageError("Two days at most: hinge-log compare deadlift 2026-02-01 2026-03-02")
    exercise = cli.find(lift)
    earlier, later = _two_sessions(cli, exercise, days)
    compared = compare_sessions(exercise, (earlier.day, earlier.sets), (later.day, later.sets), formula=cli.gym.formula)
    if cli.json:
        return cli.data("compare", _comparison_value(cli, exercise, earlier, later, compared))
    from hinge_log.charts.cells import plain
    from hinge_log.charts.comparison_rows import comparison_rows
    from hinge_log.cli.output import screen_size

    cli.out(cli.styled(shown(exercise.name), "1"))
    rows = comparison_rows(
        compared, cli.unit_of(exercise.id), cli.store.clock.now().day, screen_size()[0], ascii_only=True
    )
    for row in rows:
        cli.out(plain(row).replace("×", "x").rstrip())
    return 0


def _two_sessions(cli: CliContext, exercise: Exercise, days: tuple[str, ...]) -> tuple[LoggedSession, LoggedSession]:
    """The sessions that are meant, the earlier one first. Raises NotFound."""
    from hinge_log.training.typed_days import day_of

    now = cli.store.clock.now()
    sessions = cli.store.sessions(exercise.id, MOST_SESSIONS if days else 2)
    name = shown(exercise.short or exercise.name)
    if len(sessions) < 2:
        words = "There is one session" if sessions else "There is no session"
        raise NotFound(f"{words} of {name} in the log.", "Comparing takes two.")
    chosen = [_session_on(sessions, day_of(day, now), name, now.day) for day in days]
    if len({each.day for each in chosen}) < len(chosen):
        raise NotFound(f"{name}: that is the same day twice.", "Name two days.")
    for each in sessions:  # the newest ones, where days were left out
        if len(chosen) < 2 and each not in chosen:
            chosen.append(each)
    places = sorted((sessions.index(each) for each in chosen), reverse=True)  # the newest is first in the list
    return sessions[places[0]], sessions[places[1]]


def _session_on(sessions: list[LoggedSession], day: int, name: str, today: int) -> LoggedSession:
    on_day = next((each for each in sessions if each.day == day), None)
    if on_day is not None:
        return on_day
    near = sorted(dict.fromkeys(each.day for each in sessions), key=lambda each: abs(each - day))[:NAMED]
    days = ", ".join(date_text(each, today=today) for each in sorted(near))
    raise NotFound(f"No session of {name} on {date_text(day, today=today)}.", f"There are {days}.")


def _comparison_value(
    cli: CliContext, exercise: Exercise, earlier: LoggedSession, later: LoggedSession, compared: SessionComparison
) -> dict[str, object]:
    from hinge_log.cli.values import attributes, day_value, draft_value, load_value

    def session(logged: LoggedSession, totals: SessionTotals) -> dict[str, object]:
        return {
            "date": day_value(logged.day),
            "workout": logged.workout_id,
            **attributes(totals, "reps", "volume_g"),
            "working_sets": totals.sets,
            "e1rm_g": None if totals.e1rm_g is None else round(totals.e1rm_g),
            "form_checked": totals.checked,
            "form_quick": totals.quick,
        }

    def draft(record: SetRecord | None) -> dict[str, object] | None:
        return None if record is None else draft_value(record.what)

    pairs = [
        {
            "set": pair.label,
            "earlier": draft(pair.earlier),
            "later": draft(pair.later),
            "load_change": load_value(pair.load_change),
            **attributes(pair, "reps_change", "form_change"),
        }
        for pair in compared.pairs
    ]
    return {
        "exercise": exercise.id,
        "name": exercise.name,
        "earlier": session(earlier, compared.earlier),
        "later": session(later, compared.later),
        "sets": pairs,
    }


def records_in(cli: CliContext, workout: Workout) -> list[tuple[Exercise, Record]]:
    """What a workout beat of all that was done up to its day, lift by lift."""
    from hinge_log.store.personal_bests import records_of

    formula = cli.gym.formula
    keys = dict.fromkeys(lift.exercise for lift in workout.lifts if lift.sets)
    return [
        (exercise, record)
        for exercise in map(cli.exercise, keys)
        for record in records_of(cli.store, exercise, workout, formula=formula)
    ]


def record_lines(cli: CliContext, workout: Workout) -> list[str]:
    """The records of a workout in words, one a line."""
    from hinge_log.charts.record_words import record_line

    return [
        shown(f"{exercise.short or exercise.name}: {record_line(record, cli.gym.unit, workout.day)}").replace("×", "x")
        for exercise, record in records_in(cli, workout)
    ]


def advice_in(cli: CliContext, workout: Workout) -> tuple[LoadAdvice, ...]:
    """What to do next time with the loads of a workout."""
    from hinge_log.store.ladder import next_loads

    step = cli.gym.load(cli.gym.step)
    return next_loads(cli.store, workout, cli.exercise, cli.catalogue.items_for, step=step)


def advice_lines(cli: CliContext, workout: Workout) -> list[str]:
    """What to do next time with the loads of a workout and why, one a line."""
    from hinge_log.charts.ladder_words import next_time_line

    lines = (next_time_line(advice, cli.short(advice.exercise)) for advice in advice_in(cli, workout))
    return [shown(f"{what}: {why}") for what, why in lines]


def best_lines(cli: CliContext, exercise: Exercise) -> list[str]:
    """The bests of a lift as a table; with --plain the columns are parted by tabs."""
    from hinge_log.charts.record_words import best_rows
    from hinge_log.store.personal_bests import bests_of

    bests = bests_of(cli.store, exercise, formula=cli.gym.formula)
    rows = best_rows(bests, cli.gym_for(exercise.id).unit, cli.store.clock.now().day)
    if cli.plain:
        return ["\t".join(("best", *row)) for row in rows]
    wide = max((len(value) for _, value, _ in rows), default=0)
    return [f"  {what:<10} {value:>{wide}}  {when}" for what, value, when in rows]


def record_value(exercise: Exercise, record: Record) -> dict[str, object]:
    """A record as JSON."""
    before = {"before": best_value(record.before)}
    return {"exercise": exercise.id, "name": exercise.name, **best_value(record.best), **before}


def best_value(best: PersonalBest) -> dict[str, object]:
    """A best as JSON: `value` is grams (load, e1rm, clean), gram reps (volume), reps or seconds."""
    from hinge_log.cli.values import attributes, day_value, load_value

    values = attributes(best, "kind", "reps") | {"value": round(best.value)}
    return values | {"load": load_value(best.load), "date": day_value(best.day)}


def bests_value(cli: CliContext, exercise: Exercise) -> list[dict[str, object]]:
    """The bests of a lift as JSON."""
    from hinge_log.store.personal_bests import bests_of

    return [best_value(best) for best in bests_of(cli.store, exercise, formula=cli.gym.formula).all]
