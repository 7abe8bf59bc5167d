"""What the application asks of whoever guards secrets: PINs are kept as slow hashes, and nothing else of them."""

from __future__ import annotations

from typing import Protocol


class PinGuard(Protocol):
    """Turns a PIN into what may be kept of it, and compares. Slow by purpose: never called inside a transaction."""

    def seal(self, pin: str) -> str:
        """Return what is kept of a PIN."""
        ...

    def sealed_as(self, salt: str, pin: str) -> str:
        """Return what would be kept of a PIN under a salt (all that is kept, without the hash at its end)."""
        ...

    def fits(self, kept: str, pin: str) -> bool:
        """Tell whether a PIN is the one that was kept; False, after as long a time, where nothing was kept."""
        ...
