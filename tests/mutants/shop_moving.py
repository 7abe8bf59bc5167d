"""Goods moved, filled up, locked away, released and thrown away in the shop machine, judged by the naive shop."""

from __future__ import annotations

from collections import Counter

from tests.company import WAREHOUSE
from tests.mutants import shop_house
from tests.mutants.shop_facts import Facts
from tests.mutants.shop_floor import Floor
from tests.mutants.shop_goods import AtMove
from warehouse_app.application.moving import replenish
from warehouse_app.application.moving.bench import BENCH, MoveScan
from warehouse_app.application.moving.deeds import QuarantineStock, ScrapStock, UnlockStock
from warehouse_app.application.moving.naming import Named
from warehouse_app.domain.floorwork import FloorAnswer

DONE = ("moved", "moved_promised", "moved_aside", "moved_beside_others", "moved_beside_lots", "move_task_done")
LIVE = ("open", "taken")


def move(floor: Floor, text: str) -> FloorAnswer:
    """Scan or type a text where goods are moved and judge what came of it."""
    outcome = floor.do(MoveScan(id=floor.ids.new(), text=text), floor.sessions["M1"])
    floor.scans += 1
    answer = outcome.value
    assert isinstance(answer, FloorAnswer), outcome.refusal
    now, hands = floor.look(), floor.shop.goods.move
    if outcome.refusal is not None:
        _no(floor, hands, text, answer)
    else:
        _yes(floor, hands, text, answer, now)
    floor.settle(now)
    return answer


def _no(floor: Floor, hands: AtMove, text: str, answer: FloorAnswer) -> None:
    """What stands there can be taken and carried to any other place, whoever it is promised to."""
    if not hands.sku or hands.asked or answer.code == "acknowledge_first":
        return
    stands, refused = floor.shop.stands(hands.source, hands.sku), f"{text} was refused: {answer.code} ({hands})"
    if text in shop_house.PLACES and text != hands.source:
        assert stands < hands.qty, refused
    if text.startswith("*") and text[1:].isdigit():
        assert not 0 < _number(text) * hands.factor <= stands, refused


def _yes(floor: Floor, hands: AtMove, text: str, answer: FloorAnswer, now: Facts) -> None:
    said, facts, shop = answer.code, answer.facts, floor.shop
    asked, hands.asked = hands.asked, ""
    if said in DONE:
        _moved(floor, hands, hands.target if asked else text, answer, now)
    elif said == "move_source":
        place = hands.target if asked else text
        assert facts["place"] == place, f"goods are taken from {facts}, scanned was {text}"
        _empty(hands)
        hands.source = place
    elif said in ("move_item", "move_all"):
        _taken(floor, hands, text, answer)
    elif said == "move_everything":
        there = shop.contents(hands.source).total() + now.standing[hands.source]
        assert facts["units"] == there, f"{facts}, {there} are in {hands.source}"
        hands.whole, hands.sku = True, ""
    elif said.startswith("move_ask"):
        hands.asked, hands.target = said, text
    elif said == "move_undone":
        _undone(floor, hands, now)
    elif said in ("move_put_down", "move_skipped", "move_short"):
        _empty(hands)
    else:
        assert said in ("move_other_target", "move_task_taken_up", "acknowledged"), f"the mover was told {said}"


def _empty(hands: AtMove) -> None:
    hands.source, hands.sku, hands.qty, hands.whole, hands.target, hands.asked = "", "", 0, False, "", ""


def _taken(floor: Floor, hands: AtMove, text: str, answer: FloorAnswer) -> None:
    """So much of a product is in the hands: what was scanned or typed, or what a task asks for."""
    sku, qty = str(answer.facts["sku"]), int(answer.facts["qty"] or 0)
    stands = floor.shop.stands(hands.source, sku)
    assert 0 < qty <= stands, f"{qty} {sku} were taken of {stands}"
    goods = shop_house.CODES.get(text)
    if answer.code == "move_all":
        assert (sku, qty) == (hands.sku, stands), f"all of {stands} is {qty} {sku}"
    elif goods and not hands.sku:
        assert goods[0] == sku, f"{sku} was taken for {text}"
        hands.factor = goods[1]
        asked = [each for each in floor.seen.tasks.values() if each.state == "taken" and each.source == hands.source]
        due = [min(stands, each.qty - each.done) for each in asked if each.sku == sku]
        assert qty in (due or [goods[1]]), f"{qty} {sku} were taken for {text}, due are {due}"
    else:
        n = goods[1] + hands.qty if goods else _number(text) * (hands.factor if text.startswith("*") else 1)
        assert (sku, qty) == (hands.sku, n), f"{qty} {sku} were taken for {text}, {n} {hands.sku} was meant"
    hands.sku, hands.qty, hands.whole = sku, qty, False


def _number(text: str) -> int:
    return int(text.removeprefix("*"))


def _moved(floor: Floor, hands: AtMove, target: str, answer: FloorAnswer, now: Facts) -> None:
    shop = floor.shop
    everything = hands.whole or not hands.sku
    what = shop.contents(hands.source) if everything else Counter({hands.sku: hands.qty})
    assert answer.facts["place"] == target, f"{target} was scanned, {answer.facts} is told"
    for thing, qty in what.items():
        shop.move(thing, hands.source, target, qty)
    code = str(answer.facts["task"] or "")
    assert bool(code) is (answer.code == "move_task_done"), answer
    if code:
        task = floor.seen.tasks[code]
        assert task.source == hands.source, f"{code} was done from {hands.source}"
        _did(floor, now, code, min(what[task.sku], task.qty - task.done))
    hands.undo, hands.undo_task = (what, hands.source, target), code
    _empty(hands)


