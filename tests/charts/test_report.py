from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hinge_log.charts.report import (
    CoachReport,
    DrillTally,
    NoteEntry,
    PainEntry,
    PlanShare,
    WorstSet,
    escaped,
    fenced,
    report_html,
    report_page,
    table,
)
from hinge_log.training.trend import RatedTwice, SetPoint, TrendData, calibrated

END = 20_375  # 14 October 2025
START = END - 27
FAULTS = {"back": "back changed shape", "bar": "bar drifted"}


def lift(name: str, *labels: int | None, **more: object) -> TrendData:
    """A lift with three sets a session, every session on another day."""
    points = [
        SetPoint(
            f"w{n // 3}", END - 27 + n // 3, n % 3, reps=5, load_g=100_000, label=label,
            basis="checked" if label else None, clean=(label or 0) >= 4, items=("back", "bar"),
            slips=(("back", 1),) if label and label < 4 else (),
        )
        for n, label in enumerate(labels)
    ]  # fmt: skip
    data = TrendData(name, tuple(points), START, END, faults=FAULTS)
    return replace(data, **more)  # type: ignore[arg-type]  # the tests name fields by keyword


def page(*lifts: TrendData, **more: object) -> str:
    report = CoachReport(START, END, 4, 3, tuple(lifts), tuple(lifts))
    return report_page(replace(report, **more))  # type: ignore[arg-type]


def test_the_page_says_first_what_ratings_are() -> None:
    head = page(lift("Deadlift", 4, 4, 3)).split("## ")[0]
    assert "# Form report, 17 Sep 2025 to 14 Oct 2025" in head
    assert "the lifter's own" in head
    assert "not a measurement" in head


def test_the_share_of_clean_sets_counts_all_lifts_and_names_what_was_not_checked() -> None:
    said = page(lift("Deadlift", 4, 4, 3), lift("Swing", 4, 3, None))
    assert "3 of 5 checked working sets (60%); 1 more not checked." in said


def test_without_a_checked_set_there_is_no_share() -> None:
    said = page(lift("Deadlift", None, None))
    assert "no checked sets. 2 working sets not checked." in said
    assert "%" not in said.split("## ")[0]


def test_a_lift_with_quick_ratings_alone_says_so_once_and_without_a_key() -> None:
    data = lift("Deadlift", *[4] * 9)
    quick = replace(data, points=tuple(each._replace(basis="quick") for each in data.points))
    text = page(quick)
    assert text.count("Only quick ratings") == 1
    assert "Only quick ratings. Faults and a clean load need checked sets." in text
    assert "Press f" not in text


def test_a_lift_has_one_row_with_its_figures() -> None:
    said = page(lift("Deadlift", 4, 4, 4, 4, 4, 2))
    assert "| Deadlift | 2 | 6 | - | 4 (6 sets) | - | 100 kg |" in said
    # Epley 1985: 100 (1 + 5 / 30) = 116.7; 5 of 6 clean is over 8 in 10, 4 of 6 is not.
    assert "| Deadlift | 116.7 kg | 116.7 kg | - | Clean load 100 kg: 5 of 6 checked sets clean" in said
    said = page(lift("Deadlift", 4, 4, 3, 4, 4, 2))
    assert "| Deadlift | 116.7 kg | - | - | No clean load yet. At 100 kg 4 of 6 sets were clean. |" in said


def test_nine_checks_are_counts_and_ten_a_share_with_its_range() -> None:
    nine = page(lift("Deadlift", *[3] * 9))
    assert "| back changed shape | 9 of 9 sets |  | too few |" in nine
    assert "Watch next" not in nine
    ten = page(lift("Deadlift", *[3] * 4, *[4] * 6))
    # Wilson 1927 for 4 of 10: 0.168 to 0.687.
    assert "| back changed shape | 4 of 10 sets | 40% | 17% to 69% |" in ten
    assert "Watch next: back changed shape." in ten


def test_ratings_of_different_kinds_are_not_mixed_into_one_median() -> None:
    felt = lift("Deadlift", 2, 2, 2)
    seen = tuple(p._replace(judged_by="video", label=5, position=p.position + 3) for p in felt.points)
    said = page(replace(felt, points=(*felt.points, *seen[:2])))
    assert "| Deadlift | 1 | 5 | - | 2 (3 sets) | 5 (2 sets) |" in said


def test_one_rated_set_is_no_median() -> None:
    assert "| Deadlift | 1 | 2 | - | 4 in one set | - |" in page(lift("Deadlift", 4, None))


def test_a_load_added_to_bodyweight_says_so() -> None:
    pull = lift("Pull-up", 4, 4)
    assert "| bw+100 kg |" in page(replace(pull, points=tuple(p._replace(body=True) for p in pull.points)))
    assisted = tuple(p._replace(body=True, load_g=-20_000) for p in pull.points)
    assert "| bw-20 kg |" in page(replace(pull, points=assisted))


