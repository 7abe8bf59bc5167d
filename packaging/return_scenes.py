"""The scenes of the returns bench: a parcel on the table, its units judged, the questions, to be looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any, Protocol

from warehouse_app.application.orders import find_orders, order_detail
from warehouse_app.application.returning.choosing import ChooseOutcome
from warehouse_app.application.returning.requests import Asked, RejectReturn, RequestReturn
from warehouse_app.application.returning.state import state
from warehouse_app.application.shipping import find_parcels
from warehouse_app.domain.floorwork import FloorStop
from warehouse_app.domain.listing import ListQuery

FEWEST, MOST = 3, 6
"""Lines of the order that comes back."""

STATION = "B1"
"""Where the window of the scenes stands."""

MOST_ASKED = 9
"""Questions of a checklist that are answered; a bench that asks for ever ends the scene."""


STRANGE = "JJD01234567890"
"""A label that nobody knows."""

CARRIER = "DHL"
"""Who brings what comes back, so that a claim can be made on somebody."""


class Stage(Protocol):
    """The window and who sits before it, as `make_guides` has them."""

    shift: Any
    window: Any
    every: bool

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


def left(stage: Stage) -> list[Any]:
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


def _announced(stage: Stage, order: Any, most: int, carrier: str = "") -> Any:  # noqa: ANN401 - what was requested
    """Announce that some lines of an order come back, one unit each."""
    company = stage.shift.company
    lines = [line for line in order.lines if line.shipped][:most]
    asked = tuple(Asked(line.sku, "1") for line in lines)
    words = "It arrived in two pieces, and the lid does not close any more" if carrier else ""
    command = RequestReturn(
        id=company.runner.ids.new(), order_id=order.row.id, lines=asked, words=words, carrier=carrier,
        tracking="00340434161094042557" if carrier else "",
    )  # fmt: skip
    return company.runner.perform(command, stage.shift.admin).done()


def returning(stage: Stage) -> None:
    """A free bench, units expected, taken and graded, a photo, where it goes, ready, parked, and a blind parcel."""
    orders = left(stage)
    if not orders:
        return
    order = orders[0]
    lines = [line for line in order.lines if line.shipped][:4]
    code = _announced(stage, order, 4).code
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
    stage.scan(STRANGE)
    stage.take("returns-blind")
    if not stage.every:
        stage.press("Esc")
        return
    _nobody_knows(stage)
    _settled(stage, code)
    _exchanged(stage, orders[1])
    _brought_back(stage, orders)
    _stopped(stage, orders[2])


def _nobody_knows(stage: Stage) -> None:
    """A parcel that nobody knows: its photo, its slot, and the return that waits for its order."""
    stage.press("1")
    stage.look("returns-blind-photo")
    stage.enter()
    stage.enter()
    stage.scan("RS-02")
    stage.look("returns-blind-open")
    stage.press("F8")
    stage.enter()


def _settled(stage: Stage, code: str) -> None:
    """What was parked is opened again and settled."""
    stage.scan(code)
    stage.enter()
    stage.look("returns-settled")


def _exchanged(stage: Stage, order: Any) -> None:  # noqa: ANN401 - an order that left
    """Damaged on the way, with a claim; the customer gets something dearer instead, and pays the rest."""
    line = next(line for line in order.lines if line.shipped)
    made = _announced(stage, order, 1, CARRIER)
    stage.scan(made.code, line.sku)
    stage.press("F2")
    stage.look("returns-issue")
    stage.press("Esc")
    stage.press("2")
    _whole(stage)
    stage.press("F7")
    stage.press("F11")
    stage.look("returns-outcome")
    stage.press("2")
    stage.look("returns-variant")
    stage.scan(_dearest(stage))
    stage.look("returns-exchange")
    _dearer(stage, made.id)
    stage.look("returns-dearer")
    stage.enter()
    stage.look("returns-changed")
    stage.enter()
    stage.look("returns-exchanged")


def _dearer(stage: Stage, number: int) -> None:
    """The desk says what it costs: more than what came back."""
    company, admin = stage.shift.company, stage.shift.admin
    unit = company.runner.ask(lambda desk: state(desk, STATION), admin).units[0].id
    dear = ChooseOutcome(
        id=company.runner.ids.new(), return_id=number, outcome="exchange", units=(unit,), variant=_dearest(stage),
        price="14.95",
    )  # fmt: skip
    company.runner.perform(dear, admin).done()
    stage.go("returns")


def _dearest(stage: Stage) -> str:
    """Return what cost most of all that left."""
    lines = [line for each in left(stage) for line in each.lines if line.shipped]
    return str(max(lines, key=lambda line: line.price_e4 or 0).sku)


def _brought_back(stage: Stage, orders: list[Any]) -> None:
    """An item that many orders had, and a parcel that the carrier could not deliver."""
    counts = Counter(line.sku for each in orders for line in each.lines if line.shipped)
    stage.scan(counts.most_common(1)[0][0])
    stage.look("returns-candidates")
    stage.press("Esc")
    company, admin = stage.shift.company, stage.shift.admin
    parcels = company.runner.ask(lambda desk: find_parcels(desk, limit=100), admin)
    stage.scan(next(each.tracking for each in parcels if each.order == orders[-1].row.code))
    stage.look("returns-undelivered")
    stage.press("Esc")


def _stopped(stage: Stage, order: Any) -> None:  # noqa: ANN401 - an order that left
    """A return that was rejected stops the bench; so would another serial number than was sent, whose Stop is drawn."""
    company, admin = stage.shift.company, stage.shift.admin
    made = _announced(stage, order, 2)
    reject = RejectReturn(id=company.runner.ids.new(), return_id=made.id, why="It was worn")
    company.runner.perform(reject, admin).done()
    stage.scan(made.code)
    stage.look("returns-stop")
    stage.enter()
    stage.look("returns-over")
    stage.press("Esc")
    page = stage.window.page()
    facts = {"sku": order.lines[0].sku, "serial": "SN-88-1204", "order": order.row.code}
    seen = page.presenter._screen  # noqa: SLF001 - drawn, not done
    page.render_state(replace(seen, now=replace(seen.now, stop=FloorStop("serial_swap", facts))))
    stage.look("returns-serial")
    page.render_state(seen)
