"""Scans at a pack bench of the shop machine, each judged by the naive shop."""

from __future__ import annotations

from tests.mutants import shop_house
from tests.mutants.shop_facts import Facts
from tests.mutants.shop_floor import Bench, Floor
from tests.mutants.shop_naive import Parcel
from warehouse_app.application.packing import PackAnswer, PackScan, PauseBench
from warehouse_app.domain.people import Right

KEPT_BY = ("acknowledge_first", "double_read")
"""Refusals after which `*n` still counts what was scanned before."""


def pack(floor: Floor, station: str, text: str, *, double: bool = False) -> PackAnswer:
    """Scan a text at a pack bench and judge what came of it."""
    bench = floor.benches[station]
    outcome = floor.do(PackScan(id=floor.ids.new(), text=text, double=double), floor.sessions[station])
    floor.scans += 1
    answer = outcome.value
    assert isinstance(answer, PackAnswer)
    now = floor.look()
    if outcome.refusal is not None:
        _no(floor, bench, text, answer)
    else:
        assert not double, "a double read was counted"
        _yes(floor, station, text, answer, now)
    floor.settle(now)
    return answer


def pause(floor: Floor, station: str) -> None:
    """The window closes."""
    floor.do(PauseBench(id=floor.ids.new()), floor.sessions[station])
    floor.benches[station].paused = floor.benches[station].parcel is not None
    floor.settle()


def _no(floor: Floor, bench: Bench, text: str, answer: PackAnswer) -> None:
    goods = shop_house.CODES.get(text)
    free = bench.parcel is not None and not (bench.paused or bench.stop or bench.ask)
    if free and goods and answer.code not in ("double_read", "claim_lost"):
        order = floor.shop.parcels[str(bench.parcel)].order
        assert not floor.shop.may_put(order, *goods), f"{text} was refused ({answer.code}) though {order} waits for it"
    if answer.code in KEPT_BY:
        return
    bench.last = None
    if answer.klass == "stop":
        bench.stop, bench.unpack = True, None  # what was asked is asked again when it is acknowledged
        if answer.code == "cancelled_meanwhile":
            bench.unpack = text if text in floor.shop.parcels else bench.parcel or bench.applying
        if answer.code == "cancelled":
            bench.unpack = floor.shop.open_parcel(str(answer.facts["order"]))
    if answer.code == "claim_lost":
        bench.parcel, bench.applying = None, None


def _yes(floor: Floor, station: str, text: str, answer: PackAnswer, now: Facts) -> None:
    bench = floor.benches[station]
    goods, n = shop_house.CODES.get(text), _times(text)
    said, last = answer.code, bench.last
    ask, bench.ask, bench.last = bench.ask, "", None
    assert said == "acknowledged" or said.startswith("unpacked") or not bench.stop, f"{text} passed a Stop: {said}"
    if bench.stop:
        bench.ask = ask if said == "acknowledged" else ""
        _acknowledged(floor, bench, said, now)
    elif text == "FINISH SHORT":
        order = floor.shop.orders[floor.shop.parcels[_open(bench)].order]
        whole = order.part or order.sum("ordered") == order.sum("packed")
        assert whole or floor.sessions[station].actor.may(Right.CHANGE_ORDER), "a packer sent an order in part"
        _closed(bench, said, floor.shop.finish_short(_open(bench), station))
    elif text == "NEXT BOX":
        _next_box(floor, bench, station, answer)
    elif goods and bench.parcel and not bench.paused and ask == "damaged":
        _damaged(floor, station, goods[0], answer, now)
    elif goods and bench.parcel and not bench.paused:
        bench.last = goods
        _put(floor, station, goods, ("right_item", said), now)
    elif n is not None:
        assert last is not None, "*n counted nothing that was scanned"
        if n > 1:
            _put(floor, station, (last[0], last[1] * (n - 1)), ("counted", said), now)
    elif not (_at_opening(floor, station, text, answer) or _of_label(floor, station, answer)):
        _other(floor, bench, text, answer)


def _times(text: str) -> int | None:
    return int(text[1:]) if text.startswith("*") else None


def _open(bench: Bench) -> str:
    assert bench.parcel is not None, "goods went into a parcel that is not open here"
    assert not bench.paused, "work went on at a paused bench"
    return bench.parcel


def _put(floor: Floor, station: str, goods: tuple[str, int], codes: tuple[str, str], now: Facts) -> None:
    parcel, (sku, qty) = _open(floor.benches[station]), goods
    order = floor.shop.parcels[parcel].order
    assert floor.shop.may_put(order, sku, qty), f"{qty} {sku} were packed into {parcel} of {order}"
    floor.shop.put(parcel, floor.from_totes(now, order, sku, qty))
    _follow(floor, station, *codes)


def _follow(floor: Floor, station: str, plain: str, said: str) -> None:
    bench = floor.benches[station]
    expected = floor.shop.after_put(str(bench.parcel), station) or plain
    if expected in ("order_packed", "nothing_to_pack", "scan_label"):
        _closed(bench, said, expected)
    assert said == expected, f"the bench said {said}, not {expected}"


def _closed(bench: Bench, said: str, expected: str) -> None:
    assert said == expected, f"the bench said {said}, not {expected}"
    bench.closed = bench.parcel if said == "order_packed" else None
    bench.applying = bench.parcel if said == "scan_label" else None
    bench.parcel, bench.last = None, None


