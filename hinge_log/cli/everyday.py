"""`hinge`, `ladder` and `drill`: the hinge outside of workouts, and the way to heavier ones."""

from __future__ import annotations

import sys
import time

from hinge_log.errors import EntryError
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hinge_log.cli.run import Run
    from hinge_log.exercises.model import Exercise
    from hinge_log.training.drills import DrillDay, Plan


def hinge(run: Run, answer: str | None = None, *, where: str | None = None, at: str | None = None) -> int:
    """Keep the answer of a day, or show the last two weeks."""
    from hinge_log.charts.everyday_words import everyday_lines
    from hinge_log.cli.values import day_value
    from hinge_log.store import everyday as kept
    from hinge_log.training.everyday import caught, parse_answer, parse_places

    now = run.store.clock.now()
    day = now.day
    if at is not None:
        from hinge_log.cli.when import day_of

        day = day_of(at, now)
        if day > now.day:
            raise EntryError("when", f"{shown(at)} is still to come", "yesterday, 2026-03-01")
    if answer is not None:
        kept.answer(run.store, day, parse_answer(answer), parse_places(where or ""))
    elif where is not None or at is not None:
        raise EntryError("answer", "Which answer?", "hinge-log hinge half --where laundry,box")
    checks = kept.checks(run.store, now.day - 55)
    if run.json:
        days = [{"date": day_value(c.day), "answer": c.answer.value, "places": list(c.places)} for c in checks]
        return run.data("hinge", {"today": day_value(now.day), "caught": caught(checks), "answers": days})
    if answer is not None and run.quiet:
        return 0
    for line in everyday_lines(checks, today=now.day, ascii_only=run.ascii_only):
        run.out(shown(line) if line.strip() == line else line)
    return 0


def ladder(run: Run) -> int:
    """Where one stands on the ladder, what the next stage asks for, and what to do with the loads."""
    from hinge_log.charts.ladder_words import ladder_lines, load_line, name_of
    from hinge_log.store.ladder import progress

    gym, today = run.gym, run.store.clock.now().day
    found = progress(run.store, run.catalogue, today=today, step=gym.load(gym.step), start_at=gym.start_at)
    ladder = found.ladder
    if run.json:
        steps = [
            {
                "gate": state.step.gate,
                "targets": list(state.step.targets),
                "have": state.have,
                "need": state.need,
                "passed": state.passed,
                "missing": list(state.missing),
            }
            for state in ladder.next_steps()
        ]
        values: dict[str, object] = {"stage": ladder.stage, "earned": ladder.earned, "placed": ladder.placed}
        loads = [{"exercise": each.exercise, "advice": load_line(each, run.catalogue)} for each in found.loads]
        return run.data(
            "ladder", values | {"next": steps, "loads": loads, "closed": [name_of(run.catalogue, k) for k in ladder.closed]}
        )
    for line in ladder_lines(ladder, found.loads, run.catalogue, today=today, ascii_only=run.ascii_only):
        run.out(line)
    return 0


def drill(
    run: Run,
    name: str,
    *,
    sets: int | None = None,
    reps: int | None = None,
    cm: float | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Lead through a drill line by line; on a terminal each set is asked for and logged."""
    from hinge_log.charts.drill_words import drill_intro
    from hinge_log.store.drills import drill_history
    from hinge_log.training.drills import loop, plan_for

    exercise = run.find(name)
    plan = plan_for(exercise, sets, reps)
    days = drill_history(run.store, [exercise.id])[exercise.id]
    intro = drill_intro(plan, exercise, run.catalogue.items_for(exercise), days)
    if run.json:
        return run.data("drill", {"exercise": exercise.id, "sets": plan.all_sets, "reps": plan.reps, "lines": intro})
    for line in intro:
        if line:
            run.out(line)
    if run.no_input or not sys.stdin.isatty():
        run.say(f"Done? hinge-log log {exercise.id} {'15cm x 8' if plan.distance else 'x8'} f4")
        return 0
    number = 0
    for spoken in loop(plan):
        run.out(spoken.line)
        sys.stdout.flush()
        if spoken.call is not None and not run.quiet and sys.stderr.isatty():
            sys.stderr.write("\a")
            sys.stderr.flush()
        if spoken.asks:
            number += 1
            if not _keep(run, exercise, plan, number, days, cm):
                return 0
        elif spoken.seconds:
            sleep(spoken.seconds)
    return 0


def _keep(
    run: Run, exercise: Exercise, plan: Plan, number: int, days: Sequence[DrillDay], cm: float | None
) -> bool:
    """Ask how a set was, and log it; whether to go on."""
    from hinge_log.store.drills import rate_drill
    from hinge_log.training.drills import CONTACTS, first_distance
    from hinge_log.training.form import quick
    from hinge_log.training.workout import SetDraft

    choices = f"1 to 5{', the contact lost first: h u t' if plan.contacts else ''}, n for no set, q to stop"
    while True:
        run.say(choices)
        line = sys.stdin.readline()
        word = line.strip().lower()
        if not line or word == "q":
            return False
        if word == "n":
            return True
        label, _, lost = word.partition(" ")
        contact = next((each for each in CONTACTS if lost and each.startswith(lost)), "")
        if (not label or (label in "12345" and len(label) == 1)) and (not lost or (plan.contacts and contact)):
            break
    distance = None
    if plan.distance:
        distance = first_distance(days) if cm is None else round(cm * 10)
    draft = SetDraft(plan.reps, distance_mm=distance, side=plan.side(number))
    record = run.store.log_lift(exercise.id, exercise.name, [draft])[0]
    if label:
        rate_drill(run.store, record.id, quick(int(label)), contact)
    return True
