"""Faults, week by week: one row for each item, in five shades and with its count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hinge_log.charts.cells import Row, Segment, fit, on_rows, padded, rule, text_width
from hinge_log.text import plural
from hinge_log.training.faults import ItemCount, enough_sessions, item_counts, period_counts, shade, shown_items
from hinge_log.training.trend import TrendData

SHADES = "·░▒▓█"
LEGEND = "· none  ░ under 15%  ▒ under 30%  ▓ under 50%  █ half up"
NOTHING = "No checked sets: a quick rating does not say which checks failed."


def fault_name(data: TrendData, item: str) -> str:
    """The words for an item's slip; its id when the catalogue has none."""
    return data.faults.get(item) or item.replace("_", " ")


def fault_rows(
    data: TrendData,
    width: int,
    height: int,
    *,
    intervals: bool = False,
    chosen: str | None = None,
) -> list[Row]:
    """Draw the items that slipped most on `height` rows, the title included.

    `intervals` puts the share and its 95 % interval behind the count, for a screen of its own, and `chosen` marks
    an item there.
    """
    counts = shown_items(data) if intervals else tuple(c for c in item_counts(data.working) if c.slipped)
    weeks, periods = period_counts(data)
    shares = enough_sessions(data)
    span = "each week" if weeks == 1 else f"each {weeks} weeks"
    title = f"Faults, share of sets {span}" if shares else "Faults so far"
    rows: list[Row] = [rule(title, width, tail=LEGEND if shares else "")]
    endings = _endings(counts, shares=shares, intervals=intervals)
    layout, level = _layout(width, len(periods) if shares else 0, endings, intervals=intervals)
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
        words = "Of the sets in which it could be checked; in brackets the likely range."
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


def _layout(width: int, periods: int, endings: Sequence[Sequence[str]], *, intervals: bool) -> tuple[_Layout, int]:
    """The widest layout that fits, and which of the endings fits with it; else names and counts alone."""
    layouts = (_WITH_INTERVALS if intervals else _LAYOUTS) if periods else _WITHOUT_PERIODS
    ending = 0
    for level, texts in enumerate(endings):
        ending = max(map(text_width, texts), default=0)
        for each in layouts:
            if 2 + each.name + periods * (each.cell + each.space) + 1 - each.space + ending < width:
                return each, level
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
