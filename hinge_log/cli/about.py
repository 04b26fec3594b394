"""`where` and `help safety`: where things are, and what to know before lifting."""

from __future__ import annotations

import os

from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.run import Run

SAFETY = """\
Before you lift

hinge-log is for education and record-keeping. It is not medical advice, not a
diagnosis, and not a coach: it cannot see you, and every score is your own.

Ask a doctor first if you have a heart condition, chest pain or dizziness with
effort, uncontrolled blood pressure, osteoporosis, a recent operation or injury,
are pregnant or have just given birth, or were told to limit exercise.

Muscle effort and soreness the next day are normal. Sharp, shooting, electric or
spreading pain is not: stop the set.

Stop and do not go on: chest pain, faintness, a sudden headache, a pop or a
sudden give.

Emergency care: back pain with numbness or changed feeling around the genitals,
anus or inner thighs; new trouble to start or hold urine or stool; pain, weakness
or numbness in both legs, or getting worse; after a heavy fall or a crash.

See a doctor soon: pain that is worse lying down or wakes you, that does not
settle, or comes with fever or weight loss that nothing explains; new back pain
with a history of cancer, osteoporosis or long use of steroids.

Lift within reach of safety pins or bumpers. For swings: a clear floor, dry
hands, and nobody in front of the bell. Under 18: with a qualified person there.
"""


def safety(run: Run) -> int:
    """Print what to know before lifting."""
    if run.json:
        return run.data("safety", {"text": SAFETY})
    run.out(SAFETY.rstrip())
    return 0


def where(run: Run) -> int:
    """Print where the log, the settings and the user's own exercises are; nothing is made."""
    from hinge_log.settings import config_folder

    folder = config_folder()
    rows = [
        ("log", os.path.abspath(run.path)),
        ("settings", os.path.join(folder, "settings.toml")),
        ("exercises", os.path.join(folder, "exercises")),
    ]
    if run.json:
        return run.data("where", dict(rows) | {"exists": os.path.exists(rows[0][1])})
    for name, path in rows:
        absent = "" if os.path.exists(path) else "  (not there yet)"
        run.out(f"{name:<10} {shown(path)}{absent}")
    return 0
