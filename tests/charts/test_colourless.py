"""Without colour a button is still told from words, and a chart's data from its paper."""

from __future__ import annotations

from hinge_log.charts.cells import Grid, plain
from hinge_log.charts.colourless import bracketed, undotted
from hinge_log.charts.pages.parts import Button, buttons, tied, wrapped
from hinge_log.training.workout import LABELS


def test_a_button_has_edges_and_the_chosen_one_keeps_its_block() -> None:
    grid = Grid(40, 3)
    buttons(grid, 1, 0, 38, 3, [Button("START", "start", chosen=True), Button("plans", "go"), Button("rate", "r", "4")])
    middle = plain(bracketed(grid.rows())[1])
    assert middle.count("[") == middle.count("]") == 2
    assert "[   plans  ]" in middle or "[  plans   ]" in middle
    assert len(middle) == len(plain(grid.rows()[1])) or middle.endswith("]")


def test_of_several_answers_the_chosen_one_alone_has_edges() -> None:
    grid = Grid(60, 1)
    buttons(grid, 1, 0, 58, 1, [Button(word, "r", str(n), n == 4, choice=True) for n, word in LABELS.items()])
    said = plain(bracketed(grid.rows())[0])
    assert said.split() == ["1", "lost", "2", "rough", "3", "okay", "[", "4", "solid", "]", "5", "crisp"]


def test_words_that_are_no_buttons_stay_as_they_are() -> None:
    row = ((" plans ", "muted>go"), (" ", ""), ("4", "strong"))
    assert bracketed([row]) == [row]


def test_dots_of_the_paper_go_and_weeks_of_a_fault_stay() -> None:
    chart = (("4", "muted"), ("   ", ""), ("·", "grid"), ("  ", ""), ("•", "data"), ("·", "grid"))
    faults = (("lost the brace ", "text"), ("·", "grid"), ("▓", "fault"), ("··", "grid"))
    assert plain(undotted([chart])[0]) == "4      •"
    assert undotted([faults]) == [faults]


def test_a_key_stands_over_a_word_that_would_touch_the_edge() -> None:
    grid = Grid(48, 3)
    buttons(grid, 1, 0, 46, 3, [Button(word, "r", str(n)) for n, word in enumerate(("lost", "rough", "solid"), 1)])
    assert plain(grid.rows()[1]).split() == ["1", "lost", "2", "rough", "3", "solid"]
    grid = Grid(30, 3)
    buttons(grid, 0, 0, 23, 3, [Button(word, "r", str(n)) for n, word in enumerate(("lost", "rough", "solid"), 1)])
    assert plain(grid.rows()[0]).split() == ["1", "2", "3"]
    assert plain(grid.rows()[1]).split() == ["lost", "rough", "solid"]


def test_ratings_are_not_broken_over_two_lines() -> None:
    assert wrapped(f"Hip thrust 107.5 × 5 5 5, {tied('form 4 4 -')}", 30) == ["Hip thrust 107.5 × 5 5 5,", "form 4 4 -"]
