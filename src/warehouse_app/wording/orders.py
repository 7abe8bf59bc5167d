"""Words of orders: refusals, and the events of an order's story."""

from __future__ import annotations

WORDS = {
    "no_such_product": ("There is no product {sku}", "Check the SKU, or import it first"),
    "no_such_place": ("There is no place {place}", "Check the code, or import it first"),
    "bad_count": ("{counted} is no count", "A count is a whole number, zero or more"),
    "no_such_order": ("There is no order {order}", "Check the number"),
    "order_in_channels": ("Order {order} is in several channels: {channels}", "Name the channel"),
    "order_not_open": ("Order {order} is {state}", "It cannot be changed any more"),
    "order_handed_over": ("Parcel {parcel} of order {order} has left", "Its goods can only come back as a return"),
    "already_held": ("Order {order} is held already: {reason}", "Let it go on first, or hold it for another reason"),
    "not_held": ("Order {order} is not held", "There is nothing to let go"),
    "bad_hold_kind": ("There is no hold {kind}", "Choose one of {kinds}"),
    "not_available": ("{sku}: {asked} asked for, {free} free", "Wait for stock, or free a promise"),
    "no_such_promise": ("The promise is gone: somebody used or released it", "Allocate again"),
    "order_came_in": ("Order came in", ""),
    "order_made": ("{qty} units promised", ""),
    "order_released": ("{qty} units no longer promised: {why}", ""),
    "order_short": ("{qty} units short: {why}", ""),
    "order_batch_released": ("Released in batch {why}", ""),
    "order_picked": ("{qty} units picked", ""),
    "order_packed": ("{qty} units packed", ""),
    "order_unpacked": ("{qty} units taken out of the parcel", ""),
    "order_put_back": ("{qty} units put back to their bins", ""),
    "order_moved": ("{qty} units moved", ""),
    "order_labelled": ("Parcel {why} closed and labelled", ""),
    "order_handed_over_event": ("Parcel {why} handed over", ""),
    "order_held": ("Held: {why}", ""),
    "order_unheld": ("Let go on: {why}", ""),
    "order_cancelled": ("Cancelled: {why}", ""),
    "order_ship_part": ("May leave incomplete", ""),
    "order_wait_for_all": ("Waits for all of it", ""),
}
"""Code -> what happened, what to do."""
