"""Words of transfers: what they refuse, their states, and what was done to them."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.transfers.states import TransferState, What

WORDS: dict[str, tuple[str, str]] = {
    "no_such_transfer": ("There is no transfer {transfer}", "Check the code"),
    "same_warehouse": ("Both ends are {warehouse}", "A transfer goes from one warehouse to another"),
    "transfer_not_in": ("Transfer {transfer} is {state}: it cannot be {deed} now", "See it on the Transfers screen"),
    "empty_transfer": ("Nothing is asked for in transfer {transfer}", "Add a product first"),
    "too_many_transfer_lines": (
        "{lines} products are too many for one transfer",
        "Up to {most} go in one; make a second one for the rest",
    ),
    "bad_transfer_qty": ("{qty} of {sku} cannot go", "Give a whole number above zero"),
    "transfer_short": (
        "{warehouse} has {free} of {sku} free, and {asked} are asked for",
        "Ask for less, or see who holds it (stock who {sku}). Further products that are short: {more}",
    ),
    "not_on_transfer": ("{sku} {name} is not on transfer {transfer}", "Put it aside, or receive it without order"),
    "transfer_over_pick": ("Too many: {left} of {sku} left to take", "Put the rest back, then press Enter"),
    "not_transfer_place": ("{place} is no place of {wanted} for this transfer", "Use a place of {wanted}"),
    "wrong_transfer_place": ("Wrong place. This is {scanned}", "Go to {wanted}"),
    "nothing_picked": ("Nothing lies in the packages of transfer {transfer}", "Pick something first, or cancel it"),
    "foreign_in_package": (
        "Package {package} holds {sku}, which is not on the transfer",
        "Take it out (move), then send again",
    ),
    "more_than_sent": (
        "{asked} of {sku} came, and {left} are on their way",
        "Count again. If it is so, say that more came",
    ),
    "transfer_received_before": (
        "{what} was received already",
        "Nothing more of it is on its way. What is left over is received without order",
    ),
    "transfer_still_missing": (
        "{units} {units:unit|units} of transfer {transfer} did not come",
        "Look in both warehouses; to write {units:it|them} off, give the reason",
    ),
    "transfer_still_picked": (
        "{units} {units:unit|units} of transfer {transfer} lie in its packages",
        "Put them back first",
    ),
    "transfer_elsewhere": (
        "Transfer {transfer} is not for {warehouse}",
        "It is worked on in {wanted}",
    ),
    "transfer.idle": ("Scan a transfer", "Or one of its packages"),
    "transfer.place": ("Go to {place}", "Take {qty} of {sku}"),
    "transfer.item": ("Scan what you take", "{qty} of {sku} from {place}"),
    "transfer.send": ("Everything is picked: {units} {units:unit|units}", "Press 1 to send it to {target}"),
    "transfer.in": ("Scan what came", "A package by its code, or product after product. {left} on the way"),
    "transfer.damaged": ("Scan the damaged one", "It goes into quarantine"),
    "transfer.over": ("Did {qty} of {sku} really come?", "More than was sent. Count again, then press a number"),
    "transfer.about": ("Transfer {transfer}", ""),
    "transfer.list": ("To go on with", ""),
    "transfer_choice_send": ("Send it to {target}", ""),
    "transfer_choice_package": ("Fill another package", ""),
    "transfer_choice_over": ("Yes, {qty} of {sku} came", ""),
    "transfer_choice_recount": ("No, count again", ""),
    "transfer_picks": ("Transfer {transfer} to {target}", "Take its goods"),
    "transfer_arrives": ("Transfer {transfer} from {source}", "Scan what came"),
    "transfer_place": ("Right place", "Scan what you take"),
    "transfer_taken": ("{qty} of {sku} in package {package}", "{left} left of it. Go on at {place}"),
    "transfer_all_taken": ("{qty} of {sku} in package {package}", "Everything is picked. Press 1 to send it"),
    "transfer_package": ("Package {package} is filled from now on", "Label it"),
    "transfer_sent": (
        "Transfer {transfer} is on its way to {target}",
        "{units} {units:unit|units} in {packages} {packages:package|packages}, {behind} left behind",
    ),
    "transfer_in": ("{qty} of {sku} on {place}", "{left} on the way"),
    "transfer_in_served": ("{qty} of {sku} on {place}: for orders that wait", "Orders {orders}. {left} on the way"),
    "transfer_bad": ("{qty} of {sku} damaged: into {place}", "{left} on the way"),
    "transfer_all_in": ("All of transfer {transfer} came", "Put it away"),
    "transfer_ask_over": ("{qty} of {sku} came, and {left} are on their way", "Count again, then press 1 or 2"),
    "transfer_not_so": ("Not so", "Scan what came"),
    "transfer_damaged_next": ("The next one is damaged", "Scan it"),
    "transfer_counted": ("Counted as {n}", "{sku}"),
    "transfer_finished": ("Receiving transfer {transfer} is over", "Put it away"),
    "transfer_missing": (
        "{units} {units:unit|units} of transfer {transfer} did not come",
        "They stay in transit. The desk closes it",
    ),
    "transfer_put_down": ("Transfer {transfer} is put down", "Scan it to go on"),
    "transfer_in_undone": ("Undone: {qty} did not come after all", "Scan what came"),
}
"""Code -> what happened, what to do."""

STATES: Mapping[TransferState, str] = {
    TransferState.DRAFT: "Draft",
    TransferState.CONFIRMED: "Confirmed",
    TransferState.PICKING: "Being picked",
    TransferState.SENT: "On its way",
    TransferState.RECEIVED: "Received, with differences",
    TransferState.CLOSED: "Closed",
    TransferState.CANCELLED: "Cancelled",
}
"""The states as people read them; said through `tr`."""

DEEDS: Mapping[What, str] = {
    What.MADE: "Made",
    What.CONFIRMED: "Confirmed: its goods are promised",
    What.STARTED: "Picking began",
    What.PICKED: "Picked",
    What.PUT_BACK: "Put back",
    What.SENT: "Sent",
    What.RECEIVED: "Received",
    What.TAKEN_BACK: "Not received after all",
    What.DAMAGED: "Came damaged",
    What.OVER: "Came beyond what was sent",
    What.FINISHED: "Receiving ended",
    What.LOST: "Did not come: written off",
    What.CLOSED: "Closed",
    What.CANCELLED: "Cancelled",
}
"""What was done, as people read it; said through `tr`."""
