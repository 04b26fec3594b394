from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

from .conftest import Hinge

BASH = """
eval "$(hinge-log completion bash)"
COMP_WORDS=({words}); COMP_CWORD={last}; COMPREPLY=()
found=$(complete -p hinge-log); found=${{found#*-F }}
${{found%% *}} hinge-log
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def shell(tmp_path: Path, log_file: Path) -> dict[str, str]:
    """The environment of a shell in which `hinge-log` is this program."""
    program = tmp_path / "bin" / "hinge-log"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hinge_log "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


def need(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not here")
    return path


def bash(env: dict[str, str], *words: str) -> list[str]:
    script = BASH.format(words=" ".join(f"'{word}'" for word in words), last=len(words) - 1)
    done = subprocess.run([need("bash"), "-c", script], env=env, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return done.stdout.split()


def test_bash_completes_lifts_once_the_script_is_sourced(shell: dict[str, str]) -> None:
    assert bash(shell, "hinge-log", "log", "deadlift-rom") == ["deadlift-romanian", "deadlift-romanian-dumbbell"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("tren",), ["trend"]),
        (("config", "get", "rest_w"), ["rest_warmup_s"]),
        (("trend", "--family", "good"), ["good-morning"]),
        (("log", "deadlift", "--slip", "sp"), ["spine"]),
    ],
)
def test_bash_completes_commands_settings_families_and_checks(
    shell: dict[str, str], words: tuple[str, ...], found: list[str]
) -> None:
    assert bash(shell, "hinge-log", *words) == found


def test_fish_completes_lifts_once_the_script_is_sourced(shell: dict[str, str]) -> None:
    script = "hinge-log completion fish | source; complete -C 'hinge-log log deadlift-rom'"
    done = subprocess.run(
        [need("fish"), "-c", script], env=shell, capture_output=True, text=True, check=True, timeout=60
    )
    assert "deadlift-romanian" in done.stdout


def test_zsh_reads_the_script(shell: dict[str, str]) -> None:
    script = 'autoload -Uz compinit; compinit -D; eval "$(hinge-log completion zsh)"; print ${_comps[hinge-log]}'
    done = subprocess.run(
        [need("zsh"), "-fc", script], env=shell, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "_hinge_log_completion"


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_each_shell_gets_the_lifts_that_begin_so(shell: dict[str, str], name: str) -> None:
    asked = {"_HINGE_LOG_COMPLETE": f"{name}_complete", "COMP_WORDS": "hinge-log log deadlift-rom", "COMP_CWORD": "2"}
    if name == "fish":
        asked["COMP_CWORD"] = "deadlift-rom"
    done = subprocess.run(["hinge-log"], env=shell | asked, capture_output=True, text=True, check=True, timeout=60)
    assert "deadlift-romanian-dumbbell" in done.stdout
    assert "squat" not in done.stdout
    assert done.stderr == ""


def test_own_exercises_plans_and_themes_complete(shell: dict[str, str], hinge: Hinge) -> None:
    hinge("log", "sled push", "100x5", "--new")
    hinge("plans", "add", "--starter", "Hinge A/B", "--name", "Zercher days")
    assert bash(shell, "hinge-log", "log", "own:sl") == ["own:sled-push"]
    assert bash(shell, "hinge-log", "log", "sled") == ["own:sled-push"]
    assert bash(shell, "hinge-log", "start", "Zer") == ["Zercher", "days"]
    assert "chalk" in bash(shell, "hinge-log", "--theme", "ch")
    assert "nord" in bash(shell, "hinge-log", "config", "set", "theme", "no")
    assert bash(shell, "hinge-log", "config", "set", "week_start", "su") == ["sunday"]
    assert "Hinge" in bash(shell, "hinge-log", "plans", "add", "--starter", "Hin")
    assert bash(shell, "hinge-log", "we") == ["week", "weight"]
