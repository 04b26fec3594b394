"""Where a result goes: full and closed outputs, pipes, links, files of hinge-log's own, and any locale."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from hinge_log.settings import Look, read_look, write_look
from hinge_log.store.store import Store
from tests.support import ROOT

from .conftest import Hinge

ME = f"{shlex.quote(sys.executable)} -m hinge_log"


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-c", line],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )


COMMANDS = (
    "today", "next", "status --json", "history", "history --json", "stats", "trend deadlift", "trend deadlift --json",
    "report", "export", "export --format csv", "cues deadlift", "show deadlift", "exercises", "ladder", "where",
    "config list", "completion bash", "help log", "--help", "log --help", "--version", "doctor", "plates 100", "hinge",
    "plans",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_output_is_one_line_and_no_traceback(log_file: Path, command: str) -> None:
    assert shell(f"{ME} log deadlift 100x5 f4").returncode == 0
    done = shell(f"{ME} {command} > /dev/full")
    assert done.returncode == 1
    assert "The output cannot be written: No space left on device." in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


def test_a_stored_set_says_so_when_the_output_is_full(log_file: Path, hinge: Hinge) -> None:
    done = shell(f"{ME} log deadlift 100x5 > /dev/full")
    assert done.returncode == 1
    assert "The set is saved." in done.stderr.decode()
    with Store(str(log_file)) as store:
        assert store.totals().sets == 1
    done = shell(f"{ME} undo > /dev/full")
    assert (done.returncode, "The change is saved." in done.stderr.decode()) == (1, True)


def test_errors_nobody_can_read_change_no_exit_code(log_file: Path) -> None:
    assert shell(f"{ME} log deadlift banana 2> /dev/full").returncode == 2
    assert shell(f"{ME} log deadlift 100x5 > /dev/full 2> /dev/full").returncode == 1


def test_a_slow_reader_gets_everything(log_file: Path) -> None:
    slow = "import os, sys, time; os.set_blocking(0, True); time.sleep(0.5); sys.stdout.write(sys.stdin.read())"
    code = "import os, sys; os.set_blocking(1, False); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    line = f"{shlex.quote(sys.executable)} -c '{code}' -m hinge_log exercises --json | {sys.executable} -c '{slow}'"
    done = shell(line)
    assert done.stderr == b""
    assert len(json.loads(done.stdout)) > 90


LOCALES = (
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "ascii"},
)


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_exports_and_json_are_utf8_in_any_locale(log_file: Path, locale: dict[str, str]) -> None:
    entry = """'Kreuzheben für Öle' 100x5 '"schön – 重い"' --new"""
    assert shell(f"{ME} log {entry}", PYTHONUTF8="1").returncode == 0
    for kind in ("jsonl", "csv", "md"):
        assert "Kreuzheben für Öle" in shell(f"{ME} export --format {kind}", **locale).stdout.decode("utf-8")
    assert "schön – 重い" in shell(f"{ME} report", **locale).stdout.decode("utf-8")
    value = json.loads(shell(f"{ME} today --json", **locale).stdout.decode("utf-8"))
    assert value["workout"]["lifts"][0]["name"] == "Kreuzheben für Öle"


def test_undecodable_bytes_in_a_name_are_refused(log_file: Path) -> None:
    done = shell(f"{ME} log $'Kreuz\\xffheben' 100x5 --new")
    assert done.returncode == 2
    assert b"not valid UTF-8" in done.stderr
    assert not log_file.exists()


def test_a_usage_error_says_no_raw_control_character(log_file: Path) -> None:
    done = shell(f"{ME} import a.csv $'\\e[31mb\\a.csv' --undo")
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr
    assert b"\x07" not in done.stderr


def test_pipes_and_stdout_are_written_without_force(log_file: Path, hinge: Hinge, tmp_path: Path) -> None:
    hinge("log", "deadlift", "100x5")
    assert b'"sets"' in shell(f"{ME} export -o /dev/stdout").stdout
    out = tmp_path / "out.gz"
    done = shell(f"{ME} export -o >(gzip > {out}); wait; sleep 0.2")
    assert done.returncode == 0, done.stderr
    assert b"deadlift" in shell(f"gzip -dc {out}").stdout
    assert shell(f"{ME} report -o /dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


def test_a_link_stays_a_link(log_file: Path, hinge: Hinge, tmp_path: Path) -> None:
    hinge("log", "deadlift", "100x5")
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    assert hinge("export", "-o", str(link)).code == 4
    assert hinge("export", "-o", str(link), "--force").code == 0
    assert link.is_symlink()
    assert "deadlift" in real.read_text(encoding="utf-8")


def test_settings_behind_a_link_stay_there(log_file: Path, tmp_path: Path) -> None:
    config = Path(os.environ["HINGE_LOG_CONFIG"])
    real = tmp_path / "dotfiles.toml"
    config.mkdir()
    real.write_text("", encoding="utf-8")
    (config / "settings.toml").symlink_to(real)
    write_look(Look(theme="chalk"))
    assert (config / "settings.toml").is_symlink()
    assert "chalk" in real.read_text(encoding="utf-8")
    assert read_look()[0].theme == "chalk"


@pytest.mark.parametrize("command", [("export", "-o"), ("report", "-o"), ("trend", "deadlift", "--svg")], ids=" ".join)
def test_files_of_hinge_log_are_never_written_over(
    log_file: Path, hinge: Hinge, tmp_path: Path, command: tuple[str, ...]
) -> None:
    hinge("log", "deadlift", "100x5")
    hinge("backup")
    hinge("config", "set", "theme", "chalk")
    (tmp_path / "link.db").symlink_to(log_file)
    own = [log_file, tmp_path / "link.db", *log_file.parent.glob("*.jsonl"), *log_file.parent.glob("backups/*")]
    own += [Path(os.environ["HINGE_LOG_CONFIG"]) / "settings.toml"]
    hinge("sync", "setup", "folder", str(tmp_path / "shared"))
    hinge("sync")
    own += (tmp_path / "shared").glob("*.jsonl")
    assert len(own) > 5
    for path in own:
        before = path.read_bytes()
        said = hinge(*command, str(path), "--force")
        assert (said.code, "belongs to hinge-log" in said.err) == (1, True), path
        assert path.read_bytes() == before


@pytest.mark.parametrize("by", ["load", "fault", "strength"])
def test_each_view_of_a_trend_has_its_own_figures(hinge: Hinge, by: str) -> None:
    hinge("log", "deadlift", "100x5", "held", "video")
    hinge("log", "deadlift", "110x5", "!spine")
    over_time = hinge("trend", "deadlift", "--json").json
    value = hinge("trend", "deadlift", "--by", by, "--json").json
    assert value["by"] == by
    assert value["rows"]
    assert "points" in over_time
    assert hinge("trend", "deadlift", "--by", by, "--plain").out != hinge("trend", "deadlift", "--plain").out


def test_completion_into_a_full_output_is_one_line(log_file: Path) -> None:
    words = {"COMP_WORDS": "hinge-log tr", "COMP_CWORD": "1"}
    for asked in ("bash_source", "bash_complete"):
        done = shell(f"{ME} > /dev/full", _HINGE_LOG_COMPLETE=asked, **words)
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


def test_a_file_comes_in_through_any_pipe(log_file: Path) -> None:
    rows = "printf 'date,exercise,weight,reps\\n2026-01-01,Squat,100,5\\n'"
    for line in (f"{rows} | {ME} import - --unit kg", f"{rows} | {ME} import /dev/stdin --unit kg",
                 f"{ME} import <({rows}) --unit kg"):  # fmt: skip
        done = shell(line)
        assert (done.returncode, b"1 new" in done.stdout) == (0, True), done.stderr
    for line in (f"{ME} import - <&-", f"{ME} import /dev/null"):
        done = shell(line)
        assert (done.returncode, b"is empty" in done.stderr) == (1, True)


def test_names_are_utf_8_in_a_locale_that_knows_ascii_alone(log_file: Path) -> None:
    done = shell(f"{ME} log 'schräger Lift' 20x5 --new --note 'schön'", **LOCALES[0])
    assert done.returncode == 0, done.stderr
    assert "schön" in shell(f"{ME} export").stdout.decode()
    refused = shell(f"{ME} log $'odd\\xff' 20x5 --new", **LOCALES[0])
    assert (refused.returncode, b"not valid UTF-8" in refused.stderr, b"\\xff" in refused.stderr) == (2, True, True)


def test_plain_reads_utf_8_and_refuses_what_is_not(log_file: Path) -> None:
    lines = 'printf \'a dl\\n100x5 "schön"\\n90x5 "odd\\xff"\\nq\\n\''
    done = shell(f"{lines} | {ME} plain", **LOCALES[0])
    assert b"not valid UTF-8" in done.stdout
    exported = shell(f"{ME} export").stdout.decode()
    assert ("schön" in exported, "odd" in exported) == (True, False)
