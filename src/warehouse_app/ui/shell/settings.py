"""What the window remembers for this machine: short texts by name."""

from __future__ import annotations

from typing import Protocol


class Settings(Protocol):
    """`look`, `text_size` (100..150), `touch`, `still`, and `columns:LIST:PERSON` for the columns of each list."""

    def get(self, name: str, default: str) -> str: ...

    def put(self, name: str, value: str) -> None: ...


class Forgetful:
    """Settings of a window without a home: nothing is remembered."""

    def get(self, _name: str, default: str) -> str:
        """Return what is always so."""
        return default

    def put(self, _name: str, _value: str) -> None:
        """Forget it."""
