"""Purchase orders, and scans at the dock of the shop machine, each judged by the naive shop."""

from __future__ import annotations

from tests.mutants import shop_house
from tests.mutants.shop_facts import Facts
from tests.mutants.shop_floor import Floor
from tests.mutants.shop_goods import AtDock, Bought, Came, Purchase, Shot
from warehouse_app.application.purchasing.ending import CancelPurchase, ClosePurchase, ConfirmPurchase
from warehouse_app.application.purchasing.orders import MakePurchase, NewLine
from warehouse_app.application.receiving.bench import ReceiveScan
from warehouse_app.domain.floorwork import FloorAnswer

OPENED = ("receipt_opened", "receipt_opened_blind", "receipt_resumed", "receipt_open")
BOOKED = ("received", "received_for_orders", "received_over", "received_unordered", "received_damaged")


def buy(floor: Floor, lines: tuple[tuple[str, int], ...]) -> str:
    """Order goods of the supplier, and have it confirmed; return the code of the order."""
    code = f"PO-{len(floor.shop.goods.purchases) + 1}"
    wanted = dict(lines)
    asked = tuple(NewLine(sku, str(qty)) for sku, qty in wanted.items())
    made = floor.do(
        MakePurchase(
            id=floor.ids.new(), supplier=shop_house.SUPPLIER, purchase=code, due_day="", lines=asked, exact=True
        )
    ).done()
    floor.do(ConfirmPurchase(id=floor.ids.new(), purchase_id=made.id)).done()
    floor.shop.goods.purchases[code] = Purchase({sku: Bought(qty) for sku, qty in wanted.items()})
    floor.settle()
    return code


def end(floor: Floor, code: str, *, cancel: bool) -> None:
    """Close an order of goods, or cancel it, which is refused when some came; what lacks is not waited for any more."""
    purchase = floor.shop.goods.purchases[code]
    number = int(floor.rows(f"SELECT id FROM purchase_order WHERE code = '{code}'")[0][0])
    if cancel:
        outcome = floor.do(CancelPurchase(id=floor.ids.new(), purchase_id=number, reason="test"))
    else:
        outcome = floor.do(ClosePurchase(id=floor.ids.new(), purchase_id=number))
    came = sum(line.received for line in purchase.lines.values())
    may = purchase.state == "confirmed" and not (cancel and came)
    assert (outcome.refusal is None) is may, f"{code} is {purchase.state}, {came} came: {outcome.refusal}"
    if may:
        floor.shop.goods.close(code, rest=True)
        purchase.state = "cancelled" if cancel else "closed"
    floor.settle()


def receive(floor: Floor, text: str, *, double: bool = False) -> FloorAnswer:
    """Scan or type a text at the dock and judge what came of it."""
    outcome = floor.do(ReceiveScan(id=floor.ids.new(), text=text, double=double), floor.sessions["D1"])
    floor.scans += 1
    answer = outcome.value
    assert isinstance(answer, FloorAnswer), outcome.refusal
    now, dock = floor.look(), floor.shop.goods.dock
    if outcome.refusal is not None:
        _no(floor, dock, text, answer)
    else:
        assert not double, "a double read was counted"
        _yes(floor, dock, text, answer, now)
    floor.settle(now)
    return answer


def _no(floor: Floor, dock: AtDock, text: str, answer: FloorAnswer) -> None:
    """A refusal has a reason that a person can see."""
    if answer.code == "moved_on":
        entries = 1 if text == "UNDO" else max(1, dock.entries)
        last = floor.shop.goods.receipts[dock.receipt][-entries]
        assert floor.shop.gone[last.place, last.thing] > last.gone, f"nothing left {last.place} since {last} came"
    elif text in shop_house.CODES and not dock.asked:
        assert answer.code == "double_read", f"{text} was refused at the dock: {answer.code}"


def _yes(floor: Floor, dock: AtDock, text: str, answer: FloorAnswer, now: Facts) -> None:
    said, goods = answer.code, shop_house.CODES.get(text)
    was, dock.asked = dock.asked, ""
    dock.answered = f"{was} {text}" if was else ""
    number = _number(text)
    if said == "receive.damaged":
        dock.hurt = True
    elif text == "UNDO":
        _undone(floor, dock, answer, now)
    elif number is not None and was in ("", "receive.damaged") and dock.last is not None and dock.receipt:
        _counted(floor, dock, text, number, answer, now)
    else:
        if goods:
            dock.hand = Shot(*goods, hurt=dock.hurt, unit=goods[1])
        _other(floor, dock, answer, now)
    if answer.verdict.value == "asked" and said != "receive.damaged":
        dock.asked = said


def _number(text: str) -> int | None:
    body = text.removeprefix("*")
    return int(body) if body.isdigit() and len(body) < 7 else None


def _other(floor: Floor, dock: AtDock, answer: FloorAnswer, now: Facts) -> None:
    said, shop = answer.code, floor.shop
    if said in OPENED:
        _opened(floor, dock, answer)
    elif said in BOOKED:
        if not dock.receipt:
            _opened(floor, dock, answer)
        _booked(floor, dock, answer, now)
    elif said.startswith("receipt_closed"):
        shop.goods.close(dock.paper, rest=dock.answered == "receive.finish 2")
        shop.goods.dock = AtDock()
    elif said == "receipt_paused":
        shop.goods.dock = AtDock()
    elif said == "parked":
        dock.last, dock.entries = None, 0
    elif answer.verdict.value == "asked" and answer.state.about and not dock.receipt:
        _opened(floor, dock, answer)
    else:
        known = ("never_mind", "dock_set", "acknowledged", "label_asked")
        assert said in known or said.startswith("receive."), f"the dock said {said}"


