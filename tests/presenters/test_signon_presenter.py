"""A badge starts bench work; a PIN gives the rest; nobody gets in by a wrong one."""

from __future__ import annotations

from warehouse_app.application.run import Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ui.runtime.inline import InlinePerformer
from warehouse_app.ui.shell.signon.presenter import SignOnPresenter
from warehouse_app.ui.shell.signon.state import Answer, Denied, Place, SignOnState, Welcome


def session(*, pin: bool) -> Session:
    return Session(Actor(PersonId("p1"), "MS", "Maria S.", Role.SUPERVISOR, with_pin=pin), "B2")


class View:
    def __init__(self) -> None:
        self.states: list[SignOnState] = []

    def show_state(self, state: SignOnState) -> None:
        self.states.append(state)


def house(badge: str, pin: str | None) -> Answer:
    if badge == "DOWN":
        raise Trouble("database_away")
    if badge == "PACKER":
        return Welcome(session(pin=False), "Anna K.")
    if badge != "MARIA":
        return Denied("Nobody has this badge. Scan another, or ask a supervisor.")
    if pin is None:
        return Welcome(session(pin=False), "Maria S.", more=True)
    return Welcome(session(pin=True), "Maria S.") if pin == "2580" else Denied("The PIN is another one. Type it again.")


def page() -> tuple[SignOnPresenter, View, list[Session]]:
    view, done = View(), list[Session]()
    presenter = SignOnPresenter(view, InlinePerformer(), house, done.append, Place(bench="B2"))
    presenter.shown()
    return presenter, view, done


def test_a_bench_badge_signs_on_at_once() -> None:
    presenter, view, done = page()
    presenter.scanned("PACKER", "wedge")
    assert [one.actor.with_pin for one in done] == [False]
    assert view.states[-1].stage == "badge"


def test_badge_and_pin_give_every_right() -> None:
    presenter, view, done = page()
    presenter.scanned("MARIA", "wedge")
    assert (view.states[-1].stage, view.states[-1].name, done) == ("pin", "Maria S.", [])
    presenter.pin_given("2580")
    assert [one.actor.with_pin for one in done] == [True]


def test_enter_without_a_pin_means_bench_work() -> None:
    presenter, _view, done = page()
    presenter.scanned("MARIA", "wedge")
    assert presenter.keyed("Enter")
    assert [one.actor.with_pin for one in done] == [False]


def test_a_wrong_pin_is_told_and_may_be_typed_again() -> None:
    presenter, view, done = page()
    presenter.scanned("MARIA", "wedge")
    presenter.pin_given("1111")
    assert (view.states[-1].stage, done) == ("pin", [])
    assert "Type it again" in view.states[-1].refusal
    presenter.pin_given("2580")
    assert [one.actor.with_pin for one in done] == [True]


def test_an_unknown_badge_is_told() -> None:
    presenter, view, done = page()
    presenter.scanned("0000", "wedge")
    assert (view.states[-1].stage, done) == ("badge", [])
    assert "Nobody has this badge" in view.states[-1].refusal


def test_a_database_away_leaves_a_free_bench_that_says_so() -> None:
    presenter, view, done = page()
    presenter.scanned("DOWN", "wedge")
    assert (view.states[-1].stage, done, bool(view.states[-1].refusal)) == ("badge", [], True)


def test_esc_forgets_the_badge() -> None:
    presenter, view, done = page()
    presenter.scanned("MARIA", "wedge")
    presenter.stepped_back()
    assert view.states[-1] == SignOnState(place=Place(bench="B2"))
    assert not presenter.keyed("Enter")
    assert done == []


def test_typed_badge_and_pin_work_in_one_go() -> None:
    presenter, _view, done = page()
    presenter.typed("MARIA", "2580")
    assert [one.actor.with_pin for one in done] == [True]
