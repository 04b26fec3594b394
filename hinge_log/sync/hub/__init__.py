"""A hub in PostgreSQL that carries a log between a lifter's devices and a coach.

psycopg is imported by `connection.py` alone, when a hub is spoken to: it is an optional extra, and slow to import.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hinge_log.sync.hub.transport import HubCarrier


def open_carrier(settings: Mapping[str, object]) -> HubCarrier:
    """The hub that the settings of a sync name."""
    from hinge_log.sync.hub.transport import HubCarrier

    return HubCarrier(str(settings.get("url", "")), int(str(settings.get("log", "0")), 16))
