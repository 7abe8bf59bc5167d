"""Every reader of foreign words, fed with nonsense."""

from __future__ import annotations

from functools import partial

from tests.prove.part import Counts, Part

NAMES = (
    *("scans", "keys", "CSV", "XLSX", "JSON", "numbers and dates", "TOML mappings", "settings", "what windows keep"),
    *("printer answers", "labels", "scales", "serial scanners", "plan instances"),
)
SLOW = frozenset({"CSV", "XLSX", "JSON"})
"""Those that open files: fewer cases a piece."""


def cases(name: str, seed: int, count: int) -> Counts:
    """Feed one reader."""
    from tests.prove.fuzz_readers import fuzzed

    return fuzzed(name, seed, count)


PARTS = tuple(
    Part(f"fuzz {name}", 1_000_000, 5_000 if name in SLOW else 20_000, partial(cases, name)) for name in NAMES
)
