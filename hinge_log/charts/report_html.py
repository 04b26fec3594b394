"""A coach's report as one HTML file: the Markdown page, with the charts as SVG; every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}td,th{border:1px solid #c9d1d9;padding:.2rem .6rem;text-align:left}"
    "pre{overflow-x:auto}svg{max-width:100%;height:auto}"
)


def report_html(markdown: str, images: Iterable[str], title: str) -> str:
    """The page: `markdown` as `report_page` writes it, with `images`, SVG of our own, in place of its charts."""
    lines = _body(markdown.split("\n"), iter(images))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    begin = f'<!doctype html>\n<html lang="en"><head>{head}<style>{_STYLE}</style></head><body>'
    return "\n".join([begin, *lines, "</body></html>", ""])


def _inline_svg(image: str) -> str:
    return image[image.index("<svg") :].strip()


def _body(lines: list[str], images: Iterator[str]) -> list[str]:
    """Headings, lists, tables, code and paragraphs, as many kinds as the report has."""
    out: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if line.startswith("```"):
            fence = line[: len(line) - len(line.lstrip("`"))]
            while end < len(lines) and lines[end] != fence:
                end += 1
            image = next(images, "")
            chart = f"<pre>{escape(chr(10).join(lines[at + 1 : end]))}</pre>"
            out.append(f"<figure>{_inline_svg(image)}</figure>" if image else chart)
            end += 1
        elif line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            out.append(f"<h{level}>{_text(line.lstrip('# '))}</h{level}>")
        elif line.startswith("|"):
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            out += _table(lines[at:end])
        elif line.startswith("- "):
            while end < len(lines) and lines[end].startswith(("- ", "  ")):
                end += 1
            out += ["<ul>", *(f"<li>{_text(each.removeprefix('- ').strip())}</li>" for each in lines[at:end]), "</ul>"]
        elif line.strip():
            out.append(f"<p>{_text(line)}</p>")
        at = end
    return out


def _table(lines: list[str]) -> list[str]:
    rows = [[cell.strip() for cell in line.strip().strip("|").split(" | ")] for line in lines]
    body = [row for row in rows if not all(set(cell) <= set("-: |") for cell in row)]
    out = ["<table>"]
    for number, row in enumerate(body):
        tag = "th" if number == 0 else "td"
        out.append("<tr>" + "".join(f"<{tag}>{_text(cell)}</{tag}>" for cell in row) + "</tr>")
    return [*out, "</table>"]


def _text(text: str) -> str:
    """Words with **bold**, what Markdown escapes with a backslash as it is."""
    parts = escape(_unescaped(text)).split("**")
    return "".join(f"<b>{part}</b>" if at % 2 and at < len(parts) - 1 else part for at, part in enumerate(parts))


def _unescaped(text: str) -> str:
    import re

    return re.sub(r"\\([^\w\s])", r"\1", text)
