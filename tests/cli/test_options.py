"""Every option of every command changes what it does or prints, or is refused; every --json is JSON, or is refused."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click
import pytest

from hinge_log.cli import output
from hinge_log.cli.command import shared_options
from hinge_log.cli.main import hinge_log, run

from .conftest import FixedClock, Hinge, Said

STRONG = (
    "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    "2025-03-05 18:00:00,Pull,Deadlift (Barbell),1,100,5,0,0,,,\n"
)
PLAIN = "date,exercise,weight,reps,distance\n3/5/2025,Deadlift,100,5,\n4/5/2025,Sled,0,0,25\n"
PLAN = 'name = "Mine"\n[[day]]\nname = "A"\n[[day.lift]]\nexercise = "deadlift"\nsets = "100x5"\n'

TRIED: dict[tuple[str, ...], tuple[list[str], list[str]]] = {
    ("log", "--form"): (["log", "dl", "100x5"], ["--form", "4"]),
    ("log", "--slip"): (["log", "dl", "100x5"], ["--slip", "spine"]),
    ("log", "--at"): (["log", "dl", "100x5", "--json"], ["--at", "yesterday"]),
    ("log", "--note"): (["log", "dl", "100x5", "--json"], ["--note", "easy"]),
    ("log", "--workout-note"): (["log", "dl", "100x5", "--json"], ["--workout-note", "short sleep"]),
    ("log", "--dry-run"): (["log", "dl", "100x5"], ["--dry-run"]),
    ("log", "--new"): (["log", "odd lift", "100x5"], ["--new"]),
    ("next", "--why"): (["next"], ["--why"]),
    ("status", "--format"): (["status"], ["--format", "{lift}!"]),
    ("open", "--join"): (["open"], ["--join"]),
    ("start", "--day"): (["start", "Mine"], ["--day", "B"]),
    ("start", "--empty"): (["start"], ["--empty"]),
    ("history", "--since"): (["history"], ["--since", "1d"]),
    ("history", "--lift"): (["history"], ["--lift", "squat"]),
    ("history", "-n"): (["history"], ["-n", "1"]),
    ("trend", "--weeks"): (["trend", "dl"], ["--weeks", "1"]),
    ("trend", "--by"): (["trend", "dl"], ["--by", "load"]),
    ("trend", "--family"): (["trend"], ["--family", "deadlift"]),
    ("trend", "--svg"): (["trend", "dl"], ["--svg", "-"]),
    ("trend", "--force"): (["trend", "dl", "--svg", "there.svg"], ["--force"]),
    ("report", "--format"): (["report"], ["--format", "html"]),
    ("report", "--weeks"): (["report"], ["--weeks", "1"]),
    ("report", "-o"): (["report"], ["-o", "new.md"]),
    ("report", "--force"): (["report", "-o", "there.md"], ["--force"]),
    ("cues", "--big"): (["cues", "dl"], ["--big"]),
    ("cues", "--faults"): (["cues", "dl"], ["--faults"]),
    ("show", "--figure"): (["show", "dl"], ["--figure"]),
    ("plates", "--bar"): (["plates", "100"], ["--bar", "15"]),
    ("plates", "--lift"): (["plates", "100"], ["--lift", "rdl"]),
    ("import", "--format"): (["import", "plain.csv", "--dates", "dmy"], ["--format", "strong"]),
    ("import", "--unit"): (["import", "strong.csv"], ["--unit", "lb"]),
    ("import", "--map"): (["import", "strong.csv", "--unit", "kg"], ["--map", "map.json"]),
    ("import", "--dates"): (["import", "plain.csv", "--unit", "kg"], ["--dates", "dmy"]),
    ("import", "--dry-run"): (["import", "strong.csv", "--unit", "kg", "--yes"], ["--dry-run"]),
    ("import", "--yes"): (["import", "strong.csv", "--unit", "kg"], ["--yes"]),
    ("import", "--undo"): (["import"], ["--undo"]),
    ("export", "--format"): (["export"], ["--format", "csv"]),
    ("export", "--since"): (["export", "--format", "csv"], ["--since", "1d"]),
    ("export", "-o"): (["export"], ["-o", "new.jsonl"]),
    ("export", "--force"): (["export", "-o", "there.md"], ["--force"]),
    ("restore", "--dry-run"): (["restore", "backup.db"], ["--dry-run"]),
    ("doctor", "--fix"): (["doctor"], ["--fix"]),
    ("rescue", "-o"): (["rescue", "-o", "one.db"], ["-o", "two.db"]),
    ("rescue", "--backups"): (["rescue", "-o", "one.db", "--json"], ["--backups", "nowhere"]),
    ("drill", "--sets"): (["drill", "dowel"], ["--sets", "5"]),
    ("drill", "--reps"): (["drill", "dowel"], ["--reps", "3"]),
    ("drill", "--cm"): (["drill", "wall drill"], ["--cm", "18"]),
    ("hinge", "--where"): (["hinge", "half", "--json"], ["--where", "shoes"]),
    ("hinge", "--at"): (["hinge", "half", "--json"], ["--at", "yesterday"]),
    ("video", "--list"): (["video", "last", "https://example.org/v"], ["--list"]),
    ("weight", "--at"): (["weight", "82"], ["--at", "yesterday"]),
    ("weight", "--note"): (["weight", "82", "--json"], ["--note", "after a run"]),
    ("sync", "conflicts", "--keep"): (["sync", "conflicts"], ["--keep", "1"]),
    ("sync", "conflicts", "--use"): (["sync", "conflicts"], ["--use", "1"]),
    ("sync", "setup", "folder", "--name"): (["sync", "setup", "folder", "shared"], ["--name", "phone"]),
    ("plans", "add", "--starter"): (["plans", "add"], ["--starter", "Hinge A/B"]),
    ("plans", "add", "--name"): (["plans", "add", "mine.toml"], ["--name", "Other"]),
    ("plans", "add", "--replace"): (["plans", "add", "mine.toml"], ["--replace", "Mine"]),
    ("plans", "add", "--use"): (["plans", "add", "mine.toml", "--name", "Other"], ["--use"]),
    ("plans", "show", "--why"): (["plans", "show", "Mine"], ["--why"]),
    ("plans", "export", "-o"): (["plans", "export", "Mine"], ["-o", "new.toml"]),
    ("plans", "export", "--force"): (["plans", "export", "Mine", "-o", "there.md"], ["--force"]),
}
"""For each option a line without it, and the words to add to that line."""

REFUSED = (
    (["plans", "add", "--use"], "--use"),
    (["trend", "dl", "--force"], "--force"),
    (["export", "--force"], "--force"),
    (["cues", "dl", "--big", "--faults"], "--big"),
    (["drill", "dowel", "--cm", "18"], "--cm"),
    (["start", "--empty", "--day", "A"], "--empty"),
    (["status", "--json", "--format", "{lift}"], "--format"),
    (["log", ".", "--new"], "--new"),
    (["log", "dl", "f4", "--at", "yesterday"], "--at"),
    (["hinge", "--where", "shoes"], "answer"),
    (["weight", "--note", "x"], "weight"),
    (["video", "last", "https://example.org/v", "--list"], "--list"),
    (["trend", "--family", "deadlift", "--by", "load"], "LIFT"),
    (["plain", "--json"], "--json"),
    (["import", "strong.csv", "--undo"], "--undo"),
)


def needs_hub(path: tuple[str, ...]) -> bool:
    """Whether a command asks a hub: tests/coach and tests/cli/test_hub.py hold the options of those."""
    return path[0] in ("coach", "hub") or path[-1] == "hub"


IN_OTHER_TESTS = {"distance", "changed", "gone", "formats"}
"""Options of `import` that tests/cli/test_importing.py holds: each needs an import before it."""


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        each = group.get_command(context, name)
        assert each is not None
        if isinstance(each, click.Group):
            yield from commands(each, (*before, name))
        else:
            yield (*before, name), each


COMMANDS = dict(commands(hinge_log))
SHARED = {each.name for each in shared_options()}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the folder of `filled` is kept once it was made."""
    return tmp_path_factory.mktemp("filled")


