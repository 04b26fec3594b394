"""Bodyweight in words: its trend, and strength relative to it."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.clock import date_text
from hinge_log.errors import EntryError
from hinge_log.training.bodyweight import BodyweightTrend, Weighing, bodyweight_trend, relative_strength
from hinge_log.training.load import Load, read_load

_BARS = "▁▂▃▄▅▆▇█"
_BARS_SHOWN = 12
"""So many of the last weighings stand as bars."""


def weight_words(grams: float, unit: str) -> str:
    """A bodyweight to a tenth: "82.4 kg"."""
    return f"{float(Load.from_grams(round(grams), unit).value):.1f}".removesuffix(".0") + f" {unit}"


def trend_line(trend: BodyweightTrend, unit: str) -> str:
    """The mean of a week and the change in four: "7-day mean 82.1 kg, -0.6 kg in four weeks"."""
    mean = f"7-day mean {weight_words(trend.mean_g, unit)}"
    if trend.change_g is None:
        return f"{mean}. A four-week change needs an earlier weight."
    sign = "+" if trend.change_g > 0 else "-" if trend.change_g < 0 else ""
    return f"{mean}, {sign}{weight_words(abs(trend.change_g), unit)} in four weeks"


def bodyweight_bars(weighings: Sequence[Weighing]) -> str:
    """The last weighings as bars from the lightest to the heaviest, oldest first; "" for fewer than two."""
    grams = [each.grams for each in weighings[-_BARS_SHOWN:]]
    if len(grams) < 2:
        return ""
    low, high = min(grams), max(grams)
    middle = len(_BARS) // 2
    return "".join(
        _BARS[middle if low == high else round((each - low) / (high - low) * (len(_BARS) - 1))] for each in grams
    )


def bodyweight_lines(weighings: Sequence[Weighing], unit: str, today: int, *, ascii_only: bool) -> tuple[str, ...]:
    """The last weighing with bars of those before it, and the trend; nothing without a weighing."""
    trend = bodyweight_trend(weighings)
    if trend is None:
        return ()
    bars = "" if ascii_only else bodyweight_bars(weighings)
    last = f"{weight_words(trend.last.grams, unit)}, {date_text(trend.last.day, weekday=False, today=today)}"
    return f"{last}  {bars}".rstrip(), trend_line(trend, unit)


def typed_weight(text: str, unit: str, weighings: Sequence[Weighing]) -> str:
    """What is said of a bodyweight while it is typed; an error begins with "^"."""
    if not text.strip():
        before = "".join(f" Last {weight_words(each.grams, unit)}." for each in weighings[-1:])
        return f"Type today's bodyweight, such as 82.4 or 181lb.{before}"
    try:
        weight = read_load(text, unit)
    except EntryError as error:
        return f"^ {error}"
    return f"→ {weight.text} {weight.unit}"


def relative_words(load_g: float, body_g: int, unit: str) -> str:
    """A load as a multiple of bodyweight: "2.18 × bodyweight (82.4 kg)"."""
    return f"{relative_strength(load_g, body_g):.2f} × bodyweight ({weight_words(body_g, unit)})"
