"""The orders screen without a window: views, search, marks, and each decision with its question."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.company import Company
from tests.hands import ListTwin, Screen
from tests.parcels import parcel
from warehouse_app.application.addressing import SetAddress
from warehouse_app.application.instructions.keep import SetGift
from warehouse_app.application.instructions.telling import gift_of
from warehouse_app.application.orderedit import SetOrder
from warehouse_app.application.run import Session
from warehouse_app.domain.editing import Change
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.store.schema import trade
from warehouse_app.ui.runtime.paperwork import Options
from warehouse_app.ui.screens.orders import shown
from warehouse_app.ui.screens.orders.presenter import OrdersPresenter


class Desk(Screen):
    """Orders 1001 (A1, in stock), 1002 (B2, half in stock) and 1003 (C3, no stock)."""

    def __init__(self, company: Company, session: Session | None = None) -> None:
        super().__init__(company, session or company.supervisor)
        self.went: list[tuple[str, str]] = []
        self.orders = ListTwin()
        with company.write() as desk:
            for sku in ("A1", "B2", "C3"):
                company.product(desk, sku)
            company.stock(desk, "A01-01", "A1", 10)
            company.stock(desk, "A01-02", "B2", 5)
            self.ids = [
                company.order(desk, "1001", [("A1", 3)], total_minor=300),
                company.order(desk, "1002", [("B2", 10)], total_minor=1000, ship_by="2010-12-06T15:30:00.000000Z"),
                company.order(desk, "1003", [("C3", 1)], total_minor=100),
            ]
        self.presenter = OrdersPresenter(
            self,
            self.hands("orders"),
            company.runner,
            self.toast,
            lambda screen, what: self.went.append((screen, what)),
        )
        self.wire(self.presenter, "orders")
        self.presenter.shown()
        self.presenter.viewed("open")

    def codes(self) -> list[str]:
        return [row.code for row in self.orders.book.rows()]

    def stages(self) -> dict[str, str]:
        return {row.code: shown.stage(row) for row in self.orders.book.rows()}

    def choose(self, code: str) -> None:
        self.presenter.chosen(next(row for row in self.orders.book.rows() if row.code == code))

    def mark(self, code: str) -> None:
        self.presenter.mark(next(row for row in self.orders.book.rows() if row.code == code))


@pytest.fixture
def desk(company: Company) -> Desk:
    return Desk(company)


def test_views_carry_their_counts(desk: Desk) -> None:
    counts = {value.name: value.count for value in shown.filters(desk.state)}
    assert (counts["open"], counts["all"], counts["to_ship_today"]) == (3, 3, 1)
    desk.presenter.viewed("to_ship_today")
    assert desk.codes() == ["1002"]


def test_search_sort_and_back(desk: Desk) -> None:
    desk.presenter.sought("1003")
    assert desk.codes() == ["1003"]
    desk.presenter.sought("nothing")
    assert shown.empty(desk.state)[0] == "No order matches"
    desk.presenter.commanded("back")
    assert len(desk.codes()) == 3
    desk.presenter.sorted("value", True)
    assert desk.codes() == ["1002", "1001", "1003"]


def test_filters_combine_with_a_view_and_go_together(desk: Desk) -> None:
    desk.presenter.narrowed("leaves", "today")
    assert desk.codes() == ["1002"]
    desk.presenter.sought("1001")
    assert desk.codes() == []
    desk.presenter.commanded("back")
    assert len(desk.codes()) == 3
    assert dict(shown.choices(desk.state))["channel"] == (("shop", "shop"),)


def test_who_changes_an_order_that_another_changed_is_told_and_loses_nothing(desk: Desk) -> None:
    desk.choose("1001")
    desk.presenter.commanded("change")
    typed = {**dict(desk.state.form.before), "note": "Ring twice", "ship_by": "2010-12-08 12:00"}
    other = SetOrder(id="other", order_id=desk.ids[0], changes=(Change("note", "", "Leave at the door"),))
    assert desk.company.runner.perform(other, desk.company.supervisor).refusal is None
    desk.presenter.saved(typed)
    assert "it is Leave at the door" in desk.states[-1].form.refusals["note"]
    desk.presenter.chosen(desk.orders.book.rows()[1])
    assert desk.state.row.code == "1001"
    desk.presenter.saved(typed)
    assert desk.states[-1].form is None
    assert desk.state.detail.note == "Ring twice"
    assert desk.state.row.ship_by.startswith("2010-12-0")


def test_a_gift_note_is_written_shown_and_taken_away(desk: Desk) -> None:
    desk.choose("1001")
    assert shown.gift_words(desk.state.detail) == ""
    desk.presenter.commanded("gift")
    desk.presenter.saved({"note": "Well done,  Ann", "no_prices": "1"})
    assert (desk.state.form, shown.gift_words(desk.state.detail)) == (
        None,
        "Gift: Well done, Ann; no prices in the box",
    )
    assert desk.company.runner.ask(lambda it: gift_of(it, desk.ids[0]), desk.company.supervisor).no_prices
    desk.presenter.commanded("gift")
    other = SetGift(id="other", order_id=desk.ids[0], changes=(Change("note", "Well done, Ann", "Well done, Bob"),))
    assert desk.company.runner.perform(other, desk.company.supervisor).refusal is None
    desk.presenter.saved({"note": "", "no_prices": ""})
    assert "it is Well done, Bob" in desk.states[-1].form.refusals["note"], "who was faster is told"
    desk.presenter.saved({"note": "", "no_prices": ""})
    assert shown.gift_words(desk.state.detail) == ""
    told = [event.what for event in shown.story(desk.state.detail, desk.now())]
    assert told[1:4] == ["It is a gift", "It is a gift", "It is no gift any more"]


def test_who_changes_an_address_that_another_changed_is_told_and_loses_nothing(desk: Desk) -> None:
    desk.choose("1001")
    assert shown.where(desk.state.detail) == "No address is known"
    desk.presenter.commanded("address")
    typed = {**dict(desk.state.form.before), "street": "Hauptstr. 5", "city": "Berlin", "country": "Germany"}
    desk.presenter.saved({**typed, "reason": " "})
    assert "Say why" in desk.states[-1].form.refusals["reason"]
    other = SetAddress(id="other", order_id=desk.ids[0], reason="x", changes=tuple(
        Change(name, "", text) for name, text in (("street", "Nebenstr. 1"), ("city", "Bonn"), ("country", "Germany"))
    ))  # fmt: skip
    assert desk.company.runner.perform(other, desk.company.supervisor).refusal is None
    desk.presenter.saved({**typed, "reason": "moved"})
    assert "it is Nebenstr. 1" in desk.states[-1].form.refusals["street"]
    desk.presenter.saved({**typed, "reason": "moved"})
    assert "it is Bonn" in desk.states[-1].form.refusals["city"]
    desk.presenter.saved({**typed, "reason": "moved"})
    assert desk.states[-1].form is None
    assert desk.told[-1] == "Order 1001 goes to another address"
    assert shown.where(desk.state.detail) == "Hauptstr. 5, Berlin"


def test_a_form_without_a_change_says_so_and_is_dropped(desk: Desk) -> None:
    desk.choose("1001")
    desk.presenter.commanded("change")
    desk.presenter.saved(dict(desk.state.form.before))
    assert desk.state.form.refusals == {"": "Nothing is changed yet"}
    desk.presenter.saved({**dict(desk.state.form.before), "ship_by": "soon"})
    assert "ship_by" in desk.states[-1].form.refusals
    desk.presenter.commanded("back")
    assert desk.states[-1].form is None


def test_stock_is_promised_and_what_is_short_says_why(desk: Desk) -> None:
    desk.presenter.commanded("allocate")
    assert desk.told
    assert desk.stages() == {"1001": "Ready", "1002": "Short", "1003": "Short"}
    desk.choose("1002")
    assert shown.short_words(desk.state.detail) == "5 units short on 1 of 1 line"
    desk.presenter.commanded("holders")
    assert [(each.who, each.qty) for each in shown.held(desk.state.holders)] == [("1002, line 1", 5)]


def test_a_part_stocked_order_may_leave_incomplete(desk: Desk) -> None:
    desk.presenter.commanded("allocate")
    desk.choose("1002")
    desk.presenter.commanded("part")
    assert desk.state.row.ship_part
    assert desk.stages()["1002"] == "Ready"


def test_marked_orders_are_released_in_one_deed(desk: Desk) -> None:
    desk.presenter.commanded("allocate")
    desk.mark("1001")
    desk.presenter.commanded("release")
    assert desk.told[-1].startswith("Released in B")
    assert desk.stages()["1001"] == "Released"
    assert desk.state.marked == ()


def test_a_plan_without_a_batch_does_not_look_done(desk: Desk) -> None:
    desk.presenter.commanded("plan")
    assert desk.state.care == "No batch planned: no ready order waits for one"
    assert desk.told == []
    desk.presenter.commanded("allocate")
    desk.presenter.commanded("plan")
    assert desk.told[-1] == "1 batch planned"
    assert desk.state.care == ""


def test_what_cannot_be_released_is_said_beside_the_order(desk: Desk) -> None:
    desk.choose("1003")
    desk.presenter.commanded("release")
    assert "1003" in desk.state.refusal


def test_an_order_is_held_and_goes_on_with_a_reason(desk: Desk) -> None:
    desk.choose("1001")
    desk.presenter.commanded("hold")
    desk.presenter.decided("  ", "")
    assert (desk.state.asking, desk.state.refusal) == ("hold", "Say why, in a few words")
    desk.presenter.decided("Customer calls back", "")
    assert desk.stages()["1001"] == "Hold"
    assert "Customer calls back" in shown.holds_words(desk.state.detail)
    desk.presenter.commanded("hold")
    desk.presenter.decided("", "")
    assert desk.stages()["1001"] != "Hold"


def test_cancelling_wants_a_reason_and_the_number_typed(desk: Desk) -> None:
    desk.choose("1001")
    desk.presenter.commanded("cancel")
    desk.presenter.decided("Changed her mind", "1002")
    assert desk.state.refusal == "Type 1001 to cancel it"
    desk.presenter.decided("Changed her mind", "1001")
    assert desk.told == ["Order 1001 is cancelled"]
    assert "1001" not in desk.codes()


def test_forgetting_a_customer_wants_the_number_typed_and_the_right(desk: Desk) -> None:
    desk.choose("1001")
    desk.presenter.commanded("forget")
    desk.presenter.decided("", "1002")
    assert (desk.state.asking, desk.state.refusal) == ("forget", "Type 1001 to be sure")
    desk.presenter.decided("", "1001")
    assert desk.state.refusal.startswith('You need the right "erase customers"')


def test_the_story_ends_with_what_comes_next(desk: Desk) -> None:
    desk.presenter.commanded("allocate")
    desk.choose("1001")
    story = shown.story(desk.state.detail, desk.now())
    assert [each.state for each in story[-2:]] == ["now", "to_come"]
    assert any("promised" in each.what for each in story)


def test_an_order_on_paper_is_opened_by_its_barcode(desk: Desk) -> None:
    desk.presenter.scanned("1003", "wedge")
    assert desk.state.row.code == "1003"
    desk.presenter.opened("order:1001")
    assert desk.state.row.code == "1001"


def test_without_the_right_every_deed_says_why_not(company: Company) -> None:
    person = Session(Actor(PersonId("p"), "ANNA", "Anna K.", Role.PACKER, with_pin=False), "B1")
    desk = Desk(company, person)
    desk.choose("1001")
    reasons = shown.deeds(desk.state)
    assert reasons["cancel"] == 'You need the right "cancel order"'
    assert {name for name, reason in reasons.items() if not reason} == set(shown.ON_PAPER), "a packer may print"
    desk.presenter.commanded("allocate")
    assert "allocate" in desk.state.refusal


def test_trouble_is_told_and_nothing_stays_busy(desk: Desk) -> None:
    desk.runner.losses = 1
    desk.choose("1001")
    desk.presenter.commanded("hold")
    desk.presenter.decided("why", "")
    assert desk.performer.troubles
    assert desk.state.busy == ""


def test_an_order_without_a_number_of_its_customer_shows_the_name(desk: Desk) -> None:
    with desk.company.write() as unit:
        unit.connection.execute(trade.order_address.insert().values(order_id=desk.ids[0], name="Berta Wagner"))
    desk.presenter.commanded("refresh")
    column = next(each for each in shown.columns(desk.now(), lambda _row: False) if each.name == "customer")
    assert [column.show(row) for row in desk.orders.book.rows() if row.code in {"1001", "1003"}] == [
        "Berta Wagner",
        "–",
    ]


def test_an_order_is_asked_what_of_it_is_printed_and_says_where(desk: Desk) -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []
    desk.presenter.paperwork.done = desk.told.append

    def ask(words: str, options: Options, then: Callable[[str], None]) -> None:
        asked.append((words, tuple(dict(options))))
        then("invoice")

    desk.presenter.paperwork.ask = ask
    desk.choose("1001")
    desk.presenter.commanded("print")
    assert asked == [("What of order 1001 is printed?", ("invoice",))], "without a parcel there is no slip"
    assert desk.told == ["Invoice 1001 prints into the folder PAPERS of this home, as job 1"]
    desk.presenter.commanded("slip")
    assert desk.state.refusal == "The order has no parcel yet"


def test_papers_of_the_newest_parcel_print_or_become_files(desk: Desk) -> None:
    with desk.company.write() as store:
        for n in (1, 2):
            parcel(desk.company, store, desk.ids[0], n, share=1)
    kept: list[str] = []
    desk.presenter.paperwork.done = desk.told.append
    desk.presenter.paperwork.keep = lambda name, _paper: kept.append(name)
    desk.choose("1001")
    assert [name for name, _words in shown.papers(desk.state)[1]] == list(shown.PAPERS)
    for kind in shown.PAPERS:
        desk.presenter.commanded(kind)
        desk.presenter.commanded(f"{kind}_file")
    assert [words.partition(" prints")[0] for words in desk.told] == [
        "Invoice 1001",
        "Packing slip P1001-2",
        "Return label P1001-2",
        "Customs CN22 P1001-2",
        "Customs CN23 P1001-2",
    ]
    assert kept == [f"{kind}-{'1001' if kind == 'invoice' else 'P1001-2'}.pdf" for kind in shown.PAPERS]
