"""The click classes of the commands: their options, help and arguments, loads with a sign, completion in a shell."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click

from hinge_log.cli import output
from hinge_log.cli.context import CliContext, exercise_folder
from hinge_log.errors import HingeLogError
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from hinge_log.exercises.model import Exercise

    Text = click.ParamType[str]
else:
    Text = click.ParamType  # not generic before click 8.4

pass_cli = click.make_pass_decorator(CliContext, ensure=True)
SIGN = "\x00"
"""Put before a load such as -2.5, so that click does not take it for an option; no argument can hold it itself."""
_SWITCHES = (
    (("--json",), "json", "one JSON object on stdout; errors as JSON on stderr"),
    (("--plain",), "plain", "plain text, without colour or charts"),
    (("--no-color",), "no_color", "no colour; NO_COLOR does the same"),
    (("--no-input",), "no_input", "never ask anything"),
    (("-q", "--quiet"), "quiet", "print errors only"),
    (("-v", "--verbose"), "verbose", "also print which log was used and how long it took"),
)


class Command(click.Command):
    """A command with `examples`, which its help begins with; with `loads`, -2.5 is an argument and no option.

    One that only `reads` makes no log where there is none.
    """

    def __init__(
        self, *args: Any, examples: Sequence[str] = (), loads: bool = False, reads: bool = False, **kwargs: Any
    ) -> None:
        kwargs["add_help_option"] = False  # shared_options has its own, which prints through the one door
        super().__init__(*args, **kwargs)
        self.examples = examples
        self.loads = loads
        self.reads = reads
        self.params += shared_options()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; text is UTF-8 whatever the locale, and refused where it is not; a path is any bytes."""
        if self.loads:
            args = [f"{SIGN}{word}" if word[:1] == "-" and word[1:2].isdigit() else word for word in args]
        rest = super().parse_args(ctx, args)
        for parameter in self.params:
            name = parameter.name or ""
            value = ctx.params.get(name)
            if isinstance(parameter.type, click.Path) or value is None:
                continue
            if isinstance(value, tuple):
                ctx.params[name] = tuple(_as_utf8(ctx, parameter, each) for each in value)
            else:
                ctx.params[name] = _as_utf8(ctx, parameter, value)
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        ctx.ensure_object(CliContext).reading = self.reads
        return super().invoke(ctx)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help, examples first."""
        write_examples(formatter, self.examples)
        super().format_help(ctx, formatter)


def command(*examples: str, name: str | None = None, **options: Any) -> Callable[[Callable[..., int]], Command]:
    """Make a function a command that is handed the CliContext first; `examples` begin its help."""

    def make(function: Callable[..., int]) -> Command:
        return click.command(name, cls=Command, examples=examples, **options)(pass_cli(function))

    return make


def _as_utf8(ctx: click.Context, parameter: click.Parameter, value: object) -> object:
    """A text with what the locale could not decode read as UTF-8; raises BadParameter where it is not."""
    if not isinstance(value, str) or not any("\ud800" <= character <= "\udfff" for character in value):
        return value
    try:
        return os.fsencode(value).decode("utf-8")
    except UnicodeError:
        text = os.fsencode(value).decode("utf-8", "backslashreplace")
        raise click.BadParameter(f"'{shown(text)}' is not valid UTF-8 text. Type it again.", ctx, parameter) from None


def write_examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """Write the examples of a command's help."""
    if examples:
        with formatter.section("Examples"):
            for line in examples:
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")
        formatter.write("\n")


