"""Words of orders: refusals, holds, and the events of an order's story."""

from __future__ import annotations

from warehouse_app.domain.orders.values import ShortCause, ShortLine
from warehouse_app.wording import tr, trn

REASONS = {
    "never_stocked": "never stocked",
    "none_left": "none left",
    "stands_elsewhere": "stands where it cannot be promised",
    "all_promised": "others hold it",
    "not_asked": "not asked for yet",
    "expired": "its time was over",
    "joined": "joined to another promise",
    "released": "given free by hand",
    "not_paid": "not paid",
    "in_batch": "in another batch",
    "other_warehouse": "in another warehouse",
    "other_day": "it leaves on another day",
    "address_missing": "no address in the file",
    "address_for_nobody": "nobody is named in the address",
    "undone_same_day": "a credit note undid it the same day",
    "partly_fulfilled": "the shop has sent a part already",
    "partly_refunded": "partly refunded",
    "restocked_in_shop": "put back on stock in the shop",
    "waits_in_shop": "waits in the shop",
    "risk_high": "the shop warns of fraud",
    "payment_pending": "not paid yet",
    "payment_partial": "paid in part",
    "payment_expired": "the payment ran out",
    "payment_refunded": "refunded",
    "payment_voided": "the payment was voided",
}
"""Why nothing more could be promised (`ShortCause`), why a promise ended, and why an order waits: codes in words."""

WORDS = {
    "no_such_product": ("There is no product {sku}", "Check the SKU, or import it first"),
    "bad_barcode": ("That is no barcode, or {factor} is no number of pieces", "Scan it once more"),
    "barcode_has_factor": ("{barcode} means {factor} of {sku} already", "Use another barcode for this pack"),
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
    "holds_nothing": ("Order {order} holds nothing of {sku}", "Look who holds it: warehouse stock who {sku}"),
    "being_picked": ("Order {order} is being picked in batch {batch}", "Finish or discard the batch first"),
    "address_moved": (
        "Somebody changed the {field} of order {what} meanwhile: it was {before}, it is {now}",
        "Look at it again, then save; what you typed is kept",
    ),
    "address_incomplete": ("The address of order {order} has no {field}", "Fill it in"),
    "parcel_loaded": (
        "Parcel {parcel} of order {order} is on manifest {manifest}",
        "Take it off there first, then change the address",
    ),
    "not_planned": (
        "Order {order} is in no batch that is planned",
        "From one on the floor it goes by: cancel it, or let it be picked",
    ),
    "reason_missing": ("There is no reason", "Say why, in a few words"),
    "no_such_promise": ("The promise is gone: somebody used or released it", "Allocate again"),
    "story_came_in": ("Order came in", ""),
    "story_changed": ("Changed: {why}", ""),
    "story_readdressed": ("Goes to another address: {why}", ""),
    "story_label_ahead": ("Label of parcel {why} is bought and printed before it is packed", ""),
    "story_label_void": ("Label of parcel {why} is void", "The pack bench prints another one"),
    "story_relabelled": ("Label of parcel {why} is printed anew", ""),
    "story_made": ("{qty} {qty:unit|units} promised", ""),
    "story_released": ("{qty} {qty:unit|units} no longer promised: {why}", ""),
    "story_short": ("{qty} {qty:unit|units} short: {why}", ""),
    "story_batch_released": ("Released in batch {why}", ""),
    "story_picked": ("{qty} {qty:unit|units} picked", ""),
    "story_packed": ("{qty} {qty:unit|units} packed", ""),
    "story_unpacked": ("{qty} {qty:unit|units} taken out of the parcel", ""),
    "story_put_back": ("{qty} {qty:unit|units} put back to their bins", ""),
    "story_moved": ("{qty} {qty:unit|units} moved", ""),
    "story_labelled": ("Parcel {why} closed and labelled", ""),
    "story_photo_parcel": ("{qty} {qty:photo|photos} of parcel {why}", ""),
    "story_photo_line": ("{qty} {qty:photo|photos} of {why}", ""),
    "story_photo_order": ("{qty} {qty:photo|photos} of the order", ""),
    "story_photo_passed": ("No photo was taken: {why}", ""),
    "story_left_before": ("Left before the books began", ""),
    "story_handed_over": ("Parcel {why} handed over", ""),
    "story_joined": ("Joined batch {why} at work", ""),
    "story_dropped": ("Taken out of batch {why}", ""),
    "story_rebatched": ("Moved to batch {why}", ""),
    "story_held": ("Held: {why}", ""),
    "story_unheld": ("Let go on: {why}", ""),
    "story_count_short": ("A count found less: {why}", "It lacks them now"),
    "story_stock_released": ("Its stock was released: {why}", ""),
    "story_nothing_to_ship": ("Closed: it has nothing to ship", ""),
    "story_cancelled": ("Cancelled: {why}", ""),
    "story_ship_part": ("May leave incomplete", ""),
    "story_wait_for_all": ("Waits for all of it", ""),
}
"""Code -> what happened, what to do."""


def hold_kind(kind: str) -> str:
    """Return what a kind of hold is called: by what it waits for, never the code that is kept."""
    words = {
        "address": tr("address"), "fraud": tr("fraud check"), "payment": tr("payment"), "stock": tr("stock"),
        "customer": tr("customer"), "manual": tr("by hand"),
    }  # fmt: skip
    return words.get(kind, kind)


def hold_reason(reason: str) -> str:
    """Return why an order waits: a code of an import in words, what a person wrote as it is."""
    return tr(REASONS.get(reason, reason)) if reason else tr("no reason given")


def short_why(line: ShortLine, order: str) -> str:
    """Return why a line of an order is short; where there are too few for it alone, how many are not there at all."""
    why = line.why
    plainly = tr(REASONS[line.cause.value])
    if line.cause is not ShortCause.ALL_PROMISED or why is None:
        return plainly
    others = sum(each.qty for each in why.holders if each.order != order) + why.more_held
    gone = line.short - others
    if gone <= 0:
        return plainly
    part = trn("{n} is not there", "{n} are not there", gone).format(n=gone)
    held = tr("others hold {n}").format(n=others)
    return f"{part}, {held}" if others else part
