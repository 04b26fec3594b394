"""What stands beside sets: ratings by others and the lifter's own of another kind, coaches' notes, videos.

The row of a set holds the lifter's rating of now. Whoever else rated it, and what the lifter felt before the video was
seen, is a judgement: neither ever takes the other's place. A person has one judgement a set and way of judging. Coaches
write cues for an exercise, notes on sets or exercises, and plans in words. A video is a path or a link, never the video
itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import blake2b, file_digest
from json import dumps
from typing import TypeVar

from hinge_log.errors import NeedsDecision, NotFound
from hinge_log.store.ids import encode
from hinge_log.store.journal import Action, Value
from hinge_log.store.queries import ANY_OF, LogReader, has_extras
from hinge_log.store.rows import form_of, form_values
from hinge_log.store.schema import FORM_COLUMNS
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training.coaching import LINKS, NO_NEWS, CoachNews, CoachNote, Judgement, RatedSet, SetExtras, Video
from hinge_log.training.workout import Form, Judge

_COLUMNS = ", ".join(FORM_COLUMNS)
OfSet = TypeVar("OfSet", Judgement, CoachNote, Video)

NOTE_KINDS = ("cue", "note", "plan")
LONGEST = 4096

NEWS_DAYS = 14
"""What a coach wrote is news for so long (convention); a cue and a plan stand until the next one."""
_DAY_MS = 86_400_000


def judge_set(store: Store, set_id: str, person: str, form: Form, *, note: str = "") -> Judgement:
    """Write how `person` rates a set, beside the lifter's own rating; the same person's earlier one is replaced.

    `person` is a coach's name, or "" for a second rating of the lifter's own. Raises NotFound without the set and
    NeedsDecision for a rating that is none.
    """
    if form.label is None:
        raise NeedsDecision("A rating must be 1 to 5.", "Nothing was saved.")
    store.existing_set(set_id)
    name = clean(person, limit=NAME_LIMIT)
    with store.action("judge") as action:
        return put_judgement(store, action, set_id, name, form, note=note, at_ms=store.clock.now().utc_ms)


def put_judgement(
    store: LogReader, action: Action, set_id: str, person: str, form: Form, *, at_ms: int, note: str = ""
) -> Judgement:
    """Write a judgement as a part of an action."""
    id_ = judgement_id(set_id, person, form.judged_by)
    values: dict[str, Value] = {**form_values(form), "note": clean(note, lines=True), "at_ms": at_ms, "hidden": 0}
    if store.one("SELECT 1 FROM judgement WHERE id = ?", id_) is None:
        action.insert("judgement", {"id": id_, "set_id": set_id, "person": person, **values})
    else:
        action.update("judgement", id_, values)
    return Judgement(set_id, person, form, str(values["note"]), at_ms)


def judgements_of(log: LogReader, set_ids: Iterable[str]) -> dict[str, tuple[Judgement, ...]]:
    """The judgements of sets, newest last, without the ratings that the sets hold themselves."""
    rows = log.rows(
        f"SELECT set_id, person, note, at_ms, {_COLUMNS} FROM judgement"
        f" WHERE hidden = 0 AND set_id IN {ANY_OF} ORDER BY at_ms, id",
        dumps(list(set_ids)),
    )
    return _by_set(
        Judgement(set_id, person, form_of(tuple(rating)), note, at_ms) for set_id, person, note, at_ms, *rating in rows
    )


def _by_set(values: Iterable[OfSet]) -> dict[str, tuple[OfSet, ...]]:
    grouped: dict[str, list[OfSet]] = {}
    for each in values:
        grouped.setdefault(each.set_id, []).append(each)
    return {set_id: tuple(of_set) for set_id, of_set in grouped.items()}


def judgement_id(set_id: str, person: str, judged_by: Judge) -> str:
    """The id of the judgement of a person and a way of judging: the same on every device."""
    words = "\n".join((set_id, person, judged_by.value))
    return encode(int.from_bytes(blake2b(words.encode(), digest_size=16).digest(), "big"))


def keep_replaced(store: Store, action: Action, form: Form) -> None:
    """Keep the rating that `form` replaces as a judgement of the set, where it was judged in another way."""
    change = action.changes[0]
    before = change.before or {}
    if before.get("form") is not None and before.get("judged_by") != form_values(form)["judged_by"]:
        was = {**form_values(form), **before}
        replaced = form_of(tuple(was[name] for name in FORM_COLUMNS))
        put_judgement(store, action, change.row, "", replaced, at_ms=store.clock.now().utc_ms)


def add_coach_note(
    store: Store, person: str, kind: str, text: str, *, exercise: str = "", set_id: str = ""
) -> CoachNote:
    """Write a cue, a note or a plan as one undo step. Raises NeedsDecision without a text, NotFound without the set."""
    words = clean(text, lines=True)
    if not words.strip():
        raise NeedsDecision("There is no text.", "Nothing was saved.")
    if kind not in NOTE_KINDS:
        raise NeedsDecision(
            f"A coach writes a {', a '.join(NOTE_KINDS[:-1])} or a {NOTE_KINDS[-1]}.", "Nothing was saved."
        )
    if set_id:
        store.existing_set(set_id)
    name, key = clean(person, limit=NAME_LIMIT), clean(exercise, limit=NAME_LIMIT)
    at_ms = store.clock.now().utc_ms
    with store.action(f"coach {kind}") as action:
        id_ = store.new_id()
        row = {"id": id_, "person": name, "kind": kind, "exercise": key, "set_id": set_id or None}
        action.insert("coach_note", row | {"text": words, "at_ms": at_ms})
    return CoachNote(id_, name, kind, key, set_id, words, at_ms)


def coach_notes(log: LogReader, *, kind: str = "", exercise: str = "") -> tuple[CoachNote, ...]:
    """The coaches' texts, newest first; of one kind or exercise where one is named."""
    return tuple(
        note for note in _notes(log, "hidden = 0") if kind in ("", note.kind) and exercise in ("", note.exercise)
    )


