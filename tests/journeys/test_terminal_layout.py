"""The layout of a warehouse by command: drawn, changed, written, read, its places made, walked, undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("layout") / "home").begin()


def test_a_warehouse_is_drawn_changed_walked_and_undone(program: Program, tmp_path: Path) -> None:
    drawn = program.call(
        "layout", "draw", "--aisles", "4", "--bays", "6", "--levels", "2", "--blocks", "2", "--json"
    ).json
    assert drawn["aisles"] == 4
    assert "draw" not in one_sentence(program.call("layout", "aisle", "X9", "--bays", "3"))
    assert program.call("layout", "aisle", "A03", "--one-way", "up", "--open", "both").code == 0
    assert (
        program.call("layout", "rule", "--start", "0,-3000", "--speed", "1000", "--forbid", "A02,0,south,west").code
        == 0
    )
    assert program.call("layout", "places", "--json").json["made"] == 4 * 6 * 2 * 2 * 2
    shown = program.call("layout", "show", "--json").json
    assert (shown["missing"], len(shown["crossings_mm"]), shown["remarks"].get("islands", 0)) == (0, 3, 0)
    assert "A03" in program.call("layout", "show").out
    route = program.call("layout", "route", "A01-01-1", "A03-11-2", "--json").json
    assert route["method"] == "exact_orders"
    assert route["ms"] == route["distance_mm"] + 3_000
    assert one_sentence(program.call("layout", "route", "A01-01-1", "A99")) == (
        "There is no place A99. Check the code, or import it first"
    )
    file = tmp_path / "layout.json"
    assert program.call("layout", "export", "--out", file).code == 0
    assert program.call("layout", "undo", "--json").json["version"] == shown["version"] - 1
    assert program.call("layout", "import", file, "--json").json["version"] > shown["version"] - 1
    table = tmp_path / "aisles.csv"
    assert program.call("layout", "export", "--out", table).code == 0
    table.write_text(table.read_text("utf-8").replace("A04,12600,6", "A04,12600,far"), "utf-8")
    refused = program.call("layout", "import", table)
    assert refused.code != 0
    assert "far" in one_sentence(refused)
    assert program.call("layout", "heat", "--json").json["places"] == []
    assert program.call("layout", "slotting", "--json").json["advice"]["moves"] == []
    assert program.call("doctor").code == 0
