"""Saved views of a list without a window: kept, opened, renamed, forgotten; what is gone is said, nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.company import Company
from tests.hands import ListTwin, Screen
from warehouse_app.application.orders import ORDERS
from warehouse_app.application.run import Session
from warehouse_app.application.savedviews import keep_view
from warehouse_app.application.trail import reopened
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import SYSTEM, Actor, PersonId, Role
from warehouse_app.domain.savedviews import SavedView
from warehouse_app.ui.kit.columns import Arrangement, to_text
from warehouse_app.ui.runtime.viewkeeping import ViewKeeper, ViewsState
from warehouse_app.ui.screens.audit.presenter import AuditPresenter
from warehouse_app.ui.screens.orders.presenter import OrdersPresenter

ADMIN = Session(SYSTEM, "B1")
ANNA = Session(Actor(PersonId("p-anna"), "ANNA", "Anna", Role.PACKER, with_pin=True))
NAMES = ("mark", "code", "customer", "country", "value")


class Office(Screen):
    """The orders screen with its saved views."""

    def __init__(self, company: Company, session: Session = ADMIN) -> None:
        super().__init__(company, session)
        self.orders, self.columns, self.shown = ListTwin(), Arrangement(), list[ViewsState]()
        self.lister = OrdersPresenter(self, self.hands("orders"), company.runner, self.toast, lambda *_: None)
        self.lister.shown()
        self.keeper = ViewKeeper(self, self.hands("orders"), "orders", ORDERS.known, self.lister, self.toast)
        self.feed.listen(lambda changes, _by: self.keeper.touched(changes))
        self.keeper.read()

    def render_views(self, state: ViewsState) -> None:
        self.shown.append(state)

    def arrangement(self) -> Arrangement:
        return self.columns

    def names(self) -> tuple[str, ...]:
        return NAMES

    def arrange(self, kept: Arrangement) -> None:
        self.columns = kept

    @property
    def views(self) -> list[str]:
        return [each.name for each in self.keeper.state.views]

    def save(self, name: str, whose: str = "mine") -> None:
        self.keeper.ask("save")
        self.keeper.named({"name": name, "whose": whose})


@pytest.fixture
def office(company: Company) -> Office:
    with company.write() as desk:
        company.product(desk, "A1")
        company.order(desk, "1001", [("A1", 1)], country="France")
        company.order(desk, "1002", [("A1", 1)])
    return Office(company)


def test_what_is_seen_is_kept_under_a_name_and_seen_again(office: Office) -> None:
    office.lister.viewed("open")
    office.lister.narrowed("country", "France")
    office.lister.sorted("value", descending=True)
    office.columns = Arrangement(order=("code", "value"), hidden=frozenset({"customer"}))
    office.save(" France, dear first ")
    assert office.views == ["France, dear first"]
    assert office.told == ["View France, dear first is kept"]
    office.lister.viewed("all")
    office.keeper.left()
    office.columns = Arrangement()
    office.keeper.open("France, dear first", shared=False)
    assert office.lister.kept() == ListQuery("open", "", (("country", "France"),), "value", descending=True)
    assert [row.code for row in office.orders.book.rows()] == ["1001"]
    assert office.columns == Arrangement(order=("code", "value"), hidden=frozenset({"customer"}))


def test_a_view_that_was_narrowed_otherwise_says_so_and_can_be_saved_anew(office: Office) -> None:
    office.save("Mine")
    office.lister.viewed("late")
    office.keeper.framed()
    otherwise = office.keeper.state.changed
    office.keeper.save_again()
    assert (otherwise, office.keeper.state.changed) == (True, False)
    assert office.keeper.state.views[0].query.view == "late"


def test_a_column_and_a_filter_that_are_no_more_are_said_and_the_rest_opens(office: Office, company: Company) -> None:
    query = ListQuery("open", "", (("country", "France"), ("shoe size", "42")), "heel")
    columns = to_text(Arrangement(order=("heel", "code"), hidden=frozenset({"country"})))
    view = SavedView("orders", "Old", shared=True, query=query, columns=columns)
    company.runner.perform(keep_view(company.ids.new(), view), ADMIN).done()
    office.keeper.read()
    office.keeper.open("Old", shared=True)
    assert office.keeper.state.told == ("The view Old names what is no more: heel, shoe size. It is shown without")
    assert [row.code for row in office.orders.book.rows()] == ["1001"]
    assert office.columns.hidden == {"country"}
    assert not office.keeper.state.changed


def test_a_name_that_is_taken_is_told_under_it_and_put_in_its_place_by_saving_once_more(office: Office) -> None:
    office.save("Mine")
    office.lister.viewed("late")
    office.save("Mine")
    form = office.keeper.state.form
    assert form is not None
    assert form.refusals["name"].startswith("There is a view Mine already")
    office.keeper.named({"name": "Mine", "whose": "mine"})
    assert office.keeper.state.form is None
    assert office.keeper.state.views[0].query.view == "late"


def test_who_saves_anew_what_another_changed_meanwhile_is_told(office: Office, company: Company) -> None:
    office.save("Ours", "everybodys")
    opened = office.keeper.state.opened
    assert opened is not None
    company.clock.forward(seconds=5)
    other = replace(opened, query=ListQuery("late"))
    company.runner.perform(keep_view(company.ids.new(), other), ADMIN).done()
    office.lister.viewed("short")
    office.keeper.save_again()
    assert office.keeper.state.told.startswith("There is a view Ours already")
    assert office.keeper.state.views[0].query.view == "late", "nothing of the other is lost"
    assert office.lister.kept().view == "short", "nor of one's own"


def test_a_view_is_renamed_and_forgotten_and_what_is_seen_stays(office: Office) -> None:
    office.save("Mine")
    office.keeper.ask("rename")
    office.keeper.named({"name": "Yours"})
    assert office.views == ["Yours"]
    office.keeper.remove()
    assert office.views == []
    assert office.keeper.state.opened is None
    assert office.told[-1] == "View Yours is forgotten"


def test_who_may_not_share_opens_views_of_everybody_and_changes_none(company: Company, office: Office) -> None:
    office.save("Ours", "everybodys")
    packer = Office(company, ANNA)
    packer.keeper.open("Ours", shared=True)
    assert packer.keeper.state.opened is not None
    assert not packer.keeper.state.may_change
    packer.keeper.ask("save")
    form = packer.keeper.state.form
    assert form is not None
    assert [value for value, _words in form.fields[1].choices] == ["mine"]


def test_the_audit_keeps_days_and_codes_and_says_who_is_gone(company: Company, office: Office) -> None:
    screen = Screen(company, ADMIN)
    screen.links = ListTwin()  # type: ignore[attr-defined]
    audit = AuditPresenter(screen, screen.hands("audit"), company.runner)  # type: ignore[arg-type]
    audit.shown()
    audit.spanned("week")
    audit.about("order:1001")
    kept = audit.kept()
    assert dict(kept.filters) == {"span": "week", "thing": "order:1001"}
    audit.commanded("show_all")
    audit.reopen(kept)
    assert audit.kept() == kept
    found = company.runner.ask(lambda desk: reopened(desk, kept.narrowed("who", "NOBODY")), ADMIN)
    assert found.gone == ("NOBODY",)
