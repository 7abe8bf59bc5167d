"""Values to JSON and back: frozen dataclasses, enums, bytes, tuples, mappings.

Commands, outcomes and refusals travel and are kept in this form.

A dataclass becomes an object with its class name under `$`, so that a union can be read back without guessing.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
Json = Any

TAG = "$"
BYTES = "latin-1"
"""How bytes stand in JSON: one sign a byte."""

ASIDE: Mapping[str, bool] = types.MappingProxyType({"aside": True})
"""Metadata of a dataclass field that travels with its value but is neither kept nor hashed with it (personal data)."""


def encode(value: object) -> Json:
    """Return `value` as JSON-able data; dataclasses carry their class name."""
    kind: type = type(value)
    return value if kind in _PLAIN else _way_of(kind)(value)


def decode(kind: type[T], data: Json) -> T:
    """Return the value of type `kind` that `data` stands for; raises TypeError or ValueError when it does not fit."""
    return typing.cast("T", _decode(kind, data))


_PLAIN = frozenset({type(None), bool, int, str})
"""Types that JSON has: most values are of these, and are not looked at any further."""


@cache
def _way_of(kind: type) -> Callable[[Any], Json]:
    """Return how values of a type are encoded; a type is looked at once."""
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, (bool, int, str)):
        return lambda value: value
    if issubclass(kind, bytes):
        return lambda value: value.decode(BYTES)
    if is_dataclass(kind):
        return _fields_encoder(kind)
    if issubclass(kind, (tuple, list)):
        return lambda value: [encode(each) for each in value]
    if issubclass(kind, (frozenset, set)):
        return lambda value: sorted((encode(each) for each in value), key=str)
    if issubclass(kind, Mapping):
        return lambda value: {str(key): encode(each) for key, each in value.items()}
    message = f"cannot be kept as JSON: {kind.__name__}"
    raise TypeError(message)


def _fields_encoder(kind: type) -> Callable[[Any], Json]:
    names, tag = _field_names(kind), kind.__name__
    if len(names) < 2:  # noqa: PLR2004 - of one name it gives no tuple
        return lambda value: {TAG: tag, **{name: encode(getattr(value, name)) for name in names}}
    values = attrgetter(*names)

    def encode_fields(value: object) -> Json:
        data: dict[str, Json] = {TAG: tag}
        for name, each in zip(names, values(value), strict=True):
            data[name] = each if type(each) in _PLAIN else encode(each)
        return data

    return encode_fields


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if "aside" not in field.metadata)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(kind: Any, data: Json) -> Any:  # noqa: ANN401 - the one place where types are values
    origin = get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _decode_union(get_args(kind), data)
    if origin in (tuple, list):
        return _decode_sequence(kind, data)
    if origin is frozenset:
        return frozenset(_decode(get_args(kind)[0], each) for each in data)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {key: _decode(get_args(kind)[1], each) for key, each in data.items()}
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _decode(hints[name], data[name]) for name in _field_names(kind) if name in data})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    return data.encode(BYTES) if kind is bytes else data


def _decode_sequence(kind: Any, data: Json) -> Any:  # noqa: ANN401 - types are values here
    args = get_args(kind)
    if get_origin(kind) is tuple and not (len(args) == 2 and args[1] is Ellipsis):  # noqa: PLR2004 - a pair and its dots
        return tuple(_decode(each, value) for each, value in zip(args, data, strict=True))
    many = (_decode(args[0], value) for value in data)
    return tuple(many) if get_origin(kind) is tuple else list(many)


def _decode_union(options: tuple[Any, ...], data: Json) -> Any:  # noqa: ANN401 - types are values here
    if data is None:
        return None
    if isinstance(data, dict) and TAG in data:
        for option in options:
            if getattr(option, "__name__", "") == data[TAG]:
                return _decode(option, data)
    rest = [option for option in options if option is not type(None)]
    return _decode(rest[0], data) if len(rest) == 1 else data
