"""`coach`: many athletes on one hub, what needs attention first, and what a coach writes into their logs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from hinge_log.cli.command import LazyGroup, LiftName, command
from hinge_log.cli.context import CliContext
from hinge_log.cli.values import attributes, day_value
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.coach.answers import Athlete, AttentionLine, CoachedSet, FaultOf
    from hinge_log.sync.hub.connection import HubConnection

COMMANDS = {
    "cue": "coach_writing:cue",
    "faults": "coach:faults",
    "open": "coach_writing:open_athlete",
    "plan": "coach_writing:plan",
    "queue": "coach:queue",
    "rate": "coach_writing:rate",
    "setup": "coach:setup",
    "trend": "coach:trend",
    "week": "coach:week",
}


@click.group(
    cls=LazyGroup,
    commands_at=COMMANDS,
    first=("week", "queue", "faults"),
    examples=(
        "hinge-log coach setup 'INVITATION'              once, with the line that an athlete sent you",
        "hinge-log coach week                            who needs attention, who trained",
        "hinge-log coach queue                           sets with a video, waiting for your review",
        "hinge-log coach rate ben last f3 !hips video    rate a set, beside Ben's own rating",
        'hinge-log coach cue ben rdl "hips first"        shown before the next RDL',
        "hinge-log coach open ben                        Ben's log in the app",
    ),
)
def coach() -> None:
    """Look after athletes whose logs are on a hub."""


@command(
    "hinge-log coach setup postgresql://ann@hub.example.org/hinge",
    "hinge-log coach setup 'postgresql://ann@hub.example.org/hinge#0b5.Xk3...'   an invitation",
)
@click.argument("url", metavar="URL|INVITATION")
def setup(cli: CliContext, url: str) -> int:
    """Choose the hub your athletes are on. This uses up an invitation."""
    from hinge_log.coach.copies import use_hub
    from hinge_log.coach.questions import athletes
    from hinge_log.sync.hub.connection import connect, parse_address

    address = parse_address(url)
    if address.code:
        from hinge_log.sync.hub.admin import join

        join(url).close()
    with connect(address.url) as hub:
        every, person = athletes(hub), hub.person
    use_hub(cli.store, address.url)
    values = {"person": person, "athletes": [athlete_value(each) for each in every]}
    names = ", ".join(shown(each.name) for each in every) or "nobody yet"
    return cli.done("coach-setup", values, f"You are {shown(person)} on this hub and coach {names}.")


@contextmanager
def asking_hub(cli: CliContext) -> Iterator[HubConnection]:
    """A connection to the hub of the coach's athletes."""
    from hinge_log.coach.copies import hub_url
    from hinge_log.sync.hub.connection import connect

    with connect(hub_url(cli.store)) as hub:
        yield hub


def athlete_value(each: Athlete) -> dict[str, object]:
    """An athlete as JSON: `log` is the number of the log on the hub."""
    return {"log": f"{each.log:015x}", "name": each.name}


@command("hinge-log coach week", "hinge-log coach week --json", "hinge-log coach week --who ben", reads=True)
@click.option("--who", default="", metavar="NAME", help="only athletes whose name contains this")
def week(cli: CliContext, who: str) -> int:
    """Show who needs attention and who trained in the last 7 days."""
    from hinge_log.coach.answers import HEADINGS, attention, reason_text, week_text
    from hinge_log.coach.questions import ask_all

    now = cli.store.clock.now()
    with asking_hub(cli) as hub:
        answers = ask_all(hub, now.day, now.utc_ms)
    lines = attention(answers, now.day, names=who)
    weeks = [each for each in answers.weeks if who.casefold() in each.athlete.name.casefold()]
    if cli.json:
        values = [
            athlete_value(each.athlete)
            | attributes(each, "workouts", "sets", "sets_before", "form", "rated")
            | {"last": day_value(each.last_day)}
            for each in weeks
        ]
        return cli.data("coach-week", {"attention": [_attention_value(each) for each in lines], "athletes": values})
    if not answers.weeks:
        cli.say("You have no athletes on this hub yet. An athlete can invite you: hinge-log hub invite YOUR-NAME")
        return 0
    width = max((len(shown(each.athlete.name)) for each in weeks), default=0)
    reason = None
    for line in lines:
        if line.reason is not reason:
            reason = line.reason
            cli.out(cli.styled(HEADINGS[reason], "1"))
        name = shown(line.athlete.name)
        cli.out(f"  {name:<{width}}  {shown(reason_text(line, cli.short, fault_namer(cli), now.day))}")
    if lines:
        cli.out()
    cli.out(cli.styled("This week", "1"))
    for each in weeks:
        cli.out(f"  {shown(each.athlete.name):<{width}}  {week_text(each, now.day)}")
    return 0


def _attention_value(line: AttentionLine) -> dict[str, object]:
    return {
        **athlete_value(line.athlete), "reason": line.reason.name.lower(), "date": day_value(line.day),
        "count": line.number, "sets": [set_value(each) for each in line.sets],
        "exercise": line.fault.exercise if line.fault else None, "item": line.fault.item if line.fault else None,
    }  # fmt: skip