def _next_box(floor: Floor, bench: Bench, station: str, answer: PackAnswer) -> None:
    """A box is sealed; where goods are left, another one is open."""
    parcel = _open(bench)
    order = floor.shop.parcels[parcel].order
    if not floor.shop.orders[order].sum("left"):
        _closed(bench, answer.code, floor.shop.seal(parcel, station))
        return
    assert answer.code == floor.shop.seal(parcel, station, more=True), f"the bench said {answer.code}"
    bench.parcel, bench.last = answer.state.parcel, None
    floor.shop.parcels[answer.state.parcel] = Parcel(order)


def _at_opening(floor: Floor, station: str, text: str, answer: PackAnswer) -> bool:
    """Judge the opening of an order that lacked nothing but the end of its parcel; tell whether it was that."""
    bench, shop, parcel = floor.benches[station], floor.shop, str(answer.facts.get("parcel", ""))
    if answer.code not in ("order_packed", "scan_label") or parcel not in shop.parcels:
        return False
    if shop.parcels[parcel].state != "open":
        return False
    order = shop.orders[shop.parcels[parcel].order]
    assert text not in shop.orders or text == shop.parcels[parcel].order, f"{text} closed {parcel}"
    assert order.sum("packed") == order.sum("ordered"), f"{parcel} was closed by opening its order, which lacks goods"
    for other in floor.benches.values():
        other.parcel = None if other.parcel == parcel else other.parcel
    bench.parcel, bench.paused = parcel, False
    _closed(bench, answer.code, shop.seal(parcel, station))
    return True


def _of_label(floor: Floor, station: str, answer: PackAnswer) -> bool:
    """Judge what the scan of a label did, and what is asked about it; tell whether it was that."""
    bench, said, shop = floor.benches[station], answer.code, floor.shop
    if said in ("label_applied", "next_label", "order_packed"):
        parcel = str(answer.facts["applied" if said == "next_label" else "parcel"])
        assert bench.applying in (None, parcel), f"{parcel} was closed where {bench.applying} was asked for"
        shop.apply(parcel, station)
        bench.closed = parcel if said == "order_packed" else bench.closed
        bench.applying = answer.state.parcel if said == "next_label" else None
    elif said == "scan_label":
        assert shop.parcels[answer.state.parcel].bench == station
        bench.applying = answer.state.parcel
    elif said == "label_left":
        bench.closed, bench.applying = bench.applying, None
    elif said in ("reopen_reach", "parcel_shown"):
        bench.ask = "reopen"
        if not (bench.applying or bench.parcel):  # at rest, PRINT AGAIN is about what is shown
            bench.closed = str(answer.facts["parcel"])
    elif said == "parcel_reopened":
        shop.reopen(answer.state.parcel)
        for other in floor.benches.values():
            other.applying = None if other.applying == answer.state.parcel else other.applying
        bench.parcel, bench.paused, bench.closed = answer.state.parcel, False, None
    else:
        return False
    return True


def _damaged(floor: Floor, station: str, sku: str, answer: PackAnswer, now: Facts) -> None:
    parcel = _open(floor.benches[station])
    order = floor.shop.parcels[parcel].order
    from_tote = bool(floor.shop.totes_of(order, sku))
    source = floor.from_totes(now, order, sku, 1)[0][0] if from_tote else parcel
    floor.shop.damaged(order, sku, source, "QUARANTINE")
    if "from" in answer.facts:  # the order waits for another one, which a runner fetches
        assert not floor.shop.orders[order].part, f"{order} waits though it may go in part"
        floor.shop.allocate(order)
    _follow(floor, station, "damaged", answer.code)


def _acknowledged(floor: Floor, bench: Bench, said: str, now: Facts) -> None:
    if said == "unpacked":
        parcel = str(bench.unpack)
        floor.shop.unpack(parcel, floor.back_in_totes(now, parcel))
        for other in floor.benches.values():
            other.parcel = None if other.parcel == parcel else other.parcel
        bench.parcel, bench.applying = None, None
    bench.stop, bench.unpack = False, None


def _other(floor: Floor, bench: Bench, text: str, answer: PackAnswer) -> None:
    said, shop = answer.code, floor.shop
    if said == "undone":
        shop.undo_put(_open(bench))
    elif said == "scan_damaged":
        bench.ask = "damaged"
    elif said == "scan_to_take_over":
        bench.ask = "take over"
    elif said == "pack_paused":
        bench.paused = True
    elif said == "printing_again":
        printed = bench.applying or bench.closed
        assert printed is not None
        assert shop.parcels[printed].state in ("sealed", "labelled", "manifested")
        shop.parcels[printed].labels += 1
    elif said in ("order_opened", "order_resumed", "taken_over"):
        _opened(floor, bench, text, answer)
    else:
        assert said in ("order_open", "never_mind"), f"{text} was answered with {said}"


def _opened(floor: Floor, bench: Bench, text: str, answer: PackAnswer) -> None:
    shop, parcel = floor.shop, answer.state.parcel
    order = answer.state.order.code if answer.state.order else ""
    assert not shop.orders[order].waits, f"{order} was opened though it waits"
    assert text not in shop.orders or text == order, f"{text} opened {order}"
    live = shop.open_parcel(order)
    if answer.code == "order_opened":
        assert live is None, f"{order} is packed twice at once"
        assert shop.orders[order].sum("left") > 0, f"{order} was opened with nothing to pack"
        shop.parcels[parcel] = Parcel(order)
    else:
        assert parcel == live, f"{parcel} was taken up for {order}, not {live}"
        for other in floor.benches.values():
            other.parcel = None if other.parcel == parcel else other.parcel
    bench.parcel, bench.paused, bench.closed = parcel, False, None
