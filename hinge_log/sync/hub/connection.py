"""The connection to a hub, the one place that imports psycopg; the hub's address, and the line that invites to it.

An address is a PostgreSQL URL without a password, as it is kept.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import re
import ssl
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

from hinge_log.errors import HingeLogError, NeedsDecision, StoreError
from hinge_log.text import shown

if TYPE_CHECKING:
    import psycopg

_INVITATION = re.compile(r"(?P<log>[0-9a-f]{1,15})?(\.(?P<code>[A-Za-z0-9_-]{16,64}))?")
_SCHEMES = ("postgresql://", "postgres://")

VERSION = 1
"""The newest migration of schema.sql, which this hinge-log needs."""

OLDEST_SERVER = 150_000

_NOT_LOST = "Nothing is lost: your log has everything. Sync again later."


@dataclass(frozen=True, slots=True)
class HubAddress:
    """Where a hub is.

    `url` names no password. `log` is the number of a log there and None where none is named; `code` is the one-time
    password of an invitation, "" for none.
    """

    url: str
    log: int | None = None
    code: str = ""


def parse_address(text: str) -> HubAddress:
    """Read a URL, or the line of an invitation: URL#LOG.CODE. Raises NeedsDecision for what is neither."""
    url, mark, rest = text.strip().partition("#")
    if not url.startswith(_SCHEMES):
        raise NeedsDecision("A hub's address starts with postgresql://.", "Try postgresql://you@hub.example.org/hinge.")
    invitation = _INVITATION.fullmatch(rest)
    if invitation is None or (mark and not rest):
        raise NeedsDecision(
            "This invitation is incomplete.", "Copy the whole invitation, including the part after the #."
        )
    log, code = invitation["log"], invitation["code"]
    return HubAddress(url, int(log, 16) if log else None, code or "")


def write_invitation(url: str, log: int | None, code: str) -> str:
    """The line that invites: `parse_address` reads it."""
    name = "" if log is None else f"{log:015x}"
    return f"{url}#{name}{f'.{code}' if code else ''}" if name or code else url


