"""Claims on carriers: drafted with what was paid and a last day, sent, answered, dropped, refused."""

from __future__ import annotations

import pytest
from pypdfium2 import PdfDocument

from tests.company import WAREHOUSE, Company
from tests.parcels import parcel
from warehouse_app.application.returning.claimpaper import claim_bytes, claim_data
from warehouse_app.application.returning.claims import (
    CLAIMS,
    AnswerClaim,
    DraftClaim,
    DropClaim,
    SendClaim,
    claim_detail,
    claim_id_of,
    count_claims,
    draft,
    refresh,
    withdraw,
)
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.photos import About
from warehouse_app.domain.returning.claims import ClaimKind
from warehouse_app.domain.returning.states import ClaimState, Grade, ReturnKind, ReturnState, UnitState
from warehouse_app.store import photos
from warehouse_app.store.returning import cases, claims, units
from warehouse_app.store.schema import floor, trade


@pytest.fixture
def came(company: Company) -> int:
    """A return of two mugs and a bowl that DHL had brought, received, nothing graded yet."""
    days = ChangeSetting(id=company.ids.new(), setting="returns.claim_days", value="14 DHL=3")
    company.runner.perform(days, company.supervisor).done()
    with company.write() as desk:
        company.product(desk, "MUG")
        company.product(desk, "BOWL")
        order_id = company.order(desk, "4711", [("MUG", 3), ("BOWL", 1)], currency="GBP")
        for sku, total in (("MUG", 1000), ("BOWL", 550)):
            mine = (trade.order_line.c.order_id == order_id) & (trade.order_line.c.sku == sku)
            desk.connection.execute(trade.order_line.update().where(mine).values(total_minor=total))
        sent = parcel(company, desk, order_id)
        gone = floor.parcel.update().where(floor.parcel.c.id == sent).values(carrier="DHL", handed_at=desk.at)
        desk.connection.execute(gone)
        lines = {
            row.sku: row.id
            for row in desk.connection.execute(trade.order_line.select().where(trade.order_line.c.order_id == order_id))
        }
        head = cases.begin(
            desk,
            ReturnKind.CUSTOMER,
            ReturnState.RECEIVED,
            WAREHOUSE,
            order_id=order_id,
            parcel_id=sent,
            currency="GBP",
        )
        units.add(desk, head.id, "MUG", 2, UnitState.RECEIVED, line_id=lines["MUG"])
        units.add(desk, head.id, "BOWL", 1, UnitState.RECEIVED, line_id=lines["BOWL"])
    return head.id


def test_a_draft_knows_its_carrier_its_last_day_and_what_was_paid(company: Company, came: int) -> None:
    with company.write() as desk:
        made = draft(desk, came, ClaimKind.DAMAGE)
    assert (made.carrier, made.deadline, made.currency) == ("DHL", "2010-12-09", "GBP")
    assert (made.return_code, made.parcel, made.order, made.state) == ("RT000001", "P4711-1", "4711", ClaimState.DRAFT)
    assert made.amount_minor == 667 + 550  # two of three mugs for 10.00, half a penny up


def test_a_discount_of_the_order_is_not_claimed(company: Company, came: int) -> None:
    with company.write() as desk:
        off = {"order_id": 1, "n": 9, "sku": "OFF", "kind": "discount", "qty": 1, "total_minor": -155}
        desk.connection.execute(trade.order_line.insert().values(**off))
        assert draft(desk, came, ClaimKind.DAMAGE).amount_minor == 600 + 495
    lost = DraftClaim(id=company.ids.new(), kind="loss", parcel="P4711-1")
    code = company.runner.perform(lost, company.packer).done()
    with company.write() as desk:
        assert claims.known(desk, code).amount_minor == 1550 - 155


def test_drafting_twice_is_one_claim_that_follows_what_was_graded(company: Company, came: int) -> None:
    with company.write() as desk:
        first = draft(desk, came, ClaimKind.DAMAGE)
        mugs, bowl = units.of_return(desk, came)
        units.note(desk, mugs.id, grade=Grade.SEALED)
        units.note(desk, bowl.id, grade=Grade.DAMAGED)
        refresh(desk, came)
        assert [each.amount_minor for each in claims.of_return(desk, came)] == [550]
        assert claim_detail(desk, first.id).lines[0].sku == "BOWL"
        units.note(desk, bowl.id, grade=Grade.SEALED)
        assert draft(desk, came, ClaimKind.DAMAGE).amount_minor == 0  # the box alone is broken
        withdraw(desk, came, ClaimKind.DAMAGE)
        assert claims.get(desk, first.id).state is ClaimState.DROPPED
        assert draft(desk, came, ClaimKind.DAMAGE).id != first.id


def test_an_empty_box_is_claimed_by_what_should_have_been_in_it(company: Company, came: int) -> None:
    with company.write() as desk:
        mugs, bowl = units.of_return(desk, came)
        for each in (mugs, bowl):
            units.drop(desk, each.id)
        units.add(desk, came, "MUG", 3, UnitState.MISSING, line_id=mugs.line_id)
        assert draft(desk, came, ClaimKind.EMPTY).amount_minor == 1000


