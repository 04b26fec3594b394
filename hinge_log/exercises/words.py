"""Names of exercises made comparable: no case, no accents, no punctuation, one word for each synonym."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a letter and a mark.
_LETTERS = str.maketrans({"\u0131": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})

_PLURALS = frozenset({
    "deadlifts", "squats", "rows", "swings", "pulls", "thrusts", "bridges", "pumps", "mornings", "hinges", "dumbbells",
    "kettlebells", "barbells", "bands", "cleans", "snatches", "extensions", "raises", "drills", "lunges",
})  # fmt: skip
_WORDS = {
    "db": "dumbbell", "bb": "barbell", "kb": "kettlebell", "barbel": "barbell", "dumbell": "dumbbell",
    "kettlebel": "kettlebell", "bw": "bodyweight", "oh": "overhead", "rdl": "romanian deadlift",
    "sldl": "stiff leg deadlift", "slrdl": "single leg romanian deadlift", "gm": "good morning", "hex": "trap",
    "hexagonal": "trap", "legged": "leg", "rowing": "row", "tbar": "t bar", "pendelay": "pendlay",
}  # fmt: skip
_PHRASES = {
    "straight leg": "stiff leg", "one leg": "single leg", "1 leg": "single leg", "single arm": "one arm",
    "1 arm": "one arm", "single hand": "one hand", "1 hand": "one hand", "2 hand": "two hand", "2 handed": "two hand",
    "dead lift": "deadlift", "body weight": "bodyweight", "kettle bell": "kettlebell", "dumb bell": "dumbbell",
    "bar bell": "barbell",
}  # fmt: skip


_GAP = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile("['\u2019\u2018`\u00b4]")
_PHRASE = re.compile(r"\b(?:" + "|".join(sorted(_PHRASES, key=len, reverse=True)) + r")\b")
_BRACKET = re.compile(r"^(.*?)[(\[]([^()\[\]]*)[)\]]\s*$", re.DOTALL)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Give `text` in lower case without accents and punctuation, its words one blank apart."""
    if text.isascii():
        # The usual cases, and what every first look-up pays some thousand times.
        if text.isalnum():
            return text.lower()
        return _GAP.sub(" ", _APOSTROPHES.sub("", text.lower())).strip()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).casefold()
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = text.translate(_LETTERS)
    text = _APOSTROPHES.sub("", text.lower())
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """Give the form in which two names of the same exercise are equal; doing it twice changes nothing."""
    words = []
    for word in fold(text).split():
        if word in _PLURALS:
            word = word[:-2] if word == "snatches" else word[:-1]
        words.append(_WORDS.get(word, word))
    return _PHRASE.sub(lambda match: _PHRASES[match[0]], " ".join(words))


def keys(name: str) -> tuple[str, ...]:
    """Give the keys of a name: as written, with the bracket moved to the front, without the order of its words."""
    forms = [key(name)]
    if bracket := _BRACKET.match(name.strip()):
        forms.append(key(f"{bracket[2]} {bracket[1]}"))
    return tuple(dict.fromkeys(part for part in forms if part))


def in_any_order(name_key: str) -> str:
    """Give the words of a key sorted, for names which turn them round."""
    return " ".join(sorted(name_key.split()))
