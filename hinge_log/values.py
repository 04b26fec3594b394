"""Values: frozen classes, as `dataclasses.dataclass` makes them, without what that costs at import.

`dataclasses` loads `inspect`, and compiles the methods of each class while its module is imported: that was most of
the time of a one-line command. Here all classes share a few functions, and a class of which many values are made
gets its own constructor. Type checkers are told that this is
`dataclasses.dataclass`; `fields`, `replace` and `asdict` of `dataclasses` take these values as well.
"""

from __future__ import annotations

from operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
    from typing import Any, NoReturn
    from typing import NamedTuple as NamedTuple

_put = object.__setattr__
MANY = 50
"""From so many values on, compiling a constructor of its own pays for a class (measured: 8 us a value against 1)."""


class _Made:
    """A default that is made anew for each value."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


class _Fields:
    """The fields as `dataclasses` describes them, made when somebody first asks for them."""

    def __init__(self, defaults: dict[str, object]) -> None:
        self.defaults = defaults

    def __get__(self, value: object, owner: Any) -> Any:
        import dataclasses

        given: Any = {name: _described(default) for name, default in self.defaults.items()}
        parts = [(name, kind, given.get(name, dataclasses.field())) for name, kind in owner.__annotations__.items()]
        same: Any = dataclasses.make_dataclass(owner.__name__, parts)
        owner.__dataclass_fields__ = same.__dataclass_fields__
        return owner.__dataclass_fields__


def _described(default: Any) -> Any:
    import dataclasses

    if isinstance(default, _Made):
        return dataclasses.field(default_factory=default.make)
    return dataclasses.field(default=default)


def _value(cls: type, slots: bool) -> Any:
    names = tuple(cls.__annotations__)
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    body = {
        name: kept
        for name, kept in cls.__dict__.items()
        if name not in defaults and name not in ("__dict__", "__weakref__")
    }
    body |= {
        "__match_args__": names,
        "__dataclass_fields__": _Fields(defaults),
        "__init__": _init(names, defaults),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__reduce__": _reduce,
    }
    if slots:
        body["__slots__"] = names
    same = {"__repr__": _repr, "__eq__": _eq, "__hash__": _hash, "_parts": staticmethod(attrgetter(*names))}
    made = type(cls)(cls.__name__, cls.__bases__, same | body)
    made.__qualname__ = cls.__qualname__
    return made


def _init(names: tuple[str, ...], defaults: dict[str, object]) -> Callable[..., None]:
    known = dict.fromkeys(names).keys()
    left = MANY

    def __init__(self: Any, *args: object, **given: object) -> None:  # noqa: N807 - it becomes the method of that name
        nonlocal left
        left -= 1
        if not left:
            type(self).__init__ = _compiled(type(self).__qualname__, names, defaults)
        placed = dict(zip(names, args))  # noqa: B905 - what is missing has a default, what is too much is refused
        parts: dict[str, Any] = {**defaults, **placed, **given}
        if parts.keys() != known or len(placed) < len(args) or not placed.keys().isdisjoint(given):
            raise TypeError(f"{type(self).__name__} takes {', '.join(names)}, each once, and those without default")
        for name in names:
            part = parts[name]
            _put(self, name, part.make() if type(part) is _Made else part)

    return __init__


def _compiled(owner: str, names: tuple[str, ...], defaults: dict[str, object]) -> Any:
    """The same constructor, with the fields written out."""
    takes = [name if name not in defaults else f"{name}=_default_{name}" for name in names]
    puts = []
    for name in names:
        part = name
        if isinstance(defaults.get(name), _Made):
            part = f"_default_{name}.make() if {name} is _default_{name} else {name}"
        puts.append(f"    _put(self, {name!r}, {part})")
    scope: dict[str, Any] = {"_put": _put, **{f"_default_{name}": default for name, default in defaults.items()}}
    exec("\n".join([f"def __init__(self, {', '.join(takes)}):", *puts]), scope)
    scope["__init__"].__qualname__ = f"{owner}.__init__"
    return scope["__init__"]


def _repr(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__match_args__)})"


def _eq(self: Any, other: Any) -> bool:
    return bool(self._parts(self) == self._parts(other)) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._parts(self))


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    import dataclasses

    raise dataclasses.FrozenInstanceError(f"cannot change {name!r} of a {type(self).__name__}")


def _reduce(self: Any) -> object:
    return type(self), tuple(getattr(self, name) for name in self.__match_args__)


class _Named(type):
    """Makes a named tuple of a class with annotations, as `typing.NamedTuple` does; `typing` is slow to load."""

    def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        if not bases:
            return super().__new__(mcs, name, bases, body)
        from collections import namedtuple

        names = tuple(body["__annotations__"])
        defaults = [body[each] for each in names if each in body]
        made = namedtuple(name, names, defaults=defaults, module=body["__module__"])  # type: ignore[misc]  # not literal
        for each, kept in body.items():
            if each not in names and each != "__qualname__":
                setattr(made, each, kept)
        return made


if not TYPE_CHECKING:

    class NamedTuple(metaclass=_Named):
        """The base of named tuples."""

    def dataclass(*, frozen: bool, slots: bool = False) -> Callable[[type], type]:
        """Make a value class: frozen, equal by its parts; without slots it has room for cached properties."""
        if not frozen:
            raise TypeError("a value is frozen")
        return lambda cls: _value(cls, slots)

    def field(*, default_factory: Callable[[], object]) -> _Made:
        """Give a field whose default is made anew for each value."""
        return _Made(default_factory)

    def replace(value, /, **changes):
        """Give the value with some parts changed."""
        return type(value)(**{name: getattr(value, name) for name in type(value).__match_args__} | changes)
