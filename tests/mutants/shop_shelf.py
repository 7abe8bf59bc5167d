"""Goods put away from the dock in the shop machine, each scan judged by the naive shop."""

from __future__ import annotations

from tests.mutants import shop_house
from tests.mutants.shop_floor import Floor
from tests.mutants.shop_goods import AtShelf
from warehouse_app.application.putaway.bench import BENCH, PutAwayScan
from warehouse_app.domain.floorwork import FloorAnswer

LOADED = ("putaway_loaded", "putaway_loaded_waiting", "putaway_back")
PUT = ("putaway_put", "putaway_elsewhere", "putaway_elsewhere_last")
SHORT_OF_IT = ("acknowledge_first", "not_on_dock", "more_than_loaded", "nothing_loaded")


def put_away(floor: Floor, text: str) -> FloorAnswer:
    """Scan or type a text with a trolley and judge what came of it."""
    outcome = floor.do(PutAwayScan(id=floor.ids.new(), text=text), floor.sessions["W1"])
    floor.scans += 1
    answer = outcome.value
    assert isinstance(answer, FloorAnswer), outcome.refusal
    shelf = floor.shop.goods.shelf
    if outcome.refusal is not None:
        _no(floor, shelf, text, answer)
    else:
        _yes(floor, shelf, text, answer)
    floor.settle()
    return answer


def _no(floor: Floor, shelf: AtShelf, text: str, answer: FloorAnswer) -> None:
    """Goods that lie on the dock for the trolley are put down wherever there is a bin."""
    if text in floor.shop.bins and shelf.load.total() and not shelf.asked:
        gone = [sku for sku, qty in shelf.load.items() if qty > _free(floor, sku)]
        assert gone or answer.code in SHORT_OF_IT, f"{+shelf.load} could not be put into {text}: {answer.code}"


def _free(floor: Floor, sku: str) -> int:
    """Return what stands on the dock and is not in doubt."""
    doubt = sum(each.qty for each in floor.seen.promises if not each.line and (each.place, each.sku) == ("DOCK", sku))
    return floor.shop.stands("DOCK", sku) - doubt


def _yes(floor: Floor, shelf: AtShelf, text: str, answer: FloorAnswer) -> None:
    said, asked, shelf.asked = answer.code, shelf.asked, ""
    goods = shop_house.CODES.get(text)
    if said in LOADED:
        _loaded(floor, shelf, text, goods, answer)
    elif said in PUT:
        _put(floor, shelf, asked if text == "1" and asked else text, answer)
    elif said == "putaway_undone":
        _undone(floor, shelf, answer)
    elif said in ("putaway_all_back", "putaway_paused"):
        _laid_down(shelf, said)
    elif said == "putaway_ask":
        shelf.asked = text
    elif said == "putaway_part":
        shelf.part = int(text)
    elif said == "putaway_short":
        _short(shelf, answer)
    elif said == "putaway_tour":
        shelf.walking, shelf.part, shelf.last = True, 0, None
    elif said == "putaway_at_dock":
        shelf.walking, shelf.part = False, 0
    elif said == "putaway_leftovers":
        shelf.part = 0
    else:
        known = ("putaway_chosen", "putaway_going_on", "putaway_skipped", "acknowledged")
        assert said in known, f"the trolley said {said} to {text}"
        shelf.part = 0


def _loaded(floor: Floor, shelf: AtShelf, text: str, goods: tuple[str, int] | None, answer: FloorAnswer) -> None:
    """So much of a product is on the trolley now, and on the dock in truth."""
    sku = str(answer.facts["sku"])
    before = shelf.load[sku]
    if goods:
        assert goods[0] == sku, f"{sku} was loaded for {text}"
        more = goods[1]
    elif text.startswith("*"):
        assert shelf.last is not None, f"{text} loaded {sku}"
        more = (int(text[1:]) - 1) * shelf.last[1]
    elif text == "SHORT":
        more = 0
    else:
        more = int(text) - before
    shelf.load[sku] += more
    told = 0 if answer.code == "putaway_back" else answer.facts["qty"]
    assert told == shelf.load[sku], f"{told} {sku} are told, {shelf.load[sku]} are on the trolley"
    stands = floor.shop.stands("DOCK", sku)
    assert more <= 0 or shelf.load[sku] <= stands, f"{shelf.load[sku]} {sku} were taken of {stands}"
    if more or not text.startswith("*"):
        shelf.deeds.append(("load", sku, more, ""))
    if goods:
        shelf.last, shelf.walking = (sku, goods[1]), False
    elif shelf.last is not None and not text.startswith("*"):
        shelf.last = (sku, int(text))


def _put(floor: Floor, shelf: AtShelf, place: str, answer: FloorAnswer) -> None:
    sku, qty = str(answer.facts["sku"]), int(answer.facts["qty"] or 0)
    assert answer.facts["place"] == place, f"{place} was scanned, {answer.facts} is told"
    assert 0 < qty <= shelf.load[sku], f"{qty} {sku} were put down of {shelf.load[sku]}"
    assert not shelf.part or qty == shelf.part, f"{qty} {sku} were put down for {shelf.part}"
    floor.shop.move(sku, "DOCK", place, qty)
    shelf.load[sku] -= qty
    shelf.deeds.append(("put", sku, qty, place))
    shelf.walking, shelf.part, shelf.last = bool(shelf.load.total()), 0, None


def _undone(floor: Floor, shelf: AtShelf, answer: FloorAnswer) -> None:
    deed, sku, qty, place = shelf.deeds.pop()
    told = (answer.facts["problem"], answer.facts["sku"], answer.facts["qty"])
    assert told == (deed, sku, abs(qty)), f"{told} was undone, {deed} {qty} {sku} was the last"
    if deed == "put":
        floor.shop.move(sku, place, "DOCK", qty)
        shelf.load[sku] += qty
    else:
        shelf.load[sku] = max(0, shelf.load[sku] - qty)
    shelf.walking = deed == "put"
    shelf.part, shelf.last = 0, None


def _laid_down(shelf: AtShelf, said: str) -> None:
    shelf.part = 0
    if said == "putaway_all_back":
        shelf.load.clear()
        shelf.walking, shelf.last = False, None
        shelf.deeds = [each for each in shelf.deeds if each[0] == "put"]


def _short(shelf: AtShelf, answer: FloorAnswer) -> None:
    """On the walk what is not on the trolley is taken off the list; at the dock nothing changes."""
    if answer.facts["problem"] == "trolley":
        sku, qty = str(answer.facts["sku"]), int(answer.facts["qty"] or 0)
        assert qty <= shelf.load[sku], f"{qty} {sku} were missing of {shelf.load[sku]}"
        shelf.load[sku] -= qty
    shelf.part = 0


def expected(floor: Floor) -> list[str]:
    """Return what could be scanned next: what lies on the dock, the place that is proposed, an answer."""
    state = floor.runner_of("W1").ask(lambda desk: BENCH.state(desk, "W1"), floor.sessions["W1"])
    shelf = floor.shop.goods.shelf
    if shelf.walking:
        return [each.code for each in state.expects if each.kind == "place" and each.code] or ["DONE"]
    dock = floor.shop.contents("DOCK")
    lying = [text for text, (sku, n) in shop_house.CODES.items() if dock[sku] - shelf.load[sku] >= n]
    return lying or (["DONE"] if shelf.load.total() else [])
