"""Whose exercise is it: the names in a file, and the exercises of ours that they become."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from hinge_log.errors import ImportFileError, NotFound
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.imports import english
from hinge_log.exercises.model import Exercise
from hinge_log.exercises.words import fold
from hinge_log.text import NAME_LIMIT, clean, shown

MARKS = {"known": "=", "alias": "~", "unsure": "?", "new": "+", "left out": "-"}
"""How the preview marks each kind of name."""
MARK_WORDS = {"=": "known", "~": "by another name", "?": "your choice", "+": "new exercise", "-": "left out"}

MOST_NEW_NAMES = 2_000
"""After so many new names in one file, a name is not compared letter by letter any more: no lifter has as many."""

MAX_MAP_BYTES = 4 * 1024**2


@dataclass(frozen=True, slots=True)
class PlannedName:
    """A name in the file and what becomes of its `sets`.

    `kind` is one of MARKS. `key` is the exercise, "" when the sets are left out; an unsure name becomes an own
    exercise unless one of `candidates` is chosen; of a plain name ("Row") they are what else it may be. `own` marks an
    exercise of the user's, `body` one whose load is added to bodyweight. `tags` are ways of doing it that the name
    holds. `chosen` names were settled by the user.
    """

    name: str
    sets: int
    kind: str
    key: str
    title: str
    tags: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    own: bool = False
    body: bool = False
    chosen: bool = False

    @property
    def mark(self) -> str:
        """The sign in the preview; a name that is the exercise's own is known, however it was found."""
        same = self.kind == "alias" and fold(self.name) == fold(self.title)
        return MARKS["known" if same else self.kind]


def legend_of(marks: Iterable[str]) -> str:
    """What the marks before the names mean, of those that are there."""
    present = frozenset(marks)
    return "  ".join(f"{mark} {word}" for mark, word in MARK_WORDS.items() if mark in present)


_PLAIN = frozenset(("deadlift", "hip thrust", "good morning", "squat", "row", "swing"))


def is_plain(name: str) -> bool:
    """Whether a name says nothing but one of the hinge lifts: it is the usual one, which the preview lets change."""
    return fold(english(name) or name).removesuffix("s") in _PLAIN


