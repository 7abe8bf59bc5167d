"""Things at the count bench: scanned one by one, typed as a number, taken back."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.counting import benchstate, identify
from warehouse_app.application.counting.benchwork import MOST_UNDONE, stack_of, with_ask, without_ask
from warehouse_app.application.floorwork import FloorDeed
from warehouse_app.application.run import Session
from warehouse_app.application.settings import number_of
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.elements import Gs1Fields
from warehouse_app.domain.bench import NoMultiScan, NothingToCount, NothingToUndo, Verdict
from warehouse_app.domain.counting.judge import far_from
from warehouse_app.domain.counting.values import MOST_COUNTED, CountNumberTooLarge, LotNeeded, SerialNeeded, SerialTwice
from warehouse_app.domain.floorwork import MAX_CHOICES
from warehouse_app.domain.items import Item
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.receiving.judge import keepable
from warehouse_app.domain.receiving.shot import LONGEST_MARK
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import items, places, products
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.counting import books, counts
from warehouse_app.store.counting.counts import CountRow, LineRow
from warehouse_app.store.desk import Desk


def count_product(desk: Desk, session: Session, row: BenchRow, count: CountRow, meant: meaning.Product) -> FloorDeed:
    """Count what was scanned. Raises Refused with why it cannot be counted here."""
    product = identify.product_of(desk, count, meant.sku)
    units = identify.units_of(meant, product)
    try:
        found = identify.things(desk, count, product, meant.gs1)
    except Refused as refused:
        if isinstance(refused.refusal, SerialNeeded | LotNeeded):
            return _mark_needed(row, product.sku, refused.refusal, units)
        raise
    if len(found) > 1:
        return _which(row, count, found, units)
    identify.know_lot(desk, found[0], meant.gs1)
    return count_thing(desk, session, row, count, found[0], units)


def _mark_needed(row: BenchRow, sku: str, needed: SerialNeeded | LotNeeded, units: int) -> FloorDeed:
    """Ask for the lot or serial number that the code did not tell: what is scanned or typed next may be it."""
    what = "serial" if isinstance(needed, SerialNeeded) else "lot"
    asked = replace(row, memory={**row.memory, "mark": [sku, what, units]})
    return FloorDeed(needed.code, {"sku": sku}, Verdict.REFUSED, asked)


def count_marked(desk: Desk, session: Session, row: BenchRow, count: CountRow, text: str) -> FloorDeed | None:
    """Count what its lot or serial number was asked for; None where the text can be none. Raises Refused."""
    sku, what, units = row.recall("mark")
    mark = keepable(text.strip().removeprefix("="), LONGEST_MARK)
    if not mark:
        return None
    said = Gs1Fields(serial=mark) if what == "serial" else Gs1Fields(lot=mark)
    found = identify.things(desk, count, identify.product_of(desk, count, sku), said)
    free = replace(row, memory={name: each for name, each in row.memory.items() if name != "mark"})
    if len(found) > 1:
        return _which(free, count, found, units)
    return count_thing(desk, session, free, count, found[0], units)


def _which(row: BenchRow, count: CountRow, found: tuple[Item, ...], units: int) -> FloorDeed:
    """Ask which lot or grade it is."""
    few = found[:MAX_CHOICES]
    keys = tuple((str(n), _called(each)) for n, each in enumerate(few, 1))
    things = [[each.sku, each.lot, each.serial, each.grade, each.owner] for each in few]
    facts = {"sku": found[0].sku, "place": count.place}
    asked = with_ask(row, "count_which", facts, keys, things=things, units=units)
    return FloorDeed("count_which", facts, verdict=Verdict.ASKED, row=asked)


def _called(item: Item) -> str:
    return " ".join(each for each in (item.lot, item.serial, item.grade if item.grade != "A" else "") if each) or "-"


def count_thing(desk: Desk, session: Session, row: BenchRow, count: CountRow, item: Item, units: int) -> FloorDeed:
    """Count so many units of a thing more; `units` is what one scan of it counts."""
    item_id = items.number(desk, item)
    if item.serial:
        refused = _serial(desk, row, count, item, item_id)
        if refused is not None:
            return refused
    return _add(desk, session, row, count, item_id, units, units)


def _serial(desk: Desk, row: BenchRow, count: CountRow, item: Item, item_id: int) -> FloorDeed | None:
    """Refuse a serial number twice here; ask where it was counted elsewhere and is not booked yet."""
    if any(each.item_id == item_id and each.counted for each in counts.lines(desk, count.id, count.round)):
        raise Refused(SerialTwice(item.sku, item.serial))
    other = counts.serial_elsewhere(desk, count.id, item_id)
    if other is None:
        return None
    facts = {"serial": item.serial, "sku": item.sku, "other": other[2], "place": count.place}
    keys = (("1", "count_serial_here"), ("2", "count_serial_there"))
    asked = with_ask(row, "count_serial_two", facts, keys, item=item_id, line=other[0], other=other[1])
    return FloorDeed("count_serial_two", facts, verdict=Verdict.ASKED, row=asked)


def _add(desk: Desk, session: Session, row: BenchRow, count: CountRow, item_id: int, one: int, units: int) -> FloorDeed:
    line = _line(desk, count, item_id)
    total = (line.counted if line else 0) + units
    _refuse_too_many(total)
    book = books.lies(desk, count.place_id, item_id)
    if book == 0:
        places.refuse_unused(desk, places.get(desk, PlaceId(count.place_id)))
    if line is None:
        counts.add_line(desk, count, item_id, total, books.last_seq(desk), book)
    else:
        counts.set_line(desk, line.id, total)
    stack = [*stack_of(row), [item_id, one, units]][-MOST_UNDONE:]
    item = items.get(desk, item_id)
    blind = benchstate.is_blind(desk, count, session.station)
    code = "count_counted" if blind or book else "count_unexpected"
    facts = _facts(count, item, units, total)
    return FloorDeed(code, facts, row=without_ask(row, stack=stack), qty=units)


def _facts(count: CountRow, item: Item, units: int, total: int) -> dict[str, str | int | bool | None]:
    about = {"lot": item.lot, "serial": item.serial, "place": count.place}
    return {"sku": item.sku, "units": units, "total": total, **about}


def _line(desk: Desk, count: CountRow, item_id: int) -> LineRow | None:
    return next((each for each in counts.lines(desk, count.id, count.round) if each.item_id == item_id), None)


def _refuse_too_many(total: int) -> None:
    if total > MOST_COUNTED:
        raise Refused(CountNumberTooLarge(str(total), MOST_COUNTED))


def again_as(desk: Desk, session: Session, row: BenchRow, count: CountRow, n: int) -> FloorDeed:
    """Let the last scan count as `n`. Raises Refused(NothingToCount, NoMultiScan)."""
    typed = count_typed(desk, session, row, count, n)
    if typed is None:
        raise Refused(NothingToCount(n))
    return typed


def count_typed(desk: Desk, session: Session, row: BenchRow, count: CountRow, number: int) -> FloorDeed | None:
    """Take a number for how many there are of what was scanned last, in its packs; None where nothing was.

    A number far from what can be is asked about: by name, or where the count is blind by letting it be typed again.
    """
    stack = stack_of(row)
    if not stack:
        return _of_product(desk, session, row, count, number)
    item_id, one, units = stack[-1]
    item = items.get(desk, item_id)
    product = products.find(desk, item.sku)
    if number > 1 and (item.serial or product is None or not product.multi_scan):
        raise Refused(NoMultiScan(item.sku))
    line = _line(desk, count, item_id)
    total = (line.counted if line else 0) - units + number * one
    asked = _is_far(desk, session, row, count, item_id, number, total)
    return asked or _set_last(desk, row, count, number)


def _set_last(desk: Desk, row: BenchRow, count: CountRow, number: int) -> FloorDeed:
    stack = stack_of(row)
    item_id, one, units = stack[-1]
    line = _line(desk, count, item_id)
    total = max(0, (line.counted if line else 0) - units + number * one)
    _refuse_too_many(total)
    if line is not None:
        counts.set_line(desk, line.id, total)
    item = items.get(desk, item_id)
    stack[-1] = [item_id, one, number * one]
    facts = _facts(count, item, number * one, total)
    return FloorDeed("count_counted", facts, row=without_ask(row, stack=stack), qty=0)


def _of_product(desk: Desk, session: Session, row: BenchRow, count: CountRow, number: int) -> FloorDeed | None:
    """Count the one product that is asked for by its number alone, where it is one thing."""
    here = books.cells_of(desk, count.place_id, count.sku) if count.sku else {}
    item_id = next(iter(here), count.item_id)
    if not count.sku or len(here) > 1 or item_id is None or items.get(desk, item_id).serial:
        return None
    _refuse_too_many(number)
    asked = _is_far(desk, session, row, count, item_id, number, number)
    return asked or _add(desk, session, row, count, item_id, 1, number)


def _is_far(
    desk: Desk, session: Session, row: BenchRow, count: CountRow, item_id: int, number: int, total: int
) -> FloorDeed | None:
    """Ask about a number that is far from the books, unless it is the answer to just that question."""
    book = books.lies(desk, count.place_id, item_id)
    open_ = row.recall("ask")
    if open_ and open_["code"] == "count_repeat" and open_["number"] == number:
        return None
    if not far_from(total, book, number_of(desk, "count.ask_over", session.station)):
        return None
    blind = benchstate.is_blind(desk, count, session.station)
    facts: dict[str, str | int | bool | None] = {"number": number, "sku": items.get(desk, item_id).sku}
    if blind:
        asked = with_ask(without_ask(row), "count_repeat", facts, (), number=number, thing=item_id)
        return FloorDeed("count_repeat", facts, verdict=Verdict.ASKED, row=asked)
    facts |= {"book": book}
    keys = (("1", "count_number_yes"), ("2", "count_number_no"))
    asked = with_ask(without_ask(row), "count_far", facts, keys, number=number, thing=item_id)
    return FloorDeed("count_far", facts, verdict=Verdict.ASKED, row=asked)


def accept_far(desk: Desk, session: Session, row: BenchRow, count: CountRow) -> FloorDeed:
    """Take the number that was asked about."""
    open_ = row.recall("ask")
    number, item_id = int(open_["number"]), int(open_["thing"])
    row = without_ask(row)
    if stack_of(row):
        return _set_last(desk, row, count, number)
    return _add(desk, session, row, count, item_id, 1, number)


def undo(desk: Desk, _session: Session, row: BenchRow, count: CountRow) -> FloorDeed:
    """Take the last scan of this place back. Raises Refused(NothingToUndo)."""
    stack = stack_of(row)
    if not stack:
        raise Refused(NothingToUndo())
    item_id, _one, units = stack.pop()
    line = _line(desk, count, item_id)
    item = items.get(desk, item_id)
    total = 0 if line is None else max(0, line.counted - units)
    if line is not None and (total > 0 or any(each[0] == item_id for each in stack)):
        counts.set_line(desk, line.id, total)
    elif line is not None:
        counts.drop_line(desk, line.id)
    facts = _facts(count, item, units, total)
    return FloorDeed("count_undone", facts, row=replace(row, memory={**row.memory, "stack": stack}), qty=-units)
