"""A page of Markdown for a coach: what was done, how it looked, which checks failed, and what that rests on."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.charts.bodyweight_words import trend_line
from hinge_log.charts.cells import in_ascii, plain, without_empty_end
from hinge_log.charts.date_texts import day_month_year
from hinge_log.charts.fault_rows import fault_name
from hinge_log.charts.markdown import escaped, fenced, table
from hinge_log.charts.report_sections import (
    calibration_lines,
    further_sections,
    lift_table,
    strength_table,
    worst_table,
)
from hinge_log.charts.view import trend_view
from hinge_log.text import plural
from hinge_log.training.faults import MIN_CHECKS, ItemCount, focus_item, item_counts, ranking
from hinge_log.training.periods import PERIOD_DAYS, clean_share, notes
from hinge_log.training.report import CoachReport, NoteEntry
from hinge_log.training.trend import TrendData

HONESTY = (
    "Ratings are the lifter's own, unless they are marked as seen on video or by another person. "
    "They are not a measurement, and nothing here is medical advice."
)
CHARTS = 6
"""So many lifts get a chart of their own (convention: a page is read to its end)."""

WIDTH, HEIGHT = 78, 18


def report_page(report: CoachReport, *, ascii: bool = False) -> str:  # noqa: A002 - the word that every chart uses for it
    """Write the whole page; it ends with a line break."""
    span = f"{day_month_year(report.start)} to {day_month_year(report.end)}"
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
        lines += ["", "## Lifts", "", *lift_table(report.lifts)]
        for section in (strength_table(report.lifts), worst_table(report.worst), calibration_lines(report.lifts)):
            lines += ["", *section] if section else []
        lines += ["", "## Faults", "", *_faults(report)]
        lines += _charts(report, ascii=ascii)
    lines += further_sections(report)
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


def _faults(report: CoachReport) -> list[str]:
    """For each lift its faults, in how many of the sets that were checked for them, and what to watch next."""
    lines: list[str] = []
    for data in report.lifts:
        ranked, counts = ranking(data.working), [c for c in item_counts(data.working) if c.slipped]
        if not item_counts(data.working):
            continue
        lines += ([""] if lines else []) + [f"### {escaped(data.lift)}", ""]
        if not counts:
            lines.append("No check failed in the checked sets.")
            continue
        rest = [c for c in counts if c not in ranked]
        head = ("Fault", "Failed in", "Share", "Likely range")
        lines += table(head, [_fault(data, c, ranked=c in ranked) for c in (*ranked, *rest)], right=(2,))
        focus = focus_item(data.working)
        advice = f"Watch next: {escaped(fault_name(data, focus))}." if focus is not None else ""
        lines += ["", advice or f"Ranking faults needs {MIN_CHECKS} checks of an item; these are counts."]
    if not lines:
        return ["No checked sets: a quick rating does not say which checks failed."]
    return [*lines, "", "The likely range is the 95 % interval of the share (Wilson)."]


def _fault(data: TrendData, count: ItemCount, *, ranked: bool) -> list[str]:
    low, high = count.interval
    shares = [f"{count.share:.0%}", f"{low:.0%} to {high:.0%}"] if ranked else ["", "too few"]
    return [escaped(fault_name(data, count.item)), f"{count.slipped} of {plural(count.checked, 'set')}", *shares]


def _charts(report: CoachReport, *, ascii: bool) -> list[str]:  # noqa: A002
    lines: list[str] = []
    for data in charted(report):
        lines += ["", f"## {escaped(data.lift)}", ""]
        rows = without_empty_end(trend_view(data, WIDTH, HEIGHT, "time", ascii=ascii))
        lines += fenced([plain(row) for row in rows])
        sentences = notes(data)
        lines += ["", " ".join(map(escaped, sentences))] if sentences else []
    more = sum(_is_rated(data) for data in report.lifts) - CHARTS
    if more > 0:
        lines += ["", f"{plural(more, 'more lift')} without a chart here."]
    return lines


def charted(report: CoachReport) -> list[TrendData]:
    """The lifts that have a chart in the page, in its order."""
    return [data for data in report.lifts if _is_rated(data)][:CHARTS]


def _is_rated(data: TrendData) -> bool:
    return any(point.source is not None for point in data.working)


def _pains(report: CoachReport) -> list[str]:
    if not report.pains:
        return ["None noted."]
    rows = [
        [
            day_month_year(each.day),
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
    return [f"- {day_month_year(each.day)}, {escaped(each.about)}: {escaped(each.text)}" for each in entries]
