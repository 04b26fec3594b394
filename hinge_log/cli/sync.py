"""`sync`: several devices on one log, through a folder that they share or a hub."""

from __future__ import annotations

import platform
import sys
from contextlib import closing

import click

from hinge_log.cli.command import LazyGroup, command, pass_cli
from hinge_log.cli.context import UNDO, CliContext
from hinge_log.cli.values import at_value, attributes
from hinge_log.errors import EntryError
from hinge_log.text import plural, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.sync.state import SyncState

COMMANDS = {
    "conflicts": "sync:show_conflicts",
    "devices": "sync:show_devices",
    "leave": "sync:leave",
    "setup": "sync:setup",
    "status": "sync:status",
}
SETUP_COMMANDS = {"folder": "sync:setup_folder", "hub": "sync:setup_hub"}


@click.group(
    cls=LazyGroup,
    commands_at=COMMANDS,
    invoke_without_command=True,
    examples=(
        "hinge-log sync setup folder ~/Sync/hinge   once on each device",
        "hinge-log sync setup hub URL               through a hub instead, also with a coach",
        "hinge-log sync                             send and receive now",
        "hinge-log sync status                      what has not been sent yet",
        "hinge-log sync conflicts                   conflicting edits",
    ),
)
@pass_cli
@click.pass_context
def sync(context: click.Context, cli: CliContext, /) -> int | None:
    """Send this device's changes and receive those of the others."""
    if context.invoked_subcommand is not None:
        return None
    from hinge_log.sync import syncing

    result = syncing.sync(cli.store)
    lines = [f"Sent {result.sent}, received {result.received}."]
    if result.conflicts:
        lines.append(f"{plural(result.conflicts, 'conflict')}: hinge-log sync conflicts")
    if result.unreadable:
        rows = plural(result.unreadable, "row")
        lines.append(f"{rows} cannot be read yet: update hinge-log here, then sync again.")
    return cli.done("sync", attributes(result, "sent", "received", "devices", "conflicts", "unreadable"), *lines)


@click.group(
    cls=LazyGroup,
    commands_at=SETUP_COMMANDS,
    examples=(
        "hinge-log sync setup folder ~/Sync/hinge",
        "hinge-log sync setup hub postgresql://ann@hub.example.org/hinge",
    ),
)
def setup() -> None:
    """Choose what carries the log from device to device."""


@command("hinge-log sync setup folder ~/Sync/hinge", "hinge-log sync setup folder /media/usb/hinge --name laptop")
@click.argument("path", type=click.Path())
@click.option("--name", default="", help="this device's name on the other devices")
def setup_folder(cli: CliContext, path: str, name: str) -> int:
    """Sync through a folder.

    Syncthing, Nextcloud, rsync or a USB stick carries it.
    """
    from hinge_log.sync import syncing

    return _sync_first_time(cli, syncing.set_up_folder(cli.store, path, name or platform.node() or "this device"))


@command(
    "hinge-log sync setup hub 'postgresql://ann@hub.example.org/hinge#.Xk3...'   an invitation",
    "hinge-log sync setup hub postgresql://ann@hub.example.org/hinge             another device",
    "hinge-log sync setup hub - < line.txt                                       the invitation from a file",
)
@click.argument("url", metavar="URL|INVITATION")
@click.option("--name", default="", help="this device's name on the other devices")
def setup_hub(cli: CliContext, url: str, name: str) -> int:
    """Sync through a hub in PostgreSQL.

    This uses up an invitation; the password goes to ~/.pgpass.
    """
    from hinge_log.sync import syncing
    from hinge_log.sync.hub.admin import join, refuse_mixing
    from hinge_log.sync.hub.connection import load_psycopg

    load_psycopg()
    syncing.refuse_second_set_up(cli.store)
    with closing(join(sys.stdin.readline() if url == "-" else url)) as carrier:
        refuse_mixing(cli.store, carrier)
        if (coached := carrier.coached()) is not None:
            cli.store.become_copy(coached)
        state = syncing.set_up(cli.store, carrier, name or platform.node() or "this device")
    return _sync_first_time(cli, state)


def _sync_first_time(cli: CliContext, state: SyncState) -> int:
    from hinge_log.sync import syncing

    result = syncing.sync(cli.store)
    log = {"log": state.carrier["log"]} if state.kind == "hub" else {}
    values = {state.kind: state.place, **log, "name": state.name, "sent": result.sent, "received": result.received}
    return cli.done(
        "sync-setup",
        values,
        f"Sync is set up {'through' if state.kind == 'hub' else 'in'} {shown(state.place)} as {shown(state.name)}.",
        f"Sent {result.sent}, received {result.received}. Run 'hinge-log sync' to sync again.",
    )


