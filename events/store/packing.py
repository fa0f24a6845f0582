"""Records to JSON and back, for every dataclass of the vocabulary, driven by its type hints.

Places and actors recur with all their names in hundreds of records, so only their ids are written into a record; they
themselves go into a `Shared` that is kept once. A field at its default is left out, and a field that a later release
adds is read as its default from older stores.
"""

from __future__ import annotations

import collections.abc
import dataclasses
import datetime as dt
import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union

from events.model import Actor, Place

T = TypeVar("T")


@dataclass(slots=True)
class Shared:
    """Places and actors by id: those met while packing, or those to take while unpacking."""

    places: dict[str, Place] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def shelf(self, kind: type) -> dict[str, Any] | None:
        """Give the shelf of a kind that is kept once, none for any other kind."""
        if kind is Place:
            return self.places
        return self.actors if kind is Actor else None


Pack = Callable[[Any, Shared], Any]
Unpack = Callable[[Any, Shared], Any]


def _as_is(value: Any, _: Shared) -> Any:
    return value


@cache
def _codec(hint: Any) -> tuple[Pack, Unpack]:
    """Give the two functions for a type, the way there and the way back."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)

    if origin in {Union, types.UnionType}:
        (inner,) = [a for a in arguments if a is not type(None)]
        pack, unpack = _codec(inner)
        return (
            lambda value, shared: None if value is None else pack(value, shared),
            lambda value, shared: None if value is None else unpack(value, shared),
        )
    if origin is tuple:
        pack, unpack = _codec(arguments[0])
        return (
            lambda value, shared: [pack(item, shared) for item in value],
            lambda value, shared: tuple(unpack(item, shared) for item in value),
        )
    if origin is collections.abc.Mapping:
        return (lambda value, _: dict(value)), _as_is
    if dataclasses.is_dataclass(hint):
        return _shared_codec(hint) if hint in {Place, Actor} else _dataclass_codec(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return (lambda value, _: value.value), (lambda value, _: hint(value))
    if hint in {dt.date, dt.datetime}:
        return (lambda value, _: value.isoformat()), (lambda value, _: hint.fromisoformat(value))
    return _as_is, _as_is


def _shared_codec(kind: Any) -> tuple[Pack, Unpack]:
    def pack(value: Any, shared: Shared) -> str:
        shelf = shared.shelf(kind)
        assert shelf is not None
        shelf[value.id] = value
        return str(value.id)

    def unpack(value: str, shared: Shared) -> Any:
        shelf = shared.shelf(kind)
        assert shelf is not None
        return shelf[value]

    return pack, unpack


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any, Pack, Unpack], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((f.name, _default(f), *_codec(hints[f.name])) for f in dataclasses.fields(kind))


def _default(f: dataclasses.Field[Any]) -> Any:
    return f.default_factory() if f.default_factory is not dataclasses.MISSING else f.default


def _dataclass_codec(kind: Any) -> tuple[Pack, Unpack]:
    # the fields are looked up when first used: a class may hold itself (an attribution through another)
    def pack(value: Any, shared: Shared) -> dict[str, Any]:
        packed = {}
        for name, default, pack_field, _ in _fields(kind):
            part = getattr(value, name)
            if part != default:
                packed[name] = pack_field(part, shared)
        return packed

    def unpack(value: Mapping[str, Any], shared: Shared) -> Any:
        parts = {}
        for name, _, _, unpack_field in _fields(kind):
            if name in value:
                parts[name] = unpack_field(value[name], shared)
        return kind(**parts)

    return pack, unpack


def pack(value: Any, shared: Shared) -> dict[str, Any]:
    """Turn a record into what JSON can hold.

    Parameters
    ----------
    value
        An instance of a dataclass of the vocabulary.
    shared
        Takes up the places and actors that the record speaks of.

    Returns
    -------
    dict
        The fields that differ from their defaults, nested ones likewise.
    """
    packed: dict[str, Any] = _dataclass_codec(type(value))[0](value, shared)
    return packed


def unpack(kind: type[T], packed: Mapping[str, Any], shared: Shared) -> T:
    """Turn it back; ``shared`` gives the places and actors by id."""
    value: T = _dataclass_codec(kind)[1](packed, shared)
    return value


def to_json(packed: Any) -> str:
    """Write packed records as compact JSON, equal for equal records. Lone surrogates are escaped."""
    text = json.dumps(packed, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(packed, separators=(",", ":"), sort_keys=True)
    return text
