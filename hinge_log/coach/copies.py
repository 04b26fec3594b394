"""A coach's copies of athletes' logs: one file an athlete beside the coach's own log, carried by the hub.

The copy is one more device of the athlete's log. What a coach writes is committed there first, and then sent as any
device sends; the hub's rights and the log itself keep everything else out.
"""

from __future__ import annotations

import os

from hinge_log.clock import Clock
from hinge_log.coach.answers import Athlete
from hinge_log.errors import Ambiguous, HingeLogError, NeedsDecision, NotFound
from hinge_log.store.store import Store
from hinge_log.sync import syncing
from hinge_log.sync.hub.transport import HubCarrier
from hinge_log.sync.state import load_state
from hinge_log.text import shown
from hinge_log.training.coaching import CoachedLog

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
        hint = f"Yours are {', '.join(map(shown, names[:8]))}." if names else "You coach nobody on this hub yet."
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
