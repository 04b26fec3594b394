"""Which code page of Windows a text was saved in, told by the letters of the languages that are written with it."""

from __future__ import annotations

import re

# Signs, which Central Europe has letters for: they stand apart from words, letters do not.
_SIGNS = r"(?<![a-z])[¼½¾](?![a-z])|(?<=m)[²³](?![a-z])|£(?=[0-9])|(?<=[0-9])[ªº]|(?<!\w)[¿¡]"
_WESTERN = (
    r"[äöüßéà]",  # German
    r"[àâäæçéèêëîïôœùûüÿñ]",  # French
    r"[áéíóúñü]",  # Spanish
    r"[àèéìíîòóùú]",  # Italian
    r"[áâàãçéêíóôúü]|õ(?=e)",  # Portuguese
    r"[æøåéèêóòôüäö]",  # Danish, Norwegian
    r"[åäöéüšž]",  # Swedish, Finnish
    r"[éëèêïíîóöôüúáäàç]",  # Dutch
    r"[àçèéíïòóúü]",  # Catalan
    r"[éèêñïçöü]",  # English with loanwords
)
_TURKISH = r"[çğıöşüâ]"
_ICELANDIC = r"[áðéíóúýþæö]"
_ESTONIAN = r"[äöüõšž]"
_CENTRAL = (
    r"[ąćęłńóśźż]",  # Polish
    r"[áéíóöőúüű]",  # Hungarian
    r"[áčďéěíňóřšťúůýž]",  # Czech
    r"[áäčďéíĺľňóôŕšťúýž]",  # Slovak
    r"[čćđšž]",  # Croatian, Slovene
    r"[ăâîşţ]",  # Romanian
)
# Beside a letter of ASCII it is an accented letter of the West that has the byte of a Cyrillic one.
_CYRILLIC = r"(?<![a-z])[а-яёіїєґў](?![a-z])"

_LANGUAGES = (
    *(("cp1252", re.compile(f"{letters}|{_SIGNS}")) for letters in _WESTERN),
    # Turkish has letters on the bytes of Icelandic ones, Hungarian one on that of an Estonian: where no other letter
    # tells, it is the language of more people.
    ("cp1254", re.compile(f"{_TURKISH}|{_SIGNS}")),
    ("cp1252", re.compile(f"{_ICELANDIC}|{_SIGNS}")),
    *(("cp1250", re.compile(letters)) for letters in _CENTRAL),
    ("cp1252", re.compile(f"{_ESTONIAN}|{_SIGNS}")),
    ("cp1251", re.compile(_CYRILLIC)),
)
_WORD = re.compile(rb"[A-Za-z0-9\x80-\xff]+")
_LETTER = re.compile(r"[^\W\d_a-z]|\ufffd")
_LOOKED_AT = 64 * 1024


def code_page(sample: bytes) -> str:
    """The code page in which a text of one language reads best: "cp1252", "cp1254", "cp1250" or "cp1251".

    In each word that is not ASCII a letter counts for a language that has it, and against one that does not. Where
    languages are equal it is the first, Western Europe before all.
    """
    words = b" ".join({word: None for word in _WORD.findall(sample) if not word.isascii()})[:_LOOKED_AT]
    texts = {page: words.decode(page, "replace").replace("İ", "ı").lower() for page, _ in _LANGUAGES}
    scores = []
    for page, alphabet in _LANGUAGES:
        rest, fitting = alphabet.subn("", texts[page])
        scores.append(fitting - len(_LETTER.findall(rest)))
    return _LANGUAGES[scores.index(max(scores))][0]
