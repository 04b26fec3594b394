"""Several settings at once, as one step."""

from __future__ import annotations

from collections.abc import Mapping

from hinge_log.store.store import Store


def put_settings(store: Store, values: Mapping[str, object]) -> None:
    """Keep settings that belong to the data, all of them in one action that one undo takes back."""
    with store.action("setting") as action:
        for key, value in values.items():
            store.write_setting(action, key, value)
