"""Who may use a hub: setting it up, inviting and removing people, and coming to it.

One comes with an invitation, which is used up by that, or with an account that one has already.
"""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from importlib.resources import files

from hinge_log.errors import NeedsDecision, NotFound, StoreError
from hinge_log.files import replace_file
from hinge_log.store.store import Store
from hinge_log.sync.hub.connection import (
    VERSION,
    HubAddress,
    HubConnection,
    HubRefused,
    connect,
    parse_address,
    password_file,
    password_key,
    read_url,
    write_invitation,
)
from hinge_log.sync.hub.transport import HubCarrier

OWNER_ROLE, PERSON_ROLE = "hinge_log_hub", "hinge_log_person"
_MIGRATION = re.compile(r"^-- migration (\d+)$", re.MULTILINE)


def migrations() -> dict[int, str]:
    """The SQL of each migration in schema.sql by its number."""
    text = files("hinge_log.sync.hub").joinpath("schema.sql").read_text(encoding="utf-8")
    _, *parts = _MIGRATION.split(text)
    return {int(number): sql for number, sql in zip(parts[::2], parts[1::2], strict=True)}


def set_up_hub(hub: HubConnection) -> list[int]:
    """Make the hub in a database, or bring it up to date, in one transaction; gives the migrations that were run.

    Raises NeedsDecision when the role may not do that, or the hub is newer than this hinge-log.
    """
    if hub.version > VERSION:
        raise NeedsDecision("This hub is newer than this hinge-log.", "Update hinge-log here. Nothing was changed.")
    may_create, known = hub.rows(
        "SELECT rolsuper OR rolcreaterole, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)"
        " FROM pg_roles WHERE rolname = current_user",
        OWNER_ROLE,
    )[0]
    if not may_create:
        raise NeedsDecision(
            f"The role {hub.person} is not allowed to create roles.",
            "Run it as an administrator: sudo -u postgres hinge-log hub",
        )
    steps = {number: sql for number, sql in migrations().items() if number > hub.version}
    with hub.transaction():
        if not known:
            hub.rows(f"CREATE ROLE {OWNER_ROLE} NOLOGIN CREATEROLE")
            hub.rows(f"CREATE ROLE {PERSON_ROLE} NOLOGIN")
        if not hub.value("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
            hub.rows(f"GRANT {OWNER_ROLE} TO CURRENT_USER")
        hub.rows(f"GRANT {PERSON_ROLE} TO {OWNER_ROLE} WITH ADMIN OPTION")
        hub.rows(f"CREATE SCHEMA IF NOT EXISTS hinge_log AUTHORIZATION {OWNER_ROLE}")
        hub.rows(f"SET LOCAL ROLE {OWNER_ROLE}")
        hub.rows(f"GRANT USAGE ON SCHEMA hinge_log TO {PERSON_ROLE}")
        for number, sql in sorted(steps.items()):
            hub.rows(sql)
            hub.rows("INSERT INTO hinge_log.hub_version (version) VALUES (%s)", number)
    hub.version = VERSION
    return sorted(steps)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A person who was invited: `line` is what they type once; `new` when it holds a one-time password."""

    person: str
    part: str
    line: str
    new: bool
    days: int


def invite(hub: HubConnection, url: str, person: str, part: str, log: int | None, *, days: int = 7) -> Invitation:
    """Open a log to a person, or without a log make an account for one. Raises HubRefused."""
    code = secrets.token_urlsafe(24)
    verifier = hub.encrypt_password(person, code)
    state = hub.value(
        "SELECT hinge_log.invite(%s::bigint, %s::text, %s::text, %s::text, %s::integer)",
        log, person, part if log is not None else None, verifier, days,
    )  # fmt: skip
    new = state == "new"
    return Invitation(person, part, write_invitation(_url_for(url, person), log, code if new else ""), new, days)


def renew(hub: HubConnection, url: str, person: str, *, days: int = 7) -> Invitation:
    """Give a person who lost the password a one-time password again; only an administrator may. Raises HubRefused."""
    code = secrets.token_urlsafe(24)
    hub.rows("SELECT hinge_log.renew_password(%s, %s, %s)", person, hub.encrypt_password(person, code), days)
    return Invitation(person, "", write_invitation(_url_for(url, person), None, code), True, days)


def remove(hub: HubConnection, log: int | None, person: str) -> str:
    """End what a person sees of a log, or without a log the account; gives what they were. Raises NotFound."""
    removed = hub.value("SELECT hinge_log.remove_member(%s::bigint, %s::text)", log, person)
    if removed is None:
        raise NotFound(f"{person} is not invited.", "'hinge-log hub check' lists everyone who is.")
    return str(removed)


def _url_for(url: str, person: str) -> str:
    """The URL of a hub with another person in it."""
    scheme, _, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}://{person}@{authority.rpartition('@')[2]}{slash}{path}"


def join(text: str) -> HubCarrier:
    """Turn a URL or the line of an invitation into the carrier of a log; one without a log gets a new one.

    Raises NeedsDecision when it is not clear which log is meant, HubRefused for an invitation that was used or ended.
    """
    address = parse_address(text)
    hub = _use_invitation(address) if address.code else connect(address.url)
    with hub:
        log = _choose_log(hub, address)
    return HubCarrier(address.url, log)


def _use_invitation(address: HubAddress) -> HubConnection:
    """Put a password of one's own, which goes to the password file alone, in the place of the one-time one."""
    try:
        hub = connect(address.url, code=address.code)
    except HubRefused as refused:
        try:
            return connect(address.url)  # it was used on this very machine
        except StoreError:
            raise HubRefused("This invitation was already used or has expired.", "Ask for a new one.") from refused
    with hub:
        password = secrets.token_urlsafe(24)
        verifier = hub.encrypt_password(hub.person, password)
        # Into the file first: when the answer of the hub is lost, the password is not.
        keep_password(address.url, hub.person, password)
        hub.rows("SELECT hinge_log.join_hub(%s)", verifier)
    return connect(address.url)


def _choose_log(hub: HubConnection, address: HubAddress) -> int:
    if address.log is not None:
        if hub.one("SELECT 1 FROM member WHERE log = %s AND person = session_user", address.log) is None:
            raise HubRefused(f"{hub.person} has no access to this log.", "Its owner can invite you.")
        return address.log
    own = hub.rows("SELECT log FROM member WHERE person = session_user AND part = 'owner' ORDER BY since")
    if len(own) > 1:
        lines = " or ".join(f"{address.url}#{log:015x}" for (log,) in own)
        raise NeedsDecision(f"{hub.person} has {len(own)} logs on this hub.", f"Name one: {lines}")
    return int(own[0][0] if own else hub.value("SELECT open_log(%s)", hub.person))


def refuse_mixing(store: Store, carrier: HubCarrier) -> None:
    """Raise NeedsDecision when a log of one's own would be mixed with that of an athlete."""
    if carrier.part != "owner" and store.one("SELECT 1 FROM workout LIMIT 1") is not None:
        raise NeedsDecision(
            "This log contains your own workouts, but the log on the hub is someone else's.",
            "To coach, use 'hinge-log coach'. To read it, use another file: hinge-log --db their.db sync setup hub "
            f"'{carrier.url}#{carrier.log:015x}'",
        )


def keep_password(url: str, person: str, password: str) -> None:
    """Write a password into the file where libpq looks for it, in the place of an older one. Raises StoreError."""
    where = password_key(read_url(url), person)
    line = f"{where}{password}"
    path = os.path.realpath(password_file())
    try:
        try:
            with open(path, encoding="utf-8") as file:
                rest = [each for each in file.read().splitlines() if not each.startswith(where)]
        except FileNotFoundError:
            rest = []
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        replace_file(path, ["\n".join([line, *rest, ""]).encode()])
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoreError(
            f"The password file {path} cannot be written: {reason}.", "The invitation can still be used."
        ) from error
