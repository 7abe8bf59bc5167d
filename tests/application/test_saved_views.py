"""Views kept under a name: one's own and everybody's, by right; what is gone is told; the second who saves is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.company import Company
from warehouse_app.application.listing import NotInList
from warehouse_app.application.orders import ORDERS
from warehouse_app.application.run import Command, NoRight, Session
from warehouse_app.application.savedlists import KNOWN, check_view, known_of
from warehouse_app.application.savedviews import (
    LISTS,
    RemoveView,
    RenameView,
    find_views,
    keep_view,
    view_named,
)
from warehouse_app.domain.editing import BadField
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.savedviews import MOST_VIEWS, NoSuchView, SavedView, TooManyViews, ViewTaken, gone, healed
from warehouse_app.wording.say import say_error

ANNA = Session(Actor(PersonId("p-anna"), "ANNA", "Anna", Role.PACKER, with_pin=True))
MARIA = Session(Actor(PersonId("p-maria"), "MARIA", "Maria", Role.SUPERVISOR, with_pin=True))
LATE_ABROAD = ListQuery("late", "frame", (("country", "France"),), "value", descending=True)


def made(name: str = "Late abroad", *, shared: bool = False, query: ListQuery = LATE_ABROAD) -> SavedView:
    return SavedView("orders", name, shared, query, '{"version":1}')


def done(company: Company, command: Command, who: Session = ANNA) -> Refusal | None:
    return company.runner.perform(command, who).refusal


def keep(company: Company, view: SavedView, who: Session = ANNA, seen: str | None = None) -> Refusal | None:
    return done(company, keep_view(company.ids.new(), view, seen), who)


def views(company: Company, who: Session = ANNA) -> list[tuple[str, bool]]:
    found = company.runner.ask(lambda desk: find_views(desk, who.actor.person, "orders"), who)
    return [(each.name, each.shared) for each in found]


def test_a_view_comes_back_as_it_was_kept(company: Company) -> None:
    assert keep(company, made()) is None
    found = company.runner.ask(lambda desk: view_named(desk, "p-anna", "orders", "Late abroad"), ANNA)
    assert (found.query, found.columns, found.shared, found.who) == (LATE_ABROAD, '{"version":1}', False, "p-anna")


def test_everybody_sees_shared_views_and_nobody_those_of_others(company: Company) -> None:
    keep(company, made("Mine"))
    keep(company, made("Ours", shared=True), MARIA)
    assert views(company) == [("Mine", False), ("Ours", True)]
    assert views(company, MARIA) == [("Ours", True)]


def test_views_of_everybody_are_changed_by_right_only(company: Company) -> None:
    keep(company, made("Ours", shared=True), MARIA)
    new = company.ids.new
    for command in (
        keep_view(new(), made("Ours", shared=True)),
        RenameView(id=new(), list="orders", view="Ours", to="Mine", shared=True),
        RemoveView(id=new(), list="orders", view="Ours", shared=True),
    ):
        assert isinstance(done(company, command), NoRight)
    assert views(company, MARIA) == [("Ours", True)]


def test_a_view_is_renamed_and_forgotten(company: Company) -> None:
    keep(company, made("One"))
    keep(company, made("Two"))
    new = company.ids.new
    assert done(company, RenameView(id=new(), list="orders", view="One", to="Two")) == ViewTaken("Two")
    assert done(company, RenameView(id=new(), list="orders", view="One", to=" Three ")) is None
    assert done(company, RemoveView(id=new(), list="orders", view="Two")) is None
    assert views(company) == [("Three", False)]
    assert done(company, RemoveView(id=new(), list="orders", view="Two")) == NoSuchView("Two", "orders")


def test_of_two_who_save_one_name_the_second_is_told(company: Company) -> None:
    keep(company, made("Ours", shared=True), MARIA)
    seen = company.runner.ask(lambda desk: view_named(desk, "p-maria", "orders", "Ours"), MARIA).at
    company.clock.forward(seconds=1)
    assert keep(company, made("Ours", shared=True), MARIA, seen) is None
    assert keep(company, made("Ours", shared=True), MARIA, seen) == ViewTaken("Ours")
    assert keep(company, made("Ours", shared=True), MARIA, "") == ViewTaken("Ours")
    assert keep(company, made("Ours", shared=True), MARIA, None) is None


@pytest.mark.parametrize(("name", "problem"), [(" ", "empty"), ("x" * 61, "too_long"), ("a\x1bb", "not_printable")])
def test_a_name_is_short_and_can_be_read(company: Company, name: str, problem: str) -> None:
    refusal = keep(company, made(name))
    assert isinstance(refusal, BadField)
    assert refusal.problem == problem


def test_there_is_a_limit(company: Company) -> None:
    for n in range(MOST_VIEWS):
        keep(company, made(f"View {n}"))
    assert keep(company, made("One more")) == TooManyViews("orders", MOST_VIEWS)
    assert keep(company, made("View 0")) is None, "one that is there may be saved anew"


def test_what_was_looked_for_stands_in_no_outcome(company: Company) -> None:
    from sqlalchemy import text

    keep(company, made(query=replace(LATE_ABROAD, text="Ms Secret")))
    with company.store.read() as desk:
        kept = desk.connection.execute(text("SELECT outcome FROM command")).scalars().all()
    assert "Secret" not in "".join(map(str, kept))


def test_what_a_list_no_longer_has_is_named_and_left_out() -> None:
    kept = ListQuery("by moon", "x", (("country", "France"), ("shoe size", "42")), "shoe size", descending=True)
    known = known_of("orders")
    assert gone(kept, known) == ("by moon", "shoe size")
    assert healed(kept, known) == ListQuery("open", "x", (("country", "France"),))


def test_every_list_that_keeps_views_says_what_it_has() -> None:
    assert set(KNOWN) == set(LISTS)
    for listed, known in KNOWN.items():
        assert known.home in known.views, listed


@pytest.mark.parametrize(
    ("query", "part"),
    [(ListQuery("nonsense"), "view"), (ListQuery("open", sort="nonsense"), "sort"),
     (ListQuery("open", filters=(("nonsense", "1"),)), "filter")],
)  # fmt: skip
def test_nonsense_is_refused_with_the_names_there_are(query: ListQuery, part: str) -> None:
    for ask in (ORDERS.check, lambda wanted: check_view("orders", wanted)):
        with pytest.raises(Refused) as caught:
            ask(query)
        refusal = caught.value.refusal
        assert isinstance(refusal, NotInList)
        assert refusal.part == part
        assert "nonsense" in say_error(refusal)
        assert {"view": "late", "sort": "ship_by", "filter": "country"}[part] in say_error(refusal)
