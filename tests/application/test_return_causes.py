"""Return to cause from the books: how a returned thing was really packed at the bench, and who learns from it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import WAREHOUSE, Company, key_of
from tests.packbench import Bench, pick
from warehouse_app.application.returning.causes import cause_of, causes_of, lessons_of, look_alikes, why
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.evidence import Plausible
from warehouse_app.domain.returning.states import Grade, ReturnKind, ReturnState, UnitState
from warehouse_app.store.returning import cases, units
from warehouse_app.store.schema import office, returnrules, trade


def reason(desk: Any, code: str, evidence: str) -> int:
    """Write a reason and return its row."""
    values = {"code": code, "fault": "shop", "evidence": evidence, "at": desk.at, "who": ""}
    return key_of(desk.connection.execute(returnrules.return_reason.insert().values(**values)))


@pytest.fixture
def packed(company: Company) -> int:
    """An order of two mugs and a bowl, packed by Anna with a cup in her hand once; return its row."""
    bench = Bench(company)
    with company.write() as desk:
        for code, name in (("ANNA", "Anna K."), ("LI", "Li W.")):
            row = {"id": {"ANNA": "p-anna", "LI": "p-pick"}[code], "code": code, "name": name, "role": "packer"}
            desk.connection.execute(office.person.insert().values(**row, badge_hash=code, created_at=desk.at))
        for sku, grams in (("MUG", 300), ("BOWL", 500), ("CUP", 310)):
            company.product(desk, sku, weight_g=grams)
        order_id = company.order(desk, "4711", [("MUG", 2), ("BOWL", 1)])
        pick(desk, company, order_id, "T1")
    bench.scan("T1", "MUG", "CUP", "", "MUG", "BOWL")
    with company.write() as desk:
        left = trade.order_line.update().where(trade.order_line.c.order_id == order_id)
        desk.connection.execute(left.values(shipped=trade.order_line.c.qty))
    return order_id


def returned(company: Company, order_id: int, sku: str, evidence: str, **more: Any) -> int:
    """Let a customer send a thing back with a claim, and settle it; return the return's row."""
    with company.write() as desk:
        mine = (trade.order_line.c.order_id == order_id) & (trade.order_line.c.sku == sku)
        line = desk.connection.execute(trade.order_line.select().where(mine)).one()
        head = cases.begin(desk, ReturnKind.CUSTOMER, ReturnState.RECEIVED, WAREHOUSE, order_id=order_id)
        cases.note(desk, head.id, settled_at=desk.at)
        cases.step(desk, head, ReturnState.SETTLED)
        came = str(more.pop("came", sku))
        units.add(
            desk, head.id, came, 1, UnitState.GRADED, line_id=line.id, product_id=line.product_id,
            reason_id=reason(desk, f"{evidence}{head.id}", evidence), **more,
        )  # fmt: skip
    return head.id


def test_the_evidence_is_what_the_bench_did(company: Company, packed: int) -> None:
    came = returned(company, packed, "MUG", "wrong_item", grade=Grade.OPENED)
    with company.write() as desk:
        (found,) = causes_of(desk, came)
        assert why(desk, "rt000001") == (found,)
    told = found.evidence
    assert [each.text for each in told.scans] == ["MUG", "MUG"]
    assert {each.person for each in told.scans} == {"Anna K."}
    assert (told.ordered, told.packed, dict(told.proven)) == (2, 2, {"each": 2})
    assert [each.name for each in told.packers] == ["Anna K."]
    assert [(each.sku, each.for_sku, each.here) for each in told.slips] == [("CUP", "MUG", True)]
    assert [(each.sku, each.weight_g, each.times) for each in told.alike] == [("CUP", 310, 1)]
    assert found.opinion.plausible is Plausible.UNLIKELY
    assert {each.code for each in found.opinion.signs} >= {"came_right", "each_scanned", "stopped_here"}


def test_a_cup_that_came_back_for_a_mug_makes_two_look_alikes_and_teaches_the_packer(
    company: Company, packed: int
) -> None:
    came = returned(company, packed, "MUG", "wrong_item", came="CUP", grade=Grade.SEALED)
    since = "2010-12-06T00:00:00.000000Z"
    with company.write() as desk:
        (found,) = causes_of(desk, came)
        assert {each.code for each in found.opinion.signs} >= {"came_other", "look_alike"}
        (pair,) = look_alikes(desk, since)
        assert (pair.sku, pair.other, pair.stopped, pair.came) == ("CUP", "MUG", 1, 1)
        assert [each.evidence.return_code for each in lessons_of(desk, "p-anna", since)] == ["RT000001"]
        assert lessons_of(desk, "p-other", since) == ()
        assert lessons_of(desk, "p-anna", "2010-12-07T00:00:00.000000Z") == ()


def test_what_claims_nothing_has_no_evidence(company: Company, packed: int) -> None:
    came = returned(company, packed, "BOWL", "")
    with company.write() as desk:
        assert causes_of(desk, came) == ()
        assert cause_of(desk, 1) is None
        with pytest.raises(Refused):
            why(desk, "RT9")


def test_my_day_shows_what_came_back_of_what_i_packed(company: Company, packed: int) -> None:
    from tests.hands import Screen
    from warehouse_app.application.run import Session
    from warehouse_app.domain.people import Actor, PersonId, Role
    from warehouse_app.ui.screens.performance import shown
    from warehouse_app.ui.screens.performance.presenter import PerformancePresenter

    returned(company, packed, "MUG", "wrong_item", came="CUP", grade=Grade.SEALED)
    for person, told in (("p-anna", (("RT000001", "Name of MUG: Wrong item"),)), ("p-pack", ())):
        actor = Actor(PersonId(person), "X", "X", Role.PACKER, with_pin=False)
        page = Screen(company, Session(actor, "B1"))
        presenter = PerformancePresenter(page, page.hands("performance"), company.runner.now)
        presenter.shown()
        assert shown.lessons(page.state) == told