@command("hinge-log coach faults", "hinge-log coach faults --weeks 4 --json", reads=True)
@click.option("--weeks", type=click.IntRange(1, 520), default=12, show_default=True, help="how far back")
def faults(cli: CliContext, weeks: int) -> int:
    """Show each athlete's most common fault."""
    from hinge_log.coach.questions import faults as ask

    with asking_hub(cli) as hub:
        rows = ask(hub, cli.store.clock.now().day, weeks)
    name_of = fault_namer(cli)
    if cli.json:
        values = [
            athlete_value(each.athlete)
            | attributes(each, "exercise", "item", "failed", "sessions")
            | {"fault": name_of(each.exercise, each.item), "checks": each.checked, "last": day_value(each.last_day)}
            for each in rows
        ]
        return cli.data("coach-faults", {"weeks": weeks, "faults": values})
    if not rows:
        cli.say(f"No check failed in a checked set of the last {weeks} weeks.")
    width = max((len(shown(each.athlete.name)) for each in rows), default=0)
    for each in rows:
        words = f"{cli.short(each.exercise)}: {shown(name_of(each.exercise, each.item))}"
        counts = f"{each.failed} of {each.checked} checked sets, {each.sessions} sessions"
        cli.out(f"{shown(each.athlete.name):<{width}}  {words}, {counts}")
    return 0


@command(
    "hinge-log coach queue             sets with a video that nobody has rated yet",
    "hinge-log coach queue --all       every set not yet rated by a coach",
    "hinge-log coach queue --json",
    reads=True,
)
@click.option("--all", "every", is_flag=True, help="include sets without a video")
def queue(cli: CliContext, every: bool) -> int:
    """List the sets waiting for review, oldest first."""
    from hinge_log.coach.answers import form_text, set_text
    from hinge_log.coach.questions import waiting

    now = cli.store.clock.now()
    with asking_hub(cli) as hub:
        sets = waiting(hub, now.day, every=every)
    if cli.json:
        return cli.data("coach-queue", {"sets": [set_value(each) for each in sets]})
    if not sets:
        cli.say("No sets are waiting for review.")
    for each in sets:
        cli.out(f"{shown(each.athlete.name)}  {day_value(each.day)}  {shown(set_text(each, cli.short))}, rated"
                f" {form_text(each)}")  # fmt: skip
        cli.out(f"  {each.set_id}  {shown(each.video) or 'no video'}")
        if each.note:
            cli.out(f'  "{shown(each.note)}"')
    if sets:
        first = sets[0]
        cli.say(f"Rate one: hinge-log coach rate '{shown(first.athlete.name)}' {first.set_id} f3 video")
    return 0


@command("hinge-log coach trend ben deadlift", "hinge-log coach trend ben rdl --weeks 52 --json", reads=True)
@click.argument("who")
@click.argument("lift", type=LiftName())
@click.option("--weeks", type=click.IntRange(1, 520), default=12, show_default=True, help="how far back")
def trend(cli: CliContext, who: str, lift: str, weeks: int) -> int:
    """Chart an athlete's form of one lift."""
    from hinge_log.cli.trend import show_trend
    from hinge_log.coach.copies import find_athlete
    from hinge_log.coach.questions import athletes, calibrations, points
    from hinge_log.training.clean_load import WINDOW_DAYS
    from hinge_log.training.trend import TrendData

    today = cli.store.clock.now().day
    with asking_hub(cli) as hub:
        athlete = find_athlete(athletes(hub), who)
        exercise = cli.find(lift)
        items = cli.catalogue.items_for(exercise)
        start = today - 7 * weeks + 1
        first = min(start, today - WINDOW_DAYS + 1)
        rows = points(hub, athlete, exercise.id, first, today, exercise.checklist, [item.id for item in items])
        by_video, by_coach = calibrations(hub, athlete, exercise.id)
    name = exercise.short or exercise.name
    data = TrendData(
        f"{athlete.name}: {name}", rows, start, today, cli.gym.unit, {item.id: item.fault_text for item in items},
        exercise.family == "drill", exercise.e1rm, load_type=exercise.load_type, key=exercise.id,
        calibration=by_video if by_video.pairs else None, coach=by_coach if by_coach.pairs else None,
    )  # fmt: skip
    return show_trend(cli, data, exercise, weeks)


def set_value(each: CoachedSet) -> dict[str, object]:
    """A set of an athlete as JSON."""
    values = attributes(each, "exercise", "reps", "seconds", "form", "note")
    return athlete_value(each.athlete) | values | {
        "set": each.set_id,
        "date": day_value(each.day),
        "load": each.load or None,
        "basis": each.basis or None,
        "pain": None if each.pain is None else {"where": each.pain_where, "level": each.pain},
        "video": each.video or None,
    }  # fmt: skip


def fault_namer(cli: CliContext) -> FaultOf:
    """What gives the words for a failed check, its id where the exercise no longer has it."""

    def name_of(exercise: str, item: str) -> str:
        items = {each.id: each.fault_text for each in cli.catalogue.items_for(cli.exercise(exercise))}
        return items.get(item, item.partition("-")[2] or item)

    return name_of
