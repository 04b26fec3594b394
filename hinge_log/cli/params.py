"""The types of the commands' arguments: how they are completed in a shell."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from hinge_log.cli.command import SIGN
from hinge_log.cli.context import CliContext, exercise_folder
from hinge_log.errors import HingeLogError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from hinge_log.exercises.model import Exercise

    Text = click.ParamType[str]
else:
    Text = click.ParamType  # not generic before click 8.4


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
