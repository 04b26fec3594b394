"""JSON by the interpreter's own C functions: `json` compiles seven patterns before it has read a word.

`loads` and `dumps` give what those of `json` give; whatever is out of the ordinary is left to `json` itself.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    _read: Callable[[str, int], tuple[Any, int]] | None
    _writer: Callable[..., Callable[[object, int], tuple[str, ...]]] | None


class _Usual:
    """How `json.loads` reads when nothing is asked for."""

    strict = True
    object_hook = object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}.__getitem__


try:
    import _json
except ImportError:  # an interpreter without the C half
    _read = _writer = None
else:
    _read, _writer = getattr(_json, "make_scanner")(_Usual), getattr(_json, "make_encoder")  # noqa: B009 - untyped


def loads(text: str) -> Any:
    """Read one JSON value; raises ValueError."""
    if _read is not None:
        try:
            found, end = _read(text, 0)
            if not text[end:].strip(" \t\n\r"):
                return found
        except (StopIteration, ValueError, TypeError):
            pass
    from json import loads as read

    return read(text)  # blanks before it, or what is wrong with it


def dumps(value: object, *, ensure_ascii: bool = True, separators: tuple[str, str] = (", ", ": ")) -> str:
    """Write one value; raises TypeError for what JSON has no word for."""
    if _writer is None:
        from json import dumps as write

        return write(value, ensure_ascii=ensure_ascii, separators=separators)
    quoted = _json.encode_basestring_ascii if ensure_ascii else _json.encode_basestring
    return "".join(_writer({}, _refuse, quoted, None, separators[1], separators[0], False, False, True)(value, 0))


def _refuse(value: object) -> object:
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
