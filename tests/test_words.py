"""Sentences that read badly once, and must not come back: on screens, in the shell, in help, errors and pages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT

FORMER = (
    "Fine as it is", "all of it can change later", "a plan can say what is next", "space goes on",
    "space starts with it", "picks another lift", "Not answered today", "To do once", "the rest held", "what slipped",
    "most by feel",
    "first more", "keeps no form", "this one hurt", "t runs on", "at once: no rest", "straight on",
    "ignored as a bounce", "bounce guard", "a side)", " 25 a side", "swap the proposal",
    "Form runs 1 to 5", "Offers rest on",
    "rated alike", "that were not clean", "no score for all of them", "top is hardest", "nothing is locked",
    "at effort 7", "noted with the set", "more below", "Without a name", "Its turn is next", "proposes it",
    "One of your own", "/ from nothing", "caught before the bend", "it must not be there yet", "nothing written yet",
    "Will do", "Their name", "and the journal since say", "or those of none", "as the gym", "slips most",
    "strength waiting for form", "judged alike", "% kept",
)  # fmt: skip
"""Parts of them that never change with the values in between."""
PAGES = ("README.md", "SCHEMA.md", "CONTRIBUTING.md", "CHANGELOG.md")


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    """Each line of a page or a table, and each string of a module (`--help` shows docstrings), by place."""
    return [
        (f"{path.relative_to(ROOT)}:{line}", text)
        for path in (
            *(ROOT / page for page in PAGES), *(ROOT / "hinge_log").rglob("*.py"), *(ROOT / "hinge_log").rglob("*.toml")
        )
        for line, text in _texts_of(path)
    ]  # fmt: skip


def _texts_of(path: Path) -> Iterator[tuple[int, str]]:
    if path.suffix != ".py":
        yield from enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        return
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


@pytest.mark.parametrize("fragment", FORMER)
def test_a_sentence_that_read_badly_does_not_come_back(fragment: str, texts: list[tuple[str, str]]) -> None:
    whole_word = re.compile(rf"\b{re.escape(fragment)}" if fragment[0].isalnum() else re.escape(fragment))
    ends = re.compile(r"\b")
    assert [
        (place, text[hit.start() : hit.end() + 60])
        for place, text in texts
        for hit in whole_word.finditer(text)
        if not fragment[-1].isalnum() or ends.match(text, hit.end())
    ] == []
