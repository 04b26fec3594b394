"""Drills in words and as rows of a list, for their screens and for the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Row, padded, text_width
from hinge_log.charts.flow import Sentences, lines_of
from hinge_log.charts.set_texts import CHECKED, median_mark
from hinge_log.clock import clock_text, date_text
from hinge_log.exercises.model import Exercise, Item
from hinge_log.text import plural
from hinge_log.training.distance import distance_text, step_text, wall_unit
from hinge_log.training.drill_run import DrillRun
from hinge_log.training.drills import (
    CONTACT_MEANS,
    REST_S,
    TOO_FAR,
    DrillDay,
    DrillPlan,
    Phase,
    Player,
    contact_note,
    contact_tally,
    described,
    first_distance,
    set_up_cue,
    step_out,
    tally_words,
)
from hinge_log.training.form import outcome_words
from hinge_log.training.stats import median
from hinge_log.training.workout import LABELS, Form


def best_text(days: Sequence[DrillDay]) -> str:
    """The best of a drill: the farthest distance kept, or the best form of a day."""
    farthest = max((day.kept_mm for day in days if day.kept_mm), default=None)
    if farthest is not None:
        return f"{distance_text(farthest)} kept"
    forms, checked = _forms(days)
    return f"form {median_mark(max(forms), checked=checked)}" if forms else ""


def last_text(days: Sequence[DrillDay], today: int) -> str:
    """When a drill was last done, and how much of it."""
    if not days:
        return "never"
    last = days[-1]
    ago = today - last.day
    when = "today" if ago == 0 else "yesterday" if ago == 1 else date_text(last.day, weekday=False, today=today)
    far = f", {distance_text(last.distance_mm)}" if last.distance_mm else ""
    return f"{when}, {plural(last.sets, 'set')}{far}"


def trend_text(days: Sequence[DrillDay], most: int = 8) -> str:
    """The median form of the last days it was rated on, oldest first: "3 3 4 4", "3 3 4 4✓" where it was checked."""
    forms, checked = _forms(days)
    return " ".join(f"{form:g}" for form in forms[-most:]) + (CHECKED if forms and checked else "")


def way_text(days: Sequence[DrillDay]) -> str:
    """Whether form rises: the last three rated days beside the three before; "" under six days."""
    forms, _ = _forms(days)
    if len(forms) < 6:
        return ""
    change = median(forms[-3:]) - median(forms[-6:-3])
    return "rising" if change >= 1 else "falling" if change <= -1 else "steady"


def _forms(days: Sequence[DrillDay]) -> tuple[list[float], bool]:
    """The form of the days whose kind of rating is that of the last rated day, and whether it is the checked one."""
    rated = [day for day in days if day.form is not None]
    checked = bool(rated) and rated[-1].checked
    return [day.form for day in rated if day.form is not None and day.checked == checked], checked


def lost_text(days: Sequence[DrillDay]) -> str:
    """How often each contact of the stick was lost first, and what the most frequent one means."""
    return tally_words(contact_tally(contact_note(contact) for day in days for contact in day.lost))


def drill_intro(
    plan: DrillPlan, exercise: Exercise, items: Sequence[Item], days: Sequence[DrillDay] = (), unit: str = "kg"
) -> list[str]:
    """What to know before a drill, line by line: what it is, how it is done, where to stand, what to look for."""
    lines = [f"{exercise.name}: {described(plan)}.", exercise.differs]
    if plan.distance:
        distance = first_distance(days, unit)
        step = "an inch" if wall_unit(distance) == "in" else "2 to 3 cm"
        lines.append(f"Heels {distance_text(distance)} from the wall. Step out {step} after two clean days.")
        further = step_out(days)
        if further is not None:
            lines.append(f"Two clean days: try {distance_text(further)}.")
        lines.append(f"{TOO_FAR[:1].upper()}{TOO_FAR[1:]}")
    if set_up_cue(exercise.id):
        lines.append(f"Before each set: {set_up_cue(exercise.id)}")
    if plan.contacts:
        lines.append("The stick touches head, upper back and tail. Note which one is lost first:")
        lines += [f"  {contact}: {means}" for contact, means in CONTACT_MEANS.items()]
        lines += [lost_text(days)] if lost_text(days) else []
    lines += [f"  {number} {item.cue}" for number, item in enumerate(items, 1)]
    return lines


NEXT_DRILL = {
    "drill-wall-hinge": "the dowel: head, upper back and tail keep touching",
    "drill-dowel-hinge": "the free hinge",
}
"""What a drill leads to."""


def set_text(player: Player) -> str:
    """Which set it is: "set 2 of 6, left"."""
    plan, side = player.plan, {"L": ", left", "R": ", right"}
    return (
        "done"
        if player.phase is Phase.DONE
        else (f"set {player.number} of {plan.all_sets}{side.get(plan.side(player.number), '')}")
    )


def rep_text(player: Player) -> str:
    """Where the set is: "Rep 3 of 8, paused"."""
    if player.phase is Phase.MOVE:
        return f"Rep {player.reps + 1} of {player.plan.reps}" + (", paused" if player.paused else "")
    if player.phase is Phase.RATE:
        return f"{plural(player.reps, 'rep')} done"
    if player.phase is Phase.DONE:
        return "Done"
    return "Rest" if player.phase is Phase.REST else "Get ready"


def large_number(player: Player) -> str:
    """The rep, or the time until the set."""
    if player.phase is Phase.MOVE:
        return str(player.reps + 1)
    if player.phase is Phase.REST:
        return clock_text(player.left)
    return str(player.left) if player.phase is Phase.READY else str(player.reps)


def next_text(player: Player) -> str:
    """What comes after this set."""
    if player.phase is Phase.DONE:
        then = NEXT_DRILL.get(player.plan.exercise)
        return f"After two clean days: {then}." if then else "That was the last set."
    if player.number < player.plan.all_sets:
        return f"set {player.number + 1} of {player.plan.all_sets} after {REST_S} s of rest"
    return "this is the last set"


def player_sentences(
    progress: DrillRun, items: Sequence[Item], days: Sequence[DrillDay], amount_keys: str, check_key: str
) -> Sentences:
    """What to know before and during a set: how to set up, one cue, distance or load, what comes next."""
    player, load = progress.player, progress.load
    key, plan = player.plan.exercise, player.plan
    set_up = set_up_cue(key) if player.phase not in (Phase.MOVE, Phase.DONE) else ""
    sentences = [("Set up", set_up)] if set_up else []
    own = [item for item in items if key in item.only_for]
    item = next(iter([*own, *(each for each in items if each.gate), *items]), None)
    if item is not None:
        sentences += [("Cue", item.cue), ("Feel", item.feel_for)]
    best = best_text(days)
    if plan.distance:
        record = f"Best: {best}." if best else "Start one hand-span from the wall."
        step = step_text(progress.distance_mm)
        heels = f"{distance_text(progress.distance_mm)} from heel to wall."
        sentences.append(("Distance", f"{heels} {record} {amount_keys} {step}."))
    elif plan.contacts:
        touch = f"Head, upper back and tail stay on the stick. Press {check_key} to note which one was lost first."
        sentences.append(("Touch", touch))
    elif load:
        sentences.append(
            ("Load", f"{load.text} {load.unit} ({amount_keys} to change)." + (f" Best: {best}." if best else ""))
        )
    elif best or not days:
        sentences.append(("Best", best or "This is the first time."))
    sentences.append(("Next", next_text(player)))
    if plan.distance and player.phase is Phase.READY:
        sentences.append(("Why", f"{TOO_FAR[:1].upper()}{TOO_FAR[1:]}"))
    return tuple(sentences)


def outcome_text(form: Form, items: Sequence[Item], *, asks_contact: bool) -> str:
    """What the checks of a set come to; with `asks_contact` after the question of the contact lost first."""
    outcome = (outcome_words(form, items) or "No check could be judged.") + (" A clean set." if form.clean else "")
    return f"{'Which contact was lost first? ' if asks_contact else ''}{outcome}"


def rated_text(form: Form, items: Sequence[Item]) -> str:
    """A rating as it was saved."""
    plain = "Not rated." if form.label is None else f"Form {form.label}, {LABELS[form.label]}."
    return outcome_words(form, items) or plain


_COLUMNS = (("last", 25), ("best", 12), ("recent form", 18), ("trend", 8))
_LEAST_NEEDED = ("trend", "recent form", "best")
"""The columns in the order in which they give way."""
_NAME_CELLS = 24


@dataclass(frozen=True, slots=True)
class DrillRow:
    """A drill as one entry of a list, laid out for a width; with `on_two_lines` the details stand under the name."""

    name: str
    stage: str
    last: str
    best: str
    form: str
    trend: str
    on_two_lines: bool = False

    def __call__(self, width: int) -> list[Row]:
        """The rows."""
        if self.on_two_lines:
            lines = [((self.stage.ljust(2), "muted"), (line, "text")) for line in lines_of(self.name, width - 2)]
            return [*lines, (("  " + self._details(), "muted"),)]
        columns = _columns(width)
        names = max(4, width - 2 - sum(wide for _, wide in columns))
        first, *others = lines_of(self.name, names - 1)
        values = {"last": self.last, "best": self.best, "recent form": self.form, "trend": self.trend}
        cells = [
            (padded(values[title], wide - 1) + " ", "muted" if title == "last" else "text") for title, wide in columns
        ]
        head: Row = ((self.stage.ljust(2), "muted"), (padded(first, names), "text"), *cells)
        return [head, *((("    " + line, "text"),) for line in others)]

    def _details(self) -> str:
        """What the best says again is said once."""
        distance = self.best.removesuffix(" kept")
        last = f"{self.last} kept" if distance != self.best and self.last.endswith(f" {distance}") else self.last
        best = "" if last != self.last or self.best.startswith("form ") else self.best
        form = " ".join(self.form.split()[-4:])
        return ", ".join(part for part in (last, best, form and f"form {form}") if part)


def drill_row(drill: Exercise, days: Sequence[DrillDay], today: int) -> DrillRow:
    """The entry of a drill."""
    stage = "" if drill.stage is None else str(drill.stage)
    name = drill.name.split(" (")[0]
    return DrillRow(name, stage, last_text(days, today), best_text(days), trend_text(days), way_text(days))


def drill_header(width: int) -> Row:
    """The titles of the columns, in a rule, for the same width as the rows under it."""
    columns = _columns(width)
    names = max(4, width - 2 - sum(wide for _, wide in columns))
    row = [("  drill ", "title"), ("─" * (names - 7) + " ", "grid")]
    for title, wide in columns:
        row += [(title, "title"), (" " + "─" * (wide - text_width(title) - 2) + " ", "grid")]
    return tuple(row)


def _columns(width: int) -> Sequence[tuple[str, int]]:
    """The columns that leave the names room enough."""
    columns = list(_COLUMNS)
    for title in _LEAST_NEEDED:
        if width - 2 - sum(wide for _, wide in columns) < _NAME_CELLS:
            columns = [column for column in columns if column[0] != title]
    return columns
