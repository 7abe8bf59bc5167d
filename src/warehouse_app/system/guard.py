"""PINs under argon2id, imported when the first PIN is asked for."""

from __future__ import annotations

import base64
import functools
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

_TIMES, _KIB, _LANES = 2, 19_456, 1
"""The least of the recommended figures: two passes over 19 MiB; ten thousand PINs of one stolen row cost minutes, so
the lock-out, not the hash, is the wall against guessing."""


_LENGTH = 32
"""Bytes of a hash."""


def low_level_error() -> type[Exception]:
    """Return what the library raises."""
    from argon2.exceptions import Argon2Error

    return Argon2Error


@functools.cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=_TIMES, memory_cost=_KIB, parallelism=_LANES)


class ArgonGuard:
    """The `PinGuard` of the real program."""

    def seal(self, pin: str) -> str:
        """Return the hash with its own salt."""
        return _hasher().hash(pin)

    def sealed_as(self, salt: str, pin: str) -> str:
        """Hash anew under a salt that was used before; "" where it is none."""
        from argon2 import low_level

        try:
            _empty, _kind, _version, costs, salted = salt.split("$")
            times = {name: int(value) for name, _is, value in (each.partition("=") for each in costs.split(","))}
            raw = base64.b64decode(salted + "=" * (-len(salted) % 4))
            return low_level.hash_secret(
                pin.encode(), raw, times["t"], times["m"], times["p"], _LENGTH, low_level.Type.ID
            ).decode()
        except (ValueError, KeyError, low_level_error()):
            return ""

    def fits(self, kept: str, pin: str) -> bool:
        """Compare; where nothing is kept the same work is done for nothing, so that time tells no names."""
        from argon2.exceptions import Argon2Error, InvalidHashError

        try:
            return bool(_hasher().verify(kept or _nothing(), pin)) and bool(kept)
        except (Argon2Error, InvalidHashError):
            return False


@functools.cache
def _nothing() -> str:
    return _hasher().hash(hashlib.sha256(b"nobody").hexdigest())
