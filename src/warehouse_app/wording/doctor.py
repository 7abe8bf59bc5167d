"""Words of the doctor."""

from __future__ import annotations

WORDS = {
    "facts_broken": (
        "The entries themselves break a law of the ledger, so nothing was changed",
        "Run the doctor to see which, and restore the newest backup",
    ),
}
"""Code -> what happened, what to do."""
