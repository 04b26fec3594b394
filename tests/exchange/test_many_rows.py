"""Rows that are read thousands at a time become exactly what they become one at a time."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from hinge_log.exchange.detect import read
from hinge_log.exchange.many_rows import ManyRows
from hinge_log.exchange.parsed import ParsedFile
from tests.bench.made_export import made_strong

HARD = (
    b"",
    b" ",
    b'"',
    b"inf",
    b"1_000",
    b"-5",
    b"8.0",
    b"62,5",
    b"Rest Timer",
    b"W",
    b"x" * 99,
    b"11",
    b"1:30",
    b"Plank",
)


def everything(parsed: ParsedFile) -> tuple[Any, ...]:
    """All that a file became."""
    workouts = [(one.key, one.name, one.start, one.duration_s, one.note, list(one.sets)) for one in parsed.workouts]
    counted = parsed.records, parsed.rest_rows, parsed.skipped_rows
    return counted, parsed.skipped, parsed.remarks, parsed.unit, workouts


def made(path: Path, seed: int) -> None:
    """Write a file of two hundred rows, some cells of which are something else."""
    made_strong(path, 200, seed=seed)
    chance = random.Random(seed)
    lines = path.read_bytes().split(b"\n")
    for _ in range(chance.choice((0, 1, 1, 3, 20))):
        line = chance.randrange(1, len(lines))
        cells = lines[line].split(b",")
        cells[chance.randrange(len(cells))] = chance.choice(HARD)
        lines[line] = b",".join(cells)
    if chance.random() < 0.3:
        lines[chance.randrange(1, len(lines))] = b""
    path.write_bytes(b"\n".join(lines))


@pytest.mark.parametrize("seed", range(60))
def test_many_rows_at_once_are_what_they_are_one_by_one(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "strong.csv"
    made(path, seed)
    monkeypatch.setattr("hinge_log.exchange.records.CHUNK_TEXT", 2_000)
    at_once = everything(read(path, unit="kg"))
    monkeypatch.setattr(ManyRows, "take", lambda *_: False)
    assert at_once == everything(read(path, unit="kg"))


def test_most_rows_of_a_good_file_are_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "strong.csv"
    made_strong(path, 2_000)
    monkeypatch.setattr("hinge_log.exchange.strong_rows.Reader.take_row", None)
    assert read(path, unit="kg").sets == 2_000


def test_a_note_of_several_lines_at_the_end_of_a_part_stays_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "strong.csv"
    made_strong(path, 100)
    text = path.read_text().replace('"felt good"', '"felt\ngood\n\nreally"')
    path.write_text(text)
    whole = everything(read(path, unit="kg"))
    assert "felt\ngood\n\nreally" in {one.note for workout in whole[-1] for one in workout[-1]}
    for size in (80, 90, 101, 333):
        monkeypatch.setattr("hinge_log.exchange.records.CHUNK_TEXT", size)
        assert everything(read(path, unit="kg")) == whole
