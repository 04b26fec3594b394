"""`trend`: form over time, by load, by fault, and strength."""

from __future__ import annotations

from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.charts.view import Mode
    from hinge_log.cli.run import Run
    from hinge_log.training.trend import SessionPoint, TrendData

MODES = ("time", "load", "fault", "strength")
STYLES = {
    "strong": "1", "title": "1", "muted": "2", "grid": "2", "whisker": "2", "data": "34", "seen": "34", "line": "34",
    "quick": "36", "fault": "33", "cursor": "1;34",
}  # fmt: skip


def trend(run: Run, lift: str, *, weeks: int = 12, by: Mode = "time") -> int:
    """The chart of one lift to the width of the terminal, a table with --plain."""
    from hinge_log.store.trends import trend_data

    exercise = run.find(lift)
    data = trend_data(
        run.store, run.catalogue, exercise, today=run.store.clock.now().day, weeks=weeks, unit=run.gym.unit
    )
    if run.json:
        return _json(run, data, exercise.id)
    if not data.working:
        run.say(f"No sets of {shown(exercise.name)} in the last {weeks} weeks.")
        return 0
    if run.plain:
        return _table(run, data)
    from hinge_log.charts.view import trend_view
    from hinge_log.cli.run import screen

    width, height = screen()
    rows = trend_view(data, width, min(max(18, height - 2), 40), by, ascii=run.ascii_only)
    while rows and not rows[-1]:
        rows.pop()
    for row in rows:
        run.out("".join(run.styled(text, STYLES[style]) if style in STYLES else text for text, style in row).rstrip())
    return 0


def basis_of(data: TrendData, point: SessionPoint) -> str:
    """What a session's rating rests on; sets seen by others count as checked when one was."""
    if point.source != "seen":
        return point.source
    own = (p for p in data.working if p.workout_id == point.workout_id and p.source == "seen")
    return "checked" if any(p.basis == "checked" for p in own) else "quick"


def _json(run: Run, data: TrendData, key: str) -> int:
    from hinge_log.cli.values import day_value
    from hinge_log.training.faults import item_counts
    from hinge_log.training.periods import notes
    from hinge_log.training.trend import session_points
    from hinge_log.training.trend_line import line

    points = session_points(data.working)
    return run.data(
        "trend",
        {
            "exercise": key,
            "from": day_value(data.start),
            "to": day_value(data.end),
            "points": [
                {
                    "date": day_value(point.day),
                    "median": point.median,
                    "worst": point.worst,
                    "best": point.best,
                    "n": point.n,
                    "basis": basis_of(data, point),
                    "judged_by": point.judges[0] if len(point.judges) == 1 else "several",
                    "workout": point.workout_id,
                }
                for point in points
            ],
            "line": [
                {"date": day_value(day), "value": value, "source": run_.source}
                for run_ in line(points)
                for day, value in run_.points
            ],
            "faults": [
                {"item": c.item, "slips": c.slipped, "checks": c.checked, "fault": data.faults.get(c.item)}
                for c in item_counts(data.working)
            ],
            "rated": sum(point.source is not None for point in data.working),
            "working_sets": len(data.working),
            "notes": list(notes(data)),
        },
    )


def _table(run: Run, data: TrendData) -> int:
    from hinge_log.cli.values import day_value
    from hinge_log.training.faults import item_counts
    from hinge_log.training.periods import notes, title
    from hinge_log.training.trend import session_points

    run.out(f"{shown(data.lift)}: {title(data)}")
    points = session_points(data.working)
    if points:
        run.out("date        median  worst  best  sets  basis    judged by")
    for point in points:
        middle = "-" if point.median is None else f"{point.median:g}"
        judges = ", ".join(point.judges)
        numbers = f"{middle:>6}  {point.worst:>5}  {point.best:>4}  {point.n:>4}"
        run.out(f"{day_value(point.day)}  {numbers}  {basis_of(data, point):<7}  {judges}")
    for count in item_counts(data.working):
        if count.slipped:
            words = data.faults.get(count.item) or count.item
            run.out(f"slipped: {shown(words)}, {count.slipped} of {count.checked} checked sets")
    for note in notes(data):
        run.out(note)
    return 0
