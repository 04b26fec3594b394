"""What others say of a set, in words: ratings beside the lifter's own, a coach's texts, videos."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from hinge_log.charts.set_texts import form_words
from hinge_log.clock import date_text
from hinge_log.exercises.model import Exercise, Item
from hinge_log.training.coaching import CoachNews, CoachNote, Judgement, SetExtras
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import JUDGE_WORDS, Form, SetRecord

COACH = "Coach"
"""The name of a coach who gave none."""


class ExtraLine(NamedTuple):
    """One thing that stands beside a set: `kind` is "rating", "coach note" or "video"."""

    kind: str
    text: str


def rating_text(form: Form, faults: Mapping[str, str]) -> str:
    """A rating with how it was judged and the checks that failed: "3 okay, on video: hips shot up"."""
    failed = ", ".join(faults.get(item, item.partition("-")[2] or item) for item, reps in form.slips if reps)
    how = f", {JUDGE_WORDS[form.judged_by.value]}" if form.judged_by.value != "felt" else ", by feel"
    return f"{form_words(form.label)}{how}" + (f": {failed}" if failed else "")


def judgement_text(judgement: Judgement, faults: Mapping[str, str]) -> str:
    """Who rated a set how: "Ann: 3 okay, on video"; the lifter's own second rating begins with "You"."""
    who = " ".join(judgement.person.split()) or "You"
    note = " ".join(judgement.note.split())
    return f"{who}: {rating_text(judgement.form, faults)}" + (f' "{note}"' if note else "")


def note_text(note: CoachNote) -> str:
    """What a coach wrote: 'Ann: "hips first"'."""
    return f'{" ".join(note.person.split()) or COACH}: "{" ".join(note.text.split())}"'


def extra_lines(extras: SetExtras, faults: Mapping[str, str]) -> tuple[ExtraLine, ...]:
    """Everything that stands beside a set, ratings first."""
    return (
        *(ExtraLine("rating", judgement_text(each, faults)) for each in extras.judgements),
        *(ExtraLine("coach note", note_text(each)) for each in extras.notes),
        *(ExtraLine("video", f"Video: {each.name}") for each in extras.videos),
    )


def fault_texts(items: Iterable[Item]) -> dict[str, str]:
    """What the checks of a list are called when they fail, by id."""
    return {item.id: item.fault_text for item in items}


def news_lines(
    news: CoachNews,
    exercise_of: Callable[[str], Exercise],
    items_of: Callable[[Exercise], Sequence[Item]],
    *,
    today: int,
    most: int = 4,
) -> tuple[str, ...]:
    """What a coach wrote of late as sentences: the plan, ratings and notes on sets, then notes and cues."""

    def name_of(key: str) -> str:
        exercise = exercise_of(key)
        return exercise.short or exercise.name

    def set_words(record: SetRecord) -> str:
        return f"{name_of(record.exercise)} {phrase(record.what)}, {date_text(record.day, today=today)}"

    lines = [_on_lift(each, name_of) for each in news.notes if each.kind == "plan"]
    for record, judgement in news.ratings[:most]:
        text = judgement_text(judgement, fault_texts(items_of(exercise_of(record.exercise))))
        lines.append(f"{set_words(record)}. {text}")
    lines += [f"{set_words(record)}. {note_text(note)}" for record, note in news.set_notes[:most]]
    lines += [_on_lift(each, name_of) for each in news.notes if each.kind != "plan"][:most]
    return tuple(lines)


def _on_lift(note: CoachNote, name_of: Callable[[str], str]) -> str:
    about = {"plan": "Plan", "cue": "Cue", "note": "Note"}[note.kind]
    lift = f" for {name_of(note.exercise)}" if note.exercise else ""
    return f"{about}{lift}. {note_text(note)}"
