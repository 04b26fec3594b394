"""A page of Markdown for a coach: what was done, how it looked, which checks failed, and what that rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from hinge_log.charts.bodyweight_words import trend_line
from hinge_log.charts.cells import Row, in_ascii, plain, without_empty_end
from hinge_log.charts.fault_view import fault_name
from hinge_log.charts.set_texts import form_words
from hinge_log.charts.topset_chart import top_value
from hinge_log.charts.view import trend_view
from hinge_log.clock import day_month_year
from hinge_log.text import clean, plural, shown
from hinge_log.training.bodyweight import BodyweightTrend, relative_strength
from hinge_log.training.clean_load import clean_load
from hinge_log.training.distance import distance_text
from hinge_log.training.faults import MIN_CHECKS, ItemCount, focus_item, item_counts, ranking
from hinge_log.training.load import Load
from hinge_log.training.periods import ONLY_QUICK, ONLY_QUICK_BRIEF, PERIOD_DAYS, clean_share, notes
from hinge_log.training.stats import SETS_PER_POINT, median
from hinge_log.training.top_sets import strength, top_sets
from hinge_log.training.trend import SetPoint, Source, TrendData, sessions

QUICK_ALONE = "Only quick ratings. Faults and a clean load need checked sets."
"""What is said of a lift without a checked set."""


@dataclass(frozen=True, slots=True)
class PainEntry:
    """A set that hurt: `day` counts from 1970-01-01, `level` runs from 0 to 10, `set` is what was done."""

    day: int
    lift: str
    set: str
    where: str
    level: int


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note of the lifter; `about` is the lift and set, or the workout, that it is on."""

    day: int
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class WorstSet:
    """The set of a lift with the lowest rating of all kinds: `how` is its kind, `faults` the checks that failed."""

    day: int
    lift: str
    set: str
    label: int
    how: str
    faults: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class DrillTally:
    """What was done of a drill: days, sets and reps, the farthest distance kept, and the contacts lost first."""

    drill: str
    days: int
    sets: int
    reps: int
    kept_mm: int | None = None
    lost: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PlanShare:
    """What was done of the planned sets: `done` of `sets`, in `lifts` lifts, of which `skipped` have no set at all."""

    sets: int
    done: int
    lifts: int
    skipped: int


@dataclass(frozen=True, slots=True)
class CoachReport:
    """The days `start` to `end` (both included): the lifts with sets in them, those done most often first.

    `month` are the same lifts over the 28 days up to `end`, whatever the span of the report is. `workouts` counts
    those with a set. `by_coach` are ratings and notes of a coach, `videos` where those of the sets are. `ladder` and
    `everyday` are lines of text, the stage first; `plan` is None without a planned set.
    """

    start: int
    end: int
    weeks: int
    workouts: int
    lifts: tuple[TrendData, ...]
    month: tuple[TrendData, ...]
    pains: tuple[PainEntry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()
    by_coach: tuple[NoteEntry, ...] = ()
    videos: tuple[NoteEntry, ...] = ()
    worst: tuple[WorstSet, ...] = ()
    drills: tuple[DrillTally, ...] = ()
    ladder: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    plan: PlanShare | None = None
    bodyweight: BodyweightTrend | None = None
    unit: str = "kg"


_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!$&])")
_OPENS = re.compile(r"([-+=@:]|[0-9]+(?=[.)]))")
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)")


def escaped(text: str) -> str:
    """Give a text of a user on one line, as Markdown that shows it as it was typed."""
    line = _SPECIAL.sub(r"\\\1", " ".join(shown(clean(text, lines=True).replace("\n", " / ")).split()))
    line = _LINK.sub(lambda match: f"{match[1] or match[3]}\\{match[2] or match[4]}", line)
    opens = _OPENS.match(line)
    if opens is None:
        return line
    # A list, a rule, or in a spreadsheet a formula; a number needs its full stop escaped, not itself.
    return f"{opens[0]}\\{line[opens.end() :]}" if opens[0][0].isdigit() else f"\\{line}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """A table whose cells are Markdown already; the columns `right` stand to the right."""
    aligned = set(right)
    lines = [_line(head), _line(["---:" if place in aligned else "---" for place in range(len(head))])]
    return lines + [_line(row) for row in rows]


def fenced(lines: Sequence[str]) -> list[str]:
    """A block of code that nothing in it can close."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}text", *lines, fence]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


