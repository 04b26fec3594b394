"""`video`: where the film of a set is, opened by the platform's program and by nothing else."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from hinge_log.errors import HingeLogError
from hinge_log.opener import open_location
from tests.cli.conftest import Hinge


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pipe into which a stand-in for the platform's opener writes what it was asked to open."""
    calls, folder = tmp_path / "calls", tmp_path / "bin"
    folder.mkdir()
    os.mkfifo(calls)
    program = folder / "xdg-open"
    program.write_text(f"#!{sys.executable}\nimport sys\nopen({str(calls)!r}, 'w').write(repr(sys.argv[1:]))\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return calls


def test_a_video_belongs_to_a_set_and_goes_with_undo(hinge: Hinge, tmp_path: Path) -> None:
    film = tmp_path / "my set; rm -rf $HOME.mp4"
    film.write_bytes(b"film")
    hinge("log", "deadlift", "100x5x2")
    assert hinge("video", "last", str(film)).code == 0
    assert hinge("video", "1", "https://example.org/v/1?a=b&c").code == 0
    (listed,) = hinge("video", "last", "--json").json["videos"]
    assert (listed["location"], listed["sha256"]) == (str(film), hashlib.sha256(b"film").hexdigest())
    assert hinge("video", "1", "--list").out.strip() == "https://example.org/v/1?a=b&c"
    assert film.name in hinge("history", "--lift", "deadlift").out
    assert "Videos" in hinge("report").out
    first, second = hinge("history", "--json").json["workouts"][0]["lifts"][0]["sets"]
    assert first["videos"][0]["sha256"] is None
    assert second["videos"][0]["location"] == str(film)
    assert "video added" in hinge("undo").out
    assert hinge("video", "1", "--json").json["videos"] == []


def test_a_video_comes_back_from_every_file_that_holds_it(hinge: Hinge, tmp_path: Path) -> None:
    hinge("log", "deadlift", "100x5")
    hinge("video", "last", "https://example.org/v/1")
    assert "https://example.org/v/1" in hinge("export", "--format", "csv").out
    assert "example" in hinge("export", "--format", "md").out
    exported = tmp_path / "log.jsonl"
    hinge("export", "-o", str(exported))
    copy = str(tmp_path / "copy.db")
    assert hinge("--db", copy, "import", str(exported), "--yes").code == 0
    assert hinge("--db", copy, "video", "last", "--list").out.strip() == "https://example.org/v/1"
    table = tmp_path / "log.csv"
    hinge("export", "--format", "csv", "-o", str(table))
    assert hinge("--db", str(tmp_path / "other.db"), "import", str(table), "--unit", "kg", "--yes").code == 0


@pytest.mark.parametrize(
    "location", ["", "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/v", "https://", "no such file.mp4"]
)
def test_only_links_and_files_that_are_there_are_taken(hinge: Hinge, location: str) -> None:
    hinge("log", "deadlift", "100x5")
    assert hinge("video", "last", location).code in (3, 4)
    assert hinge("video", "last", "--json").json["videos"] == []


def test_a_set_that_there_is_not_is_named(hinge: Hinge) -> None:
    hinge("log", "deadlift", "100x5")
    assert "There is no set 7" in hinge("video", "7", "https://example.org/v").err
    assert hinge("video", "0" * 26, "https://example.org/v").code == 3


def test_the_newest_video_is_opened_without_a_shell(hinge: Hinge, opened: Path, tmp_path: Path) -> None:
    film = tmp_path / "-rf $(touch owned) set.mp4"
    film.write_bytes(b"film")
    hinge("log", "deadlift", "100x5")
    hinge("video", "last", str(film))
    assert hinge("video", "last").code == 0
    assert opened.read_text() == repr([str(film)])
    assert not (tmp_path / "owned").exists()


def test_what_could_run_as_a_program_is_not_opened(opened: Path, tmp_path: Path) -> None:
    for name in ("a.desktop", "a.exe", "a.sh", "a.html", "a"):
        path = tmp_path / name
        path.write_bytes(b"x")
        with pytest.raises(HingeLogError):
            open_location(str(path))
    for link in ("file:///etc/passwd", "https://", "smb://host/a.mp4", "https://a b"):
        with pytest.raises(HingeLogError):
            open_location(link)
