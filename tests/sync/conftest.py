"""The fixtures of a hub."""

from __future__ import annotations

from tests.sync.postgres import hub, postgres

__all__ = ["hub", "postgres"]
