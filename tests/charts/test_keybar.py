from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hinge_log.charts.cells import plain, row_width
from hinge_log.charts.keybar import Key, keybar

names = st.sampled_from(["a", "1-5", "⏎", "space", "esc"])
labels = st.text("abcdefgh 深", min_size=1, max_size=12)
keys = st.lists(st.builds(Key, names, labels, st.just("act")), max_size=12)


@given(keys, st.integers(1, 200))
def test_the_bar_fits_and_always_names_the_way_to_help(shown: list[Key], width: int) -> None:
    row = keybar(shown, width)
    assert width - 1 <= row_width(row) <= width
    assert plain(row).rstrip().endswith("help" if width >= 8 else "?")
    assert any(style.endswith(">help") for text, style in row if text.strip())


@given(keys, st.integers(1, 200))
def test_the_least_important_keys_give_way_first(shown: list[Key], width: int) -> None:
    row = keybar(shown, width)
    kept = [text for text, style in row if style == "strong>act"]
    assert kept == [key.key for key in shown[: len(kept)]]


def test_all_keys_are_there_when_there_is_room() -> None:
    row = keybar([Key("space", "log set", "log"), Key("1-5", "form")], 80, "F1")
    assert plain(row).split() == ["space", "log", "set", "1-5", "form", "F1", "help"]
    assert ("space", "strong>log") in row
    assert ("1-5", "strong") in row


def test_no_width_is_no_bar() -> None:
    assert keybar([Key("a", "act")], 0) == ()
