"""The palette's rules without a window: what a text shows, where a hit leads, what a scan opens."""

from __future__ import annotations

import pytest

from tests.company import Company
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places
from warehouse_app.store.search import words
from warehouse_app.ui.runtime.feed import ChangeFeed
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.inline import InlinePerformer
from warehouse_app.ui.shell.palette import shown
from warehouse_app.ui.shell.palette.presenter import PalettePresenter
from warehouse_app.ui.shell.palette.shown import Head, Line
from warehouse_app.ui.shell.palette.state import Deed, PaletteState

DEEDS = (
    Deed("orders", "Orders", "inbox", "Ctrl 1", screen=True),
    Deed("page:plan", "Plan batches", "route", "Ctrl N"),
    Deed("page:hold", "Hold", "lock", "F8", reason="Choose an order first"),
)


class Doors:
    """Where the palette led."""

    def __init__(self, screens: frozenset[str] = frozenset({"orders", "stock", "batches"})) -> None:
        self.screens, self.gone, self.done, self.copied = screens, list[tuple[str, str]](), list[str](), ""

    def deeds(self) -> tuple[Deed, ...]:
        return DEEDS

    def do(self, deed: Deed) -> None:
        self.done.append(deed.name)

    def may_go(self, screen: str) -> bool:
        return screen in self.screens

    def go(self, screen: str, what: str) -> None:
        self.gone.append((screen, what))

    def copy(self, text: str) -> None:
        self.copied = text


class View:
    """What was shown last."""

    def __init__(self) -> None:
        self.state, self.closed = PaletteState(), 0

    def render_state(self, state: PaletteState) -> None:
        self.state = state

    def close_palette(self) -> None:
        self.closed += 1


class Palette:
    """A palette over the company."""

    def __init__(self, company: Company, doors: Doors | None = None) -> None:
        self.view, self.doors, self.performer = View(), doors or Doors(), InlinePerformer()
        session = company.supervisor
        hands = Hands(self.performer, company.runner, lambda: session, ChangeFeed(), company.ids.new, "palette")
        self.presenter = PalettePresenter(self.view, hands, self.doors, clock=lambda: 0.0)
        self.presenter.open()

    def lines(self) -> list[str]:
        found = shown.lines(self.view.state, "2010-12-06T09:00:00Z")
        return [each.words if isinstance(each, Head) else each.title for each in found]


@pytest.fixture
def palette(company: Company) -> Palette:
    with company.write() as desk:
        company.product(desk, "22423", name="REGENCY CAKESTAND 3 TIER")
        words.remember(desk, "product", [(1, "REGENCY CAKESTAND 3 TIER")])
        company.stock(desk, "A07-14", "22423", 17)
        company.order(desk, "539953", [("22423", 2)])
        company.order(desk, "539954", [("22423", 2)])
        places.add(desk, "MAIN", PlaceKind.TOTE, "T-0042")
    return Palette(company)


def test_before_anything_is_typed_all_screens_and_deeds_are_there(palette: Palette) -> None:
    assert palette.lines() == ["Screens", "Orders", "Do", "Plan batches", "Hold"]


def test_a_text_shows_hits_first_and_then_deeds_that_begin_so(palette: Palette) -> None:
    palette.presenter.typed("p")
    assert palette.lines() == ["Do", "Plan batches"]
    palette.presenter.typed("539953")
    assert palette.lines() == ["Orders", "539953"]
    palette.presenter.entered()
    assert palette.doors.gone == [("orders", "row:1")]
    assert palette.view.closed == 1


def test_signs_narrow_to_actions_orders_or_people(palette: Palette) -> None:
    palette.presenter.typed(">hol")
    assert palette.lines() == ["Do", "Hold"]
    palette.presenter.typed("#5399")
    assert palette.lines() == ["Orders", "539953", "539954"]
    palette.presenter.typed("@regency")
    assert palette.lines() == []


def test_a_deed_that_cannot_be_done_says_why_and_is_not_done(palette: Palette) -> None:
    palette.presenter.typed(">hold")
    palette.presenter.entered()
    (line,) = (each for each in shown.lines(palette.view.state, "") if isinstance(each, Line))
    assert (line.line, line.off) == ("Choose an order first", True)
    assert palette.doors.done == []
    palette.presenter.typed(">plan")
    palette.presenter.entered()
    assert palette.doors.done == ["page:plan"]


def test_the_choice_goes_round(palette: Palette) -> None:
    palette.presenter.typed("#5399")
    palette.presenter.moved(-1)
    palette.presenter.entered()
    assert palette.doors.gone == [("orders", "row:2")]


def test_tab_shows_what_can_be_done_and_escape_goes_back(palette: Palette) -> None:
    palette.presenter.typed("cakestand")
    palette.presenter.tabbed()
    assert palette.lines() == ["What you can do with it", "Where 22423 is, and its story", "Copy 22423"]
    palette.presenter.escaped()
    assert palette.lines() == ["Products", "Regency Cakestand 3 Tier"]
    palette.presenter.tabbed()
    palette.presenter.moved(1)
    palette.presenter.entered()
    assert palette.doors.copied == "22423"


def test_a_scan_that_means_one_thing_opens_it_at_once(palette: Palette) -> None:
    palette.presenter.scanned("T-0042", "wedge")
    assert palette.doors.gone == [("stock", "place:T-0042")]
    assert palette.view.closed == 1


def test_a_scan_nobody_knows_says_so_and_stays(palette: Palette) -> None:
    palette.presenter.scanned("0815", "wedge")
    assert palette.view.closed == 0
    assert shown.told(palette.view.state) == "Nothing has the code 0815"


def test_what_one_may_not_see_is_not_found(company: Company, palette: Palette) -> None:
    only_orders = Palette(company, Doors(frozenset({"orders"})))
    only_orders.presenter.typed("a07")
    assert only_orders.lines() == []
    palette.presenter.typed("a07")
    assert palette.lines() == ["Places", "A07-14"]


def test_an_answer_to_an_older_text_is_dropped(palette: Palette) -> None:
    palette.performer.held = True
    palette.presenter.typed("539953")
    palette.presenter.typed("539954")
    palette.performer.release()
    assert palette.lines() == ["Orders", "539954"]


def test_people_are_looked_for_with_the_rights_of_who_looks(palette: Palette, company: Company) -> None:
    assert Right.USERS not in company.supervisor.actor.rights
    palette.presenter.typed("sup")
    assert palette.lines() == []


def test_a_screen_stands_above_goods_whose_names_begin_alike(palette: Palette, company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "21212", name="ORDER BOOK")
        words.remember(desk, "product", [(2, "ORDER BOOK")])
    palette.presenter.typed("order")
    assert palette.lines() == ["Screens", "Orders", "Products", "Order Book"]
    palette.presenter.entered()
    assert palette.doors.done == ["orders"]
    palette.presenter.typed("order b")
    assert palette.lines() == ["Products", "Order Book"]


def test_a_screen_alone_is_not_told_as_nothing_found(palette: Palette) -> None:
    palette.presenter.typed("orders")
    assert shown.told(palette.view.state) == ""
    palette.presenter.typed("zebra")
    assert shown.told(palette.view.state) == "Nothing found"
