"""Which screens are drawn: the keys that lead to each from where the app opens, and what it is looked at for."""

from __future__ import annotations

from dataclasses import dataclass

USUAL = ((80, 24), (48, 30))
WIDE = (140, 40)

LOGGED = ("space", "space", "space", "4", "space")
"""A workout begun on Today, three sets done, the second rated."""

DEADLIFT = ("g", "x", "slash", *"conventional", "enter", "enter")
"""The page of an exercise that the kept log has a year of."""


@dataclass(frozen=True)
class Scene:
    """A screen: the keys to it, texts that must be there, the log, the screen the app opens with, and the sizes.

    Of a drill that runs, so many `seconds` are let pass; the keys in `then` come after them. `screen` is the
    main screen on which the keys end, where the name does not begin with it.
    """

    name: str
    keys: tuple[str, ...]
    holds: tuple[str, ...]
    log: str = "kept"
    first: str = "today"
    sizes: tuple[tuple[int, int], ...] = USUAL
    between_keys_s: float = 40
    seconds: float = 0
    then: tuple[str, ...] = ()
    screen: str = ""

    @property
    def ends_on(self) -> str:
        """The main screen that is drawn, or lies under a dialog that is."""
        return self.screen or self.name.split("_")[0]


DRILL = ("g", "d", "enter")

SCENES: tuple[Scene, ...] = (
    Scene("today", (), ("Next workout", "Form, last 4 weeks", "Everyday hinge", "Deadlift"), sizes=(*USUAL, WIDE)),
    Scene(
        "coach",
        ("g", "a"),
        ("Pain reported", "Waiting for review", "same fault again"),
        log="coaching",
        sizes=(*USUAL, WIDE),
    ),
    Scene("today_empty", (), ("First workout", "Wall drill"), log="empty"),
    Scene("log", LOGGED, ("Next", "solid", "not rated", "How was", "Logged"), sizes=(*USUAL, WIDE)),
    Scene("log_first_set", ("space",), ("Next", "Last time")),
    Scene("check", (*LOGGED, "f", "7", "9", "9"), ("of checks passed", "several reps"), screen="log"),
    Scene("entry", (*LOGGED, "enter", *"102.5x3@8"), ("102.5x3@8", "102.5 kg × 3 @8"), screen="log"),
    Scene("pick_lift", (*LOGGED, "a"), ("Romanian deadlift",), screen="log"),
    Scene("finish", (*LOGGED, "F"), ("Workout done", "3 sets")),
    Scene("cue", (*LOGGED, "c"), ("cues", "next cue")),
    Scene("cue_checks", (*LOGGED, "c", "enter"), ("one cue", "Bar over your laces")),
    Scene("form", ("space", "v", "minus"), ("median", "Top set", "Faults"), sizes=(*USUAL, WIDE)),
    Scene("form_by_load", ("space", "v", "minus", "m"), ("kg", "load")),
    Scene("form_faults", ("space", "v", "minus", "m", "m"), ("lost the brace",)),
    Scene("form_strength", ("space", "v", "minus", "m", "m", "m"), ("one-rep",)),
    Scene("form_family", ("space", "v", "minus", "y"), ("Romanian", "Deadlift")),
    Scene("form_empty", ("space", "v"), ("Form",), log="empty"),
    Scene("history", ("h",), ("Working sets by day", "Workouts", "20 sets"), sizes=(*USUAL, WIDE)),
    Scene("history_workout", ("h", "enter"), ("20 sets", "warm-up", "4 solid")),
    Scene("history_empty", ("h",), ("No workouts yet",), log="empty"),
    Scene("exercises", ("g", "x"), ("search", "Conventional deadlift", "tage 5"), sizes=(*USUAL, WIDE)),
    Scene("exercise", DEADLIFT, ("Figure", "Good", "Fault", "Fix"), sizes=(*USUAL, WIDE)),
    Scene("exercise_checks", (*DEADLIFT, "2"), ("Look for", "Feel for")),
    Scene("exercise_faults", (*DEADLIFT, "3"), ("Looks like", "Comes from")),
    Scene("exercise_history", (*DEADLIFT, "4"), ("117.5 × 5 5 5", "form")),
    Scene("exercise_notes", (*DEADLIFT, "5"), ("Chest to the far wall.",)),
    Scene("exercise_settings", (*DEADLIFT, "6"), ("6 Set",)),
    Scene("drills", ("g", "d"), ("Wall drill", "Dowel drill", "18 cm kept")),
    Scene("drill", DRILL, ("Get ready", "heel to wall"), between_keys_s=0.5),
    Scene("drill_running", (*DRILL, "space"), ("Rep 2 of 8", "heel to wall"), between_keys_s=0.5, seconds=10),
    Scene(
        "drill_check",
        (*DRILL, "space"),
        ("which checks failed", "judged by"),
        between_keys_s=0.5,
        seconds=12,
        then=("n", "f", "2"),
    ),
    Scene("ladder", ("g", "p"), ("Wall drill", "Dowel drill", "clean sessions")),
    Scene("everyday", ("e", "1", "b"), ("did you hinge at the hips?", "Last 14 days")),
    Scene("everyday_spot", ("e", "1", "c", "s", "3"), ("Spot check",)),
    Scene("plans_new", ("g", "w"), ("Starter plans", "Hinge A/B")),
    Scene("plans", ("g", "w", "enter"), ("Plans", "active")),
    Scene("plan", ("g", "w", "enter", "enter"), ("Free bodyweight hinge", "next")),
    Scene("settings", ("g", "s"), ("Units", "Rest, working sets")),
    Scene("keys", ("g", "s", "k"), ("go to another screen", "usual"), screen="settings"),
    Scene("export", ("g", "s", "x"), ("Export", "jsonl"), screen="settings"),
    Scene("import", ("g", "s", "i", "slash", *"strong.csv", "enter"), ("216 sets", "Weights", "Zercher Deadlift")),
    Scene("first_run", (), ("Units", "Press enter"), log="never opened", first="first run", screen="first run"),
    Scene("go_menu", ("g",), ("Go to", "everyday hinge"), screen="today"),
    Scene("help", (*LOGGED, "question_mark"), ("Every set", "log the next set"), screen="log"),
)
