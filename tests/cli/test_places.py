"""Paths, times and files that are wrong: said in a sentence, and nothing is made or lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import Hinge

READING = (
    ("today",), ("next",), ("status",), ("history",), ("stats",), ("trend", "deadlift"), ("report",), ("export",),
    ("plans",), ("ladder",), ("hinge",), ("week",), ("config", "list"), ("show", "deadlift"), ("plates", "100"),
)  # fmt: skip


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_reading_command_makes_no_log(hinge: Hinge, log_file: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert hinge(*words).code == 0
    assert not log_file.exists()
    typed = tmp_path / "mistyped" / "log.db"
    said = hinge(*words, "--db", str(typed))
    assert (said.code, not typed.parent.exists()) == (3, True)
    assert "There is no log at" in said.err


def test_the_home_of_nobody_becomes_no_folder(hinge: Hinge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = hinge("log", "deadlift", "100x5", "--db", "~nosuchuser/log.db")
    assert (said.code, "no user" in said.err) == (3, True)
    assert not (tmp_path / "~nosuchuser").exists()


@pytest.mark.parametrize("at", ["0001-01-01", "0002-01-01", "1899-12-31", "9999w", "0001-01-01T00:00:00+14:00"])
def test_a_day_before_all_logs_is_refused(hinge: Hinge, at: str) -> None:
    for words in (("log", "deadlift", "100x5", "--at", at), ("history", "--since", at), ("hinge", "half", "--at", at)):
        said = hinge(*words)
        assert (said.code, "Traceback" in said.err) == (2, False), words


def test_a_time_that_the_clocks_skip_is_refused(hinge: Hinge, monkeypatch: pytest.MonkeyPatch, in_zone: None) -> None:
    said = hinge("log", "deadlift", "100x5", "--at", "2025-03-30 02:30")
    assert (said.code, "does not exist" in said.err) == (2, True)
    assert hinge("log", "deadlift", "100x5", "--at", "2025-03-30 03:30").code == 0


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> object:
    import time

    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_an_empty_workout_is_discarded_at_finish(hinge: Hinge) -> None:
    hinge("start", "Pull day")
    assert "discarded" in hinge("finish").out
    assert hinge("history", "--json").json["workouts"] == []
    hinge("undo")
    assert hinge("today", "--json").json["workout"]["name"] == "Pull day"


def test_a_bad_exercise_file_is_left_out_and_named(hinge: Hinge) -> None:
    folder = Path(os.environ["HINGE_LOG_CONFIG"]) / "exercises"
    folder.mkdir(parents=True)
    (folder / "bad.toml").write_text("[[exercise]]\nid = \n", encoding="utf-8")
    (folder / "good.toml").write_text(
        '[[exercise]]\nid = "sled-pull"\nname = "Sled pull"\nfamily = "deadlift"\n', encoding="utf-8"
    )
    os.mkfifo(folder / "pipe.toml")
    said = hinge("log", "sled pull", "40x10")
    assert (said.code, "bad.toml, line 2" in said.err) == (0, True), said
    for words in (("today",), ("show", "sled-pull"), ("next",), ("cues", "deadlift")):
        assert hinge(*words).code == 0
    doctor = hinge("doctor")
    assert doctor.code == 5
    assert "bad.toml, line 2" in doctor.out
    assert "pipe.toml" in doctor.out


def test_doctor_names_broken_settings(hinge: Hinge) -> None:
    hinge("log", "deadlift", "100x5")
    config = Path(os.environ["HINGE_LOG_CONFIG"])
    config.mkdir(exist_ok=True)
    (config / "settings.toml").write_text("theme = [" * 2000, encoding="utf-8")
    said = hinge("doctor")
    assert (said.code, "settings.toml" in said.out) == (5, True)
    assert hinge("config", "list").code == 0


@pytest.mark.parametrize("at", ["", " ", "18:00-17:00", "yesterday 06:00-05:00"])
def test_a_time_that_is_empty_or_a_range_is_refused(hinge: Hinge, at: str) -> None:
    for words in (("log", "dl", "100x5"), ("weight", "82"), ("hinge", "half")):
        assert hinge(*words, "--at", at).code == 2
    assert hinge("stats", "--json").json["sets"] == 0


def test_a_backup_into_a_file_names_that_file(hinge: Hinge, tmp_path: Path) -> None:
    hinge("log", "dl", "100x5")
    for place in ("/dev/null", str(tmp_path / "log.db")):
        said = hinge("backup", place)
        assert (said.code, f"{place} is not a folder" in said.err) == (3, True)


def test_a_group_without_a_command_shows_its_help(hinge: Hinge) -> None:
    for words in (("coach",), ("hub",), ("sync", "setup")):
        said = hinge(*words)
        assert (said.code, said.out) == (2, "")
        assert "\nUsage: hinge-log" in said.err
        assert set(hinge(*words, "--json").err) > {"{"}


def test_a_backup_makes_its_folder_however_it_is_named(
    hinge: Hinge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    hinge("log", "dl", "100x5")
    for place in ("new", "./other", "a/b", "with/", str(tmp_path / "whole")):
        assert hinge("backup", place).code == 0
        assert list((tmp_path / place).glob("*.db"))
