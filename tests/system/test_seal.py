"""A short secret waits closed: only the home that closed it opens it, and a spoiled one opens nothing."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from warehouse_app.system.seal import LONGEST, HomeSeal

SECRET = "US-SECRETBODY-K"


def test_the_home_that_closed_a_secret_opens_it_and_no_other(tmp_path: Path) -> None:
    mine, other = HomeSeal(tmp_path / "a.key"), HomeSeal(tmp_path / "b.key")
    other.closed("X")
    kept = mine.closed(SECRET)
    assert SECRET not in kept
    assert mine.closed(SECRET) != kept, "twice the same secret does not look the same"
    assert HomeSeal(tmp_path / "a.key").opened(kept) == SECRET
    assert other.opened(kept) == ""
    assert HomeSeal(tmp_path / "none.key").opened(kept) == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.key", "b.key"]


def test_a_spoiled_secret_opens_nothing(tmp_path: Path) -> None:
    seal = HomeSeal(tmp_path / "a.key")
    kept = seal.closed(SECRET)
    swapped = "B" if kept[25] == "A" else "A"
    for wrong in ("", "?", kept[:-4], kept[4:], kept[:25] + swapped + kept[26:], "QUJD", "é"):
        assert seal.opened(wrong) == "", wrong


def test_what_is_too_long_or_cannot_be_kept_is_not_closed(tmp_path: Path) -> None:
    seal = HomeSeal(tmp_path / "a.key")
    assert seal.opened(seal.closed("A" * LONGEST)) == "A" * LONGEST
    assert seal.closed("A" * (LONGEST + 1)) == ""
    assert HomeSeal(tmp_path / "nowhere" / "a.key").closed(SECRET) == ""
    (tmp_path / "torn.key").write_bytes(b"short")
    assert HomeSeal(tmp_path / "torn.key").closed(SECRET) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are told otherwise in Windows")
def test_the_key_is_readable_by_its_account_alone(tmp_path: Path) -> None:
    HomeSeal(tmp_path / "a.key").closed(SECRET)
    assert stat.S_IMODE((tmp_path / "a.key").stat().st_mode) == 0o600
