"""What a bench of transfers shows: those one can go on with, what is to be taken, or what came of what was sent."""

from __future__ import annotations

from warehouse_app.application.floorwork import continue_first, stop_of
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import MAX_EXPECTS, Expect, Work
from warehouse_app.domain.floorwork import MAX_LINES, Choice, FloorLine, FloorState
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.transfers.states import ARRIVING, TransferState
from warehouse_app.domain.transfers.values import Pick, TransferHead, TransferLine
from warehouse_app.store import bench, places
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.receiving.docks import warehouse_of
from warehouse_app.store.transfers import rows

AT_HAND = frozenset({"place", "last", "over", "damaged", "undo"})
"""What a bench remembers of the transfer at hand."""

OFFERED = 12
Facts = dict[str, str | int | bool | None]


def is_ready(desk: Desk, head: TransferHead) -> bool:
    """Tell whether all that can be picked is, so that it is asked whether it leaves."""
    return head.state is TransferState.PICKING and not rows.picks(desk, head.id) and bool(rows.contents(desk, head.id))


def shown(desk: Desk, station: str) -> FloorState:
    """Return what the bench of a station shows."""
    row = bench.read(desk, station, Work.TRANSFER)
    if row.ref is None:
        return _idle(desk, station, row)
    head = rows.head(desk, row.ref)
    return _arriving(desk, station, row, head) if head.state in ARRIVING else _picking(desk, station, row, head)


def _idle(desk: Desk, station: str, row: BenchRow) -> FloorState:
    found = rows.at_work(desk, warehouse_of(desk, station), OFFERED)
    lines = tuple(FloorLine(each.code, each.note, f"{each.source} - {each.target}") for each in found)
    expects = continue_first() if row.stop else tuple(Expect("transfer", each.code) for each in found)
    return FloorState(
        station, Work.TRANSFER.value, lines=lines, last=str(row.recall("said") or ""), stop=stop_of(row),
        expects=expects,
    )  # fmt: skip


def _picking(desk: Desk, station: str, row: BenchRow, head: TransferHead) -> FloorState:
    picks, lines = rows.picks(desk, head.id), rows.lines(desk, head.id)
    place = row.recall("place")
    mine = [each for each in picks if each.place_id == place] or list(picks[:1])
    ready = is_ready(desk, head)
    phase = "send" if ready else "item" if place is not None else "place"
    here = places.get(desk, PlaceId(place)).code if place is not None else (mine[0].place if mine else "")
    facts: Facts = {
        "transfer": head.code, "target": head.target, "place": here, "sku": mine[0].sku if mine else "",
        "qty": mine[0].qty if mine else 0, "units": sum(each.picked for each in lines),
    }  # fmt: skip
    expects = _to_pick(mine, phase, here)
    return FloorState(
        station, Work.TRANSFER.value, phase, about=head.code, hero="" if ready else here,
        hero_note=f"{facts['qty']} x {facts['sku']}" if mine and not ready else "", ask=facts, facts=facts,
        lines=tuple(_pick_line(each) for each in picks[:MAX_LINES]), more=max(0, len(picks) - MAX_LINES),
        choices=() if row.stop or not ready else (
            Choice("1", "transfer_choice_send", facts), Choice("2", "transfer_choice_package", facts)
        ),
        done=sum(each.picked for each in lines), wanted=sum(each.qty for each in lines),
        last=str(row.recall("said") or ""), stop=stop_of(row),
        expects=continue_first() if row.stop else expects,
    )  # fmt: skip


def _to_pick(mine: list[Pick], phase: str, place: str) -> tuple[Expect, ...]:
    cards = tuple(Expect("command", word_of(each)) for each in (Card.DONE, Card.NEXT_BOX, Card.UNDO, Card.PAUSE))
    if phase == "send":
        return (Expect("number", ""), *cards)
    found = [Expect("place", place)] if phase == "place" else [Expect("item", each.sku) for each in mine]
    return (*found[: MAX_EXPECTS - len(cards)], *cards)


def _pick_line(each: Pick) -> FloorLine:
    return FloorLine(each.sku, each.name, each.place, 0, each.qty, each.lot, each.serial)


def _arriving(desk: Desk, station: str, row: BenchRow, head: TransferHead) -> FloorState:
    lines = rows.lines(desk, head.id)
    over = row.recall("over")
    phase = "over" if over else "damaged" if row.recall("damaged") else "in"
    left = sum(each.on_way for each in lines)
    facts: Facts = {
        "transfer": head.code, "source": head.source, "left": left, "sku": over["sku"] if over else "",
        "qty": over["qty"] if over else 0,
    }  # fmt: skip
    packages = [each.code for each in rows.packages(desk, head.id) if each.stands_kind == "TRANSIT" and each.units]
    cards = tuple(Expect("command", word_of(each)) for each in (Card.DONE, Card.DAMAGED, Card.UNDO, Card.PAUSE))
    goods = [Expect("item", each.sku) for each in lines if each.on_way]
    wanted = [Expect("number", "")] if over else [*(Expect("lpn", each) for each in packages), *goods]
    return FloorState(
        station, Work.TRANSFER.value, phase, about=head.code, hero=str(left), ask=facts, facts=facts,
        lines=tuple(_in_line(each) for each in lines[:MAX_LINES]), more=max(0, len(lines) - MAX_LINES),
        choices=() if row.stop or not over else (
            Choice("1", "transfer_choice_over", facts), Choice("2", "transfer_choice_recount", facts)
        ),
        done=sum(each.received + each.damaged for each in lines), wanted=sum(each.sent for each in lines),
        last=str(row.recall("said") or ""), stop=stop_of(row),
        expects=continue_first() if row.stop else (*wanted[: MAX_EXPECTS - len(cards)], *cards),
    )  # fmt: skip


def _in_line(each: TransferLine) -> FloorLine:
    mark = "over" if each.over else "damaged" if each.damaged else ""
    return FloorLine(each.sku, each.name, "", each.received + each.damaged, each.sent, mark=mark)
