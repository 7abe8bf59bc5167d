"""Words of the pick bench and of batches."""

from __future__ import annotations

WORDS = {
    "batch_open": ("Batch {batch} is yours", "Go to {place}"),
    "right_place": ("Right place", "Take {left} of {sku}"),
    "right_item": ("Right item", "{left} left to take"),
    "item_complete": ("All {qty} taken", "Put them in slot {slot}"),
    "right_slot": ("Right slot", "Go to {place}"),
    "trip_picked": ("Trip {trip} of {trips} is full", "Bring the cart to the bench, then scan DONE"),
    "batch_picked": ("Batch {batch} is picked", "Bring the cart to the bench"),
    "trip_started": ("Trip {trip} of {trips}", "Go to {place}"),
    "undone": ("Undone", "Put {qty} of {sku} back on {place}"),
    "counted": ("Counted as {n}", "{left} left to take"),
    "skipped": ("Skipped", "It comes again at the end"),
    "short": ("{place} is {qty} short", "A count is asked for. Go on"),
    "damaged_here": ("{sku} is damaged: one less", "Put it in {bad}. Go on at {place}"),
    "damaged_last": ("{sku} is damaged, and nothing is left to take", "Put it in {bad}. Bring the cart to the bench"),
    "paused": ("Paused", "Scan batch {batch} to go on"),
    "resumed": ("Batch {batch} goes on", "Go to {place}"),
    "found_ready": ("Found goods", "Scan what you found"),
    "found": ("Found {qty} of {sku}", "Booked, and a count is asked for"),
    "wrong_place": ("Wrong place. This is {scanned}", "Go to {wanted}"),
    "place_first": ("Place first", "Scan place {wanted}"),
    "wrong_item": ("Wrong item. {sku} {name}", "Put it back. Take {wanted}"),
    "over_pick": ("Too many. {left} left to take", "Put {asked} back, then press Enter"),
    "slot_first": ("Slot first", "Scan slot {slot}, tote {tote}"),
    "wrong_slot": ("Wrong slot. This is {scanned}", "Put it in {wanted}"),
    "not_your_batch": ("Batch {batch} belongs to {who}", "Scan a batch of yours"),
    "not_released": ("Batch {batch} is {state}", "Scan another batch"),
    "finish_first": ("Batch {batch} is open here", "Finish it, or scan PAUSE"),
    "no_batch_open": ("No batch is open", "Scan a batch"),
    "found_limit": ("More than {limit} found at once", "Call a supervisor"),
    "not_releasable": (
        "Order {order} in batch {batch} cannot go to the floor: {why}",
        "Solve that first, or discard the batch and plan its other orders again",
    ),
    "not_plannable": ("Order {order} cannot be planned: {why}", "Solve that first, then plan again"),
    "batch_not_in": ("Batch {batch} is {state}", "It cannot be {deed} now"),
    "no_such_batch": ("There is no batch {batch}", "Check the code"),
    "nothing_in_totes": ("Nothing of order {order} lies in a tote", "There is nothing to put back"),
}
"""Code -> what happened, what to do."""
