"""Places counted in the shop machine, by one person or two, and what is decided of it, judged by the naive shop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tests.mutants import shop_house
from tests.mutants.shop_facts import Facts
from tests.mutants.shop_floor import Floor
from tests.mutants.shop_goods import AtCount, Found
from warehouse_app.application.counting.bench import CountScan
from warehouse_app.application.counting.decide import ApproveCount, CountAgain, RejectCount
from warehouse_app.domain.floorwork import FloorAnswer

BEGUN = ("count_place_right", "count_of_product")
ENDED = {
    "count_matched": "matched",
    "count_posted": "posted",
    "count_posted_short": "posted",
    "count_done": "posted",
    "count_recount": "recount",
    "count_review": "review",
}
ASKED = (
    "count_none_of",
    "count_is_that_all",
    "count_picker_here",
    "count_goes_on",
    "open_elsewhere",
    "count_left_alone",
)
LEFT = ("count_skipped", "count_put_down", "count_tour_ended")


def count(floor: Floor, station: str, text: str) -> FloorAnswer:
    """Scan or type a text where places are counted and judge what came of it."""
    outcome = floor.do(CountScan(id=floor.ids.new(), text=text), floor.sessions[station])
    floor.scans += 1
    answer = outcome.value
    assert isinstance(answer, FloorAnswer), outcome.refusal
    now, at = floor.look(), floor.shop.goods.count[station]
    if outcome.refusal is None:
        _yes(floor, station, at, text, answer, now)
    elif answer.code == "claim_lost":
        assert at.place, "a place was lost that nobody counts here"
        floor.shop.goods.count[station] = AtCount()
    elif text in shop_house.PLACES and not at.place:
        assert answer.code in ("own_count", "acknowledge_first"), f"{text} was not begun: {answer.code}"
    elif at.place and text == at.place:
        assert answer.code == "acknowledge_first", f"{text} was not done: {answer.code}"
    elif text in shop_house.CODES and at.place:
        mine = not at.of or at.of == shop_house.CODES[text][0]
        assert not mine or answer.code == "acknowledge_first", f"{text} was not counted in {at.place}: {answer.code}"
    floor.settle(now)
    return answer


def _yes(floor: Floor, station: str, at: AtCount, text: str, answer: FloorAnswer, now: Facts) -> None:
    said = answer.code
    if said in BEGUN or said == "count_taken_over":
        _begun(floor, station, answer)
    elif said in ("count_counted", "count_unexpected"):
        _counted(at, text, answer)
    elif said == "count_undone":
        sku, _one, units = at.stack.pop()
        at.counted[sku] -= units
        if not at.counted[sku] and not any(each[0] == sku for each in at.stack):
            at.seen.discard(sku)
        assert (answer.facts["sku"], answer.facts["total"]) == (sku, max(0, at.counted[sku])), answer.facts
    elif said == "count_moved_meanwhile":
        for sku in str(answer.facts["sku"]).split(", "):
            at.stack = [each for each in at.stack if each[0] != sku]
            at.seen.discard(sku)
            del at.counted[sku]
    elif said in ENDED:
        _ended(floor, station, at, ENDED[said], answer, now)
    elif said in LEFT:
        floor.shop.goods.count[station] = AtCount()
    else:
        assert said in (*ASKED, "acknowledged"), f"who counts was told {said}"


def _begun(floor: Floor, station: str, answer: FloorAnswer) -> None:
    number = floor.rows(f"SELECT id FROM count_request WHERE station = '{station}' AND state = 'counting'")[0][0]
    place = str(answer.facts["place"])
    goods = floor.shop.goods
    for other, at in goods.count.items():
        assert other == station or at.number != number or answer.code not in BEGUN or at.place == place
    found = goods.found.setdefault(number, Found(place))
    assert found.place == place, f"count {number} of {found.place} was begun in {place}"
    assert not found.rounds or station not in found.people, f"{station} counts {place} again"
    goods.count[station] = AtCount(place, str(answer.facts["sku"] or ""), number)


def _counted(at: AtCount, text: str, answer: FloorAnswer) -> None:
    goods = shop_house.CODES.get(text)
    assert at.place, "goods were counted nowhere"
    if goods:
        sku, one = goods
        at.stack.append((sku, one, one))
        at.counted[sku] += one
    elif at.stack:
        sku, one, units = at.stack.pop()
        n = int(text.removeprefix("*")) * one
        at.stack.append((sku, one, n))
        at.counted[sku] = max(0, at.counted[sku] - units + n)
    else:
        sku, n = at.of, int(text.removeprefix("*"))
        at.stack.append((sku, 1, n))
        at.counted[sku] += n
    at.seen.add(sku)
    assert (answer.facts["sku"], answer.facts["total"]) == (sku, at.counted[sku]), f"{text}: {answer.facts}"


def _more(floor: Floor, at: AtCount) -> dict[str, int]:
    """Return by how much what was counted differs from what there is, by product."""
    book = floor.shop.lies(at.place)
    skus = (set(book) | at.seen) if not at.of else {at.of}
    return {sku: at.counted[sku] - book[sku] for sku in skus}


def _ended(floor: Floor, station: str, at: AtCount, state: str, answer: FloorAnswer, now: Facts) -> None:
    goods, more = floor.shop.goods, _more(floor, at)
    found = goods.found[at.number]
    due = found.follows(more)
    assert state == due, f"{at} differs by {more} after {found}: {state}, not {due}"
    real = floor.rows(f"SELECT state FROM count_request WHERE id = {at.number}")[0][0]
    assert real == state, f"count {at.number} is {real}, not {state}"
    found.more, found.rounds, found.corrected = more, found.rounds + 1, _corrected(floor, found.place, more)
    found.people.add(station)
    goods.count[station] = AtCount()
    if state in ("matched", "posted"):
        lost = post(floor, now, at.number, at.place, more)
        assert (answer.code == "count_posted_short") is bool(lost), f"{lost} were lost, {answer.code} was said"
    else:
        _held(floor, at, more)


def _corrected(floor: Floor, place: str, skus: Iterable[str]) -> dict[str, int]:
    return {sku: floor.shop.corrected[place, sku] for sku in skus}


def _let_go(floor: Floor, number: int) -> Counter[str]:
    """Let go what a count held in doubt; return how much of what."""
    held: Counter[str] = Counter()
    for each in floor.seen.promises:
        if number and each.count == number:
            held[each.sku] += each.qty
    floor.shop.doubted -= held
    return held


def post(floor: Floor, now: Facts, number: int, place: str, more: dict[str, int]) -> int:
    """A count ends: its doubt is over, its differences are true; return how many promised units of orders are lost."""
    held, lost = _let_go(floor, number), 0
    for sku, n in more.items():
        floor.shop.correct(place, sku, n)
    for sku in {*more, *held}:
        before = floor.shop.promised(sku) - floor.shop.doubted[sku]
        floor.lost(now, sku, max(0, -floor.shop.free(sku)), number)
        lost += before - floor.shop.promised(sku) + floor.shop.doubted[sku]
    return lost


def _held(floor: Floor, at: AtCount, more: dict[str, int]) -> None:
    """What is missing and free is held until it is decided, so that nobody is promised it."""
    before = floor.seen.held.copy()
    for each in floor.seen.promises:
        if each.count == at.number and each.place:
            before[each.place, each.sku] -= each.qty
    _let_go(floor, at.number)
    for sku, n in more.items():
        free = min(floor.shop.stands(at.place, sku) - before[at.place, sku], floor.shop.free(sku))
        floor.shop.doubted[sku] += max(0, min(-n, free))


def decide(floor: Floor, nth: int, how: str) -> None:
    """The office decides of a count that waits for it: books it, believes the books, or has it counted again."""
    waits = floor.rows("SELECT id, state FROM count_request WHERE state IN ('review', 'recount') ORDER BY id")
    if not waits:
        return
    number, state = waits[nth % len(waits)]
    found = floor.shop.goods.found[number]
    if how == "again":
        outcome = floor.do(CountAgain(id=floor.ids.new(), count=number))
        assert (outcome.refusal is None) is (state == "review"), outcome.refusal
        floor.settle()
        return
    if how == "reject":
        floor.do(RejectCount(id=floor.ids.new(), count=number)).done()
        _let_go(floor, number)
        floor.settle()
        return
    outcome = floor.do(ApproveCount(id=floor.ids.new(), count=number))
    now = floor.look()
    wrong = {sku: n for sku, n in found.more.items() if n}
    kept = all(floor.shop.stands(found.place, sku) + n >= 0 for sku, n in wrong.items())
    kept &= all(found.corrected[sku] == n for sku, n in _corrected(floor, found.place, wrong).items())
    assert (outcome.refusal is None) is kept, f"{found} was approved: {outcome.refusal}"
    if kept:
        post(floor, now, number, found.place, found.more)
    floor.settle(now)


def expected(floor: Floor, station: str, pick: int) -> list[str]:
    """Return what could be scanned next: what stands in the place, right or nearly so, and then the place again."""
    at = floor.shop.goods.count[station]
    if not at.place:
        return [shop_house.PLACES[pick % len(shop_house.PLACES)]]
    left = floor.shop.lies(at.place) - at.counted
    codes = [text for text, (sku, n) in shop_house.CODES.items() if left[sku] >= n and at.of in ("", sku)]
    return [*codes, *codes, at.place] if codes else [at.place, at.place, "1"]
