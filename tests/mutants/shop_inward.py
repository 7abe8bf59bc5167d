"""What the shop machine tries with goods in, put-away, moving, filling up and counting, and how often."""

from __future__ import annotations

from tests.mutants import shop_counting, shop_dock, shop_house, shop_moving, shop_office, shop_shelf
from tests.mutants.shop_day import SKUS, one
from tests.mutants.shop_floor import Floor

MOST_PURCHASES = 6
"""No more are open at once: what is compared after each step should stay small."""

ON = (
    "receive on",
    "receive on",
    "receive a lot",
    "put on",
    "put on",
    "put a lot",
    "move on",
    "count on",
    "count a lot",
)
"""What is asked for is scanned."""

OFFICE = ("buy", "end", "refill", "lock", "unlock", "scrap", "decide", "decide")
CARRY = (
    "carry",
    "carry",
    "carry all",
    "undo a move",
    "undo a receipt",
    "undo a shelf",
    "recount by two",
    "break one",
    "end a receipt",
)
ANY = ("receive", "receive", "shelve", "move", "move", "count")
"""Anything is scanned."""

DEEDS = (*ON * 2, *OFFICE, *CARRY, *ANY)

GOODS = tuple(shop_house.CODES)
DOCK_CARDS = ("UNDO", "DAMAGED", "DONE", "PAUSE", "*2", "*3", "2", "1", "0", "3", "PO-1", "DOCK", "NONSENSE", "")
SHELF_CARDS = (
    "UNDO",
    "DONE",
    "DONE",
    "SKIP",
    "SHORT",
    "PAUSE",
    "*2",
    "1",
    "2",
    "3",
    "0",
    "DOCK",
    "C-1",
    "NONSENSE",
    "",
)
MOVE_CARDS = ("UNDO", "DONE", "SKIP", "SHORT", "1", "2", "3", "*2", "NONSENSE", "")
COUNT_CARDS = ("UNDO", "DONE", "SKIP", "PAUSE", "TAKE OVER", "1", "2", "*2", "*3", "0", "8", "NONSENSE", "")


def deed(floor: Floor, what: str, station: int, code: int, pick: int) -> None:
    """Do one deed; `code` and `pick` choose what with."""
    if what in ON:
        go_on(floor, what, station, pick)
    elif what in OFFICE:
        _office(floor, what, code, pick)
    elif what in ANY:
        _anything(floor, what, station, code, pick)
    else:
        _carry(floor, what, code, pick)


