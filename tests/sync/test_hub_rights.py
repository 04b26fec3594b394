"""Who sees and writes what in a hub: the owner, a coach, a reader, a stranger, a coach who was removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from hinge_log.errors import StoreError
from hinge_log.sync.entries import SyncEntry, chained, root_hash
from hinge_log.sync.hub.admin import invite, remove
from hinge_log.sync.hub.connection import HubConnection, HubRefused
from tests.sync.hub_entries import add_device, add_lines, entry_of, judgement_row, lines_of, workout_rows
from tests.sync.postgres import HubServer, PostgresServer, running_hub

PEOPLE = ("owner", "coach", "reader", "stranger", "removed")
DEVICES = {person: 1_000 + number for number, person in enumerate(PEOPLE)}


OWNER_BODIES = [
    entry_of(*workout_rows()),
    entry_of(("judgement", "j-of-owner", {"set_id": "s1", "person": "", "form": 4, "basis": "quick"})),
    entry_of(("coach_note", "n-of-owner", {"person": "owner", "kind": "note", "text": "slow"})),
]


@dataclass(frozen=True)
class SharedLog:
    """One log on a hub, its number, and a person for each part in it."""

    hub: HubServer
    log: int


@pytest.fixture(scope="module")
def shared(postgres: PostgresServer) -> Iterator[SharedLog]:
    with running_hub(postgres) as hub:
        for person in PEOPLE:
            hub.add_person(person)
        log = hub.add_log("owner")
        hub.add_log("stranger")
        with hub.connect("owner") as owner:
            for person, part in (("coach", "coach"), ("removed", "coach"), ("reader", "reader")):
                invite(owner, hub.url(), person, part, log)
            add_device(owner, log, DEVICES["owner"])
            add_lines(owner, log, DEVICES["owner"], lines_of(DEVICES["owner"], OWNER_BODIES))
            for person in ("coach", "removed"):
                with hub.connect(person) as connection:
                    add_device(connection, log, DEVICES[person])
            remove(owner, log, "removed")
        yield SharedLog(hub, log)


def read(shared: SharedLog, hub: HubConnection) -> None:
    tables = ("log", "member", "device", "entry", "set_now", "workout_now", "lift_now")
    if not all(hub.value(f"SELECT count(*) FROM {table} WHERE log = %s", shared.log) for table in tables):
        raise HubRefused("nothing is seen")


def write(shared: SharedLog, hub: HubConnection, body: bytes) -> None:
    device = DEVICES[hub.person]
    if hub.person not in ("owner", "coach", "removed"):
        add_device(hub, shared.log, device)
    with shared.hub.connect() as admin:
        head = admin.one("SELECT n, hash FROM entry WHERE device = %s ORDER BY n DESC LIMIT 1", device)
    n, previous = head or (0, root_hash(device))
    add_lines(hub, shared.log, device, [chained(previous, body)], n + 1)


def write_judgement(shared: SharedLog, hub: HubConnection) -> None:
    write(shared, hub, entry_of(judgement_row(hub.person), kind="judge"))


def write_judgement_of_another(shared: SharedLog, hub: HubConnection) -> None:
    write(shared, hub, entry_of(judgement_row("someone"), kind="judge"))


def write_judgement_of_nobody(shared: SharedLog, hub: HubConnection) -> None:
    table, row, columns = judgement_row("", 7)
    del columns["person"]
    write(shared, hub, entry_of((table, f"{row}-{hub.person}", columns), kind="judge"))


def change_judgement_of_another(shared: SharedLog, hub: HubConnection) -> None:
    change = ("judgement", "j-of-owner", {"form": 1}, False)
    write(shared, hub, SyncEntry(9, "judge", {}, (change,)).body())


def hide_note_of_another(shared: SharedLog, hub: HubConnection) -> None:
    write(shared, hub, SyncEntry(9, "edit", {}, (("coach_note", "n-of-owner", {"hidden": 1}, False),)).body())


def write_very_much(shared: SharedLog, hub: HubConnection) -> None:
    note: dict[str, object] = {"person": hub.person, "kind": "cue", "text": "x" * (1 << 20)}
    write(shared, hub, entry_of(("coach_note", f"n-{hub.person}", note)))


def fork_chain_of_owner(shared: SharedLog, hub: HubConnection) -> None:
    head = lines_of(DEVICES["owner"], OWNER_BODIES)[0].hash
    hub.rows(
        "INSERT INTO device (log, device, person, name, after, root) VALUES (%s, %s, session_user, '', %s, %s)",
        shared.log, 9_000 + DEVICES[hub.person], head, DEVICES["owner"],
    )  # fmt: skip


def fork_root_of_owner(shared: SharedLog, hub: HubConnection) -> None:
    hub.rows(
        "INSERT INTO device (log, device, person, name, after, root) VALUES (%s, %s, session_user, '', %s, %s)",
        shared.log, 19_000 + DEVICES[hub.person], root_hash(DEVICES["owner"]), DEVICES["owner"],
    )  # fmt: skip


def write_set(shared: SharedLog, hub: HubConnection) -> None:
    write(shared, hub, entry_of(*workout_rows(2)))


def write_as_the_owner(shared: SharedLog, hub: HubConnection) -> None:
    line = lines_of(DEVICES["owner"], [*OWNER_BODIES, entry_of(judgement_row(hub.person))])[-1]
    add_lines(hub, shared.log, DEVICES["owner"], [line], 9)


def invite_somebody(shared: SharedLog, hub: HubConnection) -> None:
    invite(hub, shared.hub.url(), f"friend_of_{hub.person}", "coach", shared.log)


def become_owner(shared: SharedLog, hub: HubConnection) -> None:
    hub.rows("INSERT INTO member (log, person, part) VALUES (%s, %s, 'owner')", shared.log, hub.person)


def change_entry(shared: SharedLog, hub: HubConnection) -> None:
    hub.rows("UPDATE entry SET kind = 'x' WHERE log = %s", shared.log)


def delete_entry(shared: SharedLog, hub: HubConnection) -> None:
    hub.rows("DELETE FROM entry WHERE log = %s", shared.log)


def forge_now(shared: SharedLog, hub: HubConnection) -> None:
    hub.rows("INSERT INTO set_now (log, set_id) VALUES (%s, 'forged')", shared.log)


def run_trigger_function(shared: SharedLog, hub: HubConnection) -> None:
    hub.rows("SELECT apply_entry(%s, 1, 1, '{}')", shared.log)


def change_password_of_owner(shared: SharedLog, hub: HubConnection) -> None:
    hub.rows("SELECT renew_password('owner', %s)", hub.encrypt_password("owner", "x"))


NOBODY = frozenset[str]()
MATRIX: list[tuple[Callable[[SharedLog, HubConnection], None], frozenset[str]]] = [
    (read, frozenset({"owner", "coach", "reader"})),
    (write_judgement, frozenset({"owner", "coach"})),
    (write_judgement_of_another, frozenset({"owner"})),
    (write_judgement_of_nobody, frozenset({"owner"})),
    (change_judgement_of_another, frozenset({"owner"})),
    (hide_note_of_another, frozenset({"owner"})),
    (write_very_much, frozenset({"owner"})),
    (fork_chain_of_owner, frozenset({"owner"})),
    (fork_root_of_owner, frozenset({"owner"})),
    (write_set, frozenset({"owner"})),
    (write_as_the_owner, NOBODY),
    (invite_somebody, frozenset({"owner"})),
    (become_owner, NOBODY),
    (change_entry, NOBODY),
    (delete_entry, NOBODY),
    (forge_now, NOBODY),
    (run_trigger_function, NOBODY),
    (change_password_of_owner, NOBODY),
]


@pytest.mark.parametrize(("deed", "allowed"), MATRIX, ids=lambda each: getattr(each, "__name__", ""))
def test_who_may_do_what(
    shared: SharedLog, deed: Callable[[SharedLog, HubConnection], None], allowed: frozenset[str]
) -> None:
    for person in PEOPLE:
        with shared.hub.connect(person) as hub:
            try:
                deed(shared, hub)
            except (HubRefused, StoreError):
                assert person not in allowed, f"{person} may {deed.__name__}"
            else:
                assert person in allowed, f"{person} must not {deed.__name__}"
