"""Hostile text in the log and on the command line: every command says it harmlessly, or says what is wrong with it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from unicodedata import bidirectional, category

import click
import pytest

from hinge_log.cli.main import hinge_log
from hinge_log.store.store import Store
from tests.faults.figures import times
from tests.hostile import HOSTILE, made, storable

from .conftest import Hinge

CODES = {0, 1, 2, 3, 4, 5}
FORMATS = ("csv", "jsonl", "md", "strong")


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that lead to it; one that is new is among them by itself."""
    context = click.Context(group)
    for name in group.list_commands(context):
        each = group.get_command(context, name)
        assert each is not None
        if isinstance(each, click.Group):
            yield from commands(each, (*before, name))
        else:
            yield (*before, name), each


COMMANDS = dict(commands(hinge_log))
GLOBAL = ((), ("--json",), ("--plain",))


def lines(path: tuple[str, ...], command: click.Command, text: str, folder: Path) -> Iterator[list[str]]:
    """Ways to say a command: bare, of a lift of the log, and with the text in every place that takes words."""
    if path == ("rest",):
        yield ["rest", "--", text]  # a time would be waited for
        return
    arguments = [each for each in command.params if isinstance(each, click.Argument)]
    required = [each for each in arguments if each.required]
    if not required:
        yield [*path]
    if arguments:
        yield [*path, "--", *[value(each, text, folder) for each in arguments[:2]]]
    if any(each.type.name == "lift" for each in arguments):
        yield [*path, "own:x"]
    for option in command.params:
        if (
            isinstance(option, click.Option)
            and not option.is_flag
            and option.type.name in TEXTS
            and option.name != "db"
        ):
            words = [value(each, "deadlift" if each.type.name == "lift" else text, folder) for each in required]
            yield [*path, f"{option.opts[0]}={value(option, text, folder)}", "--", *words]


TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
TEXTS = {"text", "lift", "path", "item", "name", "family", "plan"}


def value(each: click.Parameter, text: str, folder: Path) -> str:
    """A word for a place: the text itself, one of the choices, or a file that holds the text."""
    if isinstance(each.type, click.Choice):
        return str(each.type.choices[0])
    if each.type.name in ("path", "file") or each.name in ("file", "folder", "output"):
        file = folder / ("f" + "".join(c for c in text[:40] if c not in "/\0"))
        if each.name == "output":
            return str(folder / "out" / "file")
        file.write_bytes(storable(text).encode() * 3)
        return str(file)
    return text


def as_argument(text: str) -> str:
    """The text as it comes from a shell: without NUL, and what is no UTF-8 in the interpreter's own disguise."""
    return text.replace("\0", "").encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")


def harmless(said: str) -> bool:
    """Whether a terminal only prints it: no control character but the line end, none that turns the direction."""
    return not any(
        category(c) in ("Cc", "Cs", "Zl", "Zp") or bidirectional(c) in TURNING for c in said if c not in "\n\t"
    )


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_a_command_says_hostile_text_harmlessly(
    tmp_path: Path, log_file: Path, hinge: Hinge, monkeypatch: pytest.MonkeyPatch, path: tuple[str, ...]
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    folder = tmp_path / "files"
    folder.mkdir()
    for turn in range(times(list(COMMANDS).index(path) % 5, 0), len(HOSTILE), times(5, 1)):
        text = HOSTILE[turn]
        made(log_file, (HOSTILE * 2)[turn : turn + 4])
        for words in lines(path, COMMANDS[path], as_argument(text), folder):
            for extra in times(GLOBAL[turn % 3 :][:1], GLOBAL):
                monkeypatch.setattr("sys.stdin", io.StringIO("\n\n"))
                said = hinge(*extra, *words)
                assert said.code in CODES, (words, said)
                assert harmless(said.err), (words, said.err)
                assert harmless(said.out) or path == ("completion",), (words, said.out)
                assert "Traceback" not in said.err
                if extra == ("--json",) and said.code == 0 and said.out and path not in AS_LINES:
                    json.loads(said.out)
        for file in (log_file, *log_file.parent.glob(f"{log_file.name}*")):
            if file.is_file():
                file.unlink(missing_ok=True)


AS_LINES = {("export",), ("help",), ("completion",), ("plain",), ("drill",), ("plans", "export"), ("report",)}
"""Commands whose output is no object of JSON, whatever is asked."""


@pytest.mark.parametrize("kind", FORMATS)
def test_an_export_holds_no_control_characters(log_file: Path, hinge: Hinge, kind: str) -> None:
    for turn in range(0, len(HOSTILE), 4):
        made(log_file, HOSTILE[turn : turn + 4])
        said = hinge("export", "--format", kind)
        assert said.code == 0, said
        assert harmless(said.out), repr(said.out)
        log_file.unlink()


def test_a_session_by_lines_takes_hostile_lines(log_file: Path, hinge: Hinge, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ["a deadlift", "100x5"]
    for turn, text in enumerate(HOSTILE):
        made(log_file, (HOSTILE * 2)[turn : turn + 4])
        said_lines = [*before, *_variants(text)]
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in said_lines)))
        said = hinge("plain")
        assert said.code == 0, said
        assert harmless(said.out + said.err), (text, said)
        with Store(str(log_file)) as store:
            assert store.totals().sets >= 3
        log_file.unlink()


def _variants(text: str) -> Sequence[str]:
    one = text.replace("\n", " ").replace("\r", " ")
    return (one, f"a {one}", f"new {one[:100]}", f'100x5 "{one}"', f"e {one}", f"f {one}", "s", "c", "?")
