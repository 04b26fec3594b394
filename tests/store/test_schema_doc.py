"""SCHEMA.md says of the database what is in it, and every question in it has an answer."""

from __future__ import annotations

import re
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hinge_log.store.migrations import APPLICATION_ID
from hinge_log.store.schema import describe_tables
from hinge_log.store.store import Store
from hinge_log.training.workout import Basis, Form
from tests.support import ROOT, work

DOC = (ROOT / "SCHEMA.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `(\w+)`[^\n]*\n+((?:\|[^\n]*\n)+)", DOC, re.MULTILINE))
QUESTIONS = re.findall(r"```sql\n(.*?)```", DOC, re.DOTALL)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A log with two deadlifts, one of them checked."""
    path = tmp_path / "log.db"
    with Store(str(path)) as store:
        store.log_lift("deadlift-conventional", "Deadlift", [work("100", 5), work("120", 3)])
        (session,) = store.sessions("deadlift-conventional")
        form = Form(4, Basis.CHECKED, percent=90, slips=(("back", 2),), checklist="hinge", version=1)
        store.rate(session.sets[1].id, form)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def names(connection: sqlite3.Connection) -> dict[str, list[str]]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    return {
        name: [str(row[1]) for row in connection.execute(f'PRAGMA table_info("{name}")')]
        for (name,) in found
        if not name.startswith("sqlite_")
    }


def test_every_table_and_view_is_described_column_by_column(log: sqlite3.Connection) -> None:
    assert DOC.endswith(f"## Tables\n\n{describe_tables()}"), "python -m hinge_log.store.schema prints them"
    described = {name: re.findall(r"^\| `(\w+)` \|", rows, re.MULTILINE) for name, rows in SECTIONS.items()}
    del described["_sqlite_migrations"]  # not in a new log
    assert described == names(log)
    assert str(APPLICATION_ID) in DOC


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_an_answer(log: sqlite3.Connection, question: str) -> None:
    assert log.execute(question).fetchall()


def test_the_commands_name_what_is_there(log: sqlite3.Connection) -> None:
    (shell,) = re.findall(r"```sh\n(.*?)```", DOC, re.DOTALL)
    _, rows, query, _ = (shlex.split(line) for line in shell.strip().splitlines())
    assert rows[3] in names(log)
    assert log.execute(query[3]).fetchall()
