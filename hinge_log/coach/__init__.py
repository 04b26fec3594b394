"""What a coach does: questions over all athletes on the hub, and a copy of each athlete's log to write into."""
