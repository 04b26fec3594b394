from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.exchange.code_pages import code_page
from hinge_log.exchange.parsed import ParsedFile

Give = Callable[..., ParsedFile]

HEVY = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,"
    "distance_km,duration_seconds,rpe\n"
)
FRENCH = ("été", "août", "développé", "couché")


def test_a_turkish_hevy_file_that_excel_saved_keeps_dates_and_names(give: Give) -> None:
    rows = "".join(
        f'Bacak Günü,"{day}, 10:14","{day}, 11:14",,Bacak Presi (Ağırlık),,,0,normal,100,5,,,\n'
        for day in ("7 Şub 2024", "9 Ağu 2024")
    )
    parsed = give((HEVY + rows).encode("cp1254"))
    assert {each.start for each in parsed.workouts} == {datetime(2024, 2, 7, 10, 14), datetime(2024, 8, 9, 10, 14)}
    assert {each.name for each in parsed.workouts} == {"Bacak Günü"}
    assert list(parsed.exercises()) == ["Bacak Presi (Ağırlık)"]


def test_a_polish_hevy_file_that_excel_saved_keeps_dates_and_names(give: Give) -> None:
    row = 'Nogi,"7 paź 2024, 10:14","7 paź 2024, 11:14",,Martwy ciąg (sztanga),,,0,normal,100,5,,,\n'
    parsed = give((HEVY + row).encode("cp1250"))
    assert [each.start for each in parsed.workouts] == [datetime(2024, 10, 7, 10, 14)]
    assert list(parsed.exercises()) == ["Martwy ciąg (sztanga)"]


def test_a_russian_table_that_excel_saved_is_understood(give: Give) -> None:
    content = "Дата;Упражнение;Вес;Повторения\n07.10.2024;Становая тяга;100;5\n07.10.2024;Жим лёжа;60;8\n"
    parsed = give(content.encode("cp1251"), unit="kg")
    assert [(one.exercise, one.weight, one.reps) for one in parsed.all_sets()] == [
        ("Становая тяга", "100", 5),
        ("Жим лёжа", "60", 8),
    ]


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("Kniebeuge mit Überkopfdrücken, Fußheben, März", "cp1252"),
        ("Développé couché à la barre, août, œuf", "cp1252"),
        ("Sentadilla búlgara, ¿Año?, 1ª semana", "cp1252"),
        ("Più lento, perché è già 2º", "cp1252"),
        ("Levantamento terra, Flexões, Rotação", "cp1252"),
        ("Dødløft, Bænkpres på skrå", "cp1252"),
        ("Marklyft, Knäböj på bänk", "cp1252"),
        ("Maastönosto, päivä", "cp1252"),
        ("Réttstöðulyfta, Þriðjudagur, ágú", "cp1252"),
        ("Jõutõmme, päev", "cp1252"),
        ("3 m³, £5, ¾ squat, 20°, 3×5 – “ok”", "cp1252"),
        ("Deadlift", "cp1252"),
        ("Sırt", "cp1254"),
        ("KALDIRIŞ, İtiş, Göğüs", "cp1254"),
        ("Żołnierskie, Łydki, Wiosłowanie", "cp1250"),
        ("Felhúzás, erőemelés, gyűrű", "cp1250"),
        ("Mrtvý tah, Dřep, Tlak vleže, říjen", "cp1250"),
        ("Mŕtvy ťah, Ľahký drep", "cp1250"),
        ("Присідання зі штангою, її", "cp1251"),
        ("СТАНОВАЯ ТЯГА (IWF)", "cp1251"),
    ],
)
def test_a_name_is_read_as_it_was_written(give: Give, name: str, page: str) -> None:
    parsed = give(f'Date;Exercise;Weight (kg);Reps\n2024-05-01;"{name}";100;5\n'.encode(page))
    assert list(parsed.exercises()) == [name]


def test_letters_far_behind_the_header_are_looked_at(give: Give) -> None:
    plain = "2024-05-01;Deadlift;100;5\n" * 3_000
    parsed = give(f"Date;Exercise;Weight (kg);Reps\n{plain}2024-05-02;Martwy ciąg;100;5\n".encode("cp1250"))
    assert list(parsed.exercises()) == ["Deadlift", "Martwy ciąg"]


@given(st.binary(max_size=300))
def test_any_bytes_have_a_code_page(sample: bytes) -> None:
    assert code_page(sample) in ("cp1252", "cp1254", "cp1250", "cp1251")


@given(st.lists(st.sampled_from(FRENCH), min_size=1, max_size=9))
def test_french_words_stay_western_in_any_number_and_order(words: list[str]) -> None:
    assert code_page(" ".join(words).encode("cp1252")) == "cp1252"
