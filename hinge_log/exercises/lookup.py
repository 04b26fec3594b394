"""Finding an exercise by what somebody typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.errors import Ambiguous, NotFound
from hinge_log.exercises.model import Exercise
from hinge_log.exercises.words import fold, key, keys
from hinge_log.text import NAME_LIMIT, clean, shown

MOST_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class NamedExercise:
    """An exercise with everything that it can be found by, made comparable."""

    exercise: Exercise
    written: tuple[str, ...]
    name: frozenset[str]
    called: frozenset[str]
    elsewhere: frozenset[str]
    words: frozenset[str]
    text: str


def entry_of(exercise: Exercise) -> NamedExercise:
    """Make an exercise findable."""
    called = {fold(exercise.id), key(exercise.id)}
    for name in (exercise.name, exercise.short, *exercise.aliases, *exercise.typed):
        called.update((fold(name), *keys(name)))
    called.discard("")
    elsewhere: set[str] = set()
    for _, names in exercise.names:
        for name in names:
            plain = name.lstrip("~").partition("#")[0]
            elsewhere.update((fold(plain), *keys(plain)))
    elsewhere -= called
    return NamedExercise(
        exercise,
        written=tuple(make(name) for name in (exercise.name, exercise.short) if name for make in (fold, key)),
        name=frozenset((fold(exercise.name), *keys(exercise.name))),
        called=frozenset(called),
        elsewhere=frozenset(elsewhere),
        words=frozenset(word for text in called for word in text.split()),
        text="\n".join(sorted(called)) + "\n" + "\n".join(sorted(elsewhere)),
    )


def find_exact(entries: Sequence[NamedExercise], name: str) -> Exercise | None:
    """Give the one exercise with this id, name or alias, None for any other text.

    A short form that is typed for it counts where it has two words, or is just the family's name: a lone "snatch" or
    "clean" may be another lift, and so may "rowing".
    """
    both, plain = {key(name), fold(name)} - {""}, name.strip().casefold()

    def is_name(exercise: Exercise) -> bool:
        family = exercise.family.replace("_", " ")
        if family in exercise.typed and fold(name) == fold(family):
            return True
        typed = (text for text in exercise.typed if " " in text)
        texts = (exercise.id, exercise.name, exercise.short, *exercise.aliases, *typed)
        return any(both & {fold(text), *keys(text)} for text in texts)

    by_id = [entry.exercise for entry in entries if entry.exercise.id.casefold() == plain]
    named = by_id or [entry.exercise for entry in entries if both & entry.called and is_name(entry.exercise)]
    named = named if len(named) < 2 else _just_so(named, name)
    return named[0] if len(named) == 1 else None


def _just_so(exercises: Sequence[Exercise], name: str) -> list[Exercise]:
    """Those of some exercises that are called just so: "rowing" is close to "row", but may be another exercise."""
    folded = fold(name)
    return [
        each
        for each in exercises
        if any(fold(text) == folded for text in (each.name, each.short, *each.aliases, *each.typed))
    ]


def find(entries: Sequence[NamedExercise], name: str, *, writing: bool = False) -> Exercise:
    """Give the one exercise that `name` means; for `writing` some words out of an alias are only offered.

    Raises:
        Ambiguous: it may mean several; none is guessed.
        NotFound: it means none; `candidates` are near misses.
    """
    wanted, folded = key(name), fold(name)
    if not wanted:
        raise NotFound("No exercise was named.", "Type a name, such as deadlift or rdl.")
    plain = name.strip().casefold()
    for entry in entries:
        if entry.exercise.id.casefold() == plain:
            return entry.exercise
    both = {wanted, folded}
    called_so = _just_so([entry.exercise for entry in entries if both & entry.called], name)
    if len(called_so) == 1:
        return called_so[0]
    sought = set(wanted.split())
    tiers = (
        (entry for entry in entries if both & entry.name),
        (entry for entry in entries if both & entry.called),
        (entry for entry in entries if both & entry.elsewhere),
        (entry for entry in entries if any(text.startswith((wanted, folded)) for text in entry.called)),
        (entry for entry in entries if sought <= (_own_words(entry.exercise) if writing else entry.words)),
    )
    for tier in tiers if folded not in _OTHER_SPORTS else ():
        candidates = [entry.exercise for entry in tier]
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise Ambiguous(
                f'"{_quoted(name)}" may be {_listed(candidates)}.',
                "Type more of the name.",
                candidates=tuple(exercise.name for exercise in candidates[:MOST_CANDIDATES]),
            )
    near = tuple(exercise.name for exercise in nearest(entries, name))
    if writing:
        inside = tuple(entry.exercise.name for entry in entries if sought <= entry.words)
        near = tuple(dict.fromkeys((*inside, *near)))[:3]
    hint = f"Did you mean {' or '.join(near)}?" if near else "Check the spelling."
    raise NotFound(f'No exercise is called "{_quoted(name)}".', hint, candidates=near)


_OTHER_SPORTS = frozenset({"rowing"})
"""Words that are near the name of a lift and mean something else: the rowing machine is no barbell row."""


def _own_words(exercise: Exercise) -> frozenset[str]:
    """The words of an exercise's own name and of what is typed for it, without its other names."""
    return frozenset(word for text in (exercise.name, exercise.short, *exercise.typed) for word in key(text).split())


