"""One fault at a time: how often it slipped over the weeks, and what to do about it."""

from __future__ import annotations

from hinge_log.charts.canvas import Layer, Scale, draw
from hinge_log.charts.cells import Row, laid, on_rows, over, rule, wrapped
from hinge_log.charts.fault_rows import fault_name, fault_rows
from hinge_log.charts.time_axis import GRID_STEP, day_row, time_axis
from hinge_log.training.drills import tally_words
from hinge_log.training.faults import change_note, enough_sessions, period_counts, shown_items
from hinge_log.training.trend import TrendData

SHARES = (0, 50, 100)
"""The shares in percent that have a number beside them."""
FEW = 5
"""Under so many checks a period's share is drawn small."""


LEAST_LIST, LEAST_OVER_TIME = 8, 8
"""Rows of the list with its words, and of a fault over time under it, at the least."""
ROOMY_OVER_TIME = 12
"""Rows of a fault over time that leaves the explanation of the list in its place."""
EXPLANATION = 2


def has_over_time(data: TrendData, height: int) -> bool:
    """Whether a fault can be shown over time under the list."""
    return enough_sessions(data) and height >= LEAST_LIST + LEAST_OVER_TIME


def fault_view(data: TrendData, width: int, height: int, chosen: str | None = None) -> list[Row]:
    """All faults, then the chosen one (None: the first) over time, and its remedy; last, contacts of the stick."""
    contacts = wrapped(tally_words(data.contacts).split(), width - 2) if data.contacts else []
    if len(contacts) < height:
        rows = _faults(data, width, height - len(contacts), chosen)
        return rows + [((" ", ""), (line, "text")) for line in contacts]
    return _faults(data, width, height, chosen)


def _faults(data: TrendData, width: int, height: int, chosen: str | None) -> list[Row]:
    counts = shown_items(data)
    item = next((c.item for c in counts if c.item == chosen), counts[0].item if counts else None)
    if item is None or height < LEAST_LIST:
        return fault_rows(data, width, height, intervals=True)
    words = _remedy(data, item, width)
    least = LEAST_OVER_TIME if has_over_time(data, height) else 0
    listed = min(len(counts) + 1, max(3, height - len(words) - 1 - least))
    if height - listed - len(words) - EXPLANATION >= ROOMY_OVER_TIME:
        listed += EXPLANATION
    rows = fault_rows(data, width, listed, intervals=True, chosen=item)
    left = height - listed - len(words)
    if least and left >= least:
        rows += _over_time(data, width, left, item)
    else:
        rows += [rule(fault_name(data, item).capitalize(), width)]
        words += [()] * (left - 1)
    return (rows + words)[:height]


def fault_at(data: TrendData, chosen: str | None, step: int) -> str | None:
    """The fault `step` places further down the list, stopping at the ends; None without faults."""
    items = [c.item for c in shown_items(data)]
    if not items:
        return None
    at = items.index(chosen) if chosen in items else 0
    return items[min(len(items) - 1, max(0, at + step))]


def _remedy(data: TrendData, item: str, width: int) -> list[Row]:
    """How it changed, the first fix, and the drill or easier lift that teaches it."""
    lines = [(line, "text") for line in wrapped(change_note(data, item).split(), width - 2)]
    remedy = data.remedies.get(item)
    if remedy is not None:
        lines += [(line, "strong") for line in wrapped(f"Fix: {remedy.fix}".split(), width - 2)]
        if remedy.drill_name:
            lines.append((f"Learn it on: {remedy.drill_name}", "strong"))
    return [((" ", ""), each) for each in lines]


def _over_time(data: TrendData, width: int, height: int, item: str) -> list[Row]:
    """The share of checked sets in which the item slipped, by period, with its likely range (Wilson, 95 %)."""
    weeks, periods = period_counts(data)
    axis = time_axis(data, width)
    span = "each week" if weeks == 1 else f"each {weeks} weeks"
    title = f"{fault_name(data, item).capitalize()}, share {span}"
    scale = Scale(0, 100, max(3, (height - 3) // 4 * 4 + 1))
    rows: list[Row] = [()] * scale.cells
    dots = "·".ljust(GRID_STEP) * (axis.scale.cells // GRID_STEP + 1)
    for share in (0, 25, 50, 75, 100) if scale.cells > len(SHARES) else SHARES:
        y = scale.cells - 1 - scale.cell(share)
        rows[y] = ((" " * axis.left, ""), (dots[: axis.scale.cells].rstrip(), "grid"))
        rows[y] = over(rows[y], 1, f"{share:>3}%", "muted") if share in SHARES else rows[y]
    shares = []
    for back, counts in enumerate(reversed(periods)):
        count = counts.get(item) if counts else None
        if count is not None:
            end, first = data.end - 7 * weeks * back, data.end - 7 * weeks * (back + 1) + 1
            shares.append(((max(first, data.start) + end) / 2, count))
    whiskers = [(day, count.interval) for day, count in shares if count.checked >= FEW]
    layers = [
        Layer(
            tuple(x for day, _ in whiskers for x in (day, day, None)),
            tuple(y for _, (low, high) in whiskers for y in (100 * low, 100 * high, None)),
            "│",
            "whisker",
            joined=True,
        )
    ]
    for few, marker in ((True, "•"), (False, "●")):
        group = [(day, count) for day, count in shares if (count.checked < FEW) is few]
        layers.append(
            Layer(tuple(day for day, _ in group), tuple(100 * count.share for _, count in group), marker, "data")
        )
    rows = [laid(row, axis.left, above) for row, above in zip(rows, draw(layers, axis.scale, scale), strict=True)]
    head = rule(title, width, tail="│ likely range")
    return on_rows([head, *rows, day_row(data, axis, width)], width, height)
