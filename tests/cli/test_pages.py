from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from .conftest import FixedClock, Hinge


@pytest.fixture
def filled(hinge: Hinge, clock: FixedClock) -> Hinge:
    """Six sessions of two lifts of the deadlift family."""
    for _ in range(6):
        hinge("log", "deadlift", "100x5", "!drift", "105x5", "!7", "110x5", "!spine:2")
        hinge("log", "rdl", "60x8x2", "f4")
        hinge("finish")
        clock.pass_(days=4)
    return hinge


def test_an_image_tells_by_itself_what_it_shows(filled: Hinge, tmp_path: Path) -> None:
    path = tmp_path / "deadlift.svg"
    said = filled("trend", "deadlift", "--svg", str(path))
    assert (said.code, said.out) == (0, "")
    text = " ".join(ElementTree.parse(path).getroot().itertext())
    assert "Conventional deadlift: form over time" in text
    assert "12 weeks, 2026-01-02 to 2026-03-26" in text
    assert "6 sessions, 18 of 18 working sets rated." in text
    assert "not a measurement" in text.replace("\n", " ")


def test_an_image_is_not_written_over_another(filled: Hinge, tmp_path: Path) -> None:
    path = tmp_path / "deadlift.svg"
    path.write_text("mine", encoding="utf-8")
    assert filled("trend", "deadlift", "--svg", str(path)).code == 4
    assert path.read_text(encoding="utf-8") == "mine"
    assert filled("trend", "deadlift", "--svg", str(path), "--force").code == 0
    assert path.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize("by", ["time", "load", "fault", "strength"])
def test_every_view_becomes_an_image_and_a_chart(filled: Hinge, tmp_path: Path, by: str) -> None:
    path = tmp_path / f"{by}.svg"
    filled("trend", "deadlift", "--by", by, "--svg", str(path))
    ElementTree.parse(path)
    said = filled("trend", "deadlift", "--by", by)
    assert len(said.out.splitlines()) > 8
    assert all(len(line) <= 80 for line in said.out.splitlines())


def test_no_data_makes_no_image(hinge: Hinge, tmp_path: Path) -> None:
    path = tmp_path / "deadlift.svg"
    assert hinge("trend", "deadlift", "--svg", str(path)).code == 0
    assert not path.exists()


def test_a_family_stands_side_by_side_and_is_never_averaged(filled: Hinge, tmp_path: Path) -> None:
    said = filled("trend", "--family", "deadlift").out
    assert "Deadlift  6 sessions, 18 sets, form 4 (18 checked)" in said
    assert "Romanian  6 sessions, 12 sets, form " in said
    found = filled("trend", "--family", "deadlift", "--json").json
    assert sorted(lift["exercise"] for lift in found["lifts"]) == ["deadlift-conventional", "deadlift-romanian"]
    assert "median" not in found
    assert filled("trend", "--family", "deadlift", "--svg", str(tmp_path / "family.svg")).code == 0
    assert filled("trend", "--family", "deadlift", "--plain").out.count("median  worst") == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--family", "legs"], 3),
        ([], 2),
        (["deadlift", "--family", "squat"], 2),
        (["--family", "deadlift", "--by", "load"], 2),
    ],
)
def test_a_trend_of_nothing_in_particular_is_refused(hinge: Hinge, words: list[str], code: int) -> None:
    assert hinge("trend", *words).code == code


def test_a_report_tells_what_was_done_and_how_it_looked(filled: Hinge) -> None:
    filled("log", "deadlift", "100x5", '"<script>alert(1)</script> | =2+2"')
    said = filled("report").out
    assert "| Deadlift | 7 | 19 |" in said
    assert "## Faults" in said
    assert "```text" in said
    assert "<script>" not in said
    assert "\\<script\\>" in said


def test_pain_is_in_the_report(filled: Hinge, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("a deadlift\n100x5\nf 0 low back 4\nfinish\n"))
    filled("plain")
    assert "| low back | 4 of 10 |" in filled("report").out


def test_an_undone_set_is_not_in_the_report(hinge: Hinge) -> None:
    hinge("log", "deadlift", "100x5", '"gone"')
    hinge("undo")
    assert "gone" not in hinge("report").out


def test_a_report_of_an_empty_log_is_a_page(hinge: Hinge) -> None:
    said = hinge("report")
    assert said.code == 0
    assert "No sets in this period." in said.out


def test_a_report_goes_to_a_file_that_is_not_there_yet(filled: Hinge, tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    assert filled("report", "--weeks", "12", "-o", str(path)).out == ""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Form report, ")
    assert filled("report", "-o", str(path)).code == 4
    assert path.read_text(encoding="utf-8") == text


def test_the_headline_is_about_28_days_whatever_the_report_is_about(filled: Hinge) -> None:
    def headline(weeks: str) -> str:
        return next(line for line in filled("report", "--weeks", weeks).out.splitlines() if "Clean sets" in line)

    assert headline("1") == headline("4") == headline("52")


def test_a_report_tells_of_drills_contacts_ladder_everyday_and_the_worst_set(hinge: Hinge) -> None:
    hinge("log", "drill-dowel-hinge", "x8 f4", '"first contact lost: tail"')
    hinge("log", "deadlift", "100x5 f4; 110x5 f2; 60x5 w f1")
    hinge("hinge", "always", "--where", "box")
    page = hinge("report").out
    assert "| tail 1 |" in page
    assert "- Stage " in page
    assert "Hinged: 100% (1 answers)" not in page
    assert "Hinged: 100% (1 answer)" in page
    worst = page.split("## Worst sets")[1].split("## ")[0]
    assert "2 rough | quick, by feel | 110 kg × 5" in worst
    assert "60 kg" not in worst


def test_a_report_as_html_is_one_file_with_its_charts_drawn(filled: Hinge) -> None:
    html = filled("report", "--format", "html").out
    assert html.startswith("<!doctype html>")
    assert "<svg" in html
    assert "```" not in html
    assert "src=" not in html
    assert "href=" not in html


def test_the_contact_that_the_stick_lost_first_is_counted_with_the_faults(hinge: Hinge) -> None:
    for contact in ("tail", "head", "tail"):
        hinge("log", "drill-dowel-hinge", "x8 f4", f'"first contact lost: {contact}"')
    words = "First contact lost: tail 2, head 1. Tail: the back rounded or the tail tucked."
    assert words in hinge("trend", "drill-dowel-hinge", "--by", "fault").out
    assert words in hinge("trend", "drill-dowel-hinge", "--by", "fault", "--plain").out
    value = hinge("trend", "drill-dowel-hinge", "--by", "fault", "--json").json
    assert value["contacts_lost_first"] == {"tail": 2, "head": 1}


def test_bodyweight_alone_is_no_load_of_zero(hinge: Hinge) -> None:
    hinge("log", "drill-dowel-hinge", "x8 f4")
    said = hinge("trend", "drill-dowel-hinge").out
    assert "0 kg" not in said
    assert "8 reps" in said


def test_a_carry_is_shown_with_what_was_carried(hinge: Hinge) -> None:
    hinge("log", "farmers walk", "32kgx40mx45s", "--new")
    hinge("log", "wall", "15x8")
    done = hinge("finish").out
    assert ("1 x 45 s at 32 kg x 40 m" in done, "1 x 8 at 15 cm" in done) == (True, True), done
