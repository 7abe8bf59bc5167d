"""What a moving bench shows: the question, what stands in the place, the next task, and what may be scanned."""

from __future__ import annotations

from warehouse_app.application.floorwork import continue_first, stop_of
from warehouse_app.application.moving import hands, tasks
from warehouse_app.application.moving.hands import Hands
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import MAX_EXPECTS, Expect, Work
from warehouse_app.domain.floorwork import MAX_LINES, Choice, FloorLine, FloorState
from warehouse_app.domain.moving.values import MoveTask
from warehouse_app.domain.places import PlaceId
from warehouse_app.store import bench, items, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.moving import goods
from warehouse_app.store.moving import tasks as stored
from warehouse_app.store.moving.goods import Lying

SHOWN_TASKS = 8
"""Tasks that a bench without work lists, in the order they would be walked."""

Facts = dict[str, str | int | bool | None]


def shown(desk: Desk, station: str) -> FloorState:
    """Return what the bench of a station shows."""
    row = bench.read(desk, station, Work.MOVE)
    now = hands.read(row)
    task = tasks.at_hand(desk, now)
    there = goods.lying(desk, now.source) if now.source else ()
    offers = () if now.source or task else stored.offered(desk, now.here, now.walk, SHOWN_TASKS)
    facts = _facts(desk, now, task or (offers[0] if offers else None), there)
    phase = "task" if now.phase == "idle" and offers else now.phase
    lines = tuple(_task_line(each) for each in offers) or tuple(_line(each, now) for each in there[:MAX_LINES])
    expects = continue_first() if row.stop else _expects(desk, now, task, there, offered=bool(offers))
    return FloorState(
        station, Work.MOVE.value, phase, about="" if task is None else task.code, hero=str(facts["hero"]),
        hero_note=str(facts["note"]), ask=facts, facts=facts, lines=lines,
        more=_more(desk, now, len(offers), len(there)), choices=() if row.stop else _choices(desk, now, facts),
        done=now.qty if now.thing else 0, wanted=task.left if task else 0, last=str(row.recall("said") or ""),
        at=next((each.code for each in lines if now.thing and each.done), ""),
        stop=stop_of(row), expects=expects,
    )  # fmt: skip


def _more(desk: Desk, now: Hands, offers: int, there: int) -> int:
    if offers:
        return max(0, stored.count_open(desk, now.here) - offers)
    return max(0, there - MAX_LINES)


def _facts(desk: Desk, now: Hands, task: MoveTask | None, there: tuple[Lying, ...]) -> Facts:
    """Return the facts that the words of every phase are filled with."""
    mine = [each for each in there if each.item_id in now.items]
    what = hands.named(items.get(desk, now.items[0])) if now.items else ""
    source = hands.source_of(desk, now).code if now.source else ""
    facts: Facts = {
        "place": source, "what": what, "qty": now.qty, "there": sum(each.on_hand for each in mine or there),
        "held": sum(each.held for each in mine or there), "kinds": len(there), "task": task.code if task else "",
        "target": "", "from": task.source if task else "", "wanted": task.left if task else 0, "hero": source,
        "note": what, "reason": task.reason if task else "", "name": task.name if task else "",
    }  # fmt: skip
    if now.target:
        facts["target"] = places.get(desk, PlaceId(now.target)).code
    elif task is not None:
        facts["target"] = task.target
    if task is not None and not now.source:
        facts |= {"hero": task.source, "note": task.what, "what": task.what, "qty": task.left}
    elif now.thing:
        facts["hero"] = str(facts["target"] or now.qty)
    return facts


def _line(each: Lying, now: Hands) -> FloorLine:
    in_hand = each.item_id in now.items and now.thing
    mark = "held" if each.held else ""
    return FloorLine(
        each.item.serial if each.item.is_container else each.item.sku, each.name, done=now.qty if in_hand else 0,
        wanted=each.on_hand, lot=each.item.lot, serial="" if each.item.is_container else each.item.serial, mark=mark,
        picture=each.picture,
    )  # fmt: skip


def _task_line(task: MoveTask) -> FloorLine:
    return FloorLine(
        task.what, task.name, f"{task.source} - {task.target}", task.done, task.qty, lot=task.item.lot,
        mark="urgent" if task.urgency <= 1 else task.kind.value, picture=task.picture,
    )  # fmt: skip


def _choices(desk: Desk, now: Hands, facts: Facts) -> tuple[Choice, ...]:
    if now.asked == "lots":
        there = {each.item_id: each for each in goods.lying(desk, now.source)}
        return tuple(
            Choice(str(n), "move_choice_lot", {"what": hands.named(items.get(desk, each)), "qty": found.on_hand})
            for n, each in enumerate(now.options, 1)
            if (found := there.get(each)) is not None
        )
    if now.asked == "whole":
        return (Choice("1", "move_choice_whole", facts), Choice("2", "move_choice_source", facts))
    if now.asked:
        return (Choice("1", "move_choice_all_the_same", facts), Choice("2", "move_choice_other", facts))
    if now.phase == "idle" and facts["task"]:
        return (Choice("1", "move_choice_take", facts), Choice("2", "move_choice_skip", facts))
    return ()


def _expects(
    desk: Desk, now: Hands, task: MoveTask | None, there: tuple[Lying, ...], *, offered: bool
) -> tuple[Expect, ...]:
    found: list[Expect] = []
    cards: list[Card] = []
    if now.asked:
        found.append(Expect("number", ""))
    elif now.phase in ("idle", "place"):
        found.append(Expect("place", "" if task is None else task.source))
        cards += [Card.SKIP] if offered else []
    elif now.phase == "item":
        named = [Expect("item", each.item.serial or each.item.sku) for each in there]
        found += [*named[:MAX_EXPECTS], Expect("place", hands.source_of(desk, now).code)]
    else:
        found.append(Expect("place", "" if task is None else task.target))
        found += [Expect("number", "")] if now.phase == "qty" else []
    cards += [Card.SHORT, Card.SKIP] if task is not None else []
    cards += [Card.UNDO, Card.PAUSE] if now.source or task else ([Card.UNDO] if now.undo else [])
    commands = [Expect("command", word_of(each)) for each in cards]
    return (*found[: MAX_EXPECTS - len(commands)], *commands)
