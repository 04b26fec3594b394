"""The figures of the catalogue: body proportions and the poses that a movement goes through."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from hinge_log.exercises.model import Figure, Pose

_FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "figures.json")


@cache
def _data() -> Any:
    with open(_FILE, encoding="utf-8") as file:
        return json.load(file)


def segments() -> Mapping[str, float]:
    """Give the lengths of the body's segments in body heights."""
    return dict(_data()["segments"])


@cache
def figures() -> Mapping[str, Figure]:
    """Give every figure by its id."""
    return {row["id"]: _figure(row) for row in _data()["figures"]}


def _figure(row: dict[str, Any]) -> Figure:
    poses = tuple(
        Pose(**{**pose, "figure": row["id"], "options": tuple(pose.get("options", {}).items())})
        for pose in row["poses"]
    )
    return Figure(**{"frame": "standing", **row, "poses": poses})
