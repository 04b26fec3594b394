"""`weight`: the lifter's bodyweight."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import UNDO, CliContext
from hinge_log.cli.values import day_value, load_value
from hinge_log.clock import date_text, day_words
from hinge_log.text import shown
from hinge_log.training.load import read_load

SHOWN = 10
"""So many weighings are listed."""


@command(
    "hinge-log weight 82.4                  weighed now, in the gym's unit",
    "hinge-log weight 181lb --at yesterday  on another day",
    "hinge-log weight                       the latest weights and the four-week change",
)
@click.argument("weight", metavar="[LOAD]", required=False)
@click.option("--at", metavar="WHEN", help="when you weighed it: yesterday, 2026-03-01, '2026-03-01 7:00'")
@click.option("--note", metavar="TEXT", help="a note on the weight")
def weight(cli: CliContext, weight: str | None, at: str | None, note: str | None) -> int:
    """Log your bodyweight, or list it with its trend."""
    if weight is None and (at is not None or note is not None):
        raise click.UsageError("Which weight? hinge-log weight 82.4")
    cli.reading = weight is None
    if weight is not None:
        from hinge_log.store.bodyweights import add_bodyweight

        moment = None
        if at is not None:
            from hinge_log.training.typed_days import moment_of

            moment = moment_of(at, cli.store.clock.now())
        added = add_bodyweight(cli.store, read_load(weight, cli.unit), note=cli.fitting(note or "", "note"), at=moment)
        if not cli.json:
            day = "" if at is None else f" on {date_text(added.day, today=cli.store.clock.now().day)}"
            return cli.done("weight", {}, f"Bodyweight {added.weight.text} {added.weight.unit}{day}. {UNDO}")
    return _show(cli)


def _show(cli: CliContext) -> int:
    from hinge_log.charts.bodyweight_words import trend_line
    from hinge_log.store.bodyweights import bodyweights, weighings
    from hinge_log.training.bodyweight import bodyweight_trend

    every, today, unit = bodyweights(cli.store), cli.store.clock.now().day, cli.unit
    last = every[-1] if every else None
    trend = bodyweight_trend(weighings(cli.store, every[-1].day)) if every else None
    if cli.json:
        rows = [
            {"id": each.id, "date": day_value(each.day), "weight": load_value(each.weight), "note": each.note}
            for each in every
        ]
        values = {
            "weight": load_value(last.weight) if last else None,
            "mean_7_days_g": trend.mean_g if trend else None,
            "change_28_days_g": trend.change_g if trend else None,
            "weights": rows,
        }
        return cli.data("weight", values)
    if last is None:
        cli.say("No bodyweight yet: hinge-log weight 82.4")
        return 0
    for each in every[-SHOWN:]:
        note = f"  {shown(each.note)}" if each.note else ""
        cli.out(f"{day_words(each.day, today)}  {each.weight.text:>6} {each.weight.unit}{note}")
    if trend is not None:
        cli.out(trend_line(trend, unit))
    return 0
