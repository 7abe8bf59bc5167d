"""A badge starts bench work; a PIN gives the rest; nobody gets in by a wrong one."""

from __future__ import annotations

from warehouse_app.application.run import Session
from warehouse_app.domain.bench import Work
from warehouse_app.domain.front import Front, LabelPrinter, LeftOpen
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ui.kit.text import plain
from warehouse_app.ui.runtime.inline import InlinePerformer
from warehouse_app.ui.shell.locking import Locked
from warehouse_app.ui.shell.signon.presenter import SignOnPresenter
from warehouse_app.ui.shell.signon.state import Answer, Denied, Place, SignOnState, Welcome


def session(*, pin: bool) -> Session:
    return Session(Actor(PersonId("p1"), "MS", "Maria S.", Role.SUPERVISOR, with_pin=pin), "B2")


class View:
    def __init__(self) -> None:
        self.states: list[SignOnState] = []
        self.places: list[Place] = []

    def show_state(self, state: SignOnState) -> None:
        self.states.append(state)

    def show_place(self, place: Place) -> None:
        self.places.append(place)


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


def told(front: Front) -> View:
    view = View()
    presenter = SignOnPresenter(view, InlinePerformer(), house, lambda _session: None, Place(bench="B2"), lambda: front)
    presenter.shown()
    presenter.look()
    return view


def test_a_free_bench_says_where_it_is_what_works_and_what_was_left_open() -> None:
    left = LeftOpen(Work.PACK, "537246", "Anna K.", 4, 7, "2010-12-06T13:41:00Z")
    printer = LabelPrinter("ZEBRA-B2", waiting=2, trouble="printer_unreachable")
    front = Front("2010-12-06T13:58:00Z", "MAIN", "Main warehouse", "B2", printer, left, server=True, trip_ms=3.2)
    place = told(front).places[-1]
    assert (place.warehouse, place.bench, place.kind) == ("Main warehouse", "B2", "Goods in, picking, packing, loading")
    assert [(plain(name), str(chip)) for _, name, chip in place.devices] == [
        ("ZEBRA-B2", "Does not answer, 2 wait"),
        ("Server", "Connected, 3 ms"),
    ]
    assert plain(place.left_open) == "Order 537246 is open here"
    assert place.left_by == "Anna K. left it at 4 of 7 at 13:41. A badge opens it again."
    presenter, _view, _done = page()
    assert presenter.left_open == ""
    presenter.at(place)
    assert presenter.left_open == "pack"


def test_a_database_away_is_said_in_the_list_of_what_works() -> None:
    def down() -> Front:
        raise Trouble("database_away")

    view = View()
    presenter = SignOnPresenter(view, InlinePerformer(), house, lambda _session: None, Place(bench="B2"), down)
    presenter.shown()
    presenter.look()
    assert [(name, chip.kind) for _, name, chip in view.places[-1].devices] == [("Database", "stop")]


def test_nothing_is_read_before_the_page_was_painted_nor_when_somebody_is_signed_on() -> None:
    asked = list[int]()

    def around() -> Front:
        asked.append(1)
        return Front()

    presenter = SignOnPresenter(View(), InlinePerformer(), house, lambda _session: None, Place(), around)
    presenter.shown()
    assert asked == []
    presenter.hidden()
    presenter.look()
    presenter.touched(frozenset({"pack"}), mine=False)
    assert asked == []


def test_typed_badge_and_pin_work_in_one_go() -> None:
    presenter, _view, done = page()
    presenter.typed("MARIA", "2580")
    assert [one.actor.with_pin for one in done] == [True]


def test_a_locked_bench_says_for_whom_also_when_it_was_read_again() -> None:
    left = LeftOpen(Work.PACK, "537246", "Anna K.", 4, 7, "2010-12-06T13:41:00Z")
    front = Front(warehouse="MAIN", left_open=left)
    view = View()
    free = Place(bench="B2")
    presenter = SignOnPresenter(view, InlinePerformer(), house, lambda _session: None, free, around=lambda: front)
    presenter.at(Locked(session(pin=False), "pack").place(free))
    presenter.shown()
    presenter.look()
    locked = view.places[-1]
    assert (locked.left_open, locked.left_by) == (
        "Locked", "Maria S. goes on where they were; anybody else begins anew.",
    )  # fmt: skip
    presenter.at(free)
    presenter.look()
    assert plain(view.places[-1].left_open) == "Order 537246 is open here"
