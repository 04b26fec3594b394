"""A page of Markdown for a coach: what was done, how it looked, what slipped, and what that rests on."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.charts.bodyweight_words import trend_line
from hinge_log.charts.cells import Row, in_ascii, plain
from hinge_log.charts.date_texts import MONTHS
from hinge_log.charts.fault_rows import fault_name
from hinge_log.charts.markdown import escaped, fenced, table
from hinge_log.charts.topset_chart import with_unit
from hinge_log.charts.view import trend_view
from hinge_log.clock import to_date
from hinge_log.training.bodyweight import relative_strength
from hinge_log.training.clean_load import clean_load
from hinge_log.training.faults import MIN_CHECKS, ItemCount, focus_item, item_counts, ranking
from hinge_log.training.periods import PERIOD_DAYS, clean_share, notes, plural
from hinge_log.training.report import CoachReport, NoteEntry
from hinge_log.training.stats import median
from hinge_log.training.top_sets import metric_of, strength, top_sets
from hinge_log.training.trend import SetPoint, TrendData, main_source, sessions

HONESTY = (
    "Ratings are the lifter's own, unless they are marked as seen on video or by another person. "
    "They are not a measurement, and nothing here is medical advice."
)
CHARTS = 6
"""So many lifts get a chart of their own (convention: a page is read to its end)."""

WIDTH, HEIGHT = 78, 18
SOURCES = {"quick": "by feel, one key", "checked": "checked", "seen": "seen"}


def report_page(report: CoachReport, *, ascii: bool = False) -> str:  # noqa: A002 - the word that every chart uses for it
    """Write the whole page; it ends with a line break."""
    span = f"{_date(report.start)} to {_date(report.end)}"
    lines = [
        f"# Form report, {span}",
        "",
        f"{plural(report.weeks, 'week')}, {plural(report.workouts, 'workout')}. {HONESTY}",
        "",
        _share(report),
    ]
    lines += ["", f"**Bodyweight:** {trend_line(report.bodyweight, report.unit)}."] if report.bodyweight else []
    if not report.lifts:
        lines += ["", "No sets in this time."]
    else:
        lines += ["", "## Lifts", "", *_lifts(report), "", "## What slipped", "", *_faults(report)]
        lines += _charts(report, ascii=ascii)
    lines += ["", "## Pain", "", *_pains(report), "", "## Notes", "", *_notes(report.notes)]
    for title, entries in (("By a coach", report.by_coach), ("Videos", report.videos)):
        lines += ["", f"## {title}", "", *_notes(entries)] if entries else []
    text = "\n".join(lines) + "\n"
    return "\n".join(plain(row) for row in in_ascii([((line, ""),) for line in text.split("\n")])) if ascii else text


def _share(report: CoachReport) -> str:
    """The headline: how many of the checked working sets of 28 days were clean."""
    shares = [clean_share(data) for data in report.month]
    checked, unchecked = sum(s.checked for s in shares), sum(s.unchecked for s in shares)
    if not checked:
        more = f" {plural(unchecked, 'working set')} not checked." if unchecked else ""
        return f"**Clean sets, last {PERIOD_DAYS} days:** no checked sets.{more}"
    clean = sum(s.clean for s in shares)
    return (
        f"**Clean sets, last {PERIOD_DAYS} days:** {clean} of {plural(checked, 'checked working set')}"
        f" ({clean / checked:.0%}); {unchecked} more not checked."
    )


def _lifts(report: CoachReport) -> list[str]:
    head = ["Lift", "Sessions", "Sets", "Rated", "Median", "Worst", "Top set", "Clean load"]
    rows = [_lift(data) for data in report.lifts]
    if report.bodyweight:
        head.append("Relative")
        rows = [[*row, _relative(data)] for row, data in zip(rows, report.lifts, strict=True)]
    under = "Median and worst are of the kind of rating that most sets have; kinds are never mixed."
    return [*table(head, rows, right=(1, 2, 3, 5)), "", under]


def _relative(data: TrendData) -> str:
    """The best estimated maximum as a multiple of bodyweight."""
    best = max((each.best for each in strength(data)), default=None)
    return "" if best is None or data.body_g is None else f"{relative_strength(best, data.body_g):.2f} × bodyweight"


def _lift(data: TrendData) -> list[str]:
    working = data.working
    source = main_source(working)
    labels = _labels(working, source)
    middle = f"{median(labels):g} ({len(labels)} {SOURCES[source]})" if source is not None and labels else "not rated"
    tops = top_sets(data)
    top = with_unit(max(t.value for t in tops), metric_of(working), data.unit) if tops else "none"
    return [
        escaped(data.lift),
        str(len(sessions(working))),
        str(len(working)),
        str(sum(p.source is not None for p in working)),
        middle,
        str(min(labels)) if labels else "",
        escaped(top),
        clean_load(data).text,
    ]


def _labels(points: Sequence[SetPoint], source: str | None) -> list[int]:
    return [p.label for p in points if source is not None and p.source == source and p.label is not None]


def _faults(report: CoachReport) -> list[str]:
    """For each lift what slipped most, in how many of the sets in which it was checked, and what to watch next."""
    lines: list[str] = []
    for data in report.lifts:
        ranked, counts = ranking(data.working), [c for c in item_counts(data.working) if c.slipped]
        if not item_counts(data.working):
            continue
        lines += ([""] if lines else []) + [f"### {escaped(data.lift)}", ""]
        if not counts:
            lines.append("Nothing slipped in the checked sets.")
            continue
        rest = [c for c in counts if c not in ranked]
        head = ("Check", "Slipped in", "Share", "Likely range")
        lines += table(head, [_fault(data, c, ranked=c in ranked) for c in (*ranked, *rest)], right=(2,))
        focus = focus_item(data.working)
        said = f"Watch next: {escaped(fault_name(data, focus))}." if focus is not None else ""
        lines += ["", said or f"Ranking what slips needs {MIN_CHECKS} checks of an item; these are counts."]
    if not lines:
        return ["No checked sets: a rating from one key does not say what slipped."]
    return [*lines, "", "The likely range is the 95 % interval of the share (Wilson)."]


def _fault(data: TrendData, count: ItemCount, *, ranked: bool) -> list[str]:
    low, high = count.interval
    shares = [f"{count.share:.0%}", f"{low:.0%} to {high:.0%}"] if ranked else ["", "too few"]
    return [escaped(fault_name(data, count.item)), f"{count.slipped} of {plural(count.checked, 'set')}", *shares]


def _charts(report: CoachReport, *, ascii: bool) -> list[str]:  # noqa: A002
    lines: list[str] = []
    rated = [data for data in report.lifts if any(p.source is not None for p in data.working)]
    for data in rated[:CHARTS]:
        lines += ["", f"## {escaped(data.lift)}", ""]
        lines += fenced([plain(row) for row in _picture(data, ascii=ascii)])
        clean = clean_load(data)
        compared = [each.text for each in (data.calibration, data.coach) if each is not None and each.gap is not None]
        sentences = [*([clean.sentence] if clean.bin else []), *compared, *notes(data)]
        lines += ["", " ".join(map(escaped, sentences))] if sentences else []
    if len(rated) > CHARTS:
        lines += ["", f"{plural(len(rated) - CHARTS, 'more lift')} without a chart here."]
    return lines


def _picture(data: TrendData, *, ascii: bool) -> list[Row]:  # noqa: A002
    rows = trend_view(data, WIDTH, HEIGHT, "time", ascii=ascii)
    while rows and not plain(rows[-1]):
        rows.pop()
    return rows


def _pains(report: CoachReport) -> list[str]:
    if not report.pains:
        return ["None noted."]
    rows = [
        [
            _date(each.day),
            escaped(each.lift),
            escaped(each.set),
            escaped(each.where) or "not said",
            f"{each.level} of 10",
        ]
        for each in report.pains
    ]
    return table(("Day", "Lift", "Set", "Where", "Level"), rows)


def _notes(entries: Sequence[NoteEntry]) -> list[str]:
    if not entries:
        return ["None."]
    return [f"- {_date(each.day)}, {escaped(each.about)}: {escaped(each.text)}" for each in entries]


def _date(day: int) -> str:
    at = to_date(day)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"
