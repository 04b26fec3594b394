"""Coming to a hub: with an invitation, which is used up by that, or with an account that one has already."""

from __future__ import annotations

import os
import secrets

from hinge_log.errors import NeedsDecision, StoreError
from hinge_log.files import replace_file
from hinge_log.store.store import Store
from hinge_log.sync.hub.connection import (
    HubAddress,
    HubConnection,
    HubRefused,
    connect,
    parse_address,
    password_file,
    password_key,
    read_url,
)
from hinge_log.sync.hub.transport import HubCarrier


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
