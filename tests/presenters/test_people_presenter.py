"""The people screen without a window: who works here, deeds asked for first, badge and PIN shown once."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.hands import Screen
from tests.printables import GlassSeal
from tests.twins import PlainGuard
from warehouse_app.application import people, sign_on
from warehouse_app.application.run import Session
from warehouse_app.domain.people import Right, Role
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import printing
from warehouse_app.ui.kit.text import plain
from warehouse_app.ui.screens.people import shown
from warehouse_app.ui.screens.people.presenter import PeoplePresenter

GUARD = PlainGuard()


class Office(Screen):
    """The people screen of an administrator; Anna packs."""

    def __init__(self, company: Company, session: Session) -> None:
        super().__init__(company, session)
        self.saved: list[tuple[bytes, str]] = []
        self.presenter = PeoplePresenter(self, self.hands("people"), company.runner, GUARD, self.toast, GlassSeal())
        self.wire(self.presenter, "people")
        self.presenter.shown()

    def save_badge(self, content: bytes, name: str) -> None:
        self.saved.append((content, name))

    def can(self, deed: str) -> str:
        """Return why a deed cannot be done now; "" when it can."""
        return shown.deeds(self.state)[deed]


@pytest.fixture
def office(company: Company) -> Office:
    admin = people.init_company(company.runner, GUARD, warehouse="main", admin_name="Ada Admin")
    session = Session(sign_on.sign_on(company.runner, GUARD, user=admin.user, pin=admin.pin), "B1")
    people.add_user(company.runner, GUARD, session, name="Anna K.", role=Role.PACKER, pin="4711")
    return Office(company, session)


def sign(office: Office, pin: str) -> bool:
    try:
        sign_on.sign_on(office.company.runner, GUARD, user="ANNA-K", pin=pin)
    except Refused:
        return False
    return True


def test_everybody_is_listed_with_rights_in_words(office: Office) -> None:
    assert [person.name for person in office.state.shown] == ["Ada Admin", "Anna K."]
    office.presenter.chosen("ANNA-K")
    (badge,) = shown.rights(office.state.person.role)
    assert badge[0] == "By the badge alone"
    assert "Pack and verify parcels" in badge[1]
    assert [title for title, _ in shown.rights(Role.ADMINISTRATOR)] == ["By the badge alone", "With the PIN as well"]
    assert sum(len(words) for _, words in shown.rights(Role.ADMINISTRATOR)) == len(Right)
    office.presenter.sought("anna")
    assert [person.user for person in office.state.shown] == ["ANNA-K"]
    office.presenter.commanded("back")
    assert len(office.state.shown) == 2


def test_a_new_person_gets_badge_and_pin_that_are_shown_once(office: Office) -> None:
    office.presenter.commanded("add")
    office.presenter.added("東京", "packer", "")
    assert office.state.refusal.startswith("No code can be made of 東京")
    office.presenter.added("Paul", "picker", "")
    new = office.state.new
    assert new.pin
    assert office.can("add") == "Hand badge and PIN over first"
    office.presenter.chosen("ANNA-K")
    assert office.state.chosen == "PAUL"
    office.presenter.commanded("save")
    ((content, name),) = office.saved
    assert content.startswith(b"%PDF")
    assert name == "badge-PAUL.pdf"
    office.presenter.commanded("done")
    assert office.state.new is None
    assert not any(new.pin in str(state) for state in office.states[-1:])


def test_what_is_shown_once_is_gone_when_the_page_is_left(office: Office) -> None:
    office.presenter.added("Paul", "picker", "")
    office.presenter.hidden()
    assert office.state.new is None


def test_a_code_that_somebody_has_is_refused_in_the_form(office: Office) -> None:
    office.presenter.commanded("add")
    office.presenter.added("Another", "packer", "anna-k")
    assert office.state.refusal.startswith("There is a user ANNA-K already")
    assert office.state.asking == "add"


def test_a_new_pin_is_asked_for_first_and_ends_the_old_one(office: Office) -> None:
    office.presenter.chosen("ANNA-K")
    office.presenter.commanded("pin")
    assert office.presenter.keyed("2")
    assert sign(office, "4711")
    office.presenter.commanded("pin")
    assert office.presenter.keyed("1")
    assert office.state.new.badge == ""
    assert not sign(office, "4711")
    assert sign(office, office.state.new.pin)


def test_a_role_is_chosen_by_its_number(office: Office) -> None:
    office.presenter.chosen("ANNA-K")
    office.presenter.commanded("role")
    words, options = shown.question(office.state)
    assert words == "Which role has Anna K.?"
    assert [option.words for option in options if option.suggested] == ["Packer"]
    assert not office.presenter.keyed("9")
    assert office.presenter.keyed("4")
    assert office.state.person.role is Role.SUPERVISOR
    assert office.told == ["Anna K. has another role"]


def test_somebody_is_locked_and_let_in_again(office: Office) -> None:
    office.presenter.chosen("ANNA-K")
    office.presenter.commanded("lock")
    assert plain(shown.question(office.state)[0]) == "Lock Anna K.?"
    assert office.presenter.keyed("1")
    assert shown.chip(office.state.person).text == "Locked"
    assert not sign(office, "4711")
    office.presenter.viewed("locked")
    assert [person.user for person in office.state.shown] == ["ANNA-K"]
    office.presenter.commanded("lock")
    assert office.presenter.keyed("1")
    assert sign(office, "4711")


def test_the_last_administrator_stays_and_nobody_locks_himself(office: Office) -> None:
    office.presenter.opened("person:ADA-ADMIN")
    assert office.can("lock") == "Ask another administrator"
    office.presenter.commanded("role")
    office.presenter.keyed("1")
    assert office.state.refusal.startswith("ADA-ADMIN is the last administrator")


def test_who_stays_signed_on_is_signed_off_everywhere(office: Office) -> None:
    office.presenter.chosen("ANNA-K")
    assert office.can("sign_off") == "Stays signed on nowhere"
    actor = sign_on.sign_on(office.company.runner, GUARD, user="ANNA-K", pin="4711")
    token = sign_on.keep_signed_on(office.company.runner, actor)
    office.presenter.commanded("refresh")
    office.presenter.viewed("here")
    assert [person.user for person in office.state.shown] == ["ANNA-K"]
    office.presenter.commanded("sign_off")
    assert office.presenter.keyed("1")
    assert sign_on.signed_on(office.company.runner, token) is None


def test_without_the_right_nobody_is_listed(company: Company) -> None:
    office = Office(company, company.packer)
    assert office.states == []
    assert [no.code for no in office.refusals] == ["no_right"]


def test_a_badge_prints_at_the_moment_it_is_made_and_says_where(office: Office) -> None:
    office.presenter.chosen("ANNA-K")
    office.presenter.commanded("print")
    assert office.told == []
    office.presenter.commanded("badge")
    office.presenter.answered(yes=True)
    office.presenter.commanded("print")
    assert office.told == ["Badge ANNA-K prints into the folder PAPERS of this home, as job 1"]
    assert office.state.new is not None, "it stays until it is handed over"
    with office.company.store.read() as desk:
        assert printing.find(desk, (), 9, "badge", "")[0].code == "ANNA-K"


def test_a_badge_that_is_no_longer_theirs_does_not_print(office: Office) -> None:
    office.presenter.chosen("ANNA-K")
    office.presenter.commanded("badge")
    office.presenter.answered(yes=True)
    people.new_badge(office.company.runner, GUARD, office.session, "ANNA-K")
    office.presenter.commanded("print")
    assert "kept as a secret only" in office.state.refusal
    assert office.told == []
