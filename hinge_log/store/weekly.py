"""The working sets of the last weeks, as the weekly volume counts them."""

from __future__ import annotations

from hinge_log.store.queries import Reading
from hinge_log.training.weekly_volume import DaySets

# CROSS JOIN: from the few workouts of late to their sets, not from all sets.
_SETS = """
SELECT e.key, w.day, sum(s.side = '') + max(sum(s.side = 'L'), sum(s.side = 'R'))
FROM workout w CROSS JOIN lift l ON l.workout_id = w.id CROSS JOIN sets s ON s.lift_id = l.id
JOIN exercise e ON e.id = s.exercise_id
WHERE w.day >= ? AND w.hidden = 0 AND l.hidden = 0 AND s.hidden = 0 AND s.kind <> 'warmup'
GROUP BY e.key, w.day
"""


def day_sets(log: Reading, since: int) -> tuple[DaySets, ...]:
    """Working sets by exercise and day from a day on; a left and a right set are one."""
    return tuple(DaySets(str(key), int(str(day)), int(str(sets))) for key, day, sets in log.rows(_SETS, since))