def nearest(entries: Sequence[NamedExercise], words: str) -> tuple[Exercise, ...]:
    """Give up to three exercises that somebody may have meant who mistyped `words`, the nearest first.

    Either a whole name is near, or a name has all the words once each mistyped one is replaced by the nearest word.
    """
    from difflib import get_close_matches

    wanted = fold(words)
    if len(wanted) < _LEAST_NEAR:
        return ()
    vocabulary = {word for entry in entries for word in entry.words if len(word) >= _LEAST_NEAR}
    corrected = []
    for word in wanted.split():
        known = any(each.startswith(word) for each in vocabulary) or len(word) < _LEAST_NEAR
        corrected.append(word if known else next(iter(get_close_matches(word, sorted(vocabulary), 1, _CUTOFF)), word))
    by_word = search(entries, " ".join(corrected)) if corrected != wanted.split() else []
    best = {exercise.id: exercise for exercise in (*by_word[:1], *_called_nearly(entries, wanted), *by_word)}
    return tuple(best.values())[:3]


_LEAST_NEAR = 3
"""Fewer letters are near to too much."""
_CUTOFF = 0.7
"""How alike two words must be to be near (0 to 1, as difflib counts it)."""


def _called_nearly(entries: Sequence[NamedExercise], wanted: str) -> tuple[Exercise, ...]:
    from difflib import get_close_matches

    names = {text: entry.exercise for entry in entries for text in (*entry.elsewhere, *entry.called)}
    close = get_close_matches(wanted[:60], names, n=6, cutoff=_CUTOFF)
    return tuple({names[text].id: names[text] for text in close}.values())[:3]


def search(entries: Sequence[NamedExercise], words: str, used: Sequence[str] = ()) -> list[Exercise]:
    """Give the exercises that hold every one of `words`, best first; all of them for no words.

    Of equally good ones those of `used`, ids in the order in which they are wanted, come first.
    """
    folded, wanted = fold(words), key(words)
    order = {each: place for place, each in enumerate(used)}
    ranked = []
    for place, entry in enumerate(entries):
        rank, left = min(_rank(entry, folded), _rank(entry, wanted)) if folded else (0, 0)
        if rank < _NO_MATCH:
            ranked.append((rank, order.get(entry.exercise.id, len(order)), left, place, entry.exercise))
    ranked.sort(key=lambda row: row[:4])
    return [row[4] for row in ranked]


_NO_MATCH = 9


def _rank(entry: NamedExercise, query: str) -> tuple[int, int]:
    """Give 0 for an exact name, then less and less good, `_NO_MATCH` for none; then what is left to type of a name."""
    words = query.split()
    if not all(word in entry.text for word in words):
        return _NO_MATCH, 0
    if query in entry.called:
        return 0, 0
    for rank, names in ((1, entry.written), (2, entry.called)):
        begun = [len(text) for text in names if text.startswith(query)]
        if begun:
            return rank, min(begun)
    if all(any(own.startswith(word) for own in entry.words) for word in words):
        return 3, 0
    if query in entry.elsewhere or any(text.startswith(query) for text in entry.elsewhere):
        return 4, 0
    return 5, 0


def _quoted(name: str) -> str:
    text = " ".join(shown(name).split())
    return text if len(text) <= 40 else text[:39] + "…"


def _listed(candidates: Sequence[Exercise]) -> str:
    names = [exercise.name for exercise in candidates[:MOST_CANDIDATES]]
    if len(candidates) > MOST_CANDIDATES:
        return f"{', '.join(names)} or {len(candidates) - MOST_CANDIDATES} more"
    return f"{', '.join(names[:-1])} or {names[-1]}"


def own_key(name: str) -> str:
    """The key of an own exercise: the same name, however it is spaced or cased, is the same exercise."""
    folded = " ".join(clean(name, limit=NAME_LIMIT).casefold().split())
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    if not slug or not folded.isascii():
        # A name that ASCII cannot write is told apart by a digest of it.
        import hashlib

        digest = hashlib.blake2b(folded.encode(), digest_size=5).hexdigest()
        slug = f"{slug}-{digest}".strip("-")
    return f"own:{slug[:100]}"


def own_exercise(name: str) -> Exercise:
    """An exercise of the user's own."""
    cleaned = clean(name, limit=NAME_LIMIT)
    return Exercise(own_key(cleaned), cleaned, "own", own=True, short=cleaned)
