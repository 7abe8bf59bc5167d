"""Finds the compiled part and says how its functions are called.

It is a plain shared library without any Python in it, so that one file serves every version of Python; `warehouse`
works without it, more slowly. A library built from other sources than these has another interface number and is left
alone.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from pathlib import Path

INTERFACE = 4
NAME = "libplanner.dll" if sys.platform == "win32" else "libplanner.so.1"

_int, _long, _handle, _array = ctypes.c_int, ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p


class Block(ctypes.Structure):
    """`Block` of native/route.h."""

    _fields_ = (
        ("aisles", _int),
        ("words", _int),
        ("front", _long),
        ("back", _long),
        ("entry", _long),
        ("depot_aisle", _int),
        ("blind", _int),
        ("x", _array),
        ("at", _array),
        ("depot", _array),
    )


class Problem(ctypes.Structure):
    """`Problem` of native/problem.h; what comes after the given fields is the library's own."""

    _fields_ = (
        ("block", Block),
        ("n", _int),
        ("dims", _int),
        ("spreads", _int),
        ("crews", _int),
        ("grouped", _int),
        ("stops", _array),
        ("load", _array),
        ("capacity", _array),
        ("kind", _array),
        ("shuns", _array),
        ("skill", _array),
        ("crew", _array),
        ("zone", _array),
        ("zone_fee", _long),
        ("value", _array),
        ("slack", _array),
        ("fee", _array),
        ("places", _int),
        ("way", _array),
        ("stop", _array),
        ("stop_from", _array),
        ("own", _long * 16),
    )


class Carton(ctypes.Structure):
    """`Carton` of native/cartons.h."""

    _fields_ = (
        ("n", _int),
        ("rule", _int),
        ("support", _int),
        ("pad", _int),
        ("box", _int * 3),
        ("spare", _int),
        ("weight", _long),
        ("volume", _long),
        ("looks", _long),
        ("most", _long),
        ("size", _array),
        ("turns", _array),
        ("grams", _array),
        ("fragile", _array),
        ("apart", _array),
        ("kind", _array),
        ("order", _array),
        ("at", _array),
    )


_CALLS: dict[str, tuple[type | None, tuple[object, ...]]] = {
    "wh_interface": (_int, ()),
    "wh_walks": (None, (_array, _int, _array, _array, _array)),
    "wh_new": (_handle, (_array, ctypes.c_uint64, _int, _int)),
    "wh_free": (None, (_handle,)),
    "wh_fill": (_long, (_handle, _array)),
    "wh_set": (_long, (_handle, _array)),
    "wh_near": (None, (_handle, _int, _int, _int)),
    "wh_savings": (None, (_handle,)),
    "wh_join": (_int, (_handle, _int)),
    "wh_run": (_long, (_handle, _long, _long, ctypes.c_double, _int)),
    "wh_back": (_long, (_handle,)),
    "wh_best": (_long, (_handle, _array)),
    "wh_costs": (None, (_handle, _int, _array, _array, _array)),
    "wh_bound": (None, (_handle, _array)),
    "wh_prove": (_int, (_handle, _long)),
    "wh_hurry": (None, (_handle,)),
    "wh_proven": (_long, (_handle,)),
    "wh_walked": (_long, (_handle,)),
    "wh_carton": (_long, (_array,)),
}


@cache
def library() -> ctypes.CDLL | None:
    """Return the compiled part, or None where there is none that fits."""
    place = Path(__file__).with_name(NAME)
    if not place.exists():
        return None
    try:
        found = ctypes.CDLL(str(place))
        if found.wh_interface() != INTERFACE:
            return None
        for name, (answer, given) in _CALLS.items():
            call = getattr(found, name)
            call.restype, call.argtypes = answer, given
    except (OSError, AttributeError):
        return None
    return found


def is_compiled() -> bool:
    """Tell whether planning runs compiled."""
    return library() is not None
