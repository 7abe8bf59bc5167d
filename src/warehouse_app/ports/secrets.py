"""What the application asks of whoever guards secrets: PINs are kept as slow hashes; a badge's code waits sealed."""

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


class Seal(Protocol):
    """Closes a short secret with a key that this home alone has, for as long as it waits for a printer."""

    def closed(self, secret: str) -> str:
        """Return what may be kept meanwhile."""
        ...

    def opened(self, kept: str) -> str:
        """Return the secret; "" where another home closed it, or nobody did."""
        ...


class NoSeal:
    """A home that keeps no key: nothing can wait, so nothing secret is printed."""

    def closed(self, secret: str) -> str:
        """Return nothing: it could not be opened again."""
        return ""

    def opened(self, kept: str) -> str:
        """Return nothing."""
        return ""
