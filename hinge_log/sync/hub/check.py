"""Whether a hub is as safe as it should be: TLS, passwords, row-level security, roles."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from hinge_log.errors import StoreError
from hinge_log.sync.hub.admin import OWNER_ROLE, PERSON_ROLE
from hinge_log.sync.hub.connection import VERSION, HubConnection, connect, is_on_socket

OK, PROBLEM, UNKNOWN = "ok", "problem", "unknown"


@dataclass(frozen=True, slots=True)
class HubFinding:
    """One thing that was looked at: `state` is ok, problem or unknown, `hint` what to do."""

    name: str
    state: str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class HubMember:
    """Who may see a log of the person who asks; `joined` is false while the invitation is unused."""

    log: int
    name: str
    person: str
    part: str
    joined: bool


def check_hub(hub: HubConnection, url: str) -> list[HubFinding]:
    """Look at everything that the person may see of the hub; an administrator sees more."""
    return [
        _versions(hub),
        _encryption(hub),
        _passwords(hub, url),
        _row_security(hub),
        _people(hub),
        _owner(hub),
        _unread(hub),
    ]


def members(hub: HubConnection) -> list[HubMember]:
    """The members of the logs that the person may see."""
    return [
        HubMember(log, name, person, part, joined)
        for log, name, person, part, joined in hub.rows(
            "SELECT log, l.name, m.person, m.part, p.joined IS NOT NULL FROM hinge_log.member m"
            " JOIN hinge_log.log l USING (log) JOIN hinge_log.person p USING (person)"
            " ORDER BY l.name, log, m.part DESC, m.person"
        )
    ]


def _versions(hub: HubConnection) -> HubFinding:
    server = hub.value("SHOW server_version")
    text = f"PostgreSQL {str(server).split()[0]}, hub version {hub.version}."
    if hub.version != VERSION:
        return HubFinding("version", PROBLEM, text, "Upgrade it: hinge-log hub init URL")
    return HubFinding("version", OK, text)


def _encryption(hub: HubConnection) -> HubFinding:
    if hub.encrypted:
        protocol = hub.value("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        return HubFinding("tls", OK, f"This connection uses {protocol}.")
    listens, has_tls = hub.rows("SELECT current_setting('listen_addresses'), current_setting('ssl')")[0]
    if has_tls == "on":
        return HubFinding("tls", OK, "The hub offers TLS; this connection stays on this machine.")
    if listens in ("", "localhost", "127.0.0.1", "::1"):
        return HubFinding("tls", OK, "The hub accepts only local connections, by socket or SSH tunnel.")
    return HubFinding(
        "tls",
        PROBLEM,
        f"The hub listens on {listens} without TLS.",
        "Set ssl = on with a certificate in postgresql.conf.",
    )


def _passwords(hub: HubConnection, url: str) -> HubFinding:
    name = "authentication"
    hint = "Use scram-sha-256 in pg_hba.conf instead."
    if hub.value("SELECT has_function_privilege('pg_catalog.pg_hba_file_rules()', 'EXECUTE')"):
        rules = hub.rows(
            "SELECT line_number, auth_method FROM pg_hba_file_rules WHERE auth_method IN ('trust', 'password', 'md5')"
            " ORDER BY line_number"
        )
        if rules:
            line, method = rules[0]
            return HubFinding(name, PROBLEM, f"Line {line} of pg_hba.conf allows {method} logins.", hint)
        return HubFinding(name, OK, "Nobody can log in without a password or by a weak authentication method.")
    if is_on_socket(url):
        return HubFinding(name, UNKNOWN, "Logins over the local socket are not checked here.")
    try:
        connect(url, code=secrets.token_urlsafe(12), check=False).close()
    except StoreError:
        return HubFinding(name, OK, "A wrong password is refused.")
    return HubFinding(name, PROBLEM, "The hub accepts any password.", hint)


def _row_security(hub: HubConnection) -> HubFinding:
    tables = hub.rows(
        "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class"
        " WHERE relnamespace = 'hinge_log'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname"
    )
    open_tables = [name for name, secured in tables if not secured]
    if open_tables or not tables:
        return HubFinding(
            "row security", PROBLEM, f"Everyone can see all of {', '.join(open_tables) or 'the hub'}.",
            "ALTER TABLE hinge_log.NAME ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
        )  # fmt: skip
    others = hub.rows(
        "SELECT p.proname FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
        " WHERE p.pronamespace = 'hinge_log'::regnamespace AND a.grantee = 0"
        " UNION SELECT c.relname FROM pg_class c, aclexplode(c.relacl) a"
        " WHERE c.relnamespace = 'hinge_log'::regnamespace AND a.grantee = 0"
    )
    if others:
        return HubFinding("row security", PROBLEM, f"Everyone can use {others[0][0]}.", "REVOKE ALL ON it FROM PUBLIC.")
    return HubFinding("row security", OK, f"Row-level security is forced on all {len(tables)} tables.")


def _people(hub: HubConnection) -> HubFinding:
    in_role = (
        "(SELECT m.rolname FROM pg_auth_members g JOIN pg_roles m ON m.oid = g.member WHERE g.roleid = %s::regrole)"
    )
    strong = hub.rows(
        f"SELECT rolname FROM pg_roles WHERE rolname <> %s AND rolcanlogin AND rolname IN {in_role}"
        f" AND (rolname NOT IN {in_role} OR rolname IN (SELECT person FROM hinge_log.person))"  # administrators may
        " AND (rolsuper OR rolbypassrls OR rolcreaterole) ORDER BY 1",
        OWNER_ROLE, PERSON_ROLE, OWNER_ROLE,
    )  # fmt: skip
    if strong:
        name = strong[0][0]
        return HubFinding(
            "people", PROBLEM, f"{name} can read every log.", f"ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS NOCREATEROLE"
        )
    return HubFinding("people", OK, "Nobody on the hub has more rights than their role allows.")


def _owner(hub: HubConnection) -> HubFinding:
    row = hub.one("SELECT rolcanlogin, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", OWNER_ROLE)
    owners = hub.rows(
        "SELECT DISTINCT relowner::regrole::text FROM pg_class WHERE relnamespace = 'hinge_log'::regnamespace"
    )
    if row != (False, False) or owners != [(OWNER_ROLE,)]:
        return HubFinding("owner", PROBLEM, f"The tables must belong to {OWNER_ROLE}, a role that cannot log in.",
                          f"ALTER ROLE {OWNER_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS")  # fmt: skip
    return HubFinding("owner", OK, "The tables belong to a role that cannot log in.")


def _unread(hub: HubConnection) -> HubFinding:
    many = hub.value("SELECT count(*) FROM hinge_log.unread")
    if many:
        return HubFinding(
            "entries", PROBLEM, f"The hub cannot read {many} entries.",
            "Devices still receive them, but they are missing from a coach's lists.",
        )  # fmt: skip
    return HubFinding("entries", OK, "The hub can read every entry.")
