"""Column names of other loggers, in the languages that their exports were seen or are likely in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from hinge_log.exchange.dates import fold

_BRACKET = re.compile(r"^(.*?)\s*[(\[（]\s*([^()\[\]（）]*?)\s*[)\]）]\s*(.*)$")

WORDS: dict[str, str] = {
    "date": "date/datum/日期/fecha/data/дата/日付/날짜/tarih/datetime/date time/workout date/start time/start/started"
    "/timestamp/workout datetime/day/tag/dia/jour/created/data i godzina/time started",
    "clock": "time/uhrzeit/start time/orario/hora/heure/godzina/time of day",
    "workout": "workout name/workout-name/锻炼名称/训练名称/nombre del entrenamiento/nombre de entrenamiento"
    "/nom de l'entrainement/nome dell'allenamento/nome allenamento/nome do treino/название тренировки/ワークアウト名"
    "/운동 이름/nazwa treningu/naam van de workout/antrenman adi/workout/title/routine/session/session name/programma"
    "/allenamento/training/entrenamiento/treino/seance/programme/program",
    "exercise": "exercise name/name der ubung/运动名称/动作名称/锻炼动作/nombre del ejercicio/nombre de ejercicio"
    "/nom de l'exercice/nome dell'esercizio/nome esercizio/nome do exercicio/название упражнения/упражнение"
    "/エクササイズ名/種目/종목/운동명/nazwa cwiczenia/naam van de oefening/egzersiz adi/exercise/exercise title"
    "/exercises/ubung/ejercicio/esercizio/exercicio/exercice/cwiczenie/oefening/egzersiz/lift/movement/动作/運動名稱/name/ovning"
    "/ubungsname/ovelse/øvelse/cvik/gyakorlat/exercitiu/вправа/hareket/exercise_name",
    "order": "set order/reihenfolge festlegen/reihenfolge der satze/satzreihenfolge/设置顺序/设定顺序/组顺序/組順序"
    "/orden de la serie/orden de serie/orden de series/ordre de la serie/ordre des series/ordine serie"
    "/ordine della serie/ordem da serie/ordem das series/порядок подхода/порядок подходов/セット順/セットの順序"
    "/세트 순서/kolejnosc serii/set volgorde/set sirasi/set index/set number/set #/set no/set",
    "weight": "weight/gewicht/重量/体重量/peso/poids/вес/重さ/무게/중량/waga/ciezar/agirlik/vikt/kg/kgs/lb/lbs/load"
    "/kilos/pounds/weight kg/weight lb/weight lbs/weight used/carga/charge/carico/weight lifted/actual weight"
    "/working weight/completed weight/vekt/vægt/vaha/suly/greutate/вага",
    "weight_unit": "weight unit/weightunit/gewichtseinheit/重量单位/unidad de peso/unite de poids/unita di peso"
    "/unidade de peso/единица веса/重量単位/무게 단위/jednostka wagi/gewichtseenheid/agirlik birimi/unit/units"
    "/einheit/einheit des gewichts",
    "reps": "reps/rep/repetitions/wiederh./wiederh/wiederholungen/wdh/wdh./次/次数/repeticiones/repet./repetitions"
    "/ripetizioni/repeticoes/повторения/повторы/レップ/レップ数/回数/횟수/반복/powtorzenia/powt./herhalingen/tekrar"
    "/tekrarlar/reps./actual reps/reps done/completed reps/reps completed/reps achieved/reps performed/repetitioner"
    "/repetisjoner/gentagelser/opakovani/ismetles/repetari/повтори/# reps/number of reps/no of reps",
    "rpe": "rpe/perceived exertion/effort/intensity/rir / rpe/rpe / rir/rir x rpe/rpe x rir",
    "rir": "rir/reps in reserve/wiederholungen in reserve/repeticiones en reserva/ripetizioni di riserva/rir actual"
    "/actual rir/completed rir",
    "distance": "distance/entfernung/distanz/strecke/距离/距離/distancia/distanza/расстояние/дистанция/거리/dystans"
    "/afstand/mesafe/km/mi/miles/meters",
    "distance_unit": "distance unit/entfernungseinheit/distanzeinheit/距离单位/unidad de distancia/unite de distance"
    "/unita di distanza/unidade de distancia/единица расстояния/距離単位/거리 단위/jednostka dystansu"
    "/afstandseenheid/mesafe birimi/einheit der entfernung",
    "seconds": "seconds/sekunden/秒/秒数/segundos/secondes/secondi/секунды/초/sekundy/seconden/saniye/time/time (s)"
    "/secs/duration seconds/hold/zeit",
    "minutes": "minutes/minute/mins/min/minuten/minutos/minuti/minuty/minut/minuter/минуты/мин/分钟/分/분",
    "hours": "hours/hour/hrs/hr/stunden/std/horas/ore/heures/godziny/uren/timmar/часы/小时",
    "note": "notes/note/notizen/notiz/备注/笔记/注释/notas/nota/appunti/apuntes/remarques/commentaire/comentario"
    "/comentarios/commento/opmerking/opmerkingen/uwagi/komentarz/anteckning/anteckningar/notater/комментарий/заметки"
    "/примечания/メモ/메모/노트/notatki/notities/notlar/comment/comments/kommentar/bemerkung/exercise notes/remarks",
    "workout_note": "workout notes/workout note/workout-notizen/锻炼备注/训练备注/notas del entrenamiento"
    "/notas de entrenamiento/notes de l'entrainement/notes d'entrainement/note dell'allenamento/note allenamento"
    "/notas do treino/заметки к тренировке/заметки о тренировке/ワークアウトメモ/운동 메모/notatki treningu"
    "/notatki z treningu/workout-notities/antrenman notlari/description/workout comment/session notes",
    "duration": "duration/dauer/workout duration/workout-dauer/时长/持续时间/duracion/duracion del entrenamiento/duree"
    "/duree de l'entrainement/durata/durata dell'allenamento/durata allenamento/duracao/duracao do treino"
    "/длительность/продолжительность/длительность тренировки/時間/所要時間/시간/운동 시간/czas trwania"
    "/czas trwania treningu/duur/workout-duur/sure/antrenman suresi",
    "number": "workout #/workout no/workout no./workout nr/workout-nr./workout-nr/workout number/锻炼 #",
    "kind": "set type/type/kind/settype/set kind/satzart/satztyp/tipo/tipo de serie/tipo di serie/type de serie"
    "/rodzaj serii/typ serii/soort set/settyp/тип подхода/组类型/セットの種類/세트 유형/series type/set category"
    "/set label",
    "warmup": "iswarmup/is warmup/warmup/warm-up/warm up/is warmup set?/aufwarmsatz/is warm-up/is warm up/is warmup set"
    "/is warm-up set/warmup set/warm-up set/warm up set/aufwarmen/echauffement/calentamiento/riscaldamento/aquecimento"
    "/rozgrzewka/isinma/разминка/opwarming/uppvarmning/oppvarming/opvarmning",
    "superset": "superset/superset id/supersets id",
    "session": "session id/sessionid/workout id/workoutid/session #/workout #/workout number/session uuid/workout uuid"
    "/session no/session number/session nr/workout no/workout nr/training id/trainingid/log id/activity id/sitzungs id"
    "/trainings id/trainings-id/id sesion/id de sesion/id del entrenamiento/id sessione/id allenamento/id seance"
    "/id sesji/id treningu/id тренировки/训练id/ワークアウトid/운동 id",
    "end": "workout end/end time/end/ended/finish time/finished at/ende/endzeit/fine/ora fine/fin/hora fin/hora de fin"
    "/heure de fin/fim/hora fim/koniec/eindtijd/sluttid/ended at/stop time/конец/окончание/结束时间/終了時間/종료 시간",
    "side": "side/seite/lato/lado/cote/strona/kant/zijde/sida/sisi/сторона/taraf/侧/側/좌우/side of body/body side/left"
    " or right/left/right/l/r/limb/arm/leg",
    "done": "completed/done/is completed/is complete/is done/complete/finished/set completed/set done/was completed"
    "/was done/performed/completed set/completed?/status/set status/state/abgeschlossen/erledigt/fertig/beendet"
    "/absolviert/completado/completada/hecho/hecha/realizado/realizada/finalizado/terminado/estado/termine/terminee"
    "/complete/effectue/fait/statut/completato/completata/fatto/eseguito/finito/stato/concluido/concluida/feito/voltooid"
    "/gedaan/klaar/afgerond/ukonczone/wykonane/zrobione/zakonczone/slutford/genomford/fardig/fullfort/ferdig/utfort"
    "/fuldfort/faerdig/udfort/выполнено/завершено/сделано/виконано/завершено/статус/tamamlandi/yapildi/durum/hotovo"
    "/splneno/dokonceno/kesz/teljesitve/terminat/完成/已完成/是否完成/完了/済/状態/状态/狀態/완료/상태",
    "skipped": "skipped/is skipped/set skipped/was skipped/skip/skipped?/missed/omitted/not done/not completed"
    "/saltato/saltata/saltati/ubersprungen/ausgelassen/verpasst/omitido/omitida/saltado/saltada/saute/sautee/ignore"
    "/ignoree/passe/pulado/pulada/ignorado/pominiete/pominieto/pominiety/overgeslagen/gemist/hoppet over/hoppade over"
    "/hoppad over/overhoppad/sprunget over/пропущено/пропущен/пропуск/пропущена/atlandi/preskoceno/vynechano/kihagyva"
    "/sarit/omis/跳过/已跳过/スキップ/건너뜀",
    "body_weight": "body weight/bodyweight/body mass/korpergewicht/peso corporal/peso corporeo/poids du corps"
    "/lichaamsgewicht/masa ciala/kroppsvikt/вес тела",
    "amrap": "is amrap?/is amrap/amrap",
    "sets": "sets/satze/saetze/series/serien/serier/zestawy/подходы/подходов/セット数/组数/組數/세트 수/setler"
    "/number of sets/# sets/sets x reps/sets×reps/sets*reps/setsxreps/satze x wdh/satze x wiederholungen/series x reps"
    "/series x repeticiones/series x repetitions/serie x ripetizioni/serie x powtorzenia/set x rep/подходы x повторения"
    "/подходы х повторения",
}
"""Column -> its spellings, folded, parted by `/`; earlier spellings win where a header has several."""

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[\s,/-]+")
_IN = frozenset(("in", "en", "em", "im", "w", "v", "в"))
_SPELT = {
    "weight": {"kg": "kg/kgs/kilo/kilos/kilogram/kilograms/kilogramm/кг/公斤/千克",
               "lb": "lb/lbs/pound/pounds/libras/фунт/磅"},
    "distance": {"m": "m/meter/meters/metre/metres/metros/metri/м/米", "km": "km/kms/kilometers/kilometres/км/公里",
                 "mi": "mi/mile/miles/英里", "ft": "ft/feet", "yd": "yd/yds/yards"},
    "seconds": {"s": "s/sec/secs/second/seconds/sek/sekunden/sekund/sekundy/seg/segundos/secondes/secondi/sn/saniye"
                     "/сек/с/секунд/秒/초",
                "min": "min/mins/minute/minutes/minuten/minut/minuty/minutos/minuti/dk/dakika/мин/минут/分钟/分/분"
                       "/mm:ss/m:ss",
                "h": "h/hr/hrs/hour/hours/std/stunden/heures/horas/ore/godz/saat/ч/часов/小时/時間/시간/h:mm/hh:mm"},
}  # fmt: skip
_UNITS = {
    word: (unit, kind) for kind, units in _SPELT.items() for unit, words in units.items() for word in words.split("/")
}
_WITH_UNIT = {"weight": ("weight", "body_weight"), "distance": ("distance",), "seconds": ("seconds", "duration")}


def header_key(text: str) -> tuple[str, str]:
    """A header cell as (folded name, folded bracket text): "Weight (kg)" -> ("weight", "kg")."""
    text = text.strip().strip('"').lstrip("\ufeff").replace("_", " ")
    bracket = ""
    match = _BRACKET.match(text)
    if match:
        text, bracket = f"{match[1]} {match[3]}", match[2]
    return " ".join(fold(text).replace("’", "'").split()), " ".join(fold(bracket).split())


def locate(header: Iterable[str], wanted: Iterable[str], words: Mapping[str, str] = WORDS) -> dict[str, int]:
    """Find `wanted` columns in a header: column -> index. No cell is given to two columns."""
    keys = [header_key(cell)[0] for cell in header]
    places: dict[str, int] = {}
    ranked = sorted(
        (rank, place, column, index)
        for place, column in enumerate(wanted)
        for rank, spelling in enumerate(words[column].split("/"))
        for index, key in enumerate(keys)
        if key == fold(spelling)
    )
    used: set[int] = set()
    # The most usual spelling goes first over all columns, so that a doubtful one cannot steal its cell.
    for _, _, column, index in ranked:
        if column not in places and index not in used:
            places[column] = index
            used.add(index)
    return places


class Named(NamedTuple):
    """A header cell without the unit that it names.

    `name` is folded; `unit` is "kg", "lb", "s", "min", "h", "m", "km", "mi", "ft", "yd" or "", and `kind` is the
    column that has such units: "weight", "distance", "seconds" or "".
    """

    name: str
    unit: str
    kind: str


def named(text: str) -> Named:
    """Part a header cell from its unit: "Gewicht in kg" -> "gewicht" and "kg"; "weightLbs" -> "weight" and "lb".

    Two units, "(kg/lb)", are none; "sets/reps" is "sets x reps".
    """
    name, bracket = header_key(_HUMP.sub(" ", text))
    name = name.rstrip(" ?:")
    for part in (bracket, name):
        words = _BETWEEN.split(part.rstrip("."))
        units = [_UNITS[words.pop()] for _ in takewhile(_UNITS.__contains__, reversed(words[:]))]
        if units:
            rest = " ".join(words[:-1] if words and words[-1] in _IN else words).rstrip(":")
            return Named(name if part == bracket else rest or name, *(units[0] if len(units) == 1 else ("", "")))
    return Named(name.replace("/", " x "), "", "")


def time_unit(text: str) -> str:
    """The unit that the cell of a column of times names: "s", "min", "h" or ""; "Time (m)" is in minutes."""
    unit = named(text).unit
    return "min" if unit == "m" else unit if unit in ("s", "min", "h") else ""


def unit_word(text: str) -> tuple[str, str]:
    """The unit that a word names and the kind of that, as in `Named`; "" for a word that is none."""
    return _UNITS.get(fold(text.strip().rstrip(".")), ("", ""))


def locate_measured(header: Sequence[str], wanted: Sequence[str]) -> dict[str, int]:
    """Find `wanted` columns as `locate` does, then the others by their names without units and question marks.

    A name with a unit stands for columns with such units alone.
    """
    places = locate(header, wanted)
    cells = [named(cell) for cell in header]
    for kind in ("", "weight", "distance", "seconds"):
        left = [name for name in wanted if name not in places and (not kind or name in _WITH_UNIT[kind])]
        free = [
            cell.name if cell.kind == kind and index not in places.values() else "" for index, cell in enumerate(cells)
        ]
        places |= locate(free, left)
    # "Repetitions / Time" and "Weight / Distance" are the first of both; their cells tell what they hold.
    left = [name for name in ("reps", "weight") if name in wanted and name not in places]
    first = [
        cell.partition("/")[0] if "/" in cell and i not in places.values() else "" for i, cell in enumerate(header)
    ]
    return places | locate(first, left)
