"""What stands beside sets, read for many of them at once."""

from __future__ import annotations

from collections.abc import Iterable

from hinge_log.store.coach_notes import coach_notes, set_notes
from hinge_log.store.judgements import judgements_of
from hinge_log.store.queries import Reading, has_extras
from hinge_log.store.videos import videos_of
from hinge_log.training.coaching import NO_NEWS, CoachNews, CoachNote, RatedSet, SetExtras

NEWS_DAYS = 14
"""What a coach wrote is news for so long (convention); a cue and a plan stand until the next one."""
_DAY_MS = 86_400_000


def read_extras(log: Reading, set_ids: Iterable[str]) -> dict[str, SetExtras]:
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


def workout_extras(log: Reading, workout_id: str) -> dict[str, SetExtras]:
    """What stands beside the sets of a workout."""
    if not has_extras(log):
        return {}
    rows = log.rows(
        "SELECT s.id FROM lift l JOIN sets s ON s.lift_id = l.id WHERE l.workout_id = ? AND s.hidden = 0", workout_id
    )
    return read_extras(log, [str(row[0]) for row in rows])


def every_extra(log: Reading) -> dict[str, SetExtras]:
    """What stands beside all sets of the log, for an export."""
    if not has_extras(log):
        return {}
    rows = log.rows(
        "SELECT set_id FROM judgement UNION SELECT set_id FROM video"
        " UNION SELECT set_id FROM coach_note WHERE set_id IS NOT NULL"
    )
    return read_extras(log, [str(row[0]) for row in rows])


def latest_cues(log: Reading) -> dict[str, CoachNote]:
    """The newest cue of a coach by exercise key; that of "" is for every exercise."""
    cues: dict[str, CoachNote] = {}
    for note in coach_notes(log, kind="cue") if has_extras(log) else ():
        cues.setdefault(note.exercise, note)
    return cues


def coach_news(log: Reading, now_ms: int) -> CoachNews:
    """What coaches wrote in the last days, and the plan and the cues that stand."""
    if not has_extras(log):
        return NO_NEWS
    since = now_ms - NEWS_DAYS * _DAY_MS
    every = coach_notes(log)
    plans = [note for note in every if note.kind == "plan"][:1]
    cues = list(latest_cues(log).values())
    notes = [note for note in every if note.kind == "note" and not note.set_id and note.at_ms >= since]
    rated: list[RatedSet] = []
    ids = [
        str(row[0])
        for row in log.rows(
            "SELECT DISTINCT set_id FROM judgement WHERE person <> '' AND hidden = 0 AND at_ms >= ?", since
        )
    ]
    for set_id, judgements in judgements_of(log, ids).items():
        record = log.set(set_id)
        if record is not None:
            rated += [RatedSet(record, each) for each in judgements if each.person and (each.at_ms or 0) >= since]
    rated.sort(key=lambda each: each.judgement.at_ms or 0, reverse=True)
    about = [(log.set(note.set_id), note) for note in every if note.set_id and note.at_ms >= since]
    on_sets = tuple((record, note) for record, note in about if record is not None)
    return CoachNews((*plans, *cues, *notes), tuple(rated), on_sets)
