"""`ladder`: the way to heavier hinges."""

from __future__ import annotations

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext


@command("hinge-log ladder", "hinge-log ladder --json", reads=True)
def ladder(cli: CliContext) -> int:
    """Show the stages and what the next one needs."""
    from hinge_log.charts.ladder_words import ladder_lines, load_line, name_of
    from hinge_log.store.ladder import progress

    gym, today = cli.gym, cli.store.clock.now().day
    standing = progress(cli.store, cli.catalogue, today=today, step=gym.load(gym.step), start_at=gym.start_at)
    stages = standing.ladder
    if cli.json:
        steps = [
            {
                "gate": state.step.gate,
                "targets": list(state.step.targets),
                "have": state.have,
                "need": state.need,
                "passed": state.passed,
                "missing": list(state.missing),
            }
            for state in stages.next_steps()
        ]
        values: dict[str, object] = {"stage": stages.stage, "earned": stages.earned, "placed": stages.placed}
        loads = [{"exercise": each.exercise, "advice": load_line(each, cli.catalogue)} for each in standing.loads]
        return cli.data(
            "ladder",
            values | {"next": steps, "loads": loads, "closed": [name_of(cli.catalogue, k) for k in stages.closed]},
        )
    for line in ladder_lines(stages, standing.loads, cli.catalogue, today=today, ascii_only=cli.ascii_only):
        cli.out(line)
    return 0
