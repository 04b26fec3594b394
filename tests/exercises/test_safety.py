from __future__ import annotations

import ast
import re

import pytest

from hinge_log.exercises import safety
from tests.support import PACKAGE

CLAIMS = (
    r"prevents? (low(er)? )?back pain",
    r"(prevents?|avoids?|reduces?|lowers?) (the )?(risk of )?injur",
    r"injury[- ]risk|risk of (an )?injury|injury[- ]free",
    r"correct spine|spine is correct",
    r"fix(es)? your (low(er)? )?back",
    r"\b(un)?safe (form|score|lift|spine|back)\b",
    r"safety score",
    r"\bdangerous\b|\bdanger to your\b",
    r"clinically|scientifically proven|validated (score|form)",
    r"guarantee",
    r"bulletproof",
)
"""What nothing here may say: no list of points keeps anybody from harm, and none was shown to."""


def texts() -> dict[str, str]:
    """All that the package can say: every string of its modules, and its data."""
    found = {}
    for path in sorted(PACKAGE.rglob("*")):
        name = str(path.relative_to(PACKAGE))
        if path.suffix == ".py":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            strings = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
            found[name] = "\n".join(strings)
        elif path.suffix in (".toml", ".json", ".txt", ".md"):
            found[name] = path.read_text(encoding="utf-8")
    return found


def test_no_text_claims_what_nobody_can_promise() -> None:
    for name, text in texts().items():
        flat = " ".join(text.split())
        for claim in CLAIMS:
            match = re.search(claim, flat, re.IGNORECASE)
            assert match is None, f"{name}: {flat[max(0, match.start() - 40) : match.end() + 40]!r}"


@pytest.mark.parametrize(
    "claim",
    [
        "This prevents back pain.",
        "Your injury risk is low",
        "a correct spine",
        "We fix your back",
        "unsafe form",
        "safe score",
    ],
)
def test_the_claims_would_be_found(claim: str) -> None:
    assert any(re.search(each, claim, re.IGNORECASE) for each in CLAIMS)


@pytest.mark.parametrize(
    "sign",
    [
        "not medical advice", "cannot see you", "heart condition", "pregnan", "chest pain", "faint", "genitals",
        "urine", "both legs", "cancer", "fever", "Under 18", "Sharp|sharp", "safety pins",
    ],
)  # fmt: skip
def test_what_must_be_known_is_said(sign: str) -> None:
    assert re.search(sign, " ".join(" ".join(line.split()) for line in safety.safety_lines(200)))


@pytest.mark.parametrize("width", [20, 46, 78, 200])
def test_the_text_fits_its_width_and_loses_no_word(width: int) -> None:
    lines = safety.safety_lines(width)
    assert all(len(line) <= max(width, 40) for line in lines) if width >= 46 else lines
    words = " ".join(lines).split()
    for _, sentences in safety.sections():
        for sentence in sentences:
            assert set(sentence.split()) <= set(words)
