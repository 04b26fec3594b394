"""What is sent for changed cells leaves the terminal as a whole repaint would."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style

from hinge_log.charts.cells import Row
from hinge_log.widgets.changes import Changes, cells_of, codes, runs

WIDTH = 24
STYLES = {
    "text": Style.parse("#ECE8DC on #10161A"),
    "strong": Style.parse("bold #ECE8DC on #10161A"),
    "bar": Style.parse("#ECE8DC on #1D272D"),
    "plain": Style.parse("bold reverse"),
}
rows = st.lists(st.tuples(st.text("abc █×", max_size=8), st.sampled_from(list(STYLES))), max_size=5).map(tuple)


def sent(parts: list[tuple[int, int, object]]) -> str:
    console = Console(color_system="truecolor")
    return Changes(parts, STYLES.__getitem__).render_segments(console)  # type: ignore[arg-type]


def terminal(text: str) -> list[object]:
    screen = pyte.Screen(WIDTH, 1)
    pyte.Stream(screen).feed(text)
    return [screen.buffer[0][x] for x in range(WIDTH)]


@given(rows, rows)
def test_the_terminal_shows_the_new_row(before: Row, after: Row) -> None:
    old, new = cells_of(before, WIDTH), cells_of(after, WIDTH)
    assert old is not None
    assert new is not None
    whole = sent([(0, 0, new)])
    changes = sent([(start, 0, new[start:end]) for start, end in runs(old, new)])
    assert terminal(sent([(0, 0, old)]) + changes) == terminal(whole)


def test_a_second_of_a_clock_is_a_few_bytes() -> None:
    before = cells_of((("Rest ", "text"), ("1:30", "strong"), (" of 3:00", "bar")), WIDTH)
    after = cells_of((("Rest ", "text"), ("1:29", "strong"), (" of 3:00", "bar")), WIDTH)
    assert before is not None
    assert after is not None
    ((start, end),) = runs(before, after)
    assert (start, end) == (7, 9)
    assert len(sent([(start, 0, after[start:end])])) < 60


def test_a_row_with_wide_letters_is_left_to_the_library() -> None:
    assert cells_of((("硬拉", "text"),), WIDTH) is None


def test_a_terminal_of_few_colours_is_sent_its_own() -> None:
    assert codes(STYLES["text"], ColorSystem.STANDARD)[1] in {
        str(number) for number in (*range(30, 38), *range(90, 98))
    }
    assert codes(STYLES["plain"], ColorSystem.TRUECOLOR) == ("1;7", "", "")