def own_key(name: str) -> str:
    """The key of a user's own exercise of that name: "own:chest-press"; the same for every file and machine.

    Letters of all scripts stay. A name that is long, or has signs that the key cannot show, ends in a hash.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    letters = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in plain)
    slug = "-".join(letters.split())
    if not slug or len(slug) > 90 or any(unicodedata.category(c)[0] == "S" for c in plain):
        ending = blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
        slug = "-".join(filter(None, (slug[:90], ending)))
    return f"own:{slug}"


class Naming:
    """Decides what names stand for: first what the user says, then what they became before, then the catalogue.

    `own` are the exercises that the user made; `earlier` and `chosen` map names to our keys, "" leaves one out, and
    "new" makes an own exercise; `earlier` maps keys of merged exercises, too.
    """

    def __init__(
        self,
        app: str,
        catalogue: Catalogue,
        *,
        own: Iterable[Exercise] = (),
        earlier: Mapping[str, str] | None = None,
        chosen: Mapping[str, str] | None = None,
    ) -> None:
        self._app = app
        self._catalogue = catalogue
        self._new_names = 0
        self._own = tuple(own)
        self._earlier = earlier or {}
        self._chosen = {clean(name, limit=NAME_LIMIT).casefold(): key for name, key in (chosen or {}).items()}
        self._by_key = dict(catalogue.exercises) | {exercise.id: exercise for exercise in self._own}
        self._by_name = {
            fold(called): exercise.id for exercise in self._own for called in (*exercise.aliases, exercise.name)
        }

    def decide(self, name: str, sets: int) -> PlannedName:
        """Settle one name. Raises NotFound when the user names an exercise that is not there."""
        chosen = self._chosen.get(name.casefold())
        if chosen is not None:
            return self._chosen_one(name, sets, chosen)
        remembered = self._earlier.get(name, self._earlier.get(own_key(name)))
        if remembered is not None and (remembered in self._by_key or remembered == "" or remembered.startswith("own:")):
            return self._settled(name, sets, remembered)
        if (mine := self._by_name.get(fold(name))) is not None:
            return self._made(name, sets, "known", mine)
        if own_key(name) in self._by_key:
            return self._made(name, sets, "known", own_key(name))
        match = self._catalogue.match_import(self._app, name, near=self._new_names < MOST_NEW_NAMES)
        self._new_names += match.kind == "new"
        if match.kind in ("known", "alias") and match.exercise_id is not None:
            return self._made(name, sets, match.kind, match.exercise_id, match.tags)
        if match.kind == "unsure" and match.exercise_id is not None and is_plain(name):
            return self._made(name, sets, "alias", match.exercise_id, match.tags, match.candidates)
        return self._made(name, sets, match.kind, own_key(name), match.tags, match.candidates)

    def _chosen_one(self, name: str, sets: int, choice: str) -> PlannedName:
        choice = choice.strip()
        if choice == "new":
            return self._settled(name, sets, own_key(name))
        if choice == "" or choice in self._by_key or choice.startswith("own:"):
            return self._settled(name, sets, choice)
        try:
            exercise = self._catalogue.find(choice, self._own)
        except NotFound as error:
            hint = f'For "{shown(name)}" give an id, "new" for an exercise of your own, or "" to leave it out.'
            raise type(error)(error.message, hint, candidates=error.candidates) from error
        return self._settled(name, sets, exercise.id)

    def _settled(self, name: str, sets: int, key: str) -> PlannedName:
        if key == "":
            return PlannedName(name, sets, "left out", "", "", chosen=True)
        if key == own_key(name) and key not in self._by_key:
            return self._made(name, sets, "new", key, chosen=True)
        match = self._catalogue.match_import(self._app, name)
        tags = match.tags if match.exercise_id == key else ()
        return self._made(name, sets, "known", key, tags, chosen=True)

    def _made(
        self,
        name: str,
        sets: int,
        kind: str,
        key: str,
        tags: tuple[str, ...] = (),
        candidates: tuple[str, ...] = (),
        *,
        chosen: bool = False,
    ) -> PlannedName:
        exercise = self._by_key.get(key)
        return PlannedName(
            name,
            sets,
            kind,
            key,
            exercise.name if exercise else name,
            # The name of an own exercise says itself how it is done.
            () if key.startswith("own:") else tags,
            candidates,
            own=exercise.own if exercise else True,
            body=exercise is not None and exercise.load_type.startswith("bodyweight"),
            chosen=chosen,
        )


def read_map(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Read a file that says which name is which exercise, and which column is what: a JSON object or TOML.

    Names stand as name = "our-id", where an empty text leaves a name out and "new" makes an own exercise. With a
    part "columns", or with "date" and "exercise" among its words, it says columns as date = "Day"; names stand in a
    part "names" then. Gives names and columns. Raises ImportFileError.
    """
    what = path.name
    try:
        if path.stat().st_size > MAX_MAP_BYTES:
            raise ImportFileError(
                f"{what} is larger than 4 MiB.", "A list of names is never that large. Check the file."
            )
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise ImportFileError(f"{what} cannot be read: {reason}.", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise ImportFileError(f"{what} is not UTF-8 text.", "Save it as UTF-8.") from error
    try:
        if text.lstrip().startswith("{"):
            mapping = json.loads(text, object_pairs_hook=_once)
        else:
            import tomllib

            mapping = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportFileError(f"{what}: {shown(str(error))}.", 'Write "their name" = "our-id" lines.') from error
    names, columns = mapping, {}
    if isinstance(mapping.get("columns"), dict) or isinstance(mapping.get("names"), dict):
        if wrong := sorted(set(mapping) - {"columns", "names"}):
            raise ImportFileError(f'{what} has an unknown part: "{shown(wrong[0])}".', 'Use "columns" and "names".')
        names, columns = mapping.get("names", {}), mapping.get("columns", {})
    elif "date" in mapping and "exercise" in mapping:
        names, columns = {}, mapping
    return _texts(what, names, '"our-id", "new" or ""'), _texts(what, columns, "the name of a column")


def _texts(what: str, value: object, wanted: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ImportFileError(f"{what} has a part without text entries.", f"Write each entry as NAME = {wanted}.")
    for name, key in value.items():
        if not isinstance(key, str):
            raise ImportFileError(f'{what}: "{shown(str(name))}" has no text as its value.', f"Write {wanted}.")
    return {str(name): str(key) for name, key in value.items()}


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    unique: dict[str, object] = {}
    for name, value in pairs:
        if name in unique:
            raise ValueError(f'"{name}" appears twice')
        unique[name] = value
    return unique
