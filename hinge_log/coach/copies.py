"""A coach's copies of athletes' logs: one file an athlete beside the coach's own log, carried by the hub.

The copy is one more device of the athlete's log. What a coach writes is committed there first, and then sent as any
device sends; the hub's rights and the log itself keep everything else out.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from hinge_log.clock import Clock
from hinge_log.coach.answers import Athlete, AthleteFault, AthleteWeek, CoachAnswers, CoachedSet
from hinge_log.coach.questions import ask_all
from hinge_log.errors import Ambiguous, HingeLogError, NeedsDecision, NotFound
from hinge_log.store.set_extras import add_coach_note, judge_set
from hinge_log.store.store import Store
from hinge_log.sync import syncing
from hinge_log.sync.hub.connection import connect
from hinge_log.sync.hub.transport import HubCarrier
from hinge_log.sync.state import load_state
from hinge_log.text import shown
from hinge_log.training.coaching import CoachedLog, CoachNote, Judgement
from hinge_log.training.entry_model import Amend
from hinge_log.training.workout import Form, Judge

STATE = "coach"
FOLDER = "athletes"


def hub_url(store: Store) -> str:
    """The address of the hub that the coach's athletes are on; raises NeedsDecision where none is known."""
    state = store.state(STATE)
    if isinstance(state, dict) and isinstance(state.get("url"), str):
        return str(state["url"])
    sync = load_state(store)
    if sync is not None and isinstance(sync.carrier.get("url"), str):
        return str(sync.carrier["url"])
    raise NeedsDecision(
        "No hub is set up for coaching.", "Run: hinge-log coach setup postgresql://you@hub.example.org/hinge"
    )


def use_hub(store: Store, url: str) -> None:
    """Remember the hub of the coach's athletes on this device."""
    store.put_state(STATE, {"url": url})


def copy_path(own_path: str, athlete: Athlete) -> str:
    """The file of an athlete's copy, beside the coach's own log."""
    return os.path.join(os.path.dirname(os.path.realpath(own_path)), FOLDER, f"{athlete.log:015x}.db")


def copies(own_path: str) -> tuple[tuple[Athlete, str], ...]:
    """The athletes of whom there is a copy here, each with the coach's name."""
    folder = os.path.join(os.path.dirname(os.path.realpath(own_path)), FOLDER)
    known = []
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        if name.endswith(".db"):
            with Store(os.path.join(folder, name)) as store:
                if store.coached is not None:
                    known.append((Athlete(store.coached.log, store.coached.athlete), store.coached.person))
    return tuple(known)


def find_athlete(every: tuple[Athlete, ...], who: str) -> Athlete:
    """The one athlete that a name, the start of one, or a log's number means. Raises NotFound and Ambiguous."""
    wanted = who.casefold().strip()
    exact = [each for each in every if each.name.casefold() == wanted or f"{each.log:015x}" == wanted]
    near = exact or [each for each in every if wanted and each.name.casefold().startswith(wanted)]
    near = near or [each for each in every if wanted and wanted in each.name.casefold()]
    names = tuple(each.name for each in near or every)
    if not near:
        hint = f"Your athletes are {', '.join(map(shown, names[:8]))}." if names else "You have no athletes here yet."
        raise NotFound(f"None of your athletes is called {shown(who)}.", hint, candidates=names)
    if len(near) > 1:
        both = ", ".join(f"{shown(each.name)} ({each.log:015x})" for each in near[:8])
        raise Ambiguous(f"Several athletes are called {shown(who)}.", f"Name one of {both}.", candidates=names)
    return near[0]


def open_copy(own_path: str, url: str, athlete: Athlete, person: str, *, clock: Clock | None = None) -> Store:
    """Open the copy of an athlete's log; the first time it is made and joins the log on the hub."""
    path = copy_path(own_path, athlete)
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    store = Store(path, clock=clock)
    try:
        wanted = CoachedLog(athlete.log, person, athlete.name)
        if store.coached != wanted:
            store.become_copy(wanted)
        if load_state(store) is None:
            carrier = HubCarrier(url, athlete.log)
            try:
                syncing.set_up(store, carrier, person)
            finally:
                carrier.close()
    except BaseException:
        store.close()
        raise
    return store


def send_and_receive(store: Store) -> str:
    """Sync a copy; gives "" or a sentence that says why it could not be done. What was written stays written."""
    try:
        syncing.sync(store)
    except HingeLogError as error:
        return f"Saved here, not sent yet. {error}"
    return ""


def coach_judge(*, has_video: bool) -> Judge:
    """How a coach judged who does not say: on the video where the set has one, else by standing by."""
    return Judge.VIDEO if has_video else Judge.PERSON


def seen_by_coach(typed: Amend, *, has_video: bool) -> Amend:
    """A typed rating with how it was judged: a coach never rates by feel."""
    rates = typed.form is not None or typed.slips or typed.held
    if not rates or typed.judge not in (None, Judge.FELT):
        return typed
    return typed._replace(judge=coach_judge(has_video=has_video))


def save_rating(
    store: Store, set_id: str, person: str, form: Form | None, note: str = ""
) -> tuple[Judgement | None, CoachNote | None]:
    """Write a coach's rating with its note, or the note alone, as one step of undo."""
    if form is None:
        return None, add_coach_note(store, person, "note", note, set_id=set_id)
    return judge_set(store, set_id, person, form, note=note), None


ANSWERS_STATE = "coach_answers"


def ask_hub(url: str, today: int, now_ms: int) -> CoachAnswers:
    """Connect, ask everything, and disconnect; it may take seconds. Raises StoreError and NeedsDecision."""
    with connect(url) as hub:
        return ask_all(hub, today, now_ms)


def prepare_copy(own_path: str, url: str, athlete: Athlete, person: str) -> tuple[str, str]:
    """Bring the copy of an athlete's log up to date; gives its file, and a sentence where it is not the newest.

    Raises StoreError when there is no copy yet and the hub cannot be reached.
    """
    store = open_copy(own_path, url, athlete, person)
    try:
        return store.path, send_and_receive(store)
    finally:
        store.close()


def answers_of(value: Any) -> CoachAnswers | None:
    """The answers that the table `state` holds; None for none, or those of another hinge-log."""
    try:
        person, weeks, faults, pains, waiting, at_ms = value
        return CoachAnswers(
            str(person), tuple(AthleteWeek(*_with_athlete(each)) for each in weeks),
            tuple(AthleteFault(*_with_athlete(each)) for each in faults),
            tuple(CoachedSet(*_with_athlete(each)) for each in pains),
            tuple(CoachedSet(*_with_athlete(each)) for each in waiting), int(at_ms),
        )  # fmt: skip
    except (TypeError, ValueError, IndexError, KeyError):
        return None


def _with_athlete(row: Sequence[Any]) -> tuple[Any, ...]:
    return (Athlete(int(row[0][0]), str(row[0][1])), *row[1:])
