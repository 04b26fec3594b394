"""What slips, week by week: one row for each item, in five shades and with its count."""

from __future__ import annotations

from collections.abc import Mapping

from hinge_log.charts.cells import Grid, Row, fit, in_ascii, padded, rule, text_width
from hinge_log.training.faults import ItemCount, enough_sessions, item_counts, period_counts, shade, shown_items
from hinge_log.training.periods import plural
from hinge_log.training.trend import TrendData

SHADES = "·░▒▓█"
LEGEND = "· none  ░ under 15%  ▒ under 30%  ▓ under 50%  █ half up"
NOTHING = "No checked sets: a rating from one key does not say what slipped."


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
    ascii: bool = False,  # noqa: A002
) -> list[Row]:
    """Draw the items that slipped most on `height` rows, the title included.

    `intervals` puts the share and its 95 % interval behind the count, for a screen of its own, and `chosen` marks
    an item there.
    """
    counts = shown_items(data) if intervals else tuple(c for c in item_counts(data.working) if c.slipped)
    weeks, periods = period_counts(data)
    board = Grid(width, height)
    shares = enough_sessions(data)
    span = "each week" if weeks == 1 else f"each {weeks} weeks"
    title = f"Faults, share of sets {span}" if shares else "Faults so far"
    board.stamp(0, 0, [rule(title, width, tail=LEGEND if shares else "")])
    name_width, cell, space = _columns(width, len(periods), intervals, shares)
    apart = 2 if intervals and 2 * len(counts) + 4 <= height else 1
    for y, count in zip(range(1, height, apart), counts, strict=False):
        here = count.item == chosen
        board.put(0, y, "▸" if here else " ", "strong")
        board.put(1, y, padded(fault_name(data, count.item), name_width), "strong" if here else "text")
        x = 2 + name_width
        if shares and cell:
            for period in periods:
                _cell(board, x, y, period, count.item, cell)
                x += cell + space
            x += 1 - space
        ending = _ending(count, counts, shares, intervals)
        if text_width(ending) > width - x:
            ending = ending.partition(" (")[0]
        board.put(max(x, 0), y, ending if text_width(ending) <= width - x else ending.strip(), "muted")
    below = 1 + apart * len(counts)
    if not counts:
        board.put(1, 1, fit(_none(data), width - 1), "muted")
    elif intervals and below + 2 < height:
        board.put(
            1, below, fit("Of the sets in which it could be checked; in brackets the likely range.", width - 1), "muted"
        )
        if shares and text_width(LEGEND) < width:
            board.put(1, below + 1, LEGEND, "muted")
    return in_ascii(board.rows()) if ascii else board.rows()


def _none(data: TrendData) -> str:
    """Why there is no row: nothing done, nothing checked or nothing slipped."""
    checked = max((c.checked for c in item_counts(data.working)), default=0)
    if checked:
        return f"Nothing slipped in {plural(checked, 'set')}."
    return NOTHING if data.working else "What slips appears here once sets are checked."


def _columns(width: int, periods: int, intervals: bool, shares: bool) -> tuple[int, int, int]:
    """The widths of the name, of one period and of the space behind it."""
    if width < 40:
        return max(4, width - 12), 0, 0
    if width < 70:
        return 14, 1, 0
    if not shares:
        return 24, 0, 0
    if intervals:
        return 22, 2, 0
    return (23, 3, 1) if width >= 23 + 4 * periods + 12 else (23, 2, 1)


def _cell(board: Grid, x: int, y: int, period: Mapping[str, ItemCount] | None, item: str, width: int) -> None:
    """A period without training stays empty; one without a check of the item does not look like a clean one."""
    found = period.get(item) if period else None
    if found is not None:
        step = shade(found.share)
        board.put(x, y, SHADES[step] * width, "fault" if step else "grid")


def _ending(count: ItemCount, counts: tuple[ItemCount, ...], shares: bool, intervals: bool) -> str:
    slipped, checked = (max(len(str(n)) for n in column) for column in _figures(counts))
    text = f"{count.slipped:>{slipped}} of {count.checked:>{checked}}"
    if not shares:
        return f"{text} {'set' if count.checked == 1 else 'sets'}"
    if intervals:
        low, high = count.interval
        text += f"  {count.share:>4.0%} ({low * 100:.0f} to {high * 100:.0f})"
    return text


def _figures(counts: tuple[ItemCount, ...]) -> tuple[list[int], list[int]]:
    return [c.slipped for c in counts], [c.checked for c in counts]
