"""Records of a workout and the bests of a lift, for `finish`, `history` and `show`."""

from __future__ import annotations

from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.context import CliContext
    from hinge_log.exercises.model import Exercise
    from hinge_log.training.load_steps import LoadAdvice
    from hinge_log.training.records import PersonalBest, Record
    from hinge_log.training.workout import Workout


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
    from hinge_log.store.next_time import next_loads

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
    return {
        "exercise": exercise.id,
        "name": exercise.name,
        **best_value(record.best),
        "before": best_value(record.before),
    }


def best_value(best: PersonalBest) -> dict[str, object]:
    """A best as JSON: `value` is grams (load, e1rm, clean), gram reps (volume), reps or seconds."""
    from hinge_log.cli.values import day_value, load_value

    return {
        "kind": best.kind,
        "value": round(best.value),
        "reps": best.reps,
        "load": load_value(best.load),
        "date": day_value(best.day),
    }


def bests_value(cli: CliContext, exercise: Exercise) -> list[dict[str, object]]:
    """The bests of a lift as JSON."""
    from hinge_log.store.personal_bests import bests_of

    return [best_value(best) for best in bests_of(cli.store, exercise, formula=cli.gym.formula).all]
