"""`report`: a page that a coach can read."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.context import CliContext


def report(cli: CliContext, *, weeks: int = 4, output: str | None = None, force: bool = False) -> int:
    """Write the page as Markdown to stdout or to a file; a file that is there is kept, unless forced."""
    from hinge_log.charts.report import report_page
    from hinge_log.store.coach import report_of

    to_file = output is not None and output != "-"
    if output is not None and to_file:
        from hinge_log.cli.exporting import free

        free(output, force=force)
    today = cli.store.clock.now().day
    found = report_of(cli.store, cli.catalogue, cli.exercise, today=today, weeks=weeks, unit=cli.gym.unit)
    text = report_page(found, ascii=cli.ascii_only and not to_file)
    if output is not None and to_file:
        from hinge_log.cli.exporting import save
        from hinge_log.text import shown

        save(output, [text])
        cli.say(f"Written: {shown(output)}")
    if cli.json:
        return cli.data("report", {"weeks": weeks, "path": output if to_file else None, "markdown": text})
    if not to_file:
        sys.stdout.write(text)
    return 0
