"""`rest`: a countdown on one line, and a bell."""

from __future__ import annotations

import re
import sys
import time

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.output import is_terminal, write_prompt
from hinge_log.clock import clock_text
from hinge_log.errors import EntryError
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.clock import Clock

LONGEST_S = 3600
_CLOCK = re.compile(r"([0-9]{1,3}):([0-5]?[0-9])")
_SPAN = re.compile(r"([0-9]{1,4})\s*(s|sec|m|min)?", re.IGNORECASE)


@command("hinge-log rest", "hinge-log rest 2:30", reads=True)
@click.argument("how_long", metavar="[TIME]", required=False)
def rest(cli: CliContext, how_long: str | None) -> int:
    """Count down a rest, then ring the bell."""
    seconds = _usual(cli) if how_long is None else seconds_of(how_long)
    clock = _clock(cli)
    ends = clock.now().utc_ms + seconds * 1000
    drawn = not cli.quiet and not cli.json and is_terminal(sys.stderr)
    if not (drawn or cli.quiet or cli.json):
        cli.say(f"Rest {clock_text(seconds)}.")
    try:
        while (left := -(-(ends - clock.now().utc_ms) // 1000)) > 0:
            if drawn:
                write_prompt(f"\rRest {clock_text(left)}  ")
            # To the next full second, so that none is left out.
            time.sleep(max(0.01, (ends - clock.now().utc_ms) / 1000 - (left - 1)))
    except KeyboardInterrupt:
        if drawn:
            write_prompt("\n")
        raise
    if is_terminal(sys.stderr):
        write_prompt("\a")
    if cli.json:
        return cli.data("rest", {"seconds": seconds})
    if drawn:
        write_prompt("\rRest is over.  \n")
    else:
        cli.say("Rest is over.")
    return 0


def seconds_of(text: str) -> int:
    """A time as typed: 2:30, 90, 90s, 2m. Raises EntryError."""
    bare = text.strip()
    if match := _CLOCK.fullmatch(bare):
        seconds = int(match[1]) * 60 + int(match[2])
    elif match := _SPAN.fullmatch(bare):
        seconds = int(match[1]) * (60 if (match[2] or "s")[0] in "mM" else 1)
    else:
        raise EntryError("time", f"can't read the time '{shown(text)}'", "2:30, 90 or 2m")
    if seconds > LONGEST_S:
        raise EntryError("time", f"{shown(text)} is more than an hour", "2:30, 90 or 2m")
    return seconds


def _usual(cli: CliContext) -> int:
    import os

    if not os.path.exists(cli.path):
        from hinge_log.settings import Gym

        return Gym().rest_s
    workout = cli.workout()
    if workout is not None:
        from hinge_log.training.rest import RestChange, rest_after, seconds_since

        last = max(workout.sets, key=lambda record: record.at_ms or 0, default=None)
        change = RestChange.of(cli.store.state("rest"))
        gym = cli.gym_for(last.exercise) if last else cli.gym
        rest = rest_after(
            last, seconds_since(last, cli.store.clock.now().utc_ms), gym.rest_s, gym.rest_warmup_s, change
        )
        if rest.left is not None and rest.left > 0:
            return rest.left
        return gym.rest_s
    return cli.gym.rest_s


def _clock(cli: CliContext) -> Clock:
    from hinge_log.clock import SystemClock

    return cli.clock or SystemClock()
