"""How to read the picture: what was rated how often, what the numbers mean, what is not shown and why."""

from __future__ import annotations

from hinge_log.charts.cells import Row, cut, in_ascii, padded, rule, wrapped
from hinge_log.charts.fault_rows import fault_name
from hinge_log.charts.form_chart import DOTS, STYLES
from hinge_log.charts.form_words import MEANINGS
from hinge_log.charts.load_grid import MIN_SHADED, binned
from hinge_log.training.by_load import load_counts
from hinge_log.training.clean_load import clean_load
from hinge_log.training.fatigue import fatigue
from hinge_log.training.faults import focus_item
from hinge_log.training.load import Load
from hinge_log.training.periods import SOURCE_WORDS, clean_share, notes
from hinge_log.training.stats import median
from hinge_log.training.trend import SOURCES, TrendData, main_source, rating_counts
from hinge_log.training.workout import LABELS

HONESTY = (
    "This is your own rating, not a measurement: under one rating apart is noise. Once a month, film a set and"
    " rate the video cold."
)
BANDS = 4


def reading(data: TrendData, width: int, height: int, *, ascii: bool = False) -> list[Row]:  # noqa: A002
    """The panel beside the charts, `height` rows; what does not fit is left out, the findings last."""
    findings = _findings(data, width)
    blocks = [_marks(data), _often(data, width), _loads(data), findings, _meanings(), _paragraph(HONESTY, width)]
    room = height - 1
    kept: set[int] = set()
    for index in (3, 1, 2, 0, 5, 4):
        needs = len(blocks[index]) + bool(kept)
        if blocks[index] and needs <= room:
            kept.add(index)
            room -= needs
    if findings and 3 not in kept:
        kept = {3}
    rows: list[Row] = [rule("Reading it", width)]
    for index in sorted(kept):
        rows += ([()] if len(rows) > 1 else []) + blocks[index]
    rows = [cut(((" ", ""), *row), width) if row and number else row for number, row in enumerate(rows)]
    rows = (rows + [()] * height)[: max(0, height)]
    return in_ascii(rows) if ascii else rows


def _marks(data: TrendData) -> list[Row]:
    present = [s for s in SOURCES if s in rating_counts(data.working)]
    if present in ([], ["checked"]):
        return []
    return [((DOTS[s], STYLES[s]), (f" {SOURCE_WORDS[s]}", "text")) for s in reversed(present)]


def _often(data: TrendData, width: int) -> list[Row]:
    source = main_source(data.working)
    if source is None:
        return []
    counts = rating_counts(data.working)[source]
    most = max(counts)
    room = max(1, min(24, width - 17))
    rows: list[Row] = [(("How often each rating", "muted"),)]
    for label in sorted(LABELS, reverse=True):
        count = counts[label - 1]
        bar = "█" * (-(-count * room // most) if most > room else count)
        style = "data" if label > 2 else "fault"
        rows.append(((f"{label} {LABELS[label]:<6} ", "text"), (bar, style), (f" {count}", "muted")))
    return rows


def _loads(data: TrendData) -> list[Row]:
    source = main_source(data.working)
    counts = load_counts(data.working, source) if source else ()
    if not counts:
        return []
    columns, _ = binned(counts, data.unit, BANDS)
    rows: list[Row] = [(("By load", "muted"),)]
    names = []
    starts = [row.load_g for _, row in columns]
    for start, until in zip(starts, [*starts[1:], counts[-1].load_g + 1], strict=True):
        inside = [row.load_g for row in counts if start <= row.load_g < until]
        low, high = (Load.from_grams(g, data.unit).text for g in (inside[0], inside[-1]))
        names.append(f"{low} to {high}" if low != high else low)
    wide = max(map(len, names))
    for name, (_, row) in zip(names, columns, strict=True):
        front = (f"{padded(name, wide)} {data.unit}  ", "text")
        if row.n < MIN_SHADED:
            rows.append((front, (f"{row.n} {'set' if row.n == 1 else 'sets'}, too few", "muted")))
        else:
            middle = median(label for label, count in enumerate(row.counts, 1) for _ in range(count))
            rows.append((front, (f"median {middle:g}", "data"), (f"  {row.n} sets", "muted")))
    return rows


def _meanings() -> list[Row]:
    rows: list[Row] = [(("What the ratings mean", "muted"),)]
    return rows + [((str(label), "data"), (f" {words}", "text")) for label, words in MEANINGS.items()]


def _findings(data: TrendData, width: int) -> list[Row]:
    if not data.working:
        return []
    said: list[str] = []
    share, clean, tired = clean_share(data), clean_load(data), fatigue(data)
    if share.checked:
        said.append(share.text + ".")
    if clean.bin is not None:
        said.append(clean.sentence)
    if tired.drop:
        said.append(tired.text)
    focus = focus_item(data.working)
    if focus is not None:
        said.append(f"Slips most: {fault_name(data, focus)}.")
    if data.calibration is not None and data.calibration.text:
        said.append(data.calibration.text)
    rows: list[Row] = [(("What it says", "muted"),)]
    rows += [row for sentence in said for row in _paragraph(sentence, width, "text")]
    missing = [row for sentence in notes(data) for row in _paragraph(sentence, width)]
    return rows + missing


def _paragraph(text: str, width: int, style: str = "muted") -> list[Row]:
    return [((piece, style),) for piece in wrapped(text.split(), width - 2)]
