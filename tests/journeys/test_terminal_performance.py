"""One's own day by command, and that of all by right; written down as JSON and CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence

pytestmark = pytest.mark.slow


def test_ones_own_day_and_that_of_all_are_told_by_command(tmp_path: Path) -> None:
    shop = Program(tmp_path / "home").begin()
    own = shop.call("performance", "--json")
    assert (own.code, own.json["by"], own.json["rows"], own.json["part"]) == (0, "person", [], False)
    assert "Nothing was scanned." in shop.call("performance").out
    assert shop.call("performance", "--bench", "--since", "2010-12-06", "--json").json["by"] == "bench"
    file = tmp_path / "people.csv"
    assert shop.call("performance", "--person", "--out", str(file)).code == 0
    assert file.read_text("utf-8").startswith("key,name,work,units,orders,units_an_hour")
    both = shop.call("performance", "--person", "--product")
    assert both.code == 2
    assert "--person" in one_sentence(both)
