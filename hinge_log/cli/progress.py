"""`ladder`: the way to heavier hinges."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.context import CliContext


def ladder(cli: CliContext) -> int:
    """Where one stands on the ladder, what the next stage asks for, and what to do with the loads."""
    from hinge_log.charts.ladder_words import ladder_lines, load_line, name_of
    from hinge_log.store.ladder import progress

    gym, today = cli.gym, cli.store.clock.now().day
    found = progress(cli.store, cli.catalogue, today=today, step=gym.load(gym.step), start_at=gym.start_at)
    ladder = found.ladder
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
            for state in ladder.next_steps()
        ]
        values: dict[str, object] = {"stage": ladder.stage, "earned": ladder.earned, "placed": ladder.placed}
        loads = [{"exercise": each.exercise, "advice": load_line(each, cli.catalogue)} for each in found.loads]
        return cli.data(
            "ladder",
            values | {"next": steps, "loads": loads, "closed": [name_of(cli.catalogue, k) for k in ladder.closed]},
        )
    for line in ladder_lines(ladder, found.loads, cli.catalogue, today=today, ascii_only=cli.ascii_only):
        cli.out(line)
    return 0
