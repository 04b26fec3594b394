"""The parts that the command tree is made of: options that every command has, help, near misses, loads with a sign."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from hinge_log.cli.context import CliContext
from hinge_log.errors import HingeLogError

F = TypeVar("F", bound=Callable[..., Any])

if TYPE_CHECKING:
    Text = click.ParamType[str]
else:
    Text = click.ParamType  # not generic before click 8.4

COMMON = ("log", "today", "undo", "trend", "cues")
_SIGN = "\x00"
"""Put before a load such as -2.5, so that it is not taken for an option; no argument can hold it itself."""


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def keep(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
        if value:
            setattr(context.ensure_object(CliContext), name, value)
        return value

    return keep


def _everywhere() -> list[click.Parameter]:
    """The options that every command has, before its name or after it."""
    switches = (
        (("--json",), "json", "one JSON object on stdout; errors as JSON on stderr"),
        (("--plain",), "plain", "bare text without alignment to the terminal, colour or charts"),
        (("--no-color",), "no_color", "no colour; NO_COLOR does the same"),
        (("--no-input",), "no_input", "never ask anything"),
        (("-q", "--quiet"), "quiet", "say nothing but errors"),
        (("-v", "--verbose"), "verbose", "say more: also which log it was and how long it took"),
    )
    options: list[click.Parameter] = [
        click.Option(
            ["--db"], metavar="PATH", help="the log file, as HINGE_LOG_DB", expose_value=False, callback=_keep("db")
        )
    ]
    for names, field, words in switches:
        options.append(click.Option(names, is_flag=True, help=words, expose_value=False, callback=_keep(field)))
    return options


class Command(click.Command):
    """A command with `examples`, which its help begins with."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), loads: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples
        self.loads = loads
        self.params += _everywhere()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; where loads are typed, -2.5 is one."""
        if self.loads:
            args = [f"{_SIGN}{word}" if word[:1] == "-" and word[1:2].isdigit() else word for word in args]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help, examples first."""
        _examples(formatter, self.examples)
        super().format_help(ctx, formatter)


class Group(click.Group):
    """The program: examples, the five commands that are used most, then the rest."""

    command_class = Command
    examples: Sequence[str] = ()

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help, examples first."""
        _examples(formatter, self.examples)
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, those used most on top."""
        names = self.list_commands(ctx)
        rest = sorted(name for name in names if name not in COMMON)
        often = [name for name in COMMON if name in names]
        for title, part in (("Used most", often), ("More" if often else "Commands", rest)):
            rows = [
                (name, self.commands[name].get_short_help_str(60)) for name in part if not self.commands[name].hidden
            ]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a name that is none gets the nearest ones."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0][:40], list(self.commands), n=3, cutoff=0.6)
            hint = f"Did you mean {' or '.join(near)}?" if near else "'hinge-log --help' lists the commands."
            from hinge_log.text import shown

            raise click.UsageError(f"There is no command '{shown(args[0])}'. {hint}", ctx)
        return super().resolve_command(ctx, args)


def _examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    if examples:
        with formatter.section("Examples"):
            for line in examples:
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")
        formatter.write("\n")


def unsigned(words: Sequence[str]) -> list[str]:
    """Give the words as they were typed."""
    return [word.removeprefix(_SIGN) for word in words]


def common(function: F) -> F:
    """Give the group the options that every command has."""
    parameters: list[click.Parameter] = getattr(function, "__click_params__", [])
    function.__click_params__ = [*reversed(_everywhere()), *parameters]  # type: ignore[attr-defined]
    return function


class Lift(Text):
    """The name of a lift, completed in the shell."""

    name = "lift"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Give the names that begin like this."""
        from hinge_log.cli.context import exercise_folder
        from hinge_log.exercises.catalogue import load
        from hinge_log.text import shown

        try:
            exercises = [*load(exercise_folder()).exercises.values(), *_own(ctx)]
        except HingeLogError:
            return []
        wanted = incomplete.casefold()
        found = [each for each in exercises if each.id.casefold().startswith(wanted)]
        found += [
            each for each in exercises if each not in found and any(t.casefold().startswith(wanted) for t in each.typed)
        ]
        return [CompletionItem(each.id, help=shown(each.name)) for each in found]


def _own(ctx: click.Context) -> Sequence[Any]:
    import os

    cli = ctx.find_object(CliContext)
    return cli.own if cli is not None and os.path.exists(cli.path) else ()


class Items(Text):
    """A check of the lift that was typed, completed in the shell."""

    name = "item"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Give the words for its checks."""
        from hinge_log.cli.context import exercise_folder
        from hinge_log.cli.entering import part
        from hinge_log.exercises.catalogue import load
        from hinge_log.training.suggestion import item_words

        words = ctx.params.get("words") or ctx.args
        try:
            catalogue = load(exercise_folder())
            items = catalogue.items_for(catalogue.find(" ".join(words[: part(words)])))
        except HingeLogError:
            return []
        named = zip(items, item_words(items), strict=True)
        return [CompletionItem(w[0], help=item.cue) for item, (_, w) in named if w[0].startswith(incomplete)]


class Setting(Text):
    """The name of a setting, completed in the shell."""

    name = "name"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Give the names that begin like this."""
        from hinge_log.cli.config import GYM, LOOK

        if ctx.params.get("action") == "lift":
            return Lift().shell_complete(ctx, param, incomplete)
        return [CompletionItem(name) for name in (*GYM, *LOOK) if name.startswith(incomplete)]


class Family(Text):
    """A family of exercises, completed in the shell."""

    name = "family"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Give the names that begin like this."""
        from hinge_log.exercises.catalogue import FAMILIES

        names = (name.replace("_", "-") for name in FAMILIES)
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]
