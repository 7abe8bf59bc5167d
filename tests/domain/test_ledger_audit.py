"""What is kept of the trail outside the database, and the hashes that chain its links."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from warehouse_app.domain.ledger.audit import (
    GENESIS,
    Anchor,
    Head,
    Link,
    anchor_line,
    digest,
    link_hash,
    read_anchor,
    seal_hash,
)

ANCHOR = Anchor("Müller & Søn", 7, "2010-12-06T09:00:00.000000Z", "ab" * 32, 42)
LINK = Link("w1", 3, "c1", "2010-12-06T09:00:00.000000Z", "p-anna", "B1", "Pack", "done", "v", "e")


def test_an_anchor_is_one_line_that_people_can_read_and_reads_back() -> None:
    line = anchor_line(ANCHOR)
    assert "\n" not in line
    assert "Müller & Søn" in line
    assert read_anchor(line) == ANCHOR


@pytest.mark.parametrize(
    "line", ["", "no anchor", "[]", "7", "{}", anchor_line(ANCHOR)[:-4], '{"company": "A", "n": "x"}']
)
def test_a_line_that_holds_no_anchor_is_none(line: str) -> None:
    assert read_anchor(line) is None


def test_each_part_of_a_link_and_what_came_before_is_in_its_hash() -> None:
    before = link_hash(GENESIS, LINK)
    assert before == link_hash(GENESIS, LINK)
    assert link_hash("f" * 64, LINK) != before
    for field in fields(Link):
        changed: Any = {field.name: 4 if field.name == "n" else "other"}
        assert link_hash(GENESIS, replace(LINK, **changed)) != before, field.name


def test_a_seal_holds_every_head_in_whatever_order_they_are_told() -> None:
    one, two = Head("a", 1, "x"), Head("b", 2, "y")
    seal = seal_hash(GENESIS, "now", (one, two))
    assert seal_hash(GENESIS, "now", (two, one)) == seal
    others = [(one,), (replace(one, n=2), two), (replace(one, hash="z"), two), (replace(one, writer="c"), two)]
    assert seal not in {seal_hash(GENESIS, "now", heads) for heads in others}
    assert seal != seal_hash("f" * 64, "now", (one, two))
    assert seal != seal_hash(GENESIS, "later", (one, two))


def test_a_digest_is_of_the_value_and_not_of_how_it_is_written() -> None:
    assert digest({"b": 1, "a": "é"}) == digest({"a": "é", "b": 1})
    assert digest({"a": 1}) != digest({"a": 2})
    known = "43258cff783fe7036d8a43033f830adfc60ec037382473548ac742b888292777"
    assert digest({"b": 2, "a": 1}) == known, "SHA-256 of canonical JSON, so that others can compare"
