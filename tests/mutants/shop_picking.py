"""Scans of a picker and of the loading bench of the shop machine, each judged by the naive shop."""

from __future__ import annotations

from tests.mutants import shop_house
from tests.mutants.shop_facts import Facts
from tests.mutants.shop_floor import Bench, Floor
from warehouse_app.application import pickstate
from warehouse_app.application.picking import PickScan
from warehouse_app.application.shipping import LoadAnswer, LoadScan
from warehouse_app.domain.picking.values import PickAnswer, PickState


def pick_state(floor: Floor, station: str) -> PickState:
    """Return what the picker is asked for now."""
    session = floor.sessions[station]
    return floor.runner_of(station).ask(lambda desk: pickstate.state(desk, session), session)


def pick(floor: Floor, station: str, text: str, *, double: bool = False) -> PickAnswer:
    """Scan a text in the aisle and judge what came of it."""
    bench, asked = floor.benches[station], pick_state(floor, station)
    outcome = floor.do(PickScan(id=floor.ids.new(), text=text, double=double), floor.sessions[station])
    floor.scans += 1
    answer = outcome.value
    assert isinstance(answer, PickAnswer)
    now = floor.look()
    if outcome.refusal is not None:
        _no(floor, bench, text, asked, answer)
    else:
        assert not double, "a double read was counted"
        _yes(floor, station, text, asked, answer, now)
    floor.settle(now)
    return answer


def _no(floor: Floor, bench: Bench, text: str, asked: PickState, answer: PickAnswer) -> None:
    bench.stop = bench.stop or answer.klass == "stop"
    goods, task = shop_house.CODES.get(text), asked.task
    if goods is None or task is None or goods[0] != task.sku:
        return
    held = [each for each in floor.seen.promises if each.line and (each.place, each.sku) == (task.place, task.sku)]
    mine = sum(each.qty for each in held if floor.seen.lines[each.line][0] == task.order)
    if answer.code in ("not_enough", "pool_short"):
        assert mine < goods[1], f"{text} is held for {task.order} in {task.place} and was refused: {answer.code}"


def _yes(floor: Floor, station: str, text: str, asked: PickState, answer: PickAnswer, now: Facts) -> None:
    bench, said = floor.benches[station], answer.code
    goods = shop_house.CODES.get(text)
    assert not bench.stop or said == "acknowledged", f"{text} passed a Stop: {said}"
    if said == "acknowledged":
        bench.stop = False
    elif goods and bench.found:
        _found(floor, bench, goods, now)
    elif goods:
        _take(floor, station, goods[0], goods[1], asked)
    elif text.startswith("*"):
        assert bench.last is not None
        if text != "*1":
            _take(floor, station, bench.last[0], bench.last[1] * (int(text[1:]) - 1), asked)
    elif text in _CARDS:
        _card(floor, station, text, asked, answer, now)
    elif said in ("batch_open", "resumed") or (asked.phase == "idle" and said == "batch_picked"):
        if asked.phase == "idle":
            _fresh(bench)
    elif text in shop_house.PLACES:
        assert asked.phase in ("place", "item"), f"{text} was answered with {said}"
        assert asked.task is not None
        assert text == asked.task.place, f"{text} passed for {asked.task.place}"
        bench.at = text
    else:
        assert asked.phase == "slot", f"{text} was answered with {said}"
        assert asked.task is not None
        assert text == asked.task.tote == bench.due, f"{text} passed for {asked.task.tote}"
        bench.due = ""


_CARDS = ("UNDO", "SHORT", "FINISH SHORT", "DAMAGED", "FOUND", "SKIP", "PAUSE", "DONE")


def _fresh(bench: Bench) -> None:
    bench.at, bench.due, bench.last, bench.found = "", "", None, False


def _take(floor: Floor, station: str, sku: str, qty: int, asked: PickState) -> None:
    bench, task = floor.benches[station], asked.task
    assert task is not None, f"{qty} {sku} were picked for nobody"
    assert not bench.due, f"{qty} {sku} were picked before their slot was proven"
    assert (bench.at, sku) == (task.place, task.sku), f"{sku} of {bench.at} was picked, asked for was {task}"
    assert qty <= task.left, f"{qty} {sku} were picked, {task.left} were asked for"
    floor.shop.pick((station, asked.batch), task.order, sku, task.place, task.tote, qty)
    bench.last = (sku, qty)
    if qty == task.left and len({slot.order for slot in asked.slots}) > 1:
        bench.due = task.tote


def _found(floor: Floor, bench: Bench, goods: tuple[str, int], now: Facts) -> None:
    sku, qty = goods
    floor.shop.correct(bench.at, sku, qty)
    floor.gained(now, sku, qty)
    bench.found = False


def _card(floor: Floor, station: str, card: str, asked: PickState, answer: PickAnswer, now: Facts) -> None:
    bench, task = floor.benches[station], asked.task
    if card == "UNDO":
        bench.at = floor.shop.undo_pick((station, asked.batch))
        bench.due, bench.last = "", None
    elif card in ("SHORT", "FINISH SHORT"):
        assert task is not None
        assert bench.at == task.place, f"{task.sku} of {task.place} was short, and nobody stood there"
        floor.doubted(now, task.sku, floor.shop.cells[task.place][task.sku])
        bench.last = None
    elif card == "DAMAGED":
        assert task is not None
        floor.shop.add(task.place, task.sku, -1)
        floor.shop.add("QUARANTINE", f"{task.sku}/D", 1)
        floor.lost(now, task.sku, max(0, -floor.shop.free(task.sku)))
        bench.last = None
    elif card == "FOUND":
        bench.found = True
    elif card == "SKIP":
        bench.at, bench.last = "", None
    elif card in ("PAUSE", "DONE"):
        _fresh(bench)
    assert answer.code


def load(floor: Floor, text: str) -> LoadAnswer:
    """Scan a text at the loading bench and judge what came of it."""
    bench = floor.benches["L1"]
    outcome = floor.do(LoadScan(id=floor.ids.new(), text=text), floor.sessions["L1"])
    floor.scans += 1
    answer = outcome.value
    assert isinstance(answer, LoadAnswer)
    now = floor.look()
    changed = {code: state for code, (_, state) in now.parcels.items() if state != floor.shop.parcels[code].state}
    if outcome.refusal is not None:
        bench.stop = bench.stop or answer.klass == "stop"
        if answer.facts.get("taken_off"):
            floor.shop.parcels[str(answer.facts["parcel"])].state = "labelled"
    elif answer.code == "loaded":
        code = str(answer.facts["parcel"])
        box = floor.shop.parcels[code]
        assert code in text, f"{text} loaded {code}"
        assert box.state == "labelled", f"{code} was loaded though {box.state}"
        assert not floor.shop.orders[box.order].waits, f"{code} was loaded though {box.order} waits"
        box.state = "manifested"
    elif answer.code == "unloaded":
        assert len(changed) == 1, f"one parcel was taken off, {changed} changed"
        box = floor.shop.parcels[next(iter(changed))]
        assert box.state == "manifested"
        box.state = "labelled"
    elif answer.code == "acknowledged":
        bench.stop = False
    floor.settle(now)
    return answer
