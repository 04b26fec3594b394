"""What the app hands to every screen: the log's gateway, the catalogue, how things are shown; what they ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from textual.message import Message

from hinge_log.clock import Clock, Moment, SystemClock
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise
from hinge_log.settings import Gym, Look
from hinge_log.store.gateway import Gateway
from hinge_log.store.gyms import gym_settings
from hinge_log.store.naming import known
from hinge_log.store.store import Store
from hinge_log.training.coaching import CoachedLog
from hinge_log.training.rest import RestTimer


@dataclass
class Context:
    """Shared by the screens of one run; `gym` and `own` are read anew when the log changes."""

    gateway: Gateway
    catalogue: Catalogue
    gym: Gym = field(default_factory=Gym)
    look: Look = field(default_factory=Look)
    own: tuple[Exercise, ...] = ()
    clock: Clock = field(default_factory=SystemClock)
    ascii_only: bool = False
    mono: bool = False
    banner: str = ""
    unreadable_named: int = 0
    sync_note: tuple[str, ...] = ()
    """Where the sync stands, from the longest to the shortest form; empty for a log that does not sync."""
    conflicts: int = 0
    """How many edits of two devices that did not know of each other are to be decided."""
    coached: CoachedLog | None = None
    """Whose log this is, where a coach works in a copy of it."""
    coaches: bool = False
    """Whether this is the log of a coach: there is a screen for the athletes then."""
    rest_timer: RestTimer = field(init=False)
    """One for all screens, so that each shows the same rest also after the wall clock was set back."""

    def __post_init__(self) -> None:
        self.rest_timer = RestTimer(self.clock)

    def refresh(self, store: Store) -> None:
        """Read anew what belongs to the data."""
        self.gym, self.own = gym_settings(store), known(store, self.catalogue)
        self.coaches = store.coached is None and isinstance(store.state("coach"), dict)

    def exercise(self, key: str) -> Exercise:
        """The exercise of a key in the log; one that nobody knows any more shows its key."""
        known = self.catalogue.exercises.get(key)
        if known is None:
            known = next((each for each in self.own if each.id == key), None)
        return known or Exercise(key, key.removeprefix("own:").replace("-", " "), "own", own=True)

    def name(self, key: str) -> str:
        """The short name of an exercise."""
        exercise = self.exercise(key)
        return exercise.short or exercise.name

    def now(self) -> Moment:
        """The present wall-clock time, of the day that has not ended yet."""
        now = self.clock.now()
        return Moment(now.utc_ms, now.offset_min, self.gym.day_ends_h)

    @property
    def today(self) -> int:
        """The local day number."""
        return self.now().day


class ScreenRequested(Message):
    """Show a main screen, for an exercise where it is for one; `status` is what its status line then says."""

    def __init__(self, screen: str, lift: str = "", status: str = "") -> None:
        super().__init__()
        self.screen, self.lift, self.status = screen, lift, status


class BackRequested(Message):
    """Go go back one level; `status` is what the status line there then says."""

    def __init__(self, status: str = "") -> None:
        super().__init__()
        self.status = status


class LookChanged(Message):
    """The settings of this machine changed: use another theme or other keys."""

    def __init__(self, before: Look, after: Look) -> None:
        super().__init__()
        self.before, self.after = before, after


class LogRequested(Message):
    """Open another log in place of this one, and come back to the Coach screen; `set_id` is the set to show first."""

    def __init__(self, path: str, set_id: str = "") -> None:
        super().__init__()
        self.path, self.set_id = path, set_id
