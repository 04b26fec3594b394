"""`coach`: many athletes on one hub, what needs attention first, and what a coach writes into their logs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from hinge_log.cli.command import LazyGroup, command
from hinge_log.cli.context import CliContext
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.coach.answers import Athlete
    from hinge_log.sync.hub.connection import HubConnection

COMMANDS = {
    "cue": "coach_writing:cue",
    "faults": "coach_lists:faults",
    "open": "coach_writing:open_athlete",
    "plan": "coach_writing:plan",
    "queue": "coach_lists:queue",
    "rate": "coach_writing:rate",
    "setup": "coach:setup",
    "trend": "coach_lists:trend",
    "week": "coach_lists:week",
}


@click.group(
    cls=LazyGroup,
    commands_at=COMMANDS,
    first=("week", "queue", "faults"),
    examples=(
        "hinge-log coach setup 'INVITATION'              once, with the line that an athlete sent you",
        "hinge-log coach week                            who needs attention, who trained",
        "hinge-log coach queue                           sets with a video that wait for you",
        "hinge-log coach rate ben last f3 !hips video    rate a set, beside Ben's own rating",
        'hinge-log coach cue ben rdl "hips first"        shown before the next RDL',
        "hinge-log coach open ben                        Ben's log in the usual screens",
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
    from hinge_log.sync.hub.address import parse_address
    from hinge_log.sync.hub.connection import connect

    address = parse_address(url)
    if address.code:
        from hinge_log.sync.hub.joining import join

        join(url).close()
    with connect(address.url) as hub:
        every, person = athletes(hub), hub.person
    use_hub(cli.store, address.url)
    if cli.json:
        return cli.data("coach-setup", {"person": person, "athletes": [athlete_value(each) for each in every]})
    if not cli.quiet:
        names = ", ".join(shown(each.name) for each in every) or "nobody yet"
        cli.out(f"You are {shown(person)} on this hub and coach {names}.")
    return 0


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