@pytest.fixture
def filled(
    hinge: Hinge, clock: FixedClock, tmp_path: Path, log_file: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> Hinge:
    """A shell in a folder with files and a log of some weeks."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "true")
    if not (template / "clock").exists():
        fill(hinge, clock, tmp_path)
        shutil.copytree(tmp_path, template, dirs_exist_ok=True)
        (template / "clock").write_text(str(clock.utc_ms), encoding="utf-8")
    else:
        shutil.copytree(template, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("clock"))
        clock.utc_ms = int((template / "clock").read_text(encoding="utf-8"))
    log_file.chmod(0o644)
    return hinge


def fill(hinge: Hinge, clock: FixedClock, tmp_path: Path) -> None:
    """Make files and a log of some weeks."""
    for name, text in (("strong.csv", STRONG), ("plain.csv", PLAIN), ("mine.toml", PLAN), ("there.md", "old"),
                       ("there.svg", "old"), ("map.json", '{"names": {"Deadlift (Barbell)": "new"}}')):  # fmt: skip
        (tmp_path / name).write_text(text, encoding="utf-8")
    two = PLAN + '[[day]]\nname = "B"\n[[day.lift]]\nexercise = "squat"\nsets = "80x5"\n'
    (tmp_path / "two.toml").write_text(two, encoding="utf-8")
    hinge("plans", "add", "two.toml", "--use")
    for load in ("100x5 f4", "105x5 !spine", "110x5 held video"):
        hinge("log", "dl", *load.split())
        hinge("finish")
        clock.pass_(days=9)
    hinge("log", "squat", "60x5", "f3")
    hinge("finish")
    hinge("import", "strong.csv", "--unit", "kg", "--yes")
    hinge("config", "lift", "rdl", "bar=10")
    (tmp_path / "copies").mkdir()
    (tmp_path / "shared").mkdir()
    assert hinge("backup", "copies").code == 0
    shutil.copy(next((tmp_path / "copies").glob("*.db")), tmp_path / "backup.db")


def tried(hinge: Hinge, folder: Path, words: list[str]) -> tuple[Said, bytes]:
    """What a line says on a copy of the log, and what it leaves in files; the folder is as before afterwards."""
    aside = folder.parent / f"{folder.name}-aside"
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(folder, aside)
    said = hinge(*words)
    made = sorted(p.name for p in folder.iterdir() if "jsonl" not in p.name or p.name == "new.jsonl")
    left = repr(made) + "".join((folder / n).read_text("utf-8") for n in ("there.md", "there.svg"))
    shutil.rmtree(folder)
    shutil.copytree(aside, folder)
    return said, left.encode()


@pytest.mark.parametrize("option", TRIED, ids=" ".join)
def test_an_option_changes_something(
    filled: Hinge, tmp_path: Path, clock: FixedClock, option: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    base, more = TRIED[option]
    if option[0] == "status":
        filled("log", "dl", "100x5")
    if option == ("import", "--yes") or option[:2] == ("import", "--dry-run"):
        filled("import", "--undo", "--yes")
    began = clock.utc_ms
    without = tried(filled, tmp_path, base)
    clock.utc_ms = began
    monkeypatch.chdir(tmp_path)
    added = tried(filled, tmp_path, [*base, *more])
    assert "Traceback" not in without[0].err + added[0].err
    assert added[0].code in (0, 1, 2, 3, 4, 5), added
    assert (without[0].out, without[0].err, without[1]) != (added[0].out, added[0].err, added[1])


def test_every_option_is_tried() -> None:
    known = {
        (path, option.name)
        for path, command in COMMANDS.items()
        for option in command.params
        if isinstance(option, click.Option) and option.name not in SHARED
    }
    done = set()
    for words in TRIED:
        command = COMMANDS[words[:-1]]
        done |= {(words[:-1], each.name) for each in command.params if words[-1] in each.opts}
    untried = {each for each in known - done if each[1] not in IN_OTHER_TESTS and not needs_hub(each[0])}
    assert untried == set()


@pytest.mark.parametrize(("words", "named"), REFUSED, ids=lambda each: " ".join(each) if isinstance(each, list) else "")
def test_an_option_that_would_do_nothing_is_refused(filled: Hinge, words: list[str], named: str) -> None:
    said = filled(*words)
    assert (said.code, said.out) == (2, "")
    assert named in said.err


ARGUMENTS = {
    "completion": ["bash"], "config": ["list"], "cues": ["dl"], "drill": ["dowel"], "edit": ["last", "f4"],
    "import": ["strong.csv", "--unit", "kg"], "log": ["dl", "100x5"], "merge": ["odd lift", "dl"],
    "compare": ["dl"], "plates": ["100"], "rename": ["odd lift", "Odder"], "rescue": ["-o", "one.db"], "rest": ["0"],
    "restore": ["backup.db", "--dry-run"], "show": ["dl"], "start": ["--empty"], "trend": ["dl"],
    "coach cue": ["ben", "dl", "x"], "coach open": ["ben"], "coach plan": ["ben", "x"],
    "coach rate": ["ben", "last", "f3"], "coach setup": ["postgresql://ann@127.0.0.1:9/none"],
    "coach trend": ["ben", "dl"], "video": ["last"], "weight": ["82"],
    "plans show": ["Mine"], "plans export": ["Mine"], "plans use": ["Mine"], "plans delete": ["Mine"],
    "plans add": ["mine.toml", "--name", "Third"], "plans edit": ["Mine"], "plans week": ["Mine"], "help": ["log"],
    "sync setup folder": ["shared"], "sync setup hub": ["postgresql://ann@/x?host=/nowhere"],
    "hub check": ["postgresql://ann@/x?host=/nowhere"], "hub init": ["postgresql://ann@/x?host=/nowhere"],
    "hub invite": ["ben"], "hub remove": ["ben"],
}  # fmt: skip


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_json_is_one_value_or_is_refused(filled: Hinge, path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    filled("log", "odd lift", "20x5", "--new")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    said = filled(*path, *ARGUMENTS.get(" ".join(path), []), "--json")
    if said.code in (0, 5):
        value = json.loads(said.out)
        assert path == ("exercises",) or value["schema"] == "hinge-log/1"
    else:
        assert said.out == ""
        assert set(json.loads(said.err.splitlines()[-1])) == {"error"}
        assert needs_hub(path) or path in {("plain",), ("plans", "edit"), ("sync", "leave")}, said


OTHER_LINES = (
    "log dl f4 --dry-run", "log . --dry-run", "log dl !spine", "edit last 100x5", "finish", "start --empty", "undo 200",
    "redo", "plans use --none", "plans add", "plans show Mine", "plans export Mine -o p.toml", "trend rdl",
    "trend rdl --svg no.svg", "trend --family squat --svg squat.svg", "trend --family good_morning --svg no.svg",
    "trend dl --svg -", "trend dl --by load", "history --lift rdl", "history --since 2030-01-01", "import --formats",
    "import strong.csv", "import --undo", "hinge half", "report -o r.md", "report --format html -o r.html",
    "export -o e.jsonl", "export --format csv -o e.csv", "cues dl --big", "show dl --figure", "show rdl",
    "config get bar", "config set bar 15", "config path", "config edit", "config lift dl", "config lift dl rest=3:00",
    "restore backup.db", "doctor --fix", "sync", "help safety", "plates 101.3", "backup copies", "weight",
)  # fmt: skip


def test_every_way_of_a_command_gives_one_object(filled: Hinge, monkeypatch: pytest.MonkeyPatch) -> None:
    filled("log", "dl", "100x5")
    wrong = []
    for line in OTHER_LINES:
        monkeypatch.setattr("sys.stdin", io.StringIO(""))
        said = filled(*line.split(), "--json")
        text = said.out if said.code in (0, 5) else said.err.splitlines()[-1]
        try:
            wrong += [] if isinstance(json.loads(text), dict) else [line]
        except ValueError:
            wrong.append(line)
    assert wrong == []


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_no_output_makes_a_traceback(
    filled: Hinge, tmp_path: Path, clock: FixedClock, path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Latin letters alone, a full disk, a pipe that nobody or a slow one reads, no output at all: no traceback."""
    filled("log", "schräger Lift", "20x5", "--new")
    filled("log", "odd lift", "20x5", '"schön – 重い"', "--new")
    words = [*path, *ARGUMENTS.get(" ".join(path), [])]
    latin = io.TextIOWrapper(io.BytesIO(), encoding="latin-1", errors="backslashreplace")
    with open("/dev/full", "w", encoding="utf-8") as full, monkeypatch.context() as patch:
        for stream, more in ((latin, ["--json"]), (full, []), (full, ["--json"])):
            patch.setattr("sys.stdin", io.StringIO(""))
            patch.setattr("sys.stdout", stream)
            capsys.readouterr()
            code = run([*words, *more], clock=clock)
            err = capsys.readouterr().err
            assert (code in range(6), "Traceback" in err) == (True, False), (stream, more, err)
            if "cannot be written" in err:
                assert (code, len(err.splitlines()) <= 2) == (1, True), err
            if stream is latin and code == 0:
                stream.flush()
                json.loads(latin.buffer.getvalue().decode("utf-8"))
        for out, error in (("no reader", ""), ("slow", ""), ("", ""), ("slow", "closed"), ("", "closed")):
            patch.setattr("sys.stdin", None)
            with opened(out) as pipe, (tmp_path / "errors").open("w", encoding="utf-8") as errors:
                patch.setattr("sys.stderr", None if error else errors)
                patch.setattr("sys.stdout", pipe)
                output.prepare()
                assert run(words, clock=clock) in range(6), (out, error)
                for made in {sys.stdout, sys.stderr} - {pipe, errors}:
                    made.close()
            assert "Traceback" not in (tmp_path / "errors").read_text("utf-8")


@contextmanager
def opened(kind: str) -> Iterator[TextIO | None]:
    """A standard output: None as after `>&-`, a pipe without a reader, or one that is read slowly and never blocks."""
    if not kind:
        yield None
        return
    reading, writing = os.pipe()
    if kind == "slow":
        os.set_blocking(writing, False)
        reader = threading.Thread(target=lambda: [None for _ in iter(lambda: os.read(reading, 512), b"")])
        reader.start()
    else:
        os.close(reading)
    with open(writing, "w", encoding="utf-8") as stream:
        yield stream
    if kind == "slow":
        reader.join()
        os.close(reading)


BEGIN_A_LOG = {
    "config", "drill", "gym", "hinge", "import", "log", "plain", "plans add", "start", "sync setup folder",
    "sync setup hub", "weight",
}  # fmt: skip


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_a_mistyped_log_is_not_made(filled: Hinge, path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    filled("--db", "mistyped.db", *path, *ARGUMENTS.get(" ".join(path), []))
    assert not list(Path.cwd().glob("mistyped*")) or " ".join(path) in BEGIN_A_LOG
