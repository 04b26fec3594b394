"""The program from outside: exit codes, pipes, help, and what a command must not load."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from hinge_log import __version__
from hinge_log.__main__ import main
from hinge_log.cli.main import hinge_log as tree

from .conftest import Hinge

HEAVY = ("textual", "rich", "plotext", "pydantic", "sqlite_utils", "platformdirs")


def outside(log_file: Path, *words: str, code: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *words] if code else [sys.executable, "-m", "hinge_log", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=30)


@pytest.mark.parametrize(
    "words",
    [
        ["--version"], ["log", "deadlift", "100x5", "f4"], ["log", "."], ["undo"], ["redo"], ["next"], ["status"],
        ["today"], ["trend", "deadlift", "--json"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_one_line_command_loads_nothing_heavy(log_file: Path, words: list[str], hinge: Hinge) -> None:
    hinge("log", "deadlift", "100x5", "f4")
    code = (
        "import sys; from hinge_log.__main__ import main; code = main(sys.argv[1:]);"
        f"print(code, *[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    assert outside(log_file, *words, code=code).stderr.strip().splitlines()[-1] == "0"


@pytest.mark.parametrize("words", [["history"], ["--help"], ["exercises"], ["plates", "100"]], ids=" ".join)
def test_no_command_loads_the_screens(log_file: Path, words: list[str]) -> None:
    code = (
        "import sys; from hinge_log.__main__ import main; code = main(sys.argv[1:]);"
        "print(code, 'textual' in sys.modules, 'plotext' in sys.modules, file=sys.stderr)"
    )
    assert outside(log_file, *words, code=code).stderr.strip().splitlines()[-1] == "0 False False"


def test_exit_codes_reach_the_shell(log_file: Path) -> None:
    assert outside(log_file, "log", "deadlift", "100x5").returncode == 0
    assert outside(log_file, "log", "deadlift", "banana").returncode == 2
    assert outside(log_file, "show", "xyzzy").returncode == 3
    alone = outside(log_file)
    assert (alone.returncode, "Deadlift" in alone.stdout) == (0, True)


def test_a_closed_pipe_is_no_error(log_file: Path) -> None:
    for words in ("exercises", "--help"):
        command = f"{sys.executable} -m hinge_log {words} | head -1; exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, timeout=30)
        assert (done.returncode, done.stderr) == (0, "")


def test_names_that_the_terminal_cannot_show_are_no_error(log_file: Path, hinge: Hinge) -> None:
    hinge("log", "Kreuzheben für Öle", "100x5", "--new")
    command = [sys.executable, "-m", "hinge_log", "today"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        command, capture_output=True, check=False, stdin=subprocess.DEVNULL, env=environment, timeout=30
    )
    assert (done.returncode, b"Kreuzheben" in done.stdout, done.stdout.isascii()) == (0, True, True)


def test_being_terminated_and_interrupted_has_its_own_code(
    log_file: Path, hinge: Hinge, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import os, time; from hinge_log.cli import log_file, main\n"
        "def stop(): os.kill(os.getpid(), 15); time.sleep(10); return 0\n"
        "log_file.where.callback = stop; main.run(['where'])"
    )
    assert outside(log_file, code=code).returncode == 143

    def interrupt() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("hinge_log.cli.log_file.where.callback", interrupt)
    assert hinge("where").code == 130


def test_a_damaged_log_is_an_error_in_words(hinge: Hinge, log_file: Path) -> None:
    hinge("log", "dl", "100x5x20")
    raw = log_file.read_bytes()
    log_file.write_bytes(raw[:4096] + bytes(len(raw) - 4096))
    said = hinge("stats")
    assert (said.code, said.out) == (1, "")
    assert "Traceback" not in said.err
    assert "damaged" in said.err


@pytest.mark.parametrize(("term", "opened"), [("xterm-256color", True), ("dumb", False)])
def test_on_a_terminal_the_screens_open(
    hinge: Hinge, log_file: Path, monkeypatch: pytest.MonkeyPatch, term: str, opened: bool
) -> None:
    paths: list[str] = []

    def run(path: str, _: object) -> int:
        paths.append(path)
        return 0

    monkeypatch.setattr("hinge_log.launch.run", run)
    monkeypatch.setattr("hinge_log.cli.output.is_terminal", lambda stream: stream is not sys.stdout)
    monkeypatch.setenv("TERM", term)
    said = hinge()
    assert said.code == 0
    assert (paths, said.out != "") == ([str(log_file)] if opened else [], not opened)


def test_the_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"hinge-log {__version__}\n"


def test_wrong_usage_says_what_was_meant(hinge: Hinge) -> None:
    for words, near in (
        (["hstory"], "history"),
        (["history", "--sinc", "2026-01-01"], "--since"),
        (["trnd", "dl"], "trend"),
    ):
        said = hinge(*words)
        assert (said.code, said.out) == (2, "")
        assert near in said.err


def test_help_begins_with_examples_and_the_five_usual_commands(hinge: Hinge) -> None:
    out = hinge("--help").out
    assert out.startswith("Examples:")
    assert [out.index(f"\n  {name} ") for name in ("log", "today", "undo", "trend", "cues")] == sorted(
        out.index(f"\n  {name} ") for name in ("log", "today", "undo", "trend", "cues")
    )
    assert out.index("\n  cues ") < out.index("\n  completion ")
    for name in tree.list_commands(click.Context(tree)):
        said = hinge(name, "-h")
        assert (said.code, said.out.startswith("Examples:")) == (0, True)
        assert hinge("help", name).out == said.out
        assert max(map(len, said.out.splitlines())) <= 100


def test_an_option_ends_at_two_dashes(hinge: Hinge) -> None:
    hinge("log", "dl", "100x5")
    assert hinge("log", "--json", "--", "dl", "-5").json["load"]["value"] == 95


def test_a_wrong_option_is_refused_and_nothing_is_logged(hinge: Hinge) -> None:
    for words in (["log", "dl", "100x5", "--fomr", "4"], ["undo", "x"], ["trend", "dl", "--weeks", "0"], ["--db"]):
        assert hinge(*words).code == 2
    assert hinge("stats", "--json").json["sets"] == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_program(hinge: Hinge, shell: str) -> None:
    assert "_HINGE_LOG_COMPLETE" in hinge("completion", shell).out


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("hinge-log tr", "trend"),
        ("hinge-log cues deadlift-r", "deadlift-romanian"),
        ("hinge-log log dl --slip sp", "spine"),
    ],
)
def test_commands_lifts_and_checks_complete(
    hinge: Hinge, monkeypatch: pytest.MonkeyPatch, line: str, word: str
) -> None:
    monkeypatch.setenv("_HINGE_LOG_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split()) - 1))
    assert f"plain,{word}" in hinge().out.split()


def test_folders_are_named_and_not_made(hinge: Hinge, log_file: Path) -> None:
    assert hinge("where", "--json").json["log"] == str(log_file)
    assert not log_file.exists()
    assert not os.path.exists(os.environ["HINGE_LOG_CONFIG"])


def test_verbose_says_which_log_it_was_and_how_long_it_took(hinge: Hinge, log_file: Path) -> None:
    assert str(log_file) not in hinge("today").err
    said = hinge("today", "-v")
    assert re.search(rf"^{re.escape(str(log_file))}: \d+\.\d{{3}} s$", said.err, re.MULTILINE)
    assert str(log_file) not in said.out


def test_no_line_of_a_list_of_commands_is_cut(hinge: Hinge) -> None:
    for words in ((), ("coach",), ("hub",), ("plans",), ("sync",), ("sync", "setup")):
        assert "..." not in hinge(*words, "--help").out.partition("Options:")[2], words
