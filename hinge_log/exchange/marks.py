"""How people mark what a set was for, and whether it was done: "W1", "Drop set 2", a yes in a column of warm-ups."""

from __future__ import annotations

import re
from functools import lru_cache

from hinge_log.exchange.dates import fold
from hinge_log.training.workout import SetKind

KINDS = {
    SetKind.WORKING: "/normal/n/working/work/regular/standard/straight/main/top/back off/backoff/amrap/myo/myo rep"
    "/myoreps/myo reps/rest pause/cluster/super/superset/left/right/negative/partial/arbeit/arbeits/arbeitssatz"
    "/normale/effettiva/lavoro/efectiva/trabajo/normalna/robocza/trabalho/valida/travail/effective/werkset/arbets"
    "/arbetsset/normaal/vanlig/рабочий/обычный/正式/正式组/正常/普通/メイン/通常/본/일반",
    SetKind.WARMUP: "w/wu/warmup/warm/热/热身/热身组/暖身/aufwarmen/aufwarm/aufwarmsatz/riscaldamento/calentamiento"
    "/echauffement/aquecimento/rozgrzewka/rozgrzewkowa/opwarming/разминка/разминочный/розминка/uppvarmning"
    "/uppvarmnings/oppvarming/oppvarmings/opvarmning/opvarmnings/isinma/zahrivaci/bemelegites/incalzire"
    "/ウォームアップ/アップ/웜업/워밍업",
    SetKind.DROP: "d/drop/dropset/drop set/abnehmend/reduktionssatz/reduktion/递减/递减组/ドロップ/드롭",
    SetKind.FAILURE: "f/failure/fail/to failure/muskelversagen/versagen/fallo/echec/falha/cedimento/力竭/限界/실패",
}
"""How the apps mark what a set was for, folded and parted by `/`; without the word "set" and a number."""

_COOL_DOWN = "cooldown/cool down/cool/abwarmen/cooling down/defaticamento/enfriamiento/retour au calme/desaquecimento"
"""Sets after the work: kept as warm-ups, since they do not count either."""

YES = frozenset(
    (
        "1", "1.0", "true", "yes", "y", "t", "x", "✓", "✔", "✅", "☑", "ja", "j", "wahr", "oui", "vrai", "si",
        "sí", "sì", "s", "vero", "verdadero", "sim", "verdadeiro", "tak", "prawda", "evet", "doğru", "да",
        "истина", "так", "igen", "ano", "da", "waar", "sand", "sant", "是", "はい", "예",
    )
)  # fmt: skip
NO = frozenset(
    (
        "", "0", "0.0", "-", "false", "no", "n", "f", "nein", "falsch", "non", "faux", "falso", "não", "nie", "fałsz",
        "hayır", "yanlış", "нет", "ложь", "ні", "nem", "ne", "nej", "nei", "nee", "onwaar", "usand", "falsk",
        "否", "いいえ", "아니요", "✗", "✘", "❌", "☐", "nu",
    )
)  # fmt: skip
"""What is written into a column of yes and no, as people and spreadsheets of many languages write it."""