def _did(floor: Floor, now: Facts, code: str, qty: int) -> None:
    """A task was done in part: it is over when all of it was moved."""
    tasks = floor.shop.goods.tasks
    wanted, done = tasks[code]
    tasks[code] = (wanted, done + qty)
    state = now.tasks[code].state
    assert (state == "done") is (wanted <= done + qty), f"{code} is {state}, {done + qty} of {wanted} are done"


def _undone(floor: Floor, hands: AtMove, now: Facts) -> None:
    assert hands.undo is not None, "a move was undone that nobody made"
    what, source, target = hands.undo
    for thing, qty in what.items():
        floor.shop.move(thing, target, source, qty)
    if hands.undo_task:
        task, (wanted, done) = now.tasks[hands.undo_task], floor.shop.goods.tasks[hands.undo_task]
        floor.shop.goods.tasks[hands.undo_task] = (wanted, max(0, done - what[task.sku]))
    hands.undo, hands.undo_task = None, ""
    _empty(hands)


def expected(floor: Floor) -> list[str]:
    """Return what could be scanned next to do what is asked for; nothing where no task waits."""
    state = floor.runner_of("M1").ask(lambda desk: BENCH.state(desk, "M1"), floor.sessions["M1"])
    hands = floor.shop.goods.move
    if state.choices and not state.offered:
        return [each.key for each in state.choices[:1]]
    asked = {each.code for each in state.expects if each.kind in ("place", "item") and each.code}
    there = {text for text, (sku, n) in shop_house.CODES.items() if floor.shop.stands(hands.source, sku) >= n}
    goods = {text for text in there if not hands.sku and shop_house.CODES[text][0] in asked}
    found = sorted(goods | (asked & set(shop_house.PLACES)))
    return found or (sorted(there) if hands.source and not hands.sku else [])


# The office.
def refill(floor: Floor) -> None:
    """Plan what goes from the reserve to the forward bins: nothing moves, and only what is there is asked for."""
    replenish.plan(floor.runners[0], floor.office, pause=_no_pause)
    now, shop = floor.look(), floor.shop
    live = [each for each in now.tasks.values() if each.state in LIVE]
    homes = {(sku, place) for sku, place, _, _ in shop_house.HOMES}
    wanted: Counter[tuple[str, str]] = Counter()
    for each in live:
        assert (each.sku, each.target) in homes, f"{each} goes to no home"
        assert each.source == shop_house.RESERVE, f"{each} comes from no reserve"
        wanted[each.source, each.sku] += each.qty - each.done if each.state == "open" else 0
    for (place, sku), qty in wanted.items():
        assert qty <= shop.stands(place, sku), f"{qty} {sku} are to be moved of {shop.stands(place, sku)}"
    for sku, place, least, _most in shop_house.HOMES:
        in_doubt = any(not each.line and (each.place, each.sku) == (shop_house.RESERVE, sku) for each in now.promises)
        if shop.stands(place, sku) < least and shop.stands(shop_house.RESERVE, sku) and not in_doubt:
            found = [each for each in live if (each.sku, each.target) == (sku, place)]
            assert found, f"{place} holds less than {least} {sku} and nobody fills it"
    shop.goods.tasks = {code: (each.qty, each.done) for code, each in now.tasks.items()}
    floor.settle(now)


def lock(floor: Floor, place: str, sku: str, qty: int) -> None:
    """Lock goods away: never refused for promises, whoever loses one by it."""
    deed = QuarantineStock(id=floor.ids.new(), place=place, goods=Named(sku, qty), why="wet", warehouse=WAREHOUSE)
    _away(floor, deed, place, sku, qty, "QUARANTINE")


def scrap(floor: Floor, place: str, thing: str, qty: int) -> None:
    """Throw goods away."""
    sku, _, grade = thing.partition("/")
    named = Named(sku, qty, grade=grade or "A")
    deed = ScrapStock(id=floor.ids.new(), place=place, goods=named, why="broken", warehouse=WAREHOUSE)
    _away(floor, deed, place, thing, qty, "")


def _away(floor: Floor, deed: QuarantineStock | ScrapStock, place: str, thing: str, qty: int, target: str) -> None:
    outcome = floor.do(deed)
    now, there = floor.look(), floor.shop.stands(place, thing)
    assert (outcome.refusal is None) is (0 < qty <= there), f"{qty} of {there} {thing} in {place}: {outcome.refusal}"
    if outcome.refusal is None:
        floor.shop.add(place, thing, -qty)
        if target:
            floor.shop.add(target, thing, qty)
        if place in shop_house.PLACES:
            floor.lost(now, thing, max(0, -floor.shop.free(thing)))
    floor.settle(now)


def unlock(floor: Floor, place: str, thing: str, qty: int) -> None:
    """Release goods from quarantine; what was damaged is good again."""
    sku, _, grade = thing.partition("/")
    named = Named(sku, qty, grade=grade or "A")
    deed = UnlockStock(id=floor.ids.new(), target=place, goods=named, why="dry", to_grade="A", warehouse=WAREHOUSE)
    outcome = floor.do(deed)
    there = floor.shop.stands("QUARANTINE", thing)
    assert (outcome.refusal is None) is (0 < qty <= there), f"{qty} of {there} {thing} released: {outcome.refusal}"
    if outcome.refusal is None:
        floor.shop.add("QUARANTINE", thing, -qty)
        floor.shop.add(place, sku, qty)
    floor.settle()


def _no_pause(_seconds: float) -> None:
    """Nobody else waits in a test of one thread."""