@command("hinge-log sync status", "hinge-log sync status --json", reads=True)
def status(cli: CliContext) -> int:
    """Show what has not been sent yet and the last sync."""
    from hinge_log.sync.conflicts import conflicts_of
    from hinge_log.sync.state import load_state, unsent

    state = load_state(cli.store)
    if state is None:
        if cli.json:
            return cli.data("sync-status", {"set_up": False})
        cli.out("Sync is not set up. Run 'hinge-log sync setup folder PATH'.")
        return 0
    waiting, conflicts = unsent(cli.store, state), len(conflicts_of(cli.store))
    last = at_value(state.last_ms, cli.store.clock.now().offset_min) if state.last_ms else None
    if cli.json:
        values: dict[str, object] = {
            "set_up": True, state.kind: state.place, "name": state.name, "not_sent": waiting, "last": last,
            "conflicts": conflicts, "unreadable": len(state.rows or ()),
        }  # fmt: skip
        return cli.data("sync-status", values)
    cli.out(f"{state.kind.capitalize()}: {shown(state.place)}")
    cli.out(f"{waiting} not sent yet." if waiting else "Everything has been sent.")
    cli.out(f"Last sync: {last or 'never'}.")
    if conflicts:
        cli.out(f"{plural(conflicts, 'conflict')}: hinge-log sync conflicts")
    return 0


@command(
    "hinge-log sync conflicts             conflicting edits, with both values",
    "hinge-log sync conflicts --keep 2    resolve the second one: keep the value in use",
    "hinge-log sync conflicts --use 2     resolve the second one: use the other value",
    reads=True,
)
@click.option("--keep", metavar="NUMBER", type=int, help="resolve a conflict: keep the value in use")
@click.option("--use", metavar="NUMBER", type=int, help="resolve a conflict: use the other value")
def show_conflicts(cli: CliContext, keep: int | None, use: int | None) -> int:
    """List and resolve conflicting edits from two devices."""
    from hinge_log.sync.conflicts import conflict_subject, conflict_value, decide, named_conflicts

    conflicts = named_conflicts(cli.store)
    if keep is not None and use is not None:
        raise EntryError("conflict", "--keep and --use each resolve one conflict", "Leave out one of them.")
    number = keep if keep is not None else use
    if number is not None:
        if not 1 <= number <= len(conflicts):
            raise EntryError("conflict", f"there is no conflict {number}", "'hinge-log sync conflicts' lists them.")
        chosen = conflicts[number - 1]
        decide(cli.store, chosen, other=use is not None)
        conflicts = named_conflicts(cli.store)
        if not cli.json and not cli.quiet:
            value = chosen.other if use is not None else chosen.kept
            subject = conflict_subject(cli.store, chosen, cli.short)
            cli.out(shown(f"{subject}: {conflict_value(value)}. Every device gets this value at its next sync."))
            cli.out(UNDO)
    if cli.json:
        values = [
            attributes(each, "entity", "row", "columns", "kept_by", "other_by")
            | {"number": place, "subject": conflict_subject(cli.store, each, cli.short)}
            | {"kept": dict(each.kept), "other": dict(each.other)}
            for place, each in enumerate(conflicts, 1)
        ]
        return cli.data("sync-conflicts", {"conflicts": values})
    if number is not None:
        return 0
    for place, each in enumerate(conflicts, 1):
        cli.out(shown(f"{place}  {conflict_subject(cli.store, each, cli.short)}"))
        cli.out(shown(f"   stands: {conflict_value(each.kept)}  ({each.kept_by})"))
        cli.out(shown(f"   other:  {conflict_value(each.other)}  ({each.other_by})"))
    if conflicts:
        cli.say("Resolve one with --keep NUMBER or --use NUMBER.")
    else:
        cli.out("No conflicts.")
    return 0


@command("hinge-log sync devices", "hinge-log sync devices --json", reads=True)
def show_devices(cli: CliContext) -> int:
    """List the devices that write to this log."""
    rows = cli.store.rows(
        "SELECT d.id, d.name, d.own, (SELECT count(*) FROM action a WHERE a.device = d.id) FROM device d"
        " WHERE d.hidden = 0 ORDER BY d.own DESC, d.name, d.id"
    )
    current = cli.store.state("device")
    if cli.json:
        devices = [
            {"id": f"{int(str(id_)):015x}", "name": name, "own": bool(own), "current": id_ == current, "actions": many}
            for id_, name, own, many in rows
        ]
        return cli.data("sync-devices", {"devices": devices})
    for id_, name, own, many in rows:
        mark = "this device" if id_ == current else "formerly this device" if own else "other"
        cli.out(f"{shown(str(name)) or 'unnamed'}  {int(str(id_)):015x}  {many} actions  {mark}")
    return 0


@command("hinge-log sync leave", reads=True)
def leave(cli: CliContext) -> int:
    """End sync on this device. The log and the folder or hub keep everything."""
    from hinge_log.sync import syncing
    from hinge_log.sync.state import load_state, unsent

    state = load_state(cli.store)
    if state is None:
        raise syncing.not_set_up()
    waiting = unsent(cli.store, state)
    syncing.leave(cli.store)
    lines = [f"This device no longer syncs through {shown(state.place)}."]
    if waiting:
        lines.append(f"{waiting} actions were not sent: set sync up again to send them.")
    return cli.done("sync-leave", {state.kind: state.place, "not_sent": waiting}, *lines)