_DONE = (
    "completed/complete/done/finished/full/success/successful/logged/performed/passed/pass/ok/achieved/hit/pr"
    "/abgeschlossen/erledigt/fertig/beendet/geschafft/absolviert/completado/completada/hecho/hecha/realizado"
    "/realizada/terminado/terminada/finalizado/finalizada/termine/terminee/complete/fait/faite/effectue/effectuee"
    "/acheve/completato/completata/fatto/fatta/eseguito/eseguita/finito/concluido/concluida/feito/feita/completo"
    "/voltooid/gedaan/klaar/afgerond/ukonczone/ukonczony/wykonane/wykonany/zrobione/zakonczone/slutford/klar/gjord"
    "/genomford/fardig/fullfort/ferdig/gjort/utfort/fuldfort/faerdig/udfort/выполнено/выполнен/завершено/сделано"
    "/виконано/завершено/зроблено/tamamlandi/yapildi/bitti/hotovo/splneno/dokonceno/kesz/teljesitve/terminat/facut"
    "/完成/已完成/完了/済/済み/완료"
)
_NOT_DONE = (
    "skipped/skip/missed/incomplete/not done/not completed/planned/pending/todo/to do/open/omitted/aborted/upcoming"
    "/scheduled/cancelled/canceled/unfinished/uncompleted/in progress/failed to start/not started/ubersprungen"
    "/ausgelassen/verpasst/geplant/offen/ausstehend/abgebrochen/unvollstandig/unerledigt/saltato/saltata/mancato"
    "/pianificato/in sospeso/annullato/incompleto/incompleta/saltado/saltada/omitido/omitida/pendiente/planificado"
    "/perdido/cancelado/cancelada/saute/sautee/ignore/ignoree/manque/prevu/en attente/annule/incomplet/pulado/pulada"
    "/ignorado/pendente/planejado/planeado/pominiete/pominiety/opuszczone/zaplanowane/anulowane/overgeslagen/gemist"
    "/gepland/openstaand/geannuleerd/hoppad over/overhoppad/hoppad/missad/planerad/hoppet over/planlagt/sprunget over"
    "/пропущено/пропущен/запланировано/отменено/пропущено/заплановано/atlandi/planlandi/tamamlanmadi/yapilmadi"
    "/bekliyor/vynechano/preskoceno/planovano/kihagyva/tervezett/sarit/omis/跳过/已跳过/未完成/计划/计划中/スキップ"
    "/未完了/未実施/予定/건너뜀/미완료/예정"
)
"""What a column of states says of a set that was done, or was not."""

_NEGATED = re.compile(r"(?:not|nicht|non|no|nao|niet|nie|ne|inte|ikke|не|nem)\s+(\w.*)|未.+")

EMPTY = frozenset(
    ("NA", "N/A", "n/a", "na", "Na", "N/a", "n.a.", "N.A.", "k.A.", "#N/A", "#NV", "-", "--", "---", "–", "—", "nan",
     "NaN", "NAN", "Nan", "None", "none", "NONE", "null", "NULL", "Null", "(null)", "(none)", "(empty)", "(blank)",
     "nil", "NIL", "undefined", "<NA>", "<null>", "\\N", "?", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!",
     "#NULL!")
)  # fmt: skip
"""What programs write into a cell that has nothing."""

_SIDES = {
    "L": "l/left/links/linke seite/li/sinistra/sinistro/sx/lato sinistro/izquierda/izquierdo/izq/lado izquierdo/gauche"
    "/cote gauche/esquerda/esquerdo/lado esquerdo/lewa/lewy/lewa strona/left side/left only/left arm/left leg/left hand"
    "/vanster/venstre/linkerkant/sol/левая/лево/левый/ліва/左/左侧/左側/왼쪽",
    "R": "r/right/rechts/rechte seite/re/destra/destro/dx/lato destro/derecha/derecho/der/lado derecho/droite"
    "/cote droit/droit/direita/direito/lado direito/prawa/prawy/prawa strona/right side/right only/right arm/right leg"
    "/right hand/hoger/hojre/hoyre/rechterkant/sag/правая/право/правый/права/右/右侧/右側/오른쪽",
}

REST = frozenset(
    ("rest timer", "rest", "ruhetimer", "pausentimer", "休息计时器", "休息计时", "temporizador de descanso")
)
NOTES = frozenset(("note", "notiz", "nota", "备注", "笔记", "メモ", "메모", "notatka", "заметка"))
"""Marks of rows that hold what was written about an exercise."""

_NUMBERED = re.compile(r"[\s#.:]*[0-9]*$")
_SET = re.compile(rf"\b(?:sets?|satz|series?|seria|d[ie]|подход|сет)\b|d'|セット|{fold('세트')}|组|組")


