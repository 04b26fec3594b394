"""One fault at a time: how often it slipped over the weeks, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hinge_log.charts.canvas import Layer, Scale, day_row, draw, time_axis
from hinge_log.charts.cells import Row, Segment, fit, laid, on_rows, over, padded, rule, text_width, wrapped
from hinge_log.text import plural
from hinge_log.training.drills import tally_words
from hinge_log.training.faults import (
    ItemCount,
    change_note,
    enough_sessions,
    item_counts,
    period_counts,
    shade,
    shown_items,
)
from hinge_log.training.trend import TrendData

SHADES = "·░▒▓█"
LEGEND = "· none  ░ under 15%  ▒ under 30%  ▓ under 50%  █ 50% up"
NOTHING = "No checked sets: a quick rating does not say which checks failed."


def fault_name(data: TrendData, item: str) -> str:
    """The words for an item's slip; its id when the catalogue has none."""
    return data.faults.get(item) or item.replace("_", " ")


def fault_rows(
    data: TrendData, width: int, height: int, *, intervals: bool = False, chosen: str | None = None
) -> list[Row]:
    """Draw the items that slipped most on `height` rows, the title included.

    `intervals` puts the share and its 95 % interval behind the count, for a screen of its own, and `chosen` marks
    an item there.
    """
    counts = shown_items(data) if intervals else tuple(c for c in item_counts(data.working) if c.slipped)
    weeks, periods = period_counts(data)
    shares = enough_sessions(data)
    span = "per week" if weeks == 1 else f"per {weeks} weeks"
    title = f"Faults, share of sets {span}" if shares else "Faults so far"
    rows: list[Row] = [rule(title, width, tail=LEGEND if shares else "")]
    endings = _endings(counts, shares=shares, intervals=intervals)
    names = max((text_width(fault_name(data, each.item)) for each in counts), default=0)
    layout, level = _layout(width, len(periods) if shares else 0, endings, names, intervals=intervals)
    is_spaced = intervals and 2 * len(counts) + 4 <= height
    for count, ending in zip(counts, endings[level], strict=True):
        here = count.item == chosen
        row: list[Segment] = [
            ("▸" if here else " ", "strong"),
            (padded(fault_name(data, count.item), layout.name), "strong" if here else "text"),
            (" ", ""),
        ]
        if shares and layout.cell:
            row += [_shade(period, count.item, layout) for period in periods]
            row.append((" " * (1 - layout.space), ""))
        row.append((ending, "muted"))
        rows += [tuple(row), ()] if is_spaced else [tuple(row)]
    if not counts:
        rows.append(((" ", ""), (fit(_none(data), width - 1), "muted")))
    elif intervals and len(rows) + 2 < height:
        words = "Share of the sets where it could be checked, with the likely range in brackets."
        rows.append(((" ", ""), (fit(words, width - 1), "muted")))
        if shares and text_width(LEGEND) < width:
            rows.append(((" ", ""), (LEGEND, "muted")))
    return on_rows(rows, width, height)


def _none(data: TrendData) -> str:
    """Why there is no row: nothing done, nothing checked or nothing slipped."""
    checked = max((c.checked for c in item_counts(data.working)), default=0)
    if checked:
        return f"No check failed in {plural(checked, 'set')}."
    return NOTHING if data.working else "Faults appear here once sets are checked."


class _Layout(NamedTuple):
    """The cells of a name, of one period, and of the space behind that."""

    name: int
    cell: int
    space: int


_LAYOUTS = (_Layout(23, 3, 1), _Layout(23, 2, 1), _Layout(14, 1, 0))
_WITH_INTERVALS = (_Layout(22, 2, 0), _Layout(14, 1, 0))
_WITHOUT_PERIODS = (_Layout(24, 0, 0),)
_LEAST_NAME = 4


def _layout(
    width: int, periods: int, endings: Sequence[Sequence[str]], names: int, *, intervals: bool
) -> tuple[_Layout, int]:
    """The widest layout that fits, and which of the endings fits with it; else names and counts alone.

    A column of names takes what room is left, up to the longest of them.
    """
    layouts = (_WITH_INTERVALS if intervals else _LAYOUTS) if periods else _WITHOUT_PERIODS
    ending = 0
    for level, texts in enumerate(endings):
        ending = max(map(text_width, texts), default=0)
        for each in layouts:
            spare = width - 1 - (2 + each.name + periods * (each.cell + each.space) + 1 - each.space + ending)
            if spare >= 0:
                return each._replace(name=max(each.name, min(names, each.name + spare))), level
    return _Layout(max(_LEAST_NAME, width - 2 - ending), 0, 0), len(endings) - 1


def _shade(period: Mapping[str, ItemCount] | None, item: str, layout: _Layout) -> Segment:
    """A period without training stays empty; one without a check of the item does not look like a clean one."""
    count = period.get(item) if period else None
    if count is None:
        return (" " * (layout.cell + layout.space), "")
    step = shade(count.share)
    return (SHADES[step] * layout.cell + " " * layout.space, "fault" if step else "grid")


def _endings(counts: Sequence[ItemCount], *, shares: bool, intervals: bool) -> list[list[str]]:
    """What stands at the end of each row, the longest first: counts, with their share and its likely range."""
    slipped, checked = (
        max((len(str(n)) for n in column), default=0)
        for column in ((c.slipped for c in counts), (c.checked for c in counts))
    )
    texts = [f"{c.slipped:>{slipped}} of {c.checked:>{checked}}" for c in counts]
    if not shares:
        return [[f"{text} set{'' if c.checked == 1 else 's'}" for text, c in zip(texts, counts, strict=True)], texts]
    if not intervals:
        return [texts]
    with_share = [f"{text}  {c.share:>4.0%}" for text, c in zip(texts, counts, strict=True)]
    ranges = [f" ({low * 100:.0f} to {high * 100:.0f})" for low, high in (c.interval for c in counts)]
    return [[f"{text}{likely}" for text, likely in zip(with_share, ranges, strict=True)], with_share, texts]


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
            lines.append((f"Practise it with: {remedy.drill_name}", "strong"))
    return [((" ", ""), each) for each in lines]


def _over_time(data: TrendData, width: int, height: int, item: str) -> list[Row]:
    """The share of checked sets in which the item slipped, by period, with its likely range (Wilson, 95 %)."""
    weeks, periods = period_counts(data)
    axis = time_axis(data, width)
    span = "by week" if weeks == 1 else f"every {weeks} weeks"
    title = f"{fault_name(data, item).capitalize()}, share {span}"
    scale = Scale(0, 100, max(3, (height - 3) // 4 * 4 + 1))
    rows: list[Row] = [()] * scale.cells
    for share in SHARES:
        y = scale.cells - 1 - scale.cell(share)
        rows[y] = over(rows[y], 1, f"{share:>3}%", "muted")
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
    for few, marker in ((True, "○"), (False, "●")):
        group = [(day, count) for day, count in shares if (count.checked < FEW) is few]
        layers.append(
            Layer(tuple(day for day, _ in group), tuple(100 * count.share for _, count in group), marker, "data")
        )
    rows = [laid(row, axis.left, above) for row, above in zip(rows, draw(layers, axis.scale, scale), strict=True)]
    tails = (f"● {FEW} checks or more  ○ fewer  │ likely range", "│ likely range")
    head = rule(title, width, tail=next((each for each in tails if text_width(title + each) + 8 <= width), ""))
    return on_rows([head, *rows, day_row(data, axis, width)], width, height)
