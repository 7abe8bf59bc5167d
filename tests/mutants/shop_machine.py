"""The whole shop at random: every command that exists today, in any order, beside a naive shop.

`ShopMachine` draws what to do next; the doing and the judging are in `shop_office`, `shop_packing`, `shop_picking`, and
for goods that come in, are moved and counted in `shop_dock`, `shop_shelf`, `shop_moving` and `shop_counting`.
It is run on both databases, by seeds without end in the long proof, and by planted faults, which it must find.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from tests.mutants import shop_day, shop_house, shop_inward, shop_office, shop_packing, shop_picking
from tests.mutants.shop_day import SKUS, new_code, one
from tests.mutants.shop_floor import Floor
from tests.prove.part import Counts
from tests.prove.walking import walked
from warehouse_app.application.doctor import examine
from warehouse_app.application.run import Session
from warehouse_app.domain.people import SYSTEM

STEPS, MOST = 50, 30
"""Deeds of one run, about; and the largest number that chooses what a deed is done with."""

LOADED = ("UNDO", "UNDO", "", "O1", "NONSENSE", "CONTINUE")
CARDS = ("UNDO", "UNDO", "DAMAGED", "PAUSE", "CONTINUE", "FINISH SHORT", "TAKE OVER", "PRINT AGAIN", "", "*2", "*3")
BOXES = ("NEXT BOX", "NEXT BOX", "UNDO", "CONTINUE", "PAUSE", "PRINT AGAIN")
PICK_CARDS = ("UNDO", "UNDO", "SHORT", "DAMAGED", "FOUND", "SKIP", "PAUSE", "DONE", "", "*2")
ANYTHING = ("NONSENSE", "O1", "O2", "O4", "T-0001", "T-0002", "A-1", "B-1", *CARDS)


WORK = (
    *("pick on", "pick on", "pick on", "pick a lot", "pick a lot", "pack on", "pack on", "pack on", "pack a lot"),
    *("load on", "load on", "hand over", "more orders", "allocate all"),
)
"""What is waiting for somebody, as often as it should be tried."""

ORDERS = ("allocate", "cancel", "hold", "unhold", "unhold", "part", "whole", "edit", "put back", "put back")
STOCK = ("recount", "recount", "recount", "release stock", "count by file")
FILES = ("order file", "undo a file")
BATCHES = ("plan", "release", "discard", "hold and plan")
PARCELS = ("unpack", "unload", "label", "load", "open manifest")
SCANS = (
    *("pick", "pick", "undo a pick") * 4,
    *("pack", "pack", "pack", "undo a pack") * 4,
    *("next box", "next box", "box card", "scan a label", "scan a label"),
    *("wrong slot", "wrong slot", "finish short", "damage one"),
    "read twice",
    "close the window",
    "load anything",
    "load anything",
)
DEEDS = (*WORK * 5, *SCANS, *ORDERS, *STOCK, *FILES, *BATCHES, *PARCELS, *shop_inward.DEEDS)
"""All deeds, as often as they should be tried."""

STARTS = ("fresh", "allocated", "allocated", "released", "picked", "picked", "packed", "packed")
"""How far the day is when a run begins."""

ONCE_MORE = 0.1
"""How often somebody does the same again, at this station or the other."""

A_FEW = 3
"""In every second run only one deed of so many is done: what stands in the way of others is left out now and then."""

Begin = Callable[[str], Floor]
Deed = tuple[str, int, int, int]
"""What, at which of two stations, and two numbers that choose what with."""


class ShopMachine:
    """Each step is a deed or a few, done for real and by the naive shop; after each all facts are compared."""

    def __init__(self, start: str, begin: Begin = shop_day.begun, deeds: Sequence[str] = DEEDS) -> None:
        self.start, self.deeds = start, deeds
        self.floor = begin(start)
        self.last: Deed | None = None

    def __str__(self) -> str:
        """Tell when the day of this shop began."""
        return f"from {self.start!r}"

    @property
    def done(self) -> int:
        """Return how often all facts were compared."""
        return self.floor.steps

    def draw(self, chance: Random) -> Deed:
        """Choose what to do next."""
        what, station = chance.choice(self.deeds), chance.randint(1, 2)
        code, pick = chance.randint(0, MOST), chance.randint(0, MOST)
        if self.last is not None and chance.random() < ONCE_MORE:
            what, _, code, pick = self.last
        self.last = (what, station, code, pick)
        return self.last

    def end(self) -> None:
        healthy(self.floor)

    def leave(self) -> None:
        self.floor.store.close()

    def deed(self, what: str, station: int, code: int, pick: int) -> None:
        """Do one deed; `code` and `pick` choose what with."""
        if what in WORK:
            shop_day.work(self.floor, what, station, pick)
        elif what in shop_inward.DEEDS:
            shop_inward.deed(self.floor, what, station, code, pick)
        elif what in SCANS:
            self._scan(what, station, code, pick)
        else:
            self._office(what, code, pick)

    def _office(self, what: str, code: int, pick: int) -> None:
        if what in STOCK or what in FILES:
            self._count(what, one(shop_house.BINS, code), one(SKUS, code // len(shop_house.BINS)), pick)
        elif what in BATCHES:
            deeds = {"release": shop_office.release, "discard": shop_office.discard, "hold and plan": _hold_and_plan}
            shop_office.plan(self.floor) if what == "plan" else deeds[what](self.floor, pick)
        elif what in ORDERS:
            self._rule(what, pick)
        else:
            self._parcel(what, pick)

    def _scan(self, what: str, station: int, code: int, pick: int) -> None:
        floor, goods = self.floor, tuple(shop_house.CODES)
        if what == "pick":
            shop_picking.pick(floor, f"P{station}", one(one((goods, PICK_CARDS, ANYTHING), code), pick))
        elif what.startswith("undo"):
            if what == "undo a pick":
                shop_picking.pick(floor, f"P{station}", "UNDO")
            else:
                shop_packing.pack(floor, f"B{station}", "UNDO")
        elif what == "wrong slot":
            shop_day.wrong_slot(floor, f"P{station}", pick)
        elif what == "pack":
            shop_packing.pack(floor, f"B{station}", one(one((goods, CARDS, ANYTHING), code), pick))
        elif what in ("next box", "box card", "scan a label"):
            self._box(what, f"B{station}", code, pick)
        elif what in ("finish short", "damage one"):
            shop_day.pack_on(floor, f"B{station}", pick)
            shop_packing.pack(floor, f"B{station}", "FINISH SHORT" if what == "finish short" else "DAMAGED")
        elif what == "read twice":
            shop_packing.pack(floor, f"B{station}", one(goods, pick), double=True)
        elif what == "close the window":
            shop_packing.pause(floor, f"B{station}")
        else:
            shop_picking.load(floor, one(LOADED, pick))

    def _box(self, what: str, station: str, code: int, pick: int) -> None:
        """Go on in another box; scan the label of some parcel, often one that waits for it."""
        floor = self.floor
        if what == "next box":
            shop_day.pack_on(floor, station, pick)
        labels = floor.shop.open_labels(station) if code % 3 else tuple(floor.shop.parcels)
        if what != "scan a label":
            shop_packing.pack(floor, station, "NEXT BOX" if what == "next box" else one(BOXES, pick))
        elif labels:
            shop_packing.pack(floor, station, one(labels, pick))

    def _rule(self, what: str, pick: int) -> None:
        floor = self.floor
        lies = sorted({order for (order, _, _), qty in floor.shop.in_totes.items() if qty})
        held = [code for code, each in floor.shop.orders.items() if each.holds]
        ready = [code for code, each in floor.shop.orders.items() if each.sum("promised")]
        usual = {"put back": lies, "unhold": held, "hold": ready}.get(what) or tuple(floor.shop.orders)
        deeds: dict[str, Callable[[str], None]] = {
            "allocate": lambda code: shop_office.allocate_one(floor, code),
            "cancel": lambda code: shop_office.cancel(floor, code),
            "hold": lambda code: shop_office.hold(floor, code),
            "unhold": lambda code: shop_office.unhold(floor, code),
            "part": lambda code: shop_office.ship_part(floor, code, part=True),
            "whole": lambda code: shop_office.ship_part(floor, code, part=False),
            "edit": lambda code: shop_office.edit(floor, code, pick % 10),
            "put back": lambda code: shop_office.put_back(floor, code),
        }
        deeds[what](one(usual, pick))

    def _count(self, what: str, place: str, sku: str, pick: int) -> None:
        floor = self.floor
        if what == "recount":
            shop_office.recount(floor, place, sku, pick % 7)
        elif what == "release stock":
            shop_office.release_stock(floor, pick)
        elif what == "count by file":
            shop_office.import_stock(floor, place, sku, pick % 7)
        elif what == "undo a file":
            shop_office.undo_last_import(floor)
        else:
            shop_office.import_orders(floor, new_code(floor), ((sku, pick % 3 + 1), (one(SKUS, pick), 1)), times=2)

    def _parcel(self, what: str, pick: int) -> None:
        floor, parcels = self.floor, tuple(self.floor.shop.parcels)
        if what == "open manifest":
            shop_office.open_manifest(floor)
        elif parcels:
            deeds = {
                "unpack": shop_office.unpack,
                "unload": shop_office.unload,
                "label": shop_office.label_again,
                "load": shop_picking.load,
            }
            deeds[what](floor, one(parcels, pick))


def _hold_and_plan(floor: Floor, pick: int) -> None:
    """An order that has all it needs is held, and then the rest is planned."""
    shop_office.allocate_all(floor)
    orders = floor.shop.orders
    whole = [code for code, each in orders.items() if 0 < each.sum("promised") == each.sum("ordered")]
    if whole:
        shop_office.hold(floor, one(whole, pick))
    shop_office.plan(floor)


def searched(number: int, count: int, begin: Begin = shop_day.begun) -> Counts:
    """Walk days that follow from a number alone until so many deeds are compared; return how many were."""
    return walked(lambda chance: ShopMachine(chance.choice(STARTS), begin, _some(chance)), number, count, STEPS)


def _some(chance: Random) -> Sequence[str]:
    """Return what is done in one run."""
    kinds = sorted(set(DEEDS))
    kept = set(chance.sample(kinds, len(kinds) // A_FEW)) if chance.random() < 1 / 2 else set(kinds)
    return [each for each in DEEDS if each in kept]


def healthy(floor: Floor) -> None:
    """Let the doctor look at the end."""
    ill = [check for check in examine(floor.runners[0], Session(SYSTEM)).checks if not check.ok]
    assert not ill, ill
