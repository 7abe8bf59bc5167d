"""The returns desk without a window: a request from an order, yes and no, the queue, a claim, and why it came back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import WAREHOUSE, Company
from tests.hands import ListTwin, Screen
from tests.returned import ask, begin_rules, shipped
from warehouse_app.application.returning.requests import Asked
from warehouse_app.application.run import Session
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.returning.states import ReturnKind, ReturnState, UnitState
from warehouse_app.domain.returning.values import Event
from warehouse_app.store import items, ledger, places
from warehouse_app.store.returning import cases, units
from warehouse_app.store.schema import floor, trade
from warehouse_app.ui.kit.columns import Arrangement
from warehouse_app.ui.kit.text import plain
from warehouse_app.ui.screens.returncases import shown
from warehouse_app.ui.screens.returncases.presenter import CasesPresenter


class Desk(Screen):
    """The page of a person, and where it went."""

    def __init__(self, company: Company, session: Session) -> None:
        super().__init__(company, session)
        self.table_view, self.went = ListTwin(), list[tuple[str, str]]()
        go = lambda screen, what: self.went.append((screen, what))  # noqa: E731 - one line
        self.presenter = CasesPresenter(self, self.hands("returncases"), self.now, self.toast, go)
        self.wire(self.presenter, "returncases")
        self.presenter.shown()

    def show_photos(self, photos: Any) -> None:
        """Photos are shown elsewhere."""

    def codes(self) -> list[str]:
        """Return the codes of the rows in view."""
        return [row.code for row in self.table_view.book.rows()]

    def where(self) -> str:
        """Return where the chosen return is."""
        return str(self.state.detail.row.state.value)

    def refused(self) -> dict[str, str]:
        """Return what is told in the open form."""
        return dict(self.state.form.refusals)


@pytest.fixture
def sent(company: Company) -> int:
    """An order of two mugs and a bowl that left, and rules of returns; return its row."""
    begin_rules(company)
    with company.write() as desk:
        for sku in ("MUG", "BOWL"):
            company.product(desk, sku)
        order_id = shipped(company, desk, "4711", [("MUG", 2), ("BOWL", 1)])
        desk.connection.execute(trade.order_line.update().values(total_minor=1000))
    return order_id


def test_a_request_is_made_from_an_order_line_by_line(company: Company, sent: int) -> None:
    page = Desk(company, company.supervisor)
    page.presenter.commanded("new")
    page.presenter.saved({"order": "4712"})
    assert "order" in page.refused()
    page.presenter.saved({"order": "4711"})
    form = page.state.form
    assert [each.words for each in form.fields[:2]] == ["MUG", "BOWL"]
    reasons = dict(form.fields[2].choices)
    reason = next(code for code in reasons if code)
    told = {**form.before, "reason": reason, "words": "too small"}
    page.presenter.saved(told)
    assert page.refused()  # nothing is named
    page.presenter.saved({**told, form.fields[0].name: "3"})
    assert page.refused()  # more than was sent
    page.presenter.saved({**told, form.fields[0].name: "2"})
    seen = page.state.detail
    assert (seen.row.code, seen.row.units, seen.detail.words) == ("RT000001", 2, "too small")
    assert shown.unit_rows(seen)[0][1] == reasons[reason]
    assert ("Order", "4711") in shown.facts(seen, seen.row.requested_at)

    page.presenter.commanded("order")
    assert page.went == [("orders", "order:4711")]
    page.presenter.commanded("reject")
    page.presenter.saved({"why": ""})
    assert "why" in page.refused()
    page.presenter.saved({"why": "it was worn"})
    assert "it was worn" in shown.about(page.state.detail)
    reasons_of = shown.deeds(page.state)
    assert (reasons_of["authorise"], reasons_of["cancel"]) == ("", "It is not at that step")
    page.presenter.commanded("authorise")
    assert page.where() == ReturnState.AUTHORISED.value
    page.presenter.commanded("label")
    with company.store.read() as desk:
        assert [(job.document, job.ref) for job in desk.connection.execute(floor.print_job.select())] == [
            ("comeback", str(seen.row.id))
        ]
    page.presenter.commanded("send")
    page.presenter.saved({"carrier": "DHL", "tracking": "JD01"})
    assert page.where() == ReturnState.IN_TRANSIT.value
    page.presenter.commanded("cancel")
    page.presenter.saved({"why": ""})
    assert page.where() == ReturnState.CANCELLED.value
    assert len(page.state.detail.detail.events) == 5


def test_the_desk_begins_with_the_newest_unless_a_person_had_another_order(company: Company, sent: int) -> None:
    first = ask(company, sent, Asked("MUG", "1")).done().code
    second = ask(company, sent, Asked("BOWL", "1")).done().code
    page = Desk(company, company.supervisor)
    page.presenter.remembered(Arrangement())
    page.presenter.viewed("all")
    assert page.codes() == [second, first]
    page.presenter.remembered(Arrangement(sort="code"))
    page.presenter.viewed("all")
    assert page.codes() == [first, second]


def test_an_order_of_which_all_came_back_has_nothing_to_ask_for(company: Company, sent: int) -> None:
    with company.write() as desk:
        desk.connection.execute(trade.order_line.update().values(shipped=0))
    page = Desk(company, company.supervisor)
    page.presenter.commanded("new")
    page.presenter.saved({"order": "4711"})
    assert page.refused() == {"order": "Nothing of order 4711 can come back"}


def test_what_is_not_asked_back_is_settled_at_the_desk(company: Company, sent: int) -> None:
    page = Desk(company, company.supervisor)
    told = ask(company, sent, Asked("BOWL", "1"), session=company.supervisor).done()
    page.presenter.choose(told.id)
    assert ("keep" in shown.visible(page.state.detail), shown.deeds(page.state)["keep"]) == (
        False, "Its goods are asked back",
    )  # fmt: skip
    with company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE return_policy SET keep_below_minor = 1500")
    page = Desk(company, company.supervisor)
    page.presenter.choose(told.id)
    assert "keep" in shown.visible(page.state.detail)
    page.presenter.commanded("keep")
    assert page.where() == ReturnState.SETTLED.value


def test_the_queue_of_inspection_begins_with_what_came_first_and_drafts_a_claim(company: Company, sent: int) -> None:
    with company.write() as desk:
        cases.begin(desk, ReturnKind.BLIND, ReturnState.RECEIVED, WAREHOUSE, slot="R-1", carrier="DHL")
        company.clock.forward(hours=1)
        desk.at = company.runner.now()
        head = cases.begin(desk, ReturnKind.BLIND, ReturnState.RECEIVED, WAREHOUSE, slot="R-2", carrier="DHL")
        units.add(desk, head.id, "MUG", 1, UnitState.RECEIVED)
        cases.note(desk, head.id, damaged=True)
    page = Desk(company, company.packer)
    page.presenter.opened("view:inspect")
    assert page.codes() == ["RT000001", "RT000002"]
    assert dict(page.state.counts)["parked"] == 2
    page.presenter.scanned("RT000002", "wedge")
    assert "Came damaged" in shown.about(page.state.detail)
    assert shown.units(page.state.detail.row) == "0 of 1"
    page.presenter.commanded("claim")
    page.presenter.saved({"kind": "damage"})
    assert [each.what for each in shown.money(page.state.detail)] == ["Claim on DHL"]
    assert shown.visible(page.state.detail) == {"order", "claim", "whose"}
    told = shown.deeds(page.state)
    assert told["order"] == "Nobody knows of which order it is"
    assert told["authorise"]  # a packer may not
    page.presenter.scanned("R-1", "wedge")
    assert page.codes() == ["RT000001"]


def test_whose_a_parcel_is_that_nobody_knew_is_said_and_taken_back(company: Company, sent: int) -> None:
    from warehouse_app.store.returning import places as rooms

    with company.write() as desk:
        head = cases.begin(desk, ReturnKind.BLIND, ReturnState.RECEIVED, WAREHOUSE, slot="R-1")
        bowl = Item("BOWL")
        nowhere, table = places.outside(desk, PlaceKind.UNTRACED).id, rooms.bench(desk, WAREHOUSE).id
        ledger.post(desk, Entry(EntryId("came"), EntryKind.MOVE, (Leg(bowl, nowhere, table, 1),), "test"))
        kept: dict[str, Any] = {"item_id": items.number(desk, bowl), "entry_id": "came", "place_id": int(table)}
        units.add(desk, head.id, "BOWL", 1, UnitState.RECEIVED, **kept)
    page = Desk(company, company.packer)
    page.presenter.opened("return:RT000001")
    assert "whose" in shown.visible(page.state.detail)
    page.presenter.commanded("whose")
    page.presenter.saved({"order": "4712"})
    assert "order" in page.refused()
    page.presenter.saved({"order": "4711"})
    assert (page.state.detail.detail.order, page.where()) == ("4711", ReturnState.INSPECTING.value)
    page.presenter.commanded("whose")
    assert page.state.form.title == "RT000001 is not of order 4711: 1 unit goes back to its parcel in the books"
    page.presenter.saved({})
    seen = page.state.detail
    assert (seen.detail.order, page.where()) == ("", ReturnState.RECEIVED.value)
    assert plain(shown.event_words(seen.detail.events[-1])) == "Not of order, after all: 4711"


def test_a_claim_on_packing_opens_what_the_bench_did(company: Company, sent: int) -> None:
    from warehouse_app.store.returning import rules

    with company.write() as desk:
        line = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.sku == "MUG")).one()
        wrong = next(each for each in rules.reasons(desk) if each.evidence == "wrong_item")
        head = cases.begin(desk, ReturnKind.CUSTOMER, ReturnState.RECEIVED, WAREHOUSE, order_id=sent)
        units.add(desk, head.id, "MUG", 1, UnitState.RECEIVED, line_id=line.id, reason_id=wrong.id)
    page = Desk(company, company.supervisor)
    page.presenter.opened("return:RT000001")
    seen = page.state.detail
    chip = shown.opinion_chip(seen)
    assert chip is not None
    assert chip.text.startswith("Wrong item: ")
    rows = shown.why_rows(seen, company.runner.now())
    assert rows[0].strong
    assert "Each of 2 units was scanned when it was packed" in [row.text for row in rows]
    assert [each.words for each in shown.tabs(seen)] == ["Goods", "Why", "Money", "Story", "Photos"]


def test_a_story_shows_codes_as_they_are_and_shouted_words_calm() -> None:
    whys = ("RS-01", "CL00001", "WORN OUT")
    told = [shown.event_words(Event("2026-11-28T16:05:00Z", "", "parked", why)) for why in whys]
    assert [plain(each).split(": ")[1] for each in told] == ["RS-01", "CL00001", "Worn Out"]
