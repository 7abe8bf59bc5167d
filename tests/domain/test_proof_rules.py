"""Which rule of proof wins, and who said so."""

from __future__ import annotations

import pytest

from warehouse_app.domain.packing.proof import (
    Level,
    Proof,
    ProofRule,
    may_count,
    proof_for,
    weakest,
)

HOUSE = ProofRule(Level.FIRST, "house")
SCREWS = ProofRule(Level.NONE, "cheap", sku="SCREW")
AT_B2 = ProofRule(Level.CASE, "slow bench", station="B2")
SCREWS_AT_B2 = ProofRule(Level.FIRST, "mixed up here", sku="SCREW", station="B2")
NEW_HANDS = ProofRule(Level.EACH, "new here", person="KIM")
PACKERS = ProofRule(Level.NONE, "know it all", role="packer")


def asked(*rules: ProofRule, sku: str = "SCREW", person: str = "ANN", station: str = "B1", traced: str = "") -> Proof:
    return proof_for(rules, sku=sku, person=person, role="packer", station=station, traced=traced)


@pytest.mark.parametrize(
    ("found", "level", "by"),
    [
        (asked(), Level.CASE, "default"),
        (asked(HOUSE), Level.FIRST, "house"),
        (asked(HOUSE, AT_B2), Level.FIRST, "house"),
        (asked(HOUSE, AT_B2, station="B2"), Level.CASE, "station"),
        (asked(HOUSE, SCREWS), Level.NONE, "product"),
        (asked(HOUSE, SCREWS, sku="LAMP"), Level.FIRST, "house"),
        (asked(SCREWS, SCREWS_AT_B2, AT_B2, station="B2"), Level.FIRST, "product"),
        (asked(PACKERS, HOUSE), Level.NONE, "role"),
        (asked(SCREWS, NEW_HANDS, person="KIM"), Level.EACH, "person"),
        (asked(ProofRule(Level.EACH, sku="SCREW"), PACKERS), Level.EACH, "product"),
        (asked(SCREWS, traced="lot"), Level.FIRST, "traced"),
        (asked(SCREWS, traced="serial"), Level.EACH, "traced"),
        (asked(traced="serial"), Level.CASE, "default"),
    ],
)
def test_the_most_specific_rule_wins_and_more_is_never_undercut(found: Proof, level: Level, by: str) -> None:
    assert (found.level, found.by) == (level, by)


def test_the_reason_is_the_rules_own_words() -> None:
    assert asked(SCREWS_AT_B2, station="B2").why == "mixed up here"
    assert asked(SCREWS_AT_B2, station="B2").station == "B2"


def test_a_scan_is_counted_as_several_by_the_rule_or_by_the_products_own_word() -> None:
    assert may_count(Proof(Level.FIRST), multi_scan=False)
    assert may_count(Proof(), multi_scan=True)
    assert not may_count(Proof(), multi_scan=False)
    assert not may_count(Proof(Level.EACH), multi_scan=True)


def test_a_parcel_is_as_good_as_its_weakest_unit() -> None:
    assert weakest(()) == "each"
    assert weakest(("each", "picked")) == "picked"
    assert weakest(("first", "none", "each")) == "none"
