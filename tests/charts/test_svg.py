from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from hinge_log.charts.cells import Row, text_width
from hinge_log.charts.svg import CELL, LINE, MARGIN, svg

NS = "{http://www.w3.org/2000/svg}"
STYLES = ("", "text", "strong", "muted", "grid", "data", "quick", "seen", "line", "whisker", "fault", "cursor")


def words(image: str) -> list[tuple[float, float, str]]:
    """Where which text stands, in cells and lines."""
    return [
        ((float(each.get("x", 0)) - MARGIN) / CELL, (float(each.get("y", 0)) - MARGIN) // LINE, each.text or "")
        for each in ElementTree.fromstring(image).iter(f"{NS}text")
    ]


def test_every_word_stands_in_its_cell_whatever_font_is_there() -> None:
    rows: list[Row] = [(("  5", "muted"), ("   ● ", "data"), (" 深 x", "text")), (), (("100 kg", "strong"),)]
    found = words(svg(rows, "Deadlift", ["12 weeks"]))
    assert [(round(x), y, text) for x, y, text in found] == [
        (0, 0, "Deadlift"), (0, 1, "12 weeks"), (2, 3, "5"), (6, 3, "●"), (9, 3, "深 x"), (0, 5, "100 kg")
    ]  # fmt: skip


def test_the_width_of_a_run_of_words_is_that_of_its_cells() -> None:
    image = ElementTree.fromstring(svg([(("深深ab", "data"),)], "x"))
    assert [float(each.get("textLength", 0)) for each in image.iter(f"{NS}text")][-1] == 50.4  # six cells of 8.4


def test_the_image_is_as_wide_and_high_as_what_stands_in_it() -> None:
    image = ElementTree.fromstring(svg([(("-" * 90, "grid"),), (), ()], "Deadlift", ["a", "b"]))
    assert float(image.get("width", 0)) == 2 * MARGIN + 90 * CELL
    assert float(image.get("height", 0)) == 2 * MARGIN + 5 * LINE


def test_a_long_sentence_goes_on_in_the_next_line() -> None:
    image = ElementTree.fromstring(svg([], "t", [" ".join(["word"] * 30)]))
    assert float(image.get("width", 0)) == 2 * MARGIN + 60 * CELL
    assert [each.text for each in image.iter(f"{NS}text")][1:] == [
        " ".join(["word"] * 12), " ".join(["word"] * 12), " ".join(["word"] * 6)
    ]  # fmt: skip


def test_a_style_that_is_not_used_costs_nothing_and_one_that_is_has_its_colour() -> None:
    image = svg([(("x", "fault"),)], "t")
    assert ".fault { fill: #A04F00; }" in image
    assert ".data" not in image


def test_what_slipped_is_not_told_by_colour_alone() -> None:
    assert "▲" in svg([(("▲ bar drifted", "fault"),)], "t")


texts = st.text(max_size=30)


@given(
    rows=st.lists(st.lists(st.tuples(texts, st.sampled_from(STYLES)), max_size=4).map(tuple), max_size=5),
    title=texts,
    about=st.lists(texts, max_size=2),
)
def test_whatever_stands_in_names_and_notes_it_is_one_sound_image(
    rows: list[Row], title: str, about: list[str]
) -> None:
    image = svg(rows, title, about)
    root = ElementTree.fromstring(image)
    assert {each.tag.removeprefix(NS) for each in root.iter()} <= {"svg", "title", "desc", "style", "rect", "text"}
    right = float(root.get("width", 0)) - MARGIN
    for each in root.iter(f"{NS}text"):
        assert float(each.get("x", 0)) + float(each.get("textLength", 0)) <= right + 0.02
        assert abs(float(each.get("textLength", 0)) - text_width(each.text or "") * CELL) < 0.02
