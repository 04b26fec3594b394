"""What is loaded when a part of the program is: nobody waits for a library that is not used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import modules
from tests.architecture.test_imports import DOORS, within
from tests.support import ROOT

CORE = (
    "hinge_log.errors",
    "hinge_log.text",
    "hinge_log.clock",
    "hinge_log.settings",
    "hinge_log.exercises",
    "hinge_log.training",
    "hinge_log.store",
    "hinge_log.exchange",
    "hinge_log.charts",
)

_EACH = """
import importlib, json, sys
heavy = ("textual", "rich", "plotext", "pydantic", "sqlite_utils", "platformdirs", "click")
found, before = {}, set()
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
    now = {each for each in heavy if each in sys.modules}
    if now - before:
        found[name] = sorted(now - before)
    before = now
print(json.dumps(found))
"""

_COMMAND = """
import json, os, sys
from hinge_log.__main__ import main
try:
    code = main()
except SystemExit as end:
    code = end.code
loaded = [each for each in ("textual", "rich", "plotext", "pydantic", "sqlite_utils") if each in sys.modules]
with open(os.environ["LOADED"], "w") as file:
    json.dump([code, loaded], file)
"""


def run(code: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("package", CORE)
def test_the_core_loads_no_screen_library(package: str) -> None:
    names = [name for name in modules() if within(name, package) and name not in DOORS]
    assert names
    done = run(_EACH, json.dumps(names))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {}


@pytest.mark.parametrize("package", CORE)
def test_the_core_works_where_no_screen_library_is_installed(package: str) -> None:
    names = [name for name in modules() if within(name, package)]
    block = "import sys\nfor name in ('textual', 'rich'): sys.modules[name] = None\n"
    done = run(block + _EACH, json.dumps(names))
    assert done.returncode == 0, done.stderr


def loaded(tmp_path: Path, *words: str) -> tuple[object, list[str]]:
    report = tmp_path / "loaded.json"
    done = run(_COMMAND, *words, LOADED=str(report))
    assert report.exists(), done.stderr
    code, names = json.loads(report.read_text())
    assert code in (0, None), done.stderr + done.stdout
    return code, names


@pytest.mark.parametrize(
    "command",
    [
        ("--version",),
        ("--help",),
        ("log", "deadlift", "100x5"),
        ("undo",),
        ("today",),
        ("next",),
        ("status",),
        ("history",),
        ("cues", "deadlift"),
        ("plates", "102.5"),
        ("trend", "deadlift"),
    ],
    ids=" ".join,
)
def test_one_line_commands_start_without_screens(tmp_path: Path, command: tuple[str, ...]) -> None:
    if command[0] in ("undo", "next"):
        loaded(tmp_path, "log", "deadlift", "100x5")
    _, names = loaded(tmp_path, *command)
    assert not {"textual", "rich"} & set(names)
    if command[0] != "trend":
        assert names == []


@pytest.mark.parametrize("module", ["hinge_log.training.trend", "hinge_log.charts.form_chart", "hinge_log.exchange"])
def test_the_log_screen_opens_without_what_other_screens_show(module: str) -> None:
    done = run("import sys, hinge_log.launch, hinge_log.screens.log; sys.exit(sys.argv[1] in sys.modules)", module)
    assert done.returncode == 0, done.stderr
