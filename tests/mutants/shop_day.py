"""The work that waits in the shop machine: what is asked for is scanned; and the hours at which a run may begin."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from functools import cache
from typing import Any, TypeVar

from sqlalchemy.engine import make_url

from tests.company import Company
from tests.mutants import shop_house, shop_office, shop_packing, shop_picking
from tests.mutants.shop_floor import Floor
from tests.postgres import Server, unhurried
from warehouse_app.application.packing import pack_state
from warehouse_app.application.shipping import load_state
from warehouse_app.store.database import open_store

T = TypeVar("T")
A_LOT = 3
MOST_ORDERS = 14
"""No more come in by themselves: what is compared after each step should stay small."""
SKUS = ("MUG", "BOWL", "LAMP")
HOURS = ("fresh", "allocated", "released", "picked", "packed")
LONGEST = 200
"""Scans after which a day that does not end is a fault."""


def one(found: Sequence[T], pick: int) -> T:
    """Return one of them."""
    return found[pick % len(found)]


def work(floor: Floor, what: str, station: int, pick: int) -> None:
    """Do some of the work that waits."""
    if what.startswith("pick"):
        asked = [pick_on(floor, f"P{station}", pick) for _ in range(A_LOT if what.endswith("lot") else 1)]
        if True not in asked:
            more_work(floor, pick)
    elif what.startswith("pack"):
        for _ in range(A_LOT if what.endswith("lot") else 1):
            pack_on(floor, f"B{station}", pick)
    elif what == "load on":
        load_on(floor, pick)
    elif what == "hand over":
        shop_office.hand_over(floor)
    elif what == "more orders":
        more_work(floor, pick)
    else:
        shop_office.allocate_all(floor)


def more_work(floor: Floor, pick: int) -> None:
    """An order comes in and goods for it, and all that is promised goes to the floor."""
    if len(floor.shop.orders) < MOST_ORDERS:
        first, second = one(SKUS, pick), one(SKUS, pick // 3)
        shop_office.import_orders(floor, new_code(floor), ((first, pick % 3 + 1), (second, 2)))
        place = one(shop_house.BINS, pick)
        shop_office.recount(floor, place, first, floor.shop.stands(place, first) + 4)
    shop_office.allocate_all(floor)
    shop_office.plan_and_release(floor)


def new_code(floor: Floor) -> str:
    """Return the number of an order that comes in."""
    return f"N{len(floor.shop.orders)}-{floor.commands}"


def pick_on(floor: Floor, station: str, pick: int = 0) -> bool:
    """Scan what the picker is asked for; tell whether anything was."""
    expected = shop_picking.pick_state(floor, station).expects
    if expected:
        shop_picking.pick(floor, station, one(expected, pick).code)
    return bool(expected)


def wrong_slot(floor: Floor, station: str, pick: int = 0) -> None:
    """Pick on until a slot of the cart is asked for, and put the goods into another one."""
    asked = shop_picking.pick_state(floor, station)
    for _ in range(A_LOT):
        if asked.phase == "slot" or not pick_on(floor, station, pick):
            break
        asked = shop_picking.pick_state(floor, station)
    others = [slot.tote for slot in asked.slots if asked.task is not None and slot.tote != asked.task.tote]
    if asked.phase == "slot" and others:
        shop_picking.pick(floor, station, one(others, pick))


def pack_on(floor: Floor, station: str, pick: int = 0) -> bool:
    """Scan one of the codes that the bench names as next, goods before cards; tell whether there was any."""
    session = floor.sessions[station]
    expected = floor.runner_of(station).ask(lambda desk: pack_state(desk, station), session).expects
    goods_first = tuple(each for each in expected if each.kind != "command") or expected
    if goods_first:
        shop_packing.pack(floor, station, one(goods_first, pick).code)
    return bool(goods_first)


def load_on(floor: Floor, pick: int = 0) -> bool:
    """Load a parcel that waits; tell whether any did."""
    session = floor.sessions["L1"]
    expected = floor.runner_of("L1").ask(lambda desk: load_state(desk, "L1"), session).expects
    if expected:
        shop_picking.load(floor, one(expected, pick).code)
    return any(each.kind == "parcel" for each in expected)


def until(floor: Floor, hour: str) -> None:
    """Work from the beginning until some hour of the day."""
    steps: tuple[Callable[[], Any], ...] = (
        lambda: None,
        lambda: shop_office.allocate_all(floor),
        lambda: shop_office.plan_and_release(floor),
        lambda: until_done(lambda: pick_on(floor, "P1")),
        lambda: until_done(lambda: pack_on(floor, "B1")),
    )
    for step in steps[: HOURS.index(hour) + 1]:
        step()


def until_done(step: Callable[[], bool]) -> None:
    """Do a step until it says that nothing is left. Raises AssertionError where that never comes."""
    for _ in range(LONGEST):
        if not step():
            return
    raise AssertionError("the work does not end")


@cache
def _saved(hour: str) -> tuple[bytes, dict[str, Any]]:
    floor = Floor(shop_house.fresh_copy())
    until(floor, hour)
    content = shop_house.content_of(floor.store)
    floor.store.close()
    return content, floor.kept()


def begun(hour: str) -> Floor:
    """Return a floor at some hour, copied in memory."""
    content, kept = _saved(hour)
    return Floor(shop_house.copied(content), deepcopy(kept))


@contextmanager
def days_on(server: Server) -> Generator[Callable[[str], Floor], None, None]:
    """Yield what begins a day on a server at some hour, in a database copied for it; the one before is dropped."""
    saved: dict[str, tuple[str, dict[str, Any]]] = {}
    with unhurried(), ExitStack() as kept, ExitStack() as at_hand:
        furnished = kept.enter_context(server.database())
        company = Company(shop_house.folder(), database=furnished)
        shop_house.furnish(company)
        company.close()

        def begin(hour: str) -> Floor:
            if hour not in saved:
                address = kept.enter_context(server.database(str(make_url(furnished).database)))
                floor = Floor(open_store(address))
                until(floor, hour)
                floor.store.close()
                saved[hour] = (str(make_url(address).database), floor.kept())
            at_hand.close()
            template, then = saved[hour]
            return Floor(open_store(at_hand.enter_context(server.database(template))), deepcopy(then))

        yield begin
