"""`compare`: two sessions of a lift, set by set."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.params import LiftName
from hinge_log.cli.words import day_words
from hinge_log.errors import NotFound
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.exercises.model import Exercise
    from hinge_log.store.queries import LoggedSession
    from hinge_log.training.session_comparison import SessionComparison, SessionTotals

MOST_SESSIONS = 5000
NAMED = 4
"""So many days are named where a day has no session."""


@command(
    "hinge-log compare deadlift                         the last session with the one before",
    "hinge-log compare deadlift 2026-02-01              the last session with that of a day",
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
        return cli.data("compare", _value(cli, exercise, earlier, later, compared))
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
        raise NotFound(f"{words} of {name} in the log.", "Comparing needs two.")
    wanted = [day_of(day, now) for day in days]
    chosen = [_session_on(sessions, day, name, now.day) for day in wanted]
    if len(set(wanted)) < len(wanted):
        raise NotFound(f"{name}: that is the same day twice.", "Name two days.")
    if len(chosen) < 2:
        last = sessions[0] if not chosen or chosen[0] is not sessions[0] else sessions[1]
        chosen.append(last if chosen else sessions[1])
    if not days:
        chosen = sessions[:2]
    places = sorted((sessions.index(each) for each in chosen), reverse=True)  # the newest is first in the list
    return sessions[places[0]], sessions[places[1]]


def _session_on(sessions: list[LoggedSession], day: int, name: str, today: int) -> LoggedSession:
    on_day = next((each for each in sessions if each.day == day), None)
    if on_day is not None:
        return on_day
    near = sorted(dict.fromkeys(each.day for each in sessions), key=lambda each: abs(each - day))[:NAMED]
    days = ", ".join(day_words(each, today) for each in sorted(near))
    raise NotFound(f"No session of {name} on {day_words(day, today)}.", f"There are {days}.")


def _value(
    cli: CliContext, exercise: Exercise, earlier: LoggedSession, later: LoggedSession, compared: SessionComparison
) -> dict[str, object]:
    from hinge_log.cli.values import day_value, draft_value, load_value

    def totals(of: SessionTotals) -> dict[str, object]:
        return {
            "working_sets": of.sets,
            "reps": of.reps,
            "volume_g": of.volume_g,
            "e1rm_g": None if of.e1rm_g is None else round(of.e1rm_g),
            "form_checked": of.checked,
            "form_quick": of.quick,
        }

    return {
        "exercise": exercise.id,
        "name": exercise.name,
        "earlier": {"date": day_value(earlier.day), "workout": earlier.workout_id, **totals(compared.earlier)},
        "later": {"date": day_value(later.day), "workout": later.workout_id, **totals(compared.later)},
        "sets": [
            {
                "set": pair.label,
                "earlier": None if pair.earlier is None else draft_value(pair.earlier.what),
                "later": None if pair.later is None else draft_value(pair.later.what),
                "load_change": load_value(pair.load_change),
                "reps_change": pair.reps_change,
                "form_change": pair.form_change,
            }
            for pair in compared.pairs
        ],
    }
