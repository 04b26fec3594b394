"""`plans`: what is planned, whose turn it is, and plans as files."""

from __future__ import annotations

from hinge_log.cli.context import CliContext
from hinge_log.errors import ImportFileError, NeedsDecision, NotFound, SettingsError
from hinge_log.text import shown
from hinge_log.training.routine import Routine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.store.routines import DayLift
    from hinge_log.training.workout import PlannedSet

UNDO = "undo: hinge-log undo"


def due_now(cli: CliContext) -> tuple[Routine, int] | None:
    """The plan in use and the place of the day whose turn it is; None without one."""
    if not isinstance(cli.store.setting("routine"), str):
        return None
    from hinge_log.store.routines import active, next_day

    found = active(cli.store)
    return (found, next_day(cli.store, found)) if found is not None and found.days else None


def list_all(cli: CliContext) -> int:
    """All plans, whose turn it is in each, and which one comes next."""
    from hinge_log.store.routines import active, last_day, next_day, routines

    used = active(cli.store)
    every = [(each, next_day(cli.store, each), last_day(cli.store, each.id)) for each in routines(cli.store)]
    if cli.json:
        plans = [
            {
                "id": each.id,
                "name": each.name,
                "days": [day.name for day in each.days],
                "next": each.days[at].name if each.days else None,
                "last": last,
                "in_use": each == used,
            }
            for each, at, last in every
        ]
        return cli.data("plans", {"plans": plans})
    if not every:
        cli.out("There is no plan. Plans to start from: hinge-log plans add")
        return 0
    width = max(len(shown(each.name)) for each, _, _ in every)
    for each, at, last in every:
        days, following = (
            ", ".join(shown(day.name) for day in each.days),
            shown(each.days[at].name) if each.days else "",
        )
        if cli.plain:
            cli.out("\t".join((shown(each.name), days, following, "in use" if each == used else "")))
            continue
        turn = f"{days}; {following} is next" if len(each.days) > 1 else "one day"
        done = f", {shown(last)} was last" if last else ""
        cli.out(f"{'*' if each == used else ' '} {shown(each.name):<{width}}  {turn}{done}")
    if used is None and not cli.plain:
        cli.say("None is in use: hinge-log plans use NAME lets its days come next.")
    return 0


def show(cli: CliContext, name: str) -> int:
    """One plan, with the loads that its percentages are today."""
    from hinge_log.store.routines import active, day_lifts, next_day, routine
    from hinge_log.training.routine_text import text_of

    found, today = routine(cli.store, name), cli.store.clock.now().day
    following, used = next_day(cli.store, found) if found.days else 0, active(cli.store)
    days = [day_lifts(cli.store, found, at, cli.exercise, today=today) for at in range(len(found.days))]
    if cli.json:
        values = [
            {"name": day.name, "lifts": [lift_value(cli, each) for each in lifts]}
            for day, lifts in zip(found.days, days, strict=True)
        ]
        following_name = found.days[following].name if found.days else None
        values_of = {"id": found.id, "name": found.name, "next": following_name, "in_use": found == used}
        return cli.data("plan", {**values_of, "days": values})
    cli.out(cli.styled(shown(found.name), "1") + ("  in use" if found == used else ""))
    for at, (day, lifts) in enumerate(zip(found.days, days, strict=True)):
        turn = "  next" if at == following and len(days) > 1 else ""
        if day.name or turn:
            cli.out()
            cli.out(cli.styled(shown(day.name), "1") + turn)
        for each in lifts:
            cli.out(f"  {_marked(cli, each):<16} {text_of(each.lift.sets, cli.unit) or 'as you like'}")
            if any(one.percent is not None for one in each.lift.sets):
                said = f"today {plan_words(cli, each.plan)}" if each.best else _no_estimate()
                cli.out(cli.styled(f"{'':<19}{said}", "2"))
            if each.lift.note:
                cli.out(cli.styled(f"{'':<19}{shown(each.lift.note)}", "2"))
    return 0


def _no_estimate() -> str:
    from hinge_log.training.routine import RECENT_DAYS

    return f"no set of 1 to 10 reps in {RECENT_DAYS // 7} weeks to take a percentage of: last time's load"