@lru_cache(maxsize=1_024)
def set_kind(text: str) -> SetKind | None:
    """The kind of a set by its mark, also with a number behind it; None for a mark that is not known."""
    return _KIND_OF.get(_plain(text))


@lru_cache(maxsize=1_024)
def is_cool_down(text: str) -> bool:
    """Whether a mark says that a set was a cool-down, which is kept as a warm-up."""
    return _plain(text) in _COOLING


@lru_cache(maxsize=1_024)
def side_of(text: str) -> str:
    """The side that a mark names, "L" or "R"; "" for none or both."""
    word = _words(text)
    return _SIDE.get(word) or _SIDE.get(" ".join(_SET.sub(" ", word).split()), "")


@lru_cache(maxsize=1_024)
def is_done(text: str) -> bool | None:
    """What a cell in a column of what was done says; an empty one does not deny it, None is neither yes nor no."""
    word = _words(text)
    if word in _NO_WORDS and word:
        return False
    if not word or word in _YES_WORDS or word in _DONE_WORDS or any(c.isdigit() for c in word):
        return not _is_no_share(word)
    negated = _NEGATED.fullmatch(word)
    if negated is not None:
        return negated[1] in _NOT_DONE_WORDS
    return False if word in _NOT_DONE_WORDS else None


@lru_cache(maxsize=1_024)
def is_skipped(text: str) -> bool | None:
    """What a cell in a column of what was skipped says; None is neither yes nor no."""
    word = _words(text)
    if word in _YES_WORDS or word in _NOT_DONE_WORDS:
        return True
    negated = _NEGATED.fullmatch(word)
    if negated is not None:
        return negated[1] in _DONE_WORDS
    return False if word in _NO_WORDS or word in _DONE_WORDS else None


def is_tick(text: str) -> bool:
    """Whether a cell is nothing but a yes."""
    return _words(text) in _YES_WORDS


@lru_cache(maxsize=1_024)
def is_amrap(text: str) -> bool:
    """Whether a mark says that as many reps as possible were done."""
    return "amrap" in fold(text)


@lru_cache(maxsize=1_024)
def is_warmup(text: str) -> bool | None:
    """What a cell in a column of warm-ups says, yes, no or the mark of a kind; None for what is neither."""
    text = fold(text.strip())
    if text in _YES_WORDS:
        return True
    if text in _NO_WORDS:
        return False
    kind = set_kind(text)
    return None if kind is None else kind is SetKind.WARMUP


def _words(text: str) -> str:
    """A text folded, its words parted by single spaces."""
    return " ".join(fold(text.strip().replace("_", " ").replace("-", " ") if len(text) > 1 else text.strip()).split())


def _is_no_share(word: str) -> bool:
    """Whether a number says that nothing was done: "0 %", "0/3"."""
    return re.fullmatch(r"0+(?:[.,]0*)?\s*(?:%|/.*|of.*)?", word) is not None


def _plain(text: str) -> str:
    """A mark folded, without number, hyphens and the word "set"."""
    text = fold(text.strip().replace("_", " ").replace("-", " "))
    return "".join(_SET.sub(" ", _NUMBERED.sub("", text)).split())


_COOLING = frozenset(_plain(mark) for mark in _COOL_DOWN.split("/"))
_KIND_OF = {_plain(mark): kind for kind, marks in KINDS.items() for mark in marks.split("/")}
_KIND_OF |= dict.fromkeys(_COOLING, SetKind.WARMUP)
_SIDE = {fold(word): side for side, words in _SIDES.items() for word in words.split("/")}
_YES_WORDS = frozenset(map(fold, YES))
_NO_WORDS = frozenset(map(fold, NO))
_DONE_WORDS = frozenset(fold(word) for word in _DONE.split("/"))
_NOT_DONE_WORDS = frozenset(fold(word) for word in _NOT_DONE.split("/"))
