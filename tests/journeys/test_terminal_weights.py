"""Weights by command: nothing is wrong before parcels told, and what nobody weighed is refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence

DONE, REFUSED = 0, 1
pytestmark = pytest.mark.slow


def test_nothing_is_wrong_before_parcels_told(tmp_path: Path) -> None:
    shop = Program(tmp_path / "home").begin()
    orders = tmp_path / "orders.csv"
    orders.write_text("order,customer,placed_at,sku,qty\n1001,C1,2010-12-06,MUG1,2\n")
    assert shop.call("product", "add", "MUG1", "--name", "Mug", "--weight", "350").code == DONE
    assert shop.call("import", "orders", str(orders)).code == DONE
    listed = shop.call("weights", "list", "--json")
    assert (listed.code, listed.json) == (DONE, [])
    assert "No weight in the books is wrong" in shop.call("weights", "list").out
    refused = shop.call("weights", "show", "MUG1")
    assert (refused.code, "No parcel has told what MUG1 weighs" in one_sentence(refused)) == (REFUSED, True)
    assert shop.call("weights", "accept", "MUG1").code == REFUSED
    assert shop.call("weights", "keep", "NOPE", "--reason", "so").code == REFUSED