def _marked(cli: CliContext, each: DayLift) -> str:
    """The name of a lift; those that are done in turn say with which number."""
    return cli.short(each.lift.exercise) + (f" ({each.lift.superset})" if each.lift.superset is not None else "")


def plan_words(cli: CliContext, plan: tuple[PlannedSet, ...]) -> str:
    """Planned sets on one line, "60x5 w, 85x5x3"."""
    from hinge_log.training.routine import RoutineSet
    from hinge_log.training.routine_text import text_of

    return text_of([RoutineSet(each.reps, each.seconds, each.load, kind=each.kind) for each in plan], cli.unit)


def lift_value(cli: CliContext, each: DayLift) -> dict[str, object]:
    """A lift of a day as JSON; `planned` is the load that a set has today."""
    from hinge_log.cli.values import load_value

    sets = [
        {
            "set_kind": one.kind.value,
            "reps": one.reps,
            "seconds": one.seconds,
            "percent": one.percent,
            "load": load_value(one.load),
            "planned": load_value(planned.load),
        }
        for one, planned in zip(each.lift.sets, each.plan, strict=True)
    ]
    lift = each.lift
    values = {"exercise": lift.exercise, "name": cli.exercise(lift.exercise).name, "note": lift.note}
    return {**values, "superset": lift.superset, "e1rm": load_value(each.best), "sets": sets}


# -- making and changing -----------------------------------------------------------------------------------


def add(
    cli: CliContext,
    file: str | None = None,
    *,
    starter: str | None = None,
    name: str | None = None,
    replace: str | None = None,
    use: bool = False,
) -> int:
    """Take in a plan from a file or from those to start from; without either, list the latter."""
    if file is None and starter is None:
        return _starters(cli)
    from dataclasses import replace as changed

    from hinge_log.store.routines import put_routine, routine, use_routine

    if starter is not None:
        from hinge_log.training.starters import starter as make

        made = make(starter, _stage(cli))
    else:
        made = _read(cli, _text_of(file or ""), shown(file or ""))
    if name is not None:
        made = changed(made, name=name)
    if replace is not None:
        made = changed(made, id=routine(cli.store, replace).id)
    kept = put_routine(cli.store, made)
    if use:
        use_routine(cli.store, kept.id)
    return _kept(cli, kept, "changed" if replace is not None else "added", use=use)


def _kept(cli: CliContext, kept: Routine, what: str, *, use: bool = False) -> int:
    days = [day.name for day in kept.days]
    if cli.json:
        return cli.data("plan", {"id": kept.id, "name": kept.name, "days": days, "in_use": use})
    if not cli.quiet:
        said = ", ".join(shown(day) for day in days if day)
        cli.out(f"Plan {shown(kept.name)} {what}{f': {said}' if said else ''}. {UNDO}{' 2' if use else ''}")
    return 0


def _starters(cli: CliContext) -> int:
    from hinge_log.training.starters import offered

    stage = _stage(cli)
    found = offered(stage)
    if cli.json:
        starters = [{"name": each.name, "about": each.about} for each in found]
        return cli.data("starters", {"stage": stage, "starters": starters})
    for each in found:
        cli.out(f"{each.name}\t{each.about}" if cli.plain else f"{each.name:<14} {each.about}")
    cli.say("hinge-log plans add --starter NAME takes one, hinge-log plans add FILE a plan of your own.")
    return 0


def _stage(cli: CliContext) -> int:
    from hinge_log.store.ladder import progress

    gym = cli.gym
    return progress(
        cli.store, cli.catalogue, today=cli.store.clock.now().day, step=gym.load(gym.step), start_at=gym.start_at
    ).ladder.stage


def _text_of(file: str) -> str:
    import sys

    if file == "-":
        return sys.stdin.read()
    try:
        with open(file, encoding="utf-8-sig") as opened:
            return opened.read(2_000_000)
    except FileNotFoundError:
        raise NotFound(f"There is no file {shown(file)}.", "Check the path.") from None
    except UnicodeDecodeError:
        raise ImportFileError(f"{shown(file)} is no text.", "Nothing was kept.") from None
    except OSError as error:
        raise ImportFileError(f"{shown(file)} cannot be read: {error.strerror}.", "Nothing was kept.") from None


