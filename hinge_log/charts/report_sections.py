"""The parts of a coach's report about strength, ratings, drills, the ladder, everyday bends and the plan."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.charts.date_texts import day_month_year
from hinge_log.charts.form_words import form_words
from hinge_log.charts.markdown import escaped, table
from hinge_log.charts.topset_chart import top_value
from hinge_log.text import plural
from hinge_log.training.bodyweight import relative_strength
from hinge_log.training.clean_load import clean_load
from hinge_log.training.distance import distance_text
from hinge_log.training.load import Load
from hinge_log.training.report import CoachReport, DrillTally, PlanShare, WorstSet
from hinge_log.training.stats import SETS_PER_POINT, median
from hinge_log.training.top_sets import strength, top_sets
from hinge_log.training.trend import SetPoint, Source, TrendData, sessions

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
        "Quick is one key after the set, checked is the checklist, seen is judged on video or by another person. "
        "Each has its own median, with the number of sets; kinds are never mixed."
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
    under = f"e1RM: the maximum estimated from sets of up to ten reps ({formula}); clean e1RM: from clean sets alone."
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
    return ["## By feel against video and coach", "", *lines] if lines else []


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
    head = ("Drill", "Days", "Sets", "Reps", "Farthest kept", "Contact lost first")
    return table(head, rows, right=(1, 2, 3)) if rows else []


def _plan(plan: PlanShare | None) -> list[str]:
    if plan is None:
        return []
    skipped = f"; {plural(plan.skipped, 'lift')} without a set" if plan.skipped else ""
    done = f"{plan.done} of {plural(plan.sets, 'planned set')} done ({plan.done / plan.sets:.0%})"
    return [f"{done}, in {plural(plan.lifts, 'lift')}{skipped}."]