def test_the_worst_set_has_its_kind_faults_and_note_whatever_most_sets_are() -> None:
    worst = WorstSet(END, "Deadlift", "120 kg × 3", 1, "quick, by feel", ("hips shot up",), "*")
    said = page(lift("Deadlift", 4, 4), worst=(worst,))
    assert "| Deadlift | 1 lost | quick, by feel | 120 kg × 3 | hips shot up | \\* | 14 Oct 2025 |" in said


def test_drills_ladder_everyday_and_plan_have_a_part_where_there_is_something() -> None:
    said = page(
        lift("Deadlift", 4),
        drills=(DrillTally("Dowel drill", 3, 6, 48, None, (("head", 1), ("tail", 2))),),
        ladder=("Stage 2, dowel drill.",), everyday=("Hinged: 75% (4 answers).",), plan=PlanShare(20, 15, 5, 1),
    )  # fmt: skip
    assert "| Dowel drill | 3 | 6 | 48 | - | head 1, tail 2 |" in said
    assert "## Ladder\n\n- Stage 2, dowel drill.\n" in said
    assert "- Hinged: 75% (4 answers).\n" in said
    assert "15 of 20 planned sets done (75%), in 5 lifts; 1 lift without a set." in said
    assert "## Drills" not in page(lift("Deadlift", 4))


def test_calibration_names_the_lift_the_gap_and_the_sets() -> None:
    said = page(replace(lift("Deadlift", 4, 4), calibration=calibrated([RatedTwice(4, 3)] * 5)))
    assert "- Deadlift: You tend to score yourself 1.0 ratings higher than your video (5 sets)." in said


def test_the_html_page_has_its_charts_as_pictures_and_no_markup_of_users() -> None:
    notes = (NoteEntry(END, "x", "<script>alert(1)</script>"),)
    report = CoachReport(START, END, 4, 3, (lift("<b>x</b>", 4, 4),), (), notes=notes)
    html = report_html(report_page(report), ["<svg>drawn</svg>"], "Report")
    assert "<figure><svg>drawn</svg></figure>" in html
    assert "<pre>" not in html
    assert "<script" not in html
    assert "<b>x</b>" not in html


def test_pain_and_notes_are_there_or_said_to_be_missing() -> None:
    empty = page(lift("Deadlift", 4))
    assert "None reported." in empty
    said = page(
        lift("Deadlift", 4),
        pains=(PainEntry(END, "Deadlift", "100 kg × 5", "low back", 4),),
        notes=(NoteEntry(END - 1, "Deadlift 100 kg × 5", "belt on"),),
    )
    assert "| 14 Oct 2025 | Deadlift | 100 kg × 5 | low back | 4 of 10 |" in said
    assert "- 13 Oct 2025, Deadlift 100 kg × 5: belt on" in said


def test_an_empty_log_gives_a_page_too() -> None:
    said = page()
    assert "No sets in this period." in said
    assert "no checked sets" in said


def test_a_page_in_ascii_is_ascii() -> None:
    report = CoachReport(START, END, 4, 3, (lift("Deadlift", 4, 3, 4),), ())
    assert report_page(report, ascii=True).isascii()


def test_a_chart_cannot_be_ended_by_a_name() -> None:
    assert fenced(["```", "x````"])[0] == "`````text"
    said = page(lift("```\n# Evil", 4, 4, 4))
    assert len(re.findall(r"(?m)^#", said)) == len(re.findall(r"(?m)^#", page(lift("Deadlift", 4, 4, 4))))


def test_a_table_has_as_many_cells_as_its_head() -> None:
    assert table(["A", "B"], [[escaped("a | b"), "2"]], right=[1]) == ["| A | B |", "| --- | ---: |", "| a \\| b | 2 |"]


def test_text_of_users_becomes_no_markup() -> None:
    assert escaped("<img src=x> [a](b) *b* _c_ #1") == "\\<img src=x\\> \\[a\\](b) \\*b\\* \\_c\\_ \\#1"
    assert escaped("=1+1") == "\\=1+1"
    assert escaped("1. first") == "1\\. first"
    assert escaped("- item") == "\\- item"
    assert escaped("see https://x.y and www.x.y") == "see https\\://x.y and www\\.x.y"
    assert escaped("two\nlines\tand\x1b[2J") == "two / lines and\\[2J"


@given(st.text(max_size=60))
def test_an_escaped_text_is_one_line_that_opens_nothing(text: str) -> None:
    line = escaped(text)
    assert "\n" not in line
    assert line == line.strip()
    assert not re.match(r"[-+=@#>|~`*_]|[0-9]+[.)]", line)
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>|\[\]`]", line)


@given(st.text(max_size=60))
def test_nothing_is_lost_but_what_cannot_be_shown(text: str) -> None:
    kept = [char for char in escaped(text) if char.isalnum()]
    assert kept == [char for char in escaped(escaped(text)) if char.isalnum()]