def set_notes(log: LogReader, set_ids: Iterable[str]) -> dict[str, tuple[CoachNote, ...]]:
    """The coaches' texts that are about sets, by set, newest first."""
    return _by_set(_notes(log, f"hidden = 0 AND set_id IN {ANY_OF}", dumps(list(set_ids))))


def _notes(log: LogReader, where: str, *values: object) -> tuple[CoachNote, ...]:
    rows = log.rows(
        "SELECT id, person, kind, exercise, coalesce(set_id, ''), text, at_ms FROM coach_note"
        f" WHERE {where} ORDER BY at_ms DESC, id DESC",
        *values,
    )
    merged = log.merged_exercises() if any(row[3] for row in rows) else {}
    return tuple(
        CoachNote(id_, who, sort, merged.get(lift, lift), about, text, at_ms)
        for id_, who, sort, lift, about, text, at_ms in rows
    )


def add_video(store: Store, set_id: str, location: str) -> Video:
    """Add a video to a set, as one undo step: a link (http, https), or the path of a file, whose hash is kept.

    Raises NotFound without the set or the file, and NeedsDecision for what is neither.
    """
    return put_video(store, set_id, *locate(location))


def locate(location: str) -> tuple[str, str]:
    """A link as it is, or the absolute path of a file with its SHA-256; the file is read, which may take seconds.

    Raises NotFound for a file that is not there, and NeedsDecision for what is neither.
    """
    where = clean(location, limit=LONGEST + 1).strip()
    if not where or len(where) > LONGEST:
        raise NeedsDecision("A video must be a path or a link.", "Nothing was saved.")
    if where.startswith(LINKS):
        if not where.partition("://")[2].strip("/") or any(map(str.isspace, where)):
            raise NeedsDecision("That link cannot be opened.", "Copy it from the browser: https://...")
        return where, ""
    if "://" in where:
        raise NeedsDecision("Only http and https links can be opened.", "Use one, or the path of a file.")
    where = os.path.abspath(os.path.expanduser(where))
    if clean(where, limit=LONGEST + 1) != where or len(where) > LONGEST:
        raise NeedsDecision("The log can't store this file name.", "Rename the file.")
    return where, file_hash(where)


