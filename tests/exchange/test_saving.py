from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hinge_log.errors import NeedsDecision, StoreError
from hinge_log.files import save_new


def broken() -> Iterator[str]:
    yield "one\n"
    raise OSError(28, "No space left on device")


def test_a_new_file_has_every_line(tmp_path: Path) -> None:
    save_new(str(tmp_path / "log.csv"), ["one\n", "zwö\r\n"])
    assert (tmp_path / "log.csv").read_bytes() == "one\nzwö\r\n".encode()
    assert os.listdir(tmp_path) == ["log.csv"]


@pytest.mark.parametrize("kind", ["file", "folder", "dangling link"])
def test_what_is_there_is_never_written_over(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "log.csv"
    if kind == "file":
        place.write_text("mine")
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(tmp_path / "gone")
    with pytest.raises(NeedsDecision, match=r"log\.csv already exists"):
        save_new(str(place), ["new\n"])
    assert os.listdir(tmp_path) == ["log.csv"]
    assert kind != "file" or place.read_text() == "mine"


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    place = tmp_path / "log.csv"

    def lines() -> Iterator[str]:
        place.write_text("other window")
        yield "new\n"

    with pytest.raises(NeedsDecision):
        save_new(str(place), lines())
    assert place.read_text() == "other window"
    assert os.listdir(tmp_path) == ["log.csv"]


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No space left"):
        save_new(str(tmp_path / "log.csv"), broken())
    assert os.listdir(tmp_path) == []
