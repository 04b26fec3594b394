"""Whatever a file holds: values or plain words, never a traceback."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinge_log.errors import ImportFileError
from hinge_log.exchange.detect import FORMATS, read
from hinge_log.exchange.parsed import ParsedFile, guess_unit

STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    + "".join(
        f'2021-02-{day:02} 16:46:13,"Mittwoch",2h 18m,"Deadlift (Barbell)",{n},75.0,8,0,0,"","ü",8\n'
        for day in range(1, 6)
        for n in range(1, 5)
    )
)
HEVY = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n'
) + "".join(
    f'"Lower","{day} Apr 2026, 17:18","{day} Apr 2026, 18:05","","Squat",,"a\nb",{n},"normal",80,6,,,6\n'
    for day in range(1, 6)
    for n in range(4)
)
FITNOTES = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time\n" + (
    "2023-11-21,Pull Up (One, Two),Back,64.0,kgs,8,,,\n" * 20
)
FILES = (STRONG, HEVY, FITNOTES)
HARD = (
    "inf", "nan", "1_000", "1e999", "-1", "99999999999999999999", "٤٠", "", " ", '"', '""', ";", "\t", "\n", "\r", "\0",
    "2021-02-30 10:00:00", "0000-00-00", "=cmd|' /C calc'!A0", "\ufeff", "\ufffd", "x" * 200_000, "\u202e",
    "\x1b[2J", "8,", "1,2,3",
)  # fmt: skip


def _tried(path: Path, content: bytes) -> ParsedFile | None:
    path.write_bytes(content)
    try:
        parsed = read(path)
    except ImportFileError:
        return None
    assert parsed.records == parsed.sets + parsed.rest_rows + parsed.skipped_rows or parsed.format == "generic"
    assert sum(len(workout.sets) for workout in parsed.workouts) == parsed.sets
    guess_unit(parsed)
    for workout in parsed.workouts:
        for one in workout.sets:
            one.load("kg")
    return parsed


@pytest.mark.parametrize("seed", range(120))
def test_a_file_that_was_tampered_with(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(chance.choice(FILES).encode())
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(content))
        match chance.randrange(6):
            case 0:
                content[at] ^= 1 << chance.randrange(8)
            case 1:
                del content[at : at + chance.randint(1, 60)]
            case 2:
                content[at:at] = chance.choice(HARD).encode()
            case 3:
                content[at:at] = b'"'
            case 4:
                content = bytearray(content.replace(b",", chance.choice((b";", b"\t", b","))))
            case _:
                content[at:at] = content[at : at + chance.randint(1, 300)]
    raw = bytes(content)
    match chance.randrange(8):
        case 0:
            raw = raw[: chance.randrange(len(raw))]
        case 1:
            raw = raw.decode("utf-8", "replace").encode("utf-16")
        case 2:
            raw = b"\xef\xbb\xbf" + raw
    _tried(tmp_path / "x", raw)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    _tried(tmp_path / "x", content)
    _tried(tmp_path / "x", b"SQLite format 3\0" + content)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(HARD), min_size=12, max_size=12), st.sampled_from(",;"))
def test_any_cells(tmp_path: Path, cells: list[str], mark: str) -> None:
    header, good = STRONG.splitlines()[:2]
    lines = (header, good, ",".join(cells), good)
    parsed = _tried(tmp_path / "x", "\n".join(lines).replace(",", mark).encode())
    assert parsed is not None


def test_one_flipped_byte_costs_at_most_its_row(tmp_path: Path) -> None:
    raw = STRONG.encode()
    body = raw.index(b"\n") + 1
    chance = random.Random(7)
    for _ in range(40):
        at = chance.randrange(body, len(raw))
        broken = raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :]
        parsed = _tried(tmp_path / "x", broken)
        assert parsed is not None
        assert parsed.sets >= 18


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"\xef\xbb\xbf", b"\0" * 5000, b"PK\x03\x04abc", b"%PDF-1.4", b"\x1f\x8b\x08",
     bytes(range(256)) * 20, b"hello", b"<html><body>Log in</body></html>", b"{", b"### WORKOUT SESSIONS ###\n",
     b"x" * 3_000_000, "x,".encode("utf-16") * 10, b"SQLite format 3\0"],
)  # fmt: skip
def test_what_is_no_log_is_refused_in_plain_words(tmp_path: Path, content: bytes) -> None:
    assert _tried(tmp_path / "x", content) is None


def test_a_folder_and_nothing_at_all(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(ImportFileError):
            read(path)


@pytest.mark.parametrize("name", [*FORMATS, "weird"])
def test_a_format_that_the_file_has_not_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x"
    path.write_text("a,b,c\n1,2,3\n")
    with pytest.raises(ImportFileError):
        read(path, format=name)


def test_line_numbers_are_physical_ones(tmp_path: Path) -> None:
    for end in ("\n", "\r\n", "\r"):
        rows = HEVY.split("\n")
        text = "\n".join(rows[:5]) + "\n\n" + '"Lower","1 Foo 2026, 17:18",,,"Squat",,"",0,"normal",80,6,,,\n'
        parsed = _tried(tmp_path / "x", text.replace("\n", end).encode())
        assert parsed is not None
        assert parsed.skipped == [(7, "date '1 Foo 2026, 17:18' cannot be read")]