def test_a_parcel_that_never_came_is_claimed_whole_and_once(company: Company, came: int) -> None:
    def claim(**of: str) -> DraftClaim:
        return DraftClaim(id=company.ids.new(), **{"kind": "loss", **of})

    code = company.runner.perform(claim(parcel="P4711-1"), company.packer).done()
    assert company.runner.perform(claim(parcel="P4711-1"), company.packer).done() == code
    with company.write() as desk:
        found = claims.known(desk, code)
    assert (found.amount_minor, found.return_id, found.deadline) == (1550, None, "2010-12-09")
    refused = [claim(parcel="P0"), claim(return_code="RT9"), claim(kind="anger", parcel="P4711-1")]
    codes = [company.runner.perform(each, company.packer).refusal for each in refused]
    assert [each.code for each in codes if each] == ["no_such_parcel", "no_such_return", "bad_field"]


def test_a_claim_goes_out_is_refused_goes_again_and_is_paid(company: Company, came: int) -> None:
    with company.write() as desk:
        made = draft(desk, came, ClaimKind.DAMAGE)

    def answer(amount: str = "", *, accepted: bool = True) -> AnswerClaim:
        return AnswerClaim(id=company.ids.new(), claim_id=made.id, accepted=accepted, amount=amount)

    def perform(command: SendClaim | AnswerClaim | DropClaim) -> str:
        outcome = company.runner.perform(command, company.supervisor)
        return outcome.refusal.code if outcome.refusal else outcome.done().state.value

    assert perform(answer()) == "claim_not_in"
    assert perform(SendClaim(id=company.ids.new(), claim_id=made.id, amount="12.00", note="by mail")) == "sent"
    assert perform(SendClaim(id=company.ids.new(), claim_id=made.id)) == "claim_not_in"
    assert perform(answer(accepted=False)) == "refused"
    assert perform(SendClaim(id=company.ids.new(), claim_id=made.id)) == "sent"
    assert perform(answer("12.01")) == "above_claimed"
    assert perform(answer("0")) == "bad_field"
    assert perform(answer("7.50")) == "accepted"
    assert perform(DropClaim(id=company.ids.new(), claim_id=made.id, reason="no use")) == "claim_not_in"
    assert perform(SendClaim(id=company.ids.new(), claim_id=99)) == "no_such_claim"
    refused = company.runner.perform(answer(), company.packer).refusal
    assert refused is not None
    assert refused.code == "no_right"
    with company.write() as desk:
        end = claims.get(desk, made.id)
        assert (end.amount_minor, end.paid_minor, end.note) == (1200, 750, "by mail")
        told = [each.what for each in cases.story(desk, came)]
    assert told == ["received", "claim drafted", "claim sent", "claim refused", "claim sent", "claim accepted"]


def test_nothing_is_claimed_where_nobody_knows_how_much(company: Company) -> None:
    with company.write() as desk:
        head = cases.begin(desk, ReturnKind.BLIND, ReturnState.RECEIVED, WAREHOUSE, carrier="UPS")
        made = draft(desk, head.id, ClaimKind.DAMAGE)
    assert (made.carrier, made.amount_minor, made.deadline) == ("UPS", 0, "2010-12-13")
    outcome = company.runner.perform(SendClaim(id=company.ids.new(), claim_id=made.id), company.packer)
    assert outcome.refusal is not None
    assert outcome.refusal.code == "nothing_claimed"


def test_the_list_knows_which_day_is_near(company: Company, came: int) -> None:
    with company.write() as desk:
        draft(desk, came, ClaimKind.DAMAGE)
        early = count_claims(desk, "2010-12-06T09:00:00.000000Z")
        late = count_claims(desk, "2010-12-07T09:00:00.000000Z")
        assert [early[name] for name in ("draft", "soon", "sent", "all")] == [1, 0, 0, 1]
        assert late["soon"] == 1
        for text in ("CL0", "rt000001", "4711", "P4711-1"):
            assert [each.code for each in CLAIMS.walk(desk, ListQuery("draft", text))] == ["CL00001"], text
        assert not list(CLAIMS.walk(desk, ListQuery("draft", "4712")))
        assert claim_id_of(desk, "cl00001") == 1


def test_the_paper_of_a_claim_names_goods_money_and_photos(company: Company, came: int) -> None:
    with company.write() as desk:
        made = draft(desk, came, ClaimKind.DAMAGE)
        photos.keep(desk, About.RETURN, came, "a" * 64, 10, "torn corner")
        told = claim_data(desk, made.code)
        read = "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(claim_bytes(desk, made.code)))
    assert told.photos == ("1",)
    for part in ("CL00001", "DHL", "Came damaged", "MUG", "12.17 GBP", "4711", "RT000001"):
        assert part in read, part


def test_a_parcel_under_our_own_label_is_claimed_of_whom_it_was_to_go_with_or_asks(company: Company, came: int) -> None:
    with company.write() as desk:
        desk.connection.execute(floor.parcel.update().values(carrier="HOUSE"))
        desk.connection.execute(trade.orders.update().values(service="DPD Classic"))
    with company.write() as desk:
        assert draft(desk, came, ClaimKind.DAMAGE).carrier == "DPD Classic"
        desk.connection.execute(trade.orders.update().values(service=""))
        row = draft(desk, came, ClaimKind.EMPTY)
    assert row.carrier == ""
    sends = SendClaim(id="asks", claim_id=row.id, amount="4.00")
    refusal = company.runner.perform(sends, company.packer).refusal
    assert refusal is not None
    assert refusal.code == "claim_on_nobody"
    named = SendClaim(id="named", claim_id=row.id, amount="4.00", carrier="DPD")
    assert company.runner.perform(named, company.packer).done().carrier == "DPD"
