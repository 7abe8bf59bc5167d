"""What the count bench shows: where to go next, what was counted here, and the one question that is open."""

from __future__ import annotations

from warehouse_app.application.floorwork import WHO, continue_first, stop_of
from warehouse_app.application.settings import is_on
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import Expect, Work
from warehouse_app.domain.counting.states import CountState
from warehouse_app.domain.counting.values import code_of
from warehouse_app.domain.floorwork import MAX_LINES, Choice, FloorLine, FloorState
from warehouse_app.store import bench, items
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.counting import books, counts, plans
from warehouse_app.store.counting.counts import CountRow
from warehouse_app.store.desk import Desk

Fact = str | int | bool | None

AHEAD = 12
"""Places that are named ahead."""


def state(desk: Desk, station: str) -> FloorState:
    """Return what a station shows."""
    row = bench.read(desk, station, Work.COUNT)
    count = counts.get(desk, row.ref) if row.ref is not None else None
    if count is None or count.state is not CountState.COUNTING:
        return _between(desk, station, row)
    return _counting(desk, station, row, count)


def is_blind(desk: Desk, count: CountRow, station: str) -> bool:
    """Tell whether the person is not told what the books have: as the plan says, else as the setting does."""
    if count.plan_id is not None:
        return plans.is_blind(desk, count.plan_id)
    return is_on(desk, "count.blind", station)


def warehouse_of(desk: Desk, station: str, row: BenchRow) -> str:
    """Return the warehouse in which a station counts: that of its tour, else its own, "" where it may be any."""
    return str(row.recall("warehouse") or "") or counts.own_warehouse(desk, station)


def next_places(desk: Desk, station: str, row: BenchRow) -> tuple[counts.Way, ...]:
    """Return the places ahead of a bench, in walking order from where it stands.

    What the person at the bench counted before is for somebody else.
    """
    warehouse = warehouse_of(desk, station, row) or counts.some_warehouse(desk)
    if not warehouse:
        return ()
    way = counts.ahead(desk, warehouse, int(row.recall("at") if row.recall("at") is not None else -1), AHEAD)
    who = str(row.recall(WHO) or "")
    return tuple(each for each in way if not who or who not in each.counted_by.split())


def _between(desk: Desk, station: str, row: BenchRow) -> FloorState:
    way = next_places(desk, station, row)
    warehouse = warehouse_of(desk, station, row) or counts.some_warehouse(desk)
    left = counts.left(desk, warehouse) if warehouse else 0
    first = way[0] if way else None
    facts: dict[str, Fact] = {"place": first.place if first else "", "left": left, "sku": first.sku if first else ""}
    open_ = row.recall("ask")
    expects = tuple(Expect("place", each.place) for each in way[:1])
    expects += (Expect("command", word_of(Card.SKIP)), Expect("command", word_of(Card.DONE))) if first else ()
    return FloorState(
        station,
        "count",
        "sure" if open_ else "place" if first else "idle",
        hero=first.place if first else "",
        hero_note=first.sku if first else "",
        ask={**facts, **open_["facts"], "question": open_["code"]} if open_ else facts,
        facts={"warehouse": warehouse, "left": left},
        lines=tuple(FloorLine(each.sku, each.name, each.place, mark=each.state) for each in way),
        more=max(0, left - len(way)),
        choices=_choices(row),
        last=str(row.recall("said") or ""),
        stop=stop_of(row),
        expects=continue_first() if row.stop else expects,
    )


def _counting(desk: Desk, station: str, row: BenchRow, count: CountRow) -> FloorState:
    blind = is_blind(desk, count, station)
    found = _lines(desk, count, blind=blind, last=_last(row))
    lines = tuple(line for line, _mine in found)
    open_, choices = row.recall("ask"), _choices(row)
    if not open_ and not lines_counted(lines) and not count.sku:
        choices = (Choice("1", "count_empty", {"place": count.place}),)
    offered = not open_
    phase = "sure" if open_ else "item"
    facts: dict[str, Fact] = {"place": count.place, "sku": count.sku, "counted": sum(each.done for each in lines)}
    return FloorState(
        station,
        "count",
        phase,
        about=code_of(count.id),
        hero=count.place,
        hero_note=count.sku,
        ask={**facts, **(open_["facts"] if open_ else {}), "question": open_["code"] if open_ else ""},
        facts={**facts, "round": count.round, "blind": blind, "reason": count.reason},
        lines=lines[:MAX_LINES],
        more=max(0, len(lines) - MAX_LINES),
        choices=choices,
        offered=offered,
        done=len([each for each in lines if each.done]),
        last=str(row.recall("said") or ""),
        at=next((each.code for each, mine in found if mine), ""),
        stop=stop_of(row),
        expects=continue_first() if row.stop else _expects(count, choices, number=bool(_last(row))),
    )


def _choices(row: BenchRow) -> tuple[Choice, ...]:
    open_ = row.recall("ask")
    return tuple(Choice(key, code, open_["facts"]) for key, code in open_["keys"]) if open_ else ()


def _expects(count: CountRow, choices: tuple[Choice, ...], *, number: bool) -> tuple[Expect, ...]:
    keys = tuple(Expect("choice", each.key) for each in choices)
    cards = tuple(Expect("command", word_of(card)) for card in (Card.DONE, Card.UNDO, Card.SKIP, Card.PAUSE))
    keys += (Expect("number", ""),) if number and not choices else ()
    return (*keys, Expect("item", count.sku), Expect("place", count.place), *cards)


def _last(row: BenchRow) -> int:
    stack = row.recall("stack") or []
    return int(stack[-1][0]) if stack else 0


def lines_counted(lines: tuple[FloorLine, ...]) -> bool:
    """Tell whether anything was counted yet."""
    return any(each.mark != "expected" for each in lines)


def _lines(desk: Desk, count: CountRow, *, blind: bool, last: int) -> tuple[tuple[FloorLine, bool], ...]:
    """Return what was counted, and where it is not blind what the books have besides; which one was scanned last."""
    counted = {each.item_id: each.counted for each in counts.lines(desk, count.id, count.round)}
    book = {} if blind else books.cells_of(desk, count.place_id, count.sku)
    order = [*counted, *(each for each in book if each not in counted)]
    found = []
    for item_id in order[: MAX_LINES + 1]:
        item = items.get(desk, item_id)
        mark = "counted" if item_id in counted else "expected"
        name = books.name_of(desk, item_id)
        done, wanted = counted.get(item_id, 0), book.get(item_id, 0)
        line = FloorLine(item.sku, name, count.place, done, wanted, item.lot, item.serial, "", mark)
        found.append((line, item_id == last))
    return tuple(found)
