"""Form against load: how many sets got each rating at each load, shaded by their share of that load."""

from __future__ import annotations

from decimal import Decimal

from hinge_log.charts.cells import Grid, Row, fit, in_ascii, rule
from hinge_log.training.by_load import LoadRow, fatigue_drop, load_counts, load_fit
from hinge_log.training.load import GRAMS_PER, number
from hinge_log.training.periods import SOURCE_WORDS, plural
from hinge_log.training.trend import TrendData, main_source

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
    others = sum(p.source not in (None, source) for p in data.working)
    weeks = plural(data.weeks, "week")
    kind = f", {SOURCE_WORDS[source]}" if source and others else ""
    board.stamp(0, 0, [rule(f"Form by load: sets at each rating, {weeks}{kind}", width)])
    rows = load_counts(data.working, source) if source else ()
    columns, step = binned(rows, data.unit, max(1, (width - 5) // COLUMN))
    if not columns:
        board.put(7, 2, fit("No rated sets with a load yet.", width - 7), "text")
        return in_ascii(board.rows()) if ascii else board.rows()
    spread = max(1, min(4, (height - 6) // 4))
    for label in range(5, 0, -1):
        y = 1 + (5 - label) * spread
        board.put(1, y, str(label), "muted")
        for index, (_, row) in enumerate(columns):
            _cell(board, 4 + index * COLUMN, y, row, label)
    y = 2 + 4 * spread + (spread > 2)
    board.put(1, y + 1, "n", "muted")
    for index, (name, row) in enumerate(columns):
        style = "text" if row.n >= MIN_SHADED else "muted"
        board.put(4 + index * COLUMN, y, name, style)
        board.put(4 + index * COLUMN, y + 1, str(row.n), "muted")
    _words(board, y + 2, data, step, others)
    return in_ascii(board.rows()) if ascii else board.rows()


def binned(rows: tuple[LoadRow, ...], unit: str, most: int) -> tuple[list[Column], str]:
    """At most `most` columns, each with its lowest load; "" as step when every load keeps its own."""
    per = GRAMS_PER[unit]
    for step in ("", *STEPS):
        columns: dict[Decimal, LoadRow] = {}
        for row in rows:
            exact = Decimal(number(Decimal(row.load_g) / per))
            at = exact // Decimal(step) * Decimal(step) if step else exact
            merged = columns.get(at)
            columns[at] = row if merged is None else _merge(merged, row)
        if len(columns) <= most:
            return [(number(at)[:5], row) for at, row in sorted(columns.items())], step
    return [(number(at)[:5], row) for at, row in sorted(columns.items())[-most:]], step


def _merge(a: LoadRow, b: LoadRow) -> LoadRow:
    one, two, three, four, five = (x + y for x, y in zip(a.counts, b.counts, strict=True))
    return LoadRow(a.load_g, (one, two, three, four, five))


def _cell(board: Grid, x: int, y: int, row: LoadRow, label: int) -> None:
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
    board.put(x + 3, y, str(count), "strong" if share >= STRONG_SHARE else "text")


def _words(board: Grid, y: int, data: TrendData, step: str, others: int) -> None:
    """The finding stands at the bottom and stays when rows run short; how to read the shades comes second."""
    found = load_fit(data)
    lines = [(found.text(data.unit), "muted" if found.why_not else "text")]
    drop = fatigue_drop(data)
    shades = "Shade is the share of that load's sets. Under 5 sets: counts only."
    lines.append((f"Columns of {step} {data.unit}. {shades}" if step else shades, "muted"))
    if drop is not None:
        change = "as good as" if drop == 0 else f"{abs(drop):g} {'below' if drop < 0 else 'above'}"
        lines.append((f"Last set of a session: {change} the first at the same load.", "text"))
    if others:
        lines.append((f"{plural(others, 'set')} rated another way left out.", "muted"))
    room = board.height - y
    top = y + (1 if room > len(lines) or (room > 2 and room >= min(len(lines), 2) + 1) else 0)
    for offset, (text, style) in enumerate(lines[: board.height - top]):
        board.put(1, top + offset, fit(text, board.width - 1), style)
