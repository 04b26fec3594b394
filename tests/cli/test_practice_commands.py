from __future__ import annotations

import io
from pathlib import Path

import pytest

from hinge_log.store.store import Store

from .conftest import Hinge


class Typed(io.StringIO):
    """Lines typed at a terminal."""

    def isatty(self) -> bool:
        return True


def test_an_answer_is_kept_for_its_day_and_can_be_undone(hinge: Hinge) -> None:
    hinge("hinge", "half", "--where", "laundry,box")
    hinge("hinge", "always", "--at", "yesterday")
    days = hinge("hinge", "--json").json["answers"]
    assert days == [
        {"date": "2026-03-01", "answer": "always", "places": []},
        {"date": "2026-03-02", "answer": "half", "places": ["laundry", "box"]},
    ]
    hinge("undo")
    assert len(hinge("hinge", "--json").json["answers"]) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [(["mostly"], 3), (["half", "--where", "moon"], 3), (["--where", "box"], 2), (["half", "--at", "2999-01-01"], 2)],
)
def test_an_answer_that_is_none_changes_nothing(hinge: Hinge, words: list[str], code: int) -> None:
    assert hinge("hinge", *words).code == code
    assert hinge("hinge", "--json").json["answers"] == []


def test_the_ladder_says_where_one_stands(hinge: Hinge) -> None:
    hinge("config", "set", "start_at", "barbell")
    stage = hinge("ladder", "--json").json["stage"]
    assert stage == 5
    assert f"You are at stage {stage}." in hinge("ladder").out


def test_a_drill_without_a_terminal_is_told_and_not_timed(hinge: Hinge) -> None:
    said = hinge("drill", "wall hinge")
    assert "3 sets of 8" in said.out
    assert "hinge-log log" in said.err


def test_a_drill_is_led_and_its_sets_are_kept(hinge: Hinge, log_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("sys.stdin", Typed("4\n7\nn\n3 t\n\n"))
    monkeypatch.setattr("time.sleep", slept.append)
    led = hinge("drill", "drill-dowel-hinge", "--sets", "4", "--reps", "2")
    assert led.code == 0
    assert "Set 1 of 4: get ready" in led.out
    assert sum(slept) > 4 * 2 * 3
    with Store(str(log_file)) as store:
        rows = store.rows("SELECT reps, form, note FROM sets ORDER BY position")
    assert rows == [(2, 4, None), (2, 3, "first contact lost: tail"), (2, None, None)]


def test_a_wall_drill_keeps_its_distance(hinge: Hinge, log_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Typed("5\nq\n"))
    monkeypatch.setattr("time.sleep", lambda _: None)
    hinge("drill", "wall hinge", "--cm", "18")
    with Store(str(log_file)) as store:
        assert store.rows("SELECT distance_mm, form FROM sets") == [(180, 5)]
