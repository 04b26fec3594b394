"""The user's own exercises: made, renamed, merged, called by other names, deleted."""

from __future__ import annotations

from hinge_log.errors import NotFound
from hinge_log.exercises.model import Exercise
from hinge_log.screens.base import Go
from hinge_log.screens.exercises_base import ExercisesBase
from hinge_log.store import naming
from hinge_log.text import NAME_LIMIT, clean


class ExercisesEditing(ExercisesBase):
    """What can be done with the exercise at hand; each is one undo step."""

    def action_add(self) -> None:
        """Add the exercise to the open workout, or begin one with it."""
        if self.exercise is not None:
            self.act(self._add(self.exercise))

    async def _add(self, exercise: Exercise) -> None:
        await self.do(lambda store: store.take_up(exercise.id, exercise.name))
        self.post_message(Go("log", exercise.id))

    def action_new(self) -> None:
        """Make an exercise of one's own."""
        self.type_in("new", self.words.strip() if not self.matching else "")

    def action_rename(self) -> None:
        """Rename an exercise of one's own."""
        mine = self._own_one()
        if mine is not None:
            self.type_in("rename", mine.name)

    def action_aliases(self) -> None:
        """Write the other names of the exercise."""
        if self.exercise is not None:
            self.act(self._ask_aliases(self.exercise.id))

    async def _ask_aliases(self, key: str) -> None:
        names = await self.do(lambda store: naming.aliases_of(store, key))
        self.type_in("names", ", ".join(names))

    def action_merge(self) -> None:
        """Choose the exercise into which an own one is merged."""
        from hinge_log.screens.pick_lift import PickLift

        mine = self._own_one()
        if mine is not None:
            self.app.push_screen(PickLift(self.context, f"Merge {mine.name} into"), self._merge_into)

    def _merge_into(self, into: Exercise | None) -> None:
        mine = self._own_one()
        if into is not None and mine is not None:
            self.act(self._merge(mine, into))

    async def _merge(self, mine: Exercise, into: Exercise) -> None:
        moved = await self.do(lambda store: naming.merge(store, mine.id, into))
        self.wanted = into.id
        await self.load()
        sets = f"{moved} set{'' if moved == 1 else 's'}"
        self.status = f"Merged {mine.name} into {into.name}: {sets}. {self.key_of('undo')} undoes."

    def action_delete(self) -> None:
        """Delete an own exercise that has no sets."""
        mine = self._own_one()
        if mine is not None:
            self.act(self._delete(mine))

    async def _delete(self, mine: Exercise) -> None:
        await self.do(lambda store: naming.hide(store, mine.id))
        await self.load()
        self.status = f"Deleted {mine.name}. {self.key_of('undo')} brings it back."

    def _own_one(self) -> Exercise | None:
        exercise = self.exercise
        if exercise is None or not exercise.id.startswith("own:"):
            self.say(f"Only your own exercises change. {self.key_of('exercises.names')} gives this one other names.")
            return None
        return exercise

    # -- typing --------------------------------------------------------------------------------------------

    def told(self, purpose: str, text: str) -> str:
        """What is typed, as it is understood."""
        if purpose == "new":
            return self._new_told(text)
        if purpose == "rename":
            return "The new name. The history stays with it, the old name still finds it."
        return "Other names, with commas between them."

    def _new_told(self, text: str) -> str:
        name, like = self._named(text)
        if not name:
            return "The name. With the checks of another exercise: Pause pull = rdl"
        if "=" not in text:
            return f"→ {name}, without a checklist. Done like another one: {name} = rdl"
        try:
            model = self.context.catalogue.find(like)
        except NotFound as error:
            return f"^ {error}"
        return f"→ {name}, with load, checks and figure of {model.name}"

    @staticmethod
    def _named(text: str) -> tuple[str, str]:
        name, _, like = text.partition("=")
        return clean(name, limit=NAME_LIMIT), like.strip()

    async def entered(self, purpose: str, text: str) -> None:
        """Do what was typed."""
        everything = self.context.catalogue.search("", self.context.own)
        mine = self.exercise
        said = ""
        if purpose == "new":
            name, like = self._named(text)
            model = self.context.catalogue.find(like).id if "=" in text else ""
            made = await self.do(lambda store: naming.make(store, name, like=model, taken=everything))
            self.words, self.wanted = "", made.id
            said = f"Made {made.name}."
        elif purpose == "rename" and mine is not None:
            await self.do(lambda store: naming.rename(store, mine.id, text, taken=everything))
            said = f"{mine.name} is now {clean(text, limit=NAME_LIMIT)}."
        elif purpose == "names" and mine is not None:
            kept = await self.do(lambda store: naming.set_aliases(store, mine, text.split(",")))
            said = f"Also called {', '.join(kept)}." if kept else "No other names."
        await self.load()
        self.shut(f"{said} {self.key_of('undo')} undoes.")
