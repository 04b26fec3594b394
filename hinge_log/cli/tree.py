"""The command tree: which commands there are, and what can be said to them."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

import click

from hinge_log import __version__
from hinge_log.cli.context import CliContext
from hinge_log.cli.door import COMPLETE
from hinge_log.cli.opening import opening
from hinge_log.cli.params import Family, Group, Items, Lift, Setting, common, unsigned
from hinge_log.cli.plans_tree import Plan, plans

PROGRAM = "hinge-log"
given = click.make_pass_decorator(CliContext, ensure=True)


def invoke(words: list[str], run: CliContext) -> int:
    """CliContext a command line through the tree and give its exit code."""
    _catch_terminate()
    instruction = os.environ.get(COMPLETE)
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(hinge_log, {"obj": run}, PROGRAM, COMPLETE, instruction)
    try:
        # Not main(): it would answer a closed pipe with 1.
        with hinge_log.make_context(PROGRAM, list(words), obj=run) as context:
            code: Any = hinge_log.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.Abort:
        return 130
    except click.ClickException as error:
        return _usage(error, as_json=run.json or "--json" in words)
    return code if isinstance(code, int) else 0


def _usage(error: click.ClickException, *, as_json: bool) -> int:
    message = error.format_message()
    context = error.ctx if isinstance(error, click.UsageError) else None
    if as_json:
        import json

        sys.stderr.write(json.dumps({"error": {"code": "usage", "message": message}}) + "\n")
        return 2
    where = context.command_path if context else PROGRAM
    sys.stderr.write(f"hinge-log: {message}\n  '{where} --help' shows how.\n")
    return 2


def _catch_terminate() -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    # Outside the main thread it may not be set, and whoever runs it there has its own way to end.
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGTERM, stop)


@click.group(
    cls=Group,
    commands=[plans],
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", prog_name=PROGRAM, message="%(prog)s %(version)s")
@common
@click.option("--theme", default="", metavar="NAME", help="slate, chalk, contrast, or one of Textual's")
@click.option("--ascii", "ascii_only", is_flag=True, default=None, help="screens in ASCII alone, as HINGE_LOG_ASCII")
@click.option("--mono", is_flag=True, default=None, help="screens without colour, as NO_COLOR")
@click.option("--no-mouse", "mouse", flag_value=False, default=None, help="leave the mouse to the terminal")
@click.option("--no-motion", "motion", flag_value=False, default=True, help="nothing moves but the clock")
@click.pass_context
def hinge_log(context: click.Context, /, **look: Any) -> int | None:
    """A workout log and technique checklist for the hip hinge. Without a command it opens the screens."""
    run = context.ensure_object(CliContext)
    if context.invoked_subcommand is not None:
        return None
    return opening(run, **look)


hinge_log.examples = (
    "hinge-log                                  open the screens",
    "hinge-log log deadlift 100x5 f4            log a set, rate it 4 of 5",
    "hinge-log log .                            the same set again",
    "hinge-log undo                             take it back",
    "hinge-log trend deadlift                   form over 12 weeks",
)


@hinge_log.command(
    loads=True,
    examples=(
        "hinge-log log deadlift 100x5@8 f4          5 reps with 100 kg, RPE 8, form 4",
        "hinge-log log dl 60x5 w 80x5 w 100x5x3     two warm-ups, three sets of five",
        "hinge-log log dl 100x5 '!spine'            a check slipped once",
        "hinge-log log .                            the last set again",
        "hinge-log log dl +2.5                      2.5 more than the last set",
        "hinge-log log dl f3                        rate the last set",
    ),
)
@click.argument("words", metavar="LIFT SET...", nargs=-1, required=True, type=Lift())
@click.option("--form", type=click.IntRange(1, 5), help="how the sets looked, 1 lost to 5 crisp")
@click.option(
    "--slip", "slips", multiple=True, metavar="ITEM[:2]", type=Items(), help="a check that slipped, in so many reps"
)
@click.option("--at", metavar="WHEN", help="when it was: 'yesterday 18:30', 2026-03-01, 2h")
@click.option("--note", metavar="TEXT", help="a note on the sets")
@click.option("--dry-run", is_flag=True, help="say what would be logged")
@click.option("--new", is_flag=True, help="log a name that nobody knows as an exercise of your own")
@given
def log(run: CliContext, /, words: Sequence[str], **options: Any) -> int:
    """Log sets: load x reps, in the open workout or a new one."""
    from hinge_log.cli.log import log as command

    return command(run, unsigned(words), **options)


@hinge_log.command(examples=("hinge-log undo", "hinge-log undo 3"))
@click.argument("count", metavar="[N]", type=click.IntRange(1, 1000), default=1)
@given
def undo(run: CliContext, count: int) -> int:
    """Take back the last change, or the last N."""
    from hinge_log.cli.edit import undo as command

    return command(run, count)


@hinge_log.command(examples=("hinge-log redo",))
@click.argument("count", metavar="[N]", type=click.IntRange(1, 1000), default=1)
@given
def redo(run: CliContext, count: int) -> int:
    """Do again what was undone."""
    from hinge_log.cli.edit import redo as command

    return command(run, count)


@hinge_log.command(
    loads=True,
    examples=(
        "hinge-log edit last f4                     rate the last set",
        "hinge-log edit last 102.5x5                correct load and reps",
    ),
)
@click.argument("which", metavar="last|ID")
@click.argument("words", metavar="ENTRY", nargs=-1, required=True)
@given
def edit(run: CliContext, which: str, words: Sequence[str]) -> int:
    """Change a set."""
    from hinge_log.cli.edit import edit as command

    return command(run, which, unsigned(words))


@hinge_log.command(examples=("hinge-log today",))
@given
def today(run: CliContext) -> int:
    """Show the open workout, what comes next, and last time."""
    from hinge_log.cli.today import today as command

    return command(run)


@hinge_log.command("next", examples=("hinge-log next",))
@given
def next_set(run: CliContext) -> int:
    """Print the next set and its plates on one line."""
    from hinge_log.cli.today import next_set as command

    return command(run)


@hinge_log.command(examples=("hinge-log status", "hinge-log status --format '{lift} {next} {rest}'"))
@click.option("--format", metavar="TEXT", help="{lift} {set} {sets} {rest} {next} are filled in")
@given
def status(run: CliContext, format: str | None) -> int:  # noqa: A002 - the word of the command line
    """Print a line for a status bar, empty without a workout."""
    from hinge_log.cli.today import status as command

    return command(run, format)


@hinge_log.command(
    examples=(
        "hinge-log start                            the day of the plan in use whose turn it is",
        "hinge-log start Hinge --day B              a day of a plan",
        "hinge-log start 'Pull day'                 an empty workout of that name",
    )
)
@click.argument("name", metavar="[PLAN]", required=False, default="", type=Plan())
@click.option("--day", metavar="NAME", help="another day than the one whose turn it is")
@click.option("--empty", is_flag=True, help="a workout without a plan")
@given
def start(run: CliContext, /, name: str, **options: Any) -> int:
    """Begin a workout, as planned; logging a set begins one too."""
    from hinge_log.cli.workout import start as command

    return command(run, name, **options)


@hinge_log.command(examples=("hinge-log finish",))
@given
def finish(run: CliContext) -> int:
    """Close the open workout."""
    from hinge_log.cli.workout import finish as command

    return command(run)


@hinge_log.command(examples=("hinge-log plain", "hinge-log plain < commands.txt"))
@given
def plain(run: CliContext) -> int:
    """Log line by line, for screen readers and bare terminals."""
    from hinge_log.cli.plain import plain as command

    return command(run)


@hinge_log.command(examples=("hinge-log history", "hinge-log history --lift deadlift --since 2026-01-01 -n 5"))
@click.option("--since", metavar="DAY", help="from this day on: 2026-03-01, yesterday, 4w")
@click.option("--lift", metavar="LIFT", type=Lift(), help="workouts with this lift, with its sets")
@click.option("-n", "number", type=click.IntRange(1, 100_000), default=20, help="how many at most", show_default=True)
@given
def history(run: CliContext, /, **options: Any) -> int:
    """List workouts, newest first."""
    from hinge_log.cli.history import history as command

    return command(run, **options)


@hinge_log.command(examples=("hinge-log stats", "hinge-log stats deadlift --json"))
@click.argument("lift", required=False, type=Lift())
@given
def stats(run: CliContext, lift: str | None) -> int:
    """Count workouts, sets and volume."""
    from hinge_log.cli.history import stats as command

    return command(run, lift)


@hinge_log.command(
    examples=(
        "hinge-log trend deadlift",
        "hinge-log trend deadlift --by load",
        "hinge-log trend rdl --weeks 52 --plain",
        "hinge-log trend --family deadlift",
        "hinge-log trend deadlift --svg deadlift.svg",
    )
)
@click.argument("lift", required=False, type=Lift())
@click.option("--weeks", type=click.IntRange(1, 5200), default=12, help="how far back", show_default=True)
@click.option("--by", type=click.Choice(("time", "load", "fault", "strength")), default="time", show_default=True)
@click.option("--family", metavar="NAME", type=Family(), help="the lifts of a family, each in a chart of its own")
@click.option("--svg", metavar="FILE", type=click.Path(), help="an image instead, to be shown to a coach")
@click.option("--force", is_flag=True, help="write over a file that is there")
@given
def trend(run: CliContext, /, lift: str | None, **options: Any) -> int:
    """Chart how form went, and what may be said about it."""
    from hinge_log.cli.trend import trend as command

    return command(run, lift, **options)


@hinge_log.command(
    examples=("hinge-log report", "hinge-log report --weeks 12 -o form.md", "hinge-log report --weeks 1 | less")
)
@click.option("--weeks", type=click.IntRange(1, 520), default=4, help="how far back", show_default=True)
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="a file instead of stdout")
@click.option("--force", is_flag=True, help="write over a file that is there")
@given
def report(run: CliContext, /, **options: Any) -> int:
    """Write a page for a coach: form, faults, charts, pain, notes."""
    from hinge_log.cli.reporting import report as command

    return command(run, **options)


@hinge_log.command(examples=("hinge-log cues deadlift", "hinge-log cues swing --faults", "hinge-log cues squat --big"))
@click.argument("lift", type=Lift())
@click.option("--big", is_flag=True, help="letters to read from two metres")
@click.option("--faults", is_flag=True, help="with what goes wrong, and what to do then")
@given
def cues(run: CliContext, lift: str, big: bool, faults: bool) -> int:
    """Show the checklist of a lift."""
    from hinge_log.cli.exercises import cues as command

    return command(run, lift, big=big, faults=faults)


@hinge_log.command(examples=("hinge-log exercises", "hinge-log exercises romanian"))
@click.argument("query", nargs=-1)
@given
def exercises(run: CliContext, query: Sequence[str]) -> int:
    """List the exercises, or those with these words."""
    from hinge_log.cli.exercises import exercises as command

    return command(run, " ".join(query))


@hinge_log.command(examples=("hinge-log show deadlift", "hinge-log show rdl --figure   good beside fault"))
@click.argument("lift", type=Lift())
@click.option("--figure", is_flag=True, help="see the difference: good beside fault; in words with --plain")
@given
def show(run: CliContext, lift: str, figure: bool) -> int:
    """Show what is known about a lift."""
    from hinge_log.cli.exercises import figures
    from hinge_log.cli.exercises import show as command

    return figures(run, lift) if figure else command(run, lift)


@hinge_log.command(
    examples=("hinge-log plates 102.5", "hinge-log plates 225lb --bar 45lb", "hinge-log plates 100 --lift rdl")
)
@click.argument("load")
@click.option("--bar", metavar="LOAD", help="another bar than the gym's")
@click.option("--lift", metavar="LIFT", type=Lift(), help="with the bar and the unit set for this lift")
@given
def plates(run: CliContext, load: str, bar: str | None, lift: str | None) -> int:
    """Say what goes on each side of the bar."""
    from hinge_log.cli.plates import plates as command

    return command(run, load, bar=bar, lift=lift)


@hinge_log.command(
    "import",
    examples=(
        "hinge-log import strong.csv --unit kg          look at it",
        "hinge-log import strong.csv --unit kg --yes    take it in",
        "hinge-log import --undo                        take the last import back",
    ),
)
@click.argument("file", required=False, type=click.Path())
@click.option("--format", metavar="NAME", help="the app it comes from, where that is not seen")
@click.option("--unit", type=click.Choice(("kg", "lb")), help="the unit of weights that have none")
@click.option("--map", "mapping", metavar="FILE", type=click.Path(), help="what names become, or which column is what")
@click.option("--dates", type=click.Choice(("dmy", "mdy")), help="how dates like 3/5/2023 are meant")
@click.option("--dry-run", is_flag=True, help="look, and write nothing")
@click.option("--yes", is_flag=True, help="do it without asking")
@click.option("--undo", is_flag=True, help="take the last import out again")
@given
def import_file(run: CliContext, /, file: str | None, **options: Any) -> int:
    """Bring in the file of another logger."""
    from hinge_log.cli.importing import import_file as command

    return command(run, file, **options)


@hinge_log.command(examples=("hinge-log export --format csv > log.csv", "hinge-log export -o log.jsonl"))
@click.option("--format", type=click.Choice(("jsonl", "csv", "strong", "md")), default="jsonl", show_default=True)
@click.option("--since", metavar="DAY", help="from this day on: 2026-03-01, 4w")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="a file instead of stdout")
@click.option("--force", is_flag=True, help="write over a file that is there")
@given
def export(run: CliContext, /, format: str, **options: Any) -> int:  # noqa: A002 - the word of the command line
    """Write the log to a file or to stdout."""
    from hinge_log.cli.exporting import export as command

    return command(run, format, **options)


@hinge_log.command(examples=("hinge-log backup", "hinge-log backup /media/stick"))
@click.argument("folder", required=False, type=click.Path())
@given
def backup(run: CliContext, folder: str | None) -> int:
    """Make a verified copy of the log."""
    from hinge_log.cli.care import backup as command

    return command(run, folder)


@hinge_log.command(examples=("hinge-log restore FILE --dry-run", "hinge-log restore FILE"))
@click.argument("file", type=click.Path())
@click.option("--dry-run", is_flag=True, help="say what it would do")
@given
def restore(run: CliContext, file: str, dry_run: bool) -> int:
    """Put a backup in place of the log, and keep the old file."""
    from hinge_log.cli.care import restore as command

    return command(run, file, dry_run=dry_run)


@hinge_log.command(examples=("hinge-log doctor", "hinge-log doctor --fix"))
@click.option("--fix", is_flag=True, help="do what is safe to do")
@given
def doctor(run: CliContext, fix: bool) -> int:
    """Check the log, its copies and its folder."""
    from hinge_log.cli.care import doctor as command

    return command(run, fix=fix)


@hinge_log.command(examples=("hinge-log rescue -o saved.db", "hinge-log rescue damaged.db -o saved.db"))
@click.argument("file", required=False, type=click.Path())
@click.option("-o", "--output", metavar="FILE", type=click.Path(), required=True, help="the new log, not there yet")
@click.option("--backups", "folder", metavar="DIR", type=click.Path(), help="where the backups are")
@given
def rescue(run: CliContext, file: str | None, output: str, folder: str | None) -> int:
    """Save what can be saved of a damaged log into a new file."""
    from hinge_log.cli.care import rescue as command

    return command(run, file, output, folder=folder)


@hinge_log.command(
    examples=(
        "hinge-log config list",
        "hinge-log config get rest_s",
        "hinge-log config set rest_s 2:30",
        "hinge-log config set keys.log.set space,x",
        "hinge-log config lift deadlift                  what is set for one lift",
        "hinge-log config lift deadlift rest=3:00 bar=15 cue='long spine'",
        "hinge-log config lift rdl rest=off unit=lb      gym instead of a value: as the gym again",
    )
)
@click.argument(
    "action",
    metavar="list|get|set|lift|path|edit",
    type=click.Choice(("list", "get", "set", "lift", "path", "edit")),
)
@click.argument("name", required=False, type=Setting())
@click.argument("value", nargs=-1)
@given
def config(run: CliContext, action: str, name: str | None, value: Sequence[str]) -> int:
    """Show and change the settings, of the gym, of this machine, or of one lift."""
    if action == "lift":
        from hinge_log.cli.lift_config import lift

        return lift(run, ([] if name is None else [name, *value]))
    from hinge_log.cli import config as command

    if (name is not None) != (action in ("get", "set")) or bool(value) != (action == "set"):
        raise click.UsageError(
            "It is: list, get NAME, set NAME VALUE, lift LIFT NAME=VALUE, path, or edit.", click.get_current_context()
        )
    if action == "get":
        return command.get(run, name or "")
    if action == "set":
        return command.put(run, name or "", " ".join(value))
    return {"list": command.list_all, "path": command.path, "edit": command.edit}[action](run)


@hinge_log.command(examples=("hinge-log rest", "hinge-log rest 2:30"))
@click.argument("time", required=False)
@given
def rest(run: CliContext, time: str | None) -> int:
    """Count a rest down and ring the bell."""
    from hinge_log.cli.resting import rest as command

    return command(run, time)


@hinge_log.command(examples=("hinge-log drill drill-dowel-hinge", "hinge-log drill wall --sets 2 --cm 18"))
@click.argument("name", type=Lift())
@click.option("--sets", type=click.IntRange(1, 20), help="how many sets")
@click.option("--reps", type=click.IntRange(1, 50), help="how many reps in a set")
@click.option("--cm", type=click.FloatRange(1, 100), help="heels to the wall, for the wall drill")
@given
def drill(run: CliContext, /, name: str, **options: Any) -> int:
    """Lead through a drill, line by line."""
    from hinge_log.cli.drill import drill as command

    return command(run, name, **options)


@hinge_log.command(examples=("hinge-log hinge", "hinge-log hinge half --where laundry,box", "hinge-log hinge always"))
@click.argument("answer", metavar="[always|half|rarely|none]", required=False)
@click.option("--where", metavar="PLACES", help="where it came up: laundry,box")
@click.option("--at", metavar="DAY", help="another day: yesterday, 2026-03-01")
@given
def hinge(run: CliContext, answer: str | None, where: str | None, at: str | None) -> int:
    """Did you hinge at the hips today, when no one was watching?"""
    from hinge_log.cli.everyday import hinge as command

    return command(run, answer, where=where, at=at)


@hinge_log.command(examples=("hinge-log ladder",))
@given
def ladder(run: CliContext) -> int:
    """Show the stages, what the next one asks for, and what to do with the loads."""
    from hinge_log.cli.progress import ladder as command

    return command(run)


@hinge_log.command(examples=("hinge-log where",))
@given
def where(run: CliContext) -> int:
    """Say where the log and the settings are."""
    from hinge_log.cli.about import where as command

    return command(run)


@hinge_log.command(examples=('eval "$(hinge-log completion bash)"', "hinge-log completion fish | source"))
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@given
def completion(run: CliContext, shell: str) -> int:
    """Print the completion script of a shell."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None  # all three are click's own
    script = found(hinge_log, {}, PROGRAM, COMPLETE)
    # Not source(): it starts bash to ask for its version.
    run.out((script.source_template % script.source_vars()).rstrip())
    return 0


@hinge_log.command("help", examples=("hinge-log help log", "hinge-log help safety"))
@click.argument("topic", required=False)
@click.pass_context
def help_on(context: click.Context, topic: str | None) -> int:
    """Show the help of a command, or what to know before lifting."""
    run = context.ensure_object(CliContext)
    if topic == "safety":
        from hinge_log.cli.about import safety

        return safety(run)
    root = context.find_root()
    if topic is None:
        run.out(root.get_help())
        return 0
    _, command, _ = hinge_log.resolve_command(root, [topic])
    assert command is not None  # a name that is none was refused
    with click.Context(command, info_name=topic, parent=root) as inner:
        run.out(command.get_help(inner))
    return 0
