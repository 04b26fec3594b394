"""Every way out: the log as text in one of the formats of an export."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from hinge_log.errors import NotFound
from hinge_log.training.coaching import SetExtras
from hinge_log.training.workout import Workout

FORMATS = ("csv", "jsonl", "md", "strong")


def lines(
    format: str,  # noqa: A002 - the word of the command line
    *,
    workouts: Callable[[], Iterable[Workout]],
    documents: Callable[[], Iterable[dict[str, object]]],
    name_of: Callable[[str], str],
    extras: Callable[[], Mapping[str, SetExtras]] = dict,
) -> Iterator[str]:
    """The lines of an export, made while they are taken.

    `workouts` gives what is seen, oldest first; `documents` the complete log; `name_of` turns an exercise's key into
    its name, `extras` gives what stands beside the sets by id. Raises NotFound for a format that there is not.
    """
    from hinge_log.exchange import export, jsonl

    if format == "jsonl":
        return jsonl.lines(documents())
    if format == "csv":
        return export.csv_text(export.csv_rows(workouts(), name_of, extras()))
    if format == "strong":
        return export.csv_text(export.strong_rows(workouts(), name_of), delimiter=";", quote_all=True)
    if format == "md":
        return export.markdown(workouts(), name_of, extras())
    raise NotFound(f"There is no format {format!r}.", f"Choose {', '.join(FORMATS)}.", candidates=FORMATS)
