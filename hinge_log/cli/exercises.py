"""`exercises`, `show` and `cues`: what can be done, and how it should look."""

from __future__ import annotations

import textwrap

from hinge_log.cli.words import day_words
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.context import CliContext
    from hinge_log.exercises.model import Exercise, Item


def exercises(cli: CliContext, query: str = "") -> int:
    """List the exercises that hold every word of the query."""
    found = cli.catalogue.search(query, cli.own)
    if cli.json:
        return cli.dump([_value(each) for each in found])
    if not found:
        cli.say(f'No exercise holds "{shown(query)}".' if query else "No exercises.")
        return 0
    family = ""
    for each in found:
        if cli.plain:
            cli.out("\t".join(map(shown, (each.id, each.name, each.family, each.checklist))))
            continue
        if not query and each.family != family:
            cli.out(("\n" if family else "") + cli.styled(each.family.replace("_", " "), "1"))
            family = each.family
        cli.out(f"  {shown(each.name):<44} {shown(each.id)}".rstrip())
    return 0


def _value(exercise: Exercise) -> dict[str, object]:
    return {
        "id": exercise.id,
        "name": exercise.name,
        "family": exercise.family,
        "checklist": exercise.checklist or None,
        "aliases": list(exercise.aliases),
    }


def show(cli: CliContext, lift: str) -> int:
    """Everything about one exercise: what it is, what it is checked on, when it was last done."""
    exercise = cli.find(lift)
    items = cli.catalogue.items_for(exercise)
    sessions = cli.store.sessions(exercise.id)
    best = cli.store.heaviest(exercise.id)
    if cli.json:
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
        return cli.data("exercise", values)
    rows = [
        ("family", exercise.family.replace("_", " ")),
        ("also", ", ".join(exercise.aliases)),
        ("with", ", ".join(exercise.equipment).replace("_", " ")),
        ("works", ", ".join(exercise.primary).replace("_", " ")),
        ("checks", f"{len(items)}: hinge-log cues {exercise.id}" if items else "none"),
    ]
    if sessions:
        from hinge_log.training.suggestion import phrase

        sets = ", ".join(phrase(record.what, ascii_only=True) for record in sessions[0].sets)
        rows.append(("last time", f"{day_words(sessions[0].day, cli.store.clock.now().day)}: {sets}"))
    if best is not None:
        from hinge_log.training.load import Load

        heaviest = Load.from_grams(best, cli.gym.unit)
        rows.append(("heaviest", f"{heaviest.text} {heaviest.unit}"))
    cli.out(cli.styled(shown(exercise.name), "1"))
    if exercise.differs:
        _wrapped(cli, exercise.differs, "")
    for name, value in rows:
        if value:
            _wrapped(cli, value, f"{name:<11}")
    return 0


def cues(cli: CliContext, lift: str, *, big: bool = False, faults: bool = False) -> int:
    """The checklist of a lift, in order."""
    exercise = cli.find(lift)
    items = cli.catalogue.items_for(exercise)
    if cli.json:
        values = {"id": exercise.id, "name": exercise.name, "items": [_item(item) for item in items]}
        return cli.data("cues", values)
    if not items:
        cli.say(f"{shown(exercise.name)} has no checklist.")
        return 0
    if big:
        _big(cli, items)
        return 0
    cli.out(cli.styled(shown(exercise.name), "1"))
    phase = ""
    for number, item in enumerate(items, 1):
        if cli.plain:
            cli.out(
                "\t".join(map(shown, (str(number), item.phase, item.cue, item.fault_text if faults else ""))).rstrip()
            )
            continue
        said = item.phase if item.phase != phase else ""
        phase = item.phase
        mark = "  safety" if item.safety else "  gate" if item.gate else ""
        cli.out(f"{said:<10} {number}  {shown(item.cue)}{cli.styled(mark, '33')}")
        if faults:
            cli.out(cli.styled(f"{'':<14}if not: {shown(item.fault_text)}", "2"))
            _wrapped(cli, item.fix, f"{'':<14}")
    return 0


def _big(cli: CliContext, items: tuple[Item, ...]) -> None:
    from hinge_log.charts.letters import banner
    from hinge_log.cli.context import screen_size

    width, _ = screen_size()
    for number, item in enumerate(items, 1):
        cli.out(f"{number}  {shown(item.cue)}")
        cli.out()
        for line in banner(item.card, width, 9, ascii_only=cli.ascii_only):
            cli.out(line.rstrip())
        cli.out()


def figures(cli: CliContext, lift: str) -> int:
    """Each way in which a lift goes wrong beside the good one, at the bottom of the rep; in words with --plain."""
    from hinge_log.charts.cells import plain
    from hinge_log.charts.figure import MOMENTS, caption, describe, pairs_for, still
    from hinge_log.cli.context import screen_size

    exercise = cli.find(lift)
    pairs = pairs_for(exercise)
    told = []
    width = min(screen_size()[0], 100)
    for pair in pairs:
        said = caption(pair)
        stills = {moment: still(pair, moment, width, 14, ascii=cli.ascii_only) for moment in MOMENTS}
        words = {moment: describe(pair, frame) for moment, frame in stills.items()}
        told.append({"fault": pair.fault, "kept": said.kept, "slipped": said.slipped, "see": said.see, "words": words})
        if cli.json:
            continue
        cli.out(cli.styled(f"{said.kept} / {said.slipped}", "1"))
        if cli.plain:
            for moment, line in words.items():
                cli.out(f"{moment:<8}{line}")
        else:
            for row in stills["bottom"].rows:
                cli.out(plain(row))
        _wrapped(cli, said.see, "")
        cli.out()
    return cli.data("figures", {"id": exercise.id, "pairs": told}) if cli.json else 0


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


def _wrapped(cli: CliContext, text: str, head: str) -> None:
    from hinge_log.cli.context import screen_size

    width = min(screen_size()[0], 100)
    for line in textwrap.wrap(shown(text), width - len(head), break_long_words=False):
        cli.out(f"{head}{line}")
        head = " " * len(head)