def is_local(parameters: Mapping[str, str], environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a connection stays on this machine: a socket, or a loopback address as of an SSH tunnel."""
    if parameters.get("service") or environment.get("PGSERVICE"):
        return False
    hosts = parameters.get("host") or environment.get("PGHOST") or ""
    addresses = parameters.get("hostaddr") or environment.get("PGHOSTADDR") or ""
    return all(_is_here(each) for each in (*hosts.split(","), *addresses.split(",")))


def _is_here(host: str) -> bool:
    if not host or host.startswith(("/", "@")) or host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def connection_parameters(parameters: Mapping[str, str]) -> dict[str, str]:
    """The parameters of libpq for an address: TLS that checks certificate and name, wherever it leaves this machine.

    Raises NeedsDecision for a password in the address and for TLS that is weaker.
    """
    if any(name in parameters for name in ("password", "sslpassword", "passfile")):
        raise NeedsDecision(
            "A password does not belong in an address.", f"Put it in {password_file()}, or ask for an invitation."
        )
    result = {
        **parameters,
        "connect_timeout": "5",
        "keepalives": "1",
        "keepalives_idle": "10",
        "keepalives_interval": "5",
        "keepalives_count": "3",
        "tcp_user_timeout": "20000",
        "application_name": "hinge-log",
        "gssencmode": "disable",
    }
    if is_local(parameters):
        return result
    if parameters.get("sslmode", "verify-full") != "verify-full":
        raise NeedsDecision(
            f"sslmode={parameters['sslmode']} does not verify the hub's identity.",
            "Leave sslmode out, or reach the hub through an SSH tunnel: ssh -L 5433:localhost:5432 HOST",
        )
    result["sslmode"] = "verify-full"
    result.setdefault("require_auth", "scram-sha-256")
    if "sslrootcert" not in parameters and not os.environ.get("PGSSLROOTCERT"):
        own = os.path.join(os.path.expanduser("~"), ".postgresql", "root.crt")
        system = ssl.get_default_verify_paths().cafile
        if not os.path.isfile(own):
            result["sslrootcert"] = system or "system"
    return result


def password_file() -> str:
    """The file in which libpq looks for passwords."""
    named = os.environ.get("PGPASSFILE")
    if named:
        return named
    windows = os.path.join(os.environ.get("APPDATA", ""), "postgresql", "pgpass.conf")
    return windows if sys.platform == "win32" else os.path.join(os.path.expanduser("~"), ".pgpass")


def password_key(parameters: Mapping[str, str], person: str) -> str:
    """What stands before the password in the line of the password file for a connection."""
    host = parameters.get("hostaddr") if not parameters.get("host") else parameters["host"]
    parts = (host or "localhost", parameters.get("port") or "5432", parameters.get("dbname") or person, person)
    return "".join(part.replace("\\", "\\\\").replace(":", "\\:") + ":" for part in parts)


class HubRefused(StoreError):
    """The hub answered with an error; `state` is its SQLSTATE."""

    def __init__(self, message: str, hint: str = "", *, state: str = "") -> None:
        super().__init__(message, hint)
        self.state = state


def load_psycopg() -> ModuleType:
    """Import psycopg. Raises NeedsDecision with the command that installs it."""
    try:
        import psycopg
    except ImportError as error:
        raise NeedsDecision(
            "A hub needs psycopg, which is not installed.", 'Run: pip install "hinge-log[hub]"'
        ) from error
    return psycopg


def is_on_socket(url: str) -> bool:
    """Whether a URL means a socket of this machine."""
    return (read_url(url).get("host") or os.environ.get("PGHOST") or "/").startswith(("/", "@"))


class HubConnection:
    """A connection whose errors are sentences. `person` is the login role, `version` the newest migration there.

    `host` is how the hub is called in sentences. Parameters of a query are %s, as psycopg has them.
    """

    def __init__(self, raw: psycopg.Connection[Any], host: str) -> None:
        self.raw = raw
        self.host = host
        self.person = ""
        self.version = 0

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a query and give its rows. Raises StoreError."""
        with self._errors():
            cursor = self.raw.execute(query.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        """The first row of a query, or None. Raises StoreError."""
        return next(iter(self.rows(query, *values)), None)

    def value(self, query: str, *values: object) -> Any:
        """The one value of a query that gives one. Raises StoreError."""
        return self.rows(query, *values)[0][0]

    @contextlib.contextmanager
    def transaction(self, *, reading: bool = False) -> Iterator[None]:
        """One transaction; a `reading` one sees the hub as it stood when it began. Raises StoreError."""
        with self._errors(), self.raw.transaction():
            if reading:
                self.raw.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield

    def encrypt_password(self, person: str, password: str) -> str:
        """What PostgreSQL keeps of a password, so that the password itself never travels."""
        with self._errors():
            encrypted = self.raw.pgconn.encrypt_password(password.encode(), person.encode(), b"scram-sha-256")
        return encrypted.decode()

    @property
    def encrypted(self) -> bool:
        """Whether the connection is under TLS."""
        return bool(self.raw.pgconn.ssl_in_use)

    @property
    def usable(self) -> bool:
        """Whether the connection still stands."""
        return not self.raw.closed

    def close(self) -> None:
        """Close the connection; one that is broken already does no harm."""
        with contextlib.suppress(Exception):
            self.raw.close()

    def __enter__(self) -> HubConnection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        psycopg = load_psycopg()
        try:
            yield
        except psycopg.Error as error:
            if (error.sqlstate or "08").startswith(("08", "57P")):
                self.close()  # a backend that was killed says so before the connection is seen to be dead
            raise _in_words(error, self.host, self.person) from error


def read_url(url: str) -> dict[str, str]:
    """The parameters that a URL names. Raises NeedsDecision for one that cannot be read."""
    psycopg = load_psycopg()
    from psycopg.conninfo import conninfo_to_dict

    try:
        return {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.Error as error:
        raise NeedsDecision(
            f"The address of the hub cannot be read: {shown(str(error)).strip().rstrip('.')}.",
            "Try postgresql://you@hub.example.org/hinge.",
        ) from error


def connect(url: str, *, code: str = "", check: bool = True) -> HubConnection:
    """Connect to the hub at a URL without a password, as the person that it names; libpq reads ~/.pgpass.

    `code` is the one-time password of an invitation. Without `check` the hub may be missing or of another version.
    Raises StoreError when it cannot be reached or refuses, NeedsDecision for an address that may not be used.
    """
    psycopg = load_psycopg()
    named = read_url(url)
    parameters = connection_parameters(named)
    host = named.get("host") or named.get("hostaddr") or "this machine"
    if code:
        parameters["password"] = code
    try:
        raw = psycopg.connect("", autocommit=True, **parameters)
    except psycopg.Error as error:
        raise _in_words(error, host, named.get("user", "")) from error
    hub = HubConnection(raw, host)
    try:
        _greet(hub, check=check)
    except BaseException:
        hub.close()
        raise
    return hub


def _greet(hub: HubConnection, *, check: bool) -> None:
    person, server, table, *_ = hub.rows(
        "SELECT session_user::text, current_setting('server_version_num')::integer,"
        " to_regclass('hinge_log.hub_version') IS NOT NULL, set_config('search_path', 'hinge_log', false),"
        " set_config('statement_timeout', '60s', false), set_config('lock_timeout', '20s', false)"
    )[0]
    hub.person = person
    if server < OLDEST_SERVER:
        raise StoreError(
            f"The hub at {hub.host} runs PostgreSQL {server // 10_000}; a hub needs 15 or newer.",
            "Ask its administrator to update it.",
        )
    if table and (check or hub.value("SELECT has_table_privilege('hinge_log.hub_version', 'SELECT')")):
        hub.version = hub.value("SELECT coalesce(max(version), 0) FROM hinge_log.hub_version")
    if not check:
        return
    if hub.version == 0:
        raise StoreError(
            f"There is no hub at {hub.host} yet.", "Its administrator can create one: hinge-log hub init URL"
        )
    if hub.version < VERSION:
        raise StoreError(
            f"The hub at {hub.host} is older than this hinge-log.",
            "Its administrator can upgrade it: hinge-log hub init URL",
        )
    if hub.version > VERSION:
        raise StoreError(
            f"The hub at {hub.host} is newer than this hinge-log.", 'Run: pip install --upgrade "hinge-log[hub]"'
        )


def _in_words(error: Exception, host: str, person: str) -> HingeLogError:
    """What went wrong, as a sentence of what to do."""
    text = shown(" ".join(str(error).split()))
    state = str(getattr(error, "sqlstate", None) or "")
    lower = text.lower()
    if "certificate" in lower or "root certificate" in lower:
        return StoreError(
            f"The certificate of {host} cannot be trusted.",
            f"Nothing was sent. Ask its administrator for the hub's certificate authority (sslrootcert=FILE). {text}",
        )
    if "does not support ssl" in lower or "ssl error" in lower or "ssl syscall" in lower:
        return StoreError(
            f"The hub at {host} does not offer TLS.",
            f"Nothing was sent. Ask its administrator to turn it on, or use an SSH tunnel. {text}",
        )
    if "authentication" in lower or "no password supplied" in lower or "not permitted to log in" in lower:
        return HubRefused(
            f"The hub at {host} refused {shown(person) or 'you'}: wrong or missing password.",
            "An invitation can be used once. Otherwise check the hub's entry in ~/.pgpass.",
            state=state,
        )
    if state in ("42501", "HL003"):
        return HubRefused(f"The hub does not allow that: {_primary(error)}.", "Ask its owner.", state=state)
    if state.startswith("HL"):
        return HubRefused(f"The hub refused: {_primary(error)}.", "Nothing was changed.", state=state)
    if state.startswith("53"):
        return StoreError(f"The hub at {host} is full: {_primary(error)}.", _NOT_LOST)
    if not state or state.startswith(("08", "57")):
        return StoreError(f"The hub at {host} cannot be reached: {_primary(error)}.", _NOT_LOST)
    return HubRefused(f"The hub answered with an error: {_primary(error)} ({state}).", _NOT_LOST, state=state)


def _primary(error: Exception) -> str:
    diagnostic = getattr(error, "diag", None)
    first = getattr(diagnostic, "message_primary", None) or str(error)
    return shown(" ".join(first.split())).rstrip(".")
