"""What an exercise's name in another logger stands for, in other languages too."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from hinge_log.exercises.model import Exercise, Match
from hinge_log.exercises.words import fold, in_any_order, key, keys


@cache
def _terms() -> tuple[dict[str, str], re.Pattern[str]]:
    """English terms by their folded words in other languages (data/translated.toml), and what finds such a word."""
    text = (files("hinge_log.exercises") / "data" / "translated.toml").read_text(encoding="utf-8")
    table = {fold(word): english for english, words in tomllib.loads(text).items() for word in words}
    return table, re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, table), key=len, reverse=True)) + r")\b")


# Joining words that carry no meaning once the terms are English.
_JOINING = re.compile(r"\b(?:mit|der|con|de|da|do|a la|avec|a|à|al|com|ze|z|ile|en|na|con la|col|alla|la|le)\b")


@lru_cache(maxsize=1024)
def english(name: str) -> str | None:
    """Give `name` in English as far as the table goes, or None when it has no word of it."""
    folded = fold(name)
    table, term = _terms()
    translated = term.sub(lambda match: f" {table[match[0]]} ", folded)
    if " ".join(translated.split()) == folded:
        return None
    return " ".join(_JOINING.sub(" ", translated).split())


# Ways of doing a lift: stripped from the name, kept as a tag.
_MODIFIERS = {
    "paused": "paused|pause|with pause", "tempo": "tempo", "eccentric": "eccentric|negative|slow eccentric",
    "speed": "speed", "touch_and_go": "touch and go|touch n go|tng", "dead_stop": "dead stop",
    "banded": "banded|with band", "chains": "with chains|chains|with chain", "pin": "pin|from pins|off pins",
    "partial": "partial", "straps": "with straps|straps|with strap", "belt": "with belt|belted",
}  # fmt: skip
_MODIFIER = {tag: re.compile(rf"\b(?:{words})\b") for tag, words in _MODIFIERS.items()}

# Lifts outside the catalogue whose names are close to some in it.
_OUTSIDE = re.compile(
    r"\b(?:power clean|hang clean|squat clean|clean and|clean|snatch|jerk|leg press|hack|pendulum|belt squat|pistol|"
    r"sissy|lunge|step up|glute ham|nordic|reverse hyper|upright|cable row|seated row|seated cable|machine row|"
    r"row machine|low row|high row|rower|rowing machine|lever|iso lateral|thruster|get up|carry|walk|kickback|curl|"
    r"bench press|pulldown|pull up|chin up|jump|raise|fly|shrug|press)\b"
)

# Names that mean one thing to one lifter and another to the next: asked once. The likeliest comes first.
_ASK = {
    "squat": ("squat-back", "squat-bodyweight", "squat-front"),
    "deadlift": ("deadlift-conventional", "deadlift-sumo", "deadlift-trap-bar"),
    "good morning": ("good-morning-barbell", "good-morning-bodyweight"),
    "hip thrust": ("hip-thrust-barbell", "hip-thrust-bodyweight"),
    "swing": ("swing-two-hand", "swing-one-hand", "swing-dumbbell"),
    "goblet squat": ("squat-goblet",),
    "trap bar squat": ("deadlift-trap-bar",),
    "row": ("row-bent-over-barbell", "row-bent-over-dumbbell", "row-one-arm-dumbbell"),
    "band stiff leg deadlift": ("deadlift-band", "deadlift-stiff-leg"),
}
# Numbers of wger whose entry does not say what was lifted.
_ASK_NUMBER = {
    "508": ("row-bent-over-barbell", "row-bent-over-dumbbell", "row-one-arm-dumbbell"),
    "1578": ("drill-hinge-free", "deadlift-romanian", "good-morning-barbell"),
    "1803": ("deadlift-trap-bar",),
}
_EQUIPMENT = re.compile(r"\b(?:barbell|dumbbell|kettlebell|band|bodyweight|cable|smith machine|machine)\b")
_NUMBER = re.compile(r"#(\d+)\s*$")


@dataclass(frozen=True, slots=True)
class Names:
    """The names by which the catalogue is known: in each app, among lifters, anywhere."""

    by_app: Mapping[str, Mapping[str, Mapping[str, bool]]]
    numbers: Mapping[str, str]
    own: Mapping[str, frozenset[str]]
    anywhere: Mapping[str, frozenset[str]]
    exercises: Mapping[str, Exercise]


def names_of(exercises: Iterable[Exercise]) -> Names:
    """Collect the names of `exercises`."""
    by_app: dict[str, dict[str, dict[str, bool]]] = {}
    numbers: dict[str, str] = {}
    own: dict[str, set[str]] = {}
    anywhere: dict[str, set[str]] = {}
    listed = list(exercises)
    for exercise in listed:
        for name in (exercise.name, *exercise.aliases):
            for form in _forms(name):
                own.setdefault(form, set()).add(exercise.id)
        for app, names in exercise.names:
            table = by_app.setdefault(app, {})
            for name in names:
                if number := _NUMBER.search(name):
                    numbers[number[1]] = exercise.id
                plain = name.lstrip("~").partition("#")[0]
                # `True`: the app's own name, which somebody's own spelling of it does not put in doubt.
                form_ids = table.setdefault(key(plain), {})
                form_ids[exercise.id] = form_ids.get(exercise.id, False) or not name.startswith("~")
                for form in _forms(plain):
                    anywhere.setdefault(form, set()).add(exercise.id)
    return Names(
        by_app,
        numbers,
        {form: frozenset(ids) for form, ids in own.items()},
        {form: frozenset(ids) for form, ids in anywhere.items()},
        {exercise.id: exercise for exercise in listed},
    )


def match(names: Names, app: str, name: str, *, near: bool = True) -> Match:
    """Say what `name` of `app` stands for; it is never forced on the nearest exercise.

    With `near` a name that is nearly one of ours is asked about, which takes ten times as long as the rest.
    """
    app = app.casefold()
    plain = name.strip()
    if app == "wger" and (number := _NUMBER.search(plain)):
        plain = plain[: number.start()]
        if number[1] in names.numbers:
            exercise_id = names.numbers[number[1]]
            kind = "unsure" if number[1] in _ASK_NUMBER else "known"
            return Match(kind, exercise_id, _tags(names, exercise_id, plain), _ASK_NUMBER.get(number[1], ()))
        if number[1] in _ASK_NUMBER:
            return Match("unsure", _ASK_NUMBER[number[1]][0], (), _ASK_NUMBER[number[1]])
    if resolved := _resolve(names, app, plain):
        return resolved
    translated = english(plain)
    if translated and (resolved := _resolve(names, app, translated)):
        return Match("alias", *_rest(resolved)) if resolved.kind == "known" else resolved
    return _nearly(names, key(translated or plain)) if near else Match("new", None)


def _resolve(names: Names, app: str, plain: str) -> Match | None:
    if resolved := _direct(names, app, keys(plain), plain):
        return resolved
    base, tags = _without_modifiers(plain)
    if tags and (resolved := _direct(names, app, keys(base), base)):
        return Match(resolved.kind, resolved.exercise_id, (*tags, *resolved.tags), resolved.candidates)
    if _outside(base):
        return Match("new", None, tags)
    return _other_equipment(names, base, tags)


def _direct(names: Names, app: str, forms: tuple[str, ...], plain: str) -> Match | None:
    table = names.by_app.get(app, {})
    for form in forms:
        if listed := table.get(form):
            ids = tuple(listed)
            if len(ids) > 1:
                return Match("unsure", None, (), ids)
            if listed[ids[0]]:
                return Match("known", ids[0], _tags(names, ids[0], plain))
            kind, asked = ("unsure", _ASK[form]) if form in _ASK else ("alias", ())
            return Match(kind, ids[0], _tags(names, ids[0], plain), asked)
    for form in forms:
        if form in _ASK:
            return Match("unsure", _ASK[form][0], (), _ASK[form])
    for source in (names.own, names.anywhere):
        for form in (*forms, *(in_any_order(form) for form in forms)):
            if ids_found := source.get(form):
                if len(ids_found) > 1:
                    return Match("unsure", None, (), tuple(sorted(ids_found)))
                (only,) = ids_found
                return Match("alias", only, _tags(names, only, plain))
    return None


def _other_equipment(names: Names, base: str, tags: tuple[str, ...]) -> Match | None:
    """Try the name without its equipment: the same lift if the exercise is done with it, else a question."""
    form = keys(base)[-1] if keys(base) else ""
    equipment = _EQUIPMENT.search(form)
    if not equipment:
        return None
    bare = " ".join((form[: equipment.start()] + form[equipment.end() :]).split())
    for source in (names.own, names.anywhere):
        if ids := source.get(bare):
            fitting = [i for i in ids if equipment[0].replace(" ", "_") in names.exercises[i].equipment]
            if len(fitting) == 1:
                return Match("alias", fitting[0], tags)
            return Match("unsure", None, tags, tuple(sorted(fitting or ids)))
    return None


def _nearly(names: Names, form: str) -> Match:
    """Ask about a slip of the pen; anything further away is new."""
    if len(form) >= 6 and not _OUTSIDE.search(form):
        from difflib import get_close_matches

        known = {**names.anywhere, **names.own}
        close = get_close_matches(form[:60], known, n=2, cutoff=0.92)
        if close:
            return Match("unsure", None, (), tuple(sorted({i for text in close for i in known[text]})))
    return Match("new", None)


def _outside(plain: str) -> bool:
    return any(_OUTSIDE.search(form) for form in keys(plain))


def _forms(name: str) -> Iterator[str]:
    for form in keys(name):
        yield form
        yield in_any_order(form)


def _without_modifiers(plain: str) -> tuple[str, tuple[str, ...]]:
    """Take the modifiers out of a name; its brackets stay where they were."""
    text, tags = plain.casefold().replace("-", " "), []
    for tag, pattern in _MODIFIER.items():
        without = pattern.sub(" ", text)
        if without != text:
            tags.append(tag)
            text = without
    return re.sub(r"[(\[]\s*[)\]]", " ", text).strip(), tuple(tags)


def _tags(names: Names, exercise_id: str, plain: str) -> tuple[str, ...]:
    """Give the modifiers in `plain` that are not part of what the exercise is called anyway."""
    exercise = names.exercises[exercise_id]
    called = key(" ".join((exercise.name, *exercise.aliases)))
    return tuple(tag for tag in _without_modifiers(plain)[1] if not _MODIFIER[tag].search(called))


def _rest(match: Match) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    return match.exercise_id, match.tags, match.candidates
