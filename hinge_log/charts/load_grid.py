"""Form against load: how many sets got each rating at each load, shaded by their share of that load."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hinge_log.charts.cells import Grid, Row, fit, in_ascii, rule, text_width, wrapped
from hinge_log.training.by_load import LoadRow, load_counts
from hinge_log.training.clean_load import clean_load
from hinge_log.training.fatigue import by_order, fatigue
from hinge_log.training.load import GRAMS_PER, number
from hinge_log.training.periods import SOURCE_WORDS, plural
from hinge_log.training.stats import median
from hinge_log.training.trend import TrendData, main_source, rating_counts

MIN_SHADED = 5
"""Under five sets a share says nothing: the counts stand alone."""

STRONG_SHARE = 0.5
SHADES = "░▒▓█"
LIMITS = (0.25, 0.5, 0.75)
COLUMN = 6
STEPS = ("2.5", "5", "10", "20", "25", "50", "100", "200")

Column = tuple[str, LoadRow]


def load_grid(data: TrendData, width: int, height: int, *, ascii: bool = False) -> list[Row]:  # noqa: A002
    """Draw the counts of the source with most ratings on `height` rows, the title included."""
    board = Grid(width, height)
    source = main_source(data.working)
    others = sum(sum(counts) for each, counts in rating_counts(data.working).items() if each != source)
    weeks = plural(data.weeks, "week")
    kind = f", {SOURCE_WORDS[source]}" if source and others else ""
    board.stamp(0, 0, [rule(f"Form by load: sets at each rating, {weeks}{kind}", width)])
    rows = load_counts(data.working, source) if source else ()
    columns, step = binned(rows, data.unit, max(1, (width - 5) // COLUMN))
    if not columns:
        _empty(board, len(data.working))
        return in_ascii(board.rows()) if ascii else board.rows()
    orders = _orders(data, columns, step)
    spread = max(1, min(4, (height - 12) // 4))
    for label in range(5, 0, -1):
        y = 1 + (5 - label) * spread
        board.put(1, y, str(label), "muted")
        for index, ((_, row), order) in enumerate(zip(columns, orders, strict=True)):
            _cell(board, 4 + index * COLUMN, y, row, order, label)
    y = 2 + 4 * spread + (spread > 2)
    board.put(1, y + 1, "n", "muted")
    for index, (name, row) in enumerate(columns):
        style = "text" if row.n >= MIN_SHADED else "muted"
        board.put(4 + index * COLUMN, y, name, style)
        board.put(4 + index * COLUMN, y + 1, str(row.n), "muted")
    y += 2
    ordered = height - y >= 4 and any(order.first and order.later for order in orders)
    if ordered:
        for offset, name in enumerate(("1st", "3+")):
            board.put(0, y + offset, name, "muted")
            for index, order in enumerate(orders):
                labels = order.later if offset else order.first
                said = f"{median(labels):g}" if len(labels) > 1 else "·"
                board.put(4 + index * COLUMN, y + offset, said, "text" if len(labels) > 1 else "grid")
        y += 2
    _words(board, y, data, step, others, ordered)
    return in_ascii(board.rows()) if ascii else board.rows()


def _empty(board: Grid, sets: int) -> None:
    """The axis without data, and what to do."""
    spread = max(1, min(4, (board.height - 4) // 4))
    for label in range(5, 0, -1):
        board.put(1, 1 + (5 - label) * spread, str(label), "muted")
    first = "No rated sets with a load." if sets else "No rated sets yet."
    for offset, text in enumerate((first, "Log a set, then press 1 to 5.", "Sets appear here by their load.")):
        board.put(
            max(4, (board.width - text_width(text)) // 2), 2 * spread + offset, fit(text, board.width - 4), "text"
        )


@dataclass(frozen=True, slots=True)
class _Order:
    """The labels of a column by their place in the session: first working sets, second ones, later ones."""

    first: tuple[int, ...] = ()
    second: tuple[int, ...] = ()
    later: tuple[int, ...] = ()

    def mostly_later(self, label: int) -> bool:
        """Whether more than half of the sets with a label were the third of their session or later."""
        early, late = (self.first + self.second).count(label), self.later.count(label)
        return late > early


def _orders(data: TrendData, columns: list[Column], step: str) -> list[_Order]:
    """The sets of each column by their place in the session."""
    found: dict[Decimal, list[tuple[int, ...]]] = {}
    for row in by_order(data):
        kept = found.setdefault(_at(row.load_g, data.unit, step), [(), (), ()])
        for place, labels in enumerate(row.labels):
            kept[place] += labels
    return [_Order(*found.get(_at(row.load_g, data.unit, step), ())) for _, row in columns]


def _at(grams: int, unit: str, step: str) -> Decimal:
    """Where a load stands: its number in the unit, or the start of its step."""
    exact = Decimal(number(Decimal(grams) / GRAMS_PER[unit]))
    return exact // Decimal(step) * Decimal(step) if step else exact


def binned(rows: tuple[LoadRow, ...], unit: str, most: int) -> tuple[list[Column], str]:
    """At most `most` columns, each with its lowest load; "" as step when every load keeps its own."""
    for step in ("", *STEPS):
        columns: dict[Decimal, LoadRow] = {}
        for row in rows:
            at = _at(row.load_g, unit, step)
            merged = columns.get(at)
            columns[at] = row if merged is None else _merge(merged, row)
        if len(columns) <= most:
            return [(number(at)[:5], row) for at, row in sorted(columns.items())], step
    return [(number(at)[:5], row) for at, row in sorted(columns.items())[-most:]], step


def _merge(a: LoadRow, b: LoadRow) -> LoadRow:
    one, two, three, four, five = (x + y for x, y in zip(a.counts, b.counts, strict=True))
    return LoadRow(a.load_g, (one, two, three, four, five))


def _cell(board: Grid, x: int, y: int, row: LoadRow, order: _Order, label: int) -> None:
    count = row.counts[label - 1]
    if not count:
        board.put(x + 2, y, "·", "grid")
        return
    if row.n < MIN_SHADED:
        board.put(x, y, f"·· {count}", "muted")
        return
    share = count / row.n
    style = "data" if label > 2 else "fault"
    board.put(x, y, SHADES[sum(share >= limit for limit in LIMITS)] * 2, style)
    late = order.mostly_later(label)
    said = f"{count}+" if late else str(count)
    board.put(x + 3, y, said[: COLUMN - 3], "quick" if late else "strong" if share >= STRONG_SHARE else "text")


def _words(board: Grid, y: int, data: TrendData, step: str, others: int, ordered: bool) -> None:
    """The finding stands at the bottom and stays when rows run short; how to read the shades comes second."""
    clean = clean_load(data)
    lines = [(clean.sentence, "text" if clean.bin else "muted")]
    tired = fatigue(data)
    shades = "Shade is the share of that load's sets. Under 5 sets: counts only."
    if tired.drop is not None:
        lines.append((tired.text, "text"))
    lines.append((f"Columns of {step} {data.unit}. {shades}" if step else shades, "muted"))
    if ordered:
        lines.append(("1st, 3+: medians of first and of third or later sets. + in a cell: mostly late sets.", "muted"))
    if tired.drop is None:
        lines.append((tired.text, "muted"))
    if others:
        lines.append((f"{plural(others, 'set')} rated another way left out.", "muted"))
    room, whole = board.height - y, lines
    lines = []
    for text, style in whole:
        pieces = wrapped(text.split(), board.width - 2)
        if len(lines) + len(pieces) <= room or not lines:
            lines += [(piece, style) for piece in pieces]
    top = y + (1 if room > len(lines) else 0)
    for offset, (text, style) in enumerate(lines[: board.height - top]):
        board.put(1, top + offset, fit(text, board.width - 1), style)
