"""Carriers by command: whose a service is, and what is said where no label is waited for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence

DONE, REFUSED = 0, 1
pytestmark = pytest.mark.slow


def test_services_are_given_to_carriers(tmp_path: Path) -> None:
    shop = Program(tmp_path / "home").begin()
    assert "the house prints every label" in shop.call("carrier", "services").out
    assert shop.call("carrier", "service", "EXPRESS", "dhl").code == DONE
    assert shop.call("carrier", "services", "--json").json == [{"service": "EXPRESS", "carrier": "DHL"}]
    wrong = shop.call("carrier", "service", "EXPRESS", "D H L")
    assert (wrong.code, "is no name of a carrier" in one_sentence(wrong)) == (REFUSED, True)
    assert shop.call("carrier", "service", "EXPRESS", "HOUSE").code == DONE
    assert shop.call("carrier", "services", "--json").json == []
    assert shop.call("carrier", "labels", "--json").json == []
    for deed in (("retry", "P00000001"), ("change", "P00000001", "EXPRESS")):
        told = shop.call("carrier", *deed)
        assert (told.code, "No carrier is asked for parcel P00000001" in one_sentence(told)) == (REFUSED, True)
