"""The figures of a trend view as rows: for --json as they are, for --plain as lines."""

from __future__ import annotations

from hinge_log.cli.values import day_value
from hinge_log.text import shown
from hinge_log.training.load import Load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.charts.view import Mode
    from hinge_log.training.trend import Calibration, TrendData

Rows = list[dict[str, object]]


def rows_by(data: TrendData, by: Mode) -> Rows:
    """The rows of a view: sets by load and rating, faults, or strength by session."""
    return {"load": _by_load, "fault": _by_fault, "strength": _by_strength}[by](data)


def plain_lines(data: TrendData, by: Mode) -> list[str]:
    """The rows of a view as aligned lines under their heads, with one line where there are none."""
    rows = rows_by(data, by)
    if not rows:
        return ["Nothing to show yet. No set has the data for this view."]
    cells = [[_text(name, value, data.unit) for name, value in row.items()] for row in rows]
    heads = [_head(name, data.unit) for name in rows[0]]
    wide = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    return [
        "  ".join(f"{cell:<{width}}" for cell, width in zip(line, wide, strict=True)).rstrip()
        for line in (heads, *cells)
    ]


def clean_load_value(data: TrendData) -> dict[str, object]:
    """The clean load as JSON: its grams, the sets behind it, its 95 % interval, and a sentence."""
    from hinge_log.training.clean_load import clean_load

    known = clean_load(data)
    return {
        "g": known.grams,
        "sets": known.bin.n if known.bin else None,
        "clean": known.bin.clean if known.bin else None,
        "interval": list(known.interval) if known.interval else None,
        "judged": list(known.judges),
        "sentence": known.sentence,
    }


def calibration_value(known: Calibration | None) -> dict[str, object] | None:
    """The lifter's ratings against video or a coach's as JSON, None where no set was rated both ways."""
    if known is None:
        return None
    return known._asdict() | {"sentence": known.text}


def _by_load(data: TrendData) -> Rows:
    from hinge_log.training.clean_load import load_counts
    from hinge_log.training.trend import SOURCES

    return [
        {"load_g": row.load_g, "basis": source, "sets": row.n, **{str(at): n for at, n in enumerate(row.counts, 1)}}
        for source in SOURCES
        for row in load_counts(data.working, source)
    ]


def _by_fault(data: TrendData) -> Rows:
    from hinge_log.training.faults import item_counts

    return [
        {"item": each.item, "fault": data.faults.get(each.item), "failed": each.slipped, "checks": each.checked}
        for each in item_counts(data.working)
    ]


def _by_strength(data: TrendData) -> Rows:
    from hinge_log.training.top_sets import strength

    return [
        {
            "date": day_value(each.day),
            "e1rm_g": round(each.best),
            "clean_e1rm_g": None if each.clean is None else round(each.clean),
        }
        for each in strength(data)
    ]


def _head(name: str, unit: str) -> str:
    return f"{name.removesuffix('_g').replace('_', ' ')}, {unit}" if name.endswith("_g") else name


def _text(name: str, value: object, unit: str) -> str:
    if value is None:
        return "-"
    if name.endswith("_g") and isinstance(value, int):
        return Load.from_grams(value, unit).text
    return shown(str(value))
