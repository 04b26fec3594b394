"""Dates as other loggers write them: ISO, day first, month first, and month names in many languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from hinge_log.exchange.numbers import Refused, quoted

FIRST_YEAR, LAST_YEAR = 1970, 2100


class When(NamedTuple):
    """A local date and time; `offset` in minutes if the text fixes one, `timed` unless it is a date alone."""

    at: datetime
    offset: int | None
    timed: bool


# One line per language: January to December; `/` parts spellings. Every prefix of three letters or more that
# belongs to one month alone is understood as well.
_MONTHS = """
january february march april may june july august september/sept october november december
ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik
januar/janner februar/feber marz/mrz/maerz april mai juni juli august september oktober november dezember
enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
styczen/stycznia luty/lutego marzec/marca kwiecien/kwietnia maj/maja czerwiec/czerwca lipiec/lipca sierpien/sierpnia \
wrzesien/wrzesnia pazdziernik/pazdziernika listopad/listopada grudzien/grudnia
januari februari maart/mrt april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
январь/января февраль/февраля март/марта апрель/апреля май/мая июнь/июня июль/июля август/августа \
сентябрь/сентября октябрь/октября ноябрь/ноября декабрь/декабря
januar februar marts april maj juni juli august september oktober november december
januar februar mars april mai juni juli august september oktober november desember
gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december
січень/січня лютий/лютого березень/березня квітень/квітня травень/травня червень/червня липень/липня серпень/серпня \
вересень/вересня жовтень/жовтня листопад/листопада грудень/грудня
ιανουαριος/ιανουαριου φεβρουαριος/φεβρουαριου μαρτιος/μαρτιου απριλιος/απριλιου μαιος/μαιου ιουνιος/ιουνιου \
ιουλιος/ιουλιου αυγουστος/αυγουστου σεπτεμβριος/σεπτεμβριου οκτωβριος/οκτωβριου νοεμβριος/νοεμβριου \
δεκεμβριος/δεκεμβριου
leden/ledna unor/unora brezen/brezna duben/dubna kveten/kvetna cerven/cervna cervenec/cervence srpen/srpna \
zari rijen/rijna listopad/listopadu prosinec/prosince
"""

_ISO = re.compile(
    r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})"
    r"(?:[T\s,]+([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]{1,9})?)?)?"
    r"\s*([^\W\d_][^\W\d_. ]*\.?\s?[^\W\d_]?\.?)?\s*([+-][0-9]{2}:?[0-9]{2})?"
)
_PARTED = re.compile(
    r"([0-9]{1,2})([-/.])\s?([0-9]{1,2})[-/.]\s?([0-9]{4}|[0-9]{2})"
    r"(?:[T\s,]+([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?)?\s*([^\W\d_].{0,10})?"
)
_CJK = re.compile(
    r"([0-9]{4})\s*[年년]\s*([0-9]{1,2})\s*[月월]\s*([0-9]{1,2})\s*[日일]?[\s,]*(?:[(（].[)）])?\s*"
    r"([^\W\d_]{2})?\s*(?:([0-9]{1,2})[:時点점시]\s?([0-9]{2})?[分분]?(?::([0-9]{2}))?)?\s*([^\W\d_]{2})?"
)
_TIME = re.compile(r"([0-9]{1,2})[:h.]([0-9]{2})(?::([0-9]{2}))?\s*((?:[ap]\.?\s?m\.?)|[ap])?", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_USUAL = re.compile(r"([0-9]{1,2})\.? ([^\W\d_]+)\.? ([0-9]{4})(?:, ([0-9]{1,2}):([0-9]{2}))?")
"""Hevy's usual shape: most of a large file stands in it, and it is told at a glance."""
_SHORT_YEAR = re.compile(r"(?<![0-9])([0-9]{1,2})([-\s./])([^\W\d_]{3,})\.?\2'?([0-9]{2})(?![0-9:.])")
"""A spreadsheet's 7-Mar-24."""
_ZONE = re.compile(r"\s*(?:GMT|UTC)\s?([+-])([0-9]{2}):?([0-9]{2})(?:\s*\([^()]*\))?$")
_DAYS = frozenset(("mar",))
"""Short names of days of the week (mardi, martes, martedì) that could be months."""
_NUMBERED = re.compile(r"(?<![0-9])([0-9]{1,2})\s?[月월]")
_AFTERNOON = frozenset(("pm", "p", "下午", "午後", "오후", "μμ", "晚上", "nachm", "م"))
_MORNING = frozenset(("am", "a", "上午", "午前", "오전", "πμ", "凌晨", "早上", "vorm", "ص"))