def _opened(floor: Floor, dock: AtDock, answer: FloorAnswer) -> None:
    """A receipt is open: its paper is one that is confirmed, or none."""
    row = floor.rows(
        "SELECT r.code, p.code FROM receipt r LEFT JOIN purchase_order p ON p.id = r.purchase_order_id JOIN bench b "
        "ON b.ref = r.id WHERE b.station = 'D1' AND b.work = 'receive'"
    )[0]
    receipt, paper = str(row[0]), str(row[1] or "")
    if receipt != dock.receipt:
        dock.last, dock.entries = None, 0
    assert not paper or floor.shop.goods.purchases[paper].state == "confirmed", f"{paper} was opened though it is done"
    dock.receipt, dock.paper = receipt, paper
    floor.shop.goods.receipts.setdefault(receipt, [])


def _booked(floor: Floor, dock: AtDock, answer: FloorAnswer, now: Facts, must: int | None = None) -> None:
    """Goods of the hand came: where they are, which line counts them, and whom they serve.

    `must`: so many promises were lost just before, by the same scan.
    """
    shot, shop = dock.hand, floor.shop
    assert shot is not None, f"{answer.facts} came from nowhere"
    assert dock.receipt, "goods came without a receipt"
    told = (answer.facts["sku"], answer.facts["qty"])
    assert told == (shot.sku, shot.before + shot.qty), f"{told} was booked of {shot}"
    purchase = shop.goods.purchases.get(dock.paper)
    named = purchase is not None and purchase.state == "confirmed" and shot.sku in purchase.lines
    came = Came(shot.sku, shot.qty, shot.hurt, dock.paper if named else "", 0)
    came.gone = shop.gone[came.place, came.thing]
    shop.add(came.place, came.thing, came.qty)
    shop.goods.came(came.paper, came.sku, came.qty)
    shop.goods.receipts[dock.receipt].append(came)
    if must is not None:
        got = floor.exchanged(now, shot.sku, must)
    else:
        got = 0 if shot.hurt else floor.served(now, shot.sku).total()
    assert answer.facts["serves"] == got, f"{answer.facts} serves, {got} were"
    assert (answer.code == "received_for_orders") is bool(got), f"the dock said {answer.code}, {got} were served"
    dock.entries = dock.entries + 1 if shot.before else 1
    dock.last = Shot(shot.sku, shot.before + shot.qty, 0, shot.hurt, shot.unit)
    dock.hand, dock.hurt = None, False


def _undone(floor: Floor, dock: AtDock, answer: FloorAnswer, now: Facts) -> None:
    if answer.code == "taken_back":
        back = _back(floor, dock, 1)
        assert (answer.facts["sku"], answer.facts["qty"]) == (back.sku, back.qty), f"{answer.facts} for {back}"
        floor.lost(now, back.sku, _over(floor, back.sku))
    else:
        assert answer.code in ("never_mind", "unparked"), f"UNDO was answered with {answer.code}"
    dock.hand, dock.hurt = None, False
    if answer.code != "never_mind":
        dock.last, dock.entries = None, 0


def _over(floor: Floor, sku: str) -> int:
    return max(0, -floor.shop.free(sku))


def _back(floor: Floor, dock: AtDock, entries: int) -> Came:
    """Take the last entries of the receipt back; return them as one."""
    mine, shop = floor.shop.goods.receipts[dock.receipt], floor.shop
    taken = [mine.pop() for _ in range(entries)]
    for each in taken:
        shop.add(each.place, each.thing, -each.qty)
        shop.goods.came(each.paper, each.sku, -each.qty)
    return Came(taken[0].sku, sum(each.qty for each in taken), taken[0].hurt, "", 0)


def _counted(floor: Floor, dock: AtDock, text: str, number: int, answer: FloorAnswer, now: Facts) -> None:
    """A number says how much there is in all of what was scanned last."""
    last = dock.last
    assert last is not None
    qty = number * last.unit if text.startswith("*") else number
    dock.hand = None
    if qty >= last.qty:
        if qty > last.qty:
            dock.hand = Shot(last.sku, qty - last.qty, last.qty, last.hurt, last.unit)
            _other(floor, dock, answer, now)
        else:
            assert answer.code == "received_counted", answer.code
        return
    back = _back(floor, dock, dock.entries)
    dock.last, dock.entries = None, 0
    must = _over(floor, back.sku)
    if not qty:
        assert answer.code == "taken_back", answer.code
        floor.lost(now, back.sku, must)
        return
    dock.hand = Shot(last.sku, qty, 0, last.hurt, last.unit)
    if answer.code not in BOOKED:
        floor.lost(now, back.sku, must)
        _other(floor, dock, answer, now)
        return
    _booked(floor, dock, answer, now, must)


def expected(floor: Floor) -> list[str]:
    """Return what could be scanned or typed at the dock next: papers that wait, goods of the paper, answers."""
    dock = floor.shop.goods.dock
    if dock.asked:
        return ["1", "1", "1", "2", "UNDO"]
    papers = [code for code, each in floor.shop.goods.purchases.items() if each.state == "confirmed"]
    if not dock.receipt:
        return [*papers, *papers, "1", *shop_house.CODES]
    purchase = floor.shop.goods.purchases.get(dock.paper)
    open_ = {sku for sku, line in purchase.lines.items() if line.open} if purchase is not None else set()
    codes = [text for text, (sku, _) in shop_house.CODES.items() if sku in open_ or not dock.paper]
    if dock.last is None:
        return codes or ["DONE"]
    return [*codes, *codes, "*2", "3", "DONE"]
