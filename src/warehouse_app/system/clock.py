"""The real clock and real ids."""

from __future__ import annotations

import random
import secrets
import time
import uuid
from datetime import UTC, datetime


class SystemClock:
    """The machine's own time in UTC."""

    def now(self) -> datetime:
        """Return the time now."""
        return datetime.now(UTC)


class SystemIds:
    """Random version 4 ids and secrets from the operating system."""

    def new(self) -> str:
        """Return a fresh id."""
        return str(uuid.uuid4())

    def secret(self, bits: int) -> int:
        """Return `bits` random bits."""
        return secrets.randbits(bits)


def rest(seconds: float) -> None:
    """Wait about so long, by chance a half less or more: who met another in a hurry does not meet him again."""
    time.sleep(seconds * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
