from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hinge_log.exchange.detect import read
from hinge_log.exchange.parsed import ParsedFile

Give = Callable[..., ParsedFile]


@pytest.fixture
def give(tmp_path: Path) -> Give:
    """Write a file and read it; its name says nothing about its format."""

    def made(content: str | bytes, *, unit: str | None = None, format: str | None = None) -> ParsedFile:  # noqa: A002
        path = tmp_path / "export.bin"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read(path, unit=unit, format=format)

    return made
