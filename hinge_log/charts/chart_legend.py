"""How to read the charts: what is known, what is missing, what the ratings mean, how often each was given."""

from __future__ import annotations

from hinge_log.charts.cells import Row, cut, in_ascii, rule, wrapped
from hinge_log.charts.fault_view import fault_name
from hinge_log.charts.form_chart import DOTS, STYLES
from hinge_log.charts.set_texts import MEANINGS
from hinge_log.text import plural
from hinge_log.training.clean_load import clean_load
from hinge_log.training.faults import focus_item
from hinge_log.training.periods import ONLY_QUICK, SOURCE_WORDS, clean_share, fatigue, line_note, notes
from hinge_log.training.stats import median
from hinge_log.training.trend import SOURCES, TrendData, main_source, rating_counts
from hinge_log.training.workout import LABELS

HONESTY = (
    "This is your own rating, not a measurement: differences under 1 are noise. Once a month, film a set and"
    " rate the video cold."
)
PANEL = 44
"""The cells of the panel."""


def legend(data: TrendData, width: int, height: int, *, ascii: bool = False) -> list[Row]:  # noqa: A002
    """The panel beside the charts, `height` rows: what is known, what is missing, what the ratings mean.

    What does not fit is left out, what is known last.
    """
    known, missing = known_sentence(data), missing_sentence(data)
    blocks = [
        [*_heading("What is known"), *_paragraph(known, width, "text")] if known else [],
        [*_heading("What is missing"), *_paragraph(missing, width, "text")] if missing else [],
        [*_heading("What the ratings mean"), *_meanings(width)],
        _often(data, width),
        _marks(data),
        _paragraph(HONESTY, width),
    ]
    room = height - 1
    shown: set[int] = set()
    for index in (0, 2, 1, 3, 4, 5):
        needs = len(blocks[index]) + bool(shown)
        if blocks[index] and needs <= room:
            shown.add(index)
            room -= needs
    rows: list[Row] = [rule("How to read it", width)]
    for index in sorted(shown):
        rows += ([()] if len(rows) > 1 else []) + blocks[index]
    rows = [cut(((" ", ""), *row), width) if row and number else row for number, row in enumerate(rows)]
    rows = (rows + [()] * height)[: max(0, height)]
    return in_ascii(rows) if ascii else rows


def known_sentence(data: TrendData) -> str:
    """The most important sentence that the sets bear out, "" without any rated set."""
    clean, share, tired = clean_load(data), clean_share(data), fatigue(data)
    if clean.bin is not None:
        return clean.sentence
    focus = focus_item(data.working)
    if focus is not None:
        return f"Most common fault: {fault_name(data, focus)}."
    if share.checked:
        return f"{share.text}."
    if tired.drop:
        return tired.text
    counts = rating_counts(data.working)
    source = main_source(data.working)
    if source is None:
        return ""
    labels = [label for label, count in enumerate(counts[source], 1) for _ in range(count)]
    middle = f", median {median(labels):g}" if len(labels) > 1 else ""
    return f"{plural(len(labels), 'set')} rated ({SOURCE_WORDS[source]}){middle}."


def missing_sentence(data: TrendData) -> str:
    """What would tell more and does not stand in the charts; "" when nothing is missing."""
    in_charts = (ONLY_QUICK, line_note(data))
    others = (sentence for sentence in notes(data) if sentence not in in_charts)
    return clean_load(data).missing or next(others, "")


def caveats(data: TrendData) -> tuple[str, ...]:
    """How to read the charts, and every sentence about what they do not show and why."""
    tired = fatigue(data)
    calibration = data.calibration.text if data.calibration is not None else ""
    meanings = ", ".join(f"{label} {LABELS[label]}: {MEANINGS[label]}" for label in sorted(LABELS, reverse=True))
    sentences = (
        meanings[:1].upper() + meanings[1:] + ".",
        HONESTY,
        "A session with one rated set shows that set; a range needs two.",
        calibration,
        data.coach.text if data.coach is not None else "",
        tired.text,
        *notes(data),
    )
    return tuple(sentence for sentence in sentences if sentence)


def _heading(text: str) -> list[Row]:
    return [((text, "muted"),)]


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
    rows: list[Row] = [(("Sets at each rating", "muted"),)]
    for label in sorted(LABELS, reverse=True):
        count = counts[label - 1]
        bar = "█" * (-(-count * room // most) if most > room else count)
        style = "data" if label > 2 else "fault"
        rows.append(((f"{label} {LABELS[label]:<6} ", "text"), (bar, style), (f" {count}", "muted")))
    return rows


def _meanings(width: int) -> list[Row]:
    return [
        cut(((f"{label} {LABELS[label]:<6} ", "data" if label > 2 else "fault"), (MEANINGS[label], "text")), width)
        for label in sorted(LABELS, reverse=True)
    ]


def _paragraph(text: str, width: int, style: str = "muted") -> list[Row]:
    return [((piece, style),) for piece in wrapped(text.split(), width - 2)]
