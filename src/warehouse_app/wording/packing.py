"""Words of the pack bench. Codes that the pick bench has too have their one sentence there, with the same facts."""

from __future__ import annotations

WORDS = {
    "order_opened": ("Order {order}", "{left} {left:item|items} to pack. Scan the first one"),
    "order_open": ("Order {order} is open here", "{left} {left:item|items} left. Scan the next one"),
    "order_resumed": ("Order {order} goes on", "{left} {left:item|items} left. Scan the next one"),
    "taken_over": ("Order {order} is yours now", "{left} {left:item|items} left. Scan the next one"),
    "all_in_short": ("All there is, is in. {missing} are missing", "Scan FINISH SHORT to send it, or PAUSE to wait"),
    "order_packed": ("Order {order} is packed", "Put the label on parcel {parcel}. Scan the next tote"),
    "nothing_to_pack": ("Nothing of order {order} is left to pack", "It waits for new goods. Scan the next tote"),
    "pack_paused": ("Order {order} is paused", "Scan CONTINUE or its tote to go on"),
    "never_mind": ("Taken back", "Scan the next item"),
    "scan_damaged": ("Damaged goods", "Scan the damaged item"),
    "damaged": ("{sku} is out", "Put it in {place}. {left} {left:item|items} left"),
    "scan_to_take_over": ("Take over", "Scan the tote or the order"),
    "printing_again": ("Label of parcel {parcel} prints again", "Throw the other copy away"),
    "unpacked": ("{units} {units:unit is|units are} out of parcel {parcel}", "Put them in {totes}. Scan the next tote"),
    "unpacked_part": (
        "{units} {units:unit is|units are} out of parcel {parcel}",
        "Put them in {totes}, then press Enter for more",
    ),
    "other_order": ("Other order. {sku} belongs to {order}", "Put it in {tote}, then press Enter"),
    "cancelled_meanwhile": (
        "Order {order} is cancelled",
        "Put the {units} packed {units:unit|units} back, then press Enter",
    ),
    "cancelled": ("Order {order} is cancelled", "Set its goods aside, then press Enter"),
    "on_hold": ("Order {order} is on hold: {kind} {reason}", "Set it aside, then press Enter"),
    "already_packed": ("Order {order} is packed in {parcel}, by {who} at {when}", "Scan the next tote"),
    "not_picked": (
        "Order {order} is not picked. {picked} of {total} {total:unit|units} {picked:is|are}",
        "Scan another tote",
    ),
    "no_order_waits": ("No order here waits for {sku}", "Set it aside. Scan a tote"),
    "tote_empty": ("Nothing waits in tote {tote}", "Scan another tote"),
    "work_paused": ("Paused", "Scan CONTINUE, or another tote"),
    "finish_order_first": ("Order {order} is open here", "Finish it, or scan PAUSE"),
    "no_order_open": ("No order is open", "Scan a tote, an order or an item"),
    "nothing_packed": ("Nothing of order {order} is packed", "Scan an item, or PAUSE"),
    "nothing_to_print": ("No label to print again", "Scan the next tote"),
    "no_such_parcel": ("There is no parcel {parcel}", "Check the number"),
    "cannot_unpack": ("Parcel {parcel} is {state}", "Take it off the manifest first, or book a return"),
    "tote_taken": ("Tote {tote} is not free for these goods", "Name an empty tote"),
}
"""Code -> what happened, what to do."""
