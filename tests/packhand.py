"""The packer of a day of real orders: a scripted scanner and a scripted scale before the real window, and no key.

Every parcel is proven item by item, boxed, weighed and labelled, and its label is scanned back. What goes wrong on a
day goes wrong on this one: `SLIPS`. What lies in the box is counted here, not asked of the bench.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from sqlalchemy import func, select

from tests.packday import BOXES, Day
from warehouse_app.bootstrap.window import build
from warehouse_app.demo.shift import STATION
from warehouse_app.devices.scales.twin import Mood
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import barcode_of
from warehouse_app.domain.packing.values import PackLine, PackState, Phase
from warehouse_app.ports.device import DeviceState
from warehouse_app.store.schema import floor, ledger, trade
from warehouse_app.ui.runtime.typist import settle
from warehouse_app.ui.screens.pack.presenter import PackPresenter
from warehouse_app.ui.screens.pack.view import PackView

if TYPE_CHECKING:
    from warehouse_app.ui.screens.pack.state import PackScreen
    from warehouse_app.ui.shell.start import Started

WAIT_S = 60.0
AGAIN_S = 0.13
"""A scanner reads the same code again only after its blanking window."""

MOST_G, MOST_LITRES = 20_000, 150
"""What one parcel holds: then comes the next box."""

LEFT_SLIPS = ("wrong item", "too many", "missing", "damaged", "break")
"""What goes wrong while items are scanned."""

SLIPS = (*LEFT_SLIPS, "weight", "counted again", "wrong label", "printed again")
"""What goes wrong."""

MOST_COUNTED = 12
"""Lines up to which a parcel is counted again."""


class Untouched(QObject):
    """Counts the keys, clicks and touches of the whole application."""

    KINDS = frozenset(
        {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.InputMethod}
    )

    def __init__(self) -> None:
        super().__init__()
        self.touches = 0

    def eventFilter(self, _target: QObject, event: QEvent) -> bool:
        """Count, and let everything pass."""
        self.touches += event.type() in self.KINDS
        return False


@dataclass(slots=True)
class Packed:
    """What was done."""

    orders: int = 0
    parcels: int = 0
    units: int = 0
    scans: int = 0
    weighings: int = 0
    stops: int = 0
    touches: int = 0
    slips: Counter[str] = field(default_factory=Counter)


class Hand:
    """Somebody with a scanner before the window."""

    def __init__(self, day: Day, started: Started) -> None:
        self.day, self.started, self.done = day, started, Packed()
        self._last, self._last_at = "", 0.0

    def sign_on(self) -> None:
        """Wait for the devices, scan the badge, and show the pack screen."""
        self.started.window.scanning.start()
        hub = self.day.company.hub
        self.until(lambda: [each.state for each in hub.now()] == [DeviceState.READY] * 2)
        self.day.scanner.shoot(self.day.shift.people["packer"].badge)
        self.until(lambda: self.started.window.session().station == STATION)
        self.started.window.go("pack")
        self.settle()

    @property
    def page(self) -> PackView:
        """The pack screen."""
        page = self.started.window.page()
        assert isinstance(page, PackView)
        return page

    @property
    def screen(self) -> PackScreen:
        """What it shows."""
        return self.page._state

    @property
    def now(self) -> PackState:
        """Where the bench is."""
        now = self.screen.now
        assert now is not None
        return now

    def shoot(self, text: str) -> None:
        """Scan a code, and wait until everything that follows is shown."""
        if text == self._last:
            end = self._last_at + AGAIN_S
            self.until(lambda: time.monotonic() > end)
        before = self.screen.heard
        self.day.scanner.shoot(text)
        self.until(lambda: self.screen.heard is not before)
        self.settle()
        self._last, self._last_at = text, time.monotonic()
        self.done.scans += 1

    def says(self, text: str, *codes: str) -> str:
        """Scan a code, and hold what the panel says to one of `codes`; return which."""
        self.shoot(text)
        answer = self.screen.answer
        assert answer is not None
        assert answer.code in codes, (text, answer.code, codes, answer.facts)
        return str(answer.code)

    def stopped(self, text: str, *codes: str) -> None:
        """Scan what is a Stop, see that the next scan changes nothing, and go on by the card."""
        before = self.now.done_units
        self.says(text, *codes)
        assert self.page.area is not None
        assert self.page.area.stopped()
        self.shoot(text)
        assert self.page.area.stopped()
        self.says(barcode_of(Card.CONTINUE), "acknowledged")
        assert not self.page.area.stopped()
        assert self.now.done_units == before
        self.done.stops += 1

    def until(self, done: Callable[[], bool]) -> None:
        """Let the application work until something is so."""
        end = time.monotonic() + WAIT_S
        while not done():
            assert time.monotonic() < end, self.screen.now
            self.started.app.processEvents()
            time.sleep(0.001)

    def settle(self) -> None:
        """Wait until every deed is done and shown."""
        assert settle(self.started.performer.idle, WAIT_S)


class Packer(Hand):
    """Packs totes, order by order."""

    def __init__(self, day: Day, started: Started) -> None:
        super().__init__(day, started)
        with day.company.store.read() as desk:
            rows = desk.connection.execute(ledger.product.select().where(ledger.product.c.length_mm.is_not(None))).all()
        self._of = {
            str(row.sku): (int(row.weight_g), row.length_mm * row.width_mm * row.height_mm / 1_000_000) for row in rows
        }
        self._inside: Counter[str] = Counter()
        self._box, self._order = "", ""
        self._runs = False
        self._slips: list[str] = []
        self._labels: list[str] = []

    def pack(self, tote: str, *slips: str) -> None:
        """Pack the order in a tote; some things go wrong, or nothing."""
        self._slips = list(slips)
        if self.says(tote, "order_opened", "already_packed") == "already_packed":
            return  # it held what the first tote of its order had no room for
        order = self.now.order
        assert order is not None
        self._order = order.code
        while self._runs or self.now.phase not in (Phase.CLOSED, Phase.IDLE):
            self._step()
        self.done.orders += 1

    def _step(self) -> None:
        """Do what the bench asks for next."""
        steps = {
            Phase.VERIFYING: self._item, Phase.BOXING: self._take_box, Phase.WEIGHING: self._weigh,
            Phase.APPLYING: self._label, Phase.PAUSED: self._fetched, Phase.IDLE: self._fetched,
        }  # fmt: skip
        steps[self.now.phase]()

    def _item(self) -> None:
        left = [line for line in self.screen.lines if line.left]
        if not left:
            self._waits_for_more()
        elif self._inside and (slip := self._slip_now(left)):
            self._go_wrong(slip, left)
        elif units := min(left[0].left, self._room(left[0].sku)):
            last = "missing" in self._slips and len(left) == 1 and left[0].left > 1
            self._put_in(left[0], min(units, left[0].left - last))
        else:
            self.says(barcode_of(Card.NEXT_BOX), "choose_box")

    def _slip_now(self, left: list[PackLine]) -> str:
        """Return what goes wrong now: too many of a line that is whole; missing is the last unit of all."""
        when = {
            "too many": any(not line.left and line.sku in self._inside for line in self.screen.lines),
            "missing": sum(line.left for line in left) == 1,
        }
        return next((slip for slip in self._slips if slip in LEFT_SLIPS and when.get(slip, True)), "")

    def _room(self, sku: str) -> int:
        """Return how many units more the parcel takes; into an empty one goes one unit whatever it is."""
        grams, litres = (sum(self._of[each][n] * units for each, units in self._inside.items()) for n in (0, 1))
        one_g, one_l = self._of[sku]
        return max(not self._inside, min(int((MOST_G - grams) // one_g), int((MOST_LITRES - litres) // one_l)))

    def _put_in(self, line: PackLine, units: int) -> None:
        """Scan one unit, and the others at once by the number on the counting sheet."""
        self.says(line.scan_code, "right_item", "choose_box", "weigh_parcel", "all_in_short")
        if units > 1:
            self.says(f"*{units}", "counted", "choose_box", "weigh_parcel", "all_in_short")
        self._inside[line.sku] += units
        self.done.units += units

    def _go_wrong(self, slip: str, left: list[PackLine]) -> None:
        line = left[0]
        if slip == "wrong item":
            mine = {each.sku for each in self.screen.lines}
            self.stopped(next(sku for sku in self._of if sku not in mine), "wrong_item", "other_order")
        elif slip == "too many":
            full = next(each for each in self.screen.lines if not each.left and each.sku in self._inside)
            self.stopped(full.scan_code, "over_pick")
        elif slip == "break":
            self.says(barcode_of(Card.PAUSE), "pack_paused")
            self.says(barcode_of(Card.CONTINUE), "order_resumed")
        elif slip == "missing":
            self.says(barcode_of(Card.SHORT), "what_about_missing")
            self.says("1", "look_again")
            self.says("2", "runner_fetches")
            self._runs = True
        elif slip == "damaged":
            self.says(barcode_of(Card.DAMAGED), "scan_damaged")
            self.says(line.scan_code, "damaged")
        self._went(slip)

    def _went(self, slip: str) -> None:
        self.done.slips[slip] += 1
        self._slips.remove(slip)

    def _waits_for_more(self) -> None:
        """All that is here is in, and a runner brings the rest."""
        self.says(barcode_of(Card.PAUSE), "pack_paused")

    def _fetched(self) -> None:
        """The runner comes: what was fetched is in its tote, and the order goes on."""
        self.day.fetch()
        self._runs = False
        idle = self.now.phase is Phase.IDLE
        self.says(self._order if idle else barcode_of(Card.CONTINUE), "order_opened", "order_resumed")

    def _take_box(self) -> None:
        boxing = self.now.boxing
        assert boxing is not None
        assert boxing.choices, boxing
        self._box = boxing.choices[0].codes[0]
        self.says(self._box, "weigh_parcel")

    def _weigh(self) -> None:
        """Put the parcel on the scale: it weighs what lies in it here, and what the box weighs."""
        right = sum(self._of[sku][0] * units for sku, units in self._inside.items()) + BOXES[self._box][1]
        few = len(self._inside) <= MOST_COUNTED
        slip = next((each for each in self._slips if each == "weight" or (each == "counted again" and few)), "")
        if slip:
            self._lay(right // 2 + 1)
            self.until(lambda: self.screen.differs is not None)
            self.settle()
            self._went(slip)
            self._take_off()
        if slip == "counted again":
            self.says(barcode_of(Card.COUNT_AGAIN), "count_again")
            self.done.units -= self._inside.total()
            self._inside.clear()
            return
        self._lay(right)
        self.until(lambda: self.now.phase is not Phase.WEIGHING)
        self.settle()
        self.done.weighings += 1
        self._take_off()

    def _lay(self, grams: int) -> None:
        model = self.day.scale.model
        model.mood, model.grams = Mood.STEADY, grams

    def _take_off(self) -> None:
        """Take the parcel off the scale: it is not weighed again before that is empty."""
        self.day.scale.model.grams = 0
        presenter = self.page.presenter
        assert isinstance(presenter, PackPresenter)
        self.until(lambda: presenter._screen.standing.empty)

    def _label(self) -> None:
        """Put the label on and scan it."""
        if "wrong label" in self._slips and self._labels:
            self.stopped(self._labels[-1], "wrong_label")
            self._went("wrong label")
        if "printed again" in self._slips:
            self.says(barcode_of(Card.PRINT_AGAIN), "printing_again")
            self._went("printed again")
        label = self.now.tracking
        self.says(label, "label_applied", "next_box", "order_packed")
        self._labels.append(label)
        self._inside.clear()
        self.done.parcels += 1


def no_hand_but_the_scanner(day: Day, packer: Packer) -> None:
    """See that nothing was touched, that each scan came from a device, and that every label was scanned back."""
    scan, pack = floor.scan.c, floor.pack.c
    with day.company.store.read() as desk:
        devices = desk.connection.execute(select(scan.device).where(scan.station == STATION).distinct()).scalars()
        assert set(devices) == {"S1", "W1"}
        stages = desk.connection.execute(select(pack.state, func.count()).group_by(pack.state)).all()
    assert [tuple(row) for row in stages] == [("closed", packer.done.parcels)]
    assert packer.done.touches == 0


def all_left(day: Day) -> None:
    """Hand everything over, and see that each unit of each order left, and that the doctor finds nothing."""
    day.shift.hand_over()
    line = trade.order_line.c
    with day.company.store.read() as desk:
        goods = desk.connection.execute(
            select(line.sku, line.qty, line.packed, line.shipped).where(line.kind == "goods")
        ).all()
        states = desk.connection.execute(select(floor.parcel.c.state).distinct()).scalars().all()
    assert [row for row in goods if not row.qty == row.packed == row.shipped] == []
    assert states == ["handed_over"], states
    assert day.shift.doctor()


@contextmanager
def bench(day: Day) -> Iterator[Packer]:
    """Open the window at a day's bench, for somebody who touches nothing but the scanner."""
    started = build(day.company, STATION, silent=True)
    untouched = Untouched()
    started.app.installEventFilter(untouched)
    try:
        started.hear_others(day.company.others())
        started.show()
        day.company.start_lane()
        packer = Packer(day, started)
        packer.sign_on()
        yield packer
        packer.done.touches = untouched.touches
    finally:
        started.app.removeEventFilter(untouched)
        started.stop()
