"""Rows that are read thousands at a time become exactly what they become one at a time."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from hinge_log.exchange.detect import read
from hinge_log.exchange.many_rows import ManyRows
from hinge_log.exchange.parsed import ParsedFile
from tests.bench.made_export import MAKERS, made_strong

HARD = (
    b"", b" ", b'"', b"inf", b"1_000", b"-5", b"8.0", b"62,5", b"Rest Timer", b"W", b"x" * 99, b"11", b"1:30", b"Plank",
    b"lbs", b"km", b"0", b"2020-02-30", b"7 Apr 2026, 10:14", b"2024-05-01", b"belt on",
)  # fmt: skip


def everything(parsed: ParsedFile) -> tuple[Any, ...]:
    """All that a file became."""
    workouts = [(one.key, one.name, one.start, one.duration_s, one.note, list(one.sets)) for one in parsed.workouts]
    counted = parsed.records, parsed.rest_rows, parsed.skipped_rows
    return counted, parsed.skipped, parsed.remarks, parsed.unit, workouts


def made(path: Path, format: str, seed: int) -> None:  # noqa: A002 - the word of the field
    """Write a file of two hundred rows, some cells of which are something else."""
    MAKERS[format](path, 200, seed=seed)
    chance = random.Random(seed)
    lines = path.read_bytes().split(b"\n")
    for _ in range(chance.choice((0, 1, 1, 3, 20))):
        line = chance.randrange(1, len(lines))
        cells = lines[line].split(b",")
        cells[chance.randrange(len(cells))] = chance.choice(HARD)
        lines[line] = b",".join(cells)
    if chance.random() < 0.3:
        lines[chance.randrange(1, len(lines))] = b""
    if chance.random() < 0.2:
        lines.insert(chance.randrange(1, len(lines)), lines[0])
    path.write_bytes(b"\n".join(lines))


@pytest.mark.parametrize("format", MAKERS)
@pytest.mark.parametrize("seed", range(60))
def test_many_rows_at_once_are_what_they_are_one_by_one(
    tmp_path: Path,
    format: str,  # noqa: A002 - the word of the field
    seed: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "export.csv"
    made(path, format, seed)
    monkeypatch.setattr("hinge_log.exchange.records.CHUNK_TEXT", 2_000)
    at_once = everything(read(path, unit="kg"))
    monkeypatch.setattr(ManyRows, "take", lambda *_: False)
    assert at_once == everything(read(path, unit="kg"))


@pytest.mark.parametrize("format", MAKERS)
def test_most_rows_of_a_good_file_are_read_at_once(
    tmp_path: Path,
    format: str,  # noqa: A002 - the word of the field
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "export.csv"
    MAKERS[format](path, 2_000)
    monkeypatch.setattr(f"hinge_log.exchange.{format}_rows.Reader.take_row", None)
    assert read(path, unit="kg").sets == 2_000


@pytest.mark.parametrize("format", MAKERS)
def test_nothing_under_the_header_of_another_table_is_read_at_once_either(
    tmp_path: Path,
    format: str,  # noqa: A002 - the word of the field
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "export.csv"
    MAKERS[format](path, 100)
    header, *rows = path.read_text().splitlines()
    other = header.replace("weight_kg", "weight_lbs").replace("Weight,", "Weight (lbs),")
    path.write_text("\n".join([header, *rows, other, *rows, ""]))
    monkeypatch.setattr("hinge_log.exchange.records.CHUNK_TEXT", 1_000)
    parsed = read(path, unit="kg")
    assert parsed.sets == 100
    assert parsed.skipped_rows == parsed.records - 100 == 101


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
