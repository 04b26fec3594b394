"""Form by load: how many sets got each rating, in bins of 5 kg or 10 lb, and one sentence of what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, fit, in_ascii, rule, text_width, wrapped
from hinge_log.training.by_load import LoadRow, load_counts
from hinge_log.training.clean_load import BIN_STEP, bin_of, clean_load
from hinge_log.training.load import number
from hinge_log.training.periods import SOURCE_WORDS, plural
from hinge_log.training.trend import Source, TrendData, main_source, rating_counts
from hinge_log.training.workout import LABELS

ONLY_QUICK = "Only quick ratings. A checked set (f) adds faults and a clean load."
"""What a checked set would add, where there is none."""
_LABELS_SHOWN = (5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class RatedBin:
    """The rated sets of the loads of a bin, `low` included and `high` not, in units; `counts` are of 1 to 5."""

    low: str
    high: str
    counts: tuple[int, int, int, int, int]

    @property
    def n(self) -> int:
        """All rated sets of the bin."""
        return sum(self.counts)


def rated_bins(data: TrendData, source: Source) -> tuple[RatedBin, ...]:
    """The bins with rated sets of one source, lightest first."""
    grouped: dict[int, list[LoadRow]] = {}
    for row in load_counts(data.working, source):
        grouped.setdefault(bin_of(row.load_g, data.unit), []).append(row)
    step = BIN_STEP[data.unit]
    return tuple(
        RatedBin(number(index * step), number((index + 1) * step), _sum(rows))
        for index, rows in sorted(grouped.items())
    )


def _sum(rows: Sequence[LoadRow | RatedBin]) -> tuple[int, int, int, int, int]:
    one, two, three, four, five = (sum(row.counts[label] for row in rows) for label in range(5))
    return one, two, three, four, five


def load_table(data: TrendData, width: int, height: int, *, ascii: bool = False) -> list[Row]:  # noqa: A002
    """The counts of the source with most ratings, heaviest on top, on `height` rows with title and sentence.

    Where there are more bins than rows, the lightest share one.
    """
    board = Grid(width, height)
    source = main_source(data.working)
    others = sum(sum(counts) for each, counts in rating_counts(data.working).items() if each != source)
    kind = f", {SOURCE_WORDS[source]}" if source and others else ""
    title = f"Form by load: sets at each rating, {plural(data.weeks, 'week')}{kind}"
    board.stamp(0, 0, [rule(title, width)])
    bins = rated_bins(data, source) if source else ()
    if bins:
        _fill(board, data, bins)
    else:
        _invite(board, len(data.working))
    return in_ascii(board.rows()) if ascii else board.rows()


def _fill(board: Grid, data: TrendData, bins: Sequence[RatedBin]) -> None:
    clean = clean_load(data)
    sentence = clean.sentence
    if set(rating_counts(data.working)) == {"quick"}:
        sentence = ONLY_QUICK
    words = wrapped(sentence.split(), board.width - 2)
    room = max(1, board.height - 2 - (len(words) + 1 if board.height > len(words) + 4 else 0))
    rows = [(f"{each.low} to {each.high}", each) for each in reversed(bins)]
    if len(rows) > room:
        light = [each for _, each in rows[room - 1 :]]
        rows = [*rows[: room - 1], (f"under {light[0].high}", RatedBin("", light[0].high, _sum(light)))]
    loads = max(text_width(f"{name} {data.unit}") for name, _ in rows) + 2
    column = max(3, min(_MOST_COLUMN, (board.width - loads - 2) // 6))
    has_names = column > max(map(text_width, LABELS.values())) + 2
    for index, label in enumerate(_LABELS_SHOWN):
        name = f"{label} {LABELS[label]}" if has_names else str(label)
        board.put(loads + (index + 1) * column - text_width(name), 1, name, "muted")
    board.put(loads + 6 * column - 1, 1, "n", "muted")
    for y, (name, each) in enumerate(rows, 2):
        is_clean = clean.bin is not None and each.low and bin_of(clean.bin.low_g, data.unit) == _index(each, data)
        board.put(1, y, f"{name} {data.unit}", "chosen" if is_clean else "text")
        for index, label in enumerate(_LABELS_SHOWN):
            count = each.counts[label - 1]
            text = str(count) if count else "-"
            style = ("data" if label > 3 else "text" if label == 3 else "fault") if count else "grid"
            board.put(loads + (index + 1) * column - text_width(text), y, text, style)
        text = str(each.n)
        board.put(loads + 6 * column - text_width(text), y, text, "muted")
    y = len(rows) + 3
    for offset, line in enumerate(words):
        board.put(1, y + offset, line, "strong" if clean.bin else "text")


_MOST_COLUMN = 10
"""Cells of a column: farther apart, the eye loses the row."""


def _index(each: RatedBin, data: TrendData) -> int:
    return int(float(each.low)) // int(BIN_STEP[data.unit])


def _invite(board: Grid, sets: int) -> None:
    """What to do, where there is nothing to show."""
    first = "No rated sets with a load." if sets else "No rated sets yet."
    for offset, text in enumerate((first, "Log a set, then press 1 to 5.", "Sets appear here by their load.")):
        x, y = max(1, (board.width - text_width(text)) // 2), max(1, board.height // 3) + offset
        board.put(x, y, fit(text, board.width - 1), "text")