def _read(cli: CliContext, text: str, file: str) -> Routine:
    from hinge_log.exchange.routine_toml import routine_of

    return routine_of(
        text,
        lambda name: cli.find(name).id,
        file=file,
        unit=cli.unit,
        estimated=lambda key: cli.exercise(key).e1rm,
    )


def _toml(cli: CliContext, found: Routine) -> str:
    from hinge_log.exchange.routine_toml import toml_of

    return toml_of(found, lambda key: cli.exercise(key).name)


def export(cli: CliContext, name: str, *, output: str | None = None, force: bool = False) -> int:
    """Write a plan as TOML to stdout or to a file."""
    from hinge_log.cli.exporting import free, save
    from hinge_log.store.routines import routine

    text = _toml(cli, routine(cli.store, name))
    if output is None or output == "-":
        cli.out(text.rstrip("\n"))
        return 0
    free(output, force=force)
    save(output, [text])
    cli.say(f"Written: {shown(output)}")
    return 0


def edit(cli: CliContext, name: str) -> int:
    """Open a plan in the editor and keep it when it is right; a text with a mistake is kept beside, never lost."""
    import os
    import tempfile
    from dataclasses import replace

    from hinge_log.store.routines import put_routine, routine

    found = routine(cli.store, name)
    if cli.no_input:
        hint = "hinge-log plans export NAME -o FILE, then plans add FILE --replace NAME."
        raise NeedsDecision("The editor asks for somebody to type.", hint)
    before = _toml(cli, found)
    handle, path = tempfile.mkstemp(prefix="hinge-log-plan-", suffix=".toml", text=True)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(before)
    again = f"Your text is kept: hinge-log plans add {path} --replace {_worded(found.name)}"
    while True:
        try:
            _edited(path)
        except SettingsError as error:
            if _text_of(path) == before:
                os.unlink(path)
                raise
            raise SettingsError(error.message, f"{error.hint} {again}") from None
        try:
            text = _text_of(path)
            if text == before:
                os.unlink(path)
                if not cli.quiet:
                    cli.out("Nothing was changed.")
                return 0
            kept = put_routine(cli.store, replace(_read(cli, text, "the plan"), id=found.id))
            break
        except (ImportFileError, NeedsDecision) as error:
            if cli.asking:
                from hinge_log.cli.importing import ask

                cli.say(f"{shown(error.message)} {shown(error.hint)}")
                if ask("Open it again?"):
                    continue
            raise type(error)(error.message, again) from None
    os.unlink(path)
    return _kept(cli, kept, "changed")


def _worded(name: str) -> str:
    import shlex

    return shlex.quote(shown(name))


def _edited(path: str) -> None:
    import os
    import shlex
    import subprocess

    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        code = subprocess.run([*shlex.split(editor), path], check=False).returncode
    except (OSError, ValueError) as error:
        raise SettingsError(f"The editor '{shown(editor)}' cannot be started.", "EDITOR names another one.") from error
    if code:
        raise SettingsError(f"The editor ended with {code}.", "Nothing was changed.")


def use(cli: CliContext, name: str) -> int:
    """Let the days of a plan come next, or with "none" let workouts take turns as they are."""
    from hinge_log.store.routines import active, next_day, routine, use_routine

    found = None if name.casefold() == "none" else routine(cli.store, name)
    before = active(cli.store)
    if found != before:
        use_routine(cli.store, found.id if found else None)
    if cli.json:
        values: dict[str, object] = (
            {"name": found.name, "next": found.days[next_day(cli.store, found)].name} if found else {}
        )
        return cli.data("plan", {"name": None, **values, "in_use": found is not None})
    if cli.quiet:
        return 0
    if found is None:
        cli.out("No plan is in use: workouts take turns as they are." + (f" {UNDO}" if before else ""))
        return 0
    turn = shown(found.called(next_day(cli.store, found)))
    cli.out(f"{turn} comes next." + (f" {UNDO}" if found != before else ""))
    return 0


def delete(cli: CliContext, name: str) -> int:
    """Take a plan off the list; its workouts stay."""
    from hinge_log.store.routines import delete_routine, routine

    found = routine(cli.store, name)
    delete_routine(cli.store, found.id)
    if cli.json:
        return cli.data("plan", {"id": found.id, "name": found.name, "deleted": True})
    if not cli.quiet:
        cli.out(f"Plan {shown(found.name)} deleted; its workouts stay. {UNDO}")
    return 0
