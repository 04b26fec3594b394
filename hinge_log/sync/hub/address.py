"""The address of a hub: a PostgreSQL URL without a password, as it is kept, and the line that invites to it."""

from __future__ import annotations

import ipaddress
import os
import re
import ssl
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from hinge_log.errors import NeedsDecision

_INVITATION = re.compile(r"(?P<log>[0-9a-f]{1,15})?(\.(?P<code>[A-Za-z0-9_-]{16,64}))?")
_SCHEMES = ("postgresql://", "postgres://")


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
        raise NeedsDecision(
            "The address of a hub begins with postgresql://.", "Try postgresql://you@hub.example.org/hinge."
        )
    invitation = _INVITATION.fullmatch(rest)
    if invitation is None or (mark and not rest):
        raise NeedsDecision("This invitation is not whole.", "Copy the whole line, with what follows the #.")
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
            f"sslmode={parameters['sslmode']} does not check who the hub is.",
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
