from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from .conftest import Hinge


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_every_setting_is_listed_and_can_be_asked_for(hinge: Hinge) -> None:
    listed = hinge("config", "list", "--json").json
    for name, value in {**listed["log"], **listed["machine"]}.items():
        if name != "keys":
            assert hinge("config", "get", name, "--json").json["value"] == value


def test_what_belongs_to_the_data_is_kept_in_the_log_and_can_be_undone(hinge: Hinge, settings_file: Path) -> None:
    assert hinge("config", "set", "rest_s", "3:00").out == "rest_s: 180. undo: hinge-log undo\n"
    hinge("config", "set", "plates", "25,20,2.5")
    assert hinge("config", "get", "plates").out == "25 20 2.5\n"
    assert not settings_file.exists()
    hinge("undo", "2")
    assert hinge("config", "get", "rest_s").out == "150\n"


def test_another_unit_brings_its_bar_and_plates(hinge: Hinge) -> None:
    said = hinge("config", "set", "unit", "lb")
    assert "Logged sets stay as they are" in said.err
    assert hinge("config", "get", "bar").out == "45\n"
    assert hinge("plates", "225").out == "45 lb bar, 45 + 45 per side\n"


def test_what_belongs_to_the_machine_is_kept_in_the_file(hinge: Hinge, settings_file: Path) -> None:
    assert hinge("config", "set", "theme", "chalk").code == 0
    hinge("config", "set", "mouse", "off")
    hinge("config", "set", "rest_end", "bell title")
    text = settings_file.read_text(encoding="utf-8")
    assert 'theme = "chalk"' in text
    assert "mouse = false" in text
    assert hinge("config", "get", "rest_end").out == "bell title\n"
    assert hinge("config", "path").out == f"{settings_file}\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("unit", "stone"), ("rest_s", "long"), ("plates", "heavy"), ("bar", "-3"), ("step", "0"), ("ask_rpe", "maybe"),
        ("theme", "pink"), ("glyphs", "emoji"), ("bounce_s", "99"), ("rest_end", "fireworks"), ("start_at", "deep end"),
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_refused(hinge: Hinge, settings_file: Path, name: str, value: str) -> None:
    before = hinge("config", "get", name).out
    assert hinge("config", "set", name, value).code == 2
    assert hinge("config", "get", name).out == before
    assert not settings_file.exists()


def test_a_setting_that_there_is_not_names_the_near_ones(hinge: Hinge) -> None:
    said = hinge("config", "get", "rest")
    assert said.code == 3
    assert "rest_s" in said.err


def test_a_key_that_is_taken_is_refused(hinge: Hinge, settings_file: Path) -> None:
    said = hinge("config", "set", "keys.log.set", "a")
    assert said.code == 1
    assert "lift.add" in said.err
    assert not settings_file.exists()
    assert hinge("config", "set", "keys.no.such", "x").code == 1
    assert hinge("config", "set", "keys.log.set", "space,x").code == 0
    assert hinge("config", "get", "keys.log.set").out == "space,x\n"


def test_a_broken_file_is_never_written_over(hinge: Hinge, settings_file: Path) -> None:
    settings_file.parent.mkdir(parents=True)
    settings_file.write_text("theme = chalk\n", encoding="utf-8")
    said = hinge("config", "set", "mouse", "off")
    assert said.code == 1
    assert "Fix the file first" in said.err
    assert settings_file.read_text(encoding="utf-8") == "theme = chalk\n"


def test_the_editor_is_opened_and_what_is_wrong_afterwards_is_said(
    hinge: Hinge, settings_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\necho "glyphs = 3" > "$1"\n', encoding="utf-8")
    editor.chmod(stat.S_IRWXU)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{editor}'")
    said = hinge("config", "edit")
    assert said.code == 1
    assert "glyphs" in said.err
    monkeypatch.setenv("EDITOR", os.devnull)
    assert hinge("config", "edit").code == 1


@pytest.mark.parametrize("words", [["get"], ["set", "unit"], ["list", "unit"], ["path", "x"], ["drop"]])
def test_half_a_command_is_no_command(hinge: Hinge, words: list[str]) -> None:
    assert hinge("config", *words).code == 2
