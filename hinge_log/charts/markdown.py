"""Markdown in which text of users stays text: it becomes no heading, link, table cell or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hinge_log.text import clean, shown

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!$&])")
_OPENS = re.compile(r"([-+=@:]|[0-9]+(?=[.)]))")
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)")


def escaped(text: str) -> str:
    """Give a text of a user on one line, as Markdown that shows it as it was typed."""
    line = _SPECIAL.sub(r"\\\1", " ".join(shown(clean(text, lines=True).replace("\n", " / ")).split()))
    line = _LINK.sub(lambda match: f"{match[1] or match[3]}\\{match[2] or match[4]}", line)
    opens = _OPENS.match(line)
    if opens is None:
        return line
    # A list, a rule, or in a spreadsheet a formula; a number needs its full stop escaped, not itself.
    return f"{opens[0]}\\{line[opens.end() :]}" if opens[0][0].isdigit() else f"\\{line}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """A table whose cells are Markdown already; the columns `right` stand to the right."""
    aligned = set(right)
    lines = [_line(head), _line(["---:" if place in aligned else "---" for place in range(len(head))])]
    return lines + [_line(row) for row in rows]


def fenced(lines: Sequence[str]) -> list[str]:
    """A block of code that nothing in it can close."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}text", *lines, fence]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
