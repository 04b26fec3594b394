"""`weight`: the lifter's bodyweight."""

from __future__ import annotations

import click

from hinge_log.cli.command import Command, pass_cli
from hinge_log.cli.context import CliContext
from hinge_log.cli.plates import load_of
from hinge_log.cli.values import day_value, load_value
from hinge_log.cli.words import day_words
from hinge_log.text import shown

SHOWN = 10
"""So many weighings are listed."""
DAYS = 28


@click.command(
    cls=Command,
    examples=(
        "hinge-log weight 82.4                  weighed now, in the gym's unit",
        "hinge-log weight 181lb --at yesterday  on another day",
        "hinge-log weight                       the last ones, and the change in four weeks",
    ),
)
@click.argument("weight", metavar="[LOAD]", required=False)
@click.option("--at", metavar="WHEN", help="when it was: yesterday, 2026-03-01, '2026-03-01 7:00'")
@click.option("--note", metavar="TEXT", help="a note on it")
@pass_cli
@click.pass_context
def weight(context: click.Context, cli: CliContext, /, weight: str | None, at: str | None, note: str | None) -> int:
    """Log your bodyweight, or list it with its trend."""
    if weight is None and (at is not None or note is not None):
        raise click.UsageError("Which weight? hinge-log weight 82.4", context)
    cli.reading = weight is None
    if weight is not None:
        from hinge_log.store.bodyweights import add_bodyweight

        moment = None
        if at is not None:
            from hinge_log.cli.when import moment_of

            moment = moment_of(at, cli.store.clock.now())
        added = add_bodyweight(cli.store, load_of(weight, cli.unit), note=note or "", at=moment)
        if not cli.json and not cli.quiet:
            day = "" if at is None else f" on {day_words(added.day, cli.store.clock.now().day)}"
            cli.out(f"Bodyweight {added.weight.text} {added.weight.unit}{day}. undo: hinge-log undo")
        if not cli.json:
            return 0
    return _show(cli)


def _show(cli: CliContext) -> int:
    from hinge_log.store.bodyweights import bodyweights
    from hinge_log.training.load import Load

    every, today, unit = bodyweights(cli.store), cli.store.clock.now().day, cli.unit
    last = every[-1] if every else None
    before = [each for each in every if last and each.day <= last.day - DAYS]
    change = last.weight.grams - before[-1].weight.grams if last and before else None
    if cli.json:
        rows = [
            {"id": each.id, "date": day_value(each.day), "weight": load_value(each.weight), "note": each.note}
            for each in every
        ]
        latest = load_value(last.weight) if last else None
        return cli.data("weight", {"weight": latest, "change_28_days_g": change, "weights": rows})
    if last is None:
        cli.say("No bodyweight yet: hinge-log weight 82.4")
        return 0
    for each in every[-SHOWN:]:
        note = f"  {shown(each.note)}" if each.note else ""
        cli.out(f"{day_words(each.day, today)}  {each.weight.text:>6} {each.weight.unit}{note}")
    if change is not None:
        amount = Load.from_grams(abs(change), unit)
        sign = "+" if change > 0 else "-" if change < 0 else ""
        cli.out(f"{sign}{round(float(amount.value), 1):g} {unit} in four weeks")
    return 0
