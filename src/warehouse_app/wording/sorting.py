"""Words of the put wall."""

from __future__ import annotations

WORDS = {
    "sort.idle": ("Scan the tote to sort", "{batches} {batches:batch waits|batches wait}"),
    "sort.idle.empty": ("Nothing to sort", "Batches that are picked for the wall appear here"),
    "sort.item": ("Scan an item from tote {from}", "{left} {left:unit is|units are} left to sort"),
    "sort.item.any": ("Scan a tote to sort", "{left} {left:unit is|units are} left to sort"),
    "sort.item.zones": ("Scan the next tote", "{left} {left:unit is|units are} still apart"),
    "sort.slot": ("Put {qty} into {slot}", "Scan tote {tote} there"),
    "sort.slot.begin": ("Put {qty} into {slot}", "Stand an empty tote there and scan it"),
    "sort.slot.zones": ("Put it together in {slot}", "Scan tote {tote} there"),
    "sort.about": ("Batch {batch}", "{left} {left:unit|units} left"),
    "sort_open": ("Batch {batch} is at the wall", "{left} {left:unit|units} to sort. Scan an item"),
    "sort_to": ("{sku} goes into {slot}", "Order {order} wants {wants}. Scan tote {tote} there"),
    "sort_to.begin": ("{sku} goes into {slot}", "Order {order} wants {wants}. Stand an empty tote there and scan it"),
    "sorted": ("{qty} in {slot}", "{left} left. Scan the next item"),
    "sorted_order": ("Slot {slot} is complete", "Order {order} can be packed. Scan the next item"),
    "sorted_order.pack": (
        "Slot {slot} is complete",
        "Order {order} can be packed: scan tote {tote}, or the next item",
    ),
    "sorted_so_far": ("Slot {slot} has all that is here", "More of order {order} comes from another zone"),
    "sorted_all": ("Batch {batch} is sorted", "Bring the totes to the packing benches"),
    "sorted_all.pack": ("Batch {batch} is sorted", "Scan the tote of a slot to pack its order"),
    "sort_put_back": ("Back into tote {tote}", "Scan an item"),
    "sort_undone": ("Undone", "Put {qty} of {sku} back into tote {tote}"),
    "sort_short": (
        "{qty} {qty:unit is|units are} missing in tote {tote}",
        "Their orders are short. A count is asked for",
    ),
    "sort_paused": ("Batch {batch} is put aside", "Scan one of its totes to go on"),
    "part_first": ("Tote {tote} stands in {slot}", "Put it there. Order {order} waits for: {zones}"),
    "part_alone": ("Order {order} is complete", "Bring tote {tote} to a packing bench"),
    "part_alone.pack": ("Order {order} is complete", "Scan tote {tote} again to pack it"),
    "part_stands": ("Tote {tote} stands in {slot} already", "Scan the next tote"),
    "part_to": ("Tote {sku} belongs to slot {slot}", "Put all {qty} into tote {tote} there, and scan it"),
    "nothing_to_sort": ("There is nothing to sort in {what}", "Scan a tote that was picked for the wall"),
    "not_in_tote": ("No order of tote {tote} wants {sku}", "Set it aside. Call a supervisor if there are more"),
    "put_it_first": ("Put it into {slot} first", "Scan tote {tote} there"),
    "put_it_first.begin": ("Put it into {slot} first", "Stand an empty tote there and scan it"),
    "wrong_wall_slot": ("Wrong slot. This is tote {scanned}", "Put it into {slot}, tote {tote}"),
    "tote_not_free": ("Tote {tote} is not empty, or another order's", "Stand an empty tote there and scan it"),
    "too_many_to_sort": ("Slot {slot} wants {left} of {sku}", "Put the others back into the tote"),
    "still_apart": ("{units} {units:unit|units} of order {order} are missing", "Zone {zones} still picks them. Wait"),
    "still_to_sort": (
        "{units} {units:unit|units} of order {order} lie in tote {tote}",
        "Sort it first at the wall",
    ),
}
"""Code -> what happened, what to do."""
