"""What the orders screen asks of the house, and the commands it gives: the one place that knows the house's names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from warehouse_app.application.addressing import Readdressed, SetAddress, address_fields
from warehouse_app.application.allocation import who_holds
from warehouse_app.application.batchdrop import DropFromBatch
from warehouse_app.application.erasing import EraseCustomer, Erased
from warehouse_app.application.flow import lane_orders
from warehouse_app.application.instructions.keep import SetGift, gift_fields
from warehouse_app.application.instructions.telling import gift_of
from warehouse_app.application.orderedit import SetOrder, order_fields
from warehouse_app.application.orders import (
    Cancelled,
    CancelOrder,
    HoldOrder,
    ShipPart,
    UnholdOrder,
    count_views,
    order_choices,
    order_detail,
    order_id_of,
)
from warehouse_app.application.run import Command
from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, parse
from warehouse_app.domain.editing import Change
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.orders.values import OrderDetail, OrderRow, PoolReason
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.releasing.channels import Lane
from warehouse_app.ui.kit import figures
from warehouse_app.wording import tr, trn
from warehouse_app.wording.releasing import channel_title, lane_words

_SHORT_PRODUCTS = 5
_MANUAL = "manual"


def counts(desk: Any, query: ListQuery) -> tuple[tuple[str, int], ...]:  # noqa: ANN401 - the application's desk
    """Return how many orders each view has."""
    return tuple(count_views(desk, query).items())


def choices(desk: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:  # noqa: ANN401 - as above
    """Return the channels and countries a list can be narrowed to."""
    channels, countries = order_choices(desk)
    return (("channel", channels), ("country", countries))


def fields(desk: Any, order_id: int) -> Mapping[str, str]:  # noqa: ANN401 - as above
    """Return what of an order can be changed, as it is now."""
    return order_fields(desk, order_id)


@dataclass(frozen=True, slots=True)
class LaneOrders:
    """The orders of a lane, and what the lane is called."""

    orders: tuple[int, ...]
    words: str


def in_lane(desk: Any, now: str, channel: str, lane: str) -> LaneOrders:  # noqa: ANN401 - as above
    """Return the orders of a release channel's lane."""
    found = lane_orders(desk, now, channel, Lane(lane))
    words = tr("{channel}: {lane}").format(channel=found.title or channel_title(None), lane=lane_words(found.lane))
    return LaneOrders(found.orders, words)


def change(command_id: str, row: OrderRow, changes: tuple[Change, ...]) -> Command:
    """Return the command that changes when and how an order leaves."""
    return SetOrder(id=command_id, order_id=row.id, changes=changes)


def where(desk: Any, order_id: int) -> Mapping[str, str]:  # noqa: ANN401 - as above
    """Return the parts of an order's address as they are now."""
    return address_fields(desk, order_id)


def readdress(command_id: str, row: OrderRow, changes: tuple[Change, ...], reason: str) -> Command:
    """Return the command that lets an order go elsewhere."""
    return SetAddress(id=command_id, order_id=row.id, changes=changes, reason=reason)


def asked_for(desk: Any, order_id: int) -> Mapping[str, str]:  # noqa: ANN401 - as above
    """Return what the buyer of an order asks for, as it is now."""
    return gift_fields(gift_of(desk, order_id))


def set_gift(command_id: str, row: OrderRow, changes: tuple[Change, ...]) -> Command:
    """Return the command that says what the buyer asks for."""
    return SetGift(id=command_id, order_id=row.id, changes=changes)


def readdressed_words(done: Readdressed) -> str:
    """Return what a new address did."""
    words = [tr("Order {code} goes to another address").format(code=done.order)]
    words += [tr("It is no longer on hold for it")] if done.let_go else []
    words += [_printed_anew(done.labels)] if done.labels else []
    return ". ".join(words)


def _printed_anew(labels: tuple[str, ...]) -> str:
    words = trn("The label of {parcels} is printed anew", "The labels of {parcels} are printed anew", len(labels))
    return words.format(parcels=", ".join(labels))


def utc(changes: tuple[Change, ...], ship_by: str) -> tuple[Change, ...]:
    """Return changes with the time an order leaves as the house keeps it: it was typed as local time."""
    return tuple(
        replace(each, before=ship_by, after=figures.unfiled(each.after)) if each.field == "ship_by" else each
        for each in changes
    )


def detail(desk: Any, order_id: int) -> OrderDetail:  # noqa: ANN401 - as above
    """Return one order whole."""
    return order_detail(desk, order_id)


def by_code(desk: Any, code: str) -> int:  # noqa: ANN401 - as above
    """Return the order of a number, or of the barcode on its paper; 0 for none."""
    own = parse(code.strip().upper())
    try:
        return order_id_of(desk, own.body if isinstance(own, OwnCode) and own.kind is OwnKind.ORDER else code.strip())
    except Refused:
        return 0


def who_lacks(desk: Any, found: OrderDetail) -> tuple[PoolReason, ...]:  # noqa: ANN401 - as above
    """Return who holds what an order's short lines lack, product by product, for the first few."""
    skus = tuple(dict.fromkeys(line.sku for line in found.lines if line.short))
    return tuple(who_holds(desk, sku, found.warehouse) for sku in skus[:_SHORT_PRODUCTS])


def hold(command_id: str, row: OrderRow, reason: str) -> Command:
    """Return the command that holds an order by hand."""
    return HoldOrder(id=command_id, order_id=row.id, kind=_MANUAL, reason=reason)


def unhold(command_id: str, row: OrderRow, kind: str, reason: str) -> Command:
    """Return the command that takes a hold away."""
    return UnholdOrder(id=command_id, order_id=row.id, kind=kind, reason=reason)


def cancel(command_id: str, row: OrderRow, reason: str) -> Command:
    """Return the command that cancels an order."""
    return CancelOrder(id=command_id, order_id=row.id, reason=reason)


def forget(command_id: str, row: OrderRow) -> Command:
    """Return the command that forgets the customer of an order."""
    return EraseCustomer(id=command_id, order=row.id)


def more_to_forget(value: object) -> bool:
    """Tell whether orders of the customer are left that still name him."""
    return isinstance(value, Erased) and value.more


def left_to_do(value: object) -> str:
    """Return what a cancelled order leaves: money that goes back to the customer, goods that must go to their bins."""
    if not isinstance(value, Cancelled):
        return ""
    words = tr(". {amount} go back to the customer ({refunds})")
    gives = words.format(amount=figures.money_of(value.gives), refunds=", ".join(value.given)) if value.given else ""
    if not value.to_put_back:
        return gives
    units = sum(each.qty for each in value.to_put_back)
    where = ", ".join(dict.fromkeys(each.place for each in value.to_put_back))
    put_back = trn(". Put {n} unit back from {where}", ". Put {n} units back from {where}", units)
    return gives + put_back.format(n=units, where=where)


def drop(command_id: str, row: OrderRow) -> Command:
    """Return the command that takes an order out of the batch it is planned in."""
    return DropFromBatch(id=command_id, order_id=row.id)


def ship_part(command_id: str, row: OrderRow, *, part: bool) -> Command:
    """Return the command that lets an order leave incomplete, or wait for all."""
    return ShipPart(id=command_id, order_id=row.id, part=part)
