"""The audit screen without a window: who did what, narrowed and opened, the proof, a look back."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from tests.hands import ListTwin, Screen
from tests.packbench import Bench, pick
from warehouse_app.application.products import RecountPlace
from warehouse_app.application.run import Session
from warehouse_app.domain.people import SYSTEM, Actor, PersonId, Role
from warehouse_app.store import audit, people
from warehouse_app.store.people import PersonRow
from warehouse_app.ui.kit.text import plain
from warehouse_app.ui.screens.audit import shown
from warehouse_app.ui.screens.audit.presenter import AuditPresenter

ADMIN = Session(SYSTEM, "B1")


class Office(Screen):
    """The audit screen; Anna has packed one order and scanned one wrong code."""

    def __init__(self, company: Company, session: Session = ADMIN) -> None:
        super().__init__(company, session)
        self.links = ListTwin()
        self.presenter = AuditPresenter(self, self.hands("audit"), company.runner)
        self.wire(self.presenter, "audit")
        self.presenter.shown()

    @property
    def deeds(self) -> list[str]:
        return [shown.deed_words(row) for row in self.links.book.rows()]

    def choose(self, at: int = 0) -> None:
        self.presenter.chosen(self.links.book.rows()[at])


@pytest.fixture
def house(company: Company) -> Company:
    with company.write() as desk:
        for person, name in (("p-anna", "Anna K."), ("p-sup", "Maria S."), ("test", "Test")):
            actor = Actor(PersonId(person), person.upper(), name, Role.PACKER, with_pin=False)
            row = PersonRow(
                actor.person, actor.code, name, actor.role, "", "",
                locked=False, failures=0, failed_at="", created_at=desk.at,
            )  # fmt: skip
            people.add(desk, row)
        company.product(desk, "A1")
        pick(desk, company, company.order(desk, "1001", [("A1", 1)]), "T-1")
    Bench(company).scan("1001", "NOPE-1", "A1")
    return company


@pytest.fixture
def office(house: Company) -> Office:
    return Office(house)


def test_the_newest_deed_stands_first_with_who_and_verdict(office: Office) -> None:
    assert office.deeds == ["Scanned at packing"] * 3
    first = office.links.book.rows()[0]
    assert (shown.who(first), first.station) == ("Anna K.", "B1")
    assert [shown.verdict(row).text for row in office.links.book.rows()] == ["Done", "Refused", "Done"]
    assert shown.footer(office.state) == "3 deeds"


def test_a_refused_scan_opens_with_its_code_and_why(office: Office) -> None:
    office.presenter.viewed("refused")
    office.choose()
    words = [plain(each) for each in shown.sentences(office.state.facts)]
    assert words[0].startswith("Scanned NOPE-1 with keyboard")
    assert words[1] == "Unknown code NOPE-1. Scan again, or set it aside"
    assert shown.legs(office.state.facts) == ()


def test_a_done_scan_opens_with_the_goods_it_moved(office: Office) -> None:
    office.choose()
    assert [(leg.sku, leg.source, leg.qty) for leg in shown.legs(office.state.facts)] == [("A1", "T-1", 1)]
    sealed = shown.seal_chip(office.state.facts)
    assert sealed is not None
    assert sealed.text == "Not sealed yet"


def test_the_list_narrows_to_the_person_station_and_deed_of_a_row(office: Office) -> None:
    for name in ("who", "station", "deed"):
        office.choose()
        office.presenter.commanded(f"only_{name}")
    said = [plain(value.words) for value in shown.narrowings(office.state)]
    assert said == ["Anna K., take away", "B1, take away", "Scanned at packing, take away"]
    assert len(office.deeds) == 3
    office.presenter.unnarrowed("station")
    assert len(office.state.narrowed) == 2
    office.presenter.commanded("back")
    assert office.state.narrowed == ()
    assert office.state.query.narrowing == 0


def test_a_text_is_looked_for_in_names_and_in_what_deeds_are_called(office: Office) -> None:
    office.presenter.sought("anna")
    assert len(office.deeds) == 3
    office.presenter.sought("scanned at pack")
    assert len(office.deeds) == 3
    office.presenter.sought("counted a place")
    assert office.deeds == []
    assert shown.is_empty(office.state)
    assert shown.empty(office.state)[0] == "Nothing of that kind was done"


def test_today_begins_at_midnight_here(office: Office) -> None:
    office.company.clock.forward(days=3)
    office.presenter.spanned("today")
    assert office.deeds == []
    office.presenter.spanned("week")
    assert len(office.deeds) == 3
    office.presenter.spanned("all")
    assert office.state.query.narrowing == 0


def test_a_scan_shows_the_trail_of_its_thing_and_what_lay_there_then(office: Office) -> None:
    count = RecountPlace(id="c", warehouse=WAREHOUSE, place="A01", sku="A1", counted=9, reason="count")
    office.company.runner.perform(count, office.company.supervisor).done()
    office.presenter.scanned("A01", "wedge")
    assert plain(shown.narrowings(office.state)[0].words) == "Place A01, take away"
    assert office.deeds == ["Counted a place"]
    office.choose()
    assert [value.name for value in shown.tabs(office.state)] == ["facts", "then"]
    office.presenter.tabbed("then")
    assert [(held.sku, held.qty) for held in office.state.then] == [("A1", 9)]
    assert plain(shown.then_words(office.state, office.now())).endswith(": 9 units")
    office.presenter.unnarrowed("thing")
    assert [value.name for value in shown.tabs(office.state)] == ["facts"]


def test_a_code_that_nothing_has_is_said(office: Office) -> None:
    office.presenter.about("nothing-has-this")
    assert office.state.refusal.startswith("Nothing has the code nothing-has-this")
    office.presenter.commanded("back")
    assert office.state.refusal == ""


def test_the_trail_stands_in_words_and_is_proven(office: Office) -> None:
    assert shown.trail_words(office.state)[:2] == ("shield", "Not sealed yet")
    with office.company.write() as desk:
        audit.put_seal(desk)
    office.presenter.commanded("prove")
    chip, broken = shown.proof(office.state)
    assert chip is not None
    assert chip.text.startswith("Proven")
    assert broken == ()
    assert shown.trail_words(office.state)[:2] == ("shield-check", "All sealed")


def test_a_trail_that_was_changed_is_told_with_what_is_broken(office: Office) -> None:
    with office.company.write() as desk:
        desk.connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        desk.connection.exec_driver_sql("UPDATE audit SET who = 'p-sup' WHERE seq = 2")
    office.presenter.commanded("prove")
    chip, broken = shown.proof(office.state)
    assert chip is not None
    assert chip.kind == "stop"
    assert any("link 2" in line for line in broken)


def test_who_may_not_export_is_shown_nothing(house: Company) -> None:
    office = Office(house, house.packer)
    assert office.deeds == []
    assert office.refusals


def test_what_others_do_appears_but_not_at_every_scan(office: Office) -> None:
    def count(n: int) -> None:
        command = RecountPlace(id=f"c{n}", warehouse=WAREHOUSE, place="A01", sku="A1", counted=n, reason="count")
        outcome = office.company.runner.perform(command, office.company.supervisor)
        office.feed.publish(frozenset(outcome.changes.touched), "elsewhere")

    count(1)
    assert len(office.deeds) == 3, "a moment ago it was read"
    office.company.clock.forward(seconds=6)
    count(2)
    assert office.deeds[:2] == ["Counted a place"] * 2
