"""`hinge`: the hinge outside of workouts, asked once a day."""

from __future__ import annotations

from hinge_log.errors import EntryError
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.run import Run


def hinge(run: Run, answer: str | None = None, *, where: str | None = None, at: str | None = None) -> int:
    """Keep the answer of a day, or show the last two weeks."""
    from hinge_log.charts.everyday_words import everyday_lines
    from hinge_log.cli.values import day_value
    from hinge_log.store import everyday as kept
    from hinge_log.training.everyday import caught, parse_answer, parse_places

    now = run.store.clock.now()
    day = now.day
    if at is not None:
        from hinge_log.cli.when import day_of

        day = day_of(at, now)
        if day > now.day:
            raise EntryError("when", f"{shown(at)} is still to come", "yesterday, 2026-03-01")
    if answer is not None:
        kept.answer(run.store, day, parse_answer(answer), parse_places(where or ""))
    elif where is not None or at is not None:
        raise EntryError("answer", "Which answer?", "hinge-log hinge half --where laundry,box")
    checks = kept.checks(run.store, now.day - 55)
    if run.json:
        days = [{"date": day_value(c.day), "answer": c.answer.value, "places": list(c.places)} for c in checks]
        return run.data("hinge", {"today": day_value(now.day), "caught": caught(checks), "answers": days})
    if answer is not None and run.quiet:
        return 0
    for line in everyday_lines(checks, today=now.day, ascii_only=run.ascii_only):
        run.out(line)
    return 0