def shared_options() -> list[click.Parameter]:
    """The options that every command has, before its name or after it."""
    options: list[click.Parameter] = [
        click.Option(
            ["--db"],
            metavar="PATH",
            help="the log file; HINGE_LOG_DB does the same",
            expose_value=False,
            callback=_put_option,
        )
    ]
    for names, _, help_text in _SWITCHES:
        options.append(click.Option(names, is_flag=True, help=help_text, expose_value=False, callback=_put_option))
    options.append(
        click.Option(
            ["-h", "--help"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            help="Show this message and exit.",
            callback=_show_help,
        )
    )
    return options


def _put_option(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    if value:
        setattr(context.ensure_object(CliContext), parameter.name or "", value)
    return value


def _show_help(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        output.write_line(context.get_help())
        context.exit()


class LazyGroup(click.Group):
    """A group of commands, each imported when it runs: `commands_at` names "module" or "module:attribute" of each.

    Its help begins with `examples`; commands in `first` stand on top of the list.
    """

    def __init__(
        self,
        *args: Any,
        commands_at: Mapping[str, str],
        examples: Sequence[str] = (),
        first: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        kwargs["add_help_option"] = False
        super().__init__(*args, **kwargs)
        self.commands_at = commands_at
        self.examples = examples
        self.first = first
        self.params += shared_options()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of the commands, sorted."""
        return sorted(self.commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None for a name that is none."""
        place = self.commands_at.get(cmd_name)
        if place is None:
            return None
        from importlib import import_module

        module, _, attribute = place.partition(":")
        command = getattr(import_module(f"hinge_log.cli.{module}"), attribute or module)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a name that is none gets the nearest ones."""
        if args and args[0] not in self.commands_at and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0][:40], list(self.commands_at), n=3, cutoff=0.6)
            hint = f"Did you mean {' or '.join(near)}?" if near else "'hinge-log --help' lists the commands."
            raise click.UsageError(f"There is no command '{shown(args[0])}'. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help, examples first."""
        write_examples(formatter, self.examples)
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, those used most on top."""
        rest = [name for name in self.list_commands(ctx) if name not in self.first]
        for title, names in (("Used most", self.first), ("More" if self.first else "Commands", rest)):
            commands = [(name, self.get_command(ctx, name)) for name in names]
            rows = [(name, command.get_short_help_str(64)) for name, command in commands if command]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def _items(rows: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    """The names that begin as typed, each with its help."""
    from click.shell_completion import CompletionItem

    from hinge_log.text import shown

    typed = incomplete.casefold()
    return [CompletionItem(shown(n), help=shown(text) or None) for n, text in rows if n.casefold().startswith(typed)]


def _context_with_log(ctx: click.Context) -> CliContext | None:
    """The context of the command line, where its log exists: completing makes no file."""
    cli = ctx.find_object(CliContext)
    return cli if cli is not None and os.path.exists(cli.path) else None


class LiftName(Text):
    """A lift, or a set with a sign that click must not read as an option; lifts are completed, the user's own too."""

    name = "lift"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the word as it was typed."""
        return str(value).removeprefix(SIGN)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Give the lifts with an id, a name or an alias that begins as typed."""
        from click.shell_completion import CompletionItem

        from hinge_log.exercises.catalogue import load
        from hinge_log.text import shown

        cli = _context_with_log(ctx)
        try:
            own: Sequence[Exercise] = cli.own if cli is not None else ()
            exercises = [*load(exercise_folder()).exercises.values(), *own]
        except HingeLogError:
            return []
        typed = incomplete.casefold()
        matches = [each for each in exercises if each.id.casefold().startswith(typed)]
        matches += [
            each
            for each in exercises
            if each not in matches
            and any(text.casefold().startswith(typed) for text in (*each.typed, each.name if each.own else each.id))
        ]
        return [CompletionItem(shown(each.id), help=shown(each.name)) for each in matches]


class SettingValue(Text):
    """The value of the setting that was typed: themes and other words it may have."""

    name = "value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the word as it was typed."""
        return str(value).removeprefix(SIGN)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Give the words that the setting may have."""
        from hinge_log.cli.config import words_for

        return _items([(word, "") for word in words_for(str(ctx.params.get("name") or ""))], incomplete)


def name_and_parts(words: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The name that words begin with, and the NAME=VALUE parts behind it; a word without = goes on with the last."""
    name: list[str] = []
    parts: dict[str, str] = {}
    last = ""
    for word in words:
        key, equals, value = word.partition("=")
        if equals:
            last = key.strip().lower()
            parts[last] = value
        elif last:
            parts[last] = f"{parts[last]} {word}".strip()
        else:
            name.append(word)
    return " ".join(name), parts


def check_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The words for the checks of the lift that was typed."""
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
    return _items([(words_of[0], item.cue) for item, (_, words_of) in named], incomplete)


def setting_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of settings, or of lifts after `config lift`."""
    from hinge_log.cli.config import GYM, LOOK

    if ctx.params.get("action") == "lift":
        return LiftName().shell_complete(ctx, param, incomplete)
    return _items([(name, "") for name in (*GYM, *LOOK)], incomplete)


def family_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The families of exercises."""
    from hinge_log.exercises.catalogue import FAMILIES

    return _items([(name.replace("_", "-"), "") for name in ("hinge", *FAMILIES)], incomplete)


def plan_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The plans in the log."""
    from hinge_log.store.plans import all_plans

    cli = _context_with_log(ctx)
    try:
        plans = all_plans(cli.store) if cli is not None else []
    except HingeLogError:
        return []
    return _items([(each.name, "") for each in plans], incomplete)


def starter_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The starter plans."""
    from hinge_log.training.starters import STARTERS

    return _items([(each.name, each.about) for each in STARTERS], incomplete)


def theme_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The themes of the screens."""
    from hinge_log.cli.config import words_for

    return _items([(word, "") for word in words_for("theme")], incomplete)
