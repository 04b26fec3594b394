"""The ladder in words, for its screen and for the command line."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.clock import date_text
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.text import plural
from hinge_log.training.distance import distance_text
from hinge_log.training.gates import GateSession
from hinge_log.training.ladder import WALL, Ladder, Rung, StepState
from hinge_log.training.load_steps import LoadAdvice

WHY = {
    "wall->dowel": "The wall shows where the hips go; the stick shows what the back does meanwhile.",
    "dowel->free": "Hold without the stick what you held with it.",
    "free->light": "A load makes the pattern heavier, not better: have someone else check it first.",
    "light->rdl": "The load now hangs in front of the legs all the way.",
    "rdl->floor": "From the floor, the hips start lower and the load is the heaviest you lift.",
    "rdl->row": "A row is a hinge held still: learn to hold it first.",
    "floor->good-morning": "The good morning puts the load far from the hips: the back must hold its shape unaided.",
    "kb-deadlift->swing": "A swing is a hinge at speed: there is no time to fix it mid-rep.",
    "bodyweight-squat->loaded": "Ten bodyweight squats show what a load would expose.",
    "two-hand->one-hand swing": "One hand adds a twist that the trunk must resist.",
    "bilateral->single-leg": "One leg adds balance: the hinge itself must be solid first.",
}

CHECKED = ("Load suggestions need checked sets", "press f after a set")
"""What a load suggestion needs, and how to give it."""

READY = "No red flags, no pain today: answered"


def name_of(catalogue: Catalogue, key: str) -> str:
    """A name of an exercise in running text: lower case, but for names of people."""
    exercise = catalogue.exercises.get(key)
    name = (exercise.name if exercise else key).split(" (")[0]
    first = name.split(" ")[0]
    return name if first in ("Romanian", "Zercher", "Pendlay", "American") else name[:1].lower() + name[1:]


def rung_note(rung: Rung, catalogue: Catalogue, ladder: Ladder, today: int) -> str:
    """What a stage came to: load or distance, clean sessions, when it was filmed; or what it still lacks."""
    if rung.stage.stage == 0:
        return f"answered {_day(ladder.ready_day, today)}" if ladder.ready_day is not None else "not answered yet"
    last = rung.last_clean
    if last is None:
        if rung.state == "earned":
            return "placed by you" if rung.stage.stage <= (ladder.placed or 0) else "implied by a later stage"
        return _lack(ladder, rung.stage.stage)
    words = [_best(last, catalogue)]
    words.append(plural(rung.sessions, "clean session"))
    if rung.seen_day is not None:
        words.append(f"video or coach {_day(rung.seen_day, today)}")
    return ", ".join(words)


def _best(last: GateSession, catalogue: Catalogue) -> str:
    if last.exercise == WALL and last.distances:
        return f"{distance_text(last.distances[-1])}"
    name = name_of(catalogue, last.exercise)
    return f"{name} {last.load.named}" if last.load else name


def _lack(ladder: Ladder, stage: int) -> str:
    if stage != ladder.stage + 1:
        return ""
    return next((short(state) for state in ladder.next_steps() if not state.passed), "")


def short(state: StepState) -> str:
    """How a step stands, in a few words: "1 of 2 clean sessions, none on video"."""
    if state.met_day is not None and state.missing:
        return state.missing[0]
    words = f"{state.have} of {state.need} clean sessions"
    return f"{words}, none on video" if state.need_seen and not state.seen else words


def step_title(state: StepState, catalogue: Catalogue) -> str:
    """What a step leads to: "To stage 7: good morning"."""
    names = [name_of(catalogue, key) for key in state.step.targets]
    title = names[0] if len(names) == 1 else f"{names[0]} or {names[1]}"
    stages = min(state.stages, default=0)
    return f"To stage {stages}: {title}" if state.trunk else f"To {title}"


def step_lines(state: StepState, catalogue: Catalogue, today: int) -> list[tuple[str, str]]:
    """A step line by line as (marks, words): what is there, what is missing, and until when it counts."""
    step = state.step
    wanted = f"{step.clean} clean of the last {step.window} sessions"
    if step.clean == step.window:
        wanted = f"{step.clean} clean sessions in a row, on different days"
    if state.passed:
        return [("✓", f"passed {_day(state.passed_day, today)}: {wanted}")]
    sources = " or ".join(name_of(catalogue, key) for key in step.sources[:2])
    if state.met_day is not None:
        lines = [("■", f"{wanted}: {sources}, {_day(state.met_day, today)}")]
        return lines + [("□", words) for words in state.missing]
    conditions = [words for words in state.missing[1:] if words.startswith(("sets of", "at RPE"))]
    goal = ", ".join((f"{wanted}: {sources}", *conditions))
    lines = [(" ".join("■" if n < state.have else "□" for n in range(state.need)), goal)]
    if state.need_seen:
        lines.append(("■" if state.seen >= state.need_seen else "□", "one of them judged on video or by a coach"))
    in_squares = ("clean session", "one of them judged", *conditions)
    lines += [("□", words) for words in state.missing[1:] if not words.startswith(in_squares)]
    if state.have and state.until is not None:
        lines.append(("", f"Clean sessions so far count until {_day(state.until, today)}."))
    if state.not_counted is not None:
        at = _day(state.not_counted.day, today)
        lines.append(("", f"{at} did not count: {state.not_counted.why}."))
    return lines


def ladder_summary(ladder: Ladder, catalogue: Catalogue) -> list[str]:
    """Where one stands and what is missing, in two or three short lines."""
    here = next((rung.stage.name for rung in ladder.rungs if rung.stage.stage == ladder.stage), "")
    lines = [f"Stage {ladder.stage}, {here[:1].lower()}{here[1:]}"]
    step = next((state for state in ladder.next_steps() if not state.passed), None)
    if step is not None:
        lines += [f"Next: {step_title(step, catalogue).rpartition(': ')[2]}", short(step)]
    return lines


def load_line(advice: LoadAdvice, catalogue: Catalogue) -> str:
    """The advice on a load: "Romanian deadlift: try 72.5 kg. 2 clean sessions, last set @8."."""
    if advice.kind == "check":
        return f"{CHECKED[0]}: {CHECKED[1]}."
    name = name_of(catalogue, advice.exercise)
    verb = {"add": "try", "restart": "restart at", "lighter": "go down to"}.get(advice.kind, "stay at")
    load = advice.load if advice.kind == "hold" else advice.to
    return f"{name[:1].upper()}{name[1:]}: {verb} {load.named}. {_sentence(advice.reason)}"


def next_time_line(advice: LoadAdvice, name: str) -> tuple[str, str]:
    """The advice on a load as what to take and why: "Romanian 72.5 kg", "2 clean sessions at 70 kg"."""
    if advice.kind == "check":
        return CHECKED
    if advice.kind == "add":
        reason = advice.reason.replace("clean sessions", f"clean sessions at {advice.load.named}", 1)
        return f"{name} {advice.to.named}", reason
    if advice.kind == "plan":
        return f"{name} {advice.to.named}", advice.reason
    if advice.kind == "restart":
        return f"{name}, restart at {advice.to.named}", advice.reason
    if advice.kind == "lighter":
        return f"{name} {advice.to.named}", advice.reason.replace("stop", f"stop at {advice.load.named}", 1)
    return f"{name}, stay at {advice.load.named}", advice.reason


def warnings(ladder: Ladder, catalogue: Catalogue) -> list[str]:
    """What pain and safety stops say, the gravest first."""
    lines = [
        f"{name_of(catalogue, key).capitalize()}: pain{f' in the {where}' if where else ''} in 3 sessions in a row. "
        "See a doctor or physio about it."
        for key, where in ladder.doctor
    ]
    lines += [f"{name_of(catalogue, key).capitalize()} hurt today. Skip it for today." for key in ladder.closed]
    for each in ladder.regress:
        to = " or ".join(dict.fromkeys(name_of(catalogue, key) for key in each.to)) or "a lighter load"
        name = name_of(catalogue, each.exercise).capitalize()
        lines.append(f"{name}: {each.stops} safety stops in {each.of} sessions. Do one clean session of {to} first.")
    return lines


def ladder_lines(
    ladder: Ladder, loads: Sequence[LoadAdvice], catalogue: Catalogue, *, today: int, ascii_only: bool = False
) -> list[str]:
    """The whole ladder as lines of text, highest stage first."""
    marks = {
        "earned": "+" if ascii_only else "✓",
        "here": ">" if ascii_only else "▸",
        "later": "." if ascii_only else "·",
    }
    lines = [f"Progression: earn the load. You are at stage {ladder.stage}. Every stage is open to you.", ""]
    for rung in reversed(ladder.rungs):
        note = rung_note(rung, catalogue, ladder, today)
        lines.append(f"{marks[rung.state]} {rung.stage.stage}  {rung.stage.name:<24} {note}".rstrip())
    for state in [each for each in ladder.next_steps() if not each.passed]:
        lines += ["", step_title(state, catalogue)]
        for squares, words in step_lines(state, catalogue, today):
            if ascii_only:
                squares = squares.replace("■", "[x]").replace("□", "[ ]")
            lines.append(f"  {squares} {words}" if squares else f"  {words}")
        lines.append(f"  Why: {WHY.get(state.step.gate, '')}")
    if loads:
        lines += ["", "Add load?", *(f"  {load_line(each, catalogue)}" for each in loads)]
    cautions = warnings(ladder, catalogue)
    return [*lines, "", *cautions] if cautions else lines


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."


def _day(day: int | None, today: int) -> str:
    return "" if day is None else date_text(day, weekday=False, today=today)
