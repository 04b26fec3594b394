"""Settings, exercises and plans that somebody wrote to do harm: nested without end, numbers without end, pipes."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest

from hinge_log.cli.main import run
from hinge_log.errors import HingeLogError, ImportFileError
from hinge_log.exchange.detect import read
from hinge_log.exchange.mapping import Mapping
from hinge_log.exchange.names import Naming, read_map
from hinge_log.exercises.catalogue import load
from hinge_log.settings import Look, read_look
from hinge_log.store.store import Store
from tests.screens.practice_support import opened, seen
from tests.support import FakeClock, work

DEEP = {
    "a deep list": "theme = " + "[" * 9_000 + "]" * 9_000,
    "a deep table": "a = " + "{a=" * 4_000 + "1" + "}" * 4_000,
    "a deep name": "a." * 3_000 + "b = 1",
    "a number without end": "theme = " + "9" * 9_000,
    "no number": "bounce_s = nan",
    "a huge number": "bounce_s = 1e999",
    "escapes": 'theme = "\\u001b]52;c;aGk=\\u0007"',
    "not closed": 'theme = "' + "x" * 100_000,
}


@pytest.mark.parametrize("what", DEEP)
async def test_settings_that_are_made_to_do_harm_stop_no_reader(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], clock: FakeClock
) -> None:
    config = tmp_path / "config"
    config.mkdir()
    monkeypatch.setenv("HINGE_LOG_CONFIG", str(config))
    file = config / "settings.toml"
    file.write_text(DEEP[what] + "\n")
    log = tmp_path / "log.db"
    for words in ("log deadlift 100x5", "config list", "config get theme", "doctor", "today", "next", "where"):
        code = run(["--db", str(log), *words.split()], clock=clock)
        assert code == (5 if words == "doctor" else 0), words  # doctor counts it among what is wrong
        out, err = capsys.readouterr()
        assert not {"\x1b", "\x07"} & set(out + err), words
    look, problem = read_look(str(config))
    assert look == Look()
    assert "The defaults are used." in problem
    assert file.read_text() == DEEP[what] + "\n"
    async with opened(log, clock, "settings") as (app, _):
        assert "saved as you go" in seen(app)


@pytest.mark.parametrize("text", [*DEEP.values(), "[[exercise]]\n" * 3_000])
def test_an_exercise_file_or_a_plan_that_is_made_to_do_harm_is_refused_in_words(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "exercises"
    folder.mkdir()
    (folder / "own.toml").write_text(text)
    monkeypatch.setenv("HINGE_LOG_CONFIG", str(tmp_path))
    clock, log = FakeClock(), tmp_path / "log.db"
    for words in ("log deadlift 100x5", "exercises", "today"):
        assert run(["--db", str(log), *words.split()], clock=clock) == 0, words
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
    plan = tmp_path / "plan.toml"
    plan.write_text(text)
    assert run(["--db", str(log), "plans", "add", str(plan)], clock=clock) in (1, 2, 3)
    assert "Traceback" not in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "text", ["[" * 90_000, '{"columns": ' + '{"a":' * 9_000, "9" * 9_000, '{"date": 1e999}', "\x00"]
)
def test_a_map_that_is_made_to_do_harm_is_refused_in_words(text: str, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(text)
    with pytest.raises(HingeLogError):
        read_map(path)
    with pytest.raises(ImportFileError):
        Mapping.from_json(text)


def test_a_quotation_mark_that_is_never_closed_costs_no_more_time_than_its_file(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    rows = "2024-05-01,Deadlift,100,5\n" * 20_000
    path.write_text(
        "Date,Exercise,Weight (kg),Reps\n" + ('2024-05-01,"Dead"lift,100,5\n2024-05-01,"Open,100,5\n' + rows) * 4
    )
    parsed = read(path)
    assert parsed.sets >= 79_000
    assert parsed.records == 80_008


def test_names_without_number_are_named_in_time() -> None:
    naming = Naming("generic", load())
    began = time.process_time()
    kinds = {naming.decide(f"Lift number {number}", 1).kind for number in range(2_200)}
    first = time.process_time() - began
    assert kinds == {"new"}
    assert naming.decide("Deadlift", 1).key == "deadlift-conventional"
    began = time.process_time()
    for number in range(2_200, 4_400):
        naming.decide(f"Lift number {number}", 1)
    assert time.process_time() - began < first / 2, "names beyond any lifter's number cost little"


@pytest.mark.parametrize("kind", ["log", "journal", "exercises", "settings", "import", "failure"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock, log, config = FakeClock(), tmp_path / "log.db", tmp_path / "config"
    (config / "exercises").mkdir(parents=True)
    monkeypatch.setenv("HINGE_LOG_CONFIG", str(config))
    if kind != "log":
        with Store(str(log), clock=clock) as store:
            store.log_lift("deadlift-conventional", "Deadlift", [work("100", 5)])
    pipe = {
        "log": log,
        "journal": tmp_path / "log.db.journal-abcdef",
        "exercises": config / "exercises" / "own.toml",
        "settings": config / "settings.toml",
        "import": tmp_path / "export.csv",
        "failure": tmp_path / "log.db.backup-failed",
    }[kind]
    os.mkfifo(pipe)
    monkeypatch.setattr("hinge_log.cli.importing.PIPE_PATIENCE_S", 0.1)
    rescue, restore = f"rescue -o {tmp_path / 'out.db'}", f"restore {pipe}"
    for words in ("today", "doctor", "log deadlift 100x5", f"import {pipe}", restore, rescue):
        code = run(["--db", str(log), *words.split()], clock=clock)
        assert code in (0, 1, 2, 4, 5), words
        assert "Traceback" not in "".join(capsys.readouterr())


@pytest.mark.parametrize("kind", ["socket", "device"])
def test_what_is_no_file_is_refused_by_an_import(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("hinge_log.cli.importing.MAX_BYTES", 1 << 20)
    place = tmp_path / "export.csv"
    if kind == "device":
        place.symlink_to("/dev/zero")
    else:
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(place.name)
    assert run(["--db", str(tmp_path / "log.db"), "import", str(place)], clock=FakeClock()) == 1
    assert "Traceback" not in "".join(capsys.readouterr())
