"""Pictures of the screens, made of a made log: `python -m tests.pictures` draws them anew."""
