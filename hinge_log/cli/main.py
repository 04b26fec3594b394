"""The command line: the group of all commands, and how a run ends.

0  done, also when a reading command finds no data      3  no such lift, workout or file, or several
1  failed: log, disk, output                            4  the user must decide first
2  wrong usage, unreadable set                          5  `doctor` or `hub check` names a problem
                                                        130, 143  interrupted, terminated
"""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import sys
import time
from typing import TYPE_CHECKING, Any

import click

from hinge_log import __version__
from hinge_log.cli import output
from hinge_log.cli.command import LazyGroup, pass_cli, theme_names
from hinge_log.cli.context import CliContext
from hinge_log.errors import EntryError, HingeLogError, NeedsDecision, NotFound
from hinge_log.text import shown

if TYPE_CHECKING:
    from types import FrameType

    from hinge_log.clock import Clock

PROGRAM = "hinge-log"
COMPLETE = "_HINGE_LOG_COMPLETE"
"""The variable with which a shell asks for completions instead of running a command."""

FAILED, USAGE, NOT_FOUND, UNDECIDED, INTERRUPTED = 1, 2, 3, 4, 130

IN_MODULES = {
    "coach": "coach",
    "config": "config",
    "edit": "edit video",
    "exercises": "cues exercises merge rename show",
    "exporting": "export report",
    "gym": "gym plates",
    "help": "completion",
    "history": "compare history",
    "hub": "hub",
    "log": "log",
    "log_file": "backup doctor rescue restore where",
    "plain": "plain",
    "plans": "plans",
    "practice": "drill hinge ladder",
    "rest": "rest",
    "stats": "stats week",
    "sync": "sync",
    "today": "status today",
    "trend": "trend",
    "undo": "redo undo",
    "weight": "weight",
    "workouts": "finish start",
}
"""The modules of `hinge_log.cli` with the commands in them whose functions have the same name."""

COMMANDS = {name: f"{module}:{name}" for module, names in IN_MODULES.items() for name in names.split()} | {
    "help": "help:help_on",
    "import": "importing:import_file",
    "next": "today:next_set",
    "open": "workouts:open_command",
}
"""Every command with the module of `hinge_log.cli` that it is imported from when it runs."""


@click.group(
    cls=LazyGroup,
    commands_at=COMMANDS,
    first=("log", "today", "undo", "trend", "cues"),
    invoke_without_command=True,
    context_settings={"max_content_width": 100},
    examples=(
        "hinge-log                                  open the app",
        "hinge-log log deadlift 100x5 f4            log a set, rate it 4 of 5",
        "hinge-log log .                            the same set again",
        "hinge-log undo                             undo the last change",
        "hinge-log trend deadlift                   form over 12 weeks",
    ),
)
@click.version_option(__version__, "-V", "--version", prog_name=PROGRAM, message="%(prog)s %(version)s")
@click.option(
    "--theme",
    default="",
    metavar="NAME",
    shell_complete=theme_names,
    help="slate, chalk, contrast, or one of Textual's",
)
@click.option("--ascii", "ascii_only", is_flag=True, default=None, help="use ASCII only; HINGE_LOG_ASCII does the same")
@click.option("--mono", is_flag=True, default=None, help="use no colour; NO_COLOR does the same")
@click.option("--no-mouse", "mouse", flag_value=False, default=None, help="leave the mouse to the terminal")
@click.option("--no-motion", "motion", flag_value=False, default=True, help="no animation, except for the clock")
@pass_cli
@click.pass_context
def hinge_log(context: click.Context, cli: CliContext, /, **look: Any) -> int | None:
    """A workout log and technique checklist for the hip hinge. Without a command it opens the app."""
    if context.invoked_subcommand is not None:
        return None
    if not cli.can_open_screens:
        from hinge_log.cli.today import show_today

        cli.reading = True
        return show_today(cli)
    import gc

    gc.disable()  # it would delay the first frame; the app enables it again after that
    from hinge_log.launch import Looks
    from hinge_log.launch import run as run_screens

    return run_screens(cli.path, Looks(**look))


def run(words: list[str], *, clock: Clock | None = None) -> int:
    """Run one command line and give its exit code; nothing but a bug raises."""
    cli = CliContext(clock=clock)
    as_json = "--json" in words
    began = time.perf_counter()
    _forget_unreadable()
    try:
        code = _invoke(words, cli)
        output.flush()
        _remark_on_unreadable(cli)
        if cli.verbose:
            cli.say(f"{shown(os.path.abspath(cli.path))}: {time.perf_counter() - began:.3f} s")
    except HingeLogError as error:
        code = _fail(error, as_json=cli.json or as_json)
    except sqlite3.Error as error:
        code = _fail(_in_words(error, cli.path), as_json=cli.json or as_json)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read along has seen enough; the interpreter must not flush into the closed pipe either.
        output.discard()
        code = 0
    except output.OutputError as error:
        output.discard()
        message = f"The output cannot be written: {error.reason}."
        code = _fail(HingeLogError(message, cli.saved_words()), as_json=cli.json or as_json)
    finally:
        cli.close()
    return code


def _remark_on_unreadable(cli: CliContext) -> None:
    packed = sys.modules.get("hinge_log.store.packed")
    if packed is not None and packed.unreadable:
        cli.say(packed.unreadable_remark())
    cli.say_backup_failure()


def _forget_unreadable() -> None:
    packed = sys.modules.get("hinge_log.store.packed")
    if packed is not None:
        packed.unreadable.clear()


def _invoke(words: list[str], cli: CliContext) -> int:
    """Run a command line through the group of commands and give its exit code."""
    _exit_on_terminate()
    instruction = os.environ.get(COMPLETE)
    if instruction:
        from click.shell_completion import shell_complete

        try:
            return shell_complete(hinge_log, {"obj": cli}, PROGRAM, COMPLETE, instruction)
        except (OSError, ValueError) as error:
            output.fail(error)
    try:
        # Not main(): it would answer a closed pipe with 1.
        with hinge_log.make_context(PROGRAM, list(words), obj=cli) as context:
            code: Any = hinge_log.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        return _fail_usage(error, as_json=cli.json or "--json" in words)
    return code if isinstance(code, int) else 0


def _fail_usage(error: click.ClickException, *, as_json: bool) -> int:
    """Say on stderr what is wrong with a command line."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and not as_json:
        output.write_remark(error.message)
        return USAGE
    message = " ".join(shown(error.format_message()).split())
    if as_json:
        output.write_error_fields({"code": "usage", "message": message})
        return USAGE
    context = error.ctx if isinstance(error, click.UsageError) else None
    output.write_remark(f"hinge-log: {message}\n  '{context.command_path if context else PROGRAM} --help' shows how.")
    return USAGE


def _fail(error: HingeLogError, *, as_json: bool) -> int:
    """Say on stderr what went wrong and give the exit code."""
    output.write_error(error, as_json=as_json)
    if isinstance(error, EntryError):
        return USAGE
    if isinstance(error, NotFound):
        return NOT_FOUND
    return UNDECIDED if isinstance(error, NeedsDecision) else FAILED


def _in_words(error: sqlite3.Error, path: str) -> HingeLogError:
    from hinge_log.store.connection import translate_errors

    try:
        with translate_errors(path):
            raise error
    except HingeLogError as plain:
        return plain


def _exit_on_terminate() -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    # Outside the main thread it may not be set, and whoever runs it there has its own way to end.
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGTERM, stop)
