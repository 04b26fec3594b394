"""`hinge`: the hinge outside of workouts, asked once a day."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.errors import EntryError
from hinge_log.text import shown


@command("hinge-log hinge", "hinge-log hinge half --where laundry,box", "hinge-log hinge always")
@click.argument("answer", metavar="[always|half|rarely|none]", required=False)
@click.option("--where", metavar="PLACES", help="where it came up: laundry,box")
@click.option("--at", metavar="DAY", help="another day: yesterday, 2026-03-01")
def hinge(cli: CliContext, answer: str | None, where: str | None, at: str | None) -> int:
    """Did you hinge at the hips today, when no one was watching?"""
    from hinge_log.charts.everyday_words import everyday_lines
    from hinge_log.cli.values import day_value
    from hinge_log.store import everyday as kept
    from hinge_log.training.everyday import caught, parse_answer, parse_places

    cli.reading = answer is None
    now = cli.store.clock.now()
    day = now.day
    if at is not None:
        from hinge_log.training.typed_days import day_of

        day = day_of(at, now)
        if day > now.day:
            raise EntryError("when", f"{shown(at)} is still to come", "yesterday, 2026-03-01")
    if answer is not None:
        kept.answer(cli.store, day, parse_answer(answer), parse_places(where or ""))
    elif where is not None or at is not None:
        raise EntryError("answer", "Which answer?", "hinge-log hinge half --where laundry,box")
    checks = kept.checks(cli.store, now.day - 55)
    if cli.json:
        days = [{"date": day_value(c.day), "answer": c.answer.value, "places": list(c.places)} for c in checks]
        return cli.data("hinge", {"today": day_value(now.day), "caught": caught(checks), "answers": days})
    if answer is not None and cli.quiet:
        return 0
    for line in everyday_lines(checks, today=now.day, ascii_only=cli.ascii_only):
        cli.out(line)
    return 0