def put_video(store: Store, set_id: str, location: str, sha256: str) -> Video:
    """Write where the video of a set is, as `locate` gives it. Raises NotFound without the set."""
    store.existing_set(set_id)
    with store.action("video") as action:
        id_ = store.new_id()
        at_ms = store.clock.now().utc_ms
        action.insert("video", {"id": id_, "set_id": set_id, "location": location, "sha256": sha256, "at_ms": at_ms})
    return Video(id_, set_id, location, sha256)


def videos_of(log: LogReader, set_ids: Iterable[str]) -> dict[str, tuple[Video, ...]]:
    """The videos of sets, oldest first."""
    query = f"SELECT id, set_id, location, sha256 FROM video WHERE hidden = 0 AND set_id IN {ANY_OF} ORDER BY at_ms, id"
    return _by_set(Video(*row) for row in log.rows(query, dumps(list(set_ids))))


def file_hash(path: str) -> str:
    """The SHA-256 of a file. Raises NotFound for what is no file that can be read."""
    if not os.path.isfile(path):
        raise NotFound(f"There is no file {path}.", "Type the path of a video or a link.")
    try:
        with open(path, "rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from error


def read_extras(log: LogReader, set_ids: Iterable[str]) -> dict[str, SetExtras]:
    """Ratings by others, coaches' notes and videos by set; a set with none of them is left out."""
    ids = list(set_ids)
    if not ids:
        return {}
    judgements, notes, videos = judgements_of(log, ids), set_notes(log, ids), videos_of(log, ids)
    return {
        set_id: SetExtras(judgements.get(set_id, ()), notes.get(set_id, ()), videos.get(set_id, ()))
        for set_id in ids
        if set_id in judgements or set_id in notes or set_id in videos
    }


def workout_extras(log: LogReader, workout_id: str) -> dict[str, SetExtras]:
    """What stands beside the sets of a workout."""
    if not has_extras(log):
        return {}
    rows = log.rows(
        "SELECT s.id FROM lift l JOIN sets s ON s.lift_id = l.id WHERE l.workout_id = ? AND s.hidden = 0", workout_id
    )
    return read_extras(log, [row[0] for row in rows])


def every_extra(log: LogReader) -> dict[str, SetExtras]:
    """What stands beside all sets of the log, for an export."""
    if not has_extras(log):
        return {}
    rows = log.rows(
        "SELECT set_id FROM judgement UNION SELECT set_id FROM video"
        " UNION SELECT set_id FROM coach_note WHERE set_id IS NOT NULL"
    )
    return read_extras(log, [row[0] for row in rows])


def latest_cues(log: LogReader) -> dict[str, CoachNote]:
    """The newest cue of a coach by exercise key; that of "" is for every exercise."""
    cues: dict[str, CoachNote] = {}
    for note in coach_notes(log, kind="cue") if has_extras(log) else ():
        cues.setdefault(note.exercise, note)
    return cues


def coach_news(log: LogReader, now_ms: int) -> CoachNews:
    """What coaches wrote in the last days, and the plan and the cues that stand."""
    if not has_extras(log):
        return NO_NEWS
    since = now_ms - NEWS_DAYS * _DAY_MS
    every = coach_notes(log)
    plans = [note for note in every if note.kind == "plan"][:1]
    cues = list(latest_cues(log).values())
    notes = [note for note in every if note.kind == "note" and not note.set_id and note.at_ms >= since]
    rated: list[RatedSet] = []
    rows = log.rows("SELECT DISTINCT set_id FROM judgement WHERE person <> '' AND hidden = 0 AND at_ms >= ?", since)
    for set_id, judgements in judgements_of(log, [set_id for (set_id,) in rows]).items():
        record = log.set(set_id)
        if record is not None:
            rated += [RatedSet(record, each) for each in judgements if each.person and (each.at_ms or 0) >= since]
    rated.sort(key=lambda each: each.judgement.at_ms or 0, reverse=True)
    about = [(log.set(note.set_id), note) for note in every if note.set_id and note.at_ms >= since]
    on_sets = tuple((record, note) for record, note in about if record is not None)
    return CoachNews((*plans, *cues, *notes), tuple(rated), on_sets)