HONESTY = (
    "Ratings are the lifter's own unless marked as judged on video or by a coach. "
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
    if report.bodyweight:
        lines += ["", f"**Bodyweight:** {trend_line(report.bodyweight, report.unit).removesuffix('.')}."]
    if not report.lifts:
        lines += ["", "No sets in this period."]
    else:
        lines += ["", "## Lifts", "", *lift_table(report.lifts)]
        for section in (strength_table(report.lifts), worst_table(report.worst), calibration_lines(report.lifts)):
            lines += ["", *section] if section else []
        lines += ["", "## Faults", "", *_faults(report)]
        lines += _charts(report, ascii=ascii)
    lines += further_sections(report)
    lines += ["", "## Pain", "", *_pains(report), "", "## Notes", "", *_notes(report.notes)]
    for title, entries in (("From the coach", report.by_coach), ("Videos", report.videos)):
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
        lines += ["", advice or f"Ranking faults takes {MIN_CHECKS} checks of each item; these are plain counts."]
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
        rows = without_empty_end(form_picture(data, WIDTH, HEIGHT, ascii=ascii))
        lines += fenced([plain(row) for row in rows])
        sentences = [QUICK_ALONE if each == ONLY_QUICK else each for each in notes(data)]
        lines += ["", " ".join(map(escaped, sentences))] if sentences else []
    more = sum(_is_rated(data) for data in report.lifts) - CHARTS
    if more > 0:
        lines += ["", f"{plural(more, 'more lift')} not charted here."]
    return lines


def form_picture(data: TrendData, width: int, height: int, *, ascii: bool = False) -> list[Row]:  # noqa: A002
    """The form of a lift over time for a page: what a key of the app would add is left to the sentences below it."""
    rows = trend_view(data, width, height, "time", ascii=ascii)
    return [row for row in rows if plain(row).strip() not in (ONLY_QUICK, ONLY_QUICK_BRIEF)]


def charted(report: CoachReport) -> list[TrendData]:
    """The lifts that have a chart in the page, in its order."""
    return [data for data in report.lifts if _is_rated(data)][:CHARTS]


def _is_rated(data: TrendData) -> bool:
    return any(point.source is not None for point in data.working)


def _pains(report: CoachReport) -> list[str]:
    if not report.pains:
        return ["None reported."]
    rows = [
        [
            day_month_year(each.day),
            escaped(each.lift),
            escaped(each.set),
            escaped(each.where) or "not specified",
            f"{each.level} of 10",
        ]
        for each in report.pains
    ]
    return table(("Day", "Lift", "Set", "Where", "Level"), rows)


def _notes(entries: Sequence[NoteEntry]) -> list[str]:
    if not entries:
        return ["None."]
    return [f"- {day_month_year(each.day)}, {escaped(each.about)}: {escaped(each.text)}" for each in entries]


RATED: tuple[Source, ...] = ("quick", "checked", "seen")


def lift_table(lifts: Sequence[TrendData]) -> list[str]:
    """What was done of each lift and how it was rated: a median for each kind of rating, with the number of sets."""
    head = ("Lift", "Sessions", "Sets", "Quick", "Checked", "Seen", "Top set")
    rows = [
        [
            escaped(data.lift),
            str(len(sessions(data.working))),
            str(len(data.working)),
            *(_rated(data.working, source) for source in RATED),
            escaped(top_text(data)),
        ]
        for data in lifts
    ]
    under = (
        "Quick is one key after the set, checked is the checklist, seen is a rating on video or by a coach. "
        "Each kind has its own median, with the number of sets; kinds are never mixed."
    )
    return [*table(head, rows, right=(1, 2)), "", under]


def _rated(points: Sequence[SetPoint], source: Source) -> str:
    labels = [p.label for p in points if p.source == source and p.label is not None]
    if len(labels) < SETS_PER_POINT:
        return f"{labels[0]} in one set" if labels else "-"
    return f"{median(labels):g} ({len(labels)} sets)"


def top_text(data: TrendData) -> str:
    """The top set of a lift with its unit; a load added to bodyweight says so: "bw+10 kg", "bw-20 kg"."""
    tops = top_sets(data)
    return top_value(data, max(top.value for top in tops)) if tops else "-"


def strength_table(lifts: Sequence[TrendData]) -> list[str]:
    """The best estimated maximum, the best clean one and the clean load of lifts that have them; may be empty."""
    rows = []
    for data in lifts:
        estimates = strength(data)
        if not estimates:
            continue
        best = max(each.best for each in estimates)
        clean = max((each.clean for each in estimates if each.clean is not None), default=None)
        rows.append(
            [
                escaped(data.lift),
                _estimate(best, data.unit),
                _estimate(clean, data.unit),
                "-" if data.body_g is None else f"{relative_strength(best, data.body_g):.2f} × bodyweight",
                escaped(clean_load(data).sentence),
            ]
        )
    if not rows:
        return []
    formula = {"epley": "Epley", "brzycki": "Brzycki"}.get(lifts[0].formula, lifts[0].formula)
    under = f"e1RM: the maximum estimated from sets of up to ten reps ({formula}); clean e1RM: from clean sets only."
    return ["## Strength", "", *table(("Lift", "e1RM", "Clean e1RM", "Relative", "Clean load"), rows), "", under]


def _estimate(grams: float | None, unit: str) -> str:
    return "-" if grams is None else f"{float(Load.from_grams(round(grams), unit).value):.1f} {unit}"


def worst_table(worst: Sequence[WorstSet]) -> list[str]:
    """The lowest rated set of each lift; may be empty."""
    rows = [
        [
            escaped(each.lift),
            escaped(form_words(each.label)),
            escaped(each.how),
            escaped(each.set),
            escaped(", ".join(each.faults)) or "-",
            escaped(each.note) or "-",
            day_month_year(each.day),
        ]
        for each in worst
    ]
    if not rows:
        return []
    return ["## Worst sets", "", *table(("Lift", "Form", "Rating", "Set", "Faults", "Note", "Day"), rows)]


def calibration_lines(lifts: Sequence[TrendData]) -> list[str]:
    """How the lifter's ratings stand to video and coach, lift by lift, with the number of sets; may be empty."""
    lines = [
        f"- {escaped(data.lift)}: {escaped(each.text)}"
        for data in lifts
        for each in (data.calibration, data.coach)
        if each is not None and each.text
    ]
    return ["## By feel versus video and coach", "", *lines] if lines else []


def further_sections(report: CoachReport) -> list[str]:
    """Drills, ladder, everyday bends and plan, each with its heading; those without data are left out."""
    lines: list[str] = []
    for title, body in (
        ("Drills", _drills(report.drills)),
        ("Ladder", [f"- {escaped(line)}" for line in report.ladder]),
        ("Everyday hinges", [f"- {escaped(line)}" for line in report.everyday]),
        ("Plan", _plan(report.plan)),
    ):
        if body:
            lines += ["", f"## {title}", "", *body]
    return lines


def _drills(drills: Sequence[DrillTally]) -> list[str]:
    rows = [
        [
            escaped(each.drill),
            str(each.days),
            str(each.sets),
            str(each.reps),
            "-" if each.kept_mm is None else f"{distance_text(each.kept_mm)}",
            escaped(", ".join(f"{contact} {number}" for contact, number in each.lost)) or "-",
        ]
        for each in drills
    ]
    head = ("Drill", "Days", "Sets", "Reps", "Farthest clean", "Contact lost first")
    return table(head, rows, right=(1, 2, 3)) if rows else []


def _plan(plan: PlanShare | None) -> list[str]:
    if plan is None:
        return []
    skipped = f"; {plural(plan.skipped, 'lift')} without a set" if plan.skipped else ""
    done = f"{plan.done} of {plural(plan.sets, 'planned set')} done ({plan.done / plan.sets:.0%})"
    return [f"{done}, in {plural(plan.lifts, 'lift')}{skipped}."]


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}td,th{border:1px solid #c9d1d9;padding:.2rem .6rem;text-align:left}"
    "pre{overflow-x:auto}svg{max-width:100%;height:auto}"
)


def report_html(markdown: str, images: Iterable[str], title: str) -> str:
    """The page: `markdown` as `report_page` writes it, with `images`, SVG of our own, in place of its charts."""
    from markdown_it import MarkdownIt

    drawn = iter(images)

    def fence(_: Any, tokens: Any, index: int, *__: Any) -> str:
        image = next(drawn, "")
        text = f"<pre>{escape(tokens[index].content)}</pre>"
        return f"<figure>{image[image.index('<svg') :].strip()}</figure>\n" if image else f"{text}\n"

    page = MarkdownIt("commonmark", {"html": False}).enable("table")
    page.add_render_rule("fence", fence)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    begin = f'<!doctype html>\n<html lang="en"><head>{head}<style>{_STYLE}</style></head><body>'
    return f"{begin}\n{page.render(markdown)}</body></html>\n"
