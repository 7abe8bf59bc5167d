"""A bit of the database file turns over: refused, found, or of no consequence; never wrong goods, never a bug."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.crash import flips
from tests.journeys.crash.shift import Yard

FLIPS = 60


def test_a_flipped_bit_is_found_or_harmless(yard: Yard, tmp_path: Path) -> None:
    tally = flips.run(yard.packed, tmp_path, 1, FLIPS)
    assert tally.faults == []
    assert tally.fates["found"] + tally.fates["refused"] > 0


def test_bits_that_once_were_called_a_bug_are_refused(yard: Yard, tmp_path: Path) -> None:
    """Bytes that are no text: in a row, and in the words of a table, which SQLite then repeats in its complaint."""
    whole = (yard.packed / "company.db").read_bytes()
    for words in (b"CREATE TABLE task", b"2010-12-06T"):
        at = whole.index(words) + 8
        assert flips.flipped(yard.packed, tmp_path, at, 128) in {"refused", "found"}
