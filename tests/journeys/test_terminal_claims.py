"""Claims, causes and costs of returns by command, on a home in which something came back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.company import Company
from tests.journeys.program import Program, one_sentence
from tests.returned import ask, begin_rules, shipped
from warehouse_app.application.returning.requests import Asked
from warehouse_app.domain.returning.states import ReturnState, UnitState
from warehouse_app.store.returning import cases, rules, units
from warehouse_app.store.schema import floor, trade

DONE, REFUSED, WRONG = 0, 1, 2
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Two mugs left by DHL; one came back as another than was ordered."""
    made = Program(tmp_path_factory.mktemp("shop") / "home").begin()
    (file,) = made.home.glob("*.db")
    company = Company(Path(made.home), file.name)
    begin_rules(company)
    with company.write() as desk:
        company.product(desk, "MUG")
        order_id = shipped(company, desk, "4711", [("MUG", 2)], currency="GBP")
        desk.connection.execute(trade.order_line.update().values(total_minor=1000))
        desk.connection.execute(floor.parcel.update().values(carrier="DHL"))
        wrong = next(each for each in rules.reasons(desk) if each.evidence == "wrong_item")
    code = ask(company, order_id, Asked("MUG", "1", wrong.code)).done().code
    with company.write() as desk:
        head = cases.known(desk, code)
        cases.step(desk, head, ReturnState.RECEIVED)
        cases.note(desk, head.id, received_at=desk.at)
        units.step(desk, units.of_return(desk, head.id)[0], UnitState.RECEIVED)
    company.close()
    return made


def test_a_claim_by_command_from_its_draft_to_the_carriers_money(shop: Program, tmp_path: Path) -> None:
    made = shop.call("claim", "new", "damage", "--return", "rt000001", "--json").json["row"]
    assert (made["code"], made["carrier"], made["amount_minor"]) == ("CL00001", "DHL", 500)
    assert [each["code"] for each in shop.call("claim", "list", "--json").json] == ["CL00001"]
    assert "DHL" in shop.call("claim", "show", "CL00001").out
    assert shop.call("claim", "print", "CL00001", "--out", tmp_path / "claim.pdf").code == DONE
    assert (tmp_path / "claim.pdf").read_bytes().startswith(b"%PDF")
    assert shop.call("document", "claim", "CL00001", "--out", tmp_path / "again.pdf").code == DONE
    assert shop.call("claim", "send", "CL00001", "--note", "by mail").code == DONE
    assert shop.call("claim", "refuse", "CL00001", "--note", "too late").code == DONE
    assert shop.call("claim", "send", "CL00001", "--amount", "4.50").code == DONE
    assert "At most 4.50 was claimed" in one_sentence(shop.call("claim", "accept", "CL00001", "--amount", "5"))
    assert shop.call("claim", "accept", "CL00001", "--json").json["paid_minor"] == 450
    assert shop.call("claim", "drop", "CL00001", "--reason", "x").code == REFUSED
    assert "There is no claim CL9" in one_sentence(shop.call("claim", "show", "CL9"))


def test_causes_and_costs_by_command(shop: Program) -> None:
    (found,) = shop.call("return", "why", "RT000001", "--json").json
    assert found["evidence"]["claim"] == "wrong_item"
    assert "Each of 2 units was scanned" in shop.call("return", "why", "RT000001").out
    assert "mistaken" not in shop.call("return", "look-alikes").out
    (row,) = shop.call("return", "report", "--by", "carrier", "--since", "2010-12-01", "--json").json["rows"]
    assert (row["key"], row["units"], row["shipped"], row["per_mille"]) == ("DHL", 1, 2, 500)
    told = shop.call("return", "report", "--by", "product", "--since", "2010-12-01", "--format", "csv").out
    assert told.splitlines()[1].startswith("MUG,Name of MUG,GBP,1,1,2,500,500")
    assert "Nothing came back." in shop.call("return", "report", "--since", "2030-01-01").out
    assert shop.call("return", "report", "--by", "moon").code == WRONG
