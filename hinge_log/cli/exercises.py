"""`exercises`, `show` and `cues`: what can be done, and how it should look."""

from __future__ import annotations

import textwrap

from hinge_log.cli.words import day_words
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.run import Run
    from hinge_log.exercises.model import Exercise, Item


def exercises(run: Run, query: str = "") -> int:
    """List the exercises that hold every word of the query."""
    found = run.catalogue.search(query, run.own)
    if run.json:
        return run.dump([_value(each) for each in found])
    if not found:
        run.say(f'No exercise holds "{shown(query)}".' if query else "No exercises.")
        return 0
    family = ""
    for each in found:
        if run.plain:
            run.out("\t".join(map(shown, (each.id, each.name, each.family, each.checklist))))
            continue
        if not query and each.family != family:
            run.out(("\n" if family else "") + run.styled(each.family.replace("_", " "), "1"))
            family = each.family
        run.out(f"  {shown(each.name):<44} {shown(each.id)}".rstrip())
    return 0


def _value(exercise: Exercise) -> dict[str, object]:
    return {
        "id": exercise.id,
        "name": exercise.name,
        "family": exercise.family,
        "checklist": exercise.checklist or None,
        "aliases": list(exercise.aliases),
    }


def show(run: Run, lift: str) -> int:
    """Everything about one exercise: what it is, what it is checked on, when it was last done."""
    exercise = run.find(lift)
    items = run.catalogue.items_for(exercise)
    sessions = run.store.sessions(exercise.id)
    best = run.store.heaviest(exercise.id)
    if run.json:
        from hinge_log.cli.values import day_value

        values = _value(exercise) | {
            "short": exercise.short,
            "pattern": exercise.pattern,
            "equipment": list(exercise.equipment),
            "load_type": exercise.load_type,
            "metric": exercise.metric,
            "primary": list(exercise.primary),
            "stage": exercise.stage,
            "differs": exercise.differs,
            "checks": len(items),
            "last": day_value(sessions[0].day) if sessions else None,
            "heaviest_g": best,
        }
        return run.data("exercise", values)
    rows = [
        ("family", exercise.family.replace("_", " ")),
        ("also", ", ".join(exercise.aliases)),
        ("with", ", ".join(exercise.equipment).replace("_", " ")),
        ("works", ", ".join(exercise.primary).replace("_", " ")),
        ("checks", f"{len(items)}: hinge-log cues {exercise.id}" if items else "none"),
    ]
    if sessions:
        from hinge_log.training.proposal import phrase

        sets = ", ".join(phrase(record.what, ascii_only=True) for record in sessions[0].sets)
        rows.append(("last time", f"{day_words(sessions[0].day, run.store.clock.now().day)}: {sets}"))
    if best is not None:
        from hinge_log.training.load import Load

        heaviest = Load.from_grams(best, run.gym.unit)
        rows.append(("heaviest", f"{heaviest.text} {heaviest.unit}"))
    run.out(run.styled(shown(exercise.name), "1"))
    if exercise.differs:
        _wrapped(run, exercise.differs, "")
    for name, value in rows:
        if value:
            _wrapped(run, value, f"{name:<11}")
    return 0


def cues(run: Run, lift: str, *, big: bool = False, faults: bool = False) -> int:
    """The checklist of a lift, in order."""
    exercise = run.find(lift)
    items = run.catalogue.items_for(exercise)
    if run.json:
        values = {"id": exercise.id, "name": exercise.name, "items": [_item(item) for item in items]}
        return run.data("cues", values)
    if not items:
        run.say(f"{shown(exercise.name)} has no checklist.")
        return 0
    if big:
        _big(run, items)
        return 0
    run.out(run.styled(shown(exercise.name), "1"))
    phase = ""
    for number, item in enumerate(items, 1):
        if run.plain:
            run.out(
                "\t".join(map(shown, (str(number), item.phase, item.cue, item.fault_text if faults else ""))).rstrip()
            )
            continue
        said = item.phase if item.phase != phase else ""
        phase = item.phase
        mark = "  safety" if item.safety else "  gate" if item.gate else ""
        run.out(f"{said:<10} {number}  {shown(item.cue)}{run.styled(mark, '33')}")
        if faults:
            run.out(run.styled(f"{'':<14}if not: {shown(item.fault_text)}", "2"))
            _wrapped(run, item.fix, f"{'':<14}")
    return 0


def _big(run: Run, items: tuple[Item, ...]) -> None:
    from hinge_log.charts.letters import banner
    from hinge_log.cli.run import screen

    width, _ = screen()
    for number, item in enumerate(items, 1):
        run.out(f"{number}  {shown(item.cue)}")
        run.out()
        for line in banner(item.card, width, 9, ascii_only=run.ascii_only):
            run.out(line.rstrip())
        run.out()


def figures(run: Run, lift: str) -> int:
    """Each way in which a lift goes wrong beside the good one, at the bottom of the rep; in words with --plain."""
    from hinge_log.charts.cells import plain
    from hinge_log.charts.figure import MOMENTS, caption, describe, pairs_for, still
    from hinge_log.cli.run import screen

    exercise = run.find(lift)
    pairs = pairs_for(exercise)
    told = []
    width = min(screen()[0], 100)
    for pair in pairs:
        said = caption(pair)
        stills = {moment: still(pair, moment, width, 14, ascii=run.ascii_only) for moment in MOMENTS}
        words = {moment: describe(pair, frame) for moment, frame in stills.items()}
        told.append({"fault": pair.fault, "kept": said.kept, "slipped": said.slipped, "see": said.see, "words": words})
        if run.json:
            continue
        run.out(run.styled(f"{said.kept} / {said.slipped}", "1"))
        if run.plain:
            for moment, line in words.items():
                run.out(f"{moment:<8}{line}")
        else:
            for row in stills["bottom"].rows:
                run.out(plain(row))
        _wrapped(run, said.see, "")
        run.out()
    return run.data("figures", {"id": exercise.id, "pairs": told}) if run.json else 0


def _item(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "cue": item.cue,
        "card": item.card,
        "phase": item.phase,
        "safety": item.safety,
        "gate": item.gate,
        "fault": item.fault,
        "fault_text": item.fault_text,
        "fix": item.fix,
        "look_for": item.look_for,
        "feel_for": item.feel_for,
    }


def _wrapped(run: Run, text: str, head: str) -> None:
    from hinge_log.cli.run import screen

    width = min(screen()[0], 100)
    for line in textwrap.wrap(shown(text), width - len(head), break_long_words=False):
        run.out(f"{head}{line}")
        head = " " * len(head)
