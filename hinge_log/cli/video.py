"""`video`: the video of a set, as a path or a link."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.entering import set_named
from hinge_log.cli.values import video_value
from hinge_log.errors import EntryError, HingeLogError
from hinge_log.text import shown


@command(
    "hinge-log video last ~/Videos/squat.mp4    the path and its SHA-256 are stored, not the video",
    "hinge-log video 2 https://example.org/v    set 2 of the last lift",
    "hinge-log video last                       open the newest video of the set",
    "hinge-log video last --list                only say where it is",
    reads=True,
)
@click.argument("which", metavar="last|NUMBER|ID")
@click.argument("location", metavar="PATH|URL", required=False)
@click.option("--list", "only_list", is_flag=True, help="list the videos without opening one")
def video(cli: CliContext, which: str, location: str | None, only_list: bool) -> int:
    """Add a video to a set, or open it. Undo removes it."""
    from hinge_log.store.videos import add_video, videos_of
    from hinge_log.training.suggestion import phrase

    if location is not None and only_list:
        raise EntryError("list", "--list says where videos are; it adds none.", "Leave out one of the two.")
    record = set_named(cli, which)
    name = f"{cli.short(record.exercise)} {phrase(record.what, ascii_only=True)}".strip()
    if location is not None:
        added = add_video(cli.store, record.id, location)
        if cli.json:
            return cli.data("video", {"set": record.id, "videos": [video_value(added)]})
        if not cli.quiet:
            cli.out(f"Video of {name}: {shown(added.location)}")
            cli.out("undo: hinge-log undo")
        return 0
    videos = videos_of(cli.store, [record.id]).get(record.id, ())
    if cli.json:
        return cli.data("video", {"set": record.id, "videos": [video_value(each) for each in videos]})
    if not videos:
        cli.say(f"{name} has no video. Add one: hinge-log video {shown(which)} PATH|URL")
    for each in videos:
        cli.out(shown(each.location))
    if videos and not only_list:
        from hinge_log.opener import open_location

        try:
            open_location(videos[-1].location)
        except HingeLogError as error:
            cli.say(f"{error.message} {error.hint}".strip())
            return 3 if error.code == "not-found" else 1
    return 0
