"""`hub`: a place in PostgreSQL that carries logs between devices and to coaches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from hinge_log.cli.command import LazyGroup, command
from hinge_log.cli.context import CliContext
from hinge_log.cli.values import attributes
from hinge_log.errors import NeedsDecision
from hinge_log.text import plural, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.sync.hub.connection import HubConnection

COMMANDS = {"check": "hub:check", "init": "hub:init", "invite": "hub:invite", "remove": "hub:remove"}
PROBLEMS = 5


@click.group(
    cls=LazyGroup,
    commands_at=COMMANDS,
    first=("invite", "remove"),
    examples=(
        "hinge-log hub invite ben                          give a coach access to your log",
        "hinge-log hub remove ben                          end that access",
        "hinge-log hub init postgresql:///hinge            create a hub in a database, as its administrator",
        "hinge-log hub invite ann --url postgresql:///hinge --public postgresql://hub.example.org/hinge",
        "hinge-log hub check                               check the security of the hub",
    ),
)
def hub() -> None:
    """Share a log with a coach through a PostgreSQL hub."""


@command(
    "sudo -u postgres createdb hinge",
    "sudo -u postgres hinge-log hub init postgresql:///hinge",
    "hinge-log hub init postgresql://admin@hub.example.org/hinge",
    reads=True,
)
@click.argument("url")
def init(cli: CliContext, url: str) -> int:
    """Create a hub in an empty database, or upgrade an existing one."""
    from hinge_log.sync.hub.admin import set_up_hub
    from hinge_log.sync.hub.connection import connect, parse_address

    with connect(parse_address(url).url, check=False) as connection:
        steps = set_up_hub(connection)
        version = connection.version
    ready = "ready" if steps else "up to date"
    invite_one = "Invite a lifter: hinge-log hub invite NAME --url URL"
    return cli.done(
        "hub-init", {"version": version, "migrations": steps}, f"The hub is {ready} (version {version}).", invite_one
    )


@command(
    "hinge-log hub invite ben                          a coach: sees your log, rates sets, writes cues and plans",
    "hinge-log hub invite kim --part reader            can only read it",
    "hinge-log hub invite ann --url postgresql:///hinge --public postgresql://hub.example.org/hinge",
    "hinge-log hub invite ann --url postgresql:///hinge --renew    ann lost the password",
    reads=True,
)
@click.argument("person")
@click.option("--part", type=click.Choice(["coach", "reader"]), default="coach", show_default=True,
              help="what they may do in your log")  # fmt: skip
@click.option("--days", type=click.IntRange(1, 60), default=7, show_default=True, help="how long the invitation lasts")
@click.option("--url", default="", help="create an account on this hub, as its administrator")
@click.option("--public", default="", metavar="URL", help="the hub's public address, if it differs from yours")
@click.option("--renew", is_flag=True, help="with --url: a new one-time password for an account")
def invite(cli: CliContext, person: str, part: str, days: int, url: str, public: str, renew: bool) -> int:
    """Invite a coach or a reader to your log. An invitation works once."""
    from hinge_log.sync.hub import admin
    from hinge_log.sync.hub.connection import parse_address

    if renew and not url:
        raise click.UsageError("--renew works only with --url, for the hub's administrator.")
    if url and part != "coach":
        raise click.UsageError("--part works with your own log, not with --url.")
    with _connected(cli, url) as (connection, address, log):
        shared = parse_address(public).url if public else address
        if renew:
            made = admin.renew(connection, shared, person, days=days)
        else:
            made = admin.invite(connection, shared, person, part, log, days=days)
    if cli.json:
        values = {"person": person, "part": part if log is not None else None, "line": made.line, "new": made.new,
                  "days": days if made.new else None}  # fmt: skip
        return cli.data("hub-invite", values)
    what = "has an account on the hub" if log is None else f"may see your log now, as a {part}"
    cli.out(f"{shown(person)} {what}.")
    command = "sync setup hub" if log is None else "coach setup" if part == "coach" else "--db their.db sync setup hub"
    cli.out(
        f"Send this invitation to {shown(person)}. It can be used once, within {plural(days, 'day')}:"
        if made.new
        else f"{shown(person)} already has a password for the hub. The invitation to this log:"
    )
    cli.out(f"  hinge-log {command} '{made.line}'")
    if log is not None:
        cli.say(f"End it with: hinge-log hub remove {shown(person)}. They keep what they have received by then.")
    return 0


@command(
    "hinge-log hub remove ben                          ben no longer sees your log",
    "hinge-log hub remove ann --url postgresql:///hinge    end an account, as the administrator",
    reads=True,
)
@click.argument("person")
@click.option("--url", default="", help="end the account on this hub, as its administrator")
def remove(cli: CliContext, person: str, url: str) -> int:
    """End someone's access, or an unused invitation."""
    from hinge_log.sync.hub import admin

    with _connected(cli, url) as (connection, _, log):
        part = admin.remove(connection, log, person)
    ended = "can no longer connect" if log is None else "no longer sees your log"
    line = f"{shown(person)} {ended}. They keep what they have received so far."
    return cli.done("hub-remove", {"person": person, "was": part}, line)


@command(
    "hinge-log hub check                               the hub of this log",
    "sudo -u postgres hinge-log hub check postgresql:///hinge",
    reads=True,
)
@click.argument("url", default="")
def check(cli: CliContext, url: str) -> int:
    """Check the security of a hub and list who sees what.

    Looks at TLS, passwords, row-level security and roles. The exit code is 5 when there is a problem.
    """
    from hinge_log.sync.hub.check import PROBLEM, check_hub, members

    with _connected(cli, url) as (connection, address, _):
        findings, people = check_hub(connection, address), members(connection)
    healthy = all(each.state != PROBLEM for each in findings)
    if cli.json:
        checks = [attributes(each, "name", "state", "text", "hint") for each in findings]
        values = [
            {"log": f"{each.log:015x}", **attributes(each, "name", "person", "part", "joined")} for each in people
        ]
        cli.data("hub-check", {"ok": healthy, "checks": checks, "members": values})
        return 0 if healthy else PROBLEMS
    for each in findings:
        cli.out(f"{each.state:<8} {shown(each.text)}")
        if each.hint:
            cli.out(f"{'':<8} {shown(each.hint)}")
    for member in people:
        waiting = "" if member.joined else ", invitation not used yet"
        cli.out(f"{member.part:<8} {shown(member.person)}: log {shown(member.name)}{waiting}")
    return 0 if healthy else PROBLEMS


@contextmanager
def _connected(cli: CliContext, url: str) -> Iterator[tuple[HubConnection, str, int | None]]:
    """A connection to a hub, its URL, and the log: that of this log's sync, or none with a URL."""
    from hinge_log.sync.hub.connection import connect, parse_address
    from hinge_log.sync.state import load_state

    log = None
    if url:
        address = parse_address(url).url
    else:
        state = load_state(cli.store)
        if state is None or state.kind != "hub":
            raise NeedsDecision(
                "This log does not sync through a hub.", "Name the hub, or run: hinge-log sync setup hub URL"
            )
        address, log = str(state.carrier["url"]), int(str(state.carrier["log"]), 16)
    with connect(address) as connection:
        yield connection, address, log
