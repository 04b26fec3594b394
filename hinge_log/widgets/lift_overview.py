"""The lifts of today, the form of the last sessions and what was done in them."""

from __future__ import annotations

from collections.abc import Iterable

from hinge_log.charts.cells import Row, Segment, fit, padded, text_width
from hinge_log.charts.set_texts import summary
from hinge_log.charts.set_words import fitting
from hinge_log.clock import date_text
from hinge_log.text import plural
from hinge_log.training.form import session_labels
from hinge_log.training.session import WorkoutSession
from hinge_log.training.sides import finished
from hinge_log.training.workout import Workout, WorkoutLift
from hinge_log.widgets.line_panel import LinePanel, row_reactive
from hinge_log.widgets.panels import panel_rule

RECENT = 3
"""So many earlier sessions are written out."""


class LiftOverview(LinePanel):
    """Beside the sets, where the screen is wide enough; `today` is a day number."""

    session: row_reactive[WorkoutSession | None] = row_reactive(None)
    today: row_reactive[int] = row_reactive(0)

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """A rule and three parts, of which those that do not fit are left out."""
        session = self.session
        if session is None:
            return
        yield panel_rule("Today", width)
        lifts = session.workout.lifts[: max(1, height // 3)]
        for index, lift in enumerate(lifts):
            yield _overview_row(session, index, lift, width)
        used = 1 + len(lifts)
        labels, kind = session_labels([each.sets for each in session.past_sessions])
        if labels and used + 8 < height:
            yield ()
            sessions = plural(len(labels), "session")
            title = f"Form, {kind}, last {sessions} with two rated sets"
            yield ((" ", ""), (fitting((title, f"Form, {kind}, {sessions}"), width - 2) or title, "muted"))
            for row in range(5, 0, -1):
                dots: list[Segment] = [("●  ", "data") if row == label else ("·  ", "grid") for label in labels]
                yield ((f" {row} ", "muted"), *dots)
            used += 7
        recent = session.past_sessions[:RECENT]
        if recent and used + 2 < height:
            yield ()
            title = f"This lift, last {len(recent)} times, with form" if len(recent) > 1 else "This lift, last time"
            yield ((" ", ""), (title, "muted"))
            for each in recent:
                work, form = summary(each.sets, session.unit)
                work, form = fit(work, width - 10), form.removeprefix("form ")
                beside = ((f"  {form}", "muted"),) if 11 + text_width(work) + text_width(form) < width else ()
                day = date_text(each.day, weekday=False, today=self.today)
                yield ((f" {day:>6}  ", "muted"), (work, "text"), *beside)


def _overview_row(session: WorkoutSession, index: int, lift: WorkoutLift, width: int) -> Row:
    current, skipped = index == session.index, lift.id in session.skipped
    full = finished(lift, sided=lift.exercise in session.unilateral)
    mark = "▸" if current else "✗" if skipped else "✓" if full else "·"
    style = "strong" if current else "text" if full else "dim" if skipped else "muted"
    action = f">lift({index})"
    tagged = 4 if session.tags else 0
    row: list[Segment] = [(f" {mark} ", f"{'chosen' if current or full else 'muted'}{action}")]
    if tagged:
        row.append((padded(bracket(session.workout, index) + session.tags.get(lift.id, ""), 4), f"chosen{action}"))
    row.append((padded(session.name_of(lift.exercise), 20 - tagged) + " ", f"{style}{action}"))
    return (*row, (fit("skipped" if skipped else amount_planned(lift), width - 25), "muted"))


def amount_planned(lift: WorkoutLift) -> str:
    """The working sets planned, or done: "4 × 5", "3 sets"; "" for none."""
    planned = [each.reps for each in lift.plan if each.kind.counts]
    reps = planned or [each.what.reps for each in lift.sets if each.what.kind.counts]
    if not reps:
        return ""
    return f"{len(reps)} × {reps[0]}" if len(set(reps)) == 1 and reps[0] is not None else f"{len(reps)} sets"


def bracket(workout: Workout, place: int) -> str:
    """The piece of bracket that ties a lift to its neighbours in a superset, " " for none."""
    lifts = workout.lifts
    mine = lifts[place].superset
    above = mine is not None and place > 0 and lifts[place - 1].superset == mine
    below = mine is not None and place + 1 < len(lifts) and lifts[place + 1].superset == mine
    return {(False, True): "┌", (True, True): "├", (True, False): "└"}.get((above, below), " ")
