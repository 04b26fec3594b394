from __future__ import annotations

from html.parser import HTMLParser

from .conftest import Hinge


def test_the_hinge_family_shows_lifts_and_the_faults_they_share(hinge: Hinge) -> None:
    for lift in ("deadlift", "rdl", "good morning"):
        hinge("log", lift, "60x5", "!spine")
    hinge("log", "squat", "60x5", "f4")
    value = hinge("trend", "--family", "hinge", "--json").json
    assert {each["exercise"] for each in value["lifts"]} == {
        "deadlift-conventional", "deadlift-romanian", "good-morning-barbell", "squat-back",
    }  # fmt: skip
    assert value["shared_faults"][0]["lifts"] == 3
    assert value["shared_faults"][0]["checked"] == 3
    assert "in 3 of 3 lifts" in hinge("trend", "--family", "hinge", "--plain").out
    assert "in 3 of 3 lifts" in hinge("trend", "--family", "hinge").out


def test_a_report_is_one_page_of_html_with_charts_and_nothing_raw(hinge: Hinge) -> None:
    hinge("log", "deadlift", "100x5", "f4", '"<script>alert(1)</script> & **more**"')
    page = hinge("report", "--format", "html").out
    tags: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)

    Tags().feed(page)
    assert page.startswith("<!doctype html>")
    assert "script" not in tags
    assert "&lt;script&gt;" in page
    assert {"svg", "h1", "h2", "ul"} <= set(tags)
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
