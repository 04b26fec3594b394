"""The dialog in which an exercise is picked."""

from hinge_log.screens.dialogs.pick_lift import PickLift

__all__ = ["PickLift"]
