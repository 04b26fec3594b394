"""The quick way writes and reads what `json` does: a log is read by both."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log import quick_json

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(values, st.booleans(), st.sampled_from([(", ", ": "), (",", ":")]))
def test_values_are_written_and_read_alike(value: object, ensure_ascii: bool, separators: tuple[str, str]) -> None:
    text = quick_json.dumps(value, ensure_ascii=ensure_ascii, separators=separators)
    assert text == json.dumps(value, ensure_ascii=ensure_ascii, separators=separators)
    assert quick_json.loads(text) == value
    assert quick_json.loads(f" \n{text} ") == value


@pytest.mark.parametrize("text", ["", "{", '{"a":1} x', "nul", '"\x01"', "[1,]"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(json.JSONDecodeError):
        quick_json.loads(text)


def test_what_json_has_no_word_for_is_refused() -> None:
    with pytest.raises(TypeError):
        quick_json.dumps({"a": object()})
    circle: list[object] = []
    circle.append(circle)
    with pytest.raises(ValueError, match="Circular"):
        quick_json.dumps(circle)
    assert quick_json.dumps([1]) == "[1]"  # and what was refused leaves no trace
