"""Names of lifts and equipment in other languages, as loggers show them.

The table is modest on purpose: a word is in it when it means one thing among the exercises of a gym.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hinge_log.exercises.words import fold

# One row for each English term: German; Spanish; French; Italian; Portuguese; Polish; Turkish words for it.
_TERMS = {
    # Lifts
    "romanian deadlift": "rumänisches kreuzheben; peso muerto rumano; soulevé de terre roumain; stacco rumeno; "
    "stacchi rumeni; levantamento terra romeno; rumuński martwy ciąg; martwy ciąg rumuński; rumen deadlift",
    "sumo deadlift": "sumo kreuzheben; kreuzheben sumo; peso muerto sumo; soulevé de terre sumo; stacco sumo; "
    "levantamento terra sumo; martwy ciąg sumo",
    "stiff leg deadlift": "kreuzheben mit gestreckten beinen; peso muerto piernas rígidas; "
    "peso muerto con piernas rígidas; soulevé de terre jambes tendues; stacco a gambe tese; stacco gambe tese; "
    "levantamento terra pernas rígidas; martwy ciąg na prostych nogach",
    "single leg romanian deadlift": "einbeiniges rumänisches kreuzheben; peso muerto rumano a una pierna; "
    "stacco rumeno a una gamba",
    "deadlift": "kreuzheben; peso muerto; soulevé de terre; stacco da terra; stacchi da terra; stacco; stacchi; "
    "levantamento terra; martwy ciąg",
    "front squat": "frontkniebeuge; frontkniebeugen; sentadilla frontal; squat avant; squat frontale; "
    "agachamento frontal; przysiad przedni; przysiad ze sztangą z przodu",
    "overhead squat": "überkopfkniebeuge; sentadilla overhead; sentadilla sobre la cabeza",
    "goblet squat": "goblet kniebeuge; sentadilla goblet; agachamento goblet; przysiad goblet; goblet przysiad",
    "sumo squat": "sumo kniebeuge; sentadilla sumo; agachamento sumo; przysiad sumo",
    "bulgarian split squat": "bulgarische kniebeuge; bulgarische split kniebeuge; sentadilla búlgara; "
    "squat bulgare; squat bulgaro; agachamento búlgaro; przysiad bułgarski",
    "box squat": "box kniebeuge; sentadilla al cajón; sentadilla en caja; squat sur box; agachamento na caixa",
    "squat": "kniebeuge; kniebeugen; sentadilla; sentadillas; agachamento; przysiad; przysiady",
    "hip thrust": "hüftstoß; hüftstoss; hüftheben; empuje de cadera; poussée de hanches; spinta dell'anca; "
    "elevação pélvica; wypychanie bioder",
    "glute bridge": "glute brücke; gesäßbrücke; hüftbrücke; puente de glúteos; puente de glúteo; pont fessier; "
    "ponte glutei; ponte per glutei; ponte de glúteos; ponte de glúteo; mostek biodrowy; kalça köprüsü",
    "bent over row": "vorgebeugtes rudern; rudern vorgebeugt; remo inclinado; rowing buste penché; "
    "rematore; remada curvada; wiosłowanie w opadzie; wiosłowanie w opadzie tułowia",
    "t bar row": "t bar rudern; remo en barra t; remo barra t; rowing barre t; rematore t bar; remada cavalinho",
    "inverted row": "umgekehrtes rudern; remo invertido; rowing inversé; remada invertida",
    "good morning": "buenos días; bom dia; dzień dobry; guten morgen",
    "kettlebell swing": "kettlebell schwung; kettlebell schwingen; balanceo con pesa rusa; balanceo con kettlebell; "
    "swing con pesa rusa; swing avec kettlebell; swing con kettlebell; wymach kettlebell",
    "back extension": "rückenstrecken; hiperextensión lumbar; extension lombaire; iperestensione; iperestensioni",
    "bird dog": "vogel hund; perro pájaro",
    # Equipment
    "barbell": "langhantel; barra; barre; bilanciere; sztanga; sztangą; bar; halter barı",
    "dumbbell": "kurzhantel; kurzhanteln; mancuerna; mancuernas; haltère; haltères; manubrio; manubri; halteres; "
    "hantel; hantle; hantlami; dambıl; dumbell",
    "kettlebell": "pesa rusa; kugelhantel; odważnik kulowy",
    "trap bar": "hex stange; trap stange; barra hexagonal; barra hex; barra trap; trap bar",
    "smith machine": "multipresse; máquina smith; multipower; smith maschine; maszyna smitha; suwnica smitha; "
    "máquina de smith; smith makinesi; machine smith",
    "band": "band; widerstandsband; banda; banda elástica; élastique; elastico; elástico; guma; direnç bandı; bande",
    "machine": "maschine; máquina; macchina; maszyna; makine",
    "bodyweight": "körpergewicht; eigengewicht; peso corporal; poids du corps; corpo libero; peso do corpo; "
    "masa ciała; vücut ağırlığı",
    "cable": "kabel; kabelzug; cavo; cavi; polea; poulie; polia; wyciąg; kablo",
}
_TABLE = {fold(term): english for english, row in _TERMS.items() for term in row.split(";")}
_TERM = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _TABLE), key=len, reverse=True)) + r")\b")
# Joining words that carry no meaning once the terms are English.
_JOINING = re.compile(r"\b(?:mit|der|con|de|da|do|a la|avec|a|à|al|com|ze|z|ile|en|na|con la|col|alla|la|le)\b")


@lru_cache(maxsize=1024)
def english(name: str) -> str | None:
    """Give `name` in English as far as the table goes, or None when it has no word of it."""
    folded = fold(name)
    translated = _TERM.sub(lambda match: f" {_TABLE[match[0]]} ", folded)
    if " ".join(translated.split()) == folded:
        return None
    return " ".join(_JOINING.sub(" ", translated).split())
