"""The weekly volume in words, for Today and the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hinge_log.charts.cells import text_width
from hinge_log.charts.date_texts import date_text
from hinge_log.training.weekly_volume import WEEKS_BEFORE, VolumeRow, WeeklyVolume

NOTHING = "No working sets in the last five weeks. Log one and it is counted here."


def number_text(mean: float) -> str:
    """A mean with one decimal at most."""
    return f"{mean:.1f}".removesuffix(".0")


def week_lines(volume: WeeklyVolume) -> list[str]:
    """The volume as lines of text, patterns first."""
    if not volume.patterns:
        return [NOTHING]
    head = f"Working sets, week of {date_text(volume.start)}, and the mean of the {WEEKS_BEFORE} weeks before"
    lines = [head, "", *_table(volume.patterns)]
    if volume.muscles:
        lines += ["", "By primary muscle", *_table(volume.muscles)]
    return lines


def _table(rows: Sequence[VolumeRow]) -> Iterable[str]:
    wide = max(text_width(row.name) for row in rows)
    return (f"{row.name.ljust(wide)}  {row.this_week:>3}  ({number_text(row.mean)})" for row in rows)


def week_json(volume: WeeklyVolume, start: str | None) -> dict[str, object]:
    """The volume as one JSON object: by pattern and by muscle, this week and the mean of the four before."""
    return {
        "week": start,
        "patterns": {row.name: {"this_week": row.this_week, "mean": row.mean} for row in volume.patterns},
        "muscles": {row.name: {"this_week": row.this_week, "mean": row.mean} for row in volume.muscles},
    }
