"""The scenes of the returns bench: a parcel on the table, its units judged, the questions, to be looked at."""

from __future__ import annotations

from typing import Any, Protocol

from warehouse_app.application.orders import find_orders, order_detail
from warehouse_app.application.returning.requests import Asked, RequestReturn
from warehouse_app.application.returning.state import state
from warehouse_app.domain.listing import ListQuery

FEWEST, MOST = 3, 6
"""Lines of the order that comes back."""

STATION = "B1"
"""Where the window of the scenes stands."""

MOST_ASKED = 9
"""Questions of a checklist that are answered; a bench that asks for ever ends the scene."""


class Stage(Protocol):
    """The window and who sits before it, as `make_guides` has them."""

    shift: Any

    def look(self, name: str) -> None:
        """Grab what no guide shows, to be looked at."""

    def take(self, name: str) -> None:
        """Grab a picture of a guide."""

    def go(self, screen: str, what: str = "") -> Any:  # noqa: ANN401 - a page
        """Show a screen."""

    def sign_on(self, role: str) -> None:
        """Let one of the demo's people sign on."""

    def scan(self, *codes: str) -> None:
        """Scan one code after the other."""

    def enter(self) -> None:
        """Press Enter."""

    def press(self, keys: str) -> None:
        """Press a key or keys together."""


def _left(stage: Stage) -> list[Any]:
    """Return orders that left, those of a few lines first."""
    company, admin = stage.shift.company, stage.shift.admin
    now = company.runner.now()
    rows = company.runner.ask(lambda desk: find_orders(desk, ListQuery("all", now=now, until=now)), admin)
    found = [company.runner.ask(lambda desk, number=row.id: order_detail(desk, number), admin) for row in rows]
    gone = [each for each in found if any(line.shipped for line in each.lines)]
    return sorted(gone, key=lambda each: not FEWEST <= len(each.lines) <= MOST)


def _whole(stage: Stage) -> None:
    """Answer the checklist: it is what the label says, and nothing is wrong besides the grade."""
    company, admin = stage.shift.company, stage.shift.admin
    for _ in range(MOST_ASKED):
        if company.runner.ask(lambda desk: state(desk, STATION), admin).phase != "check":
            return
        stage.press("1")


def returning(stage: Stage) -> None:
    """A free bench, units expected, taken and graded, a photo, where it goes, ready, parked, and a blind parcel."""
    orders = _left(stage)
    if not orders:
        return
    company, admin, order = stage.shift.company, stage.shift.admin, orders[0]
    lines = [line for line in order.lines if line.shipped][:4]
    asked = tuple(Asked(line.sku, "1") for line in lines)
    command = RequestReturn(id=company.runner.ids.new(), order_id=order.row.id, lines=asked)
    code = company.runner.perform(command, admin).done().code
    stage.sign_on("packer")
    stage.go("returns")
    stage.take("returns")
    stage.scan(code)
    stage.take("returns-open")
    stage.scan(lines[0].sku)
    stage.take("returns-taken")
    stage.press("1")
    stage.scan(lines[-1].sku)
    stage.press("4")
    stage.take("returns-check")
    _whole(stage)
    stage.look("returns-photo")
    stage.enter()
    stage.press("F7")
    stage.press("F10")
    stage.look("returns-change")
    stage.press("Esc")
    stage.look("returns-work")
    stage.press("F6")
    stage.look("returns-missing")
    stage.press("1")
    stage.take("returns-ready")
    stage.press("F8")
    stage.take("returns-slot")
    stage.enter()
    stage.look("returns-parked")
    stage.scan("JJD01234567890")
    stage.take("returns-blind")
    stage.press("Esc")