@lru_cache(maxsize=4_096)
def fold(text: str) -> str:
    """Lower case without accents, so that Şub, sub and SUB are one."""
    text = text.replace("ı", "i").replace("İ", "i").replace("ł", "l")
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Folded month names and their unambiguous beginnings -> 1 to 12."""
    full: dict[str, int] = {}
    starts: dict[str, set[int]] = {}
    for line in _MONTHS.strip().splitlines():
        for number, spellings in enumerate(line.split(), 1):
            for name in map(fold, spellings.split("/")):
                full.setdefault(name, number)
                for end in range(3, len(name)):
                    starts.setdefault(name[:end], set()).add(number)
    short = {start: next(iter(numbers)) for start, numbers in starts.items() if len(numbers) == 1}
    return short | full


@lru_cache(maxsize=8_192)
def when(text: str, order: str = "") -> When:
    """Read a date with or without a time; `order` is "dmy" or "mdy" for 07/08/2024; raises Refused."""
    text = text.strip()
    if not text:
        raise Refused("no date")
    try:
        moment = _digits(text) if text.isdecimal() else _iso(text) or _cjk(text) or _parted(text, order) or _named(text)
    except ValueError:
        moment = None
    if moment is None or not FIRST_YEAR <= moment.at.year <= LAST_YEAR:
        raise Refused(f"date {quoted(text)} cannot be read")
    return moment


def day_order(texts: Iterable[str], default: str = "dmy") -> str:
    """Whether dates such as 07/08/2024 in one file put the day ("dmy") or the month ("mdy") first."""
    for text in texts:
        match = _PARTED.match(text.strip())
        if match is None:
            continue
        if match[2] == "." or int(match[1]) > 12:
            return "dmy"
        if int(match[3]) > 12:
            return "mdy"
    return default


def names_halves(texts: Iterable[str]) -> bool:
    """Whether times of day stand with AM or PM."""
    return any(match[8] is not None for match in map(_PARTED.match, map(str.strip, texts)) if match is not None)


def parted(text: str) -> bool:
    """Whether a date needs `day_order` to be understood."""
    return _PARTED.match(text.strip()) is not None


def _hour(hour: int, word: str | None) -> int:
    """The hour of 0 to 23; `word` may name the half of the day. Raises ValueError."""
    half = re.sub(r"[.\s]", "", word or "").casefold()
    if half in _AFTERNOON:
        return hour + 12 if hour < 12 else hour
    if half in _MORNING:
        return hour % 12 if hour <= 12 else hour
    if half:
        raise ValueError(half)
    return hour


def _digits(text: str) -> When | None:
    """A date as 20240531, or seconds or milliseconds since 1970 in UTC."""
    if not text.isascii():
        return None
    if len(text) == 8:
        return When(datetime(int(text[:4]), int(text[4:6]), int(text[6:])), None, False)
    if len(text) in (10, 13):
        return When(datetime(1970, 1, 1) + timedelta(seconds=int(text[:10])), 0, True)
    return None


def _iso(text: str) -> When | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, word, zone = match.groups()
    offset: int | None = None
    if word in ("Z", "z") or word in ("UTC", "GMT"):
        offset, word = 0, None
    if zone is not None:
        sign = -1 if zone[0] == "-" else 1
        offset = sign * (int(zone[1:3]) * 60 + int(zone[-2:]))
        if abs(offset) > 14 * 60:
            return None
    if hour is None and word:
        return None
    at = datetime(int(year), int(month), int(day), _hour(int(hour or 0), word), int(minute or 0), int(second or 0))
    return When(at, offset, hour is not None)


def _parted(text: str, order: str) -> When | None:
    match = _PARTED.fullmatch(text)
    if match is None:
        return None
    first, mark, second_part, year, hour, minute, second, word = match.groups()
    if hour is None and word:
        return None
    day, month = int(first), int(second_part)
    if order == "mdy" and mark != ".":
        day, month = month, day
    full = int(year) if len(year) == 4 else 2000 + int(year)
    at = datetime(full, month, day, _hour(int(hour or 0), word), int(minute or 0), int(second or 0))
    return When(at, None, hour is not None)


def _cjk(text: str) -> When | None:
    match = _CJK.fullmatch(text)
    if match is None:
        return None
    year, month, day, before, hour, minute, second, after = match.groups()
    at = datetime(
        int(year), int(month), int(day), _hour(int(hour or 0), before or after), int(minute or 0), int(second or 0)
    )
    return When(at, None, hour is not None)


def _named(text: str) -> When | None:
    """A date with a month name: 7 Apr 2026, 10:14; 7 de abr. de 2026 10:14; Apr 7, 2026 10:14 AM; 7 4月 2026, 10:14."""
    if len(text) > 90:
        return None
    usual = _USUAL.fullmatch(text)
    if usual is not None and (known := months().get(fold(usual[2]))) is not None:
        at = datetime(int(usual[3]), known, int(usual[1]), int(usual[4] or 0), int(usual[5] or 0))
        return When(at, None, usual[4] is not None)
    offset = None
    if zone := _ZONE.search(text):
        offset = int(f"{zone[1]}1") * (60 * int(zone[2]) + int(zone[3]))
        text = text[: zone.start()]
    text = _SHORT_YEAR.sub(r"\1 \3 20\4", text)
    month, rest = _month(text)
    if month is None:
        return None
    text = rest
    time = _TIME.search(text)
    rest = text if time is None else text[: time.start()] + " " + text[time.end() :]
    numbers = re.findall(r"[0-9]+", rest)
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(years) != 1 or len(days) != 1 or len(numbers) != 2:
        return None
    date = datetime(int(years[0]), month, int(days[0]))
    if time is None:
        return When(date, None, False)
    hour = _hour(int(time[1]), time[4])
    if hour > 23 or int(time[2]) > 59 or int(time[3] or 0) > 59:
        return None
    return When(date + timedelta(hours=hour, minutes=int(time[2]), seconds=int(time[3] or 0)), offset, True)


def _month(text: str) -> tuple[int | None, str]:
    """The month that is named in a text, and the text without it where that is a number."""
    words = [word for word in map(fold, _WORDS.findall(text)) if word in months()]
    if len({months()[word] for word in words}) > 1:
        words = [word for word in words if word not in _DAYS] or words
    if words:
        return months()[words[0]], text
    numbered = _NUMBERED.search(text)
    if numbered is None or not 1 <= int(numbered[1]) <= 12:
        return None, text
    return int(numbered[1]), f"{text[: numbered.start()]} {text[numbered.end() :]}"
