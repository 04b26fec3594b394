from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.exchange.dates import day_order, when
from hinge_log.exchange.numbers import Refused


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("7 Apr 2026, 10:14", 4),
        ("7 Eki 2026, 10:14", 10),
        ("7 Şub 2026, 10:14", 2),
        ("7 Ağu 2026, 10:14", 8),
        ("7 Kas 2026, 10:14", 11),
        ("7 Ara 2026, 10:14", 12),
        ("7 März 2026, 10:14", 3),
        ("7. Dez. 2026, 10:14", 12),
        ("7 Mai 2026, 10:14", 5),
        ("7 ene 2026, 10:14", 1),
        ("7 de abril de 2026, 10:14", 4),
        ("7 sept. 2026, 10:14", 9),
        ("7 févr. 2026, 10:14", 2),
        ("7 août 2026, 10:14", 8),
        ("7 juil. 2026 à 10:14", 7),
        ("7 gen 2026, 10:14", 1),
        ("7 mag 2026, 10:14", 5),
        ("7 giu 2026, 10:14", 6),
        ("7 lug 2026, 10:14", 7),
        ("7 ott 2026, 10:14", 10),
        ("7 de fev. de 2026, 10:14", 2),
        ("7 de outubro de 2026, 10:14", 10),
        ("7 sty 2026, 10:14", 1),
        ("7 paź 2026, 10:14", 10),
        ("7 kwietnia 2026, 10:14", 4),
        ("7 lis 2026, 10:14", 11),
        ("7 апр. 2026 г., 10:14", 4),
        ("Apr 7, 2026, 10:14 AM", 4),
        ("2026年4月7日 10:14", 4),
        ("2026년 4월 7일 오전 10:14", 4),
        ("2026-04-07 10:14", 4),
        ("2026-04-07T10:14:00", 4),
    ],
)
def test_a_month_is_understood_in_the_language_of_the_phone(text: str, month: int) -> None:
    assert when(text).at == datetime(2026, month, 7, 10, 14)


def test_half_days_are_turned_into_24_hours() -> None:
    assert when("2021-02-10 4:46:13 PM").at == datetime(2021, 2, 10, 16, 46, 13)
    assert when("2021-02-10 12:05:00 AM").at == datetime(2021, 2, 10, 0, 5)
    assert when("2021-02-10 4:46:13 p. m.").at.hour == 16


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("mar 5 nov 2024, 07:05", datetime(2024, 11, 5, 7, 5)),  # mardi, martes, martedì
        ("5 mar 2024, 07:05", datetime(2024, 3, 5, 7, 5)),
        ("7-Mar-24", datetime(2024, 3, 7)),
        ("07-Apr-26 10:14", datetime(2026, 4, 7, 10, 14)),
        ("7 marts 2026, 10:14", datetime(2026, 3, 7, 10, 14)),
        ("7. des. 2026, 10:14", datetime(2026, 12, 7, 10, 14)),
        ("7 szept. 2026, 10:14", datetime(2026, 9, 7, 10, 14)),
        ("7 iul. 2026, 10:14", datetime(2026, 7, 7, 10, 14)),
        ("7 жовт. 2026, 10:14", datetime(2026, 10, 7, 10, 14)),
        ("7 Φεβ 2026, 10:14", datetime(2026, 2, 7, 10, 14)),
    ],
)
def test_spreadsheets_and_days_of_the_week_do_not_change_the_day(text: str, at: datetime) -> None:
    assert when(text).at == at


def test_a_browser_s_date_keeps_its_zone() -> None:
    found = when("Tue Apr 07 2026 10:14:00 GMT+0200 (Central European Summer Time)")
    assert (found.at, found.offset) == (datetime(2026, 4, 7, 10, 14), 120)


def test_a_zone_is_kept_and_its_absence_too() -> None:
    assert when("2024-01-15T10:00Z").offset == 0
    assert when("2024-01-15T10:00:05.123+02:00").offset == 120
    assert when("2024-01-15T10:00").offset is None


def test_a_date_alone_has_no_time() -> None:
    assert not when("2024-01-15").timed
    assert when("2024-01-15 00:00:00").timed


def test_day_and_month_are_told_apart_by_the_whole_file() -> None:
    assert day_order(["07/08/2024", "07/25/2024"]) == "mdy"
    assert day_order(["07/08/2024", "25/07/2024"]) == "dmy"
    assert when("07/08/2024", "mdy").at == datetime(2024, 7, 8)
    assert when("07/08/2024", "dmy").at == datetime(2024, 8, 7)
    assert when("07.08.2024", "mdy").at == datetime(2024, 8, 7)


@pytest.mark.parametrize(
    "text", ["", "2021-02-30 10:00:00", "2021-13-01", "31 Feb 2022, 10:00", "tomorrow", "0021-02-10", "٢٠٢١-٠٢-١٠",
             "2021-02-10 25:00:00", "99999999-01-01", "7 Foo 2026, 10:14"],
)  # fmt: skip
def test_an_impossible_date_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        when(text)


@given(st.datetimes(datetime(1971, 1, 1), datetime(2099, 12, 31)))
def test_every_time_stamp_of_strong_is_read_back(at: datetime) -> None:
    at = at.replace(microsecond=0)
    assert when(at.strftime("%Y-%m-%d %H:%M:%S")).at == at


@given(st.text(max_size=40))
def test_no_text_does_more_than_refuse(text: str) -> None:
    try:
        when(text)
    except Refused:
        return
