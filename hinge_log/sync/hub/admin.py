"""What a hub's administrator and the owner of a log do: set the hub up, invite, remove."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from importlib.resources import files

from hinge_log.errors import NeedsDecision, NotFound
from hinge_log.sync.hub.connection import VERSION, HubConnection, write_invitation

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
