"""How people mark what a set was for: "W1", "Drop set 2", or a yes in a column of warm-ups."""

from __future__ import annotations

import re
from functools import lru_cache

from hinge_log.exchange.dates import fold
from hinge_log.training.workout import SetKind

KINDS = {
    "": SetKind.WORKING,
    "normal": SetKind.WORKING,
    "n": SetKind.WORKING,
    "working": SetKind.WORKING,
    "w": SetKind.WARMUP,
    "wu": SetKind.WARMUP,
    "warmup": SetKind.WARMUP,
    "warm-up": SetKind.WARMUP,
    "warm up": SetKind.WARMUP,
    "warm_up": SetKind.WARMUP,
    "热": SetKind.WARMUP,
    "热身": SetKind.WARMUP,
    "aufwärmen": SetKind.WARMUP,
    "d": SetKind.DROP,
    "drop": SetKind.DROP,
    "dropset": SetKind.DROP,
    "drop set": SetKind.DROP,
    "drop_set": SetKind.DROP,
    "drop-set": SetKind.DROP,
    "f": SetKind.FAILURE,
    "amrap": SetKind.WORKING,
    "top": SetKind.WORKING,
    "back off": SetKind.WORKING,
    "backoff": SetKind.WORKING,
    "work": SetKind.WORKING,
    "regular": SetKind.WORKING,
    "standard": SetKind.WORKING,
    "straight": SetKind.WORKING,
    "main": SetKind.WORKING,
    "myo": SetKind.WORKING,
    "myo rep": SetKind.WORKING,
    "myoreps": SetKind.WORKING,
    "myo reps": SetKind.WORKING,
    "rest pause": SetKind.WORKING,
    "cluster": SetKind.WORKING,
    "super": SetKind.WORKING,
    "superset": SetKind.WORKING,
    "left": SetKind.WORKING,
    "right": SetKind.WORKING,
    "negative": SetKind.WORKING,
    "partial": SetKind.WORKING,
    "failure": SetKind.FAILURE,
    "riscaldamento": SetKind.WARMUP,
    "calentamiento": SetKind.WARMUP,
    "échauffement": SetKind.WARMUP,
    "aquecimento": SetKind.WARMUP,
    "rozgrzewka": SetKind.WARMUP,
    "opwarming": SetKind.WARMUP,
    "разминка": SetKind.WARMUP,
    "aufwärm": SetKind.WARMUP,
    "aufwärmsatz": SetKind.WARMUP,
    "fail": SetKind.FAILURE,
    "to failure": SetKind.FAILURE,
}
"""How the apps mark what a set was for."""

YES = frozenset(
    (
        "1", "1.0", "true", "yes", "y", "t", "x", "✓", "✔", "ja", "j", "wahr", "oui", "vrai", "si", "sí", "sì", "vero",
        "verdadero", "sim", "verdadeiro", "tak", "prawda", "evet", "doğru", "да", "истина", "так", "igen", "ano",
        "waar", "sand", "sant", "是", "はい", "예",
    )
)  # fmt: skip
NO = frozenset(
    (
        "", "0", "0.0", "-", "false", "no", "n", "f", "nein", "falsch", "non", "faux", "falso", "não", "nie", "fałsz",
        "hayır", "yanlış", "нет", "ложь", "ні", "nem", "ne", "nej", "nei", "nee", "onwaar", "usand", "falsk",
        "否", "いいえ", "아니요",
    )
)  # fmt: skip
"""What is written into a column of yes and no, as people and spreadsheets of many languages write it."""


NOT_DONE = frozenset(
    ("skipped", "missed", "incomplete", "not done", "not completed", "planned", "pending", "todo", "to do", "open",
     "cancelled", "canceled", "ubersprungen", "saltato", "saltata", "saltado", "omitido", "saute", "pulado",
     "pominiete", "overgeslagen", "unfinished", "uncompleted", "in progress", "failed to start", "not started")
)  # fmt: skip
"""What a column of states says of a set that was not done."""

EMPTY = frozenset(
    ("NA", "N/A", "n/a", "na", "Na", "#N/A", "-", "--", "---", "–", "—", "nan", "NaN", "NAN", "None", "none", "NONE",
     "null", "NULL", "Null", "nil", "undefined", "<NA>", "?")
)  # fmt: skip
"""What programs write into a cell that has nothing."""

_SIDES = {
    "L": "l/left/links/sinistra/sinistro/izquierda/izquierdo/gauche/esquerda/esquerdo/lewa/lewy/left side/left set"
    "/left arm/left leg/vanster/venstre/sol/левая/左",
    "R": "r/right/rechts/destra/destro/derecha/derecho/droite/direita/direito/prawa/prawy/right side/right set"
    "/right arm/right leg/hoger/hojre/hoyre/sag/правая/右",
}

REST = frozenset(
    ("rest timer", "rest", "ruhetimer", "pausentimer", "休息计时器", "休息计时", "temporizador de descanso")
)
NOTES = frozenset(("note", "notiz", "nota", "备注", "笔记", "メモ", "메모", "notatka", "заметка"))
"""Marks of rows that hold what was written about an exercise."""

_NUMBERED = re.compile(r"[\s#.:]*[0-9]*$")
_SET = re.compile(r"\b(?:sets?|satz)\b")


@lru_cache(maxsize=1_024)
def set_kind(text: str) -> SetKind | None:
    """The kind of a set by its mark, also with a number behind it; None for a mark that is not known."""
    return _KINDS.get(_plain(text))


@lru_cache(maxsize=1_024)
def side_of(text: str) -> str:
    """The side that a mark names, "L" or "R"; "" for none or both."""
    return _SIDE.get(" ".join(fold(text.strip().replace("_", " ")).split()), "")


@lru_cache(maxsize=1_024)
def is_done(text: str) -> bool:
    """Whether a cell in a column of what was done or completed says so; an empty one does not deny it."""
    word = " ".join(fold(text.strip().replace("_", " ")).split())
    return not word or (word not in _NO and word not in NOT_DONE)


@lru_cache(maxsize=1_024)
def is_skipped(text: str) -> bool:
    """Whether a cell in a column of what was skipped says so."""
    word = " ".join(fold(text.strip().replace("_", " ")).split())
    return word in _YES or word in NOT_DONE


@lru_cache(maxsize=1_024)
def is_amrap(text: str) -> bool:
    """Whether a mark says that as many reps as possible were done."""
    return "amrap" in fold(text)


@lru_cache(maxsize=1_024)
def is_warmup(text: str) -> bool | None:
    """What a cell in a column of warm-ups says, yes, no or the mark of a kind; None for what is neither."""
    text = fold(text.strip())
    if text in _YES:
        return True
    if text in _NO:
        return False
    kind = set_kind(text)
    return None if kind is None else kind is SetKind.WARMUP


def _plain(text: str) -> str:
    """A mark folded, without number, hyphens and the word "set"."""
    text = fold(text.strip().replace("_", " ").replace("-", " "))
    return "".join(_SET.sub(" ", _NUMBERED.sub("", text)).split())


_KINDS = {_plain(mark): kind for mark, kind in KINDS.items()}
_SIDE = {word: side for side, words in _SIDES.items() for word in words.split("/")}
_YES = frozenset(map(fold, YES))
_NO = frozenset(map(fold, NO))
