"""Whatever is fed to a reader of ours, it takes it or refuses it by name; and what was found stays found."""

from __future__ import annotations

import json

import pytest

from tests.prove import fuzz_readers, part_fuzz, part_guided
from tests.prove.fuzz_readers import READERS, fuzzed

CASES = 3_000


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", READERS)
def test_a_reader_takes_or_refuses_by_name(name: str) -> None:
    assert fuzzed(name, 1, CASES)["done"] > 0


def test_every_reader_is_in_the_long_proof() -> None:
    assert tuple(READERS) == part_fuzz.NAMES


def test_a_planted_fault_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def brittle(text: str | bytes) -> None:
        assert len(text) < 50, "a planted fault"

    monkeypatch.setitem(READERS, "scans", fuzz_readers.Reader(fuzz_readers.SCANS, brittle))
    with pytest.raises(AssertionError, match="a planted fault"):
        fuzzed("scans", 1, 500)


@pytest.mark.slow
def test_a_planted_fault_is_found_by_following_branches() -> None:
    pytest.importorskip("atheris", reason="installed by make prove ONLY=guided")
    with pytest.raises(AssertionError, match="a planted fault"):
        part_guided.guided("planted", 1, 20_000)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        json.dumps([{"number": "x", "at": "", "title": ""}, {"number": 1, "at": "", "title": ""}]),
        json.dumps({"a": "x"}),
        json.dumps({"a": None}),
        json.dumps({"a": 1e999}),
    ],
    ids=["deep", "number", "word", "nothing", "endless"],
)
def test_what_was_found_in_kept_texts_stays_found(text: str) -> None:
    fuzz_readers.what_is_kept(text)
