"""Form by load: how many sets got each rating, in bins of 5 kg or 10 lb, and one sentence of what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Row, Segment, fit, on_rows, rule, text_width, wrapped
from hinge_log.text import plural
from hinge_log.training.clean_load import BIN_STEP, LoadRow, bin_of, clean_load, load_counts
from hinge_log.training.load import number
from hinge_log.training.periods import ONLY_QUICK, SOURCE_WORDS, is_only_quick
from hinge_log.training.trend import Source, TrendData, main_source, rating_counts
from hinge_log.training.workout import LABELS

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


def load_table(data: TrendData, width: int, height: int) -> list[Row]:
    """The counts of the source with most ratings, heaviest on top, on `height` rows with title and sentence.

    Where there are more bins than rows, the lightest share one.
    """
    source = main_source(data.working)
    others = sum(sum(counts) for each, counts in rating_counts(data.working).items() if each != source)
    kind = f", {SOURCE_WORDS[source]}" if source and others else ""
    title = f"Form by load: sets at each rating, {plural(data.weeks, 'week')}{kind}"
    if text_width(title) > width - 3:
        title = f"Form by load{kind}"  # the weeks stand in the title of the screen, too
    bins = rated_bins(data, source) if source else ()
    table = _table(data, bins, width, height) if bins else _invitation(len(data.working), width, height)
    return on_rows([rule(title, width), *table], width, height)


def table_height(data: TrendData, width: int) -> int:
    """The rows that the whole table takes, with its title and its sentence."""
    source = main_source(data.working)
    bins = rated_bins(data, source) if source else ()
    return len(bins) + len(wrapped(_sentence(data).split(), width - 2)) + _AROUND


def _sentence(data: TrendData) -> str:
    return ONLY_QUICK if is_only_quick(data) else clean_load(data).sentence


def _table(data: TrendData, bins: Sequence[RatedBin], width: int, height: int) -> list[Row]:
    """The names of the columns, the bins and the sentence, in the rows under the title."""
    clean = clean_load(data)
    words = wrapped(_sentence(data).split(), width - 2)
    room = max(1, height - 2 - (len(words) + 1 if height > len(words) + 4 else 0))
    loads = [(f"{each.low} to {each.high}", each) for each in reversed(bins)]
    if len(loads) > room:
        light = [each for _, each in loads[room - 1 :]]
        loads = [*loads[: room - 1], (f"under {light[0].high}", RatedBin("", light[0].high, _sum(light)))]
    names = max(text_width(f"{name} {data.unit}") for name, _ in loads) + 2
    column = max(3, min(_MOST_COLUMN, (width - names - 2) // 6))
    has_words = column > max(map(text_width, LABELS.values())) + 2
    head = [f"{label} {LABELS[label]}" if has_words else str(label) for label in _LABELS_SHOWN]
    rows: list[Row] = [((" " * names, ""), *(_right(name, column, "muted") for name in (*head, "n")))]
    for name, each in loads:
        is_clean = clean.bin is not None and each.low and bin_of(clean.bin.low_g, data.unit) == _index(each, data)
        row: list[Segment] = [(f" {name} {data.unit}".ljust(names), "chosen" if is_clean else "text")]
        for label in _LABELS_SHOWN:
            count = each.counts[label - 1]
            style = ("data" if label > 3 else "text" if label == 3 else "fault") if count else "grid"
            row.append(_right(str(count or "-"), column, style))
        rows.append((*row, _right(str(each.n), column, "muted")))
    return [*rows, (), *(((" ", ""), (line, "strong" if clean.bin else "text")) for line in words)]


def _right(text: str, width: int, style: str) -> Segment:
    return (" " * (width - text_width(text)) + text, style)


_AROUND = 3
"""The title, the names of the columns, and an empty row before the sentence."""

_MOST_COLUMN = 10
"""Cells of a column: farther apart, the eye loses the row."""


def _index(each: RatedBin, data: TrendData) -> int:
    return int(float(each.low)) // int(BIN_STEP[data.unit])


def _invitation(sets: int, width: int, height: int) -> list[Row]:
    """What to do, where there is nothing to show."""
    first = "No rated sets with a load." if sets else "No rated sets yet."
    rows: list[Row] = [()] * max(0, height // 3 - 1)
    for text in (first, "Log a set, then press 1 to 5.", "Sets appear here by load."):
        left = max(1, (width - text_width(text)) // 2)
        rows.append(((" " * left, ""), (fit(text, width - 1), "text")))
    return rows
