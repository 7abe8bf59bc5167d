"""Returns announced: what may come back, what is refused and how it goes on; whose parcel a code is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import WAREHOUSE, Company
from tests.returned import ask, begin_rules, shipped
from warehouse_app.application import labels
from warehouse_app.application.outbox import work_off
from warehouse_app.application.returning.detail import find_candidates, find_return
from warehouse_app.application.returning.requests import (
    AnnounceBlind,
    Asked,
    AuthoriseReturn,
    CancelReturn,
    RejectReturn,
    SendReturn,
)
from warehouse_app.application.returning.rulebook import (
    BringRules,
    DropCheck,
    DropPolicy,
    DropReason,
    KeepCheck,
    KeepPolicy,
    KeepReason,
    rule_set,
    rules_text,
)
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.instructions.values import Care
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.finding import By, sole
from warehouse_app.domain.returning.states import ReturnKind, ReturnState, UnitState
from warehouse_app.store import erasing, products
from warehouse_app.store.instructions import orders as care
from warehouse_app.store.returning import cases, sold, units
from warehouse_app.store.schema import floor, trade
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.search import words


@pytest.fixture
def order_id(company: Company) -> int:
    """An order of three mugs and a bowl that left in one parcel."""
    begin_rules(company)
    with company.write() as desk:
        for sku in ("MUG", "BOWL", "JAR"):
            company.product(desk, sku)
        return shipped(company, desk, "537434", [("MUG", 3), ("BOWL", 1)])


def done(company: Company, command: Any, supervisor: bool = True) -> Any:
    return company.runner.perform(command, company.supervisor if supervisor else company.packer).done()


def code_of(company: Company, order_id: int, *asked: Asked, **more: Any) -> str:
    refusal = ask(company, order_id, *asked, **more).refusal
    return "" if refusal is None else refusal.code


def test_a_return_is_announced_with_its_units_and_words(company: Company, order_id: int) -> None:
    made = ask(company, order_id, Asked("mug", "2", "too_small"), Asked("BOWL", "1"), words="Zu klein :(").done()
    assert (made.code, made.state, made.expires_on, made.units) == ("RT000001", ReturnState.AUTHORISED, "2011-01-05", 3)
    found = company.runner.ask(lambda desk: find_return(desk, made.id), company.packer)
    assert [(each.sku, each.qty, each.state) for each in found.units] == [
        ("MUG", 2, UnitState.EXPECTED), ("BOWL", 1, UnitState.EXPECTED),
    ]  # fmt: skip
    assert (found.order, found.parcel, found.words) == ("537434", "P537434-1", "Zu klein :(")
    assert [each.code for each in found.reasons.values()] == ["too_small"]
    assert found.policy is not None
    assert found.policy.name == "Standard"
    assert found.head.currency == "GBP"


@pytest.mark.parametrize("qty", ["0", "-1", "1.5", "1,5", "", "x", "²", "1e3", "9999999999", " "])
def test_a_quantity_is_a_whole_number_above_zero(company: Company, order_id: int, qty: str) -> None:
    assert code_of(company, order_id, Asked("MUG", qty)) == "bad_return_qty"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ((), "nothing_returned"),
        ((Asked("JAR", "1"),), "not_of_order"),
        ((Asked("GHOST\x00", "1"),), "not_of_order"),
        ((Asked("MUG", "4"),), "above_shipped"),
        ((Asked("MUG", "2"), Asked("MUG", "2")), "above_shipped"),
        ((Asked("MUG", "1", "because"),), "no_such_return_reason"),
        ((Asked("MUG", "1", "battery"),), "no_such_return_reason"),
    ],
)
def test_what_cannot_come_back_is_refused(company: Company, order_id: int, asked: Any, code: str) -> None:
    assert code_of(company, order_id, *asked) == code


def test_a_reason_of_a_category_holds_for_its_goods(company: Company, order_id: int) -> None:
    with company.write() as desk:
        mug = products.find(desk, "MUG")
        assert mug is not None
        care.put_care(desk, int(mug.id), Care("electronics"))
    assert code_of(company, order_id, Asked("MUG", "1", "battery")) == ""


@pytest.mark.parametrize(("state", "says"), [("confirmed", "confirmed"), ("cancelled", "cancelled")])
def test_an_order_that_did_not_leave_cannot_come_back(company: Company, order_id: int, state: str, says: str) -> None:
    with company.write() as desk:
        waiting = company.order(desk, "9", [("MUG", 1)], state=state)
    refusal = ask(company, waiting, Asked("MUG", "1")).refusal
    assert refusal is not None
    assert (refusal.code, getattr(refusal, "state", "")) == ("return_not_shipped", says)


def test_no_more_comes_back_than_was_sent_over_all_returns(company: Company, order_id: int) -> None:
    first = ask(company, order_id, Asked("MUG", "2")).done()
    assert code_of(company, order_id, Asked("MUG", "2")) == "above_shipped"
    second = ask(company, order_id, Asked("MUG", "1")).done()
    done(company, CancelReturn(id="c", return_id=second.id), supervisor=False)
    done(company, RejectReturn(id="r", return_id=first.id, why="Broken by the customer"))
    ask(company, order_id, Asked("MUG", "3")).done()
    refusal = company.runner.perform(AuthoriseReturn(id="a", return_id=first.id), company.supervisor).refusal
    assert refusal is not None
    assert refusal.code == "above_shipped"
    again = company.runner.perform(CancelReturn(id="c2", return_id=second.id), company.packer).refusal
    assert again is not None
    assert again.code == "return_not_in"


def test_equal_lines_share_what_comes_back(company: Company, order_id: int) -> None:
    with company.write() as desk:
        twice = shipped(company, desk, "2", [("MUG", 1), ("MUG", 2)])
    made = ask(company, twice, Asked("MUG", "3")).done()
    with company.write() as desk:
        assert [each.qty for each in units.of_return(desk, made.id)] == [1, 2]
        assert [each.left for each in sold.of_order(desk, twice)] == [0, 0]


def test_days_that_are_over_are_overridden_by_right(company: Company, order_id: int) -> None:
    company.clock.forward(days=40)
    assert code_of(company, order_id, Asked("MUG", "1")) == "past_window"
    assert code_of(company, order_id, Asked("MUG", "1"), override="Good customer") == "no_right"
    made = ask(company, order_id, Asked("MUG", "1"), override="Good customer", session=company.supervisor).done()
    with company.write() as desk:
        assert cases.get(desk, made.id).override == "Good customer"


def test_a_policy_that_asks_for_a_yes_leaves_it_requested(company: Company, order_id: int) -> None:
    done(company, KeepPolicy(id="p", fields=(("name", "Ask us"), ("channel", "shop"), ("authorised", "no"))))
    made = ask(company, order_id, Asked("MUG", "1")).done()
    assert (made.state, made.expires_on) == (ReturnState.REQUESTED, "")
    denied = company.runner.perform(AuthoriseReturn(id="x", return_id=made.id), company.packer).refusal
    assert denied is not None
    assert denied.code == "no_right"
    assert done(company, AuthoriseReturn(id="a", return_id=made.id)) == made.code
    done(company, SendReturn(id="s", return_id=made.id, carrier="UPS", tracking="1Z999"), supervisor=False)
    with company.write() as desk:
        head = cases.get(desk, made.id)
        assert (head.state, head.tracking, head.expires_on) == (ReturnState.IN_TRANSIT, "1Z999", "2011-01-05")


def test_the_worker_lets_expire_what_did_not_come(company: Company, order_id: int) -> None:
    from tests.parcels import WORKER, spool

    made = ask(company, order_id, Asked("MUG", "1")).done()
    company.clock.forward(days=29)
    work_off(company.runner, WORKER, spool(company.folder), once=True, pause=lambda _s: None)
    with company.write() as desk:
        assert cases.get(desk, made.id).state is ReturnState.AUTHORISED
    company.clock.forward(days=2)
    work_off(company.runner, WORKER, spool(company.folder), once=True, pause=lambda _s: None)
    with company.write() as desk:
        assert cases.get(desk, made.id).state is ReturnState.EXPIRED
        assert sold.of_order(desk, order_id)[0].left == 3
    assert done(company, AuthoriseReturn(id="a", return_id=made.id)) == made.code


def test_the_worker_gives_rules_to_a_company_that_never_had_any(company: Company) -> None:
    from tests.parcels import WORKER, spool

    work_off(company.runner, WORKER, spool(company.folder), once=True, pause=lambda _s: None)
    found = company.runner.ask(rule_set, company.supervisor)
    assert [each.name for each in found.policies] == ["Standard"]
    assert found.reasons
    for policy in found.policies:
        done(company, DropPolicy(id="d", policy=policy.name))
    work_off(company.runner, WORKER, spool(company.folder), once=True, pause=lambda _s: None)
    assert company.runner.ask(rule_set, company.supervisor).policies == ()


# --------------------------------------------------------------------------------------------------------------- rules


def test_rules_are_data_that_people_change(company: Company, order_id: int) -> None:
    made = ask(company, order_id, Asked("MUG", "1", "other")).done()
    done(company, KeepReason(id="1", fields=(("code", "OTHER"), ("words_en", "Something else"))))
    done(company, DropReason(id="2", reason="colour"))
    done(company, KeepPolicy(id="3", policy="standard", fields=(("window_days", "60"), ("grade_b", "repack; fee 10"))))
    number = done(company, KeepCheck(id="4", fields=(("category", "toys"), ("words_en", "Is the doll whole?"))))
    number = done(company, KeepCheck(id="5", number=number, fields=(("grade", "E"),)))
    found = company.runner.ask(rule_set, company.packer)
    reasons = {reason.code: reason for reason, _theirs in found.reasons}
    assert (reasons["other"].text("en"), reasons["other"].text("de")) == ("Something else", "Anderer Grund")
    assert "colour" not in reasons
    assert [each.window_days for each in found.policies] == [60]
    assert [each.words for each in found.checks if each.id == number] == ["Is the doll whole?"]
    done(company, DropCheck(id="6", number=number))
    detail = company.runner.ask(lambda desk: find_return(desk, made.id), company.packer)
    assert detail.policy is not None
    assert detail.policy.window_days == 30, "a return keeps the terms it was taken under"
    denied = company.runner.perform(DropReason(id="7", reason="style"), company.packer).refusal
    assert denied is not None
    assert denied.code == "no_right"


@pytest.mark.parametrize(
    "command",
    [
        DropReason(id="x", reason="ghost"),
        DropPolicy(id="x", policy="ghost"),
        DropCheck(id="x", number=99_999),
        KeepCheck(id="x", number=99_999, fields=()),
        KeepPolicy(id="x", policy="ghost", fields=()),
        KeepPolicy(id="x", fields=(("name", "STANDARD"),)),
        KeepReason(id="x", fields=(("code", "new"),)),
        BringRules(id="x", text="[[reason"),
        BringRules(id="x", text="a,b\n1,2\n", form="csv"),
    ],
)
def test_rules_that_are_none_are_refused(company: Company, order_id: int, command: Any) -> None:
    assert company.runner.perform(command, company.supervisor).refusal is not None


@pytest.mark.parametrize("form", ["toml", "csv"])
def test_rules_go_out_and_come_back_in(company: Company, order_id: int, form: str) -> None:
    before = company.runner.ask(rule_set, company.supervisor)
    text = company.runner.ask(lambda desk: rules_text(desk, form), company.supervisor)
    brought = done(company, BringRules(id="b", text=text, form=form))
    assert (brought.reasons, brought.policies, brought.remarks) == (len(before.reasons), 1, ())
    assert company.runner.ask(lambda desk: rules_text(desk, form), company.supervisor) == text


# ------------------------------------------------------------------------------------------------------------- finding


def found_by(company: Company, text: str) -> list[tuple[By, str, str]]:
    found = company.runner.ask(lambda desk: find_candidates(desk, text), company.packer)
    return [(each.by, each.return_code, each.order) for each in found]


def test_any_code_on_a_parcel_leads_to_its_order(company: Company, order_id: int) -> None:
    with company.write() as desk:
        words.remember(desk, "order", ((order_id, "Élodie Durand"),))
        desk.connection.execute(
            tables.barcode.insert().values(code="04012345678901", product_id=1, factor=1, written="")
        )
    label = make(OwnKind.PARCEL, "P537434-1")
    for text, by in (
        ("P537434-1", By.PARCEL), ("p537434-1", By.PARCEL), (label, By.TRACKING), ("537434", By.ORDER),
        (make(OwnKind.ORDER, "537434"), By.ORDER), ("mug", By.PRODUCT), ("elodie dur", By.NAME),
        ("P5374", By.PART), ("5374", By.PART), (f"]C1{label}", By.TRACKING),
    ):  # fmt: skip
        assert found_by(company, text)[:1] == [(By.PARCEL if text in (label, f"]C1{label}") else by, "", "537434")], (
            text
        )
    for text in ("", "  ", "\x00", "nobody", "99999999", "537", "a" * 5_000, "RT000009", "%", "'; DROP TABLE returns"):
        assert found_by(company, text) == [], text


def test_a_return_is_found_by_all_its_numbers_before_its_order(company: Company, order_id: int) -> None:
    made = ask(company, order_id, Asked("MUG", "1"), external="407-77", tracking="1Z9", carrier="UPS").done()
    label = make(OwnKind.RETURN, made.code)
    wanted = {made.code: By.RETURN, "rt000001": By.RETURN, label: By.RETURN, "1Z9": By.RETURN_LABEL}
    wanted |= {"407-77": By.EXTERNAL, "537434": By.ORDER, "P537434-1": By.PARCEL, "MUG": By.PRODUCT}
    for text, by in wanted.items():
        with company.store.read() as desk:
            found = find_candidates(desk, text)
        assert [(each.by, each.return_code, each.order) for each in found] == [(by, "RT000001", "537434")], text
        assert (sole(found) is not None) == (by is not By.PRODUCT)


def test_a_serial_leads_to_the_parcel_it_was_sent_in(company: Company, order_id: int) -> None:
    from warehouse_app.domain.items import Item
    from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
    from warehouse_app.domain.places import PlaceKind
    from warehouse_app.store import ledger, places

    with company.write() as desk:
        company.product(desk, "CAM", tracking="serial")
        other = shipped(company, desk, "77", [("CAM", 1)])
        box = places.with_code(desk, "P77-1")[0]
        supplier = places.outside(desk, PlaceKind.SUPPLIER)
        item = Item("CAM", serial="S-1001")
        ledger.post(desk, Entry(EntryId("a"), EntryKind.RECEIVE, (Leg(item, supplier.id, box.id, 1),), "test"))
    for text in ("S-1001", "]C1010401234567890121S-1001"):
        with company.store.read() as desk:
            found = find_candidates(desk, text)
        assert [(each.by, each.order_id, each.parcel, each.sku, each.serial) for each in found] == [
            (By.SERIAL, other, "P77-1", "CAM", "S-1001")
        ], text


@pytest.mark.parametrize("kept", ["340123450000000000", "00340123450000000000"])
def test_a_shipping_unit_leads_to_its_parcel_however_the_carrier_wrote_its_number(
    company: Company, order_id: int, kept: str
) -> None:
    with company.write() as desk:
        desk.connection.execute(floor.parcel.update().values(tracking=kept))
    for text in ("]C100340123450000000000", "00340123450000000000"):
        assert found_by(company, text) == [(By.TRACKING, "", "537434")], text


def test_a_customer_leads_to_his_returns_and_the_orders_that_left(company: Company, order_id: int) -> None:
    with company.write() as desk:
        desk.connection.execute(trade.customer.insert().values(id=7, code="C-7", country="DE"))
        words.remember(desk, "customer", ((7, "Anna Krüger"),))
        first = shipped(company, desk, "71", [("MUG", 1)], customer_id=7)
        shipped(company, desk, "72", [("MUG", 1)], customer_id=7)
        company.order(desk, "73", [("MUG", 1)], customer_id=7)
    ask(company, first, Asked("MUG", "1")).done()
    assert found_by(company, "c-7") == [(By.CUSTOMER, "RT000001", "71"), (By.CUSTOMER, "", "72")]
    assert [each[2] for each in found_by(company, "kruger")] == ["71", "72"]


def test_what_is_parked_is_found_by_its_slot(company: Company, order_id: int) -> None:
    with company.write() as desk:
        head = cases.begin(desk, ReturnKind.BLIND, ReturnState.RECEIVED, WAREHOUSE, slot="R-07")
    assert found_by(company, "r-07") == [(By.SLOT, head.code, "")]


# ------------------------------------------------------------------------------------------------- the list, the label


def test_the_label_of_a_return_carries_its_code_and_what_the_policy_asks_for(company: Company, order_id: int) -> None:
    done(company, KeepPolicy(id="p", policy="Standard", fields=(("instructions", "Wrap it well."),)))
    made = ask(company, order_id, Asked("MUG", "1")).done()
    with company.store.read() as desk:
        values = labels.return_values(desk, made.code)
        assert (values["code"], values["until"]) == (make(OwnKind.RETURN, made.code), "2011-01-05")
        assert labels.return_values(desk, make(OwnKind.RETURN, made.code)) == values
        assert b"Wrap it well." in labels.label_document(desk, "return", made.code, "zpl")
        for form in ("pdf", "png"):
            assert labels.label_document(desk, "return", made.code, form)
        assert labels.return_values(desk, "P537434-1")["code"] == make(OwnKind.PARCEL, "P537434-1")
    done(company, CancelReturn(id="c", return_id=made.id), supervisor=False)
    with company.store.read() as desk, pytest.raises(Refused) as refused:
        labels.return_values(desk, made.code)
    assert refused.value.refusal.code == "return_not_in"


def test_what_a_customer_wrote_goes_with_the_customer_and_the_return_stays(company: Company, order_id: int) -> None:
    with company.write() as desk:
        desk.connection.execute(trade.customer.insert().values(id=7, code="C-7", country="DE"))
        mine = trade.orders.update().where(trade.orders.c.id == order_id).values(customer_id=7)
        desk.connection.execute(mine)
    made = ask(company, order_id, Asked("MUG", "1"), words="Anna Secret wrote this").done()
    done(company, RejectReturn(id="r", return_id=made.id, why="Anna Secret broke it"))
    blind = AnnounceBlind(
        id="b", channel="shop", lines=(Asked("JAR", "1"),), customer_id=7, words="Anna Secret again", external="R-9"
    )
    done(company, blind, supervisor=False)
    with company.write() as desk:
        assert erasing.next_orders(desk, 7, 9) == (order_id,)
        erasing.erase_orders(desk, (order_id,))
        erasing.erase_customer(desk, 7)
        assert erasing.next_orders(desk, 7, 9) == ()
        for return_id in (made.id, made.id + 1):
            assert cases.words_of(desk, return_id) == ("", "")
        found = find_return(desk, made.id)
    assert (found.head.decision, {each.why for each in found.events}) == ("erased", {"", "erased"})
    assert [each.sku for each in found.units] == ["MUG"]