def go_on(floor: Floor, what: str, station: int, pick: int) -> None:
    """Scan what is asked for, once or a few times; where nothing waits, see that something does."""
    work = what.split(maxsplit=1)[0]
    if work == "receive" and not floor.shop.goods.dock.receipt:
        buy(floor, pick, pick // 3)
    for n in range(4 if what.endswith("lot") else 1):
        found = _expected(floor, work, station, pick + n)
        if not found:
            _more_work(floor, work, pick)
            return
        scan(floor, work, station, one(found, pick + n))


def _expected(floor: Floor, work: str, station: int, pick: int) -> list[str]:
    if work == "receive":
        return shop_dock.expected(floor)
    if work == "put":
        return shop_shelf.expected(floor)
    if work == "move":
        return shop_moving.expected(floor)
    return shop_counting.expected(floor, f"H{station}", pick)


def _more_work(floor: Floor, work: str, pick: int) -> None:
    """Goods come in without a paper, or into the reserve, and what is low is to be filled up."""
    if work == "put":
        for text in ("PAUSE", "1", one(GOODS, pick), "*2", "PAUSE"):
            scan(floor, "receive", 1, text)
    else:
        sku, place, *_ = one(shop_house.HOMES, pick)
        shop_office.recount(floor, shop_house.RESERVE, sku, 6)
        shop_office.recount(floor, place, sku, pick % 4)
        shop_moving.refill(floor)


def buy(floor: Floor, code: int, pick: int) -> None:
    """Order some goods, unless a lot is to come."""
    open_ = [each for each in floor.shop.goods.purchases.values() if each.state == "confirmed"]
    if len(open_) < MOST_PURCHASES:
        shop_dock.buy(floor, ((one(SKUS, code), pick % 6 + 1), (one(SKUS, pick), 2)))


def scan(floor: Floor, work: str, station: int, text: str) -> None:
    """Scan a text at one of the four benches; what stops the bench is acknowledged."""
    if work == "receive":
        answer = shop_dock.receive(floor, text)
    elif work in ("put", "shelve"):
        answer = shop_shelf.put_away(floor, text)
    elif work == "move":
        answer = shop_moving.move(floor, text)
    else:
        answer = shop_counting.count(floor, f"H{station}", text)
    if answer.klass == "stop":
        scan(floor, work, station, "CONTINUE")


def _anything(floor: Floor, what: str, station: int, code: int, pick: int) -> None:
    cards = {"receive": DOCK_CARDS, "shelve": SHELF_CARDS, "move": MOVE_CARDS, "count": COUNT_CARDS}[what]
    scan(floor, what, station, one(one((GOODS, cards, shop_house.PLACES, cards), code), pick))


def _office(floor: Floor, what: str, code: int, pick: int) -> None:
    sku, place, qty = one(SKUS, code), one(shop_house.PLACES, pick), code % 3 + 1
    full = [each for each in shop_house.PLACES if floor.shop.stands(each, sku)]
    place = one(full, pick) if full and code % 4 else place
    if what == "buy":
        buy(floor, code, pick)
    elif what == "refill":
        shop_moving.refill(floor)
    elif what == "end":
        if floor.shop.goods.purchases:
            shop_dock.end(floor, one(tuple(floor.shop.goods.purchases), pick), cancel=code % 2 == 1)
    elif what == "lock":
        shop_moving.lock(floor, place, sku, qty)
    elif what == "decide":
        shop_counting.decide(floor, pick, one(("approve", "approve", "reject", "again"), code))
    else:
        there = sorted(floor.shop.contents("QUARANTINE")) or [sku]
        if what == "unlock":
            shop_moving.unlock(floor, one(shop_house.BINS, pick), one(there, code), 1)
        elif pick % 2:
            shop_moving.scrap(floor, place, sku, qty)
        else:
            shop_moving.scrap(floor, "QUARANTINE", one(there, code), 1)


def _carry(floor: Floor, what: str, code: int, pick: int) -> None:
    if what == "undo a move":
        shop_moving.move(floor, "UNDO")
    elif what == "undo a receipt":
        shop_dock.receive(floor, "UNDO")
    elif what in ("break one", "end a receipt"):
        for text in ("DAMAGED", one(GOODS, pick)) if what == "break one" else ("DONE", one(("1", "2", "2"), code)):
            if floor.shop.goods.dock.receipt:
                scan(floor, "receive", 1, text)
    elif what == "undo a shelf":
        shop_shelf.put_away(floor, "UNDO")
    elif what == "recount by two":
        count_place(floor, one(shop_house.PLACES, code), one(SKUS, pick), pick % 9)
    else:
        _carry_goods(floor, one(shop_house.PLACES, code), one(shop_house.PLACES, pick), all_of_it=what == "carry all")


def _carry_goods(floor: Floor, source: str, target: str, *, all_of_it: bool) -> None:
    """Carry goods from a place to another: one scan of each kind, or everything."""
    full = [each for each in shop_house.PLACES if floor.shop.contents(each)]
    source = source if source in full or not full else full[shop_house.PLACES.index(target) % len(full)]
    lying = [text for text, (sku, n) in shop_house.CODES.items() if floor.shop.stands(source, sku) >= n]
    if not lying or source == target:
        return
    for text in ("PAUSE", source, source if all_of_it else lying[0], *(() if all_of_it else (source,)), target):
        scan(floor, "move", 1, text)
    if floor.shop.goods.move.asked:
        scan(floor, "move", 1, "1")


def count_place(floor: Floor, place: str, sku: str, counted: int) -> None:
    """Two people count a place one after the other, and find so many of one product and all of the others."""
    for station in (1, 2):
        if floor.shop.goods.count[f"H{station}"].place:
            scan(floor, "count", station, "PAUSE")
        answer = shop_counting.count(floor, f"H{station}", place)
        if answer.code not in shop_counting.BEGUN:
            continue
        for text, what in ((text, what) for text, (what, n) in shop_house.CODES.items() if n == 1):
            units = counted if what == sku else floor.shop.lies(place)[what]
            if units and floor.shop.goods.count[f"H{station}"].of in ("", what):
                scan(floor, "count", station, text)
                scan(floor, "count", station, f"*{units}")
        for text in (place, "1"):
            if floor.shop.goods.count[f"H{station}"].place:
                scan(floor, "count", station, text)
